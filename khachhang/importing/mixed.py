"""Several things in one cell ("Chị Lan - 0912 345 678 - 12 Lê Lợi, Q1"): cut it into one text per target. Nothing is dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from khachhang.importing.contents import looks_like
from khachhang.values.name_words import FAMILY_FOLDED
from khachhang.values.names import is_business_name
from khachhang.values.text import fold

_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_S = r"[ \t.\-–()·]{0,3}"
_PHONE = re.compile(
    rf"(?<!\w)[(+]*(?:(?:\+?84|0084){_S}0?{_S}(?:[35789](?:{_S}\d){{8}}|2(?:{_S}\d){{9}})|0{_S}[35789](?:{_S}\d){{8}}"
    rf"|0{_S}[12](?:{_S}\d){{9}}|0{_S}2(?:{_S}\d){{8}}|[35789]\d{{8}}"
    rf"|\d[.,]\d+[eE]\+?\d{{1,2}}|0(?:{_S}\d){{6,8}}|\d{{8,13}})(?!\d)"
)
"""Numbers in full first, so that a house number after a dash is not drawn in; then numbers with a digit too few or too many."""
_AFTER_PHONE = re.compile(r"^\s*\(([^)]*)\)")
_LABEL = re.compile(
    r"(?<!\w)(?:s[đd]t|[đd]tdđ|[đd]t[dđ]?đ?|tel|phone|mobile|hotline|số điện thoại|điện thoại|dien thoai|so dien thoai|zalo|di động"
    r"|họ tên|họ và tên|ho ten|tên khách|tên|ten|khách hàng|khách|kh"
    r"|địa chỉ|dia chi|đ/c|d/c|đc|dc|add|address|email|e-mail|mail|người nhận|nguoi nhan|ghi chú|ghi chu|note|gc)\s*[:：]\s*",
    re.IGNORECASE,
)
_ADDRESS_LABEL = re.compile(r"(?<!\w)(?:địa chỉ|dia chi|đ/c|d/c|đc|dc|add|address)\s*[:：]?\s*$", re.IGNORECASE)
_NOTE_LABEL = re.compile(r"(?<!\w)(?:ghi chú|ghi chu|note|gc|lưu ý)\s*[:：]\s*", re.IGNORECASE)
_TRAILING_LABEL = re.compile(
    r"[\s,;(\-–/|]*(?<!\w)(?:s[đd]t|[đd]t[dđ]?đ?|tel|phone|hotline|điện thoại|dien thoai|zalo|call|gọi)\s*[.:：]?\s*$", re.IGNORECASE
)
_STRONG = re.compile(r"\s+[-–—|/]+\s+|\s*[;|\n\t]+\s*|\s+[-–—]|[-–—]\s+|(?<=[^\W\d_]):\s+")
_HOUSE = re.compile(
    r"\s+(?=(?:(?:số|so|hẻm|hem|ngõ|ngo|ngách|lô|lo|kiệt|đường|duong|ấp|thôn|thon|xóm|khu phố|kp|tổ|chung cư|p\.|phường|xã|quận"
    r"|q\.)\s*\.?\s*)?\d+[a-zA-Z]?(?:/\d+\w*)*[\s,])",
    re.IGNORECASE,
)
_PLACE_START = re.compile(
    r"^(số|so|hẻm|hem|ngõ|ngo|ngách|lô|kiệt|đường|duong|ấp|thôn|xóm|xom|khu|kp|tổ|to|chung cư|phường|phuong|xã|xa|quận|quan|huyện"
    r"|huyen|tp|tỉnh|tinh|thị|p|q|f|h|x)\b\.?\s*\S",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\b(giao|goi|khach|no|ck|buoi|hang|nha|hen|lay|thu|ship|zalo|gap|sang|chieu|toi|truoc|sau|nho|vip|si|le|quen|moi|cu)\b"
)
_DASHED_PLACES = re.compile(r"(?<=r[ịi]a)\s*[-–]\s*(?=v[ũu]ng)|(?<=thi[êe]n)\s*[-–]\s*(?=hu[ếe])", re.IGNORECASE)
"""A dash inside the name of a province parts nothing."""
_CONNECTOR = re.compile(r"\W*(?:hoặc|và|hoac|va|or|and|hay)?\W*", re.IGNORECASE)
_EDGE = " \t\n,;:/|-–—.•·*()"
_QUANTITY = re.compile(
    r"^(.*\S)\s*(?:\s[xX×*]\s?|\s?[×*]\s?|\bsl[:\s]*)(\d{1,4})\s*(?:cái|chai|hộp|thùng|kg|gói|túi|bịch|lon|c)?\s*$"
    r"|^(\d{1,4})\s?(?:[xX×*]|cái|chai|hộp|thùng|gói|túi|bịch|lon)\s+(\D.*)$"
)
_TIMES = re.compile(r"(?<!\w)[xX×]\s?\d{1,4}(?!\w)|\b[sS][lL][:\s]*\d{1,4}\b|(?<!\w)\d{1,4}\s?[xX×](?!\w)")
_CODE = re.compile(r"^\s*([A-Za-zĐđ]{1,6}[-_.]?\d{2,}|\d{3,})\s*[-–:|/. ]\s*(.+)$")


def split_mixture(text: str, targets: Sequence[str]) -> dict[str, str]:
    """Return target → its part of the text; what fits none is under "note". Names and addresses keep what stands around them."""
    return dict(_split(text, tuple(targets)))


@lru_cache(maxsize=1 << 13)
def _split(text: str, targets: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if set(targets) == {"product", "quantity"}:
        product, quantity = split_quantity(text)
        return (("product", product), ("quantity", quantity))
    parts: dict[str, str] = {}
    rest = _take_code(_DASHED_PLACES.sub(lambda m: m[0].replace(" ", ""), text), targets, parts)
    rest = _take_note(rest, parts)
    rest = _take(_EMAIL, rest, "email", targets, parts)
    chunks = _take_phones(rest, parts) if "phone" in targets else [rest]
    _place_chunks(chunks, targets, parts)
    return tuple((k, v) for k, v in parts.items() if v)


def split_quantity(text: str) -> tuple[str, str]:
    """Return product and quantity of "Dầu ăn 1L x3"; the quantity is "" when none is written, or one for each of several goods."""
    match = _QUANTITY.match(text.strip())
    if not match or len(_TIMES.findall(text)) > 1:
        return text, ""
    return (match[1].rstrip(" -–,("), match[2]) if match[1] else (match[4].strip(), match[3])


def _take_code(text: str, targets: tuple[str, ...], parts: dict[str, str]) -> str:
    match = _CODE.match(text) if "customer_code" in targets else None
    if not match or "phone" in looks_like(match[1]):
        return text
    parts["customer_code"] = match[1]
    return match[2]


def _take_note(text: str, parts: dict[str, str]) -> str:
    found = _NOTE_LABEL.search(text)
    if not found or found.start() == 0:
        return text
    parts["note"] = text[found.end() :].strip(_EDGE)
    return text[: found.start()]


def _take(pattern: re.Pattern[str], text: str, target: str, targets: tuple[str, ...], parts: dict[str, str]) -> str:
    found = pattern.findall(text)
    if not found:
        return text
    parts[target if target in targets or target == "email" else "note"] = "; ".join(found)
    return pattern.sub(" ; ", text)


def _take_phones(text: str, parts: dict[str, str]) -> list[str]:
    """Take the numbers out; return the texts before, between and after them."""
    chunks: list[str] = []
    numbers: list[str] = []
    position = 0
    for match in _PHONE.finditer(text):
        if not _is_number(match[0]):
            continue
        chunks.append(_TRAILING_LABEL.sub("", text[position : match.start()]))
        numbers.append(match[0].strip())
        position = match.end()
        aside = _AFTER_PHONE.match(text[position:])
        if aside and not any(c.isdigit() for c in aside[1]):
            numbers[-1] += f" ({aside[1].strip()})"
            position += aside.end()
    parts["phone"] = "; ".join(numbers)
    return [c for c in (*chunks, text[position:]) if not _CONNECTOR.fullmatch(c)]


def _is_number(run: str) -> bool:
    if "e" in run.lower():
        return True
    digits = "".join(c for c in run if c.isdigit())
    if digits.startswith("84"):
        return 10 <= len(digits) <= 13
    return 8 <= len(digits) <= 12 and (
        digits[0] == "0" or (len(digits) == 9 and digits[0] in "35789") or (len(digits) == 10 and digits[0] in "12")
    )


def _place_chunks(chunks: Sequence[str], targets: tuple[str, ...], parts: dict[str, str]) -> None:
    """Give what stands around the numbers to name, company, address and note."""
    named = [t for t in targets if t in ("full_name", "company", "contact", "product")]
    pieces = [(p, chunk_no) for chunk_no, chunk in enumerate(chunks) for p in _pieces(chunk, "address" in targets)]
    if "address" not in targets:
        texts = [p for p, _ in pieces if p]
        if len(named) > 1 and len(texts) > 1:
            parts.update(zip(named, [*texts[: len(named) - 1], " - ".join(texts[len(named) - 1 :])], strict=False))
        elif texts:
            parts[named[0] if named else "note"] = " ".join(c.strip(" \t\n,;:/|-–—•·") for c in chunks if c.strip(_EDGE)).strip()
        return
    _name_address_note([p for p, _ in pieces if p], named, parts)


def _pieces(chunk: str, cut: bool) -> list[str]:
    pieces = [p.strip(" \t\n,;:/|-–—•·") for p in _STRONG.split(_LABEL.sub(" ; ", chunk))] if cut else [chunk.strip(_EDGE)]
    return [p for p in pieces if p.strip(_EDGE)]


def _name_address_note(pieces: list[str], named: list[str], parts: dict[str, str]) -> None:
    address: list[str] = []
    notes: list[str] = []
    names: list[str] = []
    for piece in pieces:
        if address and not _is_address(piece):
            is_place = piece[:1].isupper() and len(piece.split()) <= 5 and not _REMARK.search(fold(piece))
            (address if is_place and names else notes if names or not named else names).append(piece)
        elif _is_address(piece) and (names or not named or not _cut_name(piece)[0]):
            address.append(piece)
        elif len(names) < len(named):
            name, rest = _cut_name(piece)
            names.append(name or piece)
            if name and rest:
                address.append(rest)
        else:
            (address if _PLACE_START.match(piece) or "," in piece else notes).append(piece)
    parts.update(zip(named, names, strict=False))
    if address:
        parts["address"] = ", ".join(address)
    if notes:
        parts["note"] = "; ".join([*([parts["note"]] if "note" in parts else []), *notes])


def _is_address(piece: str) -> bool:
    if (is_business_name(piece) and not piece[0].isdigit()) or _is_plain_name(piece):
        return False
    kinds = set(looks_like(piece))
    if kinds & {"address", "province", "district"}:
        return True
    return bool(_PLACE_START.match(piece)) and "name" not in kinds and (any(c.isdigit() for c in piece) or len(fold(piece).split()) <= 5)


def _is_plain_name(piece: str) -> bool:
    """Return whether words without marks are a name, though some are words of an address too: "Duong Phuong Hien"."""
    words = fold(piece).split()
    return (
        piece.isascii() and 2 <= len(words) <= 5 and piece.replace(" ", "").isalpha() and words[0] in FAMILY_FOLDED and len(words[-1]) > 1
    )


def _cut_name(piece: str) -> tuple[str, str]:
    """Return name and address of "Nguyễn Văn An, 12 Lê Lợi, Q1" or "chị Lan 12 Lê Lợi"; ("", piece) when it begins as an address."""
    if piece[:1].isdigit():
        return "", piece
    comma = piece.find(",")
    house = _HOUSE.search(piece)
    if house and (comma < 0 or house.start() < comma) and house.start() > 1:
        return piece[: house.start()].strip(_EDGE), piece[house.end() :].strip()
    if comma > 0 and _is_plain_name(piece[:comma].strip()):
        return piece[:comma].strip(), piece[comma + 1 :].strip()
    if comma > 0 and not _PLACE_START.match(piece) and "address" not in looks_like(piece[:comma]):
        return piece[:comma].strip(), piece[comma + 1 :].strip()
    return "", piece
