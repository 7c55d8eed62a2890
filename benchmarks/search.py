"""Search as you type over many encrypted customers: `python -m benchmarks.search --customers 1000000 --queries 400 [--folder KEPT]`.

Prints CPU milliseconds (user + system, all threads) per keystroke and the same for two peers in the same run: FTS5 unicode61 with ORDER
BY name, and a LIKE scan. The generated database is kept in the folder and used again.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson
import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, select, update

from benchmarks.generate import GIVEN, MIDDLES, NOTES, STREETS, SURNAMES
from khachhang.fields import CATALOGUE
from khachhang.searching import AllOf, CustomerQuery, Filter, Op, SortKey, search_fold, searchable_text
from khachhang.store import customer_list, schema, text_index
from khachhang.store.customer_columns import columns_of, forget_columns
from khachhang.values.text import name_sort_key

MORE_GIVEN = (
    "An Ân Bảo Bích Cẩm Châu Chi Chiến Công Cúc Cương Diễm Diệp Diệu Doanh Duy Duyên Giang Hân Hằng Hậu Hiền Hiệp "
    "Hiếu Hòa Hoài Hoàng Huệ Huy Huyền Khang Khánh Khuê Kiên Kiệt Kim Lâm Lệ Liên Liễu Lộc Lợi Luân Ly Mạnh Mẫn My "
    "Mỹ Nghĩa Nguyên Nguyệt Nhân Nhi Nhung Oanh Phát Phong Phú Phượng Quân Quang Quế Quốc Quý Quyên Quỳnh Sang "
    "Sinh Sương Tài Tâm Tân Tấn Thạch Thái Thanh Thành Thi Thiện Thịnh Thoa Thơ Thu Thuận Thùy Thúy Thủy Thư Tiên "
    "Tiến Tín Tình Toàn Trà Trâm Trân Trí Trinh Trọng Trúc Trường Tú Tuyên Tuyết Tùng Uyên Vân Vi Việt Vinh Vũ "
    "Vương Vy Xuân Ý"
).split()
PROVINCES = (
    "Thành phố Hồ Chí Minh|Thành phố Hà Nội|Thành phố Đà Nẵng|Thành phố Cần Thơ|Thành phố Hải Phòng|Tỉnh Đồng Nai|"
    "Tỉnh Bình Dương|Tỉnh Thanh Hóa|Tỉnh Nghệ An|Tỉnh Khánh Hòa|Tỉnh Lâm Đồng|Tỉnh Đắk Lắk|Tỉnh Quảng Ninh|"
    "Tỉnh Bắc Ninh|Tỉnh Thái Nguyên|Tỉnh An Giang|Tỉnh Cà Mau|Tỉnh Lào Cai|Tỉnh Điện Biên|Tỉnh Hà Giang"
).split("|")
GROUPS = (["Khách lẻ"] * 50 + ["Khách quen"] * 25 + ["Đại lý"] * 8 + ["Khách sỉ"] * 10 + ["VIP"] * 6 + ["Ngoại giao"]) * 1
MORE_NOTES = (
    *NOTES,
    "Thích màu xanh, đi giày cỡ 37",
    "Không nhận hàng chiều thứ bảy",
    "Em trai anh Hùng sửa xe",
    "Dị ứng sữa",
    "Ở trọ, hay đổi chỗ",
)
COLUMNS = tuple(c.name for c in schema.customer.c)


def made_up(number: int, rng: random.Random) -> dict[str, Any]:
    """Return the shown values of one customer."""
    sex = rng.choice("MF")
    given = rng.choice(GIVEN[sex]) if rng.random() < 0.5 else rng.choice(MORE_GIVEN)
    surname = rng.choices(_SURNAMES, cum_weights=_WEIGHTS)[0]
    values: dict[str, Any] = {
        "full_name": f"{surname} {rng.choice(MIDDLES[sex])} {given}",
        "phones": [f"+84{rng.choice((32, 35, 37, 70, 79, 85, 90, 91, 93, 96, 97, 98))}{rng.randrange(10**7):07d}"],
        "customer_code": [f"KH{number:06d}"],
        "group": [rng.choice(GROUPS)],
        "sex": sex,
        "address": [
            {
                "street": f"{rng.randint(1, 999)} {rng.choice(STREETS)}",
                "ward": f"Phường {rng.randint(1, 25)}",
                "district": f"Quận {rng.choice(STREETS)}",
                "province": PROVINCES[min(int(rng.expovariate(0.25)), len(PROVINCES) - 1)],
            }
        ],
        "debt": rng.randrange(1, 5_000) * 1_000 if rng.random() < 0.3 else 0,
        "last_purchase_date": f"{rng.randint(2019, 2025)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
    }
    if rng.random() < 0.5:
        values["birth_date"] = f"{rng.randint(1950, 2007)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    if rng.random() < 0.3:
        values["email"] = [f"{search_fold(values['full_name']).replace(' ', '')}{rng.randrange(1000)}@gmail.com"]
    if rng.random() < 0.5 and (note := rng.choice(MORE_NOTES)):
        values["note"] = [note]
    if rng.random() < 0.08:
        values |= {"company": f"Công ty TNHH {given} {surname}", "tax_code": f"{rng.randrange(10**10):010d}"}
    return values


_SURNAMES = list(SURNAMES)
_WEIGHTS = [sum(list(SURNAMES.values())[: i + 1]) for i in range(len(SURNAMES))]


def customer_row(number: int, values: dict[str, Any]) -> tuple[Any, ...]:
    """Return the row of `customer`."""
    birth = values.get("birth_date", "")
    row = {c: values[c] if isinstance(values.get(c), str) else "" for c in COLUMNS}
    row |= values["address"][0]
    row |= {
        "customer_id": number, "sort_key": name_sort_key(values["full_name"]), "is_business": 0, "phone": values["phones"][0],
        "email": values.get("email", [""])[0], "customer_code": values["customer_code"][0], "birth_md": birth[5:], "debt": values["debt"],
        "total_spent": values["debt"] * 3, "points": None, "party": "first-party", "has_doubt": int(number % 50 == 0), "do_not_contact": 0,
        "is_binned": 0, "completeness": 50, "record_count": 1, "change": number // 1000,
        "doc": orjson.dumps({"values": values, "marks": {}}).decode(),
    }  # fmt: skip
    return tuple(row[c] for c in COLUMNS)


def open_engine(path: Path, *, encrypted: bool = True, cache_mib: int = 2_000) -> Engine:
    """Return an engine with the pragmas of a vault; the page cache holds the whole file, as on a computer with memory to spare."""

    def connect() -> Any:
        connection = sqlcipher3.dbapi2.connect(str(path), check_same_thread=False)
        if encrypted:
            connection.execute("PRAGMA key = \"x'" + "5a" * 32 + "'\"")
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY", "cell_size_check = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA cache_size = -{cache_mib * 1024}")
        return connection

    return create_engine("sqlite://", module=sqlcipher3.dbapi2, creator=connect)


def build(engine: Engine, count: int) -> None:
    """Fill the database; prints what the index of the last 100,000 customers cost, as an import of that size would."""
    rng = random.Random(5)
    insert = f"INSERT INTO customer VALUES ({','.join('?' * len(COLUMNS))})"
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        text_index.create_text_index(connection)
        connection.execute(
            schema.source.insert(),
            [{"source_id": 1, "name": "KiotViet", "party": "first-party", "channel": "", "supplier": "", "basis": ""}],
        )
    step = min(100_000, count)
    for start in range(1, count + 1, step):
        people = [(i, made_up(i, rng)) for i in range(start, min(start + step, count + 1))]
        rows = [(i, "", searchable_text(v)) for i, v in people]
        with engine.begin() as connection:
            connection.exec_driver_sql(insert, [customer_row(i, v) for i, v in people])
            connection.exec_driver_sql("INSERT INTO customer_group VALUES (?, ?)", [(g, i) for i, v in people for g in v["group"]])
            connection.exec_driver_sql("INSERT INTO customer_source VALUES (1, ?)", [(i,) for i, _ in people])
        before = cpu()
        with engine.begin() as connection:
            text_index.upsert(connection, rows)
        spent = cpu() - before
    print(f"text index of {len(rows):,} new customers after {count - len(rows):,}: {spent:.2f} CPU s")


def keystrokes(count: int, total: int, rng: random.Random) -> list[str]:
    """Return what the box holds after each keystroke of people looking for names, phones, codes, places, nonsense."""
    typed: list[str] = []
    while len(typed) < count:
        person = made_up(rng.randint(1, total), rng)
        name, phone = person["full_name"], "0" + person["phones"][0][3:]
        text = rng.choice(
            (
                name, name.lower(), search_fold(name), " ".join(reversed(search_fold(name).split())), search_fold(name).split()[-1],
                name.split()[-1].lower(), phone, phone[-4:], phone[4:8], f"{phone[:4]} {phone[4:7]}", person["customer_code"][0].lower(),
                f"{search_fold(name.split()[-1])} {search_fold(person['address'][0]['province'].split(' ', 1)[1])}",
                search_fold(person["address"][0]["street"]),
                rng.choice(("dai ly", "vip", "khach quen", "ngoai giao")) + " " + search_fold(name.split()[-1]),
                rng.choice(("giao sau", "sữa", "màu xanh", "sua xe", "hung sua xe", "cho mai")),
                rng.choice(("zzz", "qwerty", "xyz khong co", "wolf")),
                rng.choice("abcdghklmnopqstvxyzwj"), rng.choice(("cong ty tnhh", "gmail", "Đại lý", "điện biên", "y ha giang")),
            )
        )  # fmt: skip
        typed.extend(text[:end] for end in range(1, len(text) + 1) if text[end - 1] != " ")
    return typed[:count]


FILTERS = (
    AllOf((Filter("province", Op.IS, ("Thành phố Hà Nội",)),)),
    AllOf((Filter("group", Op.IS, ("VIP",)), Filter("debt", Op.MORE, (1_000_000,)))),
    AllOf((Filter("birth_month", Op.IS, ("05",)), Filter("sex", Op.IS, ("F",)))),
    AllOf((Filter("has_email", Op.IS, (0,)), Filter("last_purchase_date", Op.LESS, ("2020-01-01",)))),
    AllOf((Filter("province", Op.IS, ("Tỉnh Hà Giang",)), Filter("group", Op.IS, ("Ngoại giao",)))),
)
SORTS = ((SortKey("debt", True),), (SortKey("last_purchase_date", True),), (SortKey("province"), SortKey("debt")))


def cpu() -> float:
    """Return the CPU seconds of this process so far."""
    return time.process_time()


def measure(calls: Sequence[Callable[[], object]]) -> list[float]:
    """Return the CPU milliseconds of each call."""
    spent = []
    for call in calls:
        before = cpu()
        call()
        spent.append((cpu() - before) * 1e3)
    return spent


def show(label: str, spent: Sequence[float], texts: Sequence[str] = ()) -> None:
    """Print the quantiles and the slowest."""
    ordered = sorted(spent)
    quantiles = [ordered[min(len(ordered) - 1, int(len(ordered) * q))] for q in (0.5, 0.95, 0.99)]
    worst = sorted(zip(spent, texts, strict=False), reverse=True)[:3]
    print(f"{label:<44} p50 {quantiles[0]:8.2f}  p95 {quantiles[1]:8.2f}  p99 {quantiles[2]:8.2f}  max {ordered[-1]:8.2f} ms", end="")
    print("   slowest: " + ", ".join(f"{t!r} {ms:.0f}" for ms, t in worst) if worst else "")


def pages(connection: Connection, label: str, texts: Sequence[str], **query: Any) -> None:
    """Measure first pages."""
    asked = [CustomerQuery(t, **query) for t in texts]
    for q in asked[:2]:
        customer_list.first_page(connection, q, CATALOGUE)
    show(label, measure([lambda q=q: customer_list.first_page(connection, q, CATALOGUE) for q in asked]), texts)


def edit(connection: Connection, customer_id: int, rng: random.Random) -> None:
    """Rename a customer and change its debt, as a staff edit does."""
    values = made_up(customer_id, rng)
    c = schema.customer.c
    with connection.begin():
        new = {"full_name": values["full_name"], "sort_key": name_sort_key(values["full_name"]), "debt": values["debt"]}
        connection.execute(update(schema.customer).where(c.customer_id == customer_id).values(**new))
        text_index.upsert(connection, [(customer_id, "", searchable_text(values))])


def after_edits(connection: Connection, texts: Sequence[str], total: int, **query: Any) -> Iterator[float]:
    """Yield the CPU ms of a first page right after each edit."""
    rng = random.Random(9)
    for text in texts:
        edit(connection, rng.randint(1, total), rng)
        yield measure([lambda t=text: customer_list.first_page(connection, CustomerQuery(t, **query), CATALOGUE)])[0]
        connection.rollback()


def peers(connection: Connection, texts: Sequence[str]) -> None:
    """Measure FTS5 unicode61 with ORDER BY name and a LIKE scan on the same data."""
    raw = connection.exec_driver_sql
    if not raw("SELECT 1 FROM sqlite_master WHERE name = 'peer'").first():
        raw("CREATE VIRTUAL TABLE peer USING fts5(s, content='search', content_rowid='customer_id', tokenize='unicode61')")
        raw("INSERT INTO peer (peer) VALUES ('rebuild')")
        connection.commit()
    page = "SELECT c.customer_id FROM peer p JOIN customer c ON c.customer_id = p.rowid WHERE peer MATCH ? ORDER BY c.sort_key LIMIT 100"
    like = "SELECT c.customer_id FROM search s JOIN customer c USING (customer_id) WHERE {} ORDER BY c.sort_key LIMIT 100"
    folded = [search_fold(t).split() or ["x"] for t in texts]
    found = measure([lambda w=w: raw(page, (" AND ".join(f'"{x}"*' for x in w),)).all() for w in folded])
    show("peer: FTS5 unicode61 + ORDER BY name", found, texts)
    scans = [(like.format(" AND ".join(["s LIKE ?"] * len(w))), tuple(f"%{x}%" for x in w)) for w in folded[: max(4, len(folded) // 4)]]
    show("peer: LIKE scan + ORDER BY name", measure([lambda s=s, v=v: raw(s, v).all() for s, v in scans]), texts)


def jump(connection: Connection, total: int) -> None:
    """Compare rows 90 % down the list by id with OFFSET."""
    at = int(total * 0.9)
    ids = customer_list.all_ids(connection, CustomerQuery(), CATALOGUE)
    ours = min(measure([lambda: customer_list.fetch_rows(connection, ids[at : at + 100])] * 9))
    c = schema.customer.c
    offset = min(
        measure([lambda: connection.execute(select(c.customer_id).order_by(c.sort_key, c.customer_id).offset(at).limit(100)).all()] * 3)
    )
    bare = min(measure([lambda: ids[at : at + 100].tolist()] * 9))
    print(
        f"jump to row {at:,}: ids {bare:.3f} ms, whole rows {ours:.2f} ms; OFFSET of ids alone {offset:.1f} ms; "
        f"ids/OFFSET {bare / offset:.4f}, rows/OFFSET {ours / offset:.3f}"
    )


FACETS = (
    "group", "province", "district", "party", "source", "verification", "sex", "birth_month", "customer_type", "has_phone", "has_doubt",
    "created_year", "last_purchase_year", "birth_decade",
)  # fmt: skip


def run(engine: Engine, total: int, count: int, *, with_peers: bool) -> None:
    """Print every figure for one database."""
    texts = keystrokes(count, total, random.Random(3))
    with engine.connect() as connection:
        before, memory = cpu(), _memory_mib()
        first = measure([lambda: customer_list.first_page(connection, CustomerQuery(), CATALOGUE)])[0]
        print(f"first rows before anything is read: {first:.1f} ms")
        customer_list.prepare(connection)
        print(
            f"read into memory after unlocking: {cpu() - before:.2f} CPU s; "
            f"resident memory {memory:.0f} -> {_memory_mib():.0f} MiB (page cache included)"
        )
        print(f"columns in memory: {columns_of(connection).memory_mib():.0f} MiB")
        connection.exec_driver_sql("SELECT sum(length(s)) FROM search").scalar()
        pages(connection, "first page", texts)
        for filters in FILTERS:
            pages(
                connection,
                "  with filters " + " & ".join(f"{p.field}{p.op.value}" for p in filters.parts),
                texts[: count // 2],
                filters=filters,
            )
        for sort in SORTS:
            pages(
                connection, "  sorted by " + ",".join(("-" if k.descending else "") + k.field for k in sort), texts[: count // 2], sort=sort
            )
        pages(connection, "  filtered and sorted", texts[: count // 2], filters=FILTERS[1], sort=SORTS[1])
        connection.commit()
        some = texts[:: max(1, count // 60)]
        show("  right after an edit", list(after_edits(connection, some, total)), some)
        show(
            "  right after an edit, filtered and sorted",
            list(after_edits(connection, some, total, filters=FILTERS[1], sort=SORTS[0])),
            some,
        )
        show("  an edit itself", measure([lambda i=i: edit(connection, i, random.Random(i)) for i in range(5, 45)]))
        _during_import(engine, connection, texts[: count // 2], total)
        show(
            "exact count",
            measure([lambda t=t: customer_list.count(connection, CustomerQuery(t), CATALOGUE) for t in texts[: count // 2]]),
            texts,
        )
        show(
            "whole result in order",
            measure([lambda t=t: customer_list.all_ids(connection, CustomerQuery(t), CATALOGUE) for t in texts[: count // 4]]),
            texts,
        )
        show(
            "facets (14)",
            measure([lambda t=t: customer_list.facets(connection, CustomerQuery(t), FACETS, CATALOGUE) for t in ("", "an", "nguyen")]),
            ("", "an", "nguyen"),
        )
        show(
            "nearly right names",
            measure([lambda t=t: customer_list.similar(connection, t, 20) for t in ("nguyne van hugn", "0912345679", "trna thi yen")]),
        )
        jump(connection, total)
        print(f"resident memory {_memory_mib():.0f} MiB, columns {columns_of(connection).memory_mib():.0f} MiB")
        if with_peers:
            peers(connection, texts[:: max(1, count // 40)])
        forget_columns(connection)


def _during_import(engine: Engine, connection: Connection, texts: Sequence[str], total: int) -> None:
    """Measure pages while another connection has 20,000 new customers written and not yet committed."""
    rng = random.Random(77)
    with engine.connect() as writer, writer.begin() as transaction:
        people = [(i, made_up(i, rng)) for i in range(total + 1, total + 20_001)]
        writer.exec_driver_sql(f"INSERT INTO customer VALUES ({','.join('?' * len(COLUMNS))})", [customer_row(i, v) for i, v in people])
        text_index.upsert(writer, [(i, "", searchable_text(v)) for i, v in people])
        pages(connection, "  during an import", texts)
        transaction.rollback()


def _memory_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--plain", action="store_true", help="the same once more on an unencrypted file")
    parser.add_argument("--no-peers", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for encrypted in (True, False) if options.plain else (True,):
            path = folder / f"search_{options.customers}_{'encrypted' if encrypted else 'plain'}.db"
            is_new = not path.exists()
            engine = open_engine(path, encrypted=encrypted)
            if is_new:
                build(engine, options.customers)
            print(f"== {options.customers:,} customers, {'encrypted' if encrypted else 'plain'}, {path.stat().st_size / 2**20:.0f} MiB")
            run(engine, options.customers, options.queries, with_peers=encrypted and not options.no_peers)
            engine.dispose()


if __name__ == "__main__":
    main()
