"""Workbooks put together by lot: any headers, any order of columns, any layout, any way of writing. The same seed makes the same book."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from khachhang.importing.letters import letter_of
from tests.importing.unlike import people as w
from tests.importing.unlike.making import Book, Col, SheetMade
from tests.importing.unlike.people import Person, people, plain

_HEADERS = {
    "stt": "STT|TT|No.|Số TT|Stt",
    "full_name": "Tên KH|Họ tên|Họ và tên|Tên khách hàng|Khách hàng|Tên khách|HỌ TÊN KHÁCH HÀNG|Quý danh|Full name|Tên người mua|Họ & tên"
                 "|Tên đầy đủ|Khách|Người nhận|Hội viên|Tên hội viên|Customer name|Bệnh nhân|Họ tên học viên|Chủ hộ|Tên liên hệ",
    "phone": "SĐT|Số điện thoại|Điện thoại|ĐT|Mobile|Số ĐT|Di động|Phone|ĐTDĐ|Tel|SDT|Số liên hệ|Điện thoại liên hệ|Phone number|Sđt khách"
             "|SĐT/Zalo|Số phone|Đt liên hệ",
    "email": "Email|E-mail|Mail|Địa chỉ email|Gmail|Hộp thư|Thư điện tử",
    "address": "Địa chỉ|Đ/c|Địa chỉ nhà|Nơi ở|Address|Địa chỉ giao hàng|ĐC|Địa chỉ liên hệ|Chỗ ở|Địa chỉ KH|Dia chi",
    "street": "Số nhà, đường|Địa chỉ chi tiết|Số nhà|Street|Số nhà - tên đường",
    "ward": "Phường/Xã|Phường|Xã/Phường|Ward|Phường xã",
    "district": "Quận/Huyện|Quận|Huyện|District|Quận huyện",
    "province": "Tỉnh/TP|Tỉnh thành|Tỉnh/Thành phố|City|Province|Thành phố",
    "birth_date": "Ngày sinh|NS|Sinh nhật|DOB|Ngày tháng năm sinh|Birthday|N.Sinh|Ngày sinh (dd/mm/yyyy)",
    "sex": "Giới tính|Phái|GT|Nam/Nữ|Gender|Giới",
    "tax_code": "MST|Mã số thuế|Tax code|MS thuế",
    "company": "Công ty|Tên công ty|Company|Doanh nghiệp|Tên DN|Cty",
    "contact": "Người liên hệ|Người đại diện|Contact person|Đại diện",
    "customer_code": "Mã KH|Mã khách hàng|Mã số|MKH|Customer ID|Mã khách|Mã",
    "group": "Nhóm KH|Nhóm khách|Hạng|Phân loại|Hạng thẻ|Hạng KH",
    "debt": "Công nợ|Còn nợ|Nợ|Dư nợ|Nợ cũ|Phải thu|Số tiền nợ|Debt",
    "total_spent": "Doanh số|Tổng mua|Tổng chi tiêu|Tổng tiền đã mua|Doanh thu|Total spent",
    "created_date": "Ngày tạo|Ngày đăng ký|Ngày tham gia|Ngày ĐK|Ngày lập thẻ|Created date",
    "last_purchase_date": "Lần mua cuối|Mua gần nhất|Ngày mua cuối|Ngày GD gần nhất|Last purchase",
    "note": "Ghi chú|GC|Note|Ghi chú thêm|Lưu ý",
    "order_code": "Mã đơn|Mã đơn hàng|Số hóa đơn|Mã HĐ|Order ID|Số phiếu",
    "order_date": "Ngày đặt|Ngày bán|Ngày mua|Ngày|Ngày hóa đơn|Order date|Thời gian|Ngày giao",
    "product": "Sản phẩm|Tên hàng|Mặt hàng|Tên sản phẩm|Hàng hóa|Product",
    "quantity": "SL|Số lượng|Qty|S.lượng",
    "unit_price": "Đơn giá|Giá bán|Unit price|Giá",
    "amount": "Thành tiền|Số tiền|Tiền hàng|Amount|T.Tiền",
    "paid": "Đã trả|Đã thanh toán|Khách trả|Đã thu|Paid",
    "cod": "Thu hộ|COD|Tiền COD|Tiền thu hộ",
    "ignore": "Shipper|Nhân viên|ĐVT|Giờ|Lớp|Phòng|Người tạo|Nhu cầu|Màu|Size|Ca|Bác sĩ|Chiều cao|Số người|Mã hàng",
}  # fmt: skip
_WRITERS: dict[str, Sequence[w.Write]] = {
    "stt": [w.serial],
    "full_name": [
        w.name, w.name, w.name, w.name_upper, w.name_lower, w.name_plain, w.name_plain_upper, w.name_spaced, w.name_nfd, w.name_titled,
        w.name_hinted, w.name_telex,
    ],
    "phone": [
        w.phone, w.phone, w.phone_number, w.phone_float, w.phone_spaced, w.phone_pairs, w.phone_dashed, w.phone_84, w.phone_plus,
        w.phone_bracket, w.phone_bracket0, w.phone_0084, w.phone_quote, w.phone_nine, w.phone_dot_zero, w.phone_letter_o, w.two_phones,
        w.phone_named, w.phone_before_2018,
    ],
    "email": [w.email, w.email_untidy],
    "address": [
        w.address_full, w.address_tidy, w.address_short, w.address_dashes, w.address_unparted, w.address_spaced, w.address_upper,
        w.address_lines, w.address_plain, w.address_bare,
    ],
    "street": [w.part("street")],
    "ward": [w.part("ward"), w.part("ward", w.short_unit)],
    "district": [w.part("district"), w.part("district", w.short_unit)],
    "province": [w.part("province"), w.part("province", w.province_with_unit)],
    "birth_date": [
        w.birth_real, w.birth_text, w.birth_short, w.birth_dots, w.birth_dashes, w.birth_iso, w.birth_serial, w.birth_year, w.birth_no_year,
        w.birth_words,
    ],
    "sex": [w.sex("Nam", "Nữ"), w.sex("nam", "nữ"), w.sex("M", "F"), w.sex(1, 0), w.sex("Male", "Female")],
    "tax_code": [w.tax, w.tax_number, w.tax_branch],
    "company": [w.company],
    "contact": [w.contact],
    "customer_code": [w.code("KH{:04d}"), w.code("C-{:03d}"), w.code("{:06d}")],
    "group": [w.words("VIP", "Khách sỉ", "Thân thiết", key="group")],
    "debt": [w.debt(), w.debt(w.dotted), w.debt(w.short_money), w.debt(lambda n: f"{n:,}"), w.debt(lambda n: w.dotted(n) + "đ")],
    "total_spent": [w.spent(), w.spent(w.dotted), w.spent(lambda n: w.dotted(n) + " VNĐ")],
    "created_date": [w.day("created_date"), w.day("created_date", ""), w.day("created_date", "{:%Y-%m-%d}")],
    "last_purchase_date": [w.day("last_purchase_date"), w.day("last_purchase_date", "")],
    "note": [w.words("khách quen", "giao buổi tối", "hay đổi ý", None)],
    "order_code": [w.code("DH{:05d}", "order_code"), w.code("#{:04d}", "order_code")],
    "order_date": [w.day("order_date"), w.day("order_date", ""), w.day("order_date", "{:%d/%m/%y}")],
    "product": [w.words("Gạo ST25", "Nước mắm 1L", "Áo sơ mi trắng", key="product")],
    "quantity": [w.words(1, 2, 5, key="quantity"), w.words("1", "3", key="quantity")],
    "unit_price": [w.spent(key="unit_price"), w.spent(w.dotted, "unit_price")],
    "amount": [w.spent(key="amount"), w.spent(w.dotted, "amount"), w.spent(w.short_money, "amount")],
    "paid": [w.spent(key="paid"), w.spent(w.dotted, "paid")],
    "cod": [w.spent(key="cod"), w.spent(w.short_money, "cod")],
    "ignore": [w.words("Hà", "Tú", "Nam"), w.words("cái", "hộp"), w.words("A1", "B2")],
}  # fmt: skip
_SELDOM = {"stt": 0.5, "phone": 0.95, "email": 0.45, "birth_date": 0.4, "sex": 0.35, "note": 0.5, "group": 0.3, "customer_code": 0.4}
_TITLES = (
    "CỬA HÀNG HOA MAI", "DANH SÁCH KHÁCH HÀNG NĂM 2025", "Địa chỉ: 12 Lê Lợi, Q1 - ĐT: 028 3822 1234", "Cập nhật: 31/10/2025",
    "BẢNG THEO DÕI KHÁCH", "Mẫu số 01-TT", "Phụ trách: Nguyễn Thị Mai", "Tháng 10/2025", "(Kèm theo công văn số 12)",
)  # fmt: skip


_DIRT: dict[str, Sequence[str]] = {
    "phone": ("không có", "chưa có", "0", "-", "n/a", "ko", "091234567", "9.12346E+08", "k có sđt", "0912*****8"),
    "email": ("không có", "khongco@gmail.com", "chưa có", "-", "lan@", "a@a.com", "N/A"),
    "birth_date": ("không rõ", "31/02/1990", "-", "0", "chưa cung cấp", "15/13/2001 a"),
    "tax_code": ("không có", "-", "123", "chưa có", "3.01234E+09"),
    "debt": ("không", "-", "hết nợ", "0", ""),
    "sex": ("-", "không rõ", "?"),
    "address": ("không có", "-", "?", ""),
}


def dirty_book(seed: int) -> Book:
    """Return a workbook of which some cells say nothing, and a shop keeper's way of saying so."""
    return random_book(seed, dirt=0.12)


