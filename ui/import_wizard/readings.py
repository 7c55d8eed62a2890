"""What the steps of importing ask of the vault on a worker; nothing here holds a Qt object."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from khachhang import workbooks
from khachhang.operations import customers, duplicates, imports
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick


class Reading:
    """Reading a file."""

    def __init__(self, path: Path, password: str | None) -> None:
        self._path, self._password = path, password

    def __call__(self, opened: OpenVault, tick: Tick) -> tuple[Any, Any]:
        return imports.inspect_file(self._path, opened=opened, password=self._password, tick=tick), customers.sources(opened)


class ReadingText:
    """Reading pasted rows, in memory: nothing of them touches the disk."""

    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name

    def __call__(self, opened: OpenVault, tick: Tick) -> tuple[Any, Any]:
        content = self._text.encode()
        book = workbooks.read_bytes(content, f"{self._name}.txt")
        return imports.look_at(book, content, opened=opened), customers.sources(opened)


class Result:
    """The result of an import with the number of open questions."""

    def __init__(self, operation_id: int, lang: str) -> None:
        self._operation_id, self._lang = operation_id, lang

    def __call__(self, opened: OpenVault, tick: Tick) -> tuple[Any, int]:
        return imports.result(opened, self._operation_id, lang=self._lang), open_questions(opened)


class LookForDuplicates:
    """Asking the engine about the customers an import touched: (new questions, all open questions)."""

    def __init__(self, customer_ids: list[int]) -> None:
        self._customer_ids = customer_ids

    def __call__(self, opened: OpenVault, tick: Tick) -> tuple[int, int]:
        before = open_questions(opened)
        duplicates.refresh(opened, self._customer_ids, tick)
        after = open_questions(opened)
        return max(0, after - before), after


def open_questions(opened: OpenVault) -> int:
    """Return how many pairs wait for an answer."""
    return sum(duplicates.cases(opened, limit=0).counts.values())


def customers_of(opened: OpenVault, operation_id: int | None) -> list[int]:
    """Return the customers the rows of an import led to, in the order of the file."""
    rows = imports.result_rows(opened, operation_id, limit=None) if operation_id is not None else []
    return list(dict.fromkeys(r.customer_id for r in rows if r.customer_id is not None))
