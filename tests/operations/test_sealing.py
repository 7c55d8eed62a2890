"""Sealing what is there, opening it again, being cut off between: nothing is lost, nothing is left open."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from openpyxl import Workbook

from khachhang.errors import UserError
from khachhang.operations import cards, compartments, customers, history, imports, key_compacting, people, vaults, verification
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.opened import OpenVault
from khachhang.vault import NoMemory
from tests.operations.pages import decrypted_pages, seen_in
from tests.operations.shops import FLOOR, PASSWORD, Clock, new_shop
from tests.operations.test_compartments import (
    FIELDS,
    MONEY,
    NOTES,
    PAPERS,
    SECRETS,
    bring_in,
    facts,
    ids_of,
    table_text,
    texts_of,
    write_list,
)

MEMORY = """
import gc, json, sys
from pathlib import Path
from tests.vault.test_memory import SCRIPT
exec(SCRIPT.split("folder, now, password")[0])
from tests.operations.shops import NoMemory, PASSWORD, new_shop, vaults
from khachhang.operations import compartments, customers
from khachhang.operations.customers import CustomerQuery
folder = Path(sys.argv.pop()) / "a.khachhang"
opened = new_shop(folder)
for i in range(5):
    customers.add(opened, {"full_name": f"Lan {i}", "note": f"kín {i}"})
