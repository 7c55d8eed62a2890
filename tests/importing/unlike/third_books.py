"""Workbooks of many trades, third set: forms, programs from abroad, books of small trades."""

from __future__ import annotations

from tests.importing.unlike import people as w
from tests.importing.unlike.making import Book, Col
from tests.importing.unlike.people import people

N = 30


def vet_clinic() -> Book:
    book = Book("phong_kham_thu_y.xlsx", 201)
    sheet = book.sheet("Khám bệnh")
    sheet.line("PETCARE HÒA BÌNH")
    columns = [
        Col("Số TT", "stt", w.serial),
        Col("Ngày khám", "any", w.day("x", "")),
        Col("Tên thú cưng", "ignore", w.words("Milu", "Kiki", "Bông")),
        Col("Giống", "ignore", w.words("Poodle", "Mèo ALN", "Corgi")),
        Col("Chủ nuôi", "full_name", w.pick(w.name, w.name_titled)),
        Col("SĐT chủ nuôi", "phone", w.pick(w.phone, w.phone_spaced, w.phone_number)),
        Col("Địa chỉ", "address", w.pick(w.address_short, w.address_spaced)),
        Col("Chẩn đoán", "ignore", w.words("viêm da", "tiêu chảy", "tiêm phòng")),
        Col("Chi phí", "amount", w.spent(w.dotted, "amount")),
    ]
    book.table(sheet, columns, people(N, 2010))
    return book


def tour_list() -> Book:
    book = Book("ds_doan_thai_lan.xlsx", 202)
    sheet = book.sheet("Đoàn 15-11")
    sheet.line("CÔNG TY DU LỊCH BIỂN XANH")
    sheet.line("DANH SÁCH ĐOÀN BANGKOK - PATTAYA 5N4Đ (15/11 - 19/11/2025)")
    columns = [
        Col("STT", "stt", w.serial),
        Col("Họ tên (theo hộ chiếu)", "full_name", w.pick(w.name_plain_upper, w.name_upper)),
        Col("Giới tính", "sex", w.sex("Nam", "Nữ")),
        Col("Ngày sinh", "birth_date", w.pick(w.birth_text, w.birth_real)),
        Col("Số hộ chiếu", "id_number", lambda p, r: (f"C{r.randrange(10**6, 10**7)}", {})),
        Col("Ngày hết hạn HC", "ignore", w.words("12/03/2031", "01/09/2029")),
        Col("Điện thoại", "phone", w.sometimes(w.phone_any, 0.8)),
        Col("Giá tour", "any", w.words("6.990.000")),
        Col("Đã cọc", "paid", w._money("paid", lambda p: 3_000_000, w.dotted)),
        Col("Còn lại", "debt", w.debt(w.dotted)),
        Col("Ghi chú", "note", w.sometimes(w.words("ăn chay", "ở ghép", key="note"), 0.3)),
    ]
    book.table(sheet, columns, people(N, 2020))
    return book


def parish() -> Book:
    book = Book("so_gia_dinh.ods", 203)
    sheet = book.sheet("Giáo họ 3")
    columns = [
        Col("Mã hộ", "any", w.code("H{:03d}")),
        Col("Họ và tên chủ hộ", "full_name", w.pick(w.name, w.name_upper)),
        Col("Tên thánh", "ignore", w.words("Giuse", "Maria", "Phêrô")),
        Col("Năm sinh", "birth_date", w.birth_year),
        Col("Số khẩu", "ignore", w.words(3, 5)),
        Col("Chỗ ở hiện nay", "address", w.pick(w.address_tidy, w.address_bare)),
        Col("Điện thoại", "phone", w.sometimes(w.pick(w.phone, w.phone_before_2018), 0.9)),
    ]
    book.table(sheet, columns, people(N, 2030), every=12, between=("Xóm 4",))
    return book


