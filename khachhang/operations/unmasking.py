"""What a person types back who sees numbers masked: an untouched "0912 *** 678" means the number that stands there, never the stars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from khachhang.errors import UserError
from khachhang.model import Value
from khachhang.operations import masking
from khachhang.operations.cards import read_card
from khachhang.operations.opened import OpenVault
from khachhang.operations.showing import show
from khachhang.store import customer_queries

TypedText = str | Sequence[str] | None


def typed_as_meant(
    opened: OpenVault, connection: Connection, customer_ids: Sequence[int], changes: Mapping[str, TypedText]
) -> Mapping[str, TypedText]:
    """Return the texts with each masked number replaced by the one it stands for. UserError `masked_typed` where nobody can tell which."""
    if not opened.is_masked or not any(masking.STARS in part for text in changes.values() for part in _parts(text)):
        return changes
    if len(customer_ids) != 1:
        raise UserError("masked_typed", owner=opened.owner_name)
    flat = customer_queries.flats(connection, customer_ids).get(customer_ids[0])
    held = flat.values if flat is not None else {}
    return {key: _meant(opened, key, text, held.get(key)) for key, text in changes.items()}


def value_as_meant(opened: OpenVault, connection: Connection, customer_id: int, field_key: str, value: Value) -> Value:
    """Return the value of a customer that a masked one stands for; the value itself when nothing is masked."""
    if not opened.is_masked or value is None:
        return value
    for field in read_card(connection, opened.catalogue, customer_id).fields:
        if field.field.key == field_key:
            return next((v.value for v in field.values if masking.value(field.field, v.value) == value), value)
    return value


def _meant(opened: OpenVault, key: str, text: TypedText, held: Value) -> TypedText:
    if text is None or not any(masking.STARS in part for part in _parts(text)):
        return text
    field = opened.catalogue.get(key)
    full = [show(field, v) for v in (held if isinstance(held, list) else [held]) if v is not None]
    waiting = [piece for said in full for piece in masking.pieces(field, said)]
    parts = []
    for part in _parts(text):
        for piece in list(waiting):
            if piece[0] in part:
                part = part.replace(*piece, 1)
                waiting.remove(piece)
        if masking.STARS in part:
            raise UserError("masked_typed", owner=opened.owner_name)
        parts.append(part)
    return parts[0] if isinstance(text, str) else parts


def _parts(text: TypedText) -> list[str]:
    return [] if text is None else [text] if isinstance(text, str) else list(text)
