"""Tell rows that are customers from titles, totals, signatures, group rows, repeated headers and blanks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from khachhang.importing.contents import is_empty, looks_like
from khachhang.importing.headers import header_key
from khachhang.importing.legacy_headers import readable
from khachhang.importing.model import Row, RowKind
from khachhang.values.parsed import Cell
from khachhang.values.text import cell_to_text, fold

_TOTAL = re.compile(
    r"^(tong cong|tong so( tien| khach| cong)?|tong|tong (ket|tien|no|cong no|nam|thang|quy|doanh thu|doanh so|hop)|grand total"
    r"|total|totals|sum|cong so|luy ke|tong so.*|cong phat sinh|so du cuoi ky|du cuoi ky|cong du.*)( \d+| :)?$"
    r"|^tong cong\b|^(cong|tong) (thang|nam|quy|ca nam)\b|^grand total\b|^tong so\b"
)
_SUBTOTAL = re.compile(
    r"^(cong (trang|nhom|ngay|tuan|mang sang|chuyen sang|chuyen trang|so trang|theo|khu vuc|tinh|quan|chi nhanh|to|doi|muc|phan|don"
    r"|dong|luy ke|don vi|bo phan|tiep)|mang sang|chuyen trang|chuyen sang|so mang sang|so trang truoc|subtotal|sub total"
    r"|tong (trang|nhom|ngay|tuan|khu vuc|chi nhanh|muc)|luy ke trang|page total|tam cong|tam tinh)\b"
)
_CONG = re.compile(r"^\s*(cộng|CỘNG|Cộng|cong|CONG|Cong)\s*[:.\d]*\s*$")
_SUM_OF = re.compile(
    r"^\s*(cộng (?!tác|hòa|hoà|đồng|sinh|hưởng)|tổng (?!công ty|cty|cục|kho|đại lý|thầu|hội|đài|lãnh|giám|thư|bí|biên|quản|hợp tác))\S",
    re.IGNORECASE,
)
"""Nobody is called Cộng or Tổng: "Cộng Quận 1", "Tổng nhóm sỉ" sum up; Tống and Công are names."""
_SIGNATURE = re.compile(
    r"^(nguoi (lap|ghi|giao|nhan hang|viet|kiem|duyet|tong hop|phu trach)( so| bieu| bang| phieu| so| ky)?|ke toan|ke toan truong"
    r"|thu quy|thu kho|giam doc|tong giam doc|chu (cua hang|shop|tiem|tich)|truong (phong|bo phan)|quan ly|lap bieu|nguoi lap( \w+)*"
    r"|ky ten|ky ghi ro.*|ky ho ten.*|ky dong dau|xac nhan.*|phe duyet|nguoi lap bieu.*|thu truong.*|dai dien .*|prepared by"
    r"|approved by|signature|signed)( ky.*| \(.*)?$|^(\w+ ){0,4}ngay( \d{1,2})?( thang)( \d{1,2})?( nam)( \d{4})?( \d{4})?$"
    r"|^(\w+ ){0,4}ngay \d{1,2} thang \d{1,2} nam( \d{2,4})?$"
)
_NOTE = re.compile(
    r"^(ghi chu|luu y|chu y|chu thich|note|p s|nguon|het|trang \d+|page \d+|in ngay|ngay in|danh sach co|xem them|tiep trang"
    r"|\(tiep.*|bang chu|so tien bang chu|don vi tinh|dvt)\b"
)
_SECTION = re.compile(
    r"^([ivx]{1,5}|[a-h]|\d{1,2}) |^(nhom|khu vuc|chi nhanh|phan|muc|to|doi|tuyen|quan|huyen|tinh|tp|phuong|xa|thang|ngay|quy|tuan"
    r"|nam|danh sach|khach (si|le|quen|vip|moi|cu|hang)|dai ly|vip|thon|ap|loai|hang|don hang|cong no|bo phan) ?"
)
_NOT_SAID = re.compile(r"(?:khong|chua|ko|kg|n a|none|null|khach|het|da|dang|mien|free)\b")
"""How people say that they do not know, or that nothing is owed: no explanation of a column."""
_NAME_TARGETS = ("full_name", "company", "given_name", "contact")


@dataclass(frozen=True, slots=True)
class Roles:
    """Where the telling columns of a table are (indices into a row), None when there are none. header: folded texts by column."""

    columns: tuple[int, ...]
    header: tuple[tuple[int, str], ...] = ()
    serial: int | None = None
    name: int | None = None
    phone: int | None = None
    code: int | None = None
    typed: tuple[tuple[int, str], ...] = ()


@lru_cache(maxsize=1 << 14)
def telling(text: str) -> RowKind | None:
    """Return the kind of row that a cell's words announce, None for ordinary words."""
    key = fold(readable(text.strip()))
    if not key or len(key) > 90:
        return None
    if _SUBTOTAL.match(key):
        return RowKind.SUBTOTAL
    if (key.startswith("tong cong ty") and len(key.split()) > 3) or key.startswith("cong ty"):
        return None
    if _CONG.match(text):
        return RowKind.SUBTOTAL
    if _TOTAL.match(key) and not _is_person(key):
        return RowKind.TOTAL
    if _SUM_OF.match(unicodedata.normalize("NFC", text)):
        return RowKind.SUBTOTAL
    if _SIGNATURE.match(key):
        return RowKind.SIGNATURE
    return RowKind.NOTE if _NOTE.match(key) else None


def _is_person(key: str) -> bool:
    """Return whether "Tống …", a family name, is meant: two to four words that are no words of a total."""
    return (
        bool(
            re.match(
                r"^tong (thi|van|duc|minh|huu|quoc|ngoc|thanh|xuan|duy|hoang|anh|kim|phuoc|viet|khanh|gia|bao|phuong|thuy|my|tran|le"
                r"|quang|dinh|the|hong|thu|mai)\b",
                key,
            )
        )
        and not key.startswith("tong cong no")
        and key != "tong cong"
    )


def classify(rows: Sequence[Row], start: int, roles: Roles) -> list[RowKind]:
    """Return the kind of each row from index start on."""
    usual = _usual_count(rows, start, roles)
    kinds: list[RowKind] = []
    after_total = False
    for index in range(start, len(rows)):
        kind = _kind(rows[index], roles, usual, after_total, index - start)
        if kind is RowKind.TOTAL:
            after_total = True
        elif kind is RowKind.DATA:
            after_total = False
        kinds.append(kind)
    _names_under_signatures(rows, start, roles, kinds)
    _named_between_customers(rows, start, roles, kinds)
    return kinds


def _names_under_signatures(rows: Sequence[Row], start: int, roles: Roles, kinds: list[RowKind]) -> None:
    """Take the names of those who sign, under "Người lập biểu" and nothing but words to the end, for signatures."""
    if RowKind.SIGNATURE not in kinds:
        return
    for i in range(len(kinds) - 1, -1, -1):
        if kinds[i] is RowKind.SIGNATURE:
            below = [j for j in range(i + 1, len(kinds)) if kinds[j] is RowKind.DATA]
            for j in below:
                kinds[j] = RowKind.SIGNATURE
            return
        if kinds[i] is RowKind.DATA and any(_holds_digits(rows[start + i], c) for c in roles.columns):
            return


def _holds_digits(row: Row, column: int) -> bool:
    cell = row[column] if column < len(row) else None
    return cell is not None and (type(cell) is not str or any(ch.isdigit() for ch in cell))


def _named_between_customers(rows: Sequence[Row], start: int, roles: Roles, kinds: list[RowKind]) -> None:
    """Take a "signature" with a name among the customers for a customer: nobody signs in the middle of a list."""
    last = max((i for i, kind in enumerate(kinds) if kind is RowKind.DATA), default=-1)
    for i in range(last):
        row = rows[start + i]
        name = row[roles.name] if roles.name is not None and roles.name < len(row) else None
        if kinds[i] is RowKind.SIGNATURE and type(name) is str and name.strip() and telling(name) is None:
            is_heading = count_filled(row, roles) == 1 and _SECTION.match(fold(name)) and "name" not in looks_like(name)
            kinds[i] = RowKind.GROUP if is_heading else RowKind.DATA


