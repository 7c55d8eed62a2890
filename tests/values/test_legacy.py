"""Text of before Unicode."""

from __future__ import annotations

import pytest

from khachhang.values.legacy import decode_cell, decode_tcvn3, decode_viqr, decode_vni, detect_legacy, is_upper_font
from khachhang.values.typing_residue import decode_telex


@pytest.mark.parametrize(("raw", "text"), [
    ("NguyÔn ThÞ Tr©m", "Nguyễn Thị Trâm"), ("C¤NG TY TNHH TH¦¥NG M¹I", "CÔNG TY TNHH THƯƠNG MẠI"), ("§.T.T. Nh\xad", "Đ.T.T. Như"),
    ("®· ®æi sè", "đã đổi số"),
    ("NGUYÔN QUúNH", "NGUYỄN QUỲNH"), ("M· sè", "Mã số"),
])  # fmt: skip
def test_tcvn3(raw, text):
    assert decode_tcvn3(raw) == text


def test_tcvn3_font_of_capitals():
    assert is_upper_font(".VnTimeH")
    assert not is_upper_font(".VnTime")
    assert decode_tcvn3("nguyÔn v¨n an", upper_font=True) == "NGUYỄN VĂN AN"


@pytest.mark.parametrize(("raw", "text"), [
    ("Nguyeãn Ñöùc Phöông", "Nguyễn Đức Phương"), ("NGUYEÃN VAÊN", "NGUYỄN VĂN"), ("Ñoã Thò Nhung", "Đỗ Thị Nhung"), ("Haø Noäi", "Hà Nội"),
])  # fmt: skip
def test_vni_longest_match_first(raw, text):
    assert decode_vni(raw) == text


def test_viqr():
    assert decode_viqr("Nguye^~n Va(n DDu+'c") == "Nguyễn Văn Đức"


@pytest.mark.parametrize(("texts", "font", "code"), [
    (["NguyÔn ThÞ Tr©m", "Lan", "Hoµng V¨n An"], None, "tcvn3"),
    (["Nguyeãn Ñöùc Phöông", "Nguyễn Văn Anh", "Trần An"], None, "vni"),
    (["Nguye^~n Va(n An", "Tra^`n Thi. Lan"], None, "viqr"),
    (["NguyÔn ThÞ Tr©m"], ".VnTime", "tcvn3"),
    (["0 ®", "118.000®"], None, "tcvn3"),
    (["José García", "Jürgen Müller", "François", "Zoë", "Åsa Öberg"], None, None),
    (["Nguyễn Văn An", "Hà", "Lê Thùy Hà", "Hoàng"], None, None),
    (["Hà", "Tú", "Vân", "Toàn", "Hoà"], None, None),
    (["Lan", "Hoa"], "Arial", None),
    ([], None, None),
])  # fmt: skip
def test_legacy_code_of_a_column(texts, font, code):
    assert detect_legacy(texts, font) == code


def test_cells_in_unicode_stay_in_a_mixed_column():
    assert decode_cell("Nguyễn Văn Toàn", "vni") == "Nguyễn Văn Toàn"
    assert decode_cell("Hà", "vni") == "Hà"
    assert decode_cell("Nguyeãn Vaên Toaøn", "vni") == "Nguyễn Văn Toàn"
    assert decode_cell("Lan", "tcvn3") == "Lan"
    assert decode_cell("Cty Thanh Phó", "tcvn3") == "Cty Thanh Phú"
    assert decode_cell("Nguyễn Phó", None) == "Nguyễn Phó"


@pytest.mark.parametrize(("word", "text"), [
    ("Nguyeenx", "Nguyễn"), ("Nguyeexn", "Nguyễn"), ("Dduwcs", "Đức"), ("Quoocs", "Quốc"), ("DUwOwNG", "DƯƠNG"), ("Thuaanj", "Thuận"),
    ("hoas", "hóa"), ("Lan", None),
    ("Plus", None), ("Smith", None), ("Doanh", None),
])  # fmt: skip
def test_telex_residue(word, text):
    assert decode_telex(word) == text
