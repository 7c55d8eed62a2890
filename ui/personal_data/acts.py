"""The commands about a person's own data: fetch, then show the dialog."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from khachhang.operations import erasing, own_data
from ui.session import Session
from ui.translations import language


def show_own_data(session: Session, parent: QWidget, customer_id: int) -> None:
    """Show everything about a customer."""
    lang = language()
    session.read(
        lambda opened, tick: own_data.own_data(opened, customer_id, lang=lang), partial(_own_data, session, parent), key="own data"
    )


def ask_erase(session: Session, parent: QWidget, customer_id: int) -> None:
    """Ask before a customer is erased."""
    session.read(lambda opened, tick: erasing.preview(opened, customer_id), partial(_erase, session, parent), key="erase")


def _own_data(session: Session, parent: QWidget, found: Any) -> None:
    from ui.personal_data.own_data_dialog import OwnDataDialog

    _open(OwnDataDialog(session, found, parent))


def _erase(session: Session, parent: QWidget, found: Any) -> None:
    from ui.personal_data.erase_dialog import EraseDialog

    _open(EraseDialog(session, found, parent))


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
