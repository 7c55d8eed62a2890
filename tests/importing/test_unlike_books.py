"""Whole workbooks of many trades, none like the sample files: tables, headers, columns and rows are found, values as good as promised."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.importing.unlike.first_books import FIRST
from tests.importing.unlike.making import Book
from tests.importing.unlike.random_books import dirty_book, random_book
from tests.importing.unlike.scoring import PROMISED, Score, score
from tests.importing.unlike.second_books import SECOND
from tests.importing.unlike.strange_books import strange_book
from tests.importing.unlike.third_books import THIRD


@pytest.mark.parametrize("make", [*FIRST, *SECOND, *THIRD], ids=lambda make: make.__name__)
def test_a_workbook_unlike_the_samples_is_read_rightly(make: Callable[[], Book], tmp_path: Path) -> None:
    expect_right(score([make()], tmp_path))


@pytest.mark.parametrize("make", [random_book, dirty_book, strange_book])
def test_books_put_together_by_lot_are_read_rightly(make: Callable[[int], Book], tmp_path: Path) -> None:
    expect_right(score([make(seed) for seed in range(12)], tmp_path))


def expect_right(found: Score) -> None:
    told = "\n".join([*found.lines(), *found.wrong[:20]])
    assert found.tables_right == found.tables, told
    assert found.columns_right == found.columns, told
    assert (found.rows_found, found.extra_rows) == (found.rows, 0), told
    assert not sum(found.invented.values()), told
    assert {key: found.share(key) for key, least in PROMISED.items() if found.share(key) < least} == {}, told
