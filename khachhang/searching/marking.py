"""Which part of a shown text matches what was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from khachhang.searching.folding import GROUPS_OF_DIGITS, search_fold
from khachhang.searching.typed import SearchWords
from khachhang.values.text import fold

_WORD_OR_NUMBER = re.compile(r"\+?\d[\d .\-]*\d|[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")


def highlight(text: str, words: SearchWords) -> list[tuple[int, int]]:
    """Return the (start, end) parts of a shown text that what was typed matched, in order, not overlapping; text is shown as it is."""
    spans: list[tuple[int, int]] = []
    for match in _WORD_OR_NUMBER.finditer(text):
        token = match[0]
        if token[-1].isdigit() and (token[0].isdigit() or token[0] == "+"):
            spans += _number_spans(match, words)
        else:
            spans += _word_spans(match, words)
    return _united(spans)


def _word_spans(match: re.Match[str], words: SearchWords) -> list[tuple[int, int]]:
    token, start = match[0], match.start()
    folded = search_fold(token)
    longest = max((len(w) for w in words.words if folded.startswith(w)), default=0)
    spans = [(start, start + _characters(token, longest))] if longest else []
    for fragment in words.digits:
        at = token.find(fragment)
        if at >= 0:
            spans.append((start + at, start + at + len(fragment)))
    return spans


def _characters(token: str, folded_length: int) -> int:
    """Return how many characters of the token make that many folded ones (a decomposed ễ is three characters)."""
    end = 0
    while end < len(token) and (len(fold(token[:end])) < folded_length or unicodedata.combining(token[end])):
        end += 1
    return end


def _number_spans(match: re.Match[str], words: SearchWords) -> list[tuple[int, int]]:
    token, start = match[0], match.start()
    places = [i for i, c in enumerate(token) if c.isdigit()]
    digits = "".join(token[i] for i in places)
    if token.startswith("+84"):
        digits, places = "0" + digits[2:], [0, *places[2:]]
    spans = []
    for fragment in words.digits:
        at = digits.find(fragment)
        if at >= 0:
            spans.append((start + places[at], start + places[at + len(fragment) - 1] + 1))
    for word in words.words:
        if word.isdigit():
            spans += [(start + g.start(), start + g.start() + len(word)) for g in GROUPS_OF_DIGITS.finditer(token) if g[0].startswith(word)]
    return spans


def _united(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
