"""The child's side of the pipe: what a reader calls to hand over sheets. Counts rows and cells against the limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, BinaryIO

from khachhang.errors import UserError
from khachhang.model import Issue
from khachhang.workbooks.sheets import Limits
from khachhang.workbooks.wire import LENGTH_BYTES, frame, pack_rows

ROWS_PER_MESSAGE = 2_000
CELLS_PER_MESSAGE = 60_000


class Output:
    """Writes frames to the parent. One sheet after the other: `sheet`, `rows` …, `end`; `done` last."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream = stream
        self._limits = limits
        self._rows = self._cells = self._sheets = 0

    def sheet(self, name: str, *, is_hidden: bool = False) -> None:
        """Open a sheet."""
        self._sheets += 1
        if self._sheets > self._limits.sheets:
            raise UserError("workbook_too_large", reason="sheets")
        self._send({"k": "sheet", "name": name, "is_hidden": is_hidden})

    def rows(self, rows: Iterable[Sequence[Any]], total: int = 0) -> None:
        """Hand over rows from a lazy source; blank rows at the end are cut. total: how many there will be, 0 = unknown."""
        blank: list[Sequence[Any]] = []
        done = 0
        for chunk in _chunks(rows):
            done += len(chunk)
            last = len(chunk)
            while last and not any(v is not None and v != "" for v in chunk[last - 1]):
                last -= 1
            if not last:
                blank.extend([()] * len(chunk))
                continue
            self._send_rows([*blank, *chunk[:last]] if blank else chunk[:last] if last < len(chunk) else chunk, done, total)
            blank = [()] * (len(chunk) - last)

    def end(
        self,
        *,
        row_numbers: Sequence[int] | None = None,
        hidden_rows: Iterable[int] = (),
        hidden_columns: Iterable[int] = (),
        merged: Sequence[Sequence[int]] = (),
        fonts: Mapping[int, str] | None = None,
        cell_fonts: Mapping[tuple[int, int], str] | None = None,
        findings: Sequence[Issue] = (),
    ) -> None:
        """Close the sheet with what is known about it as a whole."""
        self._send(
            {
                "k": "end",
                "row_numbers": row_numbers,
                "hidden_rows": sorted(hidden_rows),
                "hidden_columns": sorted(hidden_columns),
                "merged": merged,
                "fonts": list((fonts or {}).items()),
                "cell_fonts": [[r, c, font] for (r, c), font in (cell_fonts or {}).items()],
                "findings": [_issue(f) for f in findings],
            }
        )

    def done(self, format: str, *, encoding: str | None = None, delimiter: str | None = None, findings: Sequence[Issue] = ()) -> None:
        """Close the workbook."""
        self._send({"k": "done", "format": format, "encoding": encoding, "delimiter": delimiter, "findings": [_issue(f) for f in findings]})

    def error(self, error: UserError) -> None:
        """End with something the person can act on."""
        self._send({"k": "error", "code": error.code, "params": {k: str(v) for k, v in error.params.items()}})

    def _send_rows(self, rows: Sequence[Sequence[Any]], done: int, total: int) -> None:
        width = max(map(len, rows))
        self._rows += len(rows)
        self._cells += width * len(rows)
        if self._rows > self._limits.rows or self._cells > self._limits.cells or width > self._limits.columns:
            raise UserError("workbook_too_large", reason="cells")
        self._send_halves(rows, width, done, total)

    def _send_halves(self, rows: Sequence[Sequence[Any]], width: int, done: int, total: int) -> None:
        body = frame(pack_rows(rows, done, total)) if width * len(rows) <= 4 * CELLS_PER_MESSAGE or len(rows) == 1 else None
        if body is not None and len(body) - LENGTH_BYTES <= self._limits.message_bytes:
            self._stream.write(body)
        elif len(rows) > 1:
            middle = len(rows) // 2
            self._send_halves(rows[:middle], width, done, total)
            self._send_halves(rows[middle:], width, done, total)
        else:
            raise UserError("workbook_too_large", reason="cell")

    def _send(self, message: dict[str, Any]) -> None:
        body = frame(message)
        if len(body) - LENGTH_BYTES > self._limits.message_bytes:
            raise UserError("workbook_too_large", reason="message")
        self._stream.write(body)
        self._stream.flush()


def _chunks(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    source = iter(rows)
    first = next(source, None)
    if first is None:
        return
    size = max(1, min(ROWS_PER_MESSAGE, CELLS_PER_MESSAGE // max(1, len(first))))
    yield [first, *islice(source, size - 1)]
    while chunk := list(islice(source, size)):
        yield chunk


def _issue(issue: Issue) -> dict[str, Any]:
    return {"code": issue.code, "column": issue.column, "params": dict(issue.params)}
