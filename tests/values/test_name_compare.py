"""May two names with one phone number be one customer?"""

from __future__ import annotations

import pytest

from khachhang.values.names import compatible, given_name, initials, name_key, parse_name, person_sort_key


@pytest.mark.parametrize(("first", "second"), [
    ("Nguyễn Văn An", "NGUYEN VAN AN"), ("Nguyễn Văn An", "An Văn Nguyễn"), ("Nguyễn Văn An", "N.V. An"),
    ("Nguyễn Văn An", "Ng. Văn An"), ("Nguyễn Văn An", "Nguyễn V. An"),
    ("Trần Xuân Đức", "Trần Đức"), ("Nguyễn Yến Tuyết", "Yến Tuyết"), ("Nguyễn Thị Hoa", "Chị Hoa"), ("Nguyễn Thị Hoa", "Hoa xe ôm"),
    ("Lý Mỹ Vy", "Lí Mĩ Vi"),
    ("Trần Hoà", "Trần Hòa"), ("Cty TNHH VT Thịnh Việt", "Công ty TNHH Vận tải Thịnh Việt"),
    ("Công ty TNHH MTV Ngọc Lộc", "CT TNHH 1TV Ngọc Lộc"),
    ("Tạp hóa Gia Sao", "TH Gia Sao"), ("Vạn Phú", "Công ty CP Vạn Phú"), ("Cửa hàng Gia Bảo", "C.Hàng Gia Bảo"),
])  # fmt: skip
def test_one_customer(first, second):
    assert compatible(first, second)
    assert compatible(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Nguyễn Văn An", "Nguyễn Thị Lan", id="couple"),
        pytest.param("Nguyễn Văn An", "Nguyễn Văn Bình", id="brothers"),
        pytest.param("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", id="brothers with like names"),
        pytest.param("Anh An", "Chị An", id="titles"),
        pytest.param("Nguyễn Thị An", "Anh An", id="middle name and title"),
        pytest.param("Nguyễn Văn An", "Trần Văn An", id="family names"),
        pytest.param("Nguyễn Thị Hoa", "Tạp hóa Hoa", id="owner and shop"),
        pytest.param("Công ty TNHH An Bình", "Công ty TNHH An Bình - Chi nhánh Hà Nội", id="branch"),
        pytest.param("Công ty Xây dựng Minh Tâm", "Công ty Vận tải Minh Tâm", id="trades"),
        pytest.param("Công ty Minh Tâm", "Tạp hóa Minh Tâm", id="kinds"),
        pytest.param("Nguyễn V.", "Nguyễn Văn An", id="no given name"),
    ],
)
def test_two_customers(first, second):
    assert not compatible(first, second)
    assert not compatible(second, first)


def test_names_may_be_given_as_parsed():
    lan = parse_name("Chị Lan").value

    assert lan is not None
    assert compatible(lan, "Nguyễn Thị Lan")


def test_keys():
    assert name_key("An Văn Nguyễn") == name_key("Nguyễn Văn An") == "an nguyen van"
    assert given_name("Hoa xe ôm") == given_name("Nguyễn Thị Hoa") == "Hoa"
    assert initials("Nguyễn Văn An") == initials("N.V. An") == "nva"
    assert person_sort_key("Hoa xe ôm") < person_sort_key("Nguyễn Văn Nam")
