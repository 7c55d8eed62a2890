"""Passwords, recovery codes, devices, people who come and go, and what each of them can read."""

from __future__ import annotations

import shutil

import pytest

from khachhang.errors import UserError
from khachhang.vault import (
    CONFIDENTIAL,
    FLOOR,
    add_person,
    back_up,
    change_password,
    devices_of,
    forget_devices,
    is_last_group,
    must_choose_password,
    new_recovery_code,
    people_of,
    remember_device,
    remove_person,
    repair_keys,
    reset_password,
    restore,
    revoke_and_rotate,
    set_rights,
    set_role,
)

STAFF_PASSWORD = "trang sao bien xanh"


def refused(code, call, *arguments, **options):
    with pytest.raises(UserError) as caught:
        call(*arguments, **options)
    assert caught.value.code == code


def test_a_new_password_takes_the_place_of_the_old(opened, unlock, password, other_password, now, names):
    change_password(opened, password, other_password, now=now, argon2=FLOOR)
    opened.lock()

    refused("wrong_password", unlock)
    with unlock(password=other_password) as again:
        assert names(again) == ["Lan", "Hùng", "Mai"]


def test_changing_a_password_needs_the_old_one(opened, other_password, now):
    refused("wrong_password", change_password, opened, "sai", other_password, now=now, argon2=FLOOR)
    refused("wrong_password", change_password, opened, None, other_password, now=now, argon2=FLOOR)


def test_a_weak_new_password_changes_nothing(opened, unlock, password, now):
    refused("password_phone", change_password, opened, password, "0912345678", now=now)
    opened.lock()

    unlock().lock()


def test_after_the_recovery_code_a_password_is_set_without_the_old(create, unlock, other_password, now):
    made, code = create()
    made.lock()
    with unlock(recovery_code=code) as again:
        change_password(again, None, other_password, now=now, argon2=FLOOR)
        refused("wrong_password", change_password, again, None, "meo vang song nui", now=now, argon2=FLOOR)

    unlock(password=other_password).lock()


def test_a_new_recovery_code_ends_the_old(create, unlock, now):
    made, old = create()
    new = new_recovery_code(made, now=now)
    made.lock()

    refused("recovery_code_wrong", unlock, recovery_code=old)
    unlock(recovery_code=new).lock()
    unlock().lock()
    assert is_last_group(made, new, f" {new[-4:].lower()} ")
    assert not is_last_group(made, new, old[-4:] if old[-4:] != new[-4:] else "0000")


def test_a_mistyped_code_is_told_from_a_wrong_one(create, unlock):
    made, code = create()
    made.lock()
    wrong = ("1" if code[0] != "1" else "2") + code[1:]

    refused("recovery_code_mistyped", unlock, recovery_code=wrong)


@pytest.fixture
def with_staff(opened, now):
    """Give the owner's open vault with Lan (staff, reads nothing confidential) and Minh (reads it)."""
    lan = add_person(opened, "Lan", STAFF_PASSWORD, role="staff", now=now, argon2=FLOOR)
    minh = add_person(opened, "Minh", STAFF_PASSWORD + "!", role="manager", compartments=(CONFIDENTIAL,), now=now, argon2=FLOOR)
    return opened, lan, minh


def test_everybody_opens_with_their_own_password(with_staff, unlock, names, folder):
    with_staff[0].lock()

    assert people_of(folder) == ["Chị Hoa", "Lan", "Minh"]
    for person, password in (("lan", STAFF_PASSWORD), ("Minh", STAFF_PASSWORD + "!"), (None, "meo vang song nui")):
        with unlock(person=person, password=password) as again:
            assert names(again) == ["Lan", "Hùng", "Mai"]
    refused("wrong_password", unlock, person="Lan", password="meo vang song nui")
    refused("wrong_password", unlock, person="Minh", password=STAFF_PASSWORD)


def test_staff_change_their_own_password_without_the_owner(with_staff, unlock, other_password, now):
    with_staff[0].lock()
    with unlock(person="Lan", password=STAFF_PASSWORD) as lan:
        change_password(lan, STAFF_PASSWORD, other_password, now=now, argon2=FLOOR)

    unlock(person="Lan", password=other_password).lock()
    unlock().lock()


def test_only_the_owner_changes_who_is_in(with_staff, unlock, now):
    with_staff[0].lock()
    with unlock(person="Minh", password=STAFF_PASSWORD + "!") as minh:
        refused("no_right", add_person, minh, "Tú", "mot hai ba bon nam", role="owner", now=now, argon2=FLOOR)
        refused("no_right", set_rights, minh, {"export": True}, now=now)
        refused("no_right", revoke_and_rotate, minh, [], now=now)


def test_a_name_is_given_once(with_staff, now):
    refused("person_exists", add_person, with_staff[0], " LAN ", "mot hai ba bon nam", role="staff", now=now, argon2=FLOOR)


