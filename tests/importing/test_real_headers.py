"""Header rows nobody here made up: those of real programs, templates and shops, mapped without help; and the traps seen in them."""

from __future__ import annotations

import pytest

from khachhang.importing import find_tables
from khachhang.importing.headers import match_header, money_unit
from khachhang.importing.legacy_headers import readable
from tests.importing.made_sheets import check, customers, sheet, targets
from tests.importing.real_tables import load, wrong

TABLES = load()


def test_the_collection_is_as_large_as_promised() -> None:
    headers = {c.header for t in TABLES for c in t.columns}

    assert len(TABLES) >= 100
    assert len(headers) >= 400


def test_every_real_header_row_is_found_as_one_table() -> None:
    found = {t.source: [tuple(f.header_rows) for f in find_tables(t.sheet())] for t in TABLES}

    assert {source: rows for source, rows in found.items() if rows != [(1,)]} == {}


def test_of_real_columns_99_in_100_are_taken_rightly_at_first_try() -> None:
    told, mistakes = wrong(TABLES)

    assert len(mistakes) <= 0.01 * told, "\n".join(mistakes)


SENDER_AND_RECEIVER = """
Mã vận đơn|Người gửi|SĐT người gửi|Địa chỉ người gửi|Người nhận|SĐT người nhận|Địa chỉ người nhận|Tiền thu hộ
GH001|Shop Áo Đẹp|0912000111|12 Lý Tự Trọng, Q1, TPHCM|Nguyễn Văn An|0987654321|5 Hàng Bài, Hoàn Kiếm, Hà Nội|#250000
GH002|Shop Áo Đẹp|0912000111|12 Lý Tự Trọng, Q1, TPHCM|Trần Thị Bình|0903111222|7 Lê Lợi, Ninh Kiều, Cần Thơ|#180000
GH003|Shop Áo Đẹp|0912000111|12 Lý Tự Trọng, Q1, TPHCM|Lê Cường|0933222111|9 Trần Phú, Hải Châu, Đà Nẵng|#0
"""


def test_the_customer_of_a_delivery_is_who_receives_it() -> None:
    found = customers(check(sheet(SENDER_AND_RECEIVER)))

    assert [v["full_name"] for v in found.values()] == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Cường"]
    assert [v["phones"] for v in found.values()] == [["+84987654321"], ["+84903111222"], ["+84933222111"]]
    assert all("Lý Tự Trọng" not in str(v["address"]) for v in found.values())


def test_who_sends_is_the_customer_where_nobody_receives() -> None:
    made = sheet("""
STT|Tên người gửi|Số điện thoại|Số kiện
#1|Nguyễn Văn An|0987654321|#2
#2|Trần Thị Bình|0903111222|#1
#3|Lê Cường|0933222111|#4
""")
    (table,) = find_tables(made)

    assert targets(made, table)["B"] == "full_name"


@pytest.mark.parametrize(
    "staff",
    [
        ("Nhân viên", "SĐT nhân viên"),
        ("NV bán hàng", "ĐT NVBH"),
        ("Họ tên CVKD", "SĐT CVKD"),
        ("Salesperson name", "Salesperson phone"),
        ("Người tạo", "SĐT người tạo"),
        ("Tài xế", "SĐT tài xế"),
        ("Người bán", "Điện thoại người bán"),
    ],
)
def test_staff_and_sellers_are_never_the_customer(staff: tuple[str, str]) -> None:
    made = sheet(f"""
{staff[0]}|{staff[1]}|Tên khách hàng|SĐT khách|Địa chỉ
Phạm Thu Hà|0909111222|Nguyễn Văn An|0987654321|5 Hàng Bài, Hoàn Kiếm, Hà Nội
Lê Minh Tú|0909333444|Trần Thị Bình|0903111222|7 Lê Lợi, Ninh Kiều, Cần Thơ
Phạm Thu Hà|0909111222|Lê Cường|0933222111|9 Trần Phú, Hải Châu, Đà Nẵng
Lê Minh Tú|0909333444|Vũ Mai Lan|0977888999|1 Bà Triệu, Huế
""")

    found = customers(check(made))

    assert [v["full_name"] for v in found.values()] == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Cường", "Vũ Mai Lan"]
    assert [v["phones"] for v in found.values()] == [["+84987654321"], ["+84903111222"], ["+84933222111"], ["+84977888999"]]
    assert all("contact" not in v for v in found.values())


def test_a_number_that_never_changes_is_the_shops_own() -> None:
    rows = "\n".join(f"Khách Số {n}|0987654{n:03d}|0912000111|{n} Lê Lợi, Quận 1, TPHCM" for n in range(100, 108))
    made = sheet(f"Tên khách|Điện thoại|Điện thoại 2|Địa chỉ\n{rows}")

    assert all(len(v["phones"]) == 1 for v in customers(check(made)).values())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("Tên hàng", "product"),
        ("Tên công ty", "company"),
        ("Ngày ghi nhận DT", None),
        ("Phí GH trả ĐT", "ignore"),
        ("TK Nợ (*)", "ignore"),
        ("Hãng", None),
        ("customerCode", "customer_code"),
        ("hovaten", "full_name"),
        ("dauthoigian", "created_date"),
        ("Lời nhắn / Mô tả", "note"),
        ("Mã PGH", "order_code"),
        ("Tên nha khoa", "company"),
        ("NV chăm sóc", "assignee"),
        ("Tỉnh/TP TK ngân hàng", "ignore"),
        ("district_id", "ignore"),
        ("Hạn mức công nợ", "ignore"),
        ("Có phải hàng hoàn", None),
    ],
)
def test_words_that_look_like_others(header: str, target: str | None) -> None:
    match = match_header(header)

    assert (match.target if match else None) == target


def test_a_bank_is_no_thousand_and_a_group_of_guests_no_order() -> None:
    assert [money_unit(h) for h in ("TK Ngân Hàng", "Ngân sách dự kiến (VNĐ)", "Nợ (ngàn)")] == [1, 1, 1000]
    assert readable("Mã đoàn") == "Mã đoàn"


def test_how_somebody_paid_is_no_amount_paid() -> None:
    made = sheet("""
Mã đơn|Tên khách|SĐT|Sản phẩm|Tổng tiền|Thanh toán|Đã thu
DH1|Nguyễn Văn An|0987654321|Áo|#250000|Chuyển khoản|#250000
DH2|Trần Thị Bình|0903111222|Quần|#180000|Tiền mặt|#100000
DH3|Lê Cường|0933222111|Mũ|#90000|COD|#0
""")
    (table,) = find_tables(made)

    found = targets(made, table)

    assert (found["F"], found["G"]) == ("payment_method", "paid")
