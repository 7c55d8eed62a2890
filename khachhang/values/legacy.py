"""Text of before Unicode: TCVN3 (".VnTime"), VNI and VIQR. Decided for a column, decoded cell by cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from khachhang.values.syllables import is_syllable, strip_tone
from khachhang.values.text import fold

_TCVN3 = dict(zip(
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢§£¤¥¦",
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
    strict=True,
))  # fmt: skip
"""Source: TCVN 5712:1993, VN3, as its bytes look in Windows-1252. The soft hyphen is ư."""
_TCVN3_TABLE = {ord(k): v for k, v in _TCVN3.items()}
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
_VNI_HINT = re.compile("[aeouyAEOUYôöÔÖ][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|[ñöÑÖæÆîÎ]")

_VIQR_MARKS = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b", "'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_VIQR = re.compile(r"([aeiouyAEIOUY])([\^(+*]?)(['`?~.]?)")
_VIQR_WORD = re.compile(r"[A-Za-z^(+*'`?~.]+")
_VNI_DIGITS = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323", "6": "\u0302", "7": "\u031b", "8": "\u0306"}

_UNICODE_ONLY = re.compile("[ăĂđĐơƠưƯ\u0300-\u036f\u1ea0-\u1ef9]")
_WORD = re.compile(r"[^\W\d_]+(?:[\u00ad\u00a1-\u00bf]+[^\W\d_]*)*|[\u00a1-\u00bf\u00ad]+[^\W\d_]*", re.UNICODE)


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
    """Count words that are Vietnamese only after decoding."""
    return sum(_word_gain(text, code) for text in texts)


def _word_gain(text: str, code: str) -> int:
    gain = 0
    for word in text.split():
        if not word.isascii():
            after = _strip(decode(word, code))
            before = _strip(word)
            gain += is_syllable(after) and not is_syllable(before)
            gain -= is_syllable(before) and not is_syllable(after)
    return gain


@lru_cache(maxsize=1 << 14)
def _is_written_in(text: str, code: str) -> bool:
    """Return whether decoding turns the marked words of the text into Vietnamese, and more of them than were before."""
    if code == "viqr":
        return _viqr_words(text) > 0 and not text.endswith(")")
    good = bad = before = 0
    for word in text.split():
        bare = _strip(word)
        if not word.isascii() and bare:
            if is_syllable(_strip(decode(word, code))):
                good += 1
            else:
                bad += 1
            before += is_syllable(bare)
    return good > bad and good > before


def _strip(word: str) -> str:
    return word.strip(".,;:()[]-/\"'0123456789").casefold()


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
    if sure or code == "tcvn3" and any(c in "\u00ad\u00b5\u00b6\u00b7\u00b8\u00b9\u00bb\u00bc\u00bd\u00be\u00ae\u00a7" for c in text):
        return decode(text, code, upper_font=upper_font)
    return decode(text, code, upper_font=upper_font) if _is_written_in(text, code) else text


def decode(text: str, code: str, *, upper_font: bool = False) -> str:
    """Decode the text from "tcvn3", "vni" or "viqr"."""
    if code == "tcvn3":
        return decode_tcvn3(text, upper_font)
    return decode_vni(text) if code == "vni" else decode_viqr(text)


def decode_tcvn3(text: str, upper_font: bool = False) -> str:
    """Decode TCVN3. Capitals with tones share codes with small letters: a word otherwise in capitals becomes all capitals."""
    if upper_font:
        return text.upper().translate(_TCVN3_UPPER) if text.isascii() else text.translate(_TCVN3_UPPER).upper()
    return "".join(_decode_tcvn3_word(word) for word in re.split(r"(\s+)", text))


def _decode_tcvn3_word(word: str) -> str:
    if word.isascii():
        return word
    decoded = word.translate(_TCVN3_TABLE)
    plain = [c for c, d in zip(word, decoded, strict=False) if c.isascii() and c.isalpha()] + [d for c, d in zip(word, decoded, strict=False) if c in "¡¢§£¤¥¦"]
    letters = "".join(plain)
    return decoded.upper() if letters and letters.isupper() and (len(letters) > 1 or len(decoded) == 1 or len(decoded) == 2 and decoded[0] == letters) else decoded


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


# ---- what an input method left in the text ----------------------------------------------------------------------------

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_TELEX_PARTS = re.compile(r"([bcdghklmnpqrstvx]*)([aeiouy][a-z]*)", re.ASCII)
_TELEX_SHAPES = (("uwow", "ươ"), ("uow", "ươ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"))
_TELEX_CERTAIN = re.compile(
    r"[fj]$|(?:aw|ow|uw)[a-z]|uw$|(?:aa|ee|oo|aw|ow|uw)[a-z]*[sfrxj]|^dd[a-z]+[a-z]|[aeiouy][fj][a-z]|^(?:coong|cuar|nhaf|hoas)$", re.ASCII
)
_VNI_DIGIT_WORD = re.compile(r"[a-z]+[1-8][a-z1-9]*|d9[a-z1-8]+", re.ASCII)


@lru_cache(maxsize=1 << 14)
def decode_telex(word: str) -> str | None:
    """Return the word a Telex residue stands for ("Nguyeenx" → "Nguyễn"); None unless it is impossible as it stands and right decoded."""
    low = word.lower()
    if not word.isascii() or not word.isalpha() or is_syllable(low):
        return None
    parts = _TELEX_PARTS.fullmatch(low)
    if not parts:
        return None
    head, tail = parts[1].replace("dd", "đ"), parts[2]
    tones = [c for c in tail[1:] if c in _TELEX_TONES]
    if len(tones) > 1:
        return None
    for tone in tones:
        tail = tail[0] + tail[1:].replace(tone, "", 1)
    for typed, shape in _TELEX_SHAPES:
        tail = tail.replace(typed, shape)
    syllable = _with_tone(head, tail, _TELEX_TONES[tones[0]] if tones else "")
    return _in_case(word, syllable) if syllable else None


@lru_cache(maxsize=1 << 12)
def decode_vni_digits(word: str) -> str | None:
    """Return the word that VNI typing with digits left behind ("Nguye6n4" → "Nguyễn"), or None."""
    low = word.lower()
    if not word.isascii() or not _VNI_DIGIT_WORD.fullmatch(low):
        return None
    out, tone = "", ""
    for character in low:
        if character == "9" and out[-1:] == "d":
            out = out[:-1] + "đ"
        elif character in "12345" and not tone:
            tone = _VNI_DIGITS[character]
        elif character in "678":
            shaped = _shape_last_vowel(out, character)
            if shaped is None:
                return None
            out = shaped
        elif character.isdigit():
            return None
        else:
            out += character
    match = re.fullmatch(r"([bcdđghklmnpqrstvx]*)(.+)", out)
    syllable = _with_tone(match[1], match[2], tone) if match else None
    return _in_case(word, syllable) if syllable else None


def _shape_last_vowel(text: str, digit: str) -> str | None:
    wanted = {"6": "aeo", "7": "ou", "8": "a"}[digit]
    if digit == "7" and "uo" in text:
        return text.replace("uo", "ươ")
    for index in range(len(text) - 1, -1, -1):
        if text[index] in wanted:
            return text[:index] + unicodedata.normalize("NFC", text[index] + _VNI_DIGITS[digit]) + text[index + 1 :]
    return None


def _with_tone(head: str, tail: str, tone: str) -> str | None:
    """Return head + tail with the tone where it belongs, or None if that is no Vietnamese syllable."""
    whole = head + tail
    if not is_syllable(whole):
        return None
    if not tone:
        return whole
    coda = re.search(r"(?:ng|nh|ch|[cmnpt])$", tail)
    if coda and coda[0] in ("c", "ch", "p", "t") and tone not in ("\u0301", "\u0323"):
        return None
    nucleus = tail[: coda.start()] if coda else tail
    offset = 1 if head == "q" and nucleus[0] == "u" or head == "g" and nucleus[0] == "i" and len(nucleus) > 1 else 0
    vowels = nucleus[offset:]
    marked = [i for i, c in enumerate(vowels) if c in "ăâêôơư"]
    if marked:
        at = marked[-1]
    elif coda or len(vowels) == 3:
        at = len(vowels) - 1 if coda else 1
    else:
        at = 0
    at += offset
    return head + nucleus[:at] + unicodedata.normalize("NFC", nucleus[at] + tone) + nucleus[at + 1 :] + (coda[0] if coda else "")


def _in_case(like: str, text: str) -> str:
    capitals = sum(c.isupper() for c in like)
    if capitals >= 2:
        return text.upper()
    return text[0].upper() + text[1:] if like[0].isupper() else text


def decode_typing(text: str, *, is_person: bool) -> str:
    """Return the text with Telex or VNI-digit left-overs decoded, when some word is certainly such a left-over.

    "Nguyeenx Thij Lan" has two. One weak word (Max, Queen, Lee, Bar) decides nothing; two do, in the name of a person
    that has no Vietnamese letters otherwise.
    """
    words = text.split(" ")
    decoded = [decode_telex(word) or decode_vni_digits(word) for word in words]
    certain = sum(d is not None and _is_certain(w) for w, d in zip(words, decoded, strict=True))
    weak = sum(d is not None for d in decoded) - certain
    if certain or (weak >= 2 and is_person and text.isascii()):
        return " ".join(d or w for w, d in zip(words, decoded, strict=True))
    return text


def _is_certain(word: str) -> bool:
    return any(c.isdigit() for c in word) or _TELEX_CERTAIN.search(word.lower()) is not None


def has_residue(text: str) -> bool:
    """Return whether the text may hold typing left-overs; a quick test before `decode_typing`."""
    return _RESIDUE.search(text) is not None


_RESIDUE = re.compile(r"[sfrxjwSFRXJW](?![^\W\d_])|[aeuoAEUO]{2}|[aouAOU][wW]|[aeiouyAEIOUY][fjxrsFJXRS]|\b[dD]{2}|[a-z][1-9]", re.ASCII)

__all__ = [
    "decode", "decode_cell", "decode_tcvn3", "decode_telex", "decode_typing", "decode_viqr", "decode_vni", "decode_vni_digits", "detect_legacy",
    "fold", "has_residue", "is_upper_font", "strip_tone",
]  # fmt: skip
