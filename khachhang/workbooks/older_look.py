"""A second look into .xls and .ods: hidden rows and columns, and in .xls the fonts, by which text of TCVN3 and VNI is known.

Values come from calamine. Damage in what is read here means that nothing is found, never an error.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections import Counter
from itertools import islice
from typing import Any
from xml.etree import ElementTree

from khachhang.workbooks.ooxml_look import LEGACY_FONT, MOST_CELL_FONTS, Look

_LARGEST_XLS = 12 << 20
"""Bytes of an .xls that is looked at again: reading its formats takes about a second for each 4 MiB."""
_DAMAGE = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, TypeError, ValueError, struct.error,
    ElementTree.ParseError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_HIDDEN = frozenset({"collapse", "filter"})
_MOST_REPEATED = 1 << 20


class XlsLook:
    """Looks into the sheets of one .xls, whose format records xlrd reads."""

    def __init__(self, data: bytes) -> None:
        self._book: Any = None
        if len(data) <= _LARGEST_XLS:
            import xlrd

            try:
                self._book = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, logfile=io.StringIO())
            except (*_DAMAGE, xlrd.XLRDError, xlrd.compdoc.CompDocError):
                self._book = None

    def at(self, sheet_name: str, width: int) -> Look:
        """Return what is to be known about the sheet; width: number of its columns that hold anything."""
        if self._book is None:
            return Look()
        import xlrd

        try:
            return _xls_look(self._book, self._book.sheet_by_name(sheet_name), width)
        except (*_DAMAGE, xlrd.XLRDError):
            return Look()


def _xls_look(book: Any, sheet: Any, width: int) -> Look:
    look = Look()
    look.hidden_rows = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden and row < sheet.nrows}
    look.hidden_columns = {column for column, info in sheet.colinfo_map.items() if info.hidden and column < width}
    fonts = [str(font.name) for font in book.font_list]
    styles = [xf.font_index for xf in book.xf_list]
    written: dict[tuple[int, int], str] = {}
    counts: dict[int, Counter[str]] = {}
    for row in range(sheet.nrows):
        for column in range(min(width, sheet.row_len(row))):
            if sheet.cell_type(row, column) == _TEXT:
                written[row + 1, column] = font = fonts[styles[sheet.cell_xf_index(row, column)]]
                counts.setdefault(column, Counter())[font] += 1
    look.fonts = {column: found.most_common(1)[0][0] for column, found in counts.items()}
    if any(LEGACY_FONT.match(font) for font in fonts):
        others = ((at, font) for at, font in written.items() if font != look.fonts[at[1]])
        look.cell_fonts = dict(islice(others, MOST_CELL_FONTS))
    return look


_TEXT = 1
"""xlrd.XL_CELL_TEXT"""


class OdsLook:
    """Looks into the sheets of one .ods."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._looks: dict[str, Look] = {}
        try:
            with archive.open("content.xml") as part:
                self._scan(part)
        except _DAMAGE:
            self._looks = {}

    def at(self, sheet_name: str, width: int) -> Look:
        """Return what is to be known about the sheet; width: number of its columns that hold anything."""
        look = self._looks.get(sheet_name, Look())
        look.hidden_columns = {c for c in look.hidden_columns if c < width}
        return look

    def _scan(self, part: Any) -> None:
        look, row, column = Look(), 1, 0
        for event, element in ElementTree.iterparse(part, ("start", "end")):
            if event == "start" and element.tag == f"{_TABLE}table":
                look, row, column = Look(), 1, 0
                self._looks.setdefault(element.get(f"{_TABLE}name", ""), look)
            elif event == "end" and element.tag == f"{_TABLE}table-column":
                column += _note(look.hidden_columns, column, element, "number-columns-repeated")
            elif event == "end" and element.tag == f"{_TABLE}table-row":
                row += _note(look.hidden_rows, row, element, "number-rows-repeated")
                element.clear()


def _note(hidden: set[int], first: int, element: ElementTree.Element, repeated: str) -> int:
    """Note a row or column that is hidden; return how many it stands for."""
    count = min(int(element.get(f"{_TABLE}{repeated}", "1")), _MOST_REPEATED)
    if element.get(f"{_TABLE}visibility") in _HIDDEN and count < _MOST_REPEATED // 2:
        hidden.update(range(first, first + count))
    return count
