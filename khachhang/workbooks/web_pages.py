"""A web page saved as .xls (many shops' software does that) → sheets: one for each outermost table that holds text."""

from __future__ import annotations

from html.parser import HTMLParser

from khachhang.errors import UserError
from khachhang.workbooks.encodings import decode
from khachhang.workbooks.output import Output
from khachhang.workbooks.sheets import Limits

_WIDEST_SPAN = 200
_LONGEST_CELL = 1_000_000


def read_web_page(data: bytes, out: Output, limits: Limits) -> None:
    """Read the tables of a page; `not_a_workbook` when it has none."""
    parser = _Tables(limits)
    parser.feed(decode(data))
    parser.close()
    tables = [t for t in parser.tables if t]
    if not tables:
        raise UserError("not_a_workbook", reason="html")
    for number, rows in enumerate(tables, start=1):
        out.sheet(f"{number}" if len(tables) > 1 else "")
        out.rows(rows, total=len(rows))
        out.end()
    out.done("html")


class _Tables(HTMLParser):
    """Collects the cells of tables. Spans leave their other cells empty; a table inside a cell joins the cell's text."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._depth = self._cells = 0
        self._most_cells = limits.cells
        self._cell: list[str] | None = None
        self._span = 1
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._skipped += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self.tables[-1].append([])
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            self._cell = []
            self._span = _span(dict(attrs).get("colspan"))
        elif tag in ("br", "p", "div") and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._skipped = max(0, self._skipped - 1)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._skipped:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        text = "\n".join(" ".join(line.split(" ")).strip(" \t\r") for line in "".join(self._cell).split("\n")).strip()
        if not self.tables[-1]:
            self.tables[-1].append([])
        self._cells += self._span
        if self._cells > self._most_cells or len(text) > _LONGEST_CELL:
            raise UserError("workbook_too_large", reason="cells")
        self.tables[-1][-1].extend([text, *[""] * (self._span - 1)])
        self._cell = None


def _span(value: str | None) -> int:
    return min(_WIDEST_SPAN, int(value)) if value and value.isascii() and value.isdigit() and int(value[:6]) > 0 else 1
