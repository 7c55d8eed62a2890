"""What importing takes and gives: tables found in a sheet, the mapping of their columns, and checked rows."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Protocol

import orjson

from khachhang.fields import ORDER_CATALOGUE, Field
from khachhang.model import Issue, Party, Value
from khachhang.values.parsed import Cell

if TYPE_CHECKING:
    from khachhang.values.names import Name

Row = Sequence[Cell]


class SheetLike(Protocol):
    """What a reader of workbooks hands over for one sheet, as far as importing looks at it.

    rows: raw cells; rows may differ in length. row_numbers: the row of each as a person sees it, rising; None = 1, 2, 3 …
    fonts: column from 0 → the font of most of its cells.
    merged: (first row, first column, last row, last column), rows from 1, columns from 0.
    """

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> Sequence[Row]: ...
    @property
    def row_numbers(self) -> Sequence[int] | None: ...
    @property
    def fonts(self) -> MappingABC[int, str]: ...
    @property
    def merged(self) -> Sequence[tuple[int, int, int, int]]: ...


class RowKind(Enum):
    """What a row of a table is. Only DATA rows are customers (or lines of orders)."""

    DATA = "data"
    BLANK = "blank"
    HEADER = "header"
    TITLE = "title"
    GROUP = "group"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    SIGNATURE = "signature"
    NOTE = "note"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    index: its place in the row of cells, from 0 (in a block layout: in the rows of the block laid end to end).
    letter: as Excel shows it; in a block layout the letter and the line of the block ("B2"). header: "" when there is none.
    """

    index: int
    letter: str
    header: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet.

    letter: "" or, of tables side by side, the letter of its first column. header_rows: sheet rows, () = no header.
    first_row, last_row: sheet rows of its body. kinds: kind of every sheet row that belongs to it, titles and footers included.
    block_size: rows a customer takes; above 1 the rows of a block are laid end to end. labels: of a block whose lines are
    "label: value", the folded label of each column. confidence: 0 … 1 that this is a list of customers.
    first_index, last_index: the columns it takes, from 0. titles: the texts above it. blocks: first row of a block → all its rows.
    """

    sheet: str
    letter: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    kinds: MappingABC[int, RowKind]
    block_size: int = 1
    confidence: float = 1.0
    first_index: int = 0
    last_index: int = 0
    labels: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    blocks: MappingABC[int, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What one column is mapped to.

    target: a field key; or phone2 … email2 … area family_name middle_name given_name debt_credit stt source verification ignore;
    `mixed:a+b`; or `custom` = a column of the shop's own. samples: the first three non-empty cells as text. unit: đồng per 1 of
    the column. label: name of a custom column.
    """

    letter: str
    header: str
    target: str
    confidence: float = 1.0
    samples: tuple[str, ...] = ()
    unit: int = 1
    label: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What every column of a table is mapped to. layout: code of the known layout or None. fingerprint: of the headers."""

    columns: tuple[ColumnMapping, ...]
    layout: str | None = None
    fingerprint: str = ""
    warnings: tuple[Issue, ...] = ()

    def target_of(self, letter: str) -> str:
        """Return the target of the column of that letter, `ignore` when there is none."""
        return next((c.target for c in self.columns if c.letter == letter), "ignore")


_ORDER_KEYS = frozenset(f.key for f in ORDER_CATALOGUE)


def in_record(values: dict[str, Value]) -> dict[str, Value]:
    """Return what a row says as a record keeps it: fields of the customer, and the order line under "order"."""
    if _ORDER_KEYS.isdisjoint(values):
        return values
    kept = {k: v for k, v in values.items() if k not in _ORDER_KEYS}
    kept["order"] = {k: v for k, v in values.items() if k in _ORDER_KEYS}
    return kept


def body_of(values: dict[str, Value]) -> bytes:
    """Return the canonical JSON of a record's values, UTF-8 (half the memory of a text); equal bodies say the same."""
    return memoryview(orjson.dumps(values, option=orjson.OPT_SORT_KEYS)).tobytes()  # a copy: what orjson returns holds four times the room


class Verdict(Enum):
    """What the check says of one row, before it meets the store."""

    OK = "ok"
    DOUBT = "doubt"
    REJECT = "reject"
    NOT_CUSTOMER = "not_customer"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class RowOf:
    """The cells of one row of a sheet so large that its rows stay packed: unpacked when looked at. columns: their places in the row."""

    rows: Sequence[Row]
    at: int
    columns: Sequence[int]

    @property
    def cells(self) -> tuple[Cell, ...]:
        row = self.rows[self.at]
        return tuple([row[i] if i < len(row) else None for i in self.columns])


@dataclass(slots=True)
class CheckedRow:
    """One sheet row (of a block layout: one block) as it came and as it was understood. What it says never changes once it is built.

    held, raw: the cells of the table's columns exactly as they came. values: in the shapes of `fields.Kind`; order lines carry the keys of
    ORDER_FIELDS too; `source` is the text of a column "Nguồn". row_key: the source's own code. observed_at: the row's own date.
    said: `body_of` its record, a quarter of the memory of `values`; b"" says nothing. is_verified: what a column "Đã kiểm" says.
    lines: the other sheet rows of the block.
    kind: of the sheet row.
    """

    sheet_row: int
    held: tuple[Cell, ...] | RowOf
    said: bytes
    issues: tuple[Issue, ...]
    verdict: Verdict
    row_key: str | None = None
    observed_at: str | None = None
    party: Party | None = None
    name: Name | None = None
    is_verified: bool | None = None
    kind: RowKind = RowKind.DATA
    lines: tuple[int, ...] = ()

    @property
    def raw(self) -> tuple[Cell, ...]:
        """The cells of the table's columns exactly as they came."""
        return self.held if type(self.held) is tuple else self.held.cells  # type: ignore[union-attr]

    @property
    def values(self) -> dict[str, Value]:
        """What the row says, the order line among it; a new dictionary at each call."""
        values = self.record_values
        order = values.pop("order", None)
        return {**values, **order} if order else values

    @property
    def record_values(self) -> dict[str, Value]:
        """What the row says as a record keeps it: `in_record(values)`; a new dictionary at each call."""
        values: dict[str, Value] = orjson.loads(self.said) if self.said else {}
        return values


@dataclass(frozen=True, slots=True)
class Repair:
    """A counted step: what was repaired in how many cells. examples: (sheet row, column letter, before, after), at most three."""

    code: str
    count: int
    examples: tuple[tuple[int, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """A whole table checked: every sheet row once, so that rows read are the sum of what became of them."""

    table: Table
    mapping: Mapping
    rows: list[CheckedRow]
    repairs: tuple[Repair, ...] = ()
    column_notes: tuple[Issue, ...] = ()
    custom_fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What the person decided for this import.

    today: the day of the import. switched_off: codes of repairs not wanted. before_2018: True = the file is that old, None = unknown.
    fixes: (sheet row, letter) → text typed instead of the cell. accepted: sheet rows whose doubts the person took as they are.
    excluded: sheet rows left out. take_in: sheet rows judged no customer but taken in. swap_columns: letters of half-swapped dates.
    """

    today: date
    switched_off: frozenset[str] = frozenset()
    before_2018: bool | None = None
    fixes: MappingABC[tuple[int, str], str] = field(default_factory=dict)
    accepted: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()
    take_in: frozenset[int] = frozenset()
    swap_columns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MappingChange:
    """One difference between a saved mapping and the file of today. kind: "added", "removed", "moved"."""

    kind: str
    header: str
    letter: str
    was_letter: str = ""
