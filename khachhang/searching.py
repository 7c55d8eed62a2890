"""What was typed, filters and sorting as one plain value; which text a customer is found by; which part of it matched. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from khachhang.errors import UserError
from khachhang.fields import Catalogue, Kind
from khachhang.values.text import fold


class Op(Enum):
    """How a filter compares."""

    IS = "="
    IS_NOT = "!="
    IN = "in"
    CONTAINS = "~"
    EMPTY = "empty"
    NOT_EMPTY = "not_empty"
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    BETWEEN = "between"
    STARTS = "^="


@dataclass(frozen=True, slots=True)
class Filter:
    """One comparison: a column of the list, a field of the catalogue, or one of VIRTUAL_FIELDS.

    values: none for EMPTY and NOT_EMPTY, two (both included) for BETWEEN, any number for IN, else one.
    A many-valued field fits when any of its values does; IS_NOT when none is.
    """

    field: str
    op: Op
    values: tuple[str | int | float | bool, ...] = ()


@dataclass(frozen=True, slots=True)
class AllOf:
    """All parts hold. Empty: everybody."""

    parts: tuple[Filter | AllOf | AnyOf, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds. Empty: nobody."""

    parts: tuple[Filter | AllOf | AnyOf, ...] = ()


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of the order; what is empty comes last in both directions."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class CustomerQuery:
    """Which customers, in which order. Hashable; `to_value` and `from_value` for saved lists.

    sort: () = by name, and customers whose accents agree with typed accents first.
    """

    text: str = ""
    filters: AllOf = AllOf()
    sort: tuple[SortKey, ...] = ()
    binned: bool = False


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What was typed, ready to be found.

    words: folded; a word fits where a word of the customer begins with it.
    digits: fragments of three and more digits; they fit anywhere inside a number.
    accented: the words typed with marks, in the spelling of `accent_key`; they only rank.
    """

    words: tuple[str, ...] = ()
    digits: tuple[str, ...] = ()
    accented: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.digits)


VIRTUAL_FIELDS = (
    "has_phone",
    "has_email",
    "has_address",
    "birth_month",
    "birth_year",
    "birth_decade",
    "created_year",
    "last_purchase_year",
)
"""What can be filtered and counted besides columns and catalogue fields; derived from them."""

COLUMN_FIELDS = frozenset(
    "full_name is_business phone email company tax_code customer_code customer_type branch status street ward district province "
    "province_new sex birth_date birth_md created_date last_purchase_date debt total_spent points party verification has_doubt "
    "do_not_contact is_binned completeness record_count change customer_id".split()
)
"""Columns of the table `customer` that can be filtered and sorted by their own name."""

NUMBER_FIELDS = frozenset(
    "debt total_spent points is_business has_doubt do_not_contact is_binned completeness record_count change customer_id".split()
)

# ---- folding, the same on both sides --------------------------------------------------------------------------------

_YI = re.compile(r"(?<=[bcdghklmnprstvx])y|(?<=\bqu)y")


@lru_cache(maxsize=1 << 15)
def search_fold(text: str) -> str:
    """Return folded words; y after a consonant is i wherever it stands, so that what is typed so far stays a beginning (ly, lyn, lynh)."""
    folded = fold(text)
    return _YI.sub("i", folded) if "y" in folded else folded


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
_ASCII_WORD = re.compile(r"\b[\x00-\x7f]+\b")


@lru_cache(maxsize=1 << 15)
def accent_key(text: str) -> str:
    """Return the words of the text that carry marks, small letters, one spelling for hoà = hòa and lý = lí; "" when none does."""
    if text.isascii():
        return ""
    low = unicodedata.normalize("NFC", text).lower().translate(_Y_AS_I)
    low = _TONE_LATE.sub(lambda m: _TONE_SWAPS[m[0]], low)
    return " ".join(w for w in _NOT_WORD.split(low) if w and not w.isascii())


# ---- what was typed --------------------------------------------------------------------------------------------------

_NUMBERS = re.compile(r"\+?\d+(?:[ .\-]{1,2}\(?\d+\)?)*")
_GROUPS = re.compile(r"\d+")


def parse_words(text: str) -> SearchWords:
    """Return the words and number fragments of what was typed; "0912 345" is one fragment, +84 912 begins with 0912."""
    text = unicodedata.normalize("NFC", text)
    digits: list[str] = []
    rest = _NUMBERS.sub(lambda m: _take_number(m, digits), text)
    words = list(dict.fromkeys(search_fold(rest).split()))
    digits += [w for w in words if w.isdigit() and w.isascii() and len(w) >= 3]
    words = [w for w in words if w not in digits]
    return SearchWords(tuple(words), tuple(dict.fromkeys(digits)), tuple(dict.fromkeys(accent_key(rest).split())))


def _take_number(match: re.Match[str], digits: list[str]) -> str:
    """Move a phone-like number to digits and return what stays in the text."""
    raw = match[0]
    start, end = match.span()
    inside = (start and match.string[start - 1].isalpha()) or (end < len(match.string) and match.string[end].isalpha())
    groups = _GROUPS.findall(raw)
    joined = "".join(groups)
    if inside or not 3 <= len(joined) <= 13 or not joined.isascii() or not _is_one_number(raw, groups, joined):
        return raw
    if joined.startswith("84") and (raw[0] == "+" or len(joined) == 11):
        joined = "0" + joined[2:]
    if len(joined) < 3:
        return " "
    digits.append(joined)
    return " "


def _is_one_number(raw: str, groups: Sequence[str], joined: str) -> bool:
    """Return whether groups of digits are one phone: "0912 345", "912.345"; not "12 345", "05-12-1990", "0101234567-001"."""
    if len(groups) == 1 or raw[0] == "+":
        return True
    if len(joined) > 11 or ("-" in raw and (raw[0] != "0" or len(groups[0]) < 3)):
        return False
    return raw[0] == "0" or all(len(g) >= 3 for g in groups)


# ---- what a customer is found by -------------------------------------------------------------------------------------

_ACCENT_FIELDS = frozenset({"full_name", "company", "contact", "group"})
_AMOUNTS = frozenset({"debt", "debt_days", "total_spent", "points"})
_REMEMBERED = 1 << 16


class _Words(dict[str, str]):
    """Word as written → how it is found; remembers what repeats: words without digits, house numbers, dates."""

    def __init__(self, key: Callable[[str], str]) -> None:
        super().__init__()
        self._key = key

    def __missing__(self, word: str) -> str:
        if not word.isascii():
            found = self._key(word)
        else:
            found = word.lower()
            if not found.isalnum():
                found = found.translate(_ASCII_GAPS)
            if "y" in found:
                found = _YI.sub("i", found)
        if len(word) < 16 and (word.isalpha() or len(word) <= 4 or word[4:5] == "-"):
            if len(self) > _REMEMBERED:
                self.clear()
            self[word] = found
        return found


_ASCII_GAPS = {i: " " for i in range(128) if not chr(i).isalnum()}
_FOLDED = _Words(search_fold.__wrapped__)
_MARKED = _Words(accent_key.__wrapped__)


def searchable_text(values: Mapping[str, Any], codes: Iterable[str] = ()) -> str:
    """Return the text a customer is found by: " word word …", folded, each word once, then the words with marks of names and places.

    values: field key → value of the shown customer, as in `doc["values"]`. codes: further codes that lead to this customer.
    """
    plain: list[str] = []
    marked: list[str] = []
    ready: list[str] = []
    accented: list[str] = []
    lists = (plain, marked, ready, accented)
    for key, value in values.items():
        kind = type(value)
        if kind is str:
            (marked if key in _ACCENT_FIELDS else plain).append(value)
        elif kind is list or kind is tuple:
            _add_many(key, value, lists)
        elif kind is int or kind is float:
            if key not in _AMOUNTS:
                plain.append(str(value))
        elif value is not None and kind is not bool:
            _add_address(value, lists)
    plain.extend(codes)
    names = " ".join(marked).split()
    folded = [*map(_FOLDED.__getitem__, names), *ready, *map(_FOLDED.__getitem__, " ".join(plain).split())]
    words = " ".join([*folded, *accented, *[_MARKED[n] for n in names if not n.isascii()]]).split()
    return " " + " ".join(dict.fromkeys(words)) if words else ""


_Lists = tuple[list[str], list[str], list[str], list[str]]
"""Texts to fold; texts to fold whose marks rank; folded words; words with marks."""


def _add_many(key: str, values: Sequence[Any], lists: _Lists) -> None:
    plain, marked, ready, _ = lists
    if key == "phones":
        ready.extend([national(str(one)) for one in values])
        return
    for one in values:
        if type(one) is str:
            (marked if key in _ACCENT_FIELDS else plain).append(one)
        elif isinstance(one, Mapping):
            _add_address(one, lists)
        elif one is not None:
            (marked if key in _ACCENT_FIELDS else plain).append(str(one))


def _add_address(address: Mapping[str, Any], lists: _Lists) -> None:
    """Add the parts of an address; the cell's own text only where nothing else was read from it."""
    _, marked, ready, accented = lists
    if street := address.get("street"):
        marked.append(street)
    units = (
        address.get("ward"),
        address.get("district"),
        address.get("province"),
        address.get("province_new"),
        *(address.get("ward_new") or ()),
    )
    if any(units):
        folded, with_marks = _place_words(units)
        ready.append(folded)
        accented.append(with_marks)
    elif not street:
        marked.append(str(address.get("text") or address.get("raw") or ""))


