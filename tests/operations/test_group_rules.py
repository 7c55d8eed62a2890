"""Groups that a condition keeps: customers enter and leave by themselves, everywhere, and nobody is put in by hand."""

from __future__ import annotations

import pytest

from khachhang.errors import UserError
from khachhang.operations import customers, facets, group_rules, history, saved_lists
from khachhang.operations.customers import AllOf, AnyOf, CustomerQuery, Filter, Op
from khachhang.operations.opened import OpenVault
from tests.operations.shops import bring_in

ROWS = [
    {"customer_code": ["K1"], "full_name": "Nguyễn Thị Lan", "phones": ["+84912345678"], "group": ["VIP"], "debt": 3_000_000},
    {"customer_code": ["K2"], "full_name": "Trần Văn Hùng", "debt": 0},
    {"customer_code": ["K3"], "full_name": "Lê Văn Tám", "phones": ["+84907645218"]},
]
NO_PHONE = CustomerQuery(filters=AllOf((Filter("has_phone", Op.IS, (0,)),)))


@pytest.fixture
def book(shop: OpenVault) -> OpenVault:
    bring_in(shop, ROWS)
    group_rules.make_rule(shop, "Cần xin số", NO_PHONE)
    return shop


def names(opened: OpenVault, *parts: Filter | AllOf | AnyOf) -> list[str]:
    found = customers.all_ids(opened, CustomerQuery(filters=AllOf(parts)))
    return [r.values["full_name"].split()[-1] for r in customers.rows(opened, found)]


def test_customers_enter_and_leave_by_themselves(book):
    in_it = Filter("group", Op.IS, ("Cần xin số",))
    assert names(book, in_it) == ["Hùng"]

    (hung,) = customers.all_ids(book, CustomerQuery("hung"))
    customers.edit(book, hung, {"phones": ["0903 111 222"]})
    assert names(book, in_it) == []
    customers.add(book, {"full_name": "Mới Đến"})
    assert names(book, in_it) == ["Đến"]


@pytest.mark.parametrize(
    ("part", "found"),
    [
        (Filter("group", Op.IN, ("VIP", "Cần xin số")), ["Hùng", "Lan"]),
        (Filter("group", Op.IS_NOT, ("Cần xin số",)), ["Lan", "Tám"]),
        (Filter("group", Op.CONTAINS, ("xin so",)), ["Hùng"]),
        (Filter("group", Op.STARTS, ("can",)), ["Hùng"]),
        (Filter("group", Op.EMPTY), ["Tám"]),
        (Filter("group", Op.NOT_EMPTY), ["Hùng", "Lan"]),
    ],
)
def test_a_condition_about_groups_means_both_kinds(book, part, found):
    assert names(book, part) == found


def test_it_is_a_group_everywhere_and_told_from_those_by_hand(book):
    (hung,) = customers.all_ids(book, CustomerQuery("hung"))
    (row,) = customers.rows(book, [hung])
    assert (row.rule_groups, row.values.get("group")) == (("Cần xin số",), None)
    assert customers.card(book, hung).rule_groups == ("Cần xin số",)
    assert ("Cần xin số", 1) in facets.counts(book, CustomerQuery(), ("group",))["group"]
    assert facets.group_rules(book) == {"Cần xin số": "Thiếu số điện thoại"}
    assert customers.groups(book) == [("VIP", 1)]
    rule = next(each for each in saved_lists.everything(book) if each.is_rule)
    assert saved_lists.counts(book, [rule]) == {rule.list_id: 1}


def test_nobody_is_put_in_by_hand_and_names_are_not_shared(book):
    with pytest.raises(UserError, match="group_by_rule"):
        customers.add_group(book, [1], "Cần xin số")
    with pytest.raises(UserError, match="group_exists"):
        group_rules.make_rule(book, "vip", NO_PHONE)
    with pytest.raises(UserError, match="rule_needs_condition"):
        group_rules.make_rule(book, "Mọi người", CustomerQuery("lan"))
    with pytest.raises(UserError, match="rule_is_a_selection"):
        group_rules.make_rule(book, "Mấy người", CustomerQuery(filters=AllOf((Filter("customer_id", Op.IN, (1, 2)),))))


def test_rules_are_changed_renamed_dissolved_and_all_of_it_is_undone(book):
    group_rules.make_rule(book, "Cần xin số", CustomerQuery(filters=AllOf((Filter("debt", Op.MORE, (0,)),))))
    assert names(book, Filter("group", Op.IS, ("Cần xin số",))) == ["Lan"]
    group_rules.rename_rule(book, "Cần xin số", "Đang nợ")
    assert list(group_rules.rules(book)) == ["Đang nợ"]
    group_rules.drop_rule(book, "Đang nợ")
    assert group_rules.rules(book) == {}

    history.undo(book)
    assert list(group_rules.rules(book)) == ["Đang nợ"]
    history.undo(book)
    history.undo(book)
    assert names(book, Filter("group", Op.IS, ("Cần xin số",))) == ["Hùng"]
    history.undo(book)
    assert group_rules.rules(book) == {}
    history.redo(book)
    assert list(group_rules.rules(book)) == ["Cần xin số"]


def test_rules_may_name_each_other_even_in_a_circle(book):
    group_rules.make_rule(book, "Không số, không nợ", CustomerQuery(filters=AllOf(
        (Filter("group", Op.IS, ("Cần xin số",)), Filter("debt", Op.AT_MOST, (0,))))))  # fmt: skip
    assert names(book, Filter("group", Op.IS, ("Không số, không nợ",))) == ["Hùng"]

    group_rules.make_rule(book, "Cần xin số", CustomerQuery(filters=AllOf((Filter("group", Op.IS, ("Không số, không nợ",)),))))
    assert names(book, Filter("group", Op.IS, ("Cần xin số",))) == []


def test_history_says_the_rule(book):
    assert history.log(book)[0].sentence == "Nhóm tự động Cần xin số: Thiếu số điện thoại"
