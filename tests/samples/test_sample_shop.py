"""The story the sample shop tells, step by step, through the operations that the window calls."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from khachhang.errors import Cancelled
from khachhang.model import Mark, Party, RowOutcome
from khachhang.operations import customers, duplicates, exports, history, import_commit, import_results, samples, vaults
from khachhang.operations.cards import AmountRow, Card
from khachhang.operations.customers import CustomerQuery, Filter, Op
from khachhang.operations.duplicates import Question
from khachhang.operations.opened import OpenVault
from tests.operations.shops import snapshot

ROOT = Path(__file__).resolve().parents[2]
SHOWN_FIELDS = ["full_name", "phones", "address", "debt"]


@pytest.fixture(scope="module")
def opened_once() -> Iterator[OpenVault]:
    """The sample shop as a person meets it; for tests that change nothing."""
    opened = samples.open_sample()
    yield opened
    vaults.close(opened)


@pytest.fixture
def shop() -> Iterator[OpenVault]:
    """A sample shop of one's own."""
    opened = samples.open_sample()
    yield opened
    vaults.close(opened)


def _lan(opened: OpenVault) -> Card:
    ids = customers.first_page(opened, CustomerQuery(text="lan 678"))
    assert len(ids) == 1
    return customers.card(opened, ids[0])


def _debt(card: Card) -> AmountRow:
    return next(a for a in card.amounts if a.field.key == "debt")


def _texts(card: Card, key: str) -> list[tuple[str, str]]:
    """Return the shown values of a field with what stands beside each."""
    field = next((f for f in card.fields if f.field.key == key), None)
    return [(v.text, v.mark_text) for v in field.values if v.is_shown] if field else []


def _question(opened: OpenVault, *names: str) -> Question:
    return next(q for q in duplicates.queue(opened) if {q.name_a, q.name_b} == set(names))


def _import_fair(opened: OpenVault) -> int:
    outcome = import_commit.commit(opened, samples.stage_sample(opened, samples.FAIR))
    duplicates.refresh(opened)
    assert outcome.operation_id is not None
    return outcome.operation_id


def test_it_is_a_sample_with_the_shops_name(opened_once: OpenVault):
    assert opened_once.is_sample
    assert opened_once.name == "Gia dụng Hoa Mai (mẫu)"


def test_the_three_own_files_are_in_and_the_fair_list_is_not(opened_once: OpenVault):
    imports = import_results.list_imports(opened_once)

    assert [i.source_name for i in reversed(imports)] == ["KiotViet", "Sổ giao hàng", "Sổ công nợ"]
    assert {i.party for i in imports} == {Party.FIRST}
    assert sum(i.counts[RowOutcome.REJECTED] for i in imports) == 0


def test_one_card_where_the_files_had_four_rows(opened_once: OpenVault):
    card = _lan(opened_once)

    assert card.name == "Nguyễn Thị Lan"
    assert len(card.records) == 4
    assert {r.file_name for r in card.records} == {"KiotViet - khách hàng.xlsx", "Giao hàng tháng 10.xlsx", "Sổ công nợ.xlsx"}
    assert _texts(card, "phones") == [("0912 345 678", "")]
    assert "giao sau 17h" in [text for text, _ in _texts(card, "note")]


def test_last_purchase_and_debt_stand_by_source_and_date(opened_once: OpenVault):
    card = _lan(opened_once)

    bought = next(a for a in card.amounts if a.field.key == "last_purchase_date")
    assert [(e.source_name, e.value) for e in bought.entries] == [("KiotViet", "2026-10-08")]
    assert [(e.source_name, e.value, e.as_of) for e in _debt(card).entries] == [
        ("KiotViet", 3_250_000, "2026-10-12"),
        ("Sổ công nợ", 3_100_000, "2026-09-30"),
    ]
    assert _debt(card).difference == 150_000


def test_each_debt_leads_to_its_cell(opened_once: OpenVault):
    for entry in _debt(_lan(opened_once)).entries:
        view = customers.original_workbook(opened_once, entry.record_id, "debt")
        row, column = view.highlight
        assert column is not None
        assert view.rows[row - view.first_row][column] == str(entry.value)


def test_the_couple_is_asked_about_and_few_others(opened_once: OpenVault):
    question = _question(opened_once, "Trần Quốc Hùng", "Phạm Thị Mai")

    assert question.klass == "household"
    assert any("0938 221 506" in sentence for sentence in question.same)
    assert len(duplicates.queue(opened_once)) < 12


def test_the_other_lan_stays_another_customer(opened_once: OpenVault):
    found = customers.rows(opened_once, customers.first_page(opened_once, CustomerQuery(text="nguyễn thị lan")))

    assert sorted(r.values["phones"] for r in found if r.values["full_name"] == "Nguyễn Thị Lan") == ["0912 345 678", "0978 614 203"]


