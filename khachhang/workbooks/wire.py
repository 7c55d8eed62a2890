"""Messages from the reading child: length-limited JSON, columns of plain values. Safe to decode whatever the child sends.

A frame is 4 bytes of length (big-endian) and a JSON object `{"k": kind, …}`. Kinds: `sheet` opens a sheet, `rows` adds rows,
`end` closes it, `done` closes the workbook, `error` ends everything. "d" names the columns that hold dates: in a pure one all text is an
ISO date, in a mixed one a date is a list of one ISO text.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

import orjson

from khachhang.workbooks.sheets import Cell, Row

LENGTH_BYTES = 4
LARGEST_WHOLE_FLOAT = 1e15
_DATES = {datetime.datetime, datetime.date, datetime.time, datetime.timedelta}
_TEXTS = {str, type(None)}
_PLAIN = {str, int, float, bool, type(None)}
_DATED = _PLAIN | {list}
_PURE_KINDS = {datetime.datetime, datetime.date, datetime.time, str, type(None)}
PURE, MIXED = "pure", "mixed"


class BadMessage(ValueError):
    """The child sent something that is no message of ours."""


def frame(message: dict[str, Any]) -> bytes:
    """Return a message as it goes over the pipe."""
    body = orjson.dumps(message)
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


def pack_rows(rows: Sequence[Sequence[Any]], done: int, total: int) -> dict[str, Any]:
    """Return rows (of any width) as a message of columns; done of total is what was read so far, for progress."""
    columns = list(zip_longest(*rows))
    dates: dict[str, str] = {}
    packed = [_pack_column(i, column, dates) for i, column in enumerate(columns)]
    return {"k": "rows", "n": len(rows), "c": packed, "d": dates, "p": [done, total]}


def unpack_rows(body: bytes) -> list[Row]:
    """Return the rows of a packed message; BadMessage when it is none."""
    return rows_of(decode(body))


def decode(body: bytes) -> dict[str, Any]:
    """Return the message; BadMessage when it is none."""
    try:
        message = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadMessage from error
    if not isinstance(message, dict) or not isinstance(message.get("k"), str):
        raise BadMessage
    return message


def rows_of(message: dict[str, Any]) -> list[Row]:
    """Return the rows of a `rows` message, every cell checked to be of a plain type; BadMessage otherwise."""
    count, columns, dates = message.get("n"), message.get("c"), message.get("d")
    if type(count) is not int or type(columns) is not list or type(dates) is not dict:
        raise BadMessage
    if not columns:
        if not 0 <= count <= 1 << 20:
            raise BadMessage
        return [()] * count
    for index, column in enumerate(columns):
        kind = dates.get(str(index))
        if type(column) is not list or len(column) != count:
            raise BadMessage
        kinds = set(map(type, column))
        if not kinds <= (_DATED if kind else _PLAIN):
            raise BadMessage
        if kind:
            columns[index] = _unpack_pure(column) if kind == PURE else _unpack_dates(column)
        elif kinds <= _TEXTS:
            columns[index] = _shared(column)
    return list(zip(*columns, strict=True))


def _shared(column: list[Cell]) -> list[Cell]:
    """Return a column of text in which equal cells are the same object, when they repeat: a tenth of the memory of most columns."""
    texts = set(column)
    if 4 * len(texts) > len(column):
        return column
    return list(map(dict(zip(texts, texts, strict=True)).__getitem__, column))


def _pack_column(index: int, column: Sequence[Any], dates: dict[str, str]) -> list[Any]:
    """Return the cells of a column as JSON can carry them: no empty text, whole floats as integers, dates as ISO text."""
    kinds = set(map(type, column))
    if kinds & _DATES:
        is_pure = kinds <= _PURE_KINDS and {v for v in column if type(v) is str} <= {""}
        dates[str(index)] = PURE if is_pure else MIXED
        return [v or None for v in column] if is_pure else [_pack_cell(v) for v in column]
    if float not in kinds:
        return [None if v == "" else v for v in column] if kinds - {str} else [v or None for v in column]
    if kinds == {float}:
        return _whole_all(column)
    return [None if v == "" else _whole(v) if type(v) is float else v for v in column]


def _whole_all(column: Sequence[float]) -> list[int | float | None]:
    try:
        whole = list(map(int, column))
    except (ValueError, OverflowError):
        return [_whole(v) for v in column]
    if whole == list(column) and min(whole) > -LARGEST_WHOLE_FLOAT and max(whole) < LARGEST_WHOLE_FLOAT:
        return [*whole]
    return [_whole(v) for v in column]


def _whole(value: float) -> int | float | None:
    """Excel knows no integers: return 912345678.0 as 912345678. A float beyond 10**15 stays, its last digits are not to be trusted."""
    if value != value:
        return None
    return int(value) if value.is_integer() and abs(value) < LARGEST_WHOLE_FLOAT else value


def _pack_cell(value: Any) -> Any:
    if value == "":
        return None
    if type(value) is float:
        return _whole(value)
    if type(value) in (datetime.date, datetime.datetime, datetime.time):
        return [value.isoformat()]
    return str(value) if type(value) is datetime.timedelta else value


def _unpack_pure(column: list[Any]) -> list[Cell]:
    """Return a column of ISO texts and empty cells as datetimes (a time of day as time)."""
    try:
        known: dict[Any, Cell] = {text: _unpack_date(text) for text in set(column) if type(text) is str}
        known[None] = None
        return list(map(known.__getitem__, column))
    except (KeyError, TypeError) as error:  # something else, or a list
        raise BadMessage from error


def _unpack_dates(column: list[Any]) -> list[Cell]:
    """Return the column with its dates, which stand in lists, as datetime (a time of day as time)."""
    known: dict[str, Cell] = {}
    unpacked: list[Cell] = []
    for value in column:
        if type(value) is not list:
            unpacked.append(value)
            continue
        text = value[0] if len(value) == 1 else None
        if type(text) is not str:
            raise BadMessage
        if text not in known:
            known[text] = _unpack_date(text)
        unpacked.append(known[text])
    return unpacked


def _unpack_date(text: str) -> datetime.datetime | datetime.time:
    try:
        return datetime.datetime.fromisoformat(text) if "-" in text else datetime.time.fromisoformat(text)
    except ValueError as error:
        raise BadMessage from error
