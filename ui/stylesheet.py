"""The style sheet: spacing, rounding and the few colours Fusion does not take from the palette. Every colour is a token of `palettes`."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from PySide6.QtCore import QDir

from khachhang.resources import resource_path
from ui.palettes import Colors

_PICTURES = "pictures"


def stylesheet_of(colors: Colors) -> str:
    """Return the style sheet of the application for these colours."""
    tokens = {name: value for name, value in asdict(colors).items() if isinstance(value, str)}
    scheme = "dark" if colors.is_dark else "light"
    # By a search path: a folder with spaces or accents in its name would end the url of a style sheet.
    QDir.setSearchPaths(_PICTURES, [str(resource_path("resources", "icons"))])
    pictures = {"chevron": f"{_PICTURES}:combo-{scheme}.svg", "tick": f"{_PICTURES}:tick-{scheme}.svg"}
    return Template(_SHEET).substitute(tokens, **pictures)


_SHEET = """
QToolTip { background: $tooltip; color: $on_tooltip; border: 0; padding: 6px 8px; }
QMainWindow, QDialog { background: $window; }
QMenuBar { background: $sidebar; border-bottom: 1px solid $border; padding: 1px 6px; }
QMenuBar::item { padding: 5px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 6px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $accent_soft; color: $on_accent_soft; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $border; margin: 6px 4px; }

QPushButton { background: $surface; color: $text; border: 1px solid $border_strong; border-radius: 7px; padding: 6px 14px;
  min-height: 20px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $border; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 13px; }
QPushButton:disabled { color: $disabled; border-color: $border; background: $window; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $border; color: $disabled; border-color: $border; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="danger"]:hover { background: $danger_soft; }
QPushButton[kind="ghost"], QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; }
QPushButton[kind="ghost"] { padding: 6px 10px; }
QPushButton[kind="ghost"]:hover { background: $hover; }
QPushButton[kind="ghost"]:focus, QPushButton[kind="link"]:focus { border: 1px solid $accent; }
QPushButton[kind="ghost"]:disabled { color: $disabled; }
QPushButton[kind="link"] { color: $accent; padding: 2px 4px; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="small"] { padding: 3px 10px; min-height: 18px; border-color: $border; }
QPushButton[kind="small"]:focus { border: 1px solid $accent; }
QPushButton[kind="nav"] { text-align: left; border: 1px solid transparent; background: transparent; padding: 8px 10px;
  border-radius: 8px; color: $text; }
QPushButton[kind="nav"]:hover { background: $hover; }
QPushButton[kind="nav"]:checked { background: $accent_soft; color: $on_accent_soft; font-weight: 600; }
QPushButton[kind="nav"]:focus { border: 1px solid $accent; }
QPushButton[kind="choice"] { text-align: left; padding: 14px 16px; min-height: 96px; border: 1px solid $border; border-radius: 10px;
  background: $surface; }
QPushButton[kind="choice"]:hover { border-color: $accent; background: $surface; }
QPushButton[kind="choice"]:checked, QPushButton[kind="choice"]:focus { border: 2px solid $accent; padding: 13px 15px; }
QPushButton[kind="choice"]:checked { background: $accent_soft; color: $on_accent_soft; }
QPushButton[kind="count"] { text-align: left; padding: 7px 12px; border: 1px solid $border; border-radius: 8px; background: $surface; }
QPushButton[kind="count"]:hover { background: $hover; }
QPushButton[kind="count"]:checked { border: 1px solid $accent; background: $accent_soft; color: $on_accent_soft; }
QPushButton[kind="count"]:focus { border: 1px solid $accent; }
QPushButton[kind="chip"] { border: 1px solid $border; border-radius: 13px; padding: 3px 10px; min-height: 18px;
  background: $accent_soft; color: $on_accent_soft; }
QPushButton[kind="chip"]:hover, QPushButton[kind="chip"]:focus { border-color: $accent; }
QPushButton[kind="toast"] { background: transparent; color: $on_tooltip; border: 1px solid $on_tooltip; padding: 3px 12px;
  font-weight: 600; }
