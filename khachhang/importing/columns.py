"""Parse a whole column at once: the old fonts, date order and units are decided for the column, every different cell is read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from khachhang.importing.contents import is_empty, sample_cells
from khachhang.importing.decoding import ParsedColumn, decode_cells
from khachhang.importing.model import ColumnMapping, Options
from khachhang.importing.written import as_written
from khachhang.model import Issue, Severity
from khachhang.values.dates import detect_half_swapped, detect_month_first, parse_date, swap_day_and_month
from khachhang.values.emails import parse_emails
from khachhang.values.flags import parse_flag
from khachhang.values.groups import parse_groups
from khachhang.values.legacy import detect_legacy
from khachhang.values.money import money_column, parse_money
from khachhang.values.names import detect_western_order, is_business_name, parse_name
from khachhang.values.numbers import parse_number, parse_points, parse_quantity
from khachhang.values.parsed import Cell, Parsed
from khachhang.values.phones import parse_phones
from khachhang.values.sex import parse_sex, sex_coding
from khachhang.values.tax_codes import parse_tax_code
from khachhang.values.text import cell_to_text, fold, is_masked, nfc_squeeze
from khachhang.values.typing_residue import decode_typing, detect_telex, has_residue

Parse = Callable[[Cell], Parsed[Any]]

NAMES = frozenset({"full_name", "contact", "family_name", "middle_name", "given_name"})
MONEY = frozenset({"debt", "debt_credit", "total_spent", "unit_price", "discount", "amount", "cod", "paid"})
DATES = frozenset({"birth_date", "created_date", "last_purchase_date", "order_date", "updated_date"})
PLACES = ("street", "ward", "district", "province", "area", "address")
_NEVER_LEGACY = frozenset({"email", "tax_code", "stt", "quantity", "points", "debt_days"})
_NO_TEXT = frozenset("- -- --- – — . .. ? ?? n/a na null none nan #n/a #ref! #value! #name? #div/0!".split())
"""What stands in a cell that says nothing, formulas gone wrong included."""
_EXAMPLES = 3


def field_key(target: str) -> str:
    """Return the key of the field a target fills: phone2 → phones, debt_credit → debt, ward → address."""
    base = target.rstrip("0123456789")
    if base in ("ward", "street", "district", "province", "area"):
        return "address"
    return {
        "phone": "phones",
        "debt_credit": "debt",
        "family_name": "full_name",
        "middle_name": "full_name",
        "given_name": "full_name",
    }.get(base, base)


def legacy_code_of(columns: Iterable[tuple[ColumnMapping, list[Cell], str | None]]) -> dict[str, str]:
    """Return letter → old encoding for the columns typed in one; a column with few words follows the others of its table."""
    codes: dict[str, str] = {}
    candidates = []
    for mapping, cells, font in columns:
        if mapping.target.rstrip("0123456789") in _NEVER_LEGACY:
            continue
        texts = [c for c in sample_cells(cells) if isinstance(c, str)]
        if all(t.isascii() for t in texts) and font is None:
            continue
        candidates.append(mapping.letter)
        code = detect_legacy(texts, font)
        if code:
            codes[mapping.letter] = code
    if codes:
        usual = Counter(codes.values()).most_common(1)[0][0]
        codes.update({letter: usual for letter in candidates if letter not in codes})
    return codes


def parse_column(mapping: ColumnMapping, cells: list[Cell], options: Options, legacy: str | None = None) -> ParsedColumn:
    """Return the column parsed as its target says; text of an old font decoded first."""
    column = ParsedColumn(mapping, cells, [])
    if legacy:
        cells = decode_cells(column.repairs, cells, legacy, options)
    parse = _parser(column, cells, options)
    if mapping.letter in options.swap_columns and mapping.target in DATES:
        cells = [swap_day_and_month(c) for c in cells]
    column.values = _parse_all(column, cells, parse, options)
    return column


_Entry = tuple[Any, tuple[Issue, ...], tuple[str, ...]]
"""(value, issues, codes of repairs) of one cell."""


def _parse_all(column: ParsedColumn, cells: list[Cell], parse: Parse, options: Options) -> list[Any]:
    """Read every different cell once and share its value."""
    key, letter = field_key(column.mapping.target), column.mapping.letter
    values: dict[Cell, Any] = {None: None, "": None}
    odd: dict[Cell, _Entry] = {}
    for cell in dict.fromkeys(cells):
        if cell is None or cell == "":
            continue
        entry = _read(parse, cell, key, letter, column.mapping.target, options)
        values[cell] = entry[0]
        if entry[1] or entry[2]:
            odd[cell] = entry
    if odd:
        _note_all(column, cells, odd)
    return list(map(values.__getitem__, cells))


def _note_all(column: ParsedColumn, cells: list[Cell], odd: dict[Cell, _Entry]) -> None:
    """Note the issues and repairs of every line whose cell has some."""
    for line, cell in enumerate(cells):
        entry = odd.get(cell)
        if entry is not None:
            if entry[1]:
                column.issues[line] = entry[1]
            if entry[2]:
                _count(column, line, cell, entry)


def _read(parse: Parse, cell: Cell, key: str, letter: str, target: str, options: Options) -> _Entry:
    parsed = parse(cell)
    value, repairs = parsed.value, parsed.repairs
    if options.switched_off and not options.switched_off.isdisjoint(repairs):
        value, repairs = as_written(target, cell, value), ()
    issues = tuple(replace(i, column=letter, field=key) for i in parsed.issues) if parsed.issues else ()
    return value, issues, repairs


def _count(column: ParsedColumn, line: int, cell: Cell, entry: _Entry) -> None:
    for code in entry[2]:
        count, examples = column.repairs.get(code) or (0, [])
        if len(examples) < _EXAMPLES:
            examples.append((line, cell_to_text(cell), shown(entry[0])))
        column.repairs[code] = (count + 1, examples)


def shown(value: Any) -> str:
    """Return a parsed value as a line of text, for the examples of a repair."""
    if value is None:
        return ""
    for name in ("full_name", "numbers", "addresses"):
        inner = getattr(value, name, None)
        if inner is not None:
            return inner if isinstance(inner, str) else ", ".join(inner)
    if hasattr(value, "one_line"):
        return str(value.one_line())
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _parser(column: ParsedColumn, cells: list[Cell], options: Options) -> Parse:
    """Return how the cells of this column are read; what the column as a whole says is asked here, once."""
    target = column.mapping.target.rstrip("0123456789")
    if target in NAMES:
        return _name_parser(cells)
    if target == "phone":
        return partial(parse_phones, column_is_landline=_is_landline(column.mapping.header), before_2018=options.before_2018)
    if target in DATES:
        return _date_parser(column, cells, options)
    if target in MONEY:
        return _money_parser(column, cells)
    if target == "sex":
        return partial(parse_sex, coding=sex_coding(sample_cells(cells)))
    return _SIMPLE.get(target, parse_text)


def _is_landline(header: str) -> bool:
    key = fold(header)
    return any(word in key for word in ("ban", "co dinh", "dtb", "landline", "home", "nha rieng")) and "di dong" not in key


def _name_parser(cells: list[Cell]) -> Parse:
    names = [cell_to_text(c) for c in sample_cells(cells)]
    return partial(parse_name, western_order=detect_western_order(names), is_telex=detect_telex(names))


def _date_parser(column: ParsedColumn, cells: list[Cell], options: Options) -> Parse:
    letter, key = column.mapping.letter, field_key(column.mapping.target)
    birth = column.mapping.target == "birth_date"
    if any(type(c) is str for c in sample_cells(cells)):
        if letter not in options.swap_columns and detect_half_swapped(cells):
            column.notes.append(Issue("dates_half_swapped", Severity.DOUBTS, letter, key, {"header": column.mapping.header}))
        if detect_month_first(cells):
            column.notes.append(Issue("dates_month_first", Severity.NOTES, letter, key, {"header": column.mapping.header}))
            return partial(parse_date, today=options.today, order="mdy", birth=birth)
    return partial(parse_date, today=options.today, birth=birth)


def _money_parser(column: ParsedColumn, cells: list[Cell]) -> Parse:
    mapping = column.mapping
    judged = money_column(sample_cells(cells), mapping.header)
    if judged.is_guessed and mapping.unit == 1:
        column.notes.append(
            Issue("money_maybe_thousands", Severity.NOTES, mapping.letter, field_key(mapping.target), {"header": mapping.header})
        )
    return partial(parse_money, column=replace(judged, unit=mapping.unit, is_received=mapping.target in ("paid", "cod")))


def parse_text(cell: Cell) -> Parsed[str]:
    """Return plain text; a masked value is unknown."""
    text = nfc_squeeze(cell_to_text(cell))
    if is_masked(text) and text.strip("* "):
        return Parsed(None, (Issue("value_masked", Severity.NOTES, params={"raw": text}),))
    return Parsed(None if not text or text.casefold() in _NO_TEXT else text)


def parse_note(cell: Cell) -> Parsed[str]:
    """Return a note as it was written, line by line."""
    text = cell_to_text(cell)
    if "\n" in text:
        return Parsed("\n".join(line for line in map(nfc_squeeze, text.split("\n")) if line) or None)
    return Parsed(nfc_squeeze(text) or None)


def parse_code(cell: Cell) -> Parsed[str]:
    """Return a code as text; a number loses only the ".0" a workbook gave it."""
    return parse_text(cell) if type(cell) is str else Parsed(cell_to_text(cell).strip() or None)


def parse_company(cell: Cell) -> Parsed[str]:
    """Return the name of a company: names of businesses are tidied, others stay as they are ("Anh Năm" is no one's title here)."""
    text = nfc_squeeze(cell_to_text(cell))
    if is_masked(text):
        return parse_text(text)
    repairs: tuple[str, ...] = ()
    if has_residue(text):
        decoded = decode_typing(text)
        repairs, text = (("name_telex",), decoded) if decoded != text else ((), text)
    if is_business_name(text):
        parsed = parse_name(text)
        return Parsed(parsed.value.full_name if parsed.value else None, parsed.issues, repairs + parsed.repairs)
    return Parsed(text or None, (), repairs)


def parse_product(cell: Cell) -> Parsed[str]:
    """Return the product as written; masks do not occur, "*" may stand for a count."""
    return Parsed(nfc_squeeze(cell_to_text(cell)) or None)


_SIMPLE: dict[str, Parse] = {
    "email": parse_emails,
    "tax_code": parse_tax_code,
    "group": parse_groups,
    "do_not_contact": parse_flag,
    "points": parse_points,
    "debt_days": parse_points,
    "quantity": parse_quantity,
    "note": parse_note,
    "company": parse_company,
    "customer_code": parse_code,
    "order_code": parse_code,
    "id_number": parse_code,
    "product": parse_product,
}


def parse_custom(column: ParsedColumn, kind: str) -> Parse:
    """Return how the cells of a column of the shop's own are read."""
    return parse_number if kind == "number" else parse_note


def is_blank_column(cells: Sequence[Cell]) -> bool:
    """Return whether no cell holds anything."""
    return all(c is None or is_empty(c) for c in cells)
