"""Lists of lines: customers whose lines carry labels ("SĐT: 0912…"), and bare lines told by what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from khachhang.importing.blocks import SLOTS, Labelled, bare_line, block_table, labels_of, slot_of
from khachhang.importing.contents import is_empty, looks_like
from khachhang.importing.headers import header_key, match_header
from khachhang.importing.letters import letter_of
from khachhang.importing.model import Column, Row, SheetLike, Table
from khachhang.importing.row_kinds import telling


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
    return block_table(sheet, letter, (), columns, blocks, blocks[0][0], first, last, tuple(order))


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
    if sum(1 for i, t in lines.items() if slots[i] != "phone" and "phone_inside" in looks_like(t)) > 0.25 * len(lines):
        return None
    if kinds["phone"] < 2 or kinds["phone"] > 0.6 * len(lines) or "full_name" not in kinds:
        return None
    blocks = _bare_groups(lines, slots)
    if len(blocks) < 2 or sum(1 for b in blocks if any(slots[i] == "phone" for i in b)) < 0.6 * len(blocks):
        return None
    columns = [Column(n, f"{letter_of(first)}{n + 1}", "") for n in range(len(SLOTS))]
    return block_table(sheet, letter, (), columns, blocks, blocks[0][0], first, last, SLOTS)


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
        begin = with_phone[0][0]
        kept = [g for g in groups if g[0] >= begin and (len(g) > 1 or not telling(lines[g[0]]))]
        return [tuple(g) for g in (kept if len(with_phone) >= 0.6 * len(groups) else with_phone)]
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
