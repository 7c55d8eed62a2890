"""Names of customers: who it is, without title, notes and damage; what is taken out of a name is kept beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from khachhang.values import name_words as words
from khachhang.values.name_compare import Name, compatible, given_name, initials, name_key, person_sort_key, split_trade
from khachhang.values.parsed import Cell, Parsed, note
from khachhang.values.phones import parse_phones
from khachhang.values.syllables import is_syllable
from khachhang.values.text import cell_to_text, fold, nfc_squeeze
from khachhang.values.typing_residue import decode_typing, detect_telex, has_residue

__all__ = ["Name", "compatible", "detect_telex", "detect_western_order", "given_name", "initials", "is_business_name", "name_key",
    "parse_name", "person_sort_key"]

_EDGE = " \t,;:/|-–—.•·*"
_QUOTES = "'\"“”"
_LEFT_EDGE = " \t,;:/|-–—.•·*"
_PARENTHESES = re.compile(r"\s*[(\[{]([^()\[\]{}]*)(?:[)\]}]|$)\s*")
_QUOTED = re.compile(r"\s*[\"“”«]([^\"“”»]+)[\"“”»]\s*")
_PICTURES = re.compile("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]+")
_DASH = re.compile(r"\s+[-–—|/]+\s*|\s*[–—|]\s*|\s*[-:]\s+|\s*;\s*|\s+:\s*")
_COMMA = re.compile(r"\s*,\s*")
_PHONE_LIKE = re.compile(r"\d[\d .\-]{7,}\d")
_TITLE_GLUED = re.compile(r"(?i:(mrs\.|mr\.|ms\.)|([ace]\.))(?=[^\W\d_]{2})")
_GLUED_SHOP = re.compile(r"c\.\s?h[àa]ng\b", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}", re.UNICODE)
_CODE = re.compile(r"(?=[^\s]*\d)(?:KH|KL|CUZN|NCC|DL|HD)[A-Z]{0,4}[-_.]?\d{1,12}", re.IGNORECASE)
_HAS_DIGIT_RUN = re.compile(r"\d{5}")
_NOTHING = frozenset(("", "khach le", "khach vang lai", "khach", "khong ten", "khong co ten", "khong", "khong co", "na", "n a", "null",
    "none", "no name", "chua co ten", "unknown", "x"))
_LEGAL = re.compile(r"(?<!\w)(?:" + "|".join(sorted(words.LEGAL_WORDS, key=len, reverse=True)) + r")(?!\w)")
_LEGAL_FIRST = frozenset(phrase.split()[0] for phrase in words.LEGAL_WORDS)
_SHOP_FIRST = frozenset(phrase.split()[0] for phrase in words.SHOP_WORDS)
_SHOP_START = re.compile(r"(?:" + "|".join(sorted(words.SHOP_WORDS, key=len, reverse=True)) + r")(?= )")
_BUSINESS_WORD = re.compile(r"[^\W_]+(?:[.'&\-][^\W_]+)*\.?|\W+|_+")
_SPACED_PHRASES = re.compile("|".join(rf"(?<!\w){re.escape(p)}(?!\w)" for p in sorted(words.SMALL_AFTER_FIRST, key=len, reverse=True)))
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
        cased = _business_case(name)
        if cased != name:
            repairs.append("name_case")
        return Parsed(Name(cased, is_business=True, phones=phones), (), tuple(repairs))
    pictures = " ".join(_PICTURES.findall(name))
    if pictures:
        name = nfc_squeeze(_PICTURES.sub(" ", name)) or name
    name, hints, nickname = _take_hints(name)
    name = name.strip(_QUOTES) or name
    hints += [pictures] if pictures else []
    title, sex, rest = _take_title(name)
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


# ---- businesses ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 14)
def is_business_name(text: str) -> bool:
    """Return whether the name is one of a company, shop or institution, by its words."""
    folded = fold(text)
    tokens = folded.split()
    if not tokens:
        return False
    if not _LEGAL_FIRST.isdisjoint(tokens) and _LEGAL.search(folded):
        return not _is_person_of_business(text)
    start = _SHOP_START.match(folded) if tokens[0] in _SHOP_FIRST else None
    if start:
        return _shop_word_fits(start[0], text)
    return len(tokens) > 1 and tokens[-1] in words.SHOP_ENDINGS and not _take_title(text)[0] and text.split()[-1][0].isupper()


_PERSON_THEN = re.compile(r"([^(\[–—|-]+?)\s*(?:[(\[]|\s[-–—|]\s)(.+)")


def _is_person_of_business(text: str) -> bool:
    """ "Chị Hoa (Công ty ABC)", "Nguyễn Văn A - Cty ABC", "Anh Tuấn Cty ABC": the customer is the person."""
    tokens = text.split()
    if _LEGAL.match(fold(text)):
        return False
    if len(tokens) > 2 and _title_length(tokens)[0]:
        return True
    parts = _PERSON_THEN.match(text)
    if not parts or _LEGAL.search(fold(parts[1])):
        return False
    return fold(tokens[0]) in words.FAMILY_FOLDED and " " in parts[1] and _LEGAL.search(fold(parts[2])) is not None


_SHOP_SPELLINGS = {
    "quan": ("quán", "quan"), "tiem": ("tiệm", "tiem"), "bep": ("bếp",), "vua": ("vựa", "vua"), "co so": ("cơ sở", "co so"),
    "hoi": ("hội",), "lo": ("lò",),
    "kho": ("kho",), "hieu": ("hiệu",), "sap": ("sạp", "sap"), "quay": ("quầy", "quay"), "xuong": ("xưởng", "xuong"), "ch": ("ch",
    "ch."), "tt": ("tt", "tt."),
    "cn": ("cn", "cn."), "nh": ("nh", "nh."), "th": ("th",), "st": ("st", "st."), "mn": ("mn", "mn."), "nt": ("nt", "nt."),
    "c hang": ("c.hàng", "c.hang", "c hàng"),
    "ks": ("ks",), "vp": ("vp",), "dl": ("đl",), "chi nhanh": ("chi nhánh", "chi nhanh"), "cafe": ("cafe", "café", "cafe."),
}  # fmt: skip


def _shop_word_fits(shop_word: str, text: str) -> bool:
    """Quán Anh is a shop; Quân Anh and Quan Anh, Hiếu and Hội are people."""
    spellings = _SHOP_SPELLINGS.get(shop_word)
    if spellings is None:
        return True
    low = text.casefold()
    if shop_word in ("quan", "vua", "sap") and text.isascii():
        return False
    if shop_word in ("th", "nh", "st", "mn", "nt") and text[:2].islower():
        return False
    return any(low.startswith((s + " ", s + ".")) for s in spellings)


def _business_case(text: str) -> str:
    letters = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    if 0 < upper < len(letters) * 0.9 or not letters:
        return text
    low = text.lower()
    out: list[str] = []
    small: set[int] = set()
    for phrase in _SPACED_PHRASES.finditer(low):
        small.update(range(phrase.start() + 1, phrase.end()))
    position = 0
    for token in _BUSINESS_WORD.findall(low):
        out.append(token if position in small else _business_word(token, upper > 0))
        position += len(token)
    cased = "".join(out)
    return cased[0].upper() + cased[1:] if cased else cased


def _business_word(word: str, was_upper: bool) -> str:
    capital = word.upper()
    if capital.strip(".") in words.ACRONYMS:
        return capital
    if "." in word[:-1] or "&" in word:
        return capital if was_upper else word[:1].upper() + word[1:]
    if was_upper and word.isascii() and word.isalpha() and 1 < len(word) <= 4 and word != "cty" and not is_syllable(word):
        return capital
    return word[:1].upper() + word[1:]


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


def _take_title(name: str) -> tuple[str, str | None, str]:
    """Return title as written, sex it hints at, and the name without it. A name is never only a title."""
    glued = _TITLE_GLUED.match(name)
    if glued and not _GLUED_SHOP.match(name) and not _INITIALS.match(name):
        title = glued[0]
        rest = name[glued.end() :]
        return _shown(title), words.TITLE_SEX.get(title.lower()), rest
    tokens = name.split(" ")
    if len(tokens) < 2:
        return "", None, name
    count, sex = _title_length(tokens)
    if not count:
        return "", None, name
    if _is_only_trade(tokens[count:]):
        count -= 1  # "Anh cắt tóc" stays whole; in "Chú Hai tạp hóa" Hai is the name
    if len(tokens) == count + 1 and count == 1 and tokens[1].lower() in words.ORDINALS and tokens[0].lower() in words.RANKED_TITLES:
        return "", sex, name  # "Chị Năm" is what everybody calls her
    if not count:
        return "", sex, name
    return _shown(" ".join(tokens[:count])), sex, " ".join(tokens[count:])


def _title_length(tokens: list[str]) -> tuple[int, str | None]:
    first, second = tokens[0].lower(), tokens[1].lower()
    two = f"{first} {second}"
    if two in words.TITLE_SEX and len(tokens) > 2:
        return 2, words.TITLE_SEX[two]
    if first not in words.TITLE_SEX:
        plain = words.PLAIN_TITLES.get(first)
        if plain is None or not _is_plain_title(tokens):
            return 0, None
        first = plain
    if first == "o" or first in ("a.", "c.", "e.") and _INITIALS.match(tokens[1]) is None and tokens[1][1:2] == ".":
        return 0, None
    if second in ("thị", "thi") and first in ("anh", "ông", "chị"):
        return 0, None
    if first == "em" and fold(tokens[1]) in words.FAMILY_FOLDED and len(tokens) == 2:
        return 0, None
    sex = words.TITLE_SEX[first]
    has_rank = len(tokens) > 2 and (second in words.ORDINALS or (tokens[0].isascii() and second in _PLAIN_ORDINALS and tokens[2].isascii()))
    if has_rank and first not in ("a", "a.", "c", "c.", "mr", "mr.", "ms", "ms.", "mrs", "mrs."):
        return 2, sex
    return 1, sex


def _is_only_trade(rest: list[str]) -> bool:
    first = rest[0].lower()
    is_family = first in words.FAMILY_NAMES or first.isascii() and first in words.FAMILY_FOLDED and len(rest) != 2
    if is_family and not any(c.isdigit() for c in rest[-1]):
        return False
    text = " ".join(rest)
    core, trade = split_trade("X " + (text.lower() if text.isupper() else text))
    return core == "X" and bool(trade)


_PLAIN_ORDINALS = frozenset("hai ba tu sau bay tam chin ut ca".split())


def _is_plain_title(tokens: list[str]) -> bool:
    """Without diacritics "Chi Lan" may be chị Lan, "Ba", "Chu", "Di" may be names: ask what follows."""
    rest = tokens[1:]
    if not all(t.isascii() for t in rest):
        return False
    starts_family = fold(rest[0]) in words.FAMILY_FOLDED
    if tokens[0][0].islower() and rest[0][0].isupper():
        return True
    if fold(rest[0]) in _PLAIN_ORDINALS and len(rest) >= 2:
        return True
    if starts_family and len(rest) >= 2 and fold(rest[-1]) not in words.ONLY_FAMILY_FOLDED and tokens[0].lower() != "chu":
        return True
    return tokens[0].lower() in ("chi", "co") and not starts_family and len(rest) <= 2


_DEGREES = frozenset("bs ts ks ls ds gs gd pgs".split())


def _shown(title: str) -> str:
    """Return the title with the capitals people expect: Chị Hai, Mr., BS."""
    parts = title.split(" ")
    first = parts[0] if fold(parts[0]).split()[:1] and fold(parts[0]).split()[0] in _DEGREES else _capital(parts[0])
    rest = [_capital(part) if part.lower() in words.ORDINALS or part.lower() in words.TITLE_SEX else part.lower() for part in parts[1:]]
    return " ".join([first, *rest])


def _capital(word: str) -> str:
    return word[:1].upper() + (word[1:].lower() if word.isupper() or word.islower() else word[1:])


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
        parts = fold(_take_title(nfc_squeeze(name))[2]).split() if name and not is_business_name(name) else []
        if len(parts) < 2:
            continue
        first, last = parts[0] in words.FAMILY_FOLDED, parts[-1] in words.FAMILY_FOLDED
        western += last and not first
        usual += first and not last
    return western >= 5 and western > 2 * usual
