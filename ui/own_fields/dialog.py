"""The shop's own columns: add one, give it another name, drop it, bring it back. Every change shows everywhere at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from khachhang.errors import UserError
from khachhang.fields import Kind
from khachhang.operations import customers, own_fields
from khachhang.operations.own_fields import OwnField
from ui import theme
from ui.customers.keeping import NameDialog
from ui.session import Session
from ui.texts import error_text, sentence
from ui.widgets.basics import add_all, button, column, label, line, row
from ui.widgets.states import Banner


class OwnFieldsDialog(QDialog):
    """A list of the shop's columns with what can be done to the one chosen."""

    added = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._fields: Sequence[OwnField] = ()
        self.setWindowTitle(self.tr("Cột của tiệm"))
        self.resize(520, 460)
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Tên cột mới"))
        self.name.setPlaceholderText(self.tr("Ví dụ: Cỡ giày"))
        self.name.setMaxLength(60)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(self.tr("Loại"))
        for kind in own_fields.KINDS:
            self.kind.addItem(sentence(kind.value, "kind"), kind)
        self._add = button(self.tr("&Thêm cột"), self.add, icon="plus", kind="primary", parent=self)
        self._add.setDefault(True)
        self.banner = Banner(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Các cột của tiệm"))
        self._rename = button(self.tr("Đổ&i tên…"), self._ask_name, icon="pencil", parent=self)
        self._drop = button(self.tr("&Bỏ cột"), self.drop, icon="trash-2", parent=self)
        self._restore = button(self.tr("&Lấy lại"), self.restore, icon="rotate-ccw", parent=self)
        self._lay_out()
        self.name.textChanged.connect(self._look)
        self.list.currentRowChanged.connect(self._look)
        session.changed.connect(self._read)
        self._read()

    def _lay_out(self) -> None:
        body = column(self, margins=(22, 18, 22, 18), spacing=10)
        new = row(spacing=8)
        new.addWidget(self.name, 1)
        add_all(new, self.kind, self._add)
        acts = row(spacing=8)
        add_all(acts, self._rename, self._drop, self._restore, None, button(self.tr("Đó&ng"), self.accept, parent=self))
        text = self.tr("Cột thêm ở đây dùng được ngay trong bảng, phiếu khách, bộ lọc và khi xuất. Bỏ cột không mất gì, lấy lại được.")
        add_all(body, label(text, self, role="muted", wrap=True), new, self.banner, line(self))
        body.addWidget(self.list, 1)
        body.addLayout(acts)

    @Slot()
    def _read(self, _outcome: object = None) -> None:
        self._session.read(lambda opened, tick: own_fields.own_fields(opened), self._show, key="own fields")

    @Slot(object)
    def _show(self, found: Sequence[OwnField]) -> None:
        at = self.list.currentRow()
        self._fields = sorted(found, key=lambda f: f.is_dropped)
        self.list.clear()
        for each in self._fields:
            text = f"{each.label}  ·  {sentence(each.kind.value, 'kind')}"
            item = QListWidgetItem(text if not each.is_dropped else self.tr("{text}  ·  đã bỏ").format(text=text))
            if each.is_dropped:
                item.setForeground(theme.color("muted"))
            item.setData(Qt.ItemDataRole.UserRole, each.key)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(0, at), len(self._fields) - 1))
        self._look()

    @property
    def current(self) -> OwnField | None:
        """The column chosen in the list."""
        at = self.list.currentRow()
        return self._fields[at] if 0 <= at < len(self._fields) else None

    @Slot()
    def _look(self) -> None:
        chosen = self.current
        self._add.setEnabled(bool(self.name.text().strip()))
        self._rename.setEnabled(chosen is not None and not chosen.is_dropped)
        self._drop.setVisible(chosen is None or not chosen.is_dropped)
        self._drop.setEnabled(chosen is not None)
        self._restore.setVisible(chosen is not None and chosen.is_dropped)

    @Slot()
    def add(self) -> None:
        """Make the column typed."""
        name, kind = self.name.text().strip(), Kind(self.kind.currentData())
        if name:
            text = self.tr("Đã thêm cột {name}.").format(name=name)
            self._act(text, lambda opened, tick: customers.add_field(opened, name, kind), self._added)

    @Slot(object)
    def _added(self, _outcome: object) -> None:
        made = next((f for f in reversed(list(self._session.opened.catalogue)) if f.is_custom), None)
        self.name.clear()
        self.name.setFocus()
        if made is not None:
            self.added.emit(made.key)

    @Slot()
    def _ask_name(self) -> None:
        chosen = self.current
        if chosen is not None:
            dialog = NameDialog(self.tr("Đổi tên cột"), self.tr("Tên cột"), chosen.label, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.named.connect(partial(self.rename, chosen.key))
            dialog.open()

    def rename(self, key: str, name: str) -> None:
        """Give a column another name."""
        self._act(self.tr("Đã đổi tên cột."), lambda opened, tick: customers.rename_field(opened, key, name))

    @Slot()
    def drop(self) -> None:
        """Take the chosen column off every screen."""
        chosen = self.current
        if chosen is not None:
            text = self.tr("Đã bỏ cột {name}. Những gì đã ghi vẫn còn.").format(name=chosen.label)
            self._act(text, lambda opened, tick: customers.drop_field(opened, chosen.key))

    @Slot()
    def restore(self) -> None:
        """Bring the chosen column back."""
        chosen = self.current
        if chosen is not None:
            text = self.tr("Đã lấy lại cột {name}.").format(name=chosen.label)
            self._act(text, lambda opened, tick: own_fields.restore_field(opened, chosen.key, tick))

    def _act(self, text: str, operation: Callable[..., Any], done: Callable[[Any], None] | None = None) -> None:
        self.banner.say("")
        self._session.act(text, operation, done, failed=self._refused)

    @Slot(object)
    def _refused(self, error: UserError) -> None:
        self.banner.say(error_text(error), "warning")
