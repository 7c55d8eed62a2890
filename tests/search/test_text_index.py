"""The text index keeps no more than it must, its queries are portable where they should be, and near misses are found."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.dialects import postgresql, sqlite

from khachhang.errors import Cancelled
from khachhang.fields import CATALOGUE
from khachhang.searching import AllOf, CustomerQuery, Filter, Op, SortKey
from khachhang.store import customer_columns, customer_filters, customer_list, customer_orders, narrow_blocks, text_index
from tests.search.conftest import drop, open_engine, put


def blocks(connection: Connection) -> bytes:
    return b"".join(row[0] for row in connection.exec_driver_sql("SELECT block FROM search_words_data"))


def test_nothing_of_an_erased_customer_stays_in_the_index(engine: Engine) -> None:
    with engine.begin() as connection:
        put(connection, {i: {"full_name": f"Nguyễn Văn An {i}"} for i in range(1, 300)})
    with engine.begin() as connection:
        put(connection, {150: {"full_name": "Xwzqjk Văn An", "phones": ["+84987654321"]}})
    with engine.begin() as connection:
        put(connection, {150: {"full_name": "Vkwyzx Văn An", "phones": ["+84987654320"]}})
    with engine.begin() as connection:
        assert b"kwyzx" in blocks(connection)  # the look finds what is there

        drop(connection, [150])
        text_index.remove(connection, [150], erase=True)

        left = blocks(connection)
        assert b"wzqjk" not in left
        assert b"kwyzx" not in left
        assert text_index.index_words("987").split()[1].encode() not in left
        assert not text_index.vocabulary(connection, "xwz")
        assert connection.exec_driver_sql("SELECT count(*) FROM search WHERE customer_id = 150").scalar() == 0


def test_the_file_holds_no_trace_of_an_erased_customer(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "plain.db", key=None)
    with engine.begin() as connection:
        customer_columns.customer.metadata.create_all(connection)
        text_index.create_text_index(connection)
        put(connection, {1: {"full_name": "Nguyễn An"}, 2: {"full_name": "Xwzqjk An"}})
    with engine.begin() as connection:
        drop(connection, [2])
        text_index.remove(connection, [2], erase=True)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()

    assert b"wzqjk" not in b"".join(p.read_bytes().lower() for p in tmp_path.iterdir())


def test_rebuilding_gives_the_same_answers(engine: Engine) -> None:
    with engine.begin() as connection:
        put(connection, {i: {"full_name": f"Trần Văn {chr(65 + i % 20)}n", "phones": [f"+8491200{i:04d}"]} for i in range(1, 200)})
        asked = [CustomerQuery(t) for t in ("tran", "0912", "0199", "an", "v")]
        before = [list(customer_list.all_ids(connection, q, CATALOGUE)) for q in asked]
        rows = [(i, "", s) for i, s in text_index.texts(connection, range(1, 200)).items()]

        text_index.rebuild_text_index(connection, rows)

        assert [list(customer_list.all_ids(connection, q, CATALOGUE)) for q in asked] == before


def test_near_misses_are_found_when_nothing_matches(engine: Engine) -> None:
    with engine.begin() as connection:
        put(
            connection,
            {
                1: {"full_name": "Nguyễn Thị Hường", "phones": ["+84912345678"]},
                2: {"full_name": "Trần Văn Sáng", "phones": ["+84987000111"]},
                3: {"full_name": "Lê Quang", "phones": ["+84355000222"]},
            },
        )

        assert customer_list.similar(connection, "nguyne thi huong", 5) == [1]
        assert customer_list.similar(connection, "tran van xang", 5) == [2]
        assert customer_list.similar(connection, "0912345679", 5) == [1]
        assert customer_list.similar(connection, "qqqqq", 5) == []


def test_a_long_answer_can_be_cancelled(engine: Engine) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with engine.begin() as connection:
        put(connection, {1: {"full_name": "An"}})
        with pytest.raises(Cancelled):
            customer_list.all_ids(connection, CustomerQuery("an"), CATALOGUE, stop)

        assert list(customer_list.all_ids(connection, CustomerQuery("an"), CATALOGUE)) == [1]


def test_rows_come_in_the_order_asked_for(engine: Engine) -> None:
    with engine.begin() as connection:
        put(connection, {i: {"full_name": f"An {i}"} for i in range(1, 6)})

        assert [row["customer_id"] for row in customer_list.fetch_rows(connection, [4, 99, 1, 3])] == [4, 1, 3]


def test_a_field_of_the_shops_own_is_filtered_and_sorted(engine: Engine) -> None:
    with engine.begin() as connection:
        put(connection, {1: {"full_name": "An", "job": "Bác sĩ"}, 2: {"full_name": "Ba", "job": "Đầu bếp"}, 3: {"full_name": "Ca"}})
        filters = AllOf((Filter("job", Op.NOT_EMPTY),))

        found = customer_list.first_page(connection, CustomerQuery(filters=filters, sort=(SortKey("job", True),)), CATALOGUE)

        assert found == [2, 1]


def test_customers_sharing_most_words_are_told_apart(engine: Engine) -> None:
    with engine.begin() as connection:
        put(connection, {i: {"full_name": f"Nguyễn Văn {'Yến' if i % 3 else 'Yên'}"} for i in range(1, 30)})

        page = customer_list.first_page(connection, CustomerQuery("yên"), CATALOGUE, limit=12)

        assert page[:9] == list(range(3, 30, 3))
        assert page[9:] == [1, 2, 4]


QUERIES = (
    customer_list.plain_page, customer_list.rows_by_id, customer_list.names_and_phones, customer_columns.narrow_rows,
    customer_columns.group_members,
    customer_columns.source_members, customer_orders.name_before, customer_orders.name_ranks,
)  # fmt: skip


@pytest.mark.parametrize("dialect", [postgresql.dialect(), sqlite.dialect()], ids=["postgresql", "sqlite"])
def test_queries_compile_for_both_databases(dialect: object) -> None:
    made = [query() for query in QUERIES]
    for field in ("job", "phones", "address", "street", "debt", "note"):
        made += [customer_filters.field_values(field, CATALOGUE), customer_filters.field_values(field, CATALOGUE, some=True)]

    for query in made:
        text = str(query.compile(dialect=dialect))  # type: ignore[arg-type]
        assert "SELECT" in text


def test_bits_asked_for_ahead_agree_with_the_texts_after_an_edit(engine: Engine) -> None:
    with engine.begin() as connection:
        put(connection, {i: {"full_name": f"Nguyễn Văn {'An' if i % 2 else 'Bình'}", "phones": ["+84912345678"]} for i in range(1, 300)})
        columns = customer_columns.columns_of(connection)
        for needle in (" an", " nguyen", "345", " binh"):
            columns.posting(connection, needle)
        put(connection, {7: {"full_name": "Trần Bình"}})
        customer_columns.columns_of(connection)

        assert columns.postings.knows(" binh")
        assert customer_list.count(connection, CustomerQuery("binh"), CATALOGUE) == 150
        assert customer_list.count(connection, CustomerQuery("nguyen an"), CATALOGUE) == 149
        assert customer_list.count(connection, CustomerQuery("345"), CATALOGUE) == 298


def test_erasing_leaves_nothing_in_the_narrow_columns(engine: Engine) -> None:
    with engine.begin() as connection:
        put(connection, {1: {"full_name": "An", "job": "x"}, 2: {"full_name": "Bình", "birth_date": "1977-03-31", "debt": 4_711}})
        narrow_blocks.remove(connection, [2], erase=True)

        assert "1977-03-31" not in narrow_blocks.values(connection, "birth_date")
        assert int(narrow_blocks.column(connection, "debt", 10)[2]) == 0
        assert narrow_blocks.column(connection, narrow_blocks.LISTED, 10)[:4].tolist() == [0, 1, 0, 0]
