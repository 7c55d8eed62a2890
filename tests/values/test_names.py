"""Names: what is the name, what is taken out of it and kept beside it."""

from __future__ import annotations

import pytest

from khachhang.values.names import Name, detect_telex, detect_western_order, is_business_name, parse_name


def full_name(raw, **options):
    value = parse_name(raw, **options).value
    return value.full_name if value else None


@pytest.mark.parametrize(("raw", "name"), [
    ("Nguyễn Thị Lan", "Nguyễn Thị Lan"), ("NGUYỄN THỊ LAN", "Nguyễn Thị Lan"), ("nguyễn thị lan", "Nguyễn Thị Lan"),
    ("  Nguyễn\u00a0 Thị Lan ", "Nguyễn Thị Lan"),
    ("Nguye\u0302\u0303n An", "Nguyễn An"), ("Nguyeenx Thij Lan", "Nguyễn Thị Lan"), ("NGUYEeNx NGOCj GIANG", "Nguyễn Ngọc Giang"),
    ("Nguye6n4 Va8n An", "Nguyễn Văn An"),
    ("Nguye^~n Va(n A", "Nguyễn Văn A"), ("Nguyễn Th Thủy", "Nguyễn Th Thủy"), ("Nguyễn Thanj Vĩ", "Nguyễn Thanj Vĩ"), ("Max", "Max"),
    ("Lee Min Ho", "Lee Min Ho"),
    ("Hùng Văn Nguyễn", "Nguyễn Văn Hùng"), ("Hùng, Nguyễn Văn", "Nguyễn Văn Hùng"), ("Dương Tiến Phan", "Dương Tiến Phan"),
    ("Nguyễm Đình Vũ", "Nguyễm Đình Vũ"),
    ("dinh v. binh", "Dinh V. Binh"), ("N.T. Oanh", "N.T. Oanh"), ("h'hen niê", "H'Hen Niê"),
    ("CTY TNHH MTV ABC HÒA", "Cty TNHH MTV ABC Hòa"), ("Anh cắt tóc", "Anh cắt tóc"),
    ("CÔNG TY TNHH MTV DỊCH VỤ ĐẠI HẢI VN", "Công ty TNHH MTV Dịch vụ Đại Hải VN"), ("Coong ty TNHH Hoaf Hair", "Công ty TNHH Hòa Hải"),
])  # fmt: skip
def test_name_is_cleaned(raw, name):
    assert full_name(raw) == name


@pytest.mark.parametrize(("raw", "name"), [
    ("Chị Lan", Name("Lan", "Chị", "F")),
    ("A. tân, võ ngọc", Name("Võ Ngọc Tân", "A.", "M")),
    ("Mr.lê tuấn lưu", Name("Lê Tuấn Lưu", "Mr.", "M")),
    ("C.Quyen", Name("Quyen", "C.", "F")),
    ("Cô Ba Nguyễn Thị Thuý Ngân", Name("Nguyễn Thị Thuý Ngân", "Cô Ba", "F")),
    ("Chị Hai Oanh nước đá", Name("Oanh nước đá", "Chị Hai", "F", hint="nước đá")),
    ("Chú Hai tạp hóa", Name("Hai tạp hóa", "Chú", "M", hint="tạp hóa")),
    ("Chị Năm", Name("Chị Năm", "", "F")),
    ("BS. Nguyễn Văn A", Name("Nguyễn Văn A", "BS.")),
    ("chi Lan", Name("Lan", "Chi", "F")),
    ("Chu Văn An", Name("Chu Văn An")),
    ("Anh", Name("Anh")),
    ("ANH THỊ THANH NGUYỄN", Name("Nguyễn Thị Thanh Anh")),
])  # fmt: skip
def test_title_is_taken_off_and_hints_at_the_sex(raw, name):
    assert parse_name(raw).value == name


