"""Dates: "YYYY-MM-DD", "YYYY" or "--MM-DD" from everything shops write. What is not written is not invented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta

from khachhang.values.mending import mended_birth, mended_date, suggestion
from khachhang.values.parsed import Cell, Parsed, doubt, note
from khachhang.values.text import cell_to_text, fold, nfc_squeeze

_CLEAN = re.compile(r"(\d\d)/(\d\d)/((?:19|20)\d\d)", re.ASCII)
_ISO = re.compile(r"((?:18|19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", re.ASCII)
_PARTS = re.compile(r"(\d{1,2})\s*[-/.,\\ ]\s*(\d{1,2})\s*[-/.,\\ ]\s*(\d{4}|\d{2})", re.ASCII)
_DAY_MONTH = re.compile(r"(?:--)?(\d{1,2})\s*[-/.\\]\s*(\d{1,2})", re.ASCII)
_MONTH_YEAR = re.compile(r"(?:\d{1,2}\s*[-/.]\s*)((?:19|20)\d\d)|((?:19|20)\d\d)[-/]\d{1,2}", re.ASCII)
_VCARD = re.compile(r"--(\d\d)-?(\d\d)", re.ASCII)
_WORDS = re.compile(r"(?:ngay|mung|mong)? ?(\d{1,2}) (?:thang|thg|th) ?(\d{1,2})(?: (?:nam)? ?(\d{4}|\d{2}))?", re.ASCII)
_MONTH_WORDS = re.compile(r"(?:thang|thg|th) ?\d{1,2}(?: nam)? ((?:19|20)\d\d)(.?)", re.ASCII)
_DAY_FIRST_ENGLISH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})(?: (\d{4}|\d{2}))?", re.ASCII)
_MONTH_FIRST_ENGLISH = re.compile(r"([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", re.ASCII)
_YEAR = re.compile(r"(?:nam )?(?:sn |sinh |sinh nam )?((?:18|19|20)\d\d)", re.ASCII)
_CLOCK = re.compile(
    r"[\sT,]+\d{1,2}[:hg]\d{0,2}(?::\d{2}(?:\.\d+)?)?\s*(?:sa|ch|am|pm|z)?\s*$|[\s,]+\d{1,2}\s*(?:am|pm)\s*$"
    r"|^\d{1,2}[:h]\d{2}(?::\d{2})?\s+",
    re.I,
)
_LUNAR = re.compile(r"(?<!\w)(?:âl|al|âm(?: lịch)?|am(?: lich)|lunar)(?!\w)", re.IGNORECASE)
_SOLAR = re.compile(r"[(\s]*(?<!\w)(?:dl|dương(?: lịch)?|duong(?: lich)?)(?!\w)[)\s]*", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"^(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|\d)|chủ\s*nhật|t[2-7]|cn|mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,]+", re.IGNORECASE
)
_PREFIX = re.compile(r"^(?:sinh\s+ngày|ngày\s+sinh|ngày|sn|ns|sinh\s+năm|sinh|dob|năm)\s*[:.]?\s*(?=\d)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+", re.ASCII)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september",
        "oct october",
         "nov november", "dec december"), 1
    )
    for name in names.split()
}  # fmt: skip
_NOTHING = frozenset(
    (
        "",
        "0",
        "khong",
        "ko",
        "k",
        "khong co",
        "khong ro",
        "chua co",
        "na",
        "n a",
        "null",
        "none",
        "x",
        "00 00 0000",
        "0000 00 00",
        "00 00 00",
    )
)
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FIRST_SERIAL, _LAST_SERIAL = 3000, 73050
_OLDEST_YEARS = 120


def parse_date(cell: Cell, *, today: date, order: str = "dmy", date_1904: bool = False, birth: bool = False) -> Parsed[str]:
    """Return "YYYY-MM-DD", "YYYY" (a year is all there is) or "--MM-DD" (no year).

    order: "dmy" or "mdy" for d/m/y written with digits; a date impossible in that order is read in the other and flagged.
    date_1904: the workbook counts days from 1904 (old Mac Excel). birth: a future date or an age over 120 is flagged.
    Two-digit years are the latest that is not after today. Lunar dates are issues without value.
    """
    if type(cell) is str:
        clean = _CLEAN.fullmatch(cell)
        if clean and order == "dmy" and "01" <= clean[2] <= "12" and "01" <= clean[1] <= "28":
            return _checked(f"{clean[3]}-{clean[2]}-{clean[1]}", today, birth)
        parsed = _parse_text(cell, today, order, date_1904)
    elif cell is None or isinstance(cell, bool | time):
        return Parsed(None) if cell is None else Parsed(None, (doubt("date_unreadable", raw=cell_to_text(cell)),))
    elif isinstance(cell, date):
        parsed = _real_date(cell.year, cell.month, cell.day)
    elif isinstance(cell, int | float):
        parsed = _parse_number(cell, date_1904)
    else:
        parsed = _parse_text(str(cell), today, order, date_1904)
    if parsed.value is None:
        return _with_suggestion(parsed, cell, today, order) if type(cell) is str and parsed.issues else parsed
    checked = _checked(parsed.value, today, birth)
    return Parsed(checked.value, parsed.issues + checked.issues, parsed.repairs)


def _with_suggestion(parsed: Parsed[str], cell: str, today: date, order: str) -> Parsed[str]:
    """Offer what was probably meant by a text that is no date."""
    raw = cell.strip()
    meant = mended_date(raw, lambda text: _parse_text(text, today, order, False).value)
    issue = parsed.issues[0]
    if meant is None or issue.code != "date_unreadable":
        return parsed
    return Parsed(None, (doubt(issue.code, raw=raw, **suggestion(raw, cell, meant)),))


def _checked(value: str, today: date, birth: bool) -> Parsed[str]:
    if birth and value[0] != "-":
        year = int(value[:4])
        if value > today.isoformat() or today.year - year > _OLDEST_YEARS:
            meant = mended_birth(value, today.year)
            return Parsed(value, (doubt("date_implausible", value=value, **({"suggestion": meant} if meant else {})),))
    return Parsed(value)


def _real_date(year: int, month: int, day: int) -> Parsed[str]:
    if not 1901 < year < 2100:
        return Parsed(None, (doubt("date_unreadable", raw=f"{year:04d}-{month:02d}-{day:02d}"),))
    return Parsed(f"{year:04d}-{month:02d}-{day:02d}")


def _parse_number(number: float, date_1904: bool) -> Parsed[str]:
    """A number is a year, an Excel serial, or digits typed without separators."""
    text = cell_to_text(number)
    if number in (0, -1):
        return Parsed(None)
    if not text or number != number or abs(number) > 1e9:
        return Parsed(None, (doubt("date_unreadable", raw=text),))
    if 1900 <= number <= 2099 and float(number).is_integer():
        return Parsed(str(int(number)))
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return Parsed(_from_serial(number, date_1904), (), ("date_serial",))
    if float(number).is_integer():
        return _from_digits(text, text)
    return Parsed(None, (doubt("date_unreadable", raw=text),))


def _from_serial(serial: float, date_1904: bool) -> str:
    """Source: ECMA-376 18.17.4: day 1 = 1900-01-01 with a false 29 February 1900, or day 0 = 1904-01-01."""
    return ((_EPOCH_1904 if date_1904 else _EPOCH_1900) + timedelta(days=int(serial))).isoformat()


def _from_digits(digits: str, raw: str) -> Parsed[str]:
    """Read 15081990, 19900815; a lost leading zero makes 5081990."""
    if len(digits) == 8 and digits[:2] in ("19", "20") and _valid(int(digits[:4]), int(digits[4:6]), int(digits[6:])):
        return Parsed(_iso(int(digits[:4]), int(digits[4:6]), int(digits[6:])))
    if len(digits) in (7, 8):
        padded = digits.zfill(8)
        day, month, year = int(padded[:2]), int(padded[2:4]), int(padded[4:])
        if _valid(year, month, day) and 1900 <= year <= 2100:
            return Parsed(_iso(year, month, day))
    return Parsed(None, (doubt("date_unreadable", raw=raw),))


def _parse_text(raw: str, today: date, order: str, date_1904: bool) -> Parsed[str]:
    text = nfc_squeeze(raw).strip("'` ;,.")
    if fold(text) in _NOTHING:
        return Parsed(None)
    if "*" in text:
        return Parsed(None, (note("date_masked", raw=raw),))
    if _LUNAR.search(text):
        return Parsed(None, (doubt("date_lunar", raw=raw.strip()),))
    text = _PREFIX.sub("", _WEEKDAY.sub("", _CLOCK.sub("", _SOLAR.sub(" ", text).strip()).strip())).strip(" .,")
    iso = _ISO.fullmatch(text)
    if iso:
        return _from_parts(iso[1], iso[2], iso[3], today, raw)
    parts = _PARTS.fullmatch(text)
    if parts:
        return _from_ordered(parts[1], parts[2], parts[3], today, order, raw)
    vcard = _VCARD.fullmatch(text)
    if vcard:
        return _without_year(int(vcard[1]), int(vcard[2]), raw)
    day_month = _DAY_MONTH.fullmatch(text)
    if day_month:
        return _from_day_month(int(day_month[1]), int(day_month[2]), order, raw)
    if _DIGITS.fullmatch(text) and len(text) >= 5:
        return _parse_number(int(text), date_1904) if len(text) <= 8 else Parsed(None, (doubt("date_unreadable", raw=raw),))
    return _parse_words(fold(text), text, today, raw)


def _parse_words(folded: str, text: str, today: date, raw: str) -> Parsed[str]:
    words = _WORDS.fullmatch(folded)
    if words:
        return _from_parts(words[3], words[2], words[1], today, raw)
    year = _YEAR.fullmatch(folded) or re.fullmatch(r"((?:18|19|20)\d\d)\.0+", text, re.ASCII)
    if year:
        return Parsed(year[1])
    month_year = _MONTH_YEAR.fullmatch(text) or _MONTH_WORDS.fullmatch(folded)
    if month_year:
        only_year = month_year[1] or month_year[2]
        return Parsed(only_year, (note("date_month_only", raw=raw.strip(), value=only_year),))
    english = _DAY_FIRST_ENGLISH.fullmatch(folded)
    if english and english[2] in _MONTHS:
        return _from_parts(english[3], str(_MONTHS[english[2]]), english[1], today, raw)
    english = _MONTH_FIRST_ENGLISH.fullmatch(folded)
    if english and english[1] in _MONTHS:
        return _from_parts(english[3], str(_MONTHS[english[1]]), english[2], today, raw)
    serial = re.fullmatch(r"(\d{5})\.0*", text, re.ASCII)
    if serial:
        return _parse_number(int(serial[1]), False)
    return Parsed(None, (doubt("date_unreadable", raw=raw.strip()),))


def _from_ordered(first: str, second: str, year: str, today: date, order: str, raw: str) -> Parsed[str]:
    """Read d/m/y or m/d/y; what cannot be a date in this order but can in the other is read so and flagged."""
    day, month = (first, second) if order == "dmy" else (second, first)
    parsed = _from_parts(year, month, day, today, raw)
    if parsed.value is None:
        other = _from_parts(year, day, month, today, raw)
        if other.value is not None:
            return Parsed(other.value, (note("date_order_swapped", raw=raw.strip(), value=other.value),), ("date_order",))
    return parsed


def _from_day_month(first: int, second: int, order: str, raw: str) -> Parsed[str]:
    day, month = (first, second) if order == "dmy" else (second, first)
    if month > 12 >= day:
        day, month = month, day
    return _without_year(month, day, raw)


def _from_parts(year: str | None, month: str, day: str, today: date, raw: str) -> Parsed[str]:
    if year is None:
        return _without_year(int(month), int(day), raw)
    full = _full_year(int(year), today) if len(year) == 2 else int(year)
    if not _valid(full, int(month), int(day)) or full < 1850:
        return Parsed(None, (doubt("date_unreadable", raw=raw.strip()),))
    return Parsed(_iso(full, int(month), int(day)))


def _full_year(two_digits: int, today: date) -> int:
    century = today.year // 100 * 100
    return century + two_digits if century + two_digits <= today.year else century - 100 + two_digits


def _without_year(month: int, day: int, raw: str) -> Parsed[str]:
    if not _valid(2000, month, day):
        return Parsed(None, (doubt("date_unreadable", raw=raw.strip()),))
    return Parsed(f"--{month:02d}-{day:02d}")


def _valid(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}"


def detect_half_swapped(cells: Iterable[Cell]) -> bool:
    """Return whether a US-locale Excel swapped half of the column.

    Then every date left as text has a day over 12, and every real date has a day up to 12 (it became the month and back).
    Asked of at least 5 texts and 5 real dates; real dates that spread over all days are proof against it.
    """
    texts = real = 0
    for cell in cells:
        if isinstance(cell, date):
            real += 1
            if cell.day > 12:
                return False
        elif isinstance(cell, str):
            parts = _PARTS.fullmatch(cell.strip())
            if parts:
                texts += 1
                if int(parts[1]) <= 12:
                    return False
    return texts >= 5 and real >= 5


def swap_day_and_month(cell: Cell) -> Cell:
    """Return a real date with day and month exchanged, as the person typed it; everything else, and what cannot be exchanged, as it is."""
    if isinstance(cell, date) and cell.day <= 12:
        return cell.replace(month=cell.day, day=cell.month)
    return cell


def detect_month_first(cells: Sequence[Cell]) -> bool:
    """Return whether the text dates of a column are m/d/y: some second number is over 12 and no first number is."""
    second_over = 0
    for cell in cells:
        parts = _PARTS.fullmatch(_CLOCK.sub("", cell.strip())) if isinstance(cell, str) else None
        if parts:
            if int(parts[1]) > 12:
                return False
            second_over += int(parts[2]) > 12
    return second_over >= 2


def format_date(value: str) -> str:
    """Return a stored date as people read it: "1990-08-15" → "15/08/1990", "--08-15" → "15/08", "1990" as it is."""
    if value.startswith("--"):
        return f"{value[5:7]}/{value[2:4]}"
    parts = value[:10].split("-")
    return f"{parts[2]}/{parts[1]}/{parts[0]}" if len(parts) == 3 else value
