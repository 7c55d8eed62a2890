"""What holds for every pair, whatever the records say."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.duplicate_people import records
from khachhang import messages
from khachhang.matching import PRIORS, Pair, Profile, find_duplicates, fit
from khachhang.matching.blocking import candidate_pairs
from khachhang.matching.columns import columns_of
from khachhang.matching.comparing import compare, counts_of
from khachhang.matching.explaining import field_bits
from khachhang.matching.levels import FIELDS, MISSING
from khachhang.matching.model import log_odds


@pytest.fixture(scope="module")
def book() -> list[Profile]:
    return records(400)[0]


def judged(pairs: list[Pair]) -> list[tuple[int, int, float, str]]:
    return [(p.a, p.b, round(p.probability, 9), p.klass.value) for p in pairs]


def test_the_order_of_the_records_does_not_matter(book):
    shuffled = random.Random(3).sample(book, len(book))

    assert judged(find_duplicates(shuffled)) == judged(find_duplicates(book))


def test_it_does_not_matter_which_record_comes_first():
    columns = columns_of(records(2000, seed=4)[0])
    first, second = candidate_pairs(columns)
    counts = counts_of(columns)

    there, back = compare(columns, counts, first, second), compare(columns, counts, second, first)

    assert (there == back).all()


def test_twice_the_same_book_gives_twice_the_same_pairs(book):
    assert judged(find_duplicates(book)) == judged(find_duplicates(book))


def test_a_stranger_hardly_changes_what_is_said_of_others(book):
    before = {(p.a, p.b): p for p in find_duplicates(book)}
    stranger = Profile(10_000, "Êban Y Thih", phones=("+84700000007",), birth_date="1931-01-31")

    after = {(p.a, p.b): p for p in find_duplicates([*book, stranger])}

    for pair in before.keys() & after.keys():
        assert abs(before[pair].probability - after[pair].probability) < 0.05
    unsure = [p for pair, p in before.items() if pair not in after and p.probability > 0.1]
    assert unsure == []


def test_the_reasons_sum_up_to_the_probability(book):
    for pair in find_duplicates(book)[:150]:
        odds = sum(e.bits for e in pair.evidence)
        assert odds == pytest.approx(math.log2(pair.probability / (1 - pair.probability)), abs=1e-6)


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_every_reason_is_a_whole_sentence(book, lang):
    for pair in find_duplicates(book):
        for reason in pair.evidence:
            text = messages.sentence(reason.code, reason.params, section="evidence", lang=lang)
            assert "{" not in text
            assert not text.startswith("[")


levels_of_a_pair = st.tuples(*(st.integers(MISSING, len(levels) - 1) for _, levels in FIELDS))


@given(levels_of_a_pair, st.floats(-3, 3))
@settings(max_examples=60, deadline=None)
def test_what_is_missing_is_no_evidence(levels, rarity):
    prior, bits = field_bits(PRIORS, np.array(levels, np.int8), rarity)

    assert all(bits[k] == 0 for k, level in enumerate(levels) if level == MISSING)
    odds = log_odds(PRIORS.log_likelihoods(np.array([levels], np.int8), np.array([rarity])))[0]
    assert prior + bits.sum() == pytest.approx(odds / math.log(2), abs=1e-9)


def test_only_some_records_gives_the_same_answers_about_them(book):
    some = frozenset(range(0, 400, 7))

    pairs = find_duplicates(book, only=some)

    assert judged(pairs) == [p for p in judged(find_duplicates(book)) if some & set(p[:2])]


def test_few_records_are_judged_by_the_shipped_priors():
    model = fit(records(50)[0])

    assert np.abs(model.chances[0] - PRIORS.chances[0]).max() < 0.15
    assert [c.shape for c in model.chances] == [c.shape for c in PRIORS.chances]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_book_of_hardly_anybody(count):
    same = Profile(0, "Trần Mỹ Uyên", phones=("+84912345678",))

    pairs = find_duplicates([replace(same, id=n) for n in range(count)])

    assert len(pairs) == (1 if count == 2 else 0)


def test_empty_records_make_no_pairs():
    assert find_duplicates([Profile(n) for n in range(20)]) == []


def test_a_book_of_fifty_finds_its_duplicates_and_keeps_families_apart():
    profiles, customers = records(50, seed=5)

    joined = [p for p in find_duplicates(profiles) if p.probability >= 0.5]

    assert len(joined) > 10
    assert all(customers[p.a] == customers[p.b] for p in joined)


def test_two_thousand_made_up_records_are_told_apart():
    profiles, customers = records(2000, seed=8)

    joined = [p for p in find_duplicates(profiles) if p.probability >= 0.5]

    right = sum(customers[p.a] == customers[p.b] for p in joined)
    assert right / len(joined) > 0.98
