"""The encrypted file: key slots, unlock, lock, password change, backup, recovery. Knows no tables. See docs/key-format.md."""

from khachhang.vault.compartments import CONFIDENTIAL, EditKey
from khachhang.vault.errors import explained
from khachhang.vault.freshness import KeyringMemory, NoMemory, Seen, SeenMemory
from khachhang.vault.opened import OpenedVault
from khachhang.vault.opening import VAULT_ENDING, create_vault, is_vault, open_vault, people_of
from khachhang.vault.passwords import PasswordStrength, check_new_password, suggest_passphrase
from khachhang.vault.slots import SlotKind

__all__ = [
    "CONFIDENTIAL",
    "VAULT_ENDING",
    "EditKey",
    "KeyringMemory",
    "NoMemory",
    "OpenedVault",
    "PasswordStrength",
    "Seen",
    "SeenMemory",
    "SlotKind",
    "check_new_password",
    "create_vault",
    "explained",
    "is_vault",
    "open_vault",
    "people_of",
    "suggest_passphrase",
]
