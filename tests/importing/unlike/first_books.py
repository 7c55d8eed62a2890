"""Workbooks of many trades, first set."""

from __future__ import annotations

import unicodedata
from random import Random

from tests.importing.unlike import people as w
from tests.importing.unlike.making import Book, Col
from tests.importing.unlike.people import Person, people

N = 30


def spa_appointments() -> Book:
    book = Book("spa_lich_hen.xlsx", 1)
    for month in (9, 10):
        sheet = book.sheet(f"T{month}.2025")
        sheet.line("SEN SPA & BEAUTY")
        sheet.line("LỊCH HẸN KHÁCH THÁNG", month)
        sheet.line()
        columns = [
            Col("Giờ", "ignore", w.words("9h", "10h30", "14:00", "15h")),
            Col("Tên khách", "full_name", w.pick(w.name, w.name_titled, w.name_hinted, w.name_lower)),
            Col("SĐT", "phone", w.phone_any),
            Col("Dịch vụ", "product", w.words("Massage body 60'", "Gội đầu dưỡng sinh", "Trị mụn", key="product")),
            Col("KTV", "ignore", w.words("Thủy", "Ngà", "Hương")),
            Col("Đã cọc", "paid", w.sometimes(w._money("paid", lambda p: 200_000, w.short_money), 0.5)),
            Col("Ghi chú", "note", w.sometimes(w.words("da nhạy cảm", "thích KTV nữ", "đến trễ 15p", key="note"), 0.4)),
        ]
        book.table(sheet, columns, people(N, 10 + month), every=10, between=(f"Ngày 1{month % 10}/{month}/2025",))
    return book


def phone_repairs() -> Book:
    book = Book("phieu_sua_chua.xlsx", 2)
    columns = [
        Col("Số phiếu", "order_code", w.code("SC{:05d}", "order_code")),
        Col("Ngày nhận", "order_date", w.day("order_date", "{:%d/%m/%y}")),
        Col("Họ tên KH", "full_name", w.pick(w.name, w.name_titled, w.name_plain)),
        Col("ĐT liên hệ", "phone", w.pick(w.phone, w.phone_float, w.phone_pairs)),
        Col("Model máy", "product", w.words("iPhone 11 64GB", "SS A52", "Oppo Reno 8", "Redmi Note 12", key="product")),
        Col("IMEI", "ignore", lambda p, r: (f"35{p.number:03d}{r.randrange(10**9):010d}", {})),
        Col("Lỗi", "ignore", w.words("vỡ màn", "không lên nguồn", "thay pin", "mất sóng")),
        Col("Báo giá", "amount", w.spent(w.short_money, "amount")),
        Col("Trạng thái", "any", w.words("Đã trả máy", "Đang sửa", "Chờ linh kiện")),
    ]
    book.table(book.sheet("Phieu"), columns, people(N, 20))
    return book


def milk_tea_members() -> Book:
    book = Book("the_thanh_vien_tra_sua.csv", 3, delimiter=";")
    columns = [
        Col("Ma the", "customer_code", w.code("MT{:06d}")),
        Col("Ho ten", "full_name", w.pick(w.name, w.name_plain, w.name_lower)),
        Col("So dien thoai", "phone", w.pick(w.phone, w.phone_nine, w.phone_84)),
        Col("Sinh nhat", "birth_date", w.pick(w.birth_no_year, w.birth_text, w.birth_short)),
        Col("Hang the", "group", w.words("Bac", "Vang", "Kim cuong", key="group")),
        Col("Diem tich luy", "points", w.words("120", "35", "1.240")),
        Col("Tong chi tieu (VND)", "total_spent", w.spent(w.dotted)),
        Col("Ngay dang ky", "created_date", w.day("created_date")),
    ]
    book.table(book.sheet(), columns, people(N, 30))
    return book


def rice_and_gas() -> Book:
    """No header at all."""
    book = Book("so_giao_gao_gas.xlsx", 4)
    columns = [
        Col("", "full_name", w.pick(w.name_titled, w.name, w.name_lower)),
        Col("", "address", w.pick(w.address_short, w.address_bare, w.address_unparted)),
        Col("", "phone", w.pick(w.phone_float, w.phone_spaced, w.phone, w.two_phones)),
        Col("", "any", w.words("gas 12kg xám", "gạo ST25 10kg", "gas 12kg đỏ + gạo thơm", "nước bình 20l x2")),
    ]
    book.table(book.sheet("so giao"), columns, people(N, 40), header=False)
    return book


