"""Kill -9 at any moment of sealing, opening up and erasing: it happened, did not happen, or the next opening finishes it. Nothing is lost.

    python tests/faults/sealing_kills.py 200 [SEED]

Each round copies a vault, forks a worker that seals fields, opens them up again and erases a customer, and kills it after a random time.
Then the owner opens the vault: what is shown of everybody else must be what it was, the chain of the history whole, and where a field is
sealed (or the customer erased) no page of the file may hold a byte of it. Needs fork (Linux, macOS).
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from khachhang.errors import UserError
from khachhang.operations import compartments, customers, erasing, vaults
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.opened import OpenVault
from khachhang.store import auditing
from khachhang.vault import NoMemory
from tests.operations.pages import decrypted_pages, seen_in
from tests.operations.shops import PASSWORD, bring_in, new_shop

SECRET, ERASED, PHONE = "rất hay khất nợ", "Đỗ Thị Xóa", "912777001"
CUSTOMERS = 250
LONGEST_S = 1.2


def main(rounds: int, seed: int) -> None:
    """Run that many rounds; AssertionError names the one that lost something."""
    rng = random.Random(seed)
    ended: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="sealing-") as place:
        template = Path(place) / "Mẫu.khachhang"
        before = _make(template)
        for number in range(rounds):
            folder = Path(place) / f"{number}.khachhang"
            shutil.copytree(template, folder)
            _kill(folder, rng.random() * LONGEST_S)
            ended[_check(folder, before, number)] += 1
            shutil.rmtree(folder)
            shutil.rmtree(folder.with_name(f"{number}.khachhang-backups"), ignore_errors=True)
    print(f"{rounds} kills, 0 lost, 0 damaged; found: {dict(sorted(ended.items()))}")


def _make(folder: Path) -> list[tuple[object, ...]]:
    opened = new_shop(folder)
    rows = [
        {
            "customer_code": [f"K{i}"],
            "full_name": f"Trần Văn Khách {i}",
            "phones": [f"+8498{i:07d}"],
            "note": [f"{SECRET} {i}"],
            "debt": 1000 + i,
        }
        for i in range(CUSTOMERS)
    ]
    rows.append({"customer_code": ["X1"], "full_name": ERASED, "phones": [f"+84{PHONE}"], "note": [f"{SECRET} xóa"], "debt": 5})
    bring_in(opened, rows)
    shown = _shown(opened)
    vaults.lock(opened)
    return shown


def _shown(opened: OpenVault) -> list[tuple[object, ...]]:
    ids = customers.all_ids(opened, CustomerQuery())
    return [(r.customer_id, tuple(sorted(r.values.items()))) for r in customers.rows(opened, list(ids))]


def _work(folder: Path) -> None:
    opened = vaults.open_(folder, password=PASSWORD, memory=NoMemory())
    compartments.make(opened, "Riêng", ["note", "debt"])
    compartments.change(opened, "Riêng", fields=["note"])
    erased = customers.first_page(opened, CustomerQuery(text=PHONE))[0]
    erasing.erase(opened, erased, ERASED)
    compartments.unseal(opened, "Riêng")
    vaults.lock(opened)


def _kill(folder: Path, after_s: float) -> None:
    child = os.fork()
    if not child:
        try:
            _work(folder)
        finally:
            os._exit(0)
    time.sleep(0.35 + after_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _check(folder: Path, before: list[tuple[object, ...]], number: int) -> str:
    opened = vaults.open_(folder, password=PASSWORD, memory=NoMemory())
    try:
        now = _shown(opened)
        pages = decrypted_pages(opened)
        sealed = sorted(opened.seals.fields)
        is_erased = customers.count(opened, CustomerQuery(text=PHONE)) == 0
        wanted = [row for row in before if not is_erased or ERASED not in str(row)]
        assert now == wanted, f"round {number}: what is shown differs"
        assert bool(seen_in(pages, [SECRET])) is ("note" not in sealed), f"round {number}: sealed {sealed}, but the pages say otherwise"
        assert bool(seen_in(pages, [ERASED, PHONE])) is not is_erased, f"round {number}: half erased"
        with opened.reading() as connection:
            assert auditing.first_break(connection) is None, f"round {number}: the chain broke"
        return f"{'+'.join(sealed) or 'open'}{', erased' if is_erased else ''}"
    except UserError as error:
        raise AssertionError(f"round {number}: {error.code}") from error
    finally:
        vaults.lock(opened)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
