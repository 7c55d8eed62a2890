"""Where a list is from, and when others handed it over: by whom, for what, of which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFormLayout, QFrame, QLineEdit, QRadioButton, QWidget

from khachhang.model import Party
from khachhang.operations import imports
from ui.dates import read_date
from ui.widgets.basics import add_all, column, label, restyle, row
from ui.widgets.states import Banner


class OriginCard(QFrame):
    """Asks; nothing is preselected. `answered` after every change."""

    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._origins = QButtonGroup(self)
        self.law = Banner(self)
        self.name = QComboBox(self)
        self.name.setEditable(True)
        self.name.setMinimumWidth(280)
        self.supplier = QLineEdit(self)
        self.basis = QLineEdit(self)
        self.day = QLineEdit(self)
        self._handed = QWidget(self)
        inside = column(self, margins=(20, 16, 20, 16), spacing=6)
        inside.addWidget(label(self.tr("Danh sách này từ đâu?"), self, role="heading"))
        for party, text, hint in (
            (Party.FIRST, self.tr("&Khách của tiệm"), self.tr("đã mua, nhắn tin, ghi sổ")),
            (Party.THIRD, self.tr("&Nơi khác đưa"), self.tr("hiệp hội, hội chợ, người quen")),
            (Party.UNSURE, self.tr("Không &rõ"), ""),
        ):
            choice = QRadioButton(f"{text}  ({hint})" if hint else text, self)
            choice.setProperty("kind", "big")
            choice.setProperty("party", party.value)
            self._origins.addButton(choice)
            inside.addWidget(choice)
        self._origins.buttonToggled.connect(self._chosen)
        inside.addWidget(self.law)
        inside.addWidget(self._handed_over())
        inside.addSpacing(4)
        inside.addLayout(self._naming())
        inside.addWidget(
            label(self.tr("Lần sau nhập lại cùng nguồn: dòng không đổi thì thôi, dòng đổi thì cập nhật."), self, role="small", wrap=True)
        )

    def _handed_over(self) -> QWidget:
        form = QFormLayout(self._handed)
        form.setContentsMargins(0, 4, 0, 0)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        for field, text, hint in (
            (self.supplier, self.tr("&Ai đưa?"), self.tr("tên người hay nơi đưa danh sách")),
            (self.basis, self.tr("&Họ cho phép dùng vào việc gì?"), self.tr("ví dụ: mời dự hội chợ lần sau; chưa hỏi thì để trống")),
        ):
            caption = label(text, self._handed, role="muted")
            caption.setBuddy(field)
            field.setPlaceholderText(hint)
            field.setMaximumWidth(460)
            form.addRow(caption, field)
        self.supplier.setAccessibleName(self.tr("Ai đưa?"))
        self.basis.setAccessibleName(self.tr("Họ cho phép dùng vào việc gì?"))
        self._handed.hide()
        return self._handed

    def _naming(self) -> Any:
        named = row(spacing=10)
        caption = label(self.tr("&Gọi nguồn này là"), self, role="muted")
        caption.setBuddy(self.name)
        self.name.setAccessibleName(self.tr("Tên nguồn"))
        of_day = label(self.tr("Danh sách lậ&p ngày nào?"), self, role="muted")
        of_day.setBuddy(self.day)
        self.day.setAccessibleName(self.tr("Danh sách lập ngày nào?"))
        self.day.setPlaceholderText(self.tr("dd/mm/yyyy"))
        self.day.setToolTip(self.tr("Không nhớ thì để trống."))
        self.day.setMaximumWidth(150)
        self.day.textChanged.connect(self._day_typed)
        add_all(named, caption, self.name, 12, of_day, self.day, None)
        return named

    def begin(self, names: Sequence[str], name: str) -> None:
        """Ask anew. names: the sources the shop has; name: what this one is called unless the person says otherwise."""
        self._origins.setExclusive(False)
        for choice in self._origins.buttons():
            choice.setChecked(False)
        self._origins.setExclusive(True)
        self.law.say("")
        self._handed.hide()
        for field in (self.supplier, self.basis, self.day):
            field.clear()
        self.name.clear()
        self.name.addItems(list(names))
        self.name.setCurrentText(name)

    @property
    def party(self) -> Party | None:
        """Where the list is from, None until answered."""
        chosen = self._origins.checkedButton()
        return Party(chosen.property("party")) if chosen is not None else None

    def choose_party(self, party: Party) -> None:
        """Answer where the list is from, as a click does."""
        for choice in self._origins.buttons():
            if choice.property("party") == party.value:
                choice.setChecked(True)

    @property
    def missing(self) -> str:
        """What still has to be answered, "" when nothing."""
        if self.party is None:
            return self.tr("Chọn danh sách này từ đâu")
        return self.tr("Ngày của danh sách chưa đúng") if self._day_is_wrong() else ""

    def answer(self, file_name: str) -> imports.SourceChoice:
        """Return what was answered."""
        party = self.party or Party.UNSURE
        handed = party is not Party.FIRST
        return imports.SourceChoice(
            self.name.currentText().strip() or file_name,
            party,
            supplier=self.supplier.text().strip() if handed else "",
            basis=self.basis.text().strip() if handed else "",
            observed_on=read_date(self.day.text()),
        )

    def repeat(self, answer: imports.SourceChoice) -> None:
        """Fill in an answer given before."""
        self.choose_party(answer.party)
        self.name.setCurrentText(answer.name)
        self.supplier.setText(answer.supplier)
        self.basis.setText(answer.basis)

    def _day_is_wrong(self) -> bool:
        found = read_date(self.day.text())
        return bool(self.day.text().strip()) and (found is None or found > datetime.now().astimezone().date().isoformat())

    @Slot()
    def _day_typed(self) -> None:
        self.day.setProperty("problem", "doubt" if self._day_is_wrong() else "")
        restyle(self.day)
        self.answered.emit()

    @Slot()
    def _chosen(self) -> None:
        handed = self.party in (Party.THIRD, Party.UNSURE)
        said = self.tr("Sẽ đánh dấu Chưa kiểm và không đè thông tin của tiệm. Luật cấm mua bán thông tin cá nhân.") if handed else ""
        self.law.say(said, "warning")
        self._handed.setVisible(handed)
        self.answered.emit()
