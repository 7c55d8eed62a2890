"""The card of one customer: every value with its mark and origin, amounts side by side, orders, raw rows, what was done."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget

from khachhang.fields import Group
from khachhang.model import Mark
from khachhang.operations import customers
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right
from khachhang.progress import Tick
from ui import theme
from ui.allowed import allow
from ui.customers.card_field import FieldBlock
from ui.customers.card_parts import AmountBlock, HistoryBlock, OrderBlock, RecordBlock
from ui.customers.quick_note import QuickNote
from ui.session import Session
from ui.translations import language
from ui.widgets.basics import IconLabel, add_all, badge, button, clear_layout, column, frame, label, line, row, scrolled, tool
from ui.widgets.flow import FlowLayout
from ui.widgets.states import Banner

_AMOUNT_ORDER = ("debt", "debt_days", "last_purchase_date", "total_spent", "points")
HIDDEN_KEYS = ("full_name", "do_not_contact", "street", "ward", "district", "province")


class CardPanel(QFrame):
    """Shows a card and says what the person wants with it. `act` = (name of the act, arguments)."""

    closed = Signal()
    act_asked = Signal(str, object)
    customer_asked = Signal(int)
    original_asked = Signal(int, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("frame", "right")
        self._session = session
        self.card: Any = None
        self._title = label("", self, role="heading", wrap=True, selectable=True)
        self._badges = FlowLayout(spacing=6)
        self._actions = FlowLayout(spacing=6)
        self._banner = Banner(self)
        top = row(spacing=6)
        top.addWidget(self._title, 1)
        top.addWidget(tool("x", self.tr("Đóng thẻ khách"), self.closed.emit, parent=self), 0, Qt.AlignmentFlag.AlignTop)
        head = column(margins=(20, 16, 14, 12), spacing=10)
        self.quick_note = QuickNote(self)
        self.quick_note.noted.connect(partial(self._ask, "note"))
        allow(self.quick_note, session.opened, Right.EDIT)
        add_all(head, top, self._badges, self._banner, self._actions, self.quick_note)
        self._inner = QWidget(self)
        self._body = column(self._inner, margins=(20, 14, 20, 24), spacing=10)
        self._area: QScrollArea = scrolled(self._inner, self)
        outer = column(self, spacing=0)
        add_all(outer, head, line(self), self._area)

    def load(self, customer_id: int) -> None:
        """Fetch a card and show it."""
        self._session.read(_CardOf(customer_id, language()), self.show_card, key="card")

    @Slot(object)
    def show_card(self, card: Any) -> None:
        """Show a card; the place scrolled to is kept for the same customer."""
        place = self._area.verticalScrollBar().value() if self.card is not None and self.card.customer_id == card.customer_id else 0
        self.card = card
        self._title.setText(card.name or self.tr("(chưa có tên)"))
        self.setAccessibleName(self.tr("Thẻ khách {name}").format(name=self._title.text()))
        self._fill_head(card)
        self.quick_note.show_for(card.customer_id)
        self.quick_note.setVisible(not card.is_binned)
        clear_layout(self._body)
        self._fill_fields(card)
        self._fill_rest(card)
        self._body.addStretch(1)
        self._area.verticalScrollBar().setValue(place)
        if self._session.opened.viewed.is_due:
            self._session.write(lambda opened, tick: opened.write_viewed(), lambda _nothing: None)

    def show_revealed(self, customer_id: int, field: Any) -> None:
        """Show one field of the card in full, as long as the card is not read again."""
        if self.card is not None and self.card.customer_id == customer_id:
            fields = tuple(field if f.field.key == field.field.key else f for f in self.card.fields)
            self.show_card(replace(self.card, fields=fields))

    def _fill_head(self, card: Any) -> None:
        clear_layout(self._badges)
        if card.do_not_contact:
            self._badges.addWidget(badge(self.tr("Xin đừng gọi"), "danger", self))
        if self._unverified(card):
            self._badges.addWidget(badge(self.tr("Chưa kiểm"), "warning", self))
        if len(card.records) > 1:
            self._badges.addWidget(badge(self.tr("{n} nguồn").format(n=len({r.source_name for r in card.records})), "neutral", self))
        for group in self._groups(card):
            self._badges.addWidget(badge(group, "accent", self))
        for group in card.rule_groups:
            made = badge(self.tr("{group} (tự động)").format(group=group), "info", self)
            made.setToolTip(self.tr("Nhóm tự động: khách đang khớp điều kiện của nhóm"))
            self._badges.addWidget(made)
        asked = card.open_questions
        said = self.tr("{n} khách khác giống khách này.").format(n=asked) if asked and not card.is_binned else ""
        self._banner.say(said, "info", ((self.tr("Xem"), partial(self._ask, "questions")),) if said else ())
        clear_layout(self._actions)
        if card.is_binned:
            self._actions.addWidget(button(self.tr("Lấy lại từ Thùng rác"), partial(self._ask, "restore"), icon="rotate-ccw", parent=self))
            return
        edit = button(self.tr("Sửa"), partial(self._ask, "edit"), icon="pencil", kind="small", parent=self)
        right = button(self.tr("Vẫn đúng"), partial(self._ask, "confirm"), icon="check", kind="small", parent=self)
        right.setToolTip(self.tr("Hôm nay đã hỏi lại: mọi điều trên thẻ vẫn đúng"))
        for each in (edit, right):
            allow(each, self._session.opened, Right.EDIT)
        more = button("", None, icon="ellipsis", kind="small", parent=self)
        more.setAccessibleName(self.tr("Việc khác với khách này"))
        more.setToolTip(more.accessibleName())
        more.setMenu(self._more_menu(card, more))
        for each in (edit, right, more):
            self._actions.addWidget(each)

    def _more_menu(self, card: Any, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        call = self.tr("&Gọi lại được rồi") if card.do_not_contact else self.tr("Xin đừ&ng gọi")
        menu.addAction(theme.icon("phone-off", "muted"), call, partial(self._ask, "do_not_contact", not card.do_not_contact))
        menu.addAction(theme.icon("printer", "muted"), self.tr("&In thẻ này…"), partial(self._ask, "print"))
        menu.addAction(theme.icon("history", "muted"), self.tr("Nhật &ký về khách này"), partial(self._ask, "log"))
        menu.addAction(theme.icon("file-text", "muted"), self.tr("&Dữ liệu của khách này…"), partial(self._ask, "own_data"))
        if self._unverified(card):
            menu.addSeparator()
            menu.addAction(theme.icon("check", "muted"), self.tr("&Cả thẻ đã gọi, đúng"), partial(self._ask, "mark", "right"))
            menu.addAction(
                theme.icon("circle-help", "muted"), self.tr("Cả thẻ &không kiểm được…"), partial(self._ask, "mark", "unverifiable")
            )
        if len({r.home_id for r in card.records}) > 1:
            menu.addSeparator()
            menu.addAction(theme.icon("split", "muted"), self.tr("&Tách ra như trước khi gộp"), partial(self._ask, "unmerge"))
        if len(card.records) > 1:
            menu.addAction(theme.icon("unlink", "muted"), self.tr("Tách &một phần…"), partial(self._ask, "split"))
        if card.households or card.parted:
            menu.addAction(theme.icon("rotate-ccw", "muted"), self.tr("Hỏi &lại về khách này"), partial(self._ask, "ask_again"))
        menu.addSeparator()
        menu.addAction(theme.icon("trash-2", "muted"), self.tr("&Bỏ vào Thùng rác"), partial(self._ask, "bin"))
        menu.addAction(theme.icon("user-x", "muted"), self.tr("&Xóa hẳn theo yêu cầu…"), partial(self._ask, "erase"))
        self._allow(menu)
        return menu

    def _allow(self, menu: QMenu) -> None:
        """Show what the person may not do as not to be had: all of it changes the customer, but for printing."""
        needed = {self.tr("&In thẻ này…"): Right.PRINT, self.tr("&Dữ liệu của khách này…"): Right.EXPORT}
        needed.update(dict.fromkeys((self.tr("&Xóa hẳn theo yêu cầu…"), self.tr("Nhật &ký về khách này")), Right.MANAGE))
        parting = (self.tr("&Tách ra như trước khi gộp"), self.tr("Tách &một phần…"), self.tr("Hỏi &lại về khách này"))
        needed.update(dict.fromkeys(parting, Right.MERGE))
        for action in menu.actions():
            allow(action, self._session.opened, needed.get(action.text(), Right.EDIT))

    def _fill_fields(self, card: Any) -> None:
        """Show what is asked for at the counter first: notes, contact, what is owed; then the rest."""
        shown = [f for f in card.fields if f.field.key not in HIDDEN_KEYS or self._is_worth_showing(f)]
        notes = [f for f in shown if f.field.key == "note" and any(v.is_shown for v in f.values)]
        if notes:
            self._body.addWidget(self._note(notes[0]))
        titles = {
            Group.CONTACT: self.tr("LIÊN LẠC"),
            Group.SHOP: self.tr("VỚI TIỆM"),
            Group.PERSONAL: self.tr("BẢN THÂN"),
            Group.BUSINESS: self.tr("CÔNG TY"),
            Group.CUSTOM: self.tr("CỘT RIÊNG"),
        }
        for group, title in titles.items():
            of_group = [f for f in shown if f.field.group is group and f not in notes]
            if of_group:
                self._section(title)
            for field in of_group:
                self._body.addWidget(self._field_block(field))
            if group is Group.CONTACT:
                self._fill_amounts(card)

    def _field_block(self, field: Any) -> FieldBlock:
        made = FieldBlock(field, self._inner, opened=self._session.opened)
        made.act_asked.connect(self.act_asked)
        made.original_asked.connect(self.original_asked)
        return made

    def _note(self, field: Any) -> QFrame:
        made = frame("note", self._inner)
        inside = row(made, margins=(12, 10, 8, 10), spacing=10)
        inside.addWidget(IconLabel("sticky-note", 16, "warning", made), 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._field_block(field), 1)
        return made

    def _fill_amounts(self, card: Any) -> None:
        if card.amounts:
            self._section(self.tr("SỐ TIỀN, TỪNG NGUỒN"))
        for amount in sorted(
            card.amounts, key=lambda a: _AMOUNT_ORDER.index(a.field.key) if a.field.key in _AMOUNT_ORDER else len(_AMOUNT_ORDER)
        ):
            block = AmountBlock(amount, self._inner)
            block.original_asked.connect(self.original_asked)
            self._body.addWidget(block)

    def _fill_rest(self, card: Any) -> None:
        if card.orders:
            self._section(self.tr("ĐƠN HÀNG ({n})").format(n=len(card.orders)))
            self._body.addWidget(OrderBlock(card.orders, self._inner))
        if card.households:
            self._section(self.tr("CÙNG NHÀ"))
            for other, name in card.households:
                made = button(name or str(other), partial(self.customer_asked.emit, other), icon="house", kind="link", parent=self._inner)
                self._body.addWidget(made)
        if card.parted:
            self._section(self.tr("KHÔNG PHẢI CÙNG NGƯỜI"))
            for other, name in card.parted:
                made = button(name or str(other), partial(self.customer_asked.emit, other), icon="split", kind="link", parent=self._inner)
                self._body.addWidget(made)
        self._section(self.tr("ĐẾN TỪ"))
        records = RecordBlock(card.records, self._inner)
        records.original_asked.connect(self.original_asked)
        self._body.addWidget(records)
        if card.history:
            self._section(self.tr("ĐÃ LÀM"))
            self._body.addWidget(HistoryBlock(card.history, self._inner))

    def _section(self, title: str) -> None:
        if self._body.count():
            self._body.addSpacing(6)
        self._body.addWidget(label(title, self._inner, role="section"))

    def _ask(self, what: str, *args: object) -> None:
        self.act_asked.emit(what, args)

    @staticmethod
    def _is_worth_showing(field: Any) -> bool:
        """The name stands in the title already; shown below when it is doubtful or has other spellings."""
        return field.field.key == "full_name" and (len(field.values) > 1 or any(v.mark is not None for v in field.values))

    @staticmethod
    def _unverified(card: Any) -> bool:
        return any(v.mark is Mark.UNVERIFIED for f in card.fields for v in f.values if v.is_shown)

    @staticmethod
    def _groups(card: Any) -> list[str]:
        return [v.text for f in card.fields if f.field.key == "group" for v in f.values if v.is_shown][:6]


class _CardOf:
    """The reading of one card; holds no Qt object."""

    def __init__(self, customer_id: int, lang: str) -> None:
        self._customer_id, self._lang = customer_id, lang

    def __call__(self, opened: OpenVault, tick: Tick) -> Any:
        return customers.card(opened, self._customer_id, lang=self._lang)
