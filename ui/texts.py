"""Words of the core shown in the window's language: sentences of errors, labels of fields, numbers."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from khachhang import messages
from khachhang.errors import UserError
from khachhang.fields import Field
from ui.translations import language


def error_text(error: UserError) -> str:
    """Return the sentence of an error the person can act on."""
    return messages.sentence(error.code, error.params, section="error", lang=language())


def sentence(code: str, section: str, **params: object) -> str:
    """Return a sentence of the message files in the window's language."""
    return messages.sentence(code, params, section=section, lang=language())


def field_label(field: Field) -> str:
    """Return the name of a field as the window's language writes it."""
    return field.label_en if language() == "en" else field.label


def number(value: int) -> str:
    """Return 12345 as 12.345 in Vietnamese, 12,345 in English."""
    return QLocale().toString(value)
