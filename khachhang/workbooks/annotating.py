"""The person's own workbook back, with only the rows that need work and two columns more: why, and how to mend it."""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from khachhang.errors import UserError
from khachhang.progress import Tick, no_tick
from khachhang.workbooks.child_process import ask_child
from khachhang.workbooks.saving import encrypt_workbook, part_beside
from khachhang.workbooks.sheets import DEFAULT, Limits, Sheet
from khachhang.workbooks.wire import BadMessage, decode
from khachhang.workbooks.writing import ExportColumn, write_xlsx

LARGEST_FORMATTED = 4 << 20
"""Bytes of an .xlsx up to which its formatting is kept: openpyxl needs 50 times that in memory."""

ADDED_COLUMNS = ("Lý do", "Gợi ý sửa")


def annotate_workbook(
    original: bytes,
    sheet: Sheet,
    problems: Mapping[int, tuple[str, ...]],
    path: Path,
    *,
    header_rows: Sequence[int] = (1,),
    added_columns: tuple[str, ...] = ADDED_COLUMNS,
    password: str | None = None,
    limits: Limits = DEFAULT,
    tick: Tick = no_tick,
) -> None:
    """Write the header and the rows of `problems` of a sheet that was read, with columns more.

    problems: row number → one text per added column (reason, hint, …).
    original: the bytes of the imported file. An .xlsx keeps its fonts, colours, widths and number formats; other formats,
    protected and very large ones give a plain workbook with the same cells. Formulas are written as their values.
    password: protects the new file. UserError as `write_xlsx`; a failure to keep the formatting is none.
    """
    formatted = None
    if original.startswith(b"PK") and len(original) <= LARGEST_FORMATTED:
        formatted = _formatted(original, sheet, problems, header_rows, added_columns, limits, tick)
    if formatted is None:
        _write_plain(path, sheet, problems, header_rows, added_columns, password, tick)
        return
    with part_beside(path) as part:
        if password:
            encrypt_workbook(io.BytesIO(formatted), password, part)
        else:
            part.write(formatted)


def _formatted(
    original: bytes,
    sheet: Sheet,
    problems: Mapping[int, tuple[str, ...]],
    header_rows: Sequence[int],
    added_columns: tuple[str, ...],
    limits: Limits,
    tick: Tick,
) -> bytes | None:
    """Return the new workbook made by a limited child with openpyxl; None when that fails for any reason of the file's."""
    parts: list[bytes] = []

    def take(body: bytes) -> bool:
        message = decode(body)
        if message["k"] == "error":
            raise UserError("workbook_unreadable", reason="annotate")
        try:
            parts.append(base64.b64decode(message.get("b64", ""), validate=True))
        except (TypeError, ValueError, binascii.Error) as error:
            raise BadMessage from error
        return bool(message["k"] == "done")

    task = {
        "kind": "annotate",
        "sheet": sheet.name,
        "problems": [[row, *texts] for row, texts in sorted(problems.items())],
        "header_rows": sorted(header_rows),
        "added_columns": list(added_columns),
    }
    try:
        ask_child(task, original, limits, take=take, on_wait=lambda: tick(0, len(problems)))
    except UserError:
        return None
    return b"".join(parts)


def _write_plain(
    path: Path,
    sheet: Sheet,
    problems: Mapping[int, tuple[str, ...]],
    header_rows: Sequence[int],
    added_columns: tuple[str, ...],
    password: str | None,
    tick: Tick,
) -> None:
    index_of = {sheet.number_of(i): i for i in range(len(sheet.rows))}
    headers = [list(sheet.rows[index_of[r]]) for r in sorted(header_rows) if r in index_of]
    chosen = [(list(sheet.rows[index_of[r]]), problems[r]) for r in sorted(problems) if r in index_of]
    width = max([len(r) for r in headers] + [len(r[0]) for r in chosen], default=0)
    labels = ["" if v is None else str(v) for v in headers[-1]] if headers else []
    columns = [ExportColumn(f"c{i}", labels[i] if i < len(labels) else "") for i in range(width)]
    columns += [ExportColumn(f"added{i}", name, width=40) for i, name in enumerate(added_columns)]
    rows = [[*cells, *[None] * (width - len(cells)), *texts] for cells, texts in chosen]
    write_xlsx(path, title=sheet.name, columns=columns, rows=rows, password=password, tick=tick)
