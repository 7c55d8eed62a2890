"""What can be done about the selected rows of the preview: take a suggestion up, accept, leave out, take in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from khachhang.model import RowOutcome
from khachhang.operations import imports
from ui.import_wizard.outcomes import issue_text
from ui.texts import number
from ui.widgets.basics import button, clear_layout, column, label
from ui.widgets.flow import FlowLayout

_LEFT_OUT = (RowOutcome.NOT_CUSTOMER, RowOutcome.BLANK, RowOutcome.REJECTED)
_SAID = 3


class RowBar(QFrame):
    """Shown while rows are selected; restage_wanted carries work(opened, staged, tick=…) → staged."""

    restage_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        inside = column(self, margins=(14, 8, 14, 8), spacing=6)
        self._said = label("", self, wrap=True)
        inside.addWidget(self._said)
        self._acts = FlowLayout(spacing=8)
        inside.addLayout(self._acts)
        self.hide()

    def show_rows(self, staged: Any, rows: Sequence[Any]) -> None:
        """Offer what fits these rows of one table."""
        clear_layout(self._acts)
        self.setVisible(bool(rows))
        if not rows:
            return
        self._said.setText(self._about(rows))
        table, numbers = rows[0].table_index, frozenset(r.sheet_row for r in rows)
        for text, work in self._suggestions(staged, rows, table):
            self._add(text, work, "sparkles")
        if any(r.outcome is RowOutcome.DOUBTFUL for r in rows):
            self._add(self.tr("Chấp nhận, không cần xem"), partial(imports.accept, table=table, sheet_rows=numbers), "check")
        if any(r.outcome not in _LEFT_OUT for r in rows):
            text = self.tr("Không nhập dòng này") if len(rows) == 1 else self.tr("Không nhập {n} dòng này").format(n=number(len(rows)))
            self._add(text, partial(imports.exclude, table=table, sheet_rows=numbers), "x")
        if any(r.outcome in _LEFT_OUT for r in rows):
            text = self.tr("Lấy dòng này vào") if len(rows) == 1 else self.tr("Lấy {n} dòng này vào").format(n=number(len(rows)))
            self._add(text, partial(imports.take_in, table=table, sheet_rows=numbers), "plus")
        if any(imports.names_binned(r) for r in rows):
            words = (("restore", self.tr("Lấy lại từ thùng rác")), ("leave", self.tr("Vẫn để đó")), ("new", self.tr("Làm khách mới")))
            for answer, text in words:
                self._add(text, partial(imports.answer_binned, answer=answer, rows=tuple(rows)), "trash-2")

    def act(self, text: str) -> QPushButton | None:
        """Return the act that begins with a text, for tests."""
        return next((b for b in self.findChildren(QPushButton) if b.text().startswith(text) and b.parent() is self), None)

    def _about(self, rows: Sequence[Any]) -> str:
        if len(rows) > 1:
            return self.tr("Đang chọn {n} dòng").format(n=number(len(rows)))
        issues = [issue_text(i) for i in rows[0].issues[:_SAID]]
        return self.tr("Dòng {n}").format(n=rows[0].sheet_row) + (": " + " ".join(issues) if issues else "")

    def _suggestions(self, staged: Any, rows: Sequence[Any], table: int) -> list[tuple[str, Any]]:
        if len(rows) != 1:
            return []
        found = []
        for issue in rows[0].issues:
            if imports.is_fixable(issue):
                text = imports.fix_of(staged, rows[0], issue)
                fixes = {(rows[0].sheet_row, issue.column or ""): text}
                found.append((self.tr("Sửa thành {text}").format(text=text), partial(imports.fix, table=table, fixes=fixes)))
        return found

    def _add(self, text: str, work: Any, icon: str) -> None:
        self._acts.addWidget(button(text, partial(self.restage_wanted.emit, work), icon=icon, kind="small", parent=self))
