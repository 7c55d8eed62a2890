"""What happened to a vault while nobody could write into it: wrong passwords, a restoration. Kept beside it until it is opened next.

Anybody who can write the folder can delete this file: it tells of accidents and of the careless, not of the skilled.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from khachhang.vault.freshness import utc

AWAY_FILE = "store.away"
LIMIT_BYTES = 64 << 10
_LINE = re.compile(r"(unlock_failed|restored) (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[^\s]{0,16})")


def note(folder: Path, event: str, now: datetime) -> None:
    """Add one line. A folder that cannot be written is no reason to fail."""
    path = folder / AWAY_FILE
    with suppress(OSError):
        if path.exists() and path.stat().st_size > LIMIT_BYTES:
            return
        with path.open("a", encoding="ascii") as file:
            file.write(f"{event} {utc(now)}\n")


def read(folder: Path) -> list[tuple[str, str]]:
    """Return (event, when) of every line that is one of ours, the oldest first."""
    with suppress(OSError, UnicodeDecodeError):
        text = (folder / AWAY_FILE).read_text(encoding="ascii")[: 2 * LIMIT_BYTES]
        return [(match[1], match[2]) for line in text.splitlines() if (match := _LINE.fullmatch(line))]
    return []


def forget(folder: Path) -> None:
    """Remove the file: what it said stands in the log now."""
    with suppress(OSError):
        (folder / AWAY_FILE).unlink(missing_ok=True)
