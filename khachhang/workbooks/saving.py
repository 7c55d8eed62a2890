"""Putting a finished file in its place: written beside the target as `.part`, made durable, then moved over it. Never half a file."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from khachhang.errors import UserError


@contextlib.contextmanager
def part_beside(path: Path) -> Iterator[BinaryIO]:
    """Give a new file that becomes `path` when the block ends well and vanishes when it does not.

    UserError `export_not_written` (name, reason) when the disk or the target refuses.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise UserError("export_not_written", name=path.name, reason=error.strerror or "") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def save_bytes(path: Path, content: bytes) -> None:
    """Write a file as it is: the imported workbook saved back out, byte for byte."""
    with part_beside(path) as part:
        part.write(content)


def encrypt_workbook(plain: BinaryIO, password: str, target: BinaryIO) -> None:
    """Write a workbook protected by a password (ECMA-376 agile encryption, AES-256), as Excel does."""
    # Loaded only when asked for: it brings the whole cryptography package.
    from msoffcrypto.format.ooxml import OOXMLFile

    plain.seek(0)
    OOXMLFile(plain).encrypt(password, target)
