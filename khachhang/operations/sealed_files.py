"""Imported files that hold something sealed: sealed as a whole, to everybody who may read all of what is sealed in them."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Connection

from khachhang.errors import UserError
from khachhang.operations.seals import WORKBOOK, Sealer
from khachhang.store import rewriting

if TYPE_CHECKING:
    from khachhang.operations.opened import OpenVault


def seal_workbook(connection: Connection, sealer: Sealer, workbook_id: int, compartments: Collection[str]) -> None:
    """Seal a kept file to every one of these compartments, one around the other: whoever opens it must be able to read them all.

    Its fingerprint goes too: whoever knows the rest of a file could try values until it fits.
    """
    row = rewriting.workbook(connection, workbook_id)
    layers: list[list[Any]] = []
    data = row.body
    if row.sealed is not None:
        head, _, data = bytes(row.sealed).partition(b"\n")
        layers = orjson.loads(head)
    if data is None:
        return
    for compartment_id in sorted(set(compartments) - {layer[0] for layer in layers}):
        key_id, data = sealer.bytes_(compartment_id, data, WORKBOOK, workbook_id, "body")
        layers.append([compartment_id, key_id])
    sealed = orjson.dumps(layers) + b"\n" + data
    fingerprint = row.sha256 if row.body is None else f"sealed {secrets.token_hex(16)}"
    rewriting.write_workbook(connection, workbook_id, body=None, sealed=sealed, sha256=fingerprint)


def compartments_of(row: Any) -> set[str]:
    """Return the compartments a kept file is sealed to. row: of `workbook`."""
    return {layer[0] for layer in orjson.loads(bytes(row.sealed).partition(b"\n")[0])} if row.sealed is not None else set()


def workbook_content(opened: OpenVault, connection: Connection, workbook_id: int) -> tuple[str, bytes]:
    """Return the name and the bytes of an imported file. UserError `sealed_original` for somebody who may not read all of it, `no_original`
    when it was taken out on request."""
    row = rewriting.workbook(connection, workbook_id)
    if row.sealed is not None:
        return row.file_name, zlib.decompress(_unwrapped(opened, workbook_id, bytes(row.sealed))[1])
    if row.body is None:
        raise UserError("no_original")
    return row.file_name, zlib.decompress(row.body)


def unseal_workbook(opened: OpenVault, connection: Connection, workbook_id: int, stays: Collection[str]) -> int:
    """Take off the seals of compartments that no longer stay; return whether the file was changed (0 or 1)."""
    row = rewriting.workbook(connection, workbook_id)
    if row.sealed is None:
        return 0
    layers, body = _unwrapped(opened, workbook_id, bytes(row.sealed))
    kept = {layer[0] for layer in layers} & set(stays)
    if kept == {layer[0] for layer in layers}:
        return 0
    rewriting.write_workbook(connection, workbook_id, body=body, sealed=None)
    if kept:
        sealer = opened.seals.sealer(connection, f"workbook {workbook_id}")
        seal_workbook(connection, sealer, workbook_id, kept)
        sealer.wipe()
    return 1


def _unwrapped(opened: OpenVault, workbook_id: int, sealed: bytes) -> tuple[list[list[Any]], bytes]:
    head, _, data = sealed.partition(b"\n")
    layers: list[list[Any]] = orjson.loads(head)
    if not all(opened.seals.may_open(key_id) for _, key_id in layers):
        raise UserError("sealed_original", owner=opened.owner_name)
    for _, key_id in reversed(layers):
        data = opened.seals.reveal_bytes(key_id, data, WORKBOOK, workbook_id, "body")
    return layers, data
