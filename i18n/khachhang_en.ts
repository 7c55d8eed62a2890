<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="vi_VN">
<context>
    <name>AboutDialog</name>
    <message>
        <source>Về chương trình</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Sổ Khách Hàng</source>
        <translation>Customer Book</translation>
    </message>
    <message>
        <source>Bản {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Sổ khách có khóa cho tiệm nhỏ. Không gửi gì ra ngoài máy.</source>
        <translation>A locked customer book for a small shop. Nothing ever leaves this computer.</translation>
    </message>
    <message>
        <source>Giấy phép MIT. Chữ Noto Sans (OFL), hình Lucide (ISC), Qt (LGPL).</source>
        <translation>MIT licence. Noto Sans typeface (OFL), Lucide icons (ISC), Qt (LGPL).</translation>
    </message>
</context>
<context>
    <name>AmountBlock</name>
    <message>
        <source>lệch {amount}</source>
        <translation>{amount} apart</translation>
    </message>
    <message>
        <source>{what} {source}: {text}</source>
        <translation>{what} {source}: {text}</translation>
    </message>
</context>
<context>
    <name>AnswerBar</name>
    <message>
        <source>Khác nhau · N</source>
        <translation>Different · N</translation>
    </message>
    <message>
        <source>Để sau · L</source>
        <translation>Later · L</translation>
    </message>
    <message>
        <source>Hoàn tác · Z</source>
        <translation>Undo · Z</translation>
    </message>
    <message>
        <source>Cùng một khách – Gộp</source>
        <translation>Same customer – merge</translation>
    </message>
    <message>
        <source>Gộp {n} trong {all}</source>
        <translation>Merge {n} of {all}</translation>
    </message>
    <message>
        <source>Cùng nhà, khác người</source>
        <translation>Same household</translation>
    </message>
    <message>
        <source>{text} · M</source>
        <translation>{text} · M</translation>
    </message>
    <message>
        <source>{text} · Enter</source>
        <translation>{text} · Enter</translation>
    </message>
    <message>
        <source>{text} · S</source>
        <translation>{text} · S</translation>
    </message>
</context>
<context>
    <name>AnsweredDialog</name>
    <message>
        <source>Đã trả lời</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>Những cặp đã nói là không phải một khách</source>
        <translation>Pairs that were said not to be one customer</translation>
    </message>
    <message>
        <source>&amp;Hỏi lại</source>
        <translation>&amp;Ask again</translation>
    </message>
    <message>
        <source>Chưa có cặp nào được nói là khác nhau.</source>
        <translation>No pair has been said to be different yet.</translation>
    </message>
    <message>
        <source>Đón&amp;g</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>Những cặp này sẽ không hỏi lại, trừ khi bạn muốn</source>
        <translation>These pairs will not be asked about again, unless you want it</translation>
    </message>
    <message>
        <source>khác nhau</source>
        <translation>different</translation>
    </message>
    <message>
        <source>cùng nhà, khác người</source>
        <translation>same household, different people</translation>
    </message>
    <message>
        <source>Sẽ hỏi lại.</source>
        <translation>Will be asked again.</translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message>
        <source>Giao khách</source>
        <translation>Assign customers</translation>
    </message>
    <message>
        <source>Người phụ trách</source>
        <translation>Assigned to</translation>
    </message>
    <message>
        <source>Chọn hoặc gõ tên</source>
        <translation>Choose or type a name</translation>
    </message>
    <message>
        <source>&amp;Giao</source>
        <translation>&amp;Assign</translation>
    </message>
    <message>
        <source>Không &amp;ai phụ trách</source>
        <translation>&amp;Nobody</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Giao {n} khách cho ai?</source>
        <translation>Who looks after {n} customers?</translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Ai làm gì, lúc nào: kể cả mở sổ, xem số, xuất, in, chép, đổi quyền. Không ai sửa hay xóa được dòng nào mà không lộ.</source>
        <translation>Who did what, when: opening, showing numbers, exporting, printing, copying and rights included. No line can be changed or removed without it showing.</translation>
    </message>
    <message>
        <source>Nhật ký</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Xem thêm</source>
        <translation>Show more</translation>
    </message>
    <message>
        <source>&amp;Kiểm nhật ký</source>
        <translation>&amp;Check the log</translation>
    </message>
    <message>
        <source>&amp;Xuất ra Excel…</source>
        <translation>&amp;Export to Excel…</translation>
    </message>
    <message>
        <source>Ai</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Mọi người</source>
        <translation>Everybody</translation>
    </message>
    <message>
        <source>Loại việc</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Mọi việc</source>
        <translation>Everything</translation>
    </message>
    <message>
        <source>Khi nào</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Mọi lúc</source>
        <translation>Any time</translation>
    </message>
    <message>
        <source>Hôm nay</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>{n} ngày qua</source>
        <translation>Last {n} days</translation>
    </message>
    <message>
        <source>Khách: {name}</source>
        <translation>Customer: {name}</translation>
    </message>
    <message>
        <source>Không có gì</source>
        <translation>Nothing</translation>
    </message>
    <message>
        <source>Chọn người khác, loại việc khác hay thời gian dài hơn.</source>
        <translation>Choose somebody else, another kind or a longer time.</translation>
    </message>
    <message>
        <source>Nhật ký liền một mạch: không dòng nào bị sửa, bỏ hay chen vào.</source>
        <translation>The log is whole: no line was changed, removed or put in.</translation>
    </message>
    <message>
        <source>Nhật ký {name}.xlsx</source>
        <translation>Log {name}.xlsx</translation>
    </message>
    <message>
        <source>Xuất nhật ký ra đâu?</source>
        <translation>Export the log to where?</translation>
    </message>
    <message>
        <source>Bảng tính Excel (*.xlsx)</source>
        <translation>Excel workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>Đã xuất {n} dòng.</source>
        <translation>Exported {n} lines.</translation>
    </message>
</context>
<context>
    <name>BackupsDialog</name>
    <message>
        <source>Các bản sao lưu</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>Mỗi ngày một bản khi đóng hay khóa sổ, thêm một bản trước mỗi việc lớn. Giữ 7 ngày, 4 tuần, 12 tháng gần nhất.</source>
        <translation>One a day when the book is closed or locked, and one before each large step. The last 7 days, 4 weeks and 12 months are kept.</translation>
    </message>
    <message>
        <source>&amp;Đóng</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>Chọn chỗ &amp;thứ hai…</source>
        <translation>Choose a &amp;second place…</translation>
    </message>
    <message>
        <source>Chép &amp;sang đó ngay</source>
        <translation>Copy there &amp;now</translation>
    </message>
    <message>
        <source>Chỗ thứ hai: USB hay ổ khác</source>
        <translation>Second place: a USB stick or another disk</translation>
    </message>
    <message>
        <source>Mã trên Giấy mở sổ</source>
        <translation>Code on the recovery sheet</translation>
    </message>
    <message>
        <source>Thử &amp;Giấy mở sổ</source>
        <translation>&amp;Try the recovery sheet</translation>
    </message>
    <message>
        <source>Lấy tờ giấy ra gõ mã: chắc là mã đọc được, mở được sổ này và bản sao lưu mới nhất. Mỗi tháng nên thử một lần.</source>
        <translation>Take out the sheet and type its code: then you know that it can be read and opens this book and its newest backup. Once a month is a good habit.</translation>
    </message>
    <message>
        <source>Thử Giấy mở sổ</source>
        <translation>Try the recovery sheet</translation>
    </message>
    <message>
        <source>Chưa chọn. Máy hỏng, mất máy thì bản sao lưu trên cùng máy cũng mất theo.</source>
        <translation>None chosen. If this computer breaks or is stolen, the backups on it go with it.</translation>
    </message>
    <message>
        <source>{place}: bản ở đó đã cũ hơn một tuần, hay chưa có. Cắm vào rồi chép.</source>
        <translation>{place}: the copy there is more than a week old, or missing. Plug it in and copy.</translation>
    </message>
    <message>
        <source>{place}: đã có bản mới.</source>
        <translation>{place}: has a recent copy.</translation>
    </message>
    <message>
        <source>Chưa có bản sao lưu nào.</source>
        <translation>No backup yet.</translation>
    </message>
    <message>
        <source>{n} MB</source>
        <translation>{n} MB</translation>
    </message>
    <message>
        <source>chỗ thứ hai</source>
        <translation>second place</translation>
    </message>
    <message>
        <source>Đọc thử</source>
        <translation>Try</translation>
    </message>
    <message>
        <source>Đọc thử {file}</source>
        <translation>Try {file}</translation>
    </message>
    <message>
        <source>Khôi phục bên cạnh</source>
        <translation>Restore beside</translation>
    </message>
    <message>
        <source>Khôi phục bên cạnh {file}</source>
        <translation>Restore {file} beside</translation>
    </message>
    <message>
        <source>trước khi nhập</source>
        <translation>before an import</translation>
    </message>
    <message>
        <source>trước khi gộp</source>
        <translation>before merging</translation>
    </message>
    <message>
        <source>trước khi nâng cấp sổ</source>
        <translation>before an upgrade</translation>
    </message>
    <message>
        <source>trước khi đổi chìa khóa</source>
        <translation>before new keys</translation>
    </message>
    <message>
        <source>trước việc lớn</source>
        <translation>before something large</translation>
    </message>
    <message>
        <source>Đang đọc {file}</source>
        <translation>Reading {file}</translation>
    </message>
    <message>
        <source>{file}: đọc được từng trang, có {n} khách lúc chưa gộp.</source>
        <translation>{file}: every page can be read; {n} customers before merging.</translation>
    </message>
    <message>
        <source>{file}: đọc được từng byte.</source>
        <translation>{file}: every byte can be read.</translation>
    </message>
    <message>
        <source>Chọn USB hay ổ khác</source>
        <translation>Choose a USB stick or another disk</translation>
    </message>
    <message>
        <source>Đang chép sang chỗ thứ hai</source>
        <translation>Copying to the second place</translation>
    </message>
    <message>
        <source>Chưa có gì để chép.</source>
        <translation>Nothing to copy yet.</translation>
    </message>
    <message>
        <source>Chỗ thứ hai đã có {file}, đã đọc lại.</source>
        <translation>The second place has {file}, read back.</translation>
    </message>
    <message>
        <source>Đang thử mã và bản sao lưu mới nhất</source>
        <translation>Trying the code and the newest backup</translation>
    </message>
    <message>
        <source>Giấy mở sổ còn tốt: mở được sổ này.</source>
        <translation>The recovery sheet is good: it opens this book.</translation>
    </message>
    <message>
        <source>Giấy mở sổ còn tốt: mở được sổ này và bản sao lưu {day} ({n} khách).</source>
        <translation>The recovery sheet is good: it opens this book and the backup of {day} ({n} customers).</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>Bỏ chọn</source>
        <translation>Clear selection</translation>
    </message>
    <message>
        <source>Lấy lại</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>Thêm vào nhóm…</source>
        <translation>Add to group…</translation>
    </message>
    <message>
        <source>Ghi cùng một điều…</source>
        <translation>Set a column…</translation>
    </message>
    <message>
        <source>Giao cho…</source>
        <translation>Assign…</translation>
    </message>
    <message>
        <source>Gộp…</source>
        <translation>Merge…</translation>
    </message>
    <message>
        <source>Đã gọi, đúng</source>
        <translation>Called, right</translation>
    </message>
    <message>
        <source>Xuất…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>Xin đừng gọi</source>
        <translation>Do not call</translation>
    </message>
    <message>
        <source>Bỏ vào Thùng rác</source>
        <translation>Move to the bin</translation>
    </message>
    <message>
        <source>Đã chọn {n} khách</source>
        <translation>{n} customers selected</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>Gộp tất cả cặp chắc chắn</source>
        <translation>Merge all certain pairs</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n}%</translation>
    </message>
    <message>
        <source>Chắc từ bao nhiêu phần trăm</source>
        <translation>Certain from how many per cent</translation>
    </message>
    <message>
        <source>Gộp những cặp chắc từ</source>
        <translation>Merge pairs certain from</translation>
    </message>
    <message>
        <source>Sao lưu trước khi gộp. Không mất gì: một lần Hoàn tác là trở lại như cũ, và lúc nào cũng tách được từng khách.</source>
        <translation>A backup is made first. Nothing is lost: one Undo takes it all back, and any customer can be parted at any time.</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Gộp {n} khách thành {groups}</source>
        <translation>Merge {n} customers into {groups}</translation>
    </message>
    <message>
        <source>Đang xem…</source>
        <translation>Looking…</translation>
    </message>
    <message>
        <source>{n} chỗ ghi sẽ thành {groups} khách. Xem thử {k} cặp, kém chắc nhất trước:</source>
        <translation>{n} entries will become {groups} customers. {k} of the pairs, the least certain first:</translation>
    </message>
    <message>
        <source>Không có cặp nào chắc đến thế.</source>
        <translation>No pair is that certain.</translation>
    </message>
    <message>
        <source>Giống: {what}.</source>
        <translation>Alike: {what}.</translation>
    </message>
    <message>
        <source>Khác: {what}.</source>
        <translation>Different: {what}.</translation>
    </message>
    <message>
        <source>Đã gộp {n} khách thành {groups}. Lúc nào cũng tách lại được.</source>
        <translation>Merged {n} customers into {groups}. They can be parted again at any time.</translation>
    </message>
</context>
<context>
    <name>BusyOverlay</name>
    <message>
        <source>Đang làm</source>
        <translation>Working</translation>
    </message>
</context>
<context>
    <name>CardPanel</name>
    <message>
        <source>Đóng thẻ khách</source>
        <translation>Close the card</translation>
    </message>
    <message>
        <source>(chưa có tên)</source>
        <translation>(no name yet)</translation>
    </message>
    <message>
        <source>Thẻ khách {name}</source>
        <translation>Card of {name}</translation>
    </message>
    <message>
        <source>Xin đừng gọi</source>
        <translation>Do not call</translation>
    </message>
    <message>
        <source>Chưa kiểm</source>
        <translation>Not checked</translation>
    </message>
    <message>
        <source>{n} nguồn</source>
        <translation>{n} sources</translation>
    </message>
    <message>
        <source>{group} (tự động)</source>
        <translation>{group} (by rule)</translation>
    </message>
    <message>
        <source>Nhóm tự động: khách đang khớp điều kiện của nhóm</source>
        <translation>Group by rule: the customer fits its condition now</translation>
    </message>
    <message>
        <source>{n} khách khác giống khách này.</source>
        <translation>{n} other customers look like this one.</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Lấy lại từ Thùng rác</source>
        <translation>Restore from the bin</translation>
    </message>
    <message>
        <source>Sửa</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Vẫn đúng</source>
        <translation>Still right</translation>
    </message>
    <message>
        <source>Hôm nay đã hỏi lại: mọi điều trên thẻ vẫn đúng</source>
        <translation>Asked again today: everything on the card is still right</translation>
    </message>
    <message>
        <source>Việc khác với khách này</source>
        <translation>More about this customer</translation>
    </message>
    <message>
        <source>&amp;Gọi lại được rồi</source>
        <translation>May be &amp;called again</translation>
    </message>
    <message>
        <source>Xin đừ&amp;ng gọi</source>
        <translation>Do &amp;not call</translation>
    </message>
    <message>
        <source>&amp;In thẻ này…</source>
        <translation>Pr&amp;int this card…</translation>
    </message>
    <message>
        <source>Nhật &amp;ký về khách này</source>
        <translation>&amp;Log about this customer</translation>
    </message>
    <message>
        <source>&amp;Dữ liệu của khách này…</source>
        <translation>&amp;Data of this customer…</translation>
    </message>
    <message>
        <source>&amp;Cả thẻ đã gọi, đúng</source>
        <translation>Whole card called, &amp;right</translation>
    </message>
    <message>
        <source>Cả thẻ &amp;không kiểm được…</source>
        <translation>Whole card cannot be chec&amp;ked…</translation>
    </message>
    <message>
        <source>&amp;Tách ra như trước khi gộp</source>
        <translation>&amp;Part as before merging</translation>
    </message>
    <message>
        <source>Tách &amp;một phần…</source>
        <translation>Part &amp;some of it…</translation>
    </message>
    <message>
        <source>Hỏi &amp;lại về khách này</source>
        <translation>&amp;Ask about this customer again</translation>
    </message>
    <message>
        <source>&amp;Bỏ vào Thùng rác</source>
        <translation>Move to the &amp;bin</translation>
    </message>
    <message>
        <source>&amp;Xóa hẳn theo yêu cầu…</source>
        <translation>&amp;Erase on request…</translation>
    </message>
    <message>
        <source>LIÊN LẠC</source>
        <translation>CONTACT</translation>
    </message>
    <message>
        <source>BẢN THÂN</source>
        <translation>PERSON</translation>
    </message>
    <message>
        <source>CÔNG TY</source>
        <translation>BUSINESS</translation>
    </message>
    <message>
        <source>VỚI TIỆM</source>
        <translation>WITH THE SHOP</translation>
    </message>
    <message>
        <source>CỘT RIÊNG</source>
        <translation>OWN COLUMNS</translation>
    </message>
    <message>
        <source>SỐ TIỀN, TỪNG NGUỒN</source>
        <translation>AMOUNTS, SOURCE BY SOURCE</translation>
    </message>
    <message>
        <source>ĐƠN HÀNG ({n})</source>
        <translation>ORDERS ({n})</translation>
    </message>
    <message>
        <source>CÙNG NHÀ</source>
        <translation>SAME HOUSEHOLD</translation>
    </message>
    <message>
        <source>KHÔNG PHẢI CÙNG NGƯỜI</source>
        <translation>NOT THE SAME PERSON</translation>
    </message>
    <message>
        <source>ĐẾN TỪ</source>
        <translation>COMES FROM</translation>
    </message>
    <message>
        <source>ĐÃ LÀM</source>
        <translation>WHAT WAS DONE</translation>
    </message>
</context>
<context>
    <name>CellEditing</name>
    <message>
        <source>Đã sửa.</source>
        <translation>Changed.</translation>
    </message>
</context>
<context>
    <name>CertificateDialog</name>
    <message>
        <source>Giấy xác nhận đã xóa</source>
        <translation>Certificate of erasure</translation>
    </message>
    <message>
        <source>&amp;Lưu PDF…</source>
        <translation>&amp;Save PDF…</translation>
    </message>
    <message>
        <source>Lưu tệp &amp;chữ…</source>
        <translation>Save as &amp;text…</translation>
    </message>
    <message>
        <source>Đó&amp;ng</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>Giữ giấy này làm bằng chứng; trong giấy không có thông tin của khách. Sổ không giữ bản nào.</source>
        <translation>Keep this as proof; it holds nothing of the customer. The vault keeps no copy.</translation>
    </message>
    <message>
        <source>Giấy xác nhận xóa {number}</source>
        <translation>Certificate of erasure {number}</translation>
    </message>
    <message>
        <source>Lưu giấy xác nhận</source>
        <translation>Save the certificate</translation>
    </message>
    <message>
        <source>Đã lưu.</source>
        <translation>Saved.</translation>
    </message>