def _usual_count(rows: Sequence[Row], start: int, roles: Roles) -> float:
    counts = sorted(count_filled(rows[i], roles) for i in range(start, min(len(rows), start + 400)))
    counts = [c for c in counts if c] or [1]
    return counts[len(counts) // 2]


def count_filled(row: Row, roles: Roles) -> int:
    """Return how many cells of the table's columns hold something."""
    return sum(1 for c in roles.columns if c < len(row) and not is_empty(row[c]))


def _kind(row: Row, roles: Roles, usual: float, after_total: bool, position: int) -> RowKind:
    size = len(row)
    phone = row[roles.phone] if roles.phone is not None and roles.phone < size else None
    name = row[roles.name] if roles.name is not None and roles.name < size else None
    if name and phone and _is_whole_number(phone):
        return RowKind.DATA
    cells = [(c, row[c]) for c in roles.columns if c < size and not is_empty(row[c])]
    if not cells:
        return RowKind.BLANK
    return _unusual(cells, roles, usual, after_total, position)


def _is_whole_number(phone: Cell) -> bool:
    """Return whether a cell holds enough digits for a phone; quick, because every row is asked."""
    if type(phone) is str:
        return len(phone) >= 9 and phone[-1:].isdigit() and (phone[0] == "0" or phone[0] == "+" or phone[:1].isdigit())
    return isinstance(phone, int | float) and phone > 1e8


def _unusual(cells: list[tuple[int, Cell]], roles: Roles, usual: float, after_total: bool, position: int) -> RowKind:
    if position < 3 and _describes(cells, roles):
        return RowKind.DESCRIPTION
    if _repeats_header(cells, roles):
        return RowKind.HEADER
    held = dict(cells)
    texts = [(c, t) for c, t in cells if type(t) is str]
    serial = held.get(roles.serial) if roles.serial is not None else None
    numbered = serial is not None and _is_serial(serial)
    if not numbered:
        announced = next((k for k in (telling(t) for _, t in texts[:4]) if k), None)
        has_phone = roles.phone is not None and roles.phone in held and bool(_phone_like(held[roles.phone]))
        has_code = roles.code is not None and roles.code in held and any(ch.isdigit() for ch in cell_to_text(held[roles.code]))
        if announced and not has_phone and not (has_code and len(cells) > 3) and not _says_more(announced, texts, len(cells)):
            return announced
    if len(cells) == 1:
        return _lone(cells[0], roles, usual, after_total)
    if after_total and not numbered and len(cells) <= max(2, usual * 0.4) and not _looks_customer(held, roles):
        return RowKind.SIGNATURE
    if not numbered and roles.name is not None and roles.name not in held and not _looks_customer(held, roles):
        return _nameless(cells, roles, usual)
    return RowKind.DATA


def _says_more(announced: RowKind, texts: list[tuple[int, str]], filled: int) -> bool:
    """Return whether a row says too much beside its telling cell: a customer whose job or department is "Kế toán"."""
    if announced is RowKind.NOTE:
        return filled > 2
    ordinary = sum(1 for _, t in texts if telling(t) is None and any(ch.isalpha() for ch in t))
    return ordinary > (1 if announced is RowKind.SIGNATURE else 2)


def _nameless(cells: list[tuple[int, Cell]], roles: Roles, usual: float) -> RowKind:
    """Judge a row without name, phone and code."""
    if all(type(t) is not str or t.startswith("=") for _, t in cells):
        return RowKind.SUBTOTAL if len(cells) < usual else RowKind.DATA
    if roles.serial is not None and cells[0][0] == roles.serial and len(cells) <= max(2, usual * 0.4):
        return RowKind.GROUP
    return RowKind.DATA


def _lone(cell: tuple[int, Cell], roles: Roles, usual: float, after_total: bool) -> RowKind:
    column, value = cell
    if type(value) is not str:
        if column == roles.serial:
            return RowKind.BLANK if usual > 2 else RowKind.DATA
        return RowKind.DATA if column in (roles.phone, roles.name) or len(roles.columns) == 1 else RowKind.SUBTOTAL
    if len(roles.columns) == 1 or column == roles.phone:
        return RowKind.DATA
    key = fold(value)
    if after_total:
        return RowKind.SIGNATURE
    if column == roles.name:
        is_section = value.rstrip().endswith(":") or bool(_SECTION.match(key) and "name" not in looks_like(value))
        if usual <= 2 and not is_section:
            return RowKind.DATA
        return RowKind.GROUP if is_section or (roles.serial is not None) else RowKind.DATA
    if column == roles.serial and key.isdigit():
        return RowKind.BLANK
    if column == roles.code and "code" in looks_like(value):
        return RowKind.DATA
    if column == roles.columns[0] or _SECTION.match(key):
        return RowKind.GROUP
    return RowKind.NOTE if len(value) > 40 or roles.name is not None else RowKind.DATA


def _is_serial(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float):
        return True
    text = cell_to_text(cell).strip().rstrip(".")
    return text.isdigit()


def _phone_like(cell: Cell) -> bool:
    return any(ch.isdigit() for ch in cell_to_text(cell))


def _looks_customer(held: dict[int, Cell], roles: Roles) -> bool:
    if roles.phone is not None and roles.phone in held and _phone_like(held[roles.phone]):
        return True
    return (roles.name is not None and roles.name in held) or (roles.code is not None and roles.code in held)


def _repeats_header(cells: list[tuple[int, Cell]], roles: Roles) -> bool:
    if not roles.header:
        return False
    header = dict(roles.header)
    texts = [(c, t) for c, t in cells if type(t) is str]
    if len(texts) < len(cells):
        return False
    same = sum(1 for c, t in texts if _same_header(header.get(c, ""), t))
    return same >= 2 and same >= 0.6 * len(cells)


def _same_header(header: str, text: str) -> bool:
    key = header_key(readable(text))
    return bool(key) and (key == header or header.endswith(" " + key) or header.startswith(key + " "))


def _describes(cells: list[tuple[int, Cell]], roles: Roles) -> bool:
    """Return whether a row right under the header explains the columns: words where digits belong, or column numbers."""
    texts = [cell_to_text(t).strip() for _, t in cells]
    if len(texts) >= 3 and len(texts) >= 0.6 * len(roles.header) and all(re.match(r"^\(?([A-Za-z]|\d{1,2})\)?$", t) for t in texts):
        return True
    held = dict(cells)
    typed = [cell_to_text(held[c]) for c, _ in roles.typed if c in held]
    wordy = sum(
        1 for t in typed if t and not any(ch.isdigit() for ch in t) and "*" not in t and len(t) > 3 and not _NOT_SAID.match(fold(t))
    )
    return (wordy >= 2 and wordy >= 0.6 * len(typed)) or (
        len(typed) == wordy == 1 and len(texts) >= 3 and sum(map(len, texts)) / len(texts) > 18
    )