@lru_cache(maxsize=1 << 15)
def _place_words(units: tuple[str | None, ...]) -> tuple[str, str]:
    """Return the words places are found by, and those with marks; the same few thousand places come again and again."""
    words = [u for u in units if u]
    names = " ".join(w.partition(" ")[2] if w.partition(" ")[0] in _UNITS else w for w in words)
    return search_fold(" ".join(words)), accent_key(names)


_UNITS = frozenset("Phường Quận Huyện Xã Tỉnh".split())
"""First words of places: found like any other, but their marks need no ranking."""


def national(e164: str) -> str:
    """Return the digits people type: +84912345678 → 0912345678; a foreign number keeps its country code."""
    if e164.startswith("+84"):
        return "0" + e164[3:]
    return "".join(_GROUPS.findall(e164))


def text_matches(searchable: str, words: SearchWords) -> bool:
    """Return whether a customer with this `searchable_text` is found: the law that every faster way obeys."""
    return all(needle in searchable for needle in needles(words))


def needles(words: SearchWords, *, accented: bool = False) -> tuple[str, ...]:
    """Return the pieces of text that must all occur in the searchable text."""
    return (*words.digits, *(f" {w}" for w in words.words), *((f" {w}" for w in words.accented) if accented else ()))


# ---- the matched part ------------------------------------------------------------------------------------------------