def pharmacy() -> Book:
    book = Book("nha_thuoc.xlsx", 5)
    sheet = book.sheet("Danh sách")
    sheet.line(None, "NHÀ THUỐC ĐỨC TÂM")
    sheet.line(None, "ĐC: 45 Võ Thị Sáu, P.6, Q.3, TP.HCM - ĐT: 028 3932 1111")
    sheet.line()
    sheet.line(None, None, "SỔ THEO DÕI BỆNH NHÂN MUA THUỐC KÊ ĐƠN")
    columns = [
        Col("STT", "stt", w.serial),
        Col("Họ và tên người bệnh", "full_name", w.pick(w.name, w.name_upper)),
        Col("Năm sinh", "birth_date", w.birth_year),
        Col("Giới", "sex", w.sex("Nam", "Nữ")),
        Col("Số ĐT", "phone", w.pick(w.phone, w.phone_spaced, w.phone_number)),
        Col("Đ/c", "address", w.pick(w.address_short, w.address_spaced, w.address_tidy)),
        Col("Tiền sử / Dị ứng", "ignore", w.sometimes(w.words("dị ứng penicillin", "cao huyết áp", "tiểu đường type 2"), 0.5)),
        Col("Lần mua gần nhất", "last_purchase_date", w.day("last_purchase_date", "")),
        Col("Tổng tiền đã mua", "total_spent", w.spent()),
    ]
    book.table(sheet, columns, people(N, 50))
    sheet.line()
    sheet.line(None, None, None, None, None, None, "Dược sĩ phụ trách")
    return book


def language_school() -> Book:
    book = Book("hoc_vien_tieng_anh.xlsx", 6)
    sheet = book.sheet("Lớp KET")
    sheet.line("TRUNG TÂM ANH NGỮ SUNSHINE")

    def child(p: Person, rng: Random) -> w.Said:
        return f"Bùi Gia {p.given}", {"name_expected": f"Bùi Gia {p.given}"}

    columns = [
        Col("TT", "stt", w.serial),
        Col("Họ tên", "full_name", child),
        Col("Ngày sinh", "birth_date", lambda p, r: (f"{p.birth.day}/{p.birth.month}/2014", {"birth_date": f"2014-{p.birth:%m-%d}"})),
        Col("Họ tên PH", "contact", w.contact),
        Col("SĐT PH", "phone", w.pick(w.phone, w.phone_dashed, w.phone_named)),
        Col("Email PH", "email", w.sometimes(w.email, 0.7)),
        Col("Học phí", "any", w.words(2_400_000, 1_800_000)),
        Col("Còn nợ", "debt", w.debt()),
    ]
    book.table(sheet, columns, people(N, 60), parents=[(1, 2, "HỌC VIÊN"), (3, 5, "PHỤ HUYNH"), (6, 7, "HỌC PHÍ")])
    sheet.line("TỔNG", None, None, None, None, None, 72_000_000, 81_000_000)
    return book


def property_leads() -> Book:
    book = Book("data_bds_q9.xlsx", 7)
    columns = [
        Col("Ngày", "created_date", w.day("created_date", "")),
        Col("Nguồn", "source", w.words("FB Ads", "Google", "Batdongsan", "Giới thiệu")),
        Col("Khách hàng", "full_name", w.pick(w.name, w.name_titled, w.name_hinted)),
        Col("Số điện thoại", "phone", w.pick(w.phone, w.phone_plus, w.phone_bracket, w.phone_0084)),
        Col("Nhu cầu", "ignore", w.words("căn 2PN", "đất nền 100m2", "shophouse", "thuê")),
        Col("Tài chính", "any", w.words("2-3 tỷ", "dưới 2 tỷ", "5 tỷ", "vay 70%")),
        Col("Sale phụ trách", "ignore", w.words("Hậu", "Thương", "Kiệt")),
        Col("Tình trạng", "status", w.words("Đã xem nhà", "Chưa nghe máy", "Hẹn lại", "Không nhu cầu")),
        Col("Note", "note", w.words("gọi sau 18h", "đã gửi bảng giá", "chờ vợ quyết", key="note")),
    ]
    book.table(book.sheet("Lead T10"), columns, people(N, 70))
    return book


