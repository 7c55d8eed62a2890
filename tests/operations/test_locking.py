"""Locking softly and opening again, drafts, and vaults whose keys are gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from khachhang.errors import UserError
from khachhang.operations import backups, customers, locking, vaults
from khachhang.vault import keys, slots
from khachhang.vault.keys_file import KEYS_COPIES
from tests.operations.shops import FLOOR, PASSWORD, Clock

PIN = "4827"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr("khachhang.vault.soft_lock._ARGON2", FLOOR)


@pytest.fixture
def made(tmp_path):
    """A vault of its own, with this computer's memory, and its recovery code."""
    opened, code = vaults.create(tmp_path / "Tiệm.khachhang", PASSWORD, clock=Clock(), argon2=FLOOR)
    customers.add(opened, {"full_name": "Lan"})
    yield opened, code
    opened.vault.lock()


def at(hour):
    return lambda: datetime(2026, 11, 21, hour, tzinfo=UTC).astimezone()


def test_a_pin_opens_again_until_closing_time_and_drafts_come_back(made):
    opened, _ = made
    opened.clock = lambda: datetime(2026, 11, 21, 9, tzinfo=UTC)
    locking.set_pin(opened, PIN, "23:59")
    assert locking.closing_time(opened) == "23:59"

    soft = locking.lock(opened, [{"what": "form", "texts": {"note": "giao sau 17h"}}]).soft
    assert soft is not None
    assert opened.vault.is_locked
    with pytest.raises(UserError, match="pin_wrong"):
        locking.open_again(opened.folder, soft, "9150", clock=at(9))
    again = locking.open_again(opened.folder, soft, PIN, clock=at(9))

    assert locking.take_drafts(again) == [{"what": "form", "texts": {"note": "giao sau 17h"}}]
    assert locking.take_drafts(again) == []
    assert soft.is_spent
    vaults.lock(again)


def test_a_computer_that_slept_past_closing_time_asks_for_the_password(made):
    opened, _ = made
    opened.clock = at(9)
    locking.set_pin(opened, PIN, "23:59")
    soft = locking.lock(opened).soft

    with pytest.raises(UserError, match="pin_spent"):
        locking.open_again(opened.folder, soft, PIN, clock=lambda: at(9)() + timedelta(days=1))

    assert soft.is_spent


def test_a_pin_and_a_draft_that_somebody_else_put_there_count_for_nothing(made):
    opened, _ = made
    opened.clock = at(9)
    locking.set_pin(opened, PIN, "23:59")
    for key in (locking.PIN, locking.DRAFT):
        context = slots.own_context(opened.vault.vault_id, opened.vault.person_id, key)
        locking._put(opened, key, keys.seal(opened.vault.person.seal_key, b"planted", context))

    assert locking.closing_time(opened) is None
    assert locking.take_drafts(opened) == []
    assert locking.lock(opened).soft is None


def test_drafts_wait_for_the_password_too(made):
    opened, _ = made
    assert locking.lock(opened, [{"what": "cell", "text": "0912"}]).soft is None

    again = vaults.open_(opened.folder, password=PASSWORD)

    assert locking.take_drafts(again) == [{"what": "cell", "text": "0912"}]
    vaults.lock(again)


def test_after_closing_time_only_the_password_opens(made):
    opened, _ = made
    now = datetime(2026, 11, 21, 22, 0).astimezone()
    opened.clock = lambda: now
    locking.set_pin(opened, PIN, "21:00")

    assert locking.lock(opened).soft is None
    assert locking.seconds_until("21:00", now - timedelta(hours=2)) == 3600


def test_before_the_computer_sleeps_it_locks_hard_and_without_a_backup(made):
    opened, _ = made
    opened.clock = lambda: datetime(2026, 11, 21, 9, tzinfo=UTC)
    locking.set_pin(opened, PIN, "23:59")

    report = locking.lock(opened, softly=False, with_backup=False)

    assert report.soft is None
    assert opened.vault.is_locked
    assert vaults.list_backups(opened.folder) == []


def test_locking_makes_the_backup_of_the_day_and_locks_even_when_that_fails(made):
    opened, _ = made
    (opened.folder.with_name("Tiệm.khachhang-backups")).write_text("a file where the folder should be")

    report = locking.lock(opened)

    assert report.backup_error is not None
    assert opened.vault.is_locked


def test_a_pin_can_be_forgotten(made):
    opened, _ = made
    locking.set_pin(opened, PIN)
    locking.forget_pin(opened)

    assert locking.closing_time(opened) is None
    assert locking.lock(opened).soft is None


def test_lost_keys_are_found_on_this_computer(made):
    opened, _ = made
    vaults.lock(opened)
    for name in KEYS_COPIES:
        (opened.folder / name).unlink()

    again, spare = vaults.open_with_spare(opened.folder, password=PASSWORD)

    assert spare.origin == "computer"
    assert vaults.is_vault(opened.folder)
    vaults.lock(again)
    vaults.lock(vaults.open_(opened.folder, password=PASSWORD))


