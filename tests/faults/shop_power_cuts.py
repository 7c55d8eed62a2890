"""Power cuts through the whole program: import, merge, drafts and lock, backups to two places, new keys, a first schema brought up.

    python tests/faults/shop_power_cuts.py 1000 [SEED]

The simulator is that of `vault_power_cuts`; the life that is cut is that of a shop. Each state is opened as a person would open it;
everything acknowledged must be there, what is derived must follow from the facts, and every backup under a final name must be whole. Needs
strace (Linux).
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import select

from khachhang.errors import UserError
from khachhang.operations import backups, customers, duplicates, locking, vaults
from khachhang.store import schema
from khachhang.vault import FLOOR, NoMemory, change_password, check_files, open_vault, revoke_and_rotate, verify_bundle
from khachhang.vault.files import DISK
from tests.faults.vault_power_cuts import HARMLESS, build, record
from tests.operations.shops import bring_in

PASSWORD = "bốn con gà trống đi chợ"
OLD = Path(__file__).parent.parent / "vaults" / "0001" / "Tiệm cũ.khachhang"
OLD_PASSWORD = "con-meo-xanh-nho"
OLD_CUSTOMERS = 154


def _say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


def work(place: Path) -> None:
    """Live a short life of a shop, acknowledging on standard output what has happened."""
    opened, _ = vaults.create(place / "T.khachhang", PASSWORD, memory=NoMemory(), argon2=FLOOR)
    _say("created")
    (place / "usb").mkdir()
    for round_ in range(3):
        bring_in(opened, [{"full_name": f"Khách {round_} {at}", "phones": [f"+8490{round_}{at:06}"]} for at in range(15)])
        _say(f"customers={15 * (round_ + 1)}")
        customers.edit(opened, 1, {"note": [f"ghi chú {round_}"]})
        _say(f"note={round_}")
        if round_ == 0:
            backups.before(opened, "import")
            _say("backup=1")
            backups.to_second(opened.folder, place / "usb")
            _say("second=1")
        elif round_ == 1:
            revoke_and_rotate(opened.vault, [], now=datetime.now(UTC))
            _say("rotated")
            duplicates.merge(opened, [1, 2])
            _say("merged")
    locking.lock(opened, [{"what": "text", "text": "gõ dở"}], with_backup=False)
    _say("locked")
    (place / "old.partial").mkdir()
    for path in OLD.iterdir():
        DISK.write_new(place / "old.partial" / path.name, path.read_bytes())
    with open_vault(place / "old.partial", password=OLD_PASSWORD, now=datetime.now(UTC), application_schema=None) as old:
        change_password(old, OLD_PASSWORD, PASSWORD, now=datetime.now(UTC), argon2=FLOOR)
    DISK.sync_folder(place / "old.partial")
    (place / "old.partial").rename(place / "old.khachhang")
    DISK.sync_folder(place)
    _say("old")
    vaults.finish(vaults.open_(place / "old.khachhang", password=PASSWORD, memory=NoMemory()))
    _say("upgraded")


def judge(state: Path, acks: list[str]) -> str:
    """Open a state and return "" when nothing acknowledged is missing, else what is wrong."""
    said = dict(word.split("=", 1) if "=" in word else (word, "") for word in acks)
    for path in state.rglob("*.khachhang-backup"):
        try:
            verify_bundle(path)
        except UserError as error:
            return f"{path.name}: {error.code}"
    vault = state / "T.khachhang"
    if "created" not in said and not vault.exists():
        return ""
    if "second" in said and not list((state / "usb").rglob("*.khachhang-backup")):
        return "the copy in the second place is gone"
    return _shop(vault, said) or (_old(state / "old.khachhang") if "old" in said else "")


def _shop(vault: Path, said: dict[str, str]) -> str:
    try:
        opened = vaults.open_(vault, password=PASSWORD, memory=NoMemory())
    except UserError as error:
        return f"{vault.name} does not open: {error.code} {error.params}"
    try:
        codes = {finding.code for finding in check_files(opened.vault)} - HARMLESS - {"open_to_others"}
        with opened.reading() as connection:
            records = [body for body in connection.scalars(select(schema.record.c.body)) if "Khách" in body]
            derived = sorted(connection.execute(select(schema.customer.c.customer_id, schema.customer.c.doc)).all())
        vaults.rebuild(opened)
        with opened.reading() as connection:
            again = sorted(connection.execute(select(schema.customer.c.customer_id, schema.customer.c.doc)).all())
        newest = int(said.get("note", -1))  # the next one may be there too, not yet acknowledged
        notes = sum(f"ghi chú {n}" in doc for n in (newest, newest + 1) for _, doc in again)
        drafts = locking.take_drafts(opened) if "locked" in said else ["none asked for"]
    finally:
        vaults.finish(opened)
    if codes or len(records) < int(said.get("customers", 0)) or derived != again or ("note" in said and not notes) or not drafts:
        return f"{codes}, {len(records)} records of {said.get('customers', 0)}, notes {notes}, drafts {len(drafts)}"
    return ""


def _old(vault: Path) -> str:
    try:
        opened = vaults.open_(vault, password=PASSWORD, memory=NoMemory())
    except UserError as error:
        return f"the old vault does not open: {error.code} {error.params}"
    try:
        with opened.reading() as connection:
            found = len(connection.scalars(select(schema.customer.c.customer_id)).all())
    finally:
        vaults.finish(opened)
    return "" if found == OLD_CUSTOMERS else f"{found} customers of the old vault"


def main(states: int, seed: int) -> int:
    """Record once, cut often; return the exit code."""
    rng, bad, begun = random.Random(seed), [], time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve() / "work"
        folder.mkdir()
        trace = record(["work"], folder, __file__)
        for number in range(states):
            cut = rng.choice(trace.acks)[0] + 1 if rng.random() < 0.4 else rng.randint(1, trace.calls + 1)
            acks = build(trace, cut, rng, folder, Path(name) / "state")
            wrong = judge(Path(name) / "state", acks)
            if wrong:
                bad.append(f"state {number}, call {cut}, acknowledged {acks[-1:]}: {wrong}")
    print(*bad[:10], sep="\n")
    print(f"{states} power-cut states of {trace.calls} calls of the whole program: {len(bad)} bad, {time.monotonic() - begun:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    if sys.argv[1] == "work":
        work(Path(sys.argv[2]))
    else:
        sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
