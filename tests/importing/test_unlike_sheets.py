"""Sheets as shops keep them, each of another shape: header words, order, titles, totals, blocks, side by side, free text, no header."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from khachhang.fields import CATALOGUE
from khachhang.importing import RowKind, Verdict, check_table, explain_changes, find_tables, suggest_mapping, table_at, warnings_of
from khachhang.importing.headers import match_header
from khachhang.importing.model import Options
from tests.importing.made_sheets import TODAY, MadeSheet, check, customers, sheet, targets

PEOPLE = ("+84912345678", "+84987654321", "+84903111222")


def phones(found: dict[int, dict[str, object]]) -> list[object]:
    return [v["phones"][0] if "phones" in v else None for v in found.values()]  # type: ignore[index]


def names(found: dict[int, dict[str, object]]) -> list[object]:
    return [v.get("full_name") for v in found.values()]


def test_list_without_header_is_read_by_its_cells() -> None:
    made = sheet("""
#1|Nguyễn Văn An|#912345678|12 Lê Lợi, Q1|giao buổi sáng
#2|Trần Thị Bình|0987 654 321|Hà Nội|khách hay đổi ý
#3|Lê Cường|0903111222||
#4|Chị Hai|0903111223|5 Hàng Bài, Hoàn Kiếm, Hà Nội|
""")
    (table,) = find_tables(made)

    assert table.header_rows == ()
    assert targets(made, table) == {"A": "stt", "B": "full_name", "C": "phone", "D": "address", "E": "note"}
    assert phones(customers(check(made)))[:3] == list(PEOPLE)


def test_one_free_text_cell_per_customer_is_cut_apart() -> None:
    made = sheet("""
Nguyễn Văn An - 0912345678 - 12 Lê Lợi, P. Bến Nghé, Q1
Chị Lan 0987654321 34 Trần Hưng Đạo Q5 TPHCM
0903111222 Anh Tuấn sửa xe
Cô Ba, 0909 111 333, 56/7 Nguyễn Trãi, Thanh Xuân, Hà Nội
Trần Thị Hoa: 0966111222 (zalo) - Số 9 ngõ 4 Láng Hạ, Đống Đa, Hà Nội - giao giờ hành chính
""")
    (table,) = find_tables(made)

    found = customers(check(made))

    assert targets(made, table) == {"A": "mixed:full_name+phone+address"}
    assert names(found) == ["Nguyễn Văn An", "Lan", "Tuấn sửa xe", "Cô Ba", "Trần Thị Hoa"]
    assert phones(found) == ["+84912345678", "+84987654321", "+84903111222", "+84909111333", "+84966111222"]
    assert found[5]["address"] == "Số 9 ngõ 4 Láng Hạ, Quận Đống Đa, Hà Nội"
    assert "giao giờ hành chính" in found[5]["note"]  # type: ignore[operator]


def test_free_text_under_a_header_of_one_word() -> None:
    made = sheet("""
DANH SÁCH KHÁCH
Thông tin khách hàng
Nguyễn Văn An - 0912345678 - 12 Lê Lợi, P. Bến Nghé, Q1
Chị Lan - 0987654321 - 34 Trần Hưng Đạo Q5 TPHCM
Anh Tuấn sửa xe - 0903111222
""")
    (table,) = find_tables(made)

    assert table.header_rows == (2,)
    assert phones(customers(check(made))) == list(PEOPLE)


def test_tables_side_by_side_are_two() -> None:
    made = sheet("""
DANH SÁCH KHÁCH HÀNG HAI CHI NHÁNH
STT|Họ tên|SĐT|||STT|Họ tên|SĐT|Ghi chú
#1|Nguyễn Văn An|0912345678|||#1|Lê Thị Hoa|0933222111|VIP
#2|Trần Bình|0987654321|||#2|Phạm Dũng|0944555666|
#3|Lê Cường|0903111222||||||
""")
    left, right = find_tables(made)

    assert (left.letter, right.letter) == ("A", "F")
    assert phones(customers(check(made, left))) == list(PEOPLE)
    assert phones(customers(check(made, right))) == ["+84933222111", "+84944555666"]
    assert targets(made, right) == {"F": "stt", "G": "full_name", "H": "phone", "I": "note"}


def test_a_header_that_starts_over_makes_two_tables() -> None:
    made = sheet("""
