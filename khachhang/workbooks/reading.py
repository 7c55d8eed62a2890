"""Reading a person's file: the parent's side. The file is opened only in a limited child; any death of it is one clear sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from khachhang.errors import UserError
from khachhang.model import Issue, Severity
from khachhang.progress import Tick, no_tick
from khachhang.workbooks.child_process import ask_child
from khachhang.workbooks.sheets import DEFAULT, Limits, PackedRows, Row, Sheet, Workbook
from khachhang.workbooks.wire import BadMessage, decode, rows_of, unpack_rows

_ANSWERS = frozenset(
    ("workbook_unreadable", "workbook_too_large", "workbook_encrypted", "workbook_wrong_password", "workbook_empty", "not_a_workbook")
)


def read_workbook(path: Path, *, password: str | None = None, limits: Limits = DEFAULT, tick: Tick = no_tick) -> Workbook:
    """Return the sheets of a file, read in a limited child process.

    UserError: workbook_missing, workbook_too_large, workbook_timeout, workbook_encrypted, workbook_wrong_password, workbook_empty,
    not_a_workbook, workbook_unreadable; each with `name` and `reason`. Raises what tick raises (Cancelled), the child killed.
    """
    try:
        size = path.stat().st_size
        if size > max(limits.file_bytes, limits.text_bytes):
            raise UserError("workbook_too_large", name=path.name, reason="file")
        data = path.read_bytes()
    except OSError as error:
        raise UserError("workbook_missing", name=path.name, reason=error.strerror or "") from error
    return read_bytes(data, path.name, password=password, limits=limits, tick=tick)


def read_bytes(data: bytes, file_name: str, *, password: str | None = None, limits: Limits = DEFAULT, tick: Tick = no_tick) -> Workbook:
    """Return the sheets of a file's bytes; as `read_workbook`."""
    if len(data) > max(limits.file_bytes, limits.text_bytes):
        raise UserError("workbook_too_large", name=file_name, reason="file")
    answer = _Answer(limits)
    try:
        ask_child({"kind": "read", "password": password}, data, limits, take=answer.take, on_wait=lambda: tick(*answer.progress))
    except UserError as error:
        raise UserError(error.code, **{**error.params, "name": file_name}) from error
    workbook = answer.workbook(file_name, hashlib.sha256(data).hexdigest(), len(data))
    if not any(sheet.rows for sheet in workbook.sheets):
        raise UserError("workbook_empty", name=file_name, reason="rows")
    return workbook


def read_pasted_text(text: str, *, limits: Limits = DEFAULT, tick: Tick = no_tick) -> Workbook:
    """Return what was copied from a spreadsheet (tab-separated) or any delimited text as a workbook without a name."""
    return read_bytes("\ufeff".encode() + text.encode("utf-8", errors="replace"), "", limits=limits, tick=tick)


class _Answer:
    """Collects the messages of the child. Everything in them is checked before it is believed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._sheets: list[Sheet] = []
        self._opened: dict[str, Any] | None = None
        self._done: dict[str, Any] | None = None
        self._rows: list[Row] = []
        self._packed: list[tuple[bytes, int]] = []
        self._cells = 0
        self.progress = (0, 0)

    def take(self, body: bytes) -> bool:
        """Take one message and say whether it was the last; UserError when it is one, BadMessage when it makes no sense."""
        message = decode(body)
        match message["k"]:
            case "rows" if self._opened is not None:
                self._take_rows(body, message)
            case "sheet" if self._opened is None:
                self._opened = message
            case "end" if self._opened is not None:
                self._sheets.append(_sheet(self._opened, message, self._close_rows()))
                self._opened = None
            case "done" if self._opened is None:
                self._done = message
            case "error":
                raise UserError(_known(message.get("code")), reason=str(_parameters(message).get("reason", "")))
            case _:
                raise BadMessage
        return self._done is not None

    def workbook(self, file_name: str, sha256: str, size: int) -> Workbook:
        """Return the workbook; BadMessage when the child never finished."""
        if self._done is None:
            raise BadMessage
        encoding, delimiter = self._done.get("encoding"), self._done.get("delimiter")
        return Workbook(
            file_name=file_name,
            format=str(self._done.get("format")),
            encoding=None if encoding is None else str(encoding),
            delimiter=None if delimiter is None else str(delimiter),
            sheets=tuple(self._sheets),
            sha256=sha256,
            size=size,
            findings=_findings(self._done),
        )

    def _take_rows(self, body: bytes, message: dict[str, Any]) -> None:
        rows = rows_of(message)
        self._cells += sum(map(len, rows[:1])) * len(rows)
        if self._cells > self._limits.cells:
            raise UserError("workbook_too_large", reason="cells")
        match message.get("p"):
            case [int(done), int(total)]:
                self.progress = (done, max(done, total))
        self._packed.append((body, len(rows)))
        if self._cells <= self._limits.kept_cells:
            self._rows.extend(rows)
        else:
            self._rows = []

    def _close_rows(self) -> Sequence[Row]:
        packed, rows = self._packed, self._rows
        self._packed, self._rows = [], []
        if self._cells <= self._limits.kept_cells:
            return rows
        return PackedRows([body for body, _ in packed], [count for _, count in packed], unpack_rows)


def _known(code: object) -> str:
    return code if isinstance(code, str) and code in _ANSWERS else "workbook_unreadable"


def _parameters(message: Mapping[str, Any]) -> Mapping[str, Any]:
    params = message.get("params")
    return params if isinstance(params, dict) else {}


def _sheet(opened: Mapping[str, Any], end: Mapping[str, Any], rows: Sequence[Row]) -> Sheet:
    try:
        numbers = end["row_numbers"]
        return Sheet(
            name=str(opened["name"]),
            rows=rows,
            row_numbers=None if numbers is None else tuple(int(n) for n in numbers),
            hidden_rows=frozenset(int(n) for n in end["hidden_rows"]),
            hidden_columns=frozenset(int(n) for n in end["hidden_columns"]),
            is_hidden=bool(opened["is_hidden"]),
            merged=tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in end["merged"]),
            fonts={int(c): str(font) for c, font in end["fonts"]},
            cell_fonts={(int(r), int(c)): str(font) for r, c, font in end["cell_fonts"]},
            findings=_findings(end),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadMessage from error


def _findings(message: Mapping[str, Any]) -> tuple[Issue, ...]:
    try:
        return tuple(
            Issue(str(f["code"]), Severity.NOTES, column=None if f["column"] is None else str(f["column"]), params=dict(f["params"]))
            for f in message["findings"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadMessage from error
