"""What the check can mend safely: each proposal says what stands there and what would; all together are one act with one undo."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from khachhang.fields import Field
from khachhang.model import Outcome, Value
from khachhang.operations import customers, editing, masking
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.operations.showing import show
from khachhang.operations.typing_in import read_typed
from khachhang.progress import Tick, no_tick
from khachhang.searching import AllOf, AnyOf, CustomerQuery, Filter, Op
from khachhang.store import customer_queries
from khachhang.values.address_places import only_province_of
from khachhang.values.emails import parse_emails
from khachhang.values.name_titles import take_title

_WOMAN = re.compile(r"\S\s(?:Thị|Thi)\s\S")
"""Nguyễn Thị Lan."""
_AT_ONCE = 5_000
MOST = 20_000
"""So many customers of one problem are looked at in one go; the rest comes when these are mended."""

Mend = Callable[[OpenVault, Mapping[str, Value]], Value]
"""The shown values of a customer → the value a field should have, None when nothing is sure."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One proposal: the field of a customer, what it says now and what it would say. value: to be written, never shown."""

    customer_id: int
    name: str
    field: Field
    before: str
    after: str
    value: Value


def proposals(opened: OpenVault, code: str, lang: str = "vi", tick: Tick = no_tick) -> list[Fix]:
    """Return what can be mended of one problem, at most MOST of it; nothing for problems that need a person."""
    if code not in FIXES:
        return []
    key, part, mend = FIXES[code]
    if key in opened.catalogue.seals:
        return []
    ids = customers.all_ids(opened, CustomerQuery(filters=part))[:MOST]
    found: list[Fix] = []
    with opened.reading() as connection:
        for start in range(0, len(ids), _AT_ONCE):
            for customer_id, flat in customer_queries.flats(connection, ids[start : start + _AT_ONCE]).items():
                value = mend(opened, flat.values)
                if value is not None:
                    found.append(_fix(opened, customer_id, flat.values, key, value, lang))
            tick(start, len(ids))
    return found


@needs(Right.EDIT)
def mend(opened: OpenVault, code: str, fixes: Sequence[Fix], tick: Tick = no_tick) -> Outcome:
    """Do what these proposals say, in one operation."""
    changes = {fix.customer_id: {fix.field.key: fix.value} for fix in fixes}
    return editing.set_values(opened, changes, "quality_fix", tick, code=code)


def _fix(opened: OpenVault, customer_id: int, values: Mapping[str, Value], key: str, value: Value, lang: str) -> Fix:
    field = opened.catalogue[key]
    name = str(values.get("full_name") or values.get("company") or "")
    before, after = _words(field, values.get(key), lang), _words(field, value, lang)
    if opened.is_masked:
        name, before, after = masking.text(name), masking.shown(field, before), masking.shown(field, after)
    return Fix(customer_id, name, field, before, after, value)


def _words(field: Field, value: Value, lang: str) -> str:
    values = value if isinstance(value, list) else [value]
    return "; ".join(show(field, v, lang) for v in values if v not in (None, ""))


def _mended_emails(opened: OpenVault, values: Mapping[str, Value]) -> Value:
    """Return the addresses with misspelt domains put right: lan@gmial.com."""
    held = values.get("email") or []
    put_right = [_right_email(str(email)) for email in held]
    return None if put_right == list(held) else list(dict.fromkeys(put_right))


def _right_email(email: str) -> str:
    issues = parse_emails(email).issues
    return next((str(i.params["suggestion"]) for i in issues if i.code == "email_domain_typo" and i.params.get("suggestion")), email)


def _known_sex(opened: OpenVault, values: Mapping[str, Value]) -> Value:
    """Return the sex that the title (Chị, Ông …) or the middle name Thị says."""
    name, title = str(values.get("full_name") or ""), str(values.get("title") or "")
    hint = take_title(f"{title} {name}")[1] if title and name else None
    return hint or ("F" if _WOMAN.search(name) else None)


def _with_province(opened: OpenVault, values: Mapping[str, Value]) -> Value:
    """Return the addresses with the province of the first one, whose district only one province has."""
    held = values.get("address") or []
    first = held[0] if held and isinstance(held[0], dict) else {}
    district = str(first.get("district") or "")
    province = only_province_of(district) if district else None
    if province is None or first.get("province"):
        return None
    field = opened.catalogue["address"]
    read = read_typed(field, [f"{show(field, first)}, {province}"], opened.clock().date()).value
    return [*read, *held[1:]] if read and read[0].get("province") and read[0].get("district") == district else None


_HAS_EMAIL = AllOf((Filter("has_email", Op.IS, (1,)), Filter("has_doubt", Op.IS, (1,))))
_TELLING = AnyOf((Filter("full_name", Op.CONTAINS, ("thi",)), Filter("title", Op.NOT_EMPTY)))
_NO_SEX = AllOf((Filter("sex", Op.EMPTY), Filter("is_business", Op.IS, (0,)), _TELLING))
_NO_PROVINCE = AllOf((Filter("province", Op.EMPTY), Filter("district", Op.NOT_EMPTY)))
FIXES: Mapping[str, tuple[str, AllOf, Mend]] = {
    "no_province": ("address", _NO_PROVINCE, _with_province),
    "email_doubtful": ("email", _HAS_EMAIL, _mended_emails),
    "sex_known": ("sex", _NO_SEX, _known_sex),
}
"""Problem → the field it is mended in, who may have it, and how it is mended."""
