"""The sixteen sample files: every table, column and row as the truth says, values as good as promised."""

from __future__ import annotations

import csv
import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from khachhang.fields import CATALOGUE
from khachhang.importing import Options, Table, Verdict, check_table, find_tables, inspected_columns, suggest_mapping
from khachhang.workbooks import Sheet, Workbook, read_workbook
from tests.importing.made_sheets import TODAY

DATA = Path(__file__).resolve().parents[1] / "data"
TRUTH: list[dict[str, Any]] = json.loads((DATA / "truth" / "mapping.json").read_text(encoding="utf-8"))
NAMES = [f["file"] for f in TRUTH]


@cache
def workbook(name: str) -> Workbook:
    password = next((f.get("password") for f in TRUTH if f["file"] == name), None)
    return read_workbook(DATA / name, password=password)


@cache
def tables(name: str) -> list[tuple[Sheet, Table]]:
    return [(s, t) for s in workbook(name).sheets for t in find_tables(s)]


def truth_rows(name: str) -> dict[tuple[str, int], dict[str, str]]:
    with (DATA / "truth" / f"{name}.rows.csv").open(encoding="utf-8-sig", newline="") as file:
        return {(r["sheet"], int(r["row"])): r for r in csv.DictReader(file)}


def loose(text: str) -> str:
    text = "".join(c for c in unicodedata.normalize("NFD", text.lower().replace("đ", "d")) if not unicodedata.combining(c))
    return " ".join(text.split())


@pytest.mark.parametrize("file", TRUTH, ids=NAMES)
def test_tables_headers_and_columns_are_found(file: dict[str, Any]) -> None:
    found = {s.name: (s, t) for s, t in tables(file["file"])}

    assert sorted(found) == sorted(t["sheet"] for t in file["tables"])
    for expected in file["tables"]:
        made, table = found[expected["sheet"]]
        columns = inspected_columns(table, suggest_mapping(made, table, CATALOGUE), CATALOGUE)
        wanted = {c.get("letter", c["header"]): c["field"] for c in expected["columns"] if c["field"] not in ("ignore", "stt")}
        assert list(table.header_rows) == expected["header_rows"] or not expected["header_rows"]
        assert {k: columns.get(k) for k in wanted} == wanted


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_accounted_for_and_values_are_right(name: str) -> None:
    truth = truth_rows(name)
    got: dict[tuple[str, int], dict[str, Any]] = {}

    for made, table in tables(name):
        checked = check_table(made, table, suggest_mapping(made, table, CATALOGUE), CATALOGUE, Options(TODAY))
        got.update({(made.name, r.sheet_row): r.values for r in checked.rows if r.verdict in (Verdict.OK, Verdict.DOUBT)})
        assert [r.sheet_row for r in checked.rows] == [made.number_of(i) for i in range(len(made.rows)) if made.number_of(i)]

    assert sorted(got) == sorted(truth)
    assert share(got, truth, "phones", lambda v: ";".join(sorted(v)), lambda t: ";".join(sorted(t.split(";")))) >= 0.99
    assert share(got, truth, "email", lambda v: v[0], str) >= 0.99
    assert share(got, truth, "full_name", loose, loose, "name_expected", "name_as_written") >= 0.97
    for key in ("birth_date", "tax_code", "debt", "total_spent", "amount", "cod", "paid", "order_date", "product", "quantity"):
        assert share(got, truth, key, lambda v: str(v)[:60], lambda t: t[:60]) >= 0.99, key


def share(got: Any, truth: Any, key: str, of_value: Any, of_truth: Any, *columns: str) -> float:
    """Return the share of the rows with a truth whose value agrees, invented values counting against it."""
    right = total = 0
    for place, row in truth.items():
        expected = {of_truth(row[c]) for c in (columns or (key,)) if row.get(c)}
        value = got[place].get(key)
        if expected or (value is not None and key in row and not columns):
            total += 1
            right += value is not None and of_value(value) in expected
    return right / total if total else 1.0
