"""What columns are, given what the others are: orders or customers, one address in parts, two phones, two claims to one field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from khachhang.importing.contents import looks_like
from khachhang.importing.headers import SEPARATOR, header_key
from khachhang.importing.layouts import Layout
from khachhang.importing.strangers import set_aside
from khachhang.values.text import cell_to_text, fold

if TYPE_CHECKING:
    from khachhang.importing.mapping import Guess

ORDER_TARGETS = frozenset({"order_code", "product", "quantity", "unit_price", "cod"})
MANY = frozenset({"note", "group", "customer_code", "facebook", "zalo", "interests", "ignore", "custom", "stt", ""})
"""Targets any number of columns may share."""

_BESIDE_PRODUCTS = frozenset({"order_date", "amount", "paid", "payment_method"})
_OF_ONE_DEAL = frozenset({"order_date", "paid"})
_TOTAL = re.compile(r"tong (tien|cong|thanh toan|so tien)(?!.*(da|mua))")
_PACKAGE = re.compile(r"\b(goi|khoa|lieu trinh|tour|model|may|xe|thiet bi|thuoc|dich vu|dv|chuong trinh|bao hiem|bh|combo)\b")
_AT_HOME_OR_WORK = re.compile(r"\b(ban|co dinh|nha|home|business|work|co quan|cong ty|van phong|office|landline|fax|vp|cq)\b")
_REGISTERED = re.compile(r"dang k[yi]|\bdk\b|tham gia|gia nhap|\bthe\b|regist|joined|signup|sign up")
_LATER = re.compile(r"thanh toan|\bgiao\b|\bgh\b|nhan hang|tra hang|hoan tat|paid|payment|deliver|ship|received")
"""Dates of an order that come after it was placed."""
_WHEN_WRITTEN = frozenset("ngay|date|thoi gian|ngay thang|ngay thang nam|time|thoi gian gui|ngay gui|thoi gian nhap".split("|"))
"""Headers of dates that say nothing but when a row was written."""
_NUMBERED = frozenset({"phone", "email", "address"})
_PLACES = ("ward", "district", "province")


def agree(guesses: Sequence[Guess], layout: Layout | None) -> None:
    """Settle what the columns are together; changes the guesses."""
    if not layout:
        set_aside(guesses)
    if is_order_like(guesses):
        _as_orders(guesses)
    else:
        _as_customers(guesses)
    if not layout:
        _names_in_parts(guesses)
    _addresses_in_parts(guesses)
    _one_each(guesses)
    _number(guesses)


def is_order_like(guesses: Sequence[Guess]) -> bool:
    """Return whether the rows are lines of orders: a product alone may be the course somebody takes."""
    held = {g.target for g in guesses if g.confidence >= 0.7 and g.profile.count}
    if held & (ORDER_TARGETS - {"product"}):
        return True
    return "product" in held and (
        bool(held & _BESIDE_PRODUCTS) or not any(g.target == "product" and _PACKAGE.search(_key(g)) for g in guesses)
    )


def _as_orders(guesses: Sequence[Guess]) -> None:
    targets = {g.target for g in guesses}
    for g in guesses:
        key = _key(g)
        if g.is_fixed:
            continue
        if g.target == "total_spent" and _TOTAL.match(key):
            g.target = "amount"
        elif g.target == "created_date" and not _REGISTERED.search(key) and all(_is_later(o) for o in guesses if o.target == "order_date"):
            for other in guesses:
                if other.target == "order_date" and not other.is_fixed:
                    other.target = "custom"
            g.target = "order_date"
        elif g.target == "customer_code" and key in ("ma", "ma so", "id", "code") and "order_code" not in targets:
            g.target = "order_code"
        elif g.target == "amount" and key.startswith("phi ") and "cod" in targets:
            g.target = "custom"
        elif g.target == "group" and key == "hang" and "product" not in targets:
            g.target = "product"


def _as_customers(guesses: Sequence[Guess]) -> None:
    targets = {g.target for g in guesses}
    for g in guesses:
        if g.is_fixed:
            continue
        if g.target == "product":
            g.target = "custom"
        elif g.target == "total_spent" and "amount" not in targets and targets & _OF_ONE_DEAL and _TOTAL.match(_key(g)):
            g.target = "amount"
        elif g.target == "order_date" and "creat" in _key(g) and "created_date" not in targets:
            g.target = "created_date"
        elif g.target == "order_date" and _key(g) in _WHEN_WRITTEN:
            if not targets & {"amount", "paid", "debt"} and "created_date" not in targets:
                g.target = "birth_date" if g.profile.birth >= 0.9 and "birth_date" not in targets else "created_date"
        elif g.target == "customer_type" and _key(g) in ("loai", "type") and "group" not in targets and not _is_customer_type(g):
            g.target = "group"


def _is_later(g: Guess) -> bool:
    return bool(_LATER.search(_key(g)))


def _is_customer_type(g: Guess) -> bool:
    words = {fold(cell_to_text(c)) for c in g.cells[:200]}
    return bool(words & {"ca nhan", "cong ty", "le", "si", "buon", "khach le", "khach si", "to chuc", "doanh nghiep"})


def _key(g: Guess) -> str:
    return header_key(g.column.header.split(SEPARATOR)[-1])


def _names_in_parts(guesses: Sequence[Guess]) -> None:
    """ "Tên" beside "Họ và tên đệm" is the given name; "Last name" alone or beside a full name is no family name."""
    by_target = {g.target: g for g in guesses}
    full, family, given = by_target.get("full_name"), by_target.get("family_name"), by_target.get("given_name")
    if full and family and not given and _key(full) in ("ten", "name", "ten goi"):
        full.target = "given_name"
    elif family and not full and not given:
        family.target = "full_name"
    elif given and not full and not family:
        given.target = "full_name"


def _addresses_in_parts(guesses: Sequence[Guess]) -> None:
    """An address beside columns of ward, district, province is the street, unless its cells go on to name those themselves."""
    provinces = [g for g in guesses if g.target == "province" and g.profile.count and not g.is_fixed]
    if len(provinces) > 1 and not any(g.target == "district" for g in guesses):
        for g in provinces:
            if _CITY.search(_key(g)) and any(other is not g and not _CITY.search(_key(other)) for other in provinces):
                g.target = "district"
    parts = [g for g in guesses if g.target in _PLACES and g.profile.count]
    addresses = [g for g in guesses if g.target == "address" and not g.is_fixed]
    streets = [g for g in guesses if g.target == "street"]
    if parts and len(addresses) == 1 and not streets and addresses[0].profile.count and _place_share(addresses[0]) < 0.4:
        addresses[0].target = "street"
    elif not parts and not addresses and len(streets) == 1 and not streets[0].is_fixed and _place_share(streets[0]) >= 0.4:
        streets[0].target = "address"


_CITY = re.compile(r"(?:\bcity|\bthanh pho|\btown)$")
_PLACE = re.compile(r"\b(phuong|xa|quan|huyen|tinh|tp|tphcm|hcm|thanh pho|thi tran|thi xa|q|p|x|h|tx|tt)\b|\b[pqfxh]\d{1,2}\b")


def _place_share(g: Guess) -> float:
    texts = [cell_to_text(c) for c in g.cells[:200]]
    return sum(
        1 for t in texts if len(_PLACE.findall(fold(t))) >= 2 or (t.count(",") + t.count(" - ") >= 2 and "address" in looks_like(t))
    ) / max(1, len(texts))


_PREFERRED = {
    "debt": re.compile(r"cuoi|con |hien tai|tong"),
    "amount": re.compile(r"thanh tien|mua|^tong|total"),
    "full_name": re.compile(r"khach|ho (va )?ten|full name|doi tac|hoi vien|customer"),
    "id_number": re.compile(r"khach|nguoi (mua|nhan|thue)"),
    "tax_code": re.compile(r"khach|nguoi mua|don vi mua"),
    "order_code": re.compile(r"don hang|don dat|hoa don|\bhd\b|order"),
    "product": re.compile(r"^ten|san pham|\bname\b"),
    "province": re.compile(r"province|^tinh|state"),
    "order_date": re.compile(r"mua|dat|ban|hoa don|order"),
    "total_spent": re.compile(r"tong"),
}


def _one_each(guesses: Sequence[Guess]) -> None:
    """Leave each single-valued target to the column with the best claim; the others become what else they may be."""
    by_target: dict[str, list[Guess]] = {}
    for g in guesses:
        if g.target not in MANY and g.target not in _NUMBERED and not g.target.startswith("mixed:"):
            by_target.setdefault(g.target, []).append(g)
    for target, claims in by_target.items():
        if len(claims) < 2:
            continue
        winner = max(claims, key=lambda g: (g.is_fixed, g.profile.count > 0, _preference(target, g), g.confidence, g.profile.filled > 0.3))
        taken = {g.target for g in guesses}
        for g in claims:
            if g is not winner and not g.is_fixed:
                g.target = _second_choice(g, taken)


_FOREMOST = {"debt": re.compile(r"\b(con (lai|no|phai)|cuoi|hien tai)\b"), "amount": re.compile(r"thanh tien|mua")}
"""Headers that claim their target before all."""
_BESIDES = {"full_name": re.compile(r"zalo|facebook|\bfb\b|nick|lien he|thanh toan|contact")}
"""Headers that name the customer only where no other column does."""


def _preference(target: str, g: Guess) -> int:
    """Return how strongly a header claims its target: 3 before all, 2 before most, 0 for one that stands back, else 1."""
    key = header_key(g.column.header)
    besides, pattern = _BESIDES.get(target), _PREFERRED.get(target)
    if besides and besides.search(key):
        return 0
    if target in _FOREMOST and _FOREMOST[target].search(key):
        return 3
    return 2 if pattern and pattern.search(key) else 1


def _second_choice(g: Guess, taken: set[str]) -> str:
    key = header_key(g.column.header)
    nick = next((t for t in ("zalo", "facebook") if t in key and t not in taken), None)
    if g.target == "full_name" and nick:
        return nick
    if g.target == "full_name" and "company" not in taken and ("don vi" in key or g.profile.company >= 0.6):
        return "company"
    if g.target == "full_name" and "contact" not in taken and g.profile.name >= 0.3 and g.profile.distinct >= 0.35:
        return "contact"
    if g.target == "total_spent" and "amount" not in taken and "tong tien" in key:
        return "amount"
    return "custom"


def _number(guesses: Sequence[Guess]) -> None:
    """Turn further phones, e-mails and addresses into phone2, phone3 …; the mobile comes first."""
    for target in _NUMBERED:
        claims = [g for g in guesses if re.fullmatch(rf"{target}\d?", g.target)]
        if any(g.is_fixed for g in claims):
            claims = [g for g in claims if g.target == target and not g.is_fixed]
            used = {g.target for g in guesses}
            for g in claims if any(x.target == target and x.is_fixed for x in guesses) else claims[1:]:
                g.target = next(f"{target}{n}" for n in range(2, 99) if f"{target}{n}" not in used)
                used.add(g.target)
            continue
        if target == "phone":
            claims.sort(
                key=lambda g: (
                    g.target != "phone",
                    bool(_AT_HOME_OR_WORK.search(header_key(g.column.header))),
                )
            )
        for n, g in enumerate(claims, 1):
            g.target = target if n == 1 else f"{target}{n}"
