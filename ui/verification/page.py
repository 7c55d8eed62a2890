"""What nobody has checked yet: customer by customer, with the buttons to say how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from khachhang.operations import customers, verification
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from ui import theme
from ui.customers.acts import CustomerActs
from ui.customers.card import CardPanel
from ui.session import Session
from ui.texts import number
from ui.widgets.basics import column, frame, label, row
from ui.widgets.states import EmptyState

LIMIT = 300


class VerificationPage(QWidget):
    """A list at the left, the card at the right."""

    customer_wanted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: Sequence[Any] = ()
        self._left = label("", self, role="muted")
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Khách có điều chưa kiểm"))
        self._list.setProperty("frame", "bare")
        self._list.setUniformItemSizes(True)
        self._list.currentRowChanged.connect(self._show_current)
        self.card = CardPanel(session, self)
        self.card.setMinimumWidth(420)
        self.acts = CustomerActs(session, self)
        self.card.act_asked.connect(self.acts.act)
        self.card.original_asked.connect(self.acts.show_original)
        self.card.closed.connect(self._open_in_list)
        self._empty = EmptyState("badge-check", self)
        self._stack = QStackedWidget(self)
        both = QWidget(self)
        inside = row(both, spacing=0)
        inside.addWidget(self._list, 1)
        inside.addWidget(self.card, 1)
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty)
        head = frame("top", self)
        top = row(head, margins=(20, 14, 20, 14), spacing=12)
        words = column(spacing=2)
        words.addWidget(label(self.tr("Cần kiểm"), self, role="heading"))
        words.addWidget(label(self.tr("Điều nơi khác đưa, chưa ai hỏi lại khách. Gọi xong bấm một nút."), self, role="small", wrap=True))
        top.addLayout(words, 1)
        top.addWidget(self._left)
        outer = column(self, spacing=0)
        outer.addWidget(head)
        outer.addWidget(self._stack, 1)
        session.changed.connect(self._vault_changed)

    def arrive(self) -> None:
        """The page is shown."""
        self._session.read(_queue, self._came, key="unverified")

    def leave(self) -> None:
        """The vault is closing."""
        self._list.clear()

    def selected_ids(self) -> list[int]:
        """Return the customer shown, as the commands of a card expect."""
        return [self.card.card.customer_id] if self.card.card is not None else []

    def show_card(self, customer_id: int) -> None:
        """Show a card."""
        self.card.load(customer_id)

    @Slot(object)
    def _vault_changed(self, _outcome: object) -> None:
        if self.isVisible():
            self.arrive()

    @Slot(object)
    def _came(self, rows: Sequence[Any]) -> None:
        place = max(0, self._list.currentRow())
        shown = self._rows[place].customer_id if place < len(self._rows) else None
        self._rows = rows
        self._left.setText(self.tr("còn {n}").format(n=number(len(rows)) if len(rows) < LIMIT else f"{number(LIMIT)}+"))
        self._list.blockSignals(True)
        self._list.clear()
        for found in rows:
            text = "  ·  ".join(
                t for t in (found.values.get("full_name") or found.values.get("company", ""), found.values.get("phones", "")) if t
            )
            item = QListWidgetItem(theme.icon("badge-alert", "warning"), text)
            item.setToolTip(text)
            self._list.addItem(item)
        self._list.blockSignals(False)
        if not rows:
            self._stack.setCurrentWidget(self._empty)
            self._empty.say(self.tr("Không còn gì phải kiểm"), self.tr("Mọi điều nơi khác đưa đều đã được hỏi lại hoặc ghi chú."))
            return
        self._stack.setCurrentIndex(0)
        same = next((n for n, r in enumerate(rows) if r.customer_id == shown), min(place, len(rows) - 1))
        self._list.setCurrentRow(same)
        self._show_current(same)

    @Slot(int)
    def _show_current(self, at: int) -> None:
        if 0 <= at < len(self._rows):
            self.card.load(self._rows[at].customer_id)

    @Slot()
    def _open_in_list(self) -> None:
        if self.card.card is not None:
            self.customer_wanted.emit(self.card.card.customer_id)


def _queue(opened: OpenVault, tick: Tick) -> Sequence[Any]:
    """Return the customers with unverified values, as lines."""
    return customers.rows(opened, verification.queue(opened, LIMIT))
