"""Importing from the terminal: the preview, what is said before running, the date of the list, files that are none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import orjson
import pytest

from khachhang import cli
from tests.operations.shops import PASSWORD, new_shop


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "Tiệm.khachhang"
    opened = new_shop(folder)
    opened.vault.lock()
    (folder.parent / "pw").write_text(PASSWORD + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def run(vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def import_(*arguments: str) -> tuple[int, str, str]:
        about = ["--source", "Sổ", "--kind", "third-party", "--password-file", str(vault.parent / "pw")]
        status = cli.main(["import", str(vault), *arguments, *about])
        said = capsys.readouterr()
        return status, said.out, said.err

    return import_


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Tên khách", "Điện thoại"), ("Nguyễn Thị Lan", "0912 345 678"), ("Lê Hoa", "0933 333 333")):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "Khách.xlsx")
    return tmp_path / "Khách.xlsx"


def test_a_preview_writes_nothing_and_says_what_is_hidden(run: Callable[..., tuple[int, str, str]], file: Path) -> None:
    for _ in range(2):
        status, out, _ = run(str(file), "--dry-run", "--json")

        (told,) = orjson.loads(out)
        assert status == 0
        assert (told["operation"], told["new"], told["rows"]) == (None, 2, 3)
        assert any("1 dòng đang ẩn" in note for note in told["notes"])


@pytest.mark.parametrize(("day", "status"), [("2026-03-31", 0), ("31/03/2026", 0), ("31/02/2026", 2), ("hôm qua", 2)])
def test_the_day_of_the_list_is_a_day(run: Callable[..., tuple[int, str, str]], file: Path, day: str, status: int) -> None:
    found, _, err = run(str(file), "--dry-run", "--date", day)

    assert found == status
    assert (day in err) == (status == 2)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 damaged", b"\x89PNG\r\n\x1a\n" + b"0" * 500, b"<html>"])
def test_a_file_that_is_no_list_is_one_sentence(run: Callable[..., tuple[int, str, str]], tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.xlsx").write_bytes(content)

    status, out, err = run(str(tmp_path / "x.xlsx"))

    assert (status, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert "x.xlsx" in err
