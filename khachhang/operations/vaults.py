"""Making, opening, locking, backing up and restoring a vault, as a person does it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from khachhang import vault
from khachhang.errors import UserError
from khachhang.operations import audit, refreshing
from khachhang.operations.opened import OpenVault, catalogue_of, utc_now
from khachhang.operations.opening_notes import noted
from khachhang.operations.rights import Right, needs
from khachhang.operations.seals import Seals
from khachhang.progress import Tick, no_tick
from khachhang.store import auditing, migrating, schema
from khachhang.vault import KeyringMemory, NoMemory, OpenedVault, PasswordStrength, SeenMemory, SlotKind, backup, changes, checking
from khachhang.vault.away import note as note_away
from khachhang.vault.bundle import BackupInfo
from khachhang.vault.checking import Finding
from khachhang.vault.errors import KeysMissing, shown_name
from khachhang.vault.files import DISK
from khachhang.vault.freshness import allow_restored
from khachhang.vault.generations import Generation, back_up_before, back_up_daily, backups_folder, generations
from khachhang.vault.keys import Argon2
from khachhang.vault.keys_file import read_keys
from khachhang.vault.members import Held
from khachhang.vault.places import application_data
from khachhang.vault.slots import KeysFile
from khachhang.vault.spare_keys import SpareKeys, find_spares

DEFAULT_PERSON = "Chủ tiệm"
ENDING = vault.VAULT_ENDING
KEYS_FOLDER = "keys"


@dataclass(frozen=True, slots=True)
class CloseReport:
    """What closing did: the backup of the day, or why there is none."""

    backup: BackupInfo | None = None
    backup_error: UserError | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of a vault found. findings: of the files; customers: how many there are; rebuilt_same: None when not tried."""

    findings: tuple[Finding, ...]
    customers: int


def chain_head(connection: Connection, change: int | None) -> tuple[int, str]:
    """Return a line of the history and the head of the chain after it, the newest when none is named; (0, "") when there is none."""
    h = schema.history.c
    query = select(h.seq, h.chain)
    query = query.order_by(h.seq.desc()).limit(1) if change is None else query.where(h.seq == change)
    row = connection.execute(query).first()
    return (row.seq, row.chain) if row is not None else (0, "")


