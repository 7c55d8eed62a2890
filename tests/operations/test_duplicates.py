"""Duplicates as a shop lives with them: compared as they come, answered once and for ever, joined and parted without loss."""

from __future__ import annotations

import pytest

from khachhang.errors import UserError
from khachhang.operations import cards, duplicates, editing, history
from khachhang.operations.opened import OpenVault
from khachhang.store import duplicate_queries
from tests.operations.shops import bring_in, snapshot

LAN = {"full_name": "Nguyễn Thị Lan", "phones": ["+84912345678"], "birth_date": "1990-03-28"}
LAN_AGAIN = {"full_name": "Nguyen Thi Lan", "phones": ["+84912345678"]}
HUNG = {"full_name": "Trần Quốc Hùng", "phones": ["+84938221506"]}
MAI = {"full_name": "Phạm Thị Mai", "phones": ["+84938221506"]}


TYPED_LAN = {"full_name": "Nguyễn Thị Lan", "phones": "0912345678", "birth_date": "28/03/1990"}
TYPED_AGAIN = {"full_name": "Nguyen Thi Lan", "phones": "0912345678"}


def people(opened: OpenVault, *typed: dict[str, str]) -> list[int]:
    """Add customers by hand, where nobody is joined to anybody; return their ids."""
    return [editing.add(opened, t).customer_ids[0] for t in typed]


def names(opened: OpenVault) -> list[tuple[str, str]]:
    """Return the questions as pairs of names."""
    return [(q.name_a, q.name_b) for q in duplicates.queue(opened)]


def ids(opened: OpenVault) -> list[int]:
    """Return the customers there are."""
    return [r[0] for r in snapshot(opened)["customer"]]


def pair_rows(opened: OpenVault) -> list[tuple[object, ...]]:
    """Return what is kept of the engine's answers, evidence left out."""
    with opened.reading() as connection:
        return [tuple(r) for r in duplicate_queries.open_pairs(connection, "0", ("same", "household", "name_only", "unrelated"))]


@pytest.fixture
def big(shop: OpenVault, monkeypatch: pytest.MonkeyPatch) -> OpenVault:
    """A shop that is too large to look at everybody, though it has two customers."""
    from khachhang.operations import duplicate_search

    givens = ("Bảo", "Châu", "Diễm", "Giang", "Hậu", "Khôi", "Lợi", "Nghĩa", "Oanh", "Phát", "Quý", "Sang", "Thủy", "Uyên", "Vinh", "Xuân")
    strangers = [{"full_name": f"Võ Bá {name}", "phones": [f"+8497{n * 6007 % 9973:04}{n:03}"]} for n, name in enumerate(givens, 1)]
    bring_in(shop, [LAN, HUNG, *strangers])
    duplicates.refresh(shop)
    monkeypatch.setattr(duplicate_search, "SMALL", 0)
    shop.warm.index = None
    return shop


# ---- as they come


def test_a_new_customer_is_compared_at_once(big: OpenVault):
    added = editing.add(big, {"full_name": "Nguyen Thi Lan", "phones": "0912 345 678"})

    assert duplicates.catch_up(big) == list(added.customer_ids)
    assert names(big) == [("Nguyễn Thị Lan", "Nguyen Thi Lan")]
    assert duplicates.catch_up(big) == []


def test_an_edit_an_undo_and_a_redo_are_followed(big: OpenVault):
    lan, hung = ids(big)[:2]
    edited = editing.edit(big, hung, {"full_name": "Nguyễn Thị Lan", "phones": ["0912 345 678"]})
    duplicates.catch_up(big)
    assert len(names(big)) == 1

    history.undo(big, edited.operation_id)
    duplicates.catch_up(big)
    assert names(big) == []

    history.redo(big, edited.operation_id)
    duplicates.catch_up(big)
    assert [(q.customer_a, q.customer_b) for q in duplicates.queue(big)] == [(lan, hung)]


