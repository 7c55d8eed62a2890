"""What the cells of a column look like, whatever its header says. Cheap tests on a sample; the parsers of `values` decide later."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from itertools import pairwise

from khachhang.values.parsed import Cell
from khachhang.values.text import cell_to_text, fold

SAMPLE = 240
"""Non-empty cells looked at per column."""

_PHONE_RUN = re.compile(r"(?<![\w@/])(?:\+?\(?84\)?|0|\(0)[\d\s.\-–()]{7,14}\d(?!\d)|(?<![\w.,/@-])[235789]\d{8}(?!\d)")
_EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+")
_URL = re.compile(r"(https?://|www\.|fb\.com|facebook\.com|zalo\.me)", re.IGNORECASE)
_FACEBOOK = re.compile(r"(fb\.com|facebook\.com|fb\.me|^fb[:/])", re.IGNORECASE)
_DATE = re.compile(r"^\s*(\d{1,2}[/.\-]\d{1,2}([/.\-]\d{2,4})?|\d{4}-\d{1,2}-\d{1,2})([ T]\d{1,2}:\d{2}(:\d{2})?)?\s*$")
_MONEY_TEXT = re.compile(
    r"^\s*[-(]?\s*\d{1,3}([.,]\d{3})+\s*(đ|₫|d|vnd|vnđ|đồng)?\s*\)?\s*$|^\s*\d+([.,]\d+)?\s*(k|tr|triệu|nghìn|ngàn|ng|m|đ|₫|vnd|vnđ"
    r"|d)(\s*\d+)?\s*$",
    re.IGNORECASE,
)
_CODE = re.compile(r"^(?=.*\d)[A-Za-zĐđ]{1,10}[-_./ ]?\d{2,}[A-Za-z0-9\-_./]*$|^\d{5,}$")
_PROVINCE_FIRST = re.compile(r"(?:tp|tinh|thanh pho)? ?([a-z ]{4,20}) (?:quan|huyen|thi xa|thanh pho|tp|tx) [a-z0-9]+(?: [a-z]+){0,3}$")
_TAX = re.compile(r"^(\d{10}|\d{10}-\d{3}|\d{13})$")
_ADDRESS_WORD = re.compile(
    r"\b(phuong|xa|quan|huyen|tinh|thanh pho|duong|ap|thon|khu pho|kp|to dan pho|hem|ngo|tp|tphcm|hcm|thi tran|thi xa|ngach|xom"
    r"|chung cu|khom|tx|tt|street|ward|district)\b|\b[pq]\s?\d{1,2}\b"
)
_MARKED_WORDS = {
    "phuong": "phường", "xa": "xã", "quan": "quận", "huyen": "huyện", "tinh": "tỉnh", "duong": "đường", "ap": "ấp", "thon": "thôn",
    "hem": "hẻm", "ngo": "ngõ", "ngach": "ngách", "xom": "xóm", "khom": "khóm",
}  # fmt: skip
"""How these are written with their marks: Phương, Ngô, Dương, Tính, Quân are people."""
_WORD = re.compile(r"[^\W\d_]+")
_HOUSE = re.compile(r"^\s*(số |so |sn |lô |lo |hẻm |hem |ngõ |ngo |kiệt |kiet )?\d+[\w/\-]*\s+\D", re.IGNORECASE)
_FAMILY = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao dinh truong lam trinh mai ha luong luu chau to ta "
    "cao doan thai la thach ton tong "
    "mac quach kieu nghiem chu trieu tang phung vuong khuc giang dam ninh quan diep au ong tieu luc lu han bach nhan thi van ngo lai "
    "lo loc nong ng ngg vi que vien".split()
)
_COMPANY = re.compile(
    r"^(chi nhanh |cn )?(cong ty|cty|c ty|ctcp|tap hoa|th |cua hang|ch |ho kinh doanh|ho kd|hkd|doanh nghiep|dntn|dn |nha hang|quan "
    r"|siêu thị|sieu thi|shop|dai ly|htx|hop tac xa|nha thuoc|tiem|co so|truong|benh vien|khach san|company)"
)
_TITLE = re.compile(r"^(anh|chi|ong|ba|co|chu|bac|em|cau|di|mo|thim|a|c|mr|ms|mrs|miss|thay) ")
_SEX = frozenset("nam nu m f male female anh chi ong ba co chu".split())
_NAME_WORDS = re.compile(r"^[^\d@/\\|_=<>]{1,60}$")


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares (0 … 1) of the non-empty cells of a column that look like something.

    filled: share of all cells that are not empty. masked: hidden by a marketplace. numbers: numeric cells. mean, biggest: of those.
    distinct: different values per value. words: mean number of words. dominant: share of the commonest value.
    """

    count: int = 0
    filled: float = 0.0
    phone: float = 0.0
    phone_inside: float = 0.0
    email: float = 0.0
    date: float = 0.0
    birth: float = 0.0
    money: float = 0.0
    numbers: float = 0.0
    code: float = 0.0
    tax: float = 0.0
    name: float = 0.0
    company: float = 0.0
    address: float = 0.0
    province: float = 0.0
    district: float = 0.0
    area: float = 0.0
    sex: float = 0.0
    url: float = 0.0
    facebook: float = 0.0
    masked: float = 0.0
    serial: float = 0.0
    distinct: float = 0.0
    dominant: float = 0.0
    words: float = 0.0
    length: float = 0.0
    biggest: float = 0.0


