"""Laws of every parser: it never fails on any cell, and its own output comes back unchanged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khachhang import messages
from khachhang.values.dates import parse_date
from khachhang.values.emails import parse_emails
from khachhang.values.flags import parse_flag
from khachhang.values.groups import parse_groups
from khachhang.values.legacy import decode_cell, detect_legacy
from khachhang.values.money import MoneyColumn, money_column, parse_money
from khachhang.values.names import compatible, parse_name
from khachhang.values.numbers import parse_points, parse_quantity
from khachhang.values.parsed import Parsed
from khachhang.values.phones import is_plausible, parse_phones
from khachhang.values.sex import parse_sex
from khachhang.values.tax_codes import parse_tax_code
from khachhang.values.text import canonical_tone, cell_to_text, fold, fold_name, name_sort_key, nfc_squeeze, sort_key

TODAY = date(2026, 1, 15)
LIKELY = st.text("0123456789 .,-+()/;:@*'\"ntrkđdMoO\nNguyễnVăAHoàhạCTyJSs^~`?\u0301\u0302\u00a0", max_size=40)
CELLS = st.one_of(
    st.text(max_size=60), LIKELY, st.integers(), st.floats(), st.booleans(), st.none(), st.dates(), st.datetimes(), st.times(),
    st.from_regex(r"\A[0+(]?\d{2,4}[ .-]?\d{3,4}[ .-]?\d{3,5}( ?[-/;,] ?0\d{9})?\Z"),
)  # fmt: skip
PARSERS: dict[str, Callable[[Any], Parsed[Any]]] = {
    "phones": parse_phones, "emails": parse_emails, "name": parse_name,
    "date": lambda cell: parse_date(cell, today=TODAY, birth=True),
    "money": parse_money,
    "money in thousands": lambda cell: parse_money(cell, column=MoneyColumn(1_000, 500.0)),
    "quantity": parse_quantity, "points": parse_points, "sex": parse_sex,
    "tax": parse_tax_code, "groups": parse_groups, "flag": parse_flag,
}  # fmt: skip


@pytest.mark.parametrize("kind", PARSERS)
@given(cell=CELLS)
def test_parsers_are_total_and_speak_in_known_sentences(kind, cell):
    parsed = PARSERS[kind](cell)

    sentences = messages.table("vi")
    assert all(issue.code in sentences["issue"] for issue in parsed.issues)
    assert all(repair in sentences["repair"] for repair in parsed.repairs)
    for issue in parsed.issues:
        assert messages.placeholders(sentences["issue"][issue.code]) <= set(issue.params)


@given(CELLS)
def test_phones_come_back_unchanged(cell):
    value = parse_phones(cell).value
    for number in value.numbers if value else ():
        assert is_plausible(number)
        again = parse_phones(number)
        assert again.value is not None
        assert again.value.numbers == (number,)


@given(CELLS)
def test_other_values_come_back_unchanged(cell):
    money = parse_money(cell).value
    assert money is None or parse_money(money).value == money
    day = parse_date(cell, today=TODAY).value
    assert day is None or parse_date(day, today=TODAY).value == day
    tax = parse_tax_code(cell).value
    assert tax is None or parse_tax_code(tax).value == tax
    emails = parse_emails(cell).value
    for address in emails.addresses if emails else ():
        again = parse_emails(address).value
        assert again is not None
        assert again.addresses == (address,)
    groups = parse_groups(cell).value
    assert groups is None or parse_groups("|".join(groups)).value == groups


NAME_WORDS = st.sampled_from(
    "Nguyễn Trần Lê Thị Văn Anh Chị Hai Lan Hùng An tạp hóa nguyeenx Hoaf CTY TNHH Minh - (VIP) , A. Mr Cô Ba hẻm 12 N.V. Quán".split()
)


@given(st.one_of(CELLS, st.lists(NAME_WORDS, min_size=1, max_size=6).map(" ".join)))
def test_a_clean_name_stays_as_it_is(cell):
    once = parse_name(cell).value
    if once is None:
        return
    text = once.full_name
    for _ in range(4):  # a title under a title comes off one by one
        again = parse_name(text).value
        if again is None or again.full_name == text:
            break
        text = again.full_name
    else:
        pytest.fail(f"{cell!r} never settles: {text!r}")


@given(st.one_of(st.text(max_size=40), LIKELY))
def test_text_functions_are_total_and_idempotent(text):
    squeezed = nfc_squeeze(text)
    assert nfc_squeeze(squeezed) == squeezed
    assert fold(fold(text)) == fold(text)
    assert fold_name(fold_name(text)) == fold_name(text)
    assert canonical_tone(canonical_tone(squeezed)) == canonical_tone(squeezed)
    assert cell_to_text(text) == text
    assert sort_key(text).encode("utf-8")
    assert name_sort_key(text).encode("utf-8")


@given(st.lists(st.one_of(st.text(max_size=20), LIKELY), max_size=8), LIKELY)
def test_columns_are_judged_without_failing(texts, text):
    code = detect_legacy(texts)
    assert decode_cell(text, None) == text
    assert isinstance(decode_cell(text, code), str)
    assert money_column(texts, text).unit in (1, 1_000, 1_000_000, 1_000_000_000)


@given(LIKELY, LIKELY)
def test_compatible_is_symmetric(first, second):
    assert compatible(first, second) == compatible(second, first)