Tên KH|Điện thoại|Tên KH|Điện thoại
Nguyễn Văn An|0912345678|Lê Thị Hoa|0933222111
Trần Bình|0987654321|Phạm Dũng|0944555666
""")

    assert [t.letter for t in find_tables(made)] == ["A", "C"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Nguyễn Văn An\n0912345678\n12 Lê Lợi, Q1\n\nTrần Bình\n0987 654 321\n5 Hàng Bài, Hà Nội\n\nChị Lan tạp "
            "hoá\n0903111222\nHẹn giao thứ 7",
            id="bare lines parted by blank rows",
        ),
        pytest.param(
            "Nguyễn Văn An\nĐT: 0912345678\nĐC: 12 Lê Lợi, Q1\nTrần Bình\nĐT: 0987 654 321\nĐC: Quận 5\nLê Văn Cường\nĐT: "
            "0903111222\nĐC: Hà Nội",
            id="bare lines one after another",
        ),
        pytest.param(
            "Họ tên|Nguyễn Văn An\nSĐT|0912345678\nĐịa chỉ|12 Lê Lợi, Q1\n\nHọ tên|Trần Bình\nSĐT|0987654321\n\nHọ tên|Lê Cường\nSĐT"
            "|0903111222",
            id="labels beside values",
        ),
        pytest.param(
            "Tên khách: Nguyễn Văn An\nĐiện thoại: 0912345678\nTên khách: Trần Bình\nĐiện thoại: 0987 654 321\n"
            "Tên khách: Lê Cường\nĐiện thoại: 0903111222",
            id="labels in the cell",
        ),
        pytest.param(
            "STT|Mã KH|Họ tên|Điện thoại\n|Nhóm|Địa chỉ|Email\n#1|KH01|Nguyễn Văn An|0912345678\n|VIP|12 Lê Lợi, Q1|an@hoamai.vn\n"
            "#2|KH02|Trần Bình|0987654321\n||34 Trần Hưng Đạo, Quận 5|\n#3|KH03|Lê Cường|0903111222\n|Sỉ|5 Hàng Bài, Hà Nội|",
            id="a header of two lines for two rows",
        ),
        pytest.param(
            "STT|Khách hàng|Số tiền nợ\n#1|Nguyễn Văn An|#500000\n|0912345678 - 12 Lê Lợi, Q1|\n#2|Trần Thị Bình|#250000\n"
            "|0987654321 - 34 Trần Hưng Đạo, Q5|\n#3|Lê Cường|#100000\n|0903111222|",
            id="a second line without number",
        ),
    ],
)
def test_a_customer_may_take_several_rows(text: str) -> None:
    made = sheet(text)
    (table,) = find_tables(made)

    checked = check(made)

    assert table.block_size > 1
    assert phones(customers(checked)) == list(PEOPLE)
    assert all(n for n in names(customers(checked)))
    covered = [n for r in checked.rows for n in (r.lines or (r.sheet_row,))]
    assert sorted(covered) == list(range(1, len(made.rows) + 1))


def test_cards_with_a_heading_each_and_two_pairs_a_row() -> None:
    made = sheet("""
KHÁCH HÀNG SỐ 1|||
Họ tên:|Nguyễn Văn An|SĐT:|0912345678
Địa chỉ:|12 Lê Lợi, Q1|Công nợ:|#500000
|||
KHÁCH HÀNG SỐ 2|||
Họ tên:|Trần Bình|SĐT:|0987654321
Địa chỉ:|5 Hàng Bài, Hà Nội|Công nợ:|#0
""")
    found = customers(check(made))

    assert list(found) == [1, 5]
    assert [v["debt"] for v in found.values()] == [500_000, 0]


def test_the_second_table_beside_may_begin_lower() -> None:
    made = sheet("""
BẢNG KHÁCH A||||BẢNG KHÁCH B||
Tên|SĐT|Nợ||||
Nguyễn An|0912345678|#100000||Tên khách|Điện thoại|Địa chỉ
Trần Bình|0987654321|#0||Lê Cường|0903111222|Q1
""")
    left, right = find_tables(made)

    assert (left.header_rows, right.header_rows) == ((2,), (3,))
    assert phones(customers(check(made, right))) == ["+84903111222"]


def test_name_and_house_without_a_mark_between_are_parted() -> None:
    made = sheet("""
