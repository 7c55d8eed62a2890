"""Compound files (the container of .xls and of every password-protected workbook): decrypt, then read."""

from __future__ import annotations

import io
import struct

import msoffcrypto
import msoffcrypto.exceptions
import olefile  # type: ignore[import-untyped]

from khachhang.errors import UserError
from khachhang.workbooks.excel import read_xls, read_zip
from khachhang.workbooks.output import Output
from khachhang.workbooks.sheets import Limits

_WORKBOOK_STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")


def read_compound(data: bytes, password: str | None, out: Output, limits: Limits) -> None:
    """Read .xls or a protected workbook; UserError when a password is needed or wrong, or it holds no workbook."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            is_protected = container.exists("EncryptedPackage")
            is_workbook = any(container.exists(name) for name in _WORKBOOK_STREAMS)
        if not is_protected and not is_workbook:
            raise UserError("not_a_workbook", reason="compound")
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not file.is_encrypted():
            read_xls(data, out, limits)
            return
        plain = _decrypt(file, password)
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, struct.error, AssertionError) as error:
        raise UserError("workbook_unreadable", reason="damaged") from error
    except msoffcrypto.exceptions.FileFormatError as error:
        raise UserError("workbook_unreadable", reason="damaged") from error
    if is_protected:
        read_zip(plain, out, limits)
    else:
        read_xls(plain, out, limits)


def _decrypt(file: msoffcrypto.OfficeFile, password: str | None) -> bytes:
    if password is None:
        raise UserError("workbook_encrypted")
    plain = io.BytesIO()
    try:
        file.load_key(password=password)
        file.decrypt(plain)
    except (msoffcrypto.exceptions.InvalidKeyError, msoffcrypto.exceptions.DecryptionError) as error:
        raise UserError("workbook_wrong_password") from error
    return plain.getvalue()
