"""Check the rows of a table: parse column by column, put the lines together, say of every sheet row what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from khachhang.collecting import no_collections
from khachhang.fields import Catalogue
from khachhang.importing.assembling import Lines, assemble, custom_fields_of
from khachhang.importing.blocks import lay_out, raw_of
from khachhang.importing.body import column_of, numbered_rows
from khachhang.importing.columns import PLACES, legacy_code_of, parse_column
from khachhang.importing.decoding import ParsedColumn, decoded_column
from khachhang.importing.mixed import split_mixture
from khachhang.importing.model import (
    CheckedRow,
    CheckedTable,
    ColumnMapping,
    Mapping,
    Options,
    Repair,
    Row,
    RowKind,
    RowOf,
    SheetLike,
    Table,
    Verdict,
)
from khachhang.importing.parties import section_of
from khachhang.model import Issue, Severity
from khachhang.progress import Tick, no_tick
from khachhang.values.parsed import Cell
from khachhang.values.text import cell_to_text

_SKIPPED = frozenset({"ignore", "stt"})
_CHUNK = 8_192


def check_table(
    sheet: SheetLike, table: Table, mapping: Mapping, catalogue: Catalogue, options: Options, tick: Tick = no_tick
) -> CheckedTable:
    """Return every sheet row of the table with what it says and what is wrong with it. Pure; tick may raise Cancelled."""
    with no_collections():
        return _check(sheet, table, mapping, catalogue, options, tick)


def _check(sheet: SheetLike, table: Table, mapping: Mapping, catalogue: Catalogue, options: Options, tick: Tick) -> CheckedTable:
    numbers, lines_cells = _gather(sheet, table, options)
    wanted = [m for m in mapping.columns if m.target not in _SKIPPED]
    steps = len(wanted) + 2
    columns: list[ParsedColumn] = []
    index_of = {c.letter: c.index for c in table.columns}
    cells_of = {
        m.letter: _fixed(column_of(lines_cells, index_of[m.letter]), m.letter, numbers, options) for m in wanted if m.letter in index_of
    }
    del lines_cells  # the columns hold the cells now
    _spread_merged(sheet, table, numbers, {m.letter: index_of[m.letter] for m in wanted if m.letter in index_of}, cells_of)
    wanted = [m for m in wanted if m.letter in index_of]
    legacy = legacy_code_of((m, cells_of[m.letter], sheet.fonts.get(index_of[m.letter])) for m in wanted)
    for done, column in enumerate(wanted):
        tick(done, steps)
        columns += _parsed(column, cells_of[column.letter], options, legacy.get(column.letter))
    tick(steps - 2, steps)
    custom = custom_fields_of(columns, catalogue)
    lines = assemble(columns, table, len(numbers), options, _sections(sheet, table, numbers), lambda _done, _total: tick(steps - 2, steps))
    _keep_what_fits(lines, {m.letter: cells_of[m.letter] for m in wanted if m.target.startswith("mixed:")})
    cells_of.clear()
    for parsed in columns:  # what they say is in the lines now
        parsed.cells, parsed.values = [], []
    tick(steps - 1, steps)
    rows = list(_rows(sheet, table, numbers, lines, options))
    tick(steps, steps)
    notes = tuple(note for column in columns for note in column.notes)
    return CheckedTable(table, mapping, rows, _repairs(lines, numbers), notes, custom)


def _gather(sheet: SheetLike, table: Table, options: Options) -> tuple[list[int], list[Row]]:
    """Return sheet rows and cells of the lines that are customers, or were taken in as such."""
    kinds, take_in = table.kinds, options.take_in
    numbers: list[int] = []
    lines: list[Row] = []
    if table.blocks:
        held = dict(numbered_rows(sheet))
        for number, kind in kinds.items():
            if kind is RowKind.DATA or number in take_in:
                numbers.append(number)
                lines.append(lay_out(held, table, number))
        return numbers, lines
    for number, row in numbered_rows(sheet):
        if kinds.get(number) is RowKind.DATA or number in take_in:
            numbers.append(number)
            lines.append(row)
    return numbers, lines


def _fixed(cells: list[Cell], letter: str, numbers: Sequence[int], options: Options) -> list[Cell]:
    """Return the cells with those replaced that the person typed anew."""
    fixes = {row: text for (row, fixed_letter), text in options.fixes.items() if fixed_letter == letter}
    if fixes:
        cells = [fixes.get(number, cell) for number, cell in zip(numbers, cells, strict=True)]
    return cells


def _spread_merged(
    sheet: SheetLike, table: Table, numbers: Sequence[int], indices: dict[str, int], cells_of: dict[str, list[Cell]]
) -> None:
    """Let a cell merged over several rows of data speak for each of them; the raw rows stay as they came."""
    tall = [m for m in sheet.merged if m[2] > m[0] and m[2] >= table.first_row] if not table.blocks else []
    if not tall:
        return
    line_of = {number: line for line, number in enumerate(numbers)}
    for top, left, bottom, _ in tall:
        first = line_of.get(top)
        for letter, index in indices.items():
            if index != left or first is None:
                continue
            cells = cells_of[letter]
            for number in range(top + 1, bottom + 1):
                line = line_of.get(number)
                if line is not None and (cells[line] is None or cells[line] == ""):
                    cells[line] = cells[first]


def _parsed(mapping: ColumnMapping, cells: list[Cell], options: Options, legacy: str | None) -> list[ParsedColumn]:
    """Return the column parsed; a mixed one as several."""
    if mapping.target.startswith("mixed:"):
        return _cut_apart(mapping, cells, options, legacy)
    base = mapping.target.rstrip("0123456789")
    if base in PLACES:
        return [decoded_column(mapping, cells, options, legacy)]
    return [parse_column(mapping, cells, options, legacy)]


def _cut_apart(mapping: ColumnMapping, cells: list[Cell], options: Options, legacy: str | None) -> list[ParsedColumn]:
    decoded = decoded_column(mapping, cells, options, legacy)
    targets = mapping.target.removeprefix("mixed:").split("+")
    parts: dict[str, list[Cell]] = {t: [None] * len(cells) for t in (*targets, "note", "email")}
    for line, cell in enumerate(decoded.cells):
        if cell is not None and cell != "":
            for target, text in split_mixture(cell_to_text(cell), targets).items():
                parts.setdefault(target, [None] * len(cells))[line] = text
    filled = [t for t in parts if t in targets or any(parts[t])]
    columns = []
    for target in filled:
        part = replace(mapping, target=target)
        columns.append(ParsedColumn(part, parts[target], []) if target in PLACES else parse_column(part, parts[target], options))
    columns[0].repairs.update(decoded.repairs)
    return columns


def _keep_what_fits(lines: Lines, mixed: dict[str, list[Cell]]) -> None:
    """Offer no text for a part of a cell that does not stand in it word for word: it would take the place of all the others."""
    for line, issues in lines.issues.items() if mixed else ():
        for at, issue in enumerate(issues):
            if "suggestion" in issue.params and issue.column in mixed:
                cell = cell_to_text(mixed[issue.column][line]).casefold()
                value = str(issue.params.get("value", "")).casefold()
                if not value or value not in cell:
                    issues[at] = replace(issue, params={k: v for k, v in issue.params.items() if k != "suggestion"})


def _sections(sheet: SheetLike, table: Table, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return line → what a clear section heading ("Khách sỉ:") says of the rows under it."""
    found: dict[int, tuple[str, str]] = {}
    if RowKind.GROUP not in table.kinds.values() or table.blocks:
        return found
    line_of = {number: line for line, number in enumerate(numbers)}
    section: tuple[str, str] | None = None
    for number, row in numbered_rows(sheet):
        if table.kinds.get(number) is RowKind.GROUP:
            text = next((cell_to_text(c) for c in row if c is not None and c != ""), "")
            section = section_of(text)
        elif section and number in line_of:
            found[line_of[number]] = section
    return found


