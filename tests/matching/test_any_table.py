"""The engine on a table that is no list of customers."""

from __future__ import annotations

import random

from khachhang.matching.generic import GenericColumn, Kind, find_generic

LABELS = {"given": Kind.NAME, "surname": Kind.NAME, "street": Kind.PLACE, "town": Kind.PLACE, "born": Kind.DATE, "number": Kind.NUMBER}
GIVEN = "james mary robert linda david susan joseph karen thomas nancy daniel lisa paul betty mark sandra".split()
SURNAMES = "smith jones taylor brown williams wilson johnson davies patel wright walker white edwards green hall".split()
TOWNS = "perth cairns hobart darwin geelong bendigo mackay dubbo orange albury".split()


def table(count: int) -> list[dict[str, str]]:
    """Return that many originals, then a copy with a slip of each."""
    rng = random.Random(4)
    originals = [_person(rng) for _ in range(count)]
    copies = []
    for row in originals:
        copy, key = dict(row), rng.choice(list(LABELS))
        copy[key] = copy[key][1:] if rng.random() < 0.5 else ""
        copies.append(copy)
    return originals + copies


def _person(rng: random.Random) -> dict[str, str]:
    return {
        "given": rng.choice(GIVEN),
        "surname": rng.choice(SURNAMES),
        "street": f"{rng.randint(1, 99)} {rng.choice(SURNAMES)} street",
        "town": rng.choice(TOWNS),
        "born": f"{rng.randint(1930, 2000)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}",
        "number": f"{rng.randrange(10**7):07d}",
    }


def columns(rows: list[dict[str, str]]) -> list[GenericColumn]:
    return [GenericColumn(label, kind, [row[label] for row in rows]) for label, kind in LABELS.items()]


def test_copies_with_a_slip_are_found_and_nothing_else():
    pairs = {(p.a, p.b) for p in find_generic(columns(table(300))) if p.probability >= 0.5}

    assert pairs == {(n, n + 300) for n in range(300)}


def test_swapped_names_are_forgiven():
    rows = table(200)
    rows[200] = rows[0] | {"given": rows[0]["surname"], "surname": rows[0]["given"]}

    assert (0, 200) in {(p.a, p.b) for p in find_generic(columns(rows)) if p.probability >= 0.5}


def test_a_reason_names_its_column():
    pair = find_generic(columns(table(100)))[0]

    assert {"label", "a", "b"} <= next(e.params for e in pair.evidence if e.code == "column_same").keys()
