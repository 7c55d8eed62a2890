"""Pages, whole lists, counts and facets agree with a naive filter in Python, through any sequence of changes."""

from __future__ import annotations

import threading
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from khachhang.fields import CATALOGUE
from khachhang.searching import (
    AllOf,
    AnyOf,
    CustomerQuery,
    Filter,
    Op,
    SortKey,
    needles,
    parse_words,
    searchable_text,
    text_matches,
    value_fits,
)
from khachhang.store import customer_list, postings, text_index, text_search
from khachhang.store.customer_columns import columns_of
from khachhang.store.customer_filters import BUCKETS
from khachhang.values.text import name_sort_key
from khachhang.values.text import sort_key as vietnamese
from tests.search.conftest import drop, put

NAMES = [
    "Nguyễn Văn An",
    "Nguyen Van An",
    "Trần Thị Yến",
    "Lê Hoàng Yên",
    "Phạm Thuý Lý",
    "Phạm Thúy Lí",
    "Đỗ Đức Duy",
    "Hồ Quý Mỹ",
    "An",
    "Võ Hoà",
    "",
]
WORDS = [
    "nguyen",
    "Nguyễn",
    "yến",
    "yen",
    "ly",
    "lí",
    "đuc",
    "duc",
    "an",
    "hoà",
    "hòa",
    "n",
    "0912",
    "345",
    "5678",
    "12",
    "hà nội",
    "vip",
    "vàng",
    "zz",
    "kh00",
    "1990",
]
PROVINCES = ["Hà Nội", "Đà Nẵng", "Thành phố Hồ Chí Minh"]

customers = st.fixed_dictionaries(
    {"full_name": st.sampled_from(NAMES)},
    optional={
        "phones": st.lists(st.sampled_from(["+84912345678", "+84387654321", "+84912123456"]), min_size=1, max_size=2, unique=True),
        "email": st.just(["ly.nguyen90@gmail.com"]),
        "address": st.sampled_from(PROVINCES).map(lambda p: [{"street": "12 Lê Lợi", "province": p}]),
        "group": st.lists(st.sampled_from(["VIP", "Khách sỉ"]), min_size=1, max_size=2, unique=True),
        "debt": st.sampled_from([0, 50_000, -1, 1_000_000]),
        "birth_date": st.sampled_from(["1990-05-12", "1985", "--05-12", "2001-12-01"]),
        "note": st.lists(st.sampled_from(["thích màu vàng", "gọi buổi tối"]), min_size=1, max_size=2, unique=True),
        "job": st.sampled_from(["Giáo viên", "Bác sĩ"]),
        "customer_code": st.just(["KH001234"]),
        "is_binned": st.just(1),
    },
)
TEXT_OPS = [Op.IS, Op.IS_NOT, Op.CONTAINS, Op.STARTS, Op.LESS]
NUMBER_OPS = [Op.IS, Op.IS_NOT, Op.LESS, Op.AT_MOST, Op.MORE, Op.AT_LEAST]
PIECES = st.tuples(st.sampled_from(["345", "091", "vàng", "giao", "ng", "màu thích"]))
MAYBE_EMPTY = ["province", "group", "debt", "birth_date", "note", "phones", "job", "email"]
leaves = st.one_of(
    st.builds(Filter, st.just("province"), st.sampled_from(TEXT_OPS), st.tuples(st.sampled_from([*PROVINCES, "da"]))),
    st.builds(Filter, st.sampled_from(MAYBE_EMPTY), st.sampled_from([Op.EMPTY, Op.NOT_EMPTY])),
    st.builds(Filter, st.just("group"), st.sampled_from([Op.IS, Op.IS_NOT]), st.tuples(st.sampled_from(["VIP", "Khách sỉ"]))),
    st.builds(Filter, st.just("group"), st.just(Op.IN), st.just(("VIP", "Khách sỉ"))),
    st.builds(Filter, st.just("debt"), st.sampled_from(NUMBER_OPS), st.tuples(st.sampled_from([0, 50_000]))),
    st.builds(Filter, st.just("debt"), st.just(Op.BETWEEN), st.just((0, 60_000))),
    st.builds(Filter, st.just("birth_date"), st.sampled_from([Op.LESS, Op.AT_LEAST]), st.just(("1990-01-01",))),
    st.builds(Filter, st.just("birth_month"), st.just(Op.IS), st.just(("05",))),
    st.builds(Filter, st.just("phones"), st.sampled_from([Op.IS, Op.IS_NOT]), st.just(("+84912345678",))),
    st.builds(Filter, st.sampled_from("phones note job full_name company".split()), st.sampled_from([Op.CONTAINS, Op.STARTS]), PIECES),
)  # fmt: skip
parts = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple)), st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=4,
)
sorts = st.lists(
    st.builds(
        SortKey, st.sampled_from(["full_name", "debt", "province", "birth_date", "phone", "company", "job", "customer_id"]), st.booleans()
    ),
    max_size=2,
    unique_by=lambda k: k.field,
).map(tuple)
queries = st.builds(
    CustomerQuery,
    st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
    st.lists(parts, max_size=2).map(lambda p: AllOf(tuple(p))),
    sorts,
    st.sampled_from([False, False, True]),
)
steps = st.lists(
    st.one_of(st.dictionaries(st.integers(1, 12), customers, min_size=1, max_size=6), st.sets(st.integers(1, 12), min_size=1, max_size=3)),
    min_size=1,
    max_size=4,
)


