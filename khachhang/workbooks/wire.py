"""Messages from the reading child: length-limited JSON, columns of plain values. Safe to decode whatever the child sends.

A frame is 4 bytes of length (big-endian) and a JSON object `{"k": kind, …}`. Kinds: `sheet` opens a sheet, `rows` adds rows,
`end` closes it, `done` closes the workbook, `error` ends everything. Dates travel as one-element lists in columns named in "d".
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

import orjson

from khachhang.workbooks.sheets import Cell, Row

LENGTH_BYTES = 4
LARGEST_WHOLE_FLOAT = 1e15
_DATES = {datetime.datetime, datetime.date, datetime.time, datetime.timedelta}
_PLAIN = {str, int, float, bool, type(None)}
_DATED = _PLAIN | {list}


class BadMessage(ValueError):
    """The child sent something that is no message of ours."""


def frame(message: dict[str, Any]) -> bytes:
    """Return a message as it goes over the pipe."""
    body = orjson.dumps(message)
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


def pack_rows(rows: Sequence[Sequence[Any]], done: int, total: int) -> dict[str, Any]:
    """Return rows (of any width) as a message of columns; done of total is what was read so far, for progress."""
    columns = list(zip_longest(*rows))
    dated: list[int] = []
    packed = [_pack_column(i, column, dated) for i, column in enumerate(columns)]
    return {"k": "rows", "n": len(rows), "c": packed, "d": dated, "p": [done, total]}


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
    count, columns, dated = message.get("n"), message.get("c"), message.get("d")
    if type(count) is not int or type(columns) is not list or type(dated) is not list:
        raise BadMessage
    if not columns:
        if not 0 <= count <= 1 << 20:
            raise BadMessage
        return [()] * count
    for index, column in enumerate(columns):
        if type(column) is not list or len(column) != count or not set(map(type, column)) <= (_DATED if index in dated else _PLAIN):
            raise BadMessage
        if index in dated:
            columns[index] = [_unpack_date(v) if type(v) is list else v for v in column]
    return list(zip(*columns, strict=True))


def _pack_column(index: int, column: Iterable[Any], dated: list[int]) -> list[Any]:
    kinds = set(map(type, column))
    if kinds & _DATES:
        dated.append(index)
        return [_pack_cell(v) for v in column]
    if kinds == {str}:
        return [v or None for v in column]
    if float in kinds:
        return [_whole(v) if type(v) is float else None if v == "" else v for v in column]
    return [None if v == "" else v for v in column]


def _whole(value: float) -> int | float | None:
    """Excel knows no integers: return 912345678.0 as 912345678. A float beyond 2**50 stays, its last digits are not to be trusted."""
    if value != value:
        return None
    return int(value) if value.is_integer() and abs(value) < LARGEST_WHOLE_FLOAT else value


def _pack_cell(value: Any) -> Any:
    if value == "":
        return None
    if type(value) is float:
        return _whole(value)
    if type(value) is datetime.date:
        return [value.isoformat() + "T00:00:00"]
    if type(value) is datetime.datetime or type(value) is datetime.time:
        return [value.isoformat()]
    return str(value) if type(value) is datetime.timedelta else value


def _unpack_date(value: list[Any]) -> Cell:
    if len(value) != 1 or type(value[0]) is not str:
        raise BadMessage
    try:
        return datetime.datetime.fromisoformat(value[0]) if "T" in value[0] else datetime.time.fromisoformat(value[0])
    except ValueError as error:
        raise BadMessage from error
