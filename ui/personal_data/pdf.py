"""Plain pages as a PDF: a certificate, everything about one person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

from ui.printing.sheet import Sheet

_MARGINS = QMarginsF(15, 15, 15, 15)


def write_certificate(path: str, text: str, foot: str) -> None:
    """Write a text whose first line is the heading."""
    heading, *rest = text.split("\n")
    sheet = Sheet(_writer(path, heading), foot)
    sheet.heading(heading)
    for part in rest:
        sheet.note(part or " ")
    sheet.finish()


def write_tables(path: str, title: str, about: Sequence[Sequence[str]], sections: Sequence[Sequence[object]], foot: str) -> int:
    """Write tables under their titles; return the number of pages. sections: (title, heads, rows)."""
    sheet = Sheet(_writer(path, title), foot)
    sheet.heading(title)
    for name, said in about:
        sheet.pair(name, said)
    for section in sections:
        heading, heads, rows = section
        assert isinstance(heads, Sequence), heads
        assert isinstance(rows, Sequence), rows
        sheet.heading(str(heading), 12)
        sheet.table(heads, rows, [1.0 for _ in heads])
    return sheet.finish()


def _writer(path: str, title: str) -> QPdfWriter:
    writer = QPdfWriter(path)
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, _MARGINS, QPageLayout.Unit.Millimeter)
    writer.setPageLayout(layout)
    writer.setResolution(300)
    writer.setTitle(title)
    return writer
