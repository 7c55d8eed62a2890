"""The common answer of every parser: the value, what is doubtful about it, and what was repaired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Generic, TypeVar

from khachhang.model import Issue, Severity

T = TypeVar("T")

Cell = str | int | float | bool | date | datetime | time | None
"""What a reader of workbooks hands over for one cell. Parsers never raise on any of these."""


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What one cell says.

    value: None = nothing that can be known. issues: `model.Issue` without column and field, see `[issue]` in the messages.
    repairs: codes of what was repaired, see `[repair]` in the messages; they are counted in the import preview.
    """

    value: T | None
    issues: tuple[Issue, ...] = ()
    repairs: tuple[str, ...] = ()


def doubt(code: str, **params: Any) -> Issue:
    """Return an issue that keeps the row but asks a person to look."""
    return Issue(code, Severity.DOUBTS, params=params)


def note(code: str, **params: Any) -> Issue:
    """Return an issue that only informs."""
    return Issue(code, Severity.NOTES, params=params)
