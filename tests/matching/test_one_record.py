"""A new or edited record against a whole book, while typing."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from benchmarks.duplicate_people import records
from khachhang.matching import Index, Profile, compare_one, find_duplicates, fit


@pytest.fixture(scope="module")
def book() -> list[Profile]:
    return records(1500)[0]


def test_a_record_finds_what_the_whole_search_finds(book):
    model = fit(book)
    index = Index.of(book, model=model)
    whole = {(p.a, p.b): p.probability for p in find_duplicates(book, model=model) if p.probability >= 0.5}

    asked = {p.id for p in book[:150]}
    found = {(p.a, p.b) for profile in book[:150] for p in compare_one(profile, index) if p.probability >= 0.4}
    expected = {pair for pair in whole if asked & set(pair)}
    assert len(expected - found) <= 0.02 * len(expected)  # those met only as neighbours of a sorted list


def test_half_a_number_and_a_name_are_enough_to_ask():
    known = Profile(1, "Nguyễn Thị Lan", phones=("+84912345678",))
    index = Index.of([known, Profile(2, "Trần Văn Minh", phones=("+84987654321",))])

    pairs = compare_one(Profile(99, "lan", phones=("+84912345678",)), index)

    assert [(p.a, p.b) for p in pairs] == [(1, 99)]
    assert pairs[0].probability > 0.5


def test_an_edited_record_is_found_by_its_new_values_only():
    records_by_id = {1: Profile(1, "Nguyễn Thị Lan", phones=("+84912345678",)), 2: Profile(2, "Trần Văn Minh", phones=("+84987654321",))}
    index = Index.of(list(records_by_id.values()), lambda ids: [records_by_id[i] for i in ids])
    typed = Profile(99, "Lan", phones=("+84900000009",))

    records_by_id[1] = replace(records_by_id[1], phones=("+84900000009",))
    index.put(records_by_id[1])

    assert [p.a for p in compare_one(typed, index) if p.probability > 0.5] == [1]
    assert compare_one(Profile(99, "Hoa", phones=("+84912345678",)), index) == []


def test_a_removed_record_is_not_found():
    index = Index.of([Profile(1, "Nguyễn Thị Lan", phones=("+84912345678",))])

    index.remove(1)

    assert compare_one(Profile(9, "Nguyễn Thị Lan", phones=("+84912345678",)), index) == []


def test_asking_is_fast_enough_for_every_keystroke(book):
    index = Index.of(book)

    start = time.process_time()
    for profile in book[:20]:
        compare_one(replace(profile, id=-1), index)

    assert (time.process_time() - start) / 20 < 0.05
