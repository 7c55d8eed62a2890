"""Laws 2 and 4: state is a function of the active operations, whatever the order of undoing them."""

from __future__ import annotations

import contextlib
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from khachhang.errors import UserError
from khachhang.model import ColumnRule, Party
from khachhang.operations import cards, duplicates, editing, history, import_results, refreshing, verification
from khachhang.operations.opened import OpenVault
from khachhang.store import customer_queries
from tests.operations.shops import bring_in, empty, snapshot

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A history is short already, and shrinking replays thousands of transactions."""

NAMES = ("Nguyễn Thị Lan", "Trần Văn Hùng", "Lê Hoa Mai", "Lan")
PHONES = ("+84912345678", "+84987654321", "+84283822123")
FIELDS = ("full_name", "phones", "note", "group", "sex", "x_cua_hang")
TEXTS = {
    "full_name": NAMES, "phones": ("0912 345 678", "0987654321"), "note": ("giao sau 17h", "khách quen"), "group": ("VIP", "Sỉ"),
    "sex": ("Nam", "Nữ"), "x_cua_hang": ("Chợ Lớn",),
}  # fmt: skip

row = st.fixed_dictionaries(
    {"full_name": st.sampled_from(NAMES)},
    optional={
        "phones": st.lists(st.sampled_from(PHONES), min_size=1, max_size=2, unique=True),
        "customer_code": st.sampled_from(("K1", "K2", "K3")).map(lambda c: [c]),
        "note": st.sampled_from(("a", "b")).map(lambda n: [n]),
        "group": st.sampled_from(("VIP", "Sỉ")).map(lambda n: [n]),
        "debt": st.integers(0, 3).map(lambda n: n * 1000),
        "sex": st.sampled_from("MF"),
        "do_not_contact": st.booleans(),
        "order": st.fixed_dictionaries(
            {"order_code": st.sampled_from(("HD1", "HD2")), "product": st.sampled_from("AB"), "amount": st.just(5000)}
        ),
    },
)
imports = st.tuples(
    st.just("import"),
    st.lists(row, min_size=1, max_size=3),
    st.sampled_from(("KiotViet", "Hội chợ")),
    st.sampled_from(list(Party)),
    st.sampled_from(list(ColumnRule)),
)
KINDS = (
    "edit", "clear", "choose", "retire", "merge", "merge", "split", "unmerge", "not_same", "household", "later", "ask_again", "group_add",
    "group_remove", "bin", "restore", "verify", "confirm", "field", "add", "party", "undo", "undo", "redo", "again",
)  # fmt: skip
acts = st.tuples(st.sampled_from(KINDS), st.integers(0, 2**16))
histories = st.tuples(imports, st.lists(st.one_of(imports, acts, acts), min_size=2, max_size=9))


def play(opened: OpenVault, action: Any) -> None:
    """Do one act of a random history; what cannot be done now is left out."""
    if action[0] == "import":
        _, rows, source, party, rule = action
        bring_in(opened, rows, source=source, party=party, rules={"full_name": rule, "sex": rule})
        return
    kind, seed = action
    rng = random.Random(seed)
    with contextlib.suppress(UserError):
        _act(opened, kind, rng)


def _customers(opened: OpenVault) -> list[int]:
    return [r[0] for r in snapshot(opened)["customer"]]


def _act(opened: OpenVault, kind: str, rng: random.Random) -> None:
    found = _customers(opened)
    acts = [h.operation_id for h in history.operations_list(opened)]
    if kind in ("undo", "redo") and acts:
        (history.undo if kind == "undo" else history.redo)(opened, rng.choice(acts))
        return
    if kind == "field":
        editing.add_field(opened, "Cửa hàng")
        return
    if kind == "again":
        return
    if not found:
        return
    one, other = rng.choice(found), rng.choice(found)
    field = rng.choice([f for f in FIELDS if f in opened.catalogue])
    text: Any = rng.choice(TEXTS[field])
    card = cards.card(opened, one)
    values = [(f.field.key, v) for f in card.fields for v in f.values if v.record_id is not None]
    picked = rng.choice(values) if values else None
    if kind == "edit":
        editing.edit(opened, one, {field: [text] if opened.catalogue[field].many else text})
    elif kind == "clear":
        editing.edit(opened, one, {field: None})
    elif kind == "add":
        editing.add(opened, {"full_name": rng.choice(NAMES), "phones": "0912345678"})
    elif kind == "choose" and picked:
        editing.choose_value(opened, one, picked[0], picked[1].record_id)
    elif kind == "retire" and picked:
        editing.retire_value(opened, one, picked[0], picked[1].value)
    elif kind == "verify" and picked:
        verification.verify(opened, picked[1].record_id, picked[0], rng.choice(("right", "wrong", "unverifiable")), value=picked[1].value)
    elif kind == "confirm":
        verification.confirm(opened, one)
    elif kind == "ask_again":
        duplicates.ask_again(opened, one)
    elif kind in ("merge", "not_same", "household", "later") and one != other:
        if kind == "merge":
            duplicates.merge(opened, [one, other])
        else:
            getattr(duplicates, kind)(opened, one, other)
    elif kind == "split":
        ids = [r.record_id for r in card.records]
        duplicates.split(opened, one, rng.sample(ids, max(1, len(ids) // 2)))
    elif kind == "unmerge":
        duplicates.unmerge(opened, one)
    elif kind in ("group_add", "group_remove"):
        getattr(editing, "add_group" if kind == "group_add" else "remove_group")(opened, [one], "VIP")
    elif kind in ("bin", "restore"):
        (editing.bin_ if kind == "bin" else editing.restore)(opened, [one])
    elif kind == "party":
        infos = import_results.list_imports(opened)
        import_results.change_party(opened, rng.choice(infos).operation_id, rng.choice(list(Party)))


def _rebuilt(opened: OpenVault) -> dict[str, Any]:
    with opened.writing() as connection:
        refreshing.rebuild(connection, opened.catalogue)
    return snapshot(opened)


def _active(opened: OpenVault) -> list[int]:
    return [h.operation_id for h in history.operations_list(opened) if h.is_active]


def check_laws(opened: OpenVault, first: Any, actions: list[Any], seed: int) -> None:
    """Play a history and hold the laws against what is left."""
    empty(opened)
    play(opened, first)
    for action in actions:
        play(opened, action)
    state = snapshot(opened)
    assert _rebuilt(opened) == state, "rebuild reproduces the customers"
    active = _active(opened)
    rng = random.Random(seed)
    some = rng.sample(active, len(active) // 2)
    for operation_id in some:
        history.undo(opened, operation_id)
    half = snapshot(opened)
    for operation_id in rng.sample(some, len(some)):
        history.redo(opened, operation_id)
    assert snapshot(opened) == state, "redo in any order brings everything back"
    for operation_id in rng.sample(some, len(some)):
        history.undo(opened, operation_id)
    assert snapshot(opened) == half, "the order of undoing does not matter"
    for operation_id in _active(opened):
        history.undo(opened, operation_id)
    assert all(not rows for rows in snapshot(opened).values()), "undoing everything leaves nothing"
    with opened.reading() as connection:
        assert not customer_queries.groups(connection)


@settings(max_examples=60, suppress_health_check=list(HealthCheck), phases=WITHOUT_SHRINKING)
@given(history_=histories, seed=st.integers(0, 2**16))
def test_state_is_a_function_of_the_active_operations(shared_shop: OpenVault, history_: Any, seed: int) -> None:
    check_laws(shared_shop, *history_, seed)


@pytest.mark.soak
@settings(max_examples=1500, suppress_health_check=list(HealthCheck), phases=WITHOUT_SHRINKING)
@given(history_=histories, seed=st.integers(0, 2**16))
def test_state_is_a_function_of_the_active_operations_at_length(shared_shop: OpenVault, history_: Any, seed: int) -> None:
    check_laws(shared_shop, *history_, seed)