def value_of(customer_id: int, values: dict[str, Any], field: str) -> Any:
    if field == "customer_id":
        return customer_id
    if field in BUCKETS:
        column, bucket = BUCKETS[field]
        return bucket(value_of(customer_id, values, column) or "")
    if field == "birth_md":
        birth = values.get("birth_date", "")
        return birth[-5:] if len(birth) >= 7 else ""
    if field == "phone":
        return (values.get("phones") or [""])[0]
    if field == "province":
        return (values.get("address") or [{}])[0].get("province")
    return values.get(field)


def fits(customer_id: int, values: dict[str, Any], part: Filter | AllOf | AnyOf) -> bool:
    if isinstance(part, Filter):
        return value_fits(part.op, part.values, value_of(customer_id, values, part.field))
    answers = [fits(customer_id, values, p) for p in part.parts]
    return all(answers) if isinstance(part, AllOf) else any(answers)


def text_of(values: dict[str, Any]) -> str:
    return searchable_text({k: v for k, v in values.items() if k != "is_binned"})


def naive(shop: dict[int, dict[str, Any]], query: CustomerQuery) -> list[int]:
    words = parse_words(query.text)
    if query.text.strip() and not words:
        return []
    found = [
        i for i, v in shop.items()
        if bool(v.get("is_binned")) == query.binned and text_matches(text_of(v), words) and fits(i, v, query.filters)
    ]  # fmt: skip
    found.sort(key=lambda i: (name_sort_key(shop[i]["full_name"]), i))
    for key in reversed(query.sort):
        found = sort_by(shop, found, key)
    if words.accented and not query.sort:
        found.sort(key=lambda i: not all(n in text_of(shop[i]) for n in needles(words, accented=True)))
    return found


def sort_by(shop: dict[int, dict[str, Any]], ids: list[int], key: SortKey) -> list[int]:
    def value(i: int) -> Any:
        if key.field == "full_name":
            return name_sort_key(shop[i]["full_name"])
        found = value_of(i, shop[i], key.field)
        return vietnamese(found) if found and key.field in ("province", "job") else found

    known = [i for i in ids if value(i) not in (None, "")]
    return (
        sorted(known, key=value, reverse=False) + [i for i in ids if i not in known]
        if not key.descending
        else descending(known, value) + [i for i in ids if i not in known]
    )


def descending(ids: list[int], value: Any) -> list[int]:
    places = {v: n for n, v in enumerate(sorted({value(i) for i in ids}, reverse=True))}
    return sorted(ids, key=lambda i: places[value(i)])


def take(connection: Connection, shop: dict[int, dict[str, Any]], step: Any) -> None:
    if isinstance(step, dict):
        put(connection, step)
        shop.update(step)
        return
    gone = [i for i in step if i in shop]
    drop(connection, gone)
    text_index.remove(connection, gone)
    for i in gone:
        del shop[i]


ways = st.tuples(st.sampled_from([0.0, 1.6, 1e9]), st.sampled_from([0, 1 << 40]), st.booleans())
"""What looking at a text is taken to cost (always look, as it is, always ask); ids or bits; whether pieces are asked for ahead."""


