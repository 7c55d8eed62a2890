"""The drill: a new computer, one backup file and the code on the printed sheet. Every customer must be back within five minutes.

    python tests/faults/restore_drill.py

Makes a shop of all sample workbooks, backs it up, forgets everything else, and works from then on in an empty home folder through the
terminal face alone, as somebody would who has nothing but the file and the paper.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

BOOKS = ROOT / "tests" / "data"
LIMIT_S = 300


def make_bundle(place: Path, books: list[Path]) -> tuple[Path, str, int, int]:
    """Make the shop; return its backup, its code, how many customers and how many original rows it has."""
    from sqlalchemy import func, select

    from khachhang.model import Party
    from khachhang.operations import imports, vaults
    from khachhang.store import schema
    from khachhang.vault import FLOOR, NoMemory

    opened, code = vaults.create(place / "Tiệm.khachhang", "bốn con gà trống đi chợ", memory=NoMemory(), argon2=FLOOR)
    for book in books:
        look = imports.inspect_file(book, opened=opened)
        choices = [imports.TableChoice(t, t.mapping) for t in look.tables]
        imports.commit(opened, imports.stage(opened, look, choices, imports.SourceChoice(book.stem, Party.FIRST)))
    with opened.reading() as connection:
        customers = int(connection.scalar(select(func.count()).select_from(schema.customer)) or 0)
        rows = int(connection.scalar(select(func.count()).select_from(schema.source_row)) or 0)
    bundle = vaults.back_up(opened, place / "b.khachhang-backup").path
    vaults.finish(opened)
    return bundle, code, customers, rows


def drill(bundle: Path, code: str, home: Path) -> tuple[int, int, float]:
    """Restore and open with the code in an empty home; return customers, original rows and the seconds it took."""
    begun = time.monotonic()
    (home / "giay").write_text(code)
    (home / "mk").write_text("trâu cày ruộng sâu đêm nay")
    vault = str(home / "Lại.khachhang")
    _run(home, "restore", str(bundle), vault)
    _run(home, "password", vault, "--recovery-code-file", str(home / "giay"), "--new-password-file", str(home / "mk"))
    found = json.loads(_run(home, "find", vault, "--json", "--limit", "1", "--password-file", str(home / "mk")))
    _run(home, "check", vault, "--password-file", str(home / "mk"))
    _run(home, "records", vault, "--csv", str(home / "r.csv"), "--all-rows", "--password-file", str(home / "mk"))
    import csv

    with (home / "r.csv").open(encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.DictReader(file))
    return int(found["total"]), rows, time.monotonic() - begun


def _run(home: Path, *words: str) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "DBUS_"))}
    environment |= {"HOME": str(home), "TMPDIR": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    run = subprocess.run([sys.executable, str(ROOT / "main.py"), *words], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, (words[0], run.stdout[-500:], run.stderr[-1500:])
    return run.stdout


def main() -> int:
    """Make, forget, restore, compare."""
    books = sorted(p for p in BOOKS.iterdir() if p.suffix in (".xlsx", ".xls", ".csv", ".vcf", ".txt") and not p.name.startswith("14_"))
    with tempfile.TemporaryDirectory() as there, tempfile.TemporaryDirectory() as home:
        bundle, code, customers, rows = make_bundle(Path(there), books)
        alone = Path(home) / "b.khachhang-backup"
        alone.write_bytes(bundle.read_bytes())
        found, found_rows, seconds = drill(alone, code, Path(home))
    print(f"{found} of {customers} customers, {found_rows} of {rows} original rows, {seconds:.0f} s from the file and the paper alone")
    return 0 if (found, found_rows) == (customers, rows) and seconds <= LIMIT_S else 1


if __name__ == "__main__":
    sys.exit(main())
