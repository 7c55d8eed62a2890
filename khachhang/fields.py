"""The catalogue: every attribute of a customer, once. Mapping, checks, matching, survivorship, search, form and export read it.

Pure functions take a `Catalogue` as an argument: the built-in `FIELDS` plus the custom fields of the shop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any


class Kind(Enum):
    """Kind of value: which module of `values` parses it, and its shape inside a record.

    Shapes: TEXT, NOTE, CODE, CHOICE, NAME: str · PHONE, EMAIL: str (E.164 / lower case) · SEX: "M" or "F" ·
    DATE: "YYYY-MM-DD", "YYYY" or "--MM-DD" · MONEY: int (whole đồng) · NUMBER: int or float · TAX_CODE: digits, "-NNN" for a branch ·
    FLAG: bool · ADDRESS: dict, see `values.addresses.Address.to_value`. A many-valued field holds a list of these.
    """

    TEXT = "text"
    NOTE = "note"
    CODE = "code"
    CHOICE = "choice"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    SEX = "sex"
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"
    TAX_CODE = "tax_code"
    FLAG = "flag"
    ADDRESS = "address"


class Group(Enum):
    """Sections of the card and the form, in their order on screen."""

    CONTACT = "contact"
    PERSONAL = "personal"
    BUSINESS = "business"
    SHOP = "shop"
    AMOUNTS = "amounts"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Field:
    """One attribute of a customer.

    key: name in code, in the terminal face and in CSV. label: Vietnamese, as on screen; label_en: English.
    many: the values of all records are united. as_of: an amount as of a date, kept per source, never surviving.
    part_of: the key of the composite field this is a part of (`province` of `address`): filled from it, never set by itself.
    is_confidential: sealed, and whoever opened the vault may not read it; may still add to it.
    """

    key: str
    label: str
    label_en: str
    kind: Kind
    group: Group
    many: bool = False
    as_of: bool = False
    part_of: str | None = None
    synonyms: tuple[str, ...] = ()
    is_confidential: bool = False
    is_custom: bool = False
    is_shown: bool = False


NO_SEALS: Mapping[str, str] = {}


def as_it_is(value: Any) -> Any:
    """Return a value as it is: what `Catalogue.reveal` does where nothing is sealed."""
    return value


class Catalogue:
    """The fields of one shop, in order of the screen. Immutable.

    seals: key of a sealed field (also of an order line) → id of its compartment. reveal: a sealed value → what this person sees of it.
    """

    def __init__(self, fields: Iterable[Field], seals: Mapping[str, str] = NO_SEALS, reveal: Callable[[Any], Any] = as_it_is) -> None:
        self._by_key = {f.key: f for f in fields}
        self.seals = seals
        self.reveal = reveal

    def __getitem__(self, key: str) -> Field:
        return self._by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __iter__(self) -> Iterator[Field]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def get(self, key: str) -> Field | None:
        """Return the field of that key, or None."""
        return self._by_key.get(key)

    def with_custom(self, custom: Iterable[Field]) -> Catalogue:
        """Return the catalogue with the shop's own fields after the built-in ones."""
        return Catalogue([*self, *custom], self.seals, self.reveal)

    def with_seals(self, seals: Mapping[str, str], readable: Iterable[str], reveal: Callable[[Any], Any]) -> Catalogue:
        """Return the catalogue with sealed fields. readable: the keys of those that this person may read."""
        hidden = seals.keys() - set(readable)
        return Catalogue((replace(f, is_confidential=True) if f.key in hidden else f for f in self), dict(seals), reveal)

    def without_seals(self, fields: Iterable[str]) -> Catalogue:
        """Return the catalogue with these fields open to everybody."""
        freed = set(fields)
        kept = {f: c for f, c in self.seals.items() if f not in freed}
        return Catalogue((replace(f, is_confidential=False) if f.key in freed else f for f in self), kept, self.reveal)

    def is_hidden(self, key: str) -> bool:
        """Tell whether a field is sealed and this person may not read it."""
        field = self._by_key.get(key)
        return field is not None and field.is_confidential


