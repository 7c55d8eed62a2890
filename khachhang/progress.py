"""How long work reports progress and learns that it was cancelled."""

from __future__ import annotations

from collections.abc import Callable

Tick = Callable[[int, int], None]
"""`tick(done, total)`: reports progress; raises `errors.Cancelled` when the person stopped the work."""


def no_tick(done: int, total: int) -> None:
    """Report to nobody."""
