"""Confidential information: nobody finds what they may not read, whatever way they look; those who may lose nothing."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest
from openpyxl import Workbook, load_workbook

from khachhang.cli import main
from khachhang.errors import UserError
from khachhang.model import Party
from khachhang.operations import (
    audit,
    cards,
    compartments,
    customers,
    duplicate_review,
    duplicates,
    exports,
    facets,
    group_rules,
    history,
    imports,
    leaks,
    leaving,
    own_data,
    people,
    printing,
    quality,
    records,
    saved_lists,
    vaults,
    verification,
)
from khachhang.operations.customers import AllOf, CustomerQuery, Filter, Op, SortKey
from khachhang.operations.imports import SourceChoice, TableChoice
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right
from khachhang.operations.seals import Seals
from khachhang.vault import NoMemory
from khachhang.vault.errors import NoRight
from tests.operations.pages import decrypted_pages, seen_in
from tests.operations.shops import FLOOR, PASSWORD, Clock, new_shop

MONEY, NOTES, PAPERS = "Nợ và thanh toán", "Phàn nàn", "Giấy tờ"
FIELDS = {MONEY: ("debt", "debt_days", "total_spent"), NOTES: ("note", "x_ly_do"), PAPERS: ("id_number", "income")}
HEAD = ("Tên khách hàng", "Điện thoại", "Địa chỉ", "Còn nợ", "Số ngày nợ", "Tổng mua", "Ghi chú", "Lý do", "Số CCCD", "Thu nhập")
SECRETS = {
    MONEY: ("7458291", "83917", "91827364"),
    NOTES: ("hay quỵt tiền", "Ồn ào khó chịu", "thêm điều kín", "sửa lời chê"),
    PAPERS: ("079188004477", "mười chín triệu rưỡi", "hai mươi sáu triệu"),
}
READS = {"Chủ tiệm": {MONEY, NOTES, PAPERS}, "Quản lý": {MONEY}, "Thu ngân": set(), "Người xem": {PAPERS}}
ROLES = {"Quản lý": "manager", "Thu ngân": "staff", "Người xem": "read-only"}


@dataclass
class Shop:
    """A vault folder with four people; `open` gives it to one of them, after whoever had it open before."""

    folder: Path
    opened: OpenVault | None = None

    def open(self, person: str) -> OpenVault:
        self.close()
        self.opened = vaults.open_(self.folder, password=PASSWORD, person=person, clock=Clock(), memory=NoMemory())
        return self.opened

    def close(self) -> None:
        if self.opened is not None:
            vaults.lock(self.opened)


def write_list(path: Path, first: int = 0) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.append(HEAD)
    sheet.append(
        (
            "Nguyễn Thị Lan",
            "0912345678",
            "12 Lê Lợi, Quận 1, TP HCM",
            7458291,
            83917,
            91827364,
            "hay quỵt tiền",
            "Ồn ào khó chịu",
            "079188004477",
            "mười chín triệu rưỡi",
        )
    )
    sheet.append(
        ("Trần Văn Hùng", "0987111222", "5 Hai Bà Trưng, Quận 3, TP HCM", 1000, 3, 5000, "vui vẻ", "không", "079188000001", "vừa phải")
    )
    sheet.append(("Lê Thị Hoa", "0911222333", "7 Nguyễn Huệ, Quận 1, TP HCM", "ba cọc ba đồng", 4, None, None, None, None, None))
    book.save(path)
    return path


def bring_in(opened: OpenVault, path: Path, source: str = "Kho") -> int:
    look = imports.inspect_file(path, opened=opened)
    staged = imports.stage(opened, look, [TableChoice(t, t.mapping) for t in look.tables], SourceChoice(source, Party.FIRST))
    operation_id = imports.commit(opened, staged).operation_id
    assert operation_id is not None
    return operation_id


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop whose list was imported, edited and merged with, sealed afterwards, and added to by all since."""
    folder = tmp_path_factory.mktemp("kín")
    opened = new_shop(folder / "Tiệm.khachhang")
    for name, role in ROLES.items():
        people.add(opened, name, PASSWORD, role=role, argon2=FLOOR)
    people.change(opened, "Người xem", allowed={Right.VIEW, Right.REVEAL})
    people.change(opened, "Thu ngân", allowed=set(Right) - {Right.MANAGE}, quota=dict.fromkeys(("export", "print", "copy", "reveal")))
    bring_in(opened, write_list(folder / "Khách.xlsx"))
    lan = customers.first_page(opened, CustomerQuery(text="lan"))[0]
    customers.edit(opened, lan, {"income": "hai mươi sáu triệu", "note": ["hay quỵt tiền", "sửa lời chê"]})
    customers.retire_value(opened, lan, "note", "sửa lời chê")
    verification.verify(opened, 1, "income", "right", value="mười chín triệu rưỡi")
    customers.add(
        opened, {"full_name": "Nguyễn Thị Lan", "phones": "0912345679", "income": "mười chín triệu rưỡi", "note": "hay quỵt tiền"}
    )
    for name, fields in FIELDS.items():
        readers = [people.person(opened, who).person_id for who in ROLES if name in READS[who]]
        compartments.make(opened, name, fields, readers)
    group_rules.make_rule(opened, "Nợ lắm", CustomerQuery(filters=AllOf((Filter("debt", Op.MORE, (5000,)),))))
    saved_lists.save(opened, "Nợ nhiều", CustomerQuery(filters=AllOf((Filter("debt", Op.MORE, (5000,)),)), sort=(SortKey("debt", True),)))
    vaults.lock(opened)
    shop = Shop(opened.folder)
    clerk = shop.open("Thu ngân")
    customers.edit(clerk, lan, {"note": ["thêm điều kín"], "debt": "7458291"})
    bring_in(clerk, write_list(folder / "Khách 2.xlsx"), "Kho 2")
    vaults.lock(clerk)
    return shop


