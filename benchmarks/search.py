"""Search as you type over many encrypted customers: `python -m benchmarks.search --customers 1000000 [--queries 400] [--folder KEPT]`.

A real vault is filled (and kept in the folder), unlocked and searched. CPU of the thread that answers; goals and peers of the same run
stand beside each figure. `--plain` compares warm reads with the same tables in an unencrypted file; `--peers` compares with FTS5
unicode61 and a LIKE scan, both ORDER BY name.
"""

from __future__ import annotations

import argparse
import ctypes
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, select

from benchmarks.search_people import keystrokes, made_up
from khachhang.operations import customers, facets, vaults
from khachhang.operations.opened import OpenVault
from khachhang.searching import AllOf, CustomerQuery, Filter, Op, SortKey, search_fold
from khachhang.store import customer_list, derived, schema, text_index
from khachhang.store.customer_columns import columns_of
from khachhang.store.customer_rows import DerivedCustomer, derive_plain
from khachhang.vault import NoMemory
from khachhang.vault.database import cache_sizes, memory_of_machine

PASSWORD = "một hai ba bốn năm sáu"
FRAME_MS = 16.0
FILTERS = (
    AllOf((Filter("province", Op.IS, ("Thành phố Hà Nội",)),)),
    AllOf((Filter("group", Op.IS, ("VIP",)), Filter("debt", Op.MORE, (1_000_000,)))),
    AllOf((Filter("birth_month", Op.IS, ("05",)), Filter("sex", Op.IS, ("F",)))),
    AllOf((Filter("has_email", Op.IS, (0,)), Filter("last_purchase_date", Op.LESS, ("2020-01-01",)))),
    AllOf((Filter("province", Op.IS, ("Tỉnh Hà Giang",)), Filter("group", Op.IS, ("Ngoại giao",)))),
)
SORTS = ((SortKey("debt", True),), (SortKey("last_purchase_date", True),), (SortKey("province"), SortKey("debt")))
_SORTED = "SELECT sum(customer_id * 7 + length(sort_key)) FROM (SELECT customer_id, sort_key FROM customer ORDER BY sort_key, customer_id)"
_PAGE = "SELECT c.customer_id FROM {} WHERE {} ORDER BY c.sort_key LIMIT 100"
_SCANNED = "SELECT sum(instr(s, 'thi yen')) FROM search"

# ---- filling ---------------------------------------------------------------------------------------------------------


