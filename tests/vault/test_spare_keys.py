"""Copies of the keys file outside the vault: kept on every computer that opened it and in backups, found when the own ones are gone."""

from __future__ import annotations

import pytest

from khachhang.errors import UserError
from khachhang.vault import FLOOR, back_up_daily, change_password, revoke_and_rotate
from khachhang.vault.keys_file import KEYS_COPIES, read_keys
from khachhang.vault.spare_keys import find_spares


@pytest.fixture
def place(tmp_path):
    return tmp_path / "appdata"


def lose_keys(folder):
    for name in KEYS_COPIES:
        (folder / name).unlink()


def test_each_opening_and_each_change_leaves_a_copy_on_this_computer(opened, unlock, place, password, other_password, now):
    opened.lock()
    with unlock(spares=place) as again:
        change_password(again, password, other_password, now=now, argon2=FLOOR)
        newest = again.keys

    found = find_spares(opened.folder, place)

    assert [spare.content for spare in found] == [newest]
    assert found[0].origin == "computer"
    assert opened.name not in "".join(path.name for path in place.iterdir())


def test_lost_keys_come_back_from_this_computer(opened, unlock, place, folder, names):
    opened.lock()
    unlock(spares=place).lock()
    lose_keys(folder)
    with pytest.raises(UserError, match="keys_missing"):
        unlock()

    with unlock(spare=find_spares(folder, place)[0].content) as again:
        assert names(again) == ["Lan", "Hùng", "Mai"]

    unlock().lock()


def test_lost_keys_come_back_from_a_backup(opened, unlock, folder, names, now):
    back_up_daily(opened, now)
    opened.lock()
    lose_keys(folder)

    found = find_spares(folder, None)
    with unlock(spare=found[0].content) as again:
        assert names(again) == ["Lan", "Hùng", "Mai"]

    assert [spare.origin for spare in found] == ["backup"]
    assert read_keys(folder, opened.disk).content.pending is None
    unlock().lock()


def test_damaged_keys_are_put_aside_and_not_thrown_away(opened, unlock, place, folder):
    opened.lock()
    unlock(spares=place).lock()
    for name in KEYS_COPIES:
        (folder / name).write_bytes(b"rubbish")

    unlock(spare=find_spares(folder, place)[0].content).lock()

    assert (folder / "store.keys.broken").read_bytes() == b"rubbish"
    unlock().lock()


def test_good_keys_win_over_a_copy(opened, unlock, place, folder, password, other_password, now):
    opened.lock()
    unlock(spares=place).lock()
    old = find_spares(folder, place)[0].content
    with unlock() as again:
        change_password(again, password, other_password, now=now, argon2=FLOOR)

    with pytest.raises(UserError, match="wrong_password"):
        unlock(spare=old)


def test_a_copy_from_before_a_rotation_says_that_it_does_not_fit(opened, unlock, place, folder, now):
    opened.lock()
    unlock(spares=place).lock()
    old = find_spares(folder, place)[0].content
    with unlock() as again:
        revoke_and_rotate(again, [], now=now)
    lose_keys(folder)

    with pytest.raises(UserError, match="vault_damaged"):
        unlock(spare=old)

    assert not (folder / "store.keys").exists()


def test_a_place_that_cannot_be_written_is_no_reason_to_stop(opened, unlock, tmp_path):
    opened.lock()
    (tmp_path / "file").write_text("")

    unlock(spares=tmp_path / "file" / "below").lock()