def wholesale_debts() -> Book:
    book = Book("cong_no_dai_ly.xlsx", 8)
    sheet = book.sheet("CN 31.10")
    sheet.line("CÔNG TY TNHH BIA NƯỚC NGỌT PHÚC LỘC")
    sheet.line("BẢNG TỔNG HỢP CÔNG NỢ PHẢI THU KHÁCH HÀNG")
    sheet.line("Từ ngày 01/10/2025 đến ngày 31/10/2025")
    sheet.line(None, None, None, None, None, None, "Đơn vị tính: nghìn đồng")

    def closing(p: Person, rng: Random) -> w.Said:
        return (p.debt // 1000 or None), ({"debt": str(p.debt)} if p.debt else {})

    def nothing(p: Person, rng: Random) -> w.Said:
        return None, {}

    columns = [
        Col("Mã KH", "customer_code", w.code("DL{:03d}")),
        Col("Tên khách hàng", "full_name", w.pick(w.company_as_name, w.name)),
        Col("Nợ", "ignore", w.words(100, 2500, 0)),
        Col("Có", "ignore", w.words(None, 0, 40)),
        Col("Nợ", "ignore", w.words(1200, 800)),
        Col("Có", "ignore", w.words(300, 950)),
        Col("Nợ", "debt", closing),
        Col("Có", "debt_credit", nothing),
    ]
    parents = [(0, 0, ""), (2, 3, "Số dư đầu kỳ"), (4, 5, "Số phát sinh"), (6, 7, "Số dư cuối kỳ")]
    persons = [p for p in people(N, 80) if p.debt]
    book.table(sheet, columns, persons, parents=parents, every=8, between=("Khu vực: Miền Tây",))
    sheet.line(None, "Tổng cộng", 1, 2, 3, 4, 5, 6)
    sheet.line()
    sheet.line(None, None, None, None, "Ngày 31 tháng 10 năm 2025")
    sheet.line(None, "Người lập biểu", None, "Kế toán trưởng", None, None, "Giám đốc")
    sheet.line(None, "(Ký, họ tên)", None, "(Ký, họ tên)", None, None, "(Ký, họ tên, đóng dấu)")
    sheet.line(None, "Trần Thị Thanh Vân", None, "Ngô Bá Khá", None, None, "Lê Phúc Lộc")
    return book


def companies() -> Book:
    book = Book("ds_doanh_nghiep_kcn.xlsx", 9)
    columns = [
        Col("No.", "stt", w.serial),
        Col("Tên DN", "company", w.company),
        Col("MST", "tax_code", w.pick(w.tax, w.tax_number, w.tax_branch)),
        Col("Địa chỉ trụ sở", "address", w.address_any),
        Col("Người liên hệ", "contact", w.contact),
        Col("Chức vụ", "job", w.words("TP Mua hàng", "Kế toán", "Giám đốc")),
        Col("Di động", "phone", w.pick(w.phone, w.phone_pairs)),
        Col("ĐT bàn", "phone2", w.sometimes(w.landline, 0.7)),
        Col("E-mail", "email", w.pick(w.email, w.email_untidy)),
        Col("Số TK", "ignore", lambda p, r: (f"{r.randrange(10**11, 10**12)}", {})),
        Col("Ngân hàng", "ignore", w.words("VCB", "ACB CN Tân Bình", "BIDV")),
        Col("Ngành nghề", "industry", w.words("Dệt may", "Bao bì", "Logistics")),
    ]
    book.table(book.sheet("KCN"), columns, people(N, 90))
    return book


def insurance() -> Book:
    book = Book("hop_dong_bao_hiem.xlsx", 10)
    columns = [
        Col("Số HĐBH", "any", w.words("HD0012345", "HD0098231")),
        Col("Bên mua bảo hiểm", "full_name", w.pick(w.name_upper, w.name)),
        Col("Ngày sinh", "birth_date", w.pick(w.birth_real, w.birth_text)),
        Col("Giới tính", "sex", w.sex(1, 0)),
        Col("Số CCCD", "id_number", lambda p, r: (f"079{r.randrange(10**8):09d}", {})),
        Col("Điện thoại", "phone", w.phone_any),
        Col("Địa chỉ thường trú", "address", w.pick(w.address_full, w.address_tidy)),
        Col("Ngày hiệu lực", "any", w.day("x", "")),
        Col("Phí BH/năm", "any", w.words(12_000_000, 18_500_000)),
    ]
    book.table(book.sheet("Sheet1"), columns, people(N, 100))
    return book


def zalo_group() -> Book:
    book = Book("thanh_vien_nhom_zalo.csv", 11, encoding="utf-16", delimiter="\t")

    def nick(p: Person, rng: Random) -> w.Said:
        return rng.choice((p.name, p.name, f"{p.name} 🌸")), {"name_expected": p.name}

    columns = [
        Col("UID", "any", lambda p, r: (str(r.randrange(10**17, 10**18)), {})),
        Col("Tên Zalo", "full_name", nick),
        Col("SĐT", "phone", w.sometimes(w.phone_84, 0.8)),
        Col("Giới tính", "sex", w.sex("Nam", "Nữ")),
        Col("Ngày sinh", "birth_date", w.pick(w.birth_text, w.words("Không công khai"))),
        Col("Vai trò", "any", w.words("Thành viên", "Phó nhóm")),
    ]
    book.table(book.sheet(), columns, people(N, 110))
    return book


def facebook_leads() -> Book:
    book = Book("leads_form_2025.csv", 12, encoding="utf-16", delimiter="\t")

    def stamp(p: Person, rng: Random) -> w.Said:
        return f"{p.since}T08:11:35+07:00", {"created_date": p.since.isoformat()}

    columns = [
        Col("id", "customer_code", w.code("l:9087{:012d}")),
        Col("created_time", "created_date", stamp),
        Col("ad_id", "ignore", w.words("ag:120211")),
        Col("ad_name", "ignore", w.words("QC01 - Video")),
        Col("campaign_name", "ignore", w.words("Mess T9")),
        Col("form_name", "ignore", w.words("Form tư vấn")),
        Col("is_organic", "ignore", w.words("false")),
        Col("platform", "any", w.words("fb", "ig")),
        Col("full_name", "full_name", w.pick(w.name, w.name_plain)),
        Col("phone_number", "phone", w.phone_p),
        Col("email", "email", w.email),
        Col("city", "province", w.part("province")),
        Col("lead_status", "status", w.words("CREATED")),
    ]
    book.table(book.sheet(), columns, people(N, 120))
    return book


def haravan() -> Book:
    book = Book("customers_export_haravan.csv", 13)

    def mail(p: Person, rng: Random) -> w.Said:
        return rng.choice(((p.email, {"email": p.email}), (f"{p.phone}@84.phone", {})))

    columns = [
        Col("First Name", "given_name", w.given),
        Col("Last Name", "family_name", w.family_and_middle),
        Col("Email", "email", mail),
        Col("Company", "company", w.words(None)),
        Col("Address1", "any", w.part("street")),
        Col("Address2", "any", w.words(None)),
        Col("City", "any", w.words(None)),
        Col("Province", "province", w.part("province")),
        Col("Country", "ignore", w.words("Vietnam")),
        Col("Zip", "ignore", w.words("700000")),
        Col("Phone", "phone", w.phone_quote),
        Col("Accepts Marketing", "any", w.words("yes", "no")),
        Col("Total Spent", "total_spent", w.spent(lambda n: f"{n}.00")),
        Col("Total Orders", "ignore", w.words("1", "4")),
        Col("Tags", "any", w.words("vip", None)),
        Col("Note", "note", w.words(None)),
    ]
    book.table(book.sheet(), columns, people(N, 130))
    return book


def nhanh() -> Book:
    book = Book("nhanh_khach_hang.xlsx", 14)
    columns = [
        Col("ID", "customer_code", lambda p, r: (100_000 + p.number, {"customer_code": str(100_000 + p.number)})),
        Col("Họ tên", "full_name", w.name),
        Col("Loại khách", "customer_type", w.words("Lẻ", "Buôn")),
        Col("Điện thoại", "phone", w.pick(w.phone, w.phone_number)),
        Col("Email", "email", w.sometimes(w.email, 0.5)),
        Col("Giới tính", "sex", w.sex(1, 2)),
        Col("Ngày sinh", "birth_date", w.pick(w.birth_iso, w.birth_text)),
        Col("Địa chỉ", "street", w.part("street")),
        Col("Thành phố", "province", w.part("province")),
        Col("Quận huyện", "district", w.part("district")),
        Col("Phường xã", "ward", w.part("ward")),
        Col("Nhóm", "group", w.words("Khách buôn HN", "CTV", key="group")),
        Col("Điểm tích lũy", "points", w.words(12, 40)),
        Col("Tổng tiền mua", "total_spent", w.spent()),
        Col("Nhân viên phụ trách", "ignore", w.words("Hạ Vy")),
        Col("Ghi chú", "note", w.words(None, "khách khó tính")),
    ]
    book.table(book.sheet("Khách hàng"), columns, people(N, 140))
    return book


def misa() -> Book:
    book = Book("DanhSachKhachHang_AMIS.xlsx", 15)
    sheet = book.sheet("Danh sách khách hàng")
    sheet.line("DANH SÁCH KHÁCH HÀNG")
    sheet.line()
    columns = [
        Col("Mã khách hàng (*)", "customer_code", w.code("KH{:05d}")),
        Col("Tên khách hàng (*)", "full_name", w.company_as_name),
        Col("Địa chỉ", "address", w.address_any),
        Col("Mã số thuế/CCCD chủ hộ", "tax_code", w.pick(w.tax, w.tax_branch)),
        Col("Điện thoại", "phone", w.pick(w.landline, w.phone)),
        Col("ĐT di động người liên hệ", "phone2", w.words(None)),
        Col("Người liên hệ", "contact", w.contact),
        Col("Email", "email", w.email),
        Col("Nhóm KH, NCC", "group", w.words("KHACHLE", "DAILY", key="group")),
        Col("Số nợ tối đa", "any", w.words(50_000_000, 0)),
        Col("Số tài khoản ngân hàng", "ignore", w.words("0071001234567")),
        Col("Công nợ", "debt", w.debt()),
    ]
    book.table(sheet, columns, people(N, 150))
    return book


def shopee_masked() -> Book:
    book = Book("Order.toship.20251001.xlsx", 16)
    columns = [
        Col("Mã đơn hàng", "order_code", w.code("2510{:010d}", "order_code")),
        Col("Ngày đặt hàng", "order_date", w.day("order_date", "{:%Y-%m-%d} 10:22")),
        Col("Trạng Thái Đơn Hàng", "any", w.words("Hoàn thành", "Đã hủy")),
        Col("Mã Kiện Hàng", "ignore", w.words("OFG1234")),
        Col("Tên sản phẩm", "product", w.words("Kem chống nắng 50ml", "Son lì", key="product")),
        Col("SKU sản phẩm", "ignore", w.words("KCN50")),
        Col("Giá ưu đãi", "unit_price", w.spent(key="unit_price")),
        Col("Số lượng", "quantity", w.words("1", "2", key="quantity")),
        Col("Người Mua", "any", lambda p, r: (f"user{p.number}", {})),
        Col("Tên Người nhận", "full_name", w.words("N*****n", "T****h")),
        Col("Số điện thoại", "phone", w.words("******78", "******12")),
        Col("Tỉnh/Thành phố", "province", w.part("province")),
        Col("TP / Quận / Huyện", "district", w.part("district")),
        Col("Quận", "ward", w.part("ward")),
        Col("Địa chỉ nhận hàng", "any", w.words("******")),
    ]
    book.table(book.sheet("orders"), columns, people(N, 160))
    return book


def tiktok_vietnamese() -> Book:
    book = Book("Tat ca don hang TikTok.xlsx", 17)
    sheet = book.sheet("OrderSKUList")
    columns = [
        Col("Order ID", "order_code", w.code("5788{:014d}", "order_code")),
        Col("Order Status", "any", w.words("Completed", "Shipped")),
        Col("Seller SKU", "ignore", w.words("AO-01")),
        Col("Product Name", "product", w.words("Áo thun nam", "Quần jean", key="product")),
        Col("Variation", "ignore", w.words("Đen, L")),
        Col("Quantity", "quantity", w.words("1", "3", key="quantity")),
        Col("SKU Unit Original Price", "unit_price", w.spent(lambda n: w.dotted(n) + " ₫", "unit_price")),
        Col("Order Amount", "any", w.words(120_000)),
        Col("Created Time", "order_date", w.day("order_date", "{:%d/%m/%Y} 21:04:11")),
        Col("Buyer Username", "any", lambda p, r: (f"buyer_{p.number}", {})),
        Col("Recipient", "full_name", w.name),
        Col("Phone #", "phone", w.phone_bracket),
        Col("Country", "ignore", w.words("Vietnam")),
        Col("Province", "province", w.part("province")),
        Col("District", "district", w.part("district")),
        Col("Commune", "ward", w.part("ward")),
        Col("Detail Address", "street", w.part("street")),
        Col("Payment Method", "payment_method", w.words("COD", "Ví")),
    ]
    truth = book.table(sheet, columns, people(N, 170))
    return _with_description(book, truth)


def _with_description(book: Book, truth: object) -> Book:
    sheet = book.sheets[0]
    sheet.rows.insert(1, ["Platform unique order ID.", "Order status.", "SKU", "Product name.", "SKU variation", "SKU sold quantity."])
    table = book.tables[0]
    table.rows = {row + 1: said for row, said in table.rows.items()}
    return book


def lazada() -> Book:
    book = Book("lazada_orders.csv", 18, delimiter=";")
    columns = [
        Col("orderItemId", "any", w.words("440123")),
        Col("createTime", "order_date", w.day("order_date", "{:%d %b %Y} 10:11")),
        Col("orderNumber", "order_code", w.code("44{:012d}", "order_code")),
        Col("customerName", "any", w.words("user1", "user2")),
        Col("customerEmail", "email", w.words(None)),
        Col("shippingName", "full_name", w.name),
        Col("shippingAddress", "any", w.part("street")),
        Col("shippingAddress3", "any", w.part("province")),
        Col("shippingPhone", "phone", w.phone_84),
        Col("shippingCity", "any", w.words(None)),
        Col("payMethod", "payment_method", w.words("COD")),
        Col("unitPrice", "unit_price", w.spent(lambda n: f"{n}.00", "unit_price")),
        Col("itemName", "product", w.words("Tai nghe", "Ốp lưng", key="product")),
        Col("status", "any", w.words("delivered")),
    ]
    book.table(book.sheet(), columns, people(N, 180))
    return book


def google_contacts() -> Book:
    book = Book("contacts.csv", 19)

    def phones(p: Person, rng: Random) -> w.Said:
        return rng.choice((
            (p.phone, {"phones": w.e164(p.phone)}),
            (f"{p.phone} ::: +84 {p.phone2[1:]}", {"phones": f"{w.e164(p.phone)};{w.e164(p.phone2)}"}),
        ))  # fmt: skip

    columns = [
        Col("First Name", "given_name", w.name),
        Col("Middle Name", "middle_name", w.words(None)),
        Col("Last Name", "family_name", w.words(None)),
        Col("Organization Name", "company", w.words(None)),
        Col("Birthday", "birth_date", w.sometimes(w.birth_iso, 0.4)),
        Col("Notes", "note", w.words(None, "hay mua sỉ\nthanh toán chậm")),
        Col("Labels", "group", _labels),
        Col("E-mail 1 - Label", "ignore", w.words("* ")),
        Col("E-mail 1 - Value", "email", w.sometimes(w.email, 0.5)),
        Col("Phone 1 - Label", "ignore", w.words("Mobile")),
        Col("Phone 1 - Value", "phone", phones),
    ]
    book.table(book.sheet(), columns, people(N, 190))
    return book


def _labels(p: Person, rng: Random) -> w.Said:
    return ("Khách sỉ ::: * myContacts", {"group": "Khách sỉ"}) if p.number % 2 else ("* myContacts", {})


def bank_statement() -> Book:
    book = Book("sao_ke_thang_10.xlsx", 20)
    sheet = book.sheet("SaoKe")
    sheet.line("SAO KÊ TÀI KHOẢN")
    sheet.line("Số tài khoản:", "0071000999888", None, "Chủ TK: CT TNHH HOA NANG")
    sheet.line()
    columns = [
        Col("Ngày GD", "any", w.day("x")),
        Col("Số bút toán", "any", w.words("FT25274123", "FT25274999")),
        Col("Số tiền ghi có", "any", w.words(1_500_000, 320_000)),
        Col("Tên người chuyển", "full_name", w.name_plain_upper),
        Col("Nội dung", "note", w.words("CK tien hang", "thanh toan don 12", key="note")),
    ]
    book.table(sheet, columns, people(N, 200))
    return book


def hotel() -> Book:
    book = Book("guest_list_oct.xlsx", 21)

    def abroad(p: Person, rng: Random) -> tuple[str, str]:
        return rng.choice(
            (("+82 10-4567-8901", "+821045678901"), ("+1 415 555 2671", "+14155552671"), ("+33 6 12 34 56 78", "+33612345678"))
        )

    def tel(p: Person, rng: Random) -> w.Said:
        if p.number % 3:
            return w.phone_plus(p, rng)
        cell, number = abroad(p, rng)
        return cell, {"phones": number}

    def guest(p: Person, rng: Random) -> w.Said:
        if p.number % 3:
            return w.name_upper(p, rng)
        return ("Emily Johnson", {"name_expected": "Emily Johnson"})

    columns = [
        Col("Room", "ignore", w.words("301", "512")),
        Col("Guest Name", "full_name", guest),
        Col("Nationality", "ignore", w.words("VN", "KR")),
        Col("Passport / ID No.", "id_number", lambda p, r: (f"C{r.randrange(10**6, 10**7)}", {})),
        Col("Date of Birth", "birth_date", w.pick(w.birth_real, w.birth_text)),
        Col("Check-in", "any", w.day("x", "")),
        Col("Check-out", "any", w.day("x", "")),
        Col("Tel", "phone", tel),
        Col("Email", "email", w.sometimes(w.email, 0.6)),
        Col("Remarks", "note", w.sometimes(w.words("late check-in", "baby cot", key="note"), 0.3)),
    ]
    book.table(book.sheet("Oct"), columns, people(N, 210))
    return book


def wedding() -> Book:
    book = Book("khach_moi_dam_cuoi.xlsx", 22)
    sheet = book.sheet("Khách mời")
    sheet.line("DANH SÁCH KHÁCH MỜI LỄ THÀNH HÔN")
    sheet.line("NHÀ TRAI", None, None, None, None, None, "NHÀ GÁI")

    def columns(kind: str) -> list[Col]:
        return [
            Col("STT", "stt", w.serial),
            Col("Họ tên khách", "full_name", w.pick(w.name_titled, w.name)),
            Col("SĐT", "phone", w.sometimes(w.phone_any, 0.8)),
            Col("Số người", "ignore", w.words(1, 2, 4)),
            Col("Địa chỉ", "address", w.pick(w.address_short, w.address_bare)),
        ]

    book.table(sheet, columns("t"), people(20, 220), top=3, letter="A")
    book.table(sheet, columns("g"), people(26, 221), top=3, left=6, letter="G")
    return book


def tcvn3() -> Book:
    book = Book("kho_cu.csv", 23, delimiter=";", encode=_as_tcvn3)
    columns = [
        Col("Mã số", "customer_code", w.code("K{:04d}")),
        Col("Họ và tên", "full_name", w.name),
        Col("Địa chỉ", "address", w.address_tidy),
        Col("Điện thoại", "phone", w.pick(w.phone_before_2018, w.phone)),
        Col("Ghi chú", "note", w.words("khách lâu năm", "lấy hàng tháng", key="note")),
    ]
    book.table(book.sheet(), columns, people(N, 230))
    return book


_TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô­õö÷øùúûüýþ¡¢§£¤¥¦",
        strict=True,
    )
)


