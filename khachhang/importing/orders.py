"""What lines of orders and deliveries leave to the reader: dates said once a day, years said in the title, "x3" behind the product."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from khachhang.importing.decoding import ParsedColumn
from khachhang.importing.mixed import split_quantity

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_MOSTLY = 0.2


def complete_dates(column: ParsedColumn, titles: Sequence[str], *, fill: bool) -> None:
    """Give dates without a year the year of their neighbours or of the title; fill: an empty date repeats the one above."""
    values = column.values
    years = Counter(v[:4] for v in values if v and len(v) == 10 and v[0] != "-")
    year = _year_of(years, titles)
    if year:
        _with_year(column, year)
    if fill and values and values[0] and any(v is None and not cell for v, cell in zip(values, column.cells, strict=True)):
        _fill_down(column)


def _year_of(years: Counter[str], titles: Sequence[str]) -> str | None:
    if len(years) == 1:
        return next(iter(years.keys()))
    said: set[str] = {y for t in titles for y in _YEAR.findall(t)}
    if len(said) == 1:
        return said.pop()
    return None


def _with_year(column: ParsedColumn, year: str) -> None:
    count = 0
    examples: list[tuple[int, str, str]] = []
    for line, value in enumerate(column.values):
        if value and value.startswith("--"):
            column.values[line] = f"{year}-{value[2:]}"
            count += 1
            if len(examples) < 3:
                examples.append((line, str(column.cells[line]), column.values[line]))
    if count:
        column.repairs["date_year_from_file"] = (count, examples)


def _fill_down(column: ParsedColumn) -> None:
    above = None
    count = 0
    examples: list[tuple[int, str, str]] = []
    for line, value in enumerate(column.values):
        cell = column.cells[line]
        if value is None and (cell is None or cell == ""):
            column.values[line] = above
            count += 1
            if len(examples) < 3:
                examples.append((line, "", above or ""))
        elif value is not None:
            above = value
    if count:
        column.repairs["date_from_above"] = (count, examples)


def quantities_of(product: ParsedColumn) -> list[int | None] | None:
    """Take "x3" off the products; return the quantities, 1 where none is written, None when the column never writes any."""
    cache: dict[str, tuple[str, str]] = {}
    for text in product.values:
        if text is not None and text not in cache:
            cache[text] = split_quantity(text)
    filled = [v for v in product.values if v]
    if not filled or sum(1 for v in filled if cache[v][1]) < _MOSTLY * len(filled):
        return None
    quantities = [(int(cache[v][1]) if cache[v][1] else 1) if v else None for v in product.values]
    product.values = [cache[v][0] if v else v for v in product.values]
    return quantities


def order_keys(codes: Sequence[str | None]) -> list[str | None]:
    """Return "code/n" for the n-th line of each order: the source's own name of the line, the same in an overlapping export."""
    seen: Counter[str] = Counter()
    keys: list[str | None] = []
    for code in codes:
        if code is None:
            keys.append(None)
        else:
            seen[code] += 1
            keys.append(f"{code}/{seen[code]}")
    return keys
