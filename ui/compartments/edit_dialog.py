"""One piece of confidential information: its name, its fields, its readers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from khachhang.operations import compartments, people
from khachhang.operations.compartments import SUGGESTED, Compartment
from khachhang.operations.opened import OpenVault
from ui.texts import field_label
from ui.widgets.basics import add_all, button, column, frame, label, row

_KEY = Qt.ItemDataRole.UserRole


class EditDialog(QDialog):
    """`asked`: name, keys of fields, ids of readers."""

    asked = Signal(str, object, object)

    def __init__(self, opened: OpenVault, kept: Compartment | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened, self._kept = opened, kept
        self.setWindowTitle(self.tr("Giữ kín thêm") if kept is None else self.tr("Sửa “{name}”").format(name=kept.name))
        self.resize(620, 560)
        self.name = QLineEdit(kept.name if kept is not None else "", self)
        self.name.setAccessibleName(self.tr("Tên gọi"))
        self.name.setPlaceholderText(self.tr("Ví dụ: Nợ và thanh toán"))
        self.name.setMaxLength(60)
        self.fields = self._list(self.tr("Những mục được giữ kín"))
        self.readers = self._list(self.tr("Người xem được"))
        self._fill_fields()
        self._fill_readers()
        self.save = button(self.tr("&Giữ kín") if kept is None else self.tr("&Lưu"), self._save, kind="primary", parent=self)
        self.save.setDefault(True)
        self._lay_out()
        self.name.textChanged.connect(self._look)
        self.fields.itemChanged.connect(self._look)
        self._look()

    def _list(self, name: str) -> QListWidget:
        made = QListWidget(self)
        made.setAccessibleName(name)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    def _lay_out(self) -> None:
        body = column(self, spacing=0)
        top = column(margins=(26, 20, 26, 16), spacing=8)
        add_all(top, label(self.tr("Tên gọi"), self, role="strong"), self.name)
        if self._kept is None:
            ready = row(spacing=8)
            for code, name in self._usual().items():
                ready.addWidget(button(name, partial(self.take, name, SUGGESTED[code]), kind="small", parent=self))
            ready.addStretch(1)
            top.addLayout(ready)
        pair = row(spacing=16)
        for caption, widget, share in (
            (self.tr("Những mục được giữ kín"), self.fields, 3),
            (self.tr("Người xem được"), self.readers, 2),
        ):
            part = column(spacing=4)
            add_all(part, label(caption, self, role="strong"), widget)
            pair.addLayout(part, share)
        top.addSpacing(4)
        top.addLayout(pair, 1)
        text = self.tr(
            "Mọi điều đã ghi ở các mục này, cả dòng gốc và tệp gốc, được mã hóa lại ngay. Bản sao lưu và tệp đã xuất từ trước thì không."
        )
        top.addWidget(label(text, self, role="small", wrap=True))
        body.addLayout(top, 1)
        bottom = frame("bottom", self)
        acts = row(bottom, margins=(26, 12, 26, 12), spacing=10)
        add_all(acts, None, button(self.tr("&Hủy"), self.reject, parent=bottom), self.save)
        body.addWidget(bottom)

    def _usual(self) -> dict[str, str]:
        return {
            "money": self.tr("Nợ và thanh toán"),
            "income": self.tr("Thu nhập"),
            "papers": self.tr("Giấy tờ"),
            "notes": self.tr("Ghi chú riêng"),
        }

    def _fill_fields(self) -> None:
        elsewhere = {f for c in compartments.compartments(self._opened) if self._kept is None or c != self._kept for f in c.fields}
        for field in compartments.sealable(self._opened):
            if field.key not in elsewhere:
                self._add(self.fields, field_label(field), field.key, self._kept is not None and field.key in self._kept.fields)

    def _fill_readers(self) -> None:
        for person in people.list_people(self._opened, with_gone=False):
            text = self.tr("{name} (chủ sổ)").format(name=person.name) if person.is_owner else person.name
            item = self._add(self.readers, text, person.person_id, person.is_owner or self._reads(person.person_id))
            if person.is_owner:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)

    def _reads(self, person_id: str) -> bool:
        return self._kept is not None and person_id in self._kept.readers

    @staticmethod
    def _add(box: QListWidget, text: str, key: str, is_checked: bool) -> QListWidgetItem:
        item = QListWidgetItem(text, box)
        item.setData(_KEY, key)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(Qt.CheckState.Checked if is_checked else Qt.CheckState.Unchecked)
        return item

    def take(self, name: str, keys: Sequence[str]) -> None:
        """Take up a usual choice."""
        self.name.setText(name)
        for item in self._items(self.fields):
            item.setCheckState(Qt.CheckState.Checked if item.data(_KEY) in keys else Qt.CheckState.Unchecked)

    @staticmethod
    def _items(box: QListWidget) -> list[QListWidgetItem]:
        return [box.item(at) for at in range(box.count())]

    def _checked(self, box: QListWidget) -> list[str]:
        return [str(i.data(_KEY)) for i in self._items(box) if i.checkState() is Qt.CheckState.Checked]

    @Slot()
    def _look(self, _item: object = None) -> None:
        self.save.setEnabled(bool(self.name.text().strip()) and bool(self._checked(self.fields)))

    @Slot()
    def _save(self) -> None:
        self.asked.emit(self.name.text().strip(), self._checked(self.fields), self._checked(self.readers))
        self.accept()
