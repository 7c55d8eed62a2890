"""The check of the data: every problem with its number, worked out in the background, and one click to the customers who have it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from khachhang.operations import quality
from khachhang.operations.quality import Finding
from ui.session import Session
from ui.texts import number, sentence
from ui.widgets.basics import IconLabel, button, clear_layout, column, frame, label, row, scrolled
from ui.widgets.progress_panel import ProgressPanel

_ICONS = {
    "no_name": "user-x",
    "no_phone": "phone-off",
    "phone_doubtful": "phone",
    "email_doubtful": "mail",
    "doubt": "triangle-alert",
    "no_province": "map-pin",
    "ward_mismatch": "map-pin",
    "odd_age": "cake",
    "duplicate": "git-merge",
    "unverified": "badge-alert",
    "old": "clock",
}


class QualityPage(QWidget):
    """Asks anew each time it is shown and something has changed."""

    rows_wanted = Signal(object)
    duplicates_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_stale = True
        self.findings: Sequence[Finding] = ()
        self._said = label("", self, role="muted")
        self.progress = ProgressPanel(self)
        self.progress.hide()
        self.progress.cancelled.connect(self._cancel)
        inner = QWidget(self)
        self._list = column(inner, margins=(24, 18, 24, 24), spacing=8)
        head = frame("top", self)
        top = row(head, margins=(20, 14, 20, 14), spacing=12)
        words = column(spacing=2)
        words.addWidget(label(self.tr("Kiểm tra dữ liệu"), self, role="heading"))
        words.addWidget(label(self.tr("Chỗ nào thiếu, lạ hay cũ. Bấm để xem đúng những khách ấy."), self, role="small", wrap=True))
        top.addLayout(words, 1)
        top.addWidget(self._said)
        top.addWidget(button(self.tr("Kiểm tra &lại"), self.check, icon="refresh-cw", parent=self))
        outer = column(self, spacing=0)
        outer.addWidget(head)
        outer.addWidget(self.progress)
        outer.addWidget(scrolled(inner, self), 1)
        self._job = None
        session.changed.connect(self._vault_changed)

    def arrive(self) -> None:
        """The page is shown."""
        if self._is_stale:
            self.check()

    def leave(self) -> None:
        """The vault is closing."""
        self._cancel()
        clear_layout(self._list)

    @Slot()
    def check(self) -> None:
        """Count every problem."""
        self._is_stale = False
        self.progress.start(self.tr("Đang kiểm tra"))
        self.progress.show()
        self._job = self._session.read(
            lambda opened, tick: quality.check(opened, tick), self._came, key="quality", heard=self.progress.hear, cancelled=self._stopped
        )

    @Slot(object)
    def _vault_changed(self, _outcome: object) -> None:
        self._is_stale = True
        if self.isVisible():
            self.check()

    @Slot(object)
    def _came(self, findings: Sequence[Finding]) -> None:
        self.progress.hide()
        self.findings = findings
        clear_layout(self._list)
        wrong = [f for f in findings if f.count]
        self._said.setText(self.tr("{n} điều nên xem").format(n=len(wrong)) if wrong else self.tr("Không thấy gì sai"))
        for finding in (*wrong, *(f for f in findings if not f.count)):
            self._list.addWidget(self._card(finding))
        self._list.addStretch(1)

    def _card(self, finding: Finding) -> QWidget:
        made = frame("card", self)
        inside = row(made, margins=(16, 10, 16, 10), spacing=14)
        icon = _ICONS[finding.code] if finding.count else "circle-check"
        inside.addWidget(IconLabel(icon, 20, "warning" if finding.count else "good", made))
        words = column(spacing=1)
        title = sentence(finding.code, "check")
        words.addWidget(label(title, made, role="strong" if finding.count else "muted"))
        if finding.count:
            words.addWidget(label(sentence(finding.code, "check_hint"), made, role="small"))
        inside.addLayout(words, 1)
        count = label(number(finding.count), made, role="heading" if finding.count else "muted")
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        inside.addWidget(count)
        if finding.count:
            if finding.code == "duplicate":
                inside.addWidget(button(self.tr("Trả lời câu hỏi"), self.duplicates_wanted.emit, kind="small", parent=made))
            show = button(self.tr("Xem"), partial(self.rows_wanted.emit, finding), kind="small", parent=made)
            show.setAccessibleName(self.tr("Xem {n} khách: {what}").format(n=number(finding.count), what=title))
            inside.addWidget(show)
        made.setMinimumHeight(inside.sizeHint().height())
        return made

    @Slot()
    def _stopped(self) -> None:
        self.progress.hide()
        self._is_stale = True

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
