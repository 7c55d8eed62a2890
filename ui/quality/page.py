"""The check of the data: every problem by kind with its number and how it went, one click to the customers, one to what can be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QDate, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from khachhang.errors import UserError
from khachhang.operations import customers, quality, quality_fixes
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.opened import OpenVault
from khachhang.operations.quality import Finding, Trend
from khachhang.operations.quality_fixes import Fix
from khachhang.progress import Tick
from ui.quality.fix_dialog import FixDialog
from ui.quality.sparkline import Sparkline
from ui.session import Session
from ui.texts import number, sentence
from ui.translations import language
from ui.widgets.basics import IconLabel, button, clear_layout, column, frame, label, row, scrolled
from ui.widgets.progress_panel import ProgressPanel

_ICONS = {
    "no_name": "user-x",
    "no_phone": "phone-off",
    "phone_doubtful": "phone",
    "email_doubtful": "mail",
    "doubt": "triangle-alert",
    "no_province": "map-pin",
    "sex_known": "user",
    "ward_mismatch": "map-pin",
    "area_mismatch": "phone",
    "age_mismatch": "cake",
    "odd_age": "cake",
    "duplicate": "git-merge",
    "unverified": "badge-alert",
    "old": "clock",
}


DAILY_AFTER_MS = 60_000
MOST_QUIETLY = 200_000
"""With more customers than that the check is made only when somebody asks for it."""


class QualityPage(QWidget):
    """Asks anew each time it is shown and something has changed. Nobody waits for the check: it runs beside searching and writing."""

    rows_wanted = Signal(object)
    duplicates_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_stale = True
        self.findings: Sequence[Finding] = ()
        self.trends: Mapping[str, Trend] = {}
        self._said = label("", self, role="muted")
        self.progress = ProgressPanel(self)
        self.progress.hide()
        self.progress.cancelled.connect(self._cancel)
        inner = QWidget(self)
        self._list = column(inner, margins=(24, 14, 24, 24), spacing=8)
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
        self._daily = QTimer(self)
        self._daily.setSingleShot(True)
        self._daily.setInterval(DAILY_AFTER_MS)
        self._daily.timeout.connect(self.note_today)
        session.changed.connect(self._vault_changed)

    def begin(self) -> None:
        """The vault was opened: a while later, once a day, the counts are noted for the trend."""
        self._daily.start()

    @Slot()
    def note_today(self) -> None:
        """Count and note in the background, unless that was done today."""
        self._session.think(note_quietly, _forget, key="quality of today")

    def arrive(self) -> None:
        """The page is shown."""
        if self._is_stale:
            self.check()

    def leave(self) -> None:
        """The vault is closing."""
        self._daily.stop()
        self._cancel()
        clear_layout(self._list)

    @Slot()
    def check(self) -> None:
        """Count every problem."""
        self._is_stale = False
        self.progress.start(self.tr("Đang kiểm tra"))
        self.progress.show()
        self._job = self._session.think(look, self._came, key="quality", heard=self.progress.hear, cancelled=self._stopped)

    @Slot(object)
    def _vault_changed(self, _outcome: object) -> None:
        self._is_stale = True
        if self.isVisible():
            self.check()

    @Slot(object)
    def _came(self, found: tuple[Sequence[Finding], Mapping[str, Trend]]) -> None:
        self.progress.hide()
        self.findings, self.trends = found
        clear_layout(self._list)
        of = {f.code: f for f in self.findings}
        wrong = [f for f in self.findings if f.count]
        self._said.setText(self.tr("{n} điều nên xem").format(n=len(wrong)) if wrong else self.tr("Không thấy gì sai"))
        clean: list[Finding] = []
        for kind, codes in quality.KINDS.items():
            bad = [of[code] for code in codes if of[code].count]
            clean += [of[code] for code in codes if not of[code].count]
            if bad:
                self._list.addWidget(label(f"{sentence(kind, 'check_kind')} · {number(sum(f.count for f in bad))}", self, role="section"))
            for finding in bad:
                self._list.addWidget(self._card(finding))
        if clean:
            self._list.addWidget(label(self.tr("KHÔNG AI MẮC"), self, role="section"))
            said = " · ".join(sentence(f.code, "check") for f in clean)
            self._list.addWidget(label(said, self, role="muted", wrap=True))
        self._list.addStretch(1)

    def _card(self, finding: Finding) -> QWidget:
        made = frame("card", self)
        inside = row(made, margins=(16, 10, 16, 10), spacing=14)
        inside.addWidget(IconLabel(_ICONS[finding.code], 20, "warning", made))
        words = column(spacing=1)
        title = sentence(finding.code, "check")
        words.addWidget(label(title, made, role="strong"))
        words.addWidget(label(sentence(finding.code, "check_hint"), made, role="small", wrap=True))
        inside.addLayout(words, 1)
        self._add_trend(inside, finding, made)
        count = label(number(finding.count), made, role="heading")
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        inside.addWidget(count)
        if finding.code == "duplicate":
            inside.addWidget(button(self.tr("Trả lời câu hỏi"), self.duplicates_wanted.emit, kind="small", parent=made))
        if finding.fixable:
            mend = button(self.tr("Sửa giúp {n}…").format(n=number(finding.fixable)), kind="small", icon="sparkles", parent=made)
            mend.setAccessibleName(self.tr("Sửa giúp {n} khách: {what}").format(n=number(finding.fixable), what=title))
            mend.clicked.connect(partial(self.propose, finding.code))
            inside.addWidget(mend)
        show = button(self.tr("Xem"), partial(self.rows_wanted.emit, finding), kind="small", parent=made)
        show.setAccessibleName(self.tr("Xem {n} khách: {what}").format(n=number(finding.count), what=title))
        inside.addWidget(show)
        made.setMinimumHeight(inside.sizeHint().height())
        return made

    def _add_trend(self, inside: object, finding: Finding, parent: QWidget) -> None:
        """Say how the number went since it was first noted, with a small line when there are days enough."""
        trend = self.trends.get(finding.code)
        if trend is None or len(trend.points) < 2:
            return
        since = QDate.fromString(trend.points[0][0], Qt.DateFormat.ISODate).toString("dd/MM")
        text = (
            self.tr("như hôm {day}").format(day=since)
            if not trend.change
            else self.tr("{n} so với {day}").format(n=f"{'+' if trend.change > 0 else '−'}{number(abs(trend.change))}", day=since)
        )
        line = Sparkline(trend.points, parent)
        line.setAccessibleName(text)
        inside.addWidget(line)
        inside.addWidget(label(text, parent, role="small"))

    # ---- mending

    def propose(self, code: str, _checked: bool = False) -> None:
        """Show what would be mended of one problem."""
        lang = language()
        self._session.read(lambda opened, tick: quality_fixes.proposals(opened, code, lang, tick), partial(self._open, code), key="fixes")

    def _open(self, code: str, fixes: Sequence[Fix]) -> None:
        dialog = FixDialog(sentence(code, "check"), fixes, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.mend_asked.connect(partial(self._mend, code))
        dialog.open()

    def _mend(self, code: str, fixes: Sequence[Fix]) -> None:
        text = self.tr("Đã sửa {n} khách. Giá trị cũ vẫn xem lại được.").format(n=number(len(fixes)))
        self.progress.start(self.tr("Đang sửa"))
        self.progress.show()
        self._job = self._session.act(
            text,
            lambda opened, tick: quality_fixes.mend(opened, code, fixes, tick),
            heard=self.progress.hear,
            cancelled=self._stopped,
            failed=self._failed,
        )

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self.progress.hide()
        self._session.failed.emit(error)

    @Slot()
    def _stopped(self) -> None:
        self.progress.hide()
        self._is_stale = True

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()


def note_quietly(opened: OpenVault, tick: Tick) -> None:
    """Note today's counts where that is possible, cheap and not done yet."""
    if opened.vault.is_read_only or quality.is_noted_today(opened) or customers.count(opened, CustomerQuery()) > MOST_QUIETLY:
        return
    quality.remember(opened, quality.check(opened, tick))


def _forget(_nothing: object) -> None:
    """Nobody waits for the answer."""


def look(opened: OpenVault, tick: Tick) -> tuple[Sequence[Finding], Mapping[str, Trend]]:
    """Check, note today's counts where writing is possible, and return both with the trend."""
    findings = quality.check(opened, tick)
    if not opened.vault.is_read_only:
        quality.remember(opened, findings)
    return findings, quality.trends(opened)
