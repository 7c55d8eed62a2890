"""Values of sealed fields for filters, orders and facets of somebody who may read them: opened into memory, never written anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection

from khachhang.fields import Catalogue
from khachhang.model import is_sealed
from khachhang.progress import Tick, no_tick
from khachhang.store.customer_columns import CustomerColumns, chunks

_NOTHING: Mapping[int, Any] = {}
DERIVED_FROM = {"created_year": "created_date", "last_purchase_year": "last_purchase_date"}
"""Virtual field → the field it is worked out from, where that one can be sealed."""


def sealed_field(key: str, catalogue: Catalogue) -> str | None:
    """Return the sealed field that a filter, an order or a facet on this key would read; None for any other key."""
    field = DERIVED_FROM.get(key, key)
    return field if field in catalogue.seals else None


class SealedValues:
    """Customer → what this person sees of a sealed field; whoever may not read it sees nothing at all, not even who has one."""

    def __init__(self, connection: Connection, field: str, catalogue: Catalogue, tick: Tick) -> None:
        from khachhang.store.customer_filters import field_values

        self._query, self._some = field_values(field, catalogue), field_values(field, catalogue, some=True)
        self._reveal = catalogue.reveal
        self.by_id: dict[int, Any] = {}
        done = 0
        for rows in chunks(connection, self._query, 1_000):
            self._read(rows)
            done += len(rows)
            tick(done, done)

    def patch(self, connection: Connection, columns: CustomerColumns, ids: Sequence[int]) -> bool:
        """Read again what changed."""
        for i in ids:
            self.by_id.pop(i, None)
        self._read(connection.execute(self._some, {"ids": list(ids)}).all())
        return True

    def _read(self, rows: Sequence[Any]) -> None:
        for customer_id, text in rows:
            if text is None:
                continue
            value = self._reveal(orjson.loads(text)) if isinstance(text, str) and text[:1] in "[{" else text
            shown = [v for v in value if not is_sealed(v)] if isinstance(value, list) else value
            if not is_sealed(shown):
                self.by_id[customer_id] = shown


def sealed_values(
    connection: Connection, columns: CustomerColumns, field: str, catalogue: Catalogue, tick: Tick = no_tick
) -> Mapping[int, Any]:
    """Return customer → value of a sealed field, kept until it changes; nothing for a person who may not read it."""
    if catalogue.is_hidden(field) or field not in catalogue:
        return _NOTHING
    key = ("sealed", field)
    kept: SealedValues | None = columns.kept.get(key)
    if kept is None:
        kept = columns.keep(key, SealedValues(connection, field, catalogue, tick))
    return kept.by_id
