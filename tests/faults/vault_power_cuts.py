"""Power cuts simulated from the real system calls of our own code: whatever was not synced may be lost, torn or kept.

    python tests/faults/vault_power_cuts.py 2000 [SEED]

A worker creates a vault, edits it, changes the password, backs up, rotates keys and restores, under `strace`. From the trace, states of
the disk after a power cut are built: all calls up to a random one, half of them just after something was acknowledged; writes of a file
since its last fsync dropped, kept or torn at 512 bytes, each by itself; names made, replaced or removed since their folder's last fsync
undone from the newest backwards. Each state is opened and checked.
A control under `journal_mode=DELETE` + `synchronous=FULL` must lose commits, else the simulator sees nothing. Needs strace (Linux).
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import Engine, text
from sqlcipher3 import dbapi2

from khachhang.errors import UserError
from khachhang.vault import FLOOR, OpenedVault, back_up, change_password, check_files, create_vault, open_vault, restore, revoke_and_rotate

PASSWORDS = ("meo vang song nui", "bien xanh sao khuya")
NOW = datetime(2026, 11, 21, tzinfo=UTC)
CALLS = "openat,write,pwrite64,ftruncate,lseek,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir,rmdir,close"
SECTOR = 512
HARMLESS = {"copy_keys_older", "copy_keys_missing"}


@dataclass(slots=True)
class Inode:
    """One file: its writes as (call number, offset, bytes), a cut-off as (call number, length, None), and its syncs."""

    writes: list[tuple[int, int, bytes | None]] = field(default_factory=list)
    syncs: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Trace:
    """names: (call number, folder, kind, path, other path or inode); folder_syncs: (call number, folder); acks: (call number, word)."""

    calls: int = 0
    inodes: list[Inode] = field(default_factory=list)
    names: list[tuple[int, str, str, str, object]] = field(default_factory=list)
    folder_syncs: list[tuple[int, str]] = field(default_factory=list)
    acks: list[tuple[int, str]] = field(default_factory=list)


def record(script: list[str], place: Path, program: str = __file__) -> Trace:
    """Run a worker (of another program) under strace and return what it did below `place`."""
    log = place.with_suffix(".trace")
    command = [
        "strace",
        "-f",
        "-y",
        "-xx",
        "-s",
        "100000000",
        "-o",
        str(log),
        "-e",
        f"trace={CALLS}",
        sys.executable,
        program,
        *script,
        str(place),
    ]
    subprocess.run(command, check=True, timeout=600, stdout=subprocess.PIPE)
    trace = _parse(log, str(place))
    log.unlink()
    _check_faithful(trace, place)
    return trace


def _check_faithful(trace: Trace, place: Path) -> None:
    """Make sure that the trace explains every file as it is: with everything kept, the model gives the real folder."""
    everything = random.Random()
    everything.random = lambda: 0.0  # type: ignore[method-assign]
    everything.choice = lambda seq: seq[0]  # type: ignore[method-assign,assignment]
    names = _names_after(trace, trace.calls + 1, everything)
    real = {str(path): path for path in place.rglob("*")}
    assert set(names) == set(real), set(names) ^ set(real)
    for name, inode in names.items():
        assert inode is None or _content(trace.inodes[inode], trace.calls + 1, everything) == real[name].read_bytes(), name


def build(trace: Trace, cut: int, rng: random.Random, place: Path, target: Path) -> list[str]:
    """Make the state of `place` after a power cut before call `cut` in `target`; return what had been acknowledged."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for path, inode in _names_after(trace, cut, rng).items():
        where = target / os.path.relpath(path, place)
        if inode is None:
            where.mkdir(parents=True, exist_ok=True)
        else:
            where.parent.mkdir(parents=True, exist_ok=True)
            where.write_bytes(_content(trace.inodes[inode], cut, rng))
    return [word for number, word in trace.acks if number < cut]


