"""Phone numbers: every way shops write them, to E.164, over the renumberings of 2017 and 2018. Digits are never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from khachhang.model import Issue
from khachhang.values.mending import mended_phone, suggestion
from khachhang.values.parsed import Cell, Parsed, doubt, note
from khachhang.values.phone_tables import AMBIGUOUS_CODES, LANDLINE_2017, LANDLINE_CODES, MOBILE_2018, MOBILE_CODES, PROVINCE_OF_OLD_CODE
from khachhang.values.text import cell_to_text, fold, nfc_squeeze


@dataclass(frozen=True, slots=True)
class Phones:
    """The numbers of one cell in E.164, and what else the cell said: a name, "vợ", "zalo", an extension."""

    numbers: tuple[str, ...]
    rest: str = ""


@dataclass(frozen=True, slots=True)
class _Number:
    e164: str
    repairs: tuple[str, ...] = ()
    old_code: str = ""  # area code it would have had as a landline of before 2017
    is_grouped_as_landline: bool = False  # (08) 38221234


_CLEAN_MOBILE = re.compile(r"0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])[0-9]{7}", re.ASCII)
_SCIENTIFIC = re.compile(r"\s*([0-9])(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,2})\s*", re.ASCII)
_LETTER_O = re.compile(r"(?<=[0-9.+])[oO](?=[0-9 .\-)])|(?<![^\W_])[oO](?=[0-9])|(?<=[0-9])[oO](?=[oO0-9])|(?<=[0-9])[oO](?![^\W_])")
_LETTER_I = re.compile(r"(?<=[0-9])[Il](?=[0-9])")
_NOTHING = frozenset(
    ("", "0", "khong", "khong co", "ko", "ko co", "k", "chua co", "chua co so", "khong co so", "na", "n a", "null", "none", "x")
)
_DOT_ZERO = re.compile(r"\s*([0-9]+)\.0+\s*", re.ASCII)
_WRITTEN_AS_LANDLINE = re.compile(r"\(0[0-9]{1,2}\)|0[0-9][ .\-)]+[0-9]{4}")
_FAX = re.compile(r"\bfax\b[^;,|\n]*", re.IGNORECASE)
_EXTENSION = re.compile(
    r"[\s(,.\-–]*\b(?:ext(?:ension)?|máy\s*lẻ|may\s*le|số\s*lẻ|nội\s*bộ|nhánh|line)\b[\s.:#]*[0-9]{1,5}\)?|\bx\s?[0-9]{2,4}\b|"
    r"#[0-9]{1,4}\b",
    re.IGNORECASE,
)
_RUN = re.compile(r"[+(]*[0-9][0-9\s.\-–—()+_·•/'’]*")
_GROUP = re.compile(r"\+?[0-9]+")
_LABEL = re.compile(
    r"(?<!\w)(?:s[đd]t|[đd]tdđ|[đd]t[dđ]?đ?|đtbàn|tel(?:ephone)?|phone|mobile|mob|cell|hotline|số\s+(?:điện\s+thoại|đt)|điện\s+thoại|dđ|"
    r"đđ|call)(?!\w)[\s.:]*",
    re.IGNORECASE,
)
_CONNECTOR = re.compile(r"(?:(?<=\ufffc)|(?<=^))[\s,;()]*(?:hoặc|và|or|and|hay|hoac|&)(?!\w)(?=\s*\ufffc)", re.IGNORECASE)
_EMPTY_PARENTHESES = re.compile(r"[(\[][\s.,;:/\-–—|&+]*[)\]]|[(\[](?=[\s;]*$)|\((?=\s*\ufffc)")
_MARKS = re.compile(r"[\s;,:/|.\-–—()+]*\ufffc[\s;,:/|.\-–—+]*\)?")
_WHOLE_PARENTHESES = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_DIGITS = frozenset("0123456789")
_EDGE = " \t,;:/|-–—&.+'’_·•"
_MARK = "\ufffc"  # stands where a number was
_MAX_TEXT = 1000


def parse_phones(
    cell: Cell, *, column_is_landline: bool = False, before_2018: bool | None = None, province: str | None = None
) -> Parsed[Phones]:
    """Return the numbers of a cell, in order, and the rest of its text.

    column_is_landline, before_2018 (the file is that old; None = unknown), province: what makes a number that looks like a
    mobile of today perhaps an old landline; it is taken as a mobile and flagged `phone_maybe_old_landline`.
    A number that cannot be one is an issue with its raw text, never a guess. value None = nothing but that.
    """
    if not (column_is_landline or before_2018 or province is not None):
        clean = _parse_clean_mobile(cell)
        if clean is not None:
            return clean
    text = cell_to_text(cell)
    if isinstance(cell, bool):
        return Parsed(None, (doubt("phone_invalid", raw=text),))
    if fold(text) in _NOTHING:
        return Parsed(None)
    if "*" in text:
        return Parsed(None, (note("phone_masked", raw=text),))
    scientific = _SCIENTIFIC.fullmatch(text)
    if scientific:
        expanded = _expand_scientific(scientific)
        if expanded is None:
            return Parsed(None, (doubt("phone_digits_lost", raw=text.strip()),))
        text = expanded
    text = _DOT_ZERO.sub(r"\1", text) if ".0" in text and _DOT_ZERO.fullmatch(text) else text
    return _parse_text(text, column_is_landline, before_2018, province)


_SEPARATORS = {ord(c): None for c in " .-"}
_ZERO_LOST = ("phone_leading_zero",)


def _parse_clean_mobile(cell: Cell) -> Parsed[Phones] | None:
    """The short way for most cells: one mobile of today, perhaps grouped, with +84, or a number that lost its zero."""
    if type(cell) is str:
        if cell[2:3] in ("", " ", ".", "-"):
            return None  # 08 38221234 is perhaps a landline
        digits = cell if len(cell) == 10 else cell.translate(_SEPARATORS)
        if digits[:3] == "+84":
            digits = "0" + digits[3:]
        return Parsed(Phones(("+84" + digits[1:],))) if _CLEAN_MOBILE.fullmatch(digits) else None
    if (type(cell) is float or type(cell) is int) and 300_000_000 <= cell <= 999_999_999 and cell == int(cell):
        digits = f"0{int(cell)}"
        return Parsed(Phones(("+84" + digits[1:],)), (), _ZERO_LOST) if _CLEAN_MOBILE.fullmatch(digits) else None
    return None


def _expand_scientific(match: re.Match[str]) -> str | None:
    """Return the digits of 9.12345678E+08; None when fewer digits than the power of ten are written."""
    fraction, power = match[2] or "", int(match[3])
    return match[1] + fraction if len(fraction) == power else None


def _parse_text(text: str, column_is_landline: bool, before_2018: bool | None, province: str | None) -> Parsed[Phones]:
    squeezed = "\n".join(nfc_squeeze(line) for line in text[:_MAX_TEXT].splitlines())
    if any(c in "oO" for c in squeezed):
        squeezed = _LETTER_O.sub("0", squeezed)
    if any(c in "Il" for c in squeezed):
        squeezed = _LETTER_I.sub("1", squeezed)
    rest, kept = _set_aside(squeezed)
    found: list[_Number] = []
    issues: list[Issue] = []
    pieces: list[str] = []
    position = 0
    for run in _RUN.finditer(rest):
        numbers, left, wrong = _read_run(run[0], before_2018)
        found += numbers
        issues += [doubt("phone_invalid", raw=raw, **suggestion(raw, text, mended_phone(raw))) for raw in wrong]
        pieces += [rest[position : run.start()], left]
        position = run.end()
    pieces.append(rest[position:])
    has_digits = bool(found or issues)
    remainder = _clean_rest("".join(pieces), has_digits)
    full_rest = " ".join(part for part in (remainder, *kept) if part)
    for number in found:
        is_flagged = column_is_landline or before_2018 or number.is_grouped_as_landline
        if number.old_code and (is_flagged or _is_of_province(number.old_code, province)):
            is_alone = len(found) == 1 and not full_rest
            meant = (
                {"suggestion": format_phone(f"+84{LANDLINE_2017[number.old_code]}{number.e164[3 + len(number.old_code) :]}")}
                if is_alone
                else {}
            )
            issues.append(note("phone_maybe_old_landline", value=number.e164, **meant))
    numbers_once = tuple(dict.fromkeys(number.e164 for number in found))
    if not numbers_once and not issues and any(c in _DIGITS for c in text):
        issues.append(doubt("phone_invalid", raw=text.strip()))
        full_rest = full_rest if any(c.isalpha() for c in full_rest) else ""
    value = Phones(numbers_once, full_rest) if numbers_once or full_rest else None
    repairs = tuple(dict.fromkeys(repair for number in found for repair in number.repairs))
    return Parsed(value, tuple(issues), repairs)


def _set_aside(text: str) -> tuple[str, list[str]]:
    """Cut faxes and extensions out of the text; return what is left and what was cut."""
    kept: list[str] = []
    lowered = text.lower()
    if "fax" in lowered:
        kept += [m.strip() for m in _FAX.findall(text)]
        text = _FAX.sub(" ; ", text)
    if any(word in lowered for word in ("ext", "lẻ", " le", "nhánh", "nội bộ", "line", "x", "#")):
        kept += [m.strip(" (),.-–") for m in _EXTENSION.findall(text)]
        text = _EXTENSION.sub(" ; ", text)
    return text, kept


def _read_run(run: str, before_2018: bool | None) -> tuple[list[_Number], str, list[str]]:
    """Split a run of digits and separators into numbers; return them, the text with a mark for each, and what is wrong.

    Of all ways to join neighbouring groups of digits the one with the fewest digits left over wins, then the one with the fewest
    repairs, then the fewest numbers.
    """
    groups = list(_GROUP.finditer(run))[:24]
    best: list[tuple[tuple[int, int, int], list[tuple[int, int, _Number]]]] = [((0, 0, 0), [])]
    for end in range(1, len(groups) + 1):
        (left, repairs, count), chosen = best[end - 1]
        option = ((left + len(groups[end - 1][0]), repairs, count), chosen)
        for start in range(max(0, end - 6), end):
            number = _read_groups(run, groups[start:end], before_2018)
            if number:
                (left, repairs, count), chosen = best[start]
                cost = (left, repairs + len(number.repairs), count + 1)
                if cost < option[0]:
                    option = (cost, [*chosen, (start, end, number)])
        best.append(option)
    chosen = best[-1][1]
    text, wrong = _left_over(run, groups, chosen)
    return [number for _, _, number in chosen], text, wrong


def _read_groups(run: str, groups: list[re.Match[str]], before_2018: bool | None) -> _Number | None:
    """Read neighbouring groups as one number; a line break or a slash between long groups parts two numbers."""
    digits = "".join(group[0] for group in groups)
    if not 7 <= len(digits) <= 17 or "+" in digits[1:]:
        return None
    if len(groups) > 1:
        between = run[groups[0].start() : groups[-1].end()]
        if "\n" in between or "/" in between and any(len(group[0]) > 4 for group in groups):
            return None
    number = _read_number(digits, before_2018 is True)
    if number and number.old_code and len(groups) > 1 and _is_grouped_as_landline(run, groups[0].start()):
        return replace(number, is_grouped_as_landline=True)
    return number


def _is_grouped_as_landline(run: str, start: int) -> bool:
    """Return whether the area code stands apart: "(08) 38221234", "08 38221234", "(033) 3822123"."""
    return _WRITTEN_AS_LANDLINE.match(run, start - 1 if start and run[start - 1] == "(" else start) is not None


def _left_over(run: str, groups: list[re.Match[str]], chosen: list[tuple[int, int, _Number]]) -> tuple[str, list[str]]:
    """Return the run with a mark in place of every number and every wrong number, and the wrong numbers as written."""
    out: list[str] = []
    wrong: list[str] = []
    position = 0
    for start, end in [*((start, end) for start, end, _ in chosen), (len(groups), len(groups))]:
        stop = groups[start].start() if start < len(groups) else len(run)
        between = run[position:stop]
        digits = sum(c in _DIGITS for c in between)
        if digits >= 6:
            wrong.append(between.strip(_EDGE + "()"))
            between = _MARK
        out.append(between)
        if start < len(groups):
            out.append(_MARK)
            position = groups[end - 1].end()
    return "".join(out), wrong


def _read_number(digits: str, before_2018: bool = False) -> _Number | None:
    """Return the number a string of digits, perhaps with a leading +, stands for; None when it cannot be one."""
    if digits[0] == "+":
        if not digits.startswith(("+84", "+0")):
            return _Number(digits) if 9 <= len(digits) <= 16 else None
        digits = digits[1:]
        return _after_country(digits[2:], before_2018) if digits.startswith("84") else _read_national(digits, before_2018)
    if digits.startswith("00"):
        if digits.startswith("0084"):
            return _after_country(digits[4:], before_2018)
        is_doubled_zero = _CLEAN_MOBILE.fullmatch(digits[1:]) is not None
        return _Number("+" + digits[2:]) if 11 <= len(digits) <= 17 and digits[2] not in "07" and not is_doubled_zero else None
    if digits[0] == "0":
        return _read_national(digits, before_2018)
    if digits.startswith("84") and len(digits) in (11, 12, 13):
        return _after_country(digits[2:], before_2018)
    if digits.startswith(("1800", "1900")) and len(digits) in (8, 10):
        return _Number("+84" + digits)
    if len(digits) in (9, 10):
        number = _read_national("0" + digits, before_2018)
        return _Number(number.e164, ("phone_leading_zero", *number.repairs), number.old_code) if number else None
    return None


def _after_country(digits: str, before_2018: bool) -> _Number | None:
    """Return the number for what follows +84."""
    if digits.startswith(("1800", "1900")) and len(digits) in (8, 10):
        return _Number("+84" + digits)
    return _read_national("0" + digits.lstrip("0"), before_2018)


def _read_national(digits: str, before_2018: bool) -> _Number | None:
    """Return the number for digits written with the leading zero."""
    if len(digits) == 10:
        return _read_ten(digits, before_2018)
    if len(digits) != 11:
        return None
    if digits[1] == "1":
        code = MOBILE_2018.get(digits[1:4])
        return _Number(f"+84{code}{digits[4:]}", ("phone_mobile_2018",)) if code else None
    if digits[1] == "2" and _new_landline_code(digits):
        return _Number("+84" + digits[1:])
    code = LANDLINE_2017.get(digits[1:4])
    return _Number(f"+84{code}{digits[4:]}", ("phone_landline_2017",)) if code else None


def _new_landline_code(digits: str) -> bool:
    """A local number never starts with 0 or 1: 0240 3822123 is Bắc Giang of before 2017, not Hà Nội."""
    if digits[1:3] in ("24", "28"):
        return digits[3] not in "01"
    return digits[1:4] in LANDLINE_CODES


def _read_ten(digits: str, before_2018: bool) -> _Number | None:
    """Ten digits with the leading zero: a mobile of today, or a landline of before 2017 with a code of one or two digits."""
    code = digits[1:3]
    if code in MOBILE_CODES:
        old = "8" if code[0] == "8" and digits[2] in "2356" else code if code in AMBIGUOUS_CODES else ""
        return _Number("+84" + digits[1:], (), old)
    if digits[1] == "4" and digits[2] not in "01":
        return _Number("+8424" + digits[2:], ("phone_landline_2017",))
    new = LANDLINE_2017.get(code)
    if digits[1] == "2" and not before_2018 and (digits[1:4] in LANDLINE_CODES or digits[3] != "3"):
        return None  # rather a landline of today with a digit missing
    if new and digits[3] not in "01":
        return _Number(f"+84{new}{digits[3:]}", ("phone_landline_2017",))
    return None


def _is_of_province(old_code: str, province: str | None) -> bool:
    if not province:
        return False
    folded = fold(province)
    return any(name in folded for name in PROVINCE_OF_OLD_CODE.get(old_code, ()))


def _clean_rest(text: str, has_digits: bool) -> str:
    """Return the words around the numbers without labels, connectors and empty brackets."""
    if has_digits:
        text = _CONNECTOR.sub(_MARK, _LABEL.sub(" ", text))
        text = _MARKS.sub(" ; ", text)
        text = _EMPTY_PARENTHESES.sub(" ", text)
    text = nfc_squeeze(text.replace("\n", " ; ").replace(_MARK, " "))
    text = re.sub(r"[;\s]*;[;\s]*", " ; ", text).strip(_EDGE)
    whole = _WHOLE_PARENTHESES.fullmatch(text)
    return nfc_squeeze(whole[1] if whole else text).strip(_EDGE)


def format_phone(e164: str) -> str:
    """Return the number as people read it: 0912 345 678, 028 3822 1234, 0236 318 3930; foreign numbers as they are."""
    if not e164.startswith("+84"):
        return e164
    digits = e164[3:]
    if digits.startswith(("1800", "1900")) and len(digits) in (8, 10):
        return f"{digits[:4]} {digits[4:]}"
    if len(digits) == 10 and digits[:2] in ("24", "28"):
        return f"0{digits[:2]} {digits[2:6]} {digits[6:]}"
    if len(digits) in (9, 10):
        return f"0{digits[:3]} {digits[3:6]} {digits[6:]}"
    return "0" + digits


def is_plausible(e164: str) -> bool:
    """Return whether the number fits today's Vietnamese plan, or is a foreign one of a sensible length."""
    if not re.fullmatch(r"\+[0-9]{7,15}", e164, re.ASCII):
        return False
    if not e164.startswith("+84"):
        return len(e164) >= 9
    number = _read_number(e164) or _read_number(e164[3:])
    return number is not None and number.e164 == e164
