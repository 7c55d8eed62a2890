"""One name, taken apart into what names are compared by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khachhang.values.name_compare import business_parts, person_tokens, split_trade
from khachhang.values.name_words import FAMILY_FOLDED, ONLY_FAMILY, PLACE_STARTS, TRADES
from khachhang.values.text import canonical_tone, fold

_YI = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_Y_AS_I = re.compile(r"(?<=[bcdghklmnprstvx])y$|(?<=qu)y")
_MARKED_Y_AS_I = re.compile(r"(?<=[bcdđghklmnprstvx])[yýỳỷỹỵ]$|(?<=qu)[yýỳỷỹỵ]")
"""Lý = Lí, Quỳnh = Quình; but Thủy and Tây stay."""
_SURE_FAMILIES = frozenset(map(fold, ONLY_FAMILY))
_TRADE = re.compile(f"(?:{'|'.join(sorted(TRADES, key=len, reverse=True))}|(?:{PLACE_STARTS}) .+)$")
"""A trade or a place that stands for the rest of a name: "Thai Sua Xe"."""
MAX_TOKENS = 6
"""Names longer than this keep their first and their last five words."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """tokens: folded words, initials with their dot; marked: the same words with their marks. key: the same for every word order.

    trade: folded trade or place after a given name, what a business trades in. kind, branch: of a business.
    has_family: starts with a family name. is_person_like: starts with a common one, so it is hardly the name of a shop.
    """

    tokens: tuple[str, ...]
    marked: tuple[str, ...]
    key: str
    trade: str
    kind: str
    branch: str
    is_business: bool
    has_family: bool
    is_person_like: bool


def name_parts(name: str, is_business: bool) -> NameParts:
    """Return the parts of a name; a business is known by its own name, without legal form and trade."""
    return _business(name) if is_business else _person(name)


def _business(name: str) -> NameParts:
    own, trades, kinds, branch = business_parts(name)
    tokens = _within(tuple(own.split()))
    trade, kind = " ".join(sorted(trades)), " ".join(sorted(kinds))
    return NameParts(tokens, tokens, " ".join(sorted(tokens)), trade, kind, branch, True, False, False)


def _person(name: str) -> NameParts:
    core, trade = split_trade(name)
    tokens = person_tokens(core)
    marked = tuple(canonical_tone(word) for word in core.casefold().replace("-", " ").split())
    if not trade and tokens and tokens[0] not in _SURE_FAMILIES and _TRADE.match(" ".join(tokens[1:])):
        tokens, marked, trade = tokens[:1], marked[:1], " ".join(tokens[1:])
    if len(marked) != len(tokens) or "." in core:
        marked = tokens
    tokens = _within(tuple(_Y_AS_I.sub("i", word) for word in tokens))
    marked = _within(tuple(_MARKED_Y_AS_I.sub(lambda m: m[0].translate(_YI), word) for word in marked))
    family = tokens[0].rstrip(".") if len(tokens) > 1 else ""
    key = " ".join(sorted(tokens))
    return NameParts(tokens, marked, key, fold(trade), "", "", False, family in FAMILY_FOLDED, family in _SURE_FAMILIES)


def _within(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tokens if len(tokens) <= MAX_TOKENS else (tokens[0], *tokens[1 - MAX_TOKENS :])