def sample_cells(column: Sequence[Cell]) -> list[Cell]:
    """Return up to SAMPLE non-empty cells spread over the column, first ones included."""
    step = max(1, len(column) // (SAMPLE * 8))
    cells = [c for c in column[::step] if not is_empty(c)] if step > 1 else [c for c in column if not is_empty(c)]
    if step > 1 and len(cells) < SAMPLE // 4:
        cells = [c for c in column if not is_empty(c)]
    stride = max(1, len(cells) // SAMPLE)
    return cells[::stride][:SAMPLE]


def is_empty(cell: Cell) -> bool:
    """Return whether a cell holds nothing that a person would see."""
    return cell is None or (type(cell) is str and not cell.strip())


def profile(column: Sequence[Cell]) -> Profile:
    """Return what the cells of a column look like."""
    cells = sample_cells(column)
    if not cells:
        return Profile()
    counts: Counter[str] = Counter()
    for cell in cells:
        counts.update(looks_like(cell))
    texts = [cell_to_text(c).strip() for c in cells]
    commonest = Counter(texts).most_common(1)[0][1]
    numbers = [float(c) for c in cells if isinstance(c, int | float) and not isinstance(c, bool)]
    n = len(cells)
    shares = {k: counts[k] / n for k in counts if k in Profile.__slots__}
    return Profile(
        count=n,
        filled=_filled(column),
        serial=_serial_share(numbers or _whole_numbers(texts), n),
        distinct=len(set(texts)) / n,
        dominant=commonest / n,
        words=sum(len(t.split()) for t in texts) / n,
        length=sum(map(len, texts)) / n,
        biggest=max(numbers, default=0.0),
        **shares,
    )


def _filled(column: Sequence[Cell]) -> float:
    part = column[:2000]
    return sum(not is_empty(c) for c in part) / len(part)


def _whole_numbers(texts: Sequence[str]) -> list[float]:
    """Return short numbers kept as text: the running numbers of a text file."""
    return [float(t.rstrip(".")) for t in texts if len(t) <= 6 and t.rstrip(".").isascii() and t.rstrip(".").isdigit()]


def _serial_share(numbers: list[float], count: int) -> float:
    """Return how much the column is 1, 2, 3 …: rising whole numbers in small steps."""
    if len(numbers) < 2:
        return 1.0 if count == len(numbers) == 1 and numbers[0] in (0, 1) else 0.0
    if numbers[0] not in (0, 1):
        next_ones = sum(1 for a, b in pairwise(numbers) if b - a == 1)
        return (next_ones + 1) / count if next_ones >= 3 and numbers[0] < 100_000 else 0.0
    rising = sum(1 for a, b in pairwise(numbers) if 0 < b - a <= max(3.0, 2 * numbers[-1] / len(numbers)) or b == 1)
    return (rising + 1) / count


def looks_like(cell: Cell) -> Iterable[str]:
    """Return the kinds one cell may be."""
    if isinstance(cell, bool):
        return ()
    if isinstance(cell, datetime | date):
        return ("date", "birth") if 1925 <= cell.year <= 2018 else ("date",)
    if isinstance(cell, time):
        return ()
    if isinstance(cell, int | float):
        return _number_kinds(float(cell))
    return _text_kinds(str(cell))


def _number_kinds(number: float) -> tuple[str, ...]:
    kinds = ["numbers"]
    if number.is_integer() and 2e8 <= number < 1e9:
        kinds.append("phone")
    if number.is_integer() and 8.4e10 <= number < 8.5e11:
        kinds.append("phone")
    if 1930 <= number <= 2020 and number.is_integer():
        kinds.append("birth")
    if 1e8 <= number < 1e10 and "phone" not in kinds:
        kinds.append("tax")
    if number == 0 or (abs(number) >= 1000 and ("phone" not in kinds or number % 1000 == 0)):
        kinds.append("money")
    return tuple(kinds)


@lru_cache(maxsize=1 << 14)
def _text_kinds(text: str) -> tuple[str, ...]:
    stripped = text.strip().lstrip("'")
    kinds: list[str] = []
    if "*" in stripped and stripped != "*":
        kinds.append("masked")
    if _EMAIL.search(stripped):
        kinds.append("email")
    if _URL.search(stripped):
        kinds.append("url")
        if _FACEBOOK.search(stripped):
            kinds.append("facebook")
    if _DATE.match(stripped):
        kinds.append("date")
        year = re.search(r"(19\d\d|20[01]\d)", stripped)
        if year and 1925 <= int(year[1]) <= 2018:
            kinds.append("birth")
        return tuple(kinds)
    if re.fullmatch(r"19[2-9]\d|200\d|201\d", stripped):
        kinds.append("birth")
    if _MONEY_TEXT.match(stripped):
        kinds.append("money")
    kinds += _phone_kinds(stripped)
    if "phone" not in kinds:
        kinds += _word_kinds(stripped, fold(stripped))
    return tuple(kinds)


def _phone_kinds(text: str) -> list[str]:
    run = _PHONE_RUN.search(text)
    if not run:
        return []
    digits = sum(c.isdigit() for c in run[0])
    if not 9 <= digits <= 13:
        return []
    rest = _PHONE_RUN.sub("", text)
    letters = sum(c.isalpha() for c in rest)
    begins = text.lstrip("(+")[:1].isdigit() and not any(c.isdigit() or c == "," for c in rest)
    return ["phone"] if letters <= 3 or (letters <= 12 and begins) else ["phone_inside"]


def _is_area(text: str, folded: str, places: Collection[str]) -> bool:
    """Return whether a cell names a province and then its district: "TP Hồ Chí Minh Quận 1"."""
    found = _PROVINCE_FIRST.match(folded) if "," not in text else None
    return found is not None and found[1] in places


def _word_kinds(text: str, folded: str) -> list[str]:
    kinds: list[str] = []
    if folded in _SEX:
        kinds.append("sex")
    if _CODE.match(text):
        kinds.append("code")
    if _TAX.match(text.replace(".", "").replace(" ", "")):
        kinds.append("tax")
    places = _places()
    if folded.removeprefix("tinh ").removeprefix("thanh pho ").removeprefix("tp ") in places:
        kinds.append("province")
    if re.match(r"^(quan|huyen|thi xa|thanh pho|tp|tx|q|h) \S|^q\d", folded) and len(folded.split()) <= 5 and "," not in text:
        kinds.append("district")
    if (" - " in text and fold(text.split(" - ", 1)[0]) in places) or _is_area(text, folded, places):
        kinds.append("area")
    if _is_address(text, folded):
        kinds.append("address")
    elif _COMPANY.match(folded) and not ("district" in kinds and not text.casefold().startswith("quán")):
        kinds += ["name", "company"]
    elif _NAME_WORDS.match(text) and _is_name(folded):
        kinds.append("name")
    return kinds


def _is_address(text: str, folded: str) -> bool:
    units = len(_ADDRESS_WORD.findall(folded))
    if units and not text.isascii():
        units -= _names_in(text)
    house = bool(_HOUSE.match(text))
    parts = text.count(",") + text.count(" - ")
    if _COMPANY.match(folded) and not parts:
        return False
    return (
        units + house >= 2 or (parts >= 1 and units + house >= 1) or (house and len(folded.split()) >= 3) or (parts >= 2 and len(text) > 15)
    )


def _names_in(text: str) -> int:
    """Return how many words only look like a unit of an address once their marks are gone."""
    words = [(word, fold(word)) for word in _WORD.findall(unicodedata.normalize("NFC", text).lower()) if not word.isascii()]
    return sum(1 for word, plain in words if _MARKED_WORDS.get(plain, word) != word)


def _is_name(folded: str) -> bool:
    words = folded.split()
    if not 1 <= len(words) <= 8:
        return False
    if _TITLE.match(folded + " ") and len(words) > 1:
        return True
    if words[0] in _FAMILY or words[-1] in _FAMILY:
        return 2 <= len(words) <= 6
    return False


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(fold(p) for p in _PROVINCES.split("|"))


_PROVINCES = (
    "An Giang|Bà Rịa - Vũng Tàu|Bà Rịa Vũng Tàu|Bắc Giang|Bắc Kạn|Bạc Liêu|Bắc Ninh|Bến Tre|Bình Định|Bình Dương|Bình Phước|Bình "
    "Thuận|Cà Mau|Cần Thơ|Cao Bằng|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai"
    "|Hà Giang|Hà Nam|Hà Nội|Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lâm Đồng"
    "|Lạng Sơn|Lào Cai|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình"
    "|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế|Huế|Tiền "
    "Giang|Hồ Chí Minh|HCM|TPHCM|TP HCM|Sài Gòn|SG|HN|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái"
)
