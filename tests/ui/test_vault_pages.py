"""Creating, unlocking, the recovery sheet, locking and closing."""

from __future__ import annotations

import pytest

from khachhang.operations import vaults
from khachhang.vault import errors
from tests.operations.shops import PASSWORD, new_shop


@pytest.fixture
def folder(tmp_path):
    opened = new_shop(tmp_path / "Tiệm thử.khachhang")
    opened.vault.lock()
    return tmp_path / "Tiệm thử.khachhang"


def test_wrong_password_is_told_from_the_rest_and_the_field_is_ready_again(window, folder, at_rest):
    window.ask_password(folder)
    window.unlock._field.edit.setText("sai bét nhè")

    window.unlock._open.click()
    at_rest()

    assert window.unlock.said.startswith("Chưa đúng")
    assert window.workspace is None
    assert window.unlock._field.edit.hasSelectedText()


def test_right_password_opens_and_lock_hides_everything(window, folder, at_rest):
    window.ask_password(folder)
    window.unlock._field.edit.setText(PASSWORD)
    window.unlock._open.click()
    at_rest()
    assert window.workspace is not None
    assert window.windowTitle().startswith("Tiệm thử")

    window.lock_vault()
    at_rest()

    assert window.workspace is None
    assert "Tiệm thử" not in window.windowTitle()
    assert window._stack.currentWidget() is window.unlock
    assert "đã khóa" in window.unlock.said


@pytest.mark.parametrize(
    "error",
    [
        errors.VaultDamaged(name="x"),
        errors.VaultTooNew(name="x"),
        errors.NotAVault(name="x"),
        errors.KeysMissing(name="x"),
        errors.VaultInUse(machine="M", person="P", since=""),
    ],
    ids=lambda e: e.code,
)
def test_causes_have_their_own_words(window, tmp_path, error):
    window.ask_password(tmp_path)

    window.unlock.refuse(error)

    assert window.unlock.said
    assert not window.unlock.said.startswith(("Chưa đúng", "["))


def test_guessing_gets_slow(window, tmp_path):
    window.ask_password(tmp_path)

    for _ in range(3):
        window.unlock.refuse(errors.WrongPassword())

    assert not window.unlock._open.isEnabled()
    assert "Chờ" in window.unlock._open.text()
    window.unlock._timer.stop()


def test_a_new_vault_needs_the_same_good_password_twice(window):
    window.show_create()
    page = window.create_page
    page._name.setText("Tiệm Hoa")

    page._password.edit.setText("0912345678")
    page._again.edit.setText("0912345678")
    assert not page._create.isEnabled()

    page._password.edit.setText("mây tre nắng sớm hồ")
    page._again.edit.setText("mây tre nắng")
    assert not page._create.isEnabled()

    page._again.edit.setText("mây tre nắng sớm hồ")
    assert page._create.isEnabled()


def test_creating_shows_the_sheet_and_its_last_group_proves_it(window, tmp_path, at_rest):
    window.show_create()
    page = window.create_page
    page._folder_chosen(str(tmp_path))
    page._name.setText("Tiệm Hoa")
    page._password.edit.setText("mây tre nắng sớm hồ")
    page._again.edit.setText("mây tre nắng sớm hồ")

    page._create.click()
    at_rest()
    sheet = page._sheet
    code = sheet._code
    assert len(code.split("-")) == 9
    assert not sheet._stored.isEnabled()

    sheet._last.setText(code.split("-")[-1].lower())
    assert sheet._stored.isEnabled()
    sheet._stored.click()
    at_rest()

    assert window.workspace is not None
    assert vaults.is_vault(tmp_path / "Tiệm Hoa.khachhang")
    assert sheet._code == ""
    window.close_vault()
    at_rest()


