"""The log: everything anybody did, as sentences, narrowed by person, kind, time and customer; the owner takes it out as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from khachhang.errors import UserError
from khachhang.operations import audit, audit_export
from khachhang.operations.audit import EVENTS, LogFilter, LogLine
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from ui.dates import show_time
from ui.session import Session
from ui.texts import error_text, number, sentence
from ui.translations import language
from ui.widgets.basics import IconLabel, add_all, button, clear_layout, column, frame, label, row, scrolled
from ui.widgets.files import ask_save
from ui.widgets.states import Banner, EmptyState

PAGE = 60
_ICONS = {
    "unlock": "lock-open", "unlock_failed": "triangle-alert", "restored": "archive-restore", "backup": "archive", "reveal": "eye",
    "copy": "copy", "log_exported": "download", "original_saved": "download", "person_added": "user-plus", "person_changed": "settings",
    "person_removed": "user-x", "password_reset": "key-round", "password_changed": "key-round", "recovery_code": "qr-code",
    "rotated": "key-round", "undo": "undo-2", "redo": "redo-2",
}  # fmt: skip


class AuditPage(QWidget):
    """The newest lines; older ones on demand."""

    back_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.customer: tuple[int, str] | None = None
        self.shown: list[LogLine] = []
        self.banner = Banner(self)
        self.person, self.kind, self.time = (self._combo() for _ in range(3))
        self._about_customer = button("", self.forget_customer, icon="x", kind="chip", parent=self)
        self._about_customer.hide()
        self._lines = column(spacing=0)
        self._empty = EmptyState("history", self)
        self._empty.hide()
        inner = QWidget(self)
        page = column(inner, margins=(28, 22, 28, 28), spacing=12)
        back = button(self.tr("Cài đặt"), self.back_wanted.emit, icon="arrow-left", kind="link", parent=inner)
        page.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        note = self.tr(
            "Ai làm gì, lúc nào: kể cả mở sổ, xem số, xuất, in, chép, đổi quyền. Không ai sửa hay xóa được dòng nào mà không lộ."
        )
        add_all(page, label(self.tr("Nhật ký"), inner, role="title"), label(note, inner, role="muted", wrap=True))
        page.addLayout(self._filters(inner))
        page.addWidget(self.banner)
        self._card = frame("card", inner)
        inside = column(self._card, margins=(18, 6, 12, 6))
        inside.addLayout(self._lines)
        page.addWidget(self._card)
        self._more = button(self.tr("Xem thêm"), self.show_more, kind="ghost", parent=inner)
        page.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addWidget(self._empty, 1)
        page.addStretch(1)
        outer = column(self)
        outer.addWidget(scrolled(inner, self))
        self._fill_choices()
        session.changed.connect(self._vault_changed)

    def _combo(self) -> QComboBox:
        made = QComboBox(self)
        made.setMinimumWidth(140)
        made.activated.connect(self._narrow)
        return made

    def _filters(self, parent: QWidget) -> Any:
        line = row(spacing=10)
        check = button(self.tr("&Kiểm nhật ký"), self.check, icon="shield-check", parent=parent)
        add_all(line, self.person, self.kind, self.time, self._about_customer, None, check)
        if self._session.opened.vault.is_owner:
            line.addWidget(button(self.tr("&Xuất ra Excel…"), self._ask_path, icon="download", parent=parent))
        return line

    def _fill_choices(self) -> None:
        self.person.setAccessibleName(self.tr("Ai"))
        self.person.addItem(self.tr("Mọi người"), None)
        self.kind.setAccessibleName(self.tr("Loại việc"))
        self.kind.addItem(self.tr("Mọi việc"), None)
        for kind in EVENTS:
            self.kind.addItem(sentence(kind, "log_kind"), kind)
        self.time.setAccessibleName(self.tr("Khi nào"))
        today, all_time = self.tr("Hôm nay"), self.tr("Mọi lúc")
        self.time.addItem(all_time, None)
        self.time.addItem(today, 0)
        for days in (7, 30, 90):
            self.time.addItem(self.tr("{n} ngày qua").format(n=days), days)

    @property
    def wanted(self) -> LogFilter:
        """What the choices above the lines ask for."""
        days = self.time.currentData()
        today = date.fromisoformat(self._session.opened.today())
        since = None if days is None else (today - timedelta(days=int(days))).isoformat()
        who, kind = self.person.currentData(), self.kind.currentData()
        return LogFilter(who, kind, since, None, None if self.customer is None else self.customer[0])

    @Slot()
    def arrive(self) -> None:
        """The page is shown."""
        self._session.read(_Reading(self.wanted, language()), self._came, key="log")

    @Slot()
    def _narrow(self) -> None:
        self.banner.say("")
        self.arrive()

    def leave(self) -> None:
        """The vault is closing."""
        clear_layout(self._lines)
        self.shown = []

    def about(self, customer_id: int, name: str) -> None:
        """Show only what is about one customer."""
        self.customer = (customer_id, name)
        self.banner.say("")
        self._about_customer.setText(self.tr("Khách: {name}").format(name=name))
        self._about_customer.show()

    @Slot()
    def forget_customer(self) -> None:
        """Show the lines about everybody again."""
        self.customer = None
        self._about_customer.hide()
        self._narrow()

    @Slot(object)
    def _vault_changed(self, _outcome: object) -> None:
        if self.isVisible():
            self.arrive()

    @Slot(object)
    def _came(self, found: tuple[list[LogLine], list[str]]) -> None:
        lines, people = found
        known = [self.person.itemData(at) for at in range(1, self.person.count())]
        for name in people:
            if name not in known:
                self.person.addItem(name, name)
        clear_layout(self._lines)
        self.shown = []
        self._empty.setVisible(not lines)
        self._card.setVisible(bool(lines))
        if not lines:
            self._empty.say(self.tr("Không có gì"), self.tr("Chọn người khác, loại việc khác hay thời gian dài hơn."))
        self._add(lines)

    def _add(self, lines: Sequence[LogLine]) -> None:
        for each in lines[:PAGE]:
            if self.shown:
                self._lines.addWidget(frame("line", self))
            self.shown.append(each)
            self._lines.addWidget(self._line(each))
        self._more.setVisible(len(lines) > PAGE)

    def _line(self, each: LogLine) -> QWidget:
        made = QWidget(self)
        inside = row(made, margins=(0, 9, 0, 9), spacing=12)
        token = "danger" if each.event == "unlock_failed" else "muted"
        inside.addWidget(IconLabel(_ICONS.get(each.event, "circle-check"), 18, token, made))
        words = column(spacing=1)
        words.addWidget(label(each.sentence, made, wrap=True))
        words.addWidget(label(f"{show_time(each.at)} · {each.person} · {number(each.seq)}", made, role="small"))
        inside.addLayout(words, 1)
        return made

    @Slot()
    def show_more(self) -> None:
        """Fetch older lines."""
        if self.shown:
            self._session.read(_Reading(self.wanted, language(), self.shown[-1].seq), self._more_came, key="log")

    @Slot(object)
    def _more_came(self, found: tuple[list[LogLine], list[str]]) -> None:
        self._add(found[0])

    @Slot()
    def check(self) -> None:
        """Follow the chain from the first line to the last."""
        self._session.read(lambda opened, tick: audit.broken_at(opened), self._checked, key="log check")

    @Slot(object)
    def _checked(self, line: int | None) -> None:
        if line is None:
            self.banner.say(self.tr("Nhật ký liền một mạch: không dòng nào bị sửa, bỏ hay chen vào."), "good")
        else:
            self.banner.say(sentence("log_broken", "finding", line=line), "danger")

    @Slot()
    def _ask_path(self) -> None:
        name = self.tr("Nhật ký {name}.xlsx").format(name=self._session.opened.name)
        ask_save(self, self.tr("Xuất nhật ký ra đâu?"), self.tr("Bảng tính Excel (*.xlsx)"), name, "xlsx", self.export_to)

    @Slot(str)
    def export_to(self, path: str) -> None:
        """Write the lines that the choices ask for to a workbook."""
        wanted, lang, target = self.wanted, language(), Path(path)
        self._session.write(
            lambda opened, tick: audit_export.export_log(opened, target, wanted, lang=lang, tick=tick), self._exported, failed=self._failed
        )

    @Slot(object)
    def _exported(self, n: int) -> None:
        self.banner.say(self.tr("Đã xuất {n} dòng.").format(n=number(n)), "good")
        self.arrive()

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self.banner.say(error_text(error), "danger")


class _Reading:
    """The reading of a page of the log, one line more than is shown; holds no Qt object."""

    def __init__(self, wanted: LogFilter, lang: str, before: int | None = None) -> None:
        self._wanted, self._lang, self._before = wanted, lang, before

    def __call__(self, opened: OpenVault, tick: Tick) -> tuple[list[LogLine], list[str]]:
        lines = audit.log(opened, self._wanted, PAGE + 1, before=self._before, lang=self._lang)
        return lines, audit.people_in_log(opened)
