"""Key bytes in the memory of the whole program after a lock: none. Counted by reading /proc/self/mem (Linux).

    python tests/faults/memory_after_lock.py

The window opens a vault, shows, searches, edits, backs up and locks, once to the password and once to the PIN. The keys are carried masked
in between, so that the search does not find itself. Names of customers in memory are counted and told, not promised to be gone: Python and
Qt copy texts as they like.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

MASK = 0x5A
NAMES = ("private", "seed", "vault", "derivation", "file")
PASSWORD = "bốn con gà trống đi chợ"
CUSTOMER = "Nguyễn Thị Kim Ngân Độc Nhất"


def masked(secret: bytes | bytearray) -> bytes:
    """Return the bytes so that they cannot be found as they are."""
    return bytes(byte ^ MASK for byte in secret)


def count(masks: list[bytes]) -> list[int]:
    """Return how often each masked secret stands in our own writable memory."""
    found = [0] * len(masks)
    regions = [line.split() for line in open("/proc/self/maps") if "rw" in line.split()[1] and "[v" not in line]  # noqa: SIM115, PTH123
    with open("/proc/self/mem", "rb", 0) as memory:  # noqa: PTH123
        for region in regions:
            start, end = (int(part, 16) for part in region[0].split("-"))
            for at in range(start, end, 1 << 22):
                data = _read(memory, at, min((1 << 22) + 128, end - at))
                for number, mask in enumerate(masks):
                    needle = bytearray(byte ^ MASK for byte in mask)
                    place = data.find(needle)
                    while place >= 0:
                        found[number] += 1
                        place = data.find(needle, place + 1)
                    needle[:] = bytes(len(needle))
                data = b""
    return found


def _read(memory: Any, at: int, length: int) -> bytes:
    try:
        memory.seek(at)
        return bytes(memory.read(length))
    except OSError:
        return b""


def masks_of(window: Any) -> list[bytes]:
    """Return the masked keys of the open vault, and the masked hexadecimal form of the file's key."""
    ring = window.session.opened.vault.ring
    masks = [masked(ring[name]) for name in NAMES]
    hexed = bytearray()
    for byte in ring["file"]:
        hexed += b"0123456789abcdef"[byte >> 4 : (byte >> 4) + 1] + b"0123456789abcdef"[byte & 15 : (byte & 15) + 1]
    masks.append(masked(hexed))
    hexed[:] = bytes(len(hexed))
    return masks


def main() -> int:
    """Do it, print the counts, return the exit code."""
    from PySide6.QtCore import QEvent

    from khachhang.operations import backups, customers, locking, vaults
    from khachhang.vault import FLOOR
    from ui.app import make_application, make_window, memory_settings

    application = make_application(["memory"])
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"HOME": name, "XDG_DATA_HOME": f"{name}/share"}
        place = Path(name)
        window = make_window(application, memory_settings(f"{name}/settings.ini"))
        window.show()

        def settle() -> None:
            for _ in range(4):
                while window.jobs.is_busy:
                    application.processEvents()
                application.processEvents()
                application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

        def live() -> tuple[list[bytes], list[int]]:
            opened = window.session.opened
            customers.add(opened, {"full_name": CUSTOMER, "phones": "0912 345 678"})
            window.workspace.reload()
            window.workspace.customers.search.show_text("ngan")
            settle()
            vaults.back_up(opened, place / f"b{len(list(place.iterdir()))}")
            backups.verify(opened, next(place.glob("b*")))
            masks = masks_of(window)
            return masks, count(masks[:5])

        def lock() -> None:
            window.lock_vault()
            settle()
            gc.collect()

        window.opened(vaults.create(place / "T.khachhang", PASSWORD, argon2=FLOOR)[0])
        settle()
        masks, before = live()
        lock()
        hard = count(masks)
        window.unlock._field.edit.setText(PASSWORD)
        window.unlock._open.click()
        settle()
        locking.set_pin(window.session.opened, "4827", "23:59")
        masks, again = live()
        lock()
        soft = count(masks)
        is_soft = window.keeper._soft is not None
        text = count([masked(CUSTOMER.encode()), masked(CUSTOMER.encode("utf-16-le"))])
        window.jobs.stop()
        window.keeper._forget()
    print(json.dumps({"open": [before, again], "locked": hard, "locked by PIN": soft, "is soft": is_soft, "names left": text}))
    sys.stdout.flush()
    os._exit(0 if min(before + again) > 0 and not any(hard + soft) and is_soft else 1)


if __name__ == "__main__":
    sys.exit(main())
