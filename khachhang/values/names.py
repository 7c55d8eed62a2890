"""Names of customers: who it is, without title, notes and damage; what is taken out of a name is kept beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from khachhang.values import name_words as words
from khachhang.values.business_names import business_case, is_business_name
from khachhang.values.name_compare import Name, compatible, given_name, initials, name_key, person_sort_key, split_trade
from khachhang.values.name_titles import take_title
from khachhang.values.parsed import Cell, Parsed, note
from khachhang.values.phones import parse_phones
from khachhang.values.syllables import is_syllable
from khachhang.values.text import cell_to_text, fold, nfc_squeeze
from khachhang.values.typing_residue import decode_typing, detect_telex, has_residue

__all__ = [
    "Name",
    "compatible",
    "detect_telex",
    "detect_western_order",
    "given_name",
    "initials",
    "is_business_name",
    "name_key",
    "parse_name",
    "person_sort_key",
]

_EDGE = " \t,;:/|-–—.•·*"
_QUOTES = "'\"“”"
_LEFT_EDGE = " \t,;:/|-–—.•·*"
_PARENTHESES = re.compile(r"\s*[(\[{]([^()\[\]{}]*)(?:[)\]}]|$)\s*")
_QUOTED = re.compile(r"\s*[\"“”«]([^\"“”»]+)[\"“”»]\s*")
_PICTURES = re.compile("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]+")
_DASH = re.compile(r"\s+[-–—|/]+\s*|\s*[–—|]\s*|\s*[-:]\s+|\s*;\s*|\s+:\s*")
_COMMA = re.compile(r"\s*,\s*")
_PHONE_LIKE = re.compile(r"\d[\d .\-]{7,}\d")
_CODE = re.compile(r"(?=[^\s]*\d)(?:KH|KL|CUZN|NCC|DL|HD)[A-Z]{0,4}[-_.]?\d{1,12}", re.IGNORECASE)
_HAS_DIGIT_RUN = re.compile(r"\d{5}")
_NOTHING = frozenset(
    (
        "",
        "khach le",
        "khach vang lai",
        "khach",
        "khong ten",
        "khong co ten",
        "khong",
        "khong co",
        "na",
        "n a",
        "null",
        "none",
        "no name",
        "chua co ten",
        "unknown",
        "x",
    )
)
_MAX_NAME = 300


def parse_name(raw: Cell, *, western_order: bool = False, is_telex: bool = False) -> Parsed[Name]:
    """Return the name of a person or a business.

    western_order, is_telex: what `detect_western_order` and `detect_telex` say of the column.

    Missing diacritics and typing errors stay as written. Repairs: name_nfc, name_spaces, name_case, name_telex, name_order, name_title.
    """
    text = raw if type(raw) is str else cell_to_text(raw)
    return _parse_clean_person(text) or _parse(text, western_order, is_telex)


_UPPER = "A-EG-IK-VXYÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_LOWER = "a-eg-ik-qtuvy" + _UPPER[len("A-EG-IK-VXY") :].lower()
_CLEAN_WORD = f"[{_UPPER}]r?[{_LOWER}]+"  # no letter a typing left-over would have: f j w z, and s r x only where words begin
_CLEAN_PERSON = re.compile(f"({_CLEAN_WORD})(?: {_CLEAN_WORD}){{0,3}} ({_CLEAN_WORD})")
_DOUBLED = re.compile("aa|ee|oo")
_SAFE_FIRST = frozenset(
    form
    for name in words.FAMILY_NAMES
    for form in (name.title(), fold(name).title())
    if form.lower() not in words.TITLE_SEX and form.lower() not in words.PLAIN_TITLES and fold(name) not in words.SHOP_WORDS
)
_SLOW_LAST = frozenset(word.title() for word in words.SHOP_ENDINGS) | {"Ty", "Thuốc"}


def _parse_clean_person(text: str) -> Parsed[Name] | None:
    """The short way for most cells: composed, usual capitals, family name first, no title, nothing else. None = take the long way."""
    clean = _CLEAN_PERSON.fullmatch(text)
    if clean is None or clean[1] not in _SAFE_FIRST or clean[2] in _SLOW_LAST or _DOUBLED.search(text) or " Ty " in text:
        return None
    return Parsed(Name(text))


@lru_cache(maxsize=1 << 14)
def _parse(text: str, western_order: bool, is_telex: bool) -> Parsed[Name]:
    if not text or text.isspace():
        return Parsed(None)
    if "*" in text:
        bare = text.strip(" *")
        if "*" in bare or not bare or text.strip()[-1] == "*" or text.strip()[0] == "*":
            return Parsed(None, (note("name_masked", raw=text),))
    repairs: list[str] = []
    clean = nfc_squeeze(text[:_MAX_NAME])
    if clean != text:
        repairs.append("name_spaces" if clean == " ".join(text.split()) else "name_nfc")
    phones: tuple[str, ...] = ()
    if _HAS_DIGIT_RUN.search(clean) or _PHONE_LIKE.search(clean):
        clean, phones = _take_phones(clean)
    name = clean.rstrip(_EDGE if clean[-1:] != "." else " ,;:/|-–—").lstrip(_LEFT_EDGE)
    if fold(name) in _NOTHING or not any(c.isalpha() for c in name):
        return Parsed(None, (note("name_missing", raw=text.strip()),))
    return _parse_clean(name, phones, western_order, is_telex, repairs)


def _take_phones(text: str) -> tuple[str, tuple[str, ...]]:
    found = parse_phones(text).value
    if found and found.numbers:
        return found.rest, found.numbers
    return text, ()


def _parse_clean(name: str, phones: tuple[str, ...], western_order: bool, is_telex: bool, repairs: list[str]) -> Parsed[Name]:
    if is_telex or has_residue(name):
        decoded = decode_typing(name, is_telex=is_telex)
        if decoded != name:
            name = decoded
            repairs.append("name_telex")
    if is_business_name(name):
        cased = business_case(name)
        if cased != name:
            repairs.append("name_case")
        return Parsed(Name(cased, is_business=True, phones=phones), (), tuple(repairs))
    pictures = " ".join(_PICTURES.findall(name))
    if pictures:
        name = nfc_squeeze(_PICTURES.sub(" ", name)) or name
    name, hints, nickname = _take_hints(name)
    name = name.strip(_QUOTES) or name
    hints += [pictures] if pictures else []
    title, sex, rest = take_title(name)
    rest, moved_hint = _take_comma(rest)
    if moved_hint is None:
        repairs.append("name_order")
    elif moved_hint:
        hints.append(moved_hint)
    cased = _person_case(rest)
    if cased != rest:
        repairs.append("name_case")
    ordered = _usual_order(cased, western_order)
    if ordered != cased:
        repairs.append("name_order")
    _, trade = split_trade(ordered)
    hints += [trade] if trade else []
    if title:
        repairs.append("name_title")
    full = Name(ordered, title, sex, nickname, "; ".join(dict.fromkeys(hints)), False, phones)
    return Parsed(full, (), tuple(dict.fromkeys(repairs)))


# ---- persons ---------------------------------------------------------------------------------------------------------


def _take_hints(name: str) -> tuple[str, list[str], str]:
    """Cut brackets, quotes and what follows a dash out of the name of a person; return name, hints, nickname."""
    hints: list[str] = []
    nickname = ""
    if any(c in name for c in "([{"):
        found = [h.strip(_EDGE) for h in _PARENTHESES.findall(name)]
        outside = nfc_squeeze(_PARENTHESES.sub(" ", name)).strip(" ,;:/|-–—)")
        if outside and any(c.isalpha() for c in outside):
            hints += [h for h in found if h]
            name = outside
        else:
            name = " ".join(found) or name
    if '"' in name or "“" in name or "«" in name:
        quoted = _QUOTED.search(name)
        outside = nfc_squeeze(_QUOTED.sub(" ", name))
        if quoted and any(c.isalpha() for c in outside):
            nickname, name = quoted[1].strip(), outside
    dash = _DASH.search(name)
    if dash and dash.start() > 0:
        left, right = name[: dash.start()].strip(_EDGE), name[dash.end() :].strip(_EDGE)
        if _CODE.fullmatch(left) and right:
            left, right = right, left
        if any(c.isalpha() for c in left):
            name = left
            hints += [right] if right else []
    return name, hints, nickname


def _take_comma(name: str) -> tuple[str, str | None]:
    """ "Hùng, Nguyễn Văn" → ("Nguyễn Văn Hùng", None): re-ordered. "Tuấn, sửa xe" → ("Tuấn", "sửa xe")."""
    if "," not in name:
        return name, ""
    left, right = _COMMA.split(name, maxsplit=1)
    right = right.replace(",", " ").strip()
    if not left or not right:
        return (left or right), ""
    if " " not in left and " " not in right and not is_syllable(left.casefold()) and not is_syllable(right.casefold()):
        return f"{right} {left}", None
    family = fold(right.split()[0])
    if " " not in left and family in words.FAMILY_FOLDED and fold(left) != family:
        return f"{nfc_squeeze(right)} {left}", None
    return left, right


def _person_case(name: str) -> str:
    """Give an all-capital or all-small name its usual capitals; trades and places after the name stay small."""
    is_upper, is_lower = name.isupper(), name.islower()
    if not is_upper and not is_lower:
        if _has_small_given_name(name):
            return " ".join(_person_word(word) for word in name.split(" "))
        first = name[:1]
        return first.upper() + name[1:] if first.islower() else name
    core, trade = split_trade(name)
    cased = " ".join(_person_word(word) for word in core.split(" "))
    return f"{cased} {trade.lower()}" if trade else cased


def _has_small_given_name(name: str) -> bool:
    """ "Nguyễn thị lan": after a family name everything small, and no trade."""
    parts = name.split(" ")
    is_small = len(parts) > 2 and parts[0].lower() in words.FAMILY_NAMES and all(part.islower() for part in parts[1:])
    return is_small and not split_trade(name)[1]


def _person_word(word: str) -> str:
    if "." in word:
        return ".".join(part[:1].upper() + part[1:].lower() for part in word.split("."))
    low = word.lower()
    if "-" in low:
        return "-".join(part[:1].upper() + part[1:] for part in low.split("-"))
    if low[1:2] in ("'", "’"):
        return low[:1].upper() + low[1:2] + low[2:3].upper() + low[3:]
    return low[:1].upper() + low[1:]


def _usual_order(name: str, western_order: bool) -> str:
    """Put the family name first when the name is surely written given name first."""
    parts = name.split(" ")
    if not 2 <= len(parts) <= 6 or "." in name or any(c.isdigit() for c in name):
        return name
    first, last = parts[0].lower(), parts[-1].lower()
    if not _is_western(parts, first, last, western_order):
        return name
    return " ".join([parts[-1], *parts[1:-1], parts[0]])


def _is_western(parts: list[str], first: str, last: str, western_order: bool) -> bool:
    """Return whether the last word is surely the family name: never a given name too, unless the whole column is in that order."""
    if fold(first) in words.FAMILY_FOLDED:
        return False
    has_marks = not all(part.isascii() for part in parts)
    if western_order:
        return (last in words.FAMILY_NAMES if not last.isascii() else fold(last) in words.FAMILY_FOLDED) and is_syllable(first)
    if not is_syllable(first) or not all(part[:1].isupper() for part in parts):
        return False
    if last in words.ONLY_FAMILY and (has_marks or not last.isascii()):
        return True
    if len(parts) >= 3 and parts[1].lower() in ("thị", "thi", "văn", "van"):
        return last in ("nguyen", "tran", "le", "do", "vo") or last in words.ONLY_FAMILY_FOLDED
    return last in words.ONLY_FAMILY_FOLDED


def detect_western_order(names: Sequence[str]) -> bool:
    """Return whether most names of a column put the given name first; names that could be read both ways do not vote."""
    western = usual = 0
    for name in names[:2000]:
        parts = fold(take_title(nfc_squeeze(name))[2]).split() if name and not is_business_name(name) else []
        if len(parts) < 2:
            continue
        first, last = parts[0] in words.FAMILY_FOLDED, parts[-1] in words.FAMILY_FOLDED
        western += last and not first
        usual += first and not last
    return western >= 5 and western > 2 * usual
