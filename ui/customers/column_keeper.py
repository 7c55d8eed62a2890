"""Which columns the table shows, in which order and how wide: chosen, hidden, remembered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from ui.customers.columns import DEFAULT_WIDTH, EXTRA, WIDTHS, ColumnDialog, save_columns
from ui.customers.table_model import CustomerModel
from ui.customers.table_view import CustomersView
from ui.session import Session

if TYPE_CHECKING:
    from ui.customers.keeping import ListActs

SAVE_AFTER_MS = 400


class ColumnKeeper(QObject):
    """Listens to the header of a table and keeps its columns."""

    def __init__(self, session: Session, view: CustomersView, model: CustomerModel) -> None:
        super().__init__(view)
        self._session, self._view, self._model = session, view, model
        self.owner: ListActs | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        header = view.sort_header
        header.choose_asked.connect(self.choose)
        header.hide_asked.connect(self.hide)
        header.sectionResized.connect(self._timer.start)
        header.sectionMoved.connect(self._timer.start)

    @property
    def keys(self) -> list[str]:
        """Keys of the fields shown, in the order on screen."""
        return [key for key, _ in self._view.widths()]

    @property
    def titles(self) -> list[str]:
        """Titles of the columns, in the order on screen."""
        return [self._model.label(self._model.columns.index(key)) for key in self.keys]

    def set_widths(self, widths: dict[str, int]) -> None:
        """Make the columns this wide."""
        header = self._view.sort_header
        header.blockSignals(True)
        for section, key in enumerate(self._model.columns):
            header.resizeSection(section, widths.get(key, WIDTHS.get(key, DEFAULT_WIDTH)))
        header.blockSignals(False)

    @Slot()
    def save(self) -> None:
        """Remember the columns: those of the list that is open, or of the plain table."""
        if self.owner is not None and self.owner.current is not None:
            self.owner.keep_layout()
        else:
            save_columns(self._session.settings, list(self._view.widths()))

    def is_known(self, key: str) -> bool:
        """Return whether a column can be shown."""
        return key in self._session.opened.catalogue or key in EXTRA

    def dress(self, keys: Sequence[str], widths: dict[str, int]) -> None:
        """Show these columns as a list was left; nothing is remembered of it."""
        self.show(list(keys))
        self.set_widths({**dict(self._view.widths()), **widths})
        self._timer.stop()

    def dress_as(self, columns: Sequence[tuple[str, int]]) -> None:
        """Show the columns as they were; nothing is remembered of it."""
        known = [(key, width) for key, width in columns if self.is_known(key)]
        self.dress([key for key, _ in known], dict(known))

    def stop(self) -> None:
        """Save nothing any more: the vault is closing."""
        self._timer.stop()

    @Slot()
    def choose(self) -> None:
        """Ask which columns to show."""
        dialog = ColumnDialog(self._session.opened.catalogue, self.keys, self._view)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.show)
        dialog.open()

    @Slot(str)
    def add(self, key: str) -> None:
        """Show one column more, at the end."""
        if key not in self.keys:
            self.show([*self.keys, key])

    def follow_catalogue(self) -> None:
        """The shop's own fields may have changed: show no column that is gone, and the names of today."""
        known = [k for k in self.keys if self.is_known(k)]
        if known != self.keys:
            self.show(known)
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(known) - 1))

    @Slot(str)
    def hide(self, key: str) -> None:
        """Show one column less."""
        kept = [k for k in self.keys if k != key]
        if kept:
            self.show(kept)

    @Slot(list)
    def show(self, keys: Sequence[str]) -> None:
        """Show these columns in this order, with the widths they had."""
        widths = dict(self._view.widths())
        header = self._view.sort_header
        self._model.show_columns(keys)
        for visual in range(header.count()):
            header.moveSection(header.visualIndex(visual), visual)
        self.set_widths(widths)
        self._timer.start()
