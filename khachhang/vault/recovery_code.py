"""The code on the recovery sheet: 160 random bits as 8 groups of 4 letters and digits, and a ninth group that checks them.

Crockford's base32 (no I, L, O, U; I and L are read as 1, O as 0). The ninth group holds one check character for each pair of groups, so a
mistyped code is noticed before any key is tried, and the pair at fault is named. A check character is a weighted sum over GF(32) with eight
different weights: any one wrong character of a pair and any two exchanged ones are always noticed.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from khachhang.vault.errors import RecoveryCodeMistyped

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES = 20
GROUPS = 8
GROUP_LENGTH = 4
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_recovery_secret() -> bytes:
    """Return 160 random bits."""
    return secrets.token_bytes(SECRET_BYTES)


def write_recovery_code(secret: bytes) -> str:
    """Return the nine groups joined by hyphens."""
    number = int.from_bytes(secret)
    symbols = "".join(ALPHABET[number >> shift & 31] for shift in range(SECRET_BYTES * 8 - 5, -1, -5))
    groups = [symbols[at : at + GROUP_LENGTH] for at in range(0, len(symbols), GROUP_LENGTH)]
    return "-".join([*groups, _check_group(groups)])


def read_recovery_code(typed: str) -> bytes:
    """Return the secret of a typed code; spaces, hyphens and case do not matter. RecoveryCodeMistyped(group=…) otherwise."""
    text = "".join(c for c in typed.upper().translate(_READ_AS) if not c.isspace() and c not in "-–—._")
    groups = [text[at : at + GROUP_LENGTH] for at in range(0, len(text), GROUP_LENGTH)]
    for number, group in enumerate(groups, 1):
        if number > GROUPS + 1 or not set(group) <= set(ALPHABET):
            raise RecoveryCodeMistyped(group=min(number, GROUPS + 1))
    if len(text) != GROUP_LENGTH * (GROUPS + 1):
        raise RecoveryCodeMistyped(group=len(groups) or 1)
    _check(groups)
    number = 0
    for symbol in text[: GROUP_LENGTH * GROUPS]:
        number = number << 5 | ALPHABET.index(symbol)
    return number.to_bytes(SECRET_BYTES)


def _check(groups: Sequence[str]) -> None:
    expected, found = _check_group(groups[:GROUPS]), groups[GROUPS]
    wrong = [at for at in range(GROUP_LENGTH) if expected[at] != found[at]]
    if wrong:
        raise RecoveryCodeMistyped(group=2 * wrong[0] + 1, group_to=2 * wrong[0] + 2)


def _check_group(groups: Sequence[str]) -> str:
    """Return the check characters of groups 1-2, 3-4, 5-6 and 7-8."""
    return "".join(_check_character("".join(groups[at : at + 2])) for at in range(0, GROUPS, 2))


def _check_character(pair: str) -> str:
    """Return the sum of a^(i+1) times the i-th symbol, a a generator of GF(32) = GF(2)[x] / (x^5 + x^2 + 1)."""
    total = 0
    for place, symbol in enumerate(pair, 1):
        term = ALPHABET.index(symbol)
        for _ in range(place):
            term = term << 1 ^ (0b100101 if term & 16 else 0)
        total ^= term
    return ALPHABET[total]
