"""Lists in which a customer takes several rows: two-line tables, lines with labels ("SĐT: 0912…"), bare lines told by what they hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from khachhang.importing.contents import is_empty, looks_like
from khachhang.importing.header_rows import FoundHeader, header_text
from khachhang.importing.headers import TRIMMED, header_key, match_header
from khachhang.importing.legacy_headers import readable
from khachhang.importing.letters import letter_of
from khachhang.importing.model import Column, Row, RowKind, SheetLike, Table
from khachhang.importing.row_kinds import telling
from khachhang.values.parsed import Cell
from khachhang.values.text import cell_to_text

SLOTS = ("full_name", "phone", "address", "email", "note")
"""What bare lines are sorted into; the labels of such a table."""

_TWO_LINES = "two lines"
_LABEL_END = re.compile(r"\s*[:：]\s*")
_ENUMERATED = re.compile(r"^\s*\d{1,4}\s*[.)/\-]\s*(?=[^\W\d])")


class Labelled(NamedTuple):
    """One "label: value" of a row. column: where the value stands."""

    label: str
    value: Cell
    column: int


def sheet_numbers(sheet: SheetLike) -> Sequence[int]:
    """Return the row number of each row of cells."""
    return sheet.row_numbers if sheet.row_numbers is not None else range(1, len(sheet.rows) + 1)


# ---- two lines of a table per customer -------------------------------------------------------------------------------


def two_line_blocks(sheet: SheetLike, header: FoundHeader, first: int, letter: str) -> Table:
    """Return the table whose header has two lines for the two rows of each customer. letter: of a table side by side with another."""
    width = len(header.texts)
    anchor = _anchor(header)
    start = header.rows[-1] + 1
    starts = [first + anchor < len(row) and not is_empty(row[first + anchor]) for row in sheet.rows[start:]]
    pairs = _pairs(sheet.rows, start, first, width, starts)
    columns = [Column(first + i, letter_of(first + i), t) for i, t in enumerate(header.texts) if t]
    columns += [Column(first + width + i, f"{letter_of(first + i)}2", t) for i, t in enumerate(header.second) if t]
    return _block_table(sheet, letter, header.rows, columns, pairs, start, first, first + width - 1, (_TWO_LINES,))


def continued_rows(sheet: SheetLike, header: FoundHeader, first: int, last: int, letter: str) -> Table | None:
    """Return the table whose customers go on over rows without number (or code, or phone) under a one-line header; else None."""
    start = header.rows[-1] + 1
    targets = [m.target if (m := match_header(t)) else "" for t in header.texts]
    anchor = next((first + targets.index(t) for t in ("stt", "customer_code", "phone") if t in targets), None)
    if anchor is None:
        return None
    is_start = [anchor < len(row) and not is_empty(row[anchor]) for row in sheet.rows[start:]]
    blocks = _runs(sheet.rows, start, first, last, is_start)
    sizes = Counter(min(len(b), 9) for b in blocks)
    usual = max(sizes, key=lambda size: sizes[size], default=1)
    if len(blocks) < 2 or usual < 2 or usual > 6 or sizes[1] > 0.3 * len(blocks) or not _go_on(sheet.rows, blocks, targets, first):
        return None
    width = last - first + 1
    blocks = [b[:usual] if len(b) > 6 else b for b in blocks]
    columns = [Column(first + i, letter_of(first + i), t) for i, t in enumerate(header.texts) if t]
    for line in range(1, max(len(b) for b in blocks)):
        used = {c for b in blocks if len(b) > line for c in range(first, last + 1) if _filled(sheet.rows[b[line]], c)}
        columns += [Column(first + line * width + c - first, f"{letter_of(c)}{line + 1}", "") for c in sorted(used)]
    return _block_table(sheet, letter, header.rows, columns, blocks, start, first, last, (_TWO_LINES,))


def _filled(row: Row, column: int) -> bool:
    return column < len(row) and not is_empty(row[column])


def _runs(rows: Sequence[Row], start: int, first: int, last: int, is_start: Sequence[bool]) -> list[tuple[int, ...]]:
    """Return the row indices of each customer: a row with the anchor filled and the rows without it that follow at once."""
    runs: list[tuple[int, ...]] = []
    for offset, starts in enumerate(is_start):
        index = start + offset
        row = rows[index]
        if all(is_empty(c) for c in row[first : last + 1]) or _announces(row, first, last):
            continue
        if starts:
            runs.append((index,))
        elif runs and runs[-1][-1] == index - 1:
            runs[-1] = (*runs[-1], index)
    return runs


def _go_on(rows: Sequence[Row], blocks: Sequence[tuple[int, ...]], targets: Sequence[str], first: int) -> bool:
    """Return whether the further rows of the blocks go on about a customer: few cells, and no further name in the column of names."""
    name = next((first + targets.index(t) for t in ("full_name", "company") if t in targets), None)
    further = [rows[i] for b in blocks[:400] for i in b[1:]]
    named = sum(1 for row in further if name is not None and _filled(row, name) and slot_of(cell_to_text(row[name])) == "full_name")
    cells = sum(sum(1 for c in row if not is_empty(c)) for row in further) / max(1, len(further))
    usual = sum(sum(1 for c in rows[b[0]] if not is_empty(c)) for b in blocks[:400]) / len(blocks[:400])
    return named <= 0.3 * len(further) and cells < usual


def _announces(row: Row, first: int, last: int) -> bool:
    return any(type(c) is str and telling(c) for c in row[first : last + 1])


def _anchor(header: FoundHeader) -> int:
    """Return the column that is filled on the first line of each customer: number, code or name."""
    wanted = ("stt", "customer_code", "full_name", "company", "phone")
    targets = [m.target if (m := match_header(t)) else "" for t in header.texts]
    return next((targets.index(w) for w in wanted if w in targets), 0)


def _pairs(rows: Sequence[Row], start: int, first: int, width: int, starts: Sequence[bool]) -> list[tuple[int, ...]]:
    """Return the row indices of each customer: a row with the anchor filled, and the row after it when that has none."""
    pairs: list[tuple[int, ...]] = []
    for offset, is_first in enumerate(starts):
        index = start + offset
        row = rows[index]
        if all(is_empty(c) for c in row[first : first + width]) or _announces(row, first, first + width - 1):
            continue
        if is_first:
            pairs.append((index,))
        elif pairs and pairs[-1] == (index - 1,):
            pairs[-1] = (index - 1, index)
    return pairs


def _block_table(
    sheet: SheetLike, letter: str, header_rows: Sequence[int], columns: Sequence[Column], blocks: Sequence[tuple[int, ...]],
    start: int, first: int, last: int, labels: tuple[str, ...],
) -> Table:  # fmt: skip
    numbers = sheet_numbers(sheet)
    inside = {i for block in blocks for i in block}
    kinds: dict[int, RowKind] = {}
    for index, row in enumerate(sheet.rows):
        if index in inside:
            continue
        kinds[numbers[index]] = _outside(row, index, header_rows, start, first, last)
    for block in blocks:
        kinds[numbers[block[0]]] = RowKind.DATA
    titles = tuple(t for i in range(start) if i not in header_rows for t in map(header_text, sheet.rows[i][first : last + 1]) if t)
    return Table(
        sheet=sheet.name,
        letter=letter,
        header_rows=tuple(numbers[i] for i in header_rows),
        first_row=numbers[blocks[0][0]] if blocks else numbers[min(start, len(numbers) - 1)],
        last_row=numbers[blocks[-1][-1]] if blocks else numbers[-1],
        columns=tuple(columns),
        kinds=dict(sorted(kinds.items())),
        block_size=max((len(b) for b in blocks), default=2) if blocks else 2,
        confidence=0.8,
        first_index=first,
        last_index=last,
        labels=labels,
        titles=titles,
        blocks={numbers[b[0]]: tuple(numbers[i] for i in b) for b in blocks},
    )


def _outside(row: Row, index: int, header_rows: Sequence[int], start: int, first: int, last: int) -> RowKind:
    cells = [c for c in row[first : last + 1] if not is_empty(c)]
    if not cells:
        return RowKind.BLANK
    if index in header_rows:
        return RowKind.HEADER
    if index < start:
        return RowKind.TITLE
    announced = next((k for c in cells if type(c) is str and (k := telling(c))), None)
    return announced or RowKind.NOTE


# ---- lines with labels, and bare lines -------------------------------------------------------------------------------


def find_blocks(sheet: SheetLike, first: int, last: int, letter: str) -> Table | None:
    """Return a table of labelled or bare lines, or None when the cells are laid out as a table or as nothing at all."""
    return _labelled_blocks(sheet, first, last, letter) or _bare_blocks(sheet, first, last, letter)


def _labelled_blocks(sheet: SheetLike, first: int, last: int, letter: str) -> Table | None:
    found = {i: labels for i, row in enumerate(sheet.rows) if (labels := labels_of(row, first, last))}
    filled = sum(1 for row in sheet.rows if any(not is_empty(c) for c in row[first : last + 1]))
    keys = Counter(header_key(x.label) for labels in found.values() for x in labels)
    targets = {m.target for k in keys if (m := match_header(k))}
    if len(keys) < 2 or len(found) < 0.55 * filled or not targets & {"full_name", "phone", "company", "email"}:
        return None
    order = list(keys)
    blocks = _with_headings(sheet.rows, found, _labelled_groups(sheet.rows, found, order[0], first, last), first, last)
    if len(blocks) < 2 and len(keys) < 3:
        return None
    if not targets & {"full_name", "company", "contact"} and _names_precede(sheet.rows, found, first, last) >= 0.6 * len(blocks):
        return None
    headers = {header_key(x.label): x for labels in reversed(list(found.values())) for x in reversed(labels)}
    columns = [Column(n, f"{letter_of(headers[k].column)}{n + 1}", headers[k].label) for n, k in enumerate(order)]
    if _has_unlabelled(sheet.rows, found, blocks, first, last):
        columns.append(Column(len(order), f"{letter_of(first)}{len(order) + 1}", ""))
        order.append("")
    return _block_table(sheet, letter, (), columns, blocks, blocks[0][0], first, last, tuple(order))


def labels_of(row: Row, first: int, last: int) -> list[Labelled]:
    """Return the "label: value" pairs of a row; the value follows the colon or stands in the next cell."""
    found = []
    column = first
    while column <= min(last, len(row) - 1):
        cell = row[column]
        text = readable(" ".join(cell.split())) if type(cell) is str else ""
        head, colon, tail = _split_label(text)
        match = match_header(head) if head and len(head) <= 40 else None
        if match and match.confidence >= TRIMMED and match.target != "stt":
            if tail:
                found.append(Labelled(head, tail, column))
            elif column + 1 < len(row) and column < last and not is_empty(row[column + 1]) and (colon or not _is_label(row[column + 1])):
                found.append(Labelled(head, row[column + 1], column + 1))
                column += 1
            elif colon:
                found.append(Labelled(head, None, column))
        column += 1
    return found


def _split_label(text: str) -> tuple[str, bool, str]:
    parts = _LABEL_END.split(text, maxsplit=1)
    return (parts[0].strip("-•* "), True, parts[1].strip()) if len(parts) == 2 else (text, False, "")


def _is_label(cell: Cell) -> bool:
    match = match_header(cell) if type(cell) is str and len(cell) <= 40 else None
    return match is not None and match.confidence >= TRIMMED


def _labelled_groups(
    rows: Sequence[Row], found: Mapping[int, list[Labelled]], start_key: str, first: int, last: int
) -> list[tuple[int, ...]]:
    """Cut the rows into customers: a new one begins where a label comes again, or at the first label after a blank row."""
    blocks: list[list[int]] = []
    seen: set[str] = set()
    after_blank = True
    for index in range(len(rows)):
        if all(is_empty(c) for c in rows[index][first : last + 1]):
            after_blank = True
            continue
        keys = [header_key(x.label) for x in found.get(index, ())]
        if keys and (not blocks or seen & set(keys) or (after_blank and start_key in keys)):
            blocks.append([])
            seen = set()
        if blocks and (keys or not after_blank):
            blocks[-1].append(index)
            seen.update(keys)
        after_blank = False
    return [tuple(b) for b in blocks]


def _with_headings(
    rows: Sequence[Row], found: Mapping[int, list[Labelled]], blocks: list[tuple[int, ...]], first: int, last: int
) -> list[tuple[int, ...]]:
    """Put the line above each block ("KHÁCH HÀNG SỐ 1") into it, when nearly every block has one."""
    inside = {i for b in blocks for i in b}
    headed = {b[0] for b in blocks if b[0] and b[0] - 1 not in inside and b[0] - 1 not in found and bare_line(rows[b[0] - 1], first, last)}
    if len(blocks) < 2 or len(headed) < 0.8 * len(blocks):
        return blocks
    return [(b[0] - 1, *b) if b[0] in headed else b for b in blocks]


def _names_precede(rows: Sequence[Row], found: Mapping[int, list[Labelled]], first: int, last: int) -> int:
    """Return how many lines without label stand right before a labelled one: names whose label goes without saying."""
    return sum(1 for i in found if i and i - 1 not in found and bare_line(rows[i - 1], first, last))


def _has_unlabelled(
    rows: Sequence[Row], found: Mapping[int, list[Labelled]], blocks: Sequence[tuple[int, ...]], first: int, last: int
) -> bool:
    return any(i not in found and any(not is_empty(c) for c in rows[i][first : last + 1]) for block in blocks for i in block)


def _bare_blocks(sheet: SheetLike, first: int, last: int, letter: str) -> Table | None:
    lines = {i: line for i, row in enumerate(sheet.rows) if (line := bare_line(row, first, last)) is not None}
    filled = [i for i, row in enumerate(sheet.rows) if any(not is_empty(c) for c in row[first : last + 1])]
    if len(lines) < 4 or len(lines) < 0.8 * len(filled):
        return None
    slots = {i: slot_of(text) for i, text in lines.items()}
    kinds = Counter(slots.values())
    if kinds["phone"] < 2 or kinds["phone"] > 0.6 * len(lines) or "full_name" not in kinds:
        return None
    blocks = _bare_groups(lines, slots)
    if len(blocks) < 2 or sum(1 for b in blocks if any(slots[i] == "phone" for i in b)) < 0.6 * len(blocks):
        return None
    columns = [Column(n, f"{letter_of(first)}{n + 1}", "") for n in range(len(SLOTS))]
    return _block_table(sheet, letter, (), columns, blocks, blocks[0][0], first, last, SLOTS)


def bare_line(row: Row, first: int, last: int) -> str | None:
    """Return the text of a row that holds one thing (and perhaps a number before it), None for a blank row or a row of a table."""
    cells = [c for c in row[first : last + 1] if not is_empty(c)]
    if len(cells) == 2 and isinstance(cells[0], int | float) and abs(float(cells[0])) < 100_000:
        cells = cells[1:]
    return cell_to_text(cells[0]).strip() if len(cells) == 1 else None


def slot_of(text: str) -> str:
    """Return which slot a bare line belongs to."""
    kinds = set(looks_like(_ENUMERATED.sub("", text)))
    digits = sum(ch.isdigit() for ch in text)
    label = _LABEL_END.split(text, maxsplit=1)[0] if ":" in text else ""
    match = match_header(label) if label else None
    if match and match.target in SLOTS:
        return match.target
    if "email" in kinds:
        return "email"
    if "phone" in kinds or ("phone_inside" in kinds and digits > 0.4 * len(text)) or (digits >= 9 and digits > 0.6 * len(text)):
        return "phone"
    if kinds & {"address", "province", "district"}:
        return "address"
    return "full_name" if "name" in kinds or _ENUMERATED.match(text) else "note"


def _bare_groups(lines: Mapping[int, str], slots: Mapping[int, str]) -> list[tuple[int, ...]]:
    """Cut bare lines into customers: at blank rows where those part them, else at each name."""
    indices = sorted(lines)
    groups: list[list[int]] = []
    for position, index in enumerate(indices):
        if not position or index != indices[position - 1] + 1:
            groups.append([])
        groups[-1].append(index)
    with_phone = [g for g in groups if any(slots[i] == "phone" for i in g)]
    if len(with_phone) >= 2 and all(len(g) <= 8 and sum(slots[i] == "phone" for i in g) <= 3 for g in with_phone):
        return (
            [tuple(g) for g in groups if len(g) > 1 or slots[g[0]] != "note"]
            if len(with_phone) >= 0.6 * len(groups)
            else [tuple(g) for g in with_phone]
        )
    return _by_first_line([i for g in groups for i in g], slots)


def _by_first_line(indices: Sequence[int], slots: Mapping[int, str]) -> list[tuple[int, ...]]:
    """Cut lines that follow one another without blanks: by the period of the phones when it is constant, else at the names."""
    phones = [p for p, i in enumerate(indices) if slots[i] == "phone"]
    gaps = Counter(b - a for a, b in pairwise(phones))
    period, times = gaps.most_common(1)[0]
    offsets = Counter(p % period for p in phones)
    if times >= 0.85 * (len(phones) - 1) and 2 <= period <= 8 and len(offsets) == 1:
        names = [sum(slots[indices[p]] == "full_name" for p in range(o, len(indices), period)) for o in range(period)]
        begin = max(range(period), key=lambda o: names[o])
        return [tuple(indices[p : p + period]) for p in range(begin, len(indices), period)]
    blocks: list[list[int]] = []
    for index in indices:
        if slots[index] == "full_name" and (not blocks or any(slots[i] != "full_name" for i in blocks[-1])):
            blocks.append([])
        if blocks:
            blocks[-1].append(index)
    return [tuple(b) for b in blocks]


# ---- the cells of one block ------------------------------------------------------------------------------------------


def lay_out(rows: Mapping[int, Row], table: Table, number: int) -> tuple[Cell, ...]:
    """Return the cells of the block beginning in that sheet row, in the places the table's columns name."""
    block = table.blocks.get(number, (number,))
    if table.labels == (_TWO_LINES,):
        width = table.last_index - table.first_index + 1
        cells: list[Cell] = [None] * table.first_index
        for row_number in block:
            row = list(rows[row_number][table.first_index : table.last_index + 1])
            cells += row + [None] * (width - len(row))
        return (*cells, *[None] * (table.first_index + width * table.block_size - len(cells)))
    if table.labels == SLOTS:
        return _sorted_lines([rows[n] for n in block], table)
    return _by_label([rows[n] for n in block], table)


