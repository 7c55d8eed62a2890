"""One file that is a whole backup: a header that names and hashes its parts, the keys file, the database.

line 1  KHACHHANG-BACKUP 1
line 2  canonical JSON: vault, made_at, name, change, keys {size, sha256}, database {size, sha256}
line 3  SHA-256 of lines 1 and 2, hex
then    the keys file, then the database, nothing after it
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from khachhang.errors import UserError
from khachhang.progress import Tick, no_tick
from khachhang.vault import canonical
from khachhang.vault.database import PAGE_BYTES, SMALLEST_BYTES
from khachhang.vault.errors import BackupDamaged, VaultTooNew, explained
from khachhang.vault.files import CHUNK_BYTES
from khachhang.vault.slots import LIMIT_BYTES, KeysFile, decode_keys

MAGIC = b"KHACHHANG-BACKUP "
VERSION = 1
BACKUP_ENDING = ".khachhang-backup"
_HEADER_LIMIT = 4096


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """What a bundle says of itself. made_at: UTC. change: newest change number in it. offsets and sizes in bytes."""

    path: Path
    vault_id: str
    name: str
    made_at: str
    change: int
    keys_offset: int
    keys_size: int
    keys_sha256: str
    database_size: int
    database_sha256: str

    @property
    def database_offset(self) -> int:
        """Where the database begins."""
        return self.keys_offset + self.keys_size

    @property
    def size(self) -> int:
        """The size of the whole bundle."""
        return self.database_offset + self.database_size


def encode_header(vault_id: str, name: str, made_at: str, change: int, parts: tuple[tuple[int, str], tuple[int, str]]) -> bytes:
    """Return the header. parts: size and SHA-256 of keys and database."""
    (keys_size, keys_hash), (database_size, database_hash) = parts
    header = {
        "vault": vault_id,
        "name": name,
        "made_at": made_at,
        "change": change,
        "keys": {"size": keys_size, "sha256": keys_hash},
        "database": {"size": database_size, "sha256": database_hash},
    }
    head = MAGIC + str(VERSION).encode() + b"\n" + canonical.encode(header) + b"\n"
    return head + hashlib.sha256(head).hexdigest().encode() + b"\n"


def read_header(path: Path) -> BackupInfo:
    """Return what the bundle says of itself, its own hash checked. Raises BackupDamaged, VaultTooNew, OSError."""
    with path.open("rb") as file:
        lines = [file.readline(_HEADER_LIMIT) for _ in range(3)]
    version = lines[0].removeprefix(MAGIC).strip()
    if hashlib.sha256(lines[0] + lines[1]).hexdigest().encode() + b"\n" != lines[2] or not lines[0].startswith(MAGIC):
        raise BackupDamaged(name=path.name, reason="header")
    if version != str(VERSION).encode():
        raise VaultTooNew(name=path.name)
    try:
        header = canonical.decode(lines[1][:-1])
        keys, database = header["keys"], header["database"]
        info = BackupInfo(
            path, str(header["vault"]), str(header["name"]), str(header["made_at"]), int(header["change"]), sum(map(len, lines)),
            int(keys["size"]), str(keys["sha256"]), int(database["size"]), str(database["sha256"]),
        )  # fmt: skip
    except (canonical.NotCanonical, KeyError, TypeError, ValueError) as error:
        raise BackupDamaged(name=path.name, reason="header") from error
    if not 0 < info.keys_size <= LIMIT_BYTES or info.database_size < SMALLEST_BYTES or info.database_size % PAGE_BYTES:
        raise BackupDamaged(name=path.name, reason="header")
    return info


def verify_bundle(path: Path, *, tick: Tick = no_tick) -> BackupInfo:
    """Read a whole bundle and check every byte of it, without any password. Raises BackupDamaged, VaultTooNew, DiskFailed."""
    with explained(path):
        return _verified(path, tick)


def _verified(path: Path, tick: Tick) -> BackupInfo:
    info = read_header(path)
    if path.stat().st_size != info.size:
        raise BackupDamaged(name=path.name, reason="size")
    with path.open("rb") as file:
        file.seek(info.keys_offset)
        if _hash_part(file, info.keys_size, no_tick, info.size) != info.keys_sha256:
            raise BackupDamaged(name=path.name, reason="keys")
        if _hash_part(file, info.database_size, tick, info.size) != info.database_sha256:
            raise BackupDamaged(name=path.name, reason="database")
    if bundled_keys(info).roll.vault_id != info.vault_id:
        raise BackupDamaged(name=path.name, reason="keys")
    return info


def bundled_keys(info: BackupInfo) -> KeysFile:
    """Return the keys file inside a bundle, its signatures checked. Raises BackupDamaged, VaultTooNew."""
    with info.path.open("rb") as file:
        file.seek(info.keys_offset)
        data = file.read(info.keys_size)
    try:
        return decode_keys(data)
    except VaultTooNew as error:
        raise VaultTooNew(name=info.path.name) from error
    except UserError as error:
        raise BackupDamaged(name=info.path.name, reason="keys") from error


def _hash_part(file: BinaryIO, size: int, tick: Tick, total: int) -> str:
    digest, left = hashlib.sha256(), size
    while left and (chunk := file.read(min(CHUNK_BYTES, left))):
        digest.update(chunk)
        left -= len(chunk)
        tick(total - left, total)
    return digest.hexdigest()