QPushButton::menu-indicator { image: none; width: 0; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 5px; background: transparent; }
QToolButton[kind="tiny"] { padding: 1px; }
QToolButton:hover { background: $hover; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox {
  background: $surface; color: $text; border: 1px solid $border_strong; border-radius: 7px; padding: 6px 9px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit { min-height: 20px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus { border: 2px solid $accent; padding: 5px 8px; }
QLineEdit:disabled, QComboBox:disabled { background: $window; color: $disabled; border-color: $border; }
QLineEdit[problem="doubt"] { border-color: $warning; }
QLineEdit[problem="wrong"] { border-color: $danger; }
QComboBox { padding-right: 26px; min-height: 20px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url($chevron); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $border; padding: 4px; outline: 0;
  selection-background-color: $accent_soft; selection-color: $on_accent_soft; }
QCheckBox, QRadioButton { spacing: 8px; }
QRadioButton[kind="big"] { padding: 6px 0; }
QCheckBox::indicator, QTreeView::indicator, QListView::indicator, QTableView::indicator {
  width: 14px; height: 14px; border: 1px solid $border_strong; border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked {
  background: $accent; border-color: $accent; image: url($tick); }
QCheckBox::indicator:focus, QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $border_strong; border-radius: 8px; background: $surface; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 4px solid $accent; }

QLabel[role="title"] { font-size: 17pt; font-weight: 600; }
QLabel[role="heading"] { font-size: 12pt; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: 9pt; }
QLabel[role="section"] { color: $muted; font-size: 9pt; font-weight: 600; }
QLabel[role="danger"] { color: $danger; }
QLabel[role="hint-doubt"] { color: $warning; font-size: 9pt; }
QLabel[role="hint-wrong"] { color: $danger; font-size: 9pt; }
QLabel[role="code"] { font-size: 13pt; font-weight: 600; }
QLabel[badge="neutral"], QLabel[badge="good"], QLabel[badge="warning"],
QLabel[badge="danger"], QLabel[badge="info"], QLabel[badge="accent"] {
  border-radius: 9px; padding: 1px 8px; font-size: 9pt; }
QLabel[badge="neutral"] { background: $hover; color: $text; }
QLabel[badge="good"] { background: $good_soft; color: $good; }
QLabel[badge="warning"] { background: $warning_soft; color: $warning; }
QLabel[badge="danger"] { background: $danger_soft; color: $danger; }
QLabel[badge="info"] { background: $info_soft; color: $info; }
QLabel[badge="dot"] { background: $accent; border-radius: 4px; }
QLabel[badge="accent"] { background: $accent_soft; color: $on_accent_soft; }

QFrame[frame="card"] { background: $surface; border: 1px solid $border; border-radius: 10px; }
QFrame[frame="panel"] { background: $surface; border: 0; }
QFrame[frame="side"] { background: $sidebar; border: 0; border-right: 1px solid $border; }
QFrame[frame="right"] { background: $surface; border: 0; border-left: 1px solid $border; }
QFrame[frame="top"] { background: $surface; border: 0; border-bottom: 1px solid $border; }
QFrame[frame="bottom"] { background: $surface; border: 0; border-top: 1px solid $border; }
QFrame[frame="line"] { background: $border; border: 0; max-height: 1px; min-height: 1px; }
QFrame[frame="toast"] { background: $tooltip; border-radius: 10px; }
QFrame[frame="toast"] QLabel { color: $on_tooltip; }
QFrame[frame="note"] { background: $warning_soft; border: 0; border-radius: 9px; }
QFrame[frame="bulk"] { background: $accent_soft; border: 0; border-radius: 9px; }
QFrame[frame="bulk"] QLabel { color: $on_accent_soft; font-weight: 600; }
QFrame[frame="info"] { background: $info_soft; border: 0; border-radius: 9px; } QFrame[frame="info"] QLabel { color: $info; }
QFrame[frame="warning"] { background: $warning_soft; border: 0; border-radius: 9px; } QFrame[frame="warning"] QLabel { color: $warning; }
QFrame[frame="danger"] { background: $danger_soft; border: 0; border-radius: 9px; } QFrame[frame="danger"] QLabel { color: $danger; }
QFrame[frame="good"] { background: $good_soft; border: 0; border-radius: 9px; } QFrame[frame="good"] QLabel { color: $good; }

QScrollArea, QScrollArea > QWidget > QWidget[scrolled="yes"] { background: transparent; border: 0; }
QTableView, QTreeView, QListView, QListWidget, QTreeWidget, QTableWidget {
  background: $surface; alternate-background-color: $alternate; border: 1px solid $border; border-radius: 8px;
  outline: 0; gridline-color: $border;
  selection-background-color: $accent_soft; selection-color: $on_accent_soft; }
QTableView[frame="frozen"] { border: 0; border-right: 1px solid $border_strong; border-radius: 0; }
QTableView[frame="bare"], QListWidget[frame="bare"], QTreeWidget[frame="bare"] { border: 0; border-radius: 0; }
QListView::item, QTreeView::item { padding: 6px 8px; border: 0; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $accent_soft; color: $on_accent_soft; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $muted; border: 0; border-bottom: 1px solid $border;
  border-right: 1px solid $border; padding: 7px 8px; font-weight: 600; }
QHeaderView::section:hover { background: $hover; color: $text; }
QHeaderView::section:vertical { padding: 0 6px; font-weight: 400; }
QTableCornerButton::section { background: $surface; border: 0; border-bottom: 1px solid $border; border-right: 1px solid $border; }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 0; height: 0; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border_strong; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 36px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 36px; margin: 2px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QProgressBar { background: $border; border: 0; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QTabWidget::pane { border: 0; border-top: 1px solid $border; }
QTabBar::tab { background: transparent; color: $muted; padding: 8px 14px; border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent; }
QStatusBar { background: $sidebar; color: $muted; border-top: 1px solid $border; }
QStatusBar::item { border: 0; }
"""
