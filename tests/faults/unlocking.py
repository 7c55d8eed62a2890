"""Thousands of wrong passwords and near keys, and a second program at a vault that is open: nothing opens, one sentence, one duration.

    python tests/faults/unlocking.py 10000 [SEED]     wrong passwords, codes and device keys
    python tests/faults/unlocking.py second 100       a second process at an open vault

Most derivations are made cheap (64 KiB, one pass) by lowering the floor for as long as they run; the others go through a whole vault with
the cheapest parameters the format takes. Times are of the processor, so that other programs do not count.
"""

from __future__ import annotations

import random
import statistics
import subprocess
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

from khachhang import messages
from khachhang.errors import UserError
from khachhang.operations import vaults
from khachhang.vault import FLOOR, NoMemory, add_person, keys, members
from khachhang.vault.keys import Argon2
from khachhang.vault.opening import _new_keys
from khachhang.vault.recovery_code import new_recovery_secret, write_recovery_code
from khachhang.vault.slots import KeysFile, Locker, SlotKind

OWNER, STAFF = "bốn con gà trống đi chợ", "trăng sao biển khơi xanh"
CHEAP = Argon2(64, 1, 1)
NOW = datetime(2026, 11, 21, tzinfo=UTC)
LETTERS = "abcdefghijklmnopqrstuvwxyzăâđêôơưáàảãạ ABCXYZ0123456789-_.!"


@dataclass(slots=True)
class Tries:
    """How often what was tried, what came of it, and the processor's seconds for a wrong password and for a person who is not there."""

    tried: Counter[str] = field(default_factory=Counter)
    endings: Counter[str] = field(default_factory=Counter)
    sentences: set[str] = field(default_factory=set)
    opened: int = 0
    wrong_password_s: list[float] = field(default_factory=list)
    unknown_person_s: list[float] = field(default_factory=list)


def near(password: str, rng: random.Random) -> str:
    """Return a password that differs from this one by a slip or a guess."""
    at = rng.randrange(len(password))
    slips: tuple[Callable[[], str], ...] = (
        lambda: password[:at] + rng.choice(LETTERS) + password[at + 1 :],
        lambda: password[:at] + password[at + 1 :],
        lambda: password[:at] + rng.choice(LETTERS) + password[at:],
        lambda: password[:at] + password[at : at + 2][::-1] + password[at + 2 :],
        lambda: password.swapcase() if at % 2 else password.title(),
        lambda: password + rng.choice((" ", "\n", "\0", "1", ".")),
        lambda: "".join(rng.sample(password, len(password))),
        lambda: " ".join(reversed(password.split())),
        lambda: "".join(rng.choice(LETTERS) for _ in range(rng.randrange(40))),
    )
    return rng.choice(slips)()


def shop(argon2: Argon2) -> tuple[KeysFile, bytes]:
    """Return a keys file of an owner and one of staff who is remembered on a computer, and that computer's key. All in memory."""
    content, ring, _, _ = _new_keys(OWNER, "Hoa", argon2)
    person, private, seed = members.new_person("Lan", "staff")
    roll = content.roll
    who = members.Unlocked(person.person_id, SlotKind.PASSWORD, private, seed, roll.owners[-1].sign_key)
    sealed = members.seal_vault_key(roll.vault_id, 1, ring["vault"], ring["derivation"], [*roll.people, person])
    device = random.Random(1).randbytes(32)
    slots = (
        members.make_slot(roll.vault_id, who, SlotKind.PASSWORD, STAFF, argon2=argon2, epoch=1),
        members.make_slot(roll.vault_id, who, SlotKind.DEVICE, device, argon2=None, epoch=1),
    )
    roll = type(roll)(roll.vault_id, 1, roll.owner_id, roll.owners, (*roll.people, person), sealed, roll.compartments)
    content = members.with_roll(content, roll, ring["seed"])
    return members.with_locker(content, Locker(person.person_id, 0, slots), seed), device


