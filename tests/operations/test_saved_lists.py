"""Saved lists, moving dates, conditions in words."""

from __future__ import annotations

from datetime import date

import pytest

from khachhang.errors import UserError
from khachhang.operations import customers, date_presets, exports, filtering, history, saved_lists
from khachhang.operations.customers import AllOf, AnyOf, CustomerQuery, Filter, Op, SortKey
from khachhang.operations.opened import OpenVault
from tests.operations.shops import bring_in

ROWS = [
    {"customer_code": ["K1"], "full_name": "Nguyễn Thị Lan", "phones": ["+84912345678"], "group": ["VIP"], "debt": 3_000_000,
     "birth_date": "1990-11-03", "last_purchase_date": "2026-11-01"},
    {"customer_code": ["K2"], "full_name": "Trần Văn Hùng", "birth_date": "--12-30", "last_purchase_date": "2026-01-05"},
    {"customer_code": ["K3"], "full_name": "Lê Văn Tám", "phones": ["+84907645218"], "birth_date": "1988"},
]  # fmt: skip


@pytest.fixture
def book(shop: OpenVault) -> OpenVault:
    bring_in(shop, ROWS)
    return shop


def names(opened: OpenVault, *parts: Filter | AllOf | AnyOf) -> list[str]:
    query = date_presets.resolved(CustomerQuery(filters=AllOf(parts)), opened.clock().date())
    return [r.values["full_name"] for r in customers.rows(opened, customers.all_ids(opened, query))]


def test_saved_list_comes_back_with_filter_sort_and_columns(book):
    query = CustomerQuery("lan", AllOf((Filter("group", Op.IN, ("VIP",)),)), (SortKey("debt", True),))

    list_id = saved_lists.save(book, "  Khách   VIP ", query, ["full_name", "debt"]).params["list_id"]

    assert saved_lists.lists(book) == [saved_lists.SavedList(list_id, "Khách VIP", query, ("full_name", "debt"))]
    assert saved_lists.counts(book, saved_lists.lists(book)) == {list_id: 1}


def test_saving_under_the_same_name_replaces_and_renaming_to_a_taken_name_is_refused(book):
    first = saved_lists.save(book, "VIP", CustomerQuery("a")).params["list_id"]
    again = saved_lists.save(book, "vip", CustomerQuery("b")).params["list_id"]
    other = saved_lists.save(book, "Sỉ", CustomerQuery()).params["list_id"]
    assert (first, len(saved_lists.lists(book))) == (again, 2)

    with pytest.raises(UserError, match="list_exists"):
        saved_lists.rename(book, other, "VIP")

    saved_lists.rename(book, other, "Khách sỉ")
    saved_lists.delete_list(book, first)
    assert [each.name for each in saved_lists.lists(book)] == ["Khách sỉ"]


def test_a_private_list_is_seen_by_its_owner_alone_until_it_is_shared(book):
    list_id = saved_lists.save(book, "Của Mai", CustomerQuery("a"), is_private=True).params["list_id"]
    mine, book.person = book.person, "Nhân viên"
    assert saved_lists.lists(book) == []

    book.person = mine
    assert [each.owner for each in saved_lists.lists(book)] == [mine]
    saved_lists.share(book, list_id, is_private=False)
    book.person = "Nhân viên"
    assert [each.name for each in saved_lists.lists(book)] == ["Của Mai"]
    book.person = mine


def test_two_people_may_have_private_lists_of_one_name(book):
    first = saved_lists.save(book, "Gọi", CustomerQuery("a"), is_private=True).params["list_id"]
    mine, book.person = book.person, "Nhân viên"
    second = saved_lists.save(book, "Gọi", CustomerQuery("b"), is_private=True).params["list_id"]
    assert first != second
    book.person = mine
    assert [each.query.text for each in saved_lists.lists(book)] == ["a"]


def test_pinned_lists_stand_first_for_the_one_who_pinned_them(book):
    saved_lists.save(book, "Một", CustomerQuery("a"))
    saved_lists.pin(book, "ready:debt")
    assert [each.name for each in saved_lists.everything(book)][:2] == ["Còn nợ", "Một"]

    saved_lists.pin(book, "ready:debt", is_pinned=False)
    assert saved_lists.everything(book)[0].name == "Một"


def test_columns_widths_and_sort_of_a_list_stay_as_they_were_left(book):
    list_id = saved_lists.save(book, "Một", CustomerQuery("a"), ["full_name"], [200]).params["list_id"]
    saved_lists.keep_layout(book, list_id, [("full_name", 240), ("debt", 90)], [("debt", True)])
    (found,) = saved_lists.lists(book)
    assert (found.columns, found.widths, found.query.sort) == (("full_name", "debt"), (240, 90), (SortKey("debt", True),))

    saved_lists.save(book, "Một", CustomerQuery("a"), ["note"], [100])
    assert saved_lists.lists(book)[0].columns == ("note",)


def test_acts_on_lists_are_in_the_history_but_neither_undone_nor_in_the_way_of_redo(book):
    undone = history.undo(book)
    saved_lists.save(book, "VIP", CustomerQuery())

    assert history.log(book)[0].sentence == "Lưu danh sách VIP"
    assert history.what_undo_would_do(book) is None
    assert history.what_redo_would_do(book)[0] == undone.operation_id


