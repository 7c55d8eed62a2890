"""Secrets: making, deriving, sealing, forgetting. Primitives come from `cryptography` and `argon2-cffi` only."""

from __future__ import annotations

import ctypes
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import argon2.exceptions
import argon2.low_level
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from khachhang.vault import canonical
from khachhang.vault.errors import NotEnoughMemory

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16
BOX_OVERHEAD = KEY_BYTES + TAG_BYTES

Secret = bytes | bytearray
Context = Sequence[str | int]
"""What a wrapped item is bound to (its additional authenticated data): purpose first, then vault, epoch, slot …"""


class DoesNotOpen(Exception):
    """The key, the context or the bytes are not the ones of the sealing."""


@dataclass(frozen=True, slots=True)
class Argon2:
    """Parameters of Argon2id: memory in KiB, passes, lanes."""

    memory_kib: int
    passes: int
    lanes: int

    def is_within_bounds(self) -> bool:
        """Tell whether the parameters lie between `FLOOR` and `CEILING`; checked before they are ever run."""
        return (
            FLOOR.memory_kib <= self.memory_kib <= CEILING.memory_kib
            and FLOOR.passes <= self.passes <= CEILING.passes
            and FLOOR.lanes <= self.lanes <= CEILING.lanes
        )


FLOOR = Argon2(19 * 1024, 2, 1)
USUAL = Argon2(64 * 1024, 3, 1)
CEILING = Argon2(1024 * 1024, 10, 8)
AIM_S = 0.5


def tuned(clock: Callable[[], float]) -> Argon2:
    """Return parameters that take about half a second here: `USUAL` or more passes, never fewer. clock: monotonic seconds."""
    begun = clock()
    wipe(from_password("nothing secret", bytes(SALT_BYTES), USUAL))
    per_pass = (clock() - begun) / USUAL.passes
    passes = int(AIM_S / per_pass) if per_pass > 0 else CEILING.passes
    return Argon2(USUAL.memory_kib, max(USUAL.passes, min(CEILING.passes, passes)), USUAL.lanes)


def from_password(password: str, salt: bytes, parameters: Argon2) -> bytes:
    """Return 32 bytes from a typed password (compared as NFC). ValueError outside the bounds, NotEnoughMemory where it cannot run."""
    if not parameters.is_within_bounds():
        raise ValueError(f"Argon2 parameters out of bounds: {parameters}")
    typed = unicodedata.normalize("NFC", password).encode()
    try:
        return argon2.low_level.hash_secret_raw(
            typed, salt, parameters.passes, parameters.memory_kib, parameters.lanes, KEY_BYTES, argon2.low_level.Type.ID
        )
    except (MemoryError, argon2.exceptions.HashingError) as error:
        raise NotEnoughMemory(mib=parameters.memory_kib // 1024) from error
    finally:
        wipe(typed)


def derive(secret: Secret, context: Context, length: int = KEY_BYTES, salt: bytes | None = None) -> bytes:
    """Return key bytes for one purpose from a strong secret (HKDF-SHA256)."""
    return HKDF(hashes.SHA256(), length, salt, canonical.encode(list(context))).derive(secret)


def new_key() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def wrap(key: Secret, secret: Secret, context: Context) -> bytes:
    """Return nonce + AES-256-GCM of a secret under a key, bound to its context."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, secret, canonical.encode(list(context)))


def unwrap(key: Secret, wrapped: bytes, context: Context) -> bytes:
    """Return what `wrap` hid; DoesNotOpen otherwise."""
    if len(wrapped) < NONCE_BYTES + TAG_BYTES:
        raise DoesNotOpen
    try:
        return AESGCM(key).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], canonical.encode(list(context)))
    except InvalidTag as error:
        raise DoesNotOpen from error


def public_of(private: Secret) -> bytes:
    """Return the X25519 public key of a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(public: bytes, secret: Secret, context: Context) -> bytes:
    """Return a box that only the holder of the private key opens: ephemeral public key + AES-256-GCM, bound to its context."""
    ephemeral = X25519PrivateKey.generate()
    point = ephemeral.public_key().public_bytes_raw()
    key, nonce = _box_key(ephemeral.exchange(X25519PublicKey.from_public_bytes(public)), point, public)
    return point + AESGCM(key).encrypt(nonce, secret, canonical.encode(list(context)))


def unseal(private: Secret, box: bytes, context: Context) -> bytes:
    """Return what `seal` hid; DoesNotOpen otherwise."""
    if len(box) < BOX_OVERHEAD:
        raise DoesNotOpen
    point, public = box[:KEY_BYTES], public_of(private)
    try:
        shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(point))
        key, nonce = _box_key(shared, point, public)
        return AESGCM(key).decrypt(nonce, box[KEY_BYTES:], canonical.encode(list(context)))
    except (InvalidTag, ValueError) as error:  # ValueError: a point of low order
        raise DoesNotOpen from error


def signer_of(seed: Secret) -> bytes:
    """Return the Ed25519 public key of a private seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: Secret, message: bytes) -> bytes:
    """Return the Ed25519 signature (64 bytes)."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the signature is that of the message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def wipe(secret: Secret) -> None:
    """Overwrite a secret in memory. Bytes objects too: the library returns them, and nobody else may hold this one.

    Writes into the buffer of a CPython `bytes` (basicsize - 1 is where it starts); empty and one-byte objects are shared, so left alone.
    """
    if isinstance(secret, bytearray):
        secret[:] = bytes(len(secret))
    elif len(secret) > 1:
        ctypes.memset(id(secret) + bytes.__basicsize__ - 1, 0, len(secret))


def _box_key(shared: bytes, ephemeral: bytes, recipient: bytes) -> tuple[bytes, bytes]:
    """Return key and nonce of a box. The key is used once, so the nonce may come from the same derivation."""
    material = derive(shared, ["khachhang box 1"], KEY_BYTES + NONCE_BYTES, salt=ephemeral + recipient)
    halves = material[:KEY_BYTES], material[KEY_BYTES:]
    wipe(shared)
    wipe(material)
    return halves
