"""The panel at the left of the list: what the customers shown consist of, with counts; ticks narrow the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from khachhang.operations import facets
from khachhang.operations.facets import FLAGS
from ui import theme
from ui.customers.query_state import Ticks
from ui.session import Session
from ui.texts import number
from ui.translations import language
from ui.widgets.basics import button, column, label, row, tool

SHOWN = 7
OPEN_AT_FIRST = (FLAGS, "group", "district", "province", "source", "party", "verification")
SETTING = "facets_open"
KEY_ROLE = Qt.ItemDataRole.UserRole
VALUE_ROLE = Qt.ItemDataRole.UserRole + 1


class FacetPanel(QFrame):
    """A tree of facets; a tick is a wish, the page decides what it means. Only what is unfolded is counted."""

    ticked = Signal(str, str, bool)
    unfolded = Signal()
    closed = Signal()
    build_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "panel")
        self.setFixedWidth(236)
        self._session = session
        self._counts: Mapping[str, Sequence[tuple[str, int]]] = {}
        self._rules: Mapping[str, str] = {}
        self._ticks: Ticks = {}
        self._open = set(session.settings.texts(SETTING, list(OPEN_AT_FIRST)))
        self._full: set[str] = set()
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(self.tr("Lọc khách"))
        self._dress_tree()
        head = row(margins=(16, 8, 8, 4))
        head.addWidget(label(self.tr("Lọc"), self, role="strong"), 1)
        head.addWidget(tool("x", self.tr("Ẩn bộ lọc"), self.closed.emit, parent=self, size=14))
        outer = column(self, spacing=0)
        outer.addLayout(head)
        tree = row(margins=(10, 0, 0, 0), spacing=0)
        tree.addWidget(self.tree)
        outer.addLayout(tree, 1)
        foot = row(margins=(10, 6, 10, 8))
        build = button(self.tr("Lọc theo điều &kiện…"), self.build_asked.emit, icon="plus", kind="ghost", parent=self)
        foot.addWidget(build, 1)
        outer.addLayout(foot)

    def _dress_tree(self) -> None:
        self.tree.setProperty("frame", "bare")
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setIndentation(4)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, 50)
        self.tree.itemChanged.connect(self._item_changed)
        self.tree.itemClicked.connect(self._item_clicked)
        self.tree.itemActivated.connect(self._item_activated)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every facet of this shop."""
        return facets.keys(self._session.opened)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The facets to count: those unfolded, and those with a tick."""
        return tuple(key for key in self.keys if key in self._open or self._ticks.get(key))

    def show_facets(self, counts: Mapping[str, Sequence[tuple[str, int]]], ticks: Ticks, rules: Mapping[str, str] | None = None) -> None:
        """Show counts and ticks; what is ticked stays visible even when it counts nothing. rules: group by rule → its rule in words."""
        self._counts, self._ticks = counts, ticks
        self._rules = self._rules if rules is None else rules
        self._fill()

    def text_of(self, key: str, value: str) -> str:
        """Return how a value of a facet is said."""
        return facets.value_words(self._session.opened, key, value, language())

    def _fill(self) -> None:
        self.tree.blockSignals(True)
        place = self.tree.verticalScrollBar().value()
        current = self._current()
        self.tree.clear()
        for key in self.keys:
            is_open = key in self._open or bool(self._ticks.get(key))
            values = self._values(key)
            if is_open and not values:
                continue
            top = self._title(key, is_open=is_open)
            if is_open:
                self._fill_one(top, key, values)
                top.setExpanded(True)
        self._go_back(current)
        self.tree.verticalScrollBar().setValue(place)
        self.tree.blockSignals(False)

    def _title(self, key: str, *, is_open: bool) -> QTreeWidgetItem:
        title = facets.title(self._session.opened, key, language())
        top = QTreeWidgetItem(self.tree, [title, ""])
        top.setIcon(0, theme.icon("chevron-down" if is_open else "chevron-right", "muted"))
        top.setData(0, KEY_ROLE, key)
        said = self.tr("{title}, đang mở") if is_open else self.tr("{title}, đang gập")
        top.setData(0, Qt.ItemDataRole.AccessibleTextRole, said.format(title=title))
        top.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        top.setFirstColumnSpanned(True)
        top.setForeground(0, theme.color("muted"))
        font = self.font()
        font.setPointSizeF(theme.BASE_POINT_SIZE - 1)
        font.setWeight(font.Weight.DemiBold)
        top.setFont(0, font)
        return top

    def _values(self, key: str) -> list[tuple[str, int]]:
        """Return the values to offer: what is empty goes last, what counts nobody is left out unless ticked."""
        ticked = self._ticks.get(key, frozenset())
        found = [(str(value), n) for value, n in self._counts.get(key, ()) if n or value in ticked]
        if key != "verification":
            found = [v for v in found if v[0]] + [v for v in found if not v[0]]
        if not any(value for value, _ in found) and not ticked:
            return []
        held = {value for value, _ in found}
        return found + [(value, 0) for value in sorted(ticked - held)]

    def _fill_one(self, top: QTreeWidgetItem, key: str, values: Sequence[tuple[str, int]]) -> None:
        ticked = self._ticks.get(key, frozenset())
        many = len(values) > SHOWN + 1 and key not in self._full and key != FLAGS
        first = [v for n, v in enumerate(values) if not many or n < SHOWN or v[0] in ticked]
        for value, count in first:
            self._value_item(top, key, value, count, is_ticked=value in ticked)
        if many:
            more = QTreeWidgetItem(top, [self.tr("… thêm {n}").format(n=len(values) - len(first)), ""])
            more.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            more.setForeground(0, theme.color("accent"))
            more.setData(0, KEY_ROLE, key)
            more.setData(0, VALUE_ROLE, None)

    def _value_item(self, top: QTreeWidgetItem, key: str, value: str, count: int, *, is_ticked: bool) -> None:
        item = QTreeWidgetItem(top, [self.text_of(key, value), number(count)])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(0, Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        item.setData(0, KEY_ROLE, key)
        item.setData(0, VALUE_ROLE, value)
        item.setToolTip(0, item.text(0))
        if key == "group" and value in self._rules:
            item.setIcon(0, theme.icon("refresh-cw", "accent"))
            item.setToolTip(0, self.tr("{name}: nhóm tự động\n{rule}").format(name=value, rule=self._rules[value]))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{item.toolTip(0)}: {number(count)}")
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, theme.color("muted"))

    def _current(self) -> tuple[str, str | None] | None:
        item = self.tree.currentItem()
        return None if item is None else (str(item.data(0, KEY_ROLE)), item.data(0, VALUE_ROLE))

    def _go_back(self, place: tuple[str, str | None] | None) -> None:
        """Keep the keyboard where it was, after the tree was filled anew."""
        if place is None:
            return
        for n in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(n)
            if top.data(0, KEY_ROLE) != place[0]:
                continue
            inner = (top.child(m) for m in range(top.childCount()))
            self.tree.setCurrentItem(next((i for i in inner if place[1] is not None and i.data(0, VALUE_ROLE) == place[1]), top))

    @Slot(QTreeWidgetItem, int)
    def _item_changed(self, item: QTreeWidgetItem, _column: int) -> None:
        value = item.data(0, VALUE_ROLE)
        if value is not None:
            self.ticked.emit(str(item.data(0, KEY_ROLE)), str(value), item.checkState(0) == Qt.CheckState.Checked)

    @Slot(QTreeWidgetItem, int)
    def _item_clicked(self, item: QTreeWidgetItem, where: int) -> None:
        if item.parent() is None or item.data(0, VALUE_ROLE) is None:
            self._item_activated(item)
        elif where == 1:
            item.setCheckState(0, Qt.CheckState.Unchecked if item.checkState(0) == Qt.CheckState.Checked else Qt.CheckState.Checked)

    @Slot(QTreeWidgetItem)
    def _item_activated(self, item: QTreeWidgetItem) -> None:
        """Fold or unfold a facet, or show all its values."""
        key = str(item.data(0, KEY_ROLE))
        if item.parent() is None:
            self.fold(key)
        elif item.data(0, VALUE_ROLE) is None:
            self._full.add(key)
            self._fill()

    def fold(self, key: str) -> None:
        """Fold or unfold one facet; what is unfolded is remembered."""
        self._open ^= {key}
        self._session.settings.save_texts(SETTING, [k for k in self.keys if k in self._open])
        self._fill()
        if key in self._open:
            self.unfolded.emit()
