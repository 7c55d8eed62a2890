"""A cell of a csv that begins like a formula would run when opened in Excel: write it with an apostrophe, take that off when reading."""

from __future__ import annotations

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def guard_csv_cell(text: str) -> str:
    """Return the text so that no spreadsheet runs it; `unguard_csv_cell` gives exactly the text back."""
    return "'" + text if text.lstrip("'").startswith(_DANGEROUS) else text


def unguard_csv_cell(text: str) -> str:
    """Return the text without the apostrophe that `guard_csv_cell` put in front of it."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_DANGEROUS) else text