</context>
<context>
    <name>ChipBar</name>
    <message>
        <source>Bỏ lọc {text}</source>
        <translation>Remove filter {text}</translation>
    </message>
    <message>
        <source>Xóa hết lọc</source>
        <translation>Clear all filters</translation>
    </message>
    <message>
        <source>Lưu danh sách này…</source>
        <translation>Save this list…</translation>
    </message>
    <message>
        <source>Sửa điều kiện {text}, phím Delete để bỏ</source>
        <translation>Change the condition {text}, Delete takes it away</translation>
    </message>
    <message>
        <source>Bấm để sửa, bấm × để bỏ</source>
        <translation>Click to change, click × to take it away</translation>
    </message>
</context>
<context>
    <name>ColumnDialog</name>
    <message>
        <source>Chọn cột</source>
        <translation>Choose columns</translation>
    </message>
    <message>
        <source>Các cột</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>Tìm cột</source>
        <translation>Find a column</translation>
    </message>
    <message>
        <source>Nguồn</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Đã kiểm</source>
        <translation>Checked</translation>
    </message>
    <message>
        <source>&amp;Xong</source>
        <translation>&amp;Done</translation>
    </message>
    <message>
        <source>&amp;Như lúc đầu</source>
        <translation>As at &amp;first</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Kéo để đổi thứ tự.</source>
        <translation>Drag to change the order.</translation>
    </message>
</context>
<context>
    <name>CompartmentsDialog</name>
    <message>
        <source>Thông tin kín</source>
        <translation>Confidential information</translation>
    </message>
    <message>
        <source>&amp;Giữ kín thêm…</source>
        <translation>&amp;Make confidential…</translation>
    </message>
    <message>
        <source>Đó&amp;ng</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>Chỉ người được chọn mới xem được những mục để ở đây. Người khác ghi thêm được, nhưng chỉ thấy “••• (kín)”: không tìm, lọc, xuất, in hay thấy trong lịch sử và tệp gốc. Điều này do mật mã giữ, không phải chỉ ẩn trên màn hình.</source>
        <translation>Only the people chosen can see what is kept here. Others can add to it, but see “••• (confidential)”: they cannot search, filter, export or print it, nor find it in the history or the original files. Encryption keeps it, not the screen.</translation>
    </message>
    <message>
        <source>Chỉ chủ sổ ({owner}) chọn mục và người xem được.</source>
        <translation>Only the owner ({owner}) chooses what is kept and who sees it.</translation>
    </message>
    <message>
        <source>Chưa có thông tin nào được giữ kín.</source>
        <translation>Nothing is confidential yet.</translation>
    </message>
    <message>
        <source>Bạn xem được</source>
        <translation>Open to you</translation>
    </message>
    <message>
        <source>Bạn không xem được</source>
        <translation>Not open to you</translation>
    </message>
    <message>
        <source>Gồm: {fields}</source>
        <translation>Holds: {fields}</translation>
    </message>
    <message>
        <source>Người xem được: {names}</source>
        <translation>Seen by: {names}</translation>
    </message>
    <message>
        <source>Sửa…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Bỏ kín…</source>
        <translation>Make ordinary…</translation>
    </message>
    <message>
        <source>Mọi người mở được sổ sẽ thấy: {fields}.</source>
        <translation>Everybody who can open the vault will see: {fields}.</translation>
    </message>
    <message>
        <source>Bỏ kín “{name}”</source>
        <translation>Make “{name}” ordinary</translation>
    </message>
    <message>
        <source>&amp;Bỏ kín</source>
        <translation>Make &amp;ordinary</translation>
    </message>
    <message>
        <source>Đã giữ kín “{name}”. Bản sao lưu và tệp đã xuất từ trước vẫn như cũ.</source>
        <translation>“{name}” is confidential now. Backups and files exported before stay as they are.</translation>
    </message>
    <message>
        <source>Đang giữ kín</source>
        <translation>Making confidential</translation>
    </message>
    <message>
        <source>Đã sửa “{name}”.</source>
        <translation>Changed “{name}”.</translation>
    </message>
    <message>
        <source>Đang sửa</source>
        <translation>Changing</translation>
    </message>
    <message>
        <source>Đã bỏ kín “{name}”.</source>
        <translation>“{name}” is ordinary again.</translation>
    </message>
    <message>
        <source>Đang bỏ kín</source>
        <translation>Making ordinary</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Chương trình gặp lỗi</source>
        <translation>The program failed</translation>
    </message>
    <message>
        <source>Việc vừa làm không xong vì chương trình có lỗi. Sổ khách vẫn còn nguyên như lần ghi cuối.</source>
        <translation>What you just did was not finished because of a fault in the program. The customer book is as it was when last written.</translation>
    </message>
    <message>
        <source>Chép bản báo lỗi dưới đây gửi cho người làm chương trình. Trong đó không có tên, số điện thoại của ai.</source>
        <translation>Copy the report below and send it to the makers of the program. It holds nobody&apos;s name or phone number.</translation>
    </message>
    <message>
        <source>Bản báo lỗi</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>&amp;Chép báo lỗi</source>
        <translation>&amp;Copy the report</translation>
    </message>
    <message>
        <source>&amp;Đóng</source>
        <translation>C&amp;lose</translation>
    </message>
</context>
<context>
    <name>CreatePage</name>
    <message>
        <source>Tên tiệm</source>
        <translation>Name of the shop</translation>
    </message>
    <message>
        <source>Ví dụ: Gia dụng Hoa Mai</source>
        <translation>For example: Hoa Mai Housewares</translation>
    </message>
    <message>
        <source>Tên bạn</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>Ví dụ: Mai</source>
        <translation>For example: Mai</translation>
    </message>
    <message>
        <source>Mật khẩu sổ khách</source>
        <translation>Password of the customer book</translation>
    </message>
    <message>
        <source>Gõ lại mật khẩu</source>
        <translation>Type the password again</translation>
    </message>
    <message>
        <source>Mật khẩu mạnh hay yếu</source>
        <translation>How strong the password is</translation>
    </message>
    <message>
        <source>&amp;Tạo sổ khách</source>
        <translation>&amp;Create the customer book</translation>
    </message>
    <message>
        <source>Mất cả mật khẩu lẫn Giấy mở sổ thì không ai mở được, kể cả chúng tôi.</source>
        <translation>If both the password and the recovery sheet are lost, nobody can open it, not even we.</translation>
    </message>
    <message>
        <source>Sổ khách mới</source>
        <translation>New customer book</translation>
    </message>
    <message>
        <source>Tên t&amp;iệm</source>
        <translation>Name of the &amp;shop</translation>
    </message>
    <message>
        <source>Tên &amp;bạn</source>
        <translation>&amp;Your name</translation>
    </message>
    <message>
        <source>Cất ở:</source>
        <translation>Kept in:</translation>
    </message>
    <message>
        <source>Đổi &amp;chỗ…</source>
        <translation>C&amp;hange…</translation>
    </message>
    <message>
        <source>Đặt mật khẩu cho sổ khách</source>
        <translation>Set a password for the customer book</translation>
    </message>
    <message>
        <source>&amp;Gợi ý bốn từ</source>
        <translation>Suggest &amp;four words</translation>
    </message>
    <message>
        <source>&amp;Mật khẩu</source>
        <translation>&amp;Password</translation>
    </message>
    <message>
        <source>Gõ &amp;lại mật khẩu</source>
        <translation>Password &amp;again</translation>
    </message>
    <message>
        <source>&amp;Quay lại</source>
        <translation>&amp;Back</translation>
    </message>
    <message>
        <source>Sổ khách</source>
        <translation>Customers</translation>
    </message>
    <message>
        <source>Bốn từ thường dễ nhớ và khó đoán, ví dụ: mây tre nắng sớm.</source>
        <translation>Four words are easy to remember and hard to guess, for example: mây tre nắng sớm.</translation>
    </message>
    <message>
        <source>Hai lần gõ chưa giống nhau.</source>
        <translation>The two are not the same yet.</translation>
    </message>
    <message>
        <source>Rất yếu</source>
        <translation>Very weak</translation>
    </message>
    <message>
        <source>Yếu</source>
        <translation>Weak</translation>
    </message>
    <message>
        <source>Tạm được</source>
        <translation>Fair</translation>
    </message>
    <message>
        <source>Mạnh</source>
        <translation>Strong</translation>
    </message>
    <message>
        <source>Rất mạnh</source>
        <translation>Very strong</translation>
    </message>
    <message>
        <source>Cất sổ khách ở đâu?</source>
        <translation>Where shall the customer book be kept?</translation>
    </message>
    <message>
        <source>Chủ tiệm</source>
        <translation>Owner</translation>
    </message>
</context>
<context>
    <name>CustomerActs</name>
    <message>
        <source>Đã ghi: hôm nay vẫn đúng.</source>
        <translation>Noted: still right today.</translation>
    </message>
    <message>
        <source>Đã ghi.</source>
        <translation>Written.</translation>
    </message>
    <message>
        <source>Đã ghi: xin đừng gọi.</source>
        <translation>Noted: do not call.</translation>
    </message>
    <message>
        <source>Đã ghi: gọi lại được.</source>
        <translation>Noted: may be called again.</translation>
    </message>
    <message>
        <source>Đã ghi cho {n} khách.</source>
        <translation>Noted for {n} customers.</translation>
    </message>
    <message>
        <source>Đang ghi cho {n} khách</source>
        <translation>Writing {n} customers</translation>
    </message>
    <message>
        <source>Đã kiểm: đúng.</source>
        <translation>Checked: right.</translation>
    </message>
    <message>
        <source>Đã kiểm: sai. Giá trị được cất đi.</source>
        <translation>Checked: wrong. The value is put away.</translation>
    </message>
    <message>
        <source>Đã ghi: không kiểm được.</source>
        <translation>Noted: cannot be checked.</translation>
    </message>
    <message>
        <source>Đã cất số cũ, vẫn xem lại được.</source>
        <translation>The old number is put away and can still be seen.</translation>
    </message>
    <message>
        <source>Đã cất, vẫn xem lại được.</source>
        <translation>Put away, can still be seen.</translation>
    </message>
    <message>
        <source>Đã chọn giá trị này.</source>
        <translation>This value is shown now.</translation>
    </message>
    <message>
        <source>Đã tách ra như trước khi gộp.</source>
        <translation>Parted as before merging.</translation>
    </message>
    <message>
        <source>Sẽ hỏi lại.</source>
        <translation>Will be asked again.</translation>
    </message>
    <message>
        <source>Đã tách thành một khách riêng.</source>
        <translation>Parted into a customer of its own.</translation>
    </message>
    <message>
        <source>Đã thêm khách.</source>
        <translation>Customer added.</translation>
    </message>
    <message>
        <source>Đã lưu.</source>
        <translation>Saved.</translation>
    </message>
    <message>
        <source>Đã bỏ {n} khách vào Thùng rác.</source>
        <translation>{n} customers moved to the bin.</translation>
    </message>
    <message>
        <source>Đã bỏ 1 khách vào Thùng rác.</source>
        <translation>1 customer moved to the bin.</translation>
    </message>
    <message>
        <source>Đang bỏ {n} khách vào Thùng rác</source>
        <translation>Moving {n} customers to the bin</translation>
    </message>
    <message>
        <source>Đã lấy lại {n} khách.</source>
        <translation>{n} customers restored.</translation>
    </message>
    <message>
        <source>Đã lấy lại 1 khách.</source>
        <translation>1 customer restored.</translation>
    </message>
    <message>
        <source>Đang lấy lại {n} khách</source>
        <translation>Taking back {n} customers</translation>
    </message>
    <message>
        <source>Đã chép.</source>
        <translation>Copied.</translation>
    </message>
    <message>
        <source>Đã ghi vào Nhật ký. Hôm nay còn xem được {n} lần.</source>
        <translation>Noted in the log. {n} more can be shown today.</translation>
    </message>
    <message>
        <source>Đã gộp, không mất gì. Lúc nào cũng tách lại được.</source>
        <translation>Merged, nothing is lost. It can be parted again at any time.</translation>
    </message>
    <message>
        <source>Đã chép {n} dòng.</source>
        <translation>{n} rows copied.</translation>
    </message>
    <message>
        <source>Đã chép số điện thoại.</source>
        <translation>Phone number copied.</translation>
    </message>
</context>
<context>
    <name>CustomerForm</name>
    <message>
        <source>Sửa khách</source>
        <translation>Edit customer</translation>
    </message>
    <message>
        <source>Thêm khách</source>
        <translation>Add customer</translation>
    </message>
    <message>
        <source>&amp;Thêm mục khác…</source>
        <translation>&amp;More fields…</translation>
    </message>
    <message>
        <source>&amp;Lưu</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translation>Ctrl+S</translation>
    </message>
    <message>
        <source>Lưu và thêm &amp;mới</source>
        <translation>Save and add a&amp;nother</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Bỏ những điều vừa gõ?</source>
        <translation>Drop what you typed?</translation>
    </message>
    <message>
        <source>Những điều vừa gõ chưa được lưu.</source>
        <translation>What you typed has not been saved.</translation>
    </message>
    <message>
        <source>Bỏ</source>
        <translation>Drop it</translation>
    </message>
    <message>
        <source>Giống khách này?</source>
        <translation>Like this customer?</translation>
    </message>
    <message>
        <source>Cùng nhà với khách này?</source>
        <translation>Same household as this customer?</translation>
    </message>
</context>
<context>
    <name>CustomerModel</name>
    <message>
        <source>Nguồn</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Đã kiểm</source>
        <translation>Checked</translation>
    </message>
</context>
<context>
    <name>CustomersPage</name>
    <message>
        <source>Tìm tên, số điện thoại, địa chỉ, ghi chú…</source>
        <translation>Find a name, phone, address, note…</translation>
    </message>
    <message>
        <source>Hiện hay ẩn bộ lọc</source>
        <translation>Show or hide the filters</translation>
    </message>
    <message>
        <source>Thùng rác</source>
        <translation>Bin</translation>
    </message>
    <message>
        <source>&amp;Xuất Excel</source>
        <translation>E&amp;xport</translation>
    </message>
    <message>
        <source>&amp;Nhập danh sách</source>
        <translation>&amp;Import a list</translation>
    </message>
    <message>
        <source>Th&amp;êm khách</source>
        <translation>&amp;Add customer</translation>
    </message>
    <message>
        <source>{n} khách vừa chọn</source>
        <translation>{n} customers picked</translation>
    </message>
</context>
<context>
    <name>CustomersView</name>
    <message>
        <source>Danh sách khách</source>
        <translation>List of customers</translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message>
        <source>Mọi cặp đã được trả lời. Sổ sẽ hỏi tiếp khi có khách mới giống khách cũ.</source>
        <translation>Every pair is answered. There will be questions again when new customers look like old ones.</translation>
    </message>
    <message>
        <source>Loại này đã hết. Còn {n} câu hỏi loại khác.</source>
        <translation>None of this kind are left. {n} questions of other kinds wait.</translation>
    </message>
    <message>
        <source>Không còn cặp nào để hỏi</source>
        <translation>No questions left</translation>
    </message>
    <message>
        <source>Tìm lại trong cả sổ</source>
        <translation>Search the whole book again</translation>
    </message>
    <message>
        <source>Đã gộp, không mất gì. Lúc nào cũng tách lại được.</source>
        <translation>Merged, nothing is lost. It can be parted again at any time.</translation>
    </message>
    <message>
        <source>Đã ghi: cùng nhà, khác người.</source>
        <translation>Noted: same household, different people.</translation>
    </message>
    <message>
        <source>Đã ghi: khác nhau. Sẽ không hỏi lại.</source>
        <translation>Noted: different. You will not be asked again.</translation>
    </message>
    <message>
        <source>Để sau.</source>
        <translation>Later.</translation>
    </message>
    <message>
        <source>Đang tìm khách trùng</source>
        <translation>Looking for duplicates</translation>
    </message>
</context>
<context>
    <name>EditDialog</name>
    <message>
        <source>Giữ kín thêm</source>
        <translation>Make confidential</translation>
    </message>
    <message>
        <source>Sửa “{name}”</source>
        <translation>Change “{name}”</translation>
    </message>
    <message>
        <source>Tên gọi</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Ví dụ: Nợ và thanh toán</source>
        <translation>For example: Debt and payment</translation>
    </message>
    <message>
        <source>Những mục được giữ kín</source>
        <translation>What is kept confidential</translation>
    </message>
    <message>
        <source>Người xem được</source>
        <translation>Who sees it</translation>
    </message>
    <message>
        <source>&amp;Giữ kín</source>
        <translation>&amp;Make confidential</translation>
    </message>
    <message>
        <source>&amp;Lưu</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>Mọi điều đã ghi ở các mục này, cả dòng gốc và tệp gốc, được mã hóa lại ngay. Bản sao lưu và tệp đã xuất từ trước thì không.</source>
        <translation>All that is there already, original rows and files too, is encrypted again at once. Backups and files exported before are not.</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Nợ và thanh toán</source>
        <translation>Debt and payment</translation>
    </message>
    <message>
        <source>Thu nhập</source>
        <translation>Income</translation>
    </message>
    <message>
        <source>Giấy tờ</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Ghi chú riêng</source>
        <translation>Private notes</translation>
    </message>
    <message>
        <source>{name} (chủ sổ)</source>
        <translation>{name} (owner)</translation>
    </message>
</context>
<context>
    <name>EraseDialog</name>
    <message>
        <source>Xóa hẳn một khách theo yêu cầu</source>
        <translation>Erase a customer on request</translation>
    </message>
    <message>
        <source>Gõ lại tên khách</source>
        <translation>Type the customer&apos;s name</translation>
    </message>
    <message>
        <source>&amp;Xóa hẳn</source>
        <translation>&amp;Erase</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Không hoàn tác được. Gõ lại tên khách để xóa:</source>
        <translation>This cannot be undone. Type the customer&apos;s name to erase:</translation>
    </message>
    <message>
        <source>Xóa khỏi sổ: {n} dòng ghi, dòng gốc, chi tiết trong lịch sử, bản nháp, chỉ mục tìm kiếm.</source>
        <translation>Goes from the vault: {n} records, original rows, details of the history, drafts, the search index.</translation>
    </message>
    <message>
        <source>Tệp gốc được viết lại không còn khách này: {files}.</source>
        <translation>Original files written again without this customer: {files}.</translation>
    </message>
    <message>
        <source>Có {n} khách khác trùng tên hoặc số: xem có phải cùng người không, vì họ không bị xóa theo.</source>
        <translation>{n} other customers share the name or a number: see whether they are the same person, for they stay.</translation>
    </message>
    <message>
        <source>{n} bản sao lưu vẫn còn khách này. Giấy xác nhận kể từng bản và việc cần làm.</source>
        <translation>{n} backups still hold this customer. The certificate names each and what to do.</translation>
    </message>
    <message>
        <source>Đang xóa</source>
        <translation>Erasing</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Xuất ra Excel</source>
        <translation>Export to Excel</translation>
    </message>
    <message>
        <source>Đặt mật khẩu cho tệp &amp;Excel</source>
        <translation>Set a &amp;password for the Excel file</translation>
    </message>
    <message>
        <source>Mật khẩu cho tệp Excel</source>
        <translation>Password of the Excel file</translation>
    </message>
    <message>
        <source>&amp;Xuất</source>
        <translation>E&amp;xport</translation>
    </message>
    <message>
        <source>&amp;Tất cả khách</source>
        <translation>&amp;All customers</translation>
    </message>
    <message>
        <source>Khách đã &amp;chọn ({n})</source>
        <translation>Customers &amp;selected ({n})</translation>
    </message>
    <message>
        <source>Cột đang &amp;hiện ({n})</source>
        <translation>Columns s&amp;hown ({n})</translation>
    </message>
    <message>
        <source>Tiêu đề trên trang tính</source>
        <translation>Title on the sheet</translation>
    </message>
    <message>
        <source>Khách đang &amp;lọc ({n})</source>
        <translation>&amp;Filtered customers ({n})</translation>
    </message>
    <message>
        <source>&amp;Mọi cột ({n})</source>
        <translation>&amp;Every column ({n})</translation>
    </message>
    <message>
        <source>Cột Nguồn và Đã kiểm luôn đi kèm.</source>
        <translation>The columns Source and Checked always come along.</translation>
    </message>
    <message>
        <source>Tiêu &amp;đề</source>
        <translation>T&amp;itle</translation>
    </message>
    <message>
        <source>Tệp Excel này không khóa: ai có tệp đều đọc được.</source>
        <translation>This Excel file is not locked: whoever has it can read it.</translation>
    </message>
    <message>
        <source>Hủ&amp;y</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>&amp;Tất cả khách ({n})</source>
        <translation>&amp;All customers ({n})</translation>
    </message>
    <message>
        <source>&amp;Bỏ {n} khách xin đừng gọi</source>
        <translation>&amp;Leave out {n} who ask not to be called</translation>
    </message>
    <message>
        <source>&amp;Xuất cả</source>
        <translation>E&amp;xport all</translation>
    </message>
    <message>
        <source>Khách hàng {date}.xlsx</source>
        <translation>Customers {date}.xlsx</translation>
    </message>
    <message>
        <source>Xuất ra tệp</source>
        <translation>Export to a file</translation>
    </message>
    <message>
        <source>Excel (*.xlsx);;CSV (*.csv)</source>
        <translation>Excel (*.xlsx);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>Đang xuất</source>
        <translation>Exporting</translation>
    </message>
    <message>
        <source>Đã xuất {n} khách.</source>
        <translation>{n} customers exported.</translation>
    </message>
