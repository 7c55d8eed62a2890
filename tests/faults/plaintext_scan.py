"""Nothing of a customer lies readable anywhere: every file of a home folder is searched after journeys that end in kill -9.

    python tests/faults/plaintext_scan.py 12 [SEED]

Each journey runs in a process with a home and a temporary folder of its own: it makes or opens a vault, imports real workbooks (read by
the limited child process), searches, types into a form, merges, backs up, fails with a customer's name in the exception and locks with
drafts, in the window; it may open no connection, and is killed at a random moment, the last one not at all. Then every byte of vault,
journal, backups, settings, logs, crash reports and temporary files is searched for every imported name and phone: UTF-8, UTF-16, NFD and
folded. Exports are what they are and are written elsewhere. A control file must be hit in every form.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
BOOKS = ROOT / "tests" / "data"
_PREFIX = 8

JOURNEY = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from main import harden_process
harden_process()
def no_network(event, args):
    if event == "socket.connect" and not isinstance(args[1], str | bytes):
        print("opened a connection", flush=True)
        __import__("os")._exit(9)
sys.addaudithook(no_network)
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from khachhang.operations import backups, customers, duplicates, imports, locking, vaults
from khachhang.model import Party
from khachhang.searching import CustomerQuery
from khachhang.vault import FLOOR
from ui.app import make_application, make_window
from ui.crash import CrashGuard
from ui.settings import Settings
from ui.customers.form import CustomerForm

home, books, password = Path(sys.argv[1]), sys.argv[2:], "bốn con gà trống đi chợ"
application = make_application(["journey"])
guard = CrashGuard(application)
sys.excepthook = sys.__excepthook__
window = make_window(application, Settings())
window.show()
folder = home / "Sổ" / "T.khachhang"
def settle():
    for _ in range(3):
        while window.jobs.is_busy:
            application.processEvents()
        application.processEvents()
if vaults.is_vault(folder):
    window.ask_password(folder)
    window.unlock._field.edit.setText(password)
    window.unlock._open.click()
else:
    window.opened(vaults.create(folder, password, argon2=FLOOR)[0])
settle()
print("open", flush=True)
opened = window.session.opened
for book in books:
    look = imports.inspect_file(Path(book), opened=opened)
    choices = [imports.TableChoice(t, t.mapping) for t in look.tables]
    imports.commit(opened, imports.stage(opened, look, choices, imports.SourceChoice(Path(book).stem, Party.FIRST)))
    print("imported", flush=True)
window.workspace.reload()
settle()
row = customers.rows(opened, customers.first_page(opened, CustomerQuery(""), 1))[0]
name = row.values["full_name"]
window.workspace.customers.search.show_text(name)
settle()
customers.edit(opened, row.customer_id, {{"note": [name + " giao sau 17h"]}})
duplicates.refresh(opened)
window.settings.save_state("window", window.saveGeometry())
window.workspace.customers.columns.save()
vaults.back_up(opened, home / f"b{{len(list(home.iterdir()))}}.khachhang-backup")
try:
    raise ValueError("không đọc được " + name)
except ValueError as error:
    guard.show_crash(error)
window.workspace.customers.add_customer()
window.findChild(CustomerForm).type_in("full_name", name)
window.findChild(CustomerForm).type_in("phones", row.values.get("phones") or name)
window.settings._store.sync()
print("typed", flush=True)
window.lock_vault()
settle()
print("locked", flush=True)
window.unlock._field.edit.setText(password)
window.unlock._open.click()
settle()
window.lock_vault()
settle()
window.jobs.stop()
print("done", flush=True)
import os
os._exit(0)
"""


def journeys(place: Path, count: int, seed: int, books: list[Path]) -> list[str]:
    """Run that many journeys in one home; return after which word each ended."""
    rng, ends = random.Random(seed), []
    home = place / "home"
    (home / "tmp").mkdir(parents=True)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "DBUS_", "DISPLAY"))}
    environment |= {"HOME": str(home), "TMPDIR": str(home / "tmp"), "QT_QPA_PLATFORM": "offscreen"}
    environment |= {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "PYTHONDONTWRITEBYTECODE": "1"}
    for number in range(count):
        command = [sys.executable, "-c", JOURNEY.format(root=str(ROOT)), str(home), *map(str, rng.sample(books, 2))]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        ends.append(_end(process, rng, is_last=number == count - 1))
    return ends


def _end(process: subprocess.Popen[str], rng: random.Random, *, is_last: bool) -> str:
    """Kill at a random moment after a random word; let the last one end by itself."""
    assert process.stdout is not None
    words = ("open", "imported", "imported", "typed", "locked")
    until, word = ("done" if is_last else rng.choice(words)), "start"
    for line in process.stdout:
        word = line.strip()
        assert word != "opened a connection"
        if word == until:
            break
    if is_last:
        _, errors = process.communicate(timeout=300)
        assert word == "done", errors[-2000:]
        return word
    time.sleep(rng.random() * 1.5)
    process.kill()
    process.communicate()
    return word


