"""Everything about one person, to be handed to them; and the terminal commands about confidential information and erasing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from khachhang.cli import main
from khachhang.operations import compartments, customers, history, own_data, vaults
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.opened import OpenVault
from tests.operations.shops import PASSWORD, new_shop
from tests.operations.test_compartments import bring_in, write_list


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[OpenVault]:
    opened = new_shop(tmp_path / "Tiệm.khachhang")
    bring_in(opened, write_list(tmp_path / "Khách.xlsx"))
    lan = customers.first_page(opened, CustomerQuery(text="lan"))[0]
    customers.edit(opened, lan, {"note": ["hay quỵt tiền", "sửa lời chê"]})
    customers.retire_value(opened, lan, "note", "sửa lời chê")
    yield opened
    vaults.lock(opened)


def test_all_of_it_is_there(shop: OpenVault, tmp_path: Path) -> None:
    lan = customers.first_page(shop, CustomerQuery(text="lan"))[0]
    compartments.make(shop, "Nợ", ["debt"])

    own_data.save(shop, lan, tmp_path / "Lan.xlsx")
    own_data.save(shop, lan, tmp_path / "Lan.txt")

    book = load_workbook(tmp_path / "Lan.xlsx")
    said = repr([[c.value for c in row] for sheet in book for row in sheet.iter_rows()])
    text = (tmp_path / "Lan.txt").read_text(encoding="utf-8-sig")
    for piece in (
        "Nguyễn Thị Lan",
        "0912 345 678",
        "7.458.291 ₫",
        "hay quỵt tiền",
        "sửa lời chê",
        "12 Lê Lợi",
        "Khách.xlsx",
        "Kho",
        "079188004477",
    ):
        assert piece in said, piece
        assert piece in text, piece
    assert "Trần Văn Hùng" not in said
    assert "T08:" not in text, "times are written as people write them"
    assert {"Về tệp này", "Thông tin", "Số liệu", "Dòng gốc", "Lấy từ đâu", "Đã làm gì"} <= set(book.sheetnames)
    assert [line.kind for line in history.operations_list(shop)][:2] == ["own_data", "own_data"], "that it left the vault is in the history"


def test_in_the_terminal(shop: OpenVault, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lan = customers.first_page(shop, CustomerQuery(text="lan"))[0]
    vaults.lock(shop)
    (tmp_path / "mk").write_text(PASSWORD, encoding="utf-8")

    def run(*words: str) -> tuple[int, str]:
        status = main([words[0], str(shop.folder), *words[1:], "--password-file", str(tmp_path / "mk")])
        out = capsys.readouterr()
        return status, out.out + out.err

    assert run("compartments")[0] == 1
    assert run("seal", "debt", "note", "--name", "Nợ")[0] == 0
    assert run("seal", "id_number", "--name", "Nợ")[0] == 0
    assert "debt id_number note" in run("compartments")[1]
    assert run("seal", "phones", "--name", "Số")[0] == 2
    assert run("unseal", "Nợ", "note")[0] == 0
    assert "debt id_number" in run("compartments")[1]
    assert run("unseal", "Nợ")[0] == 0
    assert run("my-data", str(lan), str(tmp_path / "a.xlsx"))[0] == 0
    assert run("erase", str(lan), "--confirm", "Ai khác")[0] == 2
    status, said = run("erase", str(lan), "--confirm", "Nguyễn Thị Lan", "--certificate", str(tmp_path / "giấy.txt"))
    assert status == 0
    assert "GIẤY XÁC NHẬN" in said
    assert "Lan" not in (tmp_path / "giấy.txt").read_text(encoding="utf-8-sig")
    assert run("find", "0912345678")[0] == 1
