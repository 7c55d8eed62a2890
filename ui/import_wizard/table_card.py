"""One table of the file before the preview: whether it is taken, what is hidden in it, what changed since last time, its columns."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QWidget

from khachhang.fields import Catalogue
from khachhang.importing.model import Mapping
from khachhang.model import ColumnRule
from khachhang.operations import imports
from ui.import_wizard.mapping_view import MappingView
from ui.texts import number, sentence
from ui.translations import language
from ui.widgets.basics import IconLabel, button, column, label, line, row
from ui.widgets.states import Banner


@dataclass(slots=True)
class TablePlan:
    """A table of the file, whether it is taken, with which mapping and rules, and whether what Excel hides comes along."""

    look: Any
    mapping: Mapping
    is_taken: bool
    rules: MappingABC[str, ColumnRule] = field(default_factory=dict)
    skips_hidden_rows: bool = False
    skips_hidden_columns: bool = False

    def choice(self) -> imports.TableChoice:
        """Return the table as it is to be imported."""
        mapping = imports.without_columns(self.mapping, self.look.hidden_columns) if self.skips_hidden_columns else self.mapping
        excluded = self.look.hidden_rows if self.skips_hidden_rows else frozenset()
        return imports.TableChoice(self.look, mapping, imports.Decisions(excluded=excluded), self.rules)


class TableCard(QFrame):
    """Changes its plan and says so."""

    changed = Signal()
    header_chosen = Signal(object)

    def __init__(self, plan: TablePlan, catalogue: Catalogue, *, can_skip: bool, is_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self.plan = plan
        self._catalogue = catalogue
        inside = column(self, margins=(16, 12, 14, 12), spacing=8)
        inside.addLayout(self._head(can_skip, is_open))
        self._changes = Banner(self)
        inside.addWidget(self._changes)
        self._changes.say(self._what_changed(), "info")
        for ask in (self._hidden_rows, self._hidden_columns):
            ask(inside)
        for finding in plan.look.sheet.findings:
            inside.addWidget(label(sentence(finding.code, "issue", **dict(finding.params)), self, role="small", wrap=True))
        self._holder = Unfolding(self._mapping_view, self)
        inside.addWidget(self._holder)
        self.see.toggled.connect(self._holder.unfold)
        self.see.setChecked(is_open)

    def _head(self, can_skip: bool, is_open: bool) -> Any:
        plan = self.plan
        head = row(spacing=10)
        if can_skip:
            tick = QCheckBox(self)
            tick.setChecked(plan.is_taken)
            tick.setAccessibleName(self.tr("Nhập trang {name}").format(name=plan.look.table.sheet))
            tick.toggled.connect(self._take)
            head.addWidget(tick)
        else:
            head.addWidget(IconLabel("table", 20, "accent", self))
        words = column(spacing=1)
        named = self.tr("Trang {name}").format(name=plan.look.table.sheet)
        said = plan.look.layout_sentence_in(language())
        words.addWidget(label(f"{said} ({named})" if said and can_skip else said or named, self, role="strong", wrap=True))
        self._about = label(self._summary(), self, role="muted", wrap=True)
        words.addWidget(self._about)
        head.addLayout(words, 1)
        self.see = button(self.tr("Xem các cột"), None, kind="small", parent=self)
        self.see.setCheckable(True)
        self.see.setAccessibleName(self.tr("Xem các cột của trang {name}").format(name=plan.look.table.sheet))
        head.addWidget(self.see)
        return head

    def _summary(self) -> str:
        plan = self.plan
        columns = plan.mapping.columns
        own = sum(1 for c in columns if c.target == "custom")
        known = sum(1 for c in columns if c.target not in ("custom", "ignore", "stt"))
        parts = [self.tr("{n} dòng").format(n=number(plan.look.data_rows)), self.tr("{n} cột hiểu được").format(n=known)]
        if own:
            parts.append(self.tr("{n} cột giữ làm cột riêng").format(n=own))
        if plan.look.sheet.is_hidden:
            parts.append(self.tr("trang này đang ẩn trong Excel"))
        if plan.look.is_known:
            parts.append(self.tr("các cột như lần trước"))
        return " · ".join(parts)

    def _what_changed(self) -> str:
        if not self.plan.look.changes:
            return ""
        words = {
            "added": self.tr("thêm cột “{header}”"),
            "removed": self.tr("không còn cột “{header}”"),
            "moved": self.tr("cột “{header}” chuyển từ {was} sang {now}"),
        }
        told = [words[c.kind].format(header=c.header, was=c.was_letter, now=c.letter) for c in self.plan.look.changes]
        more = self.tr(" và {n} thay đổi khác").format(n=len(told) - 6) if len(told) > 6 else ""
        return self.tr("Khác tệp lần trước: {changes}.").format(changes=", ".join(told[:6]) + more)

    def _hidden_rows(self, inside: Any) -> None:
        if rows := self.plan.look.hidden_rows:
            said = self.tr("Tệp có {n} dòng đang ẩn trong Excel.").format(n=number(len(rows)))
            inside.addLayout(self._asking(said, self.plan.skips_hidden_rows, self._skip_rows))

    def _hidden_columns(self, inside: Any) -> None:
        if hidden := self.plan.look.hidden_columns:
            names = ", ".join(c.header or c.letter for c in self.plan.look.table.columns if c.letter in hidden)
            said = self.tr("Tệp có {n} cột đang ẩn trong Excel: {names}.").format(n=len(hidden), names=names)
            inside.addLayout(self._asking(said, self.plan.skips_hidden_columns, self._skip_columns))

    def _asking(self, said: str, skips: bool, answer: Any) -> Any:
        made = row(spacing=10)
        made.addWidget(IconLabel("eye-off", 16, "muted", self))
        made.addWidget(label(said, self, wrap=True), 1)
        choice = QComboBox(self)
        choice.addItems([self.tr("Lấy cả"), self.tr("Bỏ qua")])
        choice.setCurrentIndex(int(skips))
        choice.setAccessibleName(said)
        choice.activated.connect(answer)
        made.addWidget(choice)
        return made

    def _mapping_view(self) -> QWidget:
        view = MappingView(self.plan.look, self.plan.mapping, self._catalogue, self.plan.rules, self)
        view.changed.connect(self._remap)
        view.ruled.connect(self._rule)
        view.header_chosen.connect(self.header_chosen)
        return view

    @Slot(bool)
    def _take(self, is_taken: bool) -> None:
        self.plan.is_taken = is_taken
        self.changed.emit()

    @Slot(int)
    def _skip_rows(self, index: int) -> None:
        self.plan.skips_hidden_rows = index == 1

    @Slot(int)
    def _skip_columns(self, index: int) -> None:
        self.plan.skips_hidden_columns = index == 1

    @Slot(object)
    def _remap(self, mapping: Mapping) -> None:
        self.plan.mapping = mapping
        self._about.setText(self._summary())
        self.changed.emit()

    @Slot(object)
    def _rule(self, rules: MappingABC[str, ColumnRule]) -> None:
        self.plan.rules = rules


class Unfolding(QWidget):
    """Makes its content only when it is opened."""

    def __init__(self, make: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._inner = column(self, spacing=8)
        self.hide()

    @Slot(bool)
    def unfold(self, is_open: bool) -> None:
        """Show or hide."""
        if is_open and not self._inner.count():
            self._inner.addWidget(line(self))
            self._inner.addWidget(self._make())
        self.setVisible(is_open)
