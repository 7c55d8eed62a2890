"""Workbooks by lot that are no plain table: cards, lines under each other, one cell per customer, no header, several things in a cell."""

from __future__ import annotations

from random import Random

from tests.importing.unlike import people as w
from tests.importing.unlike.making import Book, Col
from tests.importing.unlike.people import Person, people

_LABELS = {
    "name_expected": ("Họ tên", "Tên khách", "Khách hàng", "Tên KH", "Họ và tên"),
    "phones": ("SĐT", "Điện thoại", "ĐT", "Số ĐT", "Tel"),
    "address": ("Địa chỉ", "Đ/c", "ĐC", "Nơi ở"),
    "email": ("Email", "Mail", "E-mail"),
    "birth_date": ("Ngày sinh", "Sinh nhật", "NS"),
    "debt": ("Còn nợ", "Công nợ", "Nợ"),
}
_NAMES = (w.name, w.name_titled, w.name_upper, w.name_lower, w.name_plain)
_PHONES = (w.phone, w.phone_spaced, w.phone_pairs, w.phone_dashed, w.phone_plus)
_ADDRESSES = (w.address_short, w.address_tidy, w.address_full, w.address_spaced)


def strange_book(seed: int) -> Book:
    """Return a workbook and its truth."""
    rng = Random(seed)
    book = Book(f"la_{seed}.xlsx", seed)
    rng.choice((_cards, _bare_lines, _one_cell, _mixed_column, _no_header, _groups, _thousands, _two_lines))(book, rng)
    return book


def _said(p: Person, rng: Random, name: w.Write, phone: w.Write, address: w.Write) -> tuple[str, str, str, dict[str, str]]:
    (n, a), (t, b), (d, c) = name(p, rng), phone(p, rng), address(p, rng)
    return str(n), str(t), str(d), {**a, **b, **c}


def _cards(book: Book, rng: Random) -> None:
    sheet = book.sheet("Phiếu")
    truth = book.truth(sheet)
    labels = {k: rng.choice(v) for k, v in _LABELS.items()}
    held = ["name_expected", "phones", *rng.sample(["address", "email", "birth_date", "debt"], rng.randrange(1, 4))]
    in_one_cell, apart, colon = rng.random() < 0.5, rng.random() < 0.7, rng.choice((":", ": ", " :"))
    name, phone, address = rng.choice(_NAMES), rng.choice(_PHONES), rng.choice(_ADDRESSES)
    if rng.random() < 0.5:
        sheet.line("DANH SÁCH KHÁCH HÀNG")
        sheet.line()
    for p in people(rng.randrange(4, 25), book.rng.randrange(10**6)):
        n, t, d, said = _said(p, rng, name, phone, address)
        texts = {"name_expected": n, "phones": t, "address": d, "email": p.email, "birth_date": f"{p.birth:%d/%m/%Y}"}
        texts["debt"] = w.dotted(p.debt)
        first = 0
        for key in held:
            label = labels[key] + colon
            row = sheet.line(f"{label} {texts[key]}") if in_one_cell else sheet.line(label, texts[key])
            first = first or row
        if apart:
            sheet.line()
        kept = {"name_expected", "name_as_written", "phones"} | ({"street", "ward", "district", "province"} if "address" in held else set())
        said = {k: v for k, v in said.items() if k in kept}
        more = {"email": p.email, "birth_date": p.birth.isoformat(), "debt": str(p.debt)}
        truth.rows[first] = {**said, **{k: v for k, v in more.items() if k in held}}


def _bare_lines(book: Book, rng: Random) -> None:
    sheet = book.sheet("Sheet1")
    truth = book.truth(sheet)
    name, phone, address = rng.choice(_NAMES[:3]), rng.choice(_PHONES), rng.choice(_ADDRESSES)
    order = rng.choice(("npa", "nap"))
    for p in people(rng.randrange(5, 25), book.rng.randrange(10**6)):
        n, t, d, said = _said(p, rng, name, phone, address)
        texts = {"n": n, "p": t, "a": d}
        truth.rows[len(sheet.rows) + 1] = said
        for part in order:
            sheet.line(texts[part])
        sheet.line()


def _one_cell(book: Book, rng: Random) -> None:
    sheet = book.sheet("Sheet1")
    truth = book.truth(sheet)
    if rng.random() < 0.5:
        truth.header_rows = [sheet.line(rng.choice(("Thông tin khách hàng", "Khách hàng")))]
    forms = (
        "{n} - {p} - {a}", "{n}, {p}, {a}", "{n} {p} {a}", "{n}: {p}, {a}", "{p} - {n} - {a}", "{n} ({p}) {a}", "{n}\n{p}\n{a}",
        "{n} / {p} / {a}", "{n} - sđt {p} - đc: {a}", "{n} ĐT: {p}. ĐC: {a}", "{n} | {p} | {a}", "{n} - {a} - {p}", "{n}, {a}, {p}",
    )  # fmt: skip
    some = rng.sample(forms, rng.choice((1, 3)))
    name, phone, address = rng.choice(_NAMES), rng.choice(_PHONES), rng.choice(_ADDRESSES)
    for p in people(rng.randrange(8, 30), book.rng.randrange(10**6)):
        n, t, d, said = _said(p, rng, name, phone, address)
        truth.rows[sheet.line(rng.choice(some).format(n=n, p=t, a=d))] = said


