"""Colours that can be read, controls that have names, words that fit, menus that have letters."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import pairwise

import pytest
from PySide6.QtCore import QFile, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QWidget,
)

from khachhang.model import Party
from khachhang.operations import people, samples
from tests.operations.acting import hire
from ui import theme
from ui.customers.keep_dialog import KeepDialog
from ui.customers.many_dialogs import SetFieldDialog
from ui.palettes import DARK, LIGHT, Colors, contrast, palette_of
from ui.stylesheet import stylesheet_of
from ui.widgets.elided import ElidedLabel

PLACES = ("customers", "import", "duplicates", "check", "quality", "history", "bin", "settings", "people", "audit")
READ = (
    ("text", "window"),
    ("text", "surface"),
    ("text", "sidebar"),
    ("text", "alternate"),
    ("text", "hover"),
    ("text", "found"),
    ("muted", "window"),
    ("muted", "surface"),
    ("muted", "sidebar"),
    ("accent", "surface"),
    ("accent", "window"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent_soft", "accent_soft"),
    ("danger", "surface"),
    ("danger", "danger_soft"),
    ("warning", "surface"),
    ("warning", "warning_soft"),
    ("warning", "window"),
    ("good", "surface"),
    ("good", "good_soft"),
    ("info", "surface"),
    ("info", "info_soft"),
    ("on_tooltip", "tooltip"),
)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), READ)
def test_words_can_be_read_on_their_ground(colors: Colors, front: str, back: str):
    assert contrast(QColor(getattr(colors, front)), QColor(getattr(colors, back))) >= 4.5


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_palette_sets_every_role_of_every_group(colors: Colors):
    palette, named = (
        palette_of(colors),
        {QColor(getattr(colors, f.name)).name() for f in fields(colors) if f.name != "is_dark"} | {"#000000"},
    )
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
    roles = [role for role in QPalette.ColorRole if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles)]

    assert [(g, r) for g in groups for r in roles if palette.color(g, r).name() not in named] == []


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_of_fields_can_be_seen(colors: Colors):
    assert contrast(QColor(colors.border_strong), QColor(colors.surface)) >= 3


def test_rows_are_high_enough_for_stacked_marks(qapp):
    label = QLabel("ẰẪỖ")
    try:
        assert theme.row_height(label, 1.0) >= 1.6 * QFontMetrics(label.font()).height() - 1
    finally:
        label.deleteLater()


def test_digits_are_of_one_width(window):
    metrics = QFontMetrics(window.font())

    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("place", PLACES)
def test_every_control_has_a_name(open_window, at_rest, place):
    open_window.workspace.go(place)
    at_rest()

    assert nameless(open_window) == []


@pytest.mark.parametrize("page", ["start", "unlock", "create_page"])
def test_every_control_of_the_first_pages_has_a_name(window, page, tmp_path):
    if page == "unlock":
        window.ask_password(tmp_path)
    if page == "create_page":
        window.show_create()

    assert nameless(getattr(window, page)) == []


def test_form_and_card_have_names_too(open_window, at_rest, qtbot):
    page = open_window.workspace.customers
    page.model.index(0, 0).data()
    at_rest()
    page.show_card(page.model.ids[0])
    at_rest()
    page.add_customer()
    form = page.window().findChild(QWidget, "") and _dialog()

    assert nameless(page.card) == []
    assert nameless(form) == []

    form.reject()


def _dialog():
    from PySide6.QtWidgets import QApplication

    return QApplication.activeModalWidget()


def nameless(root: QWidget) -> list[str]:
    """Return the visible controls a screen reader could not name."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit, QAbstractSpinBox)
    found = []
    for widget in root.findChildren(QWidget):
        is_part = isinstance(widget.parent(), QComboBox | QAbstractSpinBox | QAbstractItemView) or type(widget).__name__ in (
            "QTableCornerButton",
        )
        if not isinstance(widget, kinds) or not widget.isVisible() or is_part or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_no_word_is_cut_off_in_the_smallest_window(open_window, at_rest, place, language):
    if language == "en":
        open_window.speak("en")
    open_window.resize(1024, 640)
    open_window.workspace.go(place)
    at_rest()

    assert cut_off(open_window) == []


