"""The lock of the counter: a short PIN opens again what was opened today. Nothing of it is ever on a disk.

The person's private keys are wrapped in a slot that stays in the memory of this process, under a key derived from the PIN (Argon2id) *and*
32 random bytes of the same process. The database is closed and every other key is gone. Five wrong tries, the closing time, or the end of
the program, and only the password opens. What the PIN's check needs lies in the vault, under a key that only the person has: whoever could
read it there can read everything else already, and nobody else who may write the vault can put a PIN of their own there.
"""

from __future__ import annotations

import itertools
import secrets
from dataclasses import dataclass, field
from datetime import datetime

from khachhang.errors import UserError
from khachhang.vault import keys, members
from khachhang.vault.errors import WrongPassword
from khachhang.vault.members import Held
from khachhang.vault.opened import OpenedVault
from khachhang.vault.slots import Slot, SlotKind

TRIES = 5
SHORTEST, LONGEST = 4, 8
PURPOSE = "pin"
_ARGON2 = keys.USUAL


class PinWrong(UserError):
    """Not the PIN. left: tries that are left."""

    code = "pin_wrong"


class PinSpent(UserError):
    """No tries left, or closing time is over: only the password opens."""

    code = "pin_spent"


class PinRefused(UserError):
    """A PIN that is no PIN, or the first that anybody would try."""

    code = "pin_refused"


@dataclass(slots=True)
class SoftLock:
    """A locked vault that a PIN opens again, for as long as this object lives and is not wiped. until: closing time, asked again at
    each try, since a timer stands still while the computer sleeps."""

    person_id: str
    salt: bytes
    slot: Slot
    tries_left: int = TRIES
    until: datetime | None = None
    _random: bytearray = field(default_factory=bytearray, repr=False)

    def held(self, pin: str) -> Held:
        """Return what `open_vault(held=…)` needs; the caller tells `failed` when it does not open. PinSpent when there is nothing left."""
        if self.is_spent:
            raise PinSpent()
        derived = keys.from_password(pin, self.salt, _ARGON2)
        try:
            return Held(self.person_id, self.slot, _secret(derived, self._random))
        finally:
            keys.wipe(derived)

    def failed(self) -> UserError:
        """Count a wrong try and return the ending to show."""
        self.tries_left -= 1
        if self.tries_left <= 0:
            self.wipe()
            return PinSpent()
        return PinWrong(left=self.tries_left)

    @property
    def is_spent(self) -> bool:
        """Tell whether only the password opens."""
        return not self._random

    def wipe(self) -> None:
        """Forget the random half of the key: no PIN opens any more."""
        self._random[:] = bytes(len(self._random))
        self._random.clear()


def check_pin(pin: str) -> None:
    """Refuse what is no PIN: 4 to 8 digits, not all the same, not counting up or down."""
    digits = [ord(c) - 48 for c in pin]
    if not SHORTEST <= len(pin) <= LONGEST or not (pin.isascii() and pin.isdigit()):
        raise PinRefused(shortest=SHORTEST, longest=LONGEST)
    if len({b - a for a, b in itertools.pairwise(digits)}) == 1:
        raise PinRefused(shortest=SHORTEST, longest=LONGEST)


def make_pin(opened: OpenedVault, pin: str) -> bytes:
    """Return what the vault keeps of a PIN, sealed by and for the person who opened it."""
    check_pin(pin)
    salt = secrets.token_bytes(keys.SALT_BYTES)
    derived = keys.from_password(pin, salt, _ARGON2)
    try:
        return opened.seal_own(PURPOSE, salt + derived)
    finally:
        keys.wipe(derived)


def soft_lock(opened: OpenedVault, box: bytes, *, timeout_s: float = 5.0) -> SoftLock:
    """Lock a vault so that the PIN in the box opens it again. SealBroken when the box is not this person's."""
    content = opened.open_own(PURPOSE, box)
    salt, derived, random = content[: keys.SALT_BYTES], content[keys.SALT_BYTES :], bytearray(keys.new_key())
    keys.wipe(content)
    secret = _secret(derived, random)
    who = members.Unlocked(
        opened.person_id, opened.opened_with, opened.ring["private"], opened.ring["seed"], opened.keys.roll.owners[-1].sign_key
    )
    slot = members.make_slot(opened.vault_id, who, SlotKind.DEVICE, secret, argon2=None, epoch=0, label="pin")
    for each in (derived, secret):
        keys.wipe(each)
    lock = SoftLock(opened.person_id, salt, slot, _random=random)
    opened.lock(timeout_s=timeout_s)
    return lock


def is_wrong(error: UserError) -> bool:
    """Tell whether an ending means that the PIN was another one."""
    return isinstance(error, WrongPassword)


def _secret(derived: bytes, random: bytearray) -> bytes:
    salt = bytes(random)
    try:
        return keys.derive(derived, ["khachhang pin 1"], salt=salt)
    finally:
        keys.wipe(salt)
