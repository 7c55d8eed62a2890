"""What a workbook is once it was read: sheets of raw cells, as plain immutable values."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

from khachhang.model import Issue

Cell = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | None
"""A raw cell. Whole numbers are int, dates are datetime, an empty cell is None, an error value is None (and a finding)."""

Row = Sequence[Cell]

ChunkUnpacker = Callable[[bytes], Sequence[Row]]

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost. Sizes in bytes, times in seconds.

    file_bytes is for workbooks, text_bytes for csv, txt, vcf. rows and cells count over all sheets.
    Above `kept_cells` cells the rows stay packed (about the size of a csv) and are unpacked when looked at.
    """

    file_bytes: int = 50 * MEBIBYTE
    text_bytes: int = 300 * MEBIBYTE
    unzipped_bytes: int = 300 * MEBIBYTE
    unzip_ratio: int = 200
    ratio_free_bytes: int = 20 * MEBIBYTE
    zip_entries: int = 5_000
    rows: int = 2_000_000
    cells: int = 100_000_000
    columns: int = 16_384
    sheets: int = 500
    kept_cells: int = 4_000_000
    message_bytes: int = 32 * MEBIBYTE
    answer_bytes: int = 1_024 * MEBIBYTE
    memory_bytes: int = 1_024 * MEBIBYTE
    seconds: float = 60.0


DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Columns count from 0; row numbers are those a person sees, counting from 1.

    row_numbers: None: rows[i] is sheet row i + 1 (csv: record i + 1, the header being 1). Else the number of each row
    (vcf: 0 for the header we made, then the number of the card).
    merged: (first row, first column, last row, last column). fonts: column → the font of most of its cells;
    cell_fonts: (sheet row, column) → font, only where it differs from the column's.
    findings: what reading could not bring over, counted per column.
    """

    name: str
    rows: Sequence[Row]
    row_numbers: Sequence[int] | None = None
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    merged: Sequence[tuple[int, int, int, int]] = ()
    fonts: Mapping[int, str] = field(default_factory=dict)
    cell_fonts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    findings: Sequence[Issue] = ()

    def number_of(self, index: int) -> int:
        """Return the row number a person sees for rows[index]."""
        return index + 1 if self.row_numbers is None else self.row_numbers[index]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was read. format: xlsx xlsm xlsb xls ods csv vcf html xml. sha256: of the file's bytes, in hex.

    encoding, delimiter: of text files; encoding `tcvn3?` or `vni?` means that the letters are still those of the old font.
    """

    file_name: str
    format: str
    encoding: str | None
    delimiter: str | None
    sheets: Sequence[Sheet]
    sha256: str
    size: int
    findings: Sequence[Issue] = ()


class PackedRows(Sequence[Row]):
    """Rows of a very large sheet, kept as the packed chunks they came in and unpacked a chunk at a time.

    Reading in order costs what unpacking once costs; the two chunks looked at last stay unpacked.
    """

    is_packed = True

    def __init__(self, chunks: Sequence[bytes], counts: Sequence[int], unpack: ChunkUnpacker) -> None:
        self._chunks = chunks
        self._unpack = unpack
        self._starts: list[int] = []
        total = 0
        for count in counts:
            self._starts.append(total)
            total += count
        self._length = total
        self._recent: dict[int, Sequence[Row]] = {}

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._length))]
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError(index)
        chunk = bisect.bisect_right(self._starts, index) - 1
        return self._rows_of(chunk)[index - self._starts[chunk]]

    def __iter__(self) -> Iterator[Row]:
        for chunk in range(len(self._chunks)):
            yield from self._rows_of(chunk)

    def _rows_of(self, chunk: int) -> Sequence[Row]:
        rows = self._recent.get(chunk)
        if rows is None:
            rows = self._unpack(self._chunks[chunk])
            recent = {**self._recent, chunk: rows}
            self._recent = dict(list(recent.items())[-2:])
        return rows
