"""How words are spelled to be found: without accents, and with accents in one spelling; the same on both sides."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from khachhang.values.text import fold

Y_AS_I_AFTER = re.compile(r"(?<=[bcdghklmnprstvx])y|(?<=\bqu)y")


@lru_cache(maxsize=1 << 15)
def search_fold(text: str) -> str:
    """Return folded words; y after a consonant is i wherever it stands, so that what is typed so far stays a beginning (ly, lyn, lynh)."""
    folded = fold(text)
    return Y_AS_I_AFTER.sub("i", folded) if "y" in folded else folded


_Y_AS_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


def _tone_swaps() -> dict[str, str]:
    swaps = {}
    for first, second in ("oa", "oe", "ui"):
        for tone in "\u0300\u0301\u0309\u0303\u0323":
            late = unicodedata.normalize("NFC", first + second + tone)
            swaps[late] = unicodedata.normalize("NFC", first + tone + second)
    return swaps


_TONE_SWAPS = _tone_swaps()
_TONE_LATE = re.compile("|".join(_TONE_SWAPS))
_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 15)
def accent_key(text: str) -> str:
    """Return the words of the text that carry marks, small letters, one spelling for hoà = hòa and lý = lí; "" when none does."""
    if text.isascii():
        return ""
    low = unicodedata.normalize("NFC", text).lower().translate(_Y_AS_I)
    low = _TONE_LATE.sub(lambda m: _TONE_SWAPS[m[0]], low)
    return " ".join(w for w in _NOT_WORD.split(low) if w and not w.isascii())


GROUPS_OF_DIGITS = re.compile(r"\d+")


def national(e164: str) -> str:
    """Return the digits people type: +84912345678 → 0912345678; a foreign number keeps its country code."""
    if e164.startswith("+84"):
        return "0" + e164[3:]
    return "".join(GROUPS_OF_DIGITS.findall(e164))