</context>
<context>
    <name>FacetPanel</name>
    <message>
        <source>Lọc khách</source>
        <translation>Filter customers</translation>
    </message>
    <message>
        <source>Lọc</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Ẩn bộ lọc</source>
        <translation>Hide the filters</translation>
    </message>
    <message>
        <source>Lọc theo điều &amp;kiện…</source>
        <translation>By &amp;condition…</translation>
    </message>
    <message>
        <source>{title}, đang mở</source>
        <translation>{title}, unfolded</translation>
    </message>
    <message>
        <source>{title}, đang gập</source>
        <translation>{title}, folded</translation>
    </message>
    <message>
        <source>{name}: nhóm tự động
{rule}</source>
        <translation>{name}: group by rule
{rule}</translation>
    </message>
    <message>
        <source>… thêm {n}</source>
        <translation>… {n} more</translation>
    </message>
</context>
<context>
    <name>FieldBlock</name>
    <message>
        <source>Thông tin kín: chỉ người được chọn xem được</source>
        <translation>Confidential: only the people chosen can see it</translation>
    </message>
    <message>
        <source>{n} cách ghi khác</source>
        <translation>{n} other spellings</translation>
    </message>
    <message>
        <source>{n} giá trị đã cất</source>
        <translation>{n} values put away</translation>
    </message>
    <message>
        <source>Xem đủ</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>Xem đủ {what}</source>
        <translation>Show all of {what}</translation>
    </message>
    <message>
        <source>Ghi vào nhật ký: ai xem, của khách nào, lúc nào</source>
        <translation>Noted in the log: who saw it, of which customer, when</translation>
    </message>
</context>
<context>
    <name>FilterBuilder</name>
    <message>
        <source>Lọc theo điều kiện</source>
        <translation>Filter by conditions</translation>
    </message>
    <message>
        <source>Khớp mọi nhóm</source>
        <translation>All groups hold</translation>
    </message>
    <message>
        <source>Khớp ít nhất một nhóm</source>
        <translation>At least one group holds</translation>
    </message>
    <message>
        <source>Các nhóm</source>
        <translation>Groups</translation>
    </message>
    <message>
        <source>Thêm &amp;nhóm điều kiện</source>
        <translation>Add a &amp;group of conditions</translation>
    </message>
    <message>
        <source>&amp;Lọc</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Tìm khách có</source>
        <translation>Customers who have</translation>
    </message>
</context>
<context>
    <name>FilterGroup</name>
    <message>
        <source>mọi điều dưới đây</source>
        <translation>all of these</translation>
    </message>
    <message>
        <source>ít nhất một điều dưới đây</source>
        <translation>at least one of these</translation>
    </message>
    <message>
        <source>không điều nào dưới đây</source>
        <translation>none of what is below</translation>
    </message>
    <message>
        <source>Các điều kiện trong nhóm</source>
        <translation>Conditions of the group</translation>
    </message>
    <message>
        <source>Thêm điều kiện</source>
        <translation>Add a condition</translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>Cột</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>So sánh</source>
        <translation>Comparison</translation>
    </message>
    <message>
        <source>Khoảng thời gian</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>từ ngày … đến ngày …</source>
        <translation>from … to …</translation>
    </message>
    <message>
        <source>Giá trị</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Đến</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Bỏ điều kiện này</source>
        <translation>Remove this condition</translation>
    </message>
    <message>
        <source>ngày/tháng/năm</source>
        <translation>day/month/year</translation>
    </message>
    <message>
        <source>ngày/tháng/năm, hoặc “90 ngày”</source>
        <translation>day/month/year, or “90 days”</translation>
    </message>
    <message>
        <source>ví dụ 500k</source>
        <translation>for example 500k</translation>
    </message>
    <message>
        <source>nhiều giá trị thì cách nhau dấu ;</source>
        <translation>several values stand apart by ;</translation>
    </message>
    <message>
        <source>đến</source>
        <translation>to</translation>
    </message>
</context>
<context>
    <name>FirstPassword</name>
    <message>
        <source>Mật khẩu đầu tiên</source>
        <translation>First password</translation>
    </message>
    <message>
        <source>&amp;Gợi ý bốn từ</source>
        <translation>&amp;Suggest four words</translation>
    </message>
</context>
<context>
    <name>FirstPasswordDialog</name>
    <message>
        <source>Đặt lại mật khẩu</source>
        <translation>Reset the password</translation>
    </message>
    <message>
        <source>Đặt &amp;lại</source>
        <translation>&amp;Reset</translation>
    </message>
    <message>
        <source>{name} quên mật khẩu thì đặt lại ở đây; không ai đọc được mật khẩu cũ. Máy đã nhớ {name} phải gõ lại mật khẩu, và mã mở sổ riêng của {name} (nếu có) hết dùng được.</source>
        <translation>When {name} forgot the password, set a new one here; nobody can read the old one. Computers that remember {name} ask again, and {name}&apos;s own recovery code (if any) stops working.</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
</context>
<context>
    <name>FixDialog</name>
    <message>
        <source>Sửa giúp</source>
        <translation>Mend</translation>
    </message>
    <message>
        <source>Những chỗ sẽ sửa</source>
        <translation>What will be mended</translation>
    </message>
    <message>
        <source>Khách</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>{what} đang ghi</source>
        <translation>{what} now</translation>
    </message>
    <message>
        <source>Sẽ ghi</source>
        <translation>Would be</translation>
    </message>
    <message>
        <source>… và {n} khách nữa</source>
        <translation>… and {n} customers more</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Bỏ dấu chọn ở khách không muốn sửa. Giá trị cũ được cất, hoàn tác một lần là về như trước.</source>
        <translation>Untick whom you do not want to mend. Old values are put away; one undo brings everything back.</translation>
    </message>
    <message>
        <source>(chưa có tên)</source>
        <translation>(no name)</translation>
    </message>
    <message>
        <source>(trống)</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>&amp;Sửa {n} khách</source>
        <translation>&amp;Mend {n} customers</translation>
    </message>
</context>
<context>
    <name>GroupDialog</name>
    <message>
        <source>Nhóm khách</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Tên nhóm</source>
        <translation>Name of the group</translation>
    </message>
    <message>
        <source>Chọn hoặc gõ tên nhóm</source>
        <translation>Choose or type a group</translation>
    </message>
    <message>
        <source>&amp;Thêm vào nhóm</source>
        <translation>&amp;Add to the group</translation>
    </message>
    <message>
        <source>&amp;Bỏ khỏi nhóm</source>
        <translation>Take &amp;out of the group</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Nhóm cho {n} khách</source>
        <translation>Group of {n} customers</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Hướng dẫn</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Tìm khách</source>
        <translation>Find customers</translation>
    </message>
    <message>
        <source>Gõ vài chữ của tên, vài số cuối điện thoại, tên đường… theo thứ tự nào cũng được, có dấu hay không dấu.</source>
        <translation>Type some letters of the name, the last digits of the phone, the street … in any order, with or without accents.</translation>
    </message>
    <message>
        <source>Nhập danh sách</source>
        <translation>Import a list</translation>
    </message>
    <message>
        <source>Kéo tệp Excel vào cửa sổ. Xem trước đủ mọi dòng rồi mới ghi; nhập nhầm thì bấm Bỏ lần nhập này, lúc nào cũng được.</source>
        <translation>Drop an Excel file on the window. You see every row before anything is written; take a wrong import back at any time with “Take this import back”.</translation>
    </message>
    <message>
        <source>Điều chưa kiểm</source>
        <translation>What is not checked</translation>
    </message>
    <message>
        <source>Chấm màu cam bên một ô: điều ấy do nơi khác đưa, chưa ai hỏi lại khách. Gọi xong bấm Đã gọi, đúng hoặc Sai.</source>
        <translation>An orange dot beside a cell: others handed it over and nobody has asked the customer yet. After the call press “Called, right” or “Wrong”.</translation>
    </message>
    <message>
        <source>Khách trùng</source>
        <translation>Duplicates</translation>
    </message>
    <message>
        <source>Mục Trùng? hỏi từng cặp. Gộp không mất gì: mở thẻ khách, chọn Tách ra là như cũ.</source>
        <translation>“Duplicates?” asks pair by pair. Merging loses nothing: open the card and part it, and all is as before.</translation>
    </message>
    <message>
        <source>Con số này ở đâu ra?</source>
        <translation>Where does this figure come from?</translation>
    </message>
    <message>
        <source>Trên thẻ khách, bấm dấu ba chấm cạnh giá trị rồi chọn Bản gốc: hiện đúng dòng ấy trong tệp đã nhập.</source>
        <translation>On the card, press the three dots beside a value and choose Original: it shows that very row of the imported file.</translation>
    </message>
    <message>
        <source>Thông tin kín</source>
        <translation>Confidential information</translation>
    </message>
    <message>
        <source>Cài đặt, Người dùng, Thông tin kín: chọn mục chỉ vài người xem được, như nợ hay thu nhập. Người khác ghi thêm được nhưng chỉ thấy ••• (kín). Ai đã xem hay chép trước khi bỏ quyền thì vẫn biết điều họ đã thấy.</source>
        <translation>Settings, Users, Confidential information: choose what only some may see, such as debt or income. Others can add to it but see ••• (confidential). Whoever saw or copied something before being taken off still knows it.</translation>
    </message>
    <message>
        <source>Khách đòi xóa, đòi xem</source>
        <translation>A customer asks to see or erase</translation>
    </message>
    <message>
        <source>Trên thẻ khách, dấu ba chấm: Dữ liệu của khách này ra PDF hay Excel; Xóa hẳn theo yêu cầu thì không hoàn tác được, có giấy xác nhận. Bản sao lưu cũ phải xóa riêng.</source>
        <translation>On the customer&apos;s card, the three dots: Data of this customer as PDF or Excel; Erase on request cannot be undone and gives a certificate. Older backups must be deleted separately.</translation>
    </message>
    <message>
        <source>Lọc, danh sách, nhóm tự động</source>
        <translation>Filters, lists, groups by rule</translation>
    </message>
    <message>
        <source>Đánh dấu ở bộ lọc bên trái, hay Lọc theo điều kiện; bấm vào ô điều kiện phía trên bảng để sửa. Lưu danh sách này… giữ lại thành danh sách, hay thành nhóm tự động: khách khớp thì tự vào, hết khớp thì tự ra.</source>
        <translation>Tick in the filters at the left, or filter by conditions; click a condition above the table to change it. Keep this list… keeps it as a list, or as a group by rule: customers who fit enter and leave by themselves.</translation>
    </message>
    <message>
        <source>Làm cho nhiều khách một lần</source>
        <translation>Many customers at once</translation>
    </message>
    <message>
        <source>Chọn các dòng (phím cách, Shift, Ctrl+A là hết khách đang lọc) rồi bấm việc cần làm ở thanh phía trên bảng.</source>
        <translation>Select rows (Space, Shift, Ctrl+A for all that are filtered), then choose in the bar above the table.</translation>
    </message>
    <message>
        <source>Kiểm tra dữ liệu</source>
        <translation>Check the data</translation>
    </message>
    <message>
        <source>Mỗi điều bao nhiêu khách, tăng hay giảm. Nút Sửa giúp cho xem trước và sau, rồi sửa hết một lần; hoàn tác được.</source>
        <translation>How many customers have each problem, and how that goes. Mend shows before and after, then mends all at once; undo takes it back.</translation>
    </message>
    <message>
        <source>Lỡ tay</source>
        <translation>A slip of the hand</translation>
    </message>
    <message>
        <source>Ctrl+Z hoàn tác việc vừa làm; mục Lịch sử hoàn tác việc bất kỳ.</source>
        <translation>Ctrl+Z undoes the last act; History undoes any act.</translation>
    </message>
    <message>
        <source>Nhiều người cùng một sổ</source>
        <translation>Several people, one book</translation>
    </message>
    <message>
        <source>Cài đặt, Người dùng và quyền: chủ sổ thêm từng người với mật khẩu riêng và cho quyền từng việc. Ai không được xem đủ số thì thấy 0912 *** 678 và bấm Xem đủ trên thẻ khách, có ghi lại. Nhật ký cho biết ai làm gì, lúc nào.</source>
        <translation>Settings, People and rights: the owner adds everybody with a password of their own and gives rights one by one. Who may not see full numbers sees 0912 *** 678 and presses Show all on the card, which is noted. The log says who did what and when.</translation>
    </message>
    <message>
        <source>Người nghỉ việc</source>
        <translation>Somebody leaves</translation>
    </message>
    <message>
        <source>Xem họ đã mở thẻ nào và lấy ra những gì, giao khách cho người khác, rồi Bỏ khỏi sổ và thay chìa khóa. Tệp đã xuất, giấy đã in, bản sao lưu và bản chép cả sổ có từ trước thì không với tới được.</source>
        <translation>See which cards they opened and what they took out, give their customers to somebody else, then remove them and change the keys. Exported files, paper, backups and copies of the whole book made before are out of reach.</translation>
    </message>
    <message>
        <source>An toàn</source>
        <translation>Safety</translation>
    </message>
    <message>
        <source>Sổ được mã hóa, chỉ nằm trên máy này, không gửi đi đâu. Mỗi ngày tự sao lưu một bản khi đóng sổ; nên chép thêm ra USB.</source>
        <translation>The book is encrypted, lies on this computer only and is sent nowhere. It is backed up once a day when closed; copy it to a USB stick as well.</translation>
    </message>
    <message>
        <source>Khóa và mở lại</source>
        <translation>Locking and opening again</translation>
    </message>
    <message>
        <source>Bỏ máy đó đi thì sổ tự khóa; Ctrl+L khóa ngay. Đang gõ dở mở lại là có. Cài đặt, Khóa sổ: sau bao lâu, số PIN quầy. Số PIN chỉ mở lại trong ngày, năm lần thử.</source>
        <translation>Leave the computer and the book locks itself; Ctrl+L locks now. What you were typing is there again. Settings, Locking: after how long, and the counter PIN, which reopens for the day, five tries.</translation>
    </message>
    <message>
        <source>Sao lưu, chữa sổ</source>
        <translation>Backups and repair</translation>
    </message>
    <message>
        <source>Cài đặt, Tất cả bản sao lưu: đọc thử, khôi phục bên cạnh, chọn chỗ thứ hai là USB, thử Giấy mở sổ. Tệp sổ hỏng thì màn hình mở sổ có nút Chữa sổ này; sổ hỏng vẫn còn nguyên.</source>
        <translation>Settings, All backups: try one, restore beside, choose a USB stick as second place, try the recovery sheet. When the file is damaged, the unlock page offers to repair it; the damaged one stays.</translation>
    </message>
</context>
<context>
    <name>HistoryBlock</name>
    <message>
        <source>{what} (đã hoàn tác)</source>
        <translation>{what} (undone)</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Việc nào cũng hoàn tác được, lúc nào cũng được, không cần theo thứ tự. Không có gì bị xóa.</source>
        <translation>Everything can be undone, at any time and in any order. Nothing is deleted.</translation>
    </message>
    <message>
        <source>Lịch sử</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Xem thêm</source>
        <translation>Show more</translation>
    </message>
    <message>
        <source>Chưa làm gì cả</source>
        <translation>Nothing done yet</translation>
    </message>
    <message>
        <source>Nhập danh sách, sửa, gộp… đều được ghi lại ở đây.</source>
        <translation>Imports, edits, merges … are all noted here.</translation>
    </message>
    <message>
        <source>Đã hoàn tác</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Làm lại</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Làm lại: {what}</source>
        <translation>Redo: {what}</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Hoàn tác: {what}</source>
        <translation>Undo: {what}</translation>
    </message>
    <message>
        <source>Đã hoàn tác: {what}</source>
        <translation>Undone: {what}</translation>
    </message>
</context>
<context>
    <name>ImportHome</name>
    <message>
        <source>Nhập danh sách</source>
        <translation>Import a list</translation>
    </message>
    <message>
        <source>Kéo một hay nhiều tệp Excel vào đây</source>
        <translation>Drag one or more Excel files here</translation>
    </message>
    <message>
        <source>.xlsx, .xls, .csv, .ods, danh bạ .vcf · tệp của KiotViet, Sapo, Shopee… đều đọc được</source>
        <translation>.xlsx, .xls, .csv, .ods, contacts .vcf · files of KiotViet, Sapo, Shopee … are all understood</translation>
    </message>
    <message>
        <source>&amp;Chọn tệp…</source>
        <translation>&amp;Choose a file…</translation>
    </message>
    <message>
        <source>&amp;Dán từ Excel</source>
        <translation>&amp;Paste from Excel</translation>
    </message>
    <message>
        <source>ĐÃ NHẬP</source>
        <translation>IMPORTED</translation>
    </message>
    <message>
        <source>{n} dòng</source>
        <translation>{n} rows</translation>
    </message>
    <message>
        <source>{n} khách mới</source>
        <translation>{n} new customers</translation>
    </message>
    <message>
        <source>Lấy vào sau</source>
        <translation>Taken in later</translation>
    </message>
    <message>
        <source>Đã bỏ</source>
        <translation>Taken back</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Xem lần nhập {name}</source>
        <translation>Show the import of {name}</translation>
    </message>
    <message>
        <source>Việc khác với lần nhập {name}</source>
        <translation>More about the import of {name}</translation>
    </message>
    <message>
        <source>&amp;Bỏ lần nhập này</source>
        <translation>&amp;Take this import back</translation>
    </message>
    <message>
        <source>&amp;Nhập lại như cũ</source>
        <translation>&amp;Bring it in again</translation>
    </message>
    <message>
        <source>&amp;Danh sách này từ đâu?</source>
        <translation>&amp;Where is this list from?</translation>
    </message>
    <message>
        <source>&amp;Khách của tiệm</source>
        <translation>&amp;The shop&apos;s customers</translation>
    </message>
    <message>
        <source>&amp;Nơi khác đưa</source>
        <translation>&amp;Handed over by others</translation>
    </message>
    <message>
        <source>Không &amp;rõ</source>
        <translation>Not su&amp;re</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Danh sách (*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.txt *.tsv *.vcf);;Mọi tệp (*)</source>
        <translation>Lists (*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.txt *.tsv *.vcf);;All files (*)</translation>
    </message>
    <message>
        <source>Chọn danh sách để nhập</source>
        <translation>Choose a list to import</translation>
    </message>
    <message>
        <source>Đang đọc {name}</source>
        <translation>Reading {name}</translation>
    </message>
    <message>
        <source>Đang đọc các dòng vừa dán</source>
        <translation>Reading the pasted rows</translation>
    </message>
    <message>
        <source>Dán từ Excel</source>
        <translation>Pasted from Excel</translation>
    </message>
    <message>
        <source>Chưa chép gì. Chọn các ô trong Excel, bấm Ctrl+C rồi dán ở đây.</source>
        <translation>Nothing copied yet. Select the cells in Excel, press Ctrl+C, then paste here.</translation>
    </message>
    <message>
        <source>Tệp có mật khẩu</source>
        <translation>The file has a password</translation>
    </message>
    <message>
        <source>Không thấy danh sách khách nào trong tệp này.</source>
        <translation>There is no list of customers in this file.</translation>
    </message>
    <message>
        <source>Đang xem từng dòng</source>
        <translation>Looking at every row</translation>
    </message>
    <message>
        <source>Đang xem lại</source>
        <translation>Looking again</translation>
    </message>
    <message>
        <source>Đang ghi vào sổ</source>
        <translation>Writing into the book</translation>
    </message>
</context>
<context>
    <name>ImportTargets</name>
    <message>
        <source>Cột riêng của tiệm</source>
        <translation>A column of the shop&apos;s own</translation>
    </message>
    <message>
        <source>Bỏ qua (vẫn giữ bản gốc)</source>
        <translation>Leave out (the original is kept)</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Điện thoại 2</source>
        <translation>Phone 2</translation>
    </message>
    <message>
        <source>Điện thoại 3</source>
        <translation>Phone 3</translation>
    </message>
    <message>
        <source>Email 2</source>
        <translation>E-mail 2</translation>
    </message>
    <message>
        <source>Họ</source>
        <translation>Family name</translation>
    </message>
    <message>
        <source>Tên đệm</source>
        <translation>Middle name</translation>
    </message>
    <message>
        <source>Tên gọi</source>
        <translation>Given name</translation>
    </message>
    <message>
        <source>Khu vực</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>Tên và số điện thoại chung một ô</source>
        <translation>Name and phone in one cell</translation>
    </message>
    <message>
        <source>Tiệm nợ lại khách</source>
        <translation>The shop owes the customer</translation>
    </message>
    <message>
        <source>Nguồn</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Đã kiểm</source>
        <translation>Checked</translation>
    </message>
    <message>
        <source>Số thứ tự</source>
        <translation>Row number</translation>
    </message>
    <message>
        <source>Đơn hàng: {label}</source>
        <translation>Order: {label}</translation>
    </message>
    <message>
        <source>đồng</source>
        <translation>đồng</translation>
    </message>
    <message>
        <source>nghìn đồng</source>
        <translation>thousand đồng</translation>
    </message>
    <message>
        <source>triệu đồng</source>
        <translation>million đồng</translation>
    </message>
    <message>
        <source>Chỉ điền chỗ trống</source>
        <translation>Only fill blanks</translation>
    </message>
    <message>
        <source>Mới hơn thì lấy</source>
        <translation>Newer wins</translation>
    </message>
    <message>
        <source>Không lấy vào thẻ</source>
        <translation>Keep off the card</translation>
    </message>
</context>
<context>
    <name>IssuePanel</name>
    <message>
        <source>{n} loại cần biết</source>
        <translation>{n} kinds of notes</translation>
    </message>
    <message>
        <source>Sửa cả {n} ô theo gợi ý</source>
        <translation>Take up all {n} suggestions</translation>
    </message>
    <message>
        <source>Chấp nhận cả {n} dòng</source>
        <translation>Accept all {n} rows</translation>
    </message>
</context>
<context>
    <name>KeepDialog</name>
    <message>
        <source>Lưu danh sách này</source>
        <translation>Keep this list</translation>
    </message>
    <message>
        <source>Tên</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>&amp;Danh sách cho mọi người</source>
        <translation>&amp;List for everybody</translation>
    </message>
    <message>
        <source>Nằm ở cột bên trái, nhớ cả lọc, thứ tự và các cột.</source>
        <translation>Stands at the left; remembers filter, order and columns.</translation>
    </message>
    <message>
        <source>Danh sách &amp;riêng của tôi</source>
        <translation>List for me &amp;alone</translation>
    </message>
    <message>
        <source>Chỉ hiện khi bạn mở sổ.</source>
        <translation>Shown only when you open the book.</translation>
    </message>
    <message>
        <source>&amp;Nhóm tự động</source>
        <translation>&amp;Group by rule</translation>
    </message>
    <message>
        <source>Khách khớp điều kiện tự vào nhóm, hết khớp tự ra. Lọc, thẻ khách và bảng đều thấy nhóm này.</source>
        <translation>Customers who fit enter by themselves and leave when they no longer fit. Filters, cards and the table all show the group.</translation>
    </message>
</context>
<context>
    <name>LabelDialog</name>
    <message>
        <source>In nhãn dán</source>
        <translation>Print labels</translation>
    </message>
    <message>
        <source>Giấy nhãn</source>
        <translation>Label paper</translation>
    </message>
    <message>
        <source>{n} nhãn một tờ A4 ({size})</source>
        <translation>{n} labels per A4 sheet ({size})</translation>
    </message>
    <message>
        <source>Bắt đầu từ nhãn số</source>
        <translation>Begin at label number</translation>
    </message>
    <message>
        <source>In cả &amp;số điện thoại</source>
        <translation>Print the p&amp;hone number too</translation>
    </message>
    <message>
        <source>Giấy &amp;nhãn</source>
        <translation>&amp;Label paper</translation>
    </message>
    <message>
        <source>&amp;Bắt đầu từ nhãn số</source>
        <translation>&amp;Begin at label number</translation>
    </message>
    <message>
        <source>{n} khách chưa ghi địa chỉ nên không có nhãn.</source>
        <translation>{n} customers have no address and get no label.</translation>
    </message>
    <message>
        <source>In {n} nhãn, {sheets} tờ</source>
        <translation>Print {n} labels on {sheets} sheets</translation>
    </message>
</context>
<context>
    <name>ListActs</name>
    <message>
        <source>Đã lưu danh sách “{name}”.</source>
        <translation>Saved the list “{name}”.</translation>
    </message>
    <message>
        <source>Đã đổi tên danh sách.</source>
        <translation>Renamed the list.</translation>
    </message>
    <message>
        <source>Đổi tên danh sách</source>
        <translation>Rename the list</translation>
    </message>
    <message>
        <source>Nhóm tự động “{name}”: khách khớp điều kiện tự vào, hết khớp tự ra.</source>
        <translation>Group by rule “{name}”: customers who fit enter and leave by themselves.</translation>
    </message>
    <message>
        <source>Đã thôi ghim “{name}”.</source>
        <translation>“{name}” is no longer pinned.</translation>
    </message>
    <message>
        <source>Đã ghim “{name}” lên đầu.</source>
        <translation>Pinned “{name}” on top.</translation>
    </message>
    <message>
        <source>Mọi người đều thấy “{name}”.</source>
        <translation>Everybody sees “{name}” now.</translation>
    </message>
    <message>
        <source>Từ giờ chỉ mình bạn thấy “{name}”.</source>
        <translation>Only you see “{name}” from now on.</translation>
    </message>
    <message>
        <source>Sửa điều kiện ở các ô bên trên, rồi “Lưu danh sách này…” với cùng tên.</source>
        <translation>Change the conditions above, then “Keep this list…” under the same name.</translation>
    </message>
    <message>
        <source>Đổi tên nhóm tự động</source>
        <translation>Rename the group by rule</translation>
    </message>
    <message>
        <source>Tên nhóm</source>
        <translation>Name of the group</translation>
    </message>
    <message>
        <source>Đã đổi tên nhóm.</source>
        <translation>Renamed the group.</translation>
    </message>
    <message>
        <source>Đã bỏ nhóm tự động “{name}”. Khách vẫn còn nguyên.</source>
        <translation>Dissolved the group by rule “{name}”. Its customers stay as they are.</translation>
    </message>
    <message>
        <source>Đã bỏ danh sách “{name}”.</source>
        <translation>Removed the list “{name}”.</translation>
    </message>
    <message>
        <source>Bỏ danh sách “{name}”?</source>
        <translation>Remove the list “{name}”?</translation>
    </message>
    <message>
        <source>Khách trong danh sách vẫn còn nguyên trong sổ.</source>
        <translation>The customers in it stay in the book as they are.</translation>
    </message>
    <message>
        <source>Bỏ danh sách</source>
        <translation>Remove the list</translation>
    </message>
    <message>
        <source>Tên danh sách</source>
        <translation>Name of the list</translation>
    </message>
</context>
<context>
    <name>ListTeller</name>
    <message>
        <source>Hiển thị {shown} / {total} khách</source>
        <translation>Showing {shown} of {total} customers</translation>
    </message>
    <message>
        <source>đã chọn {n}</source>
        <translation>{n} selected</translation>
    </message>
    <message>
        <source>đang lọc: {what}</source>
        <translation>filtered: {what}</translation>
    </message>
    <message>
        <source>Thùng rác trống</source>
        <translation>The bin is empty</translation>
    </message>
    <message>
        <source>Khách bỏ vào đây vẫn còn nguyên, lấy lại lúc nào cũng được.</source>
        <translation>Customers put here are kept whole and can be restored at any time.</translation>
    </message>
    <message>
        <source>Thêm “{text}”</source>
        <translation>Add “{text}”</translation>
    </message>
    <message>
        <source>Xóa hết lọc</source>
        <translation>Clear all filters</translation>
    </message>
    <message>
        <source>Không có khách nào khớp</source>
        <translation>No customer matches</translation>
    </message>
    <message>
        <source>Thử ít chữ hơn, hoặc bỏ bớt lọc.</source>
        <translation>Try fewer letters, or fewer filters.</translation>
    </message>
    <message>
        <source>Nhập danh sách Excel</source>
        <translation>Import an Excel list</translation>
    </message>
    <message>
        <source>Thêm khách</source>
        <translation>Add customer</translation>
    </message>
    <message>
        <source>Sổ chưa có khách nào</source>
        <translation>No customers yet</translation>
    </message>
    <message>
        <source>Kéo một tệp Excel vào đây, hoặc chọn tệp để nhập.</source>
        <translation>Drop an Excel file here, or choose one to import.</translation>
    </message>
</context>
<context>
    <name>ListsPanel</name>
    <message>
        <source>Danh sách đã lưu</source>
        <translation>Saved lists</translation>
    </message>
    <message>
        <source>DANH SÁCH</source>
        <translation>LISTS</translation>
    </message>
    <message>
        <source>{name}: {n} khách</source>
        <translation>{name}: {n} customers</translation>
    </message>
    <message>
        <source>{name}: nhóm tự động
{rule}</source>
        <translation>{name}: group by rule
{rule}</translation>
    </message>
    <message>
        <source>{name} (chỉ mình tôi thấy)</source>
        <translation>{name} (only I see it)</translation>
    </message>
    <message>
        <source>&amp;Mở</source>
        <translation>&amp;Open</translation>
    </message>
    <message>
        <source>&amp;Thôi ghim</source>
        <translation>Un&amp;pin</translation>
    </message>
    <message>
        <source>&amp;Ghim lên đầu</source>
        <translation>&amp;Pin on top</translation>
    </message>
    <message>
        <source>Sửa điều &amp;kiện…</source>
        <translation>Change the &amp;condition…</translation>
    </message>
    <message>
        <source>Cho mọi người &amp;thấy</source>
        <translation>&amp;Share with everybody</translation>
    </message>
    <message>
        <source>Chỉ mình tôi &amp;thấy</source>
        <translation>Only for &amp;me</translation>
    </message>
    <message>
        <source>Đổ&amp;i tên…</source>
        <translation>&amp;Rename…</translation>
    </message>
    <message>
        <source>&amp;Bỏ danh sách…</source>
        <translation>Remove the &amp;list…</translation>
    </message>
    <message>
        <source>&amp;Bỏ nhóm tự động…</source>
        <translation>&amp;Dissolve the group…</translation>
    </message>
</context>
<context>
    <name>LockCard</name>
    <message>
        <source>Khóa sổ</source>
        <translation>Locking</translation>
    </message>
    <message>
        <source>Bỏ máy đó đi một lúc, sổ tự khóa. Chữ đang gõ dở không mất: mở lại là có. Khóa ngay: Ctrl+L.</source>
        <translation>Leave the computer for a while and the book locks itself. What you were typing is not lost: it is there again when you unlock. Lock now: Ctrl+L.</translation>
    </message>
    <message>
        <source>Tự khóa sau</source>
        <translation>Lock after</translation>
    </message>
    <message>
        <source>{n} phút</source>
        <translation>{n} minutes</translation>
    </message>
    <message>
        <source>không tự khóa</source>
        <translation>never</translation>
    </message>
    <message>
        <source>Tự khóa khi không ai chạm &amp;vào sau</source>
        <translation>Lock when nobody &amp;touches it for</translation>
    </message>
    <message>
        <source>Khóa khi màn hình máy khóa, hay người khác dùng máy</source>
        <translation>Lock when the screen is locked or somebody else uses the computer</translation>
    </message>
    <message>
        <source>Khóa khi thu nhỏ cửa sổ</source>
        <translation>Lock when the window is minimised</translation>
    </message>
    <message>
        <source>Đặt số &amp;PIN quầy…</source>
        <translation>Set a counter P&amp;IN…</translation>
    </message>
    <message>
        <source>Bỏ số PIN</source>
        <translation>Remove the PIN</translation>
    </message>
    <message>
        <source>Nhớ trên máy này: mở không cần mật khẩu</source>
        <translation>Remember on this computer: open without the password</translation>
    </message>
    <message>
        <source>Chìa khóa nằm trong chỗ cất mật khẩu của máy. Ai dùng được tài khoản máy này thì mở được sổ.</source>
        <translation>The key lies in the password store of this computer. Whoever can use this account can open the book.</translation>
    </message>
    <message>
        <source>Số PIN mở lại sổ vừa khóa tới {time}, năm lần thử. Hết giờ, tắt chương trình hay máy ngủ thì cần mật khẩu.</source>
        <translation>The PIN opens a locked book again until {time}, with five tries. After that, after closing the program or after sleep the password is needed.</translation>
    </message>
    <message>
        <source>Ở quầy khóa mở nhiều lần? Đặt số PIN ngắn để mở lại trong ngày, khỏi viết mật khẩu ra giấy.</source>
        <translation>Locking often at the counter? A short PIN opens it again during the day, so the password need not be written on paper.</translation>
    </message>
    <message>
        <source>Đã nhớ trên máy này.</source>
        <translation>Remembered on this computer.</translation>
    </message>
    <message>
        <source>Máy này không nhớ nữa.</source>
        <translation>This computer no longer remembers.</translation>
    </message>
</context>
<context>
    <name>LockKeeper</name>
    <message>
        <source>Chỉ xem, không ghi được: đây là bản sao lưu, hay chỗ này không cho ghi.</source>
        <translation>To look at only: this is a backup, or this place cannot be written to.</translation>
    </message>
    <message>
        <source>Đang khóa sổ…</source>
        <translation>Locking…</translation>
    </message>
    <message>
        <source>Sổ đã khóa. Phần gõ dở vẫn còn.</source>
        <translation>Locked. What you were typing is kept.</translation>
    </message>
    <message>
        <source>{note} Chưa sao lưu được: {why}</source>
        <translation>{note} The backup failed: {why}</translation>
    </message>
    <message>
        <source>Để sau</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Đã lâu chưa thử Giấy mở sổ. Lấy tờ giấy ra gõ thử một lần cho chắc, mất một phút.</source>
        <translation>The recovery sheet has not been tried for a while. Take it out and type its code once: it takes a minute.</translation>
    </message>
    <message>
        <source>Thử Giấy mở sổ</source>
        <translation>Try the recovery sheet</translation>
    </message>
    <message>
        <source>Hơn một tuần chưa chép sao lưu sang {name}. Cắm vào rồi chép.</source>
        <translation>No backup was copied to {name} for more than a week. Plug it in and copy.</translation>
    </message>
    <message>
        <source>Chép sang chỗ thứ hai</source>
        <translation>Copy to the second place</translation>
    </message>
    <message>
        <source>Đã hiểu</source>
        <translation>I see</translation>
    </message>
    <message>
        <source>Đang mở sổ…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>Đang gõ dở lúc khóa: {text}</source>
        <translation>Being typed when it locked: {text}</translation>
    </message>
    <message>
        <source>Chép lại</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Bỏ</source>
        <translation>Discard</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Sổ Khách Hàng</source>
        <translation>Customer Book</translation>
    </message>
    <message>
        <source>Đang dọn tiệm mẫu…</source>
        <translation>Setting up the sample shop…</translation>
    </message>
    <message>
        <source>Chọn thư mục sổ khách</source>
        <translation>Choose the folder of a customer book</translation>
    </message>
    <message>
        <source>Chọn bản sao lưu</source>
        <translation>Choose a backup</translation>
    </message>
    <message>
        <source>Bản sao lưu (*.khachhang-backup *.bundle *.zip);;Mọi tệp (*)</source>
        <translation>Backups (*.khachhang-backup *.bundle *.zip);;All files (*)</translation>
    </message>
    <message>
        <source>Đang khôi phục…</source>
        <translation>Restoring…</translation>
    </message>
    <message>
        <source>Đã khôi phục vào một thư mục mới, sổ cũ còn nguyên. Mở bằng mật khẩu như trước.</source>
        <translation>Restored into a new folder, the old book is untouched. Open it with the same password.</translation>
    </message>
    <message>
        <source>Đang mở sổ…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>{name} đã chữa</source>
        <translation>{name} repaired</translation>
    </message>
    <message>
        <source>Đang tạo sổ…</source>
        <translation>Creating…</translation>
    </message>
    <message>
        <source>{name} – Sổ Khách Hàng</source>
        <translation>{name} – Customer Book</translation>
    </message>
    <message>
        <source>Đang cất sổ và sao lưu…</source>
        <translation>Closing and backing up…</translation>
    </message>
    <message>
        <source>Chưa sao lưu được</source>
        <translation>Not backed up</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Chưa làm được</source>
        <translation>That did not work</translation>
    </message>
    <message>
        <source>Thả tệp vào đây để nhập</source>
        <translation>Drop files here to import</translation>
    </message>
    <message>
        <source>Mở sổ rồi hãy kéo tệp vào.</source>
        <translation>Open a book first, then drop files.</translation>
    </message>