@pytest.fixture
def shop(made: Shop, tmp_path: Path) -> Iterator[Shop]:
    """The shop, copied so that a test may change it."""
    shutil.copytree(made.folder, tmp_path / made.folder.name)
    shop = Shop(tmp_path / made.folder.name)
    yield shop
    shop.close()


def table_text(connection: Any, table: str) -> str:
    """Return every value of a table; a row as a whole would be shown shortened."""
    return " ".join(str(value) for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"') for value in row)


def as_numbers(number: int) -> list[bytes]:
    """Return the bytes a number may lie in a column or an array as."""
    return [number.to_bytes(4, "big"), number.to_bytes(4, "little")]


def texts_of(value: Any) -> str:
    return repr(value).replace(".", "").replace(",", "")


def attempt(act: Callable[[], Any]) -> Any:
    """Return what an act gives, or the sentence of its refusal."""
    try:
        return act()
    except UserError as error:
        return [error.code, str(error), dict(error.params)]


def ids_of(opened: OpenVault) -> list[int]:
    return list(customers.all_ids(opened, CustomerQuery()))


def exported(opened: OpenVault, tmp: Path, ending: str) -> str:
    path = tmp / f"ra.{ending}"
    path.unlink(missing_ok=True)
    exports.export(opened, path, CustomerQuery(), [f.key for f in opened.catalogue])
    if ending == "csv":
        return path.read_text(encoding="utf-8-sig")
    return repr([[c.value for c in row] for sheet in load_workbook(path) for row in sheet.iter_rows()])


def in_terminal(opened: OpenVault, tmp: Path, capsys: Any, *words: str) -> str:
    (tmp / "mk").write_text(PASSWORD, encoding="utf-8")
    person = opened.person
    vaults.lock(opened)
    with contextlib.suppress(SystemExit):
        main([words[0], str(opened.folder), *words[1:], "--password-file", str(tmp / "mk"), "--as", person])
    out = capsys.readouterr()
    return str(out.out + out.err)


PATHS: dict[str, Callable[[OpenVault, Path], Any]] = {
    "list": lambda o, _: customers.rows(o, ids_of(o)),
    "list raw": lambda o, _: [r.raw for r in customers.rows(o, ids_of(o))],
    "card": lambda o, _: [cards.card(o, i) for i in ids_of(o)],
    "comparison": lambda o, _: duplicate_review.compare(o, ids_of(o)),
    "review": lambda o, _: duplicate_review.review(o, ids_of(o)[:2]),
    "raw rows": lambda o, _: [imports.result_rows(o, i.operation_id) for i in imports.list_imports(o)],
    "original sheet": lambda o, _: attempt(lambda: cards.original_workbook(o, 1)),
    "original file": lambda o, tmp: attempt(lambda: saved_original(o, tmp)),
    "problem rows": lambda o, tmp: attempt(lambda: problem_rows(o, tmp)),
    "history": lambda o, _: [history.log(o), history.operations_list(o)],
    "audit": lambda o, _: attempt(lambda: audit.log(o)),
    "records": lambda o, _: attempt(lambda: list(records.lines(o, all_rows=True))),
    "export xlsx": lambda o, tmp: attempt(lambda: exported(o, tmp, "xlsx")),
    "export csv": lambda o, tmp: attempt(lambda: exported(o, tmp, "csv")),
    "print": lambda o, _: attempt(lambda: printing.printed_list(o, CustomerQuery(), [f.key for f in o.catalogue])),
    "facets": lambda o, _: customers.facets(o, CustomerQuery(), ["status", "customer_type", "group", "source", "has_phone"]),
    "undo": lambda o, _: attempt(lambda: undone(o)),
    "copied": lambda o, _: attempt(lambda: leaks.copied_rows(o, ids_of(o), [f.key for f in o.catalogue])),
    "own data": lambda o, _: attempt(lambda: [own_data.own_data(o, i) for i in ids_of(o)]),
    "quality": lambda o, _: quality.check(o),
    "alike": lambda o, _: duplicates.alike(o, {"full_name": "Nguyễn Thị Lan", "phones": "0912345678"}),
    "questions": lambda o, _: attempt(lambda: [duplicates.refresh(o), duplicates.queue(o, 100)]),
    "leaver": lambda o, _: attempt(lambda: leaving.leaver_report(o, "Thu ngân")),
    "groups": lambda o, _: [customers.groups(o), group_rules.rules(o), [r.rule_groups for r in customers.rows(o, ids_of(o))]],
    "bands": lambda o, _: facets.counts(o, CustomerQuery(), [facets.FLAGS, *facets.TICKED]),
    "saved lists": lambda o, _: [saved_lists.lists(o), attempt(lambda: saved_lists.counts(o, saved_lists.lists(o)))],
    "error": lambda o, _: [
        attempt(lambda: customers.edit(o, ids_of(o)[0], {"income": None, "note": []})),
        attempt(lambda: customers.retire_value(o, ids_of(o)[0], "income", "đoán bừa")),
    ],
    "sealed bytes": lambda o, _: all_stubs(o),
}
SHOWS = {"list", "list raw", "card", "raw rows", "original sheet", "records", "export xlsx", "export csv", "print", "sealed bytes"}
"""Ways on which somebody who may read must see the values: the positive control of the others."""


def saved_original(opened: OpenVault, tmp: Path) -> str:
    path = tmp / "gốc.xlsx"
    path.unlink(missing_ok=True)
    imports.save_original(opened, imports.list_imports(opened)[-1].operation_id, path)
    return repr([[c.value for c in row] for row in load_workbook(path).active.iter_rows()])


def problem_rows(opened: OpenVault, tmp: Path) -> str:
    path = tmp / "sửa.xlsx"
    path.unlink(missing_ok=True)
    imports.save_problem_rows(opened, imports.list_imports(opened)[-1].operation_id, path)
    return repr([[c.value for c in row] for row in load_workbook(path).active.iter_rows()]) if path.exists() else ""


def undone(opened: OpenVault) -> Any:
    said = [history.what_undo_would_do(opened)]
    for _ in range(4):
        said.append(history.undo(opened))
    for _ in range(4):
        said.append(history.redo(opened))
    return said


def all_stubs(opened: OpenVault) -> list[Any]:
    """Return what this person's keys open of every sealed value in the tables, however it got there."""
    found: list[Any] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "~" in value:
                found.append(opened.seals.reveal(value))
            else:
                for each in value.values():
                    walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    with opened.vault.reading() as connection:
        for table, column in (("record", "body"), ("source_row", "raw"), ("customer", "doc"), ("decision", "value"), ("batch", "mapping")):
            for (text,) in connection.exec_driver_sql(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"):
                walk(orjson.loads(text))
    return found


@pytest.mark.parametrize("person", READS)
def test_nobody_sees_what_they_may_not_read(shop: Shop, tmp_path: Path, person: str) -> None:
    opened = shop.open(person)
    hidden = [s for name, secrets in SECRETS.items() if name not in READS[person] for s in secrets]
    leaks, unseen = [], []
    for path, look in PATHS.items():
        said = texts_of(look(opened, tmp_path))
        leaks += [(path, s) for s in hidden if s in said]
        readable = [SECRETS[name][0] for name in READS[person]]
        if path in SHOWS and "not_allowed" not in said and "sealed_original" not in said:
            unseen += [(path, s) for s in readable if s not in said]

    assert leaks == []
    assert unseen == [], "who may read sees it on every way that shows values"


@pytest.mark.parametrize("person", READS)
def test_nobody_finds_sorts_filters_or_counts_by_it(shop: Shop, person: str) -> None:
    opened = shop.open(person)
    by_name = ids_of(opened)
    for name, fields in FIELDS.items():
        may = name in READS[person]
        for secret in SECRETS[name]:
            assert customers.count(opened, CustomerQuery(text=secret)) == 0, "the text index holds none of it"
        for field in fields:
            asked = CustomerQuery(filters=AllOf((Filter(field, Op.NOT_EMPTY),)))
            found = attempt(lambda q=asked: list(customers.all_ids(opened, q)))
            if may:
                assert found
                assert isinstance(found[0], int)
            else:
                assert found[0] == "sealed_no_filter"
                assert list(customers.all_ids(opened, CustomerQuery(sort=(SortKey(field),)))) == by_name
                assert list(customers.all_ids(opened, CustomerQuery(sort=(SortKey(field, True),)))) == by_name
    if MONEY in READS[person]:
        rich = CustomerQuery(filters=AllOf((Filter("debt", Op.MORE, (5000,)),)), sort=(SortKey("debt", True),))
        assert len(customers.all_ids(opened, rich)) == 1
        assert next(iter(customers.all_ids(opened, CustomerQuery(sort=(SortKey("debt", True),))))) == next(
            iter(customers.all_ids(opened, rich))
        )


@pytest.mark.parametrize("person", READS)
def test_nothing_shows_in_the_terminal(shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str], person: str) -> None:
    hidden = [s for name, secrets in SECRETS.items() if name not in READS[person] for s in secrets]
    readable = [SECRETS[name][0] for name in READS[person]]
    opened = shop.open(person)
    said = ""
    for words in (
        ("find", "--json"),
        ("find",),
        ("show", "1"),
        ("show", "1", "--json"),
        ("history",),
        ("duplicates",),
        ("find", "--where", "debt>5000"),
    ):
        said += in_terminal(opened, tmp_path, capsys, *words)
    said = said.replace(".", "").replace(",", "")

    assert [s for s in hidden if s in said] == []
    assert [s for s in readable if s not in said] == []


def test_no_table_and_no_page_holds_it(shop: Shop) -> None:
    opened = shop.open("Chủ tiệm")
    secrets = [s for each in SECRETS.values() for s in each]
    with opened.vault.reading() as connection:
        tables = [r[0] for r in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        dump = "".join(table_text(connection, t) for t in tables if t != "search_words")
    pages = decrypted_pages(opened)

    assert "search_words_data" in tables
    assert "search_words_idx" in tables
    assert [s for s in secrets if s in dump] == []
    assert seen_in(pages, secrets) == set()
    assert not any(n in pages for n in as_numbers(91827364))
    assert len(seen_in(pages, ["Nguyễn Thị Lan", "912345678"])) == 2, "the scan finds what is there"

    for each in compartments.compartments(opened):
        compartments.unseal(opened, each.compartment_id)
    back = decrypted_pages(opened)
    missing = {s for s in secrets if s not in seen_in(back, secrets)}

    assert missing == set(), "opened again, everything is there"
    assert any(n in back for n in as_numbers(91827364))


def test_without_the_key_no_box_opens(shop: Shop) -> None:
    opened = shop.open("Thu ngân")
    seals = Seals(opened.vault)
    with opened.vault.reading() as connection:
        seals.load(connection)
        boxes = connection.exec_driver_sql("SELECT edit_key_id, compartment_id, epoch, label, box FROM edit_key").all()

    assert boxes
    for key_id, compartment_id, epoch, label, box in boxes:
        assert not seals.may_open(key_id)
        with pytest.raises(NoRight):
            opened.vault.open_edit_key(compartment_id, epoch, box, label)


# ---- keeping it so ---------------------------------------------------------------------------------------------------


def facts(opened: OpenVault) -> list[Any]:
    """Return what the owner sees of everybody, and the amounts and other values of each card."""
    return [
        [(r.customer_id, r.values, r.marks, r.verification) for r in customers.rows(opened, ids_of(opened))],
        [
            [(f.field.key, [(v.text, v.is_shown, v.is_retired, v.mark) for v in f.values]) for f in cards.card(opened, i).fields]
            for i in ids_of(opened)
        ],
        [[(a.field.key, [e.text for e in a.entries], a.difference) for a in cards.card(opened, i).amounts] for i in ids_of(opened)],
    ]


def test_importing_the_same_list_again(made: Shop, tmp_path: Path) -> None:
    shutil.copytree(made.folder, tmp_path / made.folder.name)
    shop = Shop(tmp_path / made.folder.name)
    path = write_list(tmp_path / "Khách.xlsx")

    def outcomes(person: str) -> list[str]:
        opened = shop.open(person)
        look = imports.inspect_file(path, opened=opened)
        staged = imports.stage(opened, look, [TableChoice(t, t.mapping) for t in look.tables], SourceChoice("Kho", Party.FIRST))
        return [r.outcome.value for r in staged.rows]

    who_reads, who_does_not = outcomes("Chủ tiệm"), outcomes("Thu ngân")
    shop.close()

    assert who_reads[1:3] == ["duplicate", "duplicate"], "what is known is no news"
    assert who_does_not[1:3] == ["updated", "updated"], "nobody finds out a value by importing guesses"


def test_a_value_moved_to_somebody_else_is_noticed(shop: Shop) -> None:
    opened = shop.open("Chủ tiệm")
    lan, hung = (customers.first_page(opened, CustomerQuery(text=t))[0] for t in ("0912345678", "hùng"))
    with opened.writing() as connection:
        rows = dict(connection.exec_driver_sql("SELECT record_id, body FROM record WHERE record_id IN (1, 2)").all())
        of_lan, of_hung = orjson.loads(rows[1]), orjson.loads(rows[2])
        of_hung["debt"], of_hung["income"] = of_lan["debt"], of_lan["income"]
        connection.exec_driver_sql("UPDATE record SET body = ? WHERE record_id = 2", (orjson.dumps(of_hung).decode(),))
    vaults.rebuild(opened)
    shown = repr([cards.card(opened, hung), customers.rows(opened, [hung])])

    assert "mười chín triệu rưỡi" in repr(cards.card(opened, lan))
    assert "mười chín triệu rưỡi" not in shown
    assert "7458291" not in texts_of(shown)
    assert "không đọc được" in shown

    with pytest.raises(UserError, match="seal_broken"):
        compartments.unseal(opened, MONEY)


def test_only_the_owner_says_who_reads(shop: Shop) -> None:
    opened = shop.open("Quản lý")
    for act in (
        lambda: compartments.make(opened, "Khác", ["job"]),
        lambda: compartments.change(opened, MONEY, readers=[]),
        lambda: compartments.unseal(opened, MONEY),
    ):
        with pytest.raises(UserError) as refused:
            act()
        assert refused.value.code == "sealed_owner_only"


def test_a_reader_may_be_added_and_taken_off(shop: Shop) -> None:
    opened = shop.open("Chủ tiệm")
    clerk, manager = (people.person(opened, name).person_id for name in ("Thu ngân", "Quản lý"))
    compartments.change(opened, MONEY, readers=[clerk])
    lan = customers.first_page(opened, CustomerQuery(text="0912345678"))[0]
    customers.edit(opened, lan, {"debt": "888.000"})

    now = texts_of(cards.card(shop.open("Thu ngân"), lan).amounts)
    then = texts_of(cards.card(shop.open("Quản lý"), lan).amounts)

    assert "888000" in now
    assert "7458291" in now, "what was there before is read too"
    assert "888000" not in then
    assert "7458291" not in then
    assert manager not in compartments.find(shop.open("Chủ tiệm"), MONEY).readers


def test_who_cannot_read_adds_but_does_not_clear(shop: Shop) -> None:
    opened = shop.open("Thu ngân")
    lan = customers.first_page(opened, CustomerQuery(text="0912345678"))[0]
    customers.edit(opened, lan, {"note": "khách hẹn trả"})
    for changes in ({"note": []}, {"income": None}, {"note": None}):
        with pytest.raises(UserError) as refused:
            customers.edit(opened, lan, changes)
        assert refused.value.code == "sealed_stays"
    shown = repr(cards.card(shop.open("Chủ tiệm"), lan))

    assert "khách hẹn trả" in shown
    assert "hay quỵt tiền" in shown


def test_new_keys_for_those_who_stay(shop: Shop) -> None:
    opened = shop.open("Chủ tiệm")
    before = facts(opened)
    people.remove(opened, "Quản lý")

    assert facts(opened) == before
    customers.edit(opened, ids_of(opened)[0], {"debt": "123.456"})
    assert "123456" in texts_of([cards.card(owner, i) for owner in (shop.open("Chủ tiệm"),) for i in ids_of(owner)])


def test_the_file_of_keys_names_neither_names_nor_fields(shop: Shop) -> None:
    written = (shop.folder / "store.keys").read_bytes()

    assert b"sealed" in written
    assert seen_in(written, [*FIELDS, *(f for fields in FIELDS.values() for f in fields)]) - {"note"} == set()


@pytest.mark.parametrize("person", READS)
def test_a_group_whose_rule_is_about_it_is_there_for_its_readers_alone(shop: Shop, person: str) -> None:
    opened = shop.open(person)
    may = MONEY in READS[person]

    assert bool(customers.count(opened, CustomerQuery(filters=AllOf((Filter("group", Op.IS, ("Nợ lắm",)),))))) is may
    assert ("Nợ lắm" in facets.group_rules(opened)) is may
    assert any(row.rule_groups for row in customers.rows(opened, list(customers.all_ids(opened, CustomerQuery())))) is may
    assert any(each.name == "Nợ lắm" for each in saved_lists.everything(opened)) is may
