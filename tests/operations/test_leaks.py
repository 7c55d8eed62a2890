"""What leaves the vault is masked, counted, noted and refused beyond the quota; the numbers of a customer are nowhere else to be had."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from khachhang import cli, messages
from khachhang.cli import commands
from khachhang.errors import UserError
from khachhang.model import Party
from khachhang.operations import (
    audit,
    audit_export,
    cards,
    customers,
    duplicates,
    editing,
    erasing,
    exports,
    filtering,
    history,
    imports,
    leaks,
    leaving,
    masking,
    own_data,
    people,
    printing,
    quality,
    quality_fixes,
    records,
    verification,
)
from khachhang.operations.audit import LogFilter
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.imports import SourceChoice, TableChoice
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right
from tests.operations.acting import acting_as, hire, limit
from tests.operations.shops import bring_in

EVERYBODY = CustomerQuery()
SECRETS = ("912345678", "987654321", "2838221234", "lan.tap.hoa", "079185001234")
SHEET = (
    "Tên khách;Điện thoại;Email;Ghi chú;CCCD;Mã khách\n"
    "Nguyễn Thị Lan;0912345678;lan.tap.hoa@gmail.com;gọi 0987.654.321 sau 5 giờ;079185001234;KH01\n"
    "Nguyễn Thị Lan;0912345678;;nhà (028) 3822 1234;;KH02\n"
    "Chị Lan;+84 912 345 678;;;;KH03\n"
    "0912345678;09123456;;;;KH04\n"
)


def bring_in_sheet(shop: OpenVault, folder: Path) -> int:
    """Import a sheet whose cells hold the secrets in every way; return the operation."""
    path = folder / "khách.csv"
    path.write_text(SHEET, encoding="utf-8-sig")
    look = imports.inspect_file(path, opened=shop)
    staged = imports.stage(shop, look, [TableChoice(t, t.mapping) for t in look.tables], SourceChoice("Sổ tay", Party.THIRD))
    operation = imports.commit(shop, staged).operation_id
    assert operation is not None
    return operation


def everything_shown(shop: OpenVault, operation: int, out: Path) -> Iterator[tuple[str, Any]]:
    """Yield all that the operations show a person, path by path."""
    ids = list(customers.all_ids(shop, EVERYBODY))
    yield "list", customers.rows(shop, ids)
    found = [cards.card(shop, i) for i in ids]
    yield "cards", found
    yield "originals", [cards.original_workbook(shop, r.record_id) for card in found for r in card.records if r.file_name]
    yield "import", (imports.list_imports(shop), imports.result(shop, operation), imports.result_rows(shop, operation))
    duplicates.refresh(shop)
    yield "questions", (duplicates.queue(shop), duplicates.pairs(shop), duplicates.cases(shop), duplicates.report(shop))
    yield "comparison", (duplicates.compare(shop, ids), duplicates.review(shop, ids), duplicates.preview_certain(shop))
    yield "alike", (duplicates.alike(shop, {"full_name": "Nguyễn Thị Lan"}), customers.similar_to(shop, "Nguyễn Thị Lan", ""))
    yield "history", (history.operations_list(shop), history.log(shop), history.what_undo_would_do(shop))
    yield "quality", quality.check(shop)
    columns = [f.key for f in shop.catalogue if f.part_of is None]
    yield "fixes", [(f.name, f.before, f.after) for code in quality_fixes.FIXES for f in quality_fixes.proposals(shop, code)]
    yield "own data", [own_data.own_data(shop, i) for i in ids]
    yield "erasing", [erasing.preview(shop, i) for i in ids]
    yield "paper", printing.printed_list(shop, EVERYBODY, columns)
    exports.export(shop, out / "ra.xlsx", EVERYBODY, columns)
    book = openpyxl.load_workbook(out / "ra.xlsx")
    yield "export", [[cell.value for row in sheet.iter_rows() for cell in row] for sheet in book]
    exports.export(shop, out / "ra.csv", EVERYBODY, columns)
    yield "csv", (out / "ra.csv").read_text(encoding="utf-8-sig")
    yield "records", list(records.lines(shop, all_rows=True))
    yield "unverified", verification.queue(shop)
    yield "log", audit.log(shop)
    yield "leaver", leaving.leaver_report(shop, "Lan")
    yield "suggestions", [filtering.suggestions(shop, key) for key in filtering.fields(shop)]
    yield "groups", (customers.groups(shop), customers.sources(shop))
    for error in refusals(shop, ids[0]):
        yield "errors", error


def refusals(shop: OpenVault, customer_id: int) -> Iterator[str]:
    """Yield what the operations say when something is wrong."""
    attempts: tuple[Callable[[], Any], ...] = (
        lambda: editing.edit(shop, customer_id, {"phones": "*** 678"}),
        lambda: editing.edit(shop, customer_id, {"birth_date": "hôm kia"}),
        lambda: editing.edit(shop, 10**9, {"full_name": "x"}),
    )
    for attempt in attempts:
        with pytest.raises(UserError) as caught:
            attempt()
        yield messages.sentence(caught.value.code, caught.value.params)


def leaked(shown: Any) -> list[str]:
    """Return which secrets stand in something, whatever stands between their digits."""
    text = repr(shown)
    digits = re.sub(r"(?<=\d)[\s.\-()]+(?=\d)", "", text)
    return [secret for secret in SECRETS if secret in digits or secret in text]


def test_nothing_shows_a_number_in_full_to_who_may_not_see_it(shop: OpenVault, tmp_path: Path):
    operation = bring_in_sheet(shop, tmp_path)
    hire(shop)
    everything_but = [r for r in Right if r is not Right.REVEAL]
    lan = people.change(shop, "Lan", allowed=everything_but, quota=dict.fromkeys(("export", "print", "copy", "reveal")))
    with acting_as(shop, lan):
        assert shop.is_masked
        found = {path: leaked(shown) for path, shown in everything_shown(shop, operation, tmp_path)}
        with pytest.raises(UserError) as caught:
            imports.save_original(shop, operation, tmp_path / "gốc.csv")
        assert caught.value.code == "not_allowed"
    assert {path: secrets for path, secrets in found.items() if secrets} == {}
    assert len(found) >= 21


def test_the_same_paths_do_show_them_to_the_owner(shop: OpenVault, tmp_path: Path):
    operation = bring_in_sheet(shop, tmp_path)
    hire(shop)
    found = {path: leaked(shown) for path, shown in everything_shown_but_errors(shop, operation, tmp_path)}
    for path in ("list", "cards", "originals", "import", "comparison", "alike", "paper", "export", "csv", "records"):
        assert "912345678" in found[path], path
    assert set(found["cards"]) == set(SECRETS)


def everything_shown_but_errors(shop: OpenVault, operation: int, out: Path) -> Iterator[tuple[str, Any]]:
    shown = everything_shown(shop, operation, out)
    for path, what in shown:
        yield path, what
        if path == "groups":
            return


def test_a_masked_number_is_found_by_its_digits_and_marked_only_where_it_shows(shop: OpenVault, tmp_path: Path):
    bring_in_sheet(shop, tmp_path)
    with acting_as(shop, hire(shop)):
        assert len(customers.first_page(shop, CustomerQuery(text="345 678"))) == 2
        row = customers.rows(shop, customers.first_page(shop, CustomerQuery(text="Nguyễn Thị Lan")))[0]
        assert row.values["phones"].startswith("0912 *** 678")
        assert customers.highlight(row.values["phones"], "345") == []
        assert customers.highlight(row.values["phones"], "0912") == [(0, 4)]


def test_saving_what_was_masked_keeps_the_number(shop: OpenVault):
    made = customers.add(shop, {"full_name": "Lan", "phones": ["0912345678", "0912999678"], "note": "gọi 0987654321 sau 5 giờ"})
    customer = made.customer_ids[0]
    with acting_as(shop, hire(shop)):
        shown = customers.rows(shop, [customer])[0].values
        customers.edit(
            shop,
            customer,
            {
                "phones": ["0912 *** 678", "0912 *** 678", "0903111222"],
                "note": shown["note"].replace("sau 5", "trước 6"),
                "full_name": "Lan Anh",
            },
        )
    row = customers.rows(shop, [customer])[0]
    assert row.raw["phones"] == ["+84912345678", "+84912999678", "+84903111222"]
    assert row.values["note"] == "gọi 0987654321 trước 6 giờ"


def test_a_masked_number_is_put_away_and_verified_as_the_one_it_stands_for(shop: OpenVault):
    bring_in(shop, [{"full_name": "Lan", "phones": ["+84912345678", "+84987654321"]}], party=Party.THIRD)
    customer = customers.first_page(shop, EVERYBODY)[0]
    with acting_as(shop, hire(shop)):
        card = cards.card(shop, customer)
        phone = next(v for f in card.fields if f.field.key == "phones" for v in f.values)
        assert phone.value == phone.text == "0912 *** 678"
        verification.verify(shop, phone.record_id or 0, "phones", "right", value=phone.value)
        customers.retire_value(shop, customer, "phones", "0987 *** 321")
    row = customers.rows(shop, [customer])[0]
    assert row.raw["phones"] == ["+84912345678"]
    mark = next(v.mark for f in cards.card(shop, customer).fields if f.field.key == "phones" for v in f.values if v.is_shown)
    assert mark is not None
    assert mark.value == "verified"


def test_a_number_shown_one_by_one_is_counted_noted_and_refused_beyond_the_quota(shop: OpenVault):
    made = customers.add(shop, {"full_name": "Trần Lan", "phones": "0912345678", "email": "lan.tap.hoa@gmail.com"})
    customer = made.customer_ids[0]
    hire(shop)
    lan = limit(shop, "Lan", {"reveal": 1})
    with acting_as(shop, lan):
        field = leaks.reveal(shop, customer, "phones")
        assert [v.text for v in field.values] == ["0912 345 678"]
        assert leaks.left_today(shop, "reveal") == 0
        with pytest.raises(UserError) as caught:
            leaks.reveal(shop, customer, "email")
        assert caught.value.code == "quota_used_up"
        assert caught.value.params["owner"] == "Chủ tiệm"
    line = audit.log(shop, LogFilter(kind="out"))[0]
    assert (line.person, line.event, line.sentence) == ("Lan", "reveal", "Xem đủ Điện thoại của Trần Lan")
    assert [line.event for line in audit.log(shop, LogFilter(customer_id=customer))] == ["reveal", "do"]
    report = leaving.leaver_report(shop, "Lan")
    assert [(s.name, s.what, s.times) for s in report.revealed] == [("Trần Lan", "phones", 1)]
    assert report.taken == {"reveal": 1}


def test_the_owner_sees_numbers_without_being_counted(shop: OpenVault):
    customer = customers.add(shop, {"full_name": "Lan", "phones": "0912345678"}).customer_ids[0]

    leaks.reveal(shop, customer, "phones")

    assert audit.log(shop, LogFilter(kind="out")) == []


@pytest.mark.parametrize("what", ["export", "print", "copy"])
def test_what_goes_beyond_the_quota_is_refused_whole(shop: OpenVault, tmp_path: Path, what: str):
    bring_in(shop, [{"full_name": f"Khách {n}", "phones": [f"+8491234560{n}"]} for n in range(3)])
    hire(shop)
    people.change(shop, "Lan", allowed=list(Right), quota={"export": 4, "print": 4, "copy": 4})
    acts: dict[str, Callable[[], object]] = {
        "export": lambda: exports.export(shop, tmp_path / "ra.xlsx", EVERYBODY, ["full_name"]),
        "print": lambda: printing.note_printed(shop, len(printing.printed_list(shop, EVERYBODY, ["full_name"]).rows), ["full_name"]),
        "copy": lambda: leaks.note_copied(shop, 3, ["full_name"]),
    }
    with acting_as(shop, people.person(shop, "Lan")):
        acts[what]()
        (tmp_path / "ra.xlsx").unlink(missing_ok=True)
        with pytest.raises(UserError) as caught:
            acts[what]()
        assert caught.value.code == "quota_used_up"
        assert (caught.value.params["used"], caught.value.params["limit"], caught.value.params["n"]) == (3, 4, 3)
        assert not (tmp_path / "ra.xlsx").exists()
    assert [line.person for line in audit.log(shop, LogFilter(kind="out"))] == ["Lan"]
    people.change(shop, "Lan", role="manager")
    people.change(shop, "Lan", role="staff")


def test_the_leaver_report_tells_what_was_seen_and_the_customers_change_hands(shop: OpenVault):
    bring_in(shop, [{"full_name": f"Khách {n}", "assignee": "Lan" if n < 3 else "Minh"} for n in range(5)])
    hire(shop)
    hire(shop, "Minh")
    ids = customers.first_page(shop, EVERYBODY)
    with acting_as(shop, people.person(shop, "Lan")):
        for customer in [*ids[:2], ids[0]]:
            cards.card(shop, customer)
        shop.write_viewed()
    report = leaving.leaver_report(shop, "Lan")
    assert [(s.name, s.times) for s in sorted(report.cards, key=lambda s: s.name)] == [("Khách 0", 2), ("Khách 1", 1)]
    assert report.assigned == 3

    done = leaving.reassign(shop, "Lan", "Minh")

    assert customers.count(shop, leaving.looked_after_by("Minh")) == 5
    history.undo(shop, done.operation_id)
    assert customers.count(shop, leaving.looked_after_by("Lan")) == 3
    with pytest.raises(UserError) as caught:
        leaving.reassign(shop, "Lan", "Ai Đó")
    assert caught.value.code == "no_such_person"


def test_looking_is_written_with_the_next_thing_written_or_at_the_end(shop: OpenVault):
    customer = customers.add(shop, {"full_name": "Lan"}).customer_ids[0]
    with acting_as(shop, hire(shop)):
        cards.card(shop, customer)
        assert not shop.viewed.is_empty
        customers.add(shop, {"full_name": "Minh"})
        assert shop.viewed.is_empty
        cards.card(shop, customer)
        shop.write_viewed()
        assert shop.viewed.is_empty
    assert [s.times for s in leaving.leaver_report(shop, "Lan").cards] == [2]


def test_the_log_goes_to_a_workbook_of_the_owner_only(shop: OpenVault, tmp_path: Path):
    customers.add(shop, {"full_name": "Lan"})
    boss = hire(shop, "Minh", "manager")
    with acting_as(shop, boss), pytest.raises(UserError) as caught:
        audit_export.export_log(shop, tmp_path / "nhật ký.xlsx")
    assert caught.value.code == "owner_only"

    n = audit_export.export_log(shop, tmp_path / "nhật ký.xlsx")

    rows = list(openpyxl.load_workbook(tmp_path / "nhật ký.xlsx").worksheets[0].iter_rows(values_only=True))
    assert len([r for r in rows if r[0] and str(r[0]).isdigit()]) == n
    assert audit.log(shop)[0].event == "log_exported"


@pytest.mark.parametrize(
    ("shown", "masked"),
    [
        ("0912 345 678", "0912 *** 678"),
        ("028 3822 1234", "0283 *** 234"),
        ("+1 415 555 2671", "+1415 *** 671"),
        ("1900 1234", "19 ***"),
        ("113", "***"),
    ],
)
def test_a_number_keeps_its_ends(shown: str, masked: str):
    assert masking.number(shown) == masked


@pytest.mark.parametrize("text", ["12.500.000 ₫", "28/03/1990", "KH000123", "Nhập khách.xlsx: 1.234.567 dòng", "đơn 2024-01-15 10:00"])
def test_what_is_no_number_to_call_stays(text: str):
    assert masking.text(text) == text


def test_the_terminal_masks_too(shop: OpenVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    bring_in_sheet(shop, tmp_path)
    lan = hire(shop)

    @contextmanager
    def opened_vault(_arguments: object) -> Iterator[OpenVault]:
        with acting_as(shop, lan):
            yield shop

    monkeypatch.setattr(commands, "opened_vault", opened_vault)
    for command in ("find v", "find v --json", "show v 1", "show v 1 --json", "duplicates v", "history v", "history v --json"):
        assert cli.main(command.split()) in (0, 1)
    said = capsys.readouterr()
    assert "0912 *** 678" in said.out
    assert leaked(said.out + said.err) == []
    assert cli.main(["export", "v", str(tmp_path / "ra.xlsx")]) == 2
    assert "Bạn chưa được phép: xuất ra tệp. Chủ tiệm cho phép được" in capsys.readouterr().err
    assert not (tmp_path / "ra.xlsx").exists()


def test_a_masked_number_in_a_form_is_no_mistake(shop: OpenVault):
    with acting_as(shop, hire(shop)):
        assert editing.parse_value(shop, "phones", ["0912 *** 678"]).hint() is None
        assert editing.parse_value(shop, "phones", ["0912 *** 678", "0912"]).hint() is not None
        assert editing.parse_value(shop, "id_number", "0791 *** 234").hint() is None
    assert editing.parse_value(shop, "phones", ["0912 *** 678"]).hint() is not None
