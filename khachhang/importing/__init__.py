"""Pure: find the tables of a sheet, recognise the layout, suggest the mapping, check the rows. No files, no SQL, no windows."""

from khachhang.collecting import no_collections
from khachhang.importing.assembling import custom_key
from khachhang.importing.checking import check_table
from khachhang.importing.headers import header_fingerprint
from khachhang.importing.inspecting import inspected_columns
from khachhang.importing.mapping import explain_changes, suggest_mapping, warnings_of
from khachhang.importing.model import (
    CheckedRow,
    CheckedTable,
    Column,
    ColumnMapping,
    Mapping,
    MappingChange,
    Options,
    Repair,
    RowKind,
    SheetLike,
    Table,
    Verdict,
    body_of,
    in_record,
)
from khachhang.importing.tables import find_tables, table_at

__all__ = [
    "CheckedRow",
    "CheckedTable",
    "Column",
    "ColumnMapping",
    "Mapping",
    "MappingChange",
    "Options",
    "Repair",
    "RowKind",
    "SheetLike",
    "Table",
    "Verdict",
    "body_of",
    "check_table",
    "custom_key",
    "explain_changes",
    "find_tables",
    "header_fingerprint",
    "in_record",
    "inspected_columns",
    "no_collections",
    "suggest_mapping",
    "table_at",
    "warnings_of",
]
