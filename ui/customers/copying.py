"""What goes onto the clipboard is noted. Who has a quota waits until it is counted; who has none gets it at once, also during an import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from khachhang.operations import customers, leaks
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right
from khachhang.progress import Tick
from ui.session import Session
from ui.translations import language


def fetch(session: Session, ids: Sequence[int], columns: Sequence[str], done: Callable[[Any], None]) -> None:
    """Fetch rows for the clipboard and note that they go there."""
    keys, lang = list(columns), language()
    if _is_free(session):
        session.read(lambda opened, tick: customers.rows(opened, ids, lang=lang), done)
        session.write(partial(_note, n=len(ids), columns=keys), _nothing)
    else:
        session.write(lambda opened, tick: leaks.copied_rows(opened, ids, keys, lang=lang), done)


def note_value(session: Session, key: str, done: Callable[[Any], None]) -> None:
    """Note that one value goes onto the clipboard; `done` puts it there."""
    if _is_free(session):
        done(None)
        done = _nothing
    session.write(partial(_note, n=1, columns=[key]), done)


def _is_free(session: Session) -> bool:
    opened = session.opened
    return opened.can(Right.COPY) and opened.rights.quota.get("copy") is None


def _note(opened: OpenVault, tick: Tick, *, n: int, columns: Sequence[str]) -> None:
    leaks.note_copied(opened, n, columns)


def _nothing(_answer: object) -> None:
    """Wait for nothing."""
