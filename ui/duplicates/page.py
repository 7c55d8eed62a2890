"""Questions "is this the same customer?", one at a time, answered with a click or a key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from khachhang.operations import duplicates
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from ui.duplicates.side_by_side import SideBySide
from ui.session import Session
from ui.texts import number
from ui.translations import language
from ui.widgets.bars import EvidenceBars
from ui.widgets.basics import add_all, button, column, frame, label, row, scrolled
from ui.widgets.elided import ElidedLabel
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.states import EmptyState

LIMIT = 200


class DuplicatesPage(QWidget):
    """Keeps the queue, shows its first question and takes the answer."""

    answered = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._queue: list[Any] = []
        self._at = 0
        self._total = 0
        self._is_answering = False
        self._left = label("", self, role="muted")
        self._question = label("", self, role="title", wrap=True)
        self._same = label("", self, wrap=True)
        self._sides = SideBySide(self)
        self._bars = EvidenceBars(self)
        self._empty = EmptyState("circle-check", self)
        self._progress = ProgressPanel(self)
        self._stack = QStackedWidget(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._progress.cancelled.connect(self._cancel)
        self._session.changed.connect(self._vault_changed)
        self._job: Any = None

    def _lay_out(self) -> None:
        inner = QWidget(self)
        body = column(inner, margins=(28, 20, 28, 20), spacing=12)
        head = row(spacing=12)
        head.addWidget(self._question, 1)
        head.addWidget(self._left)
        card = frame("card", inner)
        inside = column(card, margins=(18, 14, 18, 14), spacing=10)
        inside.addWidget(self._sides)
        why = frame("card", inner)
        evidence = column(why, margins=(18, 12, 18, 12), spacing=6)
        evidence.addWidget(label(self.tr("Vì sao hỏi"), why, role="strong"))
        evidence.addWidget(self._bars)
        body.addLayout(head)
        body.addWidget(self._same)
        body.addWidget(card)
        body.addWidget(why)
        body.addStretch(1)
        asking = QWidget(self)
        outer = column(asking, spacing=0)
        outer.addWidget(scrolled(inner, asking), 1)
        outer.addWidget(self._answers(asking))
        waiting = QWidget(self)
        middle = column(waiting, margins=(120, 0, 120, 0))
        add_all(middle, None, self._progress, None)
        for each in (asking, self._empty, waiting):
            self._stack.addWidget(each)
        self._asking, self._waiting = asking, waiting
        layout = column(self)
        layout.addWidget(self._stack)

    def _answers(self, parent: QWidget) -> QWidget:
        bottom = frame("bottom", parent)
        buttons = row(bottom, margins=(28, 12, 28, 12), spacing=10)
        self.same = button(
            self.tr("Cùng một khách – Gộp"),
            self.answer_same,
            icon="git-merge",
            kind="primary",
            tip=self.tr("Phím 1, S hoặc Enter"),
            parent=bottom,
        )
        self.household = button(self.tr("Cùng nhà, khác người"), self.answer_household, icon="house", tip=self.tr("Phím 2"), parent=bottom)
        self.different = button(self.tr("Khác nhau"), self.answer_different, icon="split", tip=self.tr("Phím 3 hoặc N"), parent=bottom)
        self.later = button(self.tr("Để sau"), self.answer_later, icon="clock", kind="ghost", tip=self.tr("Phím L"), parent=bottom)
        hint = ElidedLabel(self.tr("Phím: 1 gộp · 2 cùng nhà · 3 khác · L để sau · Z hoàn tác"), bottom)
        hint.setProperty("role", "small")
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        add_all(buttons, self.same, self.household, self.different, self.later)
        buttons.addWidget(hint, 1)
        for keys, slot in (
            ("1", self.answer_same),
            ("S", self.answer_same),
            ("2", self.answer_household),
            ("3", self.answer_different),
            ("N", self.answer_different),
            ("L", self.answer_later),
            ("Z", self._session.undo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(_call, slot))
        return bottom

    @property
    def question(self) -> Any | None:
        """The question shown, None when there is none."""
        return self._queue[self._at] if self._at < len(self._queue) else None

    def arrive(self) -> None:
        """The page is shown: fetch the questions."""
        self.setFocus()
        self._load()

    def leave(self) -> None:
        """The vault is closing."""
        self._cancel()

    @Slot(object)
    def _vault_changed(self, _outcome: object) -> None:
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        self._session.read(_Queue(language()), self._queue_came, key="questions")

    @Slot(object)
    def _queue_came(self, answer: tuple[Sequence[Any], int]) -> None:
        self._queue, self._total = list(answer[0]), answer[1]
        self._at = 0
        self._is_answering = False
        self._show()

    def _show(self) -> None:
        question = self.question
        if question is None:
            self._stack.setCurrentWidget(self._empty)
            text = self.tr("Mọi cặp đã được trả lời. Sổ sẽ hỏi tiếp khi có khách mới giống khách cũ.")
            self._empty.say(self.tr("Không còn cặp nào để hỏi"), text, ((self.tr("Tìm lại trong cả sổ"), self.search_again),))
            return
        self._stack.setCurrentWidget(self._asking)
        self._question.setText(self.tr("Có phải cùng một khách?"))
        self._left.setText(self.tr("còn {n}").format(n=number(self._total)))
        parts = []
        if question.same:
            parts.append(self.tr("Giống: {what}.").format(what="; ".join(question.same)))
        if question.different:
            parts.append(self.tr("Khác: {what}.").format(what="; ".join(question.different)))
        self._same.setText("  ".join(parts))
        self._bars.show_items(question.evidence)
        ids, lang = [question.customer_a, question.customer_b], language()
        self._session.read(lambda opened, tick: duplicates.compare(opened, ids, lang=lang), self._sides.show_comparison, key="compare")

    # ---- answers

    @Slot()
    def answer_same(self) -> None:
        """One customer."""
        text = self.tr("Đã gộp, không mất gì. Lúc nào cũng tách lại được.")
        self._answer(text, lambda a, b: lambda opened, tick: duplicates.merge(opened, [a, b], None, tick))

    @Slot()
    def answer_household(self) -> None:
        """Two people of one house."""
        self._answer(self.tr("Đã ghi: cùng nhà, khác người."), lambda a, b: lambda opened, tick: duplicates.household(opened, a, b))

    @Slot()
    def answer_different(self) -> None:
        """Two customers."""
        self._answer(self.tr("Đã ghi: khác nhau. Sẽ không hỏi lại."), lambda a, b: lambda opened, tick: duplicates.not_same(opened, a, b))

    @Slot()
    def answer_later(self) -> None:
        """Not now."""
        self._answer(self.tr("Để sau."), lambda a, b: lambda opened, tick: duplicates.later(opened, a, b))

    def _answer(self, text: str, work: Any) -> None:
        question = self.question
        if question is None or self._is_answering:
            return
        self._is_answering = True
        self._session.act(text, work(question.customer_a, question.customer_b), self._answer_taken)

    @Slot(object)
    def _answer_taken(self, _outcome: object) -> None:
        self.answered.emit()

    @Slot()
    def search_again(self) -> None:
        """Let the engine look at all customers."""
        self._progress.start(self.tr("Đang tìm khách trùng"))
        self._stack.setCurrentWidget(self._waiting)
        self._job = self._session.write(
            lambda opened, tick: duplicates.refresh(opened, None, tick), self._searched, heard=self._progress.hear, cancelled=self._load
        )

    @Slot(object)
    def _searched(self, _questions: int) -> None:
        self._job = None
        self._session.changed.emit(None)
        self._load()

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter merges, as the button that stands out."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.question is not None:
            self.answer_same()
            return
        super().keyPressEvent(event)


def _call(slot: Any) -> None:
    slot()


class _Queue:
    """The open questions and how many there are."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def __call__(self, opened: OpenVault, tick: Tick) -> tuple[Sequence[Any], int]:
        return duplicates.queue(opened, LIMIT, lang=self._lang), sum(duplicates.question_counts(opened).values())
