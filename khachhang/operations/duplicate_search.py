"""Finding duplicates: in the whole book, or only for what changed since the last look, against an index that stays warm meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import orjson
from sqlalchemy import Connection, Row

from khachhang import matching
from khachhang.matching import PRIORS, Index, Model, Pair, Profile
from khachhang.matching.columns import columns_of
from khachhang.matching.comparing import counts_of
from khachhang.matching.engine import compared, judged
from khachhang.matching.explaining import Explainer
from khachhang.model import Value
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick, no_tick
from khachhang.store import derived, duplicate_queries
from khachhang.store.writing import dumps

SMALL = 500
"""Up to so many customers looking at all of them is as quick as looking at some."""
MANY = 200
"""So many customers are compared one by one, and in a large book one in so many: more are quicker compared together with it."""
PATCHED = 2000
"""After more changes than these the index is quicker built anew."""
_READ_AT_ONCE = 5000
LOOKED = "duplicates_looked"
_SAYS_NOTHING_NEW = ("household", "not_same", "later", "ask_again", "export")
"""Kinds of operations after which nobody is more or less alike than before."""

PairRow = tuple[int, int, str, str, str]


def profile_of(row: Row[Any]) -> Profile:
    """Return what the engine compares of a customer."""
    return profile(row.customer_id, orjson.loads(row.doc)["values"], is_business=bool(row.is_business))


def profile(customer_id: int, v: Mapping[str, Value], *, is_business: bool = False) -> Profile:
    """Return what the engine compares of these values."""
    address = (v.get("address") or [None])[0] or {}
    return Profile(
        id=customer_id,
        name=v.get("full_name") or v.get("company") or "",
        is_business=is_business,
        phones=tuple(v.get("phones") or ()),
        emails=tuple(v.get("email") or ()),
        tax_code=v.get("tax_code") or "",
        birth_date=v.get("birth_date") or "",
        sex=v.get("sex") or "",
        street=address.get("street") or "",
        ward=address.get("ward") or "",
        district=address.get("district") or "",
        province=address.get("province") or "",
        province_new=address.get("province_new") or "",
        title=v.get("title") or "",
        company=v.get("company") or "",
        ward_new=tuple(address.get("ward_new") or ()),
    )


def profiles(connection: Connection, customer_ids: Iterable[int] | None = None, tick: Tick = no_tick) -> list[Profile]:
    """Return the profiles of all customers not in the bin, or of those named, by id."""
    found = []
    for row in duplicate_queries.matching_rows(connection, None if customer_ids is None else sorted(customer_ids)):
        found.append(profile_of(row))
        if len(found) % _READ_AT_ONCE == 0:
            tick(0, 0)
    return found


# ---- looking ---------------------------------------------------------------------------------------------------------


def look_at_all(opened: OpenVault, tick: Tick = no_tick) -> None:
    """Ask the engine about everybody, and remember how far the history was."""
    with opened.vault.read_engine.connect() as connection:  # not the writer's connection: this reads long
        seq = duplicate_queries.newest_line(connection)
        everybody = profiles(connection, tick=tick)
    pairs = matching.find_duplicates(everybody, tick=tick)
    model = _model_of(pairs)
    with opened.writing() as connection:
        duplicate_queries.replace_pairs(connection, _rows(pairs), None)
        _remember(connection, seq, model)
    with opened.warm.lock:
        if opened.warm.index is not None:
            opened.warm.index.model = model


def catch_up(opened: OpenVault, tick: Tick = no_tick) -> list[int]:
    """Compare what was added, changed, merged, undone … since the last look with the whole book; return the customers compared.

    Looks at everybody when nobody ever looked, or when that is as quick. One customer: ≤ 50 ms at 100,000 once the index is warm.
    """
    with opened.warm.looking:
        return _catch_up(opened, tick)


def _catch_up(opened: OpenVault, tick: Tick) -> list[int]:
    with opened.reading() as connection:
        looked = duplicate_queries.read_setting(connection, LOOKED)
        seq = duplicate_queries.newest_line(connection)
        if looked is not None and looked["seq"] == seq:
            return []
        homes = duplicate_queries.homes_changed_since(connection, looked["seq"] if looked else 0, _SAYS_NOTHING_NEW)
        customers = set(derived.customers_of_homes(connection, homes).values())
        homes |= set(derived.homes_of_customers(connection, customers))
        total = duplicate_queries.count_customers(connection, max(SMALL + 1, len(customers) * MANY))
    if homes and (looked is None or total <= SMALL or len(customers) * 2 > total):
        look_at_all(opened, tick)
        return sorted(customers)
    model = _model_from_value(looked["model"] if looked else None)
    is_few = len(customers) <= max(MANY, total // MANY)
    pairs = _one_by_one(opened, customers, tick) if is_few else _together(opened, customers, model, tick)
    if homes or looked is None:
        with opened.writing() as connection:
            duplicate_queries.replace_pairs(connection, _rows(pairs), homes)
            _remember(connection, seq, model)
    return sorted(customers)


def _together(opened: OpenVault, customers: Collection[int], model: Model, tick: Tick) -> list[Pair]:
    """Return the pairs that many customers make with the book."""
    with opened.vault.read_engine.connect() as connection:
        everybody = profiles(connection, tick=tick)
    return matching.find_duplicates(everybody, only=frozenset(customers), model=model, tick=tick)


def _one_by_one(opened: OpenVault, customers: Collection[int], tick: Tick) -> list[Pair]:
    """Return the pairs that a few customers make with the book."""
    if not customers:
        return []
    found: dict[tuple[int, int], Pair] = {}
    with opened.warm.lock:
        index = warm(opened, tick)
        with opened.reading() as connection:
            changed = profiles(connection, customers)
        for at, one in enumerate(changed):
            tick(at, len(changed))
            found.update(((p.a, p.b), p) for p in matching.compare_one(one, index))
    return [found[key] for key in sorted(found)]


def warm(opened: OpenVault, tick: Tick = no_tick) -> Index:
    """Return the index of the book as it is now: built the first time, then patched with what changed since."""
    state = opened.warm
    with state.lock:
        with opened.reading() as connection:
            seq = duplicate_queries.newest_line(connection)
            homes = duplicate_queries.homes_changed_since(connection, state.seq, _SAYS_NOTHING_NEW) if state.index else set()
            if state.index is not None and len(homes) <= PATCHED and seq >= state.seq:
                _patch(connection, state.index, homes)
                state.seq = seq
                return state.index
        return _build(opened, tick)


def _build(opened: OpenVault, tick: Tick) -> Index:
    with opened.vault.read_engine.connect() as connection:
        seq = duplicate_queries.newest_line(connection)
        looked = duplicate_queries.read_setting(connection, LOOKED)
        everybody = profiles(connection, tick=tick)
    model = _model_from_value(looked["model"] if looked else None)
    opened.warm.index = Index.of(everybody, lambda ids: _fetch(opened, ids), model, tick)
    opened.warm.seq = seq
    return opened.warm.index


def _patch(connection: Connection, index: Index, homes: set[int]) -> None:
    """Bring an index up to what these homes are now: some customers changed, some are gone."""
    customers = set(derived.customers_of_homes(connection, homes).values())
    homes = homes | set(derived.homes_of_customers(connection, customers))
    present = {p.id: p for p in profiles(connection, customers)}
    for home in homes:
        if home in present:
            index.put(present[home])
        else:
            index.remove(home)


def _fetch(opened: OpenVault, customer_ids: Sequence[int]) -> list[Profile]:
    with opened.reading() as connection:
        return profiles(connection, customer_ids)


def like_typed(opened: OpenVault, values: Mapping[str, Value], limit: int = 3) -> list[Pair] | None:
    """Return the customers most like values being typed, as pairs with id 0; None while no index is warm."""
    state = opened.warm
    if not state.lock.acquire(timeout=0.05):
        return None
    try:
        if state.index is None:
            return None
        pairs = matching.compare_one(profile(0, values), warm(opened), minimum=0.3)
    finally:
        state.lock.release()
    return [p for p in pairs if p.probability >= 0.3 or p.klass is matching.PairClass.HOUSEHOLD][:limit]


def judge(opened: OpenVault, pairs: Sequence[tuple[int, int]]) -> list[Pair]:
    """Return what the engine says of these pairs of customers, also of those so unlike that it would never have compared them."""
    with opened.reading() as connection:
        known = profiles(connection, {c for pair in pairs for c in pair})
        looked = duplicate_queries.read_setting(connection, LOOKED)
    at = {p.id: place for place, p in enumerate(known)}
    held = [(at[a], at[b]) for a, b in pairs if a in at and b in at]
    if not held:
        return []
    columns = columns_of(known)
    index = opened.warm.index
    counts = counts_of(columns, index.names if index is not None else None)
    first, second = (np.array(side, np.int32) for side in zip(*held, strict=True))
    model = _model_from_value(looked["model"] if looked else None)
    return judged(columns, counts, model, compared(columns, counts, first, second), 0.0)


def all_pairs(members: Sequence[int]) -> list[tuple[int, int]]:
    """Return every pair of these ids, the smaller first."""
    return list(combinations(sorted(set(members)), 2))


# ---- what is kept ----------------------------------------------------------------------------------------------------


def evidence_text(pair: Pair) -> str:
    """Return the evidence of a pair as it is kept: JSON, [code, bits, parameters] each."""
    return dumps([[e.code, round(e.bits, 2), dict(e.params)] for e in pair.evidence])


def _rows(pairs: Iterable[Pair]) -> list[PairRow]:
    return sorted((p.a, p.b, f"{p.probability:.6f}", p.klass.value, evidence_text(p)) for p in pairs)


def _remember(connection: Connection, seq: int, model: Model) -> None:
    value = {"seq": seq, "model": {"shares": model.shares.tolist(), "chances": [c.tolist() for c in model.chances]}}
    duplicate_queries.write_setting(connection, LOOKED, value)


def _model_of(pairs: Sequence[Pair]) -> Model:
    """Return the model that the engine fitted to the book while it found these."""
    explainer = getattr(pairs[0].explain, "__self__", None) if pairs else None
    return explainer.model if isinstance(explainer, Explainer) else PRIORS


def _model_from_value(value: Any) -> Model:
    """Return a model kept in the vault; the shipped one when there is none or the engine has other fields by now."""
    if value is None:
        return PRIORS
    chances = tuple(np.array(c, np.float64) for c in value["chances"])
    shapes = [c.shape for c in chances]
    return Model(np.array(value["shares"], np.float64), chances) if shapes == [c.shape for c in PRIORS.chances] else PRIORS
