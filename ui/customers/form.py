"""The form to add or change a customer: hints under the fields, never a refusal for form alone, and who looks alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from khachhang.fields import Catalogue, Field, Group, Kind
from khachhang.operations import customers, duplicates
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from ui.session import Session
from ui.texts import field_label
from ui.translations import language
from ui.widgets.basics import add_all, button, clear_layout, column, frame, label, row, scrolled
from ui.widgets.dialogs import confirm

MAIN = ("full_name", "phones", "address", "group", "note")
ALIKE_MS = 250
ALIKE_BELOW = "phones"
ALIKE_KEYS = ("full_name", "phones", "address", "email", "tax_code", "birth_date")


class CustomerForm(QDialog):
    """Typed texts by field; `save_asked` carries only what was changed."""

    save_asked = Signal(object, bool)
    card_asked = Signal(int)

    def __init__(self, session: Session, card: Any = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._card = card
        self._before = _texts_of(card)
        self._editors: dict[str, _Editor] = {}
        self.setWindowTitle(self.tr("Sửa khách") if card is not None else self.tr("Thêm khách"))
        self.setMinimumSize(640, 560)
        self._inner = QWidget(self)
        self._grid = QGridLayout(self._inner)
        self._grid.setContentsMargins(28, 16, 28, 20)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._alike = frame("warning", self)
        self._alike_row = row(self._alike, margins=(14, 8, 14, 8), spacing=8)
        self._alike.hide()
        self._alike_timer = QTimer(self)
        self._alike_timer.setSingleShot(True)
        self._alike_timer.setInterval(ALIKE_MS)
        self._alike_timer.timeout.connect(self._look_alike)
        self._more = button(self.tr("&Thêm mục khác…"), self._show_all, kind="link", icon="plus", parent=self)
        self._lay_out()
        self._show_fields(all_fields=False)
        self._editors["full_name"].edit.setFocus()

    def _lay_out(self) -> None:
        bottom = frame("bottom", self)
        buttons = row(bottom, margins=(28, 12, 28, 12), spacing=10)
        save = button(self.tr("&Lưu"), partial(self._save, False), kind="primary", tip=self.tr("Ctrl+S"), parent=self)
        save.setDefault(True)
        more = (
            []
            if self._card is not None
            else [button(self.tr("Lưu và thêm &mới"), partial(self._save, True), tip="Ctrl+Enter", parent=self)]
        )
        add_all(buttons, self._more, None, button(self.tr("&Hủy"), self.reject, parent=self), *more, save)
        outer = column(self, spacing=0)
        outer.addWidget(scrolled(self._inner, self), 1)
        outer.addWidget(bottom)
        QShortcut(QKeySequence("Ctrl+S"), self, partial(self._save, False))
        QShortcut(QKeySequence("Ctrl+Return"), self, partial(self._save, self._card is None))

    def _show_fields(self, *, all_fields: bool) -> None:
        at = 0
        for field in self._fields(all_fields):
            editor = self._editors.get(field.key)
            if editor is None:
                editor = _Editor(field, self._before.get(field.key, ""), self._session, self._inner)
                editor.changed.connect(self._alike_timer.start)
                self._editors[field.key] = editor
                caption = label(field_label(field), self._inner)
                caption.setBuddy(editor.edit)
                caption.setContentsMargins(0, 7, 0, 0)
                self._grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(editor, at, 1)
            at += 1
            if field.key == ALIKE_BELOW:
                self._grid.addWidget(self._alike, at, 0, 1, 2)
                at += 1
        self._grid.setRowStretch(at + 1, 1)

    def _fields(self, all_fields: bool) -> Sequence[Field]:
        catalogue: Catalogue = self._session.opened.catalogue
        main = [catalogue[key] for key in MAIN if key in catalogue]
        filled = [f for f in catalogue if f.key in self._before and f.key not in MAIN and _is_typed(f)]
        rest = [f for f in catalogue if f.key not in MAIN and f not in filled and _is_typed(f)] if all_fields else []
        return [*main, *filled, *rest]

    @Slot()
    def _show_all(self) -> None:
        self._more.hide()
        self._show_fields(all_fields=True)

    def type_in(self, key: str, text: str) -> None:
        """Put a text into a field, as typing does."""
        if key not in self._editors:
            self._show_all()
        self._editors[key].put(text)

    def hint(self, key: str) -> str:
        """Return the hint under a field."""
        return self._editors[key].hint.text()

    def changes(self) -> dict[str, Any]:
        """Return what was changed: text, a list of texts for many-valued fields, None for cleared ones."""
        found: dict[str, Any] = {}
        for key, editor in self._editors.items():
            text, before = editor.text.strip(), self._before.get(key, "")
            if text == before.strip():
                continue
            if editor.field.many:
                found[key] = [part for part in text.split("\n") if part.strip()]
            else:
                found[key] = text or None
        return found

    @property
    def customer_id(self) -> int | None:
        """Whose form it is, None for somebody new."""
        return self._card.customer_id if self._card is not None else None

    def typed(self) -> dict[str, str]:
        """Return the texts that were changed, as they stand in their fields."""
        return {key: e.text for key, e in self._editors.items() if e.text.strip() != self._before.get(key, "").strip()}

    def _save(self, again: bool) -> None:
        changes = self.changes()
        if self._card is None:
            changes = {k: v for k, v in changes.items() if v}
        if changes:
            self.save_asked.emit(changes, again)
        if again:
            for editor in self._editors.values():
                editor.put("")
            self._editors["full_name"].edit.setFocus()
        else:
            self.accept()

    def reject(self) -> None:
        """Qt: Esc and [Hủy] never lose typed data silently."""
        if self.changes():
            confirm(self, self.tr("Bỏ những điều vừa gõ?"), self.tr("Những điều vừa gõ chưa được lưu."), self.tr("Bỏ"), self._really_reject)
        else:
            super().reject()

    def _really_reject(self) -> None:
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter in a line saves, as in every form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), QLineEdit):
            self._save(False)
            return
        super().keyPressEvent(event)

    @Slot()
    def _look_alike(self) -> None:
        if self._card is not None:
            return
        name, phone = self._editors["full_name"].text, self._editors["phones"].text
        if len(name.strip()) + len(phone.strip()) < 4:
            self._alike.hide()
            return
        typed = {key: self._editors[key].text for key in ALIKE_KEYS if key in self._editors}
        self._session.read(_Alike(typed), self._show_alike, key="alike")

    @Slot(object)
    def _show_alike(self, found: Sequence[Any]) -> None:
        clear_layout(self._alike_row)
        self._alike.setVisible(bool(found))
        if not found:
            return
        is_house = all(one.is_household for one in found)
        asked = self.tr("Cùng nhà với khách này?") if is_house else self.tr("Giống khách này?")
        self._alike_row.addWidget(label(asked, self._alike, role="strong"))
        for one in found:
            text = " · ".join(t for t in (one.name, one.phones.split("; ")[0]) if t)
            see = button(text, partial(self._open_alike, one.customer_id), kind="link", parent=self._alike)
            see.setAccessibleName(f"{asked} {text}")
            self._alike_row.addWidget(see)
        self._alike_row.addStretch(1)

    def _open_alike(self, customer_id: int) -> None:
        self.card_asked.emit(customer_id)
        super().reject()


class _Editor(QWidget):
    """One field: the text, and the hint below it."""

    changed = Signal()

    def __init__(self, field: Field, text: str, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self._session = session
        self.edit = QPlainTextEdit(self) if field.many or field.kind is Kind.NOTE else QLineEdit(self)
        self.edit.setAccessibleName(field_label(field))
        if isinstance(self.edit, QPlainTextEdit):
            self.edit.setTabChangesFocus(True)
            lines = max({Kind.NOTE: 3, Kind.ADDRESS: 2, Kind.PHONE: 2}.get(field.kind, 1), min(4, text.count("\n") + 1))
            self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * lines + 24)
            if lines == 1:
                self.edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.edit.setPlaceholderText(self.tr("Mỗi dòng một điều") if field.many else "")
            self.edit.setPlainText(text)
        else:
            self.edit.setText(text)
        if field.is_confidential:
            self.edit.setPlaceholderText(self.tr("••• Thông tin kín: ghi thêm được, không xem được"))
        self.hint = label("", self, role="hint-doubt", wrap=True)
        self.hint.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(350)
        self._timer.timeout.connect(self._check)
        self.edit.textChanged.connect(self._typed)
        lines_layout = column(self, spacing=2)
        lines_layout.addWidget(self.edit)
        lines_layout.addWidget(self.hint)

    @property
    def text(self) -> str:
        """What is in the field."""
        return self.edit.toPlainText() if isinstance(self.edit, QPlainTextEdit) else self.edit.text()

    def put(self, text: str) -> None:
        """Replace the text."""
        if isinstance(self.edit, QPlainTextEdit):
            self.edit.setPlainText(text)
        else:
            self.edit.setText(text)

    @Slot()
    def _typed(self) -> None:
        self._timer.start()
        self.changed.emit()

    @Slot()
    def _check(self) -> None:
        text = self.text.strip()
        hint = None
        if text:
            typed = customers.parse_value(self._session.opened, self.field.key, text.split("\n") if self.field.many else text)
            hint = typed.hint(language())
        self.hint.setText(hint or "")
        self.hint.setVisible(bool(hint))


class _Alike:
    """The search for customers like the one being typed; holds no Qt object."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self._typed = typed

    def __call__(self, opened: OpenVault, tick: Tick) -> Any:
        return duplicates.alike(opened, self._typed)


def _is_typed(field: Field) -> bool:
    """Amounts belong to their sources, parts to their whole; neither is typed here."""
    return field.part_of is None and not field.as_of and field.group is not Group.AMOUNTS


def _texts_of(card: Any) -> Mapping[str, str]:
    if card is None:
        return {}
    fields = [f for f in card.fields if not f.field.is_confidential and any(v.is_shown for v in f.values)]
    return {f.field.key: "\n".join(v.text for v in f.values if v.is_shown) for f in fields}
