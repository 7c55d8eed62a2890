"""Facets, lists, groups by rule, many at once and the check of the data from the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from khachhang import cli
from khachhang.operations import customers
from tests.operations.shops import PASSWORD, bring_in, new_shop

ROWS = [
    {"customer_code": ["K1"], "full_name": "Nguyễn Thị Lan", "phones": ["+84912345678"], "group": ["VIP"], "birth_date": "1990-11-03"},
    {"customer_code": ["K2"], "full_name": "Trần Văn Hùng", "sex": "M"},
]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "Tiệm.khachhang"
    opened = new_shop(folder)
    bring_in(opened, ROWS)
    customers.add(opened, {"full_name": "Lê Văn Tám", "email": "tam@gmial.com"})
    opened.vault.lock()
    (folder.parent / "pw").write_text(PASSWORD + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def run(vault: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(name: str, *arguments: str) -> tuple[int, str, str]:
        status = cli.main([name, str(vault), *arguments, "--password-file", str(vault.parent / "pw")])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def test_facets_are_counted_for_what_a_query_finds(run: Run):
    status, out, _ = run("facets", "--json", "--facet", "age", "--facet", "group", "--facet", "flags")
    found = orjson.loads(out)
    assert (status, found["group"]) == (0, {"": 2, "VIP": 1})
    assert found["flags"]["no_phone"] == 2

    _, out, _ = run("facets", "--where", "age=35-44", "--facet", "group")
    assert out.splitlines()[1:] == ["group\tVIP\t1"]
    assert run("facets", "--facet", "zodiac")[0] == 2


def test_lists_and_groups_by_rule(run: Run):
    assert run("list-save", "Không số", "--where", "has_phone=0")[0] == 0
    assert run("group-rule", "Cần số", "--where", "has_phone=0")[0] == 0
    _, out, _ = run("lists", "--json")
    found = {each["name"]: each for each in orjson.loads(out)}
    assert (found["Không số"]["customers"], found["Cần số"]["customers"], found["Cần số"]["rule"]) == ("2", "2", "Thiếu số điện thoại")
    assert run("find", "--where", "group=Cần số", "--json")[1].count('"customer_id"') == 2

    assert run("group-rule", "Cần số", "--rename", "Xin số")[0] == 0
    assert run("group-rule", "Xin số", "--drop")[0] == 0
    assert run("list-delete", "Không số")[0] == 0
    assert run("list-delete", "Không số")[0] == 2


def test_many_are_set_and_assigned_only_when_it_is_said_which(run: Run):
    assert run("set", "branch", "Gò Vấp", "--where", "sex=M")[0] == 0
    assert run("assign", "Chị Mai", "lan")[0] == 0
    assert run("find", "--where", "assignee=Chị Mai")[1].splitlines()[1].split("\t")[1] == "Nguyễn Thị Lan"
    assert run("find", "--where", "branch=Gò Vấp")[0] == 0

    status, _, err = run("set", "branch", "Gò Vấp")
    assert (status, "Nói rõ những khách nào" in err) == (2, True)
    assert run("set", "phones", "0912345678", "lan")[0] == 2
    assert run("assign", "Chị Mai", "khong co ai")[0] == 1


def test_the_check_says_before_and_after_and_mends(run: Run):
    _, out, _ = run("quality", "--json")
    found = {each["code"]: each for each in orjson.loads(out)}
    assert (found["email_doubtful"]["fixable"], found["sex_known"]["fixable"]) == (1, 1)
    assert len(found["no_phone"]["days"]) == 1

    _, out, _ = run("quality", "--fix", "email_doubtful", "--dry-run")
    assert out.splitlines()[1].endswith("tam@gmial.com\ttam@gmail.com")
    assert run("quality", "--fix", "email_doubtful")[0] == 0
    assert run("quality", "--fix", "email_doubtful")[0] == 1
