"""The terminal face for people: hired, limited, refused, read in the log, gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from khachhang import cli
from khachhang.operations import vaults
from tests.operations.shops import PASSWORD, bring_in, new_shop

Run = Callable[..., int]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A vault on disk with two customers of Lan's, closed, and password files beside it."""
    folder = tmp_path / "Tiệm.khachhang"
    opened = new_shop(folder)
    bring_in(opened, [{"full_name": f"Khách {n}", "phones": [f"+8491234567{n}"], "assignee": "Lan"} for n in range(2)])
    vaults.lock(opened)
    (tmp_path / "mk.txt").write_text(PASSWORD, encoding="utf-8")
    (tmp_path / "lan.txt").write_text("trăng sao biển khơi xanh", encoding="utf-8")
    return folder


@pytest.fixture
def run(shop: Path, tmp_path: Path) -> Run:
    """Return a function that runs a command as the owner, or `as_` somebody else."""

    def command(name: str, *rest: str, as_: str = "") -> int:
        who = ["--as", as_, "--password-file", str(tmp_path / "lan.txt")] if as_ else ["--password-file", str(tmp_path / "mk.txt")]
        return cli.main([name, str(shop), *rest, *who])

    return command


def test_hiring_limiting_and_leaving(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    first = ("--new-password-file", str(tmp_path / "lan.txt"))
    assert run("person-add", "Lan", "--department", "Kho", *first) == 0
    assert run("person-add", "Minh", "--role", "manager", *first) == 0
    assert run("person-rights", "Lan", "--allow", "export", "--deny", "edit", "--quota", "export=1", "--quota", "reveal=1") == 0
    capsys.readouterr()
    assert run("people", "--json") == 0
    lan = next(p for p in json.loads(capsys.readouterr().out) if p["name"] == "Lan")
    assert (lan["role"], lan["department"], lan["quota"]) == ("staff", "Kho", {"export": 1, "print": 100, "copy": 100, "reveal": 1})
    assert "export" in lan["rights"]
    assert "edit" not in lan["rights"]

    assert run("add", "full_name=Mới", as_="Lan") == 2
    assert "Bạn chưa được phép: thêm và sửa khách." in capsys.readouterr().err
    assert run("export", str(tmp_path / "ra.xlsx"), as_="Lan") == 2
    assert "Hôm nay bạn đã dùng 0 trong 1 lượt được phép (khách xuất ra tệp), lần này cần thêm 2." in capsys.readouterr().err
    assert run("reveal", "1", as_="Lan") == 0
    assert capsys.readouterr().out == "0912 345 670\n"
    assert run("reveal", "1", as_="Lan") == 2
    assert run("audit", as_="Lan") == 2
    assert run("show", "1", as_="Lan") == 0
    capsys.readouterr()

    assert run("audit", "--kind", "out", "--person", "Lan", as_="Minh") == 0
    assert "Xem đủ Điện thoại của Khách 0" in capsys.readouterr().out
    assert run("audit", "--xlsx", str(tmp_path / "nk.xlsx"), as_="Minh") == 2
    assert run("audit", "--xlsx", str(tmp_path / "nk.xlsx")) == 0
    assert len(list(openpyxl.load_workbook(tmp_path / "nk.xlsx").worksheets[0].iter_rows())) > 8
    assert run("leaver", "Lan", "--to", "Minh", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["assigned"], report["taken"], len(report["seen"])) == (2, {"reveal": 1}, 2)
    assert run("person-remove", "Lan") == 0
    assert "Đã thay chìa khóa của sổ." in capsys.readouterr().err
    assert run("find", as_="Lan") == 2
    assert run("find", "--where", "assignee=Minh") == 0


def test_a_forgotten_password_and_new_keys(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "mới.txt").write_text("mèo vàng sông núi cao", encoding="utf-8")
    assert run("person-add", "Lan", "--new-password-file", str(tmp_path / "mới.txt")) == 0
    assert run("people", as_="Lan") == 2
    assert run("person-password", "Lan", "--new-password-file", str(tmp_path / "lan.txt")) == 0
    assert run("rotate") == 0
    assert run("people", as_="Lan") == 0
    assert run("person-rights", "Lan", "--quota", "export") == 2
    assert "“export” không phải hạn mức." in capsys.readouterr().err
    assert run("person-rights", "Ai") == 2