def test_rights_are_kept_as_the_owner_signed_them(with_staff, unlock, now):
    set_rights(with_staff[0], {"staff": ["search", "import"], "manager": ["export"]}, now=now)
    with_staff[0].lock()

    with unlock(person="Lan", password=STAFF_PASSWORD) as lan:
        assert lan.keys.roll.rights == {"staff": ["search", "import"], "manager": ["export"]}


def test_staff_add_confidential_values_that_they_cannot_read(with_staff, unlock):
    with_staff[0].lock()
    with unlock(person="Lan", password=STAFF_PASSWORD) as lan:
        edit = lan.new_edit_key(CONFIDENTIAL, "batch 7")
        sealed = lan.seal_field(edit, "nợ 3.250.000".encode(), table="record", record=5, field_key="debt")
        assert not lan.may_read(CONFIDENTIAL)
        refused("no_right", lan.open_edit_key, CONFIDENTIAL, edit.epoch, edit.box, "batch 7")

    for person, password in (("Minh", STAFF_PASSWORD + "!"), (None, "meo vang song nui")):
        with unlock(person=person, password=password) as reader:
            assert reader.may_read(CONFIDENTIAL)
            again = reader.open_edit_key(CONFIDENTIAL, edit.epoch, edit.box, "batch 7")
            assert reader.unseal_field(again, sealed, table="record", record=5, field_key="debt").decode() == "nợ 3.250.000"


@pytest.mark.parametrize("moved", [{"record": 6}, {"table": "customer"}, {"field_key": "note"}, {"record": "5"}])
def test_a_sealed_value_cannot_be_moved_or_changed(opened, moved):
    place = {"table": "record", "record": 5, "field_key": "debt"}
    edit = opened.new_edit_key(CONFIDENTIAL, "batch 7")
    sealed = opened.seal_field(edit, b"x", **place)

    refused("seal_broken", opened.unseal_field, edit, sealed, **(place | moved))
    refused("seal_broken", opened.unseal_field, edit, sealed[:-1] + bytes([sealed[-1] ^ 1]), **place)
    refused("seal_broken", opened.open_edit_key, CONFIDENTIAL, edit.epoch, edit.box, "batch 8")
    refused("seal_broken", opened.open_edit_key, CONFIDENTIAL, edit.epoch + 1, edit.box, "batch 7")
    edit.wipe()
    assert edit.key == bytes(32)


def test_a_remembered_computer_opens_until_it_is_forgotten(with_staff, unlock, now):
    with_staff[0].lock()
    with unlock(person="Lan", password=STAFF_PASSWORD) as lan:
        device_key = remember_device(lan, label="quầy 1", now=now)
        other = remember_device(lan, label="quầy 2", now=now)

    with unlock(person="Lan", device_key=device_key) as lan:
        assert lan.person.name == "Lan"
        forget_devices(lan, now=now)
    for key in (device_key, other, bytes(32)):
        refused("wrong_password", unlock, person="Lan", device_key=key)
    unlock(person="Lan", password=STAFF_PASSWORD).lock()


def test_the_owner_is_never_remembered(opened, now):
    refused("no_right", remember_device, opened, label="quầy 1", now=now)


def test_who_left_opens_nothing_and_the_others_notice_nothing(with_staff, unlock, names, now, tmp_path):
    opened, lan, _ = with_staff
    edit = opened.new_edit_key(CONFIDENTIAL, "batch 7")
    sealed = opened.seal_field(edit, b"x", table="t", record=1, field_key="f")
    purpose, salt = opened.key_for("fingerprint"), (opened.folder / "store.db").read_bytes()[:16]
    shutil.copytree(opened.folder, tmp_path / "before", ignore=shutil.ignore_patterns("*.lock", "*-shm"))

    revoke_and_rotate(opened, [lan], now=now)

    assert names(opened) == ["Lan", "Hùng", "Mai"]
    opened.lock()
    assert (opened.folder / "store.db").read_bytes()[:16] != salt
    assert sorted(path.name for path in opened.folder.iterdir()) == ["store.db", "store.keys", "store.keys.bak", "store.lock"]
    refused("wrong_password", unlock, person="Lan", password=STAFF_PASSWORD)
    for person, password in (("Minh", STAFF_PASSWORD + "!"), (None, "meo vang song nui")):
        with unlock(person=person, password=password) as again:
            assert names(again) == ["Lan", "Hùng", "Mai"]
            assert again.key_for("fingerprint") == purpose
            old = again.open_edit_key(CONFIDENTIAL, edit.epoch, edit.box, "batch 7")
            assert again.unseal_field(old, sealed, table="t", record=1, field_key="f") == b"x"
            assert again.new_edit_key(CONFIDENTIAL, "batch 8").epoch == edit.epoch + 1