def create(
    folder: Path,
    password: str,
    *,
    name: str = "",
    person: str = DEFAULT_PERSON,
    clock: Callable[[], datetime] = utc_now,
    memory: SeenMemory | None = None,
    argon2: Argon2 | None = None,
    tick: Tick = no_tick,
) -> tuple[OpenVault, str]:
    """Make a new vault and open it; returns it with the recovery code, shown once and kept nowhere.

    memory: where this computer remembers how new the vault is, None = the system's keyring; with NoMemory nothing is left on it.
    """
    with vault.explained(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
    opened, code = vault.create_vault(
        folder,
        password,
        person=person,
        now=clock(),
        initialise=migrating.create_tables,
        history=chain_head,
        memory=_memory(memory),
        spares=_spares(memory),
        argon2=argon2,
        tick=tick,
    )
    return _open_vault(opened, name or folder.stem, clock), code


@noted
def open_(
    folder: Path,
    *,
    password: str | None = None,
    recovery_code: str | None = None,
    device_key: bytes | None = None,
    held: Held | None = None,
    person: str | None = None,
    accept_older: bool = False,
    read_only: bool = False,
    spare: KeysFile | None = None,
    clock: Callable[[], datetime] = utc_now,
    memory: SeenMemory | None = None,
) -> OpenVault:
    """Unlock a vault. After opening by recovery code a new password must be set (`must_set_password`).

    spare: one of `spare_keys`, used when the vault's own keys file is gone or damaged. memory: as in `create`.
    """
    opened = vault.open_vault(
        folder,
        password=password,
        recovery_code=recovery_code,
        device_key=device_key,
        held=held,
        person=person,
        now=clock(),
        application_schema=_bring_up,
        history=chain_head,
        accept_older=accept_older,
        memory=_memory(memory),
        read_only=read_only,
        spare=spare,
        spares=_spares(memory),
    )
    return _open_vault(opened, folder.stem, clock)


def spare_keys(folder: Path) -> list[SpareKeys]:
    """Return the copies of the keys file that may belong to a vault, likeliest first: of this computer, and of its newest backups."""
    return find_spares(folder, application_data() / KEYS_FOLDER)


def open_with_spare(folder: Path, **how: Any) -> tuple[OpenVault, SpareKeys]:
    """Unlock a vault whose keys file is gone or damaged with the first copy that fits; it is written back. how: as for `open_`.

    Raises KeysMissing when no copy is known, else why the likeliest one did not open it.
    """
    ending: UserError = KeysMissing(name=shown_name(folder))
    for number, spare in enumerate(spare_keys(folder)):
        try:
            return open_(folder, spare=spare.content, **how), spare
        except UserError as error:
            ending = error if number == 0 else ending
    raise ending


def _memory(memory: SeenMemory | None) -> SeenMemory:
    return KeyringMemory() if memory is None else memory


def _spares(memory: SeenMemory | None) -> Path | None:
    return None if isinstance(memory, NoMemory) else application_data() / KEYS_FOLDER


def _open_vault(opened: OpenedVault, name: str, clock: Callable[[], datetime]) -> OpenVault:
    result = OpenVault(opened, name, opened.person.name, clock)
    with opened.reading() as connection:
        result.reload_catalogue(connection)
    if result.seals.fields:  # imported here: a vault without anything sealed opens without it
        from khachhang.operations import compartments, key_compacting

        try:
            compartments.finish(result)
            with suppress(UserError):  # a full disk: the keys stay as many as they are
                key_compacting.compact(result)
        except BaseException:
            lock(result)
            raise
    return result


def _bring_up(opened: OpenedVault) -> None:
    """Migrate an older vault, after a backup, and rebuild what is derived; a read-only one is left as it is."""
    with opened.read_engine.connect() as connection:
        if migrating.is_up_to_date(connection) or opened.is_read_only:
            return
        is_of_this_schema = migrating.revision_of(connection) == migrating.HEAD
    if not is_of_this_schema:
        back_up_before(opened, "migration", utc_now().astimezone())
    migrating.bring_up(opened.engine)
    with opened.engine.begin() as connection:
        refreshing.rebuild(connection, catalogue_of(connection, Seals(opened)))
        migrating.mark_derived_new(connection)
    opened.checkpoint()


def must_set_password(opened: OpenVault) -> bool:
    """Tell whether a new password has to be set: opened by the recovery code, or with a password that the owner gave out."""
    return opened.vault.opened_with is SlotKind.RECOVERY or vault.must_choose_password(opened.vault)


def is_first_password(opened: OpenVault) -> bool:
    """Tell whether the password that opened the vault is one the owner gave out."""
    return vault.must_choose_password(opened.vault)


def people(folder: Path) -> list[str]:
    """Return who can open a vault, the owner first."""
    return vault.people_of(folder)


def is_vault(folder: Path) -> bool:
    """Tell whether a folder looks like a vault."""
    return vault.is_vault(folder)


def lock(opened: OpenVault) -> None:
    """Close the connections and forget the keys."""
    remember(opened)
    opened.seals.wipe()
    opened.vault.lock()


def remember(opened: OpenVault) -> None:
    """Let this computer remember how new the vault is."""
    opened.write_viewed()
    if not opened.vault.is_locked and not opened.vault.is_read_only:
        opened.vault.remember(opened.clock())


def close(opened: OpenVault, tick: Tick = no_tick) -> CloseReport:
    """Make the backup of the day when none was made, then lock. A backup that fails is reported, never hidden, and the vault still locks.

    The sample shop makes no backup: it is deleted, without a trace.
    """
    report = CloseReport()
    if opened.vault.is_locked:
        finish(opened)
        return report
    try:
        opened.write_viewed()
        if not opened.is_sample and not opened.vault.is_read_only:
            opened.vault.remember(opened.clock())
            report = CloseReport(back_up_daily(opened.vault, opened.clock().astimezone(), tick=tick))
    except UserError as error:
        report = CloseReport(None, error)
    finally:
        finish(opened)
    return report


def finish(opened: OpenVault) -> None:
    """Forget every key and do what is left to do once, after the vault was closed. Again is harmless."""
    opened.seals.wipe()
    opened.vault.lock()
    act, opened.after_closing = opened.after_closing, None
    if act is not None:
        act()


def password_advice(password: str, name: str = "") -> PasswordStrength:
    """Judge a new password: level, the reason it is refused, hints."""
    return vault.check_new_password(password, shop_name=name)


def suggest_password() -> str:
    """Return four Vietnamese words that make a good password."""
    return vault.suggest_passphrase()


def change_password(opened: OpenVault, old: str | None, new: str, *, argon2: Argon2 | None = None) -> None:
    """Set a new password; nothing is encrypted again. old: None only after opening by the recovery code."""
    changes.change_password(opened.vault, old, new, now=opened.clock(), argon2=argon2)
    audit.note(opened, "password_changed")


def new_recovery_code(opened: OpenVault) -> str:
    """Make a new recovery code; the one before stops working."""
    code = changes.new_recovery_code(opened.vault, now=opened.clock())
    audit.note(opened, "recovery_code")
    return code


def is_last_group(opened: OpenVault, code: str, typed: str) -> bool:
    """Tell whether the person typed the last group of the recovery code back rightly."""
    return changes.is_last_group(opened.vault, code, typed)


@needs(Right.MANAGE)
def back_up(opened: OpenVault, target: Path, tick: Tick = no_tick) -> BackupInfo:
    """Write one verified bundle that holds everything needed."""
    info = backup.back_up(opened.vault, target, now=opened.clock(), tick=tick)
    audit.note(opened, "backup", file=target.name)
    return info


def restore(bundle: Path, folder: Path, tick: Tick = no_tick, *, memory: SeenMemory | None = None) -> Path:
    """Make a vault of a bundle, beside what is there and never over it. It may be opened here once without being called older."""
    with vault.explained(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
    made = backup.restore(bundle, folder, tick=tick)
    content = read_keys(made, DISK).content
    allow_restored(_memory(memory), content.roll.vault_id, content.current.file_id)
    note_away(made, "restored", utc_now())
    return made


def list_backups(folder: Path) -> list[Generation]:
    """Return the daily backups of a vault, newest first."""
    return generations(backups_folder(folder))


def check(opened: OpenVault, tick: Tick = no_tick) -> CheckReport:
    """Check the files of an open vault page by page."""
    findings = checking.check_files(opened.vault, tick=tick)
    with opened.reading() as connection:
        customers = len(connection.scalars(select(schema.customer.c.customer_id)).all())
        broken = auditing.first_break(connection)
    if broken is not None:
        findings.append(Finding("log_broken", {"line": broken}))
    return CheckReport(tuple(findings), customers)


@needs(Right.MANAGE)
def rebuild(opened: OpenVault, tick: Tick = no_tick) -> int:
    """Recompute every customer from records and decisions; return how many there are."""
    with opened.writing() as connection:
        return refreshing.rebuild(connection, opened.catalogue, tick)