def laundry() -> Book:
    book = Book("giat_ui.csv", 204, delimiter=";", encoding="utf-8-sig")
    columns = [
        Col("Số phiếu", "order_code", w.code("GU{:04d}", "order_code")),
        Col("Ngày nhận", "order_date", w.day("order_date", "{:%d-%m-%y}")),
        Col("Khách", "full_name", w.pick(w.name_titled, w.name)),
        Col("Sđt", "phone", w.pick(w.phone, w.phone_nine)),
        Col("Số kg", "quantity", w.words("3,5", "7", key="quantity")),
        Col("Tiền", "amount", w._money("amount", lambda p: 20_000 + p.number * 1000, w.short_money)),
        Col("Đã trả đồ", "any", w.words("x", None)),
    ]
    book.table(book.sheet(), columns, people(N, 2040))
    for said in book.tables[0].rows.values():
        said["quantity"] = said["quantity"].replace(",", ".")
    return book


def internet_subscribers() -> Book:
    book = Book("thue_bao_internet.xlsx", 205)
    columns = [
        Col("Mã hợp đồng", "any", w.code("SGD{:06d}", "x")),
        Col("Tên thuê bao", "full_name", w.pick(w.name, w.name_upper, w.company_as_name)),
        Col("Địa chỉ lắp đặt", "address", w.pick(w.address_short, w.address_full)),
        Col("SĐT liên hệ", "phone", w.pick(w.phone, w.phone_84)),
        Col("Gói cước", "any", w.words("Super100", "Combo 2")),
        Col("Ngày hòa mạng", "any", w.day("x", "")),
        Col("Cước tháng", "any", w.words(220_000, 265_000)),
        Col("Nợ cước", "debt", w.debt()),
    ]
    book.table(book.sheet("TB"), columns, people(N, 2050))
    return book


def water_meters() -> Book:
    book = Book("tien_nuoc_thang_10.xlsx", 206)
    sheet = book.sheet("Tổ 4")
    sheet.line("HTX NƯỚC SẠCH XÃ AN PHÚ")
    sheet.line("BẢNG THU TIỀN NƯỚC THÁNG 10 NĂM 2025")
    sheet.line()
    columns = [
        Col("STT", "stt", w.serial),
        Col("Mã KH", "customer_code", w.code("T4-{:03d}")),
        Col("Họ tên chủ hộ", "full_name", w.pick(w.name, w.name_titled)),
        Col("Chỉ số cũ", "ignore", w.words(120, 1544)),
        Col("Chỉ số mới", "ignore", w.words(131, 1560)),
        Col("Tiêu thụ (m3)", "ignore", w.words(11, 16)),
        Col("Thành tiền", "amount", w.spent(key="amount")),
        Col("Nợ kỳ trước", "any", w.words(0, 85_000)),
        Col("Số ĐT", "phone", w.sometimes(w.phone_any, 0.8)),
        Col("Ký nhận", "ignore", w.words(None)),
    ]
    book.table(sheet, columns, people(N, 2060))
    sheet.line(None, None, "Cộng:", None, None, 405, 12_000_000, 340_000)
    sheet.line(None, None, None, None, None, None, "Tổ trưởng")
    sheet.line(None, None, None, None, None, None, "Lê Văn Tám")
    return book


def pawn_shop() -> Book:
    book = Book("so_cam_do.xlsx", 207)
    columns = [
        Col("Số HĐ cầm", "any", w.code("CD{:04d}", "x")),
        Col("Người vay", "full_name", w.pick(w.name, w.name_lower)),
        Col("Số CCCD", "id_number", lambda p, r: (f"0{r.randrange(10**10, 10**11)}", {})),
        Col("Số ĐT", "phone", w.pick(w.phone, w.two_phones)),
        Col("Tài sản", "ignore", w.words("Wave Alpha", "iPhone 12", "Dây chuyền 2 chỉ")),
        Col("Ngày cầm", "any", w.day("x", "")),
        Col("Số tiền cầm", "any", w.words("5tr", "12tr")),
        Col("Còn nợ gốc", "debt", w.debt(w.short_money)),
        Col("Hạn chuộc", "ignore", w.words("30/11/2025")),
    ]
    book.table(book.sheet("2025"), columns, people(N, 2070))
    return book


