"""Write the four workbooks of the sample shop "Gia dụng Hoa Mai" from the hand-written rows in `rows/`.

    python resources/samples/build.py [FOLDER]

Each workbook looks like the ones shops keep: an export of KiotViet, a delivery list and a debt book kept by hand, a list handed over by a
trade fair. All people are invented. The same rows always give the same bytes. Needs XlsxWriter only.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
ROWS = HERE / "rows"
MADE_AT = datetime(2026, 10, 24)  # noqa: DTZ001  (what Excel keeps has no zone)

KIOTVIET_HEADERS = (
    "Loại khách", "Chi nhánh tạo", "Mã khách hàng", "Tên khách hàng", "Điện thoại", "Địa chỉ", "Khu vực giao hàng", "Phường/Xã", "Công ty",
    "Mã số thuế", "Số CMND/CCCD", "Ngày sinh", "Giới tính", "Email", "Facebook", "Nhóm khách hàng", "Ghi chú", "Điểm hiện tại", "Tổng điểm",
    "Người tạo", "Ngày tạo", "Ngày giao dịch cuối", "Số ngày nợ", "Nợ cần thu hiện tại", "Tổng bán", "Tổng bán trừ trả hàng", "Trạng thái",
)  # fmt: skip
AREAS = {
    "GV": "Hồ Chí Minh - Quận Gò Vấp",
    "Q12": "Hồ Chí Minh - Quận 12",
    "TB": "Hồ Chí Minh - Quận Tân Bình",
    "BT": "Hồ Chí Minh - Quận Bình Thạnh",
    "PN": "Hồ Chí Minh - Quận Phú Nhuận",
    "HM": "Hồ Chí Minh - Huyện Hóc Môn",
    "TĐ": "Hồ Chí Minh - Thành phố Thủ Đức",
    "TA": "Bình Dương - Thành phố Thuận An",
}
CREATORS = {"Hoa": "Chị Hoa", "Thu": "Thu (thu ngân)"}


def rows_of(name: str) -> Iterator[list[str]]:
    """Give the rows of `rows/<name>.txt`: cells between bars. Comments are left out; "@ 1/10" is one cell, an empty line none."""
    for line in (ROWS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")] if line.strip() else []


def typed(text: str) -> Any:
    """Return what the cell holds: "=912345678" is a number, "1.250.000" an amount, "3/2/2022" a date, "" nothing, all else text."""
    if re.fullmatch(r"=\d+", text):
        return int(text[1:])
    if re.fullmatch(r"\d{1,3}(\.\d{3})+|0", text):
        return int(text.replace(".", ""))
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        return datetime(int(found[3]), int(found[2]), int(found[1]))  # noqa: DTZ001
    return text or None


def put(sheet: Worksheet, row: int, cells: Sequence[Any], style: Format, date: Format | None = None) -> None:
    """Write a row; text stays text, also when it looks like a number or a formula."""
    for column, cell in enumerate(cells):
        if isinstance(cell, datetime):
            sheet.write_datetime(row, column, cell, date or style)
        elif isinstance(cell, str):
            sheet.write_string(row, column, cell, style)
        elif cell is not None:
            sheet.write_number(row, column, cell, style)


class Book:
    """One workbook with one sheet; closing it writes the file."""

    def __init__(self, path: Path, sheet: str, font: str, widths: Sequence[float]) -> None:
        self._book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
        self._book.set_properties({"author": "Gia dụng Hoa Mai", "created": MADE_AT.replace(tzinfo=UTC)})
        self._base = {"font_name": font, "font_size": 11}
        self.sheet = self._book.add_worksheet(sheet)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def style(self, **how: Any) -> Format:
        """Return a cell style in the workbook's font."""
        return self._book.add_format({**self._base, **how})

    def close(self) -> None:
        """Write the file."""
        self._book.close()


def kiotviet(folder: Path) -> None:
    """Write the customer export of KiotViet: 27 columns, header in row 1."""
    widths = [12, 20, 13, 28, 15, 30, 28, 18, 24, 13, 14, 12, 9, 28, 22, 16, 40]
    book = Book(folder / "KiotViet - khách hàng.xlsx", "KhachHang", "Calibri", widths)
    put(book.sheet, 0, KIOTVIET_HEADERS, book.style(bold=True, bg_color="#D9E1F2", border=1))
    book.sheet.freeze_panes(1, 0)
    plain, date, money = book.style(), book.style(num_format="dd/mm/yyyy"), book.style(num_format="#,##0")
    for number, row in enumerate((r for r in rows_of("kiotviet") if r), 1):
        put(book.sheet, number, kiotviet_cells(row), plain, date)
        for column in (23, 24, 25):
            book.sheet.write_number(number, column, kiotviet_cells(row)[column], money)
    book.close()