</context>
<context>
    <name>ManyActs</name>
    <message>
        <source>Đã dừng, chưa khách nào bị đổi.</source>
        <translation>Stopped; no customer was changed.</translation>
    </message>
    <message>
        <source>Đã ghi cho {n} khách.</source>
        <translation>Written for {n} customers.</translation>
    </message>
    <message>
        <source>Đã để trống cột này cho {n} khách.</source>
        <translation>Cleared the column for {n} customers.</translation>
    </message>
    <message>
        <source>Đang ghi cho {n} khách</source>
        <translation>Writing {n} customers</translation>
    </message>
    <message>
        <source>Đã giao {n} khách cho {who}.</source>
        <translation>Assigned {n} customers to {who}.</translation>
    </message>
    <message>
        <source>Đã bỏ người phụ trách của {n} khách.</source>
        <translation>{n} customers are assigned to nobody now.</translation>
    </message>
    <message>
        <source>Đang giao {n} khách</source>
        <translation>Assigning {n} customers</translation>
    </message>
    <message>
        <source>Đã thêm {n} khách vào nhóm {name}.</source>
        <translation>Added {n} customers to the group {name}.</translation>
    </message>
    <message>
        <source>Đang thêm {n} khách vào nhóm</source>
        <translation>Adding {n} customers to the group</translation>
    </message>
    <message>
        <source>Đã bỏ {n} khách khỏi nhóm {name}.</source>
        <translation>Took {n} customers out of the group {name}.</translation>
    </message>
    <message>
        <source>Đang bỏ {n} khách khỏi nhóm</source>
        <translation>Taking {n} customers out of the group</translation>
    </message>
</context>
<context>
    <name>MappingView</name>
    <message>
        <source>Tùy chọn thêm</source>
        <translation>More options</translation>
    </message>
    <message>
        <source>Khi sổ đã có giá trị: chỉ điền chỗ trống, lấy cái mới hơn, hoặc chỉ giữ ở bản gốc.</source>
        <translation>When the book already has a value: only fill blanks, let the newer win, or keep it in the original only.</translation>
    </message>
    <message>
        <source>Lấy dòng đang chọn làm &amp;tiêu đề</source>
        <translation>The selected row is the &amp;header</translation>
    </message>
    <message>
        <source>Không có dòng tiêu đề.</source>
        <translation>There is no header row.</translation>
    </message>
    <message>
        <source>Tiêu đề ở dòng {rows}. Sai thì chọn dòng đúng bên dưới.</source>
        <translation>Header in row {rows}. If that is wrong, select the right row below.</translation>
    </message>
    <message>
        <source>Các cột của tệp</source>
        <translation>Columns of the file</translation>
    </message>
    <message>
        <source>Cột</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>Tiêu đề trong tệp</source>
        <translation>Header in the file</translation>
    </message>
    <message>
        <source>Ví dụ</source>
        <translation>Samples</translation>
    </message>
    <message>
        <source>Là gì</source>
        <translation>What it is</translation>
    </message>
    <message>
        <source>Tính bằng</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Khi sổ đã có</source>
        <translation>When already known</translation>
    </message>
    <message>
        <source>Cột {name} là gì</source>
        <translation>What column {name} is</translation>
    </message>
    <message>
        <source>Cột {name} tính bằng</source>
        <translation>Unit of column {name}</translation>
    </message>
    <message>
        <source>Cột {name} khi sổ đã có giá trị</source>
        <translation>Column {name} when the book already has a value</translation>
    </message>
    <message>
        <source>Đầu trang bảng tính</source>
        <translation>Top of the sheet</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Gộp khách</source>
        <translation>Merge customers</translation>
    </message>
    <message>
        <source>Gộp không mất gì; lúc nào cũng tách lại được. Phím ↑ ↓ và số: chọn giá trị.</source>
        <translation>Merging loses nothing; it can be parted again at any time. Keys ↑ ↓ and numbers choose values.</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Có phải cùng một khách?</source>
        <translation>Is this the same customer?</translation>
    </message>
    <message>
        <source>Cùng một khách – Gộp {n} · Enter</source>
        <translation>The same customer – Merge {n} · Enter</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>&amp;Lưu</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
</context>
<context>
    <name>NearMisses</name>
    <message>
        <source>Không có kết quả đúng; gần giống:</source>
        <translation>Nothing exactly so; close to it:</translation>
    </message>
</context>
<context>
    <name>NewPersonDialog</name>
    <message>
        <source>Thêm người dùng</source>
        <translation>Add a person</translation>
    </message>
    <message>
        <source>Tên</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Ví dụ: Lan</source>
        <translation>For example: Lan</translation>
    </message>
    <message>
        <source>Vai trò</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Bộ phận</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>Ví dụ: Giao hàng</source>
        <translation>For example: Delivery</translation>
    </message>
    <message>
        <source>&amp;Thêm</source>
        <translation>&amp;Add</translation>
    </message>
    <message>
        <source>Đọc cho họ mật khẩu này. Lần mở đầu họ đặt mật khẩu riêng, bạn không biết được.</source>
        <translation>Tell them this password. At the first opening they choose their own, which you will not know.</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message>
        <source>Không kiểm được</source>
        <translation>Cannot be checked</translation>
    </message>
    <message>
        <source>Vì sao không kiểm được</source>
        <translation>Why it cannot be checked</translation>
    </message>
    <message>
        <source>Ví dụ: gọi ba lần không bắt máy</source>
        <translation>For example: called three times, no answer</translation>
    </message>
    <message>
        <source>&amp;Lưu</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Vì sao không kiểm được?</source>
        <translation>Why can it not be checked?</translation>
    </message>
</context>
<context>
    <name>OrderBlock</name>
    <message>
        <source>… và {n} dòng nữa</source>
        <translation>… and {n} more lines</translation>
    </message>
</context>
<context>
    <name>OriginCard</name>
    <message>
        <source>Danh sách này từ đâu?</source>
        <translation>Where is this list from?</translation>
    </message>
    <message>
        <source>&amp;Khách của tiệm</source>
        <translation>&amp;The shop’s own customers</translation>
    </message>
    <message>
        <source>đã mua, nhắn tin, ghi sổ</source>
        <translation>bought, wrote, in the book</translation>
    </message>
    <message>
        <source>&amp;Nơi khác đưa</source>
        <translation>&amp;Handed over by others</translation>
    </message>
    <message>
        <source>hiệp hội, hội chợ, người quen</source>
        <translation>association, fair, acquaintance</translation>
    </message>
    <message>
        <source>Không &amp;rõ</source>
        <translation>Not &amp;sure</translation>
    </message>
    <message>
        <source>Lần sau nhập lại cùng nguồn: dòng không đổi thì thôi, dòng đổi thì cập nhật.</source>
        <translation>Importing the same source again: unchanged rows add nothing, changed rows update.</translation>
    </message>
    <message>
        <source>&amp;Ai đưa?</source>
        <translation>Who handed it &amp;over?</translation>
    </message>
    <message>
        <source>tên người hay nơi đưa danh sách</source>
        <translation>name of the person or place</translation>
    </message>
    <message>
        <source>&amp;Họ cho phép dùng vào việc gì?</source>
        <translation>What did they allow it to be &amp;used for?</translation>
    </message>
    <message>
        <source>ví dụ: mời dự hội chợ lần sau; chưa hỏi thì để trống</source>
        <translation>for example: invitation to the next fair; leave empty if nobody asked</translation>
    </message>
    <message>
        <source>Ai đưa?</source>
        <translation>Who handed it over?</translation>
    </message>
    <message>
        <source>Họ cho phép dùng vào việc gì?</source>
        <translation>What did they allow it to be used for?</translation>
    </message>
    <message>
        <source>&amp;Gọi nguồn này là</source>
        <translation>Call this sou&amp;rce</translation>
    </message>
    <message>
        <source>Tên nguồn</source>
        <translation>Name of the source</translation>
    </message>
    <message>
        <source>Danh sách lậ&amp;p ngày nào?</source>
        <translation>&amp;Date of the list?</translation>
    </message>
    <message>
        <source>Danh sách lập ngày nào?</source>
        <translation>Date of the list?</translation>
    </message>
    <message>
        <source>dd/mm/yyyy</source>
        <translation>dd/mm/yyyy</translation>
    </message>
    <message>
        <source>Không nhớ thì để trống.</source>
        <translation>Leave empty if nobody remembers.</translation>
    </message>
    <message>
        <source>Chọn danh sách này từ đâu</source>
        <translation>Choose where this list is from</translation>
    </message>
    <message>
        <source>Ngày của danh sách chưa đúng</source>
        <translation>The date of the list is not right</translation>
    </message>
    <message>
        <source>Sẽ đánh dấu Chưa kiểm và không đè thông tin của tiệm. Luật cấm mua bán thông tin cá nhân.</source>
        <translation>Will be marked Unverified and never displace what the shop knows. The law forbids buying and selling personal data.</translation>
    </message>
</context>
<context>
    <name>OriginalDialog</name>
    <message>
        <source>Bản gốc</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>{file} · trang {sheet} · dòng {row}</source>
        <translation>{file} · sheet {sheet} · row {row}</translation>
    </message>
    <message>
        <source>Đúng như trong tệp lúc nhập; không ai sửa được.</source>
        <translation>Exactly as in the file when imported; nobody can change it.</translation>
    </message>
    <message>
        <source>Đó&amp;ng</source>
        <translation>C&amp;lose</translation>
    </message>
</context>
<context>
    <name>OwnDataDialog</name>
    <message>
        <source>Dữ liệu của {name}</source>
        <translation>Data of {name}</translation>
    </message>
    <message>
        <source>&amp;Lưu PDF…</source>
        <translation>&amp;Save PDF…</translation>
    </message>
    <message>
        <source>Lưu &amp;Excel…</source>
        <translation>Save &amp;Excel…</translation>
    </message>
    <message>
        <source>Đó&amp;ng</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>Mọi điều sổ đang giữ về khách này, để đưa cho chính khách khi họ hỏi. Mỗi lần lưu được ghi vào Lịch sử.</source>
        <translation>Everything the vault holds about this customer, to hand to them when they ask. Each saving is noted in the history.</translation>
    </message>
    <message>
        <source>Thiếu thông tin kín bạn không xem được: {fields}. Nhờ {owner} làm giúp để đủ.</source>
        <translation>Without confidential information that is not open to you: {fields}. Ask {owner} to do it to have it all.</translation>
    </message>
    <message>
        <source>Lưu dữ liệu của khách</source>
        <translation>Save the customer&apos;s data</translation>
    </message>
    <message>
        <source>Đã lưu.</source>
        <translation>Saved.</translation>
    </message>
</context>
<context>
    <name>OwnFieldsDialog</name>
    <message>
        <source>Cột của tiệm</source>
        <translation>Your own columns</translation>
    </message>
    <message>
        <source>Tên cột mới</source>
        <translation>Name of the new column</translation>
    </message>
    <message>
        <source>Ví dụ: Cỡ giày</source>
        <translation>For example: shoe size</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>&amp;Thêm cột</source>
        <translation>&amp;Add column</translation>
    </message>
    <message>
        <source>Các cột của tiệm</source>
        <translation>The shop&apos;s columns</translation>
    </message>
    <message>
        <source>Đổ&amp;i tên…</source>
        <translation>&amp;Rename…</translation>
    </message>
    <message>
        <source>&amp;Bỏ cột</source>
        <translation>Re&amp;move</translation>
    </message>
    <message>
        <source>&amp;Lấy lại</source>
        <translation>&amp;Restore</translation>
    </message>
    <message>
        <source>Đó&amp;ng</source>
        <translation>C&amp;lose</translation>
    </message>
    <message>
        <source>Cột thêm ở đây dùng được ngay trong bảng, phiếu khách, bộ lọc và khi xuất. Bỏ cột không mất gì, lấy lại được.</source>
        <translation>A column added here can be used at once in the table, the form, filters and exports. Removing one loses nothing: it can be brought back.</translation>
    </message>
    <message>
        <source>{text}  ·  đã bỏ</source>
        <translation>{text}  ·  removed</translation>
    </message>
    <message>
        <source>Đã thêm cột {name}.</source>
        <translation>Added the column {name}.</translation>
    </message>
    <message>
        <source>Đổi tên cột</source>
        <translation>Rename the column</translation>
    </message>
    <message>
        <source>Tên cột</source>
        <translation>Name of the column</translation>
    </message>
    <message>
        <source>Đã đổi tên cột.</source>
        <translation>Renamed the column.</translation>
    </message>
    <message>
        <source>Đã bỏ cột {name}. Những gì đã ghi vẫn còn.</source>
        <translation>Removed the column {name}. What was written is kept.</translation>
    </message>
    <message>
        <source>Đã lấy lại cột {name}.</source>
        <translation>Brought back the column {name}.</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Đổi mật khẩu</source>
        <translation>Change password</translation>
    </message>
    <message>
        <source>Mật khẩu đang dùng</source>
        <translation>Current password</translation>
    </message>
    <message>
        <source>Mật khẩu mới</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>Gõ lại mật khẩu mới</source>
        <translation>New password again</translation>
    </message>
    <message>
        <source>&amp;Đổi</source>
        <translation>C&amp;hange</translation>
    </message>
    <message>
        <source>Vừa mở bằng Giấy mở sổ. Đặt mật khẩu mới cho lần sau.</source>
        <translation>Opened with the recovery sheet. Set a new password for next time.</translation>
    </message>
    <message>
        <source>Mật khẩu này do chủ sổ đặt. Đặt mật khẩu của riêng bạn, không ai khác biết.</source>
        <translation>The owner set this password. Choose one of your own that nobody else knows.</translation>
    </message>
    <message>
        <source>&amp;Gợi ý bốn từ</source>
        <translation>Suggest &amp;four words</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Hai lần gõ chưa giống nhau.</source>
        <translation>The two are not the same yet.</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Xem mật khẩu đang gõ</source>
        <translation>Show the password</translation>
    </message>
    <message>
        <source>Caps Lock đang bật?</source>
        <translation>Is Caps Lock on?</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Người dùng</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Chỉ chủ sổ ({owner}) thêm, bỏ hay đổi quyền được.</source>
        <translation>Only the owner ({owner}) can add or remove people or change rights.</translation>
    </message>
    <message>
        <source>Mỗi người mở sổ bằng mật khẩu của mình, và mọi việc họ làm đều có tên trong Nhật ký. Quyền ở đây nhắc người ngay thẳng làm đúng phần việc; điều không ai khác được biết thì để ở Thông tin kín.</source>
        <translation>Everybody opens the vault with a password of their own, and what they do stands in the log under their name. Rights keep honest people to their part of the work; what nobody else may know belongs to Confidential information.</translation>
    </message>
    <message>
        <source>&amp;Thêm người dùng…</source>
        <translation>&amp;Add a person…</translation>
    </message>
    <message>
        <source>Thay &amp;chìa khóa của sổ…</source>
        <translation>Change the &amp;keys…</translation>
    </message>
    <message>
        <source>Thông tin &amp;kín…</source>
        <translation>&amp;Confidential information…</translation>
    </message>
    <message>
        <source>Đã nghỉ</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>Máy đã nhớ: {names}</source>
        <translation>Remembered computers: {names}</translation>
    </message>
    <message>
        <source>Được làm mọi việc.</source>
        <translation>May do everything.</translation>
    </message>
    <message>
        <source>Được: {rights}.</source>
        <translation>May: {rights}.</translation>
    </message>
    <message>
        <source>{n} {what}</source>
        <translation>{n} {what}</translation>
    </message>
    <message>
        <source>Mỗi ngày nhiều nhất {limits}.</source>
        <translation>At most {limits} a day.</translation>
    </message>
    <message>
        <source>Đã làm gì…</source>
        <translation>What they did…</translation>
    </message>
    <message>
        <source>{name} đã xem và lấy ra những gì</source>
        <translation>What {name} saw and took out</translation>
    </message>
    <message>
        <source>Quyền…</source>
        <translation>Rights…</translation>
    </message>
    <message>
        <source>Mật khẩu…</source>
        <translation>Password…</translation>
    </message>
    <message>
        <source>Bỏ khỏi sổ…</source>
        <translation>Remove…</translation>
    </message>
    <message>
        <source>Đã thêm {name}. Đưa mật khẩu đầu tiên cho họ; lần mở đầu họ sẽ đặt mật khẩu riêng.</source>
        <translation>Added {name}. Give them the first password; at the first opening they choose one of their own.</translation>
    </message>
    <message>
        <source>Đã đổi quyền của {name}.</source>
        <translation>Changed the rights of {name}.</translation>
    </message>
    <message>
        <source>Đã đặt lại mật khẩu cho {name}. Mật khẩu cũ không mở được nữa.</source>
        <translation>Gave {name} a new first password. The old one opens nothing any more.</translation>
    </message>
    <message>
        <source>Đã bỏ {name} khỏi sổ.</source>
        <translation>Took {name} off the book.</translation>
    </message>
    <message>
        <source>Đã thay chìa khóa; bản sao lưu có từ trước vẫn mở được bằng mật khẩu cũ của họ.</source>
        <translation>Changed the keys; backups made before still open with their old password.</translation>
    </message>
    <message>
        <source>Đang thay chìa khóa</source>
        <translation>Changing the keys</translation>
    </message>
    <message>
        <source>Mọi chìa khóa của sổ được thay, sau khi sao lưu một bản. Mật khẩu và Giấy mở sổ giữ nguyên.

Nên làm khi nghi có người đã chép sổ. Bản đã chép trước đó thì không với tới được.</source>
        <translation>Every key of the book is changed, after a backup. Passwords and recovery sheets stay as they are.

Do this when somebody may have copied the book. Copies made before cannot be reached.</translation>
    </message>
    <message>
        <source>Thay chìa khóa của sổ</source>
        <translation>Change the keys</translation>
    </message>
    <message>
        <source>&amp;Thay chìa khóa</source>
        <translation>&amp;Change the keys</translation>
    </message>
    <message>
        <source>Đã thay chìa khóa của sổ.</source>
        <translation>Changed the keys of the book.</translation>
    </message>
    <message>
        <source>Đã giao khách của {name} cho {to}.</source>
        <translation>Gave the customers of {name} to {to}.</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>Số PIN quầy</source>
        <translation>Counter PIN</translation>
    </message>
    <message>
        <source>Số PIN mới</source>
        <translation>New PIN</translation>
    </message>
    <message>
        <source>Gõ lại số PIN</source>
        <translation>The PIN again</translation>
    </message>
    <message>
        <source>Giờ đóng cửa</source>
        <translation>Closing time</translation>
    </message>
    <message>
        <source>&amp;Đặt</source>
        <translation>&amp;Set</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Dùng được tới giờ đóng cửa</source>
        <translation>Works until closing time</translation>
    </message>
    <message>
        <source>4 đến 8 chữ số. Chỉ mở lại sổ đã mở bằng mật khẩu trên máy này, trong ngày.</source>
        <translation>4 to 8 digits. It only reopens, during the day, what was opened with the password on this computer.</translation>
    </message>
    <message>
        <source>Hai lần gõ chưa giống nhau.</source>
        <translation>The two entries differ.</translation>
    </message>
