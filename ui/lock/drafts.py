"""What was typed and not saved: gathered before a lock, put back after it. Plain values; the vault keeps them sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

from ui.customers.form import CustomerForm
from ui.widgets.password_field import PasswordField

if TYPE_CHECKING:
    from ui.workspace import Workspace

FORM, TEXT, IMPORT = "form", "text", "import"


def collect(window: QWidget, workspace: Workspace) -> list[dict[str, Any]]:
    """Return what would be lost: open forms, the cell being typed into, texts in other dialogs, an import being prepared."""
    found: list[dict[str, Any]] = []
    for dialog in window.findChildren(QDialog):
        if isinstance(dialog, CustomerForm):
            found += _of_form(dialog)
        elif dialog.isVisible():
            found += _of_dialog(dialog)
    found += workspace.customers.editing.draft()
    if workspace.has("import"):
        found += workspace.imports.draft()
    return found


def restore(workspace: Workspace, found: list[dict[str, Any]]) -> list[str]:
    """Put everything back where it was; return the texts that have no place of their own any more."""
    texts = []
    for draft in found:
        if draft["what"] == FORM:
            workspace.go("customers")
            workspace.customers.acts.open_draft(draft["customer"], draft["texts"])
        elif draft["what"] == IMPORT:
            workspace.go("import")
            workspace.imports.resume(draft)
        elif draft["what"] == TEXT:
            texts.append(draft["text"])
    return texts


def _of_form(form: CustomerForm) -> list[dict[str, Any]]:
    texts = form.typed()
    return [{"what": FORM, "customer": form.customer_id, "texts": texts}] if texts else []


def _of_dialog(dialog: QDialog) -> list[dict[str, Any]]:
    """Return the texts typed into a dialog; never a password."""
    secret = {field.edit for field in dialog.findChildren(PasswordField)}
    lines = [e.text() for e in dialog.findChildren(QLineEdit) if e.isModified() and e not in secret and _is_plain(e)]
    notes = [e.toPlainText() for e in dialog.findChildren(QPlainTextEdit) if e.document().isModified() and not e.isReadOnly()]
    return [{"what": TEXT, "text": text} for text in (*lines, *notes) if text.strip()]


def _is_plain(edit: QLineEdit) -> bool:
    return edit.echoMode() == QLineEdit.EchoMode.Normal and not edit.isReadOnly()