@given(steps=steps, asked=st.lists(queries, min_size=3, max_size=8), way=ways)
def test_every_answer_agrees_with_a_naive_filter(
    engine: Engine, steps: list[Any], asked: list[CustomerQuery], way: tuple[float, int, bool]
) -> None:
    shop: dict[int, dict[str, Any]] = {}
    look_us, sparse, is_prepared = way
    with (
        mock.patch.object(text_search, "LOOK_US", look_us), mock.patch.object(postings, "_SPARSE", sparse),
        engine.connect() as connection, connection.begin() as transaction,
    ):  # fmt: skip
        for step in steps:
            take(connection, shop, step)
            if is_prepared:
                customer_list.prepare(connection)
            for query in asked:
                expected = naive(shop, query)
                assert list(customer_list.all_ids(connection, query, CATALOGUE)) == expected
                assert customer_list.first_page(connection, query, CATALOGUE, limit=3) == expected[:3]
                assert customer_list.count(connection, query, CATALOGUE) == len(expected)
        transaction.rollback()


@given(steps=steps, query=queries)
def test_facets_count_what_would_be_found(engine: Engine, steps: list[Any], query: CustomerQuery) -> None:
    shop: dict[int, dict[str, Any]] = {}
    with engine.connect() as connection, connection.begin() as transaction:
        for step in steps:
            take(connection, shop, step)
        facets = customer_list.facets(connection, query, ["province", "group", "birth_month", "has_phone"], CATALOGUE)
        others = AllOf(tuple(p for p in query.filters.parts if not (isinstance(p, Filter) and p.field == "province")))
        if all(isinstance(p, Filter) for p in query.filters.parts):
            for province, n in facets["province"]:
                wanted = Filter("province", Op.IS, (province,)) if province else Filter("province", Op.EMPTY)
                asked = CustomerQuery(query.text, AllOf((*others.parts, wanted)), (), query.binned)
                assert n == len(naive(shop, asked))
        transaction.rollback()


def test_a_change_that_was_rolled_back_is_forgotten(engine: Engine) -> None:
    query = CustomerQuery(filters=AllOf((Filter("debt", Op.MORE, (0,)),)))
    with engine.begin() as connection:
        put(connection, {1: {"full_name": "Nguyễn Văn An", "debt": 5}})
    with engine.connect() as connection:
        with connection.begin() as transaction:
            put(connection, {1: {"full_name": "Nguyễn Văn An", "debt": 0}})
            assert customer_list.count(connection, query, CATALOGUE) == 0
            transaction.rollback()
        with connection.begin():
            put(connection, {2: {"full_name": "Nguyễn Văn An", "debt": 7}})

        assert customer_list.first_page(connection, query, CATALOGUE) == [1, 2]


@pytest.mark.parametrize("n", [1, 40, 60])
def test_orders_in_memory_follow_edits(engine: Engine, n: int) -> None:
    with engine.connect() as connection:
        put(connection, {i: {"full_name": NAMES[i % 10], "debt": i % 7} for i in range(1, 200)})
        sort = (SortKey("debt", True), SortKey("full_name"))
        customer_list.all_ids(connection, CustomerQuery(sort=sort), CATALOGUE)
        put(connection, {i: {"full_name": NAMES[(i + 3) % 10], "debt": i % 5} for i in range(50, 50 + n)})
        seen = list(customer_list.all_ids(connection, CustomerQuery(sort=sort), CATALOGUE))
        columns_of(connection).seen = None  # read everything again
        assert seen == list(customer_list.all_ids(connection, CustomerQuery(sort=sort), CATALOGUE))
        connection.rollback()


def test_what_one_thread_works_out_of_an_older_state_is_not_remembered_for_all(engine: Engine) -> None:
    with engine.begin() as connection:
        put(connection, {1: {"full_name": "An"}})
        columns = columns_of(connection)
        at = columns.version

        def go_on() -> None:
            columns._asked.version = at - 1
            columns.keep("answer", "old")

        other = threading.Thread(target=go_on)
        other.start()
        other.join()
        assert "answer" not in columns.kept
        assert columns.keep("answer", "new") == columns.kept["answer"] == "new"
