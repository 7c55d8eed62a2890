"""Headers put together from a thing and whose it is: "SĐT phụ huynh", "Mã HV", "Tên cư dân", "Guest phone"."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

CUSTOMERS: Final = (
    "khach hang|khach|kh|k h|khach le|khach si|khach mua|khach mua hang|khach dat|khach dat hang|khach o|khach tro|khach thue|khach vay"
    "|khach moi|khach du|khach tham du|khach tham quan|quy khach|quy khach hang|nguoi mua|nguoi mua hang|nguoi nhan|nguoi nhan hang"
    "|nguoi dat|nguoi dat hang|nguoi dat phong|nguoi gui|nguoi gui tien|nguoi chuyen|nguoi chuyen tien|nguoi chuyen khoan|nguoi nop"
    "|nguoi nop tien|nguoi tra tien|nguoi thanh toan|nguoi dung|nguoi su dung|nguoi su dung dich vu|nguoi order|nguoi vay|nguoi thue"
    "|nguoi dung ten|nguoi duoc bao hiem|nguoi tham du|nguoi tham gia|nguoi dang ky|nguoi benh|nguoi hoc|nguoi quan tam|nguoi choi"
    "|nguoi gop|nguoi ung ho|nguoi no|con no|ben mua|ben mua bao hiem|ben thue|ben a|ben b|hoc vien|hv|hoc sinh|hs|sinh vien|sv|be"
    "|benh nhan|bn|hoi vien|thanh vien|tv|xa vien|doan vien|ho vien|chu ho|chu nha|chu can ho|chu xe|chu the|chu tai khoan|chu tk"
    "|cu dan|ho dan|ho gia dinh|ho|dai ly|npp|nha phan phoi|doi tac|doi tuong|than chu|duong su|dai bieu|ung vien|co dong|nha dau tu"
    "|doi ung|don vi|thu huong|ncc khach hang|lead|data|ctv|cong tac vien|diem ban|mua hang"
)
COMPANIES: Final = (
    "cong ty|cty|doanh nghiep|dn|cua hang|shop|co so|quan|tiem|nha hang|to chuc|co quan|nha thuoc|salon|spa|truong|nha khoa|phong kham"
    "|benh vien|khach san|xuong|nha xe|gara|garage|tap hoa|homestay|vua"
)
CONTACTS: Final = (
    "phu huynh|ph|phu huynh hoc sinh|cha me|bo me|ba me|me|bo|cha|ba|nguoi giam ho|nguoi lien he|nguoi lien lac|nlh|lien he|nguoi dai dien"
    "|dai dien|nguoi than|nguoi nha|nguoi phu trach|chu quan|chu shop|chu cua hang|chu tiem|giam doc|nguoi bao lanh|nguoi giao dich|ke toan"
)
_ENGLISH: Final = (
    "customer|cust|client|buyer|recipient|receiver|member|guest|patient|student|lead|visitor|attendee|tenant|resident|passenger|payer|payee"
    "|subscriber|user|shopper|beneficiary|owner|borrower|billing|shipping|delivery|registrant"
)
_THINGS: Final = (
    ("customer_code", "ma|id|ma so|ms|ma dinh danh|so the|ma the|so ho so"),
    ("phone", "sdt|so dt|dt|so dien thoai|dien thoai|so phone|phone|mobile|di dong|so di dong|dtdd|dt di dong|tel|so lien he|so lien lac"
              "|lien he|lh|sdt lien he|dt lien he|hotline|so zalo|sdt zalo|so may|so"),
    ("email", "email|e mail|mail|gmail"),
    ("address", "dia chi|dc|d c|d chi|noi o|cho o|dia chi nha|dia chi giao|dia chi giao hang|dia chi nhan|dia chi lien he"),
    ("birth_date", "ngay sinh|nam sinh|ns|sinh nhat|ngay thang nam sinh|sn"),
    ("sex", "gioi tinh|gt|phai"),
    ("id_number", "cccd|cmnd|so cccd|so cmnd|cmt|so giay to|can cuoc"),
    ("tax_code", "mst|ma so thue|ms thue"),
    ("group", "nhom|hang|phan loai|phan hang|phan nhom|xep hang|xep loai|cap|cap do|tag"),
    ("customer_type", "loai|kieu|loai hinh"),
    ("note", "ghi chu|luu y|ghi nho|nhan xet|dac diem|thong tin them|thong tin khac"),
    ("source", "nguon"),
    ("status", "tinh trang|trang thai"),
    ("debt", "cong no|no|du no|tien no|so tien no|no cua"),
    ("job", "nghe nghiep|cong viec|chuc vu"),
    ("facebook", "facebook|fb|link fb|link facebook"),
    ("zalo", "zalo|nick zalo"),
    ("created_date", "ngay tao|ngay them|ngay dang ky|ngay nhap"),
    ("points", "diem|so diem"),
    ("points", "diem tich luy"),
)  # fmt: skip
_NAME = "ten|ho ten|ho va ten|ho va ten day du|ten day du|ten goi|ten rieng|ten chinh"
_OF = r"(?: cua| cac| ca)? "
_THEIRS = frozenset(
    {"birth_date", "sex", "id_number", "customer_code", "customer_type", "group", "points", "debt", "created_date", "tax_code"}
)
"""Of these, what is a contact's is not the customer's."""

_NAMED = tuple(
    (target, re.compile(rf"(?:{_NAME}){_OF}(?:{whose})(?: 1)?"))
    for target, whose in (("contact", CONTACTS), ("company", COMPANIES), ("full_name", CUSTOMERS))
)
_OWNED = tuple((target, re.compile(rf"(?:{words}){_OF}(?:{CUSTOMERS}|{COMPANIES})(?: 1)?")) for target, words in _THINGS)
_CONTACTS_OWN = tuple((target, re.compile(rf"(?:{words}){_OF}(?:{CONTACTS})(?: [12])?")) for target, words in _THINGS)
_ALONE = re.compile(CUSTOMERS)
_NOT_ALONE = frozenset("con no|data|lead|so|ho|mua hang|ba|diem ban|don vi|ncc khach hang|doi ung|thu huong".split("|"))
_IN_ENGLISH = tuple(
    (target, re.compile(rf"(?:{_ENGLISH})(?: s)? (?:{words})(?: \d)?"))
    for target, words in (
        ("full_name", "full name|name|fullname"),
        ("given_name", "first name|given name|firstname"),
        ("family_name", "last name|family name|surname|lastname"),
        ("phone", "phone|phone number|phone no|mobile|mobile number|mobile no|tel|contact number|contact no|cell"),
        ("email", "email|e mail|email address|e mail address|mail"),
        ("address", "address|full address"),
        ("customer_code", "id|code|no|number|ref"),
        ("birth_date", "birthday|dob|date of birth|birth date"),
        ("sex", "gender|sex"),
        ("company", "company|organization|organisation"),
        ("province", "city|province|state|province name|region"),
        ("street", "street|address1|address 1|street address"),
        ("district", "district"),
        ("ward", "ward"),
        ("note", "note|notes|comment|comments|remark|remarks|message"),
        ("group", "group|tier|segment|level|tags"),
        ("customer_type", "type"),
        ("tax_code", "tax code|tax id|vat|vat number"),
    )
)


def composed(key: str) -> str | None:
    """Return the target of a folded header that says a thing and whose it is, None when it does not."""
    for target, pattern in (*_NAMED, *_IN_ENGLISH):
        if pattern.fullmatch(key):
            return target
    for target, pattern in _CONTACTS_OWN:
        if pattern.fullmatch(key):
            return "ignore" if target in _THEIRS else target
    for target, pattern in _OWNED:
        if pattern.fullmatch(key):
            return target
    return None


def names_customers(key: str) -> bool:
    """Return whether a folded header only says who the customers are: "Đại lý", "Người bệnh". A heading of rows may say that too."""
    return key not in _NOT_ALONE and _ALONE.fullmatch(key) is not None


_DATES: Final = frozenset({"birth_date", "created_date", "last_purchase_date", "order_date", "updated_date", "debt_days", "ignore", "note"})
_MONEY: Final = frozenset({"debt", "debt_credit", "total_spent", "unit_price", "discount", "amount", "cod", "paid", "ignore", "points"})
_CODES: Final = frozenset({"order_code", "customer_code", "tax_code", "id_number", "discount", "ignore", "phone"})
_HEADS: Final = (
    (re.compile(r"(ngay|date of)\b"), _DATES | {"do_not_contact"}),
    (re.compile(r"gio\b"), frozenset({"ignore", "order_date"})),
    (re.compile(r"(so tien|tien|phi|phu phi|cuoc|gia|luong|thue)\b"), _MONEY | {"income", "payment_method", "tax_code"}),
    (re.compile(r"ma\b"), _CODES),
)
"""First words that say what kind of thing a column holds, and the targets of that kind."""


def may_be(key: str, target: str) -> bool:
    """Return whether the first word of a folded header leaves room for a target: "Ngày ghi nhận DT" is no phone."""
    return next((target in kinds for head, kinds in _HEADS if head.match(key)), True)


_ACCENTED: Final = {
    "ward": re.compile(r"phường|xã|đặc khu|thị trấn|p/x|x/p"),
    "district": re.compile(r"quận|huyện|thị xã|q/h|tp"),
    "province": re.compile(r"tỉnh|thành|t/p|tp|t\.p"),
    "area": re.compile(r"khu|tỉnh|thành|vùng|địa bàn|quận|huyện"),
    "debt": re.compile(r"nợ|thiếu|thu|dư|còn|chưa|cuối|trả|đóng|nộp"),
    "points": re.compile(r"điểm|xu|tích"),
    "product": re.compile(
        r"hàng|sản|món|dịch|sp|mua|gói|khóa|khoá|liệu|dv|máy|xe|thuốc|model|combo|tour|thiết|gas|gạo|bánh|hh|dòng|nội|chi"
    ),
    "phone": re.compile(r"thoại|đ\.?\s?t|sđt|dt|số|di động|dđ|liên|tel|phone|zalo|hotline|alo|gọi|máy|lh|thuê"),
    "amount": re.compile(r"tiền|tổng|giá|phí|mua|bill|mừng|góp|cộng|trị|thu|trả|tt"),
}
"""What must stand in a header written with its marks, where the folded words mean other things too ("quán", "tình hình", "địa điểm")."""
_PLACE_POINTS = re.compile(r"địa điểm|điểm (?:giao|bán|đến|đón|trả|nhận|hẹn|thi|số|danh|dừng)")
_MARKED = re.compile(r"[^\x00-\x7f]")


def contradicts(text: str, target: str) -> bool:
    """Return whether a header written with Vietnamese marks says something else than the folded words do."""
    if target == "group" and "hãng" in unicodedata.normalize("NFC", text).lower():
        return True
    pattern = _ACCENTED.get(target)
    if pattern is None or not _MARKED.search(text):
        return False
    low = unicodedata.normalize("NFC", text).lower()
    return not pattern.search(low) or (target == "points" and _PLACE_POINTS.search(low) is not None)
