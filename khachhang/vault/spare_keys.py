"""Copies of keys files outside the vault: on each computer that opened it, and in every backup. Found again when the vault's own are gone.

A copy opens nothing by itself: it holds what the keys file holds, slots that need a password or the recovery code.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from khachhang.errors import UserError
from khachhang.vault.bundle import bundled_keys, read_header
from khachhang.vault.files import Disk, discard
from khachhang.vault.generations import backups_folder, generations
from khachhang.vault.keys_file import KEYS_COPIES, write_keys
from khachhang.vault.opened import OpenedVault
from khachhang.vault.slots import LIMIT_BYTES, KeysFile, decode_keys, encode_keys

ENDING = ".keys"
ASIDE = ".broken"
_BUNDLES_LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class SpareKeys:
    """A copy of a keys file. origin: "computer" or "backup"; at: when it was written (UTC, ISO)."""

    content: KeysFile
    origin: str
    at: str


def keep_spare(opened: OpenedVault) -> bool:
    """Keep a copy of the keys file on this computer, where the vault says; False when that did not work, which is no reason to stop."""
    if opened.spares is None:
        return False
    data, place = encode_keys(opened.keys), opened.spares
    target = place / f"{_mark(opened.folder)}-{opened.vault_id}{ENDING}"
    fresh = target.with_name(f"{target.name}.new")
    try:
        if target.exists() and opened.disk.read(target, LIMIT_BYTES) == data:
            return True
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        opened.disk.remove(fresh)
        opened.disk.write_new(fresh, data)
        opened.disk.replace(fresh, target)
        opened.disk.sync_folder(place)
    except OSError:
        discard(fresh, opened.disk)
        return False
    return True


def find_spares(folder: Path, place: Path | None, *, backups: Path | None = None) -> list[SpareKeys]:
    """Return the copies that may belong to a vault, likeliest first: of this folder on this computer, then of its newest backups, then
    others of this computer. Which one fits, only opening tells."""
    here: list[SpareKeys] = []
    elsewhere: list[SpareKeys] = []
    for path in sorted(place.glob(f"*{ENDING}")) if place is not None and place.is_dir() else []:
        found = _read(path)
        if found is not None:
            (here if path.name.startswith(_mark(folder)) else elsewhere).append(found)
    newest_first = [*_by_number(here), *_in_backups(backups or backups_folder(folder)), *_by_number(elsewhere)]
    kept: dict[bytes, SpareKeys] = {}
    for spare in newest_first:
        kept.setdefault(encode_keys(spare.content), spare)
    return list(kept.values())


def put_back(opened: OpenedVault) -> None:
    """Write the keys that opened the vault into its folder; what lay there is kept under another name."""
    for name in KEYS_COPIES:
        path = opened.folder / name
        if path.exists():
            opened.disk.replace(path, path.with_name(f"{name}{ASIDE}"))
    write_keys(opened.folder, opened.keys, opened.disk)


def _mark(folder: Path) -> str:
    """Return a short mark of where a vault lies; the path itself is nobody's business."""
    return hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:16]


def _by_number(found: list[SpareKeys]) -> list[SpareKeys]:
    return sorted(found, key=lambda spare: spare.content.number, reverse=True)


def _read(path: Path) -> SpareKeys | None:
    with suppress(OSError, UserError):
        content = decode_keys(Disk().read(path, LIMIT_BYTES + 1))
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
        return SpareKeys(content, "computer", at)
    return None


def _in_backups(place: Path) -> list[SpareKeys]:
    found = []
    for generation in generations(place)[:_BUNDLES_LOOKED_AT]:
        with suppress(OSError, UserError):
            info = read_header(generation.path)
            content = bundled_keys(info)
            if content.pending is not None:  # the key of the vault's own database; backups of the first version lack it
                found.append(SpareKeys(content, "backup", info.made_at))
    return found
