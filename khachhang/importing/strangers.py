"""Columns about somebody who is not the customer: the sender beside the receiver, the seller, staff, the shop's own number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from khachhang.importing.headers import SEPARATOR
from khachhang.values.text import cell_to_text, fold

if TYPE_CHECKING:
    from khachhang.importing.mapping import Guess

ABOUT_PEOPLE: Final = frozenset(
    {"full_name", "given_name", "family_name", "contact", "company", "phone", "phone2", "email", "email2", "address", "address2", "street"}
) | {"ward", "district", "province", "area", "id_number", "tax_code", "facebook", "zalo", "birth_date", "sex", "customer_code"}
"""Targets that would put somebody else's particulars on the customer's card."""

_CUSTOMERS: Final = re.compile(
    r"\bnguoi (nhan|mua|dat|thue)\b|\b(ben|don vi|noi|dia chi|tinh|huyen|xa|quan|phuong|sdt|dt|ten) (nhan|mua|den)\b|\bnhan hang\b"
    r"|\bkhach\b|\bkh\b|\bto (name|phone|address)\b|\b(receiver|recipient|consignee|buyer|customer|client|ship to|bill to)\b"
)
_OTHERS: Final = re.compile(
    r"\bnguoi (gui|ban|giao)\b|\bben (gui|ban|giao|cho thue)\b|\b(gui|lay) hang\b|\bkho (lay|gui|xuat)\b|\bbuu cuc\b|\bchu xe\b"
    r"|\b(noi|dia chi|dc|tinh|huyen|xa|quan|phuong|sdt|dt|ten|shop|kho|diem) (gui|lay)\b|\bfrom (name|phone|address)\b"
    r"|\b(sender|seller|shipper|pickup|pick up|vendor|supplier|return (name|phone|address))\b"
)
_STAFF: Final = re.compile(
    r"\b(nv|nvkd|nvbh|nvtv|cvkd|cvtv|tvv|ktv|hlv|nhan vien|chuyen vien|tu van vien|ky thuat vien|bac si|tai xe|thu ngan|lai xe|driver"
    r"|cashier|staff|employee|salesperson|sales person|sales rep|nguoi (tao|lap|duyet|thu|nhap|xu ly|thuc hien|kiem|thu thap))\b"
)
_SHOPS: Final = re.compile(r"\b(shop|cua hang|co so|chi nhanh|trung tam|phong kham|tiem|store|branch)\b")
_FEWEST_ROWS: Final = 6


def set_aside(guesses: Sequence[Guess]) -> None:
    """Make columns about others the shop's own wherever columns about the customer stand beside them; changes the guesses."""
    told = {id(g): _whose(g) for g in guesses if g.target in ABOUT_PEOPLE and not g.is_fixed and g.profile.count}
    aside = {"other", "staff"} if "customer" in told.values() else set()
    if any(told.get(id(g)) == "" and g.target in ("full_name", "given_name") for g in guesses):
        aside.add("staff")
    for g in guesses:
        if told.get(id(g)) in aside:
            g.target = "custom"
    _constants(guesses)


def _whose(g: Guess) -> str:
    """Return "customer", "other", "staff", "both" of them, or "" where the header does not say."""
    key = fold(g.column.header.replace(SEPARATOR, " ").replace("_", " "))
    is_customer = _CUSTOMERS.search(key) is not None
    for whose, pattern in (("other", _OTHERS), ("staff", _STAFF)):
        if pattern.search(key):
            return "both" if is_customer else whose
    return "customer" if is_customer else ""


def _constants(guesses: Sequence[Guess]) -> None:
    """A number or address that is the same in all rows beside one that changes is the shop's; so is a shop's name that never changes."""
    for kind in ("phone", "email", "address"):
        claims = [g for g in guesses if g.target.rstrip("23456789") == kind and g.profile.count]
        varied = [g for g in claims if not _is_constant(g)]
        for g in claims:
            if varied and not g.is_fixed and _is_constant(g):
                g.target = "custom"
    named = any(g.target == "full_name" for g in guesses)
    for g in guesses:
        if named and g.target == "company" and not g.is_fixed and _SHOPS.search(fold(g.column.header)) and _is_constant(g):
            g.target = "branch" if all(other.target != "branch" for other in guesses) else "custom"


def _is_constant(g: Guess) -> bool:
    return g.profile.count >= _FEWEST_ROWS and len({cell_to_text(c) for c in g.cells}) == 1