def needles(books: Iterable[Path]) -> dict[bytes, str]:
    """Return every form of every name and phone of these workbooks, as bytes, with what it is."""
    sys.path.insert(0, str(ROOT))
    from khachhang.operations import imports
    from khachhang.values.text import cell_to_text

    found: dict[bytes, str] = {}
    for path in books:
        for look in imports.inspect_file(path).tables:
            wanted = [c for c in look.mapping.columns if c.target == "full_name" or c.target.startswith("phone")]
            for row in look.sheet.rows[look.table.first_row - 1 : look.table.last_row]:
                for column in wanted:
                    at = _index(column.letter)
                    if at < len(row) and row[at] is not None:
                        found.update(_forms(cell_to_text(row[at]), is_phone=column.target != "full_name"))
    return found


def _index(letter: str) -> int:
    at = 0
    for c in letter:
        at = at * 26 + ord(c) - 64
    return at - 1


def _forms(text: str, *, is_phone: bool) -> dict[bytes, str]:
    if is_phone:
        digits = "".join(c for c in text if c.isdigit())[-9:]
        texts = {digits} if len(digits) == 9 else set()
    else:
        plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
        folded = "".join(c for c in plain if not unicodedata.combining(c))
        texts = {text, text.casefold(), unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text), folded}
    texts = {each.strip() for each in texts if is_phone or (" " in each.strip() and len(each.strip()) >= _PREFIX)}
    return {each.encode(encoding): text for each in texts for encoding in ("utf-8", "utf-16-le", "utf-16-be")}


class Search:
    """Finds thousands of byte strings at once: their first eight bytes by number, the rest by comparing."""

    def __init__(self, forms: Iterable[bytes]) -> None:
        self._by_prefix: dict[int, list[bytes]] = {}
        for form in forms:
            self._by_prefix.setdefault(int.from_bytes(form[:_PREFIX], "little"), []).append(form)
        self._prefixes = np.array(sorted(self._by_prefix), dtype=np.uint64)

    def hits(self, data: bytes) -> list[bytes]:
        """Return the strings found in the data."""
        found = []
        for shift in range(min(_PREFIX, len(data))):
            words = np.frombuffer(data, np.uint64, (len(data) - shift) // _PREFIX, shift)
            at = np.searchsorted(self._prefixes, words)
            at[at == len(self._prefixes)] = 0
            for place in np.flatnonzero(self._prefixes[at] == words):
                start = shift + int(place) * _PREFIX
                for form in self._by_prefix[int(words[place])]:
                    if data.startswith(form, start):
                        found.append(form)
        return found


def scan(place: Path, forms: dict[bytes, str]) -> tuple[int, int, list[str]]:
    """Return how many files and bytes were searched, and what was found where."""
    search, files, size, found = Search(forms), 0, 0, []
    for path in sorted(p for p in place.rglob("*") if p.is_file()):  # names of files are searched too
        data = path.read_bytes()
        files, size = files + 1, size + len(data)
        found += [f"{path.relative_to(place)}: {form!r}" for form in search.hits(data)]
        found += [f"{path.relative_to(place)}: in its name" for form in search.hits(str(path).encode() + bytes(16))]
    return files, size, found


def control(place: Path, forms: dict[bytes, str]) -> int:
    """Write every form into a file between rubbish, at odd places; return how many of them the search finds."""
    rng = random.Random(1)
    path = place / "control"
    path.write_bytes(b"".join(rng.randbytes(rng.randint(1, 40)) + form for form in forms) + rng.randbytes(9))
    hit = set(Search(forms).hits(path.read_bytes()))
    path.unlink()
    return len(hit)


def main(count: int, seed: int) -> int:
    """Run the journeys and search; return the exit code."""
    by_size = sorted(BOOKS.glob("*.xlsx"), key=lambda p: p.stat().st_size)
    books = [p for p in by_size if not p.name.startswith("14_")][: 8 if count > 1 else 2]  # 14 has a password
    forms = needles(books)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        hit = control(place, forms)
        ends = journeys(place, count, seed, books)
        files, size, found = scan(place, forms)
    print(*found[:20], sep="\n")
    print(f"control: {hit} of {len(forms)} forms found (must be all)")
    print(f"{count} journeys (ended after {', '.join(ends)}), {files} files, {size / 1e6:.1f} MB: {len(found)} found")
    return 1 if found or hit != len(forms) or not forms else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
