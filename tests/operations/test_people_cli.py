"""The terminal face for people: hired, limited, refused, read in the log, gone."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest

from khachhang import cli
from khachhang.cli import commands
from khachhang.operations import vaults
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import DEFAULT_RIGHTS
from tests.operations.acting import acting_as, hire
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


# ---- every role and every command ------------------------------------------------------------------------------------

LINES = {
    "edit": """add x full_name=Mới|edit x 1 full_name=Khác|choose x 1 full_name 1|verify x 1 right|bin x 1|unbin x 1|group-add x VIP 1|
        group-remove x VIP 1|list-save x Hay|group-rule x Quen --where debt>1|set x note gì Khách|assign x Lan Khách""",
    "merge": "merge x 1 2|merge-certain x|household x 1 2|not-same x 1 2|later x 1 2|ask-again x 1 2|split x 1",
    "import": "import x {file} --source S --kind first-party|party x 1 third-party",
    "export": "export x {out}.xlsx|records x --csv {out}.csv|my-data x 1 {out}.txt",
    "manage": """backup x {out}.khachhang-backup|rebuild x|audit x|leaver x Lan|rotate x|person-add x Tú|person-rights x Người|
        person-password x Lan|person-remove x Lan|seal x note --name Kín|erase x 1 --confirm Ai""",
    "view": """find x|show x 1|duplicates x|duplicates-report x|history x|people x|check x|reveal x 1|compartments x|verify-backup x {file}|
        drill x|facets x|lists x|quality x""",
}
"""Right → commands that need it and nothing else."""
NEEDED = {line.strip(): right for right, lines in LINES.items() for line in lines.split("|")}
LOOKS_FIRST = {"list-delete", "retire", "unseal", "undo", "redo"}
"""Look for what is named before they ask for the right; test_rights.py walks their operations."""
WITHOUT_A_VAULT = {"demo", "create", "inspect", "restore", "backups", "backup-second", "repair", "keys-back"}
OWN = {"password", "recovery-code"}
"""What everybody does for themselves; acting as somebody with the owner's keys would write nonsense."""


def test_the_matrix_knows_every_command():
    assert set(commands.COMMANDS) - {line.split()[0] for line in NEEDED} - WITHOUT_A_VAULT - OWN - LOOKS_FIRST == set()


@pytest.mark.parametrize("role", ["staff", "read-only", "manager"])
def test_the_matrix_of_roles_and_commands(tmp_path: Path, role: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    opened = new_shop(tmp_path / "Tiệm.khachhang")
    bring_in(opened, [{"full_name": f"Khách {n}", "phones": [f"+8491234567{n}"]} for n in range(2)])
    (tmp_path / "x.csv").write_text("Tên khách,Điện thoại\nKhách 9,0912345679\n", encoding="utf-8")
    person = hire(opened, "Người", role)

    @contextmanager
    def as_person(_arguments: object) -> Iterator[OpenVault]:
        with acting_as(opened, person):
            yield opened

    for module in pkgutil.iter_modules(cli.__path__):
        loaded = importlib.import_module(f"khachhang.cli.{module.name}")
        if hasattr(loaded, "opened_vault"):
            monkeypatch.setattr(loaded, "opened_vault", as_person)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: PASSWORD)
    found: dict[str, bool] = {}
    try:
        for number, line in enumerate(NEEDED):
            words = [w.format(file=tmp_path / "x.csv", out=tmp_path / f"ra{number}") for w in line.split()]
            assert cli.main(words) != 3, line
            said = capsys.readouterr()
            found[line] = "Bạn chưa được phép" not in said.err
            digits = re.sub(r"[^0-9]+", "", said.out)
            assert role == "manager" or line.startswith("reveal") or "91234567" not in digits, line
    finally:
        vaults.lock(opened)
    may = {right.value for right in DEFAULT_RIGHTS[role]}
    assert found == {line: right in may for line, right in NEEDED.items()}