def kiotviet_cells(row: Sequence[str]) -> list[Any]:
    """Return the 27 cells of a KiotViet row from the 21 written by hand; what KiotViet computes is computed here."""
    (code, name, phone, street, area, ward, company, birth, sex, email, facebook, group, note, points, creator, created, last, days,
     debt, total, returned) = row  # fmt: skip
    firm, _, tax = (part.strip() for part in company.partition(";"))
    sales = typed(total)
    about = [firm, tax, "", typed(birth), sex, email, facebook, group, note]
    amounts = [int(days), typed(debt), sales, sales - typed(returned), 1]
    place = ["Công ty" if firm else "Cá nhân", "Chi nhánh trung tâm", code, name, typed(phone), street, AREAS.get(area, ""), ward]
    cells = [*place, *about, int(points), max(int(points), sales // 100_000), CREATORS[creator], typed(created), typed(last), *amounts]
    return [None if cell == "" else cell for cell in cells]


def deliveries(folder: Path) -> None:
    """Write the delivery list: titles, header in row 4, name and number in one cell, the date once a day, blank rows between days."""
    book = Book(folder / "Giao hàng tháng 10.xlsx", "Tháng 10", "Times New Roman", [8, 42, 46, 30, 12, 13, 44])
    book.sheet.merge_range(0, 0, 0, 6, "GIA DỤNG HOA MAI - 216 Quang Trung, P.10, Gò Vấp", book.style(bold=True, align="center"))
    book.sheet.merge_range(1, 0, 1, 6, "SỔ GIAO HÀNG THÁNG 10/2026", book.style(bold=True, font_size=14, align="center"))
    head = ("Ngày", "Khách - số điện thoại", "Giao tới", "Hàng", "Thu hộ", "Người giao", "Ghi chú")
    put(book.sheet, 3, head, book.style(bold=True, border=1, bg_color="#FFF2CC"))
    plain, number, day = book.style(border=1), 4, ""
    for row in rows_of("giao_hang"):
        if row and row[0].startswith("@"):
            day = row[0][1:].strip()
        elif row:
            customer, place, goods, cod, who, note = row
            put(book.sheet, number, [day or None, customer, place, goods, typed(cod), who, note or None], plain)
            number, day = number + 1, ""
        elif number > 4:
            number += 1
    book.close()


def debts(folder: Path) -> None:
    """Write the debt book: titles, header in row 5, capitals without accents, a total row, signatures."""
    book = Book(folder / "Sổ công nợ.xlsx", "CONG NO", "Arial", [6, 32, 40, 17, 15, 13, 28])
    bold = book.style(bold=True)
    put(book.sheet, 0, ["GIA DUNG HOA MAI"], bold)
    put(book.sheet, 1, [None, None, "SO CONG NO KHACH HANG"], book.style(bold=True, font_size=14))
    put(book.sheet, 2, [None, None, "Den ngay 30/9/2026"], book.style(italic=True))
    put(book.sheet, 4, ("STT", "TEN KHACH HANG", "DIA CHI", "DIEN THOAI", "CON NO", "HEN TRA", "GHI CHU"), book.style(bold=True, border=1))
    plain, money = book.style(border=1), book.style(border=1, num_format="#,##0")
    rows = [r for r in rows_of("cong_no") if r]
    for number, (name, place, phone, debt, promise, note) in enumerate(rows, 1):
        put(book.sheet, number + 4, [number, name, place or None, phone or None, None, promise or None, note or None], plain)
        book.sheet.write_number(number + 4, 4, typed(debt), money)
    last = len(rows) + 5
    put(book.sheet, last, [None, "TONG CONG"], bold)
    book.sheet.write_formula(last, 4, f"=SUM(E6:E{last})", book.style(bold=True, num_format="#,##0"), sum(typed(r[3]) for r in rows))
    put(book.sheet, last + 2, [None, None, None, None, None, "Ngay 30 thang 9 nam 2026"], plain)
    put(book.sheet, last + 3, [None, "NGUOI LAP SO", None, None, None, "CHU TIEM"], bold)
    put(book.sheet, last + 4, [None, "(ky ten)", None, None, None, "(ky ten)"], book.style(italic=True))
    book.close()


def fair(folder: Path) -> None:
    """Write the visitors that the trade fair handed over: English headers in row 3, capitals, Western order, numbers of before 2018."""
    book = Book(folder / "Hội chợ 3-2026 - khách ghé.xlsx", "Visitors", "Calibri", [6, 28, 26, 30, 32, 26, 20])
    put(book.sheet, 0, ["HOI CHO HANG TIEU DUNG 3/2026 - VISITOR LIST"], book.style(bold=True, font_size=13))
    head = ("No.", "Full name", "Company / Shop", "Mobile", "E-mail", "Address", "Interested in")
    put(book.sheet, 2, head, book.style(bold=True, font_color="#FFFFFF", bg_color="#1F4E79"))
    for number, (name, shop, phone, email, place, interest) in enumerate((r for r in rows_of("hoi_cho") if r), 1):
        cells = [number, name, shop or None, typed(phone), email or None, place or None, interest or None]
        put(book.sheet, number + 2, cells, book.style())
    book.close()


def main(folder: Path) -> None:
    """Write the four workbooks."""
    for write in (kiotviet, deliveries, debts, fair):
        write(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
