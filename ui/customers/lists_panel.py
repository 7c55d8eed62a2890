"""The lists pinned at the left: the shop's own, then those every shop has, each with how many are in it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHeaderView, QMenu, QTreeWidget, QTreeWidgetItem, QWidget

from khachhang.operations import saved_lists
from khachhang.operations.opened import OpenVault
from khachhang.operations.saved_lists import SavedList
from khachhang.progress import Tick
from ui import theme
from ui.texts import number
from ui.widgets.basics import column, label


@dataclass(frozen=True, slots=True)
class ListCounts:
    """What the panel shows."""

    lists: Sequence[SavedList]
    counts: Mapping[str, int]


class ReadLists:
    """The lists, with counts or (faster) without."""

    def __init__(self, lang: str, *, with_counts: bool) -> None:
        self._lang, self._with_counts = lang, with_counts

    def __call__(self, opened: OpenVault, tick: Tick) -> ListCounts:
        found = [*saved_lists.lists(opened), *saved_lists.ready_made(self._lang)]
        return ListCounts(found, saved_lists.counts(opened, found, tick) if self._with_counts else {})


class ListsPanel(QFrame):
    """One small tree: a single stop for the keyboard and for a screen reader."""

    open_asked = Signal(object)
    rename_asked = Signal(object)
    delete_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists: Sequence[SavedList] = ()
        self._counts: Mapping[str, int] = {}
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
        self._lists = found.lists
        self._counts = {**self._counts, **found.counts}
        current = self.tree.currentItem()
        chosen = current.data(0, Qt.ItemDataRole.UserRole) if current is not None else None
        self.tree.clear()
        for each in self._lists:
            count = self._counts.get(each.list_id)
            if each.is_ready_made and not count:
                continue
            item = QTreeWidgetItem(self.tree, [each.name, "" if count is None else number(count)])
            item.setData(0, Qt.ItemDataRole.UserRole, each.list_id)
            item.setToolTip(0, each.name)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setForeground(1, theme.color("muted"))
            said = self.tr("{name}: {n} khách").format(name=each.name, n=item.text(1) or "…")
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
            if each.list_id == chosen:
                self.tree.setCurrentItem(item)

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
        if wanted is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for icon, text, signal in (
            ("list", self.tr("&Mở"), self.open_asked),
            ("pencil", self.tr("Đổ&i tên…"), self.rename_asked),
            ("trash-2", self.tr("&Bỏ danh sách…"), self.delete_asked),
        ):
            action = menu.addAction(theme.icon(icon, "muted"), text)
            action.triggered.connect(_Emit(signal, wanted))
            action.setEnabled(icon == "list" or not wanted.is_ready_made)
        menu.popup(self.tree.viewport().mapToGlobal(at))


class _Emit:
    """Emits a signal with a list, without the `checked` that `triggered` brings along."""

    def __init__(self, signal: object, wanted: SavedList) -> None:
        self._signal, self._wanted = signal, wanted

    def __call__(self, _checked: bool = False) -> None:
        self._signal.emit(self._wanted)  # type: ignore[attr-defined]