def test_looking_bit_by_bit_finds_what_looking_at_all_finds(big: OpenVault):
    bring_in(big, [MAI], source="Hội chợ")
    people(big, TYPED_AGAIN)
    duplicates.catch_up(big)
    merged = duplicates.merge(big, ids(big)[:2])
    duplicates.catch_up(big)
    history.undo(big, merged.operation_id)
    duplicates.catch_up(big)
    bit_by_bit = pair_rows(big)

    duplicates.refresh(big)

    assert [r[:2] for r in bit_by_bit] == [r[:2] for r in pair_rows(big)]
    assert len(bit_by_bit) >= 2


def test_the_book_is_looked_at_anew_after_it_was_closed(big: OpenVault):
    big.warm.index = None
    editing.add(big, {"full_name": "Nguyen Thi Lan", "phones": "0912 345 678"})

    duplicates.catch_up(big)

    assert len(names(big)) == 1


def test_a_binned_customer_is_no_question(big: OpenVault):
    added = editing.add(big, {"full_name": "Nguyen Thi Lan", "phones": "0912 345 678"})
    duplicates.catch_up(big)
    editing.bin_(big, added.customer_ids)
    duplicates.catch_up(big)
    assert names(big) == []

    editing.restore(big, added.customer_ids)
    duplicates.catch_up(big)
    assert len(names(big)) == 1


def test_who_is_like_what_is_being_typed(big: OpenVault):
    lan = [(ids(big)[0], "Nguyễn Thị Lan", "0912 345 678")]
    typed = {"full_name": "nguyễn thị lan", "phones": "0912345678"}
    assert [(a.customer_id, a.name, a.phones) for a in duplicates.alike(big, typed)] == lan, "nothing is warm yet"

    duplicates.warm(big)

    assert [(a.customer_id, a.name, a.phones) for a in duplicates.alike(big, typed)] == lan
    assert duplicates.alike(big, {"full_name": "", "phones": " "}) == []


# ---- answered once and for ever


@pytest.fixture
def couple(shop: OpenVault) -> OpenVault:
    """Two people with one number, from two lists; the second list is the newest operation."""
    bring_in(shop, [HUNG], source="KiotViet")
    bring_in(shop, [MAI], source="Hội chợ")
    duplicates.refresh(shop)
    return shop


def asked(opened: OpenVault) -> list[tuple[str, str]]:
    duplicates.catch_up(opened)
    return names(opened)


@pytest.mark.parametrize("answer", [duplicates.not_same, duplicates.household])
def test_an_answer_survives_undo_and_importing_again(couple: OpenVault, answer):
    fair = history.what_undo_would_do(couple)
    assert fair is not None
    assert len(names(couple)) == 1
    answer(couple, *ids(couple))
    assert names(couple) == []

    history.undo(couple, fair[0])
    assert asked(couple) == []
    bring_in(couple, [{**MAI, "note": ["khách mới"]}], source="Hội chợ xuân")

    assert len(ids(couple)) == 2
    assert asked(couple) == []
    duplicates.refresh(couple)
    assert names(couple) == []


def test_another_person_on_the_number_is_asked_about(couple: OpenVault):
    duplicates.not_same(couple, *ids(couple))
    people(couple, {"full_name": "Tran Quoc Hung", "phones": "0938221506"})

    assert any("Tran Quoc Hung" in pair and "Trần Quốc Hùng" in pair for pair in asked(couple))


def test_an_answer_survives_a_merge(couple: OpenVault):
    hung, mai = ids(couple)
    duplicates.not_same(couple, hung, mai)
    other = editing.add(couple, {"full_name": "Tran Quoc Hung", "phones": "0938221506"}).customer_ids[0]
    duplicates.merge(couple, [hung, other])

    assert asked(couple) == []
    assert duplicates.question_counts(couple) == {}


def test_an_answer_survives_an_edit(couple: OpenVault):
    hung, mai = ids(couple)
    duplicates.household(couple, hung, mai)
    editing.edit(couple, mai, {"note": ["chị Mai", "nhà số 5"]})

    assert asked(couple) == []
    assert cards.card(couple, hung).open_questions == 0