def test_lost_keys_without_a_copy_are_said_to_be_missing(made, own_home):
    opened, _ = made
    vaults.lock(opened)
    for name in KEYS_COPIES:
        (opened.folder / name).unlink()
    for path in (own_home / ".local/share/SoKhachHang/keys").iterdir():
        path.unlink()

    with pytest.raises(UserError, match="keys_missing"):
        vaults.open_with_spare(opened.folder, password=PASSWORD)


def test_an_older_whole_vault_is_warned_about_with_both_times(made, tmp_path):
    import shutil

    opened, _ = made
    vaults.lock(opened)
    shutil.copytree(opened.folder, tmp_path / "old")
    again = vaults.open_(opened.folder, password=PASSWORD)
    customers.add(again, {"full_name": "Hùng"})
    vaults.close(again)
    for path in (tmp_path / "old").iterdir():
        shutil.copy(path, opened.folder / path.name)

    with pytest.raises(UserError) as caught:
        vaults.open_(opened.folder, password=PASSWORD)
    assert caught.value.code == "vault_older_than_seen"

    vaults.lock(vaults.open_(opened.folder, password=PASSWORD, accept_older=True))


def test_a_copy_restored_here_is_not_called_older_but_a_roll_back_of_it_is(made, tmp_path):
    import shutil

    opened, _ = made
    bundle = backups.before(opened, "merge").path
    customers.add(opened, {"full_name": "Hùng"})
    vaults.close(opened)
    restored = vaults.restore(bundle, tmp_path / "Lại.khachhang")
    shutil.copytree(restored, tmp_path / "kept")
    again = vaults.open_(restored, password=PASSWORD)
    customers.add(again, {"full_name": "Mai"})
    vaults.close(again)
    for path in (tmp_path / "kept").iterdir():
        shutil.copy(path, restored / path.name)

    with pytest.raises(UserError, match=r"vault_(older|changed)"):
        vaults.open_(restored, password=PASSWORD)


def test_the_sheet_is_tried_against_the_vault_and_its_newest_backup(made):
    opened, code = made
    assert backups.try_sheet(opened, code).rows is None
    backups.before(opened, "merge")

    report = backups.try_sheet(opened, code)

    assert report.rows == 1
    with pytest.raises(UserError, match="recovery_code"):
        backups.try_sheet(opened, code[:-1] + ("A" if code[-1] != "A" else "B"))


def test_the_drill_is_proposed_once_a_month(made):
    opened, _ = made
    begun = opened.clock()
    assert not backups.drill_is_due(opened)
    opened.clock = lambda: begun + timedelta(days=31)
    assert backups.drill_is_due(opened)

    backups.note_drill(opened)

    assert not backups.drill_is_due(opened)


def test_backups_before_large_acts_are_kept_beside_the_daily_ones(made):
    opened, _ = made
    backups.before_import(opened)
    assert backups.before_import(opened) is None
    backups.before(opened, "merge")

    found = backups.listed(opened.folder)

    assert [each.why for each in found] == ["merge", ""]
    assert backups.verify(opened, found[0].path) == 1


def test_an_empty_vault_needs_no_backup(tmp_path):
    opened, _ = vaults.create(tmp_path / "Mới.khachhang", PASSWORD, clock=Clock(), argon2=FLOOR)

    assert backups.before_import(opened) is None
    assert backups.before(opened, "merge") is None
    vaults.lock(opened)


def test_the_second_place_gets_the_newest_backup_and_is_asked_for_weekly(made, tmp_path):
    opened, _ = made
    second = tmp_path / "usb"
    day = opened.clock()
    assert backups.to_second(opened.folder, second) is None
    backups.before_import(opened)
    with pytest.raises(UserError, match="read_only"):
        backups.to_second(opened.folder, second)
    second.mkdir()
    assert backups.second_is_due(opened.folder, second, day)

    copied = backups.to_second(opened.folder, second)

    assert copied is not None
    assert [each.path.parent.parent for each in backups.listed(opened.folder, second)] == [tmp_path, second]
    assert not backups.second_is_due(opened.folder, second, day)
    assert backups.second_is_due(opened.folder, second, day + timedelta(days=7))


def test_a_backup_is_looked_at_while_the_vault_is_open_elsewhere(made):
    opened, _ = made
    bundle = backups.before(opened, "merge").path
    with pytest.raises(UserError, match="vault_in_use"):
        vaults.open_(opened.folder, password=PASSWORD)

    view = backups.look_at(bundle, PASSWORD)

    assert view.vault.is_read_only
    assert view.name == "Tiệm"
    with pytest.raises(UserError, match="read_only"):
        customers.add(view, {"full_name": "Hùng"})
    folder = view.folder
    vaults.close(view)
    assert not folder.exists()
