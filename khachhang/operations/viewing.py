"""Who opened which card: kept in memory and written along with the next thing that is written, so that looking costs nothing."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from sqlalchemy import Connection

from khachhang.store import taking_out
from khachhang.store.taking_out import Look

CARD = "card"
"""What was seen when a card was opened; otherwise the field whose value was shown in full."""
WAITING = 20
"""So many cards may be lost when the computer stops."""


@dataclass(slots=True, repr=False)
class Viewed:
    """What one person saw since it was last written. Safe to use from any thread."""

    _waiting: dict[tuple[str, int, str], Look] = field(default_factory=dict)
    _writing: dict[tuple[str, int, str], Look] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_due(self) -> bool:
        """Tell whether it is time to write, although nothing else is written."""
        return len(self._waiting) >= WAITING

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing waits."""
        return not self._waiting and not self._writing

    def note(self, day: str, customer_id: int, what: str, at: str) -> None:
        """Note that the person saw a card, or a value in full."""
        with self._lock:
            _add(self._waiting, Look(day, customer_id, what, 1, at, at))

    def write(self, connection: Connection, person: str) -> None:
        """Write what waits inside a transaction; `written` says that it is through, else it is written with the next."""
        with self._lock:
            for look in self._waiting.values():
                _add(self._writing, look)
            self._waiting.clear()
        if self._writing:
            taking_out.add_looks(connection, person, list(self._writing.values()))

    def written(self) -> None:
        """Forget what the last `write` wrote."""
        self._writing.clear()


def _add(looks: dict[tuple[str, int, str], Look], look: Look) -> None:
    key = (look.day, look.customer_id, look.what)
    known = looks.get(key)
    looks[key] = look if known is None else known._replace(times=known.times + look.times, last_at=look.last_at)
