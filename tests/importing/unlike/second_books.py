"""Workbooks of many trades, second set: written after the rules were mended for the first, read unseen."""

from __future__ import annotations

import quopri
from random import Random

from tests.importing.unlike import people as w
from tests.importing.unlike.making import Book, Col
from tests.importing.unlike.people import Person, people

N = 30


def restaurant_bookings() -> Book:
    book = Book("dat_ban_nha_hang.xlsx", 101)
    book.sheet("Hướng dẫn").line("Nhập thông tin khách đặt bàn theo từng chi nhánh. Không xóa cột.")
    for branch in ("CN Quận 1", "CN Quận 7"):
        sheet = book.sheet(branch)
        sheet.line("SỔ ĐẶT BÀN - " + branch.upper())
        columns = [
            Col("STT", "stt", w.serial),
            Col("Ngày đặt", "order_date", w.day("order_date")),
            Col("Giờ đến", "ignore", w.words("18h30", "19:00", "11h")),
            Col("Tên KH", "full_name", w.pick(w.name_titled, w.name, w.name_plain)),
            Col("Số điện thoại", "phone", w.pick(w.phone, w.phone_spaced, w.phone_named)),
            Col("SL khách", "ignore", w.words(4, 8, 12)),
            Col("Bàn số", "ignore", w.words("A1", "VIP2", "B7")),
            Col("Đặt cọc", "paid", w.sometimes(w._money("paid", lambda p: 500_000, w.short_money), 0.4)),
            Col("Yêu cầu khác", "note", w.sometimes(w.words("ghế trẻ em", "trang trí sinh nhật", key="note"), 0.4)),
        ]
        book.table(sheet, columns, people(N, 1010 + len(branch) + ord(branch[-1])))
    return book


def motorbike_workshop() -> Book:
    book = Book("so_sua_xe.xlsx", 102)
    sheet = book.sheet("2025")
    sheet.line(None, "TIỆM SỬA XE MINH TÂM")
    columns = [
        Col("Ngày", "order_date", w.day("order_date", "")),
        Col("Biển số", "ignore", lambda p, r: (f"59X{p.number % 9}-{p.number:05d}", {})),
        Col("Chủ xe", "full_name", w.pick(w.name_titled, w.name, w.name_lower)),
        Col("ĐT", "phone", w.pick(w.phone_float, w.phone_pairs, w.phone)),
        Col("Nội dung sửa chữa", "any", w.words("thay nhớt, lọc gió", "vá lốp", "thay bố thắng")),
        Col("Tổng tiền", "amount", w.spent(w.dotted, "amount")),
        Col("Khách trả", "paid", w.spent(w.dotted, "paid")),
        Col("Nợ lại", "debt", w.debt(w.short_money)),
    ]
    book.table(sheet, columns, people(N, 1020))
    sheet.line(None, None, None, None, "Tổng cộng:", "152.000.000", "140.000.000", "12.000.000")
    return book


def donors() -> Book:
    """A header in two languages, one row each."""
    book = Book("danh_sach_ung_ho.xlsx", 103)
    sheet = book.sheet("Donors")
    columns = [
        Col("TT", "stt", w.serial),
        Col("Họ và tên người ủng hộ", "full_name", w.pick(w.name, w.name_upper)),
        Col("Điện thoại liên hệ", "phone", w.phone_any),
        Col("Địa chỉ", "address", w.address_any),
        Col("Số tiền (đồng)", "amount", w.spent(lambda n: f"{n:,}", "amount")),
        Col("Ngày ủng hộ", "any", w.day("order_date")),
    ]
    truth = book.table(sheet, columns, people(N, 1030))
    sheet.rows.insert(1, ["No.", "Full name", "Phone", "Address", "Amount (VND)", "Date"])
    truth.header_rows = [1, 2]
    truth.rows = {row + 1: said for row, said in truth.rows.items()}
    truth.columns = {k: (h, t) for k, (h, t) in truth.columns.items()}
    return book


