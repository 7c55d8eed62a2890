"""Three whole sample files against their truth: what a perfect import would store."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from khachhang.values.dates import parse_date
from khachhang.values.emails import parse_emails
from khachhang.values.money import money_column, parse_money
from khachhang.values.names import parse_name
from khachhang.values.phones import parse_phones
from khachhang.values.sex import parse_sex, sex_coding
from khachhang.values.text import canonical_tone, nfc_squeeze

FILES = [
    ("11_khach_hang_win1258.csv", "cp1258", ";"),
    ("12_khach_hang_unicode_text.txt", "utf-16", "\t"),
    ("13_cskh_utf8_bom.csv", "utf-8-sig", ";"),
]
CODE, NAME, PHONE, ADDRESS, BIRTH, SEX, EMAIL, DEBT = range(8)


def read(folder: Path, name: str, encoding: str, delimiter: str) -> list[tuple[list[str], dict[str, str]]]:
    table = list(csv.reader(io.StringIO((folder / name).read_bytes().decode(encoding), newline=""), delimiter=delimiter))
    with (folder / "truth" / f"{name}.rows.csv").open(encoding="utf-8-sig", newline="") as lines:
        return [(table[int(row["row"]) - 1], row) for row in csv.DictReader(lines)]


def same_name(name: str, truth: dict[str, str]) -> bool:
    def key(text: str) -> str:
        return canonical_tone(nfc_squeeze(text).casefold())

    return key(name) in (key(truth["name_expected"]), key(truth["name_as_written"]))


@pytest.mark.parametrize(("name", "encoding", "delimiter"), FILES)
def test_sample_file_is_read_as_its_truth_says(data_dir, name, encoding, delimiter):
    rows = read(data_dir, name, encoding, delimiter)
    column = money_column([cells[DEBT] for cells, _ in rows], "Công nợ")
    coding = sex_coding(cells[SEX] for cells, _ in rows)
    wrong: dict[str, list[object]] = {field: [] for field in ("name", "phones", "birth_date", "sex", "email", "debt")}

    for cells, truth in rows:
        full_name = parse_name(cells[NAME]).value
        phones = parse_phones(cells[PHONE]).value
        emails = parse_emails(cells[EMAIL]).value
        debt = parse_money(cells[DEBT], column=column).value
        got = {
            "phones": ";".join(phones.numbers) if phones else "",
            "birth_date": parse_date(cells[BIRTH], today=date(2025, 10, 1), birth=True).value or "",
            "sex": parse_sex(cells[SEX], coding=coding).value or "",
            "email": emails.addresses[0] if emails and emails.addresses else "",
            "debt": "" if debt is None else str(debt),
        }
        if full_name is None or not same_name(full_name.full_name, truth):
            wrong["name"].append(cells[NAME])
        for field, value in got.items():
            if value != truth.get(field, ""):
                wrong[field].append((value, truth.get(field), cells))

    assert {field: cases for field, cases in wrong.items() if len(cases) > (0.01 * len(rows) if field == "name" else 0)} == {}
