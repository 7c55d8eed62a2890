"""Survivorship: which value wins, and why."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khachhang.fields import CATALOGUE
from khachhang.model import ColumnRule, Decision, DecisionKind, Issue, Mark, Party, Record, Severity
from khachhang.store.customer_rows import flatten, flatten_grouped, flatten_single
from khachhang.survivorship import survive


def record(record_id: int, values: dict[str, Any], **about: Any) -> Record:
    """A record of home 1; its operation carries the same number."""
    about = {"source_id": 1, "party": Party.FIRST, "home_id": 1, "operation_id": record_id, "change": record_id} | about
    return Record(record_id=record_id, values=values, **about)


def said(decision_id: int, kind: DecisionKind, **about: Any) -> Decision:
    """A decision of operation number `decision_id`."""
    return Decision(decision_id, decision_id, decision_id, kind, "2026-11-21T08:00:00Z", **about)


def shown(records: list[Record], decisions: list[Decision], key: str) -> list[Any]:
    """The values shown for a field."""
    survived = survive(records, decisions, CATALOGUE).fields.get(key)
    return [c.value for c in survived.shown] if survived else []


def test_a_third_party_value_fills_a_blank_and_never_displaces_a_first_party_one() -> None:
    own = record(1, {"full_name": "Lan"})
    handed_over = record(2, {"full_name": "Lan Nguyễn Thị", "sex": "F"}, party=Party.THIRD, source_id=2, observed_at="2026-01-01")
    newer = record(3, {"full_name": "Loan"}, party=Party.THIRD, source_id=3, default_rule=ColumnRule.NEWER, observed_at="2026-05-05")

    golden = survive([own, handed_over, newer], [], CATALOGUE)

    assert golden.fields["full_name"].shown[0].value == "Lan"
    assert golden.fields["sex"].shown[0].mark is Mark.UNVERIFIED


def test_another_source_fills_blanks_only_and_the_same_source_wins_with_newer_values() -> None:
    first = record(1, {"full_name": "Lan", "sex": "F"}, row_key="c:1")
    other = record(2, {"full_name": "Lan tạp hóa", "job": "bán hàng"}, source_id=2, row_key="c:9", observed_at="2026-09-09")
    again = record(3, {"full_name": "Nguyễn Thị Lan"}, row_key="c:1")

    assert shown([first, other], [], "full_name") == ["Lan"]
    assert shown([first, other], [], "job") == ["bán hàng"]
    assert shown([first, other, again], [], "full_name") == ["Nguyễn Thị Lan"]
    assert shown([first, again], [], "sex") == []  # the newer row of that source no longer says it


def test_newer_wins_where_the_column_rule_says_so() -> None:
    old = record(1, {"job": "thợ may"}, observed_at="2024-01-01", rules={"job": ColumnRule.NEWER})
    new = record(2, {"job": "chủ quán"}, source_id=2, observed_at="2026-01-01", rules={"job": ColumnRule.NEWER})
    undated = record(3, {"job": "giáo viên"}, source_id=3, rules={"job": ColumnRule.NEWER})

    assert shown([new, old, undated], [], "job") == ["chủ quán"]


def test_an_edit_stands_until_the_source_itself_changes_its_value() -> None:
    week_1 = record(1, {"full_name": "Lan"}, row_key="c:1")
    edit = record(2, {"full_name": "Nguyễn Thị Lan"}, source_id=9, is_edit=True, default_rule=ColumnRule.NEWER, observed_at="2026-11-01")
    choice = said(2, DecisionKind.CHOOSE, home_id=1, field="full_name", record_id=2)
    same_again = record(3, {"full_name": "Lan", "sex": "F"}, row_key="c:1")
    changed = record(4, {"full_name": "Lan Hồ"}, row_key="c:1")

    assert shown([week_1, edit, same_again], [choice], "full_name") == ["Nguyễn Thị Lan"]
    survived = survive([week_1, edit, same_again, changed], [choice], CATALOGUE).fields["full_name"]
    assert survived.is_doubtful
    assert {c.value for c in (*survived.shown, *survived.others)} == {"Nguyễn Thị Lan", "Lan Hồ"}


def test_a_retired_value_stays_away_until_somebody_states_it_by_hand() -> None:
    row = record(1, {"phones": ["+84912345678", "+84987654321"]}, row_key="c:1")
    gone = said(2, DecisionKind.RETIRE, home_id=1, field="phones", value="+84912345678")
    again = record(3, {"phones": ["+84912345678"]}, source_id=2)
    by_hand = record(4, {"phones": ["+84912345678"]}, source_id=9, is_edit=True)

    assert shown([row, again], [gone], "phones") == ["+84987654321"]
    assert shown([row, again, by_hand], [gone], "phones") == ["+84912345678", "+84987654321"]


def test_wrong_hides_and_right_marks() -> None:
    row = record(1, {"phones": ["+84912345678", "+84987654321"]}, party=Party.THIRD)
    wrong = said(2, DecisionKind.WRONG, record_id=1, field="phones", value="+84912345678")
    right = said(3, DecisionKind.VERIFY, record_id=1, field="phones", value="+84987654321")

    survived = survive([row], [wrong, right], CATALOGUE).fields["phones"]

    assert [(c.value, c.mark) for c in survived.shown] == [("+84987654321", Mark.VERIFIED)]
    assert [(c.value, c.mark) for c in survived.others] == [("+84912345678", Mark.WRONG)]


def test_amounts_stand_side_by_side_per_source() -> None:
    kiotviet = record(1, {"debt": 3_250_000}, observed_at="2026-10-12")
    book = record(2, {"debt": 3_100_000}, source_id=2, observed_at="2026-09-30")

    golden = survive([kiotviet, book], [], CATALOGUE)

    assert [(a.source_id, a.value, a.as_of) for a in golden.amounts["debt"]] == [(1, 3_250_000, "2026-10-12"), (2, 3_100_000, "2026-09-30")]
    assert flatten(golden, CATALOGUE).values["debt"] == 3_250_000


def test_the_same_order_line_of_two_exports_is_one_line() -> None:
    line = {"order_code": "HD1", "product": "Chảo", "amount": 199_000}
    first = record(1, {"full_name": "Lan", "order": {**line, "order_status": "đang giao"}}, row_key="c:1")
    later = record(2, {"full_name": "Lan", "order": {**line, "order_status": "đã giao"}}, row_key="c:1")

    orders = survive([first, later], [], CATALOGUE).orders

    assert [o.values["order_status"] for o in orders] == ["đã giao"]


@pytest.mark.parametrize("flag", [True, False])
def test_do_not_disturb_wins_over_silence(flag: bool) -> None:
    first = record(1, {"do_not_contact": flag})
    other = record(2, {"do_not_contact": not flag}, source_id=2)

    assert shown([first, other], [], "do_not_contact") == [True]


values = st.fixed_dictionaries(
    {},
    optional={
        "full_name": st.sampled_from(("Lan", "")), "phones": st.lists(st.sampled_from(("+84912345678", "+84987654321")), unique=True),
        "debt": st.integers(0, 9), "group": st.lists(st.sampled_from(("VIP", "Sỉ")), unique=True), "do_not_contact": st.booleans(),
        "address": st.just([{"street": "1 Lê Lợi", "province": "Hà Nội"}]), "x_ghi": st.just("a"),
    },
)  # fmt: skip


@given(values, st.sampled_from(list(Party)), st.sampled_from(list(ColumnRule)), st.booleans())
def test_the_fast_way_for_one_record_agrees_with_survivorship(
    said_values: dict[str, Any], party: Party, rule: ColumnRule, doubted: bool
) -> None:
    issues = (Issue("phone_invalid", Severity.DOUBTS, "A", "full_name"),) if doubted else ()
    one = record(1, said_values, party=party, rules={"full_name": rule}, issues=issues)

    assert flatten_single(one, CATALOGUE) == flatten(survive([one], [], CATALOGUE), CATALOGUE)


@given(
    st.fixed_dictionaries(
        {"full_name": st.just("Lan")}, optional={"group": st.lists(st.sampled_from("ABC"), unique=True), "sex": st.just("F")}
    ),
    st.sampled_from(list(Party)),
    st.lists(st.tuples(st.booleans(), st.sampled_from("ABCD")), max_size=5),
)
def test_the_short_way_for_customers_only_put_into_groups_is_the_long_way(
    said_values: dict[str, Any], party: Party, grouped: list[tuple[bool, str]]
) -> None:
    one = record(1, said_values, party=party)
    kinds = {True: DecisionKind.GROUP_ADD, False: DecisionKind.GROUP_REMOVE}
    decisions = [said(n, kinds[added], home_id=1, value=name) for n, (added, name) in enumerate(grouped, 2)]

    assert flatten_grouped(one, decisions, CATALOGUE) == flatten(survive([one], decisions, CATALOGUE), CATALOGUE)
