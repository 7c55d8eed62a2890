"""Comparing names: may two names of one phone number be one customer? Strict: a wrong yes merges two people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khachhang.values import name_words as words
from khachhang.values.text import canonical_tone, fold, fold_name, sort_key


@dataclass(frozen=True, slots=True)
class Name:
    """A name and everything the cell said beside it.

    full_name: usual order, family name first; a trade or place after a given name stays ("Lan tạp hóa") and is in `hint` too.
    title: as written ("Chị Hai", "A."). sex_hint: "M", "F" or None, from the title. hint: brackets, what follows a dash, trade, place.
    phones: E.164 numbers that stood in the name.
    """

    full_name: str
    title: str = ""
    sex_hint: str | None = None
    nickname: str = ""
    hint: str = ""
    is_business: bool = False
    phones: tuple[str, ...] = ()


_TRADE = re.compile(
    r"(?<= )(?:(?:" + "|".join(sorted(words.TRADES, key=len, reverse=True)) + r")(?: .*)?"
    r"|(?:" + "|".join(words.PLACE_STARTS) + r") (?:\d+\w*|[^\W\d].*))$"
)
_TRADE_FIRST = frozenset(phrase.split()[0] for phrase in (*words.TRADES, *words.PLACE_STARTS))


def split_trade(name: str) -> tuple[str, str]:
    """Split "Lan tạp hóa" into "Lan" and "tạp hóa"; the second is "" when no trade or place follows.

    After a family name nothing is split ("Nguyễn Thị Gạo"), unless the trade is written small after capitals.
    """
    if " " not in name or _TRADE_FIRST.isdisjoint(fold(name).split()[1:]):
        return name, ""
    plain = _plain_letters(name)
    match = _TRADE.search(plain)
    if not match or match.start() == 0:
        return name, ""
    core, trade = name[: match.start()].rstrip(), name[match.start() :]
    if name.isupper() or name.islower():
        has_family = fold(core.split()[0]) in words.FAMILY_FOLDED and " " in core
        is_long_trade = " " in trade or any(c.isdigit() for c in trade)
        return (core, trade) if is_long_trade and not has_family else (name, "")
    return (core, trade) if trade[0].islower() or plain.startswith(("cty ", "cong ty "), match.start()) else (name, "")


def _plain_letters(name: str) -> str:
    """Return the fold of the name with every character in its old place, so that positions agree."""
    folded = [fold(c)[:1] or c for c in name]
    return "".join(c if len(c) == 1 else " " for c in folded)


@lru_cache(maxsize=1 << 15)
def person_tokens(full_name: str) -> tuple[str, ...]:
    """Return the folded words of a person's name without trade or place; initials are single letters, "Ng." keeps its dot."""
    core, _ = split_trade(full_name)
    out: list[str] = []
    for word in core.replace("-", " ").split():
        if "." in word:
            pieces = [fold_name(piece) for piece in word.split(".") if piece]
            out += [p + "." for p in pieces[:-1]] + ([pieces[-1] + "."] if word.endswith(".") else [pieces[-1]]) if pieces else []
        else:
            folded = fold_name(word)
            out += folded.split() if folded else []
    return tuple(out)


def name_key(full_name: str) -> str:
    """Return the key under which names in any word order agree: folded words, sorted."""
    return " ".join(sorted(fold_name(full_name).split()))


def given_name(full_name: str) -> str:
    """Return the given name: the last word, before a trade or place. "Nguyễn Thị Hoa" and "Hoa xe ôm" → "Hoa"."""
    core, _ = split_trade(full_name)
    return core.rpartition(" ")[2]


def initials(full_name: str) -> str:
    """Return the first letters of the folded words: "Nguyễn Văn An" → "nva"."""
    return "".join(token[0] for token in person_tokens(full_name))


def person_sort_key(full_name: str, is_business: bool = False) -> str:
    """Return the collation key by given name where a trade or place may follow: "Hoa xe ôm" sorts under Hoa."""
    if is_business:
        return sort_key(full_name)
    core, trade = split_trade(full_name)
    rest, _, given = core.rpartition(" ")
    return sort_key(" ".join(part for part in (given, rest, trade) if part))


def compatible(first: Name | str, second: Name | str) -> bool:
    """Return whether two names seen with one phone number are surely names of one customer.

    Yes: the same words in any order, initials, missing middle or family names, a given name alone. No: another given name, another
    sex, a business and a person, two branches, two given names that differ in their marks when both are written with marks.
    """
    a, b = _as_name(first), _as_name(second)
    if a.is_business != b.is_business:
        shop, short = (a, b) if a.is_business else (b, a)
        return not short.title and _is_short_business(short.full_name, shop.full_name)
    if a.is_business:
        return _compatible_businesses(a.full_name, b.full_name)
    return not _sexes_contradict(a, b) and _compatible_persons(a.full_name, b.full_name)