def derived_customer(number: int, rng: random.Random) -> DerivedCustomer:
    """Return everything derived of one made-up customer."""
    values = made_up(number, rng)
    body = orjson.dumps(values, option=orjson.OPT_SORT_KEYS).decode()
    return derive_plain(number, values, body, 1, number // 1000, "2025-01-01")


def fill(connection: Connection, count: int, rng: random.Random) -> None:
    """Write that many customers the way an import does."""
    source = {"source_id": 1, "name": "KiotViet", "party": "first-party", "channel": "", "supplier": "", "basis": ""}
    connection.execute(schema.source.insert(), [source])
    for start in range(1, count + 1, 2_000):
        people = [derived_customer(i, rng) for i in range(start, min(start + 2_000, count + 1))]
        derived.insert_derived(connection, people, {}, (), ())


def open_vault(folder: Path, count: int) -> OpenVault:
    """Return the filled vault, made when it is not there yet, and print what unlocking and the first rows cost."""
    path = folder / f"Search {count}.khachhang"
    if not path.exists():
        opened, _ = vaults.create(path, PASSWORD, memory=NoMemory())
        with opened.writing() as connection:
            fill(connection, count, random.Random(5))
        vaults.lock(opened)
    before, wall = cpu(), time.perf_counter()
    opened = vaults.open_(path, password=PASSWORD, memory=NoMemory())
    rows = customers.rows(opened, customers.first_page(opened, CustomerQuery())[:40])
    spent = cpu() - before
    print(
        f"unlock to {len(rows)} first rows: {spent:.2f} CPU s, {time.perf_counter() - wall:.2f} s wall; goal 1.5, ratio {spent / 1.5:.2f}"
    )
    return opened


def plain_engine(path: Path, count: int) -> Engine:
    """Return an engine over an unencrypted file with the same customers, and the cache a vault would have."""

    def connect() -> Any:
        connection = sqlcipher3.dbapi2.connect(str(path), check_same_thread=False)
        size = path.stat().st_size if path.exists() else 0
        cache = cache_sizes(size, memory_of_machine())[0] // 1024
        for pragma in ("journal_mode = WAL", "temp_store = MEMORY", "cell_size_check = ON", f"cache_size = -{cache}"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    is_new = not path.exists()
    engine = create_engine("sqlite://", module=sqlcipher3.dbapi2, creator=connect)
    if is_new:
        with engine.begin() as connection:
            schema.metadata.create_all(connection)
            text_index.create_text_index(connection)
            fill(connection, count, random.Random(5))
        engine.dispose()
    return engine


# ---- measuring -------------------------------------------------------------------------------------------------------


def cpu() -> float:
    """Return the CPU seconds of this process so far, of all its threads."""
    return time.process_time()


def measure(calls: Sequence[Callable[[], object]]) -> list[float]:
    """Return the CPU milliseconds of each call."""
    spent = []
    for call in calls:
        before = cpu()
        call()
        spent.append((cpu() - before) * 1e3)
    return spent


def show(label: str, spent: Sequence[float], texts: Sequence[str] = (), goal: float | None = None) -> float:
    """Print the quantiles, the ratio of the 99th to its goal, and the slowest; return the 99th."""
    ordered = sorted(spent)
    quantiles = [ordered[min(len(ordered) - 1, int(len(ordered) * q))] for q in (0.5, 0.95, 0.99)]
    worst = sorted(zip(spent, texts, strict=False), reverse=True)[:3]
    print(f"{label:<44} p50 {quantiles[0]:8.2f}  p95 {quantiles[1]:8.2f}  p99 {quantiles[2]:8.2f}  max {ordered[-1]:8.2f} ms", end="")
    print(f"  p99/goal {quantiles[2] / goal:5.2f}" if goal else "", end="")
    print("   slowest: " + ", ".join(f"{t!r} {ms:.0f}" for ms, t in worst) if worst else "")
    return quantiles[2]


def pages(opened: OpenVault, label: str, texts: Sequence[str], **query: Any) -> float:
    """Measure first pages; the columns and the order that the query needs are in memory, as after the click that asked for them."""
    customers.first_page(opened, CustomerQuery(**query))
    customers.count(opened, CustomerQuery(**query))
    asked = [CustomerQuery(t, **query) for t in texts]
    return show(label, measure([lambda q=q: customers.first_page(opened, q) for q in asked]), texts, FRAME_MS)


def edit(opened: OpenVault, customer_id: int, rng: random.Random) -> None:
    """Make somebody else of a customer, as a staff edit does."""
    with opened.writing() as connection:
        derived.delete_derived(connection, [customer_id], [])
        derived.insert_derived(connection, [derived_customer(customer_id, rng)], {}, (), ())


def after_edits(opened: OpenVault, texts: Sequence[str], total: int, **query: Any) -> Iterator[float]:
    """Yield the CPU ms of a first page right after each edit."""
    rng = random.Random(9)
    for text in texts:
        edit(opened, rng.randint(1, total), rng)
        yield measure([lambda t=text: customers.first_page(opened, CustomerQuery(t, **query))])[0]


def during_import(opened: OpenVault, texts: Sequence[str], total: int) -> None:
    """Measure pages while another connection has 20,000 new customers written and not yet committed."""
    with opened.vault.engine.connect() as writer, writer.begin() as transaction:
        rng = random.Random(77)
        for start in range(total + 1, total + 20_001, 2_000):
            derived.insert_derived(writer, [derived_customer(i, rng) for i in range(start, start + 2_000)], {}, (), ())
        pages(opened, "  while an import runs", texts)
        transaction.rollback()


def peers(opened: OpenVault, texts: Sequence[str], ours: float) -> None:
    """Measure FTS5 unicode61 with ORDER BY name and a LIKE scan on the same data."""
    with opened.writing() as connection:
        raw = connection.exec_driver_sql
        raw("CREATE VIRTUAL TABLE temp.peer USING fts5(s, content='', tokenize='unicode61')")
        raw("INSERT INTO peer (rowid, s) SELECT customer_id, s FROM search")
        page = (
            "SELECT c.customer_id FROM peer p JOIN customer c ON c.customer_id = p.rowid WHERE peer MATCH ? ORDER BY c.sort_key LIMIT 100"
        )
        like = "SELECT c.customer_id FROM search s JOIN customer c USING (customer_id) WHERE {} ORDER BY c.sort_key LIMIT 100"
        folded = [search_fold(t).split() or ["x"] for t in texts]
        found = measure([lambda w=w: raw(page, (" AND ".join(f'"{x}"*' for x in w),)).all() for w in folded])
        print(f"  ours / this: {ours / show('peer: FTS5 unicode61 + ORDER BY name', found, texts):.4f} of p99")
        scans = [
            (like.format("search s JOIN customer c USING (customer_id)", " AND ".join(["s LIKE ?"] * len(w))), tuple(f"%{x}%" for x in w))
            for w in folded[: max(4, len(folded) // 4)]
        ]
        found = measure([lambda s=s, v=v: raw(s, v).all() for s, v in scans])
        print(f"  ours / this: {ours / show('peer: LIKE scan + ORDER BY name', found, texts):.4f} of p99")
        raw("DROP TABLE temp.peer")


def jump(opened: OpenVault, total: int) -> None:
    """Compare rows 90 % down the list by id with OFFSET."""
    at = int(total * 0.9)
    ids = customers.all_ids(opened, CustomerQuery())
    c = schema.customer.c
    with opened.reading() as connection:
        rows = min(measure([lambda: customer_list.fetch_rows(connection, ids[at : at + 100])] * 9))
        query = select(c.customer_id).order_by(c.sort_key, c.customer_id).offset(at).limit(100)
        offset = min(measure([lambda: connection.execute(query).all()] * 3))
    bare = min(measure([lambda: ids[at : at + 100].tolist()] * 9))
    print(f"jump to row {at:,}: ids {bare:.3f} ms, with whole rows {rows:.2f} ms; OFFSET of ids {offset:.1f} ms; ", end="")
    print(f"ids/OFFSET {bare / offset:.4f} (goal 0.02), rows/OFFSET {rows / offset:.3f}")


def warm(connection: Connection) -> list[float]:
    """Return the CPU ms of a warm sort by an indexed column and of a warm scan of the texts."""
    spent = []
    for sql in (_SORTED, _SCANNED):
        connection.exec_driver_sql(sql).scalar()
        spent.append(min(measure([lambda sql=sql: connection.exec_driver_sql(sql).scalar()] * 3)))
    return spent


def memory(opened: OpenVault) -> None:
    """Print the memory of this process with the page cache, and without."""
    with opened.reading() as connection:
        ours, full = columns_of(connection).memory_mib(), resident_mib()
        connection.exec_driver_sql("PRAGMA shrink_memory")
    opened.vault.read_engine.dispose()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    left = resident_mib()
    share = (full - left) * 2**20 / memory_of_machine()
    print(f"memory {full:.0f} MiB; without the page cache {left:.0f}, of it columns and postings {ours:.0f}; ratio to 300 {left / 300:.2f}")
    print(f"page cache {full - left:.0f} MiB, {share:.2f} of the machine (at most 0.25)")


def resident_mib() -> float:
    """Return the memory this process holds now; 0 where the system does not tell."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0.0


# ---- the run ---------------------------------------------------------------------------------------------------------


def run(opened: OpenVault, total: int, count: int) -> float:
    """Print every figure of a vault; return the 99th percentile of a first page."""
    texts = keystrokes(count, total, random.Random(3))
    keys = (facets.FLAGS, *facets.TICKED)
    spent = measure([lambda: facets.counts(opened, CustomerQuery(), keys)])[0]
    print(f"all {len(keys)} facets after unlocking: {spent:.0f} ms; goal 500, ratio {spent / 500:.2f}")
    print(f"read ahead: {measure([lambda: customers.prepare(opened)])[0] / 1e3:.2f} CPU s in slices of {customers.PREPARED_S * 1e3:.0f} ms")
    p99 = pages(opened, "first page", texts)
    for filters in FILTERS:
        said = " & ".join(f"{p.field}{p.op.value}" for p in filters.parts if isinstance(p, Filter))
        pages(opened, f"  with filters {said}", texts[: count // 2], filters=filters)
    for sort in SORTS:
        said = ",".join(("-" if k.descending else "") + k.field for k in sort)
        pages(opened, f"  sorted by {said}", texts[: count // 2], sort=sort)
    pages(opened, "  filtered and sorted", texts[: count // 2], filters=FILTERS[1], sort=SORTS[1])
    some = texts[:: max(1, count // 60)]
    show("  right after an edit", list(after_edits(opened, some, total)), some, FRAME_MS)
    both = list(after_edits(opened, some, total, filters=FILTERS[1], sort=SORTS[0]))
    show("  right after an edit, filtered and sorted", both, some, FRAME_MS)
    show("  an edit itself", measure([lambda i=i: edit(opened, i, random.Random(i)) for i in range(5, 45)]))
    during_import(opened, texts[: count // 2], total)
    half = texts[: count // 2]
    show("exact count", measure([lambda t=t: customers.count(opened, CustomerQuery(t)) for t in half]), half)
    show("whole result in order", measure([lambda t=t: customers.all_ids(opened, CustomerQuery(t)) for t in half[::2]]), half[::2])
    few = ("", "an", "nguyen")
    show(f"{len(keys)} facets", measure([lambda t=t: facets.counts(opened, CustomerQuery(t), keys) for t in few]), few, 500.0)
    near = ("nguyne van hugn", "0912345679", "trna thi yen")
    show("nearly right names", measure([lambda t=t: customers.similar_names(opened, t) for t in near]), near)
    jump(opened, total)
    memory(opened)
    return p99


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--plain", action="store_true", help="warm reads, against the same in an unencrypted file")
    parser.add_argument("--peers", action="store_true", help="first pages, against FTS5 unicode61 and LIKE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        opened = open_vault(folder, options.customers)
        p99 = run(opened, options.customers, options.queries)
        if options.plain:
            with opened.reading() as connection:
                ours = warm(connection)
            engine = plain_engine(folder / f"plain_{options.customers}.db", options.customers)
            with engine.connect() as connection:
                theirs = warm(connection)
            engine.dispose()
            for what, a, b in zip(("sort of an indexed column", "scan of the texts"), ours, theirs, strict=True):
                print(f"warm {what}: encrypted {a:.0f} ms, plain {b:.0f} ms, ratio {a / b:.3f} (goal 1.05)")
        if options.peers:
            peers(opened, keystrokes(options.queries, options.customers, random.Random(3))[:: max(1, options.queries // 40)], p99)
        vaults.lock(opened)


if __name__ == "__main__":
    sys.exit(main())