STT|Khách|Tiền
#1|Nguyễn Văn An 12 Lê Lợi Q1 0912345678|350k
#2|C Lan (Gò Vấp) 0987 654 321|1tr2
#3|0903111222 - a Tuấn - 5 Hàng Bài HN|500k
""")
    found = customers(check(made))

    assert names(found) == ["Nguyễn Văn An", "Lan", "Tuấn"]
    assert [v.get("address") for v in found.values()] == ["12 Lê Lợi, Quận 1", None, "5 Hàng Bài, Hà Nội"]


def test_places_between_dashes_belong_to_the_address_and_remarks_do_not() -> None:
    made = sheet("""
Hồ Mạnh Dũng - 0375889659 - Ấp 1 - Xã Long Nguyên - Huyện Bàu Bàng - Tỉnh Bình Dương
Quán ăn Bình Hưng - 0899403990 - 30 Nguyễn Trãi - Quận 5 - TP.HCM - giao buổi sáng
Lưu Tính - 379297352/0701827213 - 382 Trưng Vương - P.12 - Q. Gò Vấp
""")
    found = customers(check(made))

    assert found[1]["address"] == "Ấp 1, Xã Long Nguyên, Huyện Bàu Bàng, Bình Dương"
    assert (found[2]["full_name"], found[2]["note"]) == ("Quán ăn Bình Hưng", ["giao buổi sáng"])
    assert found[3]["phones"] == ["+84379297352", "+84701827213"]


def test_addresses_under_the_names_without_numbers() -> None:
    made = sheet("""
Khách hàng|Điện thoại
Nguyễn Văn An|0912345678
12 Lê Lợi, Q1|
Trần Thị Bình|0987654321
34 Trần Hưng Đạo, Q5|
Lê Thị Dung|
Lê Cường|0903111222
5 Hàng Bài, Hà Nội|
""")
    found = customers(check(made))

    assert names(found) == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Thị Dung", "Lê Cường"]
    assert found[7]["address"] == "5 Hàng Bài, Hà Nội"


def test_half_swapped_dates_are_pointed_out_and_swapped_back_on_request() -> None:
    rows = [["Họ tên", "SĐT", "Ngày sinh"]]
    rows += [[f"Nguyễn Văn {x}", f"091234560{i}", f"{13 + i}/05/1990"] for i, x in enumerate("ABCDE")]
    rows += [[f"Trần Thị {x}", f"091234561{i}", datetime(1990, 2 + i, 5)] for i, x in enumerate("ABCDE")]  # type: ignore[list-item]
    made = MadeSheet(rows)

    noted = check(made)
    swapped = check(made, swap_columns=frozenset({"C"}))

    assert [(i.code, i.column) for i in noted.column_notes] == [("dates_half_swapped", "C")]
    assert noted.rows[6].values["birth_date"] == "1990-02-05"
    assert swapped.rows[6].values["birth_date"] == "1990-05-02"


def test_a_cell_merged_over_rows_speaks_for_each() -> None:
    made = sheet("Khu vực|Tên khách|SĐT\nQuận 1|Nguyễn Văn An|0912345678\n|Trần Bình|0987654321\nQuận 3|Lê Cường|0903111222")
    merged = MadeSheet(made.rows, merged=((2, 0, 3, 0),))

    assert [v["address"] for v in customers(check(merged)).values()] == ["Quận 1", "Quận 1", "Quận 3"]
    assert check(merged).rows[2].raw[0] is None


def test_a_saved_mapping_is_applied_by_header_and_changes_are_explained() -> None:
    before = sheet("Tên khách|SĐT|Hạng\nNguyễn Văn An|0912345678|A")
    after = sheet("SĐT|Tên khách|Tuổi\n0912345678|Nguyễn Văn An|30")
    (old,), (new,) = find_tables(before), find_tables(after)
    first = suggest_mapping(before, old, CATALOGUE)
    confirmed = replace(first, columns=tuple(replace(c, target="note") if c.header == "SĐT" else c for c in first.columns))

    now = suggest_mapping(after, new, CATALOGUE, saved=confirmed)

    assert [c.target for c in now.columns] == ["note", "full_name", "custom"]
    assert {(c.kind, c.header) for c in explain_changes(confirmed, now)} == {
        ("added", "Tuổi"), ("removed", "Hạng"), ("moved", "SĐT"), ("moved", "Tên khách"),
    }  # fmt: skip


def test_nothing_that_names_a_customer_is_warned_of() -> None:
    made = sheet("Tên khách|SĐT\nNguyễn Văn An|0912345678")
    (table,) = find_tables(made)
    columns = [replace(c, target="note") for c in suggest_mapping(made, table, CATALOGUE).columns]

    assert [w.code for w in warnings_of(columns)] == ["mapping_identifies_nobody"]


def test_english_words_in_an_unusual_order() -> None:
    made = sheet("""
