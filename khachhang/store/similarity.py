"""What was nearly typed: words of the index one or two letters away, and the customers that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA
from sqlalchemy import Connection

from khachhang.searching import SearchWords, found_by
from khachhang.store import text_index

_AT_MOST = 2_000
_TERMS = 12
_CONFUSED = {
    "s": "sx",
    "x": "sx",
    "d": "dgr",
    "g": "dg",
    "r": "rdg",
    "l": "ln",
    "n": "nl",
    "t": "tc",
    "c": "ctk",
    "k": "kcq",
    "q": "qk",
    "i": "iy",
    "y": "yi",
}
"""First letters that are written for one another."""


def nearly(connection: Connection, typed: SearchWords) -> list[int]:
    """Return customers who hold a word near each typed word, or half of each typed number; at most some thousand."""
    parts = [_word_terms(connection, word) for word in typed.words if len(word) > 2]
    parts += [_half_terms(number) for number in typed.digits]
    parts = [p for p in parts if p]
    if not parts:
        return []
    ids = text_index.candidates(connection, " AND ".join(f"({p})" for p in parts))
    if not len(ids) and len(parts) > 1:
        found = [text_index.candidates(connection, " AND ".join(f"({p})" for p in parts if p is not left)) for left in parts]
        ids = np.unique(np.concatenate(found))
    return [int(i) for i in ids[:: max(1, len(ids) // _AT_MOST)][:_AT_MOST]]


def nearest(typed: SearchWords, rows: Sequence[Any]) -> list[int]:
    """Return the ids of rows (customer_id, full_name, company, phone) that are near enough, nearest first."""
    wanted = " ".join(typed.words)
    scored = []
    for customer_id, name, company, phone in rows:
        score = (
            max(fuzz.token_sort_ratio(wanted, found_by(name)), fuzz.token_set_ratio(wanted, found_by(f"{name} {company}")) - 5)
            if wanted
            else 100
        )
        for number in typed.digits:
            score = min(score, 100 - 10 * _digits_apart(number, found_by(phone)))
        if score >= 70:
            scored.append((-score, found_by(name), customer_id))
    return [customer_id for _, _, customer_id in sorted(scored)]


def _word_terms(connection: Connection, word: str) -> str:
    """Return the expression for words of the index near this one: it, or one letter away, two for long words."""
    head = word[: text_index.CUT]
    known = [
        t for first in _CONFUSED.get(word[0], word[0]) for t in text_index.vocabulary(connection, first) if abs(len(t) - len(head)) <= 2
    ]
    near = process.extract(head, known, scorer=OSA.distance, score_cutoff=2 if len(head) > 4 else 1, limit=_TERMS)
    return " OR ".join(f'"{term}"' for term, _, _ in near)


def _half_terms(number: str) -> str:
    """Return the expression for numbers that share the first or the second half, when one digit may be wrong."""
    if len(number) < 6:
        return text_index.match_terms(SearchWords(digits=(number,)))
    middle = len(number) // 2
    halves = (number[:middle], number[middle:])
    return " OR ".join(f"({text_index.match_terms(SearchWords(digits=(half,)))})" for half in halves)


def _digits_apart(number: str, phone: str) -> int:
    """Return how many digits of the typed number a part of the phone differs in."""
    length = len(number)
    return min((OSA.distance(number, phone[i : i + length]) for i in range(max(1, len(phone) - length + 1))), default=length)