</context>
<context>
    <name>PinPage</name>
    <message>
        <source>Số PIN quầy</source>
        <translation>Counter PIN</translation>
    </message>
    <message>
        <source>Sổ đã khóa. Phần gõ dở vẫn còn.</source>
        <translation>Locked. What you were typing is kept.</translation>
    </message>
    <message>
        <source>&amp;Mở lại</source>
        <translation>&amp;Unlock</translation>
    </message>
    <message>
        <source>Mở bằng mật &amp;khẩu</source>
        <translation>Use the pass&amp;word</translation>
    </message>
    <message>
        <source>Số PIN mở được tới {time}; sau đó cần mật khẩu.</source>
        <translation>The PIN works until {time}; then the password is needed.</translation>
    </message>
</context>
<context>
    <name>PreferencesPage</name>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Cửa sổ</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>Ngôn ngữ</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Theo máy</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Sáng</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Tối</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Màu nền</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>&amp;Ngôn ngữ</source>
        <translation>&amp;Language</translation>
    </message>
    <message>
        <source>&amp;Màu nền</source>
        <translation>C&amp;olours</translation>
    </message>
    <message>
        <source>Mỗi người mở sổ bằng mật khẩu của mình, được làm phần việc của mình; ai làm gì đều có trong Nhật ký.</source>
        <translation>Everybody opens the book with a password of their own and does their own work; whatever anybody does stands in the log.</translation>
    </message>
    <message>
        <source>Người dùng</source>
        <translation>People</translation>
    </message>
    <message>
        <source>N&amp;gười dùng và quyền</source>
        <translation>&amp;People and rights</translation>
    </message>
    <message>
        <source>Nhật k&amp;ý</source>
        <translation>Lo&amp;g</translation>
    </message>
    <message>
        <source>Mất cả mật khẩu lẫn Giấy mở sổ thì không ai mở được, kể cả chúng tôi.</source>
        <translation>If both the password and the recovery sheet are lost, nobody can open it, not even we.</translation>
    </message>
    <message>
        <source>Chìa khóa</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Đổi mật &amp;khẩu…</source>
        <translation>Change pass&amp;word…</translation>
    </message>
    <message>
        <source>&amp;Cấp mã mới cho Giấy mở sổ…</source>
        <translation>&amp;New code for the recovery sheet…</translation>
    </message>
    <message>
        <source>Mỗi ngày một bản khi đóng sổ. Chép thêm ra USB hay ổ khác: máy hỏng vẫn còn.</source>
        <translation>One a day when the book is closed. Copy one to a USB stick or another disk: it survives a broken computer.</translation>
    </message>
    <message>
        <source>Sao lưu</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>&amp;Sao lưu ngay…</source>
        <translation>&amp;Back up now…</translation>
    </message>
    <message>
        <source>Khôi phục bên cạnh…</source>
        <translation>Restore beside…</translation>
    </message>
    <message>
        <source>&amp;Tất cả bản sao lưu…</source>
        <translation>&amp;All backups…</translation>
    </message>
    <message>
        <source>Kiểm đọc lại từng trang của tệp sổ. Tính lại dựng danh sách khách từ các dòng gốc; không đổi dòng gốc nào.</source>
        <translation>Checking reads every page of the file again. Recomputing builds the list of customers from the original rows; no original row changes.</translation>
    </message>
    <message>
        <source>Sức khỏe của sổ</source>
        <translation>Health of the book</translation>
    </message>
    <message>
        <source>Kiểm t&amp;ra sổ</source>
        <translation>Chec&amp;k the book</translation>
    </message>
    <message>
        <source>Tính lại &amp;danh sách</source>
        <translation>&amp;Recompute the list</translation>
    </message>
    <message>
        <source>Chưa có bản sao lưu nào.</source>
        <translation>No backups yet.</translation>
    </message>
    <message>
        <source>{n} MB</source>
        <translation>{n} MB</translation>
    </message>
    <message>
        <source>Đã đổi mật khẩu. Giấy mở sổ cũ vẫn dùng được.</source>
        <translation>Password changed. The old recovery sheet still works.</translation>
    </message>
    <message>
        <source>Giấy mở sổ</source>
        <translation>Recovery sheet</translation>
    </message>
    <message>
        <source>Sao lưu ra đâu?</source>
        <translation>Where shall the backup go?</translation>
    </message>
    <message>
        <source>Bản sao lưu (*.khachhang-backup)</source>
        <translation>Backups (*.khachhang-backup)</translation>
    </message>
    <message>
        <source>Đang sao lưu</source>
        <translation>Backing up</translation>
    </message>
    <message>
        <source>Đã sao lưu vào {file}, đã đọc lại để chắc là mở được.</source>
        <translation>Backed up to {file}, and read back to be sure it opens.</translation>
    </message>
    <message>
        <source>Đang kiểm từng trang</source>
        <translation>Checking every page</translation>
    </message>
    <message>
        <source>Đóng lại và chữa</source>
        <translation>Close and repair</translation>
    </message>
    <message>
        <source>Sổ lành lặn: {n} khách, mọi trang đọc được.</source>
        <translation>The book is sound: {n} customers, every page can be read.</translation>
    </message>
    <message>
        <source>Gõ mật khẩu rồi bấm “Chữa sổ này”: sổ lành được dựng bên cạnh, sổ hỏng còn nguyên.</source>
        <translation>Type the password and press “Repair this book”: a good one is made beside it, the damaged one stays as it is.</translation>
    </message>
    <message>
        <source>Đang tính lại</source>
        <translation>Recomputing</translation>
    </message>
    <message>
        <source>Đã tính lại {n} khách.</source>
        <translation>{n} customers recomputed.</translation>
    </message>
</context>
<context>
    <name>PreviewModel</name>
    <message>
        <source>Dòng</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Sẽ là</source>
        <translation>Will be</translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>lấy lại từ thùng rác</source>
        <translation>back from the recycle bin</translation>
    </message>
    <message>
        <source>cùng mã khách</source>
        <translation>same customer code</translation>
    </message>
    <message>
        <source>thay dòng cũ cần sửa</source>
        <translation>replaces the row that needed mending</translation>
    </message>
    <message>
        <source>cùng số điện thoại, tên hợp</source>
        <translation>same phone, fitting name</translation>
    </message>
    <message>
        <source>đã có trong sổ, không khác gì</source>
        <translation>already in the book, nothing new</translation>
    </message>
</context>
<context>
    <name>PreviewStep</name>
    <message>
        <source>Trang</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>Xem trước các dòng</source>
        <translation>Preview of the rows</translation>
    </message>
    <message>
        <source>&amp;Nhập</source>
        <translation>&amp;Import</translation>
    </message>
    <message>
        <source>Bấm đúp vào ô để sửa; chọn dòng để bỏ, lấy hay chấp nhận.</source>
        <translation>Double-click a cell to correct it; select rows to leave out, take in or accept.</translation>
    </message>
    <message>
        <source>&amp;Quay lại</source>
        <translation>&amp;Back</translation>
    </message>
    <message>
        <source>&amp;Nhập {n} dòng</source>
        <translation>&amp;Import {n} rows</translation>
    </message>
    <message>
        <source>Không có gì mới: các dòng này đã có trong sổ rồi.</source>
        <translation>Nothing new: these rows are already in the book.</translation>
    </message>
    <message>
        <source>Không dòng nào vào được sổ. Quay lại xem các cột, hoặc chọn dòng rồi bấm “Lấy dòng này vào”.</source>
        <translation>No row would come in. Go back and look at the columns, or select rows and press “Take this row in”.</translation>
    </message>
    <message>
        <source>Tất cả {n}</source>
        <translation>All {n}</translation>
    </message>