def _names_after(trace: Trace, cut: int, rng: random.Random) -> dict[str, int | None]:
    """Return path → inode (None = folder). Metadata is kept in order, as journaling file systems do: some newest changes are undone."""
    done = [entry for entry in trace.names if entry[0] < cut]
    synced = 0
    for number, folder in trace.folder_syncs:
        if number < cut:
            synced = max([synced, *(at + 1 for at, entry in enumerate(done) if entry[0] < number and entry[1] == folder)])
    kept = len(done) if rng.random() < 0.4 else rng.randint(synced, len(done))
    names: dict[str, int | None] = {}
    for _, _, kind, path, other in done[:kept]:
        if kind == "link":
            names[path] = other  # type: ignore[assignment]
        elif kind == "unlink":
            names.pop(path, None)
        else:
            moved = {name: names.pop(name) for name in [*names] if name == path or name.startswith(f"{path}/")}
            names.update({f"{other}{name[len(path) :]}": inode for name, inode in moved.items()})
    return names


def _content(inode: Inode, cut: int, rng: random.Random) -> bytes:
    synced = max([number for number in inode.syncs if number < cut], default=-1)
    mode = rng.choice(["keep", "drop", "mix", "mix"])
    data = bytearray()
    for number, offset, written in inode.writes:
        if number >= cut:
            break
        if number > synced and (mode == "drop" or (mode == "mix" and rng.random() < 0.5)):
            if mode == "mix" and written and rng.random() < 0.3:
                written = written[: rng.randrange(0, len(written) + 1, SECTOR)]
            else:
                continue
        if written is None:
            data[:] = data[:offset].ljust(offset, b"\0")
        else:
            data[:] = data.ljust(offset, b"\0")
            data[offset : offset + len(written)] = written
    return bytes(data)


_CALL = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+=\s+(-?\d+)(?:<(.*?)>)?(?: .*)?$")
_FD = re.compile(r"^(\d+)<((?:\\x..|[^>])*)>")


def _parse(log: Path, place: str) -> Trace:
    trace, inode_of, positions = Trace(), dict[str, int](), dict[str, int]()
    pending: dict[str, str] = {}
    with log.open(encoding="latin-1") as lines:
        for raw in lines:
            line = _joined(raw.rstrip("\n"), pending)
            match = _CALL.match(line) if line else None
            if match is None or int(match[3]) < 0:
                continue
            trace.calls += 1
            _apply(trace, inode_of, positions, match[1], match[2], int(match[3]), _plain(match[4] or ""), place)
    return trace


def _joined(line: str, pending: dict[str, str]) -> str | None:
    """Put a call together that strace split because another thread came between."""
    process = line.split(" ", 1)[0]
    if line.endswith("<unfinished ...>"):
        pending[process] = line.removesuffix(" <unfinished ...>")
        return None
    resumed = re.match(r"^\d+\s+<\.\.\. \w+ resumed>(.*)$", line)
    return pending.pop(process, "") + resumed[1] if resumed else line


