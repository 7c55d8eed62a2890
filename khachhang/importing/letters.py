"""Letters of columns, as Excel shows them."""

from __future__ import annotations

from functools import cache


@cache
def letter_of(index: int) -> str:
    """Return the letter of the column with that index, from 0: A, B … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters
