"""Confidential information at a glance: what is kept, who reads it. Only the owner changes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QWidget

from khachhang.errors import UserError
from khachhang.fields import ORDER_CATALOGUE
from khachhang.operations import compartments, people
from khachhang.operations.compartments import Compartment
from ui.compartments.edit_dialog import EditDialog
from ui.session import Session
from ui.texts import error_text, field_label
from ui.widgets.basics import IconLabel, add_all, badge, button, clear_layout, column, frame, label, line, row, scrolled
from ui.widgets.dialogs import confirm
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.states import Banner


class CompartmentsDialog(QDialog):
    """One card for each name, with its fields and readers."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Any = None
        self.is_owner = session.opened.vault.is_owner
        self.setWindowTitle(self.tr("Thông tin kín"))
        self.resize(660, 560)
        self.banner = Banner(self)
        self.progress = ProgressPanel(self)
        self.progress.hide()
        self.progress.cancelled.connect(self._cancel)
        inner = QWidget(self)
        self._cards = column(inner, margins=(26, 4, 26, 14), spacing=10)
        head = column(margins=(26, 20, 26, 6), spacing=10)
        add_all(head, label(self._about(), self, role="muted", wrap=True), self.banner, self.progress)
        bottom = frame("bottom", self)
        acts = row(bottom, margins=(26, 12, 26, 12), spacing=10)
        self.add_button = button(self.tr("&Giữ kín thêm…"), self.ask_new, icon="lock", kind="primary", parent=bottom)
        self.add_button.setVisible(self.is_owner)
        add_all(acts, self.add_button, None, button(self.tr("Đó&ng"), self.accept, parent=bottom))
        outer = column(self, spacing=0)
        outer.addLayout(head)
        outer.addWidget(line(self))
        outer.addWidget(scrolled(inner, self), 1)
        outer.addWidget(bottom)
        self.show_all()

    def _about(self) -> str:
        text = self.tr(
            "Chỉ người được chọn mới xem được những mục để ở đây. Người khác ghi thêm được, nhưng chỉ thấy “••• (kín)”: không tìm, lọc, "
            "xuất, in hay thấy trong lịch sử và tệp gốc. Điều này do mật mã giữ, không phải chỉ ẩn trên màn hình."
        )
        if self.is_owner:
            return text
        return text + " " + self.tr("Chỉ chủ sổ ({owner}) chọn mục và người xem được.").format(owner=self._session.opened.owner_name)

    def show_all(self) -> None:
        """Show what there is now."""
        clear_layout(self._cards)
        opened = self._session.opened
        names = {p.person_id: p.name for p in people.list_people(opened, with_gone=False)}
        found = compartments.compartments(opened)
        if not found:
            self._cards.addWidget(label(self.tr("Chưa có thông tin nào được giữ kín."), self, role="muted"))
        for each in found:
            self._cards.addWidget(self._card(each, [names[r] for r in each.readers if r in names]))
        self._cards.addStretch(1)

    def _card(self, kept: Compartment, readers: Sequence[str]) -> QWidget:
        card = frame("card", self)
        inside = row(card, margins=(18, 14, 14, 14), spacing=14)
        inside.addWidget(IconLabel("lock-open" if kept.is_open else "lock", 22, "muted", card), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=4)
        top = row(spacing=8)
        top.addWidget(label(kept.name, card, role="strong"))
        top.addWidget(
            badge(self.tr("Bạn xem được"), "good", card) if kept.is_open else badge(self.tr("Bạn không xem được"), "neutral", card)
        )
        top.addStretch(1)
        words.addLayout(top)
        words.addWidget(label(self.tr("Gồm: {fields}").format(fields=", ".join(self._labels(kept.fields))), card, wrap=True))
        words.addWidget(label(self.tr("Người xem được: {names}").format(names=", ".join(readers)), card, role="small", wrap=True))
        inside.addLayout(words, 1)
        if self.is_owner:
            for text, slot, icon in (
                (self.tr("Sửa…"), partial(self.ask_change, kept), "pencil"),
                (self.tr("Bỏ kín…"), partial(self.ask_open, kept), "lock-open"),
            ):
                made = button(text, slot, icon=icon, kind="small", parent=card)
                made.setAccessibleName(f"{text} {kept.name}")
                inside.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _labels(self, keys: Sequence[str]) -> list[str]:
        catalogue = self._session.opened.catalogue
        found = [(catalogue.get(k) or ORDER_CATALOGUE.get(k), k) for k in keys]
        return [k if field is None else field_label(field) for field, k in found]

    # ---- asking

    @Slot()
    def ask_new(self) -> None:
        """Ask for a name, fields and readers."""
        dialog = EditDialog(self._session.opened, None, self)
        dialog.asked.connect(self._make)
        self._open(dialog)

    def ask_change(self, kept: Compartment) -> None:
        """Ask what shall be otherwise."""
        dialog = EditDialog(self._session.opened, kept, self)
        dialog.asked.connect(partial(self._change, kept))
        self._open(dialog)

    def ask_open(self, kept: Compartment) -> None:
        """Ask before everybody may read it."""
        text = self.tr("Mọi người mở được sổ sẽ thấy: {fields}.").format(fields=", ".join(self._labels(kept.fields)))
        confirm(self, self.tr("Bỏ kín “{name}”").format(name=kept.name), text, self.tr("&Bỏ kín"), partial(self._open_up, kept))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # ---- doing

    @Slot(str, object, object)
    def _make(self, name: str, fields: Sequence[str], readers: Sequence[str]) -> None:
        said = self.tr("Đã giữ kín “{name}”. Bản sao lưu và tệp đã xuất từ trước vẫn như cũ.").format(name=name)
        self._run(said, self.tr("Đang giữ kín"), lambda opened, tick: compartments.make(opened, name, fields, readers, tick))

    def _change(self, kept: Compartment, name: str, fields: Sequence[str], readers: Sequence[str]) -> None:
        said = self.tr("Đã sửa “{name}”.").format(name=name)

        def work(opened: Any, tick: Any) -> Any:
            return compartments.change(opened, kept.compartment_id, name=name, fields=fields, readers=readers, tick=tick)

        self._run(said, self.tr("Đang sửa"), work)

    def _open_up(self, kept: Compartment) -> None:
        said = self.tr("Đã bỏ kín “{name}”.").format(name=kept.name)
        self._run(said, self.tr("Đang bỏ kín"), lambda opened, tick: compartments.unseal(opened, kept.compartment_id, tick))

    def _run(self, said: str, title: str, work: Callable[..., Any]) -> None:
        self.banner.say("")
        self.progress.start(title)
        self.progress.show()
        self.add_button.setEnabled(False)
        self._job = self._session.write(
            work, partial(self._done, said), heard=self.progress.hear, failed=self._failed, cancelled=self._stopped
        )

    def _done(self, said: str, _result: object) -> None:
        self._stopped()
        self.banner.say(said, "good")
        self._session.changed.emit(None)

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self._stopped()
        self.banner.say(error_text(error), "danger")

    @Slot()
    def _stopped(self) -> None:
        self._job = None
        self.progress.hide()
        self.add_button.setEnabled(True)
        self.show_all()

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def reject(self) -> None:
        """Qt: Esc does not leave while something is under way."""
        if self._job is None:
            super().reject()
