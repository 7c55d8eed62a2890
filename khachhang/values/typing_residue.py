"""What an input method left in a text: Telex ("Nguyeenx Vawn A") and VNI digits ("Nguye6n4 Va8n A")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from khachhang.values.legacy import decode_viqr
from khachhang.values.syllables import is_syllable

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_TELEX_PARTS = re.compile(r"([bcdghklmnpqrstvx]*)([aeiouy][a-z]*)", re.ASCII)
_TELEX_SHAPES = (("uwow", "ươ"), ("uow", "ươ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"))
_CERTAIN = re.compile(
    r"(?:aw|ow|uw)[a-z]|uw$|(?:aa|ee|oo|uow)[a-z]*[sfrxj]|^dd[a-z]{2,}|(?:nh|ng|ch)[jfx]$|[cmpt][jf]$|^(?:coong|cuar|cuwar|nhaf|tapj)$",
    re.ASCII,
)  # a shape and a tone, or a shape no other language writes
_UPPER_WITH_SMALL_KEYS = re.compile(r"[A-Z]{2,}[a-z]|[A-Z][a-z][A-Z]", re.ASCII)
_DIGIT_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_DIGIT_SHAPES = {"6": ("aeo", "\u0302"), "7": ("ou", "\u031b"), "8": ("a", "\u0306")}
_DIGIT_WORD = re.compile(r"[a-z]+[1-8][a-z1-9]*|d9[a-z1-8]+", re.ASCII)
_WORD = re.compile(r"[A-Za-z0-9]+", re.ASCII)
_VIQR_SIGN = re.compile(r"[aeoAEO]\^|[aA]\([a-zA-Z'`?~.]|[uoUO]\+", re.ASCII)
_RESIDUE = re.compile(
    r"[aeoAEO]\^|[aA]\([a-zA-Z'`?~.]|[uoUO]\+|[sfrxjwSFRXJW](?![^\W\d_])|[aA]{2}|[eE]{2}|[oO]{2}|[aouAOU][wW]|[aeiouyAEIOUY][fjxrsFJXRS]|\b[dD]{2}|[a-zA-Z][1-9]"
)  # a quick test; what it lets through is judged word by word


def has_residue(text: str) -> bool:
    """Return whether the text may hold typing left-overs; a quick test before `decode_typing`."""
    return _RESIDUE.search(text) is not None


def decode_typing(text: str, *, is_telex: bool = False) -> str:
    """Return the text with Telex or VNI-digit left-overs decoded, when its words leave no doubt.

    "Nguyeenx" (shape and tone) is enough; of weaker words (Max, Lee, Queen, Bar, Thanj) two are needed and everything else must be
    Vietnamese. is_telex: `detect_telex` found the column full of them, one weak word is enough.
    """
    if _VIQR_SIGN.search(text):
        viqr = decode_viqr(text)
        if all(is_syllable(word.lower()) for word in viqr.replace(".", " ").split()):
            return viqr
    found = [(match, _decode_word(match[0])) for match in _WORD.finditer(text)]
    decoded = [(match, word) for match, word in found if word is not None]
    is_upper = sum(c.isupper() for c in text) > len(text) // 2
    is_sure = any(_is_certain(match[0], is_upper) for match, _ in decoded)
    if not decoded or not (is_sure or _weak_words_decide(text, len(decoded), is_telex)):
        return text
    out, position = [], 0
    for match, word in decoded:
        out += [text[position : match.start()], word]
        position = match.end()
    return "".join([*out, text[position:]])


def _weak_words_decide(text: str, decoded: int, is_telex: bool) -> bool:
    if is_telex:
        return True
    if decoded < 2:
        return False
    others = [word for word in _WORD.findall(text) if _decode_word(word) is None and len(word) > 1]
    return all(is_syllable(word.lower()) or word.isupper() or word.lower() in ("mr", "mrs", "ms") for word in others)


def _decode_word(word: str) -> str | None:
    return decode_telex(word) if word.isalpha() else decode_vni_digits(word)


def _is_certain(word: str, is_upper: bool) -> bool:
    if not word.isalpha():
        return True
    return _CERTAIN.search(word.lower()) is not None or is_upper and _UPPER_WITH_SMALL_KEYS.search(word) is not None


def detect_telex(names: Sequence[str]) -> bool:
    """Return whether a column is full of Telex left-overs: 5 % of its names, and at least 5, certainly have one."""
    hits = 0
    sample = names[:2000]
    for name in sample:
        if name and has_residue(name):
            hits += any(_decode_word(word) is not None and _is_certain(word, False) for word in _WORD.findall(name))
    return hits >= 5 and hits >= 0.05 * len(sample)


@lru_cache(maxsize=1 << 14)
def decode_telex(word: str) -> str | None:
    """Return the word a Telex residue stands for ("Nguyeenx" → "Nguyễn"); None unless it is impossible as it stands and right decoded."""
    low = word.lower()
    if not word.isascii() or not word.isalpha() or len(word) > 12 or is_syllable(low):
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
    if len(word) > 12 or not _DIGIT_WORD.fullmatch(low):
        return None
    out, tone = "", ""
    for character in low:
        if character == "9" and out[-1:] == "d":
            out = out[:-1] + "đ"
        elif character in _DIGIT_TONES and not tone:
            tone = _DIGIT_TONES[character]
        elif character in _DIGIT_SHAPES:
            out = _shape_last_vowel(out, character)
        elif character.isdigit():
            return None
        else:
            out += character
    match = re.fullmatch(r"([bcdđghklmnpqrstvx]*)(.+)", out)
    syllable = _with_tone(match[1], match[2], tone) if match else None
    return _in_case(word, syllable) if syllable else None


def _shape_last_vowel(text: str, digit: str) -> str:
    """Put the mark on the last vowel that can take it; a text without such a vowel becomes no syllable."""
    vowels, mark = _DIGIT_SHAPES[digit]
    if digit == "7" and "uo" in text:
        return text.replace("uo", "ươ")
    for index in range(len(text) - 1, -1, -1):
        if text[index] in vowels:
            return text[:index] + unicodedata.normalize("NFC", text[index] + mark) + text[index + 1 :]
    return ""


def _with_tone(head: str, tail: str, tone: str) -> str | None:
    """Return head + tail with the tone where it belongs, or None if that is no Vietnamese syllable."""
    if not is_syllable(head + tail):
        return None
    if not tone:
        return head + tail
    coda = re.search(r"(?:ng|nh|ch|[cmnpt])$", tail)
    if coda and coda[0] in ("c", "ch", "p", "t") and tone not in ("\u0301", "\u0323"):
        return None
    nucleus = tail[: coda.start()] if coda else tail
    at = _tone_place(head, nucleus, coda is not None)
    return head + nucleus[:at] + unicodedata.normalize("NFC", nucleus[at] + tone) + nucleus[at + 1 :] + (coda[0] if coda else "")


def _tone_place(head: str, nucleus: str, has_coda: bool) -> int:
    """Return the index of the vowel that carries the tone, in the older spelling (hòa, thúy)."""
    is_glide = head == "q" and nucleus[0] == "u" or head == "g" and nucleus[0] == "i"
    offset = 1 if is_glide and len(nucleus) > 1 else 0
    vowels = nucleus[offset:]
    marked = [index for index, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    if marked:
        return offset + marked[-1]
    if has_coda:
        return offset + len(vowels) - 1
    return offset + (1 if len(vowels) == 3 else 0)


def _in_case(like: str, text: str) -> str:
    if sum(c.isupper() for c in like) >= 2:
        return text.upper()
    return text[0].upper() + text[1:] if like[0].isupper() else text
