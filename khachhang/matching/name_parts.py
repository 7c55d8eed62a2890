"""One name, taken apart into what names are compared by."""

from __future__ import annotations

from dataclasses import dataclass

from khachhang.values.name_compare import business_key, person_tokens, split_trade
from khachhang.values.name_words import FAMILY_FOLDED
from khachhang.values.text import canonical_tone, fold, fold_name

MAX_TOKENS = 6
"""Names longer than this keep their first and their last five words."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """tokens: folded words, initials with their dot; marked: the same words with their marks. key: the same for every word order.

    trade: folded trade or place after a given name. is_person_like: starts with a family name, so it is hardly a shop's.
    """

    tokens: tuple[str, ...]
    marked: tuple[str, ...]
    key: str
    trade: str
    is_business: bool
    is_person_like: bool


def name_parts(name: str, is_business: bool) -> NameParts:
    """Return the parts of a name; a business is known by its own name, without legal form and trade."""
    if is_business:
        tokens = _within(tuple(business_key(name).split()))
        return NameParts(tokens, tokens, " ".join(sorted(tokens)), "", True, False)
    core, trade = split_trade(name)
    tokens = person_tokens(core)
    marked = tuple(canonical_tone(word) for word in core.casefold().replace("-", " ").split())
    if len(marked) != len(tokens) or "." in core:
        marked = tokens
    tokens, marked = _within(tokens), _within(tuple(_one_i(word) for word in marked))
    is_person_like = len(tokens) > 1 and tokens[0].rstrip(".") in FAMILY_FOLDED
    return NameParts(tokens, marked, " ".join(sorted(tokens)), fold(trade) if trade else "", False, is_person_like)


def _within(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tokens if len(tokens) <= MAX_TOKENS else (tokens[0], *tokens[1 - MAX_TOKENS :])


_YI = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


def _one_i(word: str) -> str:
    """Return a marked word where final y is i, as far as its fold says so too: Lý → Lí, but Thủy stays."""
    return word.translate(_YI) if word[-1:] in "yýỳỷỹỵ" and fold_name(word)[-1:] == "i" else word
