"""One value on the card: the text, its mark, where it comes from, and what can be said about it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from khachhang.model import Mark
from khachhang.operations.rights import Right
from ui import theme
from ui.allowed import allow
from ui.widgets.basics import add_all, button, column, label, row, tool
from ui.widgets.flow import FlowLayout

CALLED_FIELDS = ("phones", "email", "address", "zalo", "facebook")
"""Fields whose unverified values carry the buttons openly; others have them in their menu."""

_KINDS = {
    Mark.UNVERIFIED: "warning",
    Mark.VERIFIED: "good",
    Mark.UNVERIFIABLE: "neutral",
    Mark.WRONG: "danger",
    Mark.DOUBTFUL: "warning",
    Mark.STALE: "neutral",
}


class ValueLine(QWidget):
    """A value with everything a person may say about it."""

    act_asked = Signal(str, object)
    original_asked = Signal(int, str)

    def __init__(self, field: Any, value: Any, parent: QWidget | None = None, *, opened: Any = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._field, self._value = field, value
        lines = column(self, spacing=3)
        top = row(spacing=2)
        text = label(value.text, self, wrap=True, selectable=opened is None or opened.can(Right.COPY))
        text.setToolTip(self._origin())
        if not value.is_shown:
            text.setProperty("role", "small")
            if value.is_retired:
                font = text.font()
                font.setStrikeOut(True)
                text.setFont(font)
        top.addWidget(text, 1)
        if value.record_id is not None:
            top.addWidget(self._original_button(), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._menu_button(), 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(top)
        said = self._mark_label()
        if said is not None:
            below = row(spacing=6)
            add_all(below, said, None)
            lines.addLayout(below)
        if self._has_buttons():
            lines.addLayout(self._buttons())

    def _origin(self) -> str:
        return self._value.provenance.sentence if self._value.provenance is not None else ""

    def _mark_label(self) -> QWidget | None:
        value = self._value
        if value.is_retired:
            return label(self.tr("Đã cất, vẫn xem lại được"), self, role="small")
        if value.mark is None or not value.mark_text:
            return label(self._origin(), self, role="small", wrap=True) if not value.is_shown and self._origin() else None
        made = label(value.mark_text, self)
        made.setProperty("badge", _KINDS[value.mark])
        made.setToolTip(self._origin())
        return made

    def _has_buttons(self) -> bool:
        return self._value.is_shown and self._value.mark is Mark.UNVERIFIED and self._field.field.key in CALLED_FIELDS

    def _buttons(self) -> FlowLayout:
        flow = FlowLayout(spacing=6)
        choices = ((self.tr("Đã gọi, đúng"), "right"), (self.tr("Sai"), "wrong"), (self.tr("Không kiểm được…"), "unverifiable"))
        for caption, verdict in choices:
            made = button(caption, partial(self._verify, verdict), kind="small", parent=self)
            made.setAccessibleName(f"{caption}: {self._value.text}")
            flow.addWidget(made)
        return flow

    def _original_button(self) -> QWidget:
        made = tool("file-spreadsheet", self.tr("Bản gốc của {value}").format(value=self._value.text), self._show_original, parent=self)
        made.setIconSize(QSize(14, 14))
        made.setProperty("kind", "tiny")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setToolTip(self.tr("Bản gốc: {where}").format(where=self._origin()))
        return made

    def _show_original(self) -> None:
        self.original_asked.emit(self._value.record_id, self._field.field.key)

    def _menu_button(self) -> QWidget:
        made = tool("ellipsis", self.tr("Về {value}").format(value=self._value.text), self._show_menu, parent=self, size=16)
        made.setIconSize(QSize(14, 14))
        made.setProperty("kind", "tiny")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        value, key = self._value, self._field.field.key
        copy = menu.addAction(theme.icon("copy", "muted"), self.tr("&Chép"), self._copy)
        if self._opened is not None:
            allow(copy, self._opened, Right.COPY)
        if value.record_id is not None:
            menu.addAction(
                theme.icon("file-spreadsheet", "muted"), self.tr("&Bản gốc…"), partial(self.original_asked.emit, value.record_id, key)
            )
        if value.is_shown and value.mark is Mark.UNVERIFIED and not self._has_buttons():
            menu.addSeparator()
            menu.addAction(theme.icon("check", "muted"), self.tr("Đã &gọi, đúng"), partial(self._verify, "right"))
            menu.addAction(theme.icon("x", "muted"), self.tr("&Sai"), partial(self._verify, "wrong"))
            menu.addAction(theme.icon("circle-help", "muted"), self.tr("&Không kiểm được…"), partial(self._verify, "unverifiable"))
        menu.addSeparator()
        if value.is_shown:
            words = self.tr("Số này &bỏ rồi") if key == "phones" else self.tr("&Điều này không còn đúng")
            menu.addAction(theme.icon("archive", "muted"), words, partial(self.act_asked.emit, "retire", (key, value.value)))
        elif value.record_id is not None and not self._field.field.many:
            menu.addAction(
                theme.icon("check", "muted"), self.tr("&Dùng giá trị này"), partial(self.act_asked.emit, "choose", (key, value.record_id))
            )
        menu.popup(self.mapToGlobal(self.rect().bottomRight()) - self.rect().topRight() / 2)

    def _verify(self, verdict: str) -> None:
        self.act_asked.emit("verify", (self._value.record_id, self._field.field.key, verdict, self._value.value))

    def _copy(self) -> None:
        self.act_asked.emit("copy", (self._field.field.key, self._value.text))