_WORD_OR_NUMBER = re.compile(r"\+?\d[\d .\-]*\d|[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")


def highlight(text: str, words: SearchWords) -> list[tuple[int, int]]:
    """Return the (start, end) parts of a shown text that what was typed matched, in order, not overlapping; text is shown as it is."""
    spans: list[tuple[int, int]] = []
    for match in _WORD_OR_NUMBER.finditer(text):
        token = match[0]
        if token[-1].isdigit() and (token[0].isdigit() or token[0] == "+"):
            spans += _number_spans(match, words)
        else:
            spans += _word_spans(match, words)
    return _united(spans)


def _word_spans(match: re.Match[str], words: SearchWords) -> list[tuple[int, int]]:
    token, start = match[0], match.start()
    folded = search_fold(token)
    longest = max((len(w) for w in words.words if folded.startswith(w)), default=0)
    spans = [(start, start + _characters(token, longest))] if longest else []
    for fragment in words.digits:
        at = token.find(fragment)
        if at >= 0:
            spans.append((start + at, start + at + len(fragment)))
    return spans


def _characters(token: str, folded_length: int) -> int:
    """Return how many characters of the token make that many folded ones (a decomposed ễ is three characters)."""
    end = 0
    while end < len(token) and (len(fold(token[:end])) < folded_length or unicodedata.combining(token[end])):
        end += 1
    return end