def test_no_word_is_cut_off_with_a_card_and_a_selection(open_window, at_rest):
    open_window.resize(1024, 640)
    page = open_window.workspace.customers
    page.model.index(0, 0).data()
    at_rest()
    page.show_card(page.model.ids[0])
    page.select_all()
    at_rest()

    assert cut_off(open_window) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_right_is_cut_off(open_window, shop, at_rest, language):
    open_window.speak(language)
    open_window.workspace.go("people")
    at_rest()
    open_window.workspace._pages["people"].ask_rights(people.person(shop, hire(shop).name))
    dialog = _dialog()

    assert cut_off(dialog) == []

    dialog.reject()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_dialog_grows_with_a_text_that_comes_later(open_window, at_rest, language):
    open_window.speak(language)
    dialog = SetFieldDialog(open_window.session, list(open_window.workspace.customers.model.ids), open_window)
    dialog.open()
    at_rest()

    dialog.about.setText("Khách đang có giá trị khác; giá trị cũ được cất. " * 5)
    at_rest()

    assert cut_off(dialog) == []

    dialog.reject()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_dialog_squeezed_by_a_small_screen_keeps_its_words(open_window, at_rest, language):
    open_window.speak(language)
    dialog = KeepDialog("Chưa kiểm / Not checked", "", open_window)
    dialog.open()
    dialog.resize(dialog.minimumWidth(), 200)
    at_rest()

    assert cut_off(dialog) == []

    dialog.reject()
    dialog.deleteLater()


