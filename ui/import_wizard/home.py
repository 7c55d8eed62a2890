"""Where importing begins: drop or choose a file; below, what was imported before and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from khachhang.model import Party, RowOutcome
from ui import theme
from ui.dates import show_time
from ui.import_wizard.result import about
from ui.texts import number, sentence
from ui.widgets.basics import IconLabel, add_all, badge, button, clear_layout, column, frame, label, row, scrolled
from ui.widgets.elided import ElidedLabel
from ui.widgets.states import Banner


class ImportHome(QWidget):
    """Says what the person wants; the page does it."""

    choose_wanted = Signal()
    paste_wanted = Signal()
    result_wanted = Signal(int)
    undo_wanted = Signal(int)
    redo_wanted = Signal(int)
    party_wanted = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner(self)
        self._past = column(spacing=8)
        inner = QWidget(self)
        body = column(inner, margins=(28, 24, 28, 28), spacing=14)
        body.addWidget(label(self.tr("Nhập danh sách"), inner, role="title"))
        body.addWidget(self.banner)
        body.addWidget(self._drop_area(inner))
        body.addSpacing(8)
        body.addLayout(self._past)
        body.addStretch(1)
        outer = column(self)
        outer.addWidget(scrolled(inner, self))
        paste = QShortcut(QKeySequence.StandardKey.Paste, self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste_wanted)

    def _drop_area(self, parent: QWidget) -> QWidget:
        area = frame("card", parent)
        inside = column(area, margins=(24, 30, 24, 30), spacing=8)
        head = label(self.tr("Kéo một hay nhiều tệp Excel vào đây"), area, role="heading")
        kinds = label(
            self.tr(".xlsx, .xls, .csv, .ods, danh bạ .vcf · tệp của KiotViet, Sapo, Shopee… đều đọc được"), area, role="muted", wrap=True
        )
        choose = button(self.tr("&Chọn tệp…"), self.choose_wanted.emit, icon="folder-open", kind="primary", parent=area)
        choose.setMinimumHeight(36)
        paste = button(self.tr("&Dán từ Excel"), self.paste_wanted.emit, icon="clipboard-paste", parent=area)
        paste.setMinimumHeight(36)
        buttons = row(spacing=10)
        add_all(buttons, None, choose, paste, None)
        picture = IconLabel("file-spreadsheet", 40, "accent", area)
        add_all(inside, picture, head, kinds, 6, buttons)
        inside.setAlignment(picture, Qt.AlignmentFlag.AlignHCenter)
        head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        kinds.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return area

    def show_past(self, imports: Sequence[Any]) -> None:
        """List what was imported before, newest first."""
        clear_layout(self._past)
        if imports:
            self._past.addWidget(label(self.tr("ĐÃ NHẬP"), self, role="section"))
        for info in imports[:30]:
            self._past.addWidget(self._line(info))

    def _line(self, info: Any) -> QWidget:
        card = frame("card", self)
        line = row(card, margins=(14, 10, 10, 10), spacing=12)
        line.addWidget(IconLabel("file-spreadsheet", 22, "muted", card))
        words = column(spacing=1)
        top = row(spacing=8)
        name = ElidedLabel(info.file_name, card)
        name.setProperty("role", "strong")
        total = sum(info.counts.values())
        top.addWidget(name, 1)
        words.addLayout(top)
        told = [
            *about(info).split(" · ")[1:],
            self.tr("{n} dòng").format(n=number(total)),
            self.tr("{n} khách mới").format(n=number(info.counts[RowOutcome.NEW])),
        ]
        words.addWidget(label(" · ".join([*told, show_time(info.at), info.person]), card, role="small", wrap=True))
        line.addLayout(words, 1)
        if info.party is not Party.FIRST:
            line.addWidget(badge(sentence(info.party.value, "party"), "warning", card))
        if info.taken_in_from is not None:
            line.addWidget(badge(self.tr("Lấy vào sau"), "neutral", card))
        if not info.is_active:
            line.addWidget(badge(self.tr("Đã bỏ"), "neutral", card))
        see = button(self.tr("Xem"), partial(self.result_wanted.emit, info.operation_id), kind="small", parent=card)
        see.setAccessibleName(self.tr("Xem lần nhập {name}").format(name=info.file_name))
        line.addWidget(see)
        line.addWidget(self._more(info, card))
        return card

    def _more(self, info: Any, parent: QWidget) -> QPushButton:
        made = button("", None, icon="ellipsis", kind="small", parent=parent)
        made.setAccessibleName(self.tr("Việc khác với lần nhập {name}").format(name=info.file_name))
        menu = QMenu(made)
        if info.is_active:
            menu.addAction(theme.icon("undo-2", "muted"), self.tr("&Bỏ lần nhập này"), partial(self.undo_wanted.emit, info.operation_id))
        else:
            menu.addAction(theme.icon("redo-2", "muted"), self.tr("&Nhập lại như cũ"), partial(self.redo_wanted.emit, info.operation_id))
        origin = menu.addMenu(self.tr("&Danh sách này từ đâu?"))
        choices = ((Party.FIRST, self.tr("&Khách của tiệm")), (Party.THIRD, self.tr("&Nơi khác đưa")), (Party.UNSURE, self.tr("Không &rõ")))
        for party, text in choices:
            action = origin.addAction(text, partial(self.party_wanted.emit, info.operation_id, party))
            action.setCheckable(True)
            action.setChecked(party is info.party)
        made.setMenu(menu)
        return made
