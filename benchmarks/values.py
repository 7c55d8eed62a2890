"""How long the parsers of khachhang.values take per call, in microseconds: `python -m benchmarks.values`.

Prints one line per parser, the median of five rounds over distinct clean, dirty and mixed cells without warm caches between rounds.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from khachhang.values import dates, emails, groups, legacy, money, names, phones, sex, tax_codes, text

_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương".split()
_MIDDLE = "Thị Văn Hữu Minh Thanh Ngọc Đức Xuân Kim Thu Bảo Gia Quốc Hồng Khánh".split()
_GIVEN = "An Bình Chi Dũng Em Giang Hà Hùng Khanh Lan Linh Mai Nam Oanh Phúc Quân Sơn Thảo Uyên Vy Yến Tuấn Trang".split()


def cells(count: int, seed: int = 1) -> dict[str, list[Any]]:
    """Return `count` cells of every kind, one in five of them written the hard way."""
    rng = random.Random(seed)
    made: dict[str, list[Any]] = {kind: [] for kind in ("name", "phone", "email", "date", "money", "tax", "sex", "group", "note")}
    for _ in range(count):
        name = " ".join((rng.choice(_FAMILY), rng.choice(_MIDDLE), rng.choice(_MIDDLE), rng.choice(_GIVEN)))
        number = f"0{rng.choice((3, 7, 8, 9))}{rng.randrange(2, 10)}{rng.randrange(10**7):07d}"
        hard = rng.random() < 0.2
        made["name"].append(rng.choice((name.upper(), f"Chị {name} (VIP)", f"A. {name}  ")) if hard else name)
        made["phone"].append(
            rng.choice((f"{number[:4]} {number[4:7]} {number[7:]}", f"+84{number[1:]}", float(number))) if hard else number
        )
        made["email"].append(
            f"{text.fold(name).replace(' ', '')}{rng.randrange(99)}@{rng.choice(('gmail.com', 'yahoo.com', 'congtyabc.vn'))}"
        )
        day = date(1950 + rng.randrange(60), rng.randrange(1, 13), rng.randrange(1, 29))
        made["date"].append(
            rng.choice((day, day.strftime("%d-%m-%y"), float(day.toordinal() - 693594))) if hard else day.strftime("%d/%m/%Y")
        )
        amount = rng.randrange(10_000) * 1000
        made["money"].append(rng.choice((f"{amount:,}".replace(",", ".") + "đ", f"{amount // 1000}k")) if hard else float(amount))
        made["tax"].append(f"{rng.randrange(10**10):010d}")
        made["sex"].append(rng.choice(("Nam", "Nữ")))
        made["group"].append(rng.choice(("Khách sỉ", "Khách lẻ|VIP", "Đại lý")))
        made["note"].append(f"Giao buổi sáng, gọi trước khi tới số {rng.randrange(1000)}")
    return made


def measure(parse: Callable[[Any], object], values: Sequence[Any]) -> float:
    """Return CPU microseconds per call over one pass."""
    started = time.process_time()
    for value in values:
        parse(value)
    return (time.process_time() - started) / len(values) * 1e6


def main(count: int = 20_000) -> None:
    """Print the table."""
    today = date(2026, 1, 1)
    column = money.MoneyColumn(1, 500_000.0)
    parsers: list[tuple[str, str, Callable[[Any], object]]] = [
        ("fold", "name", text.fold), ("fold_name", "name", text.fold_name), ("nfc_squeeze", "note", text.nfc_squeeze),
        ("sort_key", "name", text.sort_key), ("name_sort_key", "name", text.name_sort_key), ("parse_name", "name", names.parse_name),
        ("parse_phones", "phone", phones.parse_phones), ("parse_emails", "email", emails.parse_emails),
        ("parse_date", "date", lambda cell: dates.parse_date(cell, today=today)),
        ("parse_money", "money", lambda cell: money.parse_money(cell, column=column)),
        ("parse_tax_code", "tax", tax_codes.parse_tax_code), ("parse_sex", "sex", sex.parse_sex),
        ("parse_groups", "group", groups.parse_groups),
        ("decode_cell", "note", lambda cell: legacy.decode_cell(cell, None)),
    ]  # fmt: skip
    for label, kind, parse in parsers:
        rounds = [measure(parse, cells(count, seed)[kind]) for seed in range(5)]
        print(f"{label:16s} {statistics.median(rounds):7.2f} µs   (fastest {min(rounds):.2f})")


if __name__ == "__main__":
    main()
