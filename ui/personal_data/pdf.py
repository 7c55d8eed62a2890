"""Plain pages as a PDF: a certificate, everything about one person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

from ui.printing.sheet import Sheet

_MARGINS = QMarginsF(15, 15, 15, 15)
_SHORT = 60
"""A cell of a table holds so many characters without being cut."""
Section = tuple[str, Sequence[str], Sequence[Sequence[str]]]


def write_certificate(path: str, text: str, foot: str) -> None:
    """Write a text whose first line is the heading."""
    heading, *rest = text.split("\n")
    sheet = Sheet(_writer(path, heading), foot)
    sheet.heading(heading)
    for part in rest:
        sheet.note(part or " ")
    sheet.finish()


def write_tables(path: str, title: str, about: Sequence[Sequence[str]], sections: Sequence[Section], foot: str) -> int:
    """Write tables under their titles; return the number of pages. sections: (title, heads, rows)."""
    sheet = Sheet(_writer(path, title), foot)
    sheet.heading(title)
    for name, said in about:
        sheet.note(f"{name}: {said}")
    for heading, heads, rows in sections:
        sheet.heading(heading, 12)
        if all(len(cell) <= _SHORT and "\n" not in cell for row in rows for cell in row):
            sheet.table(heads, rows, [1.0 for _ in heads])
        else:  # a table would cut what is long
            for row in rows:
                rest = [f"{head}: {cell}" for head, cell in zip(heads[1:], row[1:], strict=False) if cell]
                sheet.pair(row[0], "\n".join(rest))
    return sheet.finish()


def _writer(path: str, title: str) -> QPdfWriter:
    writer = QPdfWriter(path)
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, _MARGINS, QPageLayout.Unit.Millimeter)
    writer.setPageLayout(layout)
    writer.setResolution(300)
    writer.setTitle(title)
    return writer
