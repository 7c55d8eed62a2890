"""The first look at a file: its tables, what their columns are, what changed since the last file of that kind, what is hidden."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from khachhang import importing, messages, workbooks
from khachhang.errors import UserError
from khachhang.fields import CATALOGUE
from khachhang.importing import Mapping, MappingChange, RowKind, Table
from khachhang.model import Party
from khachhang.operations import mending
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.progress import Tick, no_tick
from khachhang.store import import_queries
from khachhang.values.text import fold

_ALIKE = 0.6
"""Share of headers a file must have in common with an earlier one to be the same file changed."""

_INSTRUCTIONS = ("huong dan", "chu thich", "instruction", "guide", "readme", "vi du", "example", "danh muc")
_FEW = 5
"""An instruction sheet shows at most so many example rows."""


@dataclass(frozen=True, slots=True)
class MendedFrom:
    """The import whose problem rows went out and came back. rows: how many came back."""

    operation_id: int
    file_name: str
    at: str
    source_name: str
    party: Party
    rows: int


@dataclass(frozen=True, slots=True)
class TableLook:
    """One table of a file as it was found, with the mapping suggested for it.

    is_known: the columns are as somebody confirmed them for such a file; changes: how they differ from then.
    source_name: what the source was called then, "" unless the file is called alike: two lists may have the same headers.
    mended: set when these are problem rows that went out to be mended.
    """

    sheet: workbooks.Sheet
    table: Table
    mapping: Mapping
    is_known: bool = False
    changes: tuple[MappingChange, ...] = ()
    source_name: str = ""
    mended: MendedFrom | None = None

    @property
    def layout_sentence(self) -> str | None:
        """What kind of file this is, in Vietnamese, when its headers are known."""
        return self.layout_sentence_in("vi")

    def layout_sentence_in(self, lang: str) -> str | None:
        """What kind of file this is, when its headers are known."""
        if self.mapping.layout is None:
            return None
        return messages.sentence(self.mapping.layout, {"columns": len(self.table.columns)}, section="layout", lang=lang)

    @property
    def data_rows(self) -> int:
        """How many rows are customers or lines of orders."""
        return sum(1 for kind in self.table.kinds.values() if kind is RowKind.DATA)

    @property
    def hidden_rows(self) -> frozenset[int]:
        """The rows of data that Excel hides."""
        if not self.sheet.hidden_rows:
            return frozenset()
        return frozenset(n for n in self.sheet.hidden_rows if self.table.kinds.get(n) is RowKind.DATA)

    @property
    def hidden_columns(self) -> frozenset[str]:
        """The letters of the columns that Excel hides."""
        return frozenset(c.letter for c in self.table.columns if c.index in self.sheet.hidden_columns)

    @property
    def is_likely(self) -> bool:
        """Whether this looks like a list of the shop's customers, and not like an explanation with a few examples."""
        if not self.data_rows:
            return False
        name = fold(self.sheet.name)
        return self.data_rows > _FEW or not any(word in name for word in _INSTRUCTIONS)


@dataclass(frozen=True, slots=True)
class FileLook:
    """A file as the importer sees it. Nothing has been written anywhere."""

    path: Path | None
    content: bytes
    workbook: workbooks.Workbook
    tables: tuple[TableLook, ...]

    @property
    def file_name(self) -> str:
        """Name of the file without its folder."""
        return self.workbook.file_name

    @property
    def other_sheets(self) -> tuple[str, ...]:
        """Names of the sheets that hold something, but no list of customers."""
        found = {t.sheet.name for t in self.tables}
        return tuple(s.name for s in self.workbook.sheets if s.name not in found and len(s.rows))

    @property
    def mended(self) -> MendedFrom | None:
        """The import these rows were mended from, None for any other file."""
        return next((t.mended for t in self.tables if t.mended is not None), None)


def inspect_file(path: Path, *, opened: OpenVault | None = None, password: str | None = None, tick: Tick = no_tick) -> FileLook:
    """Read a file in the limited child process, find its tables and suggest what their columns are."""
    with importing.no_collections():
        workbook = workbooks.read_workbook(path, password=password, tick=tick)
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != workbook.sha256:
            raise UserError("workbook_changed", name=path.name)
        return look_at(workbook, content, path, opened=opened)


def look_at(workbook: workbooks.Workbook, content: bytes, path: Path | None = None, *, opened: OpenVault | None = None) -> FileLook:
    """Find the tables of a workbook already read and suggest their mappings; mappings saved before come first."""
    saved = _saved_mappings(opened)
    stem = _stem(workbook.file_name)
    looks = [_look(sheet, table, opened, saved, stem) for sheet in workbook.sheets for table in importing.find_tables(sheet)]
    return FileLook(path, content, workbook, tuple(looks))


def with_header(look: FileLook, sheet_name: str, header_rows: Sequence[int], *, opened: OpenVault | None = None) -> TableLook:
    """Return the table of a sheet when the person says which rows hold its header."""
    sheet = next(s for s in look.workbook.sheets if s.name == sheet_name)
    return _look(sheet, importing.table_at(sheet, header_rows), opened, _saved_mappings(opened), _stem(look.file_name))