@pytest.mark.parametrize(("raw", "name", "hint"), [
    ("Chị Lý - Kim Mã", "Lý", "Kim Mã"), ("A Tuấn sửa xe", "Tuấn sửa xe", "sửa xe"), ("Lan tạp hoá", "Lan tạp hoá", "tạp hoá"),
    ("Trần Sỹ (đã đổi số)", "Trần Sỹ", "đã đổi số"),
    ("Bà Anh hẻm 12", "Anh hẻm 12", "hẻm 12"), ("Tuấn, sửa xe", "Tuấn", "sửa xe"), ("KH001 - Nguyễn Văn A", "Nguyễn Văn A", "KH001"),
    ("Ms. Hoa (Công ty ABC)", "Hoa", "Công ty ABC"), ("Thu tạp hoá (VIP)", "Thu tạp hoá", "VIP; tạp hoá"),
])  # fmt: skip
def test_hint_is_kept_beside_the_name(raw, name, hint):
    value = parse_name(raw).value

    assert value is not None
    assert (value.full_name, value.hint, value.is_business) == (name, hint, False)


def test_nickname_and_phone_in_a_name_are_kept():
    assert parse_name('Nguyễn Văn Tèo "Tí"').value == Name("Nguyễn Văn Tèo", nickname="Tí")
    assert parse_name("Lan 0912 345 678").value == Name("Lan", phones=("+84912345678",))


@pytest.mark.parametrize("text", [
    "Công ty TNHH An Bình", "Cty CP Sao Mai", "DNTN Thanh Hưng", "D.N.T.N Thịnh Sáng", "HKD Hà Hoàng", "Hộ KD Phúc Tâm",
    "Tạp hóa Chị Tám", "Cửa hàng Long Phát", "C.Hàng Gia Bảo",
    "Quán Anh", "Shop Bé Bi", "Mai Shop", "Nhà thuốc Hồng Đức", "VLXD Hùng Mạnh", "NH Bảo Tâm", "TH Chú Út", "Trường mầm non Sao Mai",
    "Siêu thị mini Bà Tám",
])  # fmt: skip
def test_business_is_recognised(text):
    assert is_business_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Quân Anh",
        "Lan tạp hóa",
        "Hồng nail",
        "Nguyễn Công Lý",
        "Lò Thị Mai",
        "Hội",
        "Kho",
        "Anh Tuấn Cty Hoàng Long",
        "Nguyễn Văn A (Công ty ABC)",
    ],
)
def test_person_is_no_business(text):
    assert not is_business_name(text)


@pytest.mark.parametrize(("raw", "code"), [("N****n", "name_masked"), ("Khách lẻ", "name_missing"), ("123", "name_missing")])
def test_what_is_no_name_is_an_issue(raw, code):
    parsed = parse_name(raw)

    assert parsed.value is None
    assert [issue.code for issue in parsed.issues] == [code]


def test_western_order_is_a_property_of_the_column():
    western = ["Minh Tran", "Lan Nguyen", "Hoa Pham", "Son Le", "Binh Do", "Tuan Vo"]

    assert detect_western_order(western)
    assert not detect_western_order(["Nguyễn Văn An", "Trần Bình", "Lê Thị Chi", "Phạm Dung", "Hoàng Em"])
    assert full_name("Minh Tran", western_order=True) == "Tran Minh"
    assert full_name("Minh Tran") == "Minh Tran"


def test_column_full_of_telex_decides_weak_words():
    column = ["Nguyeenx An", "Traanf Bình", "Phamj Vawn Chi", "Hoangf Dungx Vawn", "Leej Thij Huowng", "Cao Thanh Nghieem"]

    assert detect_telex(column)
    assert full_name("Cao Thanh Nghieem", is_telex=True) == "Cao Thanh Nghiêm"
    assert full_name("Cao Thanh Nghieem") == "Cao Thanh Nghieem"


def test_repairs_are_told():
    assert parse_name("CHỊ  LAN").repairs == ("name_spaces", "name_case", "name_title")
    assert parse_name("Nguyễn Văn An").repairs == ()


@pytest.mark.parametrize(
    ("name", "is_business"),
    [
        ("Tạp hoá", True), ("Sửa xe", True), ("Cafe", True), ("CƠM TẤM", True), ("Hải sản Biển Đông", True), ("Mỹ phẩm Lan", True),
        ("My Pham", False), ("Sinh Tô", False), ("Anh Ba sửa xe", False), ("Chị Lan tạp hoá", False), ("Nguyễn Thị Hải", False),
    ],
)  # fmt: skip
def test_a_trade_without_a_name_is_a_business(name: str, is_business: bool) -> None:
    found = parse_name(name).value

    assert found is not None
    assert found.is_business is is_business
