"""Numbers with their middle hidden, "0912 *** 678", for people who may not see them in full. Pure.

Masked are values of the kinds PHONE and EMAIL and the id number, and in any other text whatever looks like a number to call or an address
to write to. Finding a customer by digits that the person knows goes on: masking stops carrying lists away, it is no secrecy
(docs/security.md). Amounts, dates and codes of few digits stay readable.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from khachhang.fields import Field, Kind
from khachhang.model import Value, is_sealed

STARS = "***"
_KINDS = (Kind.PHONE, Kind.EMAIL)
_KEYS = ("id_number",)
_OPEN = (Kind.TAX_CODE, Kind.MONEY, Kind.NUMBER, Kind.DATE, Kind.SEX, Kind.FLAG)
"""Kinds in which a long number is none to call."""
_PHONE = re.compile(r"(?<![\d.,])(?:\(?\+?84|\(?0|(?=[35789]\d{8}(?!\d)))(?:[\s.\-()]{0,2}\d){8,11}(?![\d])")
_LONG = re.compile(r"(?<![\d])\+?\d(?:[\s.\-()]{0,2}\d){6,}")
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d.*)?|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}")


def is_masked(field: Field) -> bool:
    """Tell whether the values of a field are hidden as a whole, and not only the numbers inside them."""
    return field.kind in _KINDS or field.key in _KEYS


def number(shown: str) -> str:
    """Return 0912 345 678 as "0912 *** 678"; a short number keeps less."""
    digits = "".join(c for c in shown if c.isdigit())
    plus = "+" if shown.strip().startswith("+") else ""
    if len(digits) >= 9:
        return f"{plus}{digits[:4]} {STARS} {digits[-3:]}"
    return f"{plus}{digits[:2]} {STARS}" if len(digits) > 4 else STARS


def address(shown: str) -> str:
    """Return lan.nguyen@mail.vn as "la***@mail.vn"."""
    name, at, place = shown.partition("@")
    return f"{name[:2] if len(name) > 3 else ''}{STARS}{at}{place}"


def text(shown: str) -> str:
    """Return a sentence or a note with what looks like a telephone number or an e-mail address masked."""
    if not any(c.isdigit() for c in shown) and "@" not in shown:
        return shown
    return _EMAIL.sub(lambda m: address(m[0]), _PHONE.sub(lambda m: number(m[0]), shown))


def raw(cell: str) -> str:
    """Return a cell as it came with every long number masked: nobody knows which column it was, and Excel may have mangled it."""
    if _DATE.fullmatch(cell.strip()):
        return cell
    return _EMAIL.sub(lambda m: address(m[0]), _LONG.sub(lambda m: number(m[0]), cell))


def shown(field: Field | None, said: str) -> str:
    """Return a value as shown, masked as its field asks."""
    if field is not None and field.kind in _OPEN:
        return said
    if field is None or not is_masked(field):
        return text(said)
    return "; ".join(address(part) if "@" in part else number(part) for part in said.split("; "))


def value(field: Field | None, held: Value) -> Value:
    """Return a value of a field with every text in it masked; numbers and truth stay. Lists and addresses keep their shape."""
    if isinstance(held, str):
        return shown(field, _readable(field, held))
    if isinstance(held, list | tuple):
        return [value(field, each) for each in held]
    if isinstance(held, Mapping) and not is_sealed(held):
        return {key: value(None, each) for key, each in held.items()}
    return held


def pieces(field: Field | None, said: str) -> list[tuple[str, str]]:
    """Return what is masked in one value as shown, in its order: (as masked, in full)."""
    if field is not None and is_masked(field):
        return [(shown(field, said), said)]
    found = sorted([*_EMAIL.finditer(said), *_PHONE.finditer(said)], key=lambda m: m.start())
    return [(address(m[0]) if "@" in m[0] else number(m[0]), m[0]) for m in found]


def _readable(field: Field | None, held: str) -> str:
    """Return a stored number as people write it, +84912345678 as 0912345678, so that it is masked as the screen masks it."""
    return f"0{held[3:]}" if field is not None and field.kind is Kind.PHONE and held.startswith("+84") else held
