"""What the menus, keys and buttons ask of the customers' page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication

from ui.customers.context_menu import row_menu

if TYPE_CHECKING:
    from khachhang.operations.customers import CustomerQuery
    from ui.customers.acts import CustomerActs
    from ui.customers.column_keeper import ColumnKeeper
    from ui.customers.query_state import QueryState
    from ui.customers.table_model import CustomerModel
    from ui.customers.table_view import CustomersView


class PageCommands:
    """The commands of `CustomersPage`, which has these parts."""

    is_bin: bool
    acts: CustomerActs
    columns: ColumnKeeper
    model: CustomerModel
    state: QueryState
    view: CustomersView
    query: CustomerQuery

    def selected_ids(self) -> list[int]:
        """Return the selected customers in the order shown."""
        return self.view.selected_ids()

    @Slot()
    def add_customer(self) -> None:
        """Open an empty form."""
        self.acts.add()

    @Slot()
    def add_searched(self) -> None:
        """Open a form with what was searched for."""
        self.acts.add(self.state.text.strip())

    @Slot()
    def edit_current(self) -> None:
        """Open the form of the current customer."""
        index = self.view.currentIndex()
        if index.isValid() and not self.is_bin:
            self.acts.edit(self.model.ids[index.row()])

    @Slot()
    def bin_selected(self) -> None:
        """Move the selected customers to the recycle bin."""
        if not self.is_bin:
            self.acts.bin(self.selected_ids())

    @Slot()
    def merge_selected(self) -> None:
        """Say that the selected customers are one."""
        self.acts.merge(self.selected_ids())

    def export(self, ids: Sequence[int] | None = None) -> None:
        """Export what is filtered, or the customers named."""
        self.acts.export(self.query, self.columns.keys, len(self.model.ids), ids)

    @Slot()
    def export_selected(self) -> None:
        """Export the selected customers."""
        self.export(self.selected_ids())

    def print_list(self, ids: Sequence[int] | None = None) -> None:
        """Print what is filtered, or the customers named."""
        self.acts.print_list(self.query, self.columns.keys, ids)

    @Slot()
    def print_labels(self) -> None:
        """Print address labels for the customers selected, when there are several, or for all that are filtered."""
        several = self.view.selected_count() > 1
        self.acts.print_labels(self.query, self.selected_ids() if several else None)

    @Slot()
    def print_selected(self) -> None:
        """Print the selected customers."""
        self.print_list(self.selected_ids())

    @Slot()
    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard as a sheet pastes them: tabs, with a header."""
        self.acts.copy(self.selected_ids(), self.columns.keys, self.columns.titles)

    @Slot("QPoint")
    def _show_row_menu(self, at: Any) -> None:
        if self.view.selected_count() and QGuiApplication.instance() is not None:
            row_menu(self, is_bin=self.is_bin).popup(self.view.viewport().mapToGlobal(at))
