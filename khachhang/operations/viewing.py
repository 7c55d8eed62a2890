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
        return not self._waiting

    def note(self, day: str, customer_id: int, what: str, at: str) -> None:
        """Note that the person saw a card, or a value in full."""
        with self._lock:
            known = self._waiting.get((day, customer_id, what))
            self._waiting[day, customer_id, what] = Look(day, customer_id, what, known.times + 1, known.first_at, at) if known else Look(
                day, customer_id, what, 1, at, at
            )  # fmt: skip

    def write(self, connection: Connection, person: str) -> None:
        """Write what waits inside a transaction; `written` says that it is through."""
        with self._lock:
            self._writing = dict(self._waiting)
        if self._writing:
            taking_out.add_looks(connection, person, list(self._writing.values()))

    def written(self) -> None:
        """Forget what the last `write` wrote; what was seen meanwhile stays."""
        with self._lock:
            for key, look in self._writing.items():
                if self._waiting.get(key) is look:
                    del self._waiting[key]
            self._writing = {}
