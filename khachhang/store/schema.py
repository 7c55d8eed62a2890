"""Every table of the vault, once.

Left of the line are facts (operations, sources, batches, records, decisions): written once, never changed but for `operation.is_active`.
Right of it is what `rebuild` recomputes from them (home_customer, customer, the keys and facets). JSON is stored as text, booleans as 0/1.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

APPLICATION_ID = 0x534B4831  # "SKH1"
SCHEMA_VERSION = 2


def _table(name: str, *columns: Column[Any], **options: Any) -> Table:
    """Return a table that SQLite keeps strictly typed."""
    made: Table = Table(name, metadata, *columns, sqlite_strict=True, **options)
    return made


# ---- facts -----------------------------------------------------------------------------------------------------------

meta = _table("meta", Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

setting = _table("setting", Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

operation = _table(
    "operation",
    Column("operation_id", Integer, primary_key=True),  # the change number
    Column("kind", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("is_active", Integer, nullable=False),
    Column("params", Text, nullable=False),
)

payload = _table(
    "payload",
    Column("payload_id", Integer, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("body", Text, nullable=False),
)

history = _table(
    "history",
    Column("seq", Integer, primary_key=True),
    Column("operation_id", Integer, ForeignKey("operation.operation_id"), nullable=False),
    Column("event", Text, nullable=False),  # do, undo, redo
    Column("person", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("payload_id", Integer, nullable=False),
    Column("digest", Text, nullable=False),  # SHA-256 of salt + payload body
    Column("chain", Text, nullable=False),  # SHA-256 of the previous chain value + this row
)

source = _table(
    "source",
    Column("source_id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("party", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("supplier", Text, nullable=False),
    Column("obtained_on", Text),
    Column("basis", Text, nullable=False),
)

workbook = _table(
    "workbook",
    Column("workbook_id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("file_name", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary),  # the file, byte for byte, deflated
    Column("sealed", LargeBinary),  # the same, when a confidential column is in it
    Column("rewritten", Text),  # when rows of an erased person were taken out of it, or the whole file; None: as it came
)

batch = _table(
    "batch",
    Column("batch_id", Integer, primary_key=True),
    Column("operation_id", Integer, ForeignKey("operation.operation_id"), nullable=False, index=True),
    Column("source_id", Integer, ForeignKey("source.source_id"), nullable=False),
    Column("workbook_id", Integer, ForeignKey("workbook.workbook_id")),
    Column("sheet", Text, nullable=False),
    Column("table_letter", Text, nullable=False),
    Column("layout", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("observed_on", Text),
    Column("header_rows", Text, nullable=False),
    Column("mapping", Text, nullable=False),
    Column("rules", Text, nullable=False),
    Column("default_rule", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("repairs", Text, nullable=False),
)

source_row = _table(
    "source_row",
    Column("source_row_id", Integer, primary_key=True),
    Column("batch_id", Integer, ForeignKey("batch.batch_id"), nullable=False),
    Column("sheet_row", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("record_id", Integer),  # the record this row states; a duplicate row points at the record that said so before
    Column("raw", Text),
    Column("raw_sealed", LargeBinary),
    Column("issues", Text),
)
Index("source_row_batch", source_row.c.batch_id, source_row.c.sheet_row)
Index("source_row_record", source_row.c.record_id)

home = _table(
    "home",
    Column("home_id", Integer, primary_key=True),
    Column("operation_id", Integer, nullable=False),
)

record = _table(
    "record",
    Column("record_id", Integer, primary_key=True),
    Column("operation_id", Integer, ForeignKey("operation.operation_id"), nullable=False),
    Column("home_id", Integer, nullable=False, index=True),
    Column("source_id", Integer, nullable=False),
    Column("batch_id", Integer),
    Column("sheet_row", Integer),
    Column("party", Text, nullable=False),
    Column("row_key", Text),
    Column("observed_at", Text),
    Column("is_edit", Integer, nullable=False),
    Column("normaliser", Integer, nullable=False),
    Column("body", Text, nullable=False),  # JSON: field key → value, and "order" for an order line
    Column("sealed", LargeBinary),
    Column("issues", Text),
)
Index("record_operation", record.c.operation_id)
Index("record_row_key", record.c.source_id, record.c.row_key)

decision = _table(
    "decision",
    Column("decision_id", Integer, primary_key=True),
    Column("operation_id", Integer, ForeignKey("operation.operation_id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("home_id", Integer),
    Column("other_home_id", Integer),
    Column("record_id", Integer),
    Column("field", Text),
    Column("value", Text),
    Column("note", Text, nullable=False),
)
Index("decision_home", decision.c.home_id)
Index("decision_other_home", decision.c.other_home_id)
Index("decision_record", decision.c.record_id)

saved_mapping = _table(
    "saved_mapping",
    Column("fingerprint", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("at", Text, nullable=False),
)

edit_key = _table(
    "edit_key",
    Column("edit_key_id", Integer, primary_key=True),
    Column("compartment_id", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("label", Text, nullable=False),  # what it was made for; part of what the box is bound to
    Column("box", LargeBinary, nullable=False),  # the data key, sealed to the compartment's public key
)

quality_day = _table(
    "quality_day",
    Column("day", Text, primary_key=True),  # local
    Column("code", Text, primary_key=True),  # a problem of operations/quality.py, or "customers"
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# ---- of one person: sealed to the person's own key; no operation, no undo, not in the history ---------------------------

personal = _table(
    "personal",
    Column("person_id", Text, primary_key=True),
    Column("key", Text, primary_key=True),  # "pin", "draft", "drill"
    Column("at", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # sealed to the person's public key: not for others who may open the vault
)

# ---- who saw and took out what: no operation, no undo ------------------------------------------------------------------

viewing = _table(
    "viewing",
    Column("day", Text, primary_key=True),  # YYYY-MM-DD, the shop's own day
    Column("person", Text, primary_key=True),
    Column("customer_id", Integer, primary_key=True),
    Column("what", Text, primary_key=True),  # "card", or the field whose value was shown in full
    Column("times", Integer, nullable=False),
    Column("first_at", Text, nullable=False),
    Column("last_at", Text, nullable=False),
    sqlite_with_rowid=False,
)
Index("viewing_customer", viewing.c.customer_id)

quota_use = _table(
    "quota_use",
    Column("day", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("what", Text, primary_key=True),  # export, print, copy, reveal
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# ---- derived: `rebuild` recomputes everything below ------------------------------------------------------------------

home_customer = _table(
    "home_customer",
    Column("home_id", Integer, primary_key=True),
    Column("customer_id", Integer, nullable=False, index=True),
)

home_key = _table(
    "home_key",
    Column("kind", Text, primary_key=True),  # phone, email, tax, code:<source_id>
    Column("key", Text, primary_key=True),
    Column("home_id", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
Index("home_key_home", home_key.c.home_id)

customer = _table(
    "customer",
    Column("customer_id", Integer, primary_key=True),  # smallest home id of the component
    Column("full_name", Text, nullable=False),
    Column("sort_key", Text, nullable=False),  # values.text.name_sort_key
    Column("is_business", Integer, nullable=False),
    Column("phone", Text, nullable=False),  # first phone, E.164
    Column("email", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("tax_code", Text, nullable=False),
    Column("customer_code", Text, nullable=False),
    Column("customer_type", Text, nullable=False),
    Column("branch", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("street", Text, nullable=False),
    Column("ward", Text, nullable=False),
    Column("district", Text, nullable=False),
    Column("province", Text, nullable=False),
    Column("province_new", Text, nullable=False),
    Column("sex", Text, nullable=False),
    Column("birth_date", Text, nullable=False),
    Column("birth_md", Text, nullable=False),  # MM-DD
    Column("created_date", Text, nullable=False),
    Column("last_purchase_date", Text, nullable=False),
    Column("debt", Integer),  # the newest of the sources, for sorting; the card shows every source
    Column("total_spent", Integer),
    Column("points", Integer),
    Column("party", Text, nullable=False),  # first-party when any record is
    Column("verification", Text, nullable=False),  # "", unverified, verified, unverifiable: the weakest of the values shown
    Column("has_doubt", Integer, nullable=False),
    Column("do_not_contact", Integer, nullable=False),
    Column("is_binned", Integer, nullable=False),
    Column("completeness", Integer, nullable=False),  # per cent of the shown fields that hold something
    Column("record_count", Integer, nullable=False),
    Column("change", Integer, nullable=False),  # newest change number among its records and decisions
    Column("assignee", Text, nullable=False),
    Column("seen_date", Text, nullable=False),  # YYYY-MM-DD: the newest thing a source or a person said of it
    Column("order_count", Integer, nullable=False),
    Column("due_date", Text, nullable=False),  # YYYY-MM-DD: when it should have bought again by its own rhythm, "" when unknown
    Column("doc", Text, nullable=False),  # JSON: {"values": {field: value}, "marks": {field: mark}}
)
Index("customer_sort", customer.c.sort_key, customer.c.customer_id)

customer_group = _table(
    "customer_group",
    Column("name", Text, primary_key=True),
    Column("customer_id", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
Index("customer_group_customer", customer_group.c.customer_id)

customer_source = _table(
    "customer_source",
    Column("source_id", Integer, primary_key=True),
    Column("customer_id", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
Index("customer_source_customer", customer_source.c.customer_id)

narrow_block = _table(
    "narrow_block",
    Column("name", Text, primary_key=True),
    Column("block", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),  # a number for each of some neighbouring customers, see `narrow_blocks`
)

narrow_value = _table(
    "narrow_value",
    Column("name", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("code", Integer, nullable=False),
    sqlite_with_rowid=False,
)

order_line = _table(
    "order_line",
    Column("record_id", Integer, primary_key=True),
    Column("home_id", Integer, nullable=False, index=True),
    Column("source_id", Integer, nullable=False),
    Column("order_code", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("order_date", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("quantity", Text, nullable=False),
    Column("amount", Integer),
    Column("status", Text, nullable=False),
)

duplicate_pair = _table(
    "duplicate_pair",
    Column("home_a", Integer, primary_key=True),
    Column("home_b", Integer, primary_key=True),
    Column("probability", Text, nullable=False),  # decimal text, so that every database compares alike
    Column("class", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    sqlite_with_rowid=False,
)

DERIVED_TABLES = [home_customer, home_key, customer, customer_group, customer_source, narrow_block, narrow_value, order_line]
"""What `rebuild` fills; dropped and made anew by an upgrade. Pairs of duplicates are derived too, but found again by asking for them."""
