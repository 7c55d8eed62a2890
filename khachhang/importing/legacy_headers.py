"""Headers typed in the old fonts (TCVN3, VNI): read them before looking their words up."""

from __future__ import annotations

import re
from functools import lru_cache

from khachhang.importing.headers import TRIMMED, match_header
from khachhang.values.legacy import decode, decode_cell
from khachhang.values.syllables import is_syllable

_ONLY_UNICODE = re.compile("[đĐăĂơƠưƯĩĨũŨ\u1ea0-\u1ef9]")
"""Letters no text typed in an old font holds: "Mã đoàn" is not "Mã đồn" in VNI."""


@lru_cache(maxsize=1 << 13)
def readable(text: str) -> str:
    """Return the header or label in Unicode: as it is unless its words become known, or Vietnamese, when read as TCVN3 or VNI."""
    if text.isascii() or len(text) > 120 or _ONLY_UNICODE.search(text) or _is_known(text):
        return text
    decoded = [decode(text, code) for code in ("tcvn3", "vni")]
    known = next((d for d in decoded if d != text and _is_known(d) and _is_vietnamese(d)), None)
    if known or _is_vietnamese(text):
        return known or text
    return next((d for code in ("tcvn3", "vni") if (d := decode_cell(text, code)) != text), text)


def _is_vietnamese(text: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_]+", text) if not w.isascii()]
    return bool(words) and all(is_syllable(w.lower()) for w in words)


def _is_known(text: str) -> bool:
    match = match_header(text)
    return match is not None and match.confidence >= TRIMMED
