"""Find the header of a table: one row or two, under titles, anywhere in the first rows of a sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from khachhang.importing.contents import looks_like
from khachhang.importing.headers import PATTERN, SEPARATOR, TRIMMED, HeaderMatch, header_key, match_header
from khachhang.importing.legacy_headers import readable
from khachhang.importing.model import Row
from khachhang.values.parsed import Cell
from khachhang.values.text import cell_to_text

SEARCH_ROWS = 80
"""How far down a header is looked for: 60 rows of a sheet and some slack."""

_LONGEST = 70
_DATA_KINDS = frozenset({"phone", "phone_inside", "email", "date", "money", "tax", "url", "masked"})
_COLUMN_NUMBER = re.compile(r"^\(?\s*([A-Za-z]|\d{1,2})\s*\)?(\s*=.*)?$")
_PARENTS = re.compile(
    r"lien he|cong no|so du|tien|dia chi|khach|don hang|san pham|thong tin|phat sinh|cuoi ky|dau ky|nguoi|mua hang|hang hoa|doanh"
)
_TITLE = re.compile(
    r"^(danh (sach|ba|muc)|ds|bang|so |bao cao|theo doi|cap nhat|mau so|kem theo|cua hang|cong ty|cty|tiem|shop|nha thuoc|phu trach|tu ngay"
    r"|den ngay|ngay|thang|nam|quy|list|report|phieu|thong ke|tong hop|quan ly|du lieu|data)\b|\d"
)


@dataclass(frozen=True, slots=True)
class FoundHeader:
    """rows: indices (not sheet rows) of the header. texts: header of each column from the first looked at. score: targets recognised.

    is_block: its two rows describe two lines of one customer. second: texts of the second line then.
    """

    rows: tuple[int, ...]
    texts: tuple[str, ...]
    score: float
    is_block: bool = False
    second: tuple[str, ...] = ()


def header_text(cell: Cell) -> str:
    """Return a header cell as one line of readable text."""
    return readable(" ".join(cell_to_text(cell).split())) if cell is not None else ""


def texts_of(row: Row, first: int, last: int) -> list[str]:
    """Return the cells first … last of a row as header texts."""
    return [header_text(row[c]) if c < len(row) else "" for c in range(first, last + 1)]


def find_header(rows: Sequence[Row], first: int, last: int) -> FoundHeader | None:
    """Return the header among the first rows, looking at columns first … last; None when no row has known words."""
    scores = [header_score(texts_of(rows[i], first, last), rows[i][first : last + 1]) for i in range(min(SEARCH_ROWS, len(rows)))]
    best = max(scores, default=0.0)
    if best < 2 * TRIMMED - 0.01:
        return None
    top = next(i for i, s in enumerate(scores) if s >= 0.7 * best)
    return complete_header(rows, top, first, last)


def header_score(texts: Sequence[str], row: Row) -> float:
    """Return how many different things the cells of a row name, 0 when the row is data or a title."""
    filled = [t for t in texts if t]
    if not filled or any(isinstance(c, float) and abs(c) > 9999 for c in row):
        return 0.0
    matches = [match_header(t) if len(t) <= _LONGEST else None for t in filled]
    data = sum(1 for t, m in zip(filled, matches, strict=True) if _is_data(t, m))
    if data > 0.2 * len(filled):
        return 0.0
    strong = {m.target for m in matches if m and m.confidence >= TRIMMED}
    weak = {m.target for t, m in zip(filled, matches, strict=True) if m and m.confidence < TRIMMED and _is_short(t)}
    known = sum(1 for m in matches if m)
    if len(strong) < 2 or known < 0.4 * len(filled):
        return 0.0
    return len(strong) + PATTERN * len(weak - strong)


def _is_short(text: str) -> bool:
    return len(text.split()) <= 6 and not any(c.isdigit() for c in text)


def _is_data(text: str, match: HeaderMatch | None) -> bool:
    if match and match.confidence >= TRIMMED:
        return False
    return bool(_DATA_KINDS & set(looks_like(text))) or len(text) > _LONGEST


def complete_header(rows: Sequence[Row], top: int, first: int, last: int) -> FoundHeader:
    """Return the header whose best row is `top` together with a row above or below that belongs to it."""
    own = texts_of(rows[top], first, last)
    score = header_score(own, rows[top][first : last + 1])
    below = texts_of(rows[top + 1], first, last) if top + 1 < len(rows) else []
    if below and _is_sub_header(own, below, rows[top + 1][first : last + 1]):
        return FoundHeader((top, top + 1), tuple(_join(own, below)), score + 0.5)
    if below and _is_second_line(own, below, rows[top + 1][first : last + 1]):
        return FoundHeader((top, top + 1), tuple(own), score, is_block=True, second=tuple(below))
    above = texts_of(rows[top - 1], first, last) if top else []
    if above and _is_parent(above, own, rows[top - 1][first : last + 1]):
        return FoundHeader((top - 1, top), tuple(_join(above, own)), score)
    return FoundHeader((top,), tuple(own), score)


def join_header(rows: Sequence[Row], indices: Sequence[int], first: int, last: int) -> tuple[str, ...]:
    """Return the header texts of the rows a person named as the header."""
    texts = texts_of(rows[indices[0]], first, last)
    for index in indices[1:]:
        texts = _join(texts, texts_of(rows[index], first, last))
    return tuple(texts)


def _plain(texts: Sequence[str], row: Row) -> bool:
    """Return whether a row could be part of a header: short texts only, no data."""
    filled = [t for t in texts if t]
    cells = [c for c in row if c is not None and c != ""]
    return bool(filled) and all(isinstance(c, str) for c in cells) and not any(_is_data(t, match_header(t)) for t in filled)


def is_column_numbers(texts: Sequence[str]) -> bool:
    """Return whether a row under the header only numbers the columns: (1) (2) (3), A B C."""
    filled = [t for t in texts if t]
    return len(filled) >= 3 and all(_COLUMN_NUMBER.match(t) for t in filled)


def _is_sub_header(above: Sequence[str], below: Sequence[str], below_row: Row) -> bool:
    if not _plain(below, below_row) or is_column_numbers(below):
        return False
    if _says_the_same(above, below):
        return True
    grouped = [c for c in range(len(above)) if below[c] and _parent_at(above, below, c) is not None]
    alone = [c for c in range(len(above)) if below[c] and c not in grouped]
    if not any(not above[c] for c in grouped) or len(alone) > 0.34 * (len(grouped) + len(alone)):
        return False
    known = sum(1 for c in grouped if match_header(below[c]) or match_header(f"{_parent_at(above, below, c)}{SEPARATOR}{below[c]}"))
    return known >= max(1, 0.5 * len(grouped))


def _says_the_same(above: Sequence[str], below: Sequence[str]) -> bool:
    """Return whether the row below repeats the header in another language; sentences explain it instead."""
    if any(len(b.split()) > 5 or b.endswith(".") and len(b.split()) > 2 for b in below):
        return False
    pairs = [(match_header(a), match_header(b)) for a, b in zip(above, below, strict=True) if a and b]
    same = sum(1 for a, b in pairs if a and b and a.target == b.target and b.confidence >= TRIMMED)
    return len(pairs) >= 0.6 * sum(1 for a in above if a) and same >= 0.6 * len(pairs) and same >= 2


def _parent_at(above: Sequence[str], below: Sequence[str], column: int) -> str | None:
    """Return the text above column c that spans it: its own, when more columns without text follow, or one to the left."""
    if above[column]:
        spans = column + 1 < len(above) and not above[column + 1] and bool(below[column + 1])
        return above[column] if spans else None
    for left in range(column - 1, -1, -1):
        if above[left]:
            return above[left]
        if not below[left]:
            return None
    return None


def _is_second_line(above: Sequence[str], below: Sequence[str], below_row: Row) -> bool:
    """Return whether the row below names further things in the same columns: a customer takes two rows."""
    if not _plain(below, below_row) or any(ch.isdigit() for b in below for ch in b):
        return False
    over = [(match_header(a), match_header(b)) for a, b in zip(above, below, strict=True) if a and b]
    different = sum(1 for a, b in over if a and b and a.target != b.target and b.confidence >= TRIMMED)
    return different >= 1 and different >= 0.6 * sum(1 for b in below if b)


def _is_parent(above: Sequence[str], own: Sequence[str], above_row: Row) -> bool:
    if not _plain(above, above_row):
        return False
    filled = [c for c, t in enumerate(above) if t]
    spans = [c for c in filled if own[c] and c + 1 < len(own) and not above[c + 1] and own[c + 1]]
    vertical = [c for c in filled if not own[c]]
    if not spans or (len(filled) == 1 and (filled[0] == 0 or not _spans_columns(above[filled[0]]))):
        return False
    return bool(vertical) or len(filled) >= 2 or filled[0] > 0


def _spans_columns(text: str) -> bool:
    """Return whether a lone text above the header says what some columns hold together; titles name the whole list, or a day."""
    key = header_key(text)
    return _PARENTS.search(key) is not None and _TITLE.search(key) is None and ":" not in text


def _join(above: Sequence[str], below: Sequence[str]) -> list[str]:
    if _says_the_same(above, below):
        return [a or b for a, b in zip(above, below, strict=True)]
    joined = []
    for column, (a, b) in enumerate(zip(above, below, strict=True)):
        parent = _parent_at(above, below, column) if b else a
        joined.append(f"{parent}{SEPARATOR}{b}" if b and parent else b or a)
    return joined