Customer Database 2024

Notes|E-mail Address|Customer Name|Mobile No.|City|Balance
prefers morning|an.nguyen@gmail.com|Nguyen Van An|0912 345 678|Ho Chi Minh|#1200000
|binh@yahoo.com|Tran Thi Binh|(+84) 987654321|Ha Noi|#0
""")
    (table,) = find_tables(made)

    assert table.header_rows == (3,)
    assert targets(made, table) == {"A": "note", "B": "email", "C": "full_name", "D": "phone", "E": "province", "F": "debt"}


def test_header_without_accents_in_thousands_with_total_and_signature() -> None:
    made = sheet("""
CUA HANG HOA MAI
Bang theo doi cong no thang 5/2024 (DVT: 1000d)
TT|Ten khach hang|D/c|So DT|No dau ky|Phat sinh tang|Da tra|Con no|Ghi chu
#1|Nguyen Van An|12 Le Loi, Q1|0912345678|#100|#50|#30|#120|
#2|Tran Thi Binh|5 Hang Bai, Ha Noi|0987654321|#200||#200|#0|
|Cong||||||#120|
|||||||Nguoi lap bieu|
""")
    checked = check(made)

    assert [v["debt"] for v in customers(checked).values()] == [120_000, 0]
    assert [r.verdict for r in checked.rows[-2:]] == [Verdict.NOT_CUSTOMER] * 2


def test_sections_say_the_kind_of_customer_and_other_headings_say_nothing() -> None:
    made = sheet("""
STT|Tên khách hàng|SĐT|Địa chỉ
Khách sỉ:|||
#1|Nguyễn Văn An|0912345678|12 Lê Lợi, Q1
Khách lẻ:|||
#3|Lê Cường|0903111222|
QUẬN 1|||
#4|Lê Dũng|0903111223|
""")
    found = customers(check(made))

    assert [v.get("customer_type") for v in found.values()] == ["Sỉ", "Lẻ", None]


def test_repeated_headers_page_totals_and_counts_are_no_customers() -> None:
    made = sheet("""
STT|Tên khách hàng|SĐT
#1|Nguyễn Văn An|0912345678
#2|Tống Thị Bình|0987654321
Cộng trang 1||
STT|Tên khách hàng|SĐT
#3|Tổng công ty Hoa Mai|0903111222
Tổng cộng: 3 khách||
""")
    (table,) = find_tables(made)

    assert [table.kinds[r].value for r in range(1, 8)] == ["header", "data", "data", "subtotal", "header", "data", "total"]


def test_header_deep_down_under_letterheads() -> None:
    letterhead = "CỬA HÀNG HOA MAI\nĐịa chỉ: 12 Lê Lợi, Q1\nĐT: 0838221234\n\n\n" * 10
    made = sheet(
        letterhead
        + "TT|MÃ KH|TÊN KHÁCH HÀNG|Địa chỉ|Tel|Ghi chú\n#1|A01|Anh Tuấn|Q1|0912345678 - 0987654321|\n#2|A02|Chị Mai|Q2|0903111222 (vợ)|"
    )
    (table,) = find_tables(made)

    found = customers(check(made))

    assert table.header_rows == (51,)
    assert found[52]["phones"] == ["+84912345678", "+84987654321"]
    assert found[53]["note"] == ["0903111222 (vợ)"]


def test_two_row_header_with_groups_above() -> None:
    made = sheet("""
