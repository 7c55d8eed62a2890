"""What can be opened above the preview: the kinds of issues with a way to settle all alike, the repairs with before and after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QPushButton, QWidget

from khachhang.model import Severity
from khachhang.operations import imports
from khachhang.values.phones import format_phone
from ui.dates import show_time
from ui.import_wizard.preview_model import STRONG
from ui.texts import number, sentence
from ui.widgets.basics import IconLabel, button, clear_layout, column, label, row, scrolled
from ui.widgets.states import Banner

_ICONS = {Severity.REJECTS: "circle-x", Severity.DOUBTS: "triangle-alert", Severity.NOTES: "info"}
_HIGHEST, _LOWEST = 190, 52
_WARDS, _CANDIDATES = 2, 4
"""How many split wards are asked about at once, and how many answers fit."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class _Panel(QFrame):
    """A list that opens; restage_wanted carries work(opened, staged, tick=…) → staged."""

    restage_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._inner = QWidget(self)
        self._lines = column(self._inner, margins=(14, 8, 14, 8), spacing=4)
        outer = column(self)
        outer.addWidget(scrolled(self._inner, self))
        self.setMaximumHeight(_HIGHEST)
        self.hide()

    def fit(self) -> None:
        """Take no more height than the lines need."""
        height = min(_HIGHEST, self._inner.sizeHint().height() + 4)
        self.setMinimumHeight(min(height, _LOWEST))
        self.setMaximumHeight(height)


class IssuePanel(_Panel):
    """Every kind of issue: see its rows, take up all suggestions, accept all."""

    kind_wanted = Signal(str)

    def show_kinds(self, kinds: Sequence[imports.IssueKind], chosen: str) -> str:
        """List the kinds of issues; return the text of the button that opens the list, "" when there are none."""
        clear_layout(self._lines)
        self._buttons: dict[str, QPushButton] = {}
        for kind in kinds:
            self._lines.addWidget(self._line(kind, is_chosen=kind.code == chosen))
        self._lines.addStretch(1)
        self.fit()
        return self.tr("{n} loại cần biết").format(n=len(kinds)) if kinds else ""

    def _line(self, kind: imports.IssueKind, *, is_chosen: bool) -> QWidget:
        holder = QWidget(self._inner)
        inside = row(holder, spacing=8)
        inside.addWidget(IconLabel(_ICONS[kind.severity], 16, STRONG[kind.severity], holder))
        words = sentence(kind.code, "issue_kind")
        see = button(f"{words} · {number(kind.rows)}", None, kind="count", parent=holder)
        see.setCheckable(True)
        see.setChecked(is_chosen)
        see.clicked.connect(partial(self._choose, kind.code))
        self._buttons[kind.code] = see
        inside.addWidget(see)
        inside.addStretch(1)
        if kind.fixable:
            text = self.tr("Sửa cả {n} ô theo gợi ý").format(n=number(kind.fixable))
            inside.addWidget(self._act(text, words, partial(imports.fix_alike, code=kind.code), holder))
        if kind.severity is Severity.DOUBTS:
            text = self.tr("Chấp nhận cả {n} dòng").format(n=number(kind.rows))
            inside.addWidget(self._act(text, words, partial(imports.accept_alike, code=kind.code), holder))
        return holder

    def _act(self, text: str, words: str, work: Any, parent: QWidget) -> QPushButton:
        made = button(text, partial(self.restage_wanted.emit, work), kind="small", parent=parent)
        made.setAccessibleName(f"{words}: {text}")
        return made

    def kind_button(self, code: str) -> QPushButton | None:
        """Return the button that shows the rows of a kind, for tests."""
        return self._buttons.get(code)

    def _choose(self, code: str) -> None:
        is_chosen = self._buttons[code].isChecked()
        for other, made in self._buttons.items():
            made.setChecked(other == code and is_chosen)
        self.kind_wanted.emit(code if is_chosen else "")


