"""Pairs → groups of one customer each. A group never joins people through a weak chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence


def consistent_groups(pairs: Sequence[tuple[int, int, float]], contradictions: Iterable[tuple[int, int]] = ()) -> list[list[int]]:
    """Return groups of two and more ids, each sorted, by their first id.

    pairs: (id, id, probability) to be joined, the surest first. contradictions: pairs of ids that must not stand in one group (the engine
    or a person says they differ); where a chain A–B, B–C meets one on A–C, the surer link is kept and the other left as a question.
    """
    group_of: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    apart: dict[int, set[int]] = defaultdict(set)
    for a, b in contradictions:
        apart[a].add(b)
        apart[b].add(a)
    for a, b, _ in sorted(pairs, key=lambda p: (-p[2], min(p[:2]), max(p[:2]))):
        x, y = (group_of.setdefault(i, i) for i in (a, b))
        small, large = sorted((x, y), key=lambda g: (len(members.get(g, ())), g))
        mine, theirs = members.setdefault(small, [small]), members.setdefault(large, [large])
        if x == y or any(not apart[i].isdisjoint(theirs) for i in mine if i in apart):
            continue
        theirs += mine
        for i in mine:
            group_of[i] = large
        del members[small]
    return sorted(sorted(g) for g in members.values() if len(g) > 1)