def test_an_old_keys_file_does_not_open_the_rotated_database(with_staff, unlock, now):
    opened, lan, _ = with_staff
    old = (opened.folder / "store.keys").read_bytes()
    revoke_and_rotate(opened, [lan], now=now)
    opened.lock()
    for name in ("store.keys", "store.keys.bak"):
        (opened.folder / name).write_bytes(old)

    refused("vault_damaged", unlock, person="Lan", password=STAFF_PASSWORD)


def test_a_rotation_waits_for_nobody(opened, now, names):
    with opened.read_engine.connect() as reading:
        reading.exec_driver_sql("SELECT * FROM customer").fetchone()
        refused("vault_in_use", revoke_and_rotate, opened, [], now=now)

    assert names(opened) == ["Lan", "Hùng", "Mai"]
    revoke_and_rotate(opened, [], now=now)
    assert names(opened) == ["Lan", "Hùng", "Mai"]


def test_a_backup_made_before_a_rotation_still_opens(opened, unlock, names, now, tmp_path):
    back_up(opened, tmp_path / "b", now=now)
    revoke_and_rotate(opened, [], now=now)
    opened.lock()

    with unlock(restore(tmp_path / "b", tmp_path / "R.khachhang")) as again:
        assert names(again) == ["Lan", "Hùng", "Mai"]


def test_repairing_writes_both_copies_from_the_good_one(opened, unlock, now):
    opened.lock()
    (opened.folder / "store.keys").write_bytes(b"noise")
    with unlock() as again:
        assert again.troubles == {"store.keys": "keys_damaged"}
        repair_keys(again, now=now)
        assert again.troubles == {}
    assert (opened.folder / "store.keys").read_bytes() == (opened.folder / "store.keys.bak").read_bytes()


def test_a_password_the_owner_gave_out_is_to_be_changed(with_staff, unlock, other_password, now):
    with_staff[0].lock()
    with unlock(person="Lan", password=STAFF_PASSWORD) as lan:
        assert must_choose_password(lan)
        change_password(lan, STAFF_PASSWORD, other_password, now=now, argon2=FLOOR)
        assert not must_choose_password(lan)
    with unlock() as owner:
        assert not must_choose_password(owner)


def test_the_owner_gives_a_new_password_without_knowing_the_old(with_staff, unlock, names, other_password, now):
    opened, _, minh = with_staff
    edit = opened.new_edit_key(CONFIDENTIAL, "batch 1")

    reset_password(opened, minh, other_password, now=now, argon2=FLOOR)
    opened.lock()

    refused("wrong_password", unlock, person="Minh", password=STAFF_PASSWORD + "!")
    with unlock(person="Minh", password=other_password) as again:
        assert names(again) == ["Lan", "Hùng", "Mai"]
        assert must_choose_password(again)
        assert again.open_edit_key(CONFIDENTIAL, 1, edit.box, "batch 1").key == edit.key
    unlock(person="Lan", password=STAFF_PASSWORD).lock()


def test_a_reset_gives_nothing_the_person_did_not_have(with_staff, unlock, other_password, now):
    opened, lan, _ = with_staff

    reset_password(opened, lan, other_password, now=now, argon2=FLOOR)

    assert not any(lan in epoch.boxes for c in opened.keys.roll.compartments for epoch in c.epochs)
    refused("no_right", reset_password, opened, opened.person_id, other_password, now=now, argon2=FLOOR)
    refused("no_right", reset_password, opened, "nobody", other_password, now=now, argon2=FLOOR)


def test_a_person_taken_off_opens_nothing_and_the_name_is_not_given_again(with_staff, unlock, names, folder, now):
    opened, lan, _ = with_staff

    remove_person(opened, lan, now=now)
    refused("person_exists", add_person, opened, " LAN ", "mot hai ba bon nam", role="staff", now=now, argon2=FLOOR)
    opened.lock()

    assert people_of(folder) == ["Chị Hoa", "Minh"]
    refused("wrong_password", unlock, person="Lan", password=STAFF_PASSWORD)
    with unlock(person="Minh", password=STAFF_PASSWORD + "!") as minh:
        assert names(minh) == ["Lan", "Hùng", "Mai"]
        refused("no_right", remove_person, minh, lan, now=now)


def test_a_role_and_the_rights_are_signed_together(with_staff, unlock, now):
    opened, lan, _ = with_staff

    set_role(opened, lan, "manager", {"people": {lan: {"rights": ["view"]}}}, now=now)
    opened.lock()

    with unlock(person="Lan", password=STAFF_PASSWORD) as again:
        assert again.person.role == "manager"
        assert again.keys.roll.rights == {"people": {lan: {"rights": ["view"]}}}
        refused("no_right", set_role, again, lan, "owner", {}, now=now)
        remember_device(again, label="Máy quầy", now=now)
        assert devices_of(again, lan) == ["Máy quầy"]
