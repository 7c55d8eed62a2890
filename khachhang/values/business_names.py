"""Names of companies, shops and institutions: how they are recognised and written."""

from __future__ import annotations

import re
from functools import lru_cache

from khachhang.values import name_words as words
from khachhang.values.name_titles import take_title, title_length
from khachhang.values.syllables import is_syllable
from khachhang.values.text import fold

_LEGAL = re.compile(r"(?<!\w)(?:" + "|".join(sorted(words.LEGAL_WORDS, key=len, reverse=True)) + r")(?!\w)")
_LEGAL_FIRST = frozenset(phrase.split()[0] for phrase in words.LEGAL_WORDS)
_SHOP_FIRST = frozenset(phrase.split()[0] for phrase in words.SHOP_WORDS)
_SHOP_START = re.compile(r"(?:" + "|".join(sorted(words.SHOP_WORDS, key=len, reverse=True)) + r")(?= )")
_BUSINESS_WORD = re.compile(r"[^\W_]+(?:[.'&\-][^\W_]+)*\.?|\W+|_+")
_SPACED_PHRASES = re.compile("|".join(rf"(?<!\w){re.escape(p)}(?!\w)" for p in sorted(words.SMALL_AFTER_FIRST, key=len, reverse=True)))


@lru_cache(maxsize=1 << 14)
def is_business_name(text: str) -> bool:
    """Return whether the name is one of a company, shop or institution, by its words."""
    folded = fold(text)
    tokens = folded.split()
    if not tokens:
        return False
    if folded in words.BARE_TRADES:
        return _shop_word_fits(folded, f"{text} ")
    if not _LEGAL_FIRST.isdisjoint(tokens) and _LEGAL.search(folded):
        return not _is_person_of_business(text)
    start = _SHOP_START.match(folded) if tokens[0] in _SHOP_FIRST else None
    if start:
        return _shop_word_fits(start[0], text)
    return len(tokens) > 1 and tokens[-1] in words.SHOP_ENDINGS and not take_title(text)[0] and text.split()[-1][0].isupper()


_PERSON_THEN = re.compile(r"([^(\[–—|-]+?)\s*(?:[(\[]|\s[-–—|]\s)(.+)")


def _is_person_of_business(text: str) -> bool:
    """ "Chị Hoa (Công ty ABC)", "Nguyễn Văn A - Cty ABC", "Anh Tuấn Cty ABC": the customer is the person."""
    tokens = text.split()
    if _LEGAL.match(fold(text)):
        return False
    if len(tokens) > 2 and title_length(tokens)[0]:
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
    "my pham": ("mỹ phẩm",), "sinh to": ("sinh tố",), "dien tu": ("điện tử",), "may do": ("may đo",), "vat tu": ("vật tư",),
    "do go": ("đồ gỗ",), "in an": ("in ấn",), "hai san": ("hải sản", "hai san"), "dien may": ("điện máy", "dien may"),
    "lo mo": ("lò mổ",), "lam toc": ("làm tóc",), "thoi trang": ("thời trang", "thoi trang"),
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


def business_case(text: str) -> str:
    """Give an all-capital or all-small name of a business its usual capitals: CÔNG TY TNHH → Công ty TNHH."""
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