def test_ready_made_lists_count_who_they_name(book):
    found = saved_lists.counts(book, saved_lists.ready_made())

    assert {k.removeprefix("ready:"): n for k, n in found.items()} == {
        "birthday": 1, "birthday_today": 0, "debt": 1, "no_phone": 1, "unverified": 0, "long_ago": 1, "doubt": 0, "do_not_contact": 0,
        "overdue": 0, "bought_once": 0, "duplicate": 0, "new_this_month": 0,
    }  # fmt: skip


TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("today", "2026-11-21", "2026-11-21"),
        ("last_7_days", "2026-11-15", "2026-11-21"),
        ("last_30_days", "2026-10-23", "2026-11-21"),
        ("this_week", "2026-11-16", "2026-11-22"),
        ("last_week", "2026-11-09", "2026-11-15"),
        ("this_month", "2026-11-01", "2026-11-30"),
        ("last_month", "2026-10-01", "2026-10-31"),
        ("this_year", "2026-01-01", "2026-12-31"),
        ("last_year", "2025-01-01", "2025-12-31"),
    ],
)
def test_presets_of_dates(code, first, last):
    assert tuple(d.isoformat() for d in date_presets.span(code, TODAY)) == (first, last)
    assert date_presets.resolve(date_presets.preset("created_date", code), TODAY).values == (first, last)


def test_birthdays_of_a_week_across_the_new_year_are_found():
    part = date_presets.resolve(date_presets.preset("birth_date", "this_week"), date(2026, 12, 31))

    assert part == AnyOf((Filter("birth_md", Op.BETWEEN, ("12-28", "12-31")), Filter("birth_md", Op.BETWEEN, ("01-01", "01-03"))))


@pytest.mark.parametrize(
    ("key", "op", "texts", "found"),
    [
        pytest.param("debt", Op.MORE, ["1 triệu"], ["Nguyễn Thị Lan"], id="money as people write it"),
        pytest.param("last_purchase_date", Op.LESS, ["1/6/2026"], ["Trần Văn Hùng"], id="a date before"),
        pytest.param("last_purchase_date", Op.BETWEEN, ["30/11/2026", "1/10/2026"], ["Nguyễn Thị Lan"], id="ends in any order"),
        pytest.param("phones", Op.CONTAINS, ["5218"], ["Lê Văn Tám"], id="a piece of a phone"),
        pytest.param("full_name", Op.CONTAINS, ["tran"], ["Trần Văn Hùng"], id="without accents"),
        pytest.param("phones", Op.EMPTY, [], ["Trần Văn Hùng"], id="nothing there"),
        pytest.param("group", Op.IS, ["VIP"], ["Nguyễn Thị Lan"], id="group"),
        pytest.param("source", Op.CONTAINS, ["kiot"], ["Trần Văn Hùng", "Nguyễn Thị Lan", "Lê Văn Tám"], id="source"),
    ],
)
def test_condition_that_was_typed_finds(book, key, op, texts, found):
    assert op in filtering.ops(book, key)
    assert names(book, filtering.make(book, key, op, texts)) == found


def test_every_field_offered_can_be_asked_with_its_first_comparison(book):
    for key in filtering.fields(book):
        op = filtering.ops(book, key)[-1]
        text = {"sex": "M", "do_not_contact": "1"}.get(key, "unverified")
        names(book, filtering.make(book, key, op, [text] * filtering.values_needed(op)))


def test_a_missing_or_unreadable_value_is_said(book):
    with pytest.raises(UserError, match="filter_value_missing"):
        filtering.make(book, "debt", Op.MORE, [" "])
    with pytest.raises(UserError, match="value_unreadable"):
        filtering.make(book, "last_purchase_date", Op.LESS, ["hôm nào đó"])


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Filter("debt", Op.MORE, (1_000_000,)), "Còn nợ lớn hơn 1.000.000 ₫"),
        (Filter("last_purchase_date", Op.LESS, ("2026-06-01",)), "Mua lần cuối trước 01/06/2026"),
        (date_presets.preset("birth_date", "this_month"), "Ngày sinh nhật tháng này"),
        (date_presets.before_days("last_purchase_date", 90), "Mua lần cuối cách đây hơn 90 ngày"),
        (Filter("has_phone", Op.IS, (0,)), "Thiếu số điện thoại"),
        (AnyOf((Filter("group", Op.IS, ("VIP",)), Filter("email", Op.EMPTY))), "Nhóm là VIP hoặc Email để trống"),
        (
            AllOf((Filter("sex", Op.IS, ("M",)), AnyOf((Filter("group", Op.IS, ("A",)), Filter("group", Op.IS, ("B",)))))),
            "Giới tính là Nam và (Nhóm là A hoặc Nhóm là B)",
        ),
    ],
)  # fmt: skip
def test_a_condition_in_words(book, part, words):
    assert exports.in_words(book, CustomerQuery(filters=AllOf((part,)))) == words
