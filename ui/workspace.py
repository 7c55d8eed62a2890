"""An open vault on screen: the places on the left, one of them on the right."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QSizePolicy, QSpacerItem, QStackedWidget, QWidget

from khachhang import collecting
from khachhang.operations import duplicates, history
from khachhang.operations.opened import OpenVault
from khachhang.operations.quality import Finding
from khachhang.operations.saved_lists import SavedList
from khachhang.progress import Tick
from ui.allowed import NEEDED, allow
from ui.customers.lists_panel import ListsPanel, ReadLists
from ui.customers.page import CustomersPage
from ui.duplicates.page import DuplicatesPage
from ui.history.page import HistoryPage
from ui.import_wizard.page import ImportPage
from ui.people.places import PLACES, make_place
from ui.preferences.page import PreferencesPage
from ui.quality.page import QualityPage
from ui.session import Session
from ui.texts import sentence
from ui.translations import language
from ui.verification.page import VerificationPage
from ui.widgets.basics import IconLabel, column, frame, label, row
from ui.widgets.elided import ElidedLabel
from ui.widgets.nav_button import NavButton
from ui.widgets.states import Banner

WIDE = 204
NARROW = 60
NARROW_BELOW = 1180


class Workspace(QWidget):
    """The places of an open vault; knows which is shown and passes commands on to it."""

    create_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.place = "customers"
        self.undo_action: QAction | None = None
        self.redo_action: QAction | None = None
        self.banner = Banner(self)
        self.status = label("", self, role="small")
        self.customers = CustomersPage(session, self)
        self.duplicates = DuplicatesPage(session, self)
        self.quality = QualityPage(session, self)
        self._pages: dict[str, Any] = {"customers": self.customers, "duplicates": self.duplicates, "quality": self.quality}
        self.lists = ListsPanel(self)
        self._buttons: dict[str, NavButton] = {}
        self._stack = QStackedWidget(self)
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._side = frame("side", self)
        side = column(self._side, margins=(10, 14, 10, 12), spacing=3)
        self._shop = row(spacing=10)
        self._shop.addWidget(IconLabel("store", 24, "accent", self._side))
        self._shop_name = ElidedLabel(self.session.opened.name, self._side)
        self._shop_name.setProperty("role", "strong")
        self._shop.addWidget(self._shop_name, 1)
        side.addLayout(self._shop)
        side.addSpacing(12)
        group = QButtonGroup(self)
        for key, icon, text in self._places():
            if key == "settings":
                side.addWidget(self.lists, 1)
                self._drawer = NavButton("list", self.tr("Danh sách"), self._side)
                self._drawer.setCheckable(False)
                self._drawer.clicked.connect(self.open_drawer)
                side.addWidget(self._drawer)
                self._gap = QSpacerItem(0, 0)
                side.addItem(self._gap)
            nav = NavButton(icon, text, self._side)
            nav.clicked.connect(partial(self.go, key))
            group.addButton(nav)
            self._buttons[key] = nav
            allow(nav, self.session.opened, *NEEDED.get(key, ()))
            side.addWidget(nav)
        right = column(spacing=0)
        top = column(margins=(16, 10, 16, 0))
        top.addWidget(self.banner)
        right.addLayout(top)
        right.addWidget(self._stack, 1)
        self._foot = frame("bottom", self)
        bottom = row(self._foot, margins=(16, 5, 16, 5))
        bottom.addWidget(self.status, 1)
        right.addWidget(self._foot)
        outer = row(self, spacing=0)
        outer.addWidget(self._side)
        outer.addLayout(right, 1)
        self._narrow(False)

    def _places(self) -> tuple[tuple[str, str, str], ...]:
        return (
            ("customers", "users", self.tr("Khách hàng")),
            ("import", "upload", self.tr("Nhập danh sách")),
            ("duplicates", "git-merge", self.tr("Trùng?")),
            ("check", "list-checks", self.tr("Cần kiểm")),
            ("quality", "shield-check", self.tr("Kiểm tra dữ liệu")),
            ("history", "history", self.tr("Lịch sử")),
            ("bin", "trash-2", self.tr("Thùng rác")),
            ("settings", "settings", self.tr("Cài đặt")),
        )

    def _connect(self) -> None:
        self.session.changed.connect(self._refresh_marks)
        self.customers.status_changed.connect(self._show_status)
        self.lists.open_asked.connect(self.open_list)
        self.lists.rename_asked.connect(self.customers.listed.rename)
        self.lists.delete_asked.connect(self.customers.listed.delete)
        self.lists.pin_asked.connect(self.customers.listed.pin)
        self.lists.share_asked.connect(self.customers.listed.share)
        self.lists.change_asked.connect(self._change_rule)
        self.customers.listed.left_as_it_is.connect(self._refresh_lists)
        self.customers.import_wanted.connect(self.choose_import)
        self.customers.export_wanted.connect(self.export)
        self.customers.view.paste_asked.connect(self.paste)
        self.quality.rows_wanted.connect(self._show_finding)
        self.quality.duplicates_wanted.connect(partial(self.go, "duplicates"))
        self.duplicates.questions_changed.connect(partial(self._refresh_marks, None))
        slash = QShortcut(QKeySequence("/"), self)
        slash.activated.connect(self.focus_search)
        slash.activatedAmbiguously.connect(self.focus_search)
        self._slash = slash
        QGuiApplication.instance().focusObjectChanged.connect(self._mind_typing)

    @Slot()
    def begin(self) -> None:
        """Show the customers and load what the marks need."""
        collecting.hold()  # what is made by now stays: going through it again would hold the window up a tenth of a second each time
        if self.session.opened.is_sample:
            text = self.tr("Tiệm mẫu: khách ở đây đều là bịa, đóng lại là hết.")
            self.banner.say(text, "info", ((self.tr("Bắt đầu với khách của tôi"), self.create_wanted.emit),))
        elif self.session.settings.is_sheet_pending(self.session.opened.folder):
            text = self.tr("Chưa cất Giấy mở sổ: quên mật khẩu lúc này là mất sổ.")
            self.banner.say(text, "warning", ((self.tr("Cấp mã mới và cất"), self._renew_sheet),))
        self.go("customers")
        self._refresh_marks(None)
        self.duplicates.begin()
        self.quality.begin()

    @Slot()
    def _renew_sheet(self) -> None:
        self.go("settings")
        self.preferences.new_code()

    def leave(self) -> None:
        """Stop what is shown: the vault is closing, and nothing of it stays in memory."""
        collecting.release()
        QGuiApplication.instance().focusObjectChanged.disconnect(self._mind_typing)
        for page in self._pages.values():
            page.leave()

    def go(self, place: str, *_unused: object) -> None:
        """Show a place."""
        self.place = place
        page = self._page(place)
        self._buttons.get(place, self._buttons["settings"]).setChecked(True)
        self._stack.setCurrentWidget(page)
        self.status.clear()
        self._foot.setVisible(place in ("customers", "bin"))
        page.arrive()

    def _page(self, place: str) -> Any:
        """Return a place, made when it is first wanted: opening a vault waits only for the customers."""
        if place not in self._pages:
            made = make_place(place, self.session, partial(self.go, "settings"), self.hold, self) if place in PLACES else self._made(place)
            self._pages[place] = made
            self._stack.addWidget(made)
        return self._pages[place]

    def _made(self, place: str) -> QWidget:
        if place == "import":
            imports = ImportPage(self.session, self)
            imports.customers_wanted.connect(self._show_customers)
            imports.duplicates_wanted.connect(partial(self.go, "duplicates"))
            return imports
        if place == "check":
            verification = VerificationPage(self.session, self)
            verification.customer_wanted.connect(self.show_customer)
            return verification
        if place == "bin":
            binned = CustomersPage(self.session, self, is_bin=True)
            binned.status_changed.connect(self._show_status)
            return binned
        if place == "settings":
            preferences = PreferencesPage(self.session, self)
            preferences.people_wanted.connect(partial(self.go, "people"))
            preferences.log_wanted.connect(partial(self.go, "audit"))
            return preferences
        assert place == "history"
        return HistoryPage(self.session, self)

    @property
    def imports(self) -> ImportPage:
        """Where lists come in."""
        return cast(ImportPage, self._page("import"))

    @property
    def verification(self) -> VerificationPage:
        """What is to be checked."""
        return cast(VerificationPage, self._page("check"))

    @property
    def history(self) -> HistoryPage:
        """What was done."""
        return cast(HistoryPage, self._page("history"))

    @property
    def bin(self) -> CustomersPage:
        """The recycle bin."""
        return cast(CustomersPage, self._page("bin"))

    @property
    def preferences(self) -> PreferencesPage:
        """Settings."""
        return cast(PreferencesPage, self._page("settings"))

    def has(self, place: str) -> bool:
        """Tell whether a place was ever shown."""
        return place in self._pages

    def hold(self, is_held: bool) -> None:
        """While the keys of the vault change nothing else may read it: the other places wait."""
        self._side.setEnabled(not is_held)
        self.window().menuBar().setEnabled(not is_held)
        if is_held:
            self.session.jobs.cancel_all(writes=False)

    def show_log(self, customer_id: int, name: str) -> None:
        """Show what the log says about one customer."""
        self._page("audit").about(customer_id, name)
        self.go("audit")

    @Slot(str)
    def _show_status(self, text: str) -> None:
        if self.sender() in (None, self._stack.currentWidget()):
            self.status.setText(text)

    @Slot(object)
    def _refresh_marks(self, _outcome: object) -> None:
        self.session.read(_marks, self._show_marks, key="marks")
        self._refresh_lists()
        self.session.think(ReadLists(language(), with_counts=True), self.lists.show_lists, key="list counts")

    @Slot()
    def _refresh_lists(self) -> None:
        self.session.read(ReadLists(language(), with_counts=False), self.lists.show_lists, key="lists")

    @Slot(object)
    def _show_marks(self, marks: dict[str, Any]) -> None:
        self._buttons["duplicates"].show_count(marks["questions"])
        for action, what, word in (
            (self.undo_action, marks["undo"], self.tr("&Hoàn tác")),
            (self.redo_action, marks["redo"], self.tr("&Làm lại")),
        ):
            if action is not None:
                action.setEnabled(what is not None)
                action.setText(f"{word}: {what[1]}" if what else word)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a small window the places are only icons."""
        super().resizeEvent(event)
        self._narrow(self.width() < NARROW_BELOW)

    def _narrow(self, is_narrow: bool) -> None:
        self._side.setFixedWidth(NARROW if is_narrow else WIDE)
        self._shop_name.setVisible(not is_narrow)
        self.lists.setVisible(not is_narrow)
        self._drawer.setVisible(is_narrow)
        self._drawer.show_narrow(is_narrow)
        self._gap.changeSize(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding if is_narrow else QSizePolicy.Policy.Fixed)
        self._side.layout().invalidate()
        for nav in self._buttons.values():
            nav.show_narrow(is_narrow)

    @Slot("QObject*")
    def _mind_typing(self, focused: object) -> None:
        """A slash typed into a field is a slash."""
        self._slash.setEnabled(not isinstance(focused, QLineEdit) and "Edit" not in type(focused).__name__)

    @Slot()
    def undo(self) -> None:
        """Take back the latest act."""
        self.session.undo()

    @Slot()
    def redo(self) -> None:
        """Do the act undone last again."""
        self.session.redo()

    @Slot()
    def reload(self) -> None:
        """Ask the vault again for what is shown."""
        self._stack.currentWidget().arrive()
        self._refresh_marks(None)

    @Slot()
    def focus_search(self) -> None:
        """Go to the customers and into the search field."""
        if self.place != "bin":
            self.go("customers")
        self._stack.currentWidget().focus_search()

    @Slot()
    def choose_import(self) -> None:
        """Go to the import page and ask for a file."""
        self.go("import")
        self.imports.choose_file()

    def import_file(self, path: Path) -> None:
        """Import this file."""
        self.import_files([path])

    def import_files(self, paths: list[Path]) -> None:
        """Import files, one after another."""
        self.go("import")
        self.imports.open_files(paths)

    @Slot()
    def paste(self) -> None:
        """Import rows copied from a sheet."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.go("import")
            self.imports.open_text(text)

    @Slot()
    def export(self) -> None:
        """Export the customers shown."""
        self.go("customers")
        self.customers.export()

    @Slot()
    def print_list(self) -> None:
        """Print the customers shown, or those selected when there are several."""
        self.go("customers")
        several = self.customers.view.selected_count() > 1
        self.customers.print_list(self.customers.selected_ids() if several else None)

    @Slot()
    def print_labels(self) -> None:
        """Print address labels for the customers shown, or for those selected when there are several."""
        self.go("customers")
        self.customers.print_labels()

    @Slot()
    def add_customer(self) -> None:
        """Open an empty form."""
        self.go("customers")
        self.customers.add_customer()

    @Slot(object)
    def _show_customers(self, ids: list[int]) -> None:
        self.go("customers")
        self.customers.show_only(ids)

    @Slot(object)
    def _show_finding(self, finding: Finding) -> None:
        self.go("customers")
        if finding.part is not None:
            self.customers.narrowing.show_only_part(finding.part)
        else:
            self.customers.show_only(finding.ids, sentence(finding.code, "check"))

    @Slot(object)
    def open_list(self, wanted: SavedList) -> None:
        """Show a list."""
        self.go("customers")
        self.customers.listed.open(wanted)

    @Slot(object)
    def _change_rule(self, wanted: SavedList) -> None:
        self.go("customers")
        self.customers.listed.change(wanted)

    @Slot()
    def open_drawer(self) -> None:
        """Show the lists beside the icons, when there is no room for them at the left."""
        at = self._drawer.mapToGlobal(self._drawer.rect().topRight())
        self.lists.drawer(self).popup(at)

    @Slot()
    def keep_list(self) -> None:
        """Keep what is shown as a list."""
        self.go("customers")
        self.customers.listed.keep()

    @Slot()
    def own_fields(self) -> None:
        """Show the shop's own columns."""
        from ui.own_fields.dialog import OwnFieldsDialog

        dialog = OwnFieldsDialog(self.session, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.added.connect(self.customers.columns.add)
        dialog.open()

    @Slot()
    def build_filter(self) -> None:
        """Ask for a condition."""
        self.go("customers")
        self.customers.narrowing.build()

    @Slot(int)
    def show_customer(self, customer_id: int) -> None:
        """Show one card."""
        self.go("customers")
        self.customers.show_card(customer_id)

    @Slot()
    def back_up(self) -> None:
        """Make a backup now."""
        self.go("settings")
        self.preferences.back_up()

    def ask_new_password(self) -> None:
        """After the recovery code: a new password must be set."""
        self.preferences.change_password(must=True)


def _marks(opened: OpenVault, tick: Tick) -> dict[str, Any]:
    """Return what the left side and the menus show: open questions, what undo and redo would do."""
    return {
        "questions": sum(duplicates.cases(opened, limit=0).counts.values()),
        "undo": history.what_undo_would_do(opened, lang=language()),
        "redo": history.what_redo_would_do(opened, lang=language()),
    }
