"""What the words above a column mean: exact words first, then the words without their trimmings, then patterns."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from khachhang.importing.header_grammar import composed, contradicts, may_be, names_customers
from khachhang.importing.synonyms import GLUED, LOOKUP, PIECES
from khachhang.values.text import fold

SEPARATOR = " | "
"""Between the rows of a header of two rows."""

EXACT, TRIMMED, PATTERN = 1.0, 0.9, 0.7


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """What a header says. target: see `ColumnMapping.target`; confidence: EXACT, TRIMMED or PATTERN. unit: đồng per 1."""

    target: str
    confidence: float
    unit: int = 1


_PARENTHESES = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_PIECE_SPLIT = re.compile(r"\s*(?:[-–—+/,;&\n|:]|\bvà\b|\bva\b|\band\b|(?<= )[xX](?= ))\s*", re.IGNORECASE)
_SLASHED_ADDRESS = re.compile(r"(?<!\w)[đd]/c(?!\w)", re.IGNORECASE)
_UNITS = (
    (1_000_000, re.compile(r"\b(trieu|tr d|trd|trieu dong|million|mil)\b")),
    (
        1_000,
        re.compile(
            r"\b(nghin|ngan(?! (?:hang|sach|quy|luong|han|ngay))|ng d|ngd|nghin dong|ngan dong|1000d|1000 d|1000 dong|000d|000 d|000 dong"
            r"|x1000|x 1000|thousand|1 000d|1 000 dong|kvnd|k vnd|1 000 vnd|000 vnd|1000 vnd)\b"
        ),
    ),
)
_UNITS_ASIDE = (
    (1_000_000_000, re.compile(r"\b(ty|ti|ty dong|billion)\b")),
    (1_000_000, re.compile(r"\b(tr|trieu|m|mio)\b")),
    (1_000, re.compile(r"\b(k|ng|nghin|ngan(?! (?:hang|sach|quy))|1000|000|1 000|x1k)\b(?! (?:ky tu|chu|dong dau))")),
)
"""What stands in brackets beside the words: "Doanh số (tr)", "Nợ (k)"."""
_CAMEL = re.compile(r"(?<=[a-zà-ỹ])(?=[A-ZĐ][a-zà-ỹ])")
"""Where the words of "customerCode" or "GiớiTính" meet."""
_TAIL = re.compile(
    r" (cua )?(khach hang|khach|kh|k h|nguoi mua|nguoi nhan|vnd|vnđ|dong|d|dong vn|nghin|ngan|nghin dong|nghin d|ngan dong|trieu"
    r"|trieu dong|bat buoc|required|neu co|optional|x"
    r"|dd mm yyyy|dd mm yy|ngay thang nam|yyyy mm dd|hien tai|cua quy khach|quy khach|1|day du|chinh|chinh xac|moi nhat|nhan hang"
    r"|cu|moi|hien nay|den nay|thuc te|tai ngay .*|den ngay .*|tinh den .*|thang \d+|nam \d{4}|\d{4})$"
)
_IN_FULL = {
    "d c": "dia chi", "dc": "dia chi", "hd": "hoa don", "gd": "giao dich", "dk": "dang ky", "tt": "thanh toan", "kh": "khach hang",
    "pgh": "phieu giao hang", "pbh": "phieu ban hang", "pxk": "phieu xuat kho",
}  # fmt: skip
_ABBREVIATED = re.compile(r"\b(?:d c|dc|hd|gd|dk|pgh|pbh|pxk|(?<= )tt|(?<= )kh)\b")
_HEAD = re.compile(
    r"^(thong tin|cot|cac|so luong don|vui long nhap|nhap|xin cho biet|anh chi|your|customer s|customer|client|kh|khach hang|khach"
    r"|nguoi mua|nguoi nhan) (?=\S)"
)

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (target, re.compile(pattern))
    for target, pattern in (
        ("assignee", r"\b(nv|nhan vien|sale|chuyen vien|nguoi|ctv) .*(phu trach|cham soc|cskh|quan ly|theo doi|chot)\b|in charge$"),
        (
            "ignore",
            r"\bfax\b|nhan vien|nguoi tao|shipper|\blabel\b|phonetic|gia von|ton kho|ma (sp|san pham|hang)\b|\bsku\b|don vi tinh"
            r"|^(tk|so tk|stk|tai khoan)\b(?!.*(fb|facebook|zalo|mail|khach|nguoi))|ngan hang|\bbank\b|^(tong )?cuoc\b|^phu phi\b"
            r"|^phi (gh|giao|ship|van chuyen|vc|tra|khac)\b|(last|next) contact|(ngay|lan|lich|gio) (lien he|goi|hen|cham soc)\b"
            r"|so thue bao cha|han muc|\b(debt|credit) limit\b|^(truong|noi cap|kho) .*(tinh|huyen|quan|xa|phuong)\b"
            r"|\b(tb|trung binh|average|avg|aov)\b|(nhom|phan loai) (nganh )?(hang|hang hoa|san pham|sp)$"
            r"|\bma (tinh|quan|huyen|phuong|xa|buu cuc|tp)\b"
            r"|\b(district|ward|province|city|type|service|payment|shop|store|product|package) id$"
            r"|(so luong|sl) (khach|nguoi|di cung|don|hoa don|hd|hop dong|tre|ve|luot)\b"
            r"|\b(total|tien|so tien) (gst|vat|tax|thue)\b|\b(gst|vat|tax) (amount|rate|value)\b"
            r"|(dau ky|dau thang|dau nam|phat sinh|trong ky)|so lan|so don"
            r"|tien thue|thue suat|thue (gtgt|vat)|so (thang|buoi|lan|ngay) (con|no|tre)|bao lanh",
        ),
        ("do_not_contact", r"(dung|khong|tu choi) (goi|lien he|nhan tin|quang cao)|do not (call|contact)|opt out"),
        ("debt_days", r"so ngay.*(no|qua han)|days.*(overdue|debt)|tuoi no"),
        (
            "last_purchase_date",
            r"(ngay|lan|mua|thoi gian|giao dich|don).*(cuoi|gan nhat|gan day)|last (purchase|order|visit|bought|transaction)",
        ),
        ("birth_date", r"\bsinh (ngay|nhat|nam)\b|(ngay|nam|thang) (thang )?(nam )?sinh|sinh nhat|birth|\bdob\b"),
        ("updated_date", r"(ngay|thoi gian|lan|gio|tg) .*cap nhat|cap nhat (cuoi|luc|ngay|gan|lan)|updated|modified"),
        (
            "created_date",
            r"(ngay|thoi gian).*(tao|dang ky|dang ki|tham gia|gia nhap|mo the|lap the)|(creat|regist|join).*(date|time|on)"
            r"|date.*(creat|regist|join)",
        ),
        ("phone2", r"(dien thoai|sdt|so dt|phone|mobile|di dong|\bdt).*(2|phu|khac|du phong|vo\b|chong|nguoi than)"),
        ("phone", r"dien thoai|\bsdt|\bphones?\b|mobile|\btel\b|telephone|dtdd|\bdt\b|di dong|hotline|so may|so lien (he|lac)|cell"),
        ("email2", r"e ?mail.*2"),
        ("email", r"\be ?mail|\bgmail|hop thu|thu dien tu"),
        ("tax_code", r"ma so thue|\bmst\b|\btax\b|\bvat (no|number|id|code)"),
        ("id_number", r"cmnd|cccd|can cuoc|chung minh|ho chieu|passport|id card"),
        ("sex", r"gioi tinh|gender|\bsex\b"),
        (
            "order_code",
            r"\b(ma|so) (don|hoa don|hd|phieu|chung tu|giao dich|van don|buu gui|ve)\b"
            r"|(order|invoice|receipt) (id|no|code|number)|^(order|invoice|receipt|bill)\b.* (id|no|code|number|ref)$",
        ),
        (
            "customer_code",
            r"\b(ma|ms) (so )?(khach|kh|hoi vien|thanh vien|the|doi tuong|benh nhan|hoc vien)|(customer|client|member|card) (id|code"
            r"|no|number)|so the",
        ),
        ("debt_credit", r"(so du|du|cuoi ky).*\bco$|tra truoc|ung truoc|credit"),
        (
            "debt",
            r"overdue|past due|\bno\b|cong no|phai thu\b|con thieu|chua (tra|thanh toan)|\bdebt\b|balance|outstanding|receivable|con lai",
        ),
        ("cod", r"thu ho\b|\bcod\b|can thu\b|tien thu\b"),
        ("paid", r"da (tra|thanh toan|thu|tt)\b|\bpaid\b"),
        ("product", r"^ten (hang|hang hoa|san pham|sp|mon|dich vu|dv)\b(?! (khach|thanh vien))"),
        (
            "total_spent",
            r"doanh (so|thu)|tong (mua|ban|chi|tieu|tien mua|tien da|tich luy)|(chi tieu|da mua|tien mua)|(total|lifetime).*(spent"
            r"|sales|purchase|paid|spend|value|revenue)",
        ),
        ("unit_price", r"don gia\b|unit price|^gia (?!von|goc|nhap|tri|du kien|thi truong)"),
        ("amount", r"\b(sau|truoc) (chiet khau|giam gia|thue|ck|km)\b"),
        ("discount", r"chiet khau|giam gia|khuyen mai|discount"),
        ("payment_method", r"(phuong thuc|hinh thuc|cach).*(thanh toan|tt|tra)|payment"),
        (
            "quantity",
            r"^(so luong|sl)( (hang|sp|san pham|mua|ban|dat|giao|nhan|xuat|kien|thung|hop|cai|chiec|kg|goi|buoi|mon|da|thuc)\b.*)?$"
            r"|^so (kien|mon|thung|hop|bao|cuon|chiec)\b|\bqty\b|quantity",
        ),
        ("amount", r"thanh tien|tong (tien|cong|gia tri|don)|tri gia|gia tri|so tien|tien hang|\bamount\b|\btotal\b"),
        (
            "product",
            r"(ten )?(san pham|mat hang|hang hoa\b)|ten (hang|dich vu)"
            r"|^(dich vu|khoa hoc) (?!.*(giao|van chuyen|quan tam))|\bproduct\b|\bitem\b",
        ),
        ("points", r"\bdiem\b|points?\b"),
        ("area", r"(tinh|thanh pho).*(quan|huyen)|(quan|huyen).*(tinh|thanh pho)|(province|city).*district"),
        ("ward", r"\b(phuong|xa)\b|\bward\b|commune"),
        ("district", r"\b(quan|huyen)\b(?! ly)|district"),
        ("province", r"\btinh\b|thanh pho|province|\bcity\b"),
        ("address", r"dia chi|\baddress\b|noi (o|giao|nhan|song)|cho o|\bdc\b|thuong tru|tru so"),
        ("contact", r"nguoi (dai dien|lien he|lien lac|phu trach)|dai dien|contact|giam doc"),
        ("company", r"cong ty|doanh nghiep|company|organi[sz]ation|don vi cong tac|co quan"),
        (
            "full_name",
            r"\bho (va )?ten\b|ten (khach|kh|nguoi|hoi vien|day du|chu|benh nhan|hoc vien)|(customer|client|full|buyer|recipient"
            r"|member).*name|khach hang|nguoi (mua|nhan|dat)",
        ),
        (
            "group",
            r"\bnhom\b|hang (khach|the|thanh vien|hoi vien)|phan (loai|khuc|hang|nhom)|xep (hang|loai)|\bgroup|segment|\brank|\btier",
        ),
        ("customer_type", r"loai khach|customer type"),
        ("status", r"trang thai|tinh trang|\bstatus\b"),
        (
            "order_date",
            r"^ngay (ban|mua|thanh toan|thue|xuat|ra hoa don|dat|giao|gui|hoa don|don|chung tu|ung ho|dong gop|quyen gop|dong|nop|thu tien"
            r"|sua|nhan hang|nhan gui|nhan don|hoan tat|lap)\b|(order|invoice|delivery|purchase|sale).*(date|time)"
            r"|^thoi gian( (ban|mua|dat|giao|gui|nhan|tao|len don|chot|nhap)\b.*)?$",
        ),
        ("source", r"^nguon\b|\bsource\b|biet (den )?(qua|toi|tu)"),
        ("branch", r"chi nhanh|\bbranch\b"),
        ("facebook", r"facebook|\bfb\b"),
        ("zalo", r"\bzalo\b"),
        ("website", r"website|\bweb\b"),
        ("job", r"nghe nghiep|chuc (vu|danh)|\bjob\b|occupation"),
        ("industry", r"nganh|linh vuc|industry"),
        ("interests", r"so thich|hobb"),
        ("income", r"thu nhap|income"),
        ("note", r"ghi chu|^noi dung|\bnotes?\b|remark|chu thich|luu y|dien giai|comment|nhan xet"),
    )
)


def header_key(text: str) -> str:
    """Return the folded header, for looking up and for comparing headers with each other."""
    return fold(text)


@lru_cache(maxsize=4096)
def match_header(text: str) -> HeaderMatch | None:
    """Return what a header of one or two rows ("Liên hệ | Số ĐT") means, or None when its words are unknown."""
    parts = [p for p in text.split(SEPARATOR) if p.strip()]
    unit = money_unit(text)
    if len(parts) > 1:
        match = _match_two(parts[0], parts[-1])
    else:
        match = _match_one(parts[0]) if parts else None
    return HeaderMatch(match[0], match[1], unit) if match else None


def money_unit(text: str) -> int:
    """Return how many đồng 1 means where a header or a title says so ("nghìn đ" → 1000), else 1."""
    key = fold(text)
    aside = fold(" ".join(_PARENTHESES.findall(text)))
    return next(
        (unit for unit, pattern in _UNITS if pattern.search(key)),
        next((unit for unit, pattern in _UNITS_ASIDE if pattern.search(aside)), 1) if aside else 1,
    )


def _match_two(parent: str, child: str) -> tuple[str, float] | None:
    child_key, parent_key = _bare(child), _bare(parent)
    for key in (f"{child_key} {parent_key}", f"{parent_key} {child_key}"):
        if key in LOOKUP:
            return LOOKUP[key], EXACT
    if child_key in ("no", "co", "debit", "credit", "du no", "du co"):
        return _debit_credit(parent_key, child_key)
    if re.search(r"dau ky|phat sinh|trong ky|dau nam|dau thang", parent_key):
        return "ignore", TRIMMED
    own = _match_one(child)
    if own and own[0] == "amount" and re.search(r"\bno\b|cong no|phai thu|debt", parent_key):
        return "debt", TRIMMED
    return own or _match_one(parent)


def _debit_credit(parent: str, child: str) -> tuple[str, float]:
    if re.search(r"dau|phat sinh|trong ky", parent):
        return "ignore", EXACT
    return ("debt_credit" if child in ("co", "credit", "du co") else "debt"), EXACT


def _bare(text: str) -> str:
    return fold(_PARENTHESES.sub(" ", text)) or fold(text)


def _match_one(text: str) -> tuple[str, float] | None:
    key = fold(text)
    if not key:
        return None
    if _CAMEL.search(text) and key not in LOOKUP:
        text = _CAMEL.sub(" ", text)
        key = fold(text)
    bare = _bare(text)
    is_owed = "ợ" in unicodedata.normalize("NFC", text).lower()
    if bare == "no" and is_owed:
        return "debt", EXACT
    if _says(text, key):
        return LOOKUP[key], EXACT
    mixture = _mixture(text)
    if mixture:
        return mixture, TRIMMED
    for candidate in _trimmings(bare):
        if candidate == "no" and is_owed:
            return "debt", TRIMMED
        if _says(text, candidate):
            return LOOKUP[candidate], EXACT if candidate == bare else TRIMMED
        target = composed(candidate)
        if target:
            return target, TRIMMED
        if candidate in GLUED:
            return GLUED[candidate], TRIMMED
        if candidate == bare and names_customers(bare):
            return "full_name", PATTERN
    if len(bare.split()) > 9:
        return None
    return _by_pattern(text, bare) or _by_pattern(text, _spelled(bare)) or _either(text)


def _either(text: str) -> tuple[str, float] | None:
    """Return what one half of "Đơn vị/Gara" says where the other half is unknown."""
    known = [t for t in map(_piece, text.split("/")) if t] if text.count("/") == 1 else []
    return (known[0], PATTERN) if len(known) == 1 else None


def _by_pattern(text: str, key: str) -> tuple[str, float] | None:
    found = (t for t, pattern in _PATTERNS if pattern.search(key) and not contradicts(text, t) and may_be(key, t))
    return next(((target, PATTERN) for target in found), None)


def _spelled(key: str) -> str:
    return _ABBREVIATED.sub(lambda m: _IN_FULL[m[0]], key)


def _says(text: str, key: str) -> bool:
    return key in LOOKUP and not contradicts(text, LOOKUP[key])


def _trimmings(key: str) -> Iterable[str]:
    """Yield the header with less and less around it."""
    yield key
    spelled = _spelled(key)
    if spelled != key:
        yield spelled
    shorter = spelled
    while (cut := _TAIL.sub("", shorter)) != shorter:
        shorter = cut
        yield shorter
    beheaded = _HEAD.sub("", key)
    if beheaded != key:
        yield beheaded
        yield _TAIL.sub("", beheaded)


def _mixture(text: str) -> str | None:
    """Return `mixed:a+b` when the header names several things a cell may hold together; one target when they are words for one thing."""
    text = _SLASHED_ADDRESS.sub("địa chỉ", text)
    inside = " - ".join(m.strip("()[]{}") for m in _PARENTHESES.findall(text))
    for candidate in (inside, _PARENTHESES.sub(" ", text)):
        pieces = [p for p in _PIECE_SPLIT.split(candidate) if p.strip()]
        targets = [_piece(p) for p in pieces]
        known = list(dict.fromkeys(t for t in targets if t))
        if len(pieces) >= 2 and known and None not in targets:
            return known[0] if len(known) == 1 or _is_one_thing(set(known)) else "mixed:" + "+".join(known)
    return None


def _piece(text: str) -> str | None:
    target = LOOKUP.get(fold(text))
    if target is None:
        target = next((LOOKUP[k] for k in _trimmings(fold(text)) if k in LOOKUP), None)
    if target in ("given_name", "family_name"):
        target = "full_name"
    return target if target in PIECES else None


def _is_one_thing(targets: set[str]) -> bool:
    return targets in ({"full_name", "company"}, {"full_name", "contact"}, {"company", "contact"}, {"full_name", "company", "contact"})


def header_fingerprint(headers: Iterable[str]) -> str:
    """Return a short name for a set of headers in their order, under which a mapping is saved."""
    keys = "\n".join(fold(h) for h in headers)
    return hashlib.sha256(keys.encode()).hexdigest()[:16]
