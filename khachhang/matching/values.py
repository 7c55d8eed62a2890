"""Single values in the form they are compared in; each is called once per different value."""

from __future__ import annotations

import re
from functools import lru_cache

from khachhang.values.address_places import house_number
from khachhang.values.name_words import TITLE_SEX
from khachhang.values.text import fold

MALE, FEMALE = 1, 2
_UNIT = re.compile(r"^(?:phuong|xa|thi tran|dac khu|quan|huyen|thi xa|thanh pho|tinh) +(?=.)")
_FILLERS = frozenset("so nha duong pho hem ngo ngach kiet lo can d dc".split())
_DATE = re.compile(r"(\d{4})?(?:-?-?(\d\d)-(\d\d))?", re.ASCII)


@lru_cache(maxsize=1 << 15)
def place(name: str) -> str:
    """Return the folded name of a ward, district or province without its unit word: "Phường 05" → "5"."""
    folded = fold(name)
    bare = _UNIT.sub("", folded)
    return bare.lstrip("0") or bare


def street_parts(street: str) -> tuple[str, str, str]:
    """Return the folded street, the number of the house and the name of the road: "Số 4, Xóm Đông" → ("so 4 xom dong", "4", "xom dong")."""
    folded = fold(street)
    house = house_number(street)
    number = fold(house).split()
    words = folded.split()
    start = 0
    while start < len(words) and words[start] in _FILLERS:
        start += 1
    if number and words[start : start + len(number)] == number:
        words = words[start + len(number) :]
    elif house:
        words = [w for w in words if w not in number]
    road = " ".join(w for w in words if w not in _FILLERS)
    return folded, house, road


def tax_parts(code: str) -> tuple[str, str]:
    """Return the code of the company and the number of its branch, "" for the head."""
    head, _, branch = code.partition("-")
    return head, branch


def birth_parts(birth_date: str) -> tuple[int, int, int]:
    """Return year, month and day, 0 where it is not known."""
    found = _DATE.fullmatch(birth_date)
    if not found:
        return 0, 0, 0
    return int(found[1] or 0), int(found[2] or 0), int(found[3] or 0)


def sex_of_title(title: str) -> int:
    """Return the sex that a title hints at, 0 when it does not. "Chị Hai" → FEMALE."""
    low = title.lower()
    sex = TITLE_SEX.get(low) or TITLE_SEX.get(low.partition(" ")[0])
    return {"M": MALE, "F": FEMALE}.get(sex or "", 0)
