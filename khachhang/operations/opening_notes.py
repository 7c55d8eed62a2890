"""Each opening stands in the log, and so do the wrong passwords and the restoration that came before it, while nobody could write."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

from khachhang.operations import audit
from khachhang.operations.opened import OpenVault, utc_now
from khachhang.vault import away
from khachhang.vault.errors import RecoveryCodeWrong, WrongPassword

P = ParamSpec("P")
Opening = Callable[Concatenate[Path, P], OpenVault]


def noted(opening: Opening[P]) -> Opening[P]:
    """Note what an opening of a vault comes to: an open one in its log, a wrong password beside it until it is opened next."""

    @wraps(opening)
    def open_noted(folder: Path, /, *args: P.args, **kwargs: P.kwargs) -> OpenVault:
        try:
            opened = opening(folder, *args, **kwargs)
        except (WrongPassword, RecoveryCodeWrong):
            away.note(folder, "unlock_failed", utc_now())
            raise
        _note_opening(opened)
        return opened

    return open_noted


def _note_opening(opened: OpenVault) -> None:
    if opened.vault.is_read_only:
        return
    missed = away.read(opened.folder)
    for event in ("restored", "unlock_failed"):
        times = [at for name, at in missed if name == event]
        if times:
            audit.note(opened, event, n=len(times), first=times[0], last=times[-1])
    audit.note(opened, "unlock", **{"with": opened.vault.opened_with.value})
    if missed:
        away.forget(opened.folder)
