"""Kill -9 at any moment while a vault is edited, backed up, rotated and given other passwords: nothing acknowledged may be lost.

    python tests/faults/vault_kills.py 500 [SEED]

Each round forks a worker that acknowledges, over a pipe, everything it was told has happened; it is killed after a random time; then the
vault is opened and checked page by page, and so is every backup that was acknowledged. Needs fork (Linux, macOS).
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import Engine, text

from khachhang.errors import UserError
from khachhang.vault import (
    FLOOR,
    OpenedVault,
    back_up,
    change_password,
    check_files,
    create_vault,
    open_vault,
    restore,
    revoke_and_rotate,
)

PASSWORDS = ("meo vang song nui", "bien xanh sao khuya")
LONGEST_S = 0.25
NOW = datetime(2026, 11, 21, tzinfo=UTC)


@dataclass(slots=True)
class Truth:
    """What was acknowledged: rows written, which password counts, which backups and restored folders are there."""

    rows: int = 0
    password: int = 0
    files: list[str] = field(default_factory=list)
    killed_in: Counter[str] = field(default_factory=Counter)


def kill_rounds(folder: Path, rounds: int, seed: int, say: Callable[[str], None] = print) -> Truth:
    """Run that many rounds in a folder. AssertionError names the round in which something was lost."""
    rng, truth = random.Random(seed), Truth()
    opened, _ = create_vault(folder / "Tiệm.khachhang", PASSWORDS[0], person="Hoa", now=NOW, initialise=_tables, argon2=FLOOR)
    opened.lock()
    for number in range(rounds):
        _one_round(folder, truth, rng, number)
        _check(folder, truth, number)
        if number % 50 == 49:
            say(f"{number + 1} kills, {truth.rows} rows, killed in {dict(truth.killed_in)}")
    return truth


def _tables(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE customer (customer_id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"))


def _one_round(folder: Path, truth: Truth, rng: random.Random, number: int) -> None:
    reading, writing = os.pipe()
    seed = rng.random()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _work(folder, truth, random.Random(seed), number, writing)
        finally:
            os._exit(1)
    os.close(writing)
    lines = _lines(reading)
    doing = next(lines, "").removeprefix("begin ")
    if rng.random() < 0.9:
        doing = next(lines, "")  # most rounds begin when the vault is open
    end = time.monotonic() + rng.random() * LONGEST_S
    time.sleep(max(0.0, end - time.monotonic()))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == "begin":
            doing = rest
            continue
        doing = ""
        if word == "row":
            truth.rows = int(rest)
        elif word == "password":
            truth.password = int(rest)
        elif word == "file":
            truth.files.append(rest)
    os.close(reading)
    truth.killed_in[doing or "between"] += 1


def _lines(descriptor: int) -> Iterator[str]:
    buffer = b""
    while chunk := os.read(descriptor, 65536):
        buffer += chunk
        *whole, buffer = buffer.split(b"\n")
        yield from (line.decode() for line in whole)


def _work(folder: Path, truth: Truth, rng: random.Random, number: int, pipe: int) -> None:
    def say(line: str) -> None:
        os.write(pipe, f"{line}\n".encode())

    say("begin opening")
    opened, password = _open_either(folder, truth.password)
    with opened.reading() as connection:
        rows = int(connection.scalar(text("SELECT count(*) FROM customer")) or 0)
    say("opened")
    for step in range(10_000):
        work = rng.choices(["edit", "import", "backup", "restore", "password", "rotate"], [50, 10, 8, 4, 4, 6])[0]
        say(f"begin {work}")
        if work in ("edit", "import"):
            rows = _write(opened, rows, 1 if work == "edit" else 2_000)
            say(f"row {rows}")
            opened.checkpoint()
        elif work == "password":
            change_password(opened, PASSWORDS[password], PASSWORDS[1 - password], now=NOW, argon2=FLOOR)
            password = 1 - password
            say(f"password {password}")
        elif work == "rotate":
            revoke_and_rotate(opened, [], now=NOW)
            say("rotated")
        else:
            name = f"{number}-{step}"
            back_up(opened, folder / name, now=NOW)
            if work == "restore":
                restore(folder / name, folder / f"{name}.khachhang")
            say(f"file {name}" if work == "backup" else f"file {name}.khachhang")


def _write(opened: OpenedVault, rows: int, count: int) -> int:
    with opened.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO customer VALUES (?, ?)", [(number, f"khách {number}") for number in range(rows + 1, rows + count + 1)]
        )
    return rows + count


def _open_either(folder: Path, likely: int) -> tuple[OpenedVault, int]:
    """Open with the acknowledged password, else with the one whose change was cut short."""
    vault = folder / "Tiệm.khachhang"
    try:
        return open_vault(vault, password=PASSWORDS[likely], now=NOW, application_schema=None), likely
    except UserError as error:
        if error.code != "wrong_password":
            raise
    return open_vault(vault, password=PASSWORDS[1 - likely], now=NOW, application_schema=None), 1 - likely


def _check(folder: Path, truth: Truth, number: int) -> None:
    opened, truth.password = _open_either(folder, truth.password)
    with opened:
        assert [finding.code for finding in check_files(opened) if finding.code != "copy_keys_older"] == [], number
        with opened.reading() as connection:
            rows, last = connection.execute(text("SELECT count(*), coalesce(max(customer_id), 0) FROM customer")).one()
        assert rows == last >= truth.rows, (number, rows, last, truth.rows)
        truth.rows = rows
        for name in truth.files:
            _check_file(folder / name)
    truth.files.clear()
    for path in folder.iterdir():
        if path.name != "Tiệm.khachhang":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _check_file(path: Path) -> None:
    """Check an acknowledged backup or restored folder. A bundle made before a rotation has another vault key: it is restored and opened."""
    folder = path if path.is_dir() else restore(path, path.with_name(f"{path.name}.checked.khachhang"))
    vault = next(vault for password in PASSWORDS if (vault := _try_open(folder, password)) is not None)
    with vault:
        assert check_files(vault) == [], path


def _try_open(folder: Path, password: str) -> OpenedVault | None:
    try:
        return open_vault(folder, password=password, now=NOW, application_schema=None)
    except UserError as error:
        if error.code != "wrong_password":
            raise
    return None


if __name__ == "__main__":
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as place:
        begun = time.monotonic()
        result = kill_rounds(Path(place), count, seed)
        took, where = f"{time.monotonic() - begun:.0f} s", dict(result.killed_in)
    print(f"{count} kills, {result.rows} rows acknowledged, 0 lost, 0 damaged, {took}; killed in {where}")
