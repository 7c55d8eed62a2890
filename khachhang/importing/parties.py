"""Columns about the rows themselves: where a customer is from, whether someone checked it, which section it stands in."""

from __future__ import annotations

import re
from functools import lru_cache

from khachhang.model import Party
from khachhang.values.text import fold, nfc_squeeze

_THIRD = re.compile(
    r"hoi cho|hiep hoi|danh ba|noi khac|ben thu ba|third|mua lai|mua data|data (mua|ngoai|ben ngoai)|doi tac|nguoi quen|gioi thieu "
    r"ngoai|telesale|ban giao|suu tam|internet|trang vang|hoi doanh nghiep|trien lam|duoc cho|xin duoc"
)
_FIRST = re.compile(
    r"khach (cua )?(tiem|shop|cua hang|quen|cu|mua|da mua)|cua hang|tai (quay|tiem|shop)|first|da mua|so (tay|ghi|khach)|kiotviet"
    r"|sapo|haravan|nhanh|don hang|truc tiep|ban hang|nhan tin|tiem$"
)
_UNSURE = re.compile(r"^(khong ro|chua ro|khong biet|not sure|unsure|unknown|\?)")
_YES = re.compile(r"^(da kiem|da goi|dung|dung roi|co|yes|verified|da xac minh|x|true|1|ok|roi|da)\b")
_NO = re.compile(r"^(chua|khong|no|unverified|false|0|sai)\b")
_TYPES = (
    (re.compile(r"(to chuc|cong ty|doanh nghiep|don vi|phap nhan)"), "customer_type", "Công ty"),
    (re.compile(r"(ca nhan|ho gia dinh|nguoi dan)"), "customer_type", "Cá nhân"),
    (re.compile(r"^(nhom )?(khach )?(hang )?(si|buon)$|ban (si|buon)|khach (mua )?(si|buon)"), "customer_type", "Sỉ"),
    (re.compile(r"^(nhom )?(khach )?(hang )?le$|ban le|khach (mua )?le"), "customer_type", "Lẻ"),
)
_GROUP = re.compile(
    r"^(nhom|hang|khach|khach hang)? ?(vip|dai ly|than thiet|quen|vang lai|moi|cu|tiem nang|cap \d|loai [a-d]|bac|vang|kim cuong"
    r"|dong|thuong|thanh vien|cong tac vien|ctv|nha phan phoi|npp)( .*)?$"
)
_NUMBERING = re.compile(r"^\s*(?:[IVX]+|[A-H]|\d{1,2}|[-–•*+])\s*[.)/\-–:]?\s+", re.IGNORECASE)


@lru_cache(maxsize=4096)
def party_of(text: str) -> Party | None:
    """Return who handed a row over, as its column "Nguồn" says; None when the words do not tell."""
    key = fold(text)
    if _UNSURE.match(key) or text.strip() == "?":
        return Party.UNSURE
    if _THIRD.search(key):
        return Party.THIRD
    return Party.FIRST if _FIRST.search(key) else None


@lru_cache(maxsize=1024)
def verified_of(text: str) -> bool | None:
    """Return what a column "Đã kiểm" says; None when it says nothing clear."""
    key = fold(text)
    if _NO.match(key):
        return False
    return True if _YES.match(key) else None


@lru_cache(maxsize=1024)
def section_of(text: str) -> tuple[str, str] | None:
    """Return (field key, value) of a clear section heading ("I. Khách hàng tổ chức", "Khách sỉ:"); None for any other."""
    bare = _NUMBERING.sub("", text).strip(" :.-–—")
    key = fold(bare)
    if len(key.split()) > 6:
        return None
    found = next(((k, v) for pattern, k, v in _TYPES if pattern.search(key)), None)
    if found:
        return found
    return ("group", nfc_squeeze(bare)) if _GROUP.match(key) else None
