"""What `inspect` prints of a mapping: letter → target, in the words of the terminal face."""

from __future__ import annotations

import re

from khachhang.fields import ORDER_CATALOGUE, Catalogue
from khachhang.importing.model import Mapping, Table

_OWN = frozenset({"stt", "source", "area", "debt_credit", "family_name", "middle_name", "given_name"})
_NUMBERED = re.compile(r"(phone|email|address)\d*")


def inspected_columns(table: Table, mapping: Mapping, catalogue: Catalogue) -> dict[str, str]:
    """Return letter → target; columns kept as the shop's own, and those that need no import, are `ignore`.

    Where columns have no letters of their own (contacts of a vCard, customers over several rows) their headers are keys too, and the
    letter of a sheet column over which several lines stand names all it holds.
    """
    columns = {c.letter: inspected_target(c.target, catalogue) for c in mapping.columns}
    if table.header_rows == (0,):
        for column in mapping.columns:
            columns.setdefault(re.sub(r" \d+$", "", column.header), columns[column.letter])
    if table.blocks:
        for column in mapping.columns:
            if column.header:
                columns.setdefault(column.header, columns[column.letter])
        _add_stacked(columns, mapping)
    return columns


def inspected_target(target: str, catalogue: Catalogue) -> str:
    """Return a target as the terminal face names it."""
    if target in ORDER_CATALOGUE or target in _OWN or target.startswith("mixed:") or _NUMBERED.fullmatch(target):
        return target
    field = catalogue.get(target)
    return target if field is not None and not field.is_custom else "ignore"


def _add_stacked(columns: dict[str, str], mapping: Mapping) -> None:
    by_letter: dict[str, list[str]] = {}
    for column in mapping.columns:
        target = columns[column.letter]
        if target not in ("ignore", "stt"):
            by_letter.setdefault(column.letter.rstrip("0123456789"), []).extend(target.removeprefix("mixed:").split("+"))
    for letter, targets in by_letter.items():
        several = list(dict.fromkeys(targets))
        columns.setdefault(letter, several[0] if len(several) == 1 else "mixed:" + "+".join(several))
