"""Interrupting what a thread reads, and nothing else."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from khachhang.operations.opened import OpenVault
from tests.operations.conftest import shared_shop, shop

__all__ = ["shared_shop", "shop"]

ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


def test_a_statement_that_reads_is_stopped_and_the_next_one_works(shop: OpenVault):
    reads, began = [], threading.Event()

    def read() -> None:
        with shop.reading() as connection:
            began.set()
            with pytest.raises(OperationalError, match="interrupt"):
                connection.execute(ENDLESS)
            reads.append("stopped")
        with shop.reading() as connection:
            reads.append(connection.scalar(text("SELECT 1")))

    reader = threading.Thread(target=read)
    reader.start()
    began.wait(5)
    while len(reads) < 1 and reader.is_alive():
        shop.interrupt_reading(reader.ident or 0)
        reader.join(0.02)
    reader.join(5)

    assert reads == ["stopped", 1]


def test_what_is_written_is_left_alone(shop: OpenVault):
    with shop.writing() as connection:
        shop.interrupt_reading(threading.get_ident())
        assert connection.scalar(text("SELECT 1")) == 1