def _apply(
    trace: Trace, inode_of: dict[str, int], positions: dict[str, int], call: str, arguments: str, result: int, opened: str, place: str
) -> None:
    number = trace.calls
    strings = [] if "write" in call else [_plain(part) for part in re.findall(r'"((?:\\x..)*)"', arguments)]
    fd = _FD.match(arguments)
    path = _plain(fd[2]) if fd and call not in ("openat", "renameat", "renameat2", "unlinkat") else ""
    if call == "write" and fd and fd[1] == "1":
        trace.acks += [(number, word) for word in _bytes(arguments).decode().split()]
    elif call == "openat" and opened.startswith(place):
        positions[opened] = 0
        if "O_CREAT" in arguments and opened not in inode_of:
            inode_of[opened] = len(trace.inodes)
            trace.inodes.append(Inode())
            trace.names.append((number, _folder_of(opened), "link", opened, inode_of[opened]))
    elif call in ("rename", "renameat", "renameat2") and strings[0].startswith(place):
        source, target = strings[0], strings[1]
        for known in [known for known in inode_of if known == source or known.startswith(f"{source}/")]:
            inode_of[target + known[len(source) :]] = inode_of.pop(known)
        trace.names.append((number, _folder_of(target), "rename", source, target))
    elif call in ("unlink", "unlinkat", "rmdir"):
        gone = strings[0] if strings[0].startswith("/") else f"{_plain(fd[2]) if fd else ''}/{strings[0]}"
        if gone.startswith(place):
            inode_of.pop(gone, None)
            trace.names.append((number, _folder_of(gone), "unlink", gone, None))
    elif call == "mkdir" and strings[0].startswith(place):
        trace.names.append((number, _folder_of(strings[0]), "link", strings[0], None))
    elif path.startswith(place):
        _apply_to_file(trace, inode_of, positions, call, arguments, result, path)


def _apply_to_file(
    trace: Trace, inode_of: dict[str, int], positions: dict[str, int], call: str, arguments: str, result: int, path: str
) -> None:
    number = trace.calls
    if call in ("fsync", "fdatasync") and path not in inode_of:
        trace.folder_syncs.append((number, path))
        return
    if path not in inode_of:
        return
    inode = trace.inodes[inode_of[path]]
    if call in ("fsync", "fdatasync"):
        inode.syncs.append(number)
    elif call == "ftruncate":
        inode.writes.append((number, int(arguments.rsplit(", ", 1)[1]), None))
    elif call == "lseek":
        positions[path] = result
    elif call == "pwrite64":
        inode.writes.append((number, int(arguments.rsplit(", ", 1)[1]), _bytes(arguments)[:result]))
    elif call == "write":
        inode.writes.append((number, positions.get(path, 0), _bytes(arguments)[:result]))
        positions[path] = positions.get(path, 0) + result


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _bytes(arguments: str) -> bytes:
    match = re.search(r', "((?:\\x..)*)"', arguments)
    return bytes.fromhex(match[1].replace("\\x", "")) if match else b""


def _plain(text_: str) -> str:
    return bytes.fromhex(text_.replace("\\x", "")).decode() if text_.startswith("\\x") else text_


def work(place: Path) -> None:
    """Live a short life of a vault, acknowledging on standard output what has happened."""
    opened, code = create_vault(place / "T.khachhang", PASSWORDS[0], person="Hoa", now=NOW, initialise=_tables, argon2=FLOOR)
    _say(f"code={code}")
    rows = 0
    for round_ in range(6):
        for _ in range(4):
            rows = _edit(opened, rows, 1 if round_ % 2 else 60)
        if round_ == 1:
            change_password(opened, PASSWORDS[0], PASSWORDS[1], now=NOW, argon2=FLOOR)
            _say("password=1")
        elif round_ == 2:
            back_up(opened, place / "b", now=NOW)
            _say(f"backup={rows}")
        elif round_ == 3:
            revoke_and_rotate(opened, [], now=NOW)
            _say("rotated")
        elif round_ == 4:
            restore(place / "b", place / "R.khachhang")
            _say("restored")
    opened.lock()
    _say("locked")


