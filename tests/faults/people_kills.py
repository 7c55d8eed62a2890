"""Kill -9 while people are hired, given rights, given new passwords and taken off, with new keys and without.

    python tests/faults/people_kills.py 300 [SEED]

After each kill the owner opens the vault; whoever was acknowledged as hired opens it with the last password acknowledged for them, with the
rights acknowledged; whoever was acknowledged as gone opens it with no password they ever had; the chain of the log holds. Needs fork.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from khachhang.operations import audit, people, vaults
from khachhang.operations.opened import OpenVault
from khachhang.vault import FLOOR, NoMemory
from khachhang.vault.errors import WrongPassword
from tests.faults.vault_kills import _lines

OWNER = "bốn con gà trống đi chợ"
LONGEST_S = 0.6
WORK = {"hire": 8, "role": 4, "reset": 4, "remove": 4, "remove and rotate": 4, "rotate": 3}
ROLES = ("staff", "manager", "read-only")


@dataclass(slots=True)
class Staff:
    """What was acknowledged of one person, and what was begun and may have happened or not."""

    passwords: list[str]
    role: str = "staff"
    is_gone: bool = False
    maybe_password: str = ""
    maybe_role: str = ""
    maybe_gone: bool = False


@dataclass(slots=True)
class Truth:
    """Everybody by name, and in which work the kills fell."""

    staff: dict[str, Staff] = field(default_factory=dict)
    begun: str = ""
    killed_in: Counter[str] = field(default_factory=Counter)


def kill_rounds(folder: Path, rounds: int, seed: int) -> Truth:
    """Run that many rounds in a folder. AssertionError says what was lost, or who could still open."""
    rng, truth = random.Random(seed), Truth()
    opened, _ = vaults.create(folder / "Tiệm.khachhang", OWNER, memory=NoMemory(), argon2=FLOOR)
    vaults.lock(opened)
    for number in range(rounds):
        _round(folder, truth, rng, number)
        _check(folder, truth, rng, number)
    return truth


def _round(folder: Path, truth: Truth, rng: random.Random, number: int) -> None:
    reader, writer = os.pipe()
    seed, lasts = rng.random(), rng.random() * LONGEST_S
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            _work(folder, truth, random.Random(seed), number, lambda text: os.write(writer, f"{text}\n".encode()))
        finally:
            os._exit(0)
    os.close(writer)
    lines = iter(_lines(reader))
    assert next(lines, "") == "open"
    time.sleep(lasts)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    truth.begun = ""
    for line in lines:
        _hear(truth, line)
    truth.killed_in[truth.begun.split("|")[0] or "between"] += 1
    os.close(reader)


def _hear(truth: Truth, line: str) -> None:
    """Take in what the worker said: `begin|work|name|value` before, `done|…` after."""
    word, work, name, value = line.split("|")
    who = truth.staff.setdefault(name, Staff([])) if name else None
    if word == "begin":
        truth.begun = f"{work}|{name}"
        if who is not None:
            who.maybe_password = value if work in ("hire", "reset") else ""
            who.maybe_role = value if work == "role" else ""
            who.maybe_gone = work.startswith("remove")
        return
    truth.begun = ""
    if who is None:
        return
    who.maybe_password, who.maybe_role, who.maybe_gone = "", "", False
    if work in ("hire", "reset"):
        who.passwords.append(value)
    elif work == "role":
        who.role = value
    else:
        who.is_gone = True


def _work(folder: Path, truth: Truth, rng: random.Random, number: int, say: Callable[[str], object]) -> None:
    opened = vaults.open_(folder / "Tiệm.khachhang", password=OWNER, memory=NoMemory())
    say("open")
    for count in range(1_000):
        here = [p.name for p in people.list_people(opened, with_gone=False) if not p.is_owner]
        work = rng.choices(list(WORK), list(WORK.values()))[0] if here else "hire"
        name = f"Người {number} {count}" if work == "hire" else rng.choice(here)
        value = rng.choice(ROLES) if work == "role" else f"trăng sao biển {number} {count} khơi"
        if work == "rotate":
            name = value = ""
        say(f"begin|{work}|{name}|{value}")
        _do(opened, work, name, value)
        say(f"done|{work}|{name}|{value}")


def _do(opened: OpenVault, work: str, name: str, value: str) -> None:
    if work == "hire":
        people.add(opened, name, value, argon2=FLOOR)
    elif work == "role":
        people.change(opened, name, role=value)
    elif work == "reset":
        people.reset_password(opened, name, value, argon2=FLOOR)
    elif work == "rotate":
        people.rotate(opened)
    else:
        people.remove(opened, name, new_keys=work == "remove and rotate")


def _check(folder: Path, truth: Truth, rng: random.Random, number: int) -> None:
    """Open as the owner and as some of the others; settle what was begun."""
    opened = vaults.open_(folder / "Tiệm.khachhang", password=OWNER, memory=NoMemory())
    assert audit.broken_at(opened) is None, number
    now = {p.name: p for p in people.list_people(opened)}
    vaults.lock(opened)
    for name, who in list(truth.staff.items()):
        if name not in now:
            assert not who.passwords, f"round {number}: {name} is lost"
            del truth.staff[name]
            continue
        person = now[name]
        assert person.is_active or who.is_gone or who.maybe_gone, f"round {number}: {name} is gone"
        assert not (person.is_active and who.is_gone), f"round {number}: {name} is back"
        assert person.role in (who.role, who.maybe_role) or not person.is_active, f"round {number}: {name} is {person.role}"
        is_settled = not (who.maybe_password or who.maybe_role or who.maybe_gone)
        who.role, who.is_gone = person.role, not person.is_active
        if not is_settled or rng.random() < 0.1:
            _knock(folder, name, who, number)
        who.maybe_role, who.maybe_gone = "", False


def _knock(folder: Path, name: str, who: Staff, number: int) -> None:
    """Try every password the person ever had: at most the newest opens, and none of somebody who is gone."""
    tried = [*who.passwords, *([who.maybe_password] if who.maybe_password else [])]
    opens = []
    for password in tried:
        try:
            vaults.lock(vaults.open_(folder / "Tiệm.khachhang", person=name, password=password, memory=NoMemory()))
            opens.append(password)
        except WrongPassword:
            continue
    if who.is_gone:
        assert opens == [], f"round {number}: {name} opens although gone"
    else:
        assert opens in ([who.passwords[-1]] if who.passwords else [], [who.maybe_password]), f"round {number}: {name}: {len(opens)} open"
        who.passwords = tried[: tried.index(opens[0]) + 1]
    who.maybe_password = ""


def main(argv: list[str]) -> int:
    """Run and print the figures."""
    rounds, seed = int(argv[0]), int(argv[1]) if len(argv) > 1 else 1
    with tempfile.TemporaryDirectory() as name:
        truth = kill_rounds(Path(name), rounds, seed)
    gone = sum(who.is_gone for who in truth.staff.values())
    print(f"{rounds} kills, {len(truth.staff)} people, {gone} of them gone, killed in {dict(truth.killed_in)}: 0 lost, 0 open who are gone")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["300"]))
