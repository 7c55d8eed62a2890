"""Text of before Unicode: TCVN3 (".VnTime"), VNI and VIQR. Decided for a column, decoded cell by cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from khachhang.values.name_words import FAMILY_NAMES
from khachhang.values.syllables import is_syllable

# Source: TCVN 5712:1993, VN3, as its bytes look in Windows-1252. The soft hyphen is ư.
_TCVN3 = dict(zip(
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢§£¤¥¦",
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
    strict=True,
))  # fmt: skip
_TCVN3_TABLE = {ord(k): v for k, v in _TCVN3.items()}
_TCVN3_CAPITALS = "¡¢§£¤¥¦"
_TCVN3_UPPER = {code: letter.upper() for code, letter in _TCVN3_TABLE.items()}

_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {"â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323"}
_VNI_BREVE = {"ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323"}


def _vni_codes() -> dict[str, str]:
    """Source: VNI-Windows code page of the VNI fonts (VNI-Times), as its bytes look in Windows-1252."""
    codes = {"ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư"}
    for base, mark in product("aeouy", _VNI_TONES):
        codes[base + mark] = base + _VNI_TONES[mark]
    for base, mark in product("aeo", _VNI_CIRCUMFLEX):
        codes[base + mark] = base + _VNI_CIRCUMFLEX[mark]
    for mark, sign in _VNI_BREVE.items():
        codes["a" + mark] = "a" + sign
    for (base, horned), mark in product((("ô", "ơ"), ("ö", "ư")), _VNI_TONES):
        codes[base + mark] = horned + _VNI_TONES[mark]
    codes = {code: unicodedata.normalize("NFC", letter) for code, letter in codes.items()}
    for code, letter in list(codes.items()):
        codes[code.upper()] = letter.upper()
        if len(code) == 2:
            codes[code[0].upper() + code[1]] = letter.upper()
            codes[code[0] + code[1].upper()] = letter
    return codes


_VNI = _vni_codes()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_VIQR_MARKS = dict(zip("^(+*'`?~.", "\u0302\u0306\u031b\u031b\u0301\u0300\u0309\u0303\u0323", strict=True))
_VIQR = re.compile(r"([aeiouyAEIOUY])([\^(+*]?)(['`?~.]?)")
_VIQR_WORD = re.compile(r"[A-Za-z^(+*'`?~.]+")
_UNICODE_ONLY = re.compile("[ăĂđĐơƠưƯ\u0300-\u036f\u1ea0-\u1ef9]")
_NEVER_VIETNAMESE = {
    "tcvn3": re.compile("[¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇËÎÏÑÖ×ØÜÞßäåæçëîïñö÷øûüþ]"),
    "vni": re.compile("[ñÑöÖøØïÏäÄåÅëËûÛüÜæÆîÎ]"),
}
"""Letters of the codes that no Vietnamese text in Unicode has: with one of them a cell of a legacy column is surely legacy."""
_NOT_LETTERS = re.compile(r"[\s.,;:()/\-\"'0-9]+")
_USUAL = FAMILY_NAMES | frozenset("thị văn phường quận đường huyện tỉnh thành phố xã ấp thôn số chợ tổ khu".split())
_CURRENCY = frozenset(("đ", "vnđ", "đồng"))


def detect_legacy(texts: Sequence[str], font: str | None = None) -> str | None:
    """Return "tcvn3", "vni" or "viqr" when enough cells of a column are written so, else None.

    font: the font of the cells, which decides at once (".VnTime" …, "VNI-Times"). A column may be mixed: cells that are Unicode
    are left alone by `decode_cell`. Judged by words that become Vietnamese syllables, so José, Müller and François raise no alarm.
    """
    by_font = _font_verdict(font)
    if by_font == "unicode":
        return None
    candidates = [text for text in texts[:2000] if text and not text.isascii() and not _UNICODE_ONLY.search(text)]
    if by_font is not None:
        return by_font if not candidates or any(_is_written_in(text, by_font) for text in candidates) else None
    votes = {"tcvn3": 0, "vni": 0}
    for text in candidates[:400]:
        for code in votes:
            votes[code] += _is_written_in(text, code)
    best = max(votes, key=lambda code: votes[code])
    if votes[best] >= max(1, 0.3 * len(candidates[:400])) and _gain(candidates[:400], best) >= 2:
        return best
    ascii_texts = [text for text in texts[:2000] if text and text.isascii()]
    viqr = sum(_is_written_in(text, "viqr") for text in ascii_texts[:400])
    return "viqr" if viqr >= 2 and viqr >= 0.1 * len(ascii_texts[:400]) else None


def _font_verdict(font: str | None) -> str | None:
    if not font:
        return None
    low = font.strip().casefold()
    if low.startswith(".vn"):
        return "tcvn3"
    if low.startswith("vni"):
        return "vni"
    return None


def is_upper_font(font: str | None) -> bool:
    """Return whether the font shows small codes as capitals (".VnTimeH")."""
    return bool(font) and str(font).strip().casefold().startswith(".vn") and str(font).strip().endswith("H")


def _gain(texts: Sequence[str], code: str) -> int:
    """Count words that are Vietnamese only after decoding, less those that were so only before."""
    gain = 0
    for text in texts:
        good, _, before = _count_words(text, code)
        gain += good - before
    return gain


@lru_cache(maxsize=1 << 14)
def _count_words(text: str, code: str) -> tuple[int, int, int]:
    """Of the words with marks: how many are Vietnamese after decoding, how many are not, how many were before."""
    good = bad = before = 0
    for word in _NOT_LETTERS.split(text):
        if word and not word.isascii():
            is_good = _is_vietnamese(decode(word, code))
            good += is_good
            bad += not is_good
            before += _is_vietnamese(word)
    return good, bad, before


def _is_vietnamese(word: str) -> bool:
    low = word.casefold()
    return low in _CURRENCY or is_syllable(low)


def _is_written_in(text: str, code: str) -> bool:
    """Return whether decoding turns the marked words of the text into Vietnamese, and more of them than were before."""
    if code == "viqr":
        return _viqr_words(text) > 0 and not text.endswith(")")
    good, bad, before = _count_words(text, code)
    return good > before and good > bad


def _viqr_words(text: str) -> int:
    count = 0
    for word in _VIQR_WORD.findall(text):
        decoded = decode_viqr(word.rstrip(".?'")).casefold()
        count += not decoded.isascii() and is_syllable(decoded) and any(mark in word for mark in "^(+~`'?")
    return count


def decode_cell(text: str, code: str | None, *, upper_font: bool = False, sure: bool = False) -> str:
    """Return the text of one cell of a column that `detect_legacy` found to be written in `code`.

    A cell that holds letters only Unicode has, or that decoding would not make Vietnamese, is returned as it is;
    sure: the font of this very cell says so, decode without doubt.
    """
    if code is None or not text or (text.isascii() and code != "viqr") or _UNICODE_ONLY.search(text):
        return text.upper() if upper_font and text.isascii() else text
    if code == "viqr":
        return decode_viqr(text) if sure or _is_written_in(text, code) else text
    if sure or _NEVER_VIETNAMESE[code].search(text):
        return decode(text, code, upper_font=upper_font)
    good, bad, before = _count_words(text, code)
    is_legacy = good >= before and good >= bad if code == "tcvn3" else good > before and good > bad
    if not is_legacy and code == "vni" and good == before and not bad:
        is_legacy = _usual_words(decode_vni(text)) > _usual_words(text)
    return decode(text, code, upper_font=upper_font) if is_legacy else text


def _usual_words(text: str) -> int:
    """Return how many words are those lists of customers are full of: "Hoà Thò Chi" is "Hồ Thị Chi" in VNI, and Vietnamese too."""
    return sum(1 for word in _NOT_LETTERS.split(text.casefold()) if word in _USUAL)


def decode(text: str, code: str, *, upper_font: bool = False) -> str:
    """Decode the text from "tcvn3", "vni" or "viqr"."""
    if code == "tcvn3":
        return decode_tcvn3(text, upper_font)
    return decode_vni(text) if code == "vni" else decode_viqr(text)


def decode_tcvn3(text: str, upper_font: bool = False) -> str:
    """Decode TCVN3. Capitals with tones share codes with small letters: a word otherwise in capitals becomes all capitals."""
    if upper_font:
        return text.upper().translate(_TCVN3_UPPER) if text.isascii() else text.translate(_TCVN3_UPPER).upper()
    capitals = _capital_letters(text)
    is_upper = len(capitals) > 2 and capitals.isupper()
    return "".join(_decode_tcvn3_word(word, is_upper) for word in re.split(r"(\s+)", text))


def _capital_letters(text: str) -> str:
    """Return the letters whose case TCVN3 tells: the plain ones, and as X the seven capitals it has."""
    return "".join("X" if c in _TCVN3_CAPITALS else c for c in text if c in _TCVN3_CAPITALS or c.isascii() and c.isalpha())


def _decode_tcvn3_word(word: str, is_upper_text: bool) -> str:
    if word.isascii():
        return word
    decoded = word.translate(_TCVN3_TABLE)
    letters = _capital_letters(word)
    is_upper = letters.isupper() if len(letters) > 1 else is_upper_text and (not letters or letters.isupper())
    return decoded.upper() if is_upper else decoded


def decode_vni(text: str) -> str:
    """Decode VNI, longest match first; the case of a letter is that of its base letter."""
    return _VNI_PATTERN.sub(lambda match: _VNI[match[0]], text)


def decode_viqr(text: str) -> str:
    """Decode VIQR (RFC 1456): Nguye^~n Va(n DDu+'c."""
    if text.isascii():
        text = text.replace("dd", "đ").replace("DD", "Đ").replace("Dd", "Đ")
    return unicodedata.normalize("NFC", _VIQR.sub(_viqr_letter, text))


def _viqr_letter(match: re.Match[str]) -> str:
    letter, shape, tone = match.groups()
    if shape == "(" and letter not in "aA" or shape in ("+", "*") and letter not in "ouOU" or shape == "^" and letter not in "aeoAEO":
        return match[0]
    return letter + (_VIQR_MARKS[shape] if shape else "") + (_VIQR_MARKS[tone] if tone else "")
