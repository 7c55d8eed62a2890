"""A small vault with the cheapest key derivation that is allowed, and a disk that fails at a step of one's choice."""

from __future__ import annotations

import errno
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from sqlalchemy import Engine, text

from khachhang.errors import UserError
from khachhang.vault import FLOOR, OpenedVault, create_vault, open_vault
from khachhang.vault.files import Disk

PASSWORD = "meo vang song nui"
OTHER_PASSWORD = "bien xanh sao khuya"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def make_tables(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE customer (customer_id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"))


class FailingDisk(Disk):
    """Fails with OSError at the step of that number, once or from then on; `steps` counts the steps made."""

    def __init__(self, fail_at: int, *, for_ever: bool = False, code: int = errno.ENOSPC) -> None:
        self.fail_at, self.for_ever, self.code, self.steps = fail_at, for_ever, code, 0

    def _step(self) -> None:
        self.steps += 1
        if self.steps == self.fail_at or (self.for_ever and self.steps > self.fail_at):
            raise OSError(self.code, "the test's disk")

    @contextmanager
    def open_new(self, path: Path) -> Iterator[BinaryIO]:
        self._step()
        with super().open_new(path) as file:
            yield file
            self._step()


def _failing(name: str) -> Callable[..., Any]:
    def method(self: FailingDisk, *args: Any, **kwargs: Any) -> Any:
        self._step()
        return getattr(Disk, name)(self, *args, **kwargs)

    return method


for _name in ("make_folder", "copy_into", "flush", "sync_file", "sync_folder", "replace", "rename_new"):
    setattr(FailingDisk, _name, _failing(_name))


@pytest.fixture
def password() -> str:
    return PASSWORD


@pytest.fixture
def other_password() -> str:
    return OTHER_PASSWORD


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Hoa Mai.khachhang"


@pytest.fixture
def failing_disk() -> type[FailingDisk]:
    return FailingDisk


@pytest.fixture
def ending_of() -> Callable[..., str | None]:
    """Return a function that calls and returns the code of the UserError it ends in, None when it succeeds."""

    def call(function: Callable[..., Any], *arguments: Any, **options: Any) -> str | None:
        try:
            function(*arguments, **options)
        except UserError as error:
            return error.code
        return None

    return call


@pytest.fixture
def rng() -> random.Random:
    return random.Random(20261121)


@pytest.fixture
def create(folder: Path) -> Callable[..., tuple[OpenedVault, str]]:
    """Return a function that makes the vault: `opened, recovery_code = create()`."""

    def make(where: Path = folder, **changes: Any) -> tuple[OpenedVault, str]:
        arguments: dict[str, Any] = {"person": "Chị Hoa", "now": NOW, "initialise": make_tables, "argon2": FLOOR}
        return create_vault(where, changes.pop("password", PASSWORD), **(arguments | changes))

    return make


@pytest.fixture
def unlock(folder: Path) -> Callable[..., OpenedVault]:
    """Return a function that opens the vault: `opened = unlock()`."""

    def open_it(where: Path = folder, **changes: Any) -> OpenedVault:
        arguments: dict[str, Any] = {"now": NOW, "application_schema": None}
        if not changes.keys() & {"password", "recovery_code", "device_key"}:
            arguments["password"] = PASSWORD
        return open_vault(where, **(arguments | changes))

    return open_it


@pytest.fixture
def opened(create: Callable[..., tuple[OpenedVault, str]]) -> Iterator[OpenedVault]:
    """Give an open vault with three customers."""
    made, _ = create()
    with made.engine.begin() as connection:
        connection.execute(text("INSERT INTO customer (name) VALUES ('Lan'), ('Hùng'), ('Mai')"))
    yield made
    made.lock()


@pytest.fixture
def names() -> Callable[[OpenedVault], list[str]]:
    """Return a function that lists the customers of an open vault."""

    def read(vault: OpenedVault) -> list[str]:
        with vault.reading() as connection:
            return list(connection.scalars(text("SELECT name FROM customer ORDER BY customer_id")))

    return read


@pytest.fixture
def add_name() -> Callable[[OpenedVault, str], None]:
    """Return a function that adds a customer."""

    def write(vault: OpenedVault, name: str) -> None:
        with vault.engine.begin() as connection:
            connection.execute(text("INSERT INTO customer (name) VALUES (:name)"), {"name": name})

    return write
