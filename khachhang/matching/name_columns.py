"""Names as matrices of word codes, one row for each different name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from khachhang.matching.name_parts import MAX_TOKENS, NameParts, name_parts
from khachhang.matching.profile import Profile
from khachhang.values.name_words import FAMILY_FOLDED

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Names:
    """codes: per record the row of its name in everything else; the last row is the name that is not known.

    tokens, marked: codes of the folded words and of the same words with their marks, padded with -1, and their texts.
    first: first letters; initial: the word is only an initial; size: how many words; given: code of the last word, -1 for an initial.
    key: the same code for the same words in any order; letters: the same code for the same letters, spaces or not.
    trade: code of the trade or place after a given name, or of what a business trades in; kind, branch: codes, of a business.
    sex: 1 = M, 2 = F, as Văn or Thị says, 0.
    """

    codes: Ints
    tokens: Ints
    marked: Ints
    first: npt.NDArray[np.uint8]
    initial: npt.NDArray[np.bool_]
    size: npt.NDArray[np.int8]
    given: Ints
    key: Ints
    letters: Ints
    trade: Ints
    kind: Ints
    branch: Ints
    sex: npt.NDArray[np.int8]
    is_business: npt.NDArray[np.bool_]
    has_family: npt.NDArray[np.bool_]
    is_person_like: npt.NDArray[np.bool_]
    words: Sequence[str]
    marked_words: Sequence[str]
    keys: Sequence[str]
    trades: Sequence[str]
    kinds: Sequence[str]
    shown: Sequence[str]


class _Table(dict[str, int]):
    """Text → its code, given on first sight; "" is -1."""

    def __missing__(self, text: str) -> int:
        if not text:
            return -1
        code = self[text] = len(self)
        return code


def name_columns(profiles: Sequence[Profile]) -> Names:
    """Return the names of profiles; each different name is taken apart once."""
    rows: dict[tuple[str, bool], int] = {}
    codes = np.fromiter((rows.setdefault((p.name, p.is_business), len(rows)) if p.name else -1 for p in profiles), np.int32, len(profiles))
    return _names(codes, [name_parts(name, is_business) for name, is_business in rows], [name for name, _ in rows])


def _names(codes: Ints, parts: list[NameParts], shown: list[str]) -> Names:
    u = len(parts) + 1
    words, marked_words, keys, letters = _Table(), _Table(), _Table(), _Table()
    trades, kinds, branches = _Table(), _Table(), _Table()
    tokens = np.full((u, MAX_TOKENS), -1, np.int32)
    marked = np.full((u, MAX_TOKENS), -1, np.int32)
    for row, part in enumerate(parts):
        for k, (token, mark) in enumerate(zip(part.tokens, part.marked, strict=True)):
            tokens[row, k], marked[row, k] = words[token], marked_words[mark]
    texts = list(words)
    letter_of = np.array([ord(w[0]) & 0xFF for w in texts] + [0], np.uint8)
    short = np.array([w.endswith(".") or len(w) == 1 for w in texts] + [False], bool)
    first, initial = letter_of[tokens], short[tokens]
    size = np.array([len(p.tokens) for p in parts] + [0], np.int8)
    last = tokens[np.arange(u), np.maximum(size - 1, 0)]
    return Names(
        codes, tokens, marked, first, initial, size, np.where(short[last], -1, last).astype(np.int32),
        np.array([keys[p.key] for p in parts] + [-1], np.int32),
        np.array([letters["".join(p.tokens)] for p in parts] + [-1], np.int32),
        np.array([trades[p.trade] for p in parts] + [-1], np.int32),
        np.array([kinds[p.kind] for p in parts] + [-1], np.int32),
        np.array([branches[p.branch] for p in parts] + [-1], np.int32),
        np.array([_sex_in(p) for p in parts] + [0], np.int8),
        np.array([p.is_business for p in parts] + [False], bool),
        np.array([p.has_family for p in parts] + [False], bool),
        np.array([p.is_person_like for p in parts] + [False], bool),
        texts, list(marked_words), list(keys), list(trades), list(kinds), [*shown, ""],
    )  # fmt: skip


def _sex_in(part: NameParts) -> int:
    if part.is_business or len(part.tokens) < 3 or part.tokens[0] not in FAMILY_FOLDED:
        return 0
    return {"thi": 2, "van": 1}.get(part.tokens[1], 0)
