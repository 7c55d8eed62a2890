"""Remember on this computer: through a keyring only, never for the owner, revocable, and never in the way of typing."""

from __future__ import annotations

import threading
import time

import keyring.core
import pytest

from khachhang.errors import UserError
from khachhang.vault import FLOOR, add_person, devices, freshness
from khachhang.vault.slots import SlotKind

STAFF_PASSWORD = "bien xanh sao khuya"


@pytest.fixture(autouse=True)
def not_quiet(monkeypatch):
    monkeypatch.setattr(freshness, "_quiet", freshness._Quiet())


@pytest.fixture
def staff(opened, unlock, now):
    add_person(opened, "Tú", STAFF_PASSWORD, role="staff", now=now, argon2=FLOOR)
    opened.lock()
    made = unlock(person="Tú", password=STAFF_PASSWORD)
    yield made
    made.lock()


def test_a_remembered_computer_opens_without_the_password(staff, unlock, names, now, folder):
    devices.remember_here(staff, now=now)
    staff.lock()

    key = devices.key_here(folder, "Tú")
    with unlock(person="Tú", device_key=key) as again:
        assert names(again) == ["Lan", "Hùng", "Mai"]
        assert again.opened_with is SlotKind.DEVICE


def test_forgetting_revokes_and_takes_the_key_away(staff, unlock, now, folder, memory_keyring):
    devices.remember_here(staff, now=now)
    stolen = devices.key_here(folder, "Tú")
    devices.forget_here(staff, now=now)
    staff.lock()

    assert devices.key_here(folder, "Tú") is None
    assert not [name for name in memory_keyring if "device" in name[1]]
    with pytest.raises(UserError, match="wrong_password"):
        unlock(person="Tú", device_key=stolen)


def test_the_owner_is_never_remembered(opened, now):
    with pytest.raises(UserError, match="no_right"):
        devices.remember_here(opened, now=now)


@pytest.mark.parametrize("module", ["keyring.backends.fail", "keyring.backends.null", "keyrings.alt.file"])
def test_keyrings_that_keep_nothing_or_plain_text_are_refused(staff, now, monkeypatch, module):
    backend = type("Keyring", (), {"__module__": module, "set_password": lambda *_: None})()
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)

    with pytest.raises(UserError, match="keyring_missing"):
        devices.remember_here(staff, now=now)

    assert not devices.is_remembered(staff)


def test_a_keyring_that_hangs_costs_its_time_once(monkeypatch):
    waiting = threading.Event()
    begun = time.monotonic()

    first = freshness.in_time(waiting.wait, timeout_s=0.05)
    second = freshness.in_time(lambda: "never asked", timeout_s=0.05)
    waiting.set()

    assert (first, second) == (None, None)
    assert time.monotonic() - begun < 2
