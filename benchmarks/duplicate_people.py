"""Made-up customers in several sources, with the truth: families, owners and their shops, branches, numbers that passed on, slips.

The same seed gives the same records. `records(count)` returns profiles and, for each, the number of the customer it is.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.generate import SURNAMES
from khachhang.matching import Profile
from khachhang.values.admin_units import Ward, gazetteer
from khachhang.values.text import fold


def _listed(text: str) -> list[str]:
    return [item.strip() for item in text.split("|")]


GIVEN = {
    "M": """Hùng Dũng Tuấn Cường Anh Minh Nam Long Hải Sơn Thắng Bình Phúc Khoa Trung Đạt Đức Thành Tùng Hiếu Kiên Quân Huy Hoàng Khánh
        Phong Lâm Tú Việt Thịnh Vinh Quang Tài Lộc Thiện Nghĩa Nhân Tân Toàn Trí Duy Khang Bảo An Hưng Luân Mạnh Phước Quốc Sang
        Tiến Trường Vũ Đông Hậu Hòa Kiệt Lực Nghị Nguyên Nhật Phát Tâm Thái Thông Trọng Tường Văn Xuân Yên Bách Chiến Công Danh
        Giang Hào Khôi Linh Lợi Ngọc Sáng""".split(),
    "F": """Lan Hương Hoa Linh Thảo Trang Mai Hà Nga Yến Hạnh Phương Dung Hồng Loan Ngân Thủy Thúy Hằng Huyền Nhung Oanh Quyên Tuyết Vân
        Vy Xuân Ánh Bích Chi Diễm Duyên Giang Hiền Hoài Huệ Khánh Kiều Lệ Ly My Ngọc Nguyệt Nhi Như Phượng Quỳnh Tâm Thanh Thơm Thu
        Thư Thương Tiên Trâm Trinh Trúc Tú Uyên Xuyến Đào Hậu Hòa Hợp Lý Minh Na Nhàn Phúc Sen Thắm Thơ Thoa Tuyền Út An Anh Bình
        Châu Cúc Hân Lành Mận Nghi""".split(),
}
MIDDLE = {
    "M": """Văn Văn Văn Hữu Đức Minh Quang Thanh Công Xuân Ngọc Tuấn Anh Gia Đình Quốc Trọng Bá Duy Hoàng Thế Tấn Nhật Bảo Viết Huy Phú
        Khắc Mạnh Trung""".split(),
    "F": """Thị Thị Thị Thị Thị Ngọc Thanh Thu Kim Mỹ Bích Minh Thùy Phương Hồng Diễm Như Tuyết Hoài Khánh Bảo Quỳnh Cẩm Lệ Thúy Mai Ánh
        Kiều""".split(),
}
LUCKY = """An Phát Tân Minh Gia Hưng Thành Công Hoàng Long Phú Quý Đại Lộc Tiến Đạt Thịnh Vượng Bảo Tín Nam Việt Sao Mai Hòa Bình Á Châu Kim
        Vạn Phúc Đức Hồng Hà Trường Sơn Thiên Ân Nhật Quang Hải Đăng Ngọc Linh Đông Tây Đô Khang Cường Thắng Lợi Nguyên Trí Tâm""".split()
SECOND = _listed("""Group|Plus|79|Miền Nam|Sài Gòn|Thăng Long|Đông Dương|Tân Tiến|Xanh|Vàng|Phương Nam|Ba Miền|Hưng Thịnh|68|Phúc""")
KINDS = _listed("""Công ty TNHH|Công ty Cổ phần|Cửa hàng|Tạp hóa|Nhà thuốc|Công ty TNHH Thương mại|Hộ kinh doanh|Quán|Shop|Đại lý""")
STREETS = _listed("""Lê Lợi|Trần Hưng Đạo|Nguyễn Trãi|Quang Trung|Lý Thường Kiệt|Hai Bà Trưng|Phan Chu Trinh|Điện Biên Phủ|Nguyễn Huệ|
    Cách Mạng Tháng Tám|Lạc Long Quân|Hùng Vương|Nguyễn Văn Cừ|Trường Chinh|Phan Đình Phùng|Hoàng Hoa Thám|Ngô Quyền|Lê Duẩn|
    Võ Thị Sáu|Tô Hiến Thành|Âu Cơ|Nguyễn Thái Học|Bà Triệu|Lê Hồng Phong|Nguyễn Đình Chiểu|Phạm Ngũ Lão|Trần Phú|Kim Mã|
    Giải Phóng|Xã Đàn|Tôn Đức Thắng|Lý Tự Trọng|Phùng Hưng|Đê La Thành|Nguyễn Công Trứ""")
HAMLETS = ("Ấp 1", "Ấp 2", "Ấp 3", "Thôn Đông", "Thôn Thượng", "Xóm 5", "Khu phố 2", "Tổ 7", "Đội 4", "Khóm 1")
TRADES = "tạp hóa|sửa xe|bún bò|chợ Bến|cắt tóc|rửa xe|nước đá|cà phê|nhà thuốc|vé số|tiệm vàng".split("|")
PREFIXES = tuple("90 91 93 94 96 97 98 32 33 34 35 36 37 38 39 70 76 77 78 79 81 82 83 85".split())
SOURCES = 2.2
"""Records per customer, on average."""


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as they are. given_sex: "M", "F" or "" for a business."""

    profile: Profile
    given: str
    spare_phone: str