|Thông tin khách hàng|||Thông tin nợ||
TT|Tên|SĐT|Địa chỉ|Số tiền|Ngày nợ|Ghi chú
#1|Nguyễn An|0912345678|Q1|#200000|01/09/2025|
#2|Trần Bình|0987654321|Q2|#100000|02/09/2025|
""")
    (table,) = find_tables(made)

    assert table.header_rows == (1, 2)
    assert targets(made, table)["E"] == "debt"
    assert targets(made, table)["B"] == "full_name"


def test_stacked_tables_with_other_columns_are_two() -> None:
    made = sheet("""
CHI NHÁNH 1
STT|Họ tên|SĐT|Địa chỉ
#1|Nguyễn Văn An|0912345678|12 Lê Lợi, Q1
#2|Trần Bình|0987654321|

CHI NHÁNH 2
STT|SĐT|Họ tên|Công nợ
#1|0903111222|Lê Cường|#500000
""")
    upper, lower = find_tables(made)

    assert phones(customers(check(made, upper))) == ["+84912345678", "+84987654321"]
    assert phones(customers(check(made, lower))) == ["+84903111222"]
    assert sorted([*upper.kinds, *lower.kinds]) == list(range(1, 9))


def test_shop_made_orders_give_customers_and_lines() -> None:
    made = sheet("""
Ngày bán|Mã đơn|Nhân viên|Kênh bán|Khách hàng|SĐT|Mã SP|Tên sản phẩm|SL|Đơn giá|Chiết khấu|Thành tiền|Phương thức TT|Trạng thái đơn
01/09/2025|DH001|Mai|Zalo|Nguyễn Văn An|0912345678|SP1|Nồi cơm|#2|#500000|#0|#1000000|Tiền mặt|Hoàn thành
02/09/2025|DH002|Mai|Shop|Khách lẻ||SP2|Chảo|#1|#150000|#0|#150000|CK|Hoàn thành
02/09/2025|DH001|Mai|Zalo|Nguyễn Văn An|0912345678|SP2|Chảo|#1|#150000|#0|#150000|Tiền mặt|Hoàn thành
""")
    checked = check(made)

    lines = {r.sheet_row: r for r in checked.rows}
    assert (lines[2].row_key, lines[4].row_key) == ("DH001/1", "DH001/2")
    assert lines[2].values["amount"] == 1_000_000
    assert lines[2].values["order_status"] == "Hoàn thành"
    assert lines[2].observed_at == "2025-09-01"
    assert lines[3].verdict is Verdict.REJECT
    assert [i.code for i in lines[3].issues][-1] == "order_of_nobody"


def test_description_row_under_the_header_is_no_customer_and_long_ids_stay_text() -> None:
    made = sheet("""
Order ID|Order Status|Seller SKU|Product Name|Quantity|Order Amount|Created Time|Buyer Username|Recipient|Phone #
Platform unique order ID.|Order status|Seller input SKU|Product name|SKU sold quantity in the order|Order amount|Created|User|Buyer|Phone
576461413038785752|Completed|S1|Áo|1|120000|01/09/2025 10:00:00|user1|Trần Thị Bình|(+84)987654321
""")
    (table,) = find_tables(made)

    found = customers(check(made))

    assert table.kinds[2] is RowKind.DESCRIPTION
    assert found[3]["order_code"] == "576461413038785752"
    assert found[3]["phones"] == ["+84987654321"]


def test_outlook_dates_are_month_first_and_the_mobile_comes_first() -> None:
    made = sheet("""
Title|First Name|Middle Name|Last Name|Company|Business Phone|Home Phone|Mobile Phone|Birthday|E-mail Address|Job Title|Notes
Mr|An|Văn|Nguyễn|Cty ABC|02838221234||0912345678|8/15/1990|an@hoamai.vn|Giám đốc|
Ms|Bình|Thị|Trần||||0987654321|12/25/1985|binh@hoamai.vn||
|Cường|||Cty X|||0903111222|1/30/1979|||
""")
    found = customers(check(made))

    assert found[2]["full_name"] == "Nguyễn Văn An"
    assert found[2]["phones"] == ["+84912345678", "+842838221234"]
    assert [v["birth_date"] for v in found.values()] == ["1990-08-15", "1985-12-25", "1979-01-30"]


def test_own_export_comes_back_with_source_and_marks() -> None:
    made = sheet("""
