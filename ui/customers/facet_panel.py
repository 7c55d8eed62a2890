"""The panel at the left of the list: what the customers shown consist of, with counts; ticks narrow the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ui import theme
from ui.customers.query_state import FLAGS, TICKED, Ticks
from ui.texts import number
from ui.widgets.basics import button, column, label, row, tool

FACETS = TICKED
SHOWN = 7
KEY_ROLE = Qt.ItemDataRole.UserRole
VALUE_ROLE = Qt.ItemDataRole.UserRole + 1


class FacetPanel(QFrame):
    """A tree of facets; a tick is a wish, the page decides what it means."""

    ticked = Signal(str, str, bool)
    closed = Signal()
    build_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "panel")
        self.setFixedWidth(236)
        self._counts: Mapping[str, Sequence[tuple[str, int]]] = {}
        self._ticks: Ticks = {}
        self._open: dict[str, bool] = {}
        self._full: set[str] = set()
        self._tree = QTreeWidget(self)
        self._tree.setAccessibleName(self.tr("Lọc khách"))
        self._tree.setProperty("frame", "bare")
        self._tree.setHeaderHidden(True)
        self._tree.setColumnCount(2)
        self._tree.setIndentation(4)
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        self._tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, 50)
        self._tree.itemChanged.connect(self._item_changed)
        self._tree.itemClicked.connect(self._item_clicked)
        head = row(margins=(16, 8, 8, 4))
        head.addWidget(label(self.tr("Lọc"), self, role="strong"), 1)
        head.addWidget(tool("x", self.tr("Ẩn bộ lọc"), self.closed.emit, parent=self, size=14))
        outer = column(self, spacing=0)
        outer.addLayout(head)
        tree = row(margins=(10, 0, 0, 0), spacing=0)
        tree.addWidget(self._tree)
        outer.addLayout(tree, 1)
        foot = row(margins=(10, 6, 10, 8))
        build = button(self.tr("Lọc theo điều &kiện…"), self.build_asked.emit, icon="plus", kind="ghost", parent=self)
        foot.addWidget(build, 1)
        outer.addLayout(foot)

    def show_facets(self, counts: Mapping[str, Sequence[tuple[str, int]]], ticks: Ticks) -> None:
        """Show counts and ticks; what is ticked stays visible even when it counts nothing."""
        self._counts, self._ticks = counts, ticks
        self._fill()

    def text_of(self, key: str, value: str) -> str:
        """Return how a value of a facet is said."""
        said = {
            ("party", "first-party"): self.tr("Khách của tiệm"),
            ("party", "third-party"): self.tr("Nơi khác đưa"),
            ("party", "not-sure"): self.tr("Không rõ từ đâu"),
            ("verification", ""): self.tr("Của tiệm, tin được"),
            ("verification", "verified"): self.tr("Đã kiểm"),
            ("verification", "unverified"): self.tr("Chưa kiểm"),
            ("verification", "unverifiable"): self.tr("Không kiểm được"),
            ("verification", "wrong"): self.tr("Có điều sai"),
            ("verification", "doubtful"): self.tr("Cần xem"),
            (FLAGS, "debt"): self.tr("Còn nợ"),
            (FLAGS, "doubt"): self.tr("Có điều cần xem"),
            (FLAGS, "no_phone"): self.tr("Thiếu số điện thoại"),
            (FLAGS, "do_not_contact"): self.tr("Xin đừng gọi"),
        }
        return said.get((key, value)) or value or self.tr("(trống)")

    def _titles(self) -> dict[str, str]:
        return {
            FLAGS: self.tr("ĐÁNG CHÚ Ý"),
            "group": self.tr("NHÓM"),
            "district": self.tr("QUẬN / HUYỆN"),
            "province": self.tr("TỈNH / THÀNH"),
            "source": self.tr("NGUỒN"),
            "party": self.tr("TỪ ĐÂU"),
            "verification": self.tr("ĐÃ KIỂM"),
        }

    def _fill(self) -> None:
        self._tree.blockSignals(True)
        place = self._tree.verticalScrollBar().value()
        self._tree.clear()
        titles = self._titles()
        for key in (FLAGS, *FACETS):
            values = self._values(key)
            if not values:
                continue
            top = QTreeWidgetItem(self._tree, [titles[key], ""])
            top.setData(0, KEY_ROLE, key)
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            top.setFirstColumnSpanned(True)
            top.setForeground(0, theme.color("muted"))
            font = self.font()
            font.setPointSizeF(theme.BASE_POINT_SIZE - 1)
            font.setWeight(font.Weight.DemiBold)
            top.setFont(0, font)
            self._fill_one(top, key, values)
            top.setExpanded(self._open.get(key, True))
        self._tree.verticalScrollBar().setValue(place)
        self._tree.blockSignals(False)

    def _values(self, key: str) -> list[tuple[str, int | None]]:
        ticked = self._ticks.get(key, frozenset())
        if key == FLAGS:
            return [(value, None) for value in ("debt", "doubt", "no_phone", "do_not_contact")]
        found: list[tuple[str, int | None]] = [(str(value), n) for value, n in self._counts.get(key, ()) if value or key == "verification"]
        held = {value for value, _ in found}
        return found + [(value, 0) for value in sorted(ticked - held)]

    def _fill_one(self, top: QTreeWidgetItem, key: str, values: Sequence[tuple[str, int | None]]) -> None:
        ticked = self._ticks.get(key, frozenset())
        many = len(values) > SHOWN + 1 and key not in self._full
        first = [v for n, v in enumerate(values) if not many or n < SHOWN or v[0] in ticked]
        for value, count in first:
            item = QTreeWidgetItem(top, [self.text_of(key, value), "" if count is None else number(count)])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(0, Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked)
            item.setData(0, KEY_ROLE, key)
            item.setData(0, VALUE_ROLE, value)
            item.setFirstColumnSpanned(count is None)
            item.setToolTip(0, item.text(0))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setForeground(1, theme.color("muted"))
        if many:
            more = QTreeWidgetItem(top, [self.tr("… thêm {n}").format(n=len(values) - len(first)), ""])
            more.setFlags(Qt.ItemFlag.ItemIsEnabled)
            more.setForeground(0, theme.color("accent"))
            more.setData(0, KEY_ROLE, key)
            more.setData(0, VALUE_ROLE, None)

    @Slot(QTreeWidgetItem, int)
    def _item_changed(self, item: QTreeWidgetItem, _column: int) -> None:
        value = item.data(0, VALUE_ROLE)
        if value is not None:
            self.ticked.emit(str(item.data(0, KEY_ROLE)), str(value), item.checkState(0) == Qt.CheckState.Checked)

    @Slot(QTreeWidgetItem, int)
    def _item_clicked(self, item: QTreeWidgetItem, where: int) -> None:
        key = str(item.data(0, KEY_ROLE))
        if item.parent() is None:
            item.setExpanded(not item.isExpanded())
            self._open[key] = item.isExpanded()
        elif item.data(0, VALUE_ROLE) is None:
            self._full.add(key)
            self._fill()
        elif where == 1:
            item.setCheckState(0, Qt.CheckState.Unchecked if item.checkState(0) == Qt.CheckState.Checked else Qt.CheckState.Checked)