</context>
<context>
    <name>PrintActs</name>
    <message>
        <source>Không có khách nào để in.</source>
        <translation>There are no customers to print.</translation>
    </message>
    <message>
        <source>In {n} khách: {what}</source>
        <translation>Print {n} customers: {what}</translation>
    </message>
    <message>
        <source>Chỉ in {n} khách đầu trong {total}; nhiều hơn thì nên xuất ra Excel.</source>
        <translation>Only the first {n} of {total} customers are printed; for more, export to Excel.</translation>
    </message>
    <message>
        <source>Chưa khách nào ở đây có địa chỉ để in nhãn.</source>
        <translation>Nobody here has an address to print a label of.</translation>
    </message>
    <message>
        <source>Nhãn {date}</source>
        <translation>Labels {date}</translation>
    </message>
    <message>
        <source>{n} khách · {what}</source>
        <translation>{n} customers · {what}</translation>
    </message>
    <message>
        <source>In thẻ khách {name}</source>
        <translation>Print the card of {name}</translation>
    </message>
    <message>
        <source>(chưa có tên)</source>
        <translation>(no name yet)</translation>
    </message>
    <message>
        <source>Xin đừng gọi</source>
        <translation>Do not call</translation>
    </message>
    <message>
        <source>Đã làm</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>{name} · {person} in lúc {at} · trang {page}</source>
        <translation>{name} · printed by {person} on {at} · page {page}</translation>
    </message>
    <message>
        <source>Khách hàng {date}</source>
        <translation>Customers {date}</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>In</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Giấy in ra ai cầm cũng đọc được. Lịch sử ghi lại lần in này.</source>
        <translation>Anybody who holds the paper can read it. The history notes that it was printed.</translation>
    </message>
    <message>
        <source>Xem &amp;trước và in…</source>
        <translation>Pre&amp;view and print…</translation>
    </message>
    <message>
        <source>Lưu &amp;PDF…</source>
        <translation>Save as &amp;PDF…</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Xem trước khi in</source>
        <translation>Print preview</translation>
    </message>
    <message>
        <source>Đã gửi ra máy in.</source>
        <translation>Sent to the printer.</translation>
    </message>
    <message>
        <source>Lưu PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>Tệp PDF (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>Đã lưu PDF.</source>
        <translation>Saved the PDF.</translation>
    </message>
</context>
<context>
    <name>ProgressPanel</name>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>{done} / {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>Đang ghi nốt vào đĩa…</source>
        <translation>Writing the last of it to disk…</translation>
    </message>
    <message>
        <source>còn khoảng {n} giây</source>
        <translation>about {n} seconds left</translation>
    </message>
    <message>
        <source>còn khoảng {n} phút</source>
        <translation>about {n} minutes left</translation>
    </message>
    <message>
        <source>Đang dừng…</source>
        <translation>Stopping…</translation>
    </message>
</context>
<context>
    <name>QrPicture</name>
    <message>
        <source>Mã QR của mã mở sổ</source>
        <translation>QR code of the recovery code</translation>
    </message>
</context>
<context>
    <name>QualityPage</name>
    <message>
        <source>Kiểm tra dữ liệu</source>
        <translation>Check the data</translation>
    </message>
    <message>
        <source>Chỗ nào thiếu, lạ hay cũ. Bấm để xem đúng những khách ấy.</source>
        <translation>What is missing, odd or old. Click to see exactly those customers.</translation>
    </message>
    <message>
        <source>Kiểm tra &amp;lại</source>
        <translation>Check &amp;again</translation>
    </message>
    <message>
        <source>Đang kiểm tra</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>{n} điều nên xem</source>
        <translation>{n} things to look at</translation>
    </message>
    <message>
        <source>Không thấy gì sai</source>
        <translation>Nothing wrong found</translation>
    </message>
    <message>
        <source>KHÔNG AI MẮC</source>
        <translation>NOBODY HAS</translation>
    </message>
    <message>
        <source>Trả lời câu hỏi</source>
        <translation>Answer the questions</translation>
    </message>
    <message>
        <source>Sửa giúp {n}…</source>
        <translation>Mend {n}…</translation>
    </message>
    <message>
        <source>Sửa giúp {n} khách: {what}</source>
        <translation>Mend {n} customers: {what}</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Xem {n} khách: {what}</source>
        <translation>Show {n} customers: {what}</translation>
    </message>
    <message>
        <source>như hôm {day}</source>
        <translation>as on {day}</translation>
    </message>
    <message>
        <source>{n} so với {day}</source>
        <translation>{n} since {day}</translation>
    </message>
    <message>
        <source>Đã sửa {n} khách. Giá trị cũ vẫn xem lại được.</source>
        <translation>Mended {n} customers. The old values can be seen again.</translation>
    </message>
    <message>
        <source>Đang sửa</source>
        <translation>Mending</translation>
    </message>
</context>
<context>
    <name>QuestionList</name>
    <message>
        <source>{n} dòng là khách đang ở thùng rác.</source>
        <translation>{n} rows are customers in the recycle bin.</translation>
    </message>
    <message>
        <source>{n} dòng ở {place} cũ, nay đã chia. Nay là đâu?</source>
        <translation>{n} rows in the former {place}, which was split. Where is it now?</translation>
    </message>
    <message>
        <source>Không rõ</source>
        <translation>Not sure</translation>
    </message>
    <message>
        <source>Nghìn đồng</source>
        <translation>Thousand đồng</translation>
    </message>
    <message>
        <source>Đúng là đồng</source>
        <translation>It is đồng</translation>
    </message>
    <message>
        <source>Đảo lại cả cột</source>
        <translation>Swap the whole column back</translation>
    </message>
    <message>
        <source>Để nguyên</source>
        <translation>Leave as it is</translation>
    </message>
    <message>
        <source>Lấy lại</source>
        <translation>Bring back</translation>
    </message>
    <message>
        <source>Vẫn để đó</source>
        <translation>Leave there</translation>
    </message>
    <message>
        <source>Làm khách mới</source>
        <translation>New customers</translation>
    </message>
</context>
<context>
    <name>QueueHead</name>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Chắc</source>
        <translation>Certain</translation>
    </message>
    <message>
        <source>Có thể</source>
        <translation>Possible</translation>
    </message>
    <message>
        <source>Cùng nhà?</source>
        <translation>Household?</translation>
    </message>
    <message>
        <source>Gộp tất cả cặp chắc chắn…</source>
        <translation>Merge all certain pairs…</translation>
    </message>
    <message>
        <source>Việc khác với khách trùng</source>
        <translation>More to do with duplicates</translation>
    </message>
    <message>
        <source>Có phải cùng một khách?</source>
        <translation>Is this the same customer?</translation>
    </message>
    <message>
        <source>&amp;Báo cáo trùng</source>
        <translation>&amp;Duplicates report</translation>
    </message>
    <message>
        <source>&amp;Đã trả lời, hỏi lại…</source>
        <translation>&amp;Answered, ask again…</translation>
    </message>
    <message>
        <source>&amp;Tìm lại trong cả sổ</source>
        <translation>&amp;Search the whole book again</translation>
    </message>
    <message>
        <source>còn {n}</source>
        <translation>{n} left</translation>
    </message>
</context>
<context>
    <name>QuickNote</name>
    <message>
        <source>Ghi nhanh, rồi Enter…</source>
        <translation>Quick note, then Enter…</translation>
    </message>
    <message>
        <source>Ghi nhanh về khách này</source>
        <translation>Quick note about this customer</translation>
    </message>
</context>
<context>
    <name>RecordBlock</name>
    <message>
        <source>nơi khác đưa</source>
        <translation>handed over</translation>
    </message>
    <message>
        <source>không rõ</source>
        <translation>not sure</translation>
    </message>
    <message>
        <source>Bản gốc</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Bản gốc từ {source}</source>
        <translation>Original from {source}</translation>
    </message>
    <message>
        <source>{person} ghi tay · {at}</source>
        <translation>{person} by hand · {at}</translation>
    </message>
    <message>
        <source>{file}, trang {sheet}, dòng {row}</source>
        <translation>{file}, sheet {sheet}, row {row}</translation>
    </message>
</context>
<context>
    <name>RecordDialog</name>
    <message>
        <source>Bản gốc</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Cột</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>Đã ghi</source>
        <translation>Written</translation>
    </message>
    <message>
        <source>Đó&amp;ng</source>
        <translation>C&amp;lose</translation>
    </message>
</context>
<context>
    <name>RecoverySheet</name>
    <message>
        <source>Nhóm cuối của mã</source>
        <translation>Last group of the code</translation>
    </message>
    <message>
        <source>Đã &amp;cất</source>
        <translation>&amp;Put away</translation>
    </message>
    <message>
        <source>Giấy mở sổ khi quên mật khẩu. Cất như giấy tờ nhà; ai có tờ này và tệp sổ đều mở được.</source>
        <translation>The sheet that opens the book when the password is forgotten. Keep it like the papers of your house; whoever has it and the file can open the book.</translation>
    </message>
    <message>
        <source>&amp;In</source>
        <translation>P&amp;rint</translation>
    </message>
    <message>
        <source>Lưu &amp;PDF</source>
        <translation>Save P&amp;DF</translation>
    </message>
    <message>
        <source>Tôi chép &amp;tay</source>
        <translation>I &amp;write it down</translation>
    </message>
    <message>
        <source>Gõ lại nhóm cuối để chắc đã cất.</source>
        <translation>Type the last group to be sure it is kept.</translation>
    </message>
    <message>
        <source>&amp;Nhắc tôi sau</source>
        <translation>Remind me &amp;later</translation>
    </message>
    <message>
        <source>Giấy mở sổ {name}</source>
        <translation>Recovery sheet of {name}</translation>
    </message>
    <message>
        <source>Nhóm {n}: {group}</source>
        <translation>Group {n}: {group}</translation>
    </message>
    <message>
        <source>Chép đủ chín nhóm ra giấy, đọc lại từng chữ. Trong mã không có chữ O, I, L, U.</source>
        <translation>Write all nine groups on paper and read every letter again. The code has no O, I, L or U.</translation>
    </message>
    <message>
        <source>Đã gửi ra máy in.</source>
        <translation>Sent to the printer.</translation>
    </message>
    <message>
        <source>Lưu Giấy mở sổ</source>
        <translation>Save the recovery sheet</translation>
    </message>
    <message>
        <source>Tệp PDF (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>Giay-mo-so.pdf</source>
        <translation>Recovery-sheet.pdf</translation>
    </message>
    <message>
        <source>Đã lưu. Đừng để tệp này cạnh tệp sổ; in ra rồi xóa là chắc nhất.</source>
        <translation>Saved. Do not keep it beside the book; best print it and delete it.</translation>
    </message>
    <message>
        <source>Mở chương trình, chọn sổ, bấm “Quên mật khẩu?” rồi gõ mã này. Sau đó đặt mật khẩu mới.</source>
        <translation>Start the program, choose the book, press “Forgot the password?” and type this code. Then set a new password.</translation>
    </message>
</context>
<context>
    <name>RemovalDialog</name>
    <message>
        <source>Bỏ {name} khỏi sổ</source>
        <translation>Take {name} off the book</translation>
    </message>
    <message>
        <source>Thay chìa khóa của sổ luôn (nên làm)</source>
        <translation>Change the keys as well (recommended)</translation>
    </message>
    <message>
        <source>Giao khách cho</source>
        <translation>Give the customers to</translation>
    </message>
    <message>
        <source>(để nguyên tên người phụ trách)</source>
        <translation>(leave the name as it is)</translation>
    </message>
    <message>
        <source>{name} không mở được sổ này nữa, từ lúc bấm. Việc {name} đã làm và tên trong Nhật ký còn nguyên.</source>
        <translation>{name} cannot open this book any more, from now on. What {name} did, and the name in the log, stay.</translation>
    </message>
    <message>
        <source>Thay chìa khóa làm cho chìa {name} có thể đã chép không mở được gì ghi từ giờ; sao lưu một bản trước, mất vài giây đến một phút. Không với tới được: tệp đã xuất, giấy đã in, bản sao lưu và bản chép cả sổ có từ trước. Những bản ấy vẫn mở được bằng mật khẩu cũ của {name}, nên cất kỹ hoặc xóa.</source>
        <translation>With new keys, keys that {name} may have copied open nothing written from now on; a backup is made first, it takes seconds to a minute. Out of reach: exported files, paper, backups and copies of the whole book made before. Those still open with {name}&apos;s old password: keep them safe or delete them.</translation>
    </message>
    <message>
        <source>&amp;Bỏ khỏi sổ</source>
        <translation>&amp;Remove</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>{n} khách đang phụ trách, giao cho:</source>
        <translation>{n} customers in their care, give them to:</translation>
    </message>
    <message>
        <source>Không phụ trách khách nào.</source>
        <translation>Looks after no customers.</translation>
    </message>
</context>
<context>
    <name>RepairDialog</name>
    <message>
        <source>Đã chữa sổ</source>
        <translation>Repaired</translation>
    </message>
    <message>
        <source>Những gì đã mất</source>
        <translation>What was lost</translation>
    </message>
    <message>
        <source>&amp;Lưu danh sách này…</source>
        <translation>&amp;Save this list…</translation>
    </message>
    <message>
        <source>&amp;Đóng</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>Lưu danh sách</source>
        <translation>Save the list</translation>
    </message>
    <message>
        <source>Văn bản (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>chua-so.txt</source>
        <translation>repair.txt</translation>
    </message>
</context>
<context>
    <name>RepairFlow</name>
    <message>
        <source>Đang chữa sổ: đọc từng dòng còn đọc được…</source>
        <translation>Repairing: reading every row that can be read…</translation>
    </message>
    <message>
        <source>Sổ đã chữa nằm trong thư mục mới này; sổ hỏng còn nguyên ở chỗ cũ.</source>
        <translation>The repaired book is in this new folder; the damaged one is where it was.</translation>
    </message>
</context>
<context>
    <name>RepairPanel</name>
    <message>
        <source>Đã sửa giúp {n} ô</source>
        <translation>Repaired {n} cells</translation>
    </message>
    <message>
        <source>Đã tắt: {what}</source>
        <translation>Switched off: {what}</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Báo cáo trùng</source>
        <translation>Duplicates report</translation>
    </message>
    <message>
        <source>Đang xem…</source>
        <translation>Looking…</translation>
    </message>
    <message>
        <source>Danh sách nào lặp lại danh sách nào</source>
        <translation>Which lists repeat each other</translation>
    </message>
    <message>
        <source>Danh sách</source>
        <translation>List</translation>
    </message>
    <message>
        <source>và danh sách</source>
        <translation>and list</translation>
    </message>
    <message>
        <source>Khách chung</source>
        <translation>In both</translation>
    </message>
    <message>
        <source>Phần trùng</source>
        <translation>Overlap</translation>
    </message>
    <message>
        <source>Đón&amp;g</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>{name} đã xem và lấy ra những gì</source>
        <translation>What {name} saw and took out</translation>
    </message>
    <message>
        <source>Từ {day} đến nay</source>
        <translation>Since {day}</translation>
    </message>
    <message>
        <source>Khách</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>Đã xem</source>
        <translation>Saw</translation>
    </message>
    <message>
        <source>Lần cuối</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Số lần</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>Lúc</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Lấy ra ngoài</source>
        <translation>Taken out</translation>
    </message>
    <message>
        <source>KHÁCH ĐÃ XEM</source>
        <translation>CUSTOMERS SEEN</translation>
    </message>
    <message>
        <source>Chưa xem thẻ khách nào.</source>
        <translation>No customer card seen.</translation>
    </message>
    <message>
        <source>LẤY RA NGOÀI</source>
        <translation>TAKEN OUT</translation>
    </message>
    <message>
        <source>Chưa xuất, in hay chép gì.</source>
        <translation>Nothing exported, printed or copied.</translation>
    </message>
    <message>
        <source>Đó&amp;ng</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>Giao khách cho</source>
        <translation>Give the customers to</translation>
    </message>
    <message>
        <source>&amp;Giao hết khách cho</source>
        <translation>&amp;Give all customers to</translation>
    </message>
    <message>
        <source>{n} thẻ khách đã mở</source>
        <translation>{n} cards opened</translation>
    </message>
    <message>
        <source>đang phụ trách {n} khách</source>
        <translation>looks after {n} customers</translation>
    </message>
    <message>
        <source>thẻ khách</source>
        <translation>card</translation>
    </message>
    <message>
        <source>số đang che</source>
        <translation>masked number</translation>
    </message>
</context>
<context>
    <name>ResultActs</name>
    <message>
        <source>Đã hoàn tác: {what}</source>
        <translation>Undone: {what}</translation>
    </message>
    <message>
        <source>Đã lấy {n} dòng vào sổ.</source>
        <translation>Took {n} rows into the book.</translation>
    </message>
    <message>
        <source>Đã đổi: danh sách này từ đâu.</source>
        <translation>Changed where this list is from.</translation>
    </message>
    <message>
        <source>Dòng cần sửa.xlsx</source>
        <translation>Rows to mend.xlsx</translation>
    </message>
    <message>
        <source>Lưu các dòng cần sửa</source>
        <translation>Save the rows to mend</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>Đã lưu {n} dòng. Sửa trong Excel rồi nhập lại tệp đó.</source>
        <translation>Saved {n} rows. Mend them in Excel, then import that file.</translation>
    </message>
    <message>
        <source>Lưu tệp gốc</source>
        <translation>Save the original file</translation>
    </message>
    <message>
        <source>Mọi tệp (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>Đã lưu tệp gốc, đúng từng chữ như lúc nhập.</source>
        <translation>Saved the original file exactly as it was imported.</translation>
    </message>
</context>
<context>
    <name>ResultModel</name>
    <message>
        <source>Dòng</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Đã là</source>
        <translation>Became</translation>
    </message>
    <message>
        <source>Khách</source>
        <translation>Customer</translation>
    </message>
    <message>
        <source>Vì sao</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Các ô</source>
        <translation>Cells</translation>
    </message>
</context>
<context>
    <name>ResultStep</name>
    <message>
        <source>Các dòng của lần nhập</source>
        <translation>Rows of the import</translation>
    </message>
    <message>
        <source>Nhập &amp;danh sách khác</source>
        <translation>Import another &amp;list</translation>
    </message>
    <message>
        <source>&amp;Xem khách</source>
        <translation>&amp;Show the customers</translation>
    </message>
    <message>
        <source>Nhập &amp;tệp sau: {name} (còn {n})</source>
        <translation>Import &amp;next: {name} ({n} left)</translation>
    </message>
    <message>
        <source>Lưu dòng cần sửa…</source>
        <translation>Save rows to mend…</translation>
    </message>
    <message>
        <source>Đang tìm khách trùng trong các dòng vừa nhập…</source>
        <translation>Looking for duplicates among the rows just imported…</translation>
    </message>
    <message>
        <source>{n} cặp có thể là cùng một khách.</source>
        <translation>{n} pairs may be the same customer.</translation>
    </message>
    <message>
        <source>{said} Lần nhập này thêm {new} cặp.</source>
        <translation>{said} {new} of them from this import.</translation>
    </message>
    <message>
        <source>Xem từng cặp</source>
        <translation>Look at them</translation>
    </message>
    <message>
        <source>Đang xem {n} dòng đầu.</source>
        <translation>Showing the first {n} rows.</translation>
    </message>
    <message>
        <source>Lấy {n} dòng đang chọn vào sổ</source>
        <translation>Take the {n} selected rows in</translation>
    </message>
    <message>
        <source>lập ngày {day}</source>
        <translation>of {day}</translation>
    </message>
    <message>
        <source>{name} đưa</source>
        <translation>from {name}</translation>
    </message>
    <message>
        <source>được dùng để {basis}</source>
        <translation>may be used for {basis}</translation>
    </message>
    <message>
        <source>Xem {n} dòng cần xem</source>
        <translation>Show {n} rows that need a look</translation>
    </message>
    <message>
        <source>Lưu tệp gốc…</source>
        <translation>Save the original file…</translation>
    </message>
    <message>
        <source>Bỏ lần nhập này</source>
        <translation>Take this import back</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>Vì sao hỏi</source>
        <translation>Why we ask</translation>
    </message>
    <message>
        <source>Giống: {what}.</source>
        <translation>Alike: {what}.</translation>
    </message>
    <message>
        <source>Khác: {what}.</source>
        <translation>Different: {what}.</translation>
    </message>
    <message>
        <source>Vì sao hỏi, ở chỗ kém chắc nhất: {a} – {b}</source>
        <translation>Why this is asked, where it is least certain: {a} – {b}</translation>
    </message>
</context>
<context>
    <name>RightsDialog</name>
    <message>
        <source>Quyền của {name}</source>
        <translation>Rights of {name}</translation>
    </message>
    <message>
        <source>Vai trò</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Bộ phận</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>không giới hạn</source>
        <translation>no limit</translation>
    </message>
    <message>
        <source>&amp;Lưu</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Ai không được xem đủ số thì thấy “0912 *** 678”, bấm “Xem đủ” trên thẻ khách từng lần một, có ghi lại.</source>
        <translation>Who may not see full numbers sees “0912 *** 678” and presses “Show all” on the card each time, which is noted.</translation>
    </message>
    <message>
        <source>Được làm</source>
        <translation>May</translation>
    </message>
    <message>
        <source>Nhiều nhất mỗi ngày</source>
        <translation>At most a day</translation>
    </message>
</context>
<context>
    <name>RowBar</name>
    <message>
        <source>Chấp nhận, không cần xem</source>
        <translation>Accept, no need to look</translation>
    </message>
    <message>
        <source>Không nhập dòng này</source>
        <translation>Leave this row out</translation>
    </message>
    <message>
        <source>Không nhập {n} dòng này</source>
        <translation>Leave these {n} rows out</translation>
    </message>
    <message>
        <source>Lấy dòng này vào</source>
        <translation>Take this row in</translation>
    </message>
    <message>
        <source>Lấy {n} dòng này vào</source>
        <translation>Take these {n} rows in</translation>
    </message>
    <message>
        <source>Lấy lại từ thùng rác</source>
        <translation>Bring back from the recycle bin</translation>
    </message>
    <message>
        <source>Vẫn để đó</source>
        <translation>Leave there</translation>
    </message>
    <message>
        <source>Làm khách mới</source>
        <translation>New customers</translation>
    </message>
    <message>
        <source>Đang chọn {n} dòng</source>
        <translation>{n} rows selected</translation>
    </message>
    <message>
        <source>Dòng {n}</source>
        <translation>Row {n}</translation>
    </message>
    <message>
        <source>Sửa thành {text}</source>
        <translation>Change to {text}</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>&amp;Lấy lại</source>
        <translation>&amp;Restore</translation>
    </message>
    <message>
        <source>&amp;Mở thẻ khách</source>
        <translation>&amp;Open the card</translation>
    </message>
    <message>
        <source>&amp;Sửa…</source>
        <translation>&amp;Edit…</translation>
    </message>
    <message>
        <source>Chép số điện t&amp;hoại</source>
        <translation>Copy the &amp;phone number</translation>
    </message>
    <message>
        <source>&amp;Chép dòng</source>
        <translation>&amp;Copy the rows</translation>
    </message>
    <message>
        <source>&amp;Thêm vào nhóm…</source>
        <translation>Add to &amp;group…</translation>
    </message>
    <message>
        <source>Gia&amp;o cho…</source>
        <translation>A&amp;ssign to…</translation>
    </message>
    <message>
        <source>Ghi cùng một điề&amp;u…</source>
        <translation>Set a col&amp;umn…</translation>
    </message>
    <message>
        <source>&amp;Gộp…</source>
        <translation>&amp;Merge…</translation>
    </message>
    <message>
        <source>Đã gọ&amp;i, đúng</source>
        <translation>Called, r&amp;ight</translation>
    </message>
    <message>
        <source>Xin đừ&amp;ng gọi</source>
        <translation>Do &amp;not call</translation>
    </message>
    <message>
        <source>&amp;Xuất ra Excel…</source>
        <translation>E&amp;xport to Excel…</translation>
    </message>
    <message>
        <source>In thẻ &amp;khách…</source>
        <translation>Prin&amp;t the card…</translation>
    </message>
    <message>
        <source>In các &amp;khách này…</source>
        <translation>Prin&amp;t these customers…</translation>
    </message>
    <message>
        <source>In nhãn &amp;dán…</source>
        <translation>Print &amp;labels…</translation>
    </message>
    <message>
        <source>&amp;Bỏ vào Thùng rác</source>
        <translation>Move to the &amp;bin</translation>
    </message>
</context>
<context>
    <name>RowOutcome</name>
    <message>
        <source>Khách mới</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Bổ sung</source>
        <translation>Updated</translation>
    </message>
    <message>
        <source>Trùng</source>
        <translation>Duplicate</translation>
    </message>
    <message>
        <source>Cần xem</source>
        <translation>Needs a look</translation>
    </message>
    <message>
        <source>Không nhập được</source>
        <translation>Not importable</translation>
    </message>
    <message>
        <source>Không phải khách</source>
        <translation>Not a customer</translation>
    </message>
    <message>
        <source>Trống</source>
        <translation>Blank</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Xóa chữ đang tìm</source>
        <translation>Clear the search</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Đã hoàn tác: {what}</source>
        <translation>Undone: {what}</translation>
    </message>
    <message>
        <source>{text} · giữ lại {n} điều bạn đã làm tiếp (xem Lịch sử)</source>
        <translation>{text} · {n} kept because you worked on them since (see History)</translation>
    </message>
    <message>
        <source>Đã làm lại: {what}</source>
        <translation>Done again: {what}</translation>
    </message>
</context>
<context>
    <name>SetFieldDialog</name>
    <message>
        <source>Ghi cùng một điều</source>
        <translation>Set a column</translation>
    </message>
    <message>
        <source>Cột</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>Giá trị</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Để &amp;trống cột này</source>
        <translation>C&amp;lear this column</translation>
    </message>
    <message>
        <source>&amp;Ghi cho {n} khách</source>
        <translation>&amp;Set for {n} customers</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Ghi cùng một điều cho {n} khách</source>
        <translation>Set a column for {n} customers</translation>
    </message>
    <message>
        <source>Thêm vào, điều đã ghi vẫn còn.</source>
        <translation>It is added; what is there stays.</translation>
    </message>
    <message>
        <source>{n} khách đang có giá trị khác; giá trị cũ được cất, vẫn xem lại được.</source>
        <translation>{n} customers hold something else; the old values are put away and can be seen again.</translation>
    </message>
    <message>
        <source>Cột này không hiểu “{text}”.</source>
        <translation>This column does not understand “{text}”.</translation>
    </message>
</context>
<context>
    <name>SetupStep</name>
    <message>
        <source>&amp;Xem trước</source>
        <translation>&amp;Preview</translation>
    </message>
    <message>
        <source>&amp;Chọn tệp khác</source>
        <translation>&amp;Choose another file</translation>
    </message>
    <message>
        <source>Tệp cũ, trước 2018 (số điện thoại còn đầu số cũ)</source>
        <translation>Old file, before 2018 (phones still have the old prefixes)</translation>
    </message>
    <message>
        <source>Tùy chọn thêm</source>
        <translation>More options</translation>
    </message>
    <message>
        <source>Không có danh sách khách ở trang: {names}.</source>
        <translation>No list of customers on: {names}.</translation>
    </message>
    <message>
        <source>Tệp này là {n} dòng đã sửa của lần nhập {name} ({at}). Nhập vào sẽ thay các dòng ấy, không thêm trùng.</source>
        <translation>This file is {n} mended rows of the import {name} ({at}). Importing it replaces those rows and adds nothing twice.</translation>
    </message>
    <message>
        <source>Tệp trước: {party} · {name}.</source>
        <translation>Previous file: {party} · {name}.</translation>
    </message>
    <message>
        <source>Trả lời như tệp trước</source>
        <translation>Answer as for the previous file</translation>
    </message>
    <message>
        <source>Chưa có cột nào là tên hay số điện thoại. Mở “Xem các cột” và chọn lại.</source>
        <translation>No column is a name or a phone number yet. Open “Show the columns” and choose.</translation>
    </message>
    <message>
        <source>Chưa chọn trang nào</source>
        <translation>No sheet chosen yet</translation>
    </message>
</context>
<context>
    <name>ShortcutDialog</name>
    <message>
        <source>Phím tắt</source>
        <translation>Shortcuts</translation>
    </message>
    <message>
        <source>Tìm khách</source>
        <translation>Find customers</translation>
    </message>
    <message>
        <source>Từ ô tìm xuống dòng đầu</source>
        <translation>From the search to the first row</translation>
    </message>
    <message>
        <source>Xóa chữ đang tìm, rồi bỏ chọn, rồi đóng thẻ</source>
        <translation>Clear the search, then the selection, then close the card</translation>
    </message>
    <message>
        <source>Mở thẻ khách</source>
        <translation>Open the card</translation>
    </message>
    <message>
        <source>Sửa ngay trong ô; Enter xuống dòng, Tab sang phải</source>
        <translation>Edit in the cell; Enter goes down, Tab to the right</translation>
    </message>
    <message>
        <source>Lọc theo cột đang đứng</source>
        <translation>Filter by the current column</translation>
    </message>
    <message>
        <source>Thêm khách</source>
        <translation>Add customer</translation>
    </message>
    <message>
        <source>Lưu</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Lưu và thêm mới</source>
        <translation>Save and add another</translation>
    </message>
    <message>
        <source>Bỏ vào Thùng rác</source>
        <translation>Move to the bin</translation>
    </message>
    <message>
        <source>Hoàn tác, làm lại</source>
        <translation>Undo, redo</translation>
    </message>
    <message>
        <source>Đánh dấu dòng; mũi tên đi tiếp không mất dấu</source>
        <translation>Tick the row; the arrows move on without losing it</translation>
    </message>
    <message>
        <source>Chọn hết khách đang lọc</source>
        <translation>Select all filtered customers</translation>
    </message>
    <message>
        <source>Chép dòng, dán danh sách</source>
        <translation>Copy rows, paste a list</translation>
    </message>
    <message>
        <source>Nhập danh sách</source>
        <translation>Import a list</translation>
    </message>
    <message>
        <source>Xuất ra Excel</source>
        <translation>Export to Excel</translation>
    </message>
    <message>
        <source>In danh sách</source>
        <translation>Print the list</translation>
    </message>
    <message>
        <source>In nhãn dán</source>
        <translation>Print labels</translation>
    </message>
    <message>
        <source>Lưu danh sách này</source>
        <translation>Save this list</translation>
    </message>
    <message>
        <source>Xem các cặp có thể trùng</source>
        <translation>Look at possible duplicates</translation>
    </message>
    <message>
        <source>Gộp các khách đã chọn</source>
        <translation>Merge the selected customers</translation>
    </message>
    <message>
        <source>Hiện hay ẩn bộ lọc</source>
        <translation>Show or hide the filters</translation>
    </message>
    <message>
        <source>Khóa sổ ngay</source>
        <translation>Lock now</translation>
    </message>
    <message>
        <source>Tải lại</source>
        <translation>Reload</translation>
    </message>
    <message>
        <source>Hướng dẫn</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Bảng phím tắt này</source>
        <translation>This sheet</translation>
    </message>
</context>
<context>
    <name>SideBySide</name>
    <message>
        <source>Giống nhau ({n})</source>
        <translation>Equal ({n})</translation>
    </message>
    <message>
        <source>Chỉ một bên có ({n})</source>
        <translation>Only one has it ({n})</translation>
    </message>
    <message>
        <source>Ẩn bớt</source>
        <translation>Show less</translation>
    </message>
    <message>
        <source>(chưa có tên)</source>
        <translation>(no name yet)</translation>
    </message>
    <message>
        <source>Gộp cả {name}</source>
        <translation>Merge {name} too</translation>
    </message>
    <message>
        <source>Ctrl+{n}: gộp hay để riêng</source>
        <translation>Ctrl+{n}: merge or leave out</translation>
    </message>
    <message>
        <source>từ {sources}</source>
        <translation>from {sources}</translation>
    </message>
    <message>
        <source>{field} (giữ hết)</source>
        <translation>{field} (all kept)</translation>
    </message>
</context>
<context>
    <name>SortHeader</name>
    <message>
        <source>Tiêu đề cột</source>
        <translation>Column headers</translation>
    </message>
    <message>
        <source>Ẩ&amp;n cột này</source>
        <translation>&amp;Hide this column</translation>
    </message>
    <message>
        <source>&amp;Chọn cột…</source>
        <translation>&amp;Choose columns…</translation>
    </message>
</context>
<context>
    <name>SplitDialog</name>
    <message>
        <source>Tách một phần</source>
        <translation>Part some of it</translation>
    </message>
    <message>
        <source>Những dòng làm nên khách này</source>
        <translation>The rows this customer is made of</translation>
    </message>
    <message>
        <source>&amp;Tách ra</source>
        <translation>&amp;Part</translation>
    </message>
    <message>
        <source>&amp;Hủy</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>Đánh dấu những dòng là của khách khác</source>
        <translation>Tick the rows that belong to somebody else</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Sổ Khách Hàng</source>
        <translation>Customer Book</translation>
    </message>
    <message>
        <source>Mọi điều tiệm biết về khách, trong một cuốn sổ có khóa, nằm trên máy của tiệm.</source>
        <translation>Everything the shop knows about its customers, in one locked book, on the shop&apos;s own computer.</translation>
    </message>
    <message>
        <source>Xem thử tiệm mẫu</source>
        <translation>Look at a sample shop</translation>
    </message>
    <message>
        <source>Một tiệm gia dụng bịa ra từ bốn tệp, 300 dòng. Không cần mật khẩu, đóng lại là hết.</source>
        <translation>An invented housewares shop: four files, 300 rows. No password; gone when you close it.</translation>
    </message>
    <message>
        <source>Bắt đầu với khách của tôi</source>
        <translation>Begin with my customers</translation>
    </message>
    <message>
        <source>Đặt mật khẩu, rồi đưa danh sách Excel đang có vào sổ.</source>
        <translation>Set a password, then bring in the Excel lists you have.</translation>
    </message>
    <message>
        <source>&amp;Mở sổ ở chỗ khác…</source>
        <translation>&amp;Open another book…</translation>
    </message>
    <message>
        <source>&amp;Khôi phục từ bản sao lưu…</source>
        <translation>&amp;Restore from a backup…</translation>
    </message>
    <message>
        <source>SỔ ĐÃ MỞ GẦN ĐÂY</source>
        <translation>OPENED LATELY</translation>
    </message>
    <message>
        <source>Mở</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Mở sổ {name}</source>
        <translation>Open {name}</translation>
    </message>
</context>
<context>
    <name>TableCard</name>
    <message>
        <source>Nhập trang {name}</source>
        <translation>Import sheet {name}</translation>
    </message>
    <message>
        <source>Trang {name}</source>
        <translation>Sheet {name}</translation>
    </message>
    <message>
        <source>Xem các cột</source>
        <translation>See the columns</translation>
    </message>
    <message>
        <source>Xem các cột của trang {name}</source>
        <translation>See the columns of sheet {name}</translation>
    </message>
    <message>
        <source>{n} dòng</source>
        <translation>{n} rows</translation>
    </message>
    <message>
        <source>{n} cột hiểu được</source>
        <translation>{n} columns understood</translation>
    </message>
    <message>
        <source>{n} cột giữ làm cột riêng</source>
        <translation>{n} columns kept as your own</translation>
    </message>
    <message>
        <source>trang này đang ẩn trong Excel</source>
        <translation>this sheet is hidden in Excel</translation>
    </message>
    <message>
        <source>các cột như lần trước</source>
        <translation>columns as last time</translation>
    </message>
    <message>
        <source>thêm cột “{header}”</source>
        <translation>column “{header}” added</translation>
    </message>
    <message>
        <source>không còn cột “{header}”</source>
        <translation>column “{header}” gone</translation>
    </message>
    <message>
        <source>cột “{header}” chuyển từ {was} sang {now}</source>
        <translation>column “{header}” moved from {was} to {now}</translation>
    </message>
    <message>
        <source> và {n} thay đổi khác</source>
        <translation> and {n} other changes</translation>
    </message>
    <message>
        <source>Khác tệp lần trước: {changes}.</source>
        <translation>Different from last time: {changes}.</translation>
    </message>
    <message>
        <source>Tệp có {n} dòng đang ẩn trong Excel.</source>
        <translation>The file has {n} rows hidden in Excel.</translation>
    </message>
    <message>
        <source>Tệp có {n} cột đang ẩn trong Excel: {names}.</source>
        <translation>The file has {n} columns hidden in Excel: {names}.</translation>
    </message>
    <message>
        <source>Lấy cả</source>
        <translation>Take them</translation>
    </message>
    <message>
        <source>Bỏ qua</source>
        <translation>Skip</translation>
    </message>
</context>
<context>
    <name>UndoDialog</name>
    <message>
        <source>Đã hoàn tác</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>Đã trở lại như trước</source>
        <translation>As it was before</translation>
    </message>
    <message>
        <source>Giữ lại, vì bạn đã làm tiếp trên đó</source>
        <translation>Kept, because you worked on it since</translation>
    </message>
    <message>
        <source>Không làm được</source>
        <translation>Not possible</translation>
    </message>
    <message>
        <source>Đó&amp;ng</source>
        <translation>C&amp;lose</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Bạn là ai?</source>
        <translation>Who are you?</translation>
    </message>
    <message>
        <source>Mật khẩu sổ khách</source>
        <translation>Password of the customer book</translation>
    </message>
    <message>
        <source>Mã trên Giấy mở sổ</source>
        <translation>Code of the recovery sheet</translation>
    </message>
    <message>
        <source>Tắt bộ gõ tiếng Việt khi gõ mật khẩu không dấu; bấm con mắt để xem.</source>
        <translation>Typing tools may change letters: press the eye to see what you typed.</translation>
    </message>
    <message>
        <source>&amp;Mở sổ</source>
        <translation>&amp;Open</translation>
    </message>
    <message>
        <source>&amp;Quên mật khẩu?</source>
        <translation>&amp;Forgot the password?</translation>
    </message>
    <message>
        <source>Mở &amp;luôn, máy này được nhớ</source>
        <translation>Open &amp;now, this computer is remembered</translation>
    </message>
    <message>
        <source>&amp;Sổ khác</source>
        <translation>Another &amp;book</translation>
    </message>
    <message>
        <source>Mật khẩu sổ khách {name}</source>
        <translation>Password of {name}</translation>
    </message>
    <message>
        <source>Vẫn mở bản cũ này</source>
        <translation>Open this older copy all the same</translation>
    </message>
    <message>
        <source>Chữa sổ này</source>
        <translation>Repair this book</translation>
    </message>
    <message>
        <source>Xem bản sao lưu {day}</source>
        <translation>Look at the backup of {day}</translation>
    </message>
    <message>
        <source>Bản sao lưu…</source>
        <translation>Backups…</translation>
    </message>
    <message>
        <source>Máy này còn giữ một bản chép của tệp chìa khóa, từ {at}.</source>
        <translation>This computer has a copy of the keys file, of {at}.</translation>
    </message>
    <message>
        <source>Trong bản sao lưu còn một bản chép của tệp chìa khóa, từ {at}.</source>
        <translation>A backup holds a copy of the keys file, of {at}.</translation>
    </message>
    <message>
        <source>Dùng bản chép này</source>
        <translation>Use this copy</translation>
    </message>
    <message>
        <source>Gõ mật khẩu rồi bấm lại để xem bản sao lưu.</source>
        <translation>Type the password and press again to look at the backup.</translation>
    </message>
    <message>
        <source>Xem bản sao lưu</source>
        <translation>Look at the backup</translation>
    </message>
    <message>
        <source>&amp;Nhớ ra mật khẩu rồi</source>
        <translation>I &amp;remember it now</translation>
    </message>
    <message>
        <source>Gõ mã in trên Giấy mở sổ, có hay không có dấu gạch đều được. Sau đó đặt mật khẩu mới.</source>
        <translation>Type the code printed on the recovery sheet, with or without hyphens. Then set a new password.</translation>
    </message>
    <message>
        <source>Chờ {n} giây</source>
        <translation>Wait {n} s</translation>
    </message>
</context>
<context>
    <name>ValueCell</name>
    <message>
        <source>đang chọn</source>
        <translation>chosen</translation>
    </message>
</context>
<context>
    <name>ValueLine</name>
    <message>
        <source>Đã cất, vẫn xem lại được</source>
        <translation>Put away, can still be seen</translation>
    </message>
    <message>
        <source>Đã gọi, đúng</source>
        <translation>Called, right</translation>
    </message>
    <message>
        <source>Sai</source>
        <translation>Wrong</translation>
    </message>
    <message>
        <source>Không kiểm được…</source>
        <translation>Cannot be checked…</translation>
    </message>
    <message>
        <source>Bản gốc của {value}</source>
        <translation>Original of {value}</translation>
    </message>
    <message>
        <source>Bản gốc: {where}</source>
        <translation>Original: {where}</translation>
    </message>
    <message>
        <source>Về {value}</source>
        <translation>About {value}</translation>
    </message>
    <message>
        <source>&amp;Chép</source>
        <translation>&amp;Copy</translation>
    </message>
    <message>
        <source>&amp;Bản gốc…</source>
        <translation>&amp;Original…</translation>
    </message>
    <message>
        <source>Đã &amp;gọi, đúng</source>
        <translation>Called, &amp;right</translation>
    </message>
    <message>
        <source>&amp;Sai</source>
        <translation>&amp;Wrong</translation>
    </message>
    <message>
        <source>&amp;Không kiểm được…</source>
        <translation>Cannot be chec&amp;ked…</translation>
    </message>
    <message>
        <source>Số này &amp;bỏ rồi</source>
        <translation>&amp;No longer in use</translation>
    </message>
    <message>
        <source>&amp;Điều này không còn đúng</source>
        <translation>&amp;No longer true</translation>
    </message>
    <message>
        <source>&amp;Dùng giá trị này</source>
        <translation>&amp;Use this value</translation>
    </message>
</context>
<context>
    <name>VerificationPage</name>
    <message>
        <source>Khách có điều chưa kiểm</source>
        <translation>Customers with something unchecked</translation>
    </message>
    <message>
        <source>Cần kiểm</source>
        <translation>To check</translation>
    </message>
    <message>
        <source>Điều nơi khác đưa, chưa ai hỏi lại khách. Gọi xong bấm một nút.</source>
        <translation>Handed over by others, nobody has asked the customer yet. After the call, press one button.</translation>
    </message>
    <message>
        <source>còn {n}</source>
        <translation>{n} left</translation>
    </message>
    <message>
        <source>Không còn gì phải kiểm</source>
        <translation>Nothing left to check</translation>
    </message>
    <message>
        <source>Mọi điều nơi khác đưa đều đã được hỏi lại hoặc ghi chú.</source>
        <translation>Everything handed over has been asked about or noted.</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Danh sách</source>
        <translation>Lists</translation>
    </message>
    <message>
        <source>Khách hàng</source>
        <translation>Customers</translation>
    </message>
    <message>
        <source>Nhập danh sách</source>
        <translation>Import a list</translation>
    </message>
    <message>
        <source>Trùng?</source>
        <translation>Duplicates?</translation>
    </message>
    <message>
        <source>Cần kiểm</source>
        <translation>To check</translation>
    </message>
    <message>
        <source>Kiểm tra dữ liệu</source>
        <translation>Check the data</translation>
    </message>
    <message>
        <source>Lịch sử</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Thùng rác</source>
        <translation>Bin</translation>
    </message>
    <message>
        <source>Cài đặt</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Tiệm mẫu: khách ở đây đều là bịa, đóng lại là hết.</source>
        <translation>Sample shop: everybody here is invented, and gone when you close it.</translation>
    </message>
    <message>
        <source>Bắt đầu với khách của tôi</source>
        <translation>Begin with my customers</translation>
    </message>
    <message>
        <source>Chưa cất Giấy mở sổ: quên mật khẩu lúc này là mất sổ.</source>
        <translation>The recovery sheet is not kept yet: forgetting the password now means losing the book.</translation>
    </message>
    <message>
        <source>Cấp mã mới và cất</source>
        <translation>Make a new code and keep it</translation>
    </message>
    <message>
        <source>&amp;Hoàn tác</source>
        <translation>&amp;Undo</translation>
    </message>
    <message>
        <source>&amp;Làm lại</source>
        <translation>&amp;Redo</translation>
    </message>
</context>
<context>
    <name>_Editor</name>
    <message>
        <source>Mỗi dòng một điều</source>
        <translation>One per line</translation>
    </message>
    <message>
        <source>••• Thông tin kín: ghi thêm được, không xem được</source>
        <translation>••• Confidential: you can add, not see</translation>
    </message>
</context>
<context>
    <name>_Menus</name>
    <message>
        <source>&amp;Sổ</source>
        <translation>&amp;Book</translation>
    </message>
    <message>
        <source>Mở sổ ở &amp;chỗ khác…</source>
        <translation>&amp;Open another book…</translation>
    </message>
    <message>
        <source>Sử&amp;a</source>
        <translation>&amp;Edit</translation>
    </message>
    <message>
        <source>&amp;Khách</source>
        <translation>&amp;Customers</translation>
    </message>
    <message>
        <source>&amp;Thoát</source>
        <translation>&amp;Quit</translation>
    </message>
    <message>
        <source>&amp;Xem</source>
        <translation>&amp;View</translation>
    </message>
    <message>
        <source>Trợ &amp;giúp</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>&amp;Nhập danh sách…</source>
        <translation>&amp;Import a list…</translation>
    </message>
    <message>
        <source>&amp;Xuất ra Excel…</source>
        <translation>E&amp;xport to Excel…</translation>
    </message>
    <message>
        <source>&amp;In danh sách…</source>
        <translation>&amp;Print the list…</translation>
    </message>
    <message>
        <source>In nhãn &amp;dán…</source>
        <translation>Print l&amp;abels…</translation>
    </message>
    <message>
        <source>Ng&amp;ười dùng và quyền</source>
        <translation>People and ri&amp;ghts</translation>
    </message>
    <message>
        <source>Nhật k&amp;ý</source>
        <translation>L&amp;og</translation>
    </message>
    <message>
        <source>&amp;Sao lưu ngay…</source>
        <translation>&amp;Back up now…</translation>
    </message>
    <message>
        <source>&amp;Khóa sổ</source>
        <translation>&amp;Lock</translation>
    </message>
    <message>
        <source>Đón&amp;g sổ</source>
        <translation>&amp;Close the book</translation>
    </message>
    <message>
        <source>&amp;Hoàn tác</source>
        <translation>&amp;Undo</translation>
    </message>
    <message>
        <source>&amp;Làm lại</source>
        <translation>&amp;Redo</translation>
    </message>
    <message>
        <source>&amp;Tìm khách</source>
        <translation>&amp;Find customers</translation>
    </message>
    <message>
        <source>&amp;Chọn hết khách đang lọc</source>
        <translation>Select &amp;all filtered customers</translation>
    </message>
    <message>
        <source>Ché&amp;p dòng đã chọn</source>
        <translation>&amp;Copy the selected rows</translation>
    </message>
    <message>
        <source>&amp;Dán danh sách…</source>
        <translation>&amp;Paste a list…</translation>
    </message>
    <message>
        <source>&amp;Thêm khách…</source>
        <translation>&amp;Add customer…</translation>
    </message>
    <message>
        <source>&amp;Sửa khách…</source>
        <translation>&amp;Edit customer…</translation>
    </message>
    <message>
        <source>&amp;Gộp các khách đã chọn…</source>
        <translation>&amp;Merge the selected customers…</translation>
    </message>
    <message>
        <source>&amp;Bỏ vào Thùng rác</source>
        <translation>Move to the &amp;bin</translation>
    </message>
    <message>
        <source>&amp;Lọc theo điều kiện…</source>
        <translation>Filter by condi&amp;tions…</translation>
    </message>
    <message>
        <source>Lư&amp;u danh sách này…</source>
        <translation>&amp;Save this list…</translation>
    </message>
    <message>
        <source>Cột của tiệ&amp;m…</source>
        <translation>Your &amp;own columns…</translation>
    </message>
    <message>
        <source>&amp;Xem các cặp có thể trùng</source>
        <translation>Possible &amp;duplicates</translation>
    </message>
    <message>
        <source>&amp;Kiểm tra dữ liệu</source>
        <translation>Check t&amp;he data</translation>
    </message>
    <message>
        <source>Những điều &amp;cần kiểm</source>
        <translation>What is to be chec&amp;ked</translation>
    </message>
    <message>
        <source>&amp;Bộ lọc bên trái</source>
        <translation>&amp;Filters at the left</translation>
    </message>
    <message>
        <source>&amp;Tải lại</source>
        <translation>&amp;Reload</translation>
    </message>
    <message>
        <source>&amp;Màu nền</source>
        <translation>&amp;Colours</translation>
    </message>
    <message>
        <source>&amp;Theo máy</source>
        <translation>As the s&amp;ystem</translation>
    </message>
    <message>
        <source>&amp;Sáng</source>
        <translation>&amp;Light</translation>
    </message>
    <message>
        <source>T&amp;ối</source>
        <translation>&amp;Dark</translation>
    </message>
    <message>
        <source>&amp;Ngôn ngữ</source>
        <translation>&amp;Language</translation>
    </message>
    <message>
        <source>&amp;Hướng dẫn</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>&amp;Phím tắt</source>
        <translation>&amp;Shortcuts</translation>
    </message>
    <message>
        <source>&amp;Về chương trình</source>
        <translation>&amp;About</translation>
    </message>
</context>
<context>
    <name>_Sheet</name>
    <message>
        <source>Đó&amp;ng</source>
        <translation>C&amp;lose</translation>
    </message>
</context>
<context>
    <name>parent</name>
    <message>
        <source>Trang bảng tính</source>
        <translation>Sheet</translation>
    </message>
</context>
</TS>
