"""Made-up customers, and the many ways their names, numbers, dates, amounts and addresses get written into a cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from khachhang.values.parsed import Cell

Said = tuple[Cell, dict[str, str]]
"""A cell and what it truly says: key of the truth → value as the terminal face writes it."""

_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Lương Mai Tô Trịnh Võ Huỳnh Cao Châu Tạ Hà".split()
_MEN = "Văn|Hữu|Đức|Quốc|Minh|Công|Thanh|Xuân|Gia|Nhật|Trọng|Tuấn".split("|")
_WOMEN = "Thị|Ngọc|Thị Kim|Thu|Thị Mỹ|Hồng|Thị Thanh|Phương|Bích|Thị Ngọc|Diệu|Quỳnh".split("|")
_HE = "Hùng Dũng Sơn Khoa Đạt Thịnh Long Phúc Tài Kiên Bảo Vinh Cường Quang Tùng Hiếu Duy Khánh Lộc Thắng".split()
_SHE = "Lan Hương Trang Thảo Nhung Yến Hạnh Diễm Oanh Vy Trinh Loan Hiền Thủy Ngân Tuyết Nga Chi Hà Đào".split()
STREETS = (
    "Nguyễn Trãi|Lê Lợi|Trần Hưng Đạo|Hai Bà Trưng|Điện Biên Phủ|Lý Thường Kiệt|Võ Văn Tần|Phan Đình Phùng|Nguyễn Thị Minh Khai"
    "|Cách Mạng Tháng Tám|Quang Trung|Hoàng Hoa Thám|Nguyễn Văn Cừ|Phạm Ngũ Lão|Tôn Đức Thắng|Hùng Vương|Lạc Long Quân|Âu Cơ"
    "|Nguyễn Huệ|30 Tháng 4|Đường số 8|Bà Triệu|Ngô Quyền|Trường Chinh"
).split("|")
OLD_PLACES = (
    "Phường Bến Nghé/Quận 1/Hồ Chí Minh|Phường Tân Quy/Quận 7/Hồ Chí Minh|Phường 12/Quận Gò Vấp/Hồ Chí Minh"
    "|Phường Hiệp Bình Chánh/Thành phố Thủ Đức/Hồ Chí Minh|Phường 25/Quận Bình Thạnh/Hồ Chí Minh"
    "|Xã Bà Điểm/Huyện Hóc Môn/Hồ Chí Minh|Thị trấn Nhà Bè/Huyện Nhà Bè/Hồ Chí Minh|Phường Tây Thạnh/Quận Tân Phú/Hồ Chí Minh"
    "|Phường An Lạc/Quận Bình Tân/Hồ Chí Minh|Phường Dịch Vọng Hậu/Quận Cầu Giấy/Hà Nội|Phường Khương Đình/Quận Thanh Xuân/Hà Nội"
    "|Phường Láng Hạ/Quận Đống Đa/Hà Nội|Xã Kim Chung/Huyện Đông Anh/Hà Nội|Thị trấn Trâu Quỳ/Huyện Gia Lâm/Hà Nội"
    "|Phường Ngọc Lâm/Quận Long Biên/Hà Nội|Phường Mỹ Đình 2/Quận Nam Từ Liêm/Hà Nội|Phường Hòa Cường Bắc/Quận Hải Châu/Đà Nẵng"
    "|Phường Mỹ An/Quận Ngũ Hành Sơn/Đà Nẵng|Xã Hòa Phước/Huyện Hòa Vang/Đà Nẵng|Phường Xuân Khánh/Quận Ninh Kiều/Cần Thơ"
    "|Phường Hưng Lợi/Quận Ninh Kiều/Cần Thơ|Phường Lạch Tray/Quận Ngô Quyền/Hải Phòng"
    "|Phường Phú Lợi/Thành phố Thủ Dầu Một/Bình Dương|Phường Lái Thiêu/Thành phố Thuận An/Bình Dương"
    "|Phường Tân Phong/Thành phố Biên Hòa/Đồng Nai|Thị trấn Trảng Bom/Huyện Trảng Bom/Đồng Nai"
    "|Phường Lộc Thọ/Thành phố Nha Trang/Khánh Hòa|Phường 4/Thành phố Đà Lạt/Lâm Đồng|Thị trấn Liên Nghĩa/Huyện Đức Trọng/Lâm Đồng"
    "|Phường Hưng Bình/Thành phố Vinh/Nghệ An|Phường Thủy Phương/Thị xã Hương Thủy/Thừa Thiên Huế"
    "|Phường Bãi Cháy/Thành phố Hạ Long/Quảng Ninh|Phường Đông Vệ/Thành phố Thanh Hóa/Thanh Hóa"
    "|Phường Suối Hoa/Thành phố Bắc Ninh/Bắc Ninh|Phường Mỹ Bình/Thành phố Long Xuyên/An Giang"
    "|Phường Vĩnh Thanh/Thành phố Rạch Giá/Kiên Giang|Phường 5/Thành phố Mỹ Tho/Tiền Giang|Thị trấn Bến Lức/Huyện Bến Lức/Long An"
    "|Phường Tân Lợi/Thành phố Buôn Ma Thuột/Đắk Lắk|Phường Diên Hồng/Thành phố Pleiku/Gia Lai"
    "|Phường Ngô Mây/Thành phố Quy Nhơn/Bình Định|Phường Minh An/Thành phố Hội An/Quảng Nam"
    "|Thị trấn Văn Giang/Huyện Văn Giang/Hưng Yên|Phường Thắng Tam/Thành phố Vũng Tàu/Bà Rịa - Vũng Tàu"
    "|Phường Mỹ Xuân/Thị xã Phú Mỹ/Bà Rịa - Vũng Tàu|Phường An Tịnh/Thị xã Trảng Bàng/Tây Ninh|Phường 9/Thành phố Cà Mau/Cà Mau"
    "|Xã Tân Thạch/Huyện Châu Thành/Bến Tre"
).split("|")
NEW_PLACES = (
    "Phường Sài Gòn/Hồ Chí Minh|Phường Gia Định/Hồ Chí Minh|Phường Tân Sơn Hòa/Hồ Chí Minh|Phường Thủ Dầu Một/Hồ Chí Minh"
    "|Xã Bình Chánh/Hồ Chí Minh|Phường Ba Đình/Hà Nội|Phường Cầu Giấy/Hà Nội|Xã Gia Lâm/Hà Nội|Phường Hải Châu/Đà Nẵng"
    "|Phường Hội An/Đà Nẵng|Phường Ninh Kiều/Cần Thơ|Phường Trấn Biên/Đồng Nai|Phường Nha Trang/Khánh Hòa|Phường Quy Nhơn/Gia Lai"
    "|Phường Rạch Giá/An Giang|Phường Mỹ Tho/Đồng Tháp|Phường Thuận Hóa/Huế|Phường Buôn Ma Thuột/Đắk Lắk"
    "|Phường Hạc Thành/Thanh Hóa|Phường Từ Sơn/Bắc Ninh|Phường Phan Thiết/Lâm Đồng"
).split("|")
_PREFIXES = (
    "032 033 034 035 036 037 038 039 070 076 077 078 079 081 082 083 084 085 086 088 089 090 091 093 094 096 097 098 056 058 092".split()
)
_TRADES = "Xây Dựng|Thương Mại|Vận Tải|In Ấn|Nội Thất|Thực Phẩm|Dược Phẩm|May Mặc|Cơ Khí|Du Lịch".split("|")
_BRANDS = "Hòa Phú|An Khang|Tân Tiến|Việt Thắng|Minh Long Phát|Đại Lộc|Thiên Ân|Sao Mai|Hưng Thịnh|Bách Việt|Nam Phong|Kim Cương".split("|")


@dataclass(frozen=True)
class Place:
    """Where somebody lives: full names; district "" in units of since July 2025."""

    street: str
    ward: str
    district: str
    province: str


@dataclass(frozen=True)
class Person:
    """One customer. phone, phone2: ten digits as people write them. tax: ten digits with the right check digit."""

    number: int
    name: str
    sex: str
    phone: str
    phone2: str
    email: str
    birth: date
    place: Place
    company: str
    tax: str
    since: date
    debt: int
    spent: int

    @property
    def given(self) -> str:
        return self.name.split()[-1]


def plain(text: str) -> str:
    """Return the text without its marks, letters kept in their case."""
    text = text.replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def people(count: int, seed: int, *, new_places: bool = False) -> list[Person]:
    """Return customers that are the same at every call."""
    rng = Random(seed)
    return [_person(i, rng, new_places) for i in range(1, count + 1)]


def _person(number: int, rng: Random, new_places: bool) -> Person:
    sex = rng.choice("MF")
    name = f"{rng.choice(_FAMILY)} {rng.choice(_MEN if sex == 'M' else _WOMEN)} {rng.choice(_HE if sex == 'M' else _SHE)}"
    slug = plain(name).lower().split()
    return Person(
        number, name, sex, _mobile(rng), _mobile(rng),
        f"{slug[-1]}.{slug[0]}{rng.randrange(70, 99)}@{rng.choice(('gmail.com', 'yahoo.com.vn', 'outlook.com', 'icloud.com'))}",
        date(rng.randrange(1955, 2006), rng.randrange(1, 13), rng.randrange(1, 29)),
        _place(rng, new_places),
        f"Công ty {rng.choice(('TNHH', 'Cổ Phần', 'TNHH MTV'))} {rng.choice(_TRADES)} {rng.choice(_BRANDS)}",
        _tax(rng),
        date(rng.randrange(2020, 2026), rng.randrange(1, 11), rng.randrange(1, 29)),
        rng.choice((0, 150_000, 1_250_000, 320_000, 15_400_000, 2_000_000, 785_000)),
        rng.randrange(200, 90_000) * 1000,
    )  # fmt: skip


def _mobile(rng: Random) -> str:
    return f"{rng.choice(_PREFIXES)}{rng.randrange(2_000_000, 9_999_999)}"


def _place(rng: Random, new: bool) -> Place:
    house = rng.choice(("{n}", "{n}/{m}", "{n}A", "Số {n}", "Hẻm {n}/{m}", "{n}", "{n}/{m}/{k}")).format(
        n=rng.randrange(2, 400), m=rng.randrange(1, 60), k=rng.randrange(1, 20)
    )
    street = f"{house} {rng.choice(STREETS)}"
    if new:
        ward, province = rng.choice(NEW_PLACES).split("/")
        return Place(street, ward, "", province)
    ward, district, province = rng.choice(OLD_PLACES).split("/")
    return Place(street, ward, district, province)


def _tax(rng: Random) -> str:
    while True:
        nine = f"0{rng.randrange(1, 7)}{rng.randrange(10**7):07d}"
        last = 10 - sum(w * int(d) for w, d in zip((31, 29, 23, 19, 17, 13, 7, 5, 3), nine, strict=True)) % 11
        if last < 10:
            return f"{nine}{last}"


def e164(number: str) -> str:
    """Return "0912345678" as "+84912345678"."""
    return "+84" + number[1:]


Write = Callable[[Person, Random], Said]


def pick(*writers: Write) -> Write:
    """Return a writer that takes one of these at each cell."""
    return lambda p, rng: rng.choice(writers)(p, rng)


def sometimes(writer: Write, share: float) -> Write:
    """Return a writer that leaves some cells empty."""
    return lambda p, rng: writer(p, rng) if rng.random() < share else (None, {})


def words(*texts: Cell, key: str = "") -> Write:
    """Return a writer of one of these; key: of the truth it fills."""

    def write(p: Person, rng: Random) -> Said:
        text = rng.choice(texts)
        return text, {key: str(text)} if key and text is not None else {}

    return write


def serial(p: Person, rng: Random) -> Said:
    return p.number, {}


def code(form: str, key: str = "customer_code") -> Write:
    return lambda p, rng: (form.format(p.number), {key: form.format(p.number)})


# ---- names


def name(p: Person, rng: Random) -> Said:
    return p.name, {"name_expected": p.name}


def name_upper(p: Person, rng: Random) -> Said:
    return p.name.upper(), {"name_expected": p.name}


def name_lower(p: Person, rng: Random) -> Said:
    return p.name.lower(), {"name_expected": p.name}


def name_plain(p: Person, rng: Random) -> Said:
    return plain(p.name), {"name_expected": plain(p.name)}


def name_plain_upper(p: Person, rng: Random) -> Said:
    return plain(p.name).upper(), {"name_expected": plain(p.name)}


def name_spaced(p: Person, rng: Random) -> Said:
    return "  " + p.name.replace(" ", "  ", 1) + " ", {"name_expected": p.name}


def name_nfd(p: Person, rng: Random) -> Said:
    return unicodedata.normalize("NFD", p.name), {"name_expected": p.name}


def name_titled(p: Person, rng: Random) -> Said:
    title = rng.choice(("Anh ", "A. ", "anh ", "Ông ", "Chú ", "Mr. ") if p.sex == "M" else ("Chị ", "C. ", "chị ", "Bà ", "Cô ", "Ms. "))
    return title + p.name, {"name_expected": p.name}


def name_hinted(p: Person, rng: Random) -> Said:
    hint = rng.choice((" (bạn chị Tư)", " - Gò Vấp", " (VIP)", " (khách quen)"))
    return p.name + hint, {"name_expected": p.name}


def name_western(p: Person, rng: Random) -> Said:
    parts = p.name.split()
    written = " ".join([parts[-1], *parts[1:-1], parts[0]])
    return written.upper(), {"name_expected": p.name, "name_as_written": written}


_TELEX = {"\u0302": "{0}{0}", "\u0306": "{0}w", "\u031b": "{0}w"}
_TONE = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}


def telex(text: str) -> str:
    """Return what a machine without Telex shows when somebody types the text in Telex."""
    return " ".join(_telex_word(w) for w in text.split(" "))


def _telex_word(word: str) -> str:
    out, tone = "", ""
    for c in word:
        if c in "đĐ":
            out += c.replace("đ", "dd").replace("Đ", "DD" if word.isupper() else "Dd")
            continue
        base, *marks = unicodedata.normalize("NFD", c)
        shape = next((_TELEX[m] for m in marks if m in _TELEX), "{0}")
        tone = next((_TONE[m] for m in marks if m in _TONE), tone)
        out += shape.format(base) if shape != "{0}{0}" else base + base.lower()
    return out + tone


def name_telex(p: Person, rng: Random) -> Said:
    return telex(p.name), {"name_expected": p.name}


def family_and_middle(p: Person, rng: Random) -> Said:
    return p.name.rsplit(" ", 1)[0], {"name_expected": p.name}


def given(p: Person, rng: Random) -> Said:
    return p.given, {}


def company(p: Person, rng: Random) -> Said:
    return p.company, {"company": p.company}


def company_as_name(p: Person, rng: Random) -> Said:
    return p.company, {"name_expected": p.company}


def contact(p: Person, rng: Random) -> Said:
    return p.name, {"contact": p.name}


def email(p: Person, rng: Random) -> Said:
    return p.email, {"email": p.email}


def email_untidy(p: Person, rng: Random) -> Said:
    return rng.choice((p.email.upper(), f" {p.email} ", p.email.replace("@", " @ "), f"mailto:{p.email}")), {"email": p.email}


# ---- phones


def _phone(written: Callable[[str], Cell]) -> Write:
    return lambda p, rng: (written(p.phone), {"phones": e164(p.phone)})


phone = _phone(lambda n: n)
phone_number = _phone(lambda n: int(n))
phone_float = _phone(lambda n: float(n))
phone_spaced = _phone(lambda n: f"{n[:4]} {n[4:7]} {n[7:]}")
phone_pairs = _phone(lambda n: f"{n[:4]}.{n[4:6]}.{n[6:8]}.{n[8:]}")
phone_dashed = _phone(lambda n: f"{n[:3]}-{n[3:6]}-{n[6:]}")
phone_84 = _phone(lambda n: f"84{n[1:]}")
phone_plus = _phone(lambda n: f"+84 {n[1:4]} {n[4:7]} {n[7:]}")
phone_bracket = _phone(lambda n: f"(+84){n[1:]}")
phone_bracket0 = _phone(lambda n: f"(+84)0{n[1:]}")
phone_0084 = _phone(lambda n: f"0084{n[1:]}")
phone_quote = _phone(lambda n: f"'{n}")
phone_nine = _phone(lambda n: n[1:])
phone_dot_zero = _phone(lambda n: f"{n[1:]}.0")
phone_letter_o = _phone(lambda n: "O" + n[1:])
phone_p = _phone(lambda n: f"p:+84{n[1:]}")
phone_any = pick(phone, phone_spaced, phone_pairs, phone_dashed, phone_plus, phone_84, phone_number, phone_quote)


def _two(form: str) -> Write:
    return lambda p, rng: (form.format(p.phone, p.phone2), {"phones": f"{e164(p.phone)};{e164(p.phone2)}"})


two_phones = pick(_two("{} - {}"), _two("{}/{}"), _two("{}\n{}"), _two("{}; {}"), _two("{} , {}"), _two("{} hoặc {}"), _two("{} {}"))


def phone_named(p: Person, rng: Random) -> Said:
    return rng.choice(("{} (vợ)", "{} - chị Hoa", "{} c.Mai", "{} gặp Tú")).format(p.phone), {"phones": e164(p.phone)}


def phone_before_2018(p: Person, rng: Random) -> Said:
    old, new = rng.choice((("0168", "038"), ("0121", "079"), ("0126", "076"), ("0164", "034"), ("0128", "078"), ("0123", "083")))
    tail = p.phone[3:]
    return rng.choice((old + tail, f"{old}.{tail[:3]}.{tail[3:]}", f"{old[1:]}{tail}")), {"phones": f"+84{new[1:]}{tail}"}


def landline(p: Person, rng: Random) -> Said:
    tail = p.phone[3:]
    written = rng.choice(("(028) 3{}", "028.3{}", "0283{}", "028 3{}"))
    return written.format(tail), {"phones": f"+84283{tail}"}


def hotline(p: Person, rng: Random) -> Said:
    return "1900 " + p.phone[4:8], {"phones": "+841900" + p.phone[4:8]}


# ---- dates and amounts


def _day(key: str, at: Callable[[Person], date], form: Callable[[date], Cell]) -> Write:
    return lambda p, rng: (form(at(p)), {key: at(p).isoformat()})


def _birth(form: Callable[[date], Cell]) -> Write:
    return _day("birth_date", lambda p: p.birth, form)


def _short(d: date, mark: str = "/") -> str:
    return f"{d.day}{mark}{d.month}{mark}{d.year}"


birth_real = _birth(lambda d: datetime(d.year, d.month, d.day))  # type: ignore[arg-type,return-value]
birth_text = _birth(lambda d: f"{d:%d/%m/%Y}")
birth_short = _birth(_short)
birth_dots = _birth(lambda d: f"{d:%d.%m.%Y}")
birth_dashes = _birth(lambda d: f"{d:%d-%m-%Y}")
birth_iso = _birth(lambda d: d.isoformat())
birth_words = _birth(lambda d: f"ngày {d.day} tháng {d.month} năm {d.year}")
birth_us = _birth(lambda d: f"{d.month}/{d.day}/{d.year}")
birth_serial = _birth(lambda d: d.toordinal() - 693594)


def birth_year(p: Person, rng: Random) -> Said:
    return p.birth.year, {"birth_date": str(p.birth.year)}


def birth_no_year(p: Person, rng: Random) -> Said:
    return rng.choice(("{}/{}", "{}-{}", "{} tháng {}")).format(p.birth.day, p.birth.month), {"birth_date": f"--{p.birth:%m-%d}"}


birth_any = pick(birth_real, birth_text, birth_short, birth_dots, birth_dashes, birth_iso)


def day(key: str, form: str = "{:%d/%m/%Y}") -> Write:
    """Return a writer of the day somebody came first; form "" = a real date."""
    return _day(key, lambda p: p.since, lambda d: form.format(d) if form else datetime(d.year, d.month, d.day))  # type: ignore[arg-type,return-value]


def _money(key: str, amount: Callable[[Person], int], form: Callable[[int], Cell]) -> Write:
    return lambda p, rng: (form(amount(p)), {key: str(amount(p))})


def dotted(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def short_money(n: int) -> Cell:
    """Return an amount as people write it in a hurry: 350k, 1tr2, 2tr."""
    if n == 0 or n % 1000:
        return n
    if n < 1_000_000:
        return f"{n // 1000}k"
    million, rest = divmod(n, 1_000_000)
    if not rest:
        return f"{million}tr"
    return f"{million}tr{rest // 100_000}" if rest % 100_000 == 0 else f"{million}tr{rest // 1000:03d}"


def debt(form: Callable[[int], Cell] = lambda n: n) -> Write:
    return _money("debt", lambda p: p.debt, form)


def spent(form: Callable[[int], Cell] = lambda n: n, key: str = "total_spent") -> Write:
    return _money(key, lambda p: p.spent, form)


def sex(man: Cell, woman: Cell) -> Write:
    return lambda p, rng: (man if p.sex == "M" else woman, {"sex": p.sex})


def tax(p: Person, rng: Random) -> Said:
    return p.tax, {"tax_code": p.tax}


def tax_number(p: Person, rng: Random) -> Said:
    return int(p.tax), {"tax_code": p.tax}


def tax_branch(p: Person, rng: Random) -> Said:
    return f"{p.tax}-001", {"tax_code": f"{p.tax}-001"}


# ---- addresses

_SHORT_UNITS = {"Phường ": "P.", "Quận ": "Q.", "Huyện ": "H.", "Thành phố ": "TP.", "Thị xã ": "TX.", "Thị trấn ": "TT.", "Xã ": "X."}
_SHORT_CITIES = {"Hồ Chí Minh": "TP.HCM", "Hà Nội": "HN", "Bà Rịa - Vũng Tàu": "BR-VT"}
_CITIES = ("Hồ Chí Minh", "Hà Nội", "Đà Nẵng", "Cần Thơ", "Hải Phòng", "Huế")


def short_unit(name: str, mark: str = "") -> str:
    for long, short in _SHORT_UNITS.items():
        if name.startswith(long):
            return short + mark + name[len(long) :]
    return name


def province_with_unit(name: str) -> str:
    return ("Thành phố " if name in _CITIES else "Tỉnh ") + name


def said_place(place: Place, parts: str = "swdp") -> dict[str, str]:
    """Return the truth of an address of which these parts are written."""
    held = {"s": ("street", place.street), "w": ("ward", place.ward), "d": ("district", place.district), "p": ("province", place.province)}
    return {held[k][0]: held[k][1] for k in parts if held[k][1]}


def _address(form: Callable[[Place], str], parts: str = "swdp") -> Write:
    return lambda p, rng: (form(p.place), said_place(p.place, parts))


def _list(*texts: str, by: str = ", ") -> str:
    return by.join(t for t in texts if t)


address_full = _address(lambda a: _list(a.street, a.ward, a.district, province_with_unit(a.province)))
address_tidy = _address(lambda a: _list(a.street, a.ward, a.district, a.province))
address_short = _address(lambda a: _list(a.street, short_unit(a.ward), short_unit(a.district), _SHORT_CITIES.get(a.province, a.province)))
address_dashes = _address(lambda a: _list(a.street, a.ward, a.district, a.province, by=" - "))
address_unparted = _address(
    lambda a: _list(a.street, short_unit(a.ward), short_unit(a.district), _SHORT_CITIES.get(a.province, a.province), by=" ")
)
address_reversed = _address(lambda a: _list(province_with_unit(a.province), a.district, a.ward, a.street))
address_bare = _address(lambda a: _list(a.street, short_unit(a.ward), short_unit(a.district)), "swd")
address_spaced = _address(
    lambda a: _list(a.street, short_unit(a.ward, " "), short_unit(a.district, " "), _SHORT_CITIES.get(a.province, a.province))
)
address_upper = _address(lambda a: _list(a.street, a.ward, a.district, a.province).upper())
address_lines = _address(lambda a: _list(a.street, a.ward, _list(a.district, a.province), by="\n"))


def address_plain(p: Person, rng: Random) -> Said:
    a = p.place
    return plain(_list(a.street, a.ward, a.district, a.province)), said_place(a)


address_any = pick(address_full, address_tidy, address_short, address_dashes, address_spaced)


def part(which: str, form: Callable[[str], str] = str) -> Write:
    """Return a writer of one part of the address in its own column."""

    def write(p: Person, rng: Random) -> Said:
        text = getattr(p.place, which)
        return (form(text), {which: text}) if text else (None, {})

    return write


def sequence(writers: Sequence[Write]) -> Write:
    """Return a writer that goes through these row by row."""
    return lambda p, rng: writers[(p.number - 1) % len(writers)](p, rng)
