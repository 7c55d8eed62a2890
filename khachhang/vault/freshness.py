"""Nothing inside a file proves that it is the newest one: this computer remembers, outside, what it saw last."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from sqlalchemy import Connection

from khachhang.vault import canonical

SERVICE = "SoKhachHang"
ANSWER_S = 3.0
QUIET_S = 60.0
_REFUSED = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
"""Backends that keep nothing, or keep it in a plain file."""

History = Callable[[Connection, int | None], tuple[int, str]]
"""`history(connection, None)` → newest change number and head of the chain (0, "" when empty);
`history(connection, n)` → n and the head after change n, or (0, "") when there is no such change."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen last: numbers of keys file and roll, epoch of the vault key, change number, chain head, when (UTC).

    allowed: the file id of an older copy that was restored here and not opened yet: no reason to warn, once.
    Of the file: the id of its key, how often it was opened for writing, its SHA-256 when it was closed in good order, else "" (`witness`).
    """

    vault_id: str
    keys_number: int
    roll_number: int
    epoch: int
    change: int
    head: str
    at: str
    file_id: str = ""
    session: int = 0
    digest: str = ""
    allowed: str = ""


class SeenMemory(Protocol):
    """Where it is remembered. Neither method raises: what cannot be remembered is not known."""

    def recall(self, vault_id: str) -> Seen | None:
        """Return what was remembered of this vault, None when nothing."""

    def remember(self, seen: Seen) -> None:
        """Remember it instead of what was known."""


class NoMemory:
    """Remembers nothing (tests, computers without a keyring)."""

    def recall(self, vault_id: str) -> Seen | None:
        """Return None."""

    def remember(self, seen: Seen) -> None:
        """Forget it."""


class KeyringMemory:
    """The keyring of the operating system. Only real ones: never a plain file."""

    def recall(self, vault_id: str) -> Seen | None:
        """Return what was remembered, None when there is nothing, no keyring, or something else under that name."""
        text = keyring_read(f"seen {vault_id}")
        try:
            value = canonical.decode(text.encode()) if text else None
            return Seen(**value) if value else None
        except (canonical.NotCanonical, TypeError):
            return None

    def remember(self, seen: Seen) -> None:
        """Remember it where the keyring allows it."""
        keyring_write(f"seen {seen.vault_id}", canonical.encode(asdict(seen)).decode())


def allow_restored(memory: SeenMemory, vault_id: str, file_id: str) -> None:
    """Let a copy restored on this computer be opened once without the warning that it is older."""
    seen = memory.recall(vault_id)
    if seen is not None:
        memory.remember(replace(seen, allowed=file_id))


def is_older(seen: Seen, found: Seen, head_at_seen: str) -> bool:
    """Tell whether what was found is older than what was seen, or another branch. head_at_seen: chain head found after `seen.change`."""
    numbers = (
        (found.change, seen.change),
        (found.keys_number, seen.keys_number),
        (found.roll_number, seen.roll_number),
        (found.epoch, seen.epoch),
    )
    return any(here < there for here, there in numbers) or (seen.change > 0 and head_at_seen != seen.head)


def utc(now: datetime) -> str:
    """Return the moment as UTC text, to the second."""
    return now.astimezone(UTC).isoformat(timespec="seconds")


def keyring_read(name: str) -> str | None:
    """Return a secret of the system keyring; None when there is none or the keyring does not answer."""
    keyring = _keyring()
    if keyring is None:
        return None
    value = in_time(lambda: keyring.get_password(SERVICE, name))
    return str(value) if value is not None else None


def keyring_write(name: str, value: str | None) -> bool:
    """Store or (None) delete a secret in the system keyring; False when it did not work."""
    keyring = _keyring()
    if keyring is None:
        return False

    def write() -> bool:
        if value is None:
            keyring.delete_password(SERVICE, name)
        else:
            keyring.set_password(SERVICE, name, value)
        return True

    return in_time(write) is True


def has_keyring() -> bool:
    """Tell whether this computer has a keyring worth trusting; whether it answers, only asking shows."""
    return _keyring() is not None


def in_time(call: Callable[[], Any], timeout_s: float = ANSWER_S) -> Any:
    """Return what a call of the keyring returns; None when it fails, or does not answer in time: it may be asking the person something.

    After one silence nothing is asked for a while, so that a keyring that hangs costs the person seconds once and not at every step.
    """
    if time.monotonic() < _quiet.until:
        return None
    answer: SimpleQueue[Any] = SimpleQueue()

    def run() -> None:
        try:
            answer.put(call())
        except _failures():
            answer.put(None)

    threading.Thread(target=run, name="khachhang-keyring", daemon=True).start()
    try:
        return answer.get(timeout=timeout_s)
    except Empty:
        _quiet.until = time.monotonic() + QUIET_S
        return None


class _Quiet:
    """Until when (monotonic seconds) a keyring that did not answer is left alone."""

    until = 0.0


_quiet = _Quiet()


def _keyring() -> Any:
    """Return the system's keyring backend, None where it is missing or keeps plain text."""
    try:
        import keyring

        backend = keyring.get_keyring()
    except _failures():
        return None
    parts = getattr(backend, "backends", None) or [backend]
    trusted = [part for part in parts if not type(part).__module__.startswith(_REFUSED)]
    return trusted[0] if trusted else None


def _failures() -> tuple[type[Exception], ...]:
    """Return what a keyring may raise: its own errors, and those of the desktop bus under it."""
    failures: list[type[Exception]] = [ImportError, OSError, RuntimeError, ValueError, EOFError]
    try:
        from keyring.errors import KeyringError
    except ImportError:
        return tuple(failures)
    return (*failures, KeyringError)