def surely_one(first: str, second: str) -> bool:
    """Return whether two names seen with one phone number need no question: compatible, and neither is a given name alone.

    A house shares its phone, and "Thảo" may be the other Thảo of the house. Two equal given names are one.
    """
    if not compatible(first, second):
        return False
    a, b = _as_name(first), _as_name(second)
    if a.is_business or b.is_business:
        return True
    mine, yours = person_tokens(a.full_name), person_tokens(b.full_name)
    return mine == yours or min(len(mine), len(yours)) > 1


@lru_cache(maxsize=1 << 14)
def _as_name(name: Name | str) -> Name:
    if isinstance(name, Name):
        return name
    from khachhang.values.names import parse_name  # names imports this module

    parsed = parse_name(name).value
    return parsed or Name(name)


def _sexes_contradict(a: Name, b: Name) -> bool:
    sex_a, sex_b = _sex_of(a), _sex_of(b)
    return sex_a is not None and sex_b is not None and sex_a != sex_b


def _sex_of(name: Name) -> str | None:
    if name.sex_hint:
        return name.sex_hint
    tokens = person_tokens(name.full_name)
    if len(tokens) < 3 or tokens[0] not in words.FAMILY_FOLDED:
        return None
    return {"thi": "F", "van": "M"}.get(tokens[1])


def _compatible_persons(first: str, second: str) -> bool:
    a, b = person_tokens(first), person_tokens(second)
    if not a or not b:
        return False
    if sorted(a) == sorted(b):
        return a != b or not _marks_differ(first, second)
    if len(a) > len(b):
        a, b, first, second = b, a, second, first
    if _marks_differ(first, second) and a[-1] == b[-1]:
        return False
    return _is_shorter_form(a, b)


