"""A damaged vault is repaired beside itself: from the last good backup and from what can still be read, with a list of what was lost."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import select

from khachhang.errors import UserError
from khachhang.operations import backups, customers, repairing, vaults
from khachhang.store import schema
from khachhang.vault import NoMemory, check_files
from tests.operations.shops import FLOOR, PASSWORD, Clock, bring_in

PAGE = 4096


@pytest.fixture
def made(tmp_path):
    """A vault with 200 customers, a backup of them, and 200 more since."""
    opened, code = vaults.create(tmp_path / "Tiệm.khachhang", PASSWORD, clock=Clock(), memory=NoMemory(), argon2=FLOOR)
    bring_in(opened, people("Trước", 200))
    backups.before(opened, "merge")
    bring_in(opened, people("Sau", 200))
    vaults.finish(opened)
    return tmp_path / "Tiệm.khachhang", code


def people(tag, count):
    return [{"full_name": f"{tag} {at}", "note": ["ghi chú dài " * 10]} for at in range(count)]


def damage(folder, pages):
    """Flip a byte in each of these pages; negative ones count from the end."""
    path = folder / "store.db"
    data = bytearray(path.read_bytes())
    for page in pages:
        at = (page % (len(data) // PAGE)) * PAGE + 100
        data[at] ^= 0xFF
    path.write_bytes(data)


def names(folder):
    opened = vaults.open_(folder, password=PASSWORD, memory=NoMemory())
    with opened.reading() as connection:
        found = set(connection.scalars(select(schema.customer.c.full_name)))
    assert check_files(opened.vault) == []
    vaults.finish(opened)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_what_the_backup_held_comes_back_and_most_of_what_came_since(made, tmp_path, seed):
    folder, _ = made
    size = (folder / "store.db").stat().st_size // PAGE
    damage(folder, random.Random(seed).sample(range(1, size), 4))
    before = (folder / "store.db").read_bytes()

    report = repairing.repair(folder, tmp_path / "Lành.khachhang", password=PASSWORD)

    found = names(report.folder)
    assert {f"Trước {at}" for at in range(200)} <= found
    gone = {f"Sau {at}" for at in range(200)} - found
    if report.read:
        assert len(gone) < 120
    else:  # a page that tells where the tables lie: nothing can be found without it
        assert report.is_unsure
    assert report.backup_day == "2026-11-21"
    assert bool(gone) <= (not report.is_complete)
    assert len(report.lines()) >= 3
    assert (folder / "store.db").read_bytes() == before


def test_a_file_that_does_not_open_at_all_becomes_the_backup(made, tmp_path):
    folder, _ = made
    (folder / "store.db").write_bytes(bytes(10 * PAGE))

    report = repairing.repair(folder, tmp_path / "Lành.khachhang", password=PASSWORD)

    assert names(report.folder) == {f"Trước {at}" for at in range(200)}
    assert report.read == 0
    assert report.is_unsure


def test_a_file_cut_off_is_read_as_far_as_it_goes(made, tmp_path):
    folder, _ = made
    data = (folder / "store.db").read_bytes()
    (folder / "store.db").write_bytes(data[: len(data) * 2 // 3 + 77])

    report = repairing.repair(folder, tmp_path / "Lành.khachhang", password=PASSWORD)

    assert {f"Trước {at}" for at in range(200)} <= names(report.folder)


def test_without_any_backup_what_can_be_read_is_saved(made, tmp_path):
    folder, code = made
    for generation in vaults.list_backups(folder):
        generation.path.unlink()
    damage(folder, [-1, -2])

    report = repairing.repair(folder, tmp_path / "Lành.khachhang", recovery_code=code)

    assert report.backup_day == ""
    assert len(names(report.folder)) > 250


def test_a_whole_vault_loses_nothing(made, tmp_path):
    folder, _ = made

    report = repairing.repair(folder, tmp_path / "Lành.khachhang", password=PASSWORD)

    assert report.is_complete
    assert report.lines()[-1] == "Không mất gì."
    assert len(names(report.folder)) == 400


def test_with_nothing_left_it_says_so_and_leaves_nothing(made, tmp_path):
    folder, _ = made
    for generation in vaults.list_backups(folder):
        generation.path.write_bytes(b"rubbish")
    (folder / "store.db").write_bytes(bytes(10 * PAGE))

    with pytest.raises(UserError, match="vault_damaged"):
        repairing.repair(folder, tmp_path / "Lành.khachhang", password=PASSWORD)

    assert not (tmp_path / "Lành.khachhang").exists()


def test_a_wrong_password_repairs_nothing(made, tmp_path):
    folder, _ = made

    with pytest.raises(UserError, match="wrong_password"):
        repairing.repair(folder, tmp_path / "Lành.khachhang", password="không phải mật khẩu")


def test_the_repaired_vault_is_a_vault_like_any_other(made, tmp_path):
    folder, _ = made
    damage(folder, [20])
    report = repairing.repair(folder, tmp_path / "Lành.khachhang", password=PASSWORD)

    opened = vaults.open_(report.folder, password=PASSWORD, memory=NoMemory())
    customers.add(opened, {"full_name": "Mới"})
    vaults.rebuild(opened)
    vaults.finish(opened)

    assert "Mới" in names(report.folder)


def test_a_vault_somebody_has_open_is_not_repaired_behind_their_back(made, tmp_path):
    folder, _ = made
    opened = vaults.open_(folder, password=PASSWORD, memory=NoMemory())

    with pytest.raises(UserError, match="vault_in_use"):
        repairing.repair(folder, tmp_path / "Lành.khachhang", password=PASSWORD)

    vaults.finish(opened)
    assert not (tmp_path / "Lành.khachhang").exists()
