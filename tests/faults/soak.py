"""Half an hour of random use of the window: import, edit, merge, undo, search, lock, backup. Memory stays flat and the laws hold.

    python tests/faults/soak.py 30 [SEED]

Every five minutes (and at the end) what is derived is compared with what follows from the facts, and the pages of the file are checked. The
memory of the process is measured after each lock, when nothing should be held; flat means that the second half grows by less than a tenth.
"""

from __future__ import annotations

import gc
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

PASSWORD = "bốn con gà trống đi chợ"
WORK = {"add": 20, "edit": 20, "search": 25, "card": 15, "import": 3, "merge": 6, "undo": 10, "redo": 3, "form": 6, "backup": 1, "lock": 3}
CHECK_EVERY_S = 300


def memory_mb() -> float:
    """Return the resident memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


class Shop:
    """A window over one vault, and somebody who uses it without rest."""

    def __init__(self, place: Path, seed: int) -> None:
        from khachhang.operations import vaults
        from khachhang.vault import FLOOR
        from ui.app import make_application, make_window, memory_settings

        self.rng, self.place = random.Random(seed), place
        self.application = make_application(["soak"])
        self.window: Any = make_window(self.application, memory_settings(str(place / "settings.ini")))
        self.crashes: list[BaseException] = []
        self.window.jobs.crashed.connect(self.crashes.append)
        self.window.show()
        self.window.opened(vaults.create(place / "T.khachhang", PASSWORD, argon2=FLOOR)[0])
        self.settle()
        self.done = Counter[str]()
        self.memory: list[float] = []

    def settle(self) -> None:
        """Let everything that was begun come to its end, and Qt delete what is to be deleted, as its own loop does."""
        from PySide6.QtCore import QEvent

        for _ in range(4):
            while self.window.jobs.is_busy:
                self.application.processEvents()
            self.application.processEvents()
            self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def ids(self) -> list[int]:
        """Return the customers there are."""
        from sqlalchemy import select

        from khachhang.store import schema

        with self.window.session.opened.reading() as connection:
            return list(connection.scalars(select(schema.customer.c.customer_id)))

    def step(self) -> None:
        """Do one thing."""
        what = self.rng.choices(list(WORK), list(WORK.values()))[0]
        getattr(self, f"do_{what.replace('import', 'bring_in')}")()
        self.settle()
        self.done[what] += 1
        assert not self.crashes, self.crashes

    def do_add(self) -> None:
        """Add a customer."""
        from khachhang.operations import customers

        values = {"full_name": f"Khách {self.rng.randrange(10**6)}", "phones": f"09{self.rng.randrange(10**8):08}"}
        self.window.session.act("", lambda opened, tick: customers.add(opened, values))

    def do_edit(self) -> None:
        """Change a note."""
        from khachhang.operations import customers

        if ids := self.ids():
            who, note = self.rng.choice(ids), f"ghi chú {self.rng.randrange(10**6)}"
            self.window.session.act("", lambda opened, tick: customers.edit(opened, who, {"note": [note]}))

    def do_search(self) -> None:
        """Type into the search field."""
        self.window.workspace.customers.search.show_text(self.rng.choice(("", "khach 1", "09", "ghi chu", "không có ai")))

    def do_card(self) -> None:
        """Look at a card."""
        if ids := self.ids():
            self.window.workspace.customers.show_card(self.rng.choice(ids))

    def do_bring_in(self) -> None:
        """Import some rows, and mostly take them back."""
        from khachhang.operations import history
        from tests.operations.shops import bring_in

        rows = [{"full_name": f"Nhập {self.rng.randrange(10**6)}", "phones": [f"+849{self.rng.randrange(10**8):08}"]} for _ in range(20)]
        outcome = bring_in(self.window.session.opened, rows)
        if self.rng.random() < 0.7:
            history.undo(self.window.session.opened, outcome.operation_id)
        self.window.workspace.reload()

    def do_merge(self) -> None:
        """Join two."""
        from khachhang.operations import duplicates

        if len(ids := self.ids()) > 2:
            pair = self.rng.sample(ids, 2)
            self.window.session.act("", lambda opened, tick: duplicates.merge(opened, pair))

    def do_undo(self) -> None:
        """Take back the latest act."""
        from khachhang.operations import history

        if history.what_undo_would_do(self.window.session.opened, lang="vi") is not None:
            self.window.workspace.undo()

    def do_redo(self) -> None:
        """Do it again."""
        from khachhang.operations import history

        if history.what_redo_would_do(self.window.session.opened, lang="vi") is not None:
            self.window.workspace.redo()

    def do_form(self) -> None:
        """Open the form of somebody new and give up."""
        from ui.customers.form import CustomerForm

        self.window.workspace.customers.add_customer()
        self.settle()
        for form in self.window.findChildren(CustomerForm):
            form._really_reject()

    def do_backup(self) -> None:
        """Make a backup."""
        from khachhang.operations import vaults

        target = self.place / f"b{self.rng.randrange(10**9)}"
        vaults.back_up(self.window.session.opened, target)
        target.unlink()

    def do_lock(self) -> None:
        """Lock, measure, open again."""
        self.window.lock_vault()
        self.settle()
        gc.collect()
        self.memory.append(memory_mb())
        self.window.unlock._field.edit.setText(PASSWORD)
        self.window.unlock._open.click()
        self.settle()
        assert self.window.workspace is not None

    def check(self) -> None:
        """Compare what is derived with what follows from the facts, and check every page."""
        from khachhang.operations import vaults
        from khachhang.vault import check_files
        from tests.operations.shops import snapshot

        opened = self.window.session.opened
        before = snapshot(opened)
        vaults.rebuild(opened)
        assert snapshot(opened) == before, "what is derived does not follow from the facts"
        assert check_files(opened.vault) == []


def main(minutes: float, seed: int) -> int:
    """Use the shop for so long; print the figures and return the exit code."""
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"HOME": name, "XDG_DATA_HOME": f"{name}/share"}
        shop = Shop(Path(name), seed)
        begun = checked = time.monotonic()
        while time.monotonic() - begun < minutes * 60:
            shop.step()
            if time.monotonic() - checked > CHECK_EVERY_S:
                shop.check()
                checked = time.monotonic()
        shop.do_lock()
        shop.check()
        size = (Path(name) / "T.khachhang" / "store.db").stat().st_size / 1e6
        people = len(shop.ids())
        shop.window.jobs.stop()
    half = shop.memory[len(shop.memory) // 2]
    growth = (shop.memory[-1] - half) / half
    print(f"{sum(shop.done.values())} acts in {minutes:g} minutes: {dict(shop.done)}; {people} customers, {size:.1f} MB on disk")
    print(
        f"memory after each lock: {shop.memory[0]:.0f} MB first, {half:.0f} at half time, {shop.memory[-1]:.0f} at the end ({growth:+.1%})"
    )
    sys.stdout.flush()
    os._exit(0 if growth < 0.1 and not shop.crashes else 1)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
