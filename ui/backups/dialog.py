"""A list of the backups with what can be done with each, the second place, and the drill of the recovery sheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from khachhang.errors import UserError
from khachhang.operations import backups
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from ui.dates import show_time
from ui.session import Session
from ui.texts import error_text, number
from ui.widgets.basics import add_all, badge, button, clear_layout, column, frame, label, row, scrolled
from ui.widgets.elided import ElidedLabel
from ui.widgets.files import ask_folder
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.states import Banner

_SHOWN = 30


class BackupsDialog(QDialog):
    """Everything about backups in one place. Restoring is asked of the window: it opens a file beside, never over."""

    restore_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Any = None
        self.setWindowTitle(self.tr("Các bản sao lưu"))
        self.setMinimumSize(720, 560)
        self.banner = Banner(self)
        self.progress = ProgressPanel(self)
        self.progress.hide()
        self.progress.cancelled.connect(self._cancel)
        inner = QWidget(self)
        self.lines = column(inner, margins=(0, 0, 0, 0), spacing=6)
        body = column(self, margins=(26, 22, 26, 20), spacing=12)
        why = self.tr("Mỗi ngày một bản khi đóng hay khóa sổ, thêm một bản trước mỗi việc lớn. Giữ 7 ngày, 4 tuần, 12 tháng gần nhất.")
        add_all(body, label(why, self, role="muted", wrap=True), self.banner, self.progress, self._second_card(), self._drill_card())
        body.addWidget(scrolled(inner, self), 1)
        close = row()
        add_all(close, None, button(self.tr("&Đóng"), self.reject, parent=self))
        body.addLayout(close)

    def _second_card(self) -> QWidget:
        card = frame("card", self)
        inside = column(card, margins=(18, 12, 18, 12), spacing=8)
        self._second_said = label("", card, role="muted", wrap=True)
        line = row(spacing=10)
        self.choose = button(self.tr("Chọn chỗ &thứ hai…"), self._choose_second, icon="folder", parent=card)
        self.copy = button(self.tr("Chép &sang đó ngay"), self.copy_now, icon="archive", parent=card)
        self.copy.setEnabled(False)
        add_all(line, self.choose, self.copy, None)
        add_all(inside, label(self.tr("Chỗ thứ hai: USB hay ổ khác"), card, role="heading"), self._second_said, line)
        return card

    def _drill_card(self) -> QWidget:
        card = frame("card", self)
        inside = column(card, margins=(18, 12, 18, 12), spacing=8)
        self.code = QLineEdit(card)
        self.code.setAccessibleName(self.tr("Mã trên Giấy mở sổ"))
        self.code.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX")
        self.code.returnPressed.connect(self.try_sheet)
        line = row(spacing=10)
        line.addWidget(self.code, 1)
        line.addWidget(button(self.tr("Thử &Giấy mở sổ"), self.try_sheet, icon="shield-check", parent=card))
        text = self.tr("Lấy tờ giấy ra gõ mã: chắc là mã đọc được, mở được sổ này và bản sao lưu mới nhất. Mỗi tháng nên thử một lần.")
        add_all(inside, label(self.tr("Thử Giấy mở sổ"), card, role="heading"), label(text, card, role="muted", wrap=True), line)
        return card

    def arrive(self) -> None:
        """Load the list."""
        self._session.read(_Listing(self._session.settings.second_place), self._show, key="all backups")

    @Slot(object)
    def _show(self, answer: tuple[Sequence[Any], bool]) -> None:
        found, is_due = answer
        second = self._session.settings.second_place
        if second is None:
            text = self.tr("Chưa chọn. Máy hỏng, mất máy thì bản sao lưu trên cùng máy cũng mất theo.")
        elif is_due:
            text = self.tr("{place}: bản ở đó đã cũ hơn một tuần, hay chưa có. Cắm vào rồi chép.").format(place=second)
        else:
            text = self.tr("{place}: đã có bản mới.").format(place=second)
        self._second_said.setText(text)
        self.copy.setEnabled(second is not None)
        clear_layout(self.lines)
        if not found:
            self.lines.addWidget(label(self.tr("Chưa có bản sao lưu nào."), self, role="small"))
        for generation in found[:_SHOWN]:
            self.lines.addWidget(self._line(generation))
        self.lines.addStretch(1)

    def _line(self, generation: Any) -> QWidget:
        made = frame("panel", self)
        line = row(made, margins=(14, 8, 10, 8), spacing=8)
        day = label(show_time(generation.day.isoformat()), made, role="strong")
        size = self.tr("{n} MB").format(n=number(max(1, round(generation.size / 1_000_000))))
        add_all(line, day, label(size, made, role="small"))
        if generation.why:
            line.addWidget(badge(self._why(generation.why), "info", made))
        second = self._session.settings.second_place
        if second is not None and generation.path.is_relative_to(second):
            line.addWidget(badge(self.tr("chỗ thứ hai"), "neutral", made))
        name = ElidedLabel(generation.path.name, made)
        name.setProperty("role", "small")
        line.addWidget(name, 1)
        tried = button(self.tr("Đọc thử"), partial(self.verify, generation.path), kind="small", parent=made)
        tried.setAccessibleName(self.tr("Đọc thử {file}").format(file=generation.path.name))
        again = button(self.tr("Khôi phục bên cạnh"), partial(self._restore, generation.path), kind="small", parent=made)
        again.setAccessibleName(self.tr("Khôi phục bên cạnh {file}").format(file=generation.path.name))
        add_all(line, tried, again)
        return made

    def _why(self, why: str) -> str:
        known = {
            "import": self.tr("trước khi nhập"),
            "merge": self.tr("trước khi gộp"),
            "migration": self.tr("trước khi nâng cấp sổ"),
            "keys": self.tr("trước khi đổi chìa khóa"),
        }
        return known.get(why, self.tr("trước việc lớn"))

    def verify(self, path: Path) -> None:
        """Read a backup whole."""
        self._run(self.tr("Đang đọc {file}").format(file=path.name), _Verifying(path), partial(self._verified, path))

    def _verified(self, path: Path, homes: int) -> None:
        self._finish(
            self.tr("{file}: đọc được từng trang, có {n} khách lúc chưa gộp.").format(file=path.name, n=number(homes))
            if homes
            else self.tr("{file}: đọc được từng byte.").format(file=path.name)
        )

    def _restore(self, path: Path) -> None:
        self.restore_wanted.emit(str(path))
        self.accept()

    @Slot()
    def _choose_second(self) -> None:
        ask_folder(self, self.tr("Chọn USB hay ổ khác"), self.set_second)

    @Slot(str)
    def set_second(self, path: str) -> None:
        """Remember the second place, and copy there at once."""
        self._session.settings.second_place = Path(path)
        self.arrive()
        self.copy_now()

    @Slot()
    def copy_now(self) -> None:
        """Copy the newest backup to the second place, made now where there is none."""
        second = self._session.settings.second_place
        if second is not None:
            self._run(self.tr("Đang chép sang chỗ thứ hai"), _Copying(second), self._copied)

    @Slot(object)
    def _copied(self, newest: Any) -> None:
        text = self.tr("Chưa có gì để chép.") if newest is None else self.tr("Chỗ thứ hai đã có {file}, đã đọc lại.")
        self._finish(text.format(file=newest.path.name) if newest is not None else text)
        self.arrive()

    @Slot()
    def try_sheet(self) -> None:
        """Try the code typed."""
        code = self.code.text().strip()
        if code:
            self._run(self.tr("Đang thử mã và bản sao lưu mới nhất"), _Drill(code), self._sheet_tried)

    @Slot(object)
    def _sheet_tried(self, report: Any) -> None:
        self.code.clear()
        text = self.tr("Giấy mở sổ còn tốt: mở được sổ này.")
        if report.rows is not None:
            text = self.tr("Giấy mở sổ còn tốt: mở được sổ này và bản sao lưu {day} ({n} khách).").format(
                day=show_time(report.day), n=number(report.rows)
            )
        self._finish(text)

    def _run(self, title: str, work: Any, done: Any) -> None:
        self.banner.say("")
        self.progress.start(title)
        self.progress.show()
        self._job = self._session.write(work, done, heard=self.progress.hear, failed=self._failed, cancelled=self._stopped)

    def _finish(self, text: str) -> None:
        self._stopped()
        self.banner.say(text, "good")

    @Slot()
    def _stopped(self) -> None:
        self._job = None
        self.progress.hide()

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self._stopped()
        self.banner.say(error_text(error), "danger")

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()


class _Listing:
    def __init__(self, second: Path | None) -> None:
        self._second = second

    def __call__(self, opened: OpenVault, tick: Tick) -> tuple[Any, bool]:
        now = opened.clock().astimezone()
        return backups.listed(opened.folder, self._second), backups.second_is_due(opened.folder, self._second, now)


class _Verifying:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, opened: OpenVault, tick: Tick) -> int:
        return backups.verify(opened, self._path, tick)


class _Copying:
    def __init__(self, second: Path) -> None:
        self._second = second

    def __call__(self, opened: OpenVault, tick: Tick) -> Any:
        backups.before_import(opened, tick)
        return backups.to_second(opened.folder, self._second, tick)


class _Drill:
    def __init__(self, code: str) -> None:
        self._code = code

    def __call__(self, opened: OpenVault, tick: Tick) -> Any:
        return backups.try_sheet(opened, self._code, tick)


def show_backups(session: Session, window: Any) -> BackupsDialog:
    """Open the dialog over a window."""
    dialog = BackupsDialog(session, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.restore_wanted.connect(window.restore_bundle)
    dialog.open()
    dialog.arrive()
    return dialog
