"""The lists at the left: pinned ones, the shop's own, groups by rule, then those every shop has, each with how many are in it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHeaderView, QMenu, QTreeWidget, QTreeWidgetItem, QWidget

from khachhang.operations import facets, saved_lists
from khachhang.operations.opened import OpenVault
from khachhang.operations.saved_lists import SavedList
from khachhang.progress import Tick
from ui import theme
from ui.texts import number
from ui.widgets.basics import column, label


@dataclass(frozen=True, slots=True)
class ListCounts:
    """What the panel shows. rules: group by rule → its rule in words."""

    lists: Sequence[SavedList]
    counts: Mapping[str, int]
    rules: Mapping[str, str]


class ReadLists:
    """The lists, with counts or (faster) without."""

    def __init__(self, lang: str, *, with_counts: bool) -> None:
        self._lang, self._with_counts = lang, with_counts

    def __call__(self, opened: OpenVault, tick: Tick) -> ListCounts:
        found = saved_lists.everything(opened, self._lang)
        counts = saved_lists.counts(opened, found, tick) if self._with_counts else {}
        return ListCounts(found, counts, facets.group_rules(opened, self._lang))


class ListsPanel(QFrame):
    """One small tree: a single stop for the keyboard and for a screen reader."""

    open_asked = Signal(object)
    rename_asked = Signal(object)
    delete_asked = Signal(object)
    pin_asked = Signal(object)
    share_asked = Signal(object)
    change_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists: Sequence[SavedList] = ()
        self._counts: Mapping[str, int] = {}
        self._rules: Mapping[str, str] = {}
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(self.tr("Danh sách đã lưu"))
        self.tree.setProperty("frame", "bare")
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(0)
        self.tree.viewport().setAutoFillBackground(False)
        self.tree.setStyleSheet("QTreeWidget { background: transparent; } QTreeView::item { padding: 4px 3px 4px 8px; }")
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.itemClicked.connect(self._open)
        self.tree.itemActivated.connect(self._open)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        inner = column(self, margins=(0, 8, 0, 0), spacing=2)
        title = label(self.tr("DANH SÁCH"), self, role="section")
        title.setContentsMargins(10, 0, 0, 0)
        inner.addWidget(title)
        inner.addWidget(self.tree, 1)

    def show_lists(self, found: ListCounts) -> None:
        """Show these lists. Counts that are not there yet stay as they were; lists every shop has but nobody is in are left out."""
        self._lists, self._rules = found.lists, found.rules
        self._counts = {**self._counts, **found.counts}
        current = self.tree.currentItem()
        chosen = current.data(0, Qt.ItemDataRole.UserRole) if current is not None else None
        self.tree.clear()
        for each in self.shown:
            item = self._item(each)
            if each.list_id == chosen:
                self.tree.setCurrentItem(item)

    @property
    def shown(self) -> list[SavedList]:
        """The lists shown: those every shop has only when somebody is in them, or when they are pinned."""
        return [each for each in self._lists if not each.is_ready_made or each.is_pinned or self._counts.get(each.list_id)]

    def _item(self, each: SavedList) -> QTreeWidgetItem:
        count = self._counts.get(each.list_id)
        item = QTreeWidgetItem(self.tree, [each.name, "" if count is None else number(count)])
        item.setData(0, Qt.ItemDataRole.UserRole, each.list_id)
        said = self.about(each)
        item.setToolTip(0, said)
        icon = "star" if each.is_pinned else "refresh-cw" if each.is_rule else "lock" if each.owner else ""
        if icon:
            item.setIcon(0, theme.icon(icon, "accent" if each.is_pinned else "muted"))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(1, theme.color("muted"))
        spoken = self.tr("{name}: {n} khách").format(name=said, n=item.text(1) or "…")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        return item

    def about(self, each: SavedList) -> str:
        """Return what a list is: its name, and its rule or whose it is."""
        if each.is_rule:
            return self.tr("{name}: nhóm tự động\n{rule}").format(name=each.name, rule=self._rules.get(each.name, ""))
        return self.tr("{name} (chỉ mình tôi thấy)").format(name=each.name) if each.owner else each.name

    def names(self) -> list[tuple[str, str]]:
        """Return (name, count) of the lists shown."""
        items = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        return [(item.text(0), item.text(1)) for item in items]

    def list_named(self, name: str) -> SavedList:
        """Return the list of that name."""
        return next(each for each in self._lists if each.name == name)

    def _list_of(self, item: QTreeWidgetItem | None) -> SavedList | None:
        list_id = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        return next((each for each in self._lists if each.list_id == list_id), None)

    @Slot(QTreeWidgetItem, int)
    def _open(self, item: QTreeWidgetItem, _column: int) -> None:
        wanted = self._list_of(item)
        if wanted is not None:
            self.open_asked.emit(wanted)

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        wanted = self._list_of(self.tree.itemAt(at) or self.tree.currentItem())
        if wanted is not None:
            self.menu_of(wanted).popup(self.tree.viewport().mapToGlobal(at))

    def menu_of(self, wanted: SavedList) -> QMenu:
        """Return what can be done with a list."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, "list", self.tr("&Mở"), self.open_asked, wanted)
        self._add(menu, "star", self.tr("&Thôi ghim") if wanted.is_pinned else self.tr("&Ghim lên đầu"), self.pin_asked, wanted)
        if wanted.is_ready_made:
            return menu
        menu.addSeparator()
        if wanted.is_rule:
            self._add(menu, "funnel", self.tr("Sửa điều &kiện…"), self.change_asked, wanted)
        else:
            words = self.tr("Cho mọi người &thấy") if wanted.owner else self.tr("Chỉ mình tôi &thấy")
            self._add(menu, "users" if wanted.owner else "lock", words, self.share_asked, wanted)
        self._add(menu, "pencil", self.tr("Đổ&i tên…"), self.rename_asked, wanted)
        words = self.tr("&Bỏ nhóm tự động…") if wanted.is_rule else self.tr("&Bỏ danh sách…")
        self._add(menu, "trash-2", words, self.delete_asked, wanted)
        return menu

    def drawer(self, parent: QWidget) -> QMenu:
        """Return the lists as a menu, for a window too small to show them at the left."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for each in self.shown:
            count = self._counts.get(each.list_id)
            words = each.name.replace("&", "&&")
            icon = "star" if each.is_pinned else "refresh-cw" if each.is_rule else "lock" if each.owner else "list"
            action = menu.addAction(theme.icon(icon, "muted"), words if count is None else f"{words}\t{number(count)}")
            action.setToolTip(self.about(each))
            action.triggered.connect(partial(_emit, self.open_asked, each))
        return menu

    def _add(self, menu: QMenu, icon: str, text: str, signal: object, wanted: SavedList) -> None:
        menu.addAction(theme.icon(icon, "muted"), text).triggered.connect(partial(_emit, signal, wanted))


def _emit(signal: object, wanted: SavedList, _checked: bool = False) -> None:
    """Emit a signal with a list, without the `checked` that `triggered` brings along."""
    signal.emit(wanted)  # type: ignore[attr-defined]
