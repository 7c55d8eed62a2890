"""Tables in which a customer takes several rows: a header of two lines, or rows that go on without a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from khachhang.importing.blocks import TWO_LINES, announces, block_table, slot_of
from khachhang.importing.contents import is_empty
from khachhang.importing.header_rows import FoundHeader
from khachhang.importing.headers import match_header
from khachhang.importing.letters import letter_of
from khachhang.importing.model import Column, Row, SheetLike, Table
from khachhang.values.names import is_business_name
from khachhang.values.text import cell_to_text

_LOOK = 600
"""Rows that show whether customers go on over rows without a number."""


def two_line_blocks(sheet: SheetLike, header: FoundHeader, first: int, letter: str) -> Table:
    """Return the table whose header has two lines for the two rows of each customer. letter: of a table side by side with another."""
    width = len(header.texts)
    anchor = _anchor(header)
    start = header.rows[-1] + 1
    starts = [first + anchor < len(row) and not is_empty(row[first + anchor]) for row in sheet.rows[start:]]
    pairs = _pairs(sheet.rows, start, first, width, starts)
    columns = [Column(first + i, letter_of(first + i), t) for i, t in enumerate(header.texts) if t]
    columns += [Column(first + width + i, f"{letter_of(first + i)}2", t) for i, t in enumerate(header.second) if t]
    return block_table(sheet, letter, header.rows, columns, pairs, start, first, first + width - 1, (TWO_LINES,))


def continued_rows(sheet: SheetLike, header: FoundHeader, first: int, last: int, letter: str) -> Table | None:
    """Return the table whose customers go on over rows without number (or code, or phone) under a one-line header; else None."""
    start = header.rows[-1] + 1
    targets = [m.target if (m := match_header(t)) else "" for t in header.texts]
    anchor = next((first + targets.index(t) for t in ("stt", "customer_code", "phone") if t in targets), None)
    if anchor is None:
        return None
    looked_at = [sheet.rows[i] for i in range(start, min(len(sheet.rows), start + _LOOK))]
    if sum(1 for row in looked_at if not _filled(row, anchor) and any(not is_empty(c) for c in row[first : last + 1])) < 0.3 * len(
        looked_at
    ):
        return None
    is_start = [_filled(row, anchor) for row in sheet.rows[start:]]
    blocks = _runs(sheet.rows, start, first, last, is_start)
    sizes = Counter(min(len(b), 9) for b in blocks)
    usual = max(sizes, key=lambda size: sizes[size], default=1)
    if len(blocks) < 2 or usual < 2 or usual > 6 or sizes[1] > 0.3 * len(blocks) or not _go_on(sheet.rows, blocks, targets, first):
        return None
    if targets[anchor - first] == "phone":
        blocks = [part for b in blocks for part in _at_names(sheet.rows, b, targets, first)]
    width = last - first + 1
    blocks = [b[:usual] if len(b) > 6 else b for b in blocks]
    columns = [Column(first + i, letter_of(first + i), t) for i, t in enumerate(header.texts) if t]
    for line in range(1, max(len(b) for b in blocks)):
        used = {c for b in blocks if len(b) > line for c in range(first, last + 1) if _filled(sheet.rows[b[line]], c)}
        columns += [Column(first + line * width + c - first, f"{letter_of(c)}{line + 1}", "") for c in sorted(used)]
    return block_table(sheet, letter, header.rows, columns, blocks, start, first, last, (TWO_LINES,))


def _filled(row: Row, column: int) -> bool:
    return column < len(row) and not is_empty(row[column])


def _runs(rows: Sequence[Row], start: int, first: int, last: int, is_start: Sequence[bool]) -> list[tuple[int, ...]]:
    """Return the row indices of each customer: a row with the anchor filled and the rows without it that follow at once."""
    runs: list[tuple[int, ...]] = []
    for offset, starts in enumerate(is_start):
        index = start + offset
        row = rows[index]
        if all(is_empty(c) for c in row[first : last + 1]) or announces(row, first, last):
            continue
        if starts:
            runs.append((index,))
        elif runs and runs[-1][-1] == index - 1:
            runs[-1] = (*runs[-1], index)
    return runs


def _at_names(rows: Sequence[Row], block: tuple[int, ...], targets: Sequence[str], first: int) -> list[tuple[int, ...]]:
    """Cut a block where a further name begins: a customer without phone followed one with a phone."""
    name = next((first + targets.index(t) for t in ("full_name", "company") if t in targets), None)
    cuts = [n for n, i in enumerate(block) if n and name is not None and _filled(rows[i], name) and _is_name(cell_to_text(rows[i][name]))]
    return [block[a:b] for a, b in pairwise([0, *cuts, len(block)])]


def _is_name(text: str) -> bool:
    return slot_of(text) == "full_name" or is_business_name(text)


def _go_on(rows: Sequence[Row], blocks: Sequence[tuple[int, ...]], targets: Sequence[str], first: int) -> bool:
    """Return whether the further rows of the blocks go on about a customer: few cells, and no further name in the column of names."""
    name = next((first + targets.index(t) for t in ("full_name", "company") if t in targets), None)
    further = [rows[i] for b in blocks[:400] for i in b[1:]]
    named = sum(1 for row in further if name is not None and _filled(row, name) and slot_of(cell_to_text(row[name])) == "full_name")
    cells = sum(sum(1 for c in row if not is_empty(c)) for row in further) / max(1, len(further))
    usual = sum(sum(1 for c in rows[b[0]] if not is_empty(c)) for b in blocks[:400]) / len(blocks[:400])
    return named <= 0.3 * len(further) and cells < usual


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
        if all(is_empty(c) for c in row[first : first + width]) or announces(row, first, first + width - 1):
            continue
        if is_first:
            pairs.append((index,))
        elif pairs and pairs[-1] == (index - 1,):
            pairs[-1] = (index - 1, index)
    return pairs
