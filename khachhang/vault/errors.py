"""What can go wrong with a vault and what the person can do about it. Sentences: `i18n/parts/vault.*.toml`."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy.exc
from sqlcipher3 import dbapi2

from khachhang.errors import UserError

VAULT_ENDING = ".khachhang"


class WrongPassword(UserError):
    """The password opens nothing here; the same for a person who does not exist."""

    code = "wrong_password"


class RecoveryCodeMistyped(UserError):
    """The code breaks its own checksum. group: 1 to 9 from the left, the one that cannot be right."""

    code = "recovery_code_mistyped"


class RecoveryCodeWrong(UserError):
    """A well-formed code that opens nothing here."""

    code = "recovery_code_wrong"


class PasswordRefused(UserError):
    """A new password that is too easy to guess; the code says why (`passwords.Refusal`)."""

    code = "password_too_short"


class NotAVault(UserError):
    """The folder holds no vault."""

    code = "not_a_vault"


class VaultTooNew(UserError):
    """Written by a later version of the program; nothing was touched."""

    code = "vault_too_new"


class VaultDamaged(UserError):
    """The database cannot be read as it is. Nothing was changed."""

    code = "vault_damaged"


class KeysMissing(UserError):
    """Both copies of the keys file are gone."""

    code = "keys_missing"


class KeysDamaged(UserError):
    """Neither copy of the keys file can be read."""

    code = "keys_damaged"


class KeysForged(UserError):
    """The list of people and keys is not what the owner signed."""

    code = "keys_forged"


class VaultInUse(UserError):
    """Somebody has it open. machine, person, since: as the holder wrote them, empty when unknown."""

    code = "vault_in_use"


class VaultOlderThanSeen(UserError):
    """Older than what this computer saw last. seen, seen_at, found: change numbers and UTC time."""

    code = "vault_older_than_seen"


class VaultChangedOutside(UserError):
    """Nobody opened the file since this computer closed it, and it is another. seen_at: when it was closed, UTC."""

    code = "vault_changed_outside"


class VaultLocked(UserError):
    """The vault was locked; the keys are gone."""

    code = "vault_locked"


class SealBroken(UserError):
    """A confidential value, or the key of its batch, was changed or moved to another place."""

    code = "seal_broken"


class NoRight(UserError):
    """The person holds no key for this."""

    code = "no_right"


class BackupDamaged(UserError):
    """A backup bundle that fails its checks."""

    code = "backup_damaged"


class TargetExists(UserError):
    """Something is there already; nothing is ever overwritten."""

    code = "target_exists"


class DiskFull(UserError):
    """No room left; nothing was lost."""

    code = "disk_full"


class ReadOnly(UserError):
    """The place cannot be written; reading goes on."""

    code = "read_only"


class DiskFailed(UserError):
    """The disk or the share refused in another way."""

    code = "disk_failed"


class NotEnoughMemory(UserError):
    """The key derivation could not get its memory."""

    code = "not_enough_memory"


def shown_name(path: Path) -> str:
    """Return what people call a file or vault: a vault's folder without its ending."""
    return path.stem if path.suffix == VAULT_ENDING else path.name


@contextmanager
def explained(path: Path | None = None) -> Iterator[None]:
    """Turn what the disk and the database engine report into `UserError`; anything else passes untouched."""
    name = shown_name(path) if path else ""
    try:
        yield
    except OSError as error:
        raise _of_disk(error, name) from error
    except sqlalchemy.exc.DBAPIError as error:
        ending = _of_database(error.orig, name)
        if ending is None:
            raise
        raise ending from error
    except dbapi2.Error as error:
        ending = _of_database(error, name)
        if ending is None:
            raise
        raise ending from error


def _of_disk(error: OSError, name: str) -> UserError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(name=name)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return ReadOnly(name=name)
    return DiskFailed(name=name, reason=errno.errorcode.get(error.errno or 0, "?"))


def _of_database(error: BaseException | None, name: str) -> UserError | None:
    """Return the ending for an error of the engine, None where it is a bug of ours (syntax, constraint)."""
    code = int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF or _BY_MESSAGE.get(str(error), 0)
    if code == _FULL:
        return DiskFull(name=name)
    if code in (_READONLY, _PERM):
        return ReadOnly(name=name)
    if code in (_CORRUPT, _NOTADB):
        return VaultDamaged(name=name)
    if code in (_IOERR, _CANTOPEN):
        return DiskFailed(name=name, reason=str(getattr(error, "sqlite_errorname", "?")))
    return None


_PERM, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 3, 8, 10, 11, 13, 14, 26

_BY_MESSAGE = {
    "attempt to write a readonly database": _READONLY,
    "disk I/O error": _IOERR,
    "database disk image is malformed": _CORRUPT,
    "database or disk is full": _FULL,
    "unable to open database file": _CANTOPEN,
    "file is not a database": _NOTADB,
}
"""The engine's own words, for errors of `Connection.backup`, which come without a code."""