def cut_off(root: QWidget) -> list[str]:
    """Return the buttons, boxes to tick and one-line labels that have less room than their words."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, QScrollBar | ElidedLabel) or not widget.visibleRegion().boundingRect().width():
            continue
        if isinstance(widget, QPushButton | QCheckBox | QRadioButton) or (isinstance(widget, QLabel) and not widget.wordWrap()):
            needed = widget.minimumSizeHint() if isinstance(widget, QLabel) else widget.sizeHint()
            if widget.text() and (widget.width() < needed.width() or widget.height() < needed.height() - 1):
                found.append(f"{widget.text()!r}: {widget.width()}x{widget.height()} of {needed.width()}x{needed.height()}")
        elif isinstance(widget, QLabel) and widget.text() and widget.height() < widget.heightForWidth(widget.width()):
            found.append(f"{widget.text()!r}: {widget.height()} of {widget.heightForWidth(widget.width())} high")
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_letters_of_a_menu_are_unique(open_window, at_rest, language):
    open_window.speak(language)
    at_rest()

    assert [clash for menu in menus_of(open_window) for clash in clashes(menu)] == []


def menus_of(window) -> list[list[str]]:
    """Return the texts of the menu bar and of each menu."""
    bar = window.menuBar()
    found = [[action.text() for action in bar.actions()]]
    waiting = [action.menu() for action in bar.actions()]
    while waiting:
        menu: QMenu = waiting.pop()
        found.append([action.text() for action in menu.actions() if not action.isSeparator()])
        waiting += [action.menu() for action in menu.actions() if action.menu() is not None]
    return found


def clashes(texts: list[str]) -> list[str]:
    """Return the texts without a letter, and those that share one."""
    letters = sorted((text[text.index("&") + 1].lower(), text) for text in texts if "&" in text)
    return [text for text in texts if "&" not in text] + [f"{a} / {b}" for (one, a), (other, b) in pairwise(letters) if one == other]


FIRST_PAGES = ("start", "unlock", "create", "recovery")
DIALOGS = {
    "form": lambda window: window.workspace.customers.add_customer(),
    "columns": lambda window: window.workspace.customers.columns.choose(),
    "conditions": lambda window: window.workspace.customers.narrowing.build("debt"),
    "keep": lambda window: KeepDialog("Chưa kiểm", "", window).open(),
    "set field": lambda window: SetFieldDialog(window.session, list(window.workspace.customers.model.ids), window).open(),
    "own columns": lambda window: window.workspace.own_fields(),
    "export": lambda window: window.workspace.export(),
    "print": lambda window: window.workspace.print_list(),
    "labels": lambda window: window.workspace.print_labels(),
    "password": lambda window: window.workspace.preferences.change_password(),
    "backups": lambda window: window.keeper.show_backups(),
    "new person": lambda window: _people(window).ask_new(),
    "rights": lambda window: _people(window).ask_rights(hire(window.session.opened)),
    "first password": lambda window: _people(window).ask_password(hire(window.session.opened)),
    "removal": lambda window: _people(window).ask_removal(hire(window.session.opened), []),
    "report": lambda window: _people(window).show_report(hire(window.session.opened)),
}


def _people(window):
    window.workspace.go("people")
    return window.workspace._pages["people"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_keys_reach_every_control_of_a_page(open_window, at_rest, place, language):
    open_window.speak(language)
    open_window.workspace.go(place)
    at_rest()

    assert shared_letters(open_window) == []
    assert out_of_reach(open_window) == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", FIRST_PAGES)
def test_keys_reach_every_control_of_the_first_pages(window, page, language, tmp_path):
    window.speak(language)
    if page == "unlock":
        window.ask_password(tmp_path)
    if page in ("create", "recovery"):
        window.show_create()
    if page == "recovery":
        window.create_page.show_recovery("7K2M-9QXD-4T8R-HW3N-C6VB-1ZPJ-5GYA-E0SF-2KQ7", "Gia dụng Hoa Mai")

    assert shared_letters(window) == []
    assert out_of_reach(window) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_keys_reach_every_control_of_an_import(open_window, qtbot, at_rest, language):
    open_window.speak(language)
    imports = open_window.workspace.imports
    open_window.workspace.import_file(samples.fair_list())
    qtbot.waitUntil(lambda: imports.steps.currentWidget() is imports.setup, timeout=20_000)
    imports.setup.choose_party(Party.THIRD)
    at_rest()

    assert shared_letters(open_window) == []
    assert out_of_reach(open_window) == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", DIALOGS)
def test_keys_reach_every_control_of_a_dialog(open_window, qtbot, at_rest, name, language):
    open_window.speak(language)
    at_rest()
    DIALOGS[name](open_window)
    qtbot.waitUntil(lambda: _dialog() is not None, timeout=20_000)
    at_rest()
    dialog = _dialog()

    assert shared_letters(dialog) == []
    assert out_of_reach(dialog) == []
    assert nameless(dialog) == []
    assert cut_off(dialog) == []

    dialog.reject()


def shared_letters(root: QWidget) -> list[str]:
    """Return the texts of visible controls that are reached by one and the same letter with Alt."""
    found: dict[str, list[str]] = {}
    for widget in root.findChildren(QWidget):
        has_letter = isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None)
        if has_letter and widget.isVisible() and "&" in (text := widget.text().replace("&&", "")):
            found.setdefault(text[text.index("&") + 1].lower(), []).append(text)
    return [" / ".join(texts) for texts in found.values() if len(texts) > 1]


def out_of_reach(root: QWidget) -> list[str]:
    """Return the visible controls that take the focus by Tab but are not in the chain that Tab follows."""
    window = root.window()
    chain, widget = set(), window.nextInFocusChain()
    while widget is not window and widget not in chain:
        chain.add(widget)
        widget = widget.nextInFocusChain()
    return [
        f"{type(widget).__name__} {widget.accessibleName()!r}"
        for widget in root.findChildren(QWidget)
        if widget.isVisible() and widget.window() is window and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget not in chain
    ]


def test_switching_to_dark_recolours_icons_already_shown(open_window):
    button = next(b for b in open_window.findChildren(QPushButton) if b.property("iconName") and b.isVisible())
    before = button.icon().pixmap(16, 16).toImage()

    open_window.dress("dark")

    assert theme.colors() is DARK
    assert button.icon().pixmap(16, 16).toImage() != before
    open_window.dress("light")


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_no_folder_of_this_computer_stands_in_the_style_sheet(colors: Colors) -> None:
    sheet = stylesheet_of(colors)

    assert "url(pictures:" in sheet
    assert "/" not in sheet.replace("</", "")
    assert all(QFile.exists(f"pictures:{name}") for name in re.findall(r"url\(pictures:([^)]+)\)", sheet))
