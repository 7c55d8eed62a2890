"""What was typed becomes words and fragments of numbers; which texts hold them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from khachhang.searching.folding import GROUPS_OF_DIGITS, accent_key, search_fold


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What was typed, ready to be found.

    words: folded; a word fits where a word of the customer begins with it.
    digits: fragments of three and more digits; they fit anywhere inside a number.
    accented: the words typed with marks, in the spelling of `accent_key`; they only rank.
    """

    words: tuple[str, ...] = ()
    digits: tuple[str, ...] = ()
    accented: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.digits)


_NUMBERS = re.compile(r"\+?\d+(?:[ .\-]{1,2}\(?\d+\)?)*")


def parse_words(text: str) -> SearchWords:
    """Return the words and number fragments of what was typed; "0912 345" is one fragment, +84 912 begins with 0912."""
    text = unicodedata.normalize("NFC", text)
    digits: list[str] = []
    rest = _NUMBERS.sub(lambda m: _take_number(m, digits), text)
    words = list(dict.fromkeys(search_fold(rest).split()))
    digits += [w for w in words if w.isdigit() and w.isascii() and len(w) >= 3]
    words = [w for w in words if w not in digits]
    return SearchWords(tuple(words), tuple(dict.fromkeys(digits)), tuple(dict.fromkeys(accent_key(rest).split())))


def _take_number(match: re.Match[str], digits: list[str]) -> str:
    """Move a phone-like number to digits and return what stays in the text."""
    raw = match[0]
    start, end = match.span()
    inside = (start and match.string[start - 1].isalpha()) or (end < len(match.string) and match.string[end].isalpha())
    groups = GROUPS_OF_DIGITS.findall(raw)
    joined = "".join(groups)
    if inside or not 3 <= len(joined) <= 13 or not joined.isascii() or not _is_one_number(raw, groups, joined):
        return raw
    if joined.startswith("84") and (raw[0] == "+" or len(joined) == 11):
        joined = "0" + joined[2:]
    if len(joined) < 3:
        return " "
    digits.append(joined)
    return " "


def _is_one_number(raw: str, groups: Sequence[str], joined: str) -> bool:
    """Return whether groups of digits are one phone: "0912 345", "912.345"; not "12 345", "05-12-1990", "0101234567-001"."""
    if len(groups) == 1 or raw[0] == "+":
        return True
    if len(joined) > 11 or ("-" in raw and (raw[0] != "0" or len(groups[0]) < 3)):
        return False
    return raw[0] == "0" or all(len(g) >= 3 for g in groups)


def text_matches(searchable: str, words: SearchWords) -> bool:
    """Return whether a customer with this `searchable_text` is found: the law that every faster way obeys."""
    return all(needle in searchable for needle in needles(words))


def needles(words: SearchWords, *, accented: bool = False) -> tuple[str, ...]:
    """Return the pieces of text that must all occur in the searchable text."""
    return (*words.digits, *(f" {w}" for w in words.words), *((f" {w}" for w in words.accented) if accented else ()))
