"""Exports of well-known programs, recognised by their headers. To add one, add an entry; its name on screen is `layout.<code>`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from khachhang.values.text import fold


@dataclass(frozen=True, slots=True)
class Layout:
    """One known export.

    signs: headers that only this program has together; all must be there. usual: further headers, `share` of which must be there.
    targets: header → target where the words alone would mislead. Headers are compared folded, those of `exact` as written.
    """

    code: str
    signs: tuple[str, ...]
    usual: tuple[str, ...] = ()
    share: float = 0.5
    targets: Mapping[str, str] = field(default_factory=dict)
    exact: Mapping[str, str] = field(default_factory=dict)


_KIOTVIET = ("Công ty", "Mã số thuế", "Giới tính", "Nhóm khách hàng", "Địa chỉ", "Phường/Xã", "Ngày sinh", "Email", "Facebook", "Ghi chú")

LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "kiotviet_template",
        ("Loại khách", "Mã khách hàng", "Tên khách hàng", "Khu vực giao hàng", "Tổng bán (Không import)"),
        _KIOTVIET,
        targets={"Địa chỉ": "address", "Khu vực giao hàng": "area", "Tổng bán (Không import)": "total_spent", "Trạng thái": "status"},
    ),
    Layout(
        "kiotviet_customers",
        ("Loại khách", "Mã khách hàng", "Tên khách hàng", "Khu vực giao hàng"),
        (*_KIOTVIET, "Chi nhánh tạo", "Nợ cần thu hiện tại", "Tổng bán", "Ngày giao dịch cuối"),
        targets={
            "Địa chỉ": "address",
            "Khu vực giao hàng": "area",
            "Điểm hiện tại": "points",
            "Tổng điểm": "custom",
            "Tổng bán": "total_spent",
            "Tổng bán trừ trả hàng": "custom",
            "Người tạo": "custom",
            "Số ngày nợ": "debt_days",
            "Công ty": "company",
        },
    ),
    Layout(
        "kiotviet_invoices",
        ("Mã hóa đơn", "Thời gian", "Khách cần trả", "Khách đã trả"),
        (
            "Chi nhánh",
            "Điện thoại",
            "Tổng tiền hàng",
            "Đơn giá",
            "Thành tiền",
            "Mã hàng",
            "Tên hàng",
            "Số lượng",
            "Khách hàng",
            "Tên khách hàng",
        ),
        share=0.3,
        targets={
            "Chi nhánh": "branch",
            "Thời gian": "order_date",
            "Mã hóa đơn": "order_code",
            "Thành tiền": "amount",
            "Tổng tiền hàng": "custom",
            "Khách cần trả": "custom",
            "Khách đã trả": "paid",
            "Trạng thái": "status",
            "Giảm giá hóa đơn": "custom",
            "Giảm giá": "discount",
        },
    ),
    Layout(
        "shopee_orders",
        ("Mã đơn hàng", "Tên Người nhận", "Người Mua", "Địa chỉ nhận hàng"),
        ("Ngày đặt hàng", "Trạng Thái Đơn Hàng", "Tên sản phẩm", "Giá ưu đãi", "Số lượng", "TP / Quận / Huyện", "Quận", "Quốc gia"),
        targets={
            "Mã đơn hàng": "order_code",
            "Ngày đặt hàng": "order_date",
            "Trạng Thái Đơn Hàng": "status",
            "Tên sản phẩm": "product",
            "Giá ưu đãi": "unit_price",
            "Số lượng": "quantity",
            "Tổng giá bán (sản phẩm)": "amount",
            "Tổng giá trị đơn hàng (VND)": "custom",
            "Phương thức thanh toán": "payment_method",
            "Người Mua": "customer_code",
            "Tên Người nhận": "full_name",
            "Số điện thoại": "phone",
            "Tỉnh/Thành phố": "province",
            "TP / Quận / Huyện": "district",
            "Quận": "ward",
            "Địa chỉ nhận hàng": "address",
            "Quốc gia": "custom",
            "Giá gốc": "custom",
            "Mã vận đơn": "custom",
            "Mã Kiện Hàng": "custom",
            "Ghi chú": "note",
            "Nhận xét từ Người mua": "note",
            "Ngày gửi hàng": "custom",
            "Thời gian giao hàng": "custom",
            "Thời gian đơn hàng được thanh toán": "custom",
            "Ngày giao hàng dự kiến": "custom",
        },
        exact={"Tổng số tiền Người mua thanh toán": "paid", "Tổng số tiền người mua thanh toán": "custom"},
    ),
    Layout(
        "tiktok_orders",
        ("Order ID", "Order Status", "Seller SKU", "Recipient", "Phone #"),
        ("Product Name", "Quantity", "Order Amount", "Created Time", "Buyer Username", "Province", "District", "Commune", "Detail Address"),
        targets={
            "Order ID": "order_code",
            "Order Status": "status",
            "Order Substatus": "custom",
            "Product Name": "product",
            "Variation": "custom",
            "Quantity": "quantity",
            "SKU Unit Original Price": "unit_price",
            "SKU Subtotal After Discount": "amount",
            "SKU Subtotal Before Discount": "custom",
            "SKU Platform Discount": "custom",
            "SKU Seller Discount": "discount",
            "Order Amount": "custom",
            "Created Time": "order_date",
            "Paid Time": "custom",
            "RTS Time": "custom",
            "Shipped Time": "custom",
            "Delivered Time": "custom",
            "Cancelled Time": "custom",
            "Buyer Username": "customer_code",
            "Recipient": "full_name",
            "Phone #": "phone",
            "Country": "custom",
            "Province": "province",
            "District": "district",
            "Commune": "ward",
            "Detail Address": "street",
            "Payment Method": "payment_method",
            "Buyer Message": "note",
            "Seller Note": "note",
            "Seller SKU": "custom",
            "SKU ID": "custom",
            "Additional address information": "custom",
            "Zipcode": "custom",
            "Taxes": "custom",
            "Small Order Fee": "custom",
            "Order Refund Amount": "custom",
            "Sku Quantity of return": "custom",
            "Shipping Fee After Discount": "custom",
            "Original Shipping Fee": "custom",
            "Weight(kg)": "custom",
            "Product Category": "custom",
            "Tracking ID": "custom",
            "Package ID": "custom",
            "Warehouse Name": "custom",
            "Fulfillment Type": "custom",
            "Cancel Reason": "custom",
        },
    ),
    Layout(
        "lazada_orders",
        ("orderItemId", "orderNumber", "shippingName"),
        ("createTime", "customerName", "customerEmail", "shippingAddress", "shippingPhone", "paidPrice", "unitPrice", "itemName"),
        targets={
            "orderItemId": "custom",
            "orderNumber": "order_code",
            "createTime": "order_date",
            "customerName": "custom",
            "customerEmail": "email",
            "shippingName": "full_name",
            "shippingAddress": "street",
            "shippingAddress2": "custom",
            "shippingAddress3": "province",
            "shippingAddress4": "district",
            "shippingAddress5": "ward",
            "shippingPhone": "phone",
            "shippingPhone2": "phone2",
            "shippingCity": "custom",
            "payMethod": "payment_method",
            "paidPrice": "amount",
            "unitPrice": "unit_price",
            "itemName": "product",
            "variation": "custom",
            "status": "status",
            "billingName": "custom",
            "billingAddr": "custom",
            "billingPhone": "custom",
        },
    ),
    Layout(
        "shopify_orders",
        ("Name", "Financial Status", "Lineitem name", "Lineitem quantity"),
        ("Email", "Paid at", "Total", "Created at", "Lineitem price", "Billing Name", "Shipping Name", "Billing Phone"),
        share=0.4,
        targets={
            "Name": "order_code",
            "Financial Status": "custom",
            "Fulfillment Status": "status",
            "Paid at": "custom",
            "Fulfilled at": "custom",
            "Subtotal": "custom",
            "Total": "amount",
            "Created at": "order_date",
            "Billing Name": "full_name",
            "Billing Phone": "phone",
            "Billing Street": "street",
            "Billing Address1": "custom",
            "Billing City": "district",
            "Billing Province Name": "province",
            "Shipping Name": "custom",
            "Shipping Street": "custom",
            "Shipping City": "custom",
            "Shipping Phone": "phone2",
            "Shipping Province Name": "custom",
            "Phone": "phone3",
        },
    ),
    Layout(
        "google_contacts",
        ("First Name", "Last Name", "Phone 1 - Value"),
        ("Middle Name", "Phonetic First Name", "Organization Name", "Birthday", "Notes", "Labels", "Phone 1 - Label", "E-mail 1 - Value"),
        targets={
            "First Name": "given_name",
            "Middle Name": "middle_name",
            "Last Name": "family_name",
            "Organization Name": "company",
            "Notes": "note",
            "Labels": "group",
            "Address 1 - Formatted": "address",
            "Birthday": "birth_date",
            "Nickname": "custom",
            "Name Prefix": "title",
            "Organization Title": "job",
            "File As": "ignore",
            "Address 1 - City": "ignore",
            "Address 1 - Street": "ignore",
            "Photo": "ignore",
            "Address 1 - Region": "ignore",
            "Address 1 - Country": "ignore",
            "Address 1 - Postal Code": "ignore",
            "Name Suffix": "custom",
        },
    ),
    Layout(
        "google_contacts_old",
        ("Name", "Given Name", "Family Name", "Phone 1 - Value"),
        ("Additional Name", "Yomi Name", "Phone 1 - Type", "Group Membership", "E-mail 1 - Value"),
        targets={
            "Name": "full_name",
            "Given Name": "given_name",
            "Additional Name": "middle_name",
            "Family Name": "family_name",
            "Notes": "note",
            "Group Membership": "group",
            "Organization 1 - Name": "company",
            "Organization 1 - Title": "job",
            "Address 1 - Formatted": "address",
            "Birthday": "birth_date",
            "Nickname": "custom",
            "Name Prefix": "title",
            "Photo": "ignore",
        },
    ),
    Layout(
        "outlook_contacts",
        ("First Name", "Last Name", "Business Phone", "Mobile Phone"),
        ("Title", "Middle Name", "Company", "E-mail Address", "Birthday", "Home Phone", "Job Title", "Notes"),
        share=0.4,
        targets={
            "First Name": "given_name",
            "Middle Name": "middle_name",
            "Last Name": "family_name",
            "Title": "title",
            "Mobile Phone": "phone",
            "Business Phone": "phone2",
            "Home Phone": "phone3",
            "E-mail Address": "email",
            "Company": "company",
            "Job Title": "job",
            "Notes": "note",
            "Home Street": "street",
            "Home City": "province",
            "Home State": "custom",
            "Categories": "group",
            "Anniversary": "custom",
        },
    ),
    Layout(
        "vcard",
        ("FN", "N.family", "N.given"),
        targets={
            "FN": "full_name",
            "N.family": "ignore",
            "N.given": "ignore",
            "N.additional": "ignore",
            "N.prefix": "ignore",
            "N.suffix": "ignore",
            "ORG": "company",
            "TITLE": "job",
            "NOTE": "note",
            "BDAY": "birth_date",
            "CATEGORIES": "group",
            "NICKNAME": "custom",
            "REV": "updated_date",
            "URL": "website",
            "GENDER": "sex",
        },
    ),
    Layout(
        "own_export",
        ("Tên khách", "Điện thoại", "Nguồn", "Đã kiểm"),
        targets={"Nguồn": "source", "Đã kiểm": "verification", "Tên khách": "full_name", "Nhóm": "group"},
    ),
    Layout(
        "own_export", ("Name", "Phone", "Source", "Verified"), targets={"Source": "source", "Verified": "verification", "Name": "full_name"}
    ),
    Layout(
        "sapo_customers",
        ("Tên khách hàng", "Mã khách hàng", "Nhóm khách hàng", "Nợ hiện tại"),
        ("Tổng chi tiêu", "Ngày mua cuối cùng", "Tags", "Tỉnh thành", "Quận huyện", "Phường xã", "Mô tả"),
    ),
    Layout(
        "sapo_template",
        ("FAX", "Nhãn", "SDT người liên hệ", "Địa chỉ 1"),
        ("Website", "Điện thoại", "Mã số thuế", "Người liên hệ", "Địa chỉ 2", "Tỉnh/Thành Phố", "Nợ hiện tại", "Tags", "Mô tả"),
        targets={
            "Mã nhóm": "custom",
            "Mã nhóm khách hàng": "custom",
            "Nhãn": "group",
            "SDT người liên hệ": "phone2",
            "Email người liên hệ": "email2",
            "Người liên hệ": "contact",
            "Địa chỉ 1": "street",
            "Địa chỉ 2": "address2",
            "FAX": "custom",
        },
    ),
    Layout(
        "haravan_customers",
        ("First Name", "Last Name", "Accepts Marketing"),
        ("Email", "Phone", "Address1", "Province", "District", "Ward", "Total Spent", "Total Orders", "Tags", "Note"),
        targets={
            "First Name": "given_name",
            "Last Name": "family_name",
            "Address1": "street",
            "Total Orders": "custom",
            "Accepts Marketing": "custom",
        },
    ),
    Layout(
        "haravan_customers",
        ("Họ", "Tên", "Nhận quảng cáo"),
        ("Email", "Điện thoại", "Địa chỉ", "Tỉnh thành", "Quận huyện", "Tổng chi tiêu", "Tổng đơn hàng", "Tags"),
        targets={"Họ": "family_name", "Tên": "given_name", "Tổng đơn hàng": "custom", "Nhận quảng cáo": "custom"},
    ),
    Layout(
        "nhanh_customers",
        ("Khách giới thiệu", "Họ tên", "Điểm tích lũy"),
        ("Nhân viên phụ trách", "Loại khách", "MST", "Nhóm", "Giới tính", "Thành phố", "Quận huyện", "CMT", "Điện thoại"),
        targets={"Thành phố": "province", "Quận huyện": "district", "Khách giới thiệu": "custom", "Loại khách": "customer_type"},
    ),
    Layout(
        "misa_receivables",
        ("Mã khách hàng", "Tên khách hàng", "Số dư đầu kỳ | Nợ", "Số dư cuối kỳ | Nợ"),
        targets={},
    ),
    Layout(
        "salon_customers",
        ("full name", "loyalty_point", "last_visited"),
        ("code", "mobile", "gender", "card_code", "dob", "tag_name", "rank", "refer_sour", "total_paid_amount", "createdAt", "location"),
        targets={
            "tag_name": "group",
            "rank": "group",
            "location": "branch",
            "refer_sour": "source",
            "card_code": "customer_code",
            "code": "customer_code",
        },
    ),
)


def recognise(headers: Sequence[str]) -> Layout | None:
    """Return the layout whose headers these are: of those that fit the one with most signs."""
    keys = {fold(h) for h in headers if h}
    fitting = [layout for layout in LAYOUTS if _fits(layout, keys)]
    return max(fitting, key=lambda layout: (len(layout.signs), sum(fold(u) in keys for u in layout.usual)), default=None)


def _fits(layout: Layout, keys: set[str]) -> bool:
    if not all(fold(s) in keys for s in layout.signs):
        return False
    usual = [fold(u) in keys for u in layout.usual]
    return not usual or sum(usual) >= layout.share * len(usual)


def target_in(layout: Layout, header: str) -> str | None:
    """Return what the layout says of a header, None when it says nothing."""
    written = " ".join(header.split())
    if written in layout.exact:
        return layout.exact[written]
    return _folded_targets(layout.code, LAYOUTS.index(layout)).get(fold(header))


@lru_cache(maxsize=64)
def _folded_targets(code: str, place: int) -> dict[str, str]:
    return {fold(header): target for header, target in LAYOUTS[place].targets.items()}
