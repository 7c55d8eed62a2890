"""Which columns of an imported table hold a sealed field, by what they were mapped to and by what their header says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from khachhang.operations.cards import TARGETS_OF


def sealed_columns(columns: Sequence[Sequence[Any]], fields: Collection[str]) -> dict[int, str]:
    """Return place of a column in the raw cells → the sealed field it holds. columns: as a batch keeps them in its mapping.

    A column that was left out of the customers counts by its header: its cells are kept all the same.
    """
    found: dict[int, str] = {}
    for index, (letter, header, target, _confidence, _unit, label) in enumerate(columns):
        held = fields_of(str(target), str(header or ""), str(label or ""), str(letter))
        field = next((f for f in held if f in fields), None)
        if field is not None:
            found[index] = field
    return found


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


def letters_of(columns: Sequence[Sequence[Any]], places: Mapping[int, str]) -> dict[str, str]:
    """Return letter → sealed field of the columns at these places."""
    return {str(columns[index][0]): field for index, field in places.items()}
