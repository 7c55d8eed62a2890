"""Short ways to make the profiles that tests compare."""

from __future__ import annotations

from typing import Any

from khachhang.matching import Pair, Profile, find_duplicates

HOME = {"street": "12/3 Lê Lợi", "ward": "Phường 10", "district": "Quận Gò Vấp", "province": "Hồ Chí Minh", "province_new": "Hồ Chí Minh"}
"""The address of a family."""


def people(*records: dict[str, Any]) -> list[Profile]:
    """Return profiles numbered from 1; `phone`, `email` stand for one number or address."""
    out = []
    for number, record in enumerate(records, start=1):
        values = dict(record)
        phones = (values.pop("phone"),) if "phone" in values else ()
        emails = (values.pop("email"),) if "email" in values else ()
        out.append(Profile(**{"id": number, "phones": phones, "emails": emails, **values}))
    return out


def pair_of(*records: dict[str, Any], minimum: float = 0.0) -> Pair | None:
    """Return what the engine says of the first two records, None when it never looked at them."""
    found = {(p.a, p.b): p for p in find_duplicates(people(*records), minimum=minimum)}
    return found.get((1, 2))


def are_joined(*records: dict[str, Any]) -> bool:
    """Return whether the first two records would be joined."""
    pair = pair_of(*records)
    return pair is not None and pair.probability >= 0.5