Tên khách|Điện thoại|Email|Địa chỉ|Nhóm|Còn nợ|Mua lần cuối|Nguồn|Đã kiểm
Nguyễn Văn An|0912345678|an@hoamai.vn|12 Lê Lợi, Quận 1, Hồ Chí Minh|VIP|#1200000|2025-09-01|Hội chợ 3/2026|Chưa kiểm
Trần Bình|0987654321||||#0||KiotViet|Đã kiểm
""")
    rows = {r.sheet_row: r for r in check(made).rows}

    assert [rows[n].party.value for n in (2, 3)] == ["third-party", "first-party"]  # type: ignore[union-attr]
    assert [rows[n].is_verified for n in (2, 3)] == [False, True]
    assert rows[2].values["source"] == "Hội chợ 3/2026"


def test_family_and_given_names_in_two_columns_are_joined() -> None:
    made = sheet("""
STT|Họ và tên đệm|Tên|Năm sinh|Phái|Di động|Nơi ở
#1|Nguyễn Văn|An|#1990|Nam|0912345678|12 Lê Lợi, Q1, TPHCM
#2|Trần Thị|Bình|#1985|Nữ|0987654321|Hà Nội
""")
    found = customers(check(made))

    assert names(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert [v["sex"] for v in found.values()] == ["M", "F"]


def test_name_and_phone_in_one_cell_and_money_in_millions() -> None:
    made = sheet("""
STT|Tên + SĐT|Tiền nợ (triệu)
#1|Anh Nam 0912345678|#1.5
#2|Chị Hà - 0987654321|#2
#3|0903111222 cô Ba|2tr5
""")
    found = customers(check(made))

    assert phones(found) == list(PEOPLE)
    assert [v["debt"] for v in found.values()] == [1_500_000, 2_000_000, 2_500_000]


def test_masked_values_are_unknown_and_a_row_of_them_identifies_nobody() -> None:
    made = sheet("Họ tên|Số điện thoại|Email\nN****n|******78|a***@gmail.com\nTrần Bình|0987654321|")

    masked, real = check(made).rows[1:]

    assert masked.verdict is Verdict.REJECT
    assert masked.values == {}
    assert real.verdict is Verdict.OK


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "HƯỚNG DẪN NHẬP FILE\n1. Các cột có dấu * là bắt buộc\n2. Không thay đổi tên cột\n3. Tối đa 5.000 dòng", id="instructions"
        ),
        pytest.param("Tháng|Doanh thu\nT1|#1234000\nT2|#2468000", id="summary"),
        pytest.param("Mã SP|Tên sản phẩm|Đơn giá\nSP1|Nồi cơm|#500000\nSP2|Chảo|#150000", id="products"),
        pytest.param("", id="nothing"),
    ],
)
def test_sheets_without_customers_give_no_table(text: str) -> None:
    assert find_tables(sheet(text)) == ()


def test_a_person_may_say_where_the_header_is() -> None:
    made = sheet("Cột lạ|Cột khác\nTên|Gọi\nNguyễn Văn An|0912345678\nTrần Bình|0987654321")

    table = table_at(made, (2,))

    assert table.header_rows == (2,)
    assert (table.first_row, table.last_row) == (3, 4)


def test_unknown_columns_become_columns_of_the_shops_own() -> None:
    made = sheet("Tên khách|SĐT|Size áo|Trống\nNguyễn Văn An|0912345678|XL|\nTrần Bình|0987654321|M|")

    checked = check(made)

    assert [f.key for f in checked.custom_fields] == ["x_size_ao"]
    assert checked.rows[1].values["x_size_ao"] == "XL"


def test_fixes_exclusions_and_taking_in_are_obeyed() -> None:
    made = sheet("Tên khách|SĐT\nNguyễn Văn An|091234567\nTrần Bình|0987654321\nTổng cộng|\n")
    (table,) = find_tables(made)
    mapping = suggest_mapping(made, table, CATALOGUE)
    options = Options(TODAY, fixes={(2, "B"): "0912345678"}, excluded=frozenset({3}), take_in=frozenset({4}))

    rows = {r.sheet_row: r for r in check_table(made, table, mapping, CATALOGUE, options).rows}

    assert rows[2].values["phones"] == ["+84912345678"]
    assert rows[2].raw == ("Nguyễn Văn An", "091234567")
    assert rows[3].verdict is Verdict.REJECT
    assert rows[4].values["full_name"] == "Tổng cộng"


def test_a_repair_can_be_switched_off() -> None:
    made = sheet("Tên khách|SĐT\nNguyễn Văn An|01621234567")

    on = check(made)
    off = check(made, switched_off=frozenset({"phone_mobile_2018"}))

    assert [(r.code, r.count, r.examples) for r in on.repairs] == [("phone_mobile_2018", 1, ((2, "B", "01621234567", "+84321234567"),))]
    assert (off.rows[1].values["phones"], off.repairs) == (["+841621234567"], ())


def test_a_department_called_ke_toan_is_no_signature() -> None:
    people = "\n".join(
        f"K{i}|Kế toán|Nguyễn Văn {n}||{n.lower()}n@gmail.com|{i} Lê Lợi, Quận 1, TP.HCM|Khách lẻ" for i, n in enumerate("ABCDEFGH")
    )
    made = sheet("Mã|Bộ phận|Tên khách|Điện thoại|Email|Địa chỉ|Nhóm\n" + people + "\n|Kế toán|||Giám đốc||\n")

    (table,) = find_tables(made)

    assert [table.kinds[n] for n in range(2, 11)] == [RowKind.DATA] * 8 + [RowKind.SIGNATURE]


def test_a_part_of_a_cell_is_offered_only_in_its_own_place() -> None:
    made = sheet("""
