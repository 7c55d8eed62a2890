"""One value, one sequence of bytes: what is signed and hashed cannot be written in two ways."""

from __future__ import annotations

import json
from typing import Any


class NotCanonical(ValueError):
    """The bytes are not the canonical form of anything."""


def encode(value: Any) -> bytes:
    """Return the canonical bytes of a value made of dict, list, str, int, bool and None. Floats are refused (ValueError).

    JSON, UTF-8, keys sorted by code point, no spaces, nothing escaped that need not be.
    """
    _refuse_floats(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def decode(data: bytes) -> Any:
    """Return the value; NotCanonical unless `data` is exactly what `encode` gives back for it."""
    try:
        value = json.loads(data.decode(), parse_float=_no_float, parse_constant=_no_float)
        again = encode(value)
    except (ValueError, RecursionError) as error:
        raise NotCanonical("not canonical JSON") from error
    if again != data:
        raise NotCanonical("bytes differ from their canonical form")
    return value


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise ValueError("a float has no canonical form here")
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise ValueError("keys are strings")
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)


def _no_float(text: str) -> Any:
    raise NotCanonical(f"a number that is not whole: {text[:20]}")
