"""Text: cells to strings, folding, tones and the Vietnamese order."""

from __future__ import annotations

import random
from datetime import date, datetime

import pytest

from khachhang.values.text import canonical_tone, cell_to_text, fold, fold_name, is_masked, name_sort_key, nfc_squeeze, sort_key


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        pytest.param(912345678.0, "912345678", id="a phone kept as a number"),
        pytest.param(1.5, "1.5", id="a fraction"),
        pytest.param(123456789012345678, "123456789012345678", id="a long id"),
        pytest.param(None, "", id="empty"),
        pytest.param(float("nan"), "", id="not a number"),
        pytest.param(True, "TRUE", id="a flag"),
        pytest.param(date(2025, 1, 2), "2025-01-02", id="a date"),
        pytest.param(datetime(2025, 1, 2), "2025-01-02", id="midnight"),
        pytest.param(datetime(2025, 1, 2, 3, 4, 5), "2025-01-02 03:04:05", id="a moment"),
    ],
)
def test_cell_becomes_text(cell, text):
    assert cell_to_text(cell) == text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("Nguye\u0302\u0303n  Va\u0306n", "Nguyễn Văn", id="decomposed"),
        pytest.param("Nguyễn\u00a0Văn\u200b A\ufeff", "Nguyễn Văn A", id="odd spaces"),
        pytest.param("Hоа Lan", "Hoa Lan", id="Cyrillic letters among Latin ones"),
        pytest.param("Анна", "Анна", id="all Cyrillic stays"),
        pytest.param("Ðỗ Văn", "Đỗ Văn", id="Eth typed for Đ"),
        pytest.param("０９１２", "0912", id="full width"),
        pytest.param("\u00d4ng\nBà", "Ông Bà", id="line break"),
    ],
)
def test_text_is_composed_and_squeezed(raw, clean):
    assert nfc_squeeze(raw) == clean


@pytest.mark.parametrize(("text", "folded"), [
    ("Đặng Thị ÊĐÊ", "dang thi ede"), ("  12/3A, Lê-Lợi ", "12 3a le loi"), ("Nguye\u0302\u0303n", "nguyen"),
    ("STRASSE ß", "strasse ss"), ("²①", "21"), ("", ""),
])  # fmt: skip
def test_fold_leaves_letters_and_digits(text, folded):
    assert fold(text) == folded


def test_names_fold_over_i_and_y():
    assert fold_name("Lý Mỹ Quý") == fold_name("Lí Mĩ Quí") == "li mi qui"
    assert fold_name("Thúy") != fold_name("Thúi")


@pytest.mark.parametrize(("text", "canonical"), [
    ("hoà", "hòa"), ("Thuý Hoà", "Thúy Hòa"), ("HOÀ", "HÒA"), ("khoẻ", "khỏe"), ("quý", "quý"),
    ("toàn", "toàn"), ("tòan", "toàn"), ("hoàng", "hoàng"),
])  # fmt: skip
def test_tones_stand_where_the_older_spelling_has_them(text, canonical):
    assert canonical_tone(text) == canonical


def test_masked_values_are_recognised():
    assert is_masked("N****n")
    assert not is_masked("Nguyễn")


def test_people_sort_by_given_name_in_vietnamese_order():
    ordered = ["Trần An", "Nguyễn Văn An", "Lê Ân", "Bùi Bình", "Cao Châu", "Phạm Dũng", "Hồ Đào",
               "Vũ Đạt", "Lê Ích", "Đỗ Nga", "Đỗ Ngà", "Đỗ Ngả", "Đỗ Ngã",
               "Đỗ Ngá", "Đỗ Ngạ", "Ngô Oanh", "Ngô Ơn", "Đinh Uy", "Đinh Ước", "Lý Vy"]  # fmt: skip
    ordered[0], ordered[1] = ordered[1], ordered[0]

    shuffled = random.Random(4).sample(ordered, len(ordered))

    assert sorted(shuffled, key=name_sort_key) == ordered


def test_sort_key_has_letters_before_tones_before_capitals():
    words = ["a", "A", "à", "ả", "ã", "á", "ạ", "ab", "ă", "ắ", "â", "b", "d", "đ", "e", "ê"]

    assert sorted(words, key=sort_key) == words
    assert sort_key("e\u0302\u0301") == sort_key("ế")
    assert name_sort_key("Công ty An", is_business=True) == sort_key("Công ty An")


def test_sort_keys_are_plain_unicode_for_the_database():
    key = sort_key("Nguyễn\ud800 😀\x00")

    assert key.encode("utf-8")
