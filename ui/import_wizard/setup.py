"""Before the preview: where the list is from, and what its columns are. What needs no answer is one line that can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QWidget

from khachhang.fields import Catalogue
from khachhang.importing.model import Mapping
from khachhang.model import Party
from ui.import_wizard.mapping_view import MappingView
from ui.texts import number, sentence
from ui.widgets.basics import IconLabel, add_all, button, clear_layout, column, frame, label, line, row, scrolled
from ui.widgets.elided import ElidedLabel
from ui.widgets.states import Banner

LIKELY = 0.35
"""A table found with less confidence than this is not ticked at first."""


@dataclass(slots=True)
class TablePlan:
    """A table of the file, whether it is taken and with which mapping."""

    look: Any
    mapping: Mapping
    is_taken: bool


class SetupStep(QWidget):
    """Collects the answers; `preview_wanted` says they are complete."""

    preview_wanted = Signal()
    back_wanted = Signal()
    header_wanted = Signal(int, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plans: list[TablePlan] = []
        self._catalogue: Catalogue | None = None
        self._title = ElidedLabel("", self)
        self._title.setProperty("role", "title")
        self._inner = QWidget(self)
        self._tables = column(spacing=10)
        self.name = QComboBox(self)
        self.name.setEditable(True)
        self.name.setAccessibleName(self.tr("Tên nguồn"))
        self.name.setMinimumWidth(280)
        self._origins = QButtonGroup(self)
        self._law = Banner(self)
        self._warning = Banner(self)
        self._next = button(self.tr("&Xem trước"), self.preview_wanted.emit, icon="eye", kind="primary", parent=self)
        self._lay_out()

    def _lay_out(self) -> None:
        body = column(self._inner, margins=(28, 22, 28, 20), spacing=14)
        body.addWidget(self._title)
        body.addLayout(self._tables)
        body.addWidget(self._warning)
        card = frame("card", self._inner)
        origin = column(card, margins=(20, 16, 20, 16), spacing=6)
        origin.addWidget(label(self.tr("Danh sách này từ đâu?"), card, role="heading"))
        for party, text, hint in (
            (Party.FIRST, self.tr("&Khách của tiệm"), self.tr("đã mua, nhắn tin, ghi sổ")),
            (Party.THIRD, self.tr("&Nơi khác đưa"), self.tr("hiệp hội, hội chợ, người quen")),
            (Party.UNSURE, self.tr("Không &rõ"), ""),
        ):
            choice = QRadioButton(f"{text}  ({hint})" if hint else text, card)
            choice.setProperty("kind", "big")
            choice.setProperty("party", party.value)
            self._origins.addButton(choice)
            origin.addWidget(choice)
        self._origins.buttonToggled.connect(self._origin_chosen)
        origin.addWidget(self._law)
        named = row(spacing=10)
        caption = label(self.tr("Gọi nguồn này là"), card, role="muted")
        caption.setBuddy(self.name)
        add_all(named, caption, self.name, None)
        origin.addSpacing(4)
        origin.addLayout(named)
        origin.addWidget(
            label(self.tr("Lần sau nhập lại cùng nguồn: dòng không đổi thì thôi, dòng đổi thì cập nhật."), card, role="small", wrap=True)
        )
        body.addWidget(card)
        body.addStretch(1)
        bottom = frame("bottom", self)
        buttons = row(bottom, margins=(28, 12, 28, 12), spacing=10)
        self._why = label("", self, role="muted")
        add_all(
            buttons,
            button(self.tr("&Chọn tệp khác"), self.back_wanted.emit, icon="arrow-left", kind="ghost", parent=self),
            None,
            self._why,
            self._next,
        )
        outer = column(self, spacing=0)
        outer.addWidget(scrolled(self._inner, self), 1)
        outer.addWidget(bottom)

    def begin(self, look: Any, catalogue: Catalogue, sources: Sequence[Any]) -> None:
        """Show a file that was read."""
        self._catalogue = catalogue
        self._title.setText(look.file_name)
        self.plans = [TablePlan(t, t.mapping, t.table.confidence >= LIKELY or len(look.tables) == 1) for t in look.tables]
        self._origins.setExclusive(False)
        for choice in self._origins.buttons():
            choice.setChecked(False)
        self._origins.setExclusive(True)
        self._law.say("")
        self.name.clear()
        self.name.addItems([s.name for s in sources])
        self.name.setCurrentText(source_name(look))
        self._fill_tables()
        self._look()

    def replace_look(self, at: int, look: Any) -> None:
        """The person said where the header is: show the table anew."""
        self.plans[at] = TablePlan(look, look.mapping, True)
        self._fill_tables(opened=at)
        self._look()

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

    def _fill_tables(self, opened: int | None = None) -> None:
        clear_layout(self._tables)
        for at, plan in enumerate(self.plans):
            self._tables.addWidget(self._table_card(at, plan, is_open=at == opened))

    def _table_card(self, at: int, plan: TablePlan, *, is_open: bool) -> QWidget:
        card = frame("card", self._inner)
        inside = column(card, margins=(16, 12, 14, 12), spacing=8)
        head = row(spacing=10)
        if len(self.plans) > 1:
            tick = QCheckBox(self)
            tick.setChecked(plan.is_taken)
            tick.setAccessibleName(self.tr("Nhập trang {name}").format(name=plan.look.table.sheet))
            tick.toggled.connect(partial(self._take, at))
            head.addWidget(tick)
        else:
            head.addWidget(IconLabel("table", 20, "accent", card))
        words = column(spacing=1)
        words.addWidget(
            label(plan.look.layout_sentence or self.tr("Trang {name}").format(name=plan.look.table.sheet), card, role="strong", wrap=True)
        )
        words.addWidget(label(self._summary(plan), card, role="muted", wrap=True))
        head.addLayout(words, 1)
        see = button(self.tr("Xem các cột"), None, kind="small", parent=card)
        see.setCheckable(True)
        see.setAccessibleName(self.tr("Xem các cột của trang {name}").format(name=plan.look.table.sheet))
        head.addWidget(see)
        inside.addLayout(head)
        assert self._catalogue is not None
        holder = _Unfolding(partial(self._mapping_view, at, plan), card)
        inside.addWidget(holder)
        see.toggled.connect(holder.unfold)
        see.setChecked(is_open)
        return card

    def _mapping_view(self, at: int, plan: TablePlan) -> QWidget:
        assert self._catalogue is not None
        view = MappingView(plan.look, plan.mapping, self._catalogue, self._inner)
        view.changed.connect(partial(self._remap, at))
        view.header_chosen.connect(partial(self.header_wanted.emit, at, plan.look.table.sheet))
        return view

    def _summary(self, plan: TablePlan) -> str:
        columns = plan.mapping.columns
        own = sum(1 for c in columns if c.target == "custom")
        known = sum(1 for c in columns if c.target not in ("custom", "ignore", "stt"))
        rows = sum(1 for kind in plan.look.table.kinds.values() if kind.value == "data")
        parts = [self.tr("{n} dòng").format(n=number(rows)), self.tr("{n} cột hiểu được").format(n=known)]
        if own:
            parts.append(self.tr("{n} cột giữ làm cột riêng").format(n=own))
        return " · ".join(parts)

    def _take(self, at: int, is_taken: bool) -> None:
        self.plans[at].is_taken = is_taken
        self._look()

    def _remap(self, at: int, mapping: Mapping) -> None:
        self.plans[at].mapping = mapping
        self._look()

    @Slot()
    def _origin_chosen(self) -> None:
        party = self.party
        if party in (Party.THIRD, Party.UNSURE):
            self._law.say(self.tr("Sẽ đánh dấu Chưa kiểm và không đè thông tin của tiệm. Luật cấm mua bán thông tin cá nhân."), "warning")
        else:
            self._law.say("")
        self._look()

    def _look(self) -> None:
        taken = [p for p in self.plans if p.is_taken]
        issues = [sentence(w.code, "issue", **dict(w.params)) for p in taken for w in p.mapping.warnings]
        targets = {c.target for p in taken for c in p.mapping.columns}
        if taken and not _names_somebody(targets):
            issues.insert(0, self.tr("Chưa có cột nào là tên hay số điện thoại. Mở “Xem các cột” và chọn lại."))
        self._warning.say("\n".join(dict.fromkeys(issues)), "warning")
        why = ""
        if not taken:
            why = self.tr("Chưa chọn trang nào")
        elif self.party is None:
            why = self.tr("Chọn danh sách này từ đâu")
        self._why.setText(why)
        self._next.setEnabled(not why)


class _Unfolding(QWidget):
    """Makes its content only when it is opened."""

    def __init__(self, make: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._inner = column(self, spacing=8)
        self.hide()

    @Slot(bool)
    def unfold(self, is_open: bool) -> None:
        """Show or hide."""
        if is_open and not self._inner.count():
            self._inner.addWidget(line(self))
            self._inner.addWidget(self._make())
        self.setVisible(is_open)


def _names_somebody(targets: set[str]) -> bool:
    known = {"full_name", "phone", "phone2", "company", "family_name", "given_name", "contact", "customer_code", "email", "order_code"}
    return bool(targets & known) or any(t.startswith("mixed:") for t in targets)


def source_name(look: Any) -> str:
    """Return how a source is called at first: the program that wrote the file, else the file without its date and ending."""
    layouts = [t.mapping.layout for t in look.tables if t.mapping.layout]
    if layouts:
        program = layouts[0].split("_")[0]
        known = {
            "kiotviet": "KiotViet",
            "sapo": "Sapo",
            "shopee": "Shopee",
            "tiktok": "TikTok Shop",
            "lazada": "Lazada",
            "google": "Danh bạ Google",
        }
        if program in known:
            return known[program]
    stem = look.file_name.rsplit(".", 1)[0]
    words = [w for w in stem.replace("_", " ").replace("-", " ").split() if not w.isdigit()]
    return " ".join(words) or stem
