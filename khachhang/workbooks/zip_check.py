"""Checks before a zipped workbook is opened: bombs, strange names, documents with entities. No part is unzipped wholly."""

from __future__ import annotations

import io
import zipfile
import zlib

from khachhang.errors import UserError
from khachhang.workbooks.sheets import Limits

_HEAD_BYTES = 4_096
_XML_ENDINGS = (".xml", ".rels", ".vml")


def open_checked(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Return the archive once its directory was checked.

    UserError `workbook_too_large` for bombs, `workbook_unreadable` for damage, double or climbing names, and DOCTYPEs.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _check_directory(archive.infolist(), limits)
        for entry in archive.infolist():
            if entry.filename.lower().endswith(_XML_ENDINGS):
                with archive.open(entry) as part:
                    if b"<!doctype" in part.read(_HEAD_BYTES).replace(b"\x00", b"").lower():
                        raise UserError("workbook_unreadable", reason="doctype")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UserError("workbook_unreadable", reason="damaged") from error
    return archive


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.zip_entries:
        raise UserError("workbook_too_large", reason="entries")
    if sum(e.file_size for e in entries) > limits.unzipped_bytes:
        raise UserError("workbook_too_large", reason="unzipped")
    for entry in entries:
        if entry.file_size > limits.ratio_free_bytes and entry.file_size > limits.unzip_ratio * max(1, entry.compress_size):
            raise UserError("workbook_too_large", reason="ratio")
    names = [e.filename.replace("\\", "/").lower() for e in entries]
    if len(set(names)) != len(names):
        raise UserError("workbook_unreadable", reason="duplicate_names")
    if any(n.startswith("/") or ".." in n.split("/") or ":" in n for n in names):
        raise UserError("workbook_unreadable", reason="names")