def test_asking_again_brings_the_question_back(couple: OpenVault):
    hung, mai = ids(couple)
    duplicates.household(couple, hung, mai)
    assert [(a.customer_a, a.customer_b, a.kind) for a in duplicates.answered(couple)] == [(hung, mai, "household")]
    assert cards.card(couple, hung).households

    duplicates.ask_again(couple, mai, hung)

    assert len(names(couple)) == 1
    assert duplicates.answered(couple) == []
    assert not cards.card(couple, hung).households
    history.undo(couple)
    assert names(couple) == []
    with pytest.raises(UserError, match="nothing_answered"):
        duplicates.ask_again(couple, hung, 999)


def test_asking_again_works_for_who_was_imported_anew(couple: OpenVault):
    fair = history.what_undo_would_do(couple)
    assert fair is not None
    duplicates.not_same(couple, *ids(couple))
    history.undo(couple, fair[0])
    bring_in(couple, [{**MAI, "note": ["khách mới"]}], source="Hội chợ xuân")
    assert asked(couple) == []

    duplicates.ask_again(couple, *ids(couple))

    assert len(names(couple)) == 1


def test_later_comes_last(couple: OpenVault):
    people(couple, TYPED_LAN, {**TYPED_AGAIN, "birth_date": "28/3/1990"})
    first = asked(couple)[0]
    question = duplicates.queue(couple)[0]

    duplicates.later(couple, question.customer_a, question.customer_b)

    assert names(couple)[-1] == first
    assert duplicates.cases(couple).items[-1].is_put_off


# ---- several at once


def test_three_that_hang_together_are_one_case(shop: OpenVault):
    people(shop, TYPED_LAN, TYPED_AGAIN, {**TYPED_LAN, "email": "lan@vidu.vn"})
    duplicates.refresh(shop)

    found = duplicates.cases(shop)
    assert [len(c.members) for c in found.items] == [3]
    look = duplicates.review(shop, found.items[0].members)

    assert look.suggested == frozenset(found.items[0].members)
    assert look.apart == ()
    assert look.weakest is not None


def test_who_contradicts_is_not_ticked_and_it_is_said(shop: OpenVault):
    """A–B and B–C hang together by name and number; A and C were born on different days in different places."""
    a = {**TYPED_LAN, "sex": "Nữ"}
    b = {"full_name": "Nguyễn Thị Lan", "phones": "0912345678; 0987654321"}
    c = {"full_name": "Nguyễn Thị Lan", "phones": "0987654321", "birth_date": "2/11/1964", "sex": "Nữ"}
    members = people(shop, a, b, c)
    duplicates.refresh(shop)

    look = duplicates.review(shop, members)

    assert len(look.suggested) == 2
    assert len(look.apart) == 1
    assert "khó là một" in look.apart[0]
    merged = duplicates.merge_certain(shop, 0.5)
    assert len(merged.customer_ids) <= 2
    assert len(ids(shop)) == 2, "nobody is joined through a weak chain"


def test_a_said_difference_keeps_a_group_apart(shop: OpenVault):
    a, b, c = people(shop, TYPED_LAN, TYPED_AGAIN, {**TYPED_LAN, "email": "lan@vidu.vn"})
    duplicates.refresh(shop)
    duplicates.not_same(shop, a, c)

    look = duplicates.review(shop, [a, b, c])

    assert not {a, c} <= look.suggested
    assert "bạn đã nói" in look.apart[0]


def test_fields_say_what_survives_and_what_cannot_both_be(shop: OpenVault):
    lan, again = people(shop, {**TYPED_LAN, "job": "Giáo viên"}, {**TYPED_AGAIN, "birth_date": "28/3/1991"})

    fields = {f.key: f for f in duplicates.review(shop, [lan, again]).comparison.fields}

    assert fields["phones"].is_equal
    assert not fields["phones"].is_single
    assert fields["birth_date"].is_conflict
    assert fields["birth_date"].proposed in (0, 1)
    assert fields["job"].proposed == 0
    other = 1 - (fields["full_name"].proposed or 0)
    chosen = fields["full_name"].records[other]
    assert chosen is not None
    duplicates.merge(shop, [lan, again], {"full_name": chosen})
    assert cards.card(shop, again).name == fields["full_name"].texts[other][0]