FIELDS: tuple[Field, ...] = (
    Field("full_name", "Tên khách", "Name", Kind.NAME, Group.CONTACT, is_shown=True),
    Field("title", "Xưng hô", "Title", Kind.TEXT, Group.CONTACT),
    Field("phones", "Điện thoại", "Phone", Kind.PHONE, Group.CONTACT, many=True, is_shown=True),
    Field("email", "Email", "E-mail", Kind.EMAIL, Group.CONTACT, many=True),
    Field("address", "Địa chỉ", "Address", Kind.ADDRESS, Group.CONTACT, many=True, is_shown=True),
    Field("street", "Số nhà, đường", "Street", Kind.TEXT, Group.CONTACT, part_of="address"),
    Field("ward", "Phường / xã", "Ward", Kind.TEXT, Group.CONTACT, part_of="address"),
    Field("district", "Quận / huyện", "District", Kind.TEXT, Group.CONTACT, part_of="address"),
    Field("province", "Tỉnh / thành", "Province", Kind.TEXT, Group.CONTACT, part_of="address", is_shown=True),
    Field("contact", "Người liên hệ", "Contact person", Kind.NAME, Group.CONTACT),
    Field("facebook", "Facebook", "Facebook", Kind.TEXT, Group.CONTACT, many=True),
    Field("zalo", "Zalo", "Zalo", Kind.TEXT, Group.CONTACT, many=True),
    Field("website", "Website", "Website", Kind.TEXT, Group.CONTACT),
    Field("do_not_contact", "Xin đừng gọi", "Do not contact", Kind.FLAG, Group.CONTACT),
    Field("sex", "Giới tính", "Sex", Kind.SEX, Group.PERSONAL),
    Field("birth_date", "Ngày sinh", "Birth date", Kind.DATE, Group.PERSONAL),
    Field("job", "Nghề nghiệp", "Job", Kind.TEXT, Group.PERSONAL),
    Field("income", "Thu nhập", "Income", Kind.TEXT, Group.PERSONAL),
    Field("interests", "Sở thích", "Interests", Kind.TEXT, Group.PERSONAL, many=True),
    Field("id_number", "Số CCCD", "Id number", Kind.CODE, Group.PERSONAL),
    Field("company", "Công ty", "Company", Kind.NAME, Group.BUSINESS),
    Field("tax_code", "Mã số thuế", "Tax code", Kind.TAX_CODE, Group.BUSINESS),
    Field("industry", "Ngành nghề", "Industry", Kind.TEXT, Group.BUSINESS),
    Field("customer_code", "Mã khách", "Customer code", Kind.CODE, Group.SHOP, many=True),
    Field("customer_type", "Loại khách", "Customer type", Kind.CHOICE, Group.SHOP),
    Field("group", "Nhóm", "Group", Kind.CHOICE, Group.SHOP, many=True, is_shown=True),
    Field("branch", "Chi nhánh", "Branch", Kind.CHOICE, Group.SHOP),
    Field("status", "Trạng thái", "Status", Kind.CHOICE, Group.SHOP),
    Field("assignee", "Người phụ trách", "Assigned to", Kind.CHOICE, Group.SHOP),
    Field("created_date", "Ngày tạo", "Created", Kind.DATE, Group.SHOP),
    Field("last_purchase_date", "Mua lần cuối", "Last purchase", Kind.DATE, Group.SHOP, as_of=True, is_shown=True),
    Field("note", "Ghi chú", "Note", Kind.NOTE, Group.SHOP, many=True),
    Field("debt", "Còn nợ", "Debt", Kind.MONEY, Group.AMOUNTS, as_of=True, is_shown=True),
    Field("debt_days", "Số ngày nợ", "Days in debt", Kind.NUMBER, Group.AMOUNTS, as_of=True),
    Field("total_spent", "Tổng mua", "Total spent", Kind.MONEY, Group.AMOUNTS, as_of=True),
    Field("points", "Điểm", "Points", Kind.NUMBER, Group.AMOUNTS, as_of=True),
)

ORDER_FIELDS: tuple[Field, ...] = (
    Field("order_code", "Mã đơn", "Order code", Kind.CODE, Group.SHOP),
    Field("order_date", "Ngày mua", "Order date", Kind.DATE, Group.SHOP),
    Field("product", "Sản phẩm", "Product", Kind.TEXT, Group.SHOP),
    Field("quantity", "Số lượng", "Quantity", Kind.NUMBER, Group.SHOP),
    Field("unit_price", "Đơn giá", "Unit price", Kind.MONEY, Group.SHOP),
    Field("discount", "Giảm giá", "Discount", Kind.MONEY, Group.SHOP),
    Field("payment_method", "Cách trả", "Payment method", Kind.CHOICE, Group.SHOP),
    Field("amount", "Thành tiền", "Amount", Kind.MONEY, Group.SHOP),
    Field("cod", "Thu hộ", "Cash on delivery", Kind.MONEY, Group.SHOP),
    Field("paid", "Đã trả", "Paid", Kind.MONEY, Group.SHOP),
    Field("order_status", "Tình trạng đơn", "Order status", Kind.CHOICE, Group.SHOP),
)
"""Attributes of an order line; kept with the record that stated it (`values["…"]`), never part of the customer."""

CATALOGUE = Catalogue(FIELDS)
ORDER_CATALOGUE = Catalogue(ORDER_FIELDS)
