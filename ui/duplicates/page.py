"""Questions "is this the same customer?", the surest first, answered by key; the next one is there at once."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from khachhang.operations import duplicates
from ui.duplicates.answers import AnswerBar
from ui.duplicates.keys import listen
from ui.duplicates.queue_head import QueueHead
from ui.duplicates.review_panel import ReviewPanel
from ui.session import Operation, Session
from ui.texts import number
from ui.translations import language
from ui.widgets.basics import add_all, column, scrolled
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.states import EmptyState

Members = tuple[int, ...]


class DuplicatesPage(QWidget):
    """Keeps the queue, shows its first case and takes the answer. Has what changed compared as soon as it changed."""

    answered = Signal()
    questions_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._cases: list[Any] = []
        self._counts: dict[str, int] = {}
        self._bucket: str | None = None
        self._case: Any = None
        self._looks: dict[Members, Any] = {}
        self._answered: list[Members] = []
        self._return_to: Members | None = None
        self._job: Any = None
        self.head = QueueHead(self)
        self.panel = ReviewPanel(self)
        self.answers = AnswerBar(self)
        self._empty = EmptyState("circle-check", self)
        self._progress = ProgressPanel(self)
        self._stack = QStackedWidget(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inner = QWidget(self)
        body = column(inner, margins=(28, 12, 28, 20), spacing=12)
        add_all(body, self.panel, None)
        asking = QWidget(self)
        outer = column(asking, spacing=0)
        self._area = scrolled(inner, asking)
        outer.addWidget(self._area, 1)
        outer.addWidget(self.answers)
        waiting = QWidget(self)
        middle = column(waiting, margins=(120, 0, 120, 0))
        add_all(middle, None, self._progress, None)
        for each in (asking, self._empty, waiting):
            self._stack.addWidget(each)
        self._asking, self._waiting = asking, waiting
        layout = column(self, spacing=0)
        layout.addWidget(self.head)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._session.changed.connect(self._vault_changed)
        self._progress.cancelled.connect(self._cancel)
        self.panel.changed.connect(self._show_answers)
        self.panel.sides.pointed.connect(self._area.ensureWidgetVisible)
        self.head.bucket_chosen.connect(self.show_bucket)
        self.head.bulk_asked.connect(self.open_bulk)
        self.head.report_asked.connect(self.open_report)
        self.head.answered_asked.connect(self.open_answered)
        self.head.search_asked.connect(self.search_again)
        self.answers.merge_asked.connect(self.answer_same)
        self.answers.household_asked.connect(self.answer_household)
        self.answers.different_asked.connect(self.answer_different)
        self.answers.later_asked.connect(self.answer_later)
        self.answers.undo_asked.connect(self.take_back)
        keys = (
            ("M", self.answer_same),
            ("S", self.answer_household),
            ("N", self.answer_different),
            ("L", self.answer_later),
            ("Z", self.take_back),
        )
        listen(self, self.panel.sides, keys)

    # ---- what is known

    @property
    def case(self) -> Any | None:
        """The case shown, None when there is none."""
        return self._case

    @property
    def question(self) -> Any | None:
        """Why the case shown is asked about, None while nothing is shown."""
        look = self._looks.get(self._case.members) if self._case is not None else None
        return (look.weakest or next(iter(look.links), None)) if look is not None else None

    @property
    def left(self) -> int:
        """How many cases are left in the bucket shown."""
        return self._counts.get(self._bucket, 0) if self._bucket else sum(self._counts.values())

    @Slot()
    def begin(self) -> None:
        """The vault was opened: compare what changed since the last look, and keep the index warm for the next change."""
        self._session.think(_Warm(), self._compared, key="warm")

    def arrive(self) -> None:
        """The page is shown: fetch the questions, and begin with the surest."""
        self._case = None
        self.setFocus()
        self._load()

    def leave(self) -> None:
        """The vault is closing."""
        self._cancel()

    @Slot(object)
    def _vault_changed(self, _outcome: object) -> None:
        self._looks.clear()
        self._session.think(lambda opened, tick: duplicates.catch_up(opened, tick), self._compared, key="catch-up")

    @Slot(object)
    def _compared(self, _customers: object) -> None:
        self.questions_changed.emit()
        if self.isVisible():
            self._load()

    # ---- the queue

    def _load(self) -> None:
        bucket = self._bucket
        self._session.read(lambda opened, tick: duplicates.cases(opened, bucket), self._cases_came, key="cases")

    @Slot(object)
    def _cases_came(self, found: Any) -> None:
        self._cases, self._counts = list(found.items), dict(found.counts)
        back = next((c for c in self._cases if c.members == self._return_to), None)
        same = next((c for c in self._cases if self._case is not None and c.members == self._case.members), None)
        self._return_to = None if back is not None else self._return_to
        self._case = back or same or (self._cases[0] if self._cases else None)
        self.head.show_counts(self._counts, self._bucket, self.left)
        self._show()

    @Slot(object)
    def show_bucket(self, bucket: str | None) -> None:
        """Show one kind of question, or all."""
        self._bucket, self._case = bucket, None
        self.setFocus()
        self._load()

    def _show(self) -> None:
        if self._job is not None:
            return
        if self._case is None:
            self._stack.setCurrentWidget(self._empty)
            text = self.tr("Mọi cặp đã được trả lời. Sổ sẽ hỏi tiếp khi có khách mới giống khách cũ.")
            if self._bucket is not None:
                text = self.tr("Loại này đã hết. Còn {n} câu hỏi loại khác.").format(n=number(sum(self._counts.values())))
            self._empty.say(self.tr("Không còn cặp nào để hỏi"), text, ((self.tr("Tìm lại trong cả sổ"), self.search_again),))
            return
        look = self._looks.get(self._case.members)
        if look is None:
            self._fetch(self._case.members, "look")
        else:
            self._show_look(look)

    def _fetch(self, members: Members, key: str) -> None:
        lang = language()
        self._session.read(lambda opened, tick: duplicates.review(opened, members, lang=lang), partial(self._look_came, members), key=key)

    def _look_came(self, members: Members, look: Any) -> None:
        self._looks[members] = look
        if self._case is not None and self._case.members == members:
            self._show_look(look)

    def _show_look(self, look: Any) -> None:
        self._stack.setCurrentWidget(self._asking)
        if self.panel.review is not look:
            self.panel.show_review(look)
            self._area.verticalScrollBar().setValue(0)
        self._show_answers()
        following = self._next_case()
        if following is not None and following.members not in self._looks:
            self._fetch(following.members, "look-ahead")

    def _next_case(self) -> Any | None:
        at = self._cases.index(self._case) if self._case in self._cases else -1
        return self._cases[at + 1] if at + 1 < len(self._cases) else None

    @Slot()
    def _show_answers(self) -> None:
        if self._case is not None:
            self.answers.show_state(len(self.panel.sides.ticked), len(self._case.members), is_household=self._case.klass == "household")

    # ---- answers

    @Slot()
    def answer_same(self) -> None:
        """One customer, with the values chosen."""
        choices = self.panel.sides.choices
        text = self.tr("Đã gộp, không mất gì. Lúc nào cũng tách lại được.")
        self._answer(text, lambda ids: lambda opened, tick: duplicates.merge(opened, ids, choices, tick))

    @Slot()
    def answer_household(self) -> None:
        """People of one house."""
        self._answer(self.tr("Đã ghi: cùng nhà, khác người."), lambda ids: lambda opened, tick: duplicates.household(opened, *ids))

    @Slot()
    def answer_different(self) -> None:
        """Different customers."""
        self._answer(self.tr("Đã ghi: khác nhau. Sẽ không hỏi lại."), lambda ids: lambda opened, tick: duplicates.not_same(opened, *ids))

    @Slot()
    def answer_later(self) -> None:
        """Not now."""
        self._answer(self.tr("Để sau."), lambda ids: lambda opened, tick: duplicates.later(opened, *ids))

    def _answer(self, text: str, work: Any) -> None:
        """Do what was answered about those ticked, and show the next case without waiting for it."""
        ids = self.panel.sides.ticked
        is_shown = self._case is not None and self.panel.review is self._looks.get(self._case.members)
        if not is_shown or len(ids) < 2 or self._stack.currentWidget() is not self._asking:
            return
        done, following = self._case, self._next_case()
        self._answered.append(done.members)
        self._cases.remove(done)
        self._counts[done.bucket] = max(0, self._counts.get(done.bucket, 0) - 1)
        self._case = following or (self._cases[0] if self._cases else None)
        self.head.show_counts(self._counts, self._bucket, self.left)
        operation: Operation = work(ids)
        self._show()
        self._session.act(text, operation, self._answer_taken)

    @Slot(object)
    def _answer_taken(self, _outcome: object) -> None:
        self.answered.emit()

    @Slot()
    def take_back(self) -> None:
        """Undo the latest act, and show what it was about again."""
        self._return_to = self._answered.pop() if self._answered else None
        self._session.undo()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter is the answer that stands out, held down it counts once; a page up or down scrolls."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + (bar.pageStep() if event.key() == Qt.Key.Key_PageDown else -bar.pageStep()))
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._case is not None and not event.isAutoRepeat():
                self.answers.first.click()
            return
        super().keyPressEvent(event)

    # ---- the whole book

    @Slot()
    def search_again(self) -> None:
        """Let the engine look at all customers."""
        self._progress.start(self.tr("Đang tìm khách trùng"))
        self._stack.setCurrentWidget(self._waiting)
        self._job = self._session.think(_refresh, self._searched, heard=self._progress.hear, cancelled=self._search_stopped)

    @Slot(object)
    def _searched(self, _questions: int) -> None:
        self._job = None
        self._looks.clear()
        self.questions_changed.emit()
        self._load()

    @Slot()
    def _search_stopped(self) -> None:
        self._job = None
        self._load()

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def open_bulk(self) -> None:
        """Show what "merge all certain ones" would do."""
        from ui.duplicates.bulk_dialog import BulkDialog

        _open(BulkDialog(self._session, self))

    @Slot()
    def open_report(self) -> None:
        """Show how much is kept twice."""
        from ui.duplicates.report_dialog import ReportDialog

        _open(ReportDialog(self._session, self))

    @Slot()
    def open_answered(self) -> None:
        """Show what was answered, to ask again."""
        from ui.duplicates.answered_dialog import AnsweredDialog

        _open(AnsweredDialog(self._session, self))


def _open(dialog: Any) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _refresh(opened: Any, tick: Any) -> int:
    return duplicates.refresh(opened, None, tick)


class _Warm:
    """What is done after the vault was opened; holds no Qt object."""

    def __call__(self, opened: Any, tick: Any) -> None:
        duplicates.catch_up(opened, tick)
        duplicates.warm(opened, tick)