def residents() -> Book:
    book = Book("cu_dan_chung_cu.xlsx", 104)
    sheet = book.sheet("Block A")
    sheet.line("BAN QUẢN LÝ CHUNG CƯ HƯNG PHÚ")
    sheet.line("BẢNG THEO DÕI PHÍ QUẢN LÝ THÁNG 10/2025 - ĐVT: 1.000 đồng")
    columns = [
        Col("Mã căn hộ", "any", w.code("A-{:04d}")),
        Col("Chủ hộ", "full_name", w.pick(w.name, w.name_titled)),
        Col("Số ĐT chủ hộ", "phone", w.pick(w.phone, w.two_phones)),
        Col("Email", "email", w.sometimes(w.email, 0.7)),
        Col("Số nhân khẩu", "ignore", w.words(2, 4, 5)),
        Col("Diện tích", "ignore", w.words(68.5, 92)),
        Col("Nợ cũ", "any", w.words(0, 1200)),
        Col("Tổng nợ", "debt", lambda p, r: (p.debt // 1000, {"debt": str(p.debt)})),
    ]
    book.table(sheet, columns, people(N, 1040), every=10, between=("Tầng 5",))
    sheet.line("CỘNG", None, None, None, None, None, 12, 34)
    return book


def dental_clinic() -> Book:
    book = Book("benh_nhan.csv", 105, encoding="utf-8-sig")
    columns = [
        Col("Mã hồ sơ", "customer_code", w.code("BN-{:05d}")),
        Col("Tên bệnh nhân", "full_name", w.pick(w.name, w.name_upper)),
        Col("Giới tính", "sex", w.sex("Male", "Female")),
        Col("Ngày sinh", "birth_date", w.pick(w.birth_text, w.birth_iso)),
        Col("Điện thoại", "phone", w.pick(w.phone, w.phone_nine)),
        Col("Địa chỉ", "address", w.address_any),
        Col("Nguồn khách", "source", w.words("Facebook", "Vãng lai", "Người quen")),
        Col("Bác sĩ điều trị", "ignore", w.words("BS. Khải", "BS. Hà")),
        Col("Tổng chi phí", "any", w.words("5,000,000")),
        Col("Còn nợ", "debt", w.debt(lambda n: f"{n:,}")),
        Col("Lần khám cuối", "last_purchase_date", w.day("last_purchase_date")),
    ]
    book.table(book.sheet(), columns, people(N, 1050))
    return book


def two_lists_in_a_sheet() -> Book:
    book = Book("khach_si_va_le.xlsx", 106)
    sheet = book.sheet("Khách")
    sheet.line("I. KHÁCH SỈ")
    first = [
        Col("STT", "stt", w.serial),
        Col("Tên cửa hàng", "any", w.company),
        Col("Người đại diện", "contact", w.contact),
        Col("Điện thoại", "phone", w.phone_any),
        Col("Công nợ", "debt", w.debt()),
    ]
    book.table(sheet, first, people(15, 1060))
    for said in book.tables[0].rows.values():
        said.setdefault("name_expected", said["company"])
    sheet.line()
    sheet.line("II. KHÁCH LẺ")
    second = [
        Col("STT", "stt", w.serial),
        Col("Điện thoại", "phone", w.phone_any),
        Col("Họ và tên", "full_name", w.pick(w.name, w.name_titled)),
        Col("Địa chỉ", "address", w.address_any),
    ]
    book.table(sheet, second, people(15, 1061))
    # both stand under the same sheet: told apart by their rows
    both = book.tables.pop()
    book.tables[0].rows.update(both.rows)
    book.tables[0].columns = {}
    book.how["stacked"] = True
    return book


def headerless_export() -> Book:
    book = Book("danh sach.txt", 107, delimiter="\t")
    columns = [
        Col("", "any", w.serial),
        Col("", "full_name", w.name_upper),
        Col("", "birth_date", w.birth_text),
        Col("", "sex", w.sex("Nam", "Nữ")),
        Col("", "phone", w.pick(w.phone, w.phone_pairs)),
        Col("", "email", w.sometimes(w.email, 0.8)),
        Col("", "address", w.pick(w.address_tidy, w.address_short)),
    ]
    book.table(book.sheet(), columns, people(N, 1070), header=False)
    return book


def vcards_of_android() -> Book:
    persons = people(N, 1080)
    lines = []
    for p in persons:
        name = quopri.encodestring(p.name.encode()).decode().replace("=\n", "")
        lines += [
            "BEGIN:VCARD", "VERSION:2.1", f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;{name};;;",
            f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{name}", f"TEL;CELL:{p.phone[:4]}-{p.phone[4:7]}-{p.phone[7:]}",
            f"TEL;HOME:+84{p.phone2[1:]}", f"EMAIL;HOME:{p.email}", f"BDAY:{p.birth.isoformat()}", "END:VCARD",
        ]  # fmt: skip
    book = Book("danhba_android.vcf", 108, bytes="\r\n".join(lines).encode() + b"\r\n")
    truth = book.truth(book.sheet())
    for i, p in enumerate(persons, 1):
        truth.rows[i] = {
            "name_expected": p.name, "phones": f"{w.e164(p.phone)};{w.e164(p.phone2)}", "email": p.email, "birth_date": p.birth.isoformat(),
        }  # fmt: skip
    return book


def outlook_in_vietnamese() -> Book:
    book = Book("lien_he_outlook.csv", 109)
    columns = [
        Col("Tên", "given_name", w.given),
        Col("Tên đệm", "middle_name", lambda p, r: (" ".join(p.name.split()[1:-1]), {})),
        Col("Họ", "family_name", lambda p, r: (p.name.split()[0], {"name_expected": p.name})),
        Col("Công ty", "company", w.sometimes(w.company, 0.5)),
        Col("Chức danh", "job", w.words("Kế toán", "Giám đốc")),
        Col("Điện thoại cơ quan", "phone2", w.sometimes(w.landline, 0.5)),
        Col("Điện thoại di động", "phone", w.phone_plus),
        Col("Địa chỉ email", "email", w.email),
        Col("Ghi chú", "note", w.words(None)),
    ]
    book.table(book.sheet(), columns, people(N, 1090))
    return book


def kiotviet_invoices() -> Book:
    book = Book("DanhSachChiTietHoaDon_KV05102025.xlsx", 110)
    columns = [
        Col("Chi nhánh", "branch", w.words("Chi nhánh trung tâm")),
        Col("Mã hóa đơn", "order_code", w.code("HD{:06d}", "order_code")),
        Col("Thời gian", "order_date", w.day("order_date", "{:%d/%m/%Y} 09:41")),
        Col("Mã khách hàng", "customer_code", w.code("KH{:06d}")),
        Col("Tên khách hàng", "full_name", w.name),
        Col("Điện thoại", "phone", w.phone),
        Col("Địa chỉ (Khách hàng)", "address", w.address_tidy),
        Col("Người bán", "ignore", w.words("Thu ngân 1")),
        Col("Tổng tiền hàng", "any", w.words(100_000)),
        Col("Giảm giá hóa đơn", "any", w.words(0)),
        Col("Khách cần trả", "any", w.words(100_000)),
        Col("Khách đã trả", "paid", w.spent(key="paid")),
        Col("Mã hàng", "ignore", w.words("SP0012")),
        Col("Tên hàng", "product", w.words("Nước giặt 3.8kg", "Bột canh", key="product")),
        Col("ĐVT", "ignore", w.words("chai")),
        Col("Số lượng", "quantity", w.words(1, 2, key="quantity")),
        Col("Đơn giá", "unit_price", w.spent(key="unit_price")),
        Col("Thành tiền", "amount", w.spent(key="amount")),
    ]
    book.table(book.sheet("ChiTietHoaDon"), columns, people(N, 1100))
    return book


def sapo_orders() -> Book:
    book = Book("orders_export_sapo.xlsx", 111)
    columns = [
        Col("STT", "stt", w.serial),
        Col("Mã đơn hàng", "order_code", w.code("SON{:05d}", "order_code")),
        Col("Ngày chứng từ", "order_date", w.day("order_date", "{:%d-%m-%Y}")),
        Col("Tên khách hàng", "full_name", w.name),
        Col("SĐT khách hàng", "phone", w.phone),
        Col("Tên sản phẩm", "product", w.words("Váy hoa nhí", "Áo sơ mi", key="product")),
        Col("Số lượng", "quantity", w.words("1", "2", key="quantity")),
        Col("Đơn giá", "unit_price", w.spent(w.dotted, "unit_price")),
        Col("Chiết khấu", "any", w.words("0", "10.000")),
        Col("Thành tiền", "amount", w.spent(w.dotted, "amount")),
        Col("Đã thanh toán", "paid", w.spent(w.dotted, "paid")),
        Col("Còn phải trả", "debt", w.debt(w.dotted)),
        Col("Nhân viên bán hàng", "ignore", w.words("Hằng")),
        Col("Kênh bán", "any", w.words("Facebook", "POS")),
        Col("Trạng thái", "status", w.words("Hoàn thành", "Đang giao dịch")),
    ]
    book.table(book.sheet("Đơn hàng"), columns, people(N, 1110))
    return book


_VNI = dict(
    zip(
        "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ",
        (
            "aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä eù eø eû eõ eï eâ eá eà eå eã eä í ì æ ó ò où oø oû oõ oï "
            "oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï yù yø yû yõ î ñ"
        ).split(),
        strict=True,
    )
)


def as_vni(text: str) -> str:
    """Return the text as it shows in another font when it was typed in a VNI one."""
    return "".join(_vni(c) for c in text)


def _vni(c: str) -> str:
    if c in _VNI:
        return _VNI[c]
    if c.lower() in _VNI:
        found = _VNI[c.lower()]
        return found.upper()
    return c


def old_vni_book() -> Book:
    book = Book("khach_2006.xlsx", 112, font="VNI-Times")

    def vni(writer: w.Write) -> w.Write:
        def write(p: Person, rng: Random) -> w.Said:
            cell, said = writer(p, rng)
            return as_vni(str(cell)) if isinstance(cell, str) else cell, said

        return write

    columns = [
        Col(as_vni("Số TT"), "stt", w.serial),
        Col(as_vni("Họ tên khách"), "full_name", vni(w.name)),
        Col(as_vni("Địa chỉ"), "address", vni(w.address_tidy)),
        Col(as_vni("Điện thoại"), "phone", w.phone_before_2018),
        Col(as_vni("Nợ cũ"), "debt", w.debt()),
    ]
    book.table(book.sheet("KH"), columns, people(N, 1120))
    return book


def addresses_in_columns() -> Book:
    book = Book("giao_nhan_sau_1_7.xlsx", 113)
    columns = [
        Col("Mã vận đơn", "order_code", w.code("GHN{:08d}", "order_code")),
        Col("Người nhận", "full_name", w.pick(w.name, w.name_nfd)),
        Col("SĐT người nhận", "phone", w.pick(w.phone, w.phone_84)),
        Col("Số nhà/đường", "street", w.part("street")),
        Col("Xã/Phường", "ward", w.part("ward", lambda t: w.short_unit(t, " "))),
        Col("Tỉnh/TP", "province", w.part("province", lambda t: "TP. " + t if t in ("Hồ Chí Minh", "Hà Nội") else t)),
        Col("Tiền thu hộ (COD)", "cod", w.spent(w.short_money, "cod")),
        Col("Khối lượng (g)", "ignore", w.words(500, 1200)),
        Col("Nội dung hàng", "product", w.words("Áo khoác x2", "Giày thể thao", key="x")),
        Col("Ghi chú giao", "any", w.words("gọi trước", None)),
    ]
    book.table(book.sheet("DS"), columns, people(N, 1130, new_places=True))
    return book


def tax_payers() -> Book:
    book = Book("ds_xuat_hoa_don.xlsx", 114)
    columns = [
        Col("Tên đơn vị", "any", w.company_as_name),
        Col("MST/CCCD", "tax_code", w.pick(w.tax, w.tax_number, w.tax_branch)),
        Col("Địa chỉ xuất hóa đơn", "address", w.pick(w.address_full, w.address_upper)),
        Col("Email nhận hóa đơn", "email", w.pick(w.email, w.email_untidy)),
        Col("Người mua hàng", "any", w.contact),
        Col("ĐT", "phone", w.pick(w.phone, w.landline)),
        Col("Hình thức TT", "payment_method", w.words("TM/CK", "CK")),
    ]
    book.table(book.sheet("HD"), columns, people(N, 1140))
    return book


def three_beside() -> Book:
    book = Book("phan_khach_cho_sale.xlsx", 115)
    sheet = book.sheet("Chia data")
    sheet.line("SALE 1: HÀ", None, None, None, "SALE 2: KIÊN", None, None, None, "SALE 3: MY")
    for n, letter in enumerate("AEI"):
        columns = [
            Col("Họ tên", "full_name", w.pick(w.name, w.name_plain)),
            Col("SĐT", "phone", w.phone_any),
            Col("Tình trạng", "any", w.words("chưa gọi", "KNM", "đã chốt")),
        ]
        book.table(sheet, columns, people(12 + 3 * n, 1150 + n), top=2, left=4 * n, letter=letter)
    return book


def two_lines_each() -> Book:
    book = Book("so_khach_hai_dong.xlsx", 116)
    sheet = book.sheet("Sổ")
    truth = book.truth(sheet)
    truth.header_rows = [sheet.line("STT", "Tên khách / Địa chỉ", "Điện thoại", "Còn nợ")]
    for p in people(20, 1160):
        row = sheet.line(p.number, p.name, p.phone, p.debt)
        sheet.line(None, w.address_short(p, book.rng)[0])
        truth.rows[row] = {"name_expected": p.name, "phones": w.e164(p.phone), "debt": str(p.debt), **w.said_place(p.place)}
    return book


def event_attendees() -> Book:
    book = Book("attendees-report.csv", 117)

    def upper(writer: w.Write) -> w.Write:
        return lambda p, rng: (str(writer(p, rng)[0]).upper(), writer(p, rng)[1])

    columns = [
        Col("Order #", "any", w.words("98123")),
        Col("Order Date", "any", w.day("order_date", "{:%Y-%m-%d} 09:00")),
        Col("First Name", "given_name", upper(w.given)),
        Col("Surname", "family_name", upper(w.family_and_middle)),
        Col("Email", "email", w.email_untidy),
        Col("Ticket Type", "any", w.words("VIP", "Standard")),
        Col("Cell Phone", "phone", w.pick(w.phone_plus, w.phone)),
        Col("Job Title", "job", w.words("Manager", "CEO")),
        Col("Company", "company", w.company),
        Col("City", "province", w.part("province")),
    ]
    book.table(book.sheet(), columns, people(N, 1170))
    return book


def online_orders_in_one_cell() -> Book:
    book = Book("chot_don_livestream.xlsx", 118)
    sheet = book.sheet("Live 12-10")
    sheet.line("ĐƠN LIVE 12/10/2025")

    def buyer(p: Person, rng: Random) -> w.Said:
        address, place = w.address_short(p, rng)
        form = rng.choice(("{n} - {p} - {a}", "{n}\n{p}\n{a}", "{n}, {p}, {a}", "{p} - {n} - {a}"))
        return form.format(n=p.name, p=p.phone, a=address), {"name_expected": p.name, "phones": w.e164(p.phone), **place}

    columns = [
        Col("TT", "stt", w.serial),
        Col("Thông tin khách (tên, sđt, địa chỉ)", "mixed:full_name+phone+address", buyer),
        Col("Hàng", "product", w.words("váy trắng size M", "áo dài 02", key="product")),
        Col("SL", "quantity", w.words(1, 2, key="quantity")),
        Col("Tiền (k)", "amount", lambda p, r: (p.spent // 1000, {"amount": str(p.spent)})),
        Col("Ship", "ignore", w.words("30k", "freeship")),
        Col("TT", "any", w.words("Đã CK", "COD")),
    ]
    book.table(sheet, columns, people(N, 1180))
    return book


def rough_addresses() -> Book:
    book = Book("tuyen_giao_nuoc.xlsx", 119)
    columns = [
        Col("Khách", "full_name", w.pick(w.name_lower, w.name_titled, w.name_telex)),
        Col("sdt", "phone", w.pick(w.phone_nine, w.phone_dot_zero, w.phone_letter_o, w.phone_before_2018)),
        Col("dia chi", "address", w.pick(w.address_unparted, w.address_reversed, w.address_plain, w.address_lines, w.address_upper)),
        Col("ngay sinh", "birth_date", w.pick(w.birth_no_year, w.birth_words, w.birth_serial, w.birth_dots)),
        Col("no", "debt", w.debt(w.short_money)),
    ]
    book.table(book.sheet("tuyen 3"), columns, people(60, 1190))
    return book


SECOND = (
    restaurant_bookings, motorbike_workshop, donors, residents, dental_clinic, headerless_export, vcards_of_android, outlook_in_vietnamese,
    kiotviet_invoices, sapo_orders, old_vni_book, addresses_in_columns, tax_payers, three_beside, two_lines_each, event_attendees,
    online_orders_in_one_cell, rough_addresses,
)  # fmt: skip
