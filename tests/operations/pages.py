"""Every page of a vault's database as it is inside the encryption, for looking for bytes: used, free and half used ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from khachhang.operations.opened import OpenVault
from khachhang.values.text import fold
from khachhang.vault.database import DATABASE_FILE

PAGE, RESERVED, SALT, IV = 4096, 80, 16, 16


def decrypted_pages(opened: OpenVault, path: Path | None = None) -> bytes:
    """Return the whole database file decrypted page by page; the write-ahead log must be empty."""
    assert opened.vault.checkpoint()
    key, found = bytes(opened.vault.ring["file"]), []
    data = (path or opened.folder / DATABASE_FILE).read_bytes()
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        body = page[SALT if start == 0 else 0 : PAGE - RESERVED]
        cipher = Cipher(algorithms.AES(key), modes.CBC(page[PAGE - RESERVED : PAGE - RESERVED + IV])).decryptor()
        found.append(cipher.update(body) + cipher.finalize())
    return b"".join(found)


def spellings(text: str) -> set[bytes]:
    """Return the bytes a text may lie in a file as: as it is, without marks, folded, in UTF-8 and UTF-16."""
    written = {text, unicodedata.normalize("NFD", text), fold(text), text.upper(), text.lower()}
    return {w.encode(encoding) for w in written for encoding in ("utf-8", "utf-16-le", "utf-16-be")}


def seen_in(data: bytes, texts: Iterable[str]) -> set[str]:
    """Return those of the texts that lie in these bytes, however they are written."""
    return {text for text in texts if any(s in data for s in spellings(text))}
