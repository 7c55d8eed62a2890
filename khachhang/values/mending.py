"""What was probably meant where a cell cannot be read: one suggestion that a person takes up with a click, None where several are possible.

Nothing here changes a value unasked. Digits are never invented: only what is doubled, misplaced or typed as a letter is put right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_MOBILE = re.compile(r"0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])[0-9]{7}", re.ASCII)
_ADDRESS = re.compile(r"[a-z0-9](?:[a-z0-9._%+\-]*[a-z0-9_+\-])?@(?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)+[a-z]{2,24}")
_BIG = r"(gmail|yahoo|hotmail|outlook|icloud)"
_WITHOUT_AT = re.compile(rf"([a-z0-9][a-z0-9._%+\-]*?)\.?{_BIG}\.com(\.vn)?")
_WITHOUT_DOT = re.compile(rf"([a-z0-9][a-z0-9._%+\-]*)@{_BIG}\.?(?:com?)?")
_LETTERS = str.maketrans("oOlI", "0011")
_GLUED_DATES = (
    re.compile(r"(\d{1,2})[-/. ]+(\d{2})(\d{4})", re.ASCII),
    re.compile(r"(\d{2})(\d{2})[-/. ]+(\d{4})", re.ASCII),
    re.compile(r"(\d{1,2})[-/., ]+(\d{1,2})[-/., ]+(\d{4})", re.ASCII),
)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]\d]*[)\]]\s*")
_WORDS_BEFORE = re.compile(r"^[^\d(]+(?=\d)")
_WORDS_AFTER = re.compile(r"(?<=[\dkđ])\s+[^\d]+$")
_CHANGES_THE_SUM = re.compile(r"[x×*/+]|\b(?:ứng|ung|dư|du|thừa|thua|trả|tra|cọc|coc|trừ|tru|bớt|bot|giảm|giam)\b", re.IGNORECASE)


def suggestion(raw: str, cell: str, meant: str | None) -> dict[str, str]:
    """Return the parameters of an issue that offer the text; nothing unless `raw` is what stands in the cell."""
    return {"value": raw, "suggestion": meant} if meant and raw and raw in cell else {}


def mended_phone(raw: str) -> str | None:
    """Return the mobile behind a doubled zero or country code: 00912…, 084912…, 8484912…."""
    digits = "".join(c for c in raw if c.isascii() and c.isdigit())
    found = set()
    if digits.startswith("00"):
        found.add("0" + digits.lstrip("0"))
    for doubled in ("084", "8484", "84084", "840084"):
        if digits.startswith(doubled):
            found.add("0" + digits[len(doubled) :].lstrip("0"))
    mobiles = [number for number in found if _MOBILE.fullmatch(number)]
    return mobiles[0] if len(mobiles) == 1 else None


def mended_email(raw: str) -> str | None:
    """Return the address with marks, spaces, commas and doubled signs put right, or with the @ or .com of a well-known domain."""
    text = unicodedata.normalize("NFD", raw.casefold().replace("đ", "d").replace("(at)", "@").replace("[at]", "@"))
    text = "".join(c for c in text if not unicodedata.combining(c) and not c.isspace())
    text = re.sub(r"\.{2,}", ".", re.sub(r"@{2,}", "@", text.replace(",", ".").replace(";", "."))).replace("@.", "@").replace(".@", "@")
    text = text.strip(".<>()[]\"'")
    if text.count("@") != 1:
        without = _WITHOUT_AT.fullmatch(text) if "@" not in text else None
        text = f"{without[1]}@{without[2]}.com{without[3] or ''}" if without else ""
    short = _WITHOUT_DOT.fullmatch(text)
    if short:
        text = f"{short[1]}@{short[2]}.com"
    return text if _ADDRESS.fullmatch(text) and text != raw.casefold() else None


def lacks_at(word: str) -> bool:
    """Return whether only the @ is missing before a domain of mail: "lan.nguyengmail.com" is no web site."""
    return _WITHOUT_AT.fullmatch(word) is not None


def mended_date(raw: str, reads: Callable[[str], str | None]) -> str | None:
    """Return d/m/y from digits typed as letters, doubled or missing separators. reads: the ISO date of a text, None when it is none."""
    text = raw.strip().translate(_LETTERS)
    for form in _GLUED_DATES:
        parts = form.fullmatch(text)
        if parts:
            day = reads("/".join(parts.groups()))
            return f"{day[8:10]}/{day[5:7]}/{day[:4]}" if day is not None and len(day) == 10 else None
    return None


def mended_birth(value: str, this_year: int) -> str | None:
    """Return a birthday of the future a century earlier, as d/m/y."""
    year = int(value[:4])
    if len(value) != 10 or not this_year <= year < this_year + 80:
        return None
    return f"{value[8:10]}/{value[5:7]}/{year - 100}"


def mended_amount(raw: str, reads: Callable[[str], bool]) -> str | None:
    """Return the only amount of a text with a remark beside it ("500k nợ", "1.2OO.000"); None when words change the sum."""
    text = raw.strip()
    if _CHANGES_THE_SUM.search(text):
        return None
    digits = re.sub(r"(?<=[\d.,])[oO]+(?=[\doO.,]|$)", lambda m: "0" * len(m[0]), text)
    for candidate in (digits, _ASIDE.sub(" ", text).strip(), _WORDS_AFTER.sub("", text), _WORDS_BEFORE.sub("", text)):
        if candidate != text and reads(candidate):
            return candidate
    return None


def mended_tax(text: str, is_valid: Callable[[str], bool]) -> str | None:
    """Return a code whose branch is written with one or two digits: 0301234567-1 → 0301234567-001."""
    short = re.fullmatch(r"(\d{10})\s*[-–]\s*(\d{1,2})", text, re.ASCII)
    return f"{short[1]}-{int(short[2]):03d}" if short and is_valid(short[1]) else None
