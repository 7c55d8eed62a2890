"""The encrypted file: key slots, unlock, lock, password change, backup, recovery. Knows no tables. See docs/key-format.md."""

from khachhang.hardening import harden_process
from khachhang.vault.backup import back_up, drill, restore
from khachhang.vault.bundle import BACKUP_ENDING, BackupInfo, verify_bundle
from khachhang.vault.changes import (
    add_person,
    change_password,
    forget_devices,
    is_last_group,
    must_choose_password,
    new_recovery_code,
    remember_device,
    set_rights,
)
from khachhang.vault.checking import Finding, check_files, repair_keys
from khachhang.vault.compartments import CONFIDENTIAL, EditKey
from khachhang.vault.errors import VAULT_ENDING, explained
from khachhang.vault.freshness import KeyringMemory, NoMemory, Seen, SeenMemory
from khachhang.vault.generations import back_up_daily, backups_folder, daily_backup_due, generations
from khachhang.vault.keys import FLOOR, Argon2
from khachhang.vault.opened import OpenedVault
from khachhang.vault.opening import create_vault, is_vault, open_vault, people_of
from khachhang.vault.passwords import PasswordStrength, check_new_password, suggest_passphrase
from khachhang.vault.people import devices_of, remove_person, reset_password, set_role
from khachhang.vault.places import PlaceWarning, place_warning
from khachhang.vault.rotation import revoke_and_rotate
from khachhang.vault.slots import SlotKind

__all__ = [
    "BACKUP_ENDING",
    "CONFIDENTIAL",
    "FLOOR",
    "VAULT_ENDING",
    "Argon2",
    "BackupInfo",
    "EditKey",
    "Finding",
    "KeyringMemory",
    "NoMemory",
    "OpenedVault",
    "PasswordStrength",
    "PlaceWarning",
    "Seen",
    "SeenMemory",
    "SlotKind",
    "add_person",
    "back_up",
    "back_up_daily",
    "backups_folder",
    "change_password",
    "check_files",
    "check_new_password",
    "create_vault",
    "daily_backup_due",
    "devices_of",
    "drill",
    "explained",
    "forget_devices",
    "generations",
    "harden_process",
    "is_last_group",
    "is_vault",
    "must_choose_password",
    "new_recovery_code",
    "open_vault",
    "people_of",
    "place_warning",
    "remember_device",
    "remove_person",
    "repair_keys",
    "reset_password",
    "restore",
    "revoke_and_rotate",
    "set_rights",
    "set_role",
    "suggest_passphrase",
    "verify_bundle",
]
