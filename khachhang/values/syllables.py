"""What a Vietnamese syllable can look like; tells residue and legacy codes from names of other languages."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSET = r"(?:ngh|ng|nh|gh|gi|g|kh|k|ch|c|ph|p|th|tr|t|qu|b|d|đ|h|l|m|n|r|s|v|x)?"
_OPEN = (
    "a|e|ê|i|o|ô|ơ|u|ư|y|ia|ya|ua|ưa|ai|ao|au|ay|âu|ây|eo|êu|iu|iêu|yêu|oi|ôi|ơi|ui|uôi|ưi|ưu|ươi|ươu|oa|oai|oay|oao|oe|oeo|uây|uê|uơ|uy|"
    "uya|uyu|uêu|iê|uyê"
)
_CLOSED = (
    r"(?:a|ă|â|e|o|ô|ơ|u|ư|i|iê|yê|uô|ươ|oa|oă|oe|uâ)(?:c|m|n|ng|p|t)"
    r"|(?:ê|i|uy|uyê|uê)(?:m|n|p|t)|(?:a|ê|i|oa|uê|uy)(?:nh|ch)|e(?:ng|c)"
)
_SYLLABLE = re.compile(f"{_ONSET}(?:{_OPEN}|{_CLOSED})")
_AFTER_QU = re.compile(r"qu(?:a|e|ê|i|y|ơ|ai|ao|au|ay|âu|ây|eo|êu|ă|(?:a|ă|â|e|o|ô|ơ|i|ê|y|yê)(?:c|m|n|ng|p|t)|(?:a|ê|i|y)(?:nh|ch))")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


def strip_tone(text: str) -> str:
    """Return the text without its five tones; ă â ê ô ơ ư đ stay."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_TONES))


@lru_cache(maxsize=1 << 15)
def is_syllable(word: str) -> bool:
    """Return whether a lower-case word can be one Vietnamese syllable, with or without its tone."""
    bare = strip_tone(word)
    if bare.startswith("qu"):
        return _AFTER_QU.fullmatch(bare) is not None
    return _SYLLABLE.fullmatch(bare) is not None and not re.match(r"(?:k|gh|ngh)[aăâoôơuư]|q", bare)