def _is_shorter_form(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether the words a (not more than b) are b with initials, without middle names or without the family name."""
    if a[-1].endswith(".") or b[-1].endswith(".") or a[-1] != b[-1] or len(a[-1]) < 2:
        return False
    if len(a) == 1:
        return True
    has_family = a[0].rstrip(".") in words.FAMILY_FOLDED or a[0].endswith(".")
    if has_family and _word_fits(a[0], b[0]):
        return _is_subsequence(a[1:-1], b[1:-1])
    if len(a) == len(b):
        return False
    return all(_word_fits(x, y) for x, y in zip(a, b[-len(a) :], strict=True))


def _is_subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(any(_word_fits(word, other) for other in rest) for word in short)


def _word_fits(x: str, y: str) -> bool:
    """Ng. fits nguyen, v. fits van, and the same words fit."""
    if x == y:
        return True
    if x.endswith("."):
        return y.rstrip(".").startswith(x[:-1])
    if y.endswith("."):
        return x.startswith(y[:-1])
    return len(x) == 1 and y.startswith(x) or len(y) == 1 and x.startswith(y)


def _marks_differ(first: str, second: str) -> bool:
    """Return whether both given names carry marks and these differ: Hùng and Hưng, Tuấn and Tuân."""
    x, y = given_name(first), given_name(second)
    if x.isascii() or y.isascii():
        return False
    return _spelling(x) != _spelling(y)


def _spelling(word: str) -> str:
    return canonical_tone(word.casefold()).translate(_YI_MARKED)


_YI_MARKED = str.maketrans("ýỳỷỹỵy", "íìỉĩịi")


# ---- businesses ------------------------------------------------------------------------------------------------------

_ABBREVIATIONS = {
    "trach nhiem huu han": "tnhh", "mot thanh vien": "mtv", "1 thanh vien": "mtv", "1 tv": "mtv", "co phan": "cp", "thuong mai": "tm",
    "dich vu": "dv", "san xuat": "sx",
    "xay dung": "xd", "xuat nhap khau": "xnk", "van tai": "vt", "noi that": "nt", "thuc pham": "tp", "tmdv": "tm dv", "tmdt": "tm dt",
    "sxtm": "sx tm", "ctcp": "cty cp",
    "cong ty": "cty", "cong ti": "cty", "c ty": "cty", "doanh nghiep tu nhan": "dntn", "hop tac xa": "htx",
    "ho kinh doanh ca the": "hkd", "ho kinh doanh": "hkd",
    "chi nhanh": "cn", "cua hang": "ch", "cua hieu": "ch", "vat lieu xay dung": "vlxd", "vat lieu xd": "vlxd",
    "joint stock company": "cty cp", "co ltd": "cty tnhh", "dai ly": "dl",
    "nha thuoc": "nthuoc", "quay thuoc": "nthuoc", "hieu thuoc": "nthuoc", "tap hoa": "taphoa", "bach hoa": "taphoa", "quan an": "quan",
    "quan com": "quan", "viet nam": "vn", "dau tu": "dt", "cong nghe": "cnghe", "bao bi": "bb", "nong san": "ns",
    "xuat khau": "xk", "nhap khau": "nk", "ct tnhh": "cty tnhh", "ct cp": "cty cp", "1tv": "mtv", "dn tu nhan": "dntn",
    "d n t n": "dntn", "ho kd": "hkd",
    "c hang": "ch", "nha hang": "nh", "sieu thi mini": "st", "sieu thi": "st", "st mini": "st", "truong mam non": "mn",
    "truong mn": "mn", "mam non": "mn", "cong ty tnhh": "cty tnhh",
    "dai hoc": "dh", "khach san": "ks",
}  # fmt: skip
_ABBREVIATION = re.compile(r"(?<!\w)(?:" + "|".join(sorted(_ABBREVIATIONS, key=len, reverse=True)) + r")(?!\w)")
_LEGAL = frozenset("cty tnhh mtv cp dntn htx hkd jsc ltd corp co llc company ttv 2tv".split())
_TRADE_WORDS = frozenset("tm dv sx xd xnk vt nt tp dt cnghe bb ns va xk nk".split())
_KIND_OF_SHOP = frozenset("cty dntn htx hkd ch taphoa dl quan vlxd shop salon spa nthuoc nh st mn ks".split())
_COMPANY_KINDS = frozenset("cty tnhh cp mtv jsc ltd".split())


@lru_cache(maxsize=1 << 14)
def _business_parts(full_name: str) -> tuple[str, frozenset[str], frozenset[str], str]:
    """Return the own name, what it trades in, what kind of business it is, and its branch."""
    folded = fold(full_name)
    short = _ABBREVIATION.sub(lambda m: _ABBREVIATIONS[m[0]], folded)
    tokens = short.split()
    if tokens and tokens[0] in ("th", "nt"):
        tokens[0] = {"th": "taphoa", "nt": "nthuoc"}[tokens[0]]
    branch = ""
    if "cn" in tokens:
        at = tokens.index("cn")
        branch = "cn " + " ".join(tokens[at + 1 :]) if at > 0 else "cn"
        tokens = tokens[:at] if at > 0 else tokens[1:]
    kind = frozenset("cty" if t in _COMPANY_KINDS else t for t in tokens if t in _KIND_OF_SHOP or t in _COMPANY_KINDS)
    trade = frozenset(t for t in tokens if t in _TRADE_WORDS)
    own = tuple(t for t in tokens if t not in _LEGAL and t not in _TRADE_WORDS and t not in _KIND_OF_SHOP)
    return " ".join(own) or short, trade, kind, branch


def _compatible_businesses(first: str, second: str) -> bool:
    own_a, trade_a, kind_a, branch_a = _business_parts(first)
    own_b, trade_b, kind_b, branch_b = _business_parts(second)
    if own_a != own_b or branch_a != branch_b:
        return False
    agrees_in_trade = trade_a <= trade_b or trade_b <= trade_a
    agrees_in_kind = kind_a <= kind_b or kind_b <= kind_a
    return agrees_in_trade and agrees_in_kind


def _is_short_business(short: str, business: str) -> bool:
    """Return whether a name without business words ("Vạn Phú") is the own name of a business, and not that of its owner.

    Then it has two words or more and starts with no family name.
    """
    folded = fold(short)
    own, _, _, branch = _business_parts(business)
    starts_family = short.split()[0].lower() in words.FAMILY_NAMES or short.isascii() and folded.split()[0] in words.FAMILY_FOLDED
    return not branch and " " in folded and folded == own and not starts_family


def business_key(full_name: str) -> str:
    """Return the own name of a business, folded, without legal form, trade and branch: the key businesses are compared by."""
    return _business_parts(full_name)[0]


def business_parts(full_name: str) -> tuple[str, frozenset[str], frozenset[str], str]:
    """Return the own name of a business, what it trades in, what kind of business it is, and its branch ("" = the head)."""
    return _business_parts(full_name)
