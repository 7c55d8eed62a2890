"""Asking for a file or a folder with the dialog of the desktop, without a nested event loop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_file(parent: QWidget, title: str, pattern: str, receiver: Callable[[str], None]) -> QFileDialog:
    """Ask for a file to read; `receiver` gets its path as text."""
    dialog = _dialog(parent, title, receiver)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(pattern)
    dialog.open()
    return dialog


def ask_files(parent: QWidget, title: str, pattern: str, receiver: Callable[[list[str]], None]) -> QFileDialog:
    """Ask for one or more files to read; `receiver` gets their paths as texts."""
    dialog = QFileDialog(parent, title, str(documents()))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(pattern)
    dialog.filesSelected.connect(receiver)
    dialog.open()
    return dialog


def ask_folder(parent: QWidget, title: str, receiver: Callable[[str], None]) -> QFileDialog:
    """Ask for a folder that exists."""
    dialog = _dialog(parent, title, receiver)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def ask_save(parent: QWidget, title: str, pattern: str, name: str, suffix: str, receiver: Callable[[str], None]) -> QFileDialog:
    """Ask where to write; the desktop asks before an existing file is replaced."""
    dialog = _dialog(parent, title, receiver)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(pattern)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(str(documents() / name))
    dialog.open()
    return dialog


def documents() -> Path:
    """Return the folder where this person keeps documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def _dialog(parent: QWidget, title: str, receiver: Callable[[str], None]) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(documents()))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(receiver)
    return dialog