def _dirty(target: str, writer: w.Write, share: float) -> w.Write:
    def write(p: Person, rng: Random) -> w.Said:
        if rng.random() >= share:
            return writer(p, rng)
        text = rng.choice(_DIRT[target])
        return text, {"debt": "0"} if target == "debt" and text in ("không", "hết nợ", "0") else {}

    return write


def random_book(seed: int, *, dirt: float = 0.0) -> Book:
    """Return a workbook and its truth. dirt: share of cells that say nothing."""
    rng = Random(seed)
    kind = rng.choice((".xlsx", ".xlsx", ".xlsx", ".csv", ".ods", ".xls"))
    how = {"delimiter": rng.choice(",;\t|"), "encoding": rng.choice(("utf-8", "utf-8-sig", "utf-16"))} if kind == ".csv" else {}
    book = Book(f"so_{seed}{kind}", seed, **how)
    columns = _columns(rng)
    if dirt:
        columns = [Col(c.header, c.target, _dirty(c.target, c.write, dirt)) if c.target in _DIRT else c for c in columns]
    persons = people(rng.randrange(8, 45), seed, new_places=rng.random() < 0.25)
    sheet = book.sheet("Sheet1" if kind == ".xls" else rng.choice(("Sheet1", "KH", "Danh sách", "T10")))
    layout = rng.choice(("plain", "plain", "titled", "titled", "deep", "beside", "parents", "footed", "pages"))
    if kind in (".csv", ".xls") and layout in ("beside", "parents"):
        layout = "titled"
    _fill(book, sheet, layout, columns, persons, rng)
    if kind == ".xls":
        for table in book.tables:
            table.sheet = ""
    return book


