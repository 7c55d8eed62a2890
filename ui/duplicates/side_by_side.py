"""Customers side by side: what differs is marked and can be chosen, what is equal is folded away."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from ui.duplicates.cells import ValueCell
from ui.widgets.basics import badge, button, column, label, restyle, row

QUIET_KEYS = ("street", "ward", "district", "province")
TELLING_KEYS = ("phones", "email", "address", "birth_date", "tax_code")
"""Fields that help to tell people apart even when only one of them says something."""


class SideBySide(QWidget):
    """A grid: field, then one column per customer. Knows who is ticked and which value was chosen where only one can be shown."""

    changed = Signal()
    pointed = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison: Any = None
        self._ticked: set[int] = set()
        self._chosen: dict[str, int | None] = {}
        self._cells: dict[str, list[ValueCell]] = {}
        self._captions: dict[str, QLabel] = {}
        self._ticks: dict[int, QCheckBox] = {}
        self._rows: list[str] = []
        self._at = 0
        self._shows_equal = False
        self._outer = column(self, spacing=8)
        self._grid_holder: QWidget | None = None
        self._equal_button = button("", self._toggle_equal, kind="link", parent=self)
        below = row()
        below.addWidget(self._equal_button)
        below.addStretch(1)
        self._outer.addLayout(below)

    def show_comparison(self, comparison: Any, ticked: frozenset[int] | None = None) -> None:
        """Show two to many customers. ticked: who is to be joined, None = all."""
        self._comparison = comparison
        self._ticked = {c.customer_id for c in comparison.cards if ticked is None or c.customer_id in ticked}
        self._chosen = {f.key: f.proposed for f in comparison.fields if self._is_choice(f)}
        self._drop_choices_of_others()
        self._shows_equal = False
        self._at = 0
        self._fill()

    @property
    def ticked(self) -> list[int]:
        """Who is to be joined."""
        return sorted(self._ticked)

    @property
    def choices(self) -> dict[str, int]:
        """Field → record whose value was chosen, where it is not the one that would be shown anyway."""
        found: dict[str, int] = {}
        for field in self._comparison.fields if self._comparison is not None else ():
            place = self._chosen.get(field.key)
            if place is not None and place != field.proposed and field.records[place] is not None:
                found[field.key] = field.records[place]
        return found

    # ---- by key

    def pick(self, place: int) -> None:
        """Take the value of that customer in the row pointed at, and point at the next row."""
        if self._at < len(self._rows) and self._choose(self._rows[self._at], place):
            self.move(1)

    def toggle(self, place: int) -> None:
        """Tick or untick a customer."""
        box = list(self._ticks.values())[place] if place < len(self._ticks) else None
        if box is not None:
            box.toggle()

    def move(self, steps: int) -> None:
        """Point at another row."""
        if self._rows:
            self._at = min(max(self._at + steps, 0), len(self._rows) - 1)
            self._point()
            self.pointed.emit(self._captions[self._rows[self._at]])

    # ---- filling

    @staticmethod
    def _is_choice(field: Any) -> bool:
        return field.is_single and len({t for t in field.texts if t}) > 1

    def _fill(self) -> None:
        if self._grid_holder is not None:
            self._grid_holder.hide()
            self._grid_holder.deleteLater()
        self._grid_holder = holder = QWidget(self)
        self._cells, self._captions, self._ticks, self._rows = {}, {}, {}, []
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, 120)
        for place, card in enumerate(self._comparison.cards):
            grid.setColumnStretch(place + 1, 1)
            self._add_head(grid, place, card)
        fields = [f for f in self._comparison.fields if f.key not in QUIET_KEYS]
        equal = [f for f in fields if f.is_equal]
        lonely = [f for f in fields if not f.is_equal and f.key not in TELLING_KEYS and sum(map(bool, f.texts)) < 2]
        folded = [f.key for f in (*equal, *lonely)]
        shown = [f for f in fields if self._shows_equal or f.key not in folded]
        at = 1
        for field in sorted(shown, key=lambda f: not self._is_choice(f)):
            self._add_field(grid, at, field)
            at += 1
        at = self._add_amounts(grid, at)
        grid.setRowStretch(at, 1)
        self._say_folded(len(equal), len(lonely))
        self._outer.insertWidget(0, holder)
        self._show_state()

    def _say_folded(self, equal: int, lonely: int) -> None:
        parts = [self.tr("Giống nhau ({n})").format(n=equal)] if equal else []
        parts += [self.tr("Chỉ một bên có ({n})").format(n=lonely)] if lonely else []
        self._equal_button.setVisible(bool(parts))
        self._equal_button.setText(self.tr("Ẩn bớt") if self._shows_equal else " · ".join(parts))
        self._equal_button.setAccessibleName(self._equal_button.text())

    def _add_head(self, grid: QGridLayout, place: int, card: Any) -> None:
        holder = self._grid_holder
        head = column(spacing=1)
        top = row(spacing=8)
        name = card.name or self.tr("(chưa có tên)")
        if len(self._comparison.cards) > 2:
            box = QCheckBox(holder)
            box.setChecked(card.customer_id in self._ticked)
            box.setAccessibleName(self.tr("Gộp cả {name}").format(name=name))
            box.setToolTip(self.tr("Ctrl+{n}: gộp hay để riêng").format(n=place + 1))
            box.toggled.connect(partial(self._tick, card.customer_id))
            self._ticks[card.customer_id] = box
            top.addWidget(box)
        top.addWidget(badge(str(place + 1), "accent", holder))
        top.addWidget(label(name, holder, role="heading", wrap=True), 1)
        head.addLayout(top)
        sources = ", ".join(dict.fromkeys(r.source_name for r in card.records))
        head.addWidget(label(self.tr("từ {sources}").format(sources=sources), holder, role="small", wrap=True))
        grid.addLayout(head, 0, place + 1)

    def _add_field(self, grid: QGridLayout, at: int, field: Any) -> None:
        holder = self._grid_holder
        is_choice = self._is_choice(field)
        caption = label(field.label, holder, role="muted", wrap=True)
        caption.setContentsMargins(0, 4, 0, 0)
        grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
        differs = len({t for t in field.texts if t}) > 1
        kind = "danger" if field.is_conflict else "warning" if differs and field.is_single else "plain"
        cells = []
        for place, texts in enumerate(field.texts):
            cell = ValueCell(texts, kind if texts else "plain", can_pick=is_choice, name=field.label, parent=holder)
            cell.picked.connect(partial(self._choose, field.key, place))
            grid.addWidget(cell, at, place + 1)
            cells.append(cell)
        self._cells[field.key] = cells
        self._captions[field.key] = caption
        if is_choice:
            self._rows.append(field.key)
        elif differs:
            caption.setText(self.tr("{field} (giữ hết)").format(field=field.label))

    def _add_amounts(self, grid: QGridLayout, at: int) -> int:
        keys = list(dict.fromkeys(a.field.key for card in self._comparison.cards for a in card.amounts))
        for key in keys:
            rows = [next((a for a in card.amounts if a.field.key == key), None) for card in self._comparison.cards]
            if not self._shows_equal and sum(map(bool, rows)) < 2:
                continue
            grid.addWidget(label(next(r.label for r in rows if r), self._grid_holder, role="muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            for place, amount in enumerate(rows, 1):
                text = "\n".join(f"{e.source_name}: {e.text}" for e in amount.entries) if amount else "–"
                said = label(text, self._grid_holder, wrap=True)
                said.setContentsMargins(8, 3, 8, 3)
                grid.addWidget(said, at, place)
            at += 1
        return at

    # ---- state

    def _choose(self, key: str, place: int) -> bool:
        cells = self._cells.get(key, [])
        if place >= len(cells) or not cells[place].can_pick or self._comparison.cards[place].customer_id not in self._ticked:
            return False
        self._chosen[key] = place
        self._at = self._rows.index(key)
        self._show_state()
        self.changed.emit()
        return True

    def _tick(self, customer_id: int, is_ticked: bool) -> None:
        (self._ticked.add if is_ticked else self._ticked.discard)(customer_id)
        self._drop_choices_of_others()
        self._show_state()
        self.changed.emit()

    def _drop_choices_of_others(self) -> None:
        for key, place in self._chosen.items():
            if place is not None and self._comparison.cards[place].customer_id not in self._ticked:
                self._chosen[key] = None

    def _show_state(self) -> None:
        ids = [c.customer_id for c in self._comparison.cards]
        for key, cells in self._cells.items():
            chosen = self._chosen.get(key)
            said = cells[chosen].text if chosen is not None else ""
            for place, cell in enumerate(cells):
                cell.setEnabled(ids[place] in self._ticked)
                cell.show_chosen(chosen == place, is_like=bool(said) and cell.text == said)
        self._point()

    def _point(self) -> None:
        """Show which row the number keys speak of."""
        for place, key in enumerate(self._rows):
            caption = self._captions[key]
            plain = caption.text().removeprefix("▸ ")
            caption.setText(f"▸ {plain}" if place == self._at else plain)
            caption.setProperty("role", "strong" if place == self._at else "muted")
            restyle(caption)

    @Slot()
    def _toggle_equal(self) -> None:
        self._shows_equal = not self._shows_equal
        self._fill()