def _as_tcvn3(text: str) -> bytes:
    return "".join(_TCVN3.get(c, _TCVN3.get(c.lower(), c)) for c in text).encode("latin-1", "replace")


def cards() -> Book:
    """A customer takes five lines of label and value."""
    book = Book("phieu_khach_hang.xlsx", 25)
    sheet = book.sheet("Phiếu")
    truth = book.truth(sheet)
    sheet.line("HỒ SƠ KHÁCH HÀNG THÂN THIẾT")
    sheet.line()
    for p in people(20, 250):
        row = sheet.line("Họ và tên:", p.name)
        sheet.line("Điện thoại:", p.phone)
        sheet.line("Ngày sinh:", f"{p.birth:%d/%m/%Y}")
        sheet.line("Địa chỉ:", w.address_tidy(p, book.rng)[0])
        sheet.line("Hạng:", "Vàng")
        sheet.line()
        truth.rows[row] = {
            "name_expected": p.name, "phones": w.e164(p.phone), "birth_date": p.birth.isoformat(), "group": "Vàng", **w.said_place(p.place),
        }  # fmt: skip
    return book


def free_text() -> Book:
    book = Book("khach_ghi_tu_do.xlsx", 26)
    sheet = book.sheet("Sheet1")
    truth = book.truth(sheet)
    truth.columns = {"A": ("", "mixed:full_name+phone+address")}
    forms = ("{n}, {p}, {a}", "{n} - {p} - {a}", "{p} {n} {a}", "{n} {p} {a}", "{n}: {p} / {a}", "{n}\n{p}\n{a}")
    for i, p in enumerate(people(N, 260)):
        title = ("Anh " if p.sex == "M" else "Chị ") if i % 2 else ""
        number = p.phone if i % 3 else f"{p.phone[:4]} {p.phone[4:7]} {p.phone[7:]}"
        text = forms[i % 6].format(n=title + p.name, p=number, a=w.address_short(p, book.rng)[0])
        truth.rows[sheet.line(text)] = {"name_expected": p.name, "phones": w.e164(p.phone), **w.said_place(p.place)}
    return book


