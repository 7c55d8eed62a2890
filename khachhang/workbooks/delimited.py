"""csv, tsv and txt → one sheet: encoding, delimiter, quoted newlines. Streams; never holds the text as a whole."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from khachhang.errors import UserError
from khachhang.model import Issue, Severity
from khachhang.workbooks.csv_guard import unguard_csv_cell
from khachhang.workbooks.encodings import TextEncoding, detect_encoding, lines_of
from khachhang.workbooks.output import Output

NO_DELIMITER = "\x1f"
DELIMITERS = (",", ";", "\t", "|")
LARGEST_FIELD = 1_000_000
_SAMPLE_LINES = 200
_RUNAWAY_LINES = 200
_GUARDED = re.compile(rb"'+\x00?[=+\-@\t\r]")
_SEPARATOR_LINE = re.compile(r"^\"?sep=(.)\"?\s*$", re.IGNORECASE)


def read_delimited(data: bytes, out: Output) -> None:
    """Read a text file of records; rows[i] is record i + 1. A first line `sep=;` names the delimiter and stays, as a blank record."""
    csv.field_size_limit(LARGEST_FIELD)
    encoding = detect_encoding(data)
    sample = [line for line, _ in zip(lines_of(data, encoding), range(_SAMPLE_LINES), strict=False)]
    delimiter = detect_delimiter(sample)
    quotes = _quotes_close(data, encoding, delimiter)
    findings = []
    if not quotes:
        findings.append(Issue("unclosed_quote", Severity.NOTES))
    if encoding.bad_characters:
        findings.append(Issue("unreadable_characters", Severity.NOTES, params={"count": encoding.bad_characters}))
    records = _records(lines_of(data, encoding), delimiter, quotes)
    if b"'" in data and _GUARDED.search(data):
        records = ([unguard_csv_cell(v) if v[:1] == "'" else v for v in record] for record in records)
    out.sheet("")
    try:
        out.rows(records, total=data.count(b"\n"))
    except csv.Error as error:
        raise UserError("workbook_too_large", reason="cell") from error
    out.end()
    out.done("csv", encoding=encoding.name, delimiter=delimiter, findings=findings)


def read_pasted(text: str, out: Output) -> None:
    """Read what was copied from a spreadsheet: tab-separated lines, or any other delimited text."""
    read_delimited(text.replace("\r\n", "\n").encode("utf-8", errors="replace"), out)


def detect_delimiter(lines: list[str]) -> str | None:
    """Return the delimiter that cuts most records into the same number (> 1) of fields; None for a single column."""
    if lines and (named := _SEPARATOR_LINE.match(lines[0])):
        return named[1]
    best, best_score = None, 0.0
    for delimiter in DELIMITERS:
        widths = Counter(len(r) for r in _parse(lines, delimiter) if r)
        if not widths:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1] if item[0] > 1 else 0, item[0]))
        if width > 1:
            score = count / widths.total() * (1 + min(width, 50) / 100)
            if score > best_score:
                best, best_score = delimiter, score
    return best


def _parse(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        yield from reader
    except csv.Error:
        return


def _records(lines: Iterator[str], delimiter: str | None, quotes: bool) -> Iterator[list[str]]:
    """Yield the records; text without a delimiter gives one field a line."""
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE
    for index, record in enumerate(csv.reader(lines, delimiter=delimiter or NO_DELIMITER, quoting=quoting)):
        yield [] if index == 0 and _is_separator_line(record, delimiter) else record


def _is_separator_line(record: list[str], delimiter: str | None) -> bool:
    return bool(record) and record[0].lower().startswith("sep=") and len("".join(record)) <= len("sep=") + 1 and bool(delimiter)


def _quotes_close(data: bytes, encoding: TextEncoding, delimiter: str | None) -> bool:
    """Return False when a quotation mark that is never closed would swallow the lines after it (an inch sign, say)."""
    if data.count(b'"') % 2 == 0:
        return True
    last: list[str] = []
    try:
        for record in csv.reader(lines_of(data, encoding), delimiter=delimiter or NO_DELIMITER):
            if any(len(field) > _RUNAWAY_LINES and field.count("\n") > _RUNAWAY_LINES for field in record):
                return False
            last = record
    except csv.Error:
        return False
    return not last or last[-1].count("\n") < 2 or data.rstrip(b"\r\n\x00").endswith(b'"')
