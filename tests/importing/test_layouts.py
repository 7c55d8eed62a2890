"""Every known layout has a sentence, and one known target per header."""

from __future__ import annotations

import pytest

from khachhang.fields import CATALOGUE, ORDER_CATALOGUE
from khachhang.importing import suggest_mapping
from khachhang.importing.layouts import LAYOUTS, Layout, recognise
from khachhang.importing.tables import find_tables
from khachhang.messages import table
from tests.importing.made_sheets import MadeSheet

PARTS = {
    "phone", "phone2", "phone3", "email2", "address2", "area", "given_name", "middle_name", "family_name", "source", "verification",
    "updated_date", "custom", "ignore",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.code)
def test_layout_has_a_name_on_screen_and_targets_that_exist(layout: Layout) -> None:
    targets = {*layout.targets.values(), *layout.exact.values()}

    assert {t for t in targets if t not in CATALOGUE and t not in ORDER_CATALOGUE} <= PARTS
    assert all(layout.code in table(lang)["layout"] for lang in ("vi", "en"))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.code)
def test_layout_is_recognised_by_its_own_headers(layout: Layout) -> None:
    found = recognise([*layout.signs, *layout.usual])

    assert found is not None
    assert found.code == layout.code


KIOTVIET_27 = (
    "Loại khách|Chi nhánh tạo|Mã khách hàng|Tên khách hàng|Điện thoại|Địa chỉ|Khu vực giao hàng|Phường/Xã|Công ty|Mã số thuế|Số "
    "CMND/CCCD|Ngày sinh"
    "|Giới tính|Email|Facebook|Nhóm khách hàng|Ghi chú|Điểm hiện tại|Tổng điểm|Người tạo|Ngày tạo|Ngày giao dịch cuối|Số ngày nợ|Nợ "
    "cần thu hiện tại"
    "|Tổng bán|Tổng bán trừ trả hàng|Trạng thái"
).split("|")


def test_kiotviet_export_maps_every_column() -> None:
    row = [
        "Cá nhân",
        "CN1",
        "KH000001",
        "Nguyễn Văn An",
        "0912345678",
        "12 Lê Lợi",
        "Hồ Chí Minh - Quận 1",
        "Phường Bến Nghé",
        None,
        None,
        "079123456789",
        "15/08/1990",
        "Nam",
        None,
        None,
        "VIP|Sỉ",
        None,
        10,
        20,
        "admin",
        "01/01/2023",
        "02/03/2025",
        5,
        100000,
        2000000,
        1900000,
        1,
    ]
    made = MadeSheet([KIOTVIET_27, row])
    (found,) = find_tables(made)

    mapping = suggest_mapping(made, found, CATALOGUE)

    assert mapping.layout == "kiotviet_customers"
    assert [c.target for c in mapping.columns] == [
        "customer_type",
        "branch",
        "customer_code",
        "full_name",
        "phone",
        "address",
        "area",
        "ward",
        "company",
        "tax_code",
        "id_number",
        "birth_date",
        "sex",
        "email",
        "facebook",
        "group",
        "note",
        "points",
        "custom",
        "custom",
        "created_date",
        "last_purchase_date",
        "debt_days",
        "debt",
        "total_spent",
        "custom",
        "status",
    ]


def test_shopee_tells_columns_apart_that_differ_only_in_case() -> None:
    headers = [
        "Mã đơn hàng",
        "Ngày đặt hàng",
        "Trạng Thái Đơn Hàng",
        "Tên sản phẩm",
        "Giá ưu đãi",
        "Số lượng",
        "Tổng số tiền Người mua thanh toán",
        "Tổng số tiền người mua thanh toán",
        "Người Mua",
        "Tên Người nhận",
        "Số điện thoại",
        "Tỉnh/Thành phố",
        "TP / Quận / Huyện",
        "Quận",
        "Địa chỉ nhận hàng",
        "Quốc gia",
    ]
    row = [
        "2409A",
        "2025-09-01 10:20",
        "Hoàn thành",
        "Nồi",
        1,
        1,
        200000,
        220000,
        "an1",
        "Trần Bình",
        "84987654321",
        "Hà Nội",
        "Quận Hoàn Kiếm",
        "Phường Hàng Bài",
        "5 Hàng Bài",
        "VN",
    ]
    made = MadeSheet([headers, row], "orders")
    (found,) = find_tables(made)

    mapping = {c.header: c.target for c in suggest_mapping(made, found, CATALOGUE).columns}

    assert mapping["Tổng số tiền Người mua thanh toán"] == "paid"
    assert mapping["Tổng số tiền người mua thanh toán"] == "custom"
    assert (mapping["Quận"], mapping["TP / Quận / Huyện"]) == ("ward", "district")