def records(count: int, seed: int = 11) -> tuple[list[Profile], list[int]]:
    """Return that many records in random order, ids from 0, and the customer behind each."""
    rng = random.Random(seed)
    people = _customers(round(count / SOURCES), rng)
    drawn = [(k, _written(people[k], rng)) for k in _sightings(len(people), count, rng)]
    rng.shuffle(drawn)
    return [replace(p, id=i) for i, (_, p) in enumerate(drawn)], [k for k, _ in drawn]


def _sightings(people: int, count: int, rng: random.Random) -> list[int]:
    """Return which customer each record is of: a third is seen once, few more than five times."""
    order = rng.sample(range(people), people)
    seen: list[int] = []
    for k in itertools.cycle(order):
        seen += [k] * min(6, max(1, round(rng.expovariate(0.5))))
        if len(seen) >= count:
            break
    return seen[:count]


def _customers(count: int, rng: random.Random) -> list[Customer]:
    out: list[Customer] = []
    wards = [w for ward_list in gazetteer().by_district.values() for w in ward_list]
    weights = [8 if w.province in ("Hồ Chí Minh", "Hà Nội") else 1 for w in wards]
    homes = iter(rng.choices(wards, weights, k=count * 2))
    while len(out) < count:
        draw = rng.random()
        if draw < 0.14 and out:
            out += _relatives(out[-1], rng)
        elif draw < 0.26:
            out += _business(next(homes), homes, rng)
        else:
            out.append(_person(next(homes), rng))
    _pass_numbers_on(out, rng)
    return out[:count]


def _person(ward: Ward | None, rng: random.Random, family: str = "") -> Customer:
    """Return a person; ward: None = the caller knows where. family: family name, "" = any."""
    sex = rng.choice("MF")
    given = _zipf(GIVEN[sex], rng)
    family = family or rng.choices(list(SURNAMES), list(SURNAMES.values()))[0]
    middles = [rng.choice(MIDDLE[sex])] + ([rng.choice(MIDDLE[sex])] if rng.random() < 0.25 else [])
    name = " ".join([family, *[m for m in middles if rng.random() < 0.93], given])
    birth = f"{rng.randint(1950, 2005)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    local = fold(rng.choice((name, f"{given}{birth[:4]}", f"{given}.{family}", f"{family}{given}{rng.randint(1, 99)}"))).replace(" ", "")
    email = (f"{local}{rng.randrange(10**4)}@{rng.choice(('gmail.com', 'gmail.com', 'yahoo.com'))}",) if rng.random() < 0.45 else ()
    profile = Profile(0, name, phones=(_phone(rng),), emails=email, birth_date=birth, sex=sex)
    return Customer(_at(profile, ward, _street(rng), rng) if ward else profile, given, _phone(rng))


def _relatives(of: Customer, rng: random.Random) -> list[Customer]:
    """Return the family of a person: one address, often one phone and one family name, other given names."""
    p = of.profile
    if p.is_business:
        return []
    out = []
    for _ in range(rng.choice((1, 1, 2, 3))):
        one = _person(None, rng, p.name.split()[0] if rng.random() < 0.6 else "")
        phones = p.phones if rng.random() < 0.4 else one.profile.phones
        place = {k: getattr(p, k) for k in ("street", "ward", "district", "province", "province_new", "ward_new")}
        if one.given != of.given:
            out.append(replace(one, profile=replace(one.profile, phones=phones, **place)))
    return out


def _business(ward: Ward, homes: Iterator[Ward], rng: random.Random) -> list[Customer]:
    """Return a business, sometimes with its owner (same number) and its branches (same name and tax code)."""
    lucky = f"{rng.choice(LUCKY)} {rng.choice(LUCKY)}" + (f" {rng.choice(SECOND)}" if rng.random() < 0.5 else "")
    tax = f"0{rng.randrange(10**9):09d}"
    head = Profile(0, f"{rng.choice(KINDS)} {lucky}", True, (_phone(rng),), tax_code=tax if rng.random() < 0.6 else "")
    email = (f"{fold(lucky).replace(' ', '')}{rng.randrange(10**4)}@gmail.com",) if rng.random() < 0.4 else ()
    out = [Customer(_at(replace(head, emails=email), ward, _street(rng), rng), "", _phone(rng))]
    if rng.random() < 0.3:
        owner = _person(next(homes) if rng.random() < 0.5 else ward, rng)
        out.append(replace(owner, profile=replace(owner.profile, phones=head.phones if rng.random() < 0.7 else owner.profile.phones)))
    if rng.random() < 0.08:
        branch = replace(head, name=f"Chi nhánh {head.name}", tax_code=f"{tax}-001", phones=(_phone(rng),))
        out.append(Customer(_at(branch, next(homes), _street(rng), rng), "", _phone(rng)))
    return out