def _columns(rng: Random) -> list[Col]:
    if rng.random() < 0.25:
        wanted = ["full_name", "phone", *rng.sample(["order_code", "order_date", "product", "quantity", "unit_price", "amount", "paid"], 4)]
        if not {"order_code", "product", "quantity", "unit_price"} & set(wanted):
            wanted.append("order_code")
        wanted += [t for t in ("address", "cod", "note", "ignore") if rng.random() < 0.3]
    else:
        wanted = ["full_name", *(t for t, share in _SELDOM.items() if rng.random() < share)]
        places = (["address"], ["address"], ["street", "ward", "district", "province"], ["street", "ward", "province"], [], ["province"])
        wanted += rng.choice(places)
        wanted += rng.sample(["debt", "total_spent", "created_date", "last_purchase_date", "ignore", "tax_code"], rng.randrange(0, 4))
        if "phone" not in wanted and "email" not in wanted:
            wanted.append("phone")
    rng.shuffle(wanted)
    if "stt" in wanted:
        wanted.remove("stt")
        wanted.insert(0, "stt")
    return [Col(_header(t, rng), t, _writer(t, rng)) for t in wanted]


def _header(target: str, rng: Random) -> str:
    text = rng.choice(_HEADERS[target].split("|"))
    change = rng.random()
    if change < 0.12:
        return text.upper()
    if change < 0.2 and len(text) > 5:
        return plain(text)
    if change < 0.25:
        return text + " (*)"
    return text.replace(" ", "\n", 1) if change < 0.3 else text


