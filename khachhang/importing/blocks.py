"""Customers that take several rows: the table they make, and the cells of one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from khachhang.importing.contents import is_empty, looks_like
from khachhang.importing.header_rows import header_text
from khachhang.importing.headers import TRIMMED, header_key, match_header
from khachhang.importing.legacy_headers import readable
from khachhang.importing.model import Column, Row, RowKind, SheetLike, Table
from khachhang.importing.row_kinds import telling
from khachhang.values.parsed import Cell
from khachhang.values.text import cell_to_text

SLOTS = ("full_name", "phone", "address", "email", "note")
"""What bare lines are sorted into; the labels of such a table."""

TWO_LINES = "two lines"
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


def announces(row: Row, first: int, last: int) -> bool:
    """Return whether some cell of a row says that it is a total, a signature or a note."""
    return any(type(c) is str and telling(c) for c in row[first : last + 1])


def block_table(
    sheet: SheetLike, letter: str, header_rows: Sequence[int], columns: Sequence[Column], blocks: Sequence[tuple[int, ...]],
    start: int, first: int, last: int, labels: tuple[str, ...],
) -> Table:  # fmt: skip
    """Return the table of these customers. blocks: the row indices of each; every other row is told by what it says."""
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


def lay_out(rows: Mapping[int, Row], table: Table, number: int) -> tuple[Cell, ...]:
    """Return the cells of the block beginning in that sheet row, in the places the table's columns name."""
    block = table.blocks.get(number, (number,))
    if table.labels == (TWO_LINES,):
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
