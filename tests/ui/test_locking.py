"""Locking by itself, by key, with the screen; the PIN of the counter; what was typed comes back; nothing stays in the clipboard."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog

from khachhang.operations import customers, locking, vaults
from tests.operations.shops import FLOOR, PASSWORD, new_shop
from ui.customers.form import CustomerForm
from ui.lock import session_events, session_windows
from ui.lock.clipboard import CLEAR_MS, ClipboardKeeper
from ui.lock.watch import IDLE, LockWatch

PIN = "4827"
LAN = {"full_name": "Nguyễn Thị Lan", "phones": "0912 345 678"}


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr("khachhang.vault.soft_lock._ARGON2", FLOOR)


@pytest.fixture
def own_clipboard(monkeypatch):
    """The platform of the tests does not say whose the clipboard is."""
    monkeypatch.setattr("ui.lock.clipboard.is_ours", lambda mode: mode == QClipboard.Mode.Clipboard)


@pytest.fixture
def folder(tmp_path):
    opened = new_shop(tmp_path / "Tiệm thử.khachhang")
    customers.add(opened, LAN)
    opened.vault.lock()
    return tmp_path / "Tiệm thử.khachhang"


@pytest.fixture
def unlocked(window, folder, at_rest):
    """The window with a vault of its own, opened by typing."""
    window.ask_password(folder)
    type_password(window, at_rest)
    yield window
    if window.session is not None:
        window.close_vault()
        at_rest()


def type_password(window, at_rest):
    window.unlock._field.edit.setText(PASSWORD)
    window.unlock._open.click()
    at_rest()
    assert window.workspace is not None


def is_locked(window):
    return window.workspace is None and window.session is None and "Tiệm thử" not in window.windowTitle()


class HandClock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def watch_over(window, is_busy=lambda: False):
    clock, said = HandClock(), []
    watch = LockWatch(window, window.settings, is_busy, clock)
    watch.lock_wanted.connect(said.append)
    return watch, clock, said


def test_it_locks_after_the_minutes_of_the_setting_and_not_before(window):
    window.settings.idle_minutes = 5
    watch, clock, said = watch_over(window)
    watch.start()

    clock.now += 299
    watch.look()
    assert said == []
    clock.now += 1
    watch.look()

    assert said == [IDLE]
    watch.stop()


@pytest.mark.parametrize("touch", [
    lambda w: QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"),
    lambda w: QMouseEvent(QEvent.Type.MouseMove, QPointF(5, 5), QPointF(5, 5), Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
                          Qt.KeyboardModifier.NoModifier),
], ids=["key", "mouse"])  # fmt: skip
def test_a_touch_begins_the_minutes_anew(window, touch):
    watch, clock, said = watch_over(window)
    watch.start()
    watch._follow(window.windowHandle())
    clock.now += 599

    QApplication.sendEvent(window.windowHandle(), touch(window))
    clock.now += 599
    watch.look()

    assert said == []
    watch.stop()


def test_work_that_runs_is_waited_for_but_not_for_ever(window):
    watch, clock, said = watch_over(window, is_busy=lambda: True)
    watch.start()

    clock.now += 1200
    watch.look()
    assert said == []
    clock.now += 1200
    watch.look()

    assert said == [IDLE]
    watch.stop()


def test_never_means_never(window):
    window.settings.idle_minutes = 0
    watch, clock, said = watch_over(window)
    watch.start()

    clock.now += 1e6
    watch.look()

    assert said == []
    watch.stop()


def test_idle_locks_the_window_wipes_the_keys_and_hides_the_name(unlocked, at_rest):
    opened = unlocked.session.opened

    unlocked.keeper.watch.lock_wanted.emit(IDLE)
    assert is_locked(unlocked)  # at once, before anything is written
    at_rest()

    assert opened.vault.is_locked
    assert "Phần gõ dở vẫn còn" in unlocked.unlock.said
    assert not unlocked.keeper.watch.is_on


def test_minimising_locks_only_when_wanted(unlocked, at_rest):
    unlocked.showMinimized()
    at_rest()
    assert unlocked.workspace is not None
    unlocked.showNormal()
    unlocked.settings.locks_when_minimised = True

    unlocked.showMinimized()
    at_rest()

    assert is_locked(unlocked)
    unlocked.showNormal()


def test_a_form_being_typed_into_comes_back_after_the_password(unlocked, at_rest):
    unlocked.workspace.customers.add_customer()
    form = unlocked.findChild(CustomerForm)
    form.type_in("full_name", "Trần Văn Mới")
    form.type_in("phones", "0909 111 222")

    unlocked.lock_vault()
    assert unlocked.findChildren(QDialog) == [] or all(not d.isVisible() for d in unlocked.findChildren(QDialog))
    at_rest()
    assert is_locked(unlocked)
    type_password(unlocked, at_rest)

    again = unlocked.findChild(CustomerForm)
    assert again.typed() == {"full_name": "Trần Văn Mới", "phones": "0909 111 222"}
    again.deleteLater()


def test_a_change_of_a_customer_comes_back_as_the_same_change(unlocked, at_rest):
    page = unlocked.workspace.customers
    page.acts.edit(page.model.ids[0])
    at_rest()
    unlocked.findChild(CustomerForm).type_in("note", "giao sau 17h")

    unlocked.lock_vault()
    at_rest()
    type_password(unlocked, at_rest)

    form = unlocked.findChild(CustomerForm)
    assert form.customer_id == page_ids(unlocked)[0]
    assert form.changes() == {"note": ["giao sau 17h"]} or form.changes() == {"note": "giao sau 17h"}
    form.deleteLater()


def page_ids(window):
    return list(window.workspace.customers.model.ids)


def test_a_cell_being_typed_into_comes_back(unlocked, at_rest):
    page = unlocked.workspace.customers
    column = page.model.columns.index("full_name")
    page.view.setCurrentIndex(page.model.index(0, column))
    page.view.edit(page.model.index(0, column))
    from PySide6.QtWidgets import QLineEdit

    editor = next(e for e in page.view.viewport().findChildren(QLineEdit) if e.property("field") == "full_name")
    editor.setText("Nguyễn Thị Lan Anh")

    unlocked.lock_vault()
    at_rest()
    type_password(unlocked, at_rest)

    form = unlocked.findChild(CustomerForm)
    assert form.typed() == {"full_name": "Nguyễn Thị Lan Anh"}
    form.deleteLater()


def test_a_note_in_a_dialog_comes_back_in_the_banner(unlocked, at_rest):
    from ui.customers.small_dialogs import NoteDialog

    dialog = NoteDialog(unlocked)
    dialog.open()
    dialog._note.insertPlainText("gọi ba lần không bắt máy")

    unlocked.lock_vault()
    at_rest()
    type_password(unlocked, at_rest)

    assert "gọi ba lần không bắt máy" in unlocked.workspace.banner.text


def test_a_password_is_never_a_draft(unlocked, at_rest):
    from ui.lock import drafts
    from ui.preferences.password_dialog import PasswordDialog

    dialog = PasswordDialog(unlocked.session, parent=unlocked)
    dialog.open()
    dialog.old.edit.insert(PASSWORD)
    dialog.new.reveal()
    dialog.new.edit.insert("mật khẩu mới toanh")

    assert drafts.collect(unlocked, unlocked.workspace) == []
    dialog.deleteLater()


def test_a_dialog_that_insists_does_not_keep_the_vault_open(unlocked, at_rest):
    unlocked.workspace.preferences.change_password(must=True)

    unlocked.lock_vault()
    at_rest()

    assert is_locked(unlocked)
    assert not [d for d in unlocked.findChildren(QDialog) if d.isVisible()]


def test_the_pin_opens_again_at_the_counter(unlocked, at_rest):
    locking.set_pin(unlocked.session.opened, PIN, "23:59")
    unlocked.lock_vault()
    at_rest()
    page = unlocked.keeper.pin_page
    assert unlocked._stack.currentWidget() is page
    assert is_locked(unlocked)

    page.field.edit.setText("9150")
    page.again.click()
    at_rest()
    assert "4 lần" in page.banner.text
    page.field.edit.setText(PIN)
    page.again.click()
    at_rest()

    assert unlocked.workspace is not None
    assert unlocked.keeper.watch.is_on


def test_five_wrong_pins_ask_for_the_password(unlocked, at_rest):
    locking.set_pin(unlocked.session.opened, PIN, "23:59")
    unlocked.lock_vault()
    at_rest()

    for _ in range(5):
        unlocked.keeper.pin_page.field.edit.setText("9150")
        unlocked.keeper.pin_page.again.click()
        at_rest()

    assert unlocked._stack.currentWidget() is unlocked.unlock
    assert "Mở bằng mật khẩu" in unlocked.unlock.said
    type_password(unlocked, at_rest)


def test_closing_time_ends_the_pin(unlocked, at_rest):
    locking.set_pin(unlocked.session.opened, PIN, "23:59")
    unlocked.lock_vault()
    at_rest()
    soft = unlocked.keeper._soft

    unlocked.keeper._closing.timeout.emit()

    assert soft.is_spent
    assert unlocked._stack.currentWidget() is unlocked.unlock


def test_before_sleep_the_pin_is_gone_too(unlocked, at_rest):
    locking.set_pin(unlocked.session.opened, PIN, "23:59")

    unlocked.keeper.watch.lock_wanted.emit("suspend")
    at_rest()

    assert unlocked._stack.currentWidget() is unlocked.unlock
    assert unlocked.keeper._soft is None


def test_the_pin_is_set_in_the_settings(unlocked, at_rest):
    unlocked.workspace.go("settings")
    card = unlocked.workspace.preferences.locks
    card.set_pin.click()
    dialog = QApplication.activeModalWidget()
    dialog.pin.edit.setText("1234")
    dialog.again.edit.setText("1234")
    dialog.save.click()
    at_rest()
    assert "không đếm xuôi" in dialog.banner.text

    dialog.pin.edit.setText(PIN)
    dialog.again.edit.setText(PIN)
    dialog.save.click()
    at_rest()

    assert locking.closing_time(unlocked.session.opened) == locking.CLOSING_TIME
    assert card.drop_pin.isVisibleTo(card)


def test_wrong_tries_are_not_forgotten_by_going_back(window, folder):
    from khachhang.vault import errors

    window.ask_password(folder)
    for _ in range(3):
        window.unlock.refuse(errors.WrongPassword())
    window.unlock._timer.stop()
    window.unlock._wait(0)

    window.show_start()
    window.ask_password(folder)
    window.unlock.refuse(errors.WrongPassword())

    assert "5" in window.unlock._open.text()
    window.unlock._timer.stop()


def test_lost_keys_are_offered_from_this_computer(window, folder, at_rest):
    vaults.lock(vaults.open_(folder, password=PASSWORD))
    for name in ("store.keys", "store.keys.bak"):
        (folder / name).unlink()
    window.ask_password(folder)
    window.unlock._look()
    at_rest()
    window.unlock._field.edit.setText(PASSWORD)
    window.unlock._open.click()
    at_rest()
    assert "bản chép của tệp chìa khóa" in window.unlock.said

    from PySide6.QtWidgets import QPushButton

    next(b for b in window.unlock.findChildren(QPushButton) if "bản chép" in b.text()).click()
    at_rest()

    assert window.workspace is not None
    window.close_vault()
    at_rest()


def test_a_vault_open_elsewhere_offers_its_latest_backup_to_look_at(window, folder, at_rest):
    from PySide6.QtWidgets import QPushButton

    holder = vaults.open_(folder, password=PASSWORD)
    from khachhang.operations import backups

    backups.before_import(holder)
    window.ask_password(folder)
    window.unlock._look()
    at_rest()
    window.unlock._field.edit.setText(PASSWORD)
    window.unlock._open.click()
    at_rest()
    assert "đang mở" in window.unlock.said

    next(b for b in window.unlock.findChildren(QPushButton) if "Xem bản sao lưu" in b.text()).click()
    at_rest()

    assert window.workspace is not None
    assert window.session.opened.vault.is_read_only
    assert len(page_ids(window)) == 1
    assert "Chỉ xem" in window.workspace.banner.text
    assert window.settings.recent_vaults() == []
    window.lock_vault()
    at_rest()
    assert window._stack.currentWidget() is window.start
    vaults.lock(holder)


def test_the_clipboard_is_cleared_while_it_is_ours(qapp, own_clipboard):
    parent = QObject()
    keeper = ClipboardKeeper(parent)
    QGuiApplication.clipboard().setText("0912 345 678")
    assert 10_000 <= CLEAR_MS <= 30_000
    assert keeper._timer.isActive()

    keeper._timer.timeout.emit()

    assert QGuiApplication.clipboard().text() == ""
    parent.deleteLater()


def test_what_another_program_copied_is_left_alone(qapp, monkeypatch):
    parent = QObject()
    keeper = ClipboardKeeper(parent)
    monkeypatch.setattr("ui.lock.clipboard.is_ours", lambda mode: False)
    QGuiApplication.clipboard().setText("của chương trình khác")

    assert not keeper._timer.isActive()
    keeper.clear()

    assert QGuiApplication.clipboard().text() == "của chương trình khác"
    parent.deleteLater()


def test_locking_clears_the_clipboard(own_clipboard, unlocked, at_rest):
    unlocked.workspace.customers.view.selectRow(0)
    unlocked.workspace.customers.copy_rows()
    at_rest()
    assert "Lan" in QGuiApplication.clipboard().text()

    unlocked.lock_vault()
    at_rest()

    assert QGuiApplication.clipboard().text() == ""


@pytest.mark.parametrize(("message", "wparam", "reason"), [
    (0x02B1, 7, "session"), (0x02B1, 2, "session"), (0x02B1, 4, "session"), (0x02B1, 6, "session"), (0x0218, 4, "suspend"),
    (0x02B1, 8, None), (0x0218, 18, None), (0x0005, 7, None),
])  # fmt: skip
def test_what_windows_says_of_the_session(message, wparam, reason):
    assert session_windows.meaning(message, wparam) == reason


def test_on_a_mac_nothing_is_heard(qapp):
    assert session_events.listen(QObject(), print, platform="darwin") is None


DBUS = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from ui.lock.session_linux import LinuxSession
application, said = QCoreApplication([]), []
session = LinuxSession(application, said.append)
def emit():
    for path, name in (("/ScreenSaver", "freedesktop"), ("/org/gnome/ScreenSaver", "gnome")):
        for value in ("true", "false"):
            signal = f"org.{name}.ScreenSaver.ActiveChanged"
            subprocess.run(["gdbus", "emit", "--session", "--object-path", path, "--signal", signal, value], check=True)
    QTimer.singleShot(200, application.quit)
QTimer.singleShot(0, emit)
application.exec()
session.sleeps(True), session.sleeps(False), session.locked()
session.changed("org.freedesktop.login1.Session", {"Active": False}, []), session.changed("x", {"Active": True}, [])
print(said)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is of Linux")
def test_the_desktops_screen_savers_are_heard_over_a_real_bus(own_home):
    import shutil

    missing = [tool for tool in ("dbus-run-session", "gdbus") if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)} (Debian: dbus, libglib2.0-bin)")

    run = subprocess.run(["dbus-run-session", "--", sys.executable, "-c", DBUS], capture_output=True, text=True, check=False, timeout=60)

    assert run.stdout.strip() == "['session', 'session', 'suspend', 'session', 'session']", run.stderr[-2000:]


def test_an_import_being_prepared_goes_on_where_the_lock_came(unlocked, at_rest, qtbot, tmp_path):
    from openpyxl import Workbook

    from khachhang.model import Party
    from khachhang.operations import imports

    book = Workbook()
    for row in (
        ("Mã khách hàng", "Tên khách hàng", "Điện thoại"),
        ("K1", "Ngô Thanh Ánh", "0947939822"),
        ("K2", "Đỗ Văn An", "0912 333 444"),
    ):
        book.active.append(row)
    book.save(tmp_path / "moi.xlsx")
    page = unlocked.workspace.imports
    unlocked.workspace.import_file(tmp_path / "moi.xlsx")
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.setup, timeout=30_000)
    page.setup.choose_party(Party.THIRD)
    page.setup.origin.supplier.setText("Hội chợ")
    page.setup._next.click()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.preview, timeout=30_000)
    at_rest()
    page.preview.restage_wanted.emit(lambda opened, staged, tick: imports.exclude(opened, staged, 0, [3], tick))
    at_rest()
    assert page.preview.staged.choices[0].decisions.excluded == {3}

    unlocked.lock_vault()
    at_rest()
    type_password(unlocked, at_rest)
    at_rest()

    again = unlocked.workspace.imports
    qtbot.waitUntil(lambda: again.steps.currentWidget() is again.preview, timeout=30_000)
    assert again.preview.staged.choices[0].decisions.excluded == {3}
    assert again.preview.staged.source.party is Party.THIRD
    assert again.preview.staged.source.supplier == "Hội chợ"
