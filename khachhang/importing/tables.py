"""Find the tables of a sheet: where the header is, which columns and rows belong to it, what each row is."""

from __future__ import annotations

from collections.abc import Sequence

from khachhang.collecting import no_collections
from khachhang.importing.contents import Profile, is_empty, looks_like, profile
from khachhang.importing.header_rows import FoundHeader, complete_header, find_header, header_score, join_header, texts_of
from khachhang.importing.headers import TRIMMED, header_key, match_header
from khachhang.importing.letters import letter_of
from khachhang.importing.line_blocks import find_blocks
from khachhang.importing.model import Column, Row, RowKind, SheetLike, Table
from khachhang.importing.row_blocks import continued_rows, two_line_blocks
from khachhang.importing.row_kinds import Roles, classify
from khachhang.importing.synonyms import LOOKUP
from khachhang.values.parsed import Cell
from khachhang.values.text import fold

_LOOK = 400
"""Rows looked at to see which columns are in use."""

_TELLING = ("phone", "stt", "email", "customer_code", "full_name")
_NO_HEADER_STARTS = ("", *"0123456789+('")
_IDENTIFYING = frozenset({"full_name", "phone", "phone2", "email", "company", "contact", "given_name"})


def find_tables(sheet: SheetLike) -> tuple[Table, ...]:
    """Return the tables of customers (or of orders) in a sheet, left to right, top to bottom; () for other sheets."""
    rows = sheet.rows
    if not len(rows):
        return ()
    used = used_columns(rows)
    if not used:
        return ()
    with no_collections():
        parts = _side_by_side(rows, used)
        if len(parts) > 1:
            return tuple(t for first, last in parts for t in _tables_between(sheet, first, last, letter_of(first)))
        return tuple(_tables_between(sheet, used[0], used[-1], ""))


def table_at(sheet: SheetLike, header_rows: Sequence[int]) -> Table:
    """Return the table whose header the person says is in these sheet rows; () = it has none."""
    used = used_columns(sheet.rows) or [0]
    numbers = _numbers(sheet)
    indices = [numbers.index(r) for r in header_rows if r in numbers]
    if not indices:
        return _build(sheet, None, 0, used[0], used[-1], "")
    texts = join_header(sheet.rows, indices, used[0], used[-1])
    header = FoundHeader(tuple(indices), texts, 1.0)
    return _build(sheet, header, indices[-1] + 1, used[0], used[-1], "")