compartments.make(opened, "Riêng", ["note"])
customers.edit(opened, 1, {"note": ["mới"]})
vaults.lock(opened)
opened = vaults.open_(folder, password=PASSWORD, memory=NoMemory())
customers.rows(opened, list(customers.all_ids(opened, CustomerQuery())))
customers.edit(opened, 2, {"note": ["mới nữa"]})
customers.rows(opened, [2])
masks = [masked(bytes(c.edit.key)) for c in opened.seals._ciphers.values()]
before = sum(count(masks))
vaults.lock(opened)
gc.collect()
print(json.dumps([before, sum(count(masks)), len(masks)]))
"""


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[OpenVault]:
    """A shop of the owner alone with a list, edits, a merge, a retired and a verified value; nothing sealed yet."""
    opened = new_shop(tmp_path / "Một mình.khachhang")
    bring_in(opened, write_list(tmp_path / "Khách.xlsx"))
    bring_in(opened, write_list(tmp_path / "Khách nữa.xlsx"), "Kho 2")
    lan = customers.first_page(opened, CustomerQuery(text="lan"))[0]
    customers.edit(opened, lan, {"income": "hai mươi sáu triệu", "note": ["hay quỵt tiền", "sửa lời chê"], "debt": "500.000"})
    customers.retire_value(opened, lan, "note", "sửa lời chê")
    verification.verify(opened, 1, "id_number", "right", value="079188004477")
    yield opened
    vaults.lock(opened)


ALL = [f for fields in FIELDS.values() for f in fields]


def test_sealing_changes_nothing_for_those_who_may_read(plain: OpenVault) -> None:
    before = facts(plain)
    compartments.make(plain, MONEY, ALL)
    sealed = facts(plain)
    vaults.rebuild(plain)
    rebuilt = facts(plain)
    compartments.unseal(plain, MONEY)

    assert sealed == before
    assert rebuilt == before, "what is derived is computed without any key"
    assert facts(plain) == before
    assert plain.catalogue.seals == {}
    assert compartments.compartments(plain) == []


def test_a_field_leaves_and_joins_alone(plain: OpenVault) -> None:
    before = facts(plain)
    compartments.make(plain, MONEY, ["debt", "income"])
    compartments.make(plain, PAPERS, ["id_number"])
    compartments.change(plain, MONEY, fields=["income", "note"], name="Riêng")

    assert {c.name: set(c.fields) for c in compartments.compartments(plain)} == {"Riêng": {"income", "note"}, PAPERS: {"id_number"}}
    assert facts(plain) == before
    with plain.vault.reading() as connection:
        assert "7458291" in table_text(connection, "record")
        assert "triệu" not in table_text(connection, "record")
    imports.save_original(plain, 1, plain.folder.parent / "lại.xlsx")
    assert (plain.folder.parent / "lại.xlsx").read_bytes() == (plain.folder.parent / "Khách.xlsx").read_bytes()


def test_undoing_anything_before_still_works(plain: OpenVault) -> None:
    compartments.make(plain, MONEY, ALL)
    before = facts(plain)
    active = [line.operation_id for line in history.operations_list(plain) if line.kind in ("import", "edit", "retire", "verify_right")]
    for operation_id in active:
        history.undo(plain, operation_id)
    assert ids_of(plain) == []
    for operation_id in active:
        history.redo(plain, operation_id)

    assert facts(plain) == before
    sealing = next(line for line in history.operations_list(plain) if line.kind == "seal")
    with pytest.raises(UserError):
        history.undo(plain, sealing.operation_id)


BESIDE = (
    ("Tên", "Điện thoại", "Địa chỉ"),
    ("Nguyễn Thị Lan", "0912345678 (hay quỵt tiền hàng)", "12 Lê Lợi, Quận 1, TP HCM"),
    ("Lý Bá Sơ", "091234567 (hay quỵt tiền hàng)", "12 Lê Lợi, Quận 1, TP HCM"),
    ("Trần Văn Hùng", "0987111222", "5 Hai Bà Trưng, Quận 3, TP HCM"),
)  # fmt: skip
BLOCKS = (
    ("Tên: Nguyễn Thị Lan",), ("ĐT: 0912345678",), ("Ghi chú: hay quỵt tiền hàng",), ("",),
    ("Tên: Trần Văn Hùng",), ("ĐT: 0987111222",), ("Ghi chú: vui vẻ",), ("",),
    ("Tên: Lê Thị Hoa",), ("ĐT: 0911222333",), ("Ghi chú: mua sỉ",),
)  # fmt: skip


@pytest.mark.parametrize("rows", [BESIDE, BLOCKS], ids=["beside another value", "customers of several rows"])
@pytest.mark.parametrize("is_first", [True, False], ids=["sealed first", "sealed after"])
def test_a_value_that_stood_in_no_column_of_its_own(tmp_path: Path, rows: Any, is_first: bool) -> None:
    opened = new_shop(tmp_path / "Tiệm.khachhang")
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "Tệp.xlsx")
    if is_first:
        compartments.make(opened, NOTES, ["note"])
    bring_in(opened, tmp_path / "Tệp.xlsx")
    if not is_first:
        compartments.make(opened, NOTES, ["note"])
    pages = decrypted_pages(opened)
    lan = customers.first_page(opened, CustomerQuery(text="0912345678"))[0]
    notes = [v.text for f in cards.card(opened, lan).fields if f.field.key == "note" for v in f.values]
    raw = repr(imports.result_rows(opened, imports.list_imports(opened)[0].operation_id))
    vaults.lock(opened)

    assert "hay quỵt tiền hàng" in repr(notes)
    assert "hay quỵt tiền hàng" in raw, "the owner sees the row as it came"
    assert seen_in(pages, ["hay quỵt tiền hàng"]) == set()


def test_keys_and_names_cannot_be_sealed(plain: OpenVault) -> None:
    for field in ("full_name", "phones", "tax_code", "email", "address", "ward", "birth_date", "group", "do_not_contact", "order_code"):
        with pytest.raises(UserError) as refused:
            compartments.make(plain, MONEY, [field])
        assert refused.value.code in ("sealed_key_field", "sealed_needed_open")
    with pytest.raises(UserError, match="no_such_field"):
        compartments.make(plain, MONEY, ["x_khong_co"])
    compartments.make(plain, MONEY, ["debt"])
    for name, fields, code in (
        (MONEY.upper(), ["note"], "sealed_name_taken"),
        (NOTES, ["debt"], "sealed_elsewhere"),
        (NOTES, [], "sealed_no_fields"),
    ):
        with pytest.raises(UserError) as refused:
            compartments.make(plain, name, fields)
        assert refused.value.code == code
    assert [c.name for c in compartments.compartments(plain)] == [MONEY]


@pytest.mark.parametrize("step", range(6))
def test_cut_off_anywhere_it_is_all_or_finished_at_the_next_opening(plain: OpenVault, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Killed at a step of sealing: the next opening has either nothing sealed or everything, and nothing is lost."""
    before = facts(plain)
    steps = iter(range(100))

    class Killed(BaseException):
        pass

    def tick(done: int, total: int) -> None:
        if next(steps) == step:
            raise Killed

    monkeypatch.setattr("khachhang.operations.compartments.compartment_changes.drop_compartment", lambda *a, **kw: None)  # nobody cleans up
    with contextlib.suppress(Killed):  # with fewer steps than asked for it goes through
        compartments.make(plain, MONEY, ALL, tick=tick)
    vaults.lock(plain)
    again = vaults.open_(plain.folder, password=PASSWORD, clock=Clock(), memory=NoMemory())
    pages = decrypted_pages(again)
    now = facts(again)
    vaults.lock(again)

    assert seen_in(pages, [s for each in SECRETS.values() for s in each]) == set(), "the next opening finished it"
    assert now == before


