"""Which columns of an imported table hold a sealed field, by what they were mapped to and by what their header says."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from khachhang.operations.cards import TARGETS_OF


@dataclass(frozen=True, slots=True)
class Places:
    """Where the raw cells of a table hold sealed fields. everywhere: fields that may stand in any cell."""

    by_place: Mapping[int, tuple[str, ...]]
    everywhere: tuple[str, ...] = ()
    by_letter: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_place or self.everywhere)

    @property
    def fields(self) -> set[str]:
        """Return every sealed field the table holds."""
        return {f for held in self.by_place.values() for f in held} | set(self.everywhere)

    def of_cells(self, raw: Sequence[Any], values: Mapping[str, Any], fields: Collection[str]) -> dict[int, tuple[str, ...]]:
        """Return place → the sealed fields of a row's cells. values: what the row says, in plain.

        A cell elsewhere that holds such a value (a note beside a phone number) counts too.
        """
        found = {i: {*self.by_place.get(i, ()), *self.everywhere} for i in range(len(raw))}
        texts = digits = None
        for field in fields:
            for wanted in _said(values, field):
                if wanted.isdigit():
                    digits = digits or [_NOT_DIGIT.sub("", str(c)) if type(c) in _NUMERIC else "" for c in raw]
                else:
                    texts = texts or list(map(_plain, raw))
                for index, text in enumerate((digits if wanted.isdigit() else texts) or ()):
                    if wanted in text:
                        found[index].add(field)
        return {i: tuple(sorted(held)) for i, held in found.items() if held}


_PARTS = ("street", "ward", "district", "province")
_NUMERIC = (str, int, float)
_NOT_DIGIT = re.compile(r"\D")
_SHORTEST, _FEWEST_DIGITS = 5, 4


def _plain(cell: Any) -> str:
    return "" if cell is None or isinstance(cell, dict) else " ".join(str(cell).split()).casefold()


def _said(values: Mapping[str, Any], field: str) -> list[str]:
    """Return the texts by which a value would be known in a cell: words, or enough digits."""
    value = values.get(field, (values.get("order") or {}).get(field))
    found = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, int | float) and not isinstance(one, bool):
            digits = _NOT_DIGIT.sub("", str(int(one)))
            found += [digits] if len(digits) >= _FEWEST_DIGITS else []
        elif isinstance(one, str) and len(one) >= _SHORTEST and not one.isdigit():
            found.append(_plain(one))
        elif isinstance(one, str) and len(one) >= _FEWEST_DIGITS:
            found.append(one)
    return found


def says(values: Mapping[str, Any], fields: Collection[str], text: str) -> bool:
    """Tell whether a text holds what a row says of one of these fields."""
    plain = _plain(text)
    digits = _NOT_DIGIT.sub("", plain)
    return any(wanted in (digits if wanted.isdigit() else plain) for field in fields for wanted in _said(values, field))


def without_said(values: Mapping[str, Any], fields: Collection[str]) -> dict[str, Any]:
    """Return values whose addresses no longer carry, as they were written, what the row says of one of these fields."""
    found = dict(values)
    addresses = values.get("address") or ()
    quoting = [bool(a.get("raw")) and any(map(a.get, _PARTS)) and says(values, fields, a["raw"]) for a in addresses]
    if any(quoting):
        found["address"] = [{**a, "raw": ""} if is_quoting else a for a, is_quoting in zip(addresses, quoting, strict=True)]
    return found


def sealed_columns(columns: Sequence[Sequence[Any]], fields: Collection[str], stated: Collection[str] = ()) -> Places:
    """Return where a table holds these fields. columns: as a batch keeps them in its mapping; stated: fields that its records state.

    A column that was left out of the customers counts by its header: its cells are kept all the same. The cells of customers that take
    several rows stand in no columns, so that any of them may hold what the records state; so with a stated field no column is known for.
    """
    by_place: dict[int, tuple[str, ...]] = {}
    for index, (letter, header, target, _confidence, _unit, label) in enumerate(columns):
        held = tuple(f for f in dict.fromkeys(fields_of(str(target), str(header or ""), str(label or ""), str(letter))) if f in fields)
        if held:
            by_place[index] = held
    known = {f for held in by_place.values() for f in held}
    is_loose = any(not str(c[0]).isalpha() for c in columns)
    everywhere = tuple(sorted({f for f in fields if f in known or f in stated} if is_loose else {f for f in stated if f in fields} - known))
    letters = {str(c[0]): tuple(sorted({*by_place.get(i, ()), *everywhere})) for i, c in enumerate(columns)}
    return Places(by_place if not is_loose else {}, everywhere, {letter: held for letter, held in letters.items() if held})


def fields_of(target: str, header: str, label: str, letter: str) -> list[str]:
    """Return the keys of the fields a column may hold."""
    from khachhang.importing import custom_key  # here: to open a vault nobody needs to know the words of headers
    from khachhang.importing.headers import match_header

    if target == "custom":
        return [custom_key(name) for name in (label, header, letter) if name]
    if target == "ignore":
        said = match_header(header)
        return [] if said is None else _of_target(said.target)
    return _of_target(target)


def _of_target(target: str) -> list[str]:
    whole = TARGETS_OF.get(target)
    if whole is not None:
        return list(whole)
    found: list[str] = []
    for part in target.removeprefix("mixed:").split("+"):
        found += TARGETS_OF.get(part, (part, part.rstrip("0123456789")))
    return found
