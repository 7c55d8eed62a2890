"""The panel beside the list: live counts, OR inside a facet, AND across facets; bands that move with the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khachhang.operations import bands, customers, duplicates, facets
from khachhang.operations.customers import AllOf, CustomerQuery, Filter, Op
from khachhang.operations.opened import OpenVault
from khachhang.searching import AnyOf, value_fits
from tests.operations.shops import bring_in

ORDER_DAYS = ("2026-01-05", "2026-02-05", "2026-03-05")
ROWS = [
    {"customer_code": ["K1"], "full_name": "Nguyễn Thị Lan", "phones": ["+84912345678"], "group": ["VIP"], "sex": "F", "debt": 5,
     "birth_date": "1990-11-03", "last_purchase_date": "2026-11-01", "created_date": "2026-11-02", "assignee": "Chị Mai"},
    {"customer_code": ["K2"], "full_name": "Trần Văn Hùng", "birth_date": "--12-30", "sex": "M", "group": ["VIP"],
     "last_purchase_date": "2026-01-05", "created_date": "2025-02-01"},
    {"customer_code": ["K3"], "full_name": "Lê Văn Tám", "phones": ["+84907645218"], "birth_date": "1958", "sex": "M", "group": ["Thợ"],
     "created_date": "2026-10-09"},
]  # fmt: skip


@pytest.fixture
def book(shop: OpenVault) -> OpenVault:
    bring_in(shop, ROWS)
    return shop


def asked(*ticks: tuple[str, list[str]]) -> CustomerQuery:
    return CustomerQuery(filters=AllOf(tuple(facets.tick_part(key, values) for key, values in ticks)))


def names(opened: OpenVault, query: CustomerQuery) -> list[str]:
    return [r.values["full_name"].split()[-1] for r in customers.rows(opened, customers.all_ids(opened, query))]


def test_every_facet_counts_everybody_once_or_says_why_not(book):
    found = facets.counts(book, CustomerQuery(), (facets.FLAGS, *facets.TICKED))

    for key in facets.TICKED:
        assert sum(n for _, n in found[key]) == 3, key
    assert dict(found["flags"]) == {"debt": 1, "no_phone": 1, "duplicate": 0, "overdue": 0, "doubt": 0, "stale": 0, "do_not_contact": 0}
    assert found["age"] == [("35-44", 1), ("65+", 1), ("", 1)]
    assert found["birth_month"] == [("", 1), ("11", 1), ("12", 1)]
    assert found["created"] == [("this_month", 1), ("last_month", 1), ("last_year", 1)]
    assert found["bought"] == [("30", 1), ("365", 1), ("", 1)]
    assert ("Chị Mai", 1) in found["assignee"]


def test_ticks_are_or_inside_a_facet_and_and_across_and_do_not_hide_their_own_values(book):
    query = asked(("sex", ["M"]), ("age", ["65+", ""]))
    found = facets.counts(book, query, ("sex", "age", "group"))

    assert names(book, query) == ["Hùng", "Tám"]
    assert dict(found["sex"]) == {"M": 2}
    assert found["age"] == [("65+", 1), ("", 1)]
    assert dict(facets.counts(book, asked(("sex", ["F"])), ("sex",))["sex"]) == {"M": 2, "F": 1}


@pytest.mark.parametrize(("key", "value"), [("flags", "debt"), ("age", "35-44"), ("created", "this_month"), ("bought", "30")])
def test_a_tick_finds_as_many_as_it_said(book, key, value):
    said = dict(facets.counts(book, CustomerQuery(), (key,))[key])[value]

    assert customers.count(book, asked((key, [value]))) == said == 1


def test_flags_are_or_among_themselves(book):
    assert names(book, asked(("flags", ["debt", "no_phone"]))) == ["Hùng", "Lan"]


def test_ticks_survive_being_made_and_read(book):
    for key, values in (("flags", ["debt", "stale"]), ("age", ["65+", ""]), ("group", ["VIP"])):
        assert facets.tick_of(facets.tick_part(key, values)) == (key, frozenset(values))


def test_customers_somebody_asks_about_are_suspected_of_being_double(book):
    customers.add(book, {"full_name": "Nguyen Thi Lan", "phones": "0912 345 678"})
    duplicates.refresh(book)
    before = dict(facets.counts(book, CustomerQuery(), ("flags",))["flags"])["duplicate"]
    people = customers.all_ids(book, asked(("flags", ["duplicate"])))
    assert (before, len(people)) == (2, 2)

    duplicates.not_same(book, *people)
    assert dict(facets.counts(book, CustomerQuery(), ("flags",))["flags"])["duplicate"] == 0


def test_who_stayed_away_longer_than_usual_is_told_from_who_never_had_a_rhythm(shop):
    lines = [
        {"customer_code": ["K1"], "full_name": "Lan", "order": {"order_code": f"HD{n}", "order_date": day, "product": "Chảo"}}
        for n, day in enumerate(ORDER_DAYS)
    ]
    bring_in(shop, [*lines, {"customer_code": ["K2"], "full_name": "Hùng", "order": {"order_code": "HD9", "order_date": ORDER_DAYS[0]}}])

    found = facets.counts(shop, CustomerQuery(), ("flags", "times_bought"))

    assert dict(found["flags"])["overdue"] == 1
    assert found["times_bought"] == [("1", 1), ("2-4", 1)]


def test_cancelled_orders_are_no_purchases(shop):
    order = {"order_code": "HD1", "order_date": ORDER_DAYS[0], "order_status": "Đã hủy"}
    bring_in(shop, [{"customer_code": ["K1"], "full_name": "Lan", "order": order}])

    assert facets.counts(shop, CustomerQuery(), ("times_bought",))["times_bought"] == [("0", 1)]


days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
VALUES = {
    "age": st.integers(1900, 2026).map(str),
    "created": st.one_of(st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(date.isoformat), st.integers(1990, 2040).map(str)),
    "bought": st.one_of(st.dates(date(1990, 1, 1), date(2040, 1, 1)).map(date.isoformat), st.integers(1990, 2040).map(str)),
    "filled": st.integers(0, 100).map(str),
    "times_bought": st.integers(0, 500).map(str),
}


@pytest.mark.parametrize("key", sorted(VALUES))
@given(data=st.data(), today=days)
def test_a_value_is_in_exactly_the_band_it_is_counted_in(key, data, today):
    value = data.draw(st.one_of(VALUES[key], st.just("") if "" in bands.CODES[key] else VALUES[key]))
    typed = int(value) if key in ("filled", "times_bought") else value

    fitting = [code for code in bands.CODES[key] if _fits(bands.part(key, (code,), today), typed)]

    band = bands.band_of(key, value, today)
    assert fitting == ([] if band is None else [band])


def _fits(part: AnyOf, value: object) -> bool:
    return any(isinstance(p, Filter) and value_fits(p.op, p.values, value) for p in part.parts)


def test_nobody_of_these_is_the_contrary_of_any_of_these(book):
    some = (Filter("sex", Op.IS, ("F",)), Filter("group", Op.IS, ("Thợ",)))

    assert names(book, CustomerQuery(filters=AllOf((AnyOf(some, is_none=True),)))) == ["Hùng"]


def test_a_column_of_the_shop_is_a_facet_too_and_follows_changes(book):
    customers.add_field(book, "Tuyến giao")
    ids = list(customers.all_ids(book, CustomerQuery()))
    customers.set_value(book, ids[:2], "x_tuyen_giao", "Tuyến 3")
    assert facets.keys(book)[-1] == "x_tuyen_giao"
    assert facets.title(book, "x_tuyen_giao") == "TUYẾN GIAO"
    assert facets.counts(book, CustomerQuery(), ("x_tuyen_giao",))["x_tuyen_giao"] == [("Tuyến 3", 2), ("", 1)]

    customers.set_value(book, ids[:1], "x_tuyen_giao", "Tuyến 1")
    found = facets.counts(book, asked(("x_tuyen_giao", ["Tuyến 1"])), ("x_tuyen_giao", "sex"))
    assert found["x_tuyen_giao"] == [("", 1), ("Tuyến 1", 1), ("Tuyến 3", 1)]
    assert sum(n for _, n in found["sex"]) == 1
    assert facets.tick_of(facets.tick_part("x_tuyen_giao", ["Tuyến 1"])) == ("x_tuyen_giao", frozenset({"Tuyến 1"}))
