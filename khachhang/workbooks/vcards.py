"""vCard 2.1, 3.0 and 4.0 → one sheet with a header row we make. A small parser: no maintained library reads what phones write."""

from __future__ import annotations

import binascii
import quopri
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from khachhang.errors import UserError
from khachhang.workbooks.encodings import decode
from khachhang.workbooks.output import Output

_NAME_PARTS = ("N.family", "N.given", "N.additional", "N.prefix", "N.suffix")
_ADDRESS_PARTS = ("box", "extended", "street", "locality", "region", "postcode", "country")
_SINGLE = ("FN", *_NAME_PARTS, "NICKNAME", "ORG", "TITLE", "BDAY", "GENDER", "URL", "CATEGORIES", "NOTE")
_MANY = ("TEL", "EMAIL", "ADR")
_MOST_OF_ONE_KIND = 20
_PROPERTY = re.compile(r"^(?:[\w-]+\.)?([\w-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)$", re.DOTALL)
_ESCAPE = re.compile(r"\\([nN,;:\\])")


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    params: dict[str, str]
    value: str


def read_vcards(data: bytes, out: Output) -> None:
    """Read the cards. Row 0 is our header, row n the n-th card; TEL, EMAIL and ADR have numbered columns."""
    cards = [_card(properties) for properties in _cards(decode(data))]
    if not cards:
        raise UserError("workbook_empty")
    columns = _columns(cards)
    out.sheet("")
    out.rows([columns, *([card.get(c) for c in columns] for card in cards)], total=len(cards) + 1)
    out.end(row_numbers=list(range(len(cards) + 1)))
    out.done("vcf", encoding="utf-8")


def _columns(cards: list[dict[str, str]]) -> list[str]:
    """Return the columns that hold anything, in the usual order; numbered ones after their kind."""
    used = {c for card in cards for c in card}
    order = [*_SINGLE[:6], *(f"{k} {n}" for k in _MANY for n in range(1, _MOST_OF_ONE_KIND + 1)), *_SINGLE[6:]]
    return [c for c in order if c in used] + sorted(used - set(order))


def _card(properties: Iterable[_Property]) -> dict[str, str]:
    card: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for item in properties:
        if item.name == "N":
            card |= {k: v for k, v in zip(_NAME_PARTS, _split(item.value), strict=False) if v}
        elif item.name in _MANY:
            value = _address(item.value) if item.name == "ADR" else _plain(item.value)
            value = value.removeprefix("tel:").removeprefix("mailto:").strip()
            if value and counts[item.name] < _MOST_OF_ONE_KIND:
                counts[item.name] += 1
                card[f"{item.name} {counts[item.name]}"] = value
        elif item.name in _SINGLE:
            value = ", ".join(filter(None, _split(item.value))) if item.name in ("ORG", "NICKNAME") else _plain(item.value).strip()
            if value:
                card[item.name] = f"{card[item.name]}\n{value}" if item.name in card else value
    return card


def _address(value: str) -> str:
    """Return the parts of an address from the street outwards, as one line."""
    parts = dict(zip(_ADDRESS_PARTS, _split(value), strict=False))
    named = (parts.get(p, "") for p in ("box", "extended", "street", "locality", "region", "country"))
    return ", ".join(re.sub(r"\s*\n\s*", ", ", p) for p in named if p)


def _split(value: str) -> list[str]:
    return [_plain(p).strip() for p in re.split(r"(?<!\\);", value)]


def _plain(value: str) -> str:
    return _ESCAPE.sub(lambda m: "\n" if m[1] in "nN" else m[1], value)


def _cards(text: str) -> Iterator[list[_Property]]:
    """Yield the properties of each card; a card inside a card (2.1 AGENT) and a missing END are borne."""
    card: list[_Property] | None = None
    for line in _logical_lines(text):
        upper = line.strip().upper()
        if upper == "BEGIN:VCARD":
            if card:
                yield card
            card = []
        elif upper == "END:VCARD":
            if card is not None:
                yield card
            card = None
        elif card is not None and (item := _property(line)):
            card.append(item)
    if card:
        yield card


def _logical_lines(text: str) -> Iterator[str]:
    """Join folded lines (3.0: the next begins with a blank) and soft breaks (2.1: the line ends in `=`)."""
    current: list[str] | None = None
    for line in re.split(r"\r\n|\n|\r", text):
        if current is None:
            current = [line]
        elif _is_soft_break(current):
            current[-1] = current[-1][:-1]
            current.append(line)
        elif line[:1] in (" ", "\t"):
            current.append(line[1:])
        else:
            yield "".join(current)
            current = [line]
    if current is not None:
        yield "".join(current)


def _is_soft_break(lines: list[str]) -> bool:
    return lines[-1].endswith("=") and "QUOTED-PRINTABLE" in lines[0].partition(":")[0].upper()


def _property(line: str) -> _Property | None:
    match = _PROPERTY.match(line)
    if not match:
        return None
    params = {}
    for part in match[2].split(";")[1:]:
        key, equals, value = part.partition("=")
        params[key.upper() if equals else "ENCODING" if key.upper() in ("QUOTED-PRINTABLE", "BASE64") else "TYPE"] = value or key
    return _Property(match[1].upper(), params, _decoded(match[3], params))


def _decoded(value: str, params: dict[str, str]) -> str:
    if params.get("ENCODING", "").upper() != "QUOTED-PRINTABLE":
        return value
    try:
        raw = quopri.decodestring(value.encode("utf-8", errors="replace"))
        return raw.decode(params.get("CHARSET", "utf-8"), errors="replace")
    except (LookupError, binascii.Error):
        return raw.decode("utf-8", errors="replace")
