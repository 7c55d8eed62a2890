"""Flipped bits, cut files, older files and pages put back: everything is noticed, and named.

    python tests/faults/tampering.py 5000 200 [SEED]

Flips: every byte of the keys file, and random bytes of database and backup. A flip is *noticed* when reading ends in an ending of
`vault.errors` or the check names it. Roll-backs: a vault lives through edits, a password change and a rotation; then the database, the
keys file, both, or some pages of the database are put back from an earlier moment. On a computer that saw the newest state each must be
warned about (or not open at all), and opening must go on when the person accepts an older one.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlcipher3 import dbapi2

from khachhang.errors import UserError
from khachhang.operations import customers, vaults
from khachhang.vault import FLOOR, Seen, verify_bundle
from khachhang.vault.copying import check_copy
from khachhang.vault.database import PAGE_BYTES
from khachhang.vault.slots import decode_keys

PASSWORDS = ("bốn con gà trống đi chợ", "bien xanh sao khuya dem")


class Computer:
    """The memory of one computer."""

    def __init__(self) -> None:
        self.seen: dict[str, Seen] = {}

    def recall(self, vault_id: str) -> Seen | None:
        return self.seen.get(vault_id)

    def remember(self, seen: Seen) -> None:
        self.seen[seen.vault_id] = seen


def flips(folder: Path, count: int, seed: int) -> Counter[str]:
    """Return how each flip ended, by file; "harmless" only where the file says the same as before."""
    rng, endings = random.Random(seed), Counter[str]()
    opened, _ = vaults.create(folder / "T.khachhang", PASSWORDS[0], memory=Computer(), argon2=FLOOR)
    for at in range(60):
        customers.add(opened, {"full_name": f"Khách {at}", "note": f"ghi chú {at} " * 20})
    bundle = vaults.back_up(opened, folder / "b.khachhang-backup").path
    key = bytearray(opened.vault.ring["file"])
    vaults.finish(opened)
    keys, database, backup = ((folder / "T.khachhang" / name).read_bytes() for name in ("store.keys", "store.db", "../b.khachhang-backup"))
    for at in range(len(keys)):
        endings[f"keys: {_of_keys(_flipped(keys, at, rng), keys)}"] += 1
    rest = max(0, count - len(keys))
    place = folder / "flipped"
    for number in range(rest):
        source = database if number % 2 else backup
        place.write_bytes(_flipped(source, rng.randrange(len(source)), rng))
        ending = _of_database(place, key) if number % 2 else _of_backup(place)
        endings[f"{'database' if number % 2 else 'backup'}: {ending}"] += 1
    for source, cut in ((database, 1), (database, PAGE_BYTES), (backup, 1), (backup, PAGE_BYTES), (keys, 1), (keys, 300)):
        place.write_bytes(source[:-cut])
        if source is keys:
            endings[f"keys: {_of_keys(source[:-cut], keys)}"] += 1
        else:
            endings[f"cut off: {_of_database(place, key) if source is database else _of_backup(place)}"] += 1
    assert bundle.exists()
    return endings


def _flipped(data: bytes, at: int, rng: random.Random) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _of_keys(data: bytes, before: bytes) -> str:
    try:
        decode_keys(data)
    except UserError as error:
        return error.code
    return "harmless" if data == before else "not noticed"


def _of_database(path: Path, key: bytearray) -> str:
    try:
        check_copy(path, bytearray(key))
    except UserError as error:
        return error.code
    except dbapi2.DatabaseError:
        return "the engine refuses a page"
    return "not noticed"


def _of_backup(path: Path) -> str:
    try:
        verify_bundle(path)
    except UserError as error:
        return error.code
    return "not noticed"


def rollbacks(folder: Path, count: int, seed: int) -> Counter[str]:
    """Return how opening ended after each roll-back, swap or splice."""
    rng, endings = random.Random(seed), Counter[str]()
    vault, computer, states = _life(folder)
    newest = states[-1]
    remembered = dict(computer.seen)
    while endings.total() < count:
        kind = rng.choice(("all", "database", "keys", "page", "pages"))
        _put(vault, newest)
        if not _roll_back(vault, states, kind, rng):
            continue
        computer.seen = dict(remembered)
        endings[f"{kind}: {_open(vault, computer)}"] += 1
    _put(vault, newest)
    computer.seen = dict(remembered)
    assert _open(vault, computer) == "not noticed", "the newest state is no roll-back"
    return endings


def _life(folder: Path) -> tuple[Path, Computer, list[dict[str, bytes]]]:
    """Return the vault, what this computer remembers of it, and its files after each closing."""
    from khachhang.vault import revoke_and_rotate

    vault, computer, states = folder / "T.khachhang", Computer(), []
    opened, _ = vaults.create(vault, PASSWORDS[0], memory=computer, argon2=FLOOR)
    password = 0
    for step in range(12):
        for at in range(8):
            customers.add(opened, {"full_name": f"Khách {step} {at}", "note": "ghi chú " * 30})
        if step == 4:
            vaults.change_password(opened, PASSWORDS[0], PASSWORDS[1], argon2=FLOOR)
            password = 1
        if step == 9:
            vaults.change_password(opened, PASSWORDS[1], PASSWORDS[0], argon2=FLOOR)
            password = 0
        if step == 7:
            revoke_and_rotate(opened.vault, [], now=datetime.now(UTC))
        vaults.lock(opened)
        states.append({name: (vault / name).read_bytes() for name in ("store.db", "store.keys", "store.keys.bak")})
        if step < 11:
            opened = vaults.open_(vault, password=PASSWORDS[password], memory=computer)
    return vault, computer, states


def _put(vault: Path, state: dict[str, bytes]) -> None:
    for path in vault.iterdir():
        if path.name not in state:
            path.unlink()
    for name, data in state.items():
        (vault / name).write_bytes(data)


def _roll_back(vault: Path, states: list[dict[str, bytes]], kind: str, rng: random.Random) -> bool:
    """Put something older back; False when it is the same as what is there."""
    newest, old = states[-1], rng.choice(states[:-1])
    if kind in ("all", "keys"):
        for name in ("store.keys", "store.keys.bak"):
            (vault / name).write_bytes(old[name])
    if kind in ("all", "database"):
        (vault / "store.db").write_bytes(old["store.db"])
    if kind in ("page", "pages"):
        old = rng.choice(states[8:-1])  # pages under the key of now
        data, before = bytearray(newest["store.db"]), old["store.db"]
        places = [
            at for at in range(0, min(len(data), len(before)), PAGE_BYTES) if data[at : at + PAGE_BYTES] != before[at : at + PAGE_BYTES]
        ]
        for at in rng.sample(places, 1 if kind == "page" else min(len(places), rng.randint(2, 6))):
            data[at : at + PAGE_BYTES] = before[at : at + PAGE_BYTES]
        (vault / "store.db").write_bytes(data)
    return any((vault / name).read_bytes() != data for name, data in newest.items())


def _open(vault: Path, computer: Computer) -> str:
    """Open as the person would, with the password of then or now."""
    ending = ""
    for password in reversed(PASSWORDS):
        try:
            vaults.lock(vaults.open_(vault, password=password, memory=computer))
        except UserError as error:
            ending = error.code
            if ending != "wrong_password":
                return ending
        else:
            return "not noticed"
    return ending


def main(flip_count: int, rollback_count: int, seed: int) -> int:
    """Run both and return the exit code."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "flips").mkdir()
        (place / "back").mkdir()
        flipped = flips(place / "flips", flip_count, seed)
        back = rollbacks(place / "back", rollback_count, seed)
        shutil.rmtree(place / "back")
    for found in (flipped, back):
        print(*(f"{times:6d} {ending}" for ending, times in sorted(found.items())), sep="\n")
    missed = sum(times for ending, times in (*flipped.items(), *back.items()) if "not noticed" in ending)
    print(f"{sum(flipped.values())} flips and cuts, {sum(back.values())} roll-backs, swaps and splices: {missed} not noticed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1))
