"""Every query of a working day compiles for PostgreSQL; only the text index and bulk inserts speak to the driver directly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql import ClauseElement

from khachhang.operations import cards, customers, duplicates, editing, exports, history, import_results, refreshing, verification
from khachhang.operations.customers import AllOf, CustomerQuery, Filter, Op, SortKey
from khachhang.operations.opened import OpenVault
from khachhang.store import schema
from tests.operations.conftest import shared_shop, shop
from tests.operations.shops import bring_in

__all__ = ["shared_shop", "shop"]

LAN = {"customer_code": ["K1"], "full_name": "Nguyễn Thị Lan", "phones": ["+84912345678"], "group": ["Sỉ"], "debt": 1}


def test_every_table_compiles_for_postgresql() -> None:
    for table in schema.metadata.sorted_tables:
        str(CreateTable(table).compile(dialect=postgresql.dialect()))
        for index in table.indexes:
            str(CreateIndex(index).compile(dialect=postgresql.dialect()))


def test_every_query_of_a_working_day_compiles_for_postgresql(shop: OpenVault, tmp_path: Path) -> None:
    seen: list[ClauseElement] = []

    def note(_connection: Any, element: Any, *_rest: Any) -> None:
        if isinstance(element, ClauseElement):
            seen.append(element)

    engines = (shop.vault.engine, shop.vault.read_engine)
    for engine in engines:
        event.listen(engine, "before_execute", note)
    try:
        _a_working_day(shop, tmp_path)
    finally:
        for engine in engines:
            event.remove(engine, "before_execute", note)

    texts = {str(e.compile(dialect=postgresql.dialect())) for e in seen}
    assert len(texts) > 60


def _a_working_day(shop: OpenVault, tmp_path: Path) -> None:
    first = bring_in(shop, [LAN, {"full_name": "Trần Văn Hùng", "phones": ["+84987654321"], "order": {"order_code": "H", "product": "A"}}])
    bring_in(shop, [{**LAN, "debt": 2}, {"full_name": "Nguyen Thi Lan", "phones": ["+84912345679"]}], source="Khác")
    ids = customers.first_page(shop, CustomerQuery())
    editing.edit(shop, ids[0], {"full_name": "Lan", "note": ["giao sau 17h"], "sex": None})
    editing.add_group(shop, ids, "VIP")
    editing.bin_(shop, ids[:1])
    editing.restore(shop, ids[:1])
    verification.mark_customers(shop, ids[:1], "right")
    verification.queue(shop)
    editing.add_field(shop, "Cửa hàng")
    assert first.operation_id is not None
    import_results.result(shop, first.operation_id)
    import_results.result_rows(shop, first.operation_id)
    import_results.list_imports(shop)
    duplicates.refresh(shop)
    duplicates.queue(shop)
    merged = duplicates.merge(shop, ids[:2])
    card = cards.card(shop, merged.customer_ids[0])
    duplicates.split(shop, card.customer_id, [card.records[0].record_id])
    duplicates.not_same(shop, *customers.first_page(shop, CustomerQuery())[:2])
    query = CustomerQuery(
        text="lan", filters=AllOf((Filter("group", Op.IS, ("VIP",)), Filter("note", Op.CONTAINS, ("17h",)))), sort=(SortKey("debt"),)
    )
    for each in (query, CustomerQuery(sort=(SortKey("email", True),)), CustomerQuery(filters=AllOf((Filter("source", Op.IS, ("Khác",)),)))):
        customers.rows(shop, customers.first_page(shop, each))
        customers.count(shop, each)
        list(customers.all_ids(shop, each))
    customers.facets(shop, query, ["group", "province", "source"])
    customers.groups(shop)
    customers.sources(shop)
    customers.similar_to(shop, "Nguyễn Thị Lan", "0912345678")
    exports.export(shop, tmp_path / "a.csv", CustomerQuery(), ["full_name"])
    history.undo(shop, first.operation_id)
    history.redo(shop, first.operation_id)
    history.operations_list(shop)
    history.log(shop)
    with shop.writing() as connection:
        refreshing.rebuild(connection, shop.catalogue)


@pytest.mark.parametrize("module", ["reading", "customer_queries", "operation_queries", "import_queries", "duplicate_queries", "derived"])
def test_no_query_is_a_string(module: str) -> None:
    source = (Path(schema.__file__).parent / f"{module}.py").read_text(encoding="utf-8")

    assert "exec_driver_sql" not in source
    assert "text(" not in source.replace("searchable_text(", "").replace("rebuild_text_index(", "")
