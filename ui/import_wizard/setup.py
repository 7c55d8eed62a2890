"""Before the preview: where the list is from, and what its columns are. What needs no answer is one line that can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from khachhang.fields import Catalogue
from khachhang.importing import warnings_of
from khachhang.importing.model import Mapping
from khachhang.model import Party
from khachhang.operations import imports
from ui.dates import show_time
from ui.import_wizard.origin import OriginCard
from ui.import_wizard.table_card import TableCard, TablePlan
from ui.texts import number, sentence
from ui.widgets.basics import add_all, button, clear_layout, column, frame, label, row, scrolled
from ui.widgets.elided import ElidedLabel
from ui.widgets.states import Banner


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
        self._told = Banner(self)
        self._warning = Banner(self)
        self._others = label("", self, role="small", wrap=True)
        self.origin = OriginCard(self._inner)
        self.origin.answered.connect(self._look)
        self._law = self.origin.law
        self.is_old = QCheckBox(self.tr("Tệp cũ, trước 2018 (số điện thoại còn đầu số cũ)"), self)
        self._next = button(self.tr("&Xem trước"), self.preview_wanted.emit, icon="eye", kind="primary", parent=self)
        self._lay_out()

    def _lay_out(self) -> None:
        body = column(self._inner, margins=(28, 22, 28, 20), spacing=14)
        body.addWidget(self._title)
        body.addWidget(self._told)
        body.addLayout(self._tables)
        body.addWidget(self._others)
        body.addWidget(self._warning)
        body.addWidget(self.origin)
        more = button(self.tr("Tùy chọn thêm"), None, kind="link", parent=self._inner)
        more.setCheckable(True)
        more.toggled.connect(self.is_old.setVisible)
        self._more = more
        self.is_old.hide()
        options = row(spacing=14)
        add_all(options, more, self.is_old, None)
        body.addLayout(options)
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

    def begin(self, look: Any, catalogue: Catalogue, sources: Sequence[Any], earlier: imports.SourceChoice | None = None) -> None:
        """Show a file that was read. earlier: the answer given for the file before it, when several are imported in a row."""
        self._catalogue = catalogue
        self._title.setText(look.file_name)
        self.plans = [TablePlan(t, t.mapping, t.is_likely or len(look.tables) == 1) for t in look.tables]
        remembered = next((t.source_name for t in look.tables if t.source_name), "")
        self.origin.begin([s.name for s in sources], remembered or source_name(look))
        self.is_old.setChecked(False)
        self._more.setChecked(False)
        others = self.tr("Không có danh sách khách ở trang: {names}.").format(names=", ".join(look.other_sheets))
        findings = [sentence(f.code, "issue", **dict(f.params)) for f in look.workbook.findings]
        self._others.setText("\n".join([*findings, *([others] if look.other_sheets else [])]))
        self._others.setVisible(bool(self._others.text()))
        self._tell(look.mended, earlier)
        self._fill_tables()
        self._look()

    def _tell(self, mended: imports.MendedFrom | None, earlier: imports.SourceChoice | None) -> None:
        self.origin.setVisible(mended is None)
        self._told.say("")
        if mended is not None:
            said = self.tr("Tệp này là {n} dòng đã sửa của lần nhập {name} ({at}). Nhập vào sẽ thay các dòng ấy, không thêm trùng.")
            self._told.say(said.format(n=number(mended.rows), name=mended.file_name, at=show_time(mended.at)), "info")
            self.origin.repeat(imports.SourceChoice(mended.source_name, mended.party))
        elif earlier is not None:
            said = self.tr("Tệp trước: {party} · {name}.").format(party=sentence(earlier.party.value, "party"), name=earlier.name)
            self._told.say(said, "info", ((self.tr("Trả lời như tệp trước"), partial(self.origin.repeat, earlier)),))

    def replace_look(self, at: int, look: Any) -> None:
        """The person said where the header is: show the table anew."""
        self.plans[at] = TablePlan(look, look.mapping, True)
        self._fill_tables(opened=at)
        self._look()

    @property
    def name(self) -> QComboBox:
        """How the source is called."""
        return self.origin.name

    @property
    def party(self) -> Party | None:
        """Where the list is from, None until answered."""
        return self.origin.party

    def choose_party(self, party: Party) -> None:
        """Answer where the list is from, as a click does."""
        self.origin.choose_party(party)

    def _fill_tables(self, opened: int | None = None) -> None:
        clear_layout(self._tables)
        assert self._catalogue is not None
        for at, plan in enumerate(self.plans):
            card = TableCard(plan, self._catalogue, can_skip=len(self.plans) > 1, is_open=at == opened, parent=self._inner)
            card.changed.connect(self._look)
            card.header_chosen.connect(partial(self.header_wanted.emit, at, plan.look.table.sheet))
            self._tables.addWidget(card)

    def _remap(self, at: int, mapping: Mapping) -> None:
        self.plans[at].mapping = mapping
        self._look()

    @Slot()
    def _look(self) -> None:
        taken = [p for p in self.plans if p.is_taken]
        issues = [sentence(w.code, "issue", **dict(w.params)) for p in taken for w in warnings_of(p.mapping.columns)]
        targets = {c.target for p in taken for c in p.mapping.columns}
        if taken and not _names_somebody(targets):
            issues.insert(0, self.tr("Chưa có cột nào là tên hay số điện thoại. Mở “Xem các cột” và chọn lại."))
        self._warning.say("\n".join(dict.fromkeys(issues)), "warning")
        why = self.origin.missing if taken else self.tr("Chưa chọn trang nào")
        self._why.setText(why)
        self._next.setEnabled(not why)


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
            "haravan": "Haravan",
            "nhanh": "Nhanh.vn",
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
