"""How near importing comes to the truth of a made workbook: tables, headers, columns, rows, values."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from khachhang.fields import CATALOGUE
from khachhang.importing import CheckedTable, Options, Table, Verdict, check_table, find_tables, inspected_columns, suggest_mapping
from khachhang.workbooks import Sheet, read_workbook
from tests.importing.made_sheets import TODAY
from tests.importing.unlike.making import Book, TableTruth

KEYS = (
    "full_name contact company phones email birth_date sex street ward district province tax_code debt total_spent amount cod paid "
    "unit_price quantity product order_code order_date created_date last_purchase_date customer_code group note"
).split()
PROMISED = {
    "phones": 0.99, "full_name": 0.97, "email": 0.99, "tax_code": 0.99, "birth_date": 0.99, "province": 0.98, "district": 0.95,
    "ward": 0.95, "debt": 0.99, "total_spent": 0.99, "amount": 0.99, "cod": 0.99, "paid": 0.99, "unit_price": 0.99,
}  # fmt: skip
"""Field → share that must be right."""

_ONLY_IF_SAID = frozenset({"note"})
"""Fields that may hold more than the truth asks for."""


@dataclass
class Score:
    """Counts over one or more workbooks. wrong: a line for every difference."""

    columns: int = 0
    columns_right: int = 0
    tables: int = 0
    tables_right: int = 0
    rows: int = 0
    rows_found: int = 0
    extra_rows: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def share(self, key: str) -> float:
        return self.right[key] / self.filled[key] if self.filled[key] else 1.0

    def lines(self) -> list[str]:
        """Return the counts as a table."""
        head = [
            f"tables {self.tables_right}/{self.tables}  columns {self.columns_right}/{self.columns}"
            f"  rows {self.rows_found}/{self.rows}  extra {self.extra_rows}"
        ]
        body = [f"{k:20s} {self.right[k]:6d}/{self.filled[k]:6d} {self.share(k):.4f}  invented {self.invented[k]}" for k in KEYS]
        return head + [line for line, key in zip(body, KEYS, strict=True) if self.filled[key] or self.invented[key]]


def score(books: Sequence[Book], folder: Path) -> Score:
    """Write, read and check every workbook."""
    total = Score()
    for book in books:
        score_book(book, read_workbook(book.save(folder)).sheets, total)
    return total


def score_book(book: Book, sheets: Sequence[Sheet], total: Score) -> None:
    """Add what importing makes of one workbook."""
    found = {("" if book.is_text else s.name, t.letter): (s, t) for s in sheets for t in find_tables(s)}
    expected = {(t.sheet, t.letter): t for t in book.tables}
    for key in found.keys() - expected.keys():
        total.wrong.append(f"{book.file}: no table of customers at {key}")
        total.extra_rows += 1
    for key, truth in expected.items():
        total.tables += 1
        if key not in found:
            total.wrong.append(f"{book.file}: table {key} not found, only {sorted(found)}")
            total.rows += len(truth.rows)
            total.columns += _asked(truth)
            continue
        _score_table(f"{book.file} {'!'.join(key)}", truth, *found[key], total)


def _asked(truth: TableTruth) -> int:
    return sum(1 for _, target in truth.columns.values() if target not in ("ignore", "stt", "any"))


def _score_table(place: str, truth: TableTruth, sheet: Sheet, table: Table, total: Score) -> None:
    if [r for r in table.header_rows if r] == truth.header_rows or table.blocks:
        total.tables_right += 1
    else:
        total.wrong.append(f"{place}: header in {table.header_rows}, not {truth.header_rows}")
    mapping = suggest_mapping(sheet, table, CATALOGUE)
    columns = inspected_columns(table, mapping, CATALOGUE)
    for letter, (header, target) in truth.columns.items():
        got = columns.get(letter, columns.get(header, "ignore"))
        if target == "any":
            continue
        if target in ("ignore", "stt"):
            if got not in ("ignore", "stt"):
                total.wrong.append(f"{place} {letter} {header!r}: needs no import, got {got}")
            continue
        total.columns += 1
        total.columns_right += got == target
        if got != target:
            total.wrong.append(f"{place} {letter} {header!r}: expected {target}, got {got}")
    _score_rows(place, truth, check_table(sheet, table, mapping, CATALOGUE, Options(TODAY)), total)


def _score_rows(place: str, truth: TableTruth, checked: CheckedTable, total: Score) -> None:
    got = {r.sheet_row: r.values for r in checked.rows if r.verdict in (Verdict.OK, Verdict.DOUBT)}
    kinds = {r.sheet_row: (r.kind.value, r.verdict.value) for r in checked.rows}
    total.rows += len(truth.rows)
    for row in sorted(got.keys() - truth.rows.keys()):
        total.extra_rows += 1
        total.wrong.append(f"{place} row {row}: no customer, imported as {got[row]}")
    for row, said in truth.rows.items():
        if row not in got:
            total.wrong.append(f"{place} row {row}: not imported ({kinds.get(row)}), holds {said}")
            continue
        total.rows_found += 1
        asked = {target.rstrip("0123456789") for _, target in truth.columns.values()}
        for key in KEYS:
            _score_value(f"{place} row {row}", key, said, got[row], asked, total)


def _score_value(place: str, key: str, said: dict[str, str], values: dict[str, Any], asked: set[str], total: Score) -> None:
    wanted = {_norm(key, said[k]) for k in ({"full_name": ("name_expected", "name_as_written")}.get(key, (key,))) if said.get(k)}
    value = _value(key, values)
    if wanted:
        total.filled[key] += 1
        fits = _norm(key, value) in wanted or (key in _ONLY_IF_SAID and all(w in _norm(key, value) for w in wanted))
        total.right[key] += fits
        if not fits:
            total.wrong.append(f"{place} {key}: expected {said.get(key) or said.get('name_expected')!r}, got {value!r}")
    elif value and key not in _ONLY_IF_SAID and not _is_stand_in(key, value, said) and not ("any" in asked and key in _LOOSE):
        total.invented[key] += 1
        total.wrong.append(f"{place} {key}: invented {value!r}")


_LOOSE = frozenset({"product", "quantity", "order_date", "created_date", "last_purchase_date", "customer_code", "order_code", "group",
                    "amount", "paid", "debt", "total_spent", "cod", "unit_price"})  # fmt: skip
"""Fields a column that nobody can name for certain may fill."""


def _is_stand_in(key: str, value: str, said: dict[str, str]) -> bool:
    """Return whether a company or a contact stands in for the name nobody gave."""
    return key == "full_name" and any(_norm("company", said.get(k, "")) == _norm("company", value) for k in ("company", "contact"))


def _value(key: str, values: dict[str, Any]) -> str:
    if key in ("street", "ward", "district", "province"):
        return str(values["address"][0][key] or "") if values.get("address") else ""
    value = values.get(key)
    if value is None:
        return ""
    return ";".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


_UNIT = re.compile(r"^(thanh pho|tinh|tp|quan|huyen|thi xa|phuong|xa|thi tran|dac khu) (?=\S)")


def fold(text: str) -> str:
    """Return small letters and digits without marks, parted by single spaces."""
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(c for c in text if not unicodedata.combining(c))).split())


def _norm(key: str, text: str) -> str:
    if key in ("ward", "district", "province"):
        return _UNIT.sub("", fold(text)).replace("thua thien hue", "hue")
    if key == "phones":
        return ";".join(sorted(text.split(";")))
    if key in ("full_name", "contact", "company"):
        return _tones(" ".join(unicodedata.normalize("NFC", text).lower().split()))
    if key in ("street", "note", "product", "group"):
        return fold(text)
    return text.strip().removesuffix(".0").lower()


_NEW_TONES = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split()
_OLD_TONES = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split()


def _tones(text: str) -> str:
    """Return the text with "oà" as "òa": both are right."""
    for new, old in zip(_NEW_TONES, _OLD_TONES, strict=True):
        text = re.sub(rf"(?<!q){old}\b", new, text)
    return text