def form_answers() -> Book:
    book = Book("Khảo sát khách hàng (Câu trả lời).xlsx", 208)
    columns = [
        Col("Dấu thời gian", "created_date", w.day("created_date", "")),
        Col("Họ và tên của bạn là gì?", "full_name", w.pick(w.name, w.name_lower)),
        Col("Số điện thoại liên hệ của bạn", "phone", w.pick(w.phone, w.phone_number, w.phone_spaced)),
        Col("Bạn sinh năm bao nhiêu?", "birth_date", w.birth_year),
        Col("Giới tính của bạn", "sex", w.sex("Nam", "Nữ")),
        Col("Email của bạn (nếu có)", "email", w.sometimes(w.email, 0.7)),
        Col("Bạn đang sống ở tỉnh/thành phố nào?", "province", w.part("province")),
        Col("Bạn hài lòng với dịch vụ ở mức nào?", "ignore", w.words(5, 4, 3)),
        Col("Góp ý khác", "any", w.words("giao nhanh hơn", "tốt", None)),
    ]
    book.table(book.sheet("Câu trả lời biểu mẫu 1"), columns, people(N, 2080))
    return book


def zalo_oa() -> Book:
    book = Book("zalo_oa_followers.csv", 209)
    columns = [
        Col("user_id", "any", lambda p, r: (str(r.randrange(10**17, 10**18)), {})),
        Col("display_name", "full_name", w.name),
        Col("phone", "phone", w.phone_84),
        Col("address", "any", w.part("street")),
        Col("district", "district", w.part("district")),
        Col("city", "province", w.part("province")),
        Col("tags", "any", w.words("mua sỉ", None)),
        Col("is_follower", "ignore", w.words("true")),
        Col("last_interaction_date", "any", w.day("x", "{:%Y-%m-%d}")),
    ]
    book.table(book.sheet(), columns, people(N, 2090))
    return book


def shopify_orders() -> Book:
    book = Book("orders_export_1.csv", 210)
    columns = [
        Col("Name", "order_code", w.code("#{:04d}", "order_code")),
        Col("Email", "email", w.email),
        Col("Financial Status", "any", w.words("paid", "pending")),
        Col("Paid at", "any", w.words(None)),
        Col("Fulfillment Status", "any", w.words("fulfilled")),
        Col("Currency", "ignore", w.words("VND")),
        Col("Total", "amount", w.spent(lambda n: f"{n}.00", "amount")),
        Col("Created at", "order_date", w.day("order_date", "{:%Y-%m-%d} 10:20:11 +0700")),
        Col("Lineitem quantity", "quantity", w.words("1", "2", key="quantity")),
        Col("Lineitem name", "product", w.words("Nến thơm", "Tinh dầu", key="product")),
        Col("Lineitem price", "unit_price", w.spent(lambda n: f"{n}.00", "unit_price")),
        Col("Billing Name", "full_name", w.name),
        Col("Billing Phone", "phone", w.phone_plus),
        Col("Billing Street", "street", w.part("street")),
        Col("Billing City", "any", w.part("district")),
        Col("Billing Province Name", "province", w.part("province")),
        Col("Payment Method", "payment_method", w.words("Cash on Delivery (COD)")),
    ]
    book.table(book.sheet(), columns, people(N, 2100))
    return book


def mail_list() -> Book:
    book = Book("subscribed_segment_export.csv", 211)
    columns = [
        Col("Email Address", "email", w.email),
        Col("First Name", "given_name", w.given),
        Col("Last Name", "family_name", w.family_and_middle),
        Col("Phone Number", "phone", w.phone_plus),
        Col("Birthday", "birth_date", w.sometimes(lambda p, r: (f"{p.birth:%d/%m}", {"birth_date": f"--{p.birth:%m-%d}"}), 0.5)),
        Col("MEMBER_RATING", "ignore", w.words("2")),
        Col("OPTIN_TIME", "any", w.day("x", "{:%Y-%m-%d} 09:11:02")),
        Col("TAGS", "any", w.words("vip", None)),
    ]
    book.table(book.sheet(), columns, people(N, 2110))
    return book