def test_half_sealed_and_read_only_it_opens_for_readers_alone(plain: OpenVault, monkeypatch: pytest.MonkeyPatch) -> None:
    people.add(plain, "Thu ngân", PASSWORD, argon2=FLOOR)
    monkeypatch.setattr("khachhang.operations.compartments.compartment_changes.drop_compartment", lambda *a, **kw: None)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compartments.make(plain, MONEY, ["debt"], tick=stop)
    vaults.lock(plain)
    with pytest.raises(UserError, match="sealed_busy"):
        vaults.open_(plain.folder, password=PASSWORD, person="Thu ngân", clock=Clock(), memory=NoMemory(), read_only=True)
    owner = vaults.open_(plain.folder, password=PASSWORD, person="Chủ tiệm", clock=Clock(), memory=NoMemory(), read_only=True)
    assert "7458291" in texts_of(facts(owner))
    vaults.lock(owner)
    clerk = vaults.open_(plain.folder, password=PASSWORD, person="Thu ngân", clock=Clock(), memory=NoMemory())
    assert "7458291" not in texts_of(facts(clerk))
    vaults.lock(clerk)


def test_keys_of_many_edits_become_one(plain: OpenVault) -> None:
    compartments.make(plain, MONEY, ALL)
    lan = customers.first_page(plain, CustomerQuery(text="0912345678"))[0]
    for n in range(8):
        customers.edit(plain, lan, {"note": [f"lần {n}", "hay quỵt tiền"], "debt": str(1000 + n)})
    customers.retire_value(plain, lan, "note", "lần 7")
    before = facts(plain)

    def keys() -> int:
        with plain.vault.reading() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM edit_key").scalar() or 0)

    held = keys()
    assert key_compacting.compact(plain) == 0, "few keys are left alone"
    gone = key_compacting.compact(plain, more_than=3)
    now = facts(plain)
    vaults.rebuild(plain)

    assert gone >= 8
    assert keys() == held - gone + 1
    assert now == before
    assert facts(plain) == before
    compartments.unseal(plain, MONEY)
    assert facts(plain) == before


def test_records_are_written_only_where_they_are_sealed() -> None:
    root = Path(compartments.__file__).parent.parent
    writers = {p.name for p in root.rglob("*.py") if "insert_records(" in p.read_text(encoding="utf-8") and p.name != "writing.py"}

    assert writers == {"import_commit.py", "editing.py"}, "whoever else writes records must seal them, then be named here"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="reads its own memory, Linux only")
def test_no_key_of_a_sealed_value_stays_in_memory_after_locking(tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, "-c", MEMORY, str(tmp_path)], capture_output=True, text=True, check=False, timeout=120)

    assert run.returncode == 0, run.stderr[-2000:]
    before, after, keys = orjson.loads(run.stdout)
    assert keys >= 3
    assert before >= keys, "the search finds them while the vault is open"
    assert after == 0