def gym() -> Book:
    """Header in row 38, two rows, of an ODS."""
    book = Book("hoi_vien_gym.ods", 27)
    sheet = book.sheet("Hội viên")
    sheet.line("FIT ZONE")
    for i in range(34):
        sheet.line(None if i % 3 else f"{i}. Nội quy phòng tập: không mang đồ ăn vào")
    columns = [
        Col("Mã HV", "customer_code", w.code("FZ-{:03d}")),
        Col("Họ tên hội viên", "full_name", w.pick(w.name, w.name_upper)),
        Col("Nam/Nữ", "sex", w.sex("Nam", "Nữ")),
        Col("NS", "birth_date", w.birth_any),
        Col("SĐT", "phone", w.phone_any),
        Col("Mail", "email", w.sometimes(w.email, 0.6)),
        Col("Nơi ở", "address", w.pick(w.address_short, w.address_dashes)),
        Col("Gói tập", "any", w.words("12 tháng", "PT 20 buổi")),
        Col("Ngày ĐK", "created_date", w.day("created_date")),
        Col("Hết hạn", "any", w.day("x")),
    ]
    book.table(sheet, columns, people(N, 270))
    return book


def html_report() -> Book:
    book = Book("BaoCaoKhachHang.xls", 28)
    sheet = book.sheet("x")
    sheet.line("Báo cáo khách hàng theo bán hàng")
    sheet.line("Từ ngày 01/01/2025 đến ngày 30/09/2025")
    columns = [
        Col("Mã KH", "customer_code", w.code("KH{:06d}")),
        Col("Khách hàng", "full_name", w.name),
        Col("Điện thoại", "phone", w.phone),
        Col("SL đơn", "ignore", w.words("3", "12")),
        Col("Doanh thu", "total_spent", w.spent(w.dotted)),
        Col("Nợ hiện tại", "debt", w.debt(w.dotted)),
    ]
    book.table(sheet, columns, people(N, 280))
    book.tables[0].sheet = ""
    return book


