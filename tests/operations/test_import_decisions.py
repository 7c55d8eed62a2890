"""What a person decides in the preview, that it is kept with the import, and rows taken in long after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import orjson
import pytest
from sqlalchemy import select

from khachhang.model import ColumnRule, Issue, Party, RowOutcome, Severity
from khachhang.operations import customers, editing, history, imports
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.imports import SourceChoice, Staged, TableChoice
from khachhang.operations.opened import OpenVault
from khachhang.store import schema

HEAD = ("Mã KH", "Tên khách", "Điện thoại", "Email", "Còn nợ")
ROWS = (
    ("K1", "Nguyễn Thị Lan", "0912 345 678", "lan@gmial.com", 3250),
    ("K2", "Trần Văn Hùng", "0987 65", "hung@gmail.com", 0),
    ("K3", "Lê Hoa", "0168 456 7890", "hoa@gmial.com; hoa@shop.vn", 1200),
    ("K4", "Đỗ An", "0903 111 222", "", 450),
    ("K5", "Võ Thị Bình", "0903 111 333", "", 700),
    ("K6", "Phan Văn Châu", "0903 111 444", "", 900),
)

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(sheets: dict[str, Sequence[Sequence[Any]]] | None = None, name: str = "Khách sỉ.xlsx") -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)  # type: ignore[arg-type]
        for title, rows in (sheets or {"Khách": (HEAD, *ROWS)}).items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return make


def staged_of(shop: OpenVault, path: Path, source: SourceChoice | None = None, **about: Any) -> Staged:
    look = imports.inspect_file(path, opened=shop)
    choices = [TableChoice(t, t.mapping, **about) for t in look.tables]
    return imports.stage(shop, look, choices, source or SourceChoice("Sổ sỉ", Party.FIRST))


def emails(staged: Staged) -> list[Any]:
    return [r.row.values.get("email") for r in staged.rows if r.row.values.get("full_name") in ("Nguyễn Thị Lan", "Lê Hoa")]


def test_one_suggestion_or_all_alike_are_taken_up_and_the_rest_of_the_cell_stays(shop: OpenVault, write: Write) -> None:
    staged = staged_of(shop, write())
    kind = next(k for k in imports.issue_kinds(staged) if k.code == "email_domain_typo")
    assert (kind.rows, kind.fixable) == (2, 2)
    lan = next(r for r in staged.rows if r.row.row_key == "K1")
    issue = next(i for i in lan.issues if imports.is_fixable(i))

    one = imports.fix(shop, staged, 0, {(lan.sheet_row, issue.column or ""): imports.fix_of(staged, lan, issue)})
    every = imports.fix_alike(shop, staged, "email_domain_typo")

    assert emails(one) == [["lan@gmail.com"], ["hoa@gmial.com", "hoa@shop.vn"]]
    assert emails(every) == [["lan@gmail.com"], ["hoa@gmail.com", "hoa@shop.vn"]]


def test_doubts_of_one_kind_are_accepted_together(shop: OpenVault, write: Write) -> None:
    staged = staged_of(shop, write())
    assert staged.counts[RowOutcome.DOUBTFUL] >= 2

    accepted = imports.accept_alike(shop, imports.accept_alike(shop, staged, "email_domain_typo"), "phone_invalid")

    assert accepted.counts[RowOutcome.DOUBTFUL] == 0


def test_a_decision_about_a_row_of_one_sheet_leaves_the_same_row_of_another_alone(shop: OpenVault, write: Write) -> None:
    path = write({"Tháng 1": (HEAD, *ROWS), "Tháng 2": (HEAD, *(("X" + r[0], r[1] + " Hai", *r[2:]) for r in ROWS))})
    staged = staged_of(shop, path)

    staged = imports.exclude(shop, staged, 1, [2])
    staged = imports.fix(shop, staged, 0, {(3, "C"): "0987 654 321"})

    assert [r.outcome is RowOutcome.NOT_CUSTOMER for r in staged.rows if r.sheet_row == 2] == [False, True]
    assert [r.row.values.get("phones") for r in staged.rows if r.sheet_row == 3] == [["+84987654321"], None]


def test_what_was_decided_is_kept_with_the_batch(shop: OpenVault, write: Write) -> None:
    staged = staged_of(shop, write(), rules={"email": ColumnRule.NEVER})
    staged = imports.fix(shop, staged, 0, {(3, "C"): "0987 654 321"})
    staged = imports.exclude(shop, staged, 0, [5])
    staged = imports.accept(shop, staged, 0, [2])
    staged = imports.switch_off(shop, staged, ["phone_mobile_2018"])
    imports.commit(shop, staged)

    with shop.reading() as connection:
        batch = connection.execute(select(schema.batch)).one()
    decided = orjson.loads(batch.mapping)["decisions"]
    assert decided == {"accepted": [2], "excluded": [5], "fixes": [[3, "C", "0987 654 321"]], "switched_off": ["phone_mobile_2018"]}
    assert orjson.loads(batch.rules) == {"email": "never"}
    assert all("email" not in r.values for r in customers.rows(shop, customers.first_page(shop, CustomerQuery())) if r.values.get("email"))


def test_the_unit_of_a_money_column_can_be_said(shop: OpenVault, write: Write) -> None:
    staged = staged_of(shop, write())
    assert any(n.code == "money_maybe_thousands" for n in staged.tables[0].column_notes)

    staged = imports.set_unit(shop, staged, 0, "E", 1000)

    assert next(r for r in staged.rows if r.row.row_key == "K1").row.values["debt"] == 3_250_000
    assert not staged.tables[0].column_notes


def binned_shop(shop: OpenVault, write: Write) -> int:
    imports.commit(shop, staged_of(shop, write()))
    lan = customers.first_page(shop, CustomerQuery(text="lan"))[0]
    editing.bin_(shop, [lan])
    return lan


@pytest.mark.parametrize(("answer", "living"), [("restore", 6), ("leave", 5), ("new", 6), ("", 5)])
def test_a_row_that_names_a_customer_in_the_bin_is_asked_about(shop: OpenVault, write: Write, answer: str, living: int) -> None:
    binned_shop(shop, write)
    newer = [(r[0], r[1], r[2], r[3], (r[4] or 0) + 1) for r in ROWS]
    staged = staged_of(shop, write({"Khách": (HEAD, *newer)}, "Khách sỉ 2.xlsx"))
    asked = [r for r in staged.rows if imports.names_binned(r)]
    assert [r.row.row_key for r in asked] == ["K1"]

    if answer:
        staged = imports.answer_binned(shop, staged, answer)
        assert not [r for r in staged.rows if imports.names_binned(r)]
    imports.commit(shop, staged)

    assert customers.count(shop, CustomerQuery()) == living
    history.undo(shop)
    assert customers.count(shop, CustomerQuery()) == 5


def test_a_customer_said_to_be_somebody_else_stays_so_when_the_file_comes_again(shop: OpenVault, write: Write) -> None:
    binned_shop(shop, write)
    newer = {"Khách": (HEAD, *((*r[:4], (r[4] or 0) + 1) for r in ROWS))}
    staged = imports.answer_binned(shop, staged_of(shop, write(newer, "a.xlsx")), "new")
    imports.commit(shop, staged)

    again = staged_of(shop, write(newer, "b.xlsx"))

    assert again.counts[RowOutcome.DUPLICATE] == len(ROWS)
    assert not [r for r in again.rows if imports.names_binned(r)]


def test_rows_left_out_can_be_taken_in_long_after(shop: OpenVault, write: Write) -> None:
    path = write({"Khách": (HEAD, *ROWS[:3], ("Cộng", "Tạp hóa Minh Tâm", "0903 555 666", "", ""), *ROWS[3:])})
    staged = imports.exclude(shop, staged_of(shop, path, SourceChoice("Sổ sỉ", Party.THIRD, supplier="Hội")), 0, [2])
    first = imports.commit(shop, staged).operation_id
    assert first is not None
    left_out = imports.result_rows(shop, first, RowOutcome.NOT_CUSTOMER, limit=None)
    before = customers.count(shop, CustomerQuery())

    outcome = imports.take_in_later(shop, first, [(r.batch_id, r.sheet_row) for r in left_out if r.sheet_row == 2])

    assert customers.count(shop, CustomerQuery()) == before + 1
    lan = customers.rows(shop, customers.first_page(shop, CustomerQuery(text="lan")))[0]
    assert (lan.source_names, lan.verification) == (("Sổ sỉ",), "unverified")
    info = imports.list_imports(shop)[0]
    assert (info.operation_id, info.taken_in_from, info.supplier) == (outcome.operation_id, first, "Hội")
    assert imports.result(shop, info.operation_id).counts[RowOutcome.DOUBTFUL] == 1
    assert "1" in history.operations_list(shop)[0].sentence
    history.undo(shop)
    assert customers.count(shop, CustomerQuery()) == before


def test_a_list_handed_over_keeps_who_gave_it_and_what_for(shop: OpenVault, write: Write) -> None:
    source = SourceChoice("Hội chợ", Party.THIRD, supplier="Ban tổ chức", basis="mời tham quan", observed_on="2026-03-01")
    imports.commit(shop, staged_of(shop, write(), source))

    info = imports.list_imports(shop)[0]

    assert (info.supplier, info.basis, info.observed_on) == ("Ban tổ chức", "mời tham quan", "2026-03-01")
    with shop.reading() as connection:
        row = connection.execute(select(schema.source)).one()
    assert (row.supplier, row.basis, row.obtained_on) == ("Ban tổ chức", "mời tham quan", "2026-03-01")


def test_columns_said_once_are_remembered_even_when_the_import_is_cancelled(shop: OpenVault, write: Write) -> None:
    from dataclasses import replace

    file = imports.inspect_file(write(), opened=shop)
    look = file.tables[0]
    said = replace(look.mapping, columns=tuple(replace(c, target="facebook") if c.letter == "D" else c for c in look.mapping.columns))

    imports.remember_mappings(shop, file, [(look, said)], "Sổ sỉ của cô Ba")

    again = imports.inspect_file(write(name="Khách sỉ 28-11.xlsx"), opened=shop).tables[0]
    assert again.mapping.target_of("D") == "facebook"
    assert again.source_name == "Sổ sỉ của cô Ba"
    assert again.changes == ()
    assert again.is_known
    assert imports.inspect_file(write(name="Khách lẻ.xlsx"), opened=shop).tables[0].source_name == "", "another list with the same headers"


def test_a_file_that_changed_says_what_changed_and_keeps_what_was_said(shop: OpenVault, write: Write) -> None:
    from dataclasses import replace

    file = imports.inspect_file(write(), opened=shop)
    look = file.tables[0]
    said = replace(look.mapping, columns=tuple(replace(c, target="facebook") if c.letter == "D" else c for c in look.mapping.columns))
    imports.remember_mappings(shop, file, [(look, said)], "Sổ sỉ")
    head = ("Mã KH", "Tên khách", "Zalo", "Điện thoại", "Email")
    rows = [(r[0], r[1], "", r[2], r[3]) for r in ROWS]

    now = imports.inspect_file(write({"Khách": (head, *rows)}, "đổi.xlsx"), opened=shop).tables[0]

    assert {(c.kind, c.header) for c in now.changes} >= {("added", "Zalo"), ("removed", "Còn nợ"), ("moved", "Email")}
    assert now.mapping.target_of("E") == "facebook"


def test_hidden_rows_columns_and_sheets_are_known(shop: OpenVault, write: Write) -> None:
    path = write({"Khách": (HEAD, *ROWS), "Hướng dẫn": (HEAD, ROWS[0]), "Giá": (("Hàng", "Giá"), ("Nồi", 5))})
    book = openpyxl.load_workbook(path)
    book["Khách"].row_dimensions[3].hidden = True
    book["Khách"].column_dimensions["E"].hidden = True
    book.save(path)

    look = imports.inspect_file(path, opened=shop)

    assert [(t.hidden_rows, t.hidden_columns, t.is_likely) for t in look.tables] == [
        (frozenset({3}), frozenset({"E"}), True),
        (frozenset(), frozenset(), False),
    ]
    assert look.other_sheets == ("Giá",)
    assert imports.without_columns(look.tables[0].mapping, {"E"}).target_of("E") == "ignore"


def test_mended_rows_say_whose_they_are(shop: OpenVault, write: Write, tmp_path: Path) -> None:
    first = imports.commit(shop, staged_of(shop, write())).operation_id
    assert first is not None
    imports.save_problem_rows(shop, first, tmp_path / "Cần sửa.xlsx")

    mended = imports.inspect_file(tmp_path / "Cần sửa.xlsx", opened=shop).mended

    assert mended is not None
    assert (mended.operation_id, mended.file_name, mended.source_name, mended.party) == (first, "Khách sỉ.xlsx", "Sổ sỉ", Party.FIRST)
    assert mended.rows == 3


def test_only_a_suggestion_can_be_clicked() -> None:
    assert not imports.is_fixable(Issue("phone_invalid", Severity.DOUBTS, "C"))
    assert imports.is_fixable(Issue("email_domain_typo", Severity.DOUBTS, "D", params={"suggestion": "a@b.vn"}))


def test_a_ward_that_was_split_is_asked_about_once_and_remembered(shop: OpenVault, write: Write) -> None:
    rows = (("Tên khách", "Điện thoại", "Địa chỉ"), ("Lê Hoa", "0903 111 222", "5 ngõ 3, Phường Cửa Nam, Quận Hoàn Kiếm, Hà Nội"))
    staged = staged_of(shop, write({"Khách": rows}))
    (ward,) = imports.overview(staged).wards
    assert (ward.ward, ward.rows) == ("Phường Cửa Nam", 1)
    assert "Phường Hoàn Kiếm" in ward.candidates

    imports.remember_ward(shop, ward.key, "Phường Hoàn Kiếm")

    for later in (imports.decide(shop, staged, {}), staged_of(shop, write({"Khách": rows}, "lần sau.xlsx"))):
        assert [r.row.values["address"][0]["ward_new"] for r in later.rows if r.row.values] == [["Phường Hoàn Kiếm"]]
        assert imports.overview(later).wards == ()
