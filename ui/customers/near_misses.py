"""When nothing is exactly as typed: the customers most like it, said as what they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from khachhang.operations import customers
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from ui.session import Session
from ui.widgets.states import Banner

if TYPE_CHECKING:
    from ui.customers.page import CustomersPage

SHOWN = 20


class _Near:
    """The customers nearly as typed who fit the filters; holds plain values only."""

    def __init__(self, query: CustomerQuery) -> None:
        self._query = query

    def __call__(self, opened: OpenVault, tick: Tick) -> Sequence[int]:
        return customers.similar_names(opened, self._query.text, SHOWN, self._query)


class NearMisses(QObject):
    """Lists near misses under a sentence that says so, until something else is asked."""

    def __init__(self, session: Session, page: CustomersPage) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self.banner = Banner(page)

    def look(self, query: CustomerQuery, found: Sequence[int]) -> None:
        """Look for near misses when a search found nobody; else take the sentence away."""
        self.banner.say("")
        if not len(found) and query.text.strip() and not query.binned:
            self._session.read(_Near(query), partial(self._came, query), key="near")

    def _came(self, query: CustomerQuery, ids: Sequence[int]) -> None:
        if ids and query == self._page.query:
            self.banner.say(self.tr("Không có kết quả đúng; gần giống:"))
            self._page.show_near(ids)