def attempts(content: KeysFile, device: bytes, count: int, rng: random.Random) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is tried, with its kind."""
    for number in range(count):
        kind = ("near", "other", "unknown", "code", "device")[number % 5]
        if kind == "near":
            person, right = rng.choice((("Hoa", OWNER), ("Lan", STAFF), (None, OWNER)))
            typed = near(right, rng)
            if typed != right:
                yield kind, lambda p=person, t=typed: members.unlock_with_password(content, p, t)
        elif kind == "other":
            person, typed = rng.choice((("Hoa", STAFF), ("Lan", OWNER)))
            yield kind, lambda p=person, t=typed: members.unlock_with_password(content, p, t)
        elif kind == "unknown":
            person = rng.choice(("Ai", "hoa lan", "", "Lan\u200b", "L a n"))
            yield kind, lambda p=person: members.unlock_with_password(content, p, rng.choice((OWNER, STAFF)))
        elif kind == "code":
            code = write_recovery_code(new_recovery_secret())
            yield kind, lambda c=code: members.unlock_with_recovery_code(content, c)
        else:
            bit = rng.randrange(256)
            flipped = bytes(b ^ (1 << bit % 8 if at == bit // 8 else 0) for at, b in enumerate(device))
            yield kind, lambda f=flipped: members.unlock_with_device_key(content, "Lan", f)


def wrong_tries(count: int, seed: int) -> Tries:
    """Try that many wrong passwords, codes and device keys, and the right ones at the end, which must open."""
    rng, found, floor = random.Random(seed), Tries(), keys.FLOOR
    keys.FLOOR = CHEAP
    try:
        _try_all(found, count, rng)
    finally:
        keys.FLOOR = floor
    return found


def _try_all(found: Tries, count: int, rng: random.Random) -> None:
    content, device = shop(CHEAP)
    for kind, attempt in attempts(content, device, count, rng):
        found.tried[kind] += 1
        _try(found, attempt)
    assert members.unlock_with_password(content, "Hoa", OWNER)
    assert members.unlock_with_password(content, "Lan", STAFF)
    assert members.unlock_with_device_key(content, "Lan", device)


def wrong_files(folder: Path, count: int, seed: int) -> Tries:
    """The same through a whole vault on disk with the cheapest parameters the format takes, and its duration."""
    rng, found = random.Random(seed), Tries()
    opened, _ = vaults.create(folder / "Tiệm.khachhang", OWNER, person="Hoa", memory=NoMemory(), argon2=FLOOR)
    add_person(opened.vault, "Lan", STAFF, role="staff", now=NOW, argon2=FLOOR)
    vaults.lock(opened)

    def unlock(person: str, password: str) -> object:
        return vaults.open_(folder / "Tiệm.khachhang", person=person, password=password, memory=NoMemory())

    for _ in range(count // 2):
        for person, times in (("Lan", found.wrong_password_s), ("Ai", found.unknown_person_s)):
            found.tried["file"] += 1
            password = near(STAFF, rng) + "x"
            _time(found, lambda p=person, w=password: unlock(p, w), times)
    vaults.lock(unlock("Lan", STAFF))  # type: ignore[arg-type]
    return found


def _try(found: Tries, attempt: Callable[[], object]) -> None:
    try:
        attempt()
    except UserError as error:
        found.endings[error.code] += 1
        found.sentences.add(messages.sentence(error.code, error.params))
    else:
        found.opened += 1


def _time(found: Tries, attempt: Callable[[], object], times: list[float]) -> None:
    began = time.process_time()
    _try(found, attempt)
    times.append(time.process_time() - began)


def separation(a: list[float], b: list[float]) -> float:
    """Return how well one can tell which of two it was from one duration: 0.5 = not at all, 1 = always (rank sum over all pairs)."""
    wins = sum((x > y) + 0.5 * (x == y) for x in a for y in b) / (len(a) * len(b))
    return max(wins, 1 - wins)


# ---- a second program -------------------------------------------------------------------------------------------------

HOLDER = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from khachhang.operations import customers, vaults
from khachhang.vault import NoMemory
opened = vaults.open_(Path({folder!r}), person="Lan", password={password!r}, memory=NoMemory())
print("open", flush=True)
n = 0
while True:
    n += 1
    customers.add(opened, {{"full_name": f"Khách {{n}}"}})
"""


def second_program(folder: Path, tries: int) -> tuple[int, Counter[str]]:
    """Let another process hold a vault and write into it; return how often we were refused, and who was named."""
    path = folder / "Tiệm.khachhang"
    opened, _ = vaults.create(path, OWNER, person="Hoa", memory=NoMemory(), argon2=FLOOR)
    add_person(opened.vault, "Lan", STAFF, role="staff", now=NOW, argon2=FLOOR)
    vaults.lock(opened)
    root = str(Path(__file__).resolve().parents[2])
    program = HOLDER.format(root=root, folder=str(path), password=STAFF)
    holder = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    named: Counter[str] = Counter()
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        for _ in range(tries):
            try:
                vaults.lock(vaults.open_(path, password=OWNER, memory=NoMemory()))
            except UserError as error:
                if error.code == "vault_in_use" and error.params["machine"] and error.params["since"]:
                    named[str(error.params["person"])] += 1
    finally:
        holder.kill()
        holder.communicate()
    vaults.lock(vaults.open_(path, password=OWNER, memory=NoMemory()))  # a dead holder locks nobody out
    return sum(named.values()), named


def main(argv: list[str]) -> int:
    """Run what is asked for and print its figures; 1 when one of them is bad."""
    with tempfile.TemporaryDirectory() as name:
        if argv[:1] == ["second"]:
            refused, named = second_program(Path(name), int(argv[1]))
            print(f"{refused} of {argv[1]} refused, named: {dict(named)}")
            return int(refused != int(argv[1]))
        seed = int(argv[1]) if len(argv) > 1 else 1
        many, whole = wrong_tries(int(argv[0]), seed), wrong_files(Path(name), max(4, int(argv[0]) // 50), seed)
    print(f"{sum(many.tried.values())} tries in memory {dict(many.tried)}, {sum(whole.tried.values())} at a vault on disk")
    print(f"{many.opened + whole.opened} opened; endings {dict(many.endings + whole.endings)}")
    a, b = whole.wrong_password_s, whole.unknown_person_s
    print(f"median wrong password {statistics.median(a) * 1000:.2f} ms, unknown person {statistics.median(b) * 1000:.2f} ms (processor)")
    print(f"told apart by one duration: {separation(a, b):.1%} (50 % = not at all)")
    passwords = {messages.sentence("wrong_password"), messages.sentence("recovery_code_wrong")}
    is_good = many.opened + whole.opened == 0 and many.sentences <= passwords and len(whole.sentences) == 1
    return int(not is_good)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["10000"]))
