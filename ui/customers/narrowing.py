"""What narrows the list besides the search: chips that go away, conditions that are built, lists that are opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot

from ui.session import Session

if TYPE_CHECKING:
    from ui.customers.page import CustomersPage


class Narrowing(QObject):
    """Changes the question of a page."""

    def __init__(self, session: Session, page: CustomersPage) -> None:
        super().__init__(page)
        self._session = session
        self._page = page

    @Slot(object)
    def remove(self, chip: tuple[str, Any]) -> None:
        """A chip was taken away."""
        key, value = chip
        page = self._page
        if key == "text":
            page.search.show_text("")
        elif key == "only":
            page.show_state(replace(page.state, only_ids=None, only_title=""))
        elif key == "extra":
            kept = tuple(part for at, part in enumerate(page.state.extra) if at != value)
            page.show_state(replace(page.state, extra=kept))
        else:
            page._ticked(key, value, False)

    def build(self, key: str = "") -> None:
        """Ask for a condition, on this field when one is named."""
        from ui.customers.filter_builder import FilterBuilder

        dialog = FilterBuilder(self._session, key, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.built.connect(self.add)
        dialog.open()

    @Slot(object)
    def add(self, part: Any) -> None:
        """One more condition."""
        page = self._page
        if part not in page.state.extra:
            page.show_state(replace(page.state, extra=(*page.state.extra, part)))

    @Slot(object)
    def show_only_part(self, part: Any) -> None:
        """Show who fits this and nothing else."""
        page = self._page
        page.show_state(replace(page.state.cleared(), extra=(part,)))
