"""Settings: language and look of the window; password, recovery sheet, backups and checks of the vault."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from khachhang.errors import UserError
from khachhang.operations import backups, vaults
from khachhang.operations.rights import Right
from ui import theme
from ui.allowed import allow
from ui.create.recovery import RecoverySheet
from ui.dates import show_time
from ui.preferences.lock_card import LockCard
from ui.preferences.password_dialog import PasswordDialog
from ui.session import Session
from ui.texts import error_text, number, sentence
from ui.translations import language
from ui.widgets.basics import add_all, button, clear_layout, column, frame, label, row, scrolled
from ui.widgets.files import ask_save
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.states import Banner


class PreferencesPage(QWidget):
    """Cards, one per matter."""

    people_wanted = Signal()
    log_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Any = None
        self.locks: LockCard | None = None
        self._banner = Banner(self)
        self.progress = ProgressPanel(self)
        self.progress.hide()
        self.progress.cancelled.connect(self._cancel)
        self._backups = column(spacing=4)
        inner = QWidget(self)
        page = column(inner, margins=(28, 22, 28, 28), spacing=14)
        page.addWidget(label(self.tr("Cài đặt"), inner, role="title"))
        page.addWidget(self._banner)
        page.addWidget(self.progress)
        page.addWidget(self._window_card(inner))
        if not session.opened.is_sample:
            page.addWidget(self._key_card(inner))
            page.addWidget(self._people_card(inner))
            self.locks = LockCard(session, inner)
            page.addWidget(self.locks)
        page.addWidget(self._backup_card(inner))
        page.addWidget(self._check_card(inner))
        page.addStretch(1)
        outer = column(self)
        outer.addWidget(scrolled(inner, self))

    def arrive(self) -> None:
        """The page is shown."""
        if self.locks is not None:
            self.locks.arrive()
        self._session.read(lambda opened, tick: vaults.list_backups(opened.folder), self._show_backups, key="backups")

    def leave(self) -> None:
        """The vault is closing."""
        self._cancel()

    def _card(self, parent: QWidget, title: str, text: str) -> tuple[QWidget, Any]:
        card = frame("card", parent)
        inside = column(card, margins=(20, 16, 20, 16), spacing=10)
        inside.addWidget(label(title, card, role="heading"))
        if text:
            inside.addWidget(label(text, card, role="muted", wrap=True))
        return card, inside

    def _window_card(self, parent: QWidget) -> QWidget:
        card, inside = self._card(parent, self.tr("Cửa sổ"), "")
        self._language = self._combo(self.tr("Ngôn ngữ"), (("vi", "Tiếng Việt"), ("en", "English")), language())
        self._language.activated.connect(self._speak)
        choices = ((theme.SYSTEM, self.tr("Theo máy")), (theme.LIGHT_THEME, self.tr("Sáng")), (theme.DARK_THEME, self.tr("Tối")))
        self._look = self._combo(self.tr("Màu nền"), choices, self._session.settings.theme)
        self._look.activated.connect(self._dress)
        line = row(spacing=12)
        for caption, combo in ((self.tr("&Ngôn ngữ"), self._language), (self.tr("&Màu nền"), self._look)):
            words = label(caption, card)
            words.setBuddy(combo)
            add_all(line, words, combo, 14)
        line.addStretch(1)
        inside.addLayout(line)
        return card

    def _combo(self, name: str, choices: Sequence[tuple[str, str]], now: str) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(name)
        made.setMinimumWidth(150)
        for value, text in choices:
            made.addItem(text, value)
        made.setCurrentIndex(max(0, made.findData(now)))
        return made

    def _people_card(self, parent: QWidget) -> QWidget:
        text = self.tr("Mỗi người mở sổ bằng mật khẩu của mình, được làm phần việc của mình; ai làm gì đều có trong Nhật ký.")
        card, inside = self._card(parent, self.tr("Người dùng"), text)
        buttons = row(spacing=10)
        people = button(self.tr("N&gười dùng và quyền"), self.people_wanted.emit, icon="users", parent=card)
        log = button(self.tr("Nhật k&ý"), self.log_wanted.emit, icon="history", parent=card)
        add_all(buttons, people, allow(log, self._session.opened, Right.MANAGE), None)
        inside.addLayout(buttons)
        return card

    def _key_card(self, parent: QWidget) -> QWidget:
        text = self.tr("Mất cả mật khẩu lẫn Giấy mở sổ thì không ai mở được, kể cả chúng tôi.")
        card, inside = self._card(parent, self.tr("Chìa khóa"), text)
        buttons = row(spacing=10)
        change = button(self.tr("Đổi mật &khẩu…"), self.change_password, icon="key-round", parent=card)
        code = button(self.tr("&Cấp mã mới cho Giấy mở sổ…"), self.new_code, icon="qr-code", parent=card)
        add_all(buttons, change, code, None)
        inside.addLayout(buttons)
        return card

    def _backup_card(self, parent: QWidget) -> QWidget:
        text = self.tr("Mỗi ngày một bản khi đóng sổ. Chép thêm ra USB hay ổ khác: máy hỏng vẫn còn.")
        card, inside = self._card(parent, self.tr("Sao lưu"), text)
        buttons = row(spacing=10)
        now = button(self.tr("&Sao lưu ngay…"), self.back_up, icon="archive", kind="primary", parent=card)
        allow(now, self._session.opened, Right.MANAGE)
        back = button(self.tr("Khôi phục bên cạnh…"), self._restore, icon="archive-restore", parent=card)
        every = button(self.tr("&Tất cả bản sao lưu…"), self._show_all_backups, icon="list", parent=card)
        every.setVisible(not self._session.opened.is_sample)
        add_all(buttons, now, back, every, None)
        inside.addLayout(buttons)
        inside.addLayout(self._backups)
        return card

    def _check_card(self, parent: QWidget) -> QWidget:
        text = self.tr("Kiểm đọc lại từng trang của tệp sổ. Tính lại dựng danh sách khách từ các dòng gốc; không đổi dòng gốc nào.")
        card, inside = self._card(parent, self.tr("Sức khỏe của sổ"), text)
        buttons = row(spacing=10)
        check = button(self.tr("Kiểm t&ra sổ"), self._check, icon="shield-check", parent=card)
        rebuild = button(self.tr("Tính lại &danh sách"), self._rebuild, icon="refresh-cw", parent=card)
        allow(rebuild, self._session.opened, Right.MANAGE)
        add_all(buttons, check, rebuild, None)
        inside.addLayout(buttons)
        return card

    @Slot(object)
    def _show_backups(self, found: Sequence[Any]) -> None:
        clear_layout(self._backups)
        if not found:
            self._backups.addWidget(label(self.tr("Chưa có bản sao lưu nào."), self, role="small"))
        for one in found[:7]:
            size = self.tr("{n} MB").format(n=number(max(1, round(one.size / 1_000_000))))
            self._backups.addWidget(label(" · ".join((show_time(one.day.isoformat()), size, one.path.name)), self, role="small"))

    # ---- window

    @Slot(int)
    def _speak(self, _index: int) -> None:
        self.window().speak(str(self._language.currentData()))

    @Slot(int)
    def _dress(self, _index: int) -> None:
        self.window().dress(str(self._look.currentData()))

    # ---- keys

    @Slot()
    def change_password(self, *, must: bool = False) -> None:
        """Ask for the old and the new password; `must` after the recovery code, when there is no old one."""
        dialog = PasswordDialog(self._session, must=must, parent=self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self._password_changed)
        dialog.open()

    @Slot()
    def _password_changed(self) -> None:
        self._session.said.emit(self.tr("Đã đổi mật khẩu. Giấy mở sổ cũ vẫn dùng được."), None)

    @Slot()
    def new_code(self) -> None:
        """Make a new recovery code and show its sheet."""
        self._session.write(lambda opened, tick: vaults.new_recovery_code(opened), self._show_code)

    @Slot(object)
    def _show_code(self, code: str) -> None:
        dialog = QDialog(self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Giấy mở sổ"))
        sheet = RecoverySheet(dialog)
        sheet.show_code(code, self._session.opened.name)
        sheet.finished.connect(self._sheet_answered)
        sheet.finished.connect(dialog.accept)
        inside = column(dialog)
        inside.addWidget(sheet)
        dialog.open()

    @Slot(bool)
    def _sheet_answered(self, is_stored: bool) -> None:
        self._session.settings.note_sheet(self._session.opened.folder, is_stored=is_stored)
        if is_stored:
            self._session.write(lambda opened, tick: backups.note_drill(opened), lambda _: None)
            self.window().workspace.banner.say("")

    # ---- backups and checks

    @Slot()
    def back_up(self) -> None:
        """Ask where the backup goes."""
        name = f"{self._session.opened.name} {QDate.currentDate().toString('yyyy-MM-dd')}.khachhang-backup"
        ask_save(self, self.tr("Sao lưu ra đâu?"), self.tr("Bản sao lưu (*.khachhang-backup)"), name, "khachhang-backup", self.back_up_to)

    @Slot(str)
    def back_up_to(self, path: str) -> None:
        """Write a backup."""
        target = Path(path)
        self._run(self.tr("Đang sao lưu"), lambda opened, tick: vaults.back_up(opened, target, tick), self._backed_up)

    @Slot(object)
    def _backed_up(self, info: Any) -> None:
        self._finish(self.tr("Đã sao lưu vào {file}, đã đọc lại để chắc là mở được.").format(file=info.path.name))
        self.arrive()

    @Slot()
    def _show_all_backups(self) -> None:
        self.window().keeper.show_backups()

    @Slot()
    def _restore(self) -> None:
        self.window().restore_backup()

    @Slot()
    def _check(self) -> None:
        self._run(self.tr("Đang kiểm từng trang"), lambda opened, tick: vaults.check(opened, tick), self._checked)

    @Slot(object)
    def _checked(self, report: Any) -> None:
        if report.findings:
            self._finish("")
            lines = [sentence(f.code, "finding", **dict(f.params)) for f in report.findings]
            is_broken = any(f.code.startswith("broken") for f in report.findings)
            ways = ((self.tr("Đóng lại và chữa"), self._close_and_repair),) if is_broken else ()
            self._banner.say("\n".join(lines), "danger", ways)
        else:
            self._finish(self.tr("Sổ lành lặn: {n} khách, mọi trang đọc được.").format(n=number(report.customers)))

    @Slot()
    def _close_and_repair(self) -> None:
        window, folder = self.window(), self._session.opened.folder
        note = self.tr("Gõ mật khẩu rồi bấm “Chữa sổ này”: sổ lành được dựng bên cạnh, sổ hỏng còn nguyên.")
        window.close_vault(then=lambda: (window.ask_password(folder), window.unlock.offer_repair(note)))

    @Slot()
    def _rebuild(self) -> None:
        self._run(self.tr("Đang tính lại"), lambda opened, tick: vaults.rebuild(opened, tick), self._rebuilt)

    @Slot(object)
    def _rebuilt(self, n: int) -> None:
        self._session.changed.emit(None)
        self._finish(self.tr("Đã tính lại {n} khách.").format(n=number(n)))

    def _run(self, title: str, work: Any, done: Any) -> None:
        self._banner.say("")
        self.progress.start(title)
        self.progress.show()
        self._job = self._session.write(work, done, heard=self.progress.hear, failed=self._failed, cancelled=self._stopped)

    def _finish(self, text: str) -> None:
        self._stopped()
        if text:
            self._banner.say(text, "good")

    @Slot()
    def _stopped(self) -> None:
        self._job = None
        self.progress.hide()

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self._stopped()
        self._banner.say(error_text(error), "danger")

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
