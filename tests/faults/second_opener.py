"""A vault somebody has open: every second program and every second computer is refused, and told who holds it.

    python tests/faults/second_opener.py 100

Half of the attempts are other processes of this computer, half say they are another one. Needs fork (Linux, macOS).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from khachhang.errors import UserError
from khachhang.operations import customers, vaults
from khachhang.vault import FLOOR, NoMemory, open_vault

PASSWORD = "bốn con gà trống đi chợ"


def attempts(folder: Path, count: int) -> Counter[str]:
    """Return how the attempts ended: the holder's name, or what went wrong."""
    opened, _ = vaults.create(folder, PASSWORD, person="Hoa", memory=NoMemory(), argon2=FLOOR)
    endings = Counter[str]()
    for number in range(count):
        customers.add(opened, {"full_name": f"Khách {number}"})  # the holder goes on working
        endings[_attempt(folder, f"MAY-{number}" if number % 2 else None)] += 1
    vaults.finish(opened)
    again = vaults.open_(folder, password=PASSWORD, memory=NoMemory())  # nobody is locked out afterwards
    vaults.finish(again)
    return endings


def _attempt(folder: Path, machine: str | None) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            open_vault(folder, password=PASSWORD, now=datetime.now(UTC), application_schema=None, machine=machine)
            said = "opened"
        except UserError as error:
            said = f"{error.code} {error.params.get('person')} {bool(error.params.get('machine'))} {bool(error.params.get('since'))}"
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    said = os.read(reading, 1000).decode()
    os.close(reading)
    os.waitpid(child, 0)
    return said


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        found = attempts(Path(place) / "T.khachhang", int(sys.argv[1]))
    print(dict(found))
    sys.exit(0 if set(found) == {"vault_in_use Hoa True True"} else 1)
