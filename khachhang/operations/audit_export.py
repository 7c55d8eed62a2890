"""The log as a workbook, for the owner."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from khachhang import messages, workbooks
from khachhang.errors import UserError
from khachhang.operations.audit import LogFilter, LogLine, log, note
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.progress import Tick, no_tick
from khachhang.store import auditing
from khachhang.workbooks import ExportColumn

_PART = 1_000
_COLUMNS = ("seq", "at", "person", "what")


@needs(Right.MANAGE)
def export_log(opened: OpenVault, path: Path, wanted: LogFilter | None = None, *, lang: str = "vi", tick: Tick = no_tick) -> int:
    """Write the log, or a part of it, to a workbook, and note that; return how many lines. Only the owner."""
    if not opened.vault.is_owner:
        raise UserError("owner_only", owner=opened.owner_name)
    with opened.reading() as connection:
        newest = auditing.newest(connection)
    found = list(_all_lines(opened, wanted, lang, newest, tick))
    heads = [ExportColumn(key, messages.sentence(key, section="log_column", lang=lang), "text") for key in _COLUMNS]
    rows = ([str(line.seq), line.at, line.person, line.sentence] for line in found)
    about = [(messages.sentence("about_person", section="export", lang=lang), opened.person)]
    workbooks.write_xlsx(path, title=opened.name, columns=heads, rows=rows, about=about)
    note(opened, "log_exported", n=len(found))
    return len(found)


def _all_lines(opened: OpenVault, wanted: LogFilter | None, lang: str, newest: int, tick: Tick) -> Iterator[LogLine]:
    before = newest + 1
    while part := log(opened, wanted, _PART, before=before, lang=lang):
        yield from part
        before = part[-1].seq
        tick(newest - before, newest)