def _stem(file_name: str) -> str:
    """Return what is the same in the names of a file that comes every week: its words without numbers."""
    words = fold(file_name.rpartition(".")[0] or file_name).replace("_", " ").replace("-", " ").split()
    return " ".join(w for w in words if not any(ch.isdigit() for ch in w))


def _look(sheet: workbooks.Sheet, table: Table, opened: OpenVault | None, saved: Sequence[MappingABC[str, Any]], stem: str) -> TableLook:
    catalogue = opened.catalogue if opened is not None else CATALOGUE
    headers = [c.header for c in table.columns]
    body = _saved_for(saved, headers)
    was = mapping_from_value(body) if body else None
    mapping = importing.suggest_mapping(sheet, table, catalogue, saved=was)
    if mending.is_mended(mapping):
        mended = _mended_from(opened, sheet, table) if opened is not None else None
        return TableLook(sheet, table, mending.without_added_columns(mapping), mended=mended)
    if body is None or was is None:
        return TableLook(sheet, table, mapping)
    name = str(body.get("source", "")) if body.get("stem") == stem else ""
    return TableLook(sheet, table, mapping, True, importing.explain_changes(was, mapping), name)


def _saved_mappings(opened: OpenVault | None) -> Sequence[MappingABC[str, Any]]:
    if opened is None:
        return ()
    with opened.reading() as connection:
        return import_queries.saved_mappings(connection)


def _saved_for(saved: Sequence[MappingABC[str, Any]], headers: Sequence[str]) -> MappingABC[str, Any] | None:
    """Return the mapping last used for these headers, else for the most similar ones; newest first."""
    fingerprint = importing.header_fingerprint(headers)
    exact = next((s for s in saved if s.get("fingerprint") == fingerprint), None)
    if exact is not None:
        return exact
    now = {fold(h) for h in headers if h}
    scored = [(_likeness(now, {fold(c[1]) for c in s["columns"] if c[1]}), -at) for at, s in enumerate(saved)]
    best = max(scored, default=(0.0, 0))
    return saved[-best[1]] if best[0] >= _ALIKE else None


def _likeness(now: Collection[str], was: Collection[str]) -> float:
    if len(now) < 3 or len(was) < 3:
        return 0.0
    return len(set(now) & set(was)) / max(len(now), len(was))


def _mended_from(opened: OpenVault, sheet: workbooks.Sheet, table: Table) -> MendedFrom | None:
    """Return the import whose rows these are, when this vault has it."""
    last = table.columns[-1].index
    marks = [mending.origin_of(row[last]) for row in sheet.rows if last < len(row)]
    found = [m for m in marks if m is not None]
    if not found:
        return None
    with opened.reading() as connection:
        return _import_of_batch(connection, found[0].batch_id, len(found))


def _import_of_batch(connection: Connection, batch_id: int, rows: int) -> MendedFrom | None:
    batch = import_queries.batch_with_import(connection, batch_id)
    if batch is None:
        return None
    return MendedFrom(batch.operation_id, batch.file_name or "", batch.at, batch.source_name, Party(batch.party), rows)


def mapping_to_value(mapping: Mapping) -> dict[str, Any]:
    """Return a mapping as JSON-encodable data, for the batch and for the memory of mappings."""
    return {
        "layout": mapping.layout,
        "fingerprint": mapping.fingerprint,
        "columns": [[c.letter, c.header, c.target, c.confidence, c.unit, c.label] for c in mapping.columns],
    }


def mapping_from_value(value: MappingABC[str, Any]) -> Mapping:
    """Return the mapping kept as JSON data."""
    columns = tuple(
        importing.ColumnMapping(letter, header, target, confidence, unit=unit, label=label)
        for letter, header, target, confidence, unit, label in value["columns"]
    )
    return Mapping(columns, value.get("layout"), value.get("fingerprint", ""))


@needs(Right.IMPORT)
def remember_mappings(opened: OpenVault, file: FileLook, chosen: Sequence[tuple[TableLook, Mapping]], source_name: str) -> None:
    """Keep what the person said of the columns, before anything is imported: a file that is cancelled remembers too."""
    with opened.writing() as connection:
        for look, mapping in chosen:
            remember_mapping(connection, file, look, mapping, source_name, opened.now())


def remember_mapping(connection: Connection, file: FileLook, look: TableLook, mapping: Mapping, source_name: str, at: str) -> None:
    """Keep one mapping for the next file with these headers. Rows that were mended come once and are not remembered."""
    if look.mended is None and not mending.has_added_columns(mapping):
        value = {**mapping_to_value(mapping), "source": source_name, "stem": _stem(file.file_name)}
        import_queries.remember_mapping(connection, mapping.fingerprint, value, at)


def without_columns(mapping: Mapping, letters: Collection[str]) -> Mapping:
    """Return a mapping in which these columns are kept only as raw cells."""
    return replace(mapping, columns=tuple(replace(c, target="ignore") if c.letter in letters else c for c in mapping.columns))
