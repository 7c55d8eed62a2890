"""Made-up customers with the real skew of Vietnamese names, as rows, .xlsx or .csv: `python -m benchmarks.generate FOLDER [ROWS]`.

Surnames follow the published shares (Nguyễn 38 %, Trần 11 % …); phones are mostly unique; addresses, dates, money, groups and
notes as shops keep them. The same seed gives the same rows.
"""

from __future__ import annotations

import csv
import datetime
import random
import sys
from collections.abc import Iterator
from pathlib import Path

HEADER = (
    "Mã khách hàng", "Tên khách hàng", "Điện thoại", "Địa chỉ", "Phường/Xã", "Quận/Huyện", "Tỉnh/Thành", "Ngày sinh", "Giới tính",
    "Email", "Facebook", "Công ty", "Mã số thuế", "Nhóm khách hàng", "Loại khách", "Nợ cần thu hiện tại", "Tổng bán", "Điểm hiện tại",
    "Ngày giao dịch cuối", "Ghi chú",
)  # fmt: skip
SURNAMES = {
    "Nguyễn": 38.4, "Trần": 11.0, "Lê": 9.5, "Phạm": 7.1, "Hoàng": 2.6, "Huỳnh": 2.5, "Phan": 4.5, "Vũ": 2.0, "Võ": 1.9, "Đặng": 2.1,
    "Bùi": 2.0, "Đỗ": 1.4, "Hồ": 1.3, "Ngô": 1.3, "Dương": 1.0, "Lý": 0.5, "Đinh": 1.0, "Trương": 1.5, "Lương": 0.8, "Mai": 0.8,
    "Cao": 0.7, "Tô": 0.6, "Tạ": 0.5, "Hà": 0.5, "Châu": 0.4, "Nhữ": 0.1,
}  # fmt: skip
MIDDLES = {
    "M": ("Văn", "Hữu", "Đức", "Minh", "Quang", "Thanh", "Công", "Xuân", "Ngọc", "Tuấn", "Anh", "Gia"),
    "F": ("Thị", "Thị", "Thị", "Ngọc", "Thanh", "Thu", "Kim", "Mỹ", "Bích", "Minh", "Thùy", "Phương"),
}
GIVEN = {
    "M": ("Hùng", "Dũng", "Tuấn", "Cường", "Anh", "Minh", "Nam", "Long", "Hải", "Sơn", "Thắng", "Bình", "Phúc", "Khoa", "Trung", "Đạt"),
    "F": ("Lan", "Hương", "Hoa", "Linh", "Thảo", "Trang", "Mai", "Hà", "Nga", "Yến", "Hạnh", "Phương", "Dung", "Hồng", "Loan", "Ngân"),
}
STREETS = ("Lê Lợi", "Trần Hưng Đạo", "Nguyễn Trãi", "Quang Trung", "Lý Thường Kiệt", "Hai Bà Trưng", "Cách Mạng Tháng 8", "Phan Chu Trinh")
PLACES = (
    ("Phường 5", "Quận Gò Vấp", "Thành phố Hồ Chí Minh"), ("Phường Bến Nghé", "Quận 1", "Thành phố Hồ Chí Minh"),
    ("Xã Tân Kiên", "Huyện Bình Chánh", "Thành phố Hồ Chí Minh"), ("Phường Dịch Vọng", "Quận Cầu Giấy", "Thành phố Hà Nội"),
    ("Phường Láng Hạ", "Quận Đống Đa", "Thành phố Hà Nội"), ("Phường Thạch Thang", "Quận Hải Châu", "Thành phố Đà Nẵng"),
    ("Xã Phú Xuân", "Huyện Krông Năng", "Tỉnh Đắk Lắk"), ("Phường Cái Khế", "Quận Ninh Kiều", "Thành phố Cần Thơ"),
)  # fmt: skip
GROUPS = ("Khách lẻ", "Khách quen", "Đại lý", "Khách sỉ", "VIP")
NOTES = ("", "", "", "", "Giao sau 17h", "Hay trả giá", "Gọi trước khi giao", "Thanh toán cuối tháng", "Khách của chị Mai, nhà gần chợ")
_PREFIXES = tuple("90 91 93 94 96 97 98 32 33 34 35 36 37 38 39 70 76 77 78 79 81 85".split())

Row = list[str | int | datetime.date]


def customers(count: int, *, seed: int = 7) -> Iterator[Row]:
    """Yield rows in the order of HEADER. Two in a hundred customers share the phone of an earlier one."""
    rng = random.Random(seed)
    phones: list[str] = []
    surnames, weights = list(SURNAMES), list(SURNAMES.values())
    for number in range(1, count + 1):
        sex = rng.choice("MF")
        surname = rng.choices(surnames, weights)[0]
        given = rng.choice(GIVEN[sex])
        name = f"{surname} {rng.choice(MIDDLES[sex])} {rng.choice(MIDDLES[sex]) + ' ' if rng.random() < 0.3 else ''}{given}"
        phone = rng.choice(phones) if phones and rng.random() < 0.02 else f"0{rng.choice(_PREFIXES)}{rng.randrange(10**7):07d}"
        phones.append(phone)
        ward, district, province = rng.choice(PLACES)
        street = f"{rng.randint(1, 999)}{rng.choice(('', '', '/2', '/15', 'A'))} {rng.choice(STREETS)}"
        is_business = rng.random() < 0.08
        yield [
            f"KH{number:06d}",
            name,
            phone,
            street,
            ward,
            district,
            province,
            datetime.date(1955, 1, 1) + datetime.timedelta(days=rng.randrange(18_000)) if rng.random() < 0.6 else "",
            "Nam" if sex == "M" else "Nữ",
            f"khach{number}@gmail.com" if rng.random() < 0.3 else "",
            f"facebook.com/{number}" if rng.random() < 0.1 else "",
            f"Công ty TNHH {given} {surname}" if is_business else "",
            f"{rng.randrange(10**10):010d}" if is_business else "",
            rng.choice(GROUPS),
            "Công ty" if is_business else "Cá nhân",
            rng.randrange(0, 5_000) * 1_000 if rng.random() < 0.3 else 0,
            rng.randrange(0, 50_000) * 1_000,
            rng.randrange(0, 500),
            datetime.date(2021, 1, 1) + datetime.timedelta(days=rng.randrange(1_700)),
            rng.choice(NOTES),
        ]


def write_csv(path: Path, count: int) -> None:
    """Write the rows as csv, UTF-8 with BOM."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(customers(count))


def write_xlsx(path: Path, count: int) -> None:
    """Write the rows as .xlsx: text as shared strings, dates and money as numbers, as Excel saves it."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("KhachHang")
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for column, label in enumerate(HEADER):
            sheet.write_string(0, column, label)
        for number, row in enumerate(customers(count), start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    if value:
                        sheet.write_string(number, column, value)
                elif isinstance(value, int):
                    sheet.write_number(number, column, value)
                else:
                    sheet.write_datetime(number, column, value, day)


def workbook_of(folder: Path, count: int, suffix: str = "xlsx") -> Path:
    """Return the path of the generated file, made if it is not there yet."""
    path = folder / f"khach_{count}.{suffix}"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        {"xlsx": write_xlsx, "csv": write_csv}[suffix](path, count)
    return path


def main() -> None:
    """Write both files."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    for suffix in ("xlsx", "csv"):
        print(workbook_of(folder, count, suffix))


if __name__ == "__main__":
    main()
