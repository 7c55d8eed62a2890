"""Columns about somebody who is not the customer: the sender beside the receiver, the seller beside the buyer, the shop's own number."""

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
    r"\bnguoi (gui|ban|giao)\b|\bben (gui|ban|giao|cho thue)\b|\b(noi|dia chi|dc|tinh|huyen|xa|quan|phuong|sdt|dt|ten|shop|kho) gui\b|\bgui hang\b"
    r"|\blay hang\b|\bkho (lay|gui|xuat)\b|\b(dia chi|noi|diem) lay\b|\bbuu cuc\b|\bchu xe\b|\btai xe\b|\bdoi tac van chuyen\b|\bfrom (name|phone|address)\b"
    r"|\b(sender|seller|shipper|pickup|pick up|driver|vendor|supplier|return (name|phone|address))\b"
)
_SHOPS: Final = re.compile(r"\b(shop|cua hang|co so|chi nhanh|trung tam|phong kham|tiem|store|branch)\b")
_FEWEST_ROWS: Final = 6


def set_aside(guesses: Sequence[Guess]) -> None:
    """Make columns about others the shop's own wherever columns about the customer stand beside them; changes the guesses."""
    told = {id(g): _whose(g) for g in guesses if g.target in ABOUT_PEOPLE and not g.is_fixed and g.profile.count}
    if "customer" in told.values():
        for g in guesses:
            if told.get(id(g)) == "other":
                g.target = "custom"
    _constants(guesses)


def _whose(g: Guess) -> str:
    key = fold(g.column.header.replace(SEPARATOR, " ").replace("_", " "))
    if _OTHERS.search(key):
        return "" if _CUSTOMERS.search(key) else "other"
    return "customer" if _CUSTOMERS.search(key) else ""


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