Thông tin khách (tên, sđt, địa chỉ)
Nguyễn Văn An - 00912345678 - 12 Lê Lợi, P. Bến Nghé, Q1
Trần Thị Bình - 0987654321 - 5 Hàng Bạc
Lê Văn Cường, 12 Lê Lai, P. Bến Thành, 0903111222, Q1
""")

    rows = {r.sheet_row: r for r in check(made).rows}
    offered = {n: {i.code: i.params for i in row.issues if "suggestion" in i.params} for n, row in rows.items()}

    assert offered[2]["phone_invalid"]["suggestion"] == "0912345678"
    assert all(str(p["value"]).casefold() in str(made.rows[n - 1][0]).casefold() for n, found in offered.items() for p in found.values())


def test_of_a_header_with_two_meanings_the_cells_decide() -> None:
    people = [f"Nguyễn Văn {n}|091234560{i}" for i, n in enumerate("ABCDEFG")]
    branches = "\n".join(f"{p}|{'Q1' if i % 2 else 'Q7'}|{'CK' if i % 2 else 'TM'}" for i, p in enumerate(people))
    debts = "\n".join(f"{p}|#{i * 150_000}|#{i * 5}" for i, p in enumerate(people))

    where, owed = sheet("Tên|SĐT|CN|CK\n" + branches), sheet("Tên|SĐT|CN|CK\n" + debts)
    (first,), (second,) = find_tables(where), find_tables(owed)

    assert targets(where, first) == {"A": "full_name", "B": "phone", "C": "branch", "D": "payment_method"}
    assert targets(owed, second)["C"] == "debt"


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("SĐT phụ huynh", "phone"), ("Mã HV", "customer_code"), ("Tên cư dân", "full_name"), ("Họ tên PH", "contact"),
        ("Tên quán", "company"),
        ("Tình hình", "note"), ("Địa điểm giao hàng", "address"), ("Nợ tính đến 30/9/2025", "debt"), ("DS (tr)", "total_spent"),
        ("Quý danh", "full_name"), ("Guest phone", "phone"), ("Bạn sinh năm bao nhiêu?", "birth_date"),
        ("Họ tên, sđt, đ/c", "mixed:full_name+phone+address"),
    ],
)  # fmt: skip
def test_headers_are_put_together_from_a_thing_and_whose_it_is(header: str, target: str) -> None:
    match = match_header(header)

    assert match is not None
    assert match.target == target


@pytest.mark.parametrize("header", ["Interested in", "Số TK", "IMEI", "Giờ hẹn", "Hạn mức nợ", "Ngày sinh phụ huynh"])
def test_headers_of_other_things_stay_the_shops_own(header: str) -> None:
    match = match_header(header)

    assert match is None or match.target == "ignore"