def crm_contacts() -> Book:
    book = Book("hubspot-crm-exports-all-contacts.xlsx", 212)
    columns = [
        Col("Record ID", "customer_code", w.code("5512{:05d}")),
        Col("First Name", "given_name", w.given),
        Col("Last Name", "family_name", w.family_and_middle),
        Col("Email", "email", w.email),
        Col("Phone Number", "phone", w.pick(w.phone_plus, w.phone)),
        Col("Contact owner", "assignee", w.words("Hà Vũ", "Tín Lê")),
        Col("Lead Status", "status", w.words("OPEN", "NEW")),
        Col("Create Date", "created_date", w.day("created_date", "{:%Y-%m-%d} 15:00")),
        Col("Associated Company", "company", w.sometimes(w.company, 0.6)),
    ]
    book.table(book.sheet("contacts"), columns, people(N, 2120))
    return book


def restaurant_members() -> Book:
    book = Book("ipos_khach_hang.xlsx", 213)
    sheet = book.sheet("Report")
    sheet.line("BÁO CÁO KHÁCH HÀNG THÀNH VIÊN")
    sheet.line("Từ ngày: 01/01/2025 - Đến ngày: 31/10/2025")
    columns = [
        Col("#", "stt", w.serial),
        Col("Số điện thoại", "phone", w.phone_84),
        Col("Tên khách hàng", "full_name", w.name),
        Col("Hạng thành viên", "group", w.words("Bạc", "Vàng", key="group")),
        Col("Số lần ăn", "ignore", w.words(3, 12)),
        Col("Tổng chi tiêu", "total_spent", w.spent()),
        Col("Chi tiêu TB", "ignore", w.words(350_000, 410_000)),
        Col("Lần ăn gần nhất", "last_purchase_date", w.day("last_purchase_date")),
        Col("Ngày sinh", "birth_date", w.sometimes(w.birth_text, 0.6)),
    ]
    book.table(sheet, columns, people(N, 2130))
    return book


def alumni() -> Book:
    """Family and given names apart, a column each for men and women."""
    book = Book("cuu_hs_12A1.xlsx", 214)
    sheet = book.sheet("12A1")
    sheet.line("DANH SÁCH CỰU HỌC SINH LỚP 12A1 - NIÊN KHÓA 1998-2001")
    columns = [
        Col("TT", "stt", w.serial),
        Col("Họ và chữ lót", "family_name", w.family_and_middle),
        Col("Tên", "given_name", w.given),
        Col("Nơi công tác", "company", w.words("Cty điện lực", "THPT Lê Lợi", None, key="company")),
        Col("Nơi ở", "address", w.pick(w.address_bare, w.address_tidy)),
        Col("Điện thoại", "phone", w.pick(w.phone_pairs, w.phone_dashed, w.phone_before_2018)),
        Col("Facebook", "facebook", lambda p, r: (f"facebook.com/{w.plain(p.given).lower()}.{p.number}", {})),
    ]
    book.table(sheet, columns, people(N, 2140))
    return book


def vaccinated_children() -> Book:
    book = Book("tiem_chung_2024.xlsx", 215)
    sheet = book.sheet("Trẻ")
    columns = [
        Col("STT", "stt", w.serial),
        Col("Họ tên trẻ", "full_name", w.name),
        Col("Ngày sinh", "birth_date", lambda p, r: (f"{p.birth.day}/{p.birth.month}/2023", {"birth_date": f"2023-{p.birth:%m-%d}"})),
        Col("Giới", "sex", w.sex("Nam", "Nữ")),
        Col("Họ tên mẹ", "contact", lambda p, r: (f"Lò Thị {p.given}", {"contact": f"Lò Thị {p.given}"})),
        Col("SĐT mẹ", "phone", w.pick(w.phone, w.phone_number)),
        Col("Thôn/Xóm", "street", w.words("Thôn 3", "Xóm Đông", key="street")),
        Col("Xã", "ward", w.part("ward")),
    ]
    book.table(sheet, columns, people(N, 2150))
    return book


