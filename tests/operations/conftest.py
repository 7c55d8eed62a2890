"""One real vault for all tests of operations, emptied between tests: making one costs a second, emptying it a few milliseconds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from khachhang.operations.opened import OpenVault
from tests.operations.shops import empty, new_shop


@pytest.fixture(scope="session")
def shared_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVault]:
    """A vault for the whole session."""
    opened = new_shop(Path(tmp_path_factory.mktemp("shop")) / "Gia dụng Hoa Mai.khachhang")
    yield opened
    opened.vault.lock()


@pytest.fixture
def shop(shared_shop: OpenVault) -> OpenVault:
    """An empty vault."""
    empty(shared_shop)
    return shared_shop
