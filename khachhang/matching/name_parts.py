"""One name, taken apart into what names are compared by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khachhang.values.name_compare import business_parts, person_tokens, split_trade
from khachhang.values.name_words import FAMILY_FOLDED, ONLY_FAMILY, PLACE_STARTS, TRADES
from khachhang.values.text import canonical_tone, fold, fold_name

_YI = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_Y_AS_I = re.compile(r"(?<=[bcdghklmnprstvx])y$|(?<=qu)y")
_MARKED_Y_AS_I = re.compile(r"(?<=[bcdđghklmnprstvx])[yýỳỷỹỵ]$|(?<=qu)[yýỳỷỹỵ]")
"""Lý = Lí, Quỳnh = Quình; but Thủy and Tây stay."""
_SURE_FAMILIES = frozenset(map(fold, ONLY_FAMILY))
_TRADE = re.compile(f"(?:{'|'.join(sorted(TRADES, key=len, reverse=True))}|(?:{'|'.join(PLACE_STARTS)}) .+)$")
"""A trade or a place that stands for the rest of a name: "Thai Sua Xe"."""
_TRADE_WORDS = frozenset(t.split()[0] for t in (*TRADES, *PLACE_STARTS))
"""Names without any of these after the first word hold no trade."""
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
    words = name.split()
    if "." not in name and "-" not in name and not any(fold(word) in _TRADE_WORDS for word in words[1:]):
        pairs = [_word(word) for word in words]
        return _parts(tuple([p[0] for p in pairs if p[0]]), tuple([p[1] for p in pairs if p[0]]), "")
    core, trade = split_trade(name)
    tokens = tuple([_bare(word) for word in person_tokens(core)])
    if not trade and tokens and tokens[0] not in _SURE_FAMILIES and _TRADE.match(" ".join(person_tokens(core)[1:])):
        return _parts(tokens[:1], tokens[:1], " ".join(tokens[1:]))
    marked = tuple([_word(word)[1] for word in core.split()])
    return _parts(tokens, marked if len(marked) == len(tokens) and "." not in core else tokens, fold(trade))


def _parts(tokens: tuple[str, ...], marked: tuple[str, ...], trade: str) -> NameParts:
    tokens, marked = _within(tokens), _within(marked)
    family = tokens[0].rstrip(".") if len(tokens) > 1 else ""
    return NameParts(tokens, marked, " ".join(sorted(tokens)), trade, "", "", False, family in FAMILY_FOLDED, family in _SURE_FAMILIES)


@lru_cache(maxsize=1 << 15)
def _word(word: str) -> tuple[str, str]:
    """Return one word folded, and with its marks; an odd sign inside does not part it."""
    return _bare(fold_name(word).replace(" ", "")), _MARKED_Y_AS_I.sub(lambda m: m[0].translate(_YI), canonical_tone(word.casefold()))


@lru_cache(maxsize=1 << 15)
def _bare(token: str) -> str:
    return _Y_AS_I.sub("i", token)


def _within(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tokens if len(tokens) <= MAX_TOKENS else (tokens[0], *tokens[1 - MAX_TOKENS :])