def windows_1258() -> Book:
    book = Book("dai_ly_vat_tu.csv", 29, delimiter=";", encode=_as_1258)
    columns = [
        Col("Đại lý", "any", w.name),
        Col("ĐTDĐ", "phone", w.pick(w.phone_pairs, w.phone_before_2018)),
        Col("Huyện", "district", w.part("district")),
        Col("Tỉnh", "province", w.part("province")),
        Col("Hạn mức nợ", "any", w.words("50.000.000")),
        Col("Dư nợ (tr.đ)", "debt", lambda p, r: (f"{p.debt / 1e6:g}".replace(".", ","), {"debt": str(p.debt)})),
    ]
    book.table(book.sheet(), columns, people(N, 290))
    return book


def _as_1258(text: str) -> bytes:
    out = []
    for c in text:
        tones = [m for m in unicodedata.normalize("NFD", c) if m in "\u0300\u0301\u0303\u0309\u0323"]
        letter = unicodedata.normalize("NFC", "".join(m for m in unicodedata.normalize("NFD", c) if m not in tones))
        out.append((letter + "".join(tones)).encode("cp1258"))
    return b"".join(out)


def telex_and_new_units() -> Book:
    book = Book("Khách sau sáp nhập.xlsx", 30)
    columns = [
        Col("Khách", "full_name", w.pick(w.name, w.name_telex, w.name_nfd, w.name_spaced)),
        Col("Số ĐT/Zalo", "phone", w.pick(w.phone, w.phone_letter_o, w.phone_dot_zero, w.phone_bracket0)),
        Col("Địa chỉ mới", "address", w.pick(w.address_full, w.address_short, w.address_dashes, w.address_unparted, w.address_lines)),
        Col("Sinh ngày", "birth_date", w.pick(w.birth_words, w.birth_serial, w.birth_text)),
        Col("Mua (k)", "any", w.words(350, 1200)),
        Col("Chiết khấu", "any", w.words("5%", None)),
    ]
    book.table(book.sheet("Sheet1"), columns, people(N, 300, new_places=True))
    return book


FIRST = (
    spa_appointments, phone_repairs, milk_tea_members, rice_and_gas, pharmacy, language_school, property_leads, wholesale_debts, companies,
    insurance, zalo_group, facebook_leads, haravan, nhanh, misa, shopee_masked, tiktok_vietnamese, lazada, google_contacts, bank_statement,
    hotel, wedding, tcvn3, cards, free_text, gym, html_report, windows_1258, telex_and_new_units,
)  # fmt: skip
