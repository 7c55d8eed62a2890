"""The answers to a question, as buttons that show their keys."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui import theme
from ui.widgets.basics import add_all, button, restyle, row


class AnswerBar(QFrame):
    """Merge, same household, different, later, undo. The one that stands out is what Enter does."""

    merge_asked = Signal()
    household_asked = Signal()
    different_asked = Signal()
    later_asked = Signal()
    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "bottom")
        self._ticked, self._members, self._is_household = 2, 2, False
        self.same = button("", self.merge_asked.emit, icon="git-merge", kind="primary", parent=self)
        self.household = button("", self.household_asked.emit, icon="house", parent=self)
        self.different = button(self.tr("Khác nhau · N"), self.different_asked.emit, icon="split", parent=self)
        self.later = button(self.tr("Để sau · L"), self.later_asked.emit, icon="clock", kind="ghost", parent=self)
        self.undo = button(self.tr("Hoàn tác · Z"), self.undo_asked.emit, icon="undo-2", kind="ghost", parent=self)
        self._row = row(self, margins=(28, 10, 28, 10), spacing=10)
        add_all(self._row, self.same, self.household, self.different, self.later, None, self.undo)
        self.show_state(2, 2, is_household=False)

    @property
    def first(self) -> QPushButton:
        """The answer that stands out."""
        return self.household if self._is_household else self.same

    def show_state(self, ticked: int, members: int, *, is_household: bool) -> None:
        """Show the answers for so many ticked of so many; a household is offered first where it is one."""
        self._ticked, self._members, self._is_household = ticked, members, is_household
        merge = self.tr("Cùng một khách – Gộp") if members < 3 else self.tr("Gộp {n} trong {all}").format(n=ticked, all=members)
        house = self.tr("Cùng nhà, khác người")
        self._dress(self.same, self.tr("{text} · M").format(text=merge) if is_household else self.tr("{text} · Enter").format(text=merge))
        self._dress(
            self.household, self.tr("{text} · Enter").format(text=house) if is_household else self.tr("{text} · S").format(text=house)
        )
        self._row.removeWidget(self.first)
        self._row.insertWidget(0, self.first)
        self.setTabOrder(self.first, self.same if is_household else self.household)
        for each in (self.same, self.household, self.different, self.later):
            each.setEnabled(ticked > 1)

    def _dress(self, made: QPushButton, text: str) -> None:
        is_first = made is self.first
        made.setText(text)
        made.setAccessibleName(text)
        made.setProperty("kind", "primary" if is_first else "")
        theme.set_icon(made, "git-merge" if made is self.same else "house", "on_accent" if is_first else "text", gap=True)
        restyle(made)
