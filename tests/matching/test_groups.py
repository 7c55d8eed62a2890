"""Groups never join people through a weak chain."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khachhang.matching import consistent_groups

pairs_of_ids = st.tuples(st.integers(0, 12), st.integers(13, 25), st.floats(0.5, 1))


def test_a_chain_becomes_one_group():
    assert consistent_groups([(3, 2, 0.9), (1, 2, 0.8), (7, 8, 0.99)]) == [[1, 2, 3], [7, 8]]


def test_a_contradiction_keeps_the_surer_link():
    assert consistent_groups([(1, 2, 0.9), (2, 3, 0.95)], [(1, 3)]) == [[2, 3]]


def test_a_contradiction_between_two_groups_keeps_both():
    pairs = [(1, 2, 0.99), (3, 4, 0.99), (2, 3, 0.6)]

    assert consistent_groups(pairs, [(1, 4)]) == [[1, 2], [3, 4]]


def test_nobody_is_nothing():
    assert consistent_groups([]) == []


@given(st.lists(pairs_of_ids, max_size=40), st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=20))
def test_no_group_holds_a_contradiction(pairs, apart):
    groups = consistent_groups(pairs, apart)

    assert all(not (a != b and a in g and b in g) for a, b in apart for g in groups)
    assert groups == consistent_groups(pairs[::-1], apart)
    assert all(len(g) > 1 for g in groups)