def test_recovery_sheet_as_pdf_is_one_page_and_holds_no_password(window, tmp_path):
    sheet = window.create_page._sheet
    sheet.show_code("7K2M-9QXD-4T8R-HW3N-C6VB-1ZPJ-5GYA-E0SF-2KQ7", "Tiệm Hoa")

    sheet.write_pdf(str(tmp_path / "giay.pdf"))

    content = (tmp_path / "giay.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == 1


def test_caps_lock_is_hinted(window, qtbot, tmp_path):
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    window.ask_password(tmp_path)
    field = window.unlock._field

    QApplication.sendEvent(field.edit, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A"))
    assert "Caps Lock" in field.hint

    QApplication.sendEvent(field.edit, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))
    assert field.hint == ""


def test_settings_hold_nothing_of_customers(open_window, at_rest, tmp_path):
    page = open_window.workspace.customers
    page.search.show_text("Nguyễn Thị Lan")
    at_rest()
    page.columns.save()
    open_window.settings._store.sync()

    saved = (tmp_path / "settings.ini").read_text(encoding="utf-8")

    assert "Lan" not in saved
    assert "0912" not in saved


def test_leaving_with_no_display_is_said_in_one_sentence(capsys, monkeypatch):
    import main

    monkeypatch.setattr(main, "has_display", lambda platform, environ: False)

    assert main.open_window() == 2
    said = capsys.readouterr().err
    assert "python main.py --help" in said
    assert said.count("\n") == 1


def test_a_folder_that_copies_itself_to_the_net_is_warned_about(window, tmp_path):
    window.show_create()
    page = window.create_page
    (tmp_path / "OneDrive").mkdir()

    page._folder_chosen(str(tmp_path / "OneDrive"))
    assert "OneDrive" in page._banner.text

    page._folder_chosen(str(tmp_path))
    assert page._banner.text == ""


def test_backup_is_made_listed_and_restored_beside(open_window, at_rest, tmp_path):
    page = open_window.workspace.preferences
    open_window.workspace.go("settings")

    page.back_up_to(str(tmp_path / "sao.khachhang-backup"))
    at_rest()
    assert "sao.khachhang-backup" in page._banner.text

    open_window.restore_bundle(str(tmp_path / "sao.khachhang-backup"))
    at_rest()
    assert vaults.is_vault(tmp_path / "sao.khachhang")
    assert open_window._stack.currentWidget() is open_window.unlock


def test_check_and_rebuild_say_how_it_went(open_window, at_rest):
    page = open_window.workspace.preferences
    open_window.workspace.go("settings")

    page._check()
    at_rest()
    assert "5" in page._banner.text or "đọc được" in page._banner.text

    page._rebuild()
    at_rest()
    assert page._banner.text == "Đã tính lại 5 khách."


def test_password_is_changed(window, folder, at_rest):
    window.ask_password(folder)
    window.unlock._field.edit.setText(PASSWORD)
    window.unlock._open.click()
    at_rest()
    window.workspace.preferences.change_password()
    from PySide6.QtWidgets import QApplication

    dialog = QApplication.activeModalWidget()
    dialog.old.edit.setText(PASSWORD)
    dialog.new.edit.setText("chín con trâu qua sông lớn")
    dialog.again.edit.setText("chín con trâu qua sông lớn")
    dialog.save.click()
    at_rest()
    assert "Đã đổi mật khẩu" in window.toast.text

    window.lock_vault()
    at_rest()
    window.unlock._field.edit.setText("chín con trâu qua sông lớn")
    window.unlock._open.click()
    at_rest()
    assert window.workspace is not None
    window.close_vault()
    at_rest()


def test_a_fault_while_opening_leaves_the_page_usable(window, tmp_path, at_rest, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(vaults, "open_", broken)
    seen = []
    window.jobs.crashed.disconnect()
    window.jobs.crashed.connect(seen.append)
    window.ask_password(tmp_path)
    window.unlock._field.edit.setText("gì cũng được")

    window.unlock._open.click()
    at_rest()

    assert [type(error) for error in seen] == [ZeroDivisionError]
    assert window.unlock.isEnabled()
    assert not window.busy.isVisible()
