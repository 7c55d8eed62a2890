"""The PIN of the counter: opens what was opened today, five tries, and leaves nothing on the disk to guess at."""

from __future__ import annotations

import pytest

from khachhang.errors import UserError
from khachhang.vault import keys, revoke_and_rotate, slots
from khachhang.vault.changes import add_person
from khachhang.vault.keys import FLOOR
from khachhang.vault.soft_lock import TRIES, check_pin, make_pin, soft_lock

PIN = "4827"


@pytest.fixture
def cheap(monkeypatch):
    monkeypatch.setattr("khachhang.vault.soft_lock._ARGON2", FLOOR)


@pytest.fixture
def locked(opened, cheap):
    return soft_lock(opened, make_pin(opened, PIN))


def test_the_pin_opens_again_what_was_open(opened, locked, unlock, names):
    assert opened.is_locked

    with unlock(held=locked.held(PIN), password=None) as again:
        assert names(again) == ["Lan", "Hùng", "Mai"]
        assert again.is_owner


def test_a_wrong_pin_opens_nothing_and_five_wrong_ones_end_it(locked, unlock):
    endings = []
    for _ in range(TRIES):
        with pytest.raises(UserError) as caught:
            unlock(held=locked.held("9150"), password=None)
        assert caught.value.code == "wrong_password"
        endings.append(locked.failed())

    assert [(error.code, error.params.get("left")) for error in endings] == [
        ("pin_wrong", 4), ("pin_wrong", 3), ("pin_wrong", 2), ("pin_wrong", 1), ("pin_spent", None)
    ]  # fmt: skip
    with pytest.raises(UserError, match="pin_spent"):
        locked.held(PIN)


def test_nothing_of_the_pin_lock_is_on_the_disk(opened, cheap, folder):
    box = make_pin(opened, PIN)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".keys", ".bak")}

    soft_lock(opened, box)

    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".keys", ".bak")} == before


def test_another_person_cannot_read_what_the_vault_keeps_of_a_pin(opened, unlock, other_password, now, cheap):
    add_person(opened, "Tú", other_password, role="staff", now=now, argon2=FLOOR)
    box = make_pin(opened, PIN)
    opened.lock()

    with unlock(person="Tú", password=other_password) as staff, pytest.raises(UserError, match="seal_broken"):
        soft_lock(staff, box)


def test_a_person_who_was_removed_meanwhile_stays_out(opened, unlock, other_password, now, cheap):
    person_id = add_person(opened, "Tú", other_password, role="staff", now=now, argon2=FLOOR)
    opened.lock()
    staff = unlock(person="Tú", password=other_password)
    locked = soft_lock(staff, make_pin(staff, PIN))
    with unlock() as owner:
        revoke_and_rotate(owner, [person_id], now=now)

    with pytest.raises(UserError, match="wrong_password"):
        unlock(held=locked.held(PIN), password=None)


def test_a_rotation_meanwhile_does_not_keep_those_out_who_stay(opened, unlock, now, cheap, names):
    locked = soft_lock(opened, make_pin(opened, PIN))
    with unlock() as owner:
        revoke_and_rotate(owner, [], now=now)

    with unlock(held=locked.held(PIN), password=None) as again:
        assert names(again) == ["Lan", "Hùng", "Mai"]


@pytest.mark.parametrize("pin", ["", "123", "1111", "1234", "9876", "123456789", "12a4", "१२३५", "13 5", "1357"])
def test_pins_that_are_none_are_refused(pin):
    with pytest.raises(UserError, match="pin_refused"):
        check_pin(pin)


@pytest.mark.parametrize("pin", ["4827", "00112", "19881988"])
def test_other_pins_are_taken(pin):
    check_pin(pin)


def test_nobody_else_can_put_a_pin_there(opened, cheap):
    """Whoever may open the vault knows everybody's public key and may write the table it lies in."""
    salt, person = bytes(16), opened.person
    content = salt + keys.from_password(PIN, salt, FLOOR)
    planted = keys.seal(person.seal_key, content, slots.own_context(opened.vault_id, person.person_id, "pin"))

    with pytest.raises(UserError) as caught:
        soft_lock(opened, planted)

    assert caught.value.code == "seal_broken"
    assert not opened.is_locked
