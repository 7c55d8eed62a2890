"""Lists in which a customer takes several rows: a two-line header, lines with labels, or lines told by what they hold."""

from __future__ import annotations

from khachhang.importing.header_rows import FoundHeader
from khachhang.importing.model import SheetLike, Table


def two_line_blocks(sheet: SheetLike, header: FoundHeader, first: int, letter: str) -> Table:
    raise AssertionError


def find_blocks(sheet: SheetLike, first: int, last: int, letter: str) -> Table | None:
    return None