def car_dealer() -> Book:
    book = Book("khach_lai_thu.xlsx", 216)
    sheet = book.sheet("SR Q7")
    columns = [
        Col("Ngày KH đến", "any", w.day("x", "")),
        Col("Khách hàng", "full_name", w.pick(w.name_titled, w.name_hinted, w.name)),
        Col("ĐT 1", "phone", w.phone_any),
        Col("ĐT 2", "phone2", w.words(None)),
        Col("Khu vực", "any", w.part("district")),
        Col("Xe quan tâm", "ignore", w.words("Vios G", "CX5 Deluxe")),
        Col("TVBH", "ignore", w.words("Hậu", "Sang")),
        Col("Hình thức TT", "any", w.words("Trả góp", "Tiền mặt")),
        Col("Lần 1", "ignore", w.words("đã lái thử", "gửi báo giá")),
        Col("Lần 2", "ignore", w.words("chờ vợ", None)),
    ]
    book.table(sheet, columns, people(N, 2160))
    return book


def address_under_one_head() -> Book:
    book = Book("ds_giao_bao.xlsx", 217)
    sheet = book.sheet("Báo ngày")
    sheet.line(None, "DANH SÁCH ĐỘC GIẢ ĐẶT BÁO QUÝ IV/2025")
    sheet.line()
    columns = [
        Col("STT", "stt", w.serial),
        Col("Họ và tên", "full_name", w.pick(w.name, w.name_upper)),
        Col("Số nhà, đường", "street", w.part("street")),
        Col("Phường", "ward", w.part("ward", lambda t: w.short_unit(t, " "))),
        Col("Quận", "district", w.part("district", lambda t: w.short_unit(t, " "))),
        Col("TP", "province", w.part("province")),
        Col("ĐT", "phone", w.phone_any),
        Col("Số kỳ", "ignore", w.words(90)),
        Col("Tiền", "amount", w.spent(key="amount")),
    ]
    parents = [(0, 0, "STT"), (1, 1, "Họ và tên"), (2, 5, "ĐỊA CHỈ"), (6, 6, "ĐT"), (7, 8, "ĐẶT BÁO")]
    book.table(sheet, columns, people(N, 2170), parents=parents)
    row = book.tables[0].header_rows[1]
    for column in (0, 1, 6):  # merged over both rows
        sheet.rows[row - 1][column] = None
    return book


def debt_ledger() -> Book:
    """One row per debt: the same people again and again, sums under each page."""
    book = Book("so_no_tap_hoa.xlsx", 218)
    sheet = book.sheet("Sổ nợ")
    sheet.line("SỔ NỢ TẠP HÓA CÔ SÁU")
    columns = [
        Col("Ngày", "any", w.day("x")),
        Col("Tên người nợ", "full_name", w.pick(w.name_titled, w.name_lower, w.name)),
        Col("Đt", "phone", w.sometimes(w.phone_pairs, 0.9)),
        Col("Mua gì", "product", w.words("gạo, nước mắm", "bia 2 thùng", key="x")),
        Col("Nợ", "any", w.debt(w.short_money)),
    ]
    book.table(sheet, columns, people(N, 2180), every=10, between=(None, "Cộng trang", None, None, "5tr"))
    return book


THIRD = (
    vet_clinic, tour_list, parish, laundry, internet_subscribers, water_meters, pawn_shop, form_answers, zalo_oa, shopify_orders, mail_list,
    crm_contacts, restaurant_members, alumni, vaccinated_children, car_dealer, address_under_one_head, debt_ledger,
)  # fmt: skip
