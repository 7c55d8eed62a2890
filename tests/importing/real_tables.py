"""Tables whose header rows come from real programs and shops, with cells made up for what each column is."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from khachhang.fields import CATALOGUE
from khachhang.importing import find_tables, suggest_mapping
from khachhang.values.parsed import Cell
from tests.importing.made_sheets import MadeSheet

ROWS = 14
_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ".split()
_MIDDLE = "Văn Thị Ngọc Minh Hữu Thanh Thu Quốc".split()
_GIVEN = "Hùng Lan Sơn Hương Khoa Trang Đạt Thảo Long Nhung Phúc Yến Tài Hạnh".split()
_STREETS = ("Nguyễn Trãi", "Lê Lợi", "Trần Hưng Đạo", "Hai Bà Trưng", "Quang Trung", "Phan Đình Phùng")
_PLACES = (
    ("Phường Bến Nghé", "Quận 1", "Hồ Chí Minh"),
    ("Phường 12", "Quận Gò Vấp", "Hồ Chí Minh"),
    ("Phường Láng Hạ", "Quận Đống Đa", "Hà Nội"),
    ("Xã Kim Chung", "Huyện Đông Anh", "Hà Nội"),
    ("Phường Mỹ An", "Quận Ngũ Hành Sơn", "Đà Nẵng"),
    ("Phường Hưng Lợi", "Quận Ninh Kiều", "Cần Thơ"),
)
_TAX = ("0101248141", "0100109106", "0300588569", "0301464830", "0302690001", "0100686174")


def _one(*words: str) -> Callable[[Random, int], Cell]:
    return lambda r, n: r.choice(words)


def _name(r: Random, n: int) -> Cell:
    return f"{r.choice(_FAMILY)} {r.choice(_MIDDLE)} {r.choice(_GIVEN)}"


def _phone(r: Random, n: int) -> Cell:
    return f"0{r.choice(('90', '91', '98', '35', '77', '86'))}{r.randrange(10**7):07d}"


def _place(r: Random, n: int) -> tuple[str, str, str]:
    return _PLACES[n % len(_PLACES)]


def _street(r: Random, n: int) -> str:
    return f"{r.randrange(1, 300)} {r.choice(_STREETS)}"


def _date(first: int, last: int, shape: str = "%d/%m/%Y") -> Callable[[Random, int], Cell]:
    return lambda r, n: (date(first, 1, 1) + timedelta(days=r.randrange(365 * (last - first)))).strftime(shape)


def _money(r: Random, n: int) -> Cell:
    return float(r.randrange(20, 9000) * 1000)


def _code(letters: str) -> Callable[[Random, int], Cell]:
    return lambda r, n: f"{letters}{n * 7 + 1003:05d}"


_CELLS: dict[str, Callable[[Random, int], Cell]] = {
    "stt": lambda r, n: n + 1,
    "full_name": _name,
    "name": _name,
    "contact": _name,
    "staff": _one("Phạm Thu Hà", "Lê Minh Tú", "Vũ Hoài An"),
    "assignee": _one("Phạm Thu Hà", "Lê Minh Tú", "Vũ Hoài An"),
    "party": _one("Người gửi", "Người nhận"),
    "nick": lambda r, n: f"{r.choice(_GIVEN)} {r.choice(('Shop', 'Spa', 'Bảo Bảo', 'Cute'))}",
    "company": lambda r, n: f"Công ty TNHH {r.choice(('An Khang', 'Đại Lộc', 'Sao Mai', 'Việt Thắng'))} {n + 1}",
    "shopcompany": lambda r, n: "Công ty TNHH Áo Đẹp",
    "given_name": lambda r, n: r.choice(_GIVEN),
    "family_name": lambda r, n: f"{r.choice(_FAMILY)} {r.choice(_MIDDLE)}",
    "title": _one("Anh", "Chị", "Ông", "Bà"),
    "phone": _phone,
    "phone2": _phone,
    "landline": lambda r, n: f"028 38{r.randrange(10**6):06d}",
    "staffphone": _one("0909111222", "0909333444", "0909555666"),
    "shopphone": lambda r, n: "0912000111",
    "email": lambda r, n: f"khach{r.randrange(10**5)}@gmail.com",
    "email2": lambda r, n: f"lienhe{r.randrange(10**5)}@yahoo.com",
    "shopemail": lambda r, n: "shop@aodep.vn",
    "address": lambda r, n: f"{_street(r, n)}, {', '.join(_place(r, n))}",
    "address2": lambda r, n: f"{_street(r, n)}, {', '.join(_place(r, n + 1))}",
    "shopaddress": lambda r, n: "12 Lý Tự Trọng, Phường Bến Nghé, Quận 1, Hồ Chí Minh",
    "street": _street,
    "ward": lambda r, n: _place(r, n)[0],
    "district": lambda r, n: _place(r, n)[1],
    "province": lambda r, n: _place(r, n)[2],
    "area": lambda r, n: f"TP {_place(r, n)[2]} {_place(r, n)[1]}",
    "birth_date": _date(1960, 2004),
    "year": lambda r, n: r.randrange(1950, 2005),
    "age": lambda r, n: r.randrange(18, 70),
    "month": lambda r, n: f"{n % 12 + 1:02d}/2025",
    "date": _date(2023, 2025),
    "datetime": lambda r, n: datetime(2025, r.randrange(1, 10), r.randrange(1, 28), r.randrange(8, 20), 15),
    "created_date": _date(2019, 2025),
    "last_purchase_date": _date(2024, 2025),
    "order_date": _date(2024, 2025, "%d/%m/%Y %H:%M"),
    "updated_date": _date(2024, 2025),
    "time": lambda r, n: f"{r.randrange(8, 20)}:{r.choice(('00', '15', '30'))}",
    "sex": _one("Nam", "Nữ"),
    "tax_code": lambda r, n: _TAX[n % len(_TAX)],
    "shoptax": lambda r, n: "0312345678",
    "id_number": lambda r, n: f"079{r.randrange(10**9):09d}",
    "id": lambda r, n: f"001{r.randrange(10**9):09d}",
    "customer_code": _code("KH"),
    "order_code": _code("DH"),
    "code": _code("VX"),
    "customer_type": _one("Cá nhân", "Công ty"),
    "group": _one("VIP", "Thân thiết", "Mới", "Sỉ"),
    "branch": _one("Chi nhánh Quận 1", "Chi nhánh Gò Vấp"),
    "status": _one("Hoàn thành", "Đang xử lý", "Đã hủy"),
    "source": _one("Facebook", "Website", "Giới thiệu"),
    "facebook": lambda r, n: f"facebook.com/khach.{r.randrange(10**5)}",
    "zalo": _phone,
    "website": lambda r, n: f"www.khach{n}.vn",
    "job": _one("Giám đốc", "Kế toán", "Nhân viên kinh doanh"),
    "industry": _one("Bán lẻ", "Xây dựng", "May mặc"),
    "interests": _one("Du lịch", "Đọc sách"),
    "points": lambda r, n: r.randrange(0, 900),
    "debt": _money,
    "total_spent": _money,
    "amount": _money,
    "unit_price": _money,
    "discount": lambda r, n: float(r.choice((0, 10000, 20000, 50000))),
    "cod": _money,
    "paid": _money,
    "money": _money,
    "debt_days": lambda r, n: r.randrange(0, 90),
    "quantity": lambda r, n: r.randrange(1, 6),
    "number": lambda r, n: r.randrange(1, 40),
    "percent": _one("0", "5", "10"),
    "days": lambda r, n: f"{r.randrange(1, 60)} ngày",
    "product": lambda r, n: f"{r.choice(('Áo thun', 'Sữa tắm', 'Tủ bếp', 'Gói cơ bản'))} {r.choice(('trắng', 'loại 1', 'size M'))}",
    "payment_method": _one("Tiền mặt", "Chuyển khoản", "COD"),
    "pay": _one("Tiền mặt", "Chuyển khoản", "COD"),
    "note": lambda r, n: r.choice(("giao giờ hành chính", "khách quen, gọi trước khi giao", "hay đổi ý", "")) or None,
    "text": lambda r, n: r.choice(("đã gọi, hẹn tuần sau", "cần tư vấn thêm về giá", "khách bận, gọi lại")),
    "word": _one("Loại A", "Loại B", "Thường"),
    "yesno": _one("Có", "Không"),
    "01": lambda r, n: r.randrange(2),
    "account": _one("131", "5111", "33311"),
    "account12": lambda r, n: f"19{r.randrange(10**10):010d}",
    "bank": _one("Vietcombank", "BIDV", "Techcombank"),
    "blood": _one("A", "B", "O", "AB"),
    "plate": lambda r, n: f"51{r.choice('AFGH')}-{r.randrange(10**5):05d}",
    "url": lambda r, n: f"https://trang.vn/anh/{n}.jpg",
    "ip": lambda r, n: f"113.22.{r.randrange(255)}.{r.randrange(255)}",
    "iccid": lambda r, n: f"8984{r.randrange(10**15):015d}",
    "house": lambda r, n: f"{r.randrange(1, 90)}B",
    "geo": lambda r, n: round(10 + r.random(), 5),
}


@dataclass(frozen=True, slots=True)
class RealColumn:
    """One column of a real table. right: the targets a careful person would take it for, empty where nobody could tell."""

    header: str
    right: frozenset[str]
    cells: str


@dataclass(frozen=True, slots=True)
class RealTable:
    """One real header row. source: where it comes from, in general words."""

    source: str
    columns: tuple[RealColumn, ...]

    def sheet(self) -> MadeSheet:
        """Return the table with made-up customers under its header."""
        random = Random(self.source)
        rows: list[list[Cell]] = [[c.header for c in self.columns]]
        rows += [[_CELLS[c.cells](random, n) for c in self.columns] for n in range(ROWS)]
        return MadeSheet(rows)


def load(file: str = "real_headers.toml") -> list[RealTable]:
    """Return the tables of a file beside this one."""
    data = tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8"))
    return [RealTable(t["source"], tuple(_column(line) for line in t["columns"].strip().split("\n"))) for t in data["table"]]


def _column(line: str) -> RealColumn:
    header, target, cells, *_ = [*(p.strip() for p in line.split("|")), ""]
    right = frozenset() if target == "?" else frozenset(target.split("/"))
    first = target.split("/")[0]
    return RealColumn(header, right, cells or {"ignore": "word", "?": "word", "phone3": "phone"}.get(first, first))


def wrong(tables: Iterable[RealTable]) -> tuple[int, list[str]]:
    """Return how many columns a person could tell, and those the first try takes for something else."""
    told, mistakes = 0, []
    for table in tables:
        sheet = table.sheet()
        (found,) = find_tables(sheet)
        columns = suggest_mapping(sheet, found, CATALOGUE).columns
        for column, got in zip(table.columns, columns, strict=True):
            if column.right:
                told += 1
                target = "ignore" if got.target in ("custom", "stt") and "stt" not in column.right else got.target
                if target not in column.right and not (target in ("ignore", "custom") and "stt" in column.right):
                    mistakes.append(f"{table.source}: {column.header} → {got.target}, not {'/'.join(sorted(column.right))}")
    return told, mistakes
