"""What the person who opened the vault may not do is shown as not to be had, with who can allow it. The operations refuse it anyway."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from khachhang.errors import UserError
from khachhang.operations.rights import Right, word
from ui.texts import error_text

NEEDED: dict[str, tuple[Right, ...]] = {"import": (Right.IMPORT,)}
"""Place of the window → the rights without which there is nothing to do there."""


def allow(control: Any, opened: Any, *rights: Right) -> Any:
    """Disable a button or a command unless the person has these rights, and say why; returns it."""
    missing = next((right for right in rights if not opened.can(right)), None)
    if missing is not None:
        assert isinstance(control, QWidget | QAction)
        control.setEnabled(False)
        control.setToolTip(error_text(UserError("not_allowed", right=word(missing), owner=opened.owner_name)))
    return control
