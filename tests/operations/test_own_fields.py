"""The shop's own fields: added, renamed, dropped and brought back with all their values."""

from __future__ import annotations

import pytest

from khachhang.errors import UserError
from khachhang.fields import Kind
from khachhang.operations import customers, filtering, own_fields
from khachhang.operations.customers import CustomerQuery, Op
from khachhang.operations.opened import OpenVault


def key_of(opened: OpenVault, label: str) -> str:
    return next(f.key for f in opened.catalogue if f.label == label)


def test_field_is_usable_at_once_and_comes_back_whole(shop):
    customers.add(shop, {"full_name": "Nguyễn Thị Lan"})
    (lan,) = customers.all_ids(shop, CustomerQuery())
    customers.add_field(shop, "Cỡ giày", Kind.NUMBER)
    key = key_of(shop, "Cỡ giày")
    customers.set_value(shop, [lan], key, "37")
    assert list(customers.all_ids(shop, CustomerQuery(filters=customers.AllOf((filtering.make(shop, key, Op.MORE, ["36"]),))))) == [lan]

    customers.drop_field(shop, key)
    assert key not in shop.catalogue
    customers.edit(shop, lan, {"note": "giao chiều"})
    own_fields.restore_field(shop, key)

    assert customers.rows(shop, [lan])[0].values[key] == "37"
    assert [(f.label, f.is_dropped) for f in own_fields.own_fields(shop)] == [("Cỡ giày", False)]


def test_a_field_named_like_a_dropped_one_does_not_inherit_its_values(shop):
    customers.add(shop, {"full_name": "Lan"})
    (lan,) = customers.all_ids(shop, CustomerQuery())
    customers.add_field(shop, "Hẹn", Kind.TEXT)
    old = key_of(shop, "Hẹn")
    customers.set_value(shop, [lan], old, "thứ ba")
    customers.drop_field(shop, old)

    customers.add_field(shop, "Hẹn", Kind.DATE)

    assert key_of(shop, "Hẹn") != old
    with pytest.raises(UserError, match="field_exists"):
        own_fields.restore_field(shop, old)


def test_names_are_taken_once_and_never_empty(shop):
    customers.add_field(shop, "Cỡ giày")
    for name, code in (("cỡ giày", "field_exists"), ("Điện thoại", "field_exists"), ("  ", "nothing_typed")):
        with pytest.raises(UserError, match=code):
            customers.add_field(shop, name)
    with pytest.raises(UserError, match="nothing_typed"):
        customers.rename_field(shop, key_of(shop, "Cỡ giày"), " ")
    customers.rename_field(shop, key_of(shop, "Cỡ giày"), "Cỡ dép")
    assert key_of(shop, "Cỡ dép")
