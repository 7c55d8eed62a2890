"""Locks the vault of a window and opens it again: views go first, then keys; what was typed comes back afterwards."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QDialog

from khachhang.errors import UserError
from khachhang.operations import backups, locking
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from ui.backups.dialog import show_backups
from ui.backups.reminders import Remind, Reminder
from ui.lock import drafts
from ui.lock.clipboard import ClipboardKeeper
from ui.lock.pin_page import PinPage
from ui.lock.watch import SUSPEND, LockWatch
from ui.texts import error_text, sentence
from ui.unlock.request import UnlockRequest

if TYPE_CHECKING:
    from pathlib import Path

    from khachhang.vault.soft_lock import SoftLock
    from ui.main_window import MainWindow

ASKED = "asked"


class LockKeeper(QObject):
    """One for each window. `lock` may be called at any time, for any reason."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._soft: SoftLock | None = None
        self._folder: Path | None = None
        self.watch = LockWatch(window, window.settings, lambda: window.jobs.is_busy)
        self.watch.lock_wanted.connect(self.lock)
        self.clipboard = ClipboardKeeper(self)
        self.pin_page: PinPage | None = None
        self._closing = QTimer(self)
        self._closing.setSingleShot(True)
        self._closing.timeout.connect(self._day_over)

    def begin(self) -> None:
        """A vault was opened: watch over it, and put back what was typed before the lock."""
        session = self._window.session
        self._forget()
        if session is None or session.opened.is_sample:
            return
        self.watch.start()
        if session.opened.vault.is_read_only and self._window.workspace is not None:
            self._window.workspace.banner.say(self.tr("Chỉ xem, không ghi được: đây là bản sao lưu, hay chỗ này không cho ghi."), "warning")
        session.read(Remind(self._window.settings.second_place), self._remind, key="reminder")
        session.write(lambda opened, tick: locking.take_drafts(opened), self._restore)

    def end(self) -> None:
        """The vault is closing."""
        self.watch.stop()

    @Slot()
    @Slot(str)
    def lock(self, reason: str = ASKED) -> None:
        """Lock now. Dialogs and half-typed texts do not keep it open; work that is being written is finished first, but before sleep."""
        window = self._window
        if window.session is None or window.workspace is None or window.session.opened.is_sample:
            return
        opened = window.session.opened
        self._folder = opened.folder
        kept = drafts.collect(window, window.workspace)
        self._hide(writes_go_on=reason != SUSPEND)
        window.jobs.write(_Locking(opened, kept, reason == SUSPEND), self._locked, failed=self._failed, cancelled=self._ask_password)

    def _hide(self, *, writes_go_on: bool) -> None:
        """Take everything of the vault off the screen and out of the clipboard."""
        window = self._window
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for dialog in window.findChildren(QDialog):
            dialog.hide()
            dialog.deleteLater()
        self.clipboard.clear()
        window.leave_workspace(writes_go_on=writes_go_on)
        window.show_page(window.unlock)
        window.unlock.setEnabled(False)
        window.busy.start(self.tr("Đang khóa sổ…"))

    @Slot(object)
    def _locked(self, report: locking.LockReport) -> None:
        window = self._window
        window.busy.stop()
        if report.soft is None or report.closing is None:
            self._ask_password(report.backup_error)
            return
        self._soft = report.soft
        seconds = locking.seconds_until(report.closing, datetime.now().astimezone())
        self._closing.start(max(1_000, int(seconds * 1_000)))
        self.pin_page = PinPage(window)  # anew each time, in the language of now
        self.pin_page.pin_typed.connect(self._pin_typed)
        self.pin_page.password_wanted.connect(self._ask_password)
        window.show_page(self.pin_page)
        self.pin_page.ask(report.closing)

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self._window.busy.stop()
        self._ask_password(error)

    def _ask_password(self, error: UserError | None = None) -> None:
        self._forget()
        self._window.busy.stop()
        if self._folder is not None and not self._folder.is_dir():  # a backup that was looked at
            self._window.show_start()
        elif self._folder is not None:
            note = self.tr("Sổ đã khóa. Phần gõ dở vẫn còn.")
            if error is not None:
                note = self.tr("{note} Chưa sao lưu được: {why}").format(note=note, why=error_text(error))
            self._window.ask_password(self._folder, note)

    @Slot()
    def _day_over(self) -> None:
        """Closing time: only the password opens from now on."""
        if self._soft is not None:
            self._ask_password()

    def _forget(self) -> None:
        self._closing.stop()
        if self._soft is not None:
            self._soft.wipe()
            self._soft = None
        if self.pin_page is not None:
            self.pin_page.deleteLater()
            self.pin_page = None

    @Slot(object)
    def _remind(self, due: Reminder | None) -> None:
        """Ask for what is due, unless something weightier is being said."""
        workspace = self._window.workspace
        if due is None or workspace is None or workspace.banner.text:
            return
        later = (self.tr("Để sau"), partial(workspace.banner.say, ""))
        if due.code == "drill":
            text = self.tr("Đã lâu chưa thử Giấy mở sổ. Lấy tờ giấy ra gõ thử một lần cho chắc, mất một phút.")
            workspace.banner.say(text, "info", ((self.tr("Thử Giấy mở sổ"), self.show_backups), later))
        elif due.code == "second":
            text = self.tr("Hơn một tuần chưa chép sao lưu sang {name}. Cắm vào rồi chép.").format(name=due.name)
            workspace.banner.say(text, "warning", ((self.tr("Chép sang chỗ thứ hai"), self.show_backups), later))
        else:
            workspace.banner.say(sentence(due.code, "place", name=due.name), "warning", ((self.tr("Đã hiểu"), later[1]),))

    def note_drill(self) -> None:
        """The recovery sheet was proven just now."""
        if self._window.session is not None:
            self._window.session.write(lambda opened, tick: backups.note_drill(opened), lambda _: None)

    @Slot()
    def show_backups(self) -> None:
        """Show the backups, the second place and the drill."""
        if self._window.session is not None:
            if self._window.workspace is not None:
                self._window.workspace.banner.say("")
            show_backups(self._window.session, self._window)

    @Slot(str)
    def _pin_typed(self, pin: str) -> None:
        if self._soft is not None and self._folder is not None:
            request = UnlockRequest(self._folder, pin=pin, soft=self._soft)
            self._window.busy.start(self.tr("Đang mở sổ…"))
            self._window.jobs.write(request, self._window.opened, failed=self._pin_failed, cancelled=self._ask_password)

    @Slot(object)
    def _pin_failed(self, error: UserError) -> None:
        self._window.busy.stop()
        if error.code == "pin_wrong" and self.pin_page is not None:
            self.pin_page.refuse(error)
        else:
            self._ask_password()
            self._window.unlock.refuse(error)

    @Slot(object)
    def _restore(self, found: list[dict[str, Any]]) -> None:
        workspace = self._window.workspace
        if not found or workspace is None:
            return
        texts = drafts.restore(workspace, found)
        if texts:
            text = self.tr("Đang gõ dở lúc khóa: {text}").format(text=" · ".join(texts))
            copy = partial(QApplication.clipboard().setText, "\n".join(texts))
            workspace.banner.say(text, "info", ((self.tr("Chép lại"), copy), (self.tr("Bỏ"), partial(workspace.banner.say, ""))))


class _Locking:
    """The work of locking; holds no Qt object."""

    def __init__(self, opened: OpenVault, kept: list[dict[str, Any]], is_sleep: bool) -> None:
        self._opened, self._kept, self._is_sleep = opened, kept, is_sleep

    def __call__(self, tick: Tick) -> locking.LockReport:
        return locking.lock(self._opened, self._kept, softly=not self._is_sleep, with_backup=not self._is_sleep, tick=tick)
