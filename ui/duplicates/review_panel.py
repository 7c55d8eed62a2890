"""One look at customers who may be one: side by side, why and why not in sentences and bars, who of several stands apart."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.duplicates.side_by_side import SideBySide
from ui.widgets.bars import EvidenceBars
from ui.widgets.basics import IconLabel, add_all, clear_layout, column, frame, label, row

SHOWN_BITS = 0.3
"""Reasons that weigh less are not shown as bars."""


class ReviewPanel(QWidget):
    """Shows a review; says what a person ticked and chose in it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.review: Any = None
        self._same = label("", self, wrap=True)
        self._different = label("", self, wrap=True)
        self._apart = frame("warning", self)
        self._apart_lines = column(self._apart, margins=(14, 8, 14, 8), spacing=4)
        self.sides = SideBySide(self)
        self.sides.changed.connect(self.changed)
        card = frame("card", self)
        column(card, margins=(18, 14, 18, 12)).addWidget(self.sides)
        self._why = frame("card", self)
        self._why_title = label(self.tr("Vì sao hỏi"), self._why, role="strong", wrap=True)
        self._bars = EvidenceBars(self._why)
        evidence = column(self._why, margins=(18, 12, 18, 12), spacing=6)
        add_all(evidence, self._why_title, self._bars)
        body = column(self, spacing=10)
        add_all(body, self._same, self._different, self._apart, card, self._why)

    def show_review(self, review: Any, *, is_picked: bool = False) -> None:
        """Show what may be one customer. is_picked: a person chose them, so all are ticked unless some contradict each other."""
        self.review = review
        question = review.weakest or (review.links[0] if review.links else None)
        self.sides.show_comparison(review.comparison, None if is_picked and not review.apart else review.suggested)
        self._say(self._same, self.tr("Giống: {what}."), question.same if question else ())
        self._say(self._different, self.tr("Khác: {what}."), question.different if question else ())
        clear_layout(self._apart_lines)
        for sentence in review.apart:
            line = row(spacing=8)
            add_all(line, IconLabel("triangle-alert", 16, "warning", self._apart))
            line.addWidget(label(sentence + ".", self._apart, wrap=True), 1)
            self._apart_lines.addLayout(line)
        self._apart.setVisible(bool(review.apart))
        evidence = [e for e in question.evidence if abs(e[1]) >= SHOWN_BITS] if question else []
        if question and len(review.comparison.cards) > 2:
            title = self.tr("Vì sao hỏi, ở chỗ kém chắc nhất: {a} – {b}").format(a=question.name_a, b=question.name_b)
        else:
            title = self.tr("Vì sao hỏi")
        self._why_title.setText(title)
        self._bars.show_items(evidence)
        self._why.setVisible(bool(evidence))

    @property
    def text(self) -> str:
        """The sentences that say why and why not."""
        return "  ".join(lab.text() for lab in (self._same, self._different) if not lab.isHidden())

    @staticmethod
    def _say(where: Any, template: str, said: tuple[str, ...]) -> None:
        where.setText(template.format(what="; ".join(said)))
        where.setVisible(bool(said))