# ---- all certain ones at once


def test_all_certain_ones_are_previewed_merged_and_taken_back(shop: OpenVault):
    pairs = [{"full_name": f"Đặng Thị {n}", "phones": f"097100000{i}", "birth_date": "2/1/1980"} for i, n in enumerate(("Hạ", "Vy"))]
    people(shop, TYPED_LAN, {**TYPED_AGAIN, "birth_date": "28/3/1990"}, *pairs, *pairs)
    duplicates.refresh(shop)
    before = snapshot(shop)
    duplicates.set_certain_threshold(shop, 0.9)
    threshold = duplicates.certain_threshold(shop)

    preview = duplicates.preview_certain(shop, threshold)
    outcome = duplicates.merge_certain(shop, threshold)

    assert threshold == 0.9
    assert preview.groups >= 1
    assert (outcome.params["groups"], outcome.params["n"]) == (preview.groups, preview.customers)
    assert all(q.probability >= threshold for q in preview.sample)
    assert preview.sample[0].same
    history.undo(shop, outcome.operation_id)
    assert snapshot(shop) == before


# ---- parted again


def test_parting_after_later_edits_and_merges(shop: OpenVault):
    lan, again, hung = people(shop, TYPED_LAN, TYPED_AGAIN, {"full_name": "Trần Quốc Hùng", "phones": "0938221506"})
    before = {c: cards.card(shop, c).name for c in (lan, again, hung)}
    duplicates.merge(shop, [lan, again])
    editing.edit(shop, lan, {"job": "Giáo viên"})
    duplicates.merge(shop, [lan, hung])
    assert {cards.card(shop, c).customer_id for c in (lan, again, hung)} == {lan}, "any id that named one still does"

    duplicates.unmerge(shop, again)
    assert cards.card(shop, hung).name == before[hung]
    duplicates.unmerge(shop, again)

    assert {c: cards.card(shop, c).name for c in (lan, again, hung)} == before
    jobs = [[v.text for f in cards.card(shop, c).fields if f.field.key == "job" for v in f.values] for c in (lan, again, hung)]
    assert jobs == [["Giáo viên"], [], []], "what was added since stays where it was added"
    assert asked(shop) == [], "who was parted is not asked about"
    history.undo(shop)
    assert cards.card(shop, again).customer_id == lan


def test_parting_some_rows(shop: OpenVault):
    lan, again = people(shop, TYPED_LAN, TYPED_AGAIN)
    duplicates.merge(shop, [lan, again])
    rows = cards.card(shop, lan).records
    gone = next(r.record_id for r in rows if r.home_id == again)

    duplicates.split(shop, lan, [gone])

    left, new = ids(shop)
    assert [len(cards.card(shop, c).records) for c in (left, new)] == [1, 1]
    assert asked(shop) == [], "who was parted is not asked about"
    history.undo(shop)
    assert len(cards.card(shop, lan).records) == 2
    with pytest.raises(UserError, match="split_needs_some"):
        duplicates.split(shop, lan, [r.record_id for r in rows])


# ---- the report


def test_the_report_says_what_is_repeated(couple: OpenVault):
    bring_in(couple, [LAN], source="KiotViet")
    bring_in(couple, [LAN], source="Hội chợ")
    duplicates.refresh(couple)
    lan = [q for q in duplicates.queue(couple) if q.name_a == q.name_b]
    for q in lan:
        duplicates.merge(couple, [q.customer_a, q.customer_b])
    duplicates.catch_up(couple)

    found = duplicates.report(couple)

    assert found.customers == 3
    assert found.records == 4
    assert [(o.name_a, o.name_b, o.shared, o.total_a, o.total_b) for o in found.overlaps] == [("KiotViet", "Hội chợ", 1, 2, 2)]
    assert found.calls_saved == 1
    assert found.questions == {"certain": 0, "possible": 0, "household": 1}
    assert any("bớt gửi trùng 1 tin" in s for s in found.sentences)