def _pass_numbers_on(people: list[Customer], rng: random.Random) -> None:
    for k in range(len(people)):
        if rng.random() < 0.01:
            other = people[rng.randrange(len(people))].profile.phones
            people[k] = replace(people[k], profile=replace(people[k].profile, phones=other))


def _at(p: Profile, ward: Ward, street: str, rng: random.Random) -> Profile:
    new = gazetteer().merged_into[ward.province]
    district = ward.district.full if ward.district else ""
    return replace(p, street=street, ward=ward.full, district=district, province=ward.province, province_new=new, ward_new=ward.new)


def _street(rng: random.Random) -> str:
    if rng.random() < 0.2:
        return f"Số {rng.randint(1, 400)}, {rng.choice(HAMLETS)}" if rng.random() < 0.6 else rng.choice(HAMLETS)
    alley = f"/{rng.randint(1, 60)}" if rng.random() < 0.4 else ""
    return f"{rng.randint(1, 600)}{alley} {rng.choice(STREETS)}"


def _phone(rng: random.Random) -> str:
    return f"+84{rng.choice(PREFIXES)}{rng.randrange(10**7):07d}"


def _zipf(words: Sequence[str], rng: random.Random) -> str:
    return words[min(int(len(words) * rng.random() ** 1.7), len(words) - 1)]


# ---- what a source makes of a customer -------------------------------------------------------------------------------


def _written(customer: Customer, rng: random.Random) -> Profile:
    p = customer.profile
    name = p.name if p.is_business else _nickname(customer, rng)
    for share, change in _NAME_CHANGES:
        if rng.random() < share:
            name = change(name, rng)
    return replace(
        p, name=name, phones=_phones(customer, rng), emails=p.emails if rng.random() < 0.4 else (), birth_date=_birth(p.birth_date, rng),
        sex=p.sex if rng.random() < 0.5 else "", tax_code=_tax(p.tax_code, rng), **_address(p, rng),
    )  # fmt: skip


def _nickname(customer: Customer, rng: random.Random) -> str:
    name, draw = customer.profile.name, rng.random()
    words = name.split()
    if draw < 0.05:
        return customer.given
    if draw < 0.10:
        return f"{customer.given} {rng.choice(TRADES)}"
    if draw < 0.14 and len(words) > 2:
        return f"{words[0]} {words[-1]}"
    if draw < 0.155 and len(words) > 2:
        return f"{words[0][0]}.{''.join(w[0] + '.' for w in words[1:-1])} {words[-1]}"
    return name


def _plain(name: str, rng: random.Random) -> str:
    return fold(name).title()


def _partly_plain(name: str, rng: random.Random) -> str:
    return " ".join(fold(w).title() if rng.random() < 0.5 else w for w in name.split())


def _slip(text: str, rng: random.Random) -> str:
    """Return the text with a letter lost, doubled, swapped with the next or hit beside."""
    at = rng.randrange(len(text))
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :] or text
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + rng.choice("abcdeghiklmnopqrstuvxy") + text[at + 1 :]


_NAME_CHANGES: tuple[tuple[float, Callable[[str, random.Random], str]], ...] = ((0.13, _plain), (0.015, _partly_plain), (0.03, _slip))


def _phones(customer: Customer, rng: random.Random) -> tuple[str, ...]:
    own, draw = customer.profile.phones, rng.random()
    if draw < 0.12:
        return ()
    if draw < 0.16:
        return (customer.spare_phone,)
    if draw < 0.22:
        return (*own, customer.spare_phone)
    if draw < 0.235:
        at = rng.randrange(5, len(own[0]))
        return (own[0][:at] + str(rng.randrange(10)) + own[0][at + 1 :],)
    return own


def _birth(birth: str, rng: random.Random) -> str:
    draw = rng.random()
    if not birth or draw < 0.7:
        return ""
    if draw < 0.73:
        return birth[:4]
    if draw < 0.74:
        return f"--{birth[5:]}"
    return f"{birth[:4]}-{birth[8:]}-{birth[5:7]}" if draw < 0.75 and int(birth[8:]) <= 12 else birth


def _tax(code: str, rng: random.Random) -> str:
    if not code or rng.random() < 0.5:
        return ""
    at = rng.randrange(1, 10)
    return code if rng.random() < 0.95 else code[:at] + str(rng.randrange(10)) + code[at + 1 :]


def _address(p: Profile, rng: random.Random) -> dict[str, str | tuple[str, ...]]:
    draw = rng.random()
    if draw < 0.35 or not p.ward:
        return dict.fromkeys(("street", "ward", "district", "province", "province_new"), "") | {"ward_new": ()}
    if draw < 0.38:  # has moved since
        return {"street": _street(rng), "ward": "", "district": "", "province": p.province, "province_new": p.province_new, "ward_new": ()}
    street = _slip(p.street, rng) if rng.random() < 0.02 else p.street
    if draw < 0.5:
        return {"street": street, "ward": p.ward_new[0], "district": "", "province": p.province_new, "ward_new": p.ward_new[:1]}
    if draw < 0.6:
        return {"street": street, "ward": "", "ward_new": ()}
    return {"street": street, "district": "" if draw < 0.7 else p.district}
