"""Kill -9 at any moment of the whole program: import, edit, merge, undo, migration, rotation, backup, restore, password change, lock.

    python tests/faults/shop_kills.py 500 [SEED]

Each round forks a worker that opens a real vault and acknowledges over a pipe what it was told has happened; it is killed after a random
time. Then the vault is opened as a person would, checked page by page, and everything acknowledged must be there: customers, operations,
the password, backups, restored folders. Every tenth round what is derived is compared with what follows from the facts. One round in
eight works on a vault of the first schema, killed while it is brought up. Needs fork (Linux, macOS).
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
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import orjson
from sqlalchemy import func, select

from khachhang.errors import UserError
from khachhang.operations import backups, customers, duplicates, history, locking, vaults
from khachhang.operations.opened import OpenVault
from khachhang.store import schema
from khachhang.vault import FLOOR, NoMemory, change_password, check_files, open_vault, revoke_and_rotate
from tests.faults.vault_kills import _lines
from tests.operations.shops import PASSWORD, bring_in, snapshot

PASSWORDS = (PASSWORD, "bien xanh sao khuya dem")
OLD = Path(__file__).parent.parent / "vaults" / "0001" / "Tiệm cũ.khachhang"
OLD_PASSWORD = "con-meo-xanh-nho"
OLD_CUSTOMERS = 154
LONGEST_S = 0.7
WORK = {"import": 12, "edit": 10, "merge": 8, "undo": 4, "backup": 6, "restore": 4, "password": 4, "rotate": 6, "lock": 4}


@dataclass(slots=True)
class Truth:
    """What was acknowledged. customers: by name; operations: the newest change number; password: which of the two."""

    customers: set[str] = field(default_factory=set)
    operations: int = 0
    password: int = 0
    files: list[str] = field(default_factory=list)
    killed_in: Counter[str] = field(default_factory=Counter)


def kill_rounds(folder: Path, rounds: int, seed: int, say: Callable[[str], None] = print) -> Truth:
    """Run that many rounds in a folder. AssertionError names the round in which something was lost."""
    rng, truth = random.Random(seed), Truth()
    opened, _ = vaults.create(folder / "Tiệm.khachhang", PASSWORDS[0], memory=NoMemory(), argon2=FLOOR)
    vaults.finish(opened)
    old = _cheap_old(folder)
    for number in range(rounds):
        if number % 8 == 7:
            _migration_round(folder, old, truth, rng)
        else:
            _round(folder, truth, rng, number, _work)
            _check(folder, truth, number)
        if number % 50 == 49:
            say(f"{number + 1} kills, {len(truth.customers)} customers, killed in {dict(truth.killed_in)}")
    return truth


def _cheap_old(folder: Path) -> Path:
    """Return a vault of the first schema whose password costs little to try."""
    old = folder / "old"
    shutil.copytree(OLD, old)
    for path in old.iterdir():
        path.chmod(0o600)  # as the program makes it; a checkout opens it to others
    now = datetime.now(UTC)
    with open_vault(old, password=OLD_PASSWORD, now=now, application_schema=None) as opened:
        change_password(opened, OLD_PASSWORD, PASSWORDS[0], now=now, argon2=FLOOR)
    return old


def _round(folder: Path, truth: Truth, rng: random.Random, number: int, work: Callable[..., None]) -> None:
    reading, writing = os.pipe()
    seed = rng.random()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(folder, truth, random.Random(seed), number, lambda line: os.write(writing, f"{line}\n".encode()))
        finally:
            os._exit(1)
    os.close(writing)
    lines = _lines(reading)
    doing = next(lines, "").removeprefix("begin ")
    if rng.random() < 0.9:
        doing = next(lines, "")  # most rounds begin when the vault is open
    time.sleep(rng.random() * LONGEST_S)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    for line in lines:
        word, _, rest = line.partition(" ")
        doing = rest if word == "begin" else ""
        if word == "customers":
            truth.customers.update(rest.split("|"))
        elif word == "operation":
            truth.operations = int(rest)
        elif word == "password":
            truth.password = int(rest)
        elif word == "file":
            truth.files.append(rest)
    os.close(reading)
    truth.killed_in[doing or "between"] += 1


def _open_either(folder: Path, likely: int) -> tuple[OpenVault, int]:
    for which in (likely, 1 - likely):
        try:
            return vaults.open_(folder / "Tiệm.khachhang", password=PASSWORDS[which], memory=NoMemory()), which
        except UserError as error:
            if error.code != "wrong_password" or which != likely:
                raise
    raise AssertionError("one of the passwords opens")


def _work(folder: Path, truth: Truth, rng: random.Random, number: int, say: Callable[[str], object]) -> None:
    say("begin opening")
    opened, password = _open_either(folder, truth.password)
    say("opened")
    for step in range(10_000):
        work = rng.choices(list(WORK), list(WORK.values()))[0]
        say(f"begin {work}")
        if work == "import":
            names = [f"Khách {number} {step} {at}" for at in range(rng.choice((3, 8, 15, 60)))]
            outcome = bring_in(opened, [{"full_name": name, "phones": [f"+849{rng.randrange(10**8):08}"]} for name in names])
            say(f"customers {'|'.join(names)}")
            say(f"operation {outcome.operation_id}")
        elif work == "edit":
            outcome = customers.add(opened, {"full_name": f"Thêm {number} {step}"})
            say(f"customers Thêm {number} {step}")
            say(f"operation {outcome.operation_id}")
        elif work == "merge":
            _merge(opened, rng, say)
        elif work == "undo":
            _undo_edit(opened, say)
        elif work == "password":
            vaults.change_password(opened, PASSWORDS[password], PASSWORDS[1 - password], argon2=FLOOR)
            password = 1 - password
            say(f"password {password}")
        elif work == "rotate":
            backups.before(opened, "keys")
            revoke_and_rotate(opened.vault, [], now=datetime.now(UTC))
            say("rotated")
        elif work == "lock":
            locking.lock(opened, [{"what": "text", "text": "gõ dở"}])
            opened, password = _open_either(folder, password)
            assert locking.take_drafts(opened)
            say("locked")
        else:
            _keep(opened, folder, f"{number}-{step}", is_restored=work == "restore", say=say)


def _merge(opened: OpenVault, rng: random.Random, say: Callable[[str], object]) -> None:
    with opened.reading() as connection:
        ids = list(connection.scalars(select(schema.customer.c.customer_id)))
    if len(ids) > 2:
        a, b = rng.sample(ids, 2)
        outcome = duplicates.merge(opened, [a, b])
        say(f"operation {outcome.operation_id}")
        if rng.random() < 0.5:
            history.undo(opened, outcome.operation_id)
    say("merged")


def _undo_edit(opened: OpenVault, say: Callable[[str], object]) -> None:
    outcome = customers.add(opened, {"full_name": "wieder weg"})
    history.undo(opened, outcome.operation_id)
    say(f"operation {outcome.operation_id}")


def _keep(opened: OpenVault, folder: Path, name: str, *, is_restored: bool, say: Callable[[str], object]) -> None:
    vaults.back_up(opened, folder / name)
    if is_restored:
        vaults.restore(folder / name, folder / f"{name}.khachhang")
        name = f"{name}.khachhang"
    say(f"file {name}")


def _check(folder: Path, truth: Truth, number: int) -> None:
    opened, truth.password = _open_either(folder, truth.password)
    try:
        assert [f.code for f in check_files(opened.vault) if f.code != "copy_keys_older"] == [], number
        with opened.reading() as connection:
            names = {orjson.loads(body).get("full_name") for body in connection.scalars(select(schema.record.c.body))}
            newest = connection.scalar(select(func.max(schema.operation.c.operation_id))) or 0
        assert truth.customers <= names, (number, sorted(truth.customers - names)[:3])
        assert newest >= truth.operations, (number, newest, truth.operations)
        truth.customers = {name for name in names if name}
        truth.operations = newest
        locking.take_drafts(opened)
        if number % 10 == 0:
            before = snapshot(opened)
            vaults.rebuild(opened)
            assert snapshot(opened) == before, f"round {number}: what is derived does not follow from the facts"
        for name in truth.files:
            _check_file(folder / name, truth)
    finally:
        vaults.finish(opened)
    truth.files.clear()
    for path in folder.iterdir():
        if path.name not in ("Tiệm.khachhang", "old", "Tiệm.khachhang-backups"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _check_file(path: Path, truth: Truth) -> None:
    folder = path if path.is_dir() else vaults.restore(path, path.with_name(f"{path.name}.checked.khachhang"))
    for password in PASSWORDS:
        try:
            opened = vaults.open_(folder, password=password, memory=NoMemory())
        except UserError as error:
            if error.code != "wrong_password":
                raise
            continue
        findings = check_files(opened.vault)
        vaults.finish(opened)
        assert findings == [], path
        return
    raise AssertionError(f"{path.name} opens with neither password")


def _migration_round(folder: Path, old: Path, truth: Truth, rng: random.Random) -> None:
    place = folder / "up"
    place.mkdir()
    shutil.copytree(old, place / "Tiệm.khachhang")
    part = Truth()
    _round(place, part, rng, 0, _migrate)
    for doing, times in part.killed_in.items():
        truth.killed_in["migration" if doing in ("opening", "") or "migration" in doing else f"after {doing}"] += times
    opened, _ = _open_either(place, 0)
    with opened.reading() as connection:
        found = connection.scalar(select(func.count()).select_from(schema.customer))
    findings = check_files(opened.vault)
    vaults.finish(opened)
    assert found == OLD_CUSTOMERS, found
    assert findings == [], findings
    for generation in vaults.list_backups(place / "Tiệm.khachhang"):
        _check_file(generation.path, truth)
    shutil.rmtree(place)


def _migrate(folder: Path, truth: Truth, rng: random.Random, number: int, say: Callable[[str], object]) -> None:
    say("begin migration")
    say("begin migration")
    opened, _ = _open_either(folder, 0)
    say("opened")
    vaults.finish(opened)
    time.sleep(10)


if __name__ == "__main__":
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as place:
        begun = time.monotonic()
        result = kill_rounds(Path(place), count, seed)
        took, where = f"{time.monotonic() - begun:.0f} s", dict(result.killed_in)
    print(f"{count} kills, {len(result.customers)} customers acknowledged, 0 lost, 0 damaged, {took}; killed in {where}")
