"""Accounts from hiring to leaving, in vaults of their own: passwords, rights that survive closing, new keys, and the log of it all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, update

from khachhang.errors import UserError
from khachhang.operations import audit, compartments, customers, people, vaults
from khachhang.operations.audit import LogFilter
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right
from khachhang.store import auditing, schema
from khachhang.vault import NoMemory
from khachhang.vault.away import AWAY_FILE
from tests.operations.shops import FLOOR, PASSWORD, Clock, new_shop

FIRST, OWN, LOST = "trăng sao biển khơi xanh", "mèo vàng sông núi cao", "gió mát trăng thanh bình"
Unlock = Callable[..., OpenVault]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Tiệm Mai.khachhang"


@pytest.fixture
def unlock(folder: Path) -> Unlock:
    """Return a function that opens the vault again, as the owner or as somebody else."""

    def opened(person: str | None = None, password: str = PASSWORD) -> OpenVault:
        return vaults.open_(folder, person=person, password=password, memory=NoMemory(), clock=Clock())

    return opened


def refused(code: str, act: Callable[..., object], *args: object, **options: object) -> None:
    with pytest.raises(UserError) as caught:
        act(*args, **options)
    assert caught.value.code == code


def hire(shop: OpenVault, name: str = "Lan", role: str = "staff", **about: str) -> people.PersonInfo:
    return people.add(shop, name, FIRST, role=role, argon2=FLOOR, **about)


def test_a_person_opens_with_a_password_of_their_own_and_the_rights_given(folder: Path, unlock: Unlock):
    shop = new_shop(folder)
    hire(shop, department="Giao hàng")
    people.change(shop, "Lan", allowed=[Right.EDIT, Right.EXPORT], quota={"export": 5, "reveal": None})
    customers.add(shop, {"full_name": "Khách", "phones": "0912345678"})
    vaults.lock(shop)

    lan = unlock("lan", FIRST)
    assert vaults.must_set_password(lan)
    vaults.change_password(lan, None, OWN, argon2=FLOOR)
    assert not vaults.must_set_password(lan)
    assert (lan.role, lan.rights.department) == ("staff", "Giao hàng")
    assert lan.rights.allowed == {Right.VIEW, Right.EDIT, Right.EXPORT}
    assert lan.rights.quota == {"export": 5, "print": 100, "copy": 100, "reveal": None}
    assert lan.is_masked
    refused("wrong_password", vaults.change_password, lan, None, LOST, argon2=FLOOR)
    refused("not_allowed", people.add, lan, "Tú", FIRST)
    customers.add(lan, {"full_name": "Lan ghi"})
    vaults.lock(lan)

    refused("wrong_password", unlock, "Lan", FIRST)
    shop = unlock()
    assert audit.log(shop, LogFilter(kind="data"))[0].person == "Lan"
    vaults.lock(shop)


def test_names_roles_and_rights_must_exist(folder: Path):
    shop = new_shop(folder)
    hire(shop)

    refused("person_exists", hire, shop, " LAN ")
    refused("nothing_typed", hire, shop, "  ")
    refused("no_such_role", hire, shop, "Tú", "owner")
    refused("no_such_role", people.change, shop, "Lan", role="boss")
    refused("no_such_right", people.change, shop, "Lan", quota={"export": -1})
    refused("no_such_person", people.change, shop, "Ai")
    refused("not_the_owner", people.change, shop, "Chủ tiệm", role="staff")
    refused("not_the_owner", people.remove, shop, "Chủ tiệm")
    refused("not_the_owner", people.reset_password, shop, "Chủ tiệm", FIRST)
    assert [(p.name, p.role, p.is_owner) for p in people.list_people(shop)] == [("Chủ tiệm", "owner", True), ("Lan", "staff", False)]
    vaults.lock(shop)


def test_another_role_brings_its_own_rights(folder: Path):
    shop = new_shop(folder)
    hire(shop, department="Kho")
    people.change(shop, "Lan", allowed=[Right.EXPORT], quota={"export": 1})

    changed = people.change(shop, "Lan", role="manager")

    assert changed.rights.allowed == frozenset(Right)
    assert changed.rights.quota["export"] is None
    assert changed.rights.department == "Kho"
    vaults.lock(shop)


def test_a_forgotten_password_is_replaced_and_the_old_one_opens_nothing(folder: Path, unlock: Unlock):
    shop = new_shop(folder)
    hire(shop)
    people.reset_password(shop, "Lan", LOST, argon2=FLOOR)
    vaults.lock(shop)

    refused("wrong_password", unlock, "Lan", FIRST)
    lan = unlock("Lan", LOST)
    assert vaults.must_set_password(lan)
    vaults.lock(lan)


@pytest.mark.parametrize("new_keys", [False, True])
def test_somebody_who_left_opens_nothing(folder: Path, unlock: Unlock, new_keys: bool):
    shop = new_shop(folder)
    customers.add(shop, {"full_name": "Khách"})
    hire(shop)
    hire(shop, "Minh", "manager")
    epoch = shop.vault.keys.roll.vault_key.epoch
    steps: list[tuple[int, int]] = []

    people.remove(shop, "Lan", new_keys=new_keys, tick=lambda done, total: steps.append((done, total)))

    assert (shop.vault.keys.roll.vault_key.epoch - epoch, bool(steps)) == ((1, True) if new_keys else (0, False))
    assert bool(list(folder.parent.glob("*backups/*keys*"))) is new_keys
    assert customers.count(shop, CustomerQuery()) == 1
    assert [p.name for p in people.list_people(shop) if not p.is_active] == ["Lan"]
    refused("no_such_person", people.change, shop, "Lan", role="manager")
    vaults.lock(shop)
    refused("wrong_password", unlock, "Lan", FIRST)
    assert people.people_to_open(folder) == ["Chủ tiệm", "Minh"]
    minh = unlock("Minh", FIRST)
    assert [line.event for line in audit.log(minh, LogFilter(kind="people"))] == (
        ["rotated"] * new_keys + ["person_removed", "person_added", "person_added"]
    )
    vaults.lock(minh)


def test_new_keys_wait_for_a_reader_and_do_not_wait_for_ever(folder: Path, monkeypatch: pytest.MonkeyPatch):
    shop = new_shop(folder)
    monkeypatch.setattr(people, "_BUSY_S", 0.0)
    with shop.reading():
        refused("vault_busy", people.rotate, shop)
    people.rotate(shop)
    vaults.lock(shop)


# ---- the log ---------------------------------------------------------------------------------------------------------


def test_opening_and_wrong_passwords_stand_in_the_log(folder: Path, unlock: Unlock):
    vaults.lock(new_shop(folder))
    for _ in range(3):
        refused("wrong_password", unlock, None, "sai mật khẩu rồi")
    assert (folder / AWAY_FILE).exists()

    shop = unlock()

    lines = audit.log(shop, LogFilter(kind="entry"))
    assert [line.event for line in lines] == ["unlock", "unlock_failed"]
    assert lines[0].sentence == "Mở sổ bằng mật khẩu"
    assert lines[1].sentence.startswith("3 lần gõ sai mật khẩu")
    assert not (folder / AWAY_FILE).exists()
    vaults.lock(shop)


def test_a_forged_note_beside_the_vault_says_nothing(folder: Path, unlock: Unlock):
    vaults.lock(new_shop(folder))
    (folder / AWAY_FILE).write_bytes(b"unlock_failed now\n<script> 2026-11-21T08:00:00+00:00\n\xff")

    shop = unlock()

    assert [line.event for line in audit.log(shop)] == ["unlock"]
    vaults.lock(shop)


def test_a_restored_vault_says_so(folder: Path, tmp_path: Path):
    shop = new_shop(folder)
    vaults.back_up(shop, tmp_path / "usb.khachhang-backup")
    vaults.lock(shop)
    made = vaults.restore(tmp_path / "usb.khachhang-backup", tmp_path / "Lại.khachhang")

    again = vaults.open_(made, password=PASSWORD, memory=NoMemory(), clock=Clock())

    assert [line.event for line in audit.log(again, LogFilter(kind="keeping"))] == ["restored"]
    vaults.lock(again)


def test_acts_on_keys_are_sentences_with_who(folder: Path, tmp_path: Path):
    shop = new_shop(folder)
    hire(shop)
    people.change(shop, "Lan", role="read-only")
    people.reset_password(shop, "Lan", LOST, argon2=FLOOR)
    vaults.change_password(shop, PASSWORD, OWN, argon2=FLOOR)
    vaults.new_recovery_code(shop)
    vaults.back_up(shop, tmp_path / "usb.khachhang-backup")

    said = [(line.person, line.sentence) for line in audit.log(shop)]

    assert said == [
        ("Chủ tiệm", "Sao lưu vào usb.khachhang-backup"),
        ("Chủ tiệm", "Cấp mã mới cho Giấy mở sổ"),
        ("Chủ tiệm", "Đổi mật khẩu của mình"),
        ("Chủ tiệm", "Đặt lại mật khẩu cho Lan"),
        ("Chủ tiệm", "Đổi quyền của Lan: Chỉ xem; được xem khách"),
        ("Chủ tiệm", "Thêm người dùng Lan (Nhân viên)"),
    ]
    vaults.lock(shop)


def test_the_log_is_narrowed_by_person_kind_day_and_page(shop: OpenVault):
    for name in ("Lan", "Hùng", "Mai"):
        customers.add(shop, {"full_name": name})
    audit.note(shop, "rotated")

    assert [line.sentence for line in audit.log(shop, LogFilter(kind="people"))] == ["Thay chìa khóa của sổ"]
    assert len(audit.log(shop, LogFilter(kind="data"))) == 3
    assert audit.log(shop, LogFilter(person="Ai")) == []
    assert len(audit.log(shop, LogFilter(person=shop.person))) == 4
    assert len(audit.log(shop, LogFilter(since=shop.today(), until=shop.today()))) == 4
    assert audit.log(shop, LogFilter(until="2020-01-01")) == []
    first = audit.log(shop, limit=2)
    assert [line.seq for line in first + audit.log(shop, limit=2, before=first[-1].seq)] == [4, 3, 2, 1]
    assert audit.people_in_log(shop) == [shop.person]


def test_the_chain_holds_and_says_where_it_breaks(shop: OpenVault):
    for n in range(5):
        customers.add(shop, {"full_name": f"Khách {n}"})
        audit.note(shop, "rotated")
    assert audit.broken_at(shop) is None
    assert not [f for f in vaults.check(shop).findings if f.code == "log_broken"]
    h, p = schema.history, schema.payload
    with shop.writing() as connection:
        connection.execute(update(p).where(p.c.payload_id == 4).values(body=""))  # erased on request
    assert audit.broken_at(shop) is None

    with shop.writing() as connection:
        connection.execute(update(p).where(p.c.payload_id == 7).values(body="{}"))
    assert audit.broken_at(shop) == 7
    assert [f.params["line"] for f in vaults.check(shop).findings if f.code == "log_broken"] == [7]

    with shop.writing() as connection:
        connection.execute(update(h).where(h.c.seq == 6).values(person="Người khác"))
    assert audit.broken_at(shop) == 6
    with shop.writing() as connection:
        connection.execute(delete(h).where(h.c.seq == 3))
    assert audit.broken_at(shop) == 3


def test_a_line_put_in_is_noticed(shop: OpenVault):
    customers.add(shop, {"full_name": "Khách"})
    with shop.writing() as connection:
        auditing.append_event(connection, "rotated", "Chủ tiệm", shop.now(), {})
        row = {"seq": 3, "operation_id": 0, "event": "unlock", "person": "Lan", "at": shop.now(), "payload_id": 1}
        connection.execute(insert(schema.history).values(**row, digest="0" * 64, chain="0" * 64))

    assert audit.broken_at(shop) == 3


def test_acts_that_are_no_operation_cannot_be_undone_and_stand_in_no_list_of_work(shop: OpenVault):
    from khachhang.operations import history

    customers.add(shop, {"full_name": "Khách"})
    audit.note(shop, "rotated")

    assert [line.kind for line in history.operations_list(shop)] == ["add"]
    assert [line.kind for line in history.log(shop)] == ["add"]
    for flip in (history.undo, history.redo):
        refused("no_such_operation", flip, shop, 0)
    assert history.undo(shop).sentence == "Thêm khách Khách"
    refused("nothing_to_undo", history.undo, shop)
    audit.note(shop, "rotated")
    assert history.redo(shop).sentence == "Thêm khách Khách"


def test_confidential_fields_outlive_new_keys_and_leave_with_their_readers(folder: Path, unlock: Unlock):
    shop = new_shop(folder)
    readers = [hire(shop).person_id, hire(shop, "Minh", "manager").person_id]
    customer = customers.add(shop, {"full_name": "Khách", "income": "20 triệu"}).customer_ids[0]
    compartments.make(shop, "Kín", ["income"], readers)
    people.reset_password(shop, "Minh", LOST, argon2=FLOOR)

    people.remove(shop, "Lan", new_keys=True)
    customers.edit(shop, customer, {"income": "25 triệu"})

    assert customers.rows(shop, [customer])[0].values["income"] == "25 triệu"
    vaults.lock(shop)
    minh = unlock("Minh", LOST)
    assert customers.rows(minh, [customer])[0].values["income"] == "25 triệu"
    vaults.lock(minh)