def test_those_who_owe_in_go_vap(opened_once: OpenVault):
    rows = customers.rows(opened_once, customers.first_page(opened_once, samples.debtors_nearby()))

    assert 25 <= len(rows) <= 40
    assert all(r.raw["debt"] > 0 for r in rows)
    assert "Nguyễn Thị Lan" in [r.values["full_name"] for r in rows]


def test_the_story(shop: OpenVault, tmp_path: Path):
    """Points 2 to 6 in their order: each begins where the one before left off."""
    before = snapshot(shop)
    staged = samples.stage_sample(shop, samples.FAIR)
    assert sum(staged.counts.values()) == len(staged.rows)
    assert staged.counts[RowOutcome.REJECTED] == 0
    assert next(r.count for t in staged.tables for r in t.repairs if r.code == "phone_mobile_2018") > 15

    fair = _import_fair(shop)
    untouched = _lan(shop)
    assert _texts(untouched, "phones") == [("0912 345 678", "")]
    assert _fair_values_are_unverified(shop)

    couple = _question(shop, "Trần Quốc Hùng", "Phạm Thị Mai")
    duplicates.household(shop, couple.customer_a, couple.customer_b)
    assert [name for _, name in customers.card(shop, couple.customer_a).households] == [couple.name_b]
    assert not any({q.customer_a, q.customer_b} == {couple.customer_a, couple.customer_b} for q in duplicates.queue(shop))
    history.undo(shop)

    after_fair = snapshot(shop)
    history.undo(shop, fair)
    assert snapshot(shop) == before
    history.redo(shop, fair)
    assert snapshot(shop) == after_fair

    _merge_part_and_merge_lan(shop)
    _export_is_good(shop, tmp_path / "Còn nợ - Gò Vấp.xlsx")


def _fair_values_are_unverified(opened: OpenVault) -> bool:
    """Every value that only the fair says is marked so; returns whether there was any."""
    only_fair = CustomerQuery(filters=customers.AllOf((Filter("party", Op.IS, (Party.THIRD.value,)),)))
    ids = customers.all_ids(opened, only_fair)
    for customer_id in ids:
        marks = {v.mark for f in customers.card(opened, customer_id).fields for v in f.values}
        assert marks == {Mark.UNVERIFIED}
    return len(ids) > 30


def _merge_part_and_merge_lan(opened: OpenVault) -> None:
    lan = _lan(opened).customer_id
    question = _question(opened, "Nguyễn Thị Lan", "Lan Nguyen Thi")
    pair = (question.customer_a, question.customer_b)
    assert lan in pair
    for _ in range(2):
        duplicates.merge(opened, pair)
        merged = _lan(opened)
        assert len(merged.records) == 5
        assert _texts(merged, "phones") == [("0912 345 678", ""), ("0912 345 687", "Chưa kiểm · Hội chợ 3/2026")]
        assert merged.name == "Nguyễn Thị Lan"
        duplicates.unmerge(opened, lan)
        assert sorted(len(customers.card(opened, c).records) for c in pair) == [1, 4]
        assert _texts(_lan(opened), "phones") == [("0912 345 678", "")]
    duplicates.merge(opened, pair)


def _export_is_good(opened: OpenVault, path: Path) -> None:
    outcome = exports.export(opened, path, samples.debtors_nearby(), SHOWN_FIELDS)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    lan = next(r for r in rows if r[0] == "Nguyễn Thị Lan" and r[3] == 3_250_000)
    assert len(rows) == outcome.params["n"]
    assert str(lan[1]).startswith("0912 345 678")
    assert header[-3:] == ("Nguồn", "Đã kiểm", "Mã trong sổ")
    assert "Hội chợ 3/2026" in str(lan[-3])
    assert lan[-2] == "Chưa kiểm"
    with zipfile.ZipFile(path) as parts:
        assert b"ignoredError" in parts.read("xl/worksheets/sheet1.xml")


def test_closing_leaves_nothing(own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    opened = samples.open_sample()
    assert opened.folder.is_relative_to(tmp_path)
    assert opened.folder.exists()

    report = vaults.close(opened)

    assert report.backup is None
    assert list(tmp_path.iterdir()) == []
    assert [p for p in own_home.rglob("*") if p.is_file()] == []
    samples.close_sample(opened)


def test_stopping_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        samples.open_sample(stop)

    assert list(tmp_path.iterdir()) == []


def test_the_whole_job_tells_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    passing, out = tmp_path / "tmp", tmp_path / "out"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))

    lines = list(samples.whole_job(out, lang="en"))

    assert len(lines) == 20
    assert not any("{" in line or "[" in line for line in lines)
    assert lines[-1] == "Closed the sample shop and deleted all of it."
    assert [p.name for p in out.iterdir()] == ["Còn nợ - Gò Vấp.xlsx"]
    assert list(passing.iterdir()) == []


def test_the_demonstration_runs_without_a_window(tmp_path: Path):
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "demo", "--headless", "--out", str(tmp_path)],
        capture_output=True, timeout=120, check=False, env=environment,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr.decode()
    assert "3.250.000" in done.stdout.decode()
    assert (tmp_path / "Còn nợ - Gò Vấp.xlsx").exists()
