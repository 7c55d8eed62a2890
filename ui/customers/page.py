"""The list of customers with its search, ticks, table, card and status; also the recycle bin, which is the same list of other customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from khachhang.fields import Catalogue
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.rights import Right
from ui.allowed import allow
from ui.customers.acts import CustomerActs
from ui.customers.bulk_bar import BulkBar
from ui.customers.card import CardPanel
from ui.customers.cell_editing import CellEditing
from ui.customers.column_keeper import ColumnKeeper
from ui.customers.columns import load_columns
from ui.customers.commands import PageCommands
from ui.customers.facet_panel import FacetPanel
from ui.customers.frozen import FrozenColumn
from ui.customers.keeping import ListActs
from ui.customers.narrowing import Narrowing
from ui.customers.near_misses import NearMisses
from ui.customers.query_state import QueryState, next_sort
from ui.customers.readings import FIRST_PAGE, AllIds, FacetCounts, FirstPage, ReadingAhead, Total
from ui.customers.table_model import CustomerModel
from ui.customers.table_view import CustomersView
from ui.customers.telling import ListTeller
from ui.session import Session
from ui.texts import number
from ui.translations import language
from ui.widgets.basics import button, column, frame, label, row, tool
from ui.widgets.chips import ChipBar
from ui.widgets.search_field import SearchField
from ui.widgets.states import EmptyState

CARD_WIDTH = 372
ROOMY = 1000
"""From this width on the ticks and the card fit beside the table."""


class CustomersPage(QWidget, PageCommands):
    """Holds the question (`QueryState`) and shows its answer."""

    status_changed = Signal(str)
    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None, *, is_bin: bool = False) -> None:
        super().__init__(parent)
        self.session = self._session = session
        self.is_bin = is_bin
        self.state = QueryState(is_binned=is_bin)
        self._total = 0
        self._wants_facets = True
        self._is_stale = True
        self._is_restoring = False
        self.search = SearchField(self.tr("Tìm tên, số điện thoại, địa chỉ, ghi chú…"), self)
        self.chips = ChipBar(self)
        self.facets = FacetPanel(session, self)
        self.card = CardPanel(session, self)
        self.card.setFixedWidth(CARD_WIDTH)
        self.bulk = BulkBar(self, is_bin=is_bin, opened=session.opened)
        self.view = CustomersView(self)
        self.empty = EmptyState("trash-2" if is_bin else "users", self)
        columns = load_columns(session.settings, session.opened.catalogue)
        self.model = CustomerModel(session, [key for key, _ in columns], self)
        self.view.setModel(self.model)
        self.columns = ColumnKeeper(session, self.view, self.model)
        self.columns.set_widths(dict(columns))
        self.frozen = FrozenColumn(self.view)
        self.acts = CustomerActs(session, self)
        self.teller = ListTeller(self)
        self.editing = CellEditing(session, self)
        self.narrowing = Narrowing(session, self)
        self.listed = ListActs(session, self)
        self.near = NearMisses(session, self)
        self._ahead = ReadingAhead(session, self)
        self.columns.owner = self.listed
        self._card_timer = QTimer(self)
        self._card_timer.setSingleShot(True)
        self._card_timer.setInterval(60)
        self._card_timer.timeout.connect(self._load_card)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = frame("top", self)
        top = row(head, margins=(16, 12, 16, 12), spacing=10)
        top.addWidget(tool("funnel", self.tr("Hiện hay ẩn bộ lọc"), self.toggle_facets, parent=self))
        if self.is_bin:
            top.addWidget(label(self.tr("Thùng rác"), self, role="heading"))
        top.addWidget(self.search, 1)
        if not self.is_bin:
            out = button(self.tr("&Xuất Excel"), self.export_wanted.emit, icon="download", parent=self)
            bring = button(self.tr("&Nhập danh sách"), self.import_wanted.emit, icon="upload", parent=self)
            add = button(self.tr("Th&êm khách"), self.add_customer, icon="user-plus", kind="primary", parent=self)
            for made, right in ((out, Right.EXPORT), (bring, Right.IMPORT), (add, Right.EDIT)):
                top.addWidget(allow(made, self._session.opened, right))
        middle = column(spacing=0)
        above = column(margins=(12, 0, 12, 0), spacing=6)
        above.addSpacing(6)
        above.addWidget(self.chips)
        above.addWidget(self.bulk)
        above.addWidget(self.near.banner)
        above.addWidget(self.acts.many.progress)
        middle.addLayout(above)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        middle.addWidget(self._stack, 1)
        body = row(spacing=0)
        body.addWidget(self.facets)
        body.addLayout(middle, 1)
        body.addWidget(self.card)
        outer = column(self, spacing=0)
        outer.addWidget(head)
        outer.addLayout(body, 1)
        self.card.hide()
        self.search.setMinimumHeight(36)

    def _connect(self) -> None:
        self.search.searched.connect(self._searched)
        self.search.left_downwards.connect(self._go_to_first)
        self.chips.removed.connect(self.narrowing.remove)
        self.chips.asked.connect(self.narrowing.change)
        self.chips.keep_asked.connect(self.listed.keep)
        self.chips.cleared.connect(self.clear_filters)
        self.facets.ticked.connect(self._ticked)
        self.facets.closed.connect(self.toggle_facets)
        self.facets.unfolded.connect(self._count_facets)
        self.facets.build_asked.connect(self.narrowing.build)
        header = self.view.sort_header
        header.sort_asked.connect(self._sort)
        header.filter_asked.connect(self.narrowing.build)
        self.view.open_asked.connect(self._open_current)
        self.view.edit_asked.connect(self.edit_current)
        self.view.cell_edit_asked.connect(self.editing.begin)
        self.view.bin_asked.connect(self.bin_selected)
        self.view.copy_asked.connect(self.copy_rows)
        self.view.all_asked.connect(self.select_all)
        self.view.letter_typed.connect(self._letter_typed)
        self.view.escaped.connect(self._escape)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_row_menu)
        self.view.selectionModel().selectionChanged.connect(self._selection_changed)
        self.model.modelReset.connect(self._selection_reset)
        self.card.closed.connect(self.close_card)
        self.card.act_asked.connect(self.acts.act)
        self.card.original_asked.connect(self.acts.show_original)
        self.card.customer_asked.connect(self.show_card)
        self._session.changed.connect(self._vault_changed)
        self.acts.listen_to(self.bulk)

    # ---- coming and going

    def refresh_if_stale(self) -> None:
        """Ask again when something changed while a cell was being typed into."""
        if self._is_stale and self.isVisible():
            self._ask(keep_place=True)

    def arrive(self) -> None:
        """The page is shown: bring it up to date when something changed meanwhile."""
        if self._is_stale:
            self._ask()
        else:
            self._say_status()
        if self.focusWidget() is None:
            self.focus_search()

    def leave(self) -> None:
        """The vault is closing: nothing of it stays on screen."""
        self.columns.stop()
        self._card_timer.stop()
        self.model.show_ids(())

    @Slot(object)
    def _vault_changed(self, _outcome: object) -> None:
        self._is_stale = True
        self.columns.follow_catalogue()
        if self.view.is_editing:
            return  # a cell is being typed into: `editing` asks again when it is done
        if self.isVisible():
            self._ask(keep_place=True)
            if self.card.isVisible() and self.card.card is not None:
                self.card.load(self.card.card.customer_id)

    # ---- asking

    @property
    def catalogue(self) -> Catalogue:
        """The fields of this shop."""
        return self._session.opened.catalogue

    @property
    def query(self) -> CustomerQuery:
        """What is asked, as it was said: the operations put in what moves with the calendar."""
        return self.state.to_query()

    def show_state(self, state: QueryState) -> None:
        """Ask something else altogether."""
        self.state = state
        self.search.put(state.text)
        self._ask()

    def _ask(self, *, keep_place: bool = False) -> None:
        """Ask for the first customers at once, then for all of them, the counts and the total."""
        self._is_stale = False
        query = self.query
        self.view.cells.query_text = self.state.text
        self.view.sort_header.show_sort(self.state.sort)
        self._show_chips()
        if keep_place:
            self._session.read(AllIds(query), self._all_came_again, key=f"list{self.is_bin}")
        else:
            self._session.read(FirstPage(query, language()), partial(self._first_came, query), key=f"list{self.is_bin}", is_soon=True)
        if self._wants_facets and not self.facets.isHidden():
            self._count_facets()
        self._session.read(Total(self.is_bin), self._total_came, key=f"total{self.is_bin}")
        self._ahead.begin()

    def _first_came(self, query: CustomerQuery, found: tuple[Sequence[int], Sequence[Any]]) -> None:
        ids, rows = found
        self.near.look(query, ids)
        self.model.show_ids(ids, rows)
        self.view.scrollToTop()
        self._show_empty()
        self._say_status()
        if len(ids) >= FIRST_PAGE:
            self._session.read(AllIds(query), self._all_came, key=f"list{self.is_bin}")

    def show_near(self, ids: Sequence[int]) -> None:
        """Show customers who are not what was asked for, but nearly."""
        self.model.show_ids(ids)
        self._stack.setCurrentWidget(self.view)

    @Slot(object)
    def _all_came(self, ids: Sequence[int]) -> None:
        self.model.extend_ids(ids)
        self._say_status()

    @Slot(object)
    def _all_came_again(self, ids: Sequence[int]) -> None:
        selected = set(self.view.selected_ids()) if self.view.selected_count() < 1000 else set()
        place, cell = self.view.verticalScrollBar().value(), self.view.current_cell()
        self.model.show_ids(ids)
        self.view.verticalScrollBar().setValue(place)
        self._is_restoring = True
        self.view.select_ids(selected)
        self.view.go_to_cell(cell)
        self._is_restoring = False
        self._show_empty()
        self._say_status()

    @Slot(object)
    def _facets_came(self, found: Any) -> None:
        self.facets.show_facets(found[0], self.state.ticks, found[1])

    @Slot()
    def _count_facets(self) -> None:
        """Count what is unfolded in the panel, for the question as it was said: the panel knows its own ticks again."""
        wanted = {*self.facets.wanted, *self.state.ticks}
        keys = tuple(key for key in self.facets.keys if key in wanted)
        work = FacetCounts(self.query, keys, language())
        self._session.read(work, self._facets_came, key=f"facets{self.is_bin}")

    @Slot(object)
    def _total_came(self, total: int) -> None:
        self._total = total
        self._show_empty()
        self._say_status()

    # ---- narrowing and sorting

    @Slot(str)
    def _searched(self, text: str) -> None:
        self.state = replace(self.state, text=text)
        self._ask()

    @Slot(str, str, bool)
    def _ticked(self, key: str, value: str, on: bool) -> None:
        self.state = self.state.with_tick(key, value, on=on)
        self._ask()

    @Slot()
    def clear_filters(self) -> None:
        """Show everybody again."""
        self.listed.leave()
        self.show_state(self.state.cleared())

    def show_only(self, ids: Sequence[int], title: str = "") -> None:
        """Show a fixed set of customers, such as the rows of an import."""
        self.listed.leave()
        said = title or self.tr("{n} khách vừa chọn").format(n=number(len(ids)))
        self.show_state(replace(self.state.cleared(), only_ids=tuple(ids), only_title=said))

    @Slot(str, bool)
    def _sort(self, key: str, also: bool) -> None:
        self.state = replace(self.state, sort=next_sort(self.state.sort, key, also=also))
        if self.listed.current is not None:
            self.listed.keep_layout()
        self._ask()

    def _show_chips(self) -> None:
        editable = self.narrowing.editable() if self.state.extra else ()
        self.chips.show_chips(self.teller.chips(), can_keep=not self.is_bin, editable=editable)

    def _show_empty(self) -> None:
        self._stack.setCurrentWidget(self.view if len(self.model.ids) else self.empty)
        if not len(self.model.ids):
            self.teller.say_empty(self.empty)

    def _say_status(self) -> None:
        self.status_changed.emit(self.teller.status(len(self.model.ids), self._total, self.view.selected_count()))

    # ---- selection and card

    @Slot()
    def _selection_changed(self) -> None:
        selected = self.view.selected_count()
        self.bulk.show_count(selected)
        self._say_status()
        if selected == 1 and not self._is_restoring:
            self._card_timer.start()

    @Slot()
    def _selection_reset(self) -> None:
        self.bulk.show_count(0)

    @Slot()
    def _load_card(self) -> None:
        ids = self.selected_ids()
        if len(ids) == 1:
            self.show_card(ids[0])

    def show_card(self, customer_id: int) -> None:
        """Show the card of a customer beside the list."""
        self.card.show()
        self._make_room()
        self.card.load(customer_id)

    @Slot()
    def close_card(self) -> None:
        """Hide the card."""
        self.card.hide()
        self._make_room()
        self.view.setFocus()

    @Slot()
    def _open_current(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self.show_card(self.model.ids[index.row()])

    @Slot()
    def _escape(self) -> None:
        if self.search.text():
            self.search.show_text("")
        elif self.view.selected_count() > 1:
            self.view.clearSelection()
        elif self.card.isVisible():
            self.close_card()
        elif self.state.is_narrowed:
            self.clear_filters()

    @Slot()
    def _go_to_first(self) -> None:
        if len(self.model.ids):
            self.view.setFocus()
            self.view.selectRow(0)

    @Slot(str)
    def _letter_typed(self, letters: str) -> None:
        self.search.setFocus()
        self.search.setText(self.search.text() + letters)

    def focus_search(self) -> None:
        """Go into the search field and select what is there."""
        self.search.setFocus()
        self.search.selectAll()

    @Slot()
    def select_all(self) -> None:
        """Select every customer of the query, also those not scrolled to."""
        self.view.select_everything()

    # ---- room

    @Slot()
    def toggle_facets(self) -> None:
        """Show or hide the ticks."""
        self._wants_facets = self.facets.isHidden()
        self._make_room()
        if self._wants_facets:
            self.facets.show()
            self._ask(keep_place=True)

    def _make_room(self) -> None:
        fits = self.width() >= ROOMY or not self.card.isVisible()
        self.facets.setVisible(self._wants_facets and fits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a small window the card takes the room of the ticks."""
        super().resizeEvent(event)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc that no field wanted steps back: selection, card, filters."""
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)
