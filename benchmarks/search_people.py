"""Made-up customers for searching, as they are shown, and what people type to find them."""

from __future__ import annotations

import random
from typing import Any

from benchmarks.generate import GIVEN, MIDDLES, NOTES, STREETS, SURNAMES
from khachhang.searching import search_fold

MORE_GIVEN = (
    "An Ân Bảo Bích Cẩm Châu Chi Chiến Công Cúc Cương Diễm Diệp Diệu Doanh Duy Duyên Giang Hân Hằng Hậu Hiền Hiệp "
    "Hiếu Hòa Hoài Hoàng Huệ Huy Huyền Khang Khánh Khuê Kiên Kiệt Kim Lâm Lệ Liên Liễu Lộc Lợi Luân Ly Mạnh Mẫn My "
    "Mỹ Nghĩa Nguyên Nguyệt Nhân Nhi Nhung Oanh Phát Phong Phú Phượng Quân Quang Quế Quốc Quý Quyên Quỳnh Sang "
    "Sinh Sương Tài Tâm Tân Tấn Thạch Thái Thanh Thành Thi Thiện Thịnh Thoa Thơ Thu Thuận Thùy Thúy Thủy Thư Tiên "
    "Tiến Tín Tình Toàn Trà Trâm Trân Trí Trinh Trọng Trúc Trường Tú Tuyên Tuyết Tùng Uyên Vân Vi Việt Vinh Vũ "
    "Vương Vy Xuân Ý"
).split()
PROVINCES = (
    "Thành phố Hồ Chí Minh|Thành phố Hà Nội|Thành phố Đà Nẵng|Thành phố Cần Thơ|Thành phố Hải Phòng|Tỉnh Đồng Nai|"
    "Tỉnh Bình Dương|Tỉnh Thanh Hóa|Tỉnh Nghệ An|Tỉnh Khánh Hòa|Tỉnh Lâm Đồng|Tỉnh Đắk Lắk|Tỉnh Quảng Ninh|"
    "Tỉnh Bắc Ninh|Tỉnh Thái Nguyên|Tỉnh An Giang|Tỉnh Cà Mau|Tỉnh Lào Cai|Tỉnh Điện Biên|Tỉnh Hà Giang"
).split("|")
GROUPS = (["Khách lẻ"] * 50 + ["Khách quen"] * 25 + ["Đại lý"] * 8 + ["Khách sỉ"] * 10 + ["VIP"] * 6 + ["Ngoại giao"]) * 1
MORE_NOTES = (
    *NOTES,
    "Thích màu xanh, đi giày cỡ 37",
    "Không nhận hàng chiều thứ bảy",
    "Em trai anh Hùng sửa xe",
    "Dị ứng sữa",
    "Ở trọ, hay đổi chỗ",
)


def made_up(number: int, rng: random.Random) -> dict[str, Any]:
    """Return the shown values of one customer."""
    sex = rng.choice("MF")
    given = rng.choice(GIVEN[sex]) if rng.random() < 0.5 else rng.choice(MORE_GIVEN)
    surname = rng.choices(_SURNAMES, cum_weights=_WEIGHTS)[0]
    values: dict[str, Any] = {
        "full_name": f"{surname} {rng.choice(MIDDLES[sex])} {given}",
        "phones": [f"+84{rng.choice((32, 35, 37, 70, 79, 85, 90, 91, 93, 96, 97, 98))}{rng.randrange(10**7):07d}"],
        "customer_code": [f"KH{number:06d}"],
        "group": [rng.choice(GROUPS)],
        "sex": sex,
        "address": [
            {
                "street": f"{rng.randint(1, 999)} {rng.choice(STREETS)}",
                "ward": f"Phường {rng.randint(1, 25)}",
                "district": f"Quận {rng.choice(STREETS)}",
                "province": PROVINCES[min(int(rng.expovariate(0.25)), len(PROVINCES) - 1)],
            }
        ],
        "debt": rng.randrange(1, 5_000) * 1_000 if rng.random() < 0.3 else 0,
        "last_purchase_date": f"{rng.randint(2019, 2025)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
    }
    if rng.random() < 0.5:
        values["birth_date"] = f"{rng.randint(1950, 2007)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    if rng.random() < 0.3:
        values["email"] = [f"{search_fold(values['full_name']).replace(' ', '')}{rng.randrange(1000)}@gmail.com"]
    if rng.random() < 0.5 and (note := rng.choice(MORE_NOTES)):
        values["note"] = [note]
    if rng.random() < 0.08:
        values |= {"company": f"Công ty TNHH {given} {surname}", "tax_code": f"{rng.randrange(10**10):010d}"}
    return values


_SURNAMES = list(SURNAMES)
_WEIGHTS = [sum(list(SURNAMES.values())[: i + 1]) for i in range(len(SURNAMES))]


def keystrokes(count: int, total: int, rng: random.Random) -> list[str]:
    """Return what the box holds after each keystroke of people looking for names, phones, codes, places, nonsense."""
    typed: list[str] = []
    while len(typed) < count:
        person = made_up(rng.randint(1, total), rng)
        name, phone = person["full_name"], "0" + person["phones"][0][3:]
        text = rng.choice(
            (
                name, name.lower(), search_fold(name), " ".join(reversed(search_fold(name).split())), search_fold(name).split()[-1],
                name.split()[-1].lower(), phone, phone[-4:], phone[4:8], f"{phone[:4]} {phone[4:7]}", person["customer_code"][0].lower(),
                f"{search_fold(name.split()[-1])} {search_fold(person['address'][0]['province'].split(' ', 1)[1])}",
                search_fold(person["address"][0]["street"]),
                rng.choice(("dai ly", "vip", "khach quen", "ngoai giao")) + " " + search_fold(name.split()[-1]),
                rng.choice(("giao sau", "sữa", "màu xanh", "sua xe", "hung sua xe", "cho mai")),
                rng.choice(("zzz", "qwerty", "xyz khong co", "wolf")),
                rng.choice("abcdghklmnopqstvxyzwj"), rng.choice(("cong ty tnhh", "gmail", "Đại lý", "điện biên", "y ha giang")),
            )
        )  # fmt: skip
        typed.extend(text[:end] for end in range(1, len(text) + 1) if text[end - 1] != " ")
    return typed[:count]
