"""The terminal face on its own: no window has compared anybody before it merges."""

from __future__ import annotations

from pathlib import Path

import pytest

from khachhang import cli
from khachhang.operations import vaults
from tests.operations.shops import PASSWORD, bring_in, new_shop

LAN = {"full_name": "Nguyễn Thị Lan", "phones": ["+84912345678"], "email": ["lan.tap.hoa@gmail.com"]}


def test_merge_certain_compares_first_and_says_when_nothing_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Tiệm Mai.khachhang"
    opened = new_shop(folder)
    bring_in(opened, [LAN])
    bring_in(opened, [{**LAN, "full_name": "Lan"}], source="Danh bạ")
    vaults.lock(opened)
    (tmp_path / "mk.txt").write_text(PASSWORD, encoding="utf-8")
    password = ["--password-file", str(tmp_path / "mk.txt")]

    assert cli.main(["merge-certain", str(folder), "--min-probability", "0.5", *password]) == 0
    assert cli.main(["find", str(folder), *password]) == 0
    assert "1 khách." in capsys.readouterr().err
    assert cli.main(["merge-certain", str(folder), "--min-probability", "0.5", *password]) == 1
    assert "Không có gì để làm." in capsys.readouterr().err
