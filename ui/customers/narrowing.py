"""What narrows the list besides the search: chips that go away, conditions that are built, lists that are opened."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot

from khachhang.operations.customers import AllOf, CustomerQuery
from khachhang.operations.facets import tick_of
from ui.customers.query_state import state_of
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
    def change(self, chip: tuple[str, Any]) -> None:
        """Show a condition that was built in the builder again."""
        from ui.customers.filter_builder import FilterBuilder

        key, at = chip
        if key == "extra":
            part = self._page.state.extra[at]
            dialog = FilterBuilder(self._session, parent=self._page, part=part)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.built.connect(partial(self._replace, part))
            dialog.open()

    def _replace(self, old: Any, new: Any) -> None:
        page = self._page
        at = page.state.extra.index(old)
        kept = tuple(part for part in page.state.extra if part not in (old, new))
        if tick_of(new) is None:
            page.show_state(replace(page.state, extra=(*kept[:at], new, *kept[at:])))
        else:
            page.state = replace(page.state, extra=kept)
            self.add(new)

    def editable(self) -> set[tuple[str, Any]]:
        """Return the chips that the builder can show again."""
        from ui.customers.filter_builder import can_build

        return {("extra", at) for at, part in enumerate(self._page.state.extra) if can_build(self._session, part)}

    @Slot(object)
    def add(self, part: Any) -> None:
        """One more condition; what a tick can say becomes a tick, so that the panel counts it as one."""
        page = self._page
        said = tick_of(part)
        if said is not None and said[0] not in page.state.ticks:
            page.show_state(replace(page.state, ticks={**page.state.ticks, said[0]: said[1]}))
        elif part not in page.state.extra:
            page.show_state(replace(page.state, extra=(*page.state.extra, part)))

    @Slot(object)
    def show_only_part(self, part: Any) -> None:
        """Show who fits this and nothing else; what a tick can say becomes a tick."""
        page = self._page
        page.listed.leave()
        said = state_of(CustomerQuery(filters=AllOf((part,))))
        page.show_state(replace(page.state.cleared(), ticks=said.ticks, extra=said.extra))