def _mixed_column(book: Book, rng: Random) -> None:
    header, form = rng.choice((
        ("Tên - SĐT", "{n} - {p}"), ("Khách hàng (tên, sđt)", "{n}, {p}"), ("Họ tên / Điện thoại", "{n} / {p}"), ("Người nhận", "{n} {p}"),
        ("Tên + SĐT", "{n} {p}"), ("Khách", "{n}\n{p}"), ("Tên & SĐT khách", "{n} ({p})"),
    ))  # fmt: skip
    name, phone = rng.choice(_NAMES), rng.choice(_PHONES)

    def both(p: Person, r: Random) -> w.Said:
        (n, a), (t, b) = name(p, r), phone(p, r)
        return form.format(n=n, p=t), {**a, **b}

    columns = [
        Col("STT", "stt", w.serial),
        Col(header, "mixed:full_name+phone", both),
        Col("Địa chỉ", "address", rng.choice(_ADDRESSES)),
        Col("Hàng", "product", w.words("gạo 10kg", "nước mắm 2 chai", key="product")),
        Col("Tiền", "amount", w.spent(w.short_money, "amount")),
    ]
    book.table(book.sheet("Giao"), columns, people(rng.randrange(8, 30), book.rng.randrange(10**6)))


def _no_header(book: Book, rng: Random) -> None:
    name, phone, address = rng.choice(_NAMES), rng.choice((*_PHONES, w.phone_number)), rng.choice(_ADDRESSES)
    columns = [Col("", "full_name", name), Col("", "phone", phone), Col("", "address", address)]
    if rng.random() < 0.4:
        columns.append(Col("", "email", w.email))
    rng.shuffle(columns)
    if rng.random() < 0.5:
        columns.insert(0, Col("", "any", w.serial))
    sheet = book.sheet("Sheet1")
    book.table(sheet, columns, people(rng.randrange(8, 30), book.rng.randrange(10**6)), header=False)


def _groups(book: Book, rng: Random) -> None:
    sheet = book.sheet("DS")
    sheet.line("DANH SÁCH KHÁCH THEO KHU VỰC")
    truth = book.truth(sheet)
    headers = ("STT", "Tên khách", "SĐT", "Địa chỉ", "Còn nợ")
    truth.header_rows = [sheet.line(*headers)]
    truth.columns = dict(zip("ABCDE", zip(headers, ("stt", "full_name", "phone", "address", "debt"), strict=True), strict=True))
    areas = rng.choice((("Quận 1", "Quận 3", "Bình Thạnh"), ("I. Khu A", "II. Khu B"), ("Nhóm 1", "Nhóm 2"), ("THÁNG 1", "THÁNG 2")))
    for i, area in enumerate(areas):
        sheet.line(area) if rng.random() < 0.5 else sheet.line(None, area)
        for p in people(rng.randrange(3, 9), book.rng.randrange(10**6)):
            n, t, d, said = _said(p, rng, rng.choice(_NAMES), w.phone, w.address_short)
            truth.rows[sheet.line(p.number, n, t, d, p.debt)] = {**said, "debt": str(p.debt)}
        if i % 2 == 0:
            sheet.line(None, rng.choice(("Cộng nhóm", f"Cộng {area}", "Tổng")), None, None, 1_000_000)
    sheet.line(None, "TỔNG CỘNG", None, None, 3_000_000)


def _thousands(book: Book, rng: Random) -> None:
    sheet = book.sheet("CN")
    in_title = rng.random() < 0.5
    if in_title:
        sheet.line(rng.choice(("ĐVT: nghìn đồng", "Đơn vị tính: 1.000 đ", "(Đơn vị: ngàn đồng)")))
    unit = "" if in_title else rng.choice((" (nghìn đồng)", " (1000đ)", " (k)", " (ngàn)", " - nghìn đ", " (nghìn VND)"))
    columns = [
        Col("TT", "stt", w.serial),
        Col("Họ tên", "full_name", rng.choice(_NAMES)),
        Col("ĐT", "phone", w.phone_any),
        Col("Doanh số" + unit, "total_spent", lambda p, r: (p.spent // 1000, {"total_spent": str(p.spent)})),
        Col("Nợ" + unit, "debt", lambda p, r: (p.debt // 1000, {"debt": str(p.debt)})),
    ]
    book.table(sheet, columns, people(rng.randrange(8, 30), book.rng.randrange(10**6)))


def _two_lines(book: Book, rng: Random) -> None:
    sheet = book.sheet("Sổ")
    truth = book.truth(sheet)
    truth.header_rows = [sheet.line("STT", "Khách hàng", "Điện thoại", "Nợ")]
    for p in people(rng.randrange(6, 20), book.rng.randrange(10**6)):
        n, t, d, said = _said(p, rng, rng.choice(_NAMES), rng.choice(_PHONES), w.address_short)
        truth.rows[sheet.line(p.number, n, t, p.debt)] = {**said, "debt": str(p.debt)}
        sheet.line(None, d)