def _number_spans(match: re.Match[str], words: SearchWords) -> list[tuple[int, int]]:
    token, start = match[0], match.start()
    places = [i for i, c in enumerate(token) if c.isdigit()]
    digits = "".join(token[i] for i in places)
    if token.startswith("+84"):
        digits, places = "0" + digits[2:], [0, *places[2:]]
    spans = []
    for fragment in words.digits:
        at = digits.find(fragment)
        if at >= 0:
            spans.append((start + places[at], start + places[at + len(fragment) - 1] + 1))
    for word in words.words:
        if word.isdigit():
            spans += [(start + g.start(), start + g.start() + len(word)) for g in _GROUPS.finditer(token) if g[0].startswith(word)]
    return spans


def _united(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


# ---- filters and sorting as people and files write them -------------------------------------------------------------

_WHERE = re.compile(r"\s*([\w.]+)\s*(!=|>=|<=|\^=|=|~|<|>)\s*(.*?)\s*", re.DOTALL)


def parse_where(text: str, catalogue: Catalogue) -> Filter:
    """Return the filter of "FIELD=VALUE", also != > >= < <= ~ (contains) ^= (starts); "FIELD=" is empty, "FIELD=a|b" any of them.

    UserError where_unreadable(text), field_unknown(field), where_not_a_number(field, value).
    """
    match = _WHERE.fullmatch(text)
    if not match:
        raise UserError("where_unreadable", text=text)
    key, sign, raw = match.groups()
    field = known_field(key, catalogue)
    op = Op(sign)
    if not raw and op in (Op.IS, Op.IS_NOT):
        return Filter(field, Op.EMPTY if op is Op.IS else Op.NOT_EMPTY)
    values = tuple(_typed(field, v.strip(), catalogue) for v in (raw.split("|") if op is Op.IS else [raw]))
    if op is Op.IS and ".." in raw and len(values) == 1 and isinstance(values[0], str) and is_ranged(field, catalogue):
        low, _, high = raw.partition("..")
        return Filter(field, Op.BETWEEN, (_typed(field, low.strip(), catalogue), _typed(field, high.strip(), catalogue)))
    return Filter(field, Op.IN if len(values) > 1 else op, values)


def is_ranged(field: str, catalogue: Catalogue) -> bool:
    """Return whether "a..b" means a range for this field: dates and numbers."""
    known = catalogue.get(field)
    return is_number(field, catalogue) or (known is not None and known.kind is Kind.DATE)


def is_number(field: str, catalogue: Catalogue) -> bool:
    """Return whether values of this field compare as numbers."""
    known = catalogue.get(field)
    return field in NUMBER_FIELDS or (known is not None and known.kind in (Kind.MONEY, Kind.NUMBER, Kind.FLAG))


def known_field(key: str, catalogue: Catalogue) -> str:
    """Return the key of the field, or UserError field_unknown."""
    if key in COLUMN_FIELDS or key in VIRTUAL_FIELDS or key in catalogue or key == "source":
        return key
    raise UserError("field_unknown", field=key)


_YES_NO = {"true": 1, "false": 0, "có": 1, "không": 0, "yes": 1, "no": 0}


def _typed(field: str, raw: str, catalogue: Catalogue) -> str | int | float:
    known = catalogue.get(field)
    if known is not None and known.kind is Kind.PHONE and raw.startswith("0"):
        return "+84" + "".join(_GROUPS.findall(raw))[1:]
    if not is_number(field, catalogue) or ".." in raw:
        return raw
    if raw.casefold() in _YES_NO:
        return _YES_NO[raw.casefold()]
    try:
        number = float(raw.replace("_", ""))
    except ValueError:
        raise UserError("where_not_a_number", field=field, value=raw) from None
    return int(number) if number.is_integer() else number


def parse_sort(text: str, catalogue: Catalogue | None = None) -> tuple[SortKey, ...]:
    """Return the keys of "name,-debt"; "name" is the order of names. UserError field_unknown when a catalogue is given."""
    keys = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        field = part.lstrip("+-")
        field = "full_name" if field == "name" else field
        if catalogue is not None:
            known_field(field, catalogue)
        keys.append(SortKey(field, part.startswith("-")))
    return tuple(keys)


def to_value(query: CustomerQuery) -> dict[str, Any]:
    """Return the query as plain JSON-encodable data."""
    return {
        "text": query.text,
        "filters": _part_to_value(query.filters),
        "sort": [[k.field, k.descending] for k in query.sort],
        "binned": query.binned,
    }


def from_value(value: Mapping[str, Any]) -> CustomerQuery:
    """Return the query that `to_value` wrote."""
    filters = _part_from_value(value["filters"])
    assert isinstance(filters, AllOf), filters
    return CustomerQuery(value["text"], filters, tuple(SortKey(f, bool(d)) for f, d in value["sort"]), bool(value["binned"]))


def _part_to_value(part: Filter | AllOf | AnyOf) -> dict[str, Any]:
    if isinstance(part, Filter):
        return {"field": part.field, "op": part.op.value, "values": list(part.values)}
    return {"all" if isinstance(part, AllOf) else "any": [_part_to_value(p) for p in part.parts]}


def _part_from_value(value: Mapping[str, Any]) -> Filter | AllOf | AnyOf:
    if "field" in value:
        return Filter(value["field"], Op(value["op"]), tuple(value["values"]))
    if "all" in value:
        return AllOf(tuple(_part_from_value(p) for p in value["all"]))
    return AnyOf(tuple(_part_from_value(p) for p in value["any"]))


# ---- one comparison --------------------------------------------------------------------------------------------------


def value_fits(op: Op, wanted: Sequence[Any], value: Any) -> bool:
    """Return whether one stored value (None, text, number, or a list of them) fits: the law that every faster way obeys.

    Empty text and None are the same. Orders compare numbers with numbers and text with text; what is empty is in no range.
    """
    found = (
        [v for v in value if v is not None and v != ""]
        if isinstance(value, list | tuple)
        else []
        if value is None or value == ""
        else [value]
    )
    if op is Op.EMPTY:
        return not found
    if op is Op.NOT_EMPTY:
        return bool(found)
    if op is Op.IS_NOT:
        return not any(v == wanted[0] for v in found)
    return any(_one_fits(op, wanted, v) for v in found)


def _one_fits(op: Op, wanted: Sequence[Any], value: Any) -> bool:
    if op in (Op.IS, Op.IN):
        return value in wanted
    if op is Op.CONTAINS:
        return text_matches(" " + found_by(value), parse_words(str(wanted[0])))
    if op is Op.STARTS:
        return found_by(value).startswith(found_by(wanted[0]))
    if isinstance(value, str) != isinstance(wanted[0], str) or (isinstance(value, str) and value.startswith("--")):
        return False
    if op is Op.BETWEEN:
        return bool(wanted[0] <= value <= wanted[1])
    if op is Op.LESS:
        return bool(value < wanted[0])
    if op is Op.AT_MOST:
        return bool(value <= wanted[0])
    return bool(value > wanted[0]) if op is Op.MORE else bool(value >= wanted[0])


def found_by(value: Any) -> str:
    """Return one value as the searchable text spells it."""
    text = str(value)
    return national(text) if text.startswith("+") and text[1:].isdigit() else search_fold(text)
