"""Titles before a name: what counts as one, and what it hints at."""

from __future__ import annotations

import re

from khachhang.values import name_words as words
from khachhang.values.name_compare import split_trade
from khachhang.values.text import fold

_TITLE_GLUED = re.compile(r"(?i:(mrs\.|mr\.|ms\.)|([ace]\.))(?=[^\W\d_]{2})")
_GLUED_SHOP = re.compile(r"c\.\s?h[àa]ng\b", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}", re.UNICODE)


def take_title(name: str) -> tuple[str, str | None, str]:
    """Return title as written, sex it hints at, and the name without it. A name is never only a title."""
    glued = _TITLE_GLUED.match(name)
    if glued and not _GLUED_SHOP.match(name) and not _INITIALS.match(name):
        title = glued[0]
        rest = name[glued.end() :]
        return _shown(title), words.TITLE_SEX.get(title.lower()), rest
    tokens = name.split(" ")
    if len(tokens) < 2:
        return "", None, name
    count, sex = title_length(tokens)
    if not count:
        return "", None, name
    if _is_only_trade(tokens[count:]):
        count -= 1  # "Anh cắt tóc" stays whole; in "Chú Hai tạp hóa" Hai is the name
    if len(tokens) == count + 1 and count == 1 and tokens[1].lower() in words.ORDINALS and tokens[0].lower() in words.RANKED_TITLES:
        return "", sex, name  # "Chị Năm" is what everybody calls her
    if not count:
        return "", sex, name
    return _shown(" ".join(tokens[:count])), sex, " ".join(tokens[count:])


def title_length(tokens: list[str]) -> tuple[int, str | None]:
    """Return how many of the first words are a title, and the sex it hints at."""
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
