"""Duplicates against splink, same run: `python -m benchmarks.duplicates [LABELLED_FOLDER] [--made N] [--splink-python PATH]`.

On the labelled records (default tests/data/duplicates) and on N made-up ones (default 100,000): F1 over customers joined where the
probability is at least 0.5 and at the best threshold, error (1 − F1), CPU seconds (user + system, all threads) and peak memory, each
program in a process of its own, from the same cleaned table. Goals at 100,000: error ≤ 0.25 ×, CPU ≤ 0.4 ×, memory ≤ 0.6 × splink.

splink is installed only for this: `python -m venv /some/where && /some/where/bin/pip install splink`, then
`--splink-python /some/where/bin/python`. Without it only our own figures are printed.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import gzip
import importlib.util
import io
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = (  # in the order of Profile
    "id", "name", "is_business", "phones", "emails", "tax_code", "birth_date", "sex",
    "street", "ward", "district", "province", "province_new", "ward_new", "title",
)  # fmt: skip
THRESHOLDS = (0.05, 0.1, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999)
PEER_COLUMNS = (  # in the order of Profile
    "unique_id",
    "name_key",
    "given",
    "family",
    "phone",
    "phone2",
    "email",
    "tax",
    "birth_date",
    "house",
    "road",
    "ward",
    "province",
)

Scored = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Truth:
    """customers: the customer behind each record; is_linkable: it says enough for anyone to link it."""

    customers: Sequence[object]
    is_linkable: Sequence[bool]


def main() -> None:
    """Print the figures of both programs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "tests" / "data" / "duplicates")
    parser.add_argument("--made", type=int, default=100_000)
    parser.add_argument("--splink-python", default=sys.executable if importlib.util.find_spec("splink") else "")
    parser.add_argument("--run", nargs=3, metavar=("WHO", "TABLE", "PAIRS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        who, table, pairs = options.run
        {"ours": run_ours, "splink": run_splink}[who](Path(table), Path(pairs))
        return
    if not options.splink_python:
        print("splink is not installed: pip install splink in a virtual environment, then --splink-python PATH")
    if any(options.folder.glob("*.records.csv.gz")):
        measure("labelled records", *labelled(options.folder), options.splink_python)
    if options.made:
        measure("made-up records", *made(options.made), options.splink_python)


def measure(title: str, rows: list[dict[str, Any]], truth: Truth, splink_python: str) -> None:
    """Run both programs on one set and print what they reached."""
    print(f"\n{title}: {len(rows):,} records of {len(set(truth.customers)):,} customers, {sum(truth.is_linkable):,} linkable")
    with tempfile.TemporaryDirectory() as folder:
        table, peer_table = Path(folder) / "table.csv", Path(folder) / "peer.csv"
        write_table(table, COLUMNS, rows)
        write_table(peer_table, PEER_COLUMNS, [peer_row(row) for row in rows])
        ours = _measured("ours", sys.executable, table, truth)
        theirs = _measured("splink", splink_python, peer_table, truth) if splink_python else None
    if theirs:
        names = ("error at 0.5", "error at best", "CPU", "memory")
        ratios = [o / t for o, t in zip(ours, theirs, strict=True)]
        print("  ours / splink: " + ", ".join(f"{name} {ratio:.2f} ×" for name, ratio in zip(names, ratios, strict=True)))


def _measured(who: str, python: str, table: Path, truth: Truth) -> tuple[float, float, float, float]:
    """Return error at 0.5, error at the best threshold, CPU seconds and peak MiB."""
    out = table.with_suffix(f".{who}.csv")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [python, str(Path(__file__).resolve()), "--run", who, str(table), str(out)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = float(done.stdout.split()[-1])
    with out.open(encoding="utf-8", newline="") as file:
        pairs = [(int(a), int(b), float(p)) for a, b, p in csv.reader(file)]
    results = {t: scores(pairs, truth, t) for t in THRESHOLDS}
    best = max(results, key=lambda t: results[t][2])
    for label, threshold in (("default", 0.5), ("best", best)):
        precision, recall, f1 = results[threshold]
        print(f"  {who:7s} {label:8s} at {threshold:<6g} precision {precision:.4f} recall {recall:.4f} F1 {f1:.4f}")
    print(f"  {who:7s} {cpu:.1f} s CPU, {peak:.0f} MiB")
    return 1 - results[0.5][2], 1 - results[best][2], cpu, peak


def scores(pairs: Iterable[Scored], truth: Truth, threshold: float) -> tuple[float, float, float]:
    """Return pairwise precision, recall and F1 over linkable records, after joining everything that hangs together."""
    parent = list(range(len(truth.customers)))

    def find(x: int) -> int:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b, p in pairs:
        if p >= threshold:
            parent[find(a)] = find(b)
    wanted = [k for k, ok in enumerate(truth.is_linkable) if ok]
    joined, true = Counter(find(k) for k in wanted), Counter(truth.customers[k] for k in wanted)
    both = Counter((find(k), truth.customers[k]) for k in wanted)
    right, said, there = (sum(n * (n - 1) // 2 for n in counter.values()) for counter in (both, joined, true))
    precision, recall = right / max(1, said), right / max(1, there)
    return precision, recall, 2 * right / max(1, said + there)


# ---- the two sets ----------------------------------------------------------------------------------------------------


def labelled(folder: Path) -> tuple[list[dict[str, Any]], Truth]:
    """Return the labelled records, cleaned as an import would, and their truth."""
    from khachhang.values.sex import sex_coding

    raw = list(_read(next(folder.glob("*.records.csv.gz"))))
    truth = {t["record_id"]: t for t in _read(next(folder.glob("*.truth.csv.gz")))}
    coding = sex_coding([r["sex"] for r in raw])
    rows = [_cleaned(number, record, coding) for number, record in enumerate(raw)]
    ordered = [truth[r["record_id"]] for r in raw]
    return rows, Truth([t["entity_id"] for t in ordered], [t["linkable"] == "1" for t in ordered])


def _cleaned(number: int, r: dict[str, str], coding: str | None) -> dict[str, Any]:
    from khachhang.values.addresses import Address, parse_address
    from khachhang.values.dates import parse_date
    from khachhang.values.emails import parse_emails
    from khachhang.values.names import Name, parse_name
    from khachhang.values.phones import parse_phones
    from khachhang.values.sex import parse_sex
    from khachhang.values.tax_codes import parse_tax_code

    name = parse_name(r["full_name"]).value or Name("")
    phones, emails = parse_phones(r["phone"]).value, parse_emails(r["email"]).value
    address = parse_address(r["address"]).value or Address()
    return {
        "id": number, "name": name.full_name, "is_business": name.is_business, "phones": (phones.numbers if phones else ()) + name.phones,
        "emails": emails.addresses if emails else (), "tax_code": parse_tax_code(r["tax_code"]).value or "", "title": name.title,
        "birth_date": parse_date(r["birth_date"], today=datetime.date(2026, 1, 1), birth=True).value or "",
        "sex": parse_sex(r["sex"], coding=coding).value or "", "street": address.street, "ward": address.ward, "district": address.district,
        "province": address.province, "province_new": address.province_new, "ward_new": address.ward_new,
    }  # fmt: skip


def made(count: int) -> tuple[list[dict[str, Any]], Truth]:
    """Return made-up records and their truth. Linkable: a way to reach the customer, or a full name with a birth date or a street."""
    from benchmarks.duplicate_people import records

    profiles, customers = records(count)
    rows = [{name: getattr(p, name) for name in COLUMNS} for p in profiles]
    linkable = [bool(p.phones or p.emails or p.tax_code or (" " in p.name and (p.birth_date or p.street))) for p in profiles]
    return rows, Truth(customers, linkable)


def _read(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rb") as raw, io.TextIOWrapper(raw, "utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def write_table(path: Path, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    """Write rows as csv; lists joined by "|"."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([["|".join(row[c]) if isinstance(row[c], tuple) else row[c] for c in columns] for row in rows])


def peer_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return the columns splink compares: the same cleaned values, keys made as a careful user would."""
    from khachhang.matching.values import place, street_parts
    from khachhang.values.name_compare import business_key
    from khachhang.values.text import fold_name

    words = (business_key(row["name"]) if row["is_business"] else fold_name(row["name"])).split()
    _, house, road = street_parts(row["street"])
    phones = row["phones"]
    return {
        "unique_id": row["id"], "name_key": " ".join(sorted(words)),
        "given": words[-1] if words else "", "family": words[0] if len(words) > 1 else "",
        "phone": phones[0] if phones else "", "phone2": phones[1] if len(phones) > 1 else "",
        "email": row["emails"][0].lower() if row["emails"] else "", "tax": row["tax_code"],
        "birth_date": row["birth_date"] if len(row["birth_date"]) == 10 else "", "house": house, "road": road,
        "ward": place(row["ward"]), "province": place(row["province_new"] or row["province"]),
    }  # fmt: skip


# ---- the two programs, each in a process of its own -------------------------------------------------------------------


def run_ours(table: Path, out: Path) -> None:
    """Read the table, find duplicates, write id, id, probability."""
    sys.path.insert(0, str(ROOT))
    from khachhang.matching import Profile, find_duplicates

    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        profiles = [
            Profile(int(row[0]), row[1], row[2] == "True", *map(_listed, row[3:5]), *row[5:13], _listed(row[13]), row[14]) for row in rows
        ]
    pairs = find_duplicates(profiles)
    _finish(out, ((p.a, p.b, p.probability) for p in pairs))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


def run_splink(table: Path, out: Path) -> None:
    """The same with splink: term frequencies, fuzzy levels, several blocking rules, u by sampling, m by two rounds of EM."""
    import duckdb
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE people AS SELECT * FROM read_csv('{table}', all_varchar = true, nullstr = '')")
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name_key", [0.95, 0.88, 0.8]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("given").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("phone", [1]),
            cl.DamerauLevenshteinAtThresholds("email", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("tax", [1]),
            cl.DamerauLevenshteinAtThresholds("birth_date", [1, 2]),
            cl.JaroWinklerAtThresholds("road", [0.9]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("house").configure(term_frequency_adjustments=True),
            cl.ExactMatch("province"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("phone"),
            block_on("email"),
            block_on("tax"),
            block_on("name_key", "province"),
            block_on("name_key", "birth_date"),
            block_on("birth_date", "given"),
            block_on("house", "road"),
            block_on("house", "given", "province"),
            block_on("name_key", "ward"),
            "l.phone = r.phone2 and l.phone is not null",
            "substr(l.phone, 1, 8) = substr(r.phone, 1, 8) and l.given = r.given",
        ],
        retain_matching_columns=False,
    )
    linker = Linker(DuckDBAPI(connection).register("people"), settings)
    rules = ["l.phone = r.phone and l.name_key = r.name_key", "l.email = r.email"]
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("phone"), block_on("name_key", "province")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.01).as_duckdbpyrelation()
    rows = found.select("unique_id_l, unique_id_r, match_probability").fetchall()
    _finish(out, ((int(a), int(b), p) for a, b, p in rows))


def _finish(out: Path, pairs: Iterable[Scored]) -> None:
    with out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(pairs)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