class RepairPanel(_Panel):
    """Every repair with before and after; each can be switched off for this import."""

    def show_staged(self, staged: Any) -> str:
        """List the repairs; return the text of the button that opens the list, "" when there are none."""
        clear_layout(self._lines)
        repairs = [r for t in staged.tables for r in t.repairs]
        self._off = staged.options.switched_off
        for repair in repairs:
            self._lines.addWidget(self._line(repair.code, repair.count, repair.examples[:3]))
        for code in sorted(self._off - {r.code for r in repairs}):
            self._lines.addWidget(self._line(code, 0, ()))
        self._lines.addStretch(1)
        self.fit()
        total = sum(r.count for r in repairs)
        return self.tr("Đã sửa giúp {n} ô").format(n=number(total)) if total or self._off else ""

    def _line(self, code: str, count: int, examples: Any) -> QWidget:
        holder = QWidget(self._inner)
        inside = row(holder, spacing=10)
        said = sentence(code, "repair", n=count or "…")
        tick = QCheckBox(said if count else self.tr("Đã tắt: {what}").format(what=said), holder)
        tick.setChecked(bool(count))
        tick.toggled.connect(partial(self._switch, code))
        inside.addWidget(tick)
        inside.addWidget(label(" · ".join(f"{before} → {shown(after)}" for _, _, before, after in examples), holder, role="small"), 1)
        return holder

    def _switch(self, code: str, on: bool) -> None:
        codes = self._off - {code} if on else self._off | {code}
        self.restage_wanted.emit(partial(imports.switch_off, codes=codes))


def shown(value: str) -> str:
    """Return a repaired value as people write it."""
    if value.startswith("+84"):
        return format_phone(value)
    return show_time(value) if _DAY.fullmatch(value) else value


class QuestionList(QWidget):
    """Questions about whole columns and about customers in the recycle bin, each answered by a click."""

    restage_wanted = Signal(object)
    ward_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = column(self, spacing=6)
        self._settled: set[tuple[int, str, str]] = set()
        self.banners: list[Banner] = []

    def show_staged(self, staged: Any, overview: imports.Overview) -> None:
        """Ask what is still open."""
        clear_layout(self._lines)
        self.banners = []
        for at, table in enumerate(staged.tables):
            for note in table.column_notes:
                if (at, note.code, note.column or "") not in self._settled:
                    self._ask(sentence(note.code, "issue", **dict(note.params)), self._answers(at, note))
        if overview.binned:
            self._ask(self.tr("{n} dòng là khách đang ở thùng rác.").format(n=number(overview.binned)), self._binned())
        for ward in [w for w in overview.wards if (0, "ward", w.key) not in self._settled][:_WARDS]:
            self._ask_ward(ward)

    def forget(self) -> None:
        """Another import: every question is open again."""
        self._settled.clear()

    def _ask(self, text: str, answers: Any) -> None:
        banner = Banner(self)
        banner.say(text, "warning" if answers else "info", answers)
        self._lines.addWidget(banner)
        self.banners.append(banner)

    def _ask_ward(self, ward: imports.SplitWard) -> None:
        """Ask once into which of the new wards an old one falls for this shop's customers."""
        place = ", ".join(p for p in (ward.ward, ward.district, ward.province) if p)
        said = self.tr("{n} dòng ở {place} cũ, nay đã chia. Nay là đâu?").format(n=number(ward.rows), place=place)
        answers = [(name, partial(self.ward_wanted.emit, ward.key, name)) for name in ward.candidates[:_CANDIDATES]]
        self._ask(said, (*answers, (self.tr("Không rõ"), partial(self._close, (0, "ward", ward.key), len(self.banners)))))

    def _answers(self, at: int, note: Any) -> Any:
        if note.code == "money_maybe_thousands":
            work = partial(imports.set_unit, table=at, letter=note.column, unit=1000)
            return (
                (self.tr("Nghìn đồng"), partial(self.restage_wanted.emit, work)),
                (self.tr("Đúng là đồng"), partial(self._settle, at, note, len(self.banners))),
            )
        if note.code == "dates_half_swapped":
            work = partial(imports.swap_dates, table=at, letter=note.column)
            return (
                (self.tr("Đảo lại cả cột"), partial(self.restage_wanted.emit, work)),
                (self.tr("Để nguyên"), partial(self._settle, at, note, len(self.banners))),
            )
        return ()

    def _binned(self) -> Any:
        words = (("restore", self.tr("Lấy lại")), ("leave", self.tr("Vẫn để đó")), ("new", self.tr("Làm khách mới")))
        return tuple((text, partial(self.restage_wanted.emit, partial(imports.answer_binned, answer=answer))) for answer, text in words)

    def _settle(self, at: int, note: Any, place: int) -> None:
        self._close((at, note.code, note.column or ""), place)

    def _close(self, question: tuple[int, str, str], place: int) -> None:
        self._settled.add(question)
        self.banners[place].say("")