def _tables(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE customer (customer_id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"))


def _edit(opened: OpenedVault, rows: int, count: int) -> int:
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO customer VALUES (?, ?)", [(n, f"khách {n}" * 5) for n in range(rows + 1, rows + count + 1)])
    _say(f"rows={rows + count}")
    opened.checkpoint()
    return rows + count


def _say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


def control(place: Path) -> None:
    """The same edits under a journal that is known to lose commits."""
    connection = dbapi2.connect(str(place / "control.db"), isolation_level=None)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE customer (customer_id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    for number in range(1, 25):
        connection.execute("INSERT INTO customer VALUES (?, ?)", (number, f"khách {number}" * 5))
        _say(f"rows={number}")
    connection.close()


def judge(state: Path, acks: list[str]) -> str:
    """Open a state and return "" when nothing acknowledged is missing, else what is wrong."""
    said = dict(word.split("=", 1) if "=" in word else (word, "") for word in acks)
    vault = state / "T.khachhang"
    if "code" not in said and not vault.exists():
        return ""
    rows = _rows_of(vault, said, int(said.get("rows", 0)))
    if rows:
        return rows
    if "restored" in said:
        return _rows_of(state / "R.khachhang", {"code": said["code"]}, int(said["backup"]))
    if "backup" in said:
        return _rows_of(restore(state / "b", state / "again.khachhang"), {"code": said["code"]}, int(said["backup"]))
    return ""


def _rows_of(vault: Path, said: dict[str, str], at_least: int) -> str:
    """Open with the code (with a password before it was told) and check rows, pages and the password that was acknowledged."""
    attempts = [{"recovery_code": said["code"]}] if "code" in said else [{"password": PASSWORDS[0]}]
    if "password" in said:
        attempts.append({"password": PASSWORDS[1]})
    for attempt in attempts:
        try:
            with open_vault(vault, now=NOW, application_schema=None, **attempt) as opened:  # type: ignore[arg-type]
                codes = {finding.code for finding in check_files(opened)} - HARMLESS - {"open_to_others"}
                with opened.reading() as connection:
                    rows, last = connection.execute(text("SELECT count(*), coalesce(max(customer_id), 0) FROM customer")).one()
        except UserError as error:
            return f"{vault.name} does not open: {error.code} {error.params}"
        if codes or rows != last or rows < at_least:
            return f"{vault.name}: {codes}, {rows} rows of {at_least}"
    return ""


def judge_control(state: Path, acks: list[str]) -> str:
    """Return whether the control lost a commit."""
    wanted = int(acks[-1].split("=")[1]) if acks else 0
    if not wanted:
        return ""
    connection = dbapi2.connect(str(state / "control.db"))
    try:
        found = connection.execute("SELECT count(*) FROM customer").fetchone()[0]
    except dbapi2.Error as error:
        return str(error)
    finally:
        connection.close()
    return "" if found >= wanted else f"{found} rows of {wanted}"


def simulate(kind: str, states: int, seed: int, place: Path) -> tuple[Trace, list[str]]:
    """Return the trace and what was wrong with the states that were bad."""
    rng, folder = random.Random(seed), place / kind
    folder.mkdir()
    trace = record([kind], folder)
    bad = []
    for number in range(states):
        cut = rng.choice(trace.acks)[0] + 1 if rng.random() < 0.5 else rng.randint(1, trace.calls + 1)
        acks = build(trace, cut, rng, folder, place / "state")
        wrong = (judge if kind == "work" else judge_control)(place / "state", acks)
        if wrong:
            bad.append(f"state {number}, call {cut}, acknowledged {acks[-1:]}: {wrong}")
    return trace, bad


def main(states: int, seed: int) -> int:
    """Run the control and the simulation; return the exit code."""
    with tempfile.TemporaryDirectory() as name:
        place, begun = Path(name).resolve(), time.monotonic()
        _, lost = simulate("control", min(200, 3 * states), seed, place)
        trace, bad = simulate("work", states, seed, place)
    print(*bad[:10], sep="\n")
    print(f"control: {len(lost)} of {min(200, 3 * states)} states lose commits (must be more than 0)")
    print(
        f"{states} power-cut states of {trace.calls} calls: {len(bad)} bad, {time.monotonic() - begun:.0f} s",
        dict(Counter(b[-20:] for b in bad)),
    )
    return 0 if lost and not bad else 1


if __name__ == "__main__":
    if sys.argv[1] in ("work", "control"):
        (work if sys.argv[1] == "work" else control)(Path(sys.argv[2]))
    else:
        sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
