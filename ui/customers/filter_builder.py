"""The filter builder: conditions in groups, for what ticks cannot say; what it builds becomes a chip in words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QWidget

from khachhang.errors import UserError
from khachhang.operations import filtering, wording
from khachhang.operations.customers import AllOf, AnyOf, Filter
from ui.customers.filter_row import FilterRow
from ui.session import Session
from ui.texts import error_text
from ui.translations import language
from ui.widgets.basics import add_all, button, column, label, row, scrolled, tool
from ui.widgets.states import Banner

Part = Filter | AllOf | AnyOf


class FilterBuilder(QDialog):
    """Emits `built` with one part of a query."""

    built = Signal(object)

    def __init__(self, session: Session, key: str = "", parent: QWidget | None = None, *, part: Part | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.groups: list[FilterGroup] = []
        self.setWindowTitle(self.tr("Lọc theo điều kiện"))
        self.resize(760, 360)
        self._join = _joiner(self, self.tr("Các nhóm"), (self.tr("Khớp mọi nhóm"), self.tr("Khớp ít nhất một nhóm")))
        self._banner = Banner(self)
        inner = QWidget(self)
        self._list = column(inner, spacing=10)
        self._list.addStretch(1)
        more = button(self.tr("Thêm &nhóm điều kiện"), self.add_group, icon="plus", kind="ghost", parent=self)
        self._go = button(self.tr("&Lọc"), self._build, icon="funnel", kind="primary", parent=self)
        self._go.setDefault(True)
        buttons = row(spacing=10)
        add_all(buttons, more, None, button(self.tr("&Hủy"), self.reject, parent=self), self._go)
        body = column(self, margins=(22, 18, 22, 18), spacing=10)
        head = row()
        add_all(head, label(self.tr("Tìm khách có"), self, role="heading"), None, self._join)
        body.addLayout(head)
        body.addWidget(scrolled(inner, self), 1)
        body.addWidget(self._banner)
        body.addLayout(buttons)
        if part is None:
            self.add_group(key)
        else:
            self._load(part)
        self.groups[0].rows[0].field.setFocus()

    def _load(self, part: Part) -> None:
        """Show a part that was built before: a condition, a group of them, or groups."""
        several = isinstance(part, AllOf | AnyOf) and not all(isinstance(p, Filter) for p in part.parts)
        for each in part.parts if several else (part,):
            self.add_group().load(each)
        if several:
            self._join.setCurrentIndex(self._join.findData(_join_of(part)))

    def add_group(self, key: str = "") -> FilterGroup:
        """Begin another group."""
        group = FilterGroup(self._session, key if isinstance(key, str) else "", self)
        group.emptied.connect(partial(self._drop, group))
        self.groups.append(group)
        self._list.insertWidget(self._list.count() - 1, group)
        self._look()
        return group

    def _drop(self, group: FilterGroup) -> None:
        if len(self.groups) > 1:
            self.groups.remove(group)
            group.hide()
            group.deleteLater()
        else:
            group.add_row()
        self._look()

    def _look(self) -> None:
        self._join.setVisible(len(self.groups) > 1)

    def part(self) -> Part:
        """Return what is built; UserError when a value is missing or cannot be read."""
        return _joined([group.part() for group in self.groups], str(self._join.currentData()))

    @Slot()
    def _build(self) -> None:
        try:
            part = self.part()
        except UserError as error:
            self._banner.say(error_text(error), "warning")
            return
        self.built.emit(part)
        self.accept()

    def words(self) -> str:
        """Return what is built in words."""
        return wording.part_words(self.part(), self._session.opened.catalogue, language())


class FilterGroup(QFrame):
    """Conditions joined by one word."""

    emptied = Signal()

    def __init__(self, session: Session, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.rows: list[FilterRow] = []
        self.setProperty("frame", "card")
        ways = (self.tr("mọi điều dưới đây"), self.tr("ít nhất một điều dưới đây"), self.tr("không điều nào dưới đây"))
        self.join = _joiner(self, self.tr("Các điều kiện trong nhóm"), ways)
        self._inner = column(self, margins=(14, 10, 14, 10), spacing=8)
        head = row()
        add_all(head, self.join, None, tool("plus", self.tr("Thêm điều kiện"), self.add_row, parent=self, size=16))
        self._inner.addLayout(head)
        self.add_row(key)

    def add_row(self, key: str = "") -> FilterRow:
        """Begin another condition."""
        made = FilterRow(self._session, key if isinstance(key, str) else "", self)
        made.removed.connect(self._remove)
        self.rows.append(made)
        self._inner.addWidget(made)
        return made

    @Slot(object)
    def _remove(self, gone: FilterRow) -> None:
        self.rows.remove(gone)
        gone.hide()
        gone.deleteLater()
        if not self.rows:
            self.emptied.emit()

    def load(self, part: Part) -> None:
        """Show a condition, or several joined by one word."""
        self.join.setCurrentIndex(self.join.findData(_join_of(part)))
        conditions = part.parts if isinstance(part, AllOf | AnyOf) else (part,)
        for number_, each in enumerate(conditions):
            assert isinstance(each, Filter), each
            (self.rows[0] if number_ == 0 else self.add_row()).load(each)

    def part(self) -> Part:
        """Return the conditions joined."""
        return _joined([each.make() for each in self.rows], str(self.join.currentData()))


def can_build(session: Session, part: Part) -> bool:
    """Return whether the builder can show this part again: conditions it knows, in groups, no deeper."""
    if isinstance(part, Filter):
        return filtering.typed(session.opened, part) is not None
    return bool(part.parts) and all(
        can_build(session, p) and (isinstance(p, Filter) or all(isinstance(q, Filter) for q in p.parts)) for p in part.parts
    )


_ALL, _ANY, _NONE = "all", "any", "none"


def _joined(parts: list[Part], how: str) -> Part:
    if how == _NONE:
        return AnyOf(tuple(parts), is_none=True)
    if len(parts) == 1:
        return parts[0]
    return AnyOf(tuple(parts)) if how == _ANY else AllOf(tuple(parts))


def _join_of(part: Part) -> str:
    return _ALL if not isinstance(part, AnyOf) else _NONE if part.is_none else _ANY


def _joiner(parent: QWidget, name: str, ways: tuple[str, ...]) -> QComboBox:
    made = QComboBox(parent)
    for words, how in zip(ways, (_ALL, _ANY, _NONE), strict=False):
        made.addItem(words, how)
    made.setAccessibleName(name)
    return made