def used_columns(rows: Sequence[Row]) -> list[int]:
    """Return the indices of the columns that hold anything, in the first rows and a sample of the others."""
    step = max(1, len(rows) // 2000)
    picked = [rows[i] for i in range(min(_LOOK, len(rows)))]
    picked += [rows[i] for i in range(_LOOK, len(rows), step)] if len(rows) > _LOOK else []
    used: set[int] = set()
    for row in picked:
        used.update(c for c, cell in enumerate(row) if c not in used and not is_empty(cell))
    return sorted(used)


def _numbers(sheet: SheetLike) -> Sequence[int]:
    return sheet.row_numbers if sheet.row_numbers is not None else range(1, len(sheet.rows) + 1)


def _side_by_side(rows: Sequence[Row], used: list[int]) -> list[tuple[int, int]]:
    """Return (first, last) column of each table standing side by side; one pair when there is only one table."""
    whole = [(used[0], used[-1])]
    segments = _segments(rows, used)
    if len(segments) > 1:
        headers = [find_header(rows, a, b) for a, b in segments]
        if sum(1 for h in headers if h and _is_customer_header(h)) >= 2:
            return [s for s, h in zip(segments, headers, strict=True) if h and _is_customer_header(h)]
        if not any(headers) and sum(1 for a, b in segments if _is_headerless(rows, a, b)) >= 2:
            return [s for s in segments if _is_headerless(rows, *s)]
    header = find_header(rows, *whole[0])
    repeat = _repetition(header.texts) if header else 0
    if not repeat:
        return whole
    return [(used[0] + k * repeat, min(used[0] + (k + 1) * repeat - 1, used[-1])) for k in range(-(-(used[-1] - used[0] + 1) // repeat))]


def _segments(rows: Sequence[Row], used: list[int]) -> list[tuple[int, int]]:
    """Return the runs of columns between columns that are blank wherever a row holds more than a title."""
    counts: dict[int, int] = dict.fromkeys(used, 0)
    for index in range(min(_LOOK, len(rows))):
        filled = [c for c, cell in enumerate(rows[index]) if not is_empty(cell)]
        if len(filled) >= 2:
            for column in filled:
                counts[column] = counts.get(column, 0) + 1
    columns = [c for c in used if counts[c]]
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and column == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs or [(used[0], used[-1])]


def _repetition(texts: Sequence[str]) -> int:
    """Return after how many columns the header starts over ("STT Tên SĐT STT Tên SĐT"), 0 when it does not."""
    keys = [header_key(t) for t in texts]
    for width in range(2, len(keys) // 2 + 1):
        parts = [keys[i : i + width] for i in range(0, len(keys), width)]
        if len(parts[-1]) == width and all(p == parts[0] for p in parts) and sum(1 for k in parts[0] if k) >= 2:
            return width
    return 0


def _targets(texts: Sequence[str]) -> set[str]:
    matches = [match_header(t) for t in texts if t]
    found: set[str] = set()
    for match in matches:
        if match:
            found.update(match.target.removeprefix("mixed:").split("+"))
    return found


def _is_customer_header(header: FoundHeader) -> bool:
    return bool(_targets((*header.texts, *header.second)) & _IDENTIFYING)


def _is_headerless(rows: Sequence[Row], first: int, last: int) -> bool:
    return _headerless_start(rows, first, last) is not None


def _tables_between(sheet: SheetLike, first: int, last: int, letter: str) -> list[Table]:
    header = find_header(sheet.rows, first, last)
    if header and _is_customer_header(header):
        if header.is_block:
            return [two_line_blocks(sheet, header, first, letter)]
        continued = continued_rows(sheet, header, first, last, letter)
        if continued:
            return [continued]
        return _stacked(sheet, header, first, last, letter)
    blocks = find_blocks(sheet, first, last, letter)
    if blocks:
        return [blocks]
    if header and not _is_headerless(sheet.rows, first, last):
        return []
    start = _headerless_start(sheet.rows, first, last)
    if start is None:
        return []
    unknown = _unknown_header(sheet.rows, start, first, last)
    return [_build(sheet, unknown, start, first, last, letter, confidence=0.6)]


def _stacked(sheet: SheetLike, header: FoundHeader, first: int, last: int, letter: str) -> list[Table]:
    """Return the table under the header, and further ones when another header with other columns follows below."""
    tables: list[Table] = []
    begin = 0
    while header:
        end, following = _next_header(sheet.rows, header, first, last)
        table = _build(sheet, header, header.rows[-1] + 1, first, last, letter, begin=begin, end=end)
        if any(k is RowKind.DATA for k in table.kinds.values()) or not tables:
            tables.append(table)
        if following is None:
            return tables
        header, begin = following, end
    return tables


def _next_header(rows: Sequence[Row], header: FoundHeader, first: int, last: int) -> tuple[int, FoundHeader | None]:
    """Return where another table with other columns begins below, and its header; (len(rows), None) when none does."""
    own = [header_key(t) for t in header.texts]
    watched = _watched(header, first)
    if watched is None:
        return len(rows), None
    for index in range(header.rows[-1] + 2, len(rows)):
        row = rows[index]
        cell = row[watched] if watched < len(row) else None
        if type(cell) is not str or cell[:1] in _NO_HEADER_STARTS or len(cell) > 40 or fold(cell) not in LOOKUP:
            continue
        texts = texts_of(row, first, last)
        if header_score(texts, row[first : last + 1]) < 3 * TRIMMED or _overlap(own, texts) >= 0.6:
            continue
        following = complete_header(rows, index, first, last)
        if _is_customer_header(following):
            return following.rows[0], following
    return len(rows), None


def _watched(header: FoundHeader, first: int) -> int | None:
    """Return the column in which a header further down is easiest to tell from data."""
    targets = [m.target if (m := match_header(t)) else "" for t in header.texts]
    return next((first + targets.index(t) for t in _TELLING if t in targets), None)


def _overlap(own: Sequence[str], texts: Sequence[str]) -> float:
    keys = [header_key(t) for t in texts]
    filled = [(a, b) for a, b in zip(own, keys, strict=True) if b]
    return sum(1 for a, b in filled if a == b or (a and a.endswith(" " + b))) / max(1, len(filled))


def _headerless_start(rows: Sequence[Row], first: int, last: int) -> int | None:
    """Return the first row of data of a list without header, None when the cells are no customers."""
    profiles = [profile(_column(rows, c)) for c in range(first, last + 1)]
    if not any(_has_phones(p) for p in profiles) and not _has_people(profiles):
        return None
    telling = [first + i for i, p in enumerate(profiles) if _has_phones(p) or p.email > 0.5] or [
        first + i for i, p in enumerate(profiles) if p.name > 0.5
    ]
    for index in range(len(rows)):
        row = rows[index]
        if any(c < len(row) and not is_empty(row[c]) and _is_data_cell(row[c], profiles[c - first]) for c in telling):
            return index
    return None


def _has_phones(p: Profile) -> bool:
    return p.count >= 1 and (p.phone >= 0.5 or p.phone_inside >= 0.4 or p.phone + p.phone_inside >= 0.55) and p.money < 0.5


def _has_people(profiles: Sequence[Profile]) -> bool:
    """Return whether a list without phones still names people: names beside addresses or e-mails."""
    named = any(p.name >= 0.6 and p.count >= 3 for p in profiles)
    if sum(1 for p in profiles if p.count and p.serial < 0.7) == 1:
        return any(p.name >= 0.7 and p.count >= 3 and p.distinct >= 0.5 for p in profiles)
    return named and any(p.address >= 0.5 or p.email >= 0.5 for p in profiles)


def _is_data_cell(cell: Cell, p: Profile) -> bool:
    kinds = set(looks_like(cell))
    if _has_phones(p):
        return bool(kinds & {"phone", "phone_inside"})
    return bool(kinds & ({"email"} if p.email > 0.5 else {"name"}))


def _unknown_header(rows: Sequence[Row], start: int, first: int, last: int) -> FoundHeader | None:
    """Return the row above the data as a header when it only holds a short word per column."""
    if start == 0:
        return None
    texts = texts_of(rows[start - 1], first, last)
    filled = [t for t in texts if t]
    width = sum(1 for c in range(first, last + 1) if c < len(rows[start]) and not is_empty(rows[start][c]))
    known = [m for m in map(match_header, filled) if m and m.confidence >= TRIMMED]
    short = all(len(t) <= 40 and sum(ch.isdigit() for ch in t) < 4 for t in filled)
    if short and ((len(filled) >= 2 and len(filled) >= 0.6 * width) or (len(filled) == 1 and first == last and known)):
        return FoundHeader((start - 1,), tuple(texts), 1.0)
    return None


def _column(rows: Sequence[Row], column: int, start: int = 0, limit: int = 2000) -> list[Cell]:
    return [row[column] if column < len(row) else None for row in (rows[i] for i in range(start, min(len(rows), start + limit)))]


def _build(
    sheet: SheetLike, header: FoundHeader | None, start: int, first: int, last: int, letter: str,
    *, begin: int = 0, end: int | None = None, confidence: float = 1.0,
) -> Table:  # fmt: skip
    """Return the table whose body starts at row index start; rows begin … end belong to it, the earlier ones as titles."""
    rows, numbers = sheet.rows, _numbers(sheet)
    end = len(rows) if end is None else end
    body = rows if end == len(rows) else [rows[i] for i in range(end)]
    columns = _columns(body, header, start, first, last)
    kinds = classify(body, start, roles_of(body, columns, start))
    by_row = {numbers[i]: _above(rows[i], header, i, first, last) for i in range(begin, start)}
    by_row.update((numbers[start + i], kind) for i, kind in enumerate(kinds))
    data = [start + i for i, kind in enumerate(kinds) if kind is RowKind.DATA] or [min(start, len(rows) - 1)]
    titles = tuple(t for i in range(begin, start) if not header or i not in header.rows for t in texts_of(rows[i], first, last) if t)
    return Table(
        sheet=sheet.name,
        letter=letter,
        header_rows=tuple(numbers[i] for i in header.rows) if header else (),
        first_row=numbers[data[0]],
        last_row=numbers[data[-1]],
        columns=columns,
        kinds=by_row,
        confidence=confidence,
        first_index=first,
        last_index=last,
        titles=titles,
    )


def _above(row: Row, header: FoundHeader | None, index: int, first: int, last: int) -> RowKind:
    if header and index in header.rows:
        return RowKind.HEADER
    return RowKind.TITLE if any(not is_empty(c) for c in row[first : last + 1]) else RowKind.BLANK


def _columns(rows: Sequence[Row], header: FoundHeader | None, start: int, first: int, last: int) -> tuple[Column, ...]:
    """Return the columns that have a header or hold data."""
    texts = header.texts if header else ("",) * (last - first + 1)
    columns = []
    for index in range(first, last + 1):
        text = texts[index - first]
        if text or any(index < len(rows[i]) and not is_empty(rows[i][index]) for i in range(start, len(rows))):
            columns.append(Column(index, letter_of(index), text))
    return tuple(columns)


def roles_of(rows: Sequence[Row], columns: Sequence[Column], start: int) -> Roles:
    """Return where name, phone, number and code are, by header and, where that says nothing, by what the cells look like."""
    by_target: dict[str, int] = {}
    typed = []
    for column in columns:
        match = match_header(column.header) if column.header else None
        target = match.target if match else ""
        for part in target.removeprefix("mixed:").split("+"):
            by_target.setdefault(part, column.index)
        if target in ("phone", "email", "birth_date", "order_date", "quantity", "unit_price", "amount", "order_code", "tax_code", "debt"):
            typed.append((column.index, target))
    profiles = {c.index: profile(_column(rows, c.index, start)) for c in columns} if not {"full_name", "phone"} <= set(by_target) else {}
    name = next((by_target[t] for t in ("full_name", "company", "contact", "given_name") if t in by_target), None)
    if name is None:
        name = next((i for i, p in profiles.items() if p.name >= 0.5), None)
    phone = by_target.get("phone", next((i for i, p in profiles.items() if p.phone >= 0.4), None))
    serial = by_target.get("stt", next((i for i, p in profiles.items() if p.serial >= 0.7 and p.count > 2), None))
    return Roles(
        columns=tuple(c.index for c in columns),
        header=tuple((c.index, header_key(c.header)) for c in columns if c.header),
        serial=serial,
        name=name,
        phone=phone if phone != name else None,
        code=by_target.get("customer_code", by_target.get("order_code")),
        typed=tuple(typed),
    )
