"""Exporting to Excel: which customers, which columns, and what the person should know before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDate, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialog, QLineEdit, QRadioButton, QWidget

from khachhang.operations import customers, exports
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from ui.customers.columns import EXTRA
from ui.session import Session
from ui.texts import error_text, number
from ui.translations import language
from ui.widgets.basics import add_all, button, column, frame, label, row
from ui.widgets.files import ask_save
from ui.widgets.password_field import PasswordField
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.states import Banner

FILTERED, SELECTED, ALL = "filtered", "selected", "all"


class ExportDialog(QDialog):
    """States the numbers, warns that the workbook is not locked, asks where to write it."""

    def __init__(
        self,
        session: Session,
        query: CustomerQuery,
        columns: Sequence[str],
        shown: int,
        ids: Sequence[int] | None,
        parent: QWidget | None = None,
        *,
        title: str = "",
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._query = query
        self.title = QLineEdit(title, self)
        self.title.setAccessibleName(self.tr("Tiêu đề trên trang tính"))
        self.title.setPlaceholderText(session.opened.name)
        self.title.setMaxLength(80)
        self._columns = [key for key in columns if key not in EXTRA]
        self._ids = list(ids) if ids else None
        self._without_silent = False
        self._job: Any = None
        self.setWindowTitle(self.tr("Xuất ra Excel"))
        self.setMinimumWidth(560)
        self.said = label("…", self, role="heading", wrap=True)
        self._banner = Banner(self)
        self._who = QButtonGroup(self)
        self._what = QButtonGroup(self)
        self._lock = QCheckBox(self.tr("Đặt mật khẩu cho tệp &Excel"), self)
        self._password = PasswordField(self.tr("Mật khẩu cho tệp Excel"), self)
        self._password.hide()
        self._lock.toggled.connect(self._password.setVisible)
        self.progress = ProgressPanel(self)
        self.progress.hide()
        self.progress.cancelled.connect(self._cancel)
        self.without_silent = button("", partial(self._ask_path, True), parent=self)
        self.without_silent.hide()
        self.all_of_them = button(self.tr("&Xuất"), partial(self._ask_path, False), icon="download", kind="primary", parent=self)
        self._lay_out(shown)
        self._count()
        self._session.read(lambda opened, tick: customers.count(opened, CustomerQuery(), tick), self._all_counted, key="export all")

    def _lay_out(self, shown: int) -> None:
        body = column(self, margins=(28, 22, 28, 20), spacing=12)
        body.addWidget(self.said)
        choices = frame("card", self)
        inside = column(choices, margins=(16, 12, 16, 12), spacing=4)
        who = [(FILTERED, self.tr("Khách đang &lọc ({n})").format(n=number(shown))), (ALL, self.tr("&Tất cả khách"))]
        if self._ids:
            who.insert(0, (SELECTED, self.tr("Khách đã &chọn ({n})").format(n=number(len(self._ids)))))
        for at, (key, text) in enumerate(who):
            inside.addWidget(self._choice(self._who, key, text, is_on=at == 0))
        inside.addSpacing(8)
        inside.addWidget(self._choice(self._what, "shown", self.tr("Cột đang &hiện ({n})").format(n=len(self._columns)), is_on=True))
        every = self.tr("&Mọi cột ({n})").format(n=len(self._every()))
        inside.addWidget(self._choice(self._what, "every", every, is_on=False))
        inside.addWidget(label(self.tr("Cột Nguồn và Đã kiểm luôn đi kèm."), choices, role="small"))
        body.addWidget(choices)
        named = row(spacing=10)
        caption = label(self.tr("Tiêu &đề"), self)
        caption.setBuddy(self.title)
        named.addWidget(caption)
        named.addWidget(self.title, 1)
        body.addLayout(named)
        self._who.buttonToggled.connect(self._count)
        body.addWidget(self._banner)
        self._banner.say(self.tr("Tệp Excel này không khóa: ai có tệp đều đọc được."), "warning")
        add_all(body, self._lock, self._password, self.progress, 4)
        buttons = row(spacing=10)
        add_all(buttons, None, button(self.tr("Hủ&y"), self.reject, parent=self), self.without_silent, self.all_of_them)
        body.addLayout(buttons)

    def _choice(self, group: QButtonGroup, key: str, text: str, *, is_on: bool) -> QRadioButton:
        made = QRadioButton(text, self)
        made.setProperty("choice", key)
        made.setChecked(is_on)
        group.addButton(made)
        return made

    def _every(self) -> list[str]:
        return [f.key for f in self._session.opened.catalogue if not f.is_confidential]

    @Slot(object)
    def _all_counted(self, total: int) -> None:
        everybody = next(b for b in self._who.buttons() if b.property("choice") == ALL)
        everybody.setText(self.tr("&Tất cả khách ({n})").format(n=number(total)))

    def _scope(self) -> tuple[CustomerQuery, list[int] | None]:
        chosen = self._who.checkedButton().property("choice")
        if chosen == SELECTED:
            return self._query, self._ids
        return (CustomerQuery() if chosen == ALL else self._query), None

    @Slot()
    def _count(self) -> None:
        query, ids = self._scope()
        lang = language()
        self._session.read(lambda opened, tick: exports.preview(opened, query, ids, lang=lang), self._counted, key="export")

    @Slot(object)
    def _counted(self, preview: Any) -> None:
        self.said.setText(preview.sentence)
        self.all_of_them.setEnabled(preview.rows > 0)
        self.without_silent.setVisible(bool(preview.do_not_contact) and preview.rows > preview.do_not_contact)
        self.without_silent.setText(self.tr("&Bỏ {n} khách xin đừng gọi").format(n=number(preview.do_not_contact)))
        self.without_silent.setAccessibleName(self.without_silent.text().replace("&", ""))
        self.all_of_them.setText(self.tr("&Xuất cả") if preview.do_not_contact else self.tr("&Xuất"))

    def _ask_path(self, without_silent: bool) -> None:
        self._without_silent = without_silent
        name = self.tr("Khách hàng {date}.xlsx").format(date=QDate.currentDate().toString("yyyy-MM-dd"))
        ask_save(self, self.tr("Xuất ra tệp"), self.tr("Excel (*.xlsx);;CSV (*.csv)"), name, "xlsx", self.write)

    @Slot(str)
    def write(self, path: str) -> None:
        """Write the workbook."""
        query, ids = self._scope()
        keys = self._every() if self._what.checkedButton().property("choice") == "every" else self._columns
        password = (self._password.password or None) if self._lock.isChecked() else None
        work = _Export(Path(path), query, keys, ids, self._without_silent, password, language(), self.title.text().strip())
        self._path = Path(path)
        self.progress.start(self.tr("Đang xuất"))
        self.progress.show()
        self.all_of_them.setEnabled(False)
        self._job = self._session.write(work, self._written, heard=self.progress.hear, failed=self._refused, cancelled=self._stopped)

    @Slot(object)
    def _written(self, outcome: Any) -> None:
        self._session.changed.emit(outcome)
        self._session.said.emit(self.tr("Đã xuất {n} khách.").format(n=number(int(outcome.params.get("n", 0)))), None)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
        self.accept()

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self._stopped()
        self._banner.say(error_text(error), "danger")

    @Slot()
    def _stopped(self) -> None:
        self.progress.hide()
        self.all_of_them.setEnabled(True)

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()


class _Export:
    """The writing of the workbook; holds plain values only."""

    def __init__(
        self,
        path: Path,
        query: CustomerQuery,
        columns: Sequence[str],
        ids: list[int] | None,
        without_silent: bool,
        password: str | None,
        lang: str,
        title: str,
    ) -> None:
        self._title = title
        self._path, self._query, self._columns, self._ids = path, query, columns, ids
        self._without_silent, self._password, self._lang = without_silent, password, lang

    def __call__(self, opened: OpenVault, tick: Tick) -> Any:
        return exports.export(
            opened,
            self._path,
            self._query,
            self._columns,
            ids=self._ids,
            leave_out_do_not_contact=self._without_silent,
            password=self._password,
            lang=self._lang,
            title=self._title,
            tick=tick,
        )
