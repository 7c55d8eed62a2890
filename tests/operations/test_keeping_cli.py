"""Backups, the drill and repair from the terminal."""

from __future__ import annotations

import json

import pytest

from khachhang import cli
from khachhang.operations import vaults
from tests.operations.shops import FLOOR, PASSWORD, Clock, bring_in


@pytest.fixture
def shop(tmp_path):
    """A vault with customers and one backup; returns its folder, a password file and a file with the code."""
    opened, code = vaults.create(tmp_path / "Tiệm.khachhang", PASSWORD, clock=Clock(), argon2=FLOOR)
    bring_in(opened, [{"full_name": "Lan"}, {"full_name": "Hùng"}])
    vaults.close(opened)
    (tmp_path / "mk").write_text(PASSWORD)
    (tmp_path / "ma").write_text(code)
    return tmp_path / "Tiệm.khachhang", str(tmp_path / "mk"), str(tmp_path / "ma")


def run(capsys, *words):
    status = cli.main([str(word) for word in words])
    return status, capsys.readouterr()


def test_backups_are_listed_tried_and_copied(shop, tmp_path, capsys):
    folder, password, _ = shop
    status, said = run(capsys, "backups", folder, "--json")
    (one,) = json.loads(said.out)
    assert status == 0
    assert one["day"] == "2026-11-21"

    status, said = run(capsys, "verify-backup", folder, one["file"], "--password-file", password)
    assert (status, "2 khách" in said.err) == (0, True)

    (tmp_path / "usb").mkdir()
    status, said = run(capsys, "backup-second", folder, tmp_path / "usb")
    assert status == 0
    status, said = run(capsys, "backups", folder, "--second", tmp_path / "usb", "--json")
    assert len(json.loads(said.out)) == 2


def test_the_drill_tells_that_the_sheet_opens(shop, tmp_path, capsys):
    folder, password, code = shop

    status, said = run(capsys, "drill", folder, "--password-file", password, "--sheet-file", code)
    assert status == 0
    assert "mở được sổ này" in said.err
    assert "2026-11-21" in said.err

    (tmp_path / "sai").write_text("0000-0000-0000-0000-0000-0000-0000-0000-0000")
    assert run(capsys, "drill", folder, "--password-file", password, "--sheet-file", tmp_path / "sai")[0] == 2


def test_a_damaged_vault_is_repaired_beside_and_lost_keys_come_back(shop, tmp_path, capsys):
    folder, password, _ = shop
    (folder / "store.db").write_bytes(bytes(40_960))

    status, said = run(capsys, "repair", folder, tmp_path / "Lành.khachhang", "--password-file", password)
    assert status == 1
    assert "bản sao lưu ngày 2026-11-21" in said.out

    vaults.lock(vaults.open_(tmp_path / "Lành.khachhang", password=PASSWORD, accept_older=True))
    for name in ("store.keys", "store.keys.bak"):
        (tmp_path / "Lành.khachhang" / name).unlink()
    assert run(capsys, "keys-back", tmp_path / "Lành.khachhang", "--password-file", password)[0] == 0
