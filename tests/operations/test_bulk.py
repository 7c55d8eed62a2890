"""Many customers at once: one operation, one undo, cancelled without a trace; whoever looks after a customer is a field with a history."""

from __future__ import annotations

import pytest

from khachhang.errors import Cancelled
from khachhang.operations import bulk, customers, editing, filtering, history
from khachhang.operations.customers import AllOf, CustomerQuery, Filter, Op
from khachhang.operations.opened import OpenVault
from tests.operations.shops import bring_in

ROWS = [{"customer_code": [f"K{n}"], "full_name": f"Khách {n}", "branch": "Quận 1" if n % 2 else "", "note": ["cũ"]} for n in range(8)]


@pytest.fixture
def book(shop: OpenVault) -> OpenVault:
    bring_in(shop, [{k: v for k, v in row.items() if v} for row in ROWS])
    return shop


def everybody(opened: OpenVault) -> list[int]:
    return list(customers.all_ids(opened, CustomerQuery()))


def values(opened: OpenVault, key: str) -> set[str]:
    return {r.values.get(key, "") for r in customers.rows(opened, everybody(opened))}


def test_one_field_is_set_for_all_in_one_act_and_one_undo_takes_it_back(book):
    ids = everybody(book)
    assert bulk.holding(book, ids, "branch") == 4

    bulk.set_field(book, ids, "branch", "Gò Vấp")
    assert values(book, "branch") == {"Gò Vấp"}
    assert history.log(book)[0].sentence == "Sửa 8 khách cùng lúc"

    history.undo(book)
    assert values(book, "branch") == {"Quận 1", ""}


def test_an_empty_text_clears_the_field(book):
    bulk.set_field(book, everybody(book), "branch", "")

    assert values(book, "branch") == {""}


def test_a_note_is_added_to_those_that_are_there(book):
    assert bulk.is_added(book.catalogue["note"])
    bulk.set_field(book, everybody(book), "note", "gọi trước Tết")

    assert values(book, "note") == {"cũ\ngọi trước Tết"}


def test_customers_are_assigned_found_by_it_and_the_card_says_since_when(book):
    ids = everybody(book)
    editing.assign(book, ids[:3], "Chị  Mai")
    query = CustomerQuery(filters=AllOf((Filter("assignee", Op.IS, ("Chị Mai",)),)))
    assert list(customers.all_ids(book, query)) == ids[:3]
    assert "Giao 3 khách cho Chị Mai" in [line.sentence for line in customers.card(book, ids[0]).history]
    assert {"Chị Mai", book.person} <= set(bulk.assignees(book))

    editing.assign(book, ids[:3], "Anh Hùng")
    editing.assign(book, ids[:1], None)
    assert {r.values.get("assignee", "") for r in customers.rows(book, ids[:3])} == {"", "Anh Hùng"}
    history.undo(book)
    history.undo(book)
    assert list(customers.all_ids(book, query)) == ids[:3]


@pytest.mark.parametrize("stop_at", [0, 5, 12])
def test_what_is_cancelled_leaves_nothing(book, stop_at):
    seen: list[tuple[int, int]] = []

    def tick(done: int, total: int) -> None:
        seen.append((done, total))
        if len(seen) > stop_at:
            raise Cancelled

    before = len(history.log(book))
    if stop_at < 9:
        with pytest.raises(Cancelled):
            bulk.set_field(book, everybody(book), "branch", "Gò Vấp", tick)
        assert (values(book, "branch"), len(history.log(book))) == ({"Quận 1", ""}, before)
    else:
        bulk.set_field(book, everybody(book), "branch", "Gò Vấp", tick)
        assert [done for done, _ in seen] == sorted(done for done, _ in seen)
        assert seen[-1][0] == seen[-1][1]


def test_what_no_two_customers_share_is_not_offered(book):
    offered = [f.key for f in bulk.fields(book)]

    assert {"branch", "customer_type", "status", "note", "sex", "do_not_contact"} <= set(offered)
    assert not {"full_name", "phones", "email", "address", "tax_code", "id_number", "debt", "province", "assignee"} & set(offered)


def test_values_that_are_there_are_suggested(book):
    editing.add_field(book, "Tuyến giao")
    customers.edit(book, everybody(book)[0], {"x_tuyen_giao": "Tuyến 3"})

    assert filtering.suggestions(book, "branch") == [("Quận 1", 4)]
    assert filtering.suggestions(book, "x_tuyen_giao") == [("Tuyến 3", 1)]
    assert filtering.suggestions(book, "phones") == filtering.suggestions(book, "full_name") == []