def _writer(target: str, rng: Random) -> w.Write:
    ways = _WRITERS[target]
    mixes = target in ("full_name", "phone", "address", "email")
    writer = w.pick(*rng.sample(list(ways), min(len(ways), rng.choice((1, 2, 4))) if mixes else 1))
    is_seldom = target in ("email", "birth_date", "sex", "debt", "group", "address") and rng.random() < 0.4
    return w.sometimes(writer, 0.85) if is_seldom else writer


def _fill(book: Book, sheet: SheetMade, layout: str, columns: list[Col], persons: list[Person], rng: Random) -> None:
    if layout in ("titled", "deep", "footed", "beside", "parents"):
        for _ in range(rng.randrange(20, 40) if layout == "deep" else rng.randrange(1, 5)):
            sheet.line(*([None] * rng.randrange(0, 3)), rng.choice((*_TITLES, None, None)))
    if layout == "beside":
        top, half = len(sheet.rows) + 1, len(persons) // 2
        book.table(sheet, columns, persons[:half], top=top, letter="A")
        left = len(columns) + rng.choice((1, 2))
        book.table(sheet, columns, persons[half:], top=top, left=left, letter=letter_of(left))
        return
    parents = _parents(columns, rng) if layout == "parents" else ()
    pages = [c.header for c in columns]
    every, between = (rng.randrange(5, 12), pages) if layout == "pages" else (0, ())
    book.table(sheet, columns, persons, parents=parents, every=every, between=between)
    if layout == "footed":
        money = [i for i, c in enumerate(columns) if c.target in ("debt", "total_spent", "amount", "paid", "cod")]
        total: list[object] = [None] * len(columns)
        total[0] = rng.choice(("Tổng cộng", "TỔNG", "Cộng:", "TỔNG CỘNG"))
        for i in money:
            total[i] = 99_000_000
        sheet.line(*total)  # type: ignore[arg-type]
        sheet.line()
        sheet.line(None, None, rng.choice(("Ngày 31 tháng 10 năm 2025", "Ngày … tháng … năm …")))
        sheet.line(None, "Người lập bảng", None, "Chủ cửa hàng")
        sheet.line(None, "Nguyễn Thị Mai", None, "Trần Văn Hoa")


def _parents(columns: list[Col], rng: Random) -> list[tuple[int, int, str]]:
    """Return spans of two or more columns with a word over them; single columns have their header in the lower row."""
    first = rng.randrange(1, max(2, len(columns) - 2))
    last = min(len(columns) - 1, first + rng.randrange(1, 3))
    if last <= first:
        return []
    return [(first, last, rng.choice(("Thông tin khách hàng", "Thông tin liên hệ", "Thông tin")))]
