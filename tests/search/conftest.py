"""An encrypted database with the tables and the text index, and shops of a few customers to search in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest
import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, delete

from khachhang.searching import searchable_text
from khachhang.store import narrow_blocks, schema, text_index
from khachhang.store.customer_rows import COLUMNS, DerivedCustomer
from khachhang.values.text import name_sort_key

PRAGMAS = (
    "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON", "trusted_schema = OFF", "cell_size_check = ON",
    "temp_store = MEMORY", "cache_size = -200000",
)  # fmt: skip


def open_engine(path: Path, *, key: str | None = "11" * 32) -> Engine:
    """Return an engine over the file, encrypted with the raw key, or plain."""

    def connect() -> Any:
        connection = sqlcipher3.dbapi2.connect(str(path), check_same_thread=False)
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key}'\"")
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    return create_engine("sqlite://", module=sqlcipher3.dbapi2, creator=connect)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = open_engine(tmp_path / "store.db")
    with made.begin() as connection:
        schema.metadata.create_all(connection)
        text_index.create_text_index(connection)
    yield made
    made.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as opened:
        yield opened


def customer_row(customer_id: int, values: Mapping[str, Any], **columns: Any) -> dict[str, Any]:
    """Return a row of `customer` for these shown values."""
    address = (values.get("address") or [{}])[0]
    birth = values.get("birth_date", "")
    row: dict[str, Any] = {c.name: values[c.name] if isinstance(values.get(c.name), str) else "" for c in schema.customer.c}
    row |= {
        "customer_id": customer_id, "sort_key": name_sort_key(values.get("full_name", "")), "is_business": 0,
        "phone": (values.get("phones") or [""])[0], "email": (values.get("email") or [""])[0],
        "customer_code": (values.get("customer_code") or [""])[0], "birth_md": birth[-5:] if len(birth) >= 7 else "",
        "debt": values.get("debt"), "total_spent": None, "points": None, "party": "first-party", "has_doubt": 0, "do_not_contact": 0,
        "is_binned": 0, "completeness": 0, "record_count": 1, "change": 1, "order_count": 0,
        "doc": orjson.dumps({"values": dict(values), "marks": {}}).decode(),
    }  # fmt: skip
    row |= {k: v for k, v in address.items() if k in ("street", "ward", "district", "province", "province_new")}
    return row | columns


def put(connection: Connection, customers: Mapping[int, Mapping[str, Any]], **columns: Any) -> None:
    """Write or replace these customers: id → shown values; `is_binned` among the values goes into its column."""
    rows = []
    for customer_id, values in customers.items():
        shown = {k: v for k, v in values.items() if k != "is_binned"}
        rows.append(customer_row(customer_id, shown, is_binned=int(values.get("is_binned", 0)), **columns))
    drop(connection, list(customers))
    connection.execute(schema.customer.insert(), rows)
    groups = [{"name": g, "customer_id": i} for i, v in customers.items() for g in dict.fromkeys(v.get("group", ()))]
    if groups:
        connection.execute(schema.customer_group.insert(), groups)
    texts = {i: searchable_text({k: v for k, v in values.items() if k != "is_binned"}) for i, values in customers.items()}
    narrow_blocks.put(connection, [_derived(row, groups, texts[row["customer_id"]]) for row in rows])
    text_index.upsert(connection, [(row["customer_id"], row["sort_key"], texts[row["customer_id"]]) for row in rows])


def _derived(row: Mapping[str, Any], groups: Sequence[Mapping[str, Any]], text: str) -> DerivedCustomer:
    customer_id = row["customer_id"]
    held = [g["name"] for g in groups if g["customer_id"] == customer_id]
    return DerivedCustomer(customer_id, tuple(row[c] for c in COLUMNS), row["sort_key"], text, held, ())


def drop(connection: Connection, ids: Sequence[int]) -> None:
    """Delete the rows of these customers, leaving the text index to the caller."""
    connection.execute(delete(schema.customer).where(schema.customer.c.customer_id.in_(ids)))
    narrow_blocks.remove(connection, ids)
    connection.execute(delete(schema.customer_group).where(schema.customer_group.c.customer_id.in_(ids)))
