"""What a column can be mapped to by the looks of its cells: where headers are missing, unknown or misleading."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from khachhang.importing.contents import Profile, is_empty, looks_like
from khachhang.values.parsed import Cell
from khachhang.values.text import cell_to_text, fold

_PHONE = re.compile(r"[(+]*\d[\d\s.\-–()+/,;]{7,}\d")
_EMAIL = re.compile(r"\S+@\S+")


_ONLY_WITHOUT_HEADER = frozenset({"customer_code", "birth_date", "tax_code", "stt"})
_NUMBERED = re.compile(r"\b(ma|tai khoan|stk|imei|serial|seri|so hop dong|hop dong|so the|the|bien so|account|card|barcode|gtin|sku)\b")


def target_by_contents(
    p: Profile, taken: Collection[str], cells: Sequence[Cell], *, header: str = "", headerless: bool
) -> tuple[str, float] | None:
    """Return the target whose looks the cells have, and how sure that is; None when nothing fits or the target is taken.

    header: folded, of a column whose words mean nothing known: codes, days and tax codes are then something of the shop's own.
    """
    if p.phone_inside >= 0.4:
        return mixture(cells, without=taken), 0.7
    for target, confidence in _looks(p, headerless):
        if header and (target in _ONLY_WITHOUT_HEADER or (target == "phone" and _NUMBERED.search(header))):
            continue
        if target in ("phone", "email", "address") or target not in taken:
            return target, confidence
    return None


def _looks(p: Profile, headerless: bool) -> list[tuple[str, float]]:
    found = []
    if p.serial >= 0.7 and p.count > 2:
        found.append(("stt", 0.9))
    if p.email >= 0.6:
        found.append(("email", 0.9))
    if p.facebook >= 0.6:
        found.append(("facebook", 0.9))
    if p.phone >= 0.6 and p.money < 0.5:
        found.append(("phone", 0.9))
    if p.sex >= 0.9 and p.distinct <= 0.6:
        found.append(("sex", 0.8))
    if p.birth >= 0.6 and p.date + p.numbers >= 0.6:
        found.append(("birth_date", 0.7))
    if p.area >= 0.6:
        found.append(("area", 0.8))
    if p.province >= 0.7:
        found.append(("province", 0.8))
    if p.tax >= 0.8 and p.phone < 0.3:
        found.append(("tax_code", 0.6))
    if p.code >= 0.8 and p.distinct >= 0.95 and p.tax < 0.5:
        found.append(("customer_code", 0.6))
    if p.address >= 0.5:
        found.append(("address", 0.7))
    if p.name >= 0.6 and p.distinct >= 0.3:
        found.append(("full_name", 0.7 if p.company < 0.8 else 0.6))
    if headerless and p.words >= 2.2 and p.name < 0.3 and p.date < 0.2 and p.money < 0.3:
        found.append(("note", 0.4))
    return found


def mixture(cells: Sequence[Cell], named: Sequence[str] = (), without: Collection[str] = ()) -> str:
    """Return `mixed:a+b` for a column in whose cells phones stand beside other things.

    named: targets its header names. without: targets other columns hold already.
    """
    rests = [_EMAIL.sub(" ", _PHONE.sub(" | ", cell_to_text(c))) for c in cells if not is_empty(c)][:200]
    pieces = [[p.strip(" -–:/()") for p in re.split(r"\s[|\-–/:;]+\s|[|;\n:\t]|,", rest)] for rest in rests]
    count = max(1, len(rests))
    named_share = sum(1 for ps in pieces if any(_is_name(p) for p in ps)) / count
    address_share = sum(1 for rest in rests if _holds_address(rest)) / count
    email_share = sum(1 for c in cells if "@" in cell_to_text(c)) / max(1, len(cells))
    targets = list(named)
    if "full_name" in without and address_share >= 0.3:
        pass
    elif (named_share >= 0.3 or address_share < 0.3) and not {"full_name", "company", "contact"} & set(targets):
        targets.insert(0, "full_name")
    if "phone" not in targets:
        targets.append("phone")
    if address_share >= 0.3 and "address" not in targets:
        targets.append("address")
    if email_share >= 0.25 and "email" not in targets:
        targets.append("email")
    return "mixed:" + "+".join(targets)


def _is_name(piece: str) -> bool:
    return "name" in looks_like(piece)


_HOUSE_AFTER_NAME = re.compile(r"[^\W\d]{2,}[\s,]+\d+[\w/\-]*\s+[^\W\d]{2,}")


def _holds_address(rest: str) -> bool:
    if _HOUSE_AFTER_NAME.search(rest):
        return True
    return "address" in looks_like(" ".join(rest.replace("|", " ").split())) or any(
        "address" in looks_like(p.strip()) for p in rest.split("|")
    )


def misfit(target: str, p: Profile) -> str | None:
    """Return the target the cells speak for when they plainly contradict what the header says, else None."""
    if not p.count:
        return None
    rule = _MISFITS.get(target)
    return rule(p) if rule else None


def _not_a_phone(p: Profile) -> str | None:
    if p.phone + p.phone_inside + p.masked >= 0.25:
        return None
    if p.email >= 0.6:
        return "email"
    if p.name >= 0.5:
        return "contact"
    return "address" if p.address >= 0.6 else None


def _not_a_name(p: Profile) -> str | None:
    if p.phone >= 0.7:
        return "phone"
    if p.email >= 0.7:
        return "email"
    if p.code >= 0.7 and p.name < 0.1:
        return "customer_code"
    return "stt" if p.serial >= 0.9 and p.count > 3 else None


def _not_an_address(p: Profile) -> str | None:
    if p.email >= 0.6:
        return "email"
    if p.phone >= 0.7:
        return "phone"
    if p.area >= 0.5:
        return "area"
    return "province" if p.province >= 0.7 else None


def _not_an_area(p: Profile) -> str | None:
    if p.area >= 0.25:
        return None
    if p.province >= 0.6:
        return "province"
    if p.district >= 0.6:
        return "district"
    return "address" if p.address >= 0.6 else "group"


def _not_a_province(p: Profile) -> str | None:
    if p.area >= 0.5:
        return "area"
    return "address" if p.address >= 0.6 and p.province < 0.2 and p.district < 0.4 else None


def _not_a_contact(p: Profile) -> str | None:
    if p.phone >= 0.6:
        return "phone"
    return "email" if p.email >= 0.6 else None


def _not_money(p: Profile) -> str | None:
    return "note" if p.money + p.numbers < 0.2 and p.words >= 2.5 and p.distinct >= 0.3 else None


def _not_an_email(p: Profile) -> str | None:
    if p.email + p.masked >= 0.2:
        return None
    if p.phone >= 0.6:
        return "phone"
    if p.address >= 0.6:
        return "address"
    return "custom" if p.email == 0 and p.count >= 4 and p.distinct <= 0.4 else None


def _not_goods(p: Profile) -> str | None:
    return "custom" if p.numbers >= 0.8 else None


def _not_days(p: Profile) -> str | None:
    return "custom" if p.date >= 0.5 else None


_MISFITS = {
    "debt_days": _not_days,
    "phone": _not_a_phone,
    "full_name": _not_a_name,
    "contact": _not_a_contact,
    "address": _not_an_address,
    "street": _not_an_address,
    "area": _not_an_area,
    "province": _not_a_province,
    "debt": _not_money,
    "email": _not_an_email,
    "product": _not_goods,
}


def is_hang_of_goods(header: str) -> bool:
    """Return whether "Hàng" (goods), not "Hạng" (rank), is written; only with accents can one tell."""
    return "hàng" in header.lower() and fold(header) == "hang"
