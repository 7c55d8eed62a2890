"""Two copies of the keys file: one is always whole, whatever happens while the other is replaced."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from khachhang.errors import UserError
from khachhang.vault.errors import KeysDamaged, KeysForged, KeysMissing, VaultTooNew, shown_name
from khachhang.vault.files import Disk, discard
from khachhang.vault.slots import LIMIT_BYTES, KeysFile, decode_keys, encode_keys

KEYS_FILE = "store.keys"
KEYS_COPY = "store.keys.bak"
KEYS_COPIES = (KEYS_FILE, KEYS_COPY)


@dataclass(frozen=True, slots=True)
class KeysRead:
    """What the two copies say. troubles: name of a copy → code of what is wrong with it (`keys_missing`, `keys_damaged` …)."""

    content: KeysFile
    troubles: dict[str, str]


def read_keys(folder: Path, disk: Disk) -> KeysRead:
    """Return the newer of the whole copies. When there is none, raises the worst: VaultTooNew, KeysForged, KeysDamaged, KeysMissing."""
    found: list[KeysFile] = []
    troubles: dict[str, UserError] = {}
    for name in KEYS_COPIES:
        try:
            found.append(decode_keys(disk.read(folder / name, LIMIT_BYTES + 1)))
        except FileNotFoundError:
            troubles[name] = KeysMissing(name=shown_name(folder))
        except UserError as error:
            troubles[name] = error
    for kind in (VaultTooNew, KeysForged, KeysDamaged, KeysMissing):
        if not found and any(isinstance(error, kind) for error in troubles.values()):
            raise kind(name=shown_name(folder))
    codes = {name: error.code for name, error in troubles.items()}
    newest = max(found, key=lambda content: content.number)
    if len(found) == len(KEYS_COPIES) and found[0] != found[1]:
        codes[KEYS_COPIES[0] if found[1] is newest else KEYS_COPIES[1]] = "keys_older"
    return KeysRead(newest, codes)


def write_keys(folder: Path, content: KeysFile, disk: Disk) -> bool:
    """Replace both copies, each down to the medium before the next is touched.

    OSError where the first could not be replaced: the old content stands. Once the first is durable the change has happened; False then
    says that the second copy is behind (check_files names it, the next write heals it).
    """
    data = encode_keys(content)
    _replace_copy(folder, KEYS_FILE, data, disk)
    try:
        _replace_copy(folder, KEYS_COPY, data, disk)
    except OSError:
        return False
    return True


def _replace_copy(folder: Path, name: str, data: bytes, disk: Disk) -> None:
    fresh = folder / f"{name}.new"
    try:
        if os.path.lexists(fresh):
            disk.remove(fresh)
        disk.write_new(fresh, data)
        disk.replace(fresh, folder / name)
        disk.sync_folder(folder)
    except OSError:
        discard(fresh, disk)
        raise