def _rows(sheet: SheetLike, table: Table, numbers: Sequence[int], lines: Lines, options: Options) -> Iterator[CheckedRow]:
    """Yield every row of the table in the order of the sheet."""
    line_of = {number: line for line, number in enumerate(numbers)}
    indices = [c.index for c in table.columns]
    whole = indices == list(range(len(indices)))
    width = len(indices)
    kinds = table.kinds
    if table.blocks:
        yield from _block_rows(sheet, table, line_of, lines, options)
        return
    packed = sheet.rows if getattr(sheet.rows, "is_packed", False) else None
    for at, (number, row) in enumerate(numbered_rows(sheet)):
        kind = kinds.get(number)
        if kind is None or number == 0:
            continue
        raw: tuple[Cell, ...] | RowOf
        if packed is not None:
            raw = RowOf(packed, at, indices)
        else:
            raw = tuple(row) if whole and len(row) == width else tuple([row[i] if i < len(row) else None for i in indices])
        line = line_of.get(number)
        if line is not None:
            yield _checked(number, raw, line, lines, options, kind)
        elif kind is RowKind.BLANK:
            yield CheckedRow(number, raw, b"", (), Verdict.BLANK, kind=kind)
        else:
            yield CheckedRow(number, raw, b"", (), Verdict.NOT_CUSTOMER, kind=kind)


def _block_rows(sheet: SheetLike, table: Table, line_of: dict[int, int], lines: Lines, options: Options) -> Iterator[CheckedRow]:
    """Yield each block once, under its first row, and the rows outside blocks."""
    held = dict(numbered_rows(sheet))
    for number, kind in table.kinds.items():
        line = line_of.get(number)
        if line is not None:
            checked = _checked(number, raw_of(held, table, number), line, lines, options, kind)
            checked.lines = table.blocks.get(number, (number,))
            yield checked
        elif kind is not None and number:
            verdict = Verdict.BLANK if kind is RowKind.BLANK else Verdict.NOT_CUSTOMER
            yield CheckedRow(number, tuple(held[number]), b"", (), verdict, kind=kind)


def _checked(number: int, raw: tuple[Cell, ...] | RowOf, line: int, lines: Lines, options: Options, kind: RowKind) -> CheckedRow:
    found = lines.issues.get(line)
    issues: tuple[Issue, ...] = tuple(found) if found else ()
    verdict = Verdict.OK
    if number in options.excluded:
        issues = (*issues, Issue("row_excluded", Severity.REJECTS))
        verdict = Verdict.REJECT
    elif line in lines.nobody:
        issues = (*issues, Issue("order_of_nobody" if lines.is_orders else "row_identifies_nobody", Severity.REJECTS))
        verdict = Verdict.REJECT
    elif issues and number not in options.accepted and any(i.severity is Severity.DOUBTS for i in issues):
        verdict = Verdict.DOUBT
    return CheckedRow(
        number,
        raw,
        lines.packed[line],
        issues,
        verdict,
        lines.keys[line],
        lines.observed[line],
        lines.parties[line],
        lines.names[line],
        lines.verified[line],
        kind,
    )


def _repairs(lines: Lines, numbers: Sequence[int]) -> tuple[Repair, ...]:
    examples: dict[str, list[tuple[int, str, str, str]]] = {}
    for code, line, letter, before, after in lines.repairs:
        held = examples.setdefault(code, [])
        if len(held) < 3:
            held.append((numbers[line], letter, before, after))
    return tuple(Repair(code, count, tuple(examples.get(code, ()))) for code, count in lines.counts.most_common())
