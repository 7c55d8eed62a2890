"""The menu bar: every command with its shortcut, also where the pointer never goes. Mnemonics are unique in each menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from khachhang.operations.rights import Right
from ui import theme
from ui.allowed import allow
from ui.translations import language

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.workspace import Workspace


def install(window: MainWindow, workspace: Workspace | None) -> None:
    """Fill the menu bar for an open vault, or for none."""
    bar = window.menuBar()
    for action in list(window.actions()):
        window.removeAction(action)
    bar.clear()
    for old in bar.findChildren(QMenu):
        old.deleteLater()
    _Menus(window, bar).fill(workspace)


class _Menus(QObject):
    """Makes the menus; only here for its translation context."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window

    def fill(self, workspace: Workspace | None) -> None:
        book = self._window.menuBar().addMenu(self.tr("&Sổ"))
        if workspace is None:
            self._add(book, self.tr("Mở sổ ở &chỗ khác…"), self._window.open_other, "folder-open", "Ctrl+O")
        else:
            self._book(book, workspace)
            self._edit(self._window.menuBar().addMenu(self.tr("Sử&a")), workspace)
            self._customers(self._window.menuBar().addMenu(self.tr("&Khách")), workspace)
        book.addSeparator()
        self._add(book, self.tr("&Thoát"), self._window.close, "log-out", "Ctrl+Q")
        self._view(self._window.menuBar().addMenu(self.tr("&Xem")), workspace)
        self._help(self._window.menuBar().addMenu(self.tr("Trợ &giúp")))

    def _book(self, menu: QMenu, w: Workspace) -> None:
        self._add(menu, self.tr("&Nhập danh sách…"), w.choose_import, "upload", "Ctrl+I", right=Right.IMPORT)
        self._add(menu, self.tr("&Xuất ra Excel…"), w.export, "download", "Ctrl+E", right=Right.EXPORT)
        self._add(menu, self.tr("&In danh sách…"), w.print_list, "printer", "Ctrl+P", right=Right.PRINT)
        self._add(menu, self.tr("In nhãn &dán…"), w.print_labels, "tags", "Ctrl+Shift+P", right=Right.PRINT)
        menu.addSeparator()
        self._add(menu, self.tr("Ng&ười dùng và quyền"), partial(w.go, "people"), "users")
        self._add(menu, self.tr("Nhật k&ý"), partial(w.go, "audit"), "history", right=Right.MANAGE)
        self._add(menu, self.tr("&Sao lưu ngay…"), w.back_up, "archive", right=Right.MANAGE)
        self._add(menu, self.tr("&Khóa sổ"), self._window.lock_vault, "lock", "Ctrl+L")
        self._add(menu, self.tr("Đón&g sổ"), self._window.close_vault, "x", "Ctrl+W")

    def _edit(self, menu: QMenu, w: Workspace) -> None:
        w.undo_action = self._add(menu, self.tr("&Hoàn tác"), w.undo, "undo-2", "Ctrl+Z")
        w.redo_action = self._add(menu, self.tr("&Làm lại"), w.redo, "redo-2", "Ctrl+Y")
        menu.addSeparator()
        self._add(menu, self.tr("&Tìm khách"), w.focus_search, "search", "Ctrl+F")
        self._add(menu, self.tr("&Chọn hết khách đang lọc"), w.customers.select_all, "square-check", "Ctrl+A", is_local=True)
        self._add(menu, self.tr("Ché&p dòng đã chọn"), w.customers.copy_rows, "copy", "Ctrl+C", is_local=True, right=Right.COPY)
        self._add(menu, self.tr("&Dán danh sách…"), w.paste, "clipboard-paste", "Ctrl+V", is_local=True, right=Right.IMPORT)

    def _customers(self, menu: QMenu, w: Workspace) -> None:
        self._add(menu, self.tr("&Thêm khách…"), w.add_customer, "user-plus", "Ctrl+N", right=Right.EDIT)
        self._add(menu, self.tr("&Sửa khách…"), w.customers.edit_current, "pencil", right=Right.EDIT)
        self._add(menu, self.tr("&Gộp các khách đã chọn…"), w.customers.merge_selected, "git-merge", "Ctrl+M", right=Right.MERGE)
        self._add(menu, self.tr("&Bỏ vào Thùng rác"), w.customers.bin_selected, "trash-2", "Del", is_local=True, right=Right.EDIT)
        menu.addSeparator()
        self._add(menu, self.tr("&Lọc theo điều kiện…"), w.build_filter, "funnel", "Ctrl+Alt+F")
        self._add(menu, self.tr("Lư&u danh sách này…"), w.keep_list, "star", "Ctrl+Shift+S", right=Right.EDIT)
        self._add(menu, self.tr("Cột của tiệ&m…"), w.own_fields, "columns-3")
        menu.addSeparator()
        self._add(menu, self.tr("&Xem các cặp có thể trùng"), partial(w.go, "duplicates"), "users", "Ctrl+D")
        self._add(menu, self.tr("&Kiểm tra dữ liệu"), partial(w.go, "quality"), "shield-check")
        self._add(menu, self.tr("Những điều &cần kiểm"), partial(w.go, "check"), "list-checks")

    def _view(self, menu: QMenu, w: Workspace | None) -> None:
        if w is not None:
            self._add(menu, self.tr("&Bộ lọc bên trái"), w.customers.toggle_facets, "funnel", "Ctrl+Shift+L")
            self._add(menu, self.tr("&Tải lại"), w.reload, "refresh-cw", "F5")
            menu.addSeparator()
        look = menu.addMenu(self.tr("&Màu nền"))
        choices = ((theme.SYSTEM, self.tr("&Theo máy")), (theme.LIGHT_THEME, self.tr("&Sáng")), (theme.DARK_THEME, self.tr("T&ối")))
        self._choose(look, choices, self._window.look.choice, self._window.dress)
        speech = menu.addMenu(self.tr("&Ngôn ngữ"))
        self._choose(speech, (("vi", "&Tiếng Việt"), ("en", "&English")), language(), self._window.speak)

    def _help(self, menu: QMenu) -> None:
        self._add(menu, self.tr("&Hướng dẫn"), partial(show_help, self._window), "life-buoy", "F1")
        self._add(menu, self.tr("&Phím tắt"), partial(show_shortcuts, self._window), "keyboard", "Ctrl+/")
        self._add(menu, self.tr("&Về chương trình"), partial(show_about, self._window), "info")

    def _add(
        self,
        menu: QMenu,
        text: str,
        slot: Callable[[], object],
        icon: str,
        keys: str = "",
        *,
        is_local: bool = False,
        right: Right | None = None,
    ) -> QAction:
        """Add a command. A local one only shows its keys: the table listens to them itself, so that text fields keep theirs."""
        action = QAction(text, menu)
        if right is not None and self._window.session is not None:
            allow(action, self._window.session.opened, right)
        theme.set_icon(action, icon, "muted")
        if keys and is_local:
            action.setText(f"{text}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")
        elif keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(_Call(slot))
        menu.addAction(action)
        return action

    def _choose(self, menu: QMenu, choices: tuple[tuple[str, str], ...], now: str, slot: Callable[[str], None]) -> None:
        group = QActionGroup(menu)
        for value, text in choices:
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(value == now)
            action.triggered.connect(_Call(partial(slot, value)))
            group.addAction(action)
            menu.addAction(action)


class _Call:
    """Calls a command without the `checked` that `triggered` brings along."""

    def __init__(self, slot: Callable[[], object]) -> None:
        self._slot = slot

    def __call__(self, _checked: bool = False) -> None:
        self._slot()


def show_help(window: MainWindow) -> None:
    """Show the help."""
    from ui.help.dialogs import HelpDialog

    HelpDialog(window).open()


def show_shortcuts(window: MainWindow) -> None:
    """Show the sheet of shortcuts."""
    from ui.help.dialogs import ShortcutDialog

    ShortcutDialog(window).open()


def show_about(window: MainWindow) -> None:
    """Say what the program is."""
    from ui.help.dialogs import AboutDialog

    AboutDialog(window).open()
