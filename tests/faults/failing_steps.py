"""Fail at step k, for k = 1, 2, 3 … until the work is done: every write, sync, cut-off, rename and new file of the real program.

    python tests/faults/failing_steps.py [all | NAME …] [--most N]

A small library between the program and the system makes the k-th such call below the shop's folder fail, with "no room left" and with an
I/O error, once and from then on. Each time the work must end in one clear sentence or succeed; the vault opens with the password that
counts, all its pages are whole, it holds what it held before or what it holds after, and nothing half-made stands under a final name.
Needs gcc and Linux.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

SOURCE = Path(__file__).with_name("failing_calls.c")
ERRORS = {errno.ENOSPC: "disk full", errno.EIO: "I/O error"}
CLEAR = {"disk_full", "disk_failed", "read_only", "backup_damaged", "vault_damaged", "export_not_written"}
PASSWORDS = ("bốn con gà trống đi chợ", "bien xanh sao khuya dem")
PEOPLE = 12


@dataclass(frozen=True, slots=True)
class Work:
    """One thing a person does. do: with the open vault and the folder; judge: whether what stands under final names is whole."""

    do: Callable[[Any, Path], object]
    judge: Callable[[Path], str] = lambda place: ""


def build_library(folder: Path) -> Path:
    """Compile the library that fails; FileNotFoundError without gcc."""
    target = folder / "failing_calls.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-w", "-o", str(target), str(SOURCE), "-ldl"], check=True)
    return target


def works() -> dict[str, Work]:
    """Return everything that is tried, by name."""
    from datetime import UTC, datetime

    from khachhang.operations import backups, duplicates, exports, locking, vaults
    from khachhang.operations.customers import CustomerQuery
    from khachhang.vault import FLOOR, revoke_and_rotate, verify_bundle
    from tests.operations.shops import bring_in

    def rows(tag: str, count: int) -> list[dict[str, Any]]:
        return [{"full_name": f"{tag} {at}", "phones": [f"+8490{at:07}"]} for at in range(count)]

    def bundle_is_whole(place: Path) -> str:
        target = place / "b.khachhang-backup"
        return "" if not target.exists() or verify_bundle(target) else "a half backup"

    def restored_is_whole(place: Path) -> str:
        folder = place / "R.khachhang"
        return "" if not folder.exists() else _open_and_count(folder, 0)[1]

    def export_is_whole(place: Path) -> str:
        import openpyxl

        target = place / "khách.xlsx"
        return "" if not target.exists() or openpyxl.load_workbook(target).active.max_row > PEOPLE else "a half export"

    def second_is_whole(place: Path) -> str:
        return "".join("" if verify_bundle(path) else "a half copy" for path in (place / "usb").rglob("*.khachhang-backup"))

    def write_settings(opened: Any, place: Path) -> None:
        from PySide6.QtCore import QSettings

        store = QSettings(str(place / "settings.ini"), QSettings.Format.IniFormat)
        store.setValue("recent", [f"folder {at}" for at in range(50)])
        store.sync()

    def settings_are_whole(place: Path) -> str:
        text = (place / "settings.ini").read_text()
        return "" if text == "[General]\nrecent=before\n" or "folder 49" in text else f"half settings: {text[:60]!r}"

    return {
        "import": Work(lambda opened, place: bring_in(opened, rows("Mới", 40))),
        "merge": Work(lambda opened, place: duplicates.merge(opened, [1, 2])),
        "export": Work(
            lambda opened, place: exports.export(opened, place / "khách.xlsx", CustomerQuery(), ["full_name", "phones"]), export_is_whole
        ),
        "backup": Work(lambda opened, place: vaults.back_up(opened, place / "b.khachhang-backup"), bundle_is_whole),
        "restore": Work(lambda opened, place: vaults.restore(place / "made.khachhang-backup", place / "R.khachhang"), restored_is_whole),
        "second place": Work(lambda opened, place: backups.to_second(opened.folder, place / "usb"), second_is_whole),
        "rotation": Work(lambda opened, place: revoke_and_rotate(opened.vault, [], now=datetime.now(UTC))),
        "password": Work(lambda opened, place: vaults.change_password(opened, PASSWORDS[0], PASSWORDS[1], argon2=FLOOR)),
        "lock": Work(lambda opened, place: locking.lock(opened, [{"what": "text", "text": "gõ dở"}])),
        "settings": Work(write_settings, settings_are_whole),
    }


def _prepare(place: Path) -> None:
    """Make the shop that every try begins with."""
    from khachhang.operations import backups, vaults
    from khachhang.vault import FLOOR, NoMemory
    from tests.operations.shops import bring_in

    opened, _ = vaults.create(place / "T.khachhang", PASSWORDS[0], memory=NoMemory(), argon2=FLOOR)
    bring_in(opened, [{"full_name": f"Khách {at}", "phones": [f"+8491{at:07}"]} for at in range(PEOPLE)])
    vaults.back_up(opened, place / "made.khachhang-backup")
    backups.before_import(opened)
    vaults.finish(opened)
    (place / "usb").mkdir()
    (place / "settings.ini").write_text("[General]\nrecent=before\n")


def _open_and_count(folder: Path, which: int) -> tuple[int, str]:
    """Open and check whole; returns how many customers and what is wrong."""
    from sqlalchemy import func, select

    from khachhang.errors import UserError
    from khachhang.operations import vaults
    from khachhang.store import schema
    from khachhang.vault import NoMemory, check_files

    try:
        opened = vaults.open_(folder, password=PASSWORDS[which], memory=NoMemory())
    except UserError as error:
        if error.code == "wrong_password" and which == 0:
            return _open_and_count(folder, 1)
        return 0, f"{folder.name} does not open: {error.code}"
    try:
        with opened.reading() as connection:
            count = int(connection.scalar(select(func.count()).select_from(schema.customer)) or 0)
        wrong = {f.code for f in check_files(opened.vault)} - {"copy_keys_older", "copy_keys_missing"}
    finally:
        vaults.finish(opened)
    return count, ", ".join(sorted(wrong))


def try_work(name: str, work: Work, base: Path, place: Path, library: Any, at: int, code: int, *, for_ever: bool) -> tuple[int, str, str]:
    """Try once with a failure at step `at`. Returns the steps made, how it ended, and what was wrong ("" = nothing)."""
    from khachhang.errors import UserError
    from khachhang.operations import vaults
    from khachhang.vault import NoMemory

    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(base, place)
    opened = vaults.open_(place / "T.khachhang", password=PASSWORDS[0], memory=NoMemory())
    ending, wrong = "done", ""
    library.failing_arm(os.fsencode(f"{place}{os.sep}"), at, code, int(for_ever))
    try:
        work.do(opened, place)
    except UserError as error:
        ending = error.code
        wrong = "" if error.code in CLEAR else f"ended in {error.code}"
    except Exception as error:  # noqa: BLE001  whatever else comes is what this looks for
        ending, wrong = type(error).__name__, f"not a sentence: {type(error).__name__}: {str(error)[:100]}"
    steps = int(library.failing_disarm())
    vaults.finish(opened)
    count, damage = _open_and_count(place / "T.khachhang", 0)
    if count not in (PEOPLE, PEOPLE - 1, PEOPLE + 40):
        damage = damage or f"{count} customers"
    litter = [path.name for path in (place / "T.khachhang").iterdir() if path.name.endswith(".new")]
    return steps, ending, wrong or damage or work.judge(place) or ("left behind: " + ", ".join(litter) if litter else "")


def run(names: list[str], most: int, say: Callable[[str], None] = print) -> int:
    """Try the works of these names; `most`: failing steps tried at most of each, spread evenly. Returns how many went wrong."""
    library = ctypes.CDLL(None)
    library.failing_disarm.restype = ctypes.c_long
    library.failing_arm.argtypes = [ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int]
    bad = tries = 0
    with tempfile.TemporaryDirectory() as folder:
        base, place = Path(folder).resolve() / "base", Path(folder).resolve() / "try"
        base.mkdir()
        _prepare(base)
        for name, work in works().items():
            if name not in names:
                continue
            begun, endings = time.monotonic(), Counter[str]()
            needed, _, wrong = try_work(name, work, base, place, library, 0, 0, for_ever=False)
            assert not wrong, (name, wrong)
            stride = max(1, needed // most) if most else 1
            for code in ERRORS:
                for for_ever in (False, True):
                    for at in range(1, needed + 1, stride):
                        _, ending, wrong = try_work(name, work, base, place, library, at, code, for_ever=for_ever)
                        endings[ending] += 1
                        tries += 1
                        if wrong:
                            bad += 1
                            say(f"{name}, step {at} of {needed}, {ERRORS[code]}, {'for ever' if for_ever else 'once'}: {wrong}")
            say(f"{name}: {needed} steps, {dict(endings)}, {time.monotonic() - begun:.0f} s")
    say(f"{tries} failures injected, {bad} bad")
    return bad


def main(arguments: list[str]) -> int:
    """Preload the library and run."""
    most = int(arguments[arguments.index("--most") + 1]) if "--most" in arguments else 0
    names = [a for a in arguments if a in works()] or list(works())
    if "failing_calls" in os.environ.get("LD_PRELOAD", ""):
        return 1 if run(names, most) else 0
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "LD_PRELOAD": str(build_library(Path(folder))), "QT_QPA_PLATFORM": "offscreen"}
        return subprocess.run([sys.executable, __file__, *arguments], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