def raw_of(rows: Mapping[int, Row], table: Table, number: int) -> tuple[Cell, ...]:
    """Return the cells of a block exactly as they came, its rows end to end."""
    return tuple(c for n in table.blocks.get(number, (number,)) for c in rows[n][table.first_index : table.last_index + 1])


def _sorted_lines(lines: Sequence[Row], table: Table) -> tuple[Cell, ...]:
    slots: dict[str, list[str]] = {s: [] for s in SLOTS}
    for position, row in enumerate(lines):
        text = bare_line(row, table.first_index, table.last_index)
        if text is None:
            text = " ".join(cell_to_text(c) for c in row[table.first_index : table.last_index + 1] if not is_empty(c))
        slot = slot_of(text)
        if position == 0 and slot in ("note", "address") and not slots["full_name"]:
            slot = "full_name"
        elif slot == "full_name" and slots["full_name"]:
            slot = "note"
        slots[slot].append(_without_label(text) if slot != "note" else text)
    names = [_ENUMERATED.sub("", t) for t in slots["full_name"]]
    joined = ["; ".join(names), "; ".join(slots["phone"]), ", ".join(slots["address"]), "; ".join(slots["email"]), "\n".join(slots["note"])]
    return tuple(t or None for t in joined)


def _without_label(text: str) -> str:
    head, colon, tail = _split_label(text)
    return tail if colon and tail and match_header(head) else text


def _by_label(lines: Sequence[Row], table: Table) -> tuple[Cell, ...]:
    values: dict[str, Cell] = {}
    loose: list[str] = []
    for row in lines:
        found = labels_of(row, table.first_index, table.last_index)
        for label, value, _ in found:
            values.setdefault(header_key(label), value)
        if not found:
            loose += [cell_to_text(c) for c in row[table.first_index : table.last_index + 1] if not is_empty(c)]
    return tuple(values.get(k) if k else ("\n".join(loose) or None) for k in table.labels)
