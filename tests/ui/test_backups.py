"""The list of backups, the second place, the drill of the recovery sheet, reminders, and repairing from the unlock page."""

from __future__ import annotations

from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtWidgets import QPushButton

from khachhang.operations import backups, customers, vaults
from tests.operations.shops import FLOOR, PASSWORD, Clock
from ui.backups.reminders import Remind, Reminder
from ui.unlock.repairing import RepairDialog


@pytest.fixture
def made(tmp_path):
    """A vault with one customer and one backup: its folder and its recovery code."""
    opened, code = vaults.create(tmp_path / "Tiệm thử.khachhang", PASSWORD, clock=Clock(), argon2=FLOOR)
    customers.add(opened, {"full_name": "Nguyễn Thị Lan"})
    backups.before(opened, "merge")
    backups.note_drill(opened)
    vaults.close(opened)
    return tmp_path / "Tiệm thử.khachhang", code


@pytest.fixture
def unlocked(window, made, at_rest):
    """The window with that vault open."""
    window.ask_password(made[0])
    window.unlock._field.edit.setText(PASSWORD)
    window.unlock._open.click()
    at_rest()
    assert window.workspace is not None
    yield window
    if window.session is not None:
        window.close_vault()
        at_rest()


@pytest.fixture
def dialog(unlocked, at_rest):
    unlocked.keeper.show_backups()
    at_rest()
    from ui.backups.dialog import BackupsDialog

    shown = unlocked.findChild(BackupsDialog)
    yield shown
    if shiboken6.isValid(shown):
        shown.deleteLater()


def press(widget, text):
    next(b for b in widget.findChildren(QPushButton) if text in b.text()).click()


def test_a_backup_is_listed_with_why_it_was_made_and_can_be_tried(dialog, at_rest):
    from PySide6.QtWidgets import QLabel

    texts = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "trước khi gộp" in texts

    press(dialog, "Đọc thử")
    at_rest()

    assert "có 1 khách" in dialog.banner.text


def test_the_sheet_is_tried_and_a_wrong_code_is_said(dialog, made, at_rest):
    dialog.code.setText("0000-" + made[1][5:])
    dialog.try_sheet()
    at_rest()
    assert "gõ chưa đúng" in dialog.banner.text

    dialog.code.setText(made[1].lower())
    dialog.try_sheet()
    at_rest()

    assert "còn tốt" in dialog.banner.text
    assert dialog.code.text() == ""


def test_the_second_place_is_filled_and_remembered(dialog, unlocked, tmp_path, at_rest):
    (tmp_path / "usb").mkdir()
    assert not dialog.copy.isEnabled()

    dialog.set_second(str(tmp_path / "usb"))
    at_rest()

    assert "đã đọc lại" in dialog.banner.text
    assert unlocked.settings.second_place == tmp_path / "usb"
    assert len(list((tmp_path / "usb").rglob("*.khachhang-backup"))) == 1


def test_a_stick_that_is_not_plugged_in_is_said(dialog, unlocked, tmp_path, at_rest):
    unlocked.settings.second_place = tmp_path / "not there" / "usb"
    dialog.copy_now()
    at_rest()

    assert "không cho ghi" in dialog.banner.text


def test_a_backup_is_restored_beside(dialog, unlocked, made, at_rest):
    press(dialog, "Khôi phục bên cạnh")
    at_rest()

    assert unlocked._stack.currentWidget() is unlocked.unlock
    assert len([p for p in made[0].parent.rglob("*.khachhang") if vaults.is_vault(p)]) == 2


def test_what_is_due_is_asked_for_when_a_vault_is_opened(unlocked, tmp_path, at_rest):
    opened = unlocked.session.opened
    begun = opened.clock()
    assert Remind(None)(opened, lambda *_: None) is None

    opened.clock = lambda: begun + timedelta(days=40)
    assert Remind(None)(opened, lambda *_: None) == Reminder("drill")
    unlocked.keeper._remind(Reminder("drill"))
    assert "Giấy mở sổ" in unlocked.workspace.banner.text
    backups.note_drill(opened)

    assert Remind(tmp_path / "usb")(opened, lambda *_: None) == Reminder("second", "usb")


def test_a_vault_in_a_synced_folder_is_warned_about_when_opened(window, tmp_path, at_rest):
    opened, _ = vaults.create(tmp_path / "Dropbox" / "Tiệm.khachhang", PASSWORD, clock=Clock(), argon2=FLOOR)

    assert Remind(None)(opened, lambda *_: None) == Reminder("place_synced", "Dropbox")
    vaults.lock(opened)


def test_a_damaged_vault_is_repaired_beside_from_the_unlock_page(window, made, at_rest, tmp_path):
    folder, _ = made
    (folder / "store.db").write_bytes(bytes(40_960))
    window.ask_password(folder)
    window.unlock._field.edit.setText(PASSWORD)
    window.unlock._open.click()
    at_rest()
    assert "hỏng" in window.unlock.said

    press(window.unlock, "Chữa sổ này")
    at_rest()

    assert window.unlock._folder.name == "Tiệm thử đã chữa.khachhang"
    told = window.findChild(RepairDialog)
    assert "bản sao lưu ngày" in told.shown.toPlainText()
    told.write(str(tmp_path / "mất.txt"))
    assert "bản sao lưu ngày" in (tmp_path / "mất.txt").read_text(encoding="utf-8")
    told.deleteLater()


def test_opening_another_vault_closes_the_one_before(unlocked, tmp_path, at_rest):
    before = unlocked.session.opened
    other, _ = vaults.create(tmp_path / "Khác.khachhang", PASSWORD, clock=Clock(), argon2=FLOOR)

    unlocked.opened(other)
    at_rest()

    assert before.vault.is_locked
    assert unlocked.session.opened is other
