"""Backups: one file, whole or not there; what is damaged is named; restoring never touches what is there; old ones are thinned out."""

from __future__ import annotations

import errno
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khachhang.errors import Cancelled, UserError
from khachhang.vault import (
    back_up,
    back_up_daily,
    backups_folder,
    check_files,
    daily_backup_due,
    drill,
    generations,
    restore,
    verify_bundle,
)
from khachhang.vault.generations import Generation, kept_by_rule, thin_out, within_budget


@pytest.fixture
def big(opened):
    """Give an open vault of about 200 pages, of which opening reads the first few."""
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE filler (text TEXT) STRICT")
        numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)"
        connection.exec_driver_sql(f"INSERT INTO filler {numbers} SELECT hex(randomblob(1000)) FROM n")
    opened.checkpoint()
    return opened


@pytest.fixture
def bundle(opened, now, tmp_path):
    back_up(opened, tmp_path / "bản sao", now=now)
    return tmp_path / "bản sao"


def refused(code, call, *arguments, **options):
    with pytest.raises(UserError) as caught:
        call(*arguments, **options)
    assert caught.value.code == code
    return caught.value.params


def test_a_restored_backup_opens_with_the_same_password(opened, bundle, unlock, names, tmp_path):
    target = restore(bundle, tmp_path / "Lại.khachhang")

    with unlock(target) as again:
        assert names(again) == ["Lan", "Hùng", "Mai"]
        assert again.vault_id == opened.vault_id
        assert again.key_for("x") == opened.key_for("x")


def test_a_restored_backup_opens_with_the_printed_code(create, unlock, now, tmp_path):
    made, code = create()
    back_up(made, tmp_path / "b", now=now)
    made.lock()

    unlock(restore(tmp_path / "b", tmp_path / "Lại.khachhang"), recovery_code=code).lock()


def test_a_backup_says_what_it_is(opened, bundle, now):
    info = verify_bundle(bundle)

    assert (info.vault_id, info.name, info.made_at) == (opened.vault_id, "Hoa Mai", "2026-11-21T09:30:00+00:00")
    assert info.size == bundle.stat().st_size
    assert drill(opened, bundle) == {"customer": 3, "sqlite_schema": 2, "vault_identity": 1}
    assert [path.name for path in bundle.parent.iterdir() if path.name.startswith(".")] == []


def test_a_backup_shares_neither_salt_nor_pages_with_the_vault(opened, bundle):
    opened.checkpoint()
    live = (opened.folder / "store.db").read_bytes()
    info = verify_bundle(bundle)
    copy = bundle.read_bytes()[info.database_offset :]

    pages = [{data[at : at + 4096] for at in range(0, len(data), 4096)} for data in (live, copy)]
    assert live[:16] != copy[:16]
    assert pages[0] & pages[1] == set()


def test_a_page_of_the_backup_put_into_the_vault_is_noticed(big, now, tmp_path, unlock):
    info = back_up(big, tmp_path / "b", now=now)
    big.lock()
    live, copy = bytearray((big.folder / "store.db").read_bytes()), info.path.read_bytes()[info.database_offset :]
    live[100 * 4096 : 101 * 4096] = copy[100 * 4096 : 101 * 4096]
    (big.folder / "store.db").write_bytes(live)

    with unlock() as again:
        assert check_files(again)[0].code == "broken_seals"


def test_a_backup_is_of_one_moment_while_somebody_writes(opened, add_name, now, tmp_path):
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE filler (text TEXT) STRICT")
        numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
        connection.exec_driver_sql(f"INSERT INTO filler {numbers} SELECT hex(randomblob(1000)) FROM n")
    steps = []

    def write_meanwhile(done, total):
        steps.append(done)
        add_name(opened, f"khách {len(steps)}")

    back_up(opened, tmp_path / "b", now=now, tick=write_meanwhile)

    assert len(steps) > 1
    assert drill(opened, tmp_path / "b")["customer"] == 3


def test_a_backup_never_overwrites(opened, bundle, now):
    before = bundle.read_bytes()

    assert refused("target_exists", back_up, opened, bundle, now=now) == {"name": "bản sao"}
    assert bundle.read_bytes() == before


def test_restoring_never_overwrites(opened, bundle):
    before = {path.name: path.read_bytes() for path in opened.folder.iterdir()}

    refused("target_exists", restore, bundle, opened.folder)
    assert {path.name: path.read_bytes() for path in opened.folder.iterdir()} == before


def test_a_cancelled_backup_leaves_nothing(opened, now, tmp_path):
    before = sorted(tmp_path.iterdir())

    def cancel(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        back_up(opened, tmp_path / "b", now=now, tick=cancel)
    assert sorted(tmp_path.iterdir()) == before


def test_a_backup_of_a_damaged_database_is_refused(big, unlock, now, tmp_path):
    big.lock()
    path = big.folder / "store.db"
    data = bytearray(path.read_bytes())
    data[100 * 4096 + 2000] ^= 1
    path.write_bytes(data)

    with unlock() as again:
        assert refused("vault_damaged", back_up, again, tmp_path / "b", now=now) == {"name": "Hoa Mai"}
        assert "broken_seals" in [finding.code for finding in check_files(again)]
    assert [p.name for p in tmp_path.iterdir()] == ["Hoa Mai.khachhang"]


def test_every_flipped_byte_of_a_backup_is_noticed(bundle):
    data = bundle.read_bytes()
    info = verify_bundle(bundle)
    places = [*range(info.database_offset), *range(info.database_offset, len(data), 7), len(data) - 1]
    for at in places:
        flipped = bytearray(data)
        flipped[at] ^= 1 << at % 8
        with bundle.open("r+b") as file:
            file.seek(at)
            file.write(flipped[at : at + 1])
            file.flush()
            with pytest.raises(UserError) as caught:
                verify_bundle(bundle)
            file.seek(at)
            file.write(data[at : at + 1])
        assert caught.value.code in ("backup_damaged", "vault_too_new")
    verify_bundle(bundle)


@pytest.mark.parametrize("size", [0, 1, 20, 300, 400, 3000, 8192, -4096, -1, 4096])
def test_a_backup_of_another_length_is_refused_and_restores_nothing(bundle, tmp_path, size):
    length = bundle.stat().st_size
    os.truncate(bundle, size if 0 <= size < length and size != 4096 else length + size)

    refused("backup_damaged", restore, bundle, tmp_path / "Lại.khachhang")
    assert not (tmp_path / "Lại.khachhang").exists()


def test_a_missing_backup_is_an_ending(tmp_path):
    refused("disk_failed", restore, tmp_path / "không có", tmp_path / "Lại.khachhang")


def test_something_else_is_not_a_backup(tmp_path):
    (tmp_path / "ảnh.png").write_bytes(b"\x89PNG\r\n" + bytes(10_000))

    assert refused("backup_damaged", restore, tmp_path / "ảnh.png", tmp_path / "x") == {"name": "ảnh.png", "reason": "header"}


def open_and_check(unlock):
    with unlock() as again:
        if check_files(again):
            raise UserError("found")


def test_flipped_bytes_in_the_database_are_found_by_the_check(opened, unlock, rng, ending_of):
    opened.lock()
    path = opened.folder / "store.db"
    data = path.read_bytes()
    unnoticed = []
    for at in rng.sample(range(len(data)), 40):
        flipped = bytearray(data)
        flipped[at] ^= 1 << at % 8
        path.write_bytes(flipped)
        if ending_of(open_and_check, unlock) not in ("vault_damaged", "found"):
            unnoticed.append(at)
    path.write_bytes(data)

    assert unnoticed == []
    with unlock() as again:
        assert check_files(again) == []


def test_open_permissions_are_found(opened):
    if os.name == "nt":
        return
    (opened.folder / "store.db").chmod(0o644)

    assert [finding.code for finding in check_files(opened)] == ["open_to_others"]


def test_one_backup_a_day(opened, now, tmp_path):
    assert daily_backup_due(opened.folder, now)

    info = back_up_daily(opened, now)

    assert info is not None
    assert info.path == tmp_path / "Hoa Mai.khachhang-backups" / "000001-2026-11-21.khachhang-backup"
    assert not daily_backup_due(opened.folder, now)
    assert back_up_daily(opened, now + timedelta(hours=3)) is None
    assert back_up_daily(opened, now + timedelta(days=1)) is not None
    assert [generation.number for generation in generations(backups_folder(opened.folder))] == [2, 1]


def test_a_clock_set_back_makes_a_backup_and_loses_no_day(opened, now):
    for moment in (now, now + timedelta(days=4000), now):
        assert back_up_daily(opened, moment) is not None

    assert [(g.number, g.day.year) for g in generations(backups_folder(opened.folder))] == [(3, 2026), (2, 2037)]


def test_files_of_the_shop_among_the_backups_are_left_alone(opened, now, tmp_path):
    place = tmp_path / "USB"
    place.mkdir()
    (place / "000001-2026-11-21.khachhang-backup.txt").write_text("của tiệm")

    back_up_daily(opened, now, place=place, budget_bytes=0)
    thin_out(place, budget_bytes=0)

    assert len(list(place.iterdir())) == 2


def test_what_a_backup_left_when_the_computer_stopped_is_cleared_away(opened, now, tmp_path):
    place = backups_folder(opened.folder)
    place.mkdir()
    for ending in ("part", "db", "db-wal"):
        (place / f".000001-2026-11-20.khachhang-backup.0123abcd.{ending}").write_bytes(b"x")
    (place / ".của tiệm.part").write_bytes(b"x")

    back_up_daily(opened, now)

    assert sorted(path.name for path in place.iterdir()) == [".của tiệm.part", "000001-2026-11-21.khachhang-backup"]


def series(days, size=1):
    """Return generations of consecutive days ago, newest first."""
    last = date(2026, 11, 21)
    return [Generation(1000 - ago, last - timedelta(days=ago), Path(f"{ago}"), size) for ago in days]


def test_seven_days_four_weeks_twelve_months_stay():
    kept = kept_by_rule(series(range(800)))

    assert [g.day for g in kept[:7]] == [date(2026, 11, 21) - timedelta(days=n) for n in range(7)]
    assert len({g.day.isocalendar()[:2] for g in kept[:10]}) >= 4
    assert len({(g.day.year, g.day.month) for g in kept}) == 12
    assert len(kept) <= 7 + 4 + 12


@given(st.lists(st.dates(), max_size=80), st.integers(0, 50))
def test_whatever_the_clock_said_the_newest_two_stay_and_no_rule_empties_the_place(days, budget):
    found = [Generation(number, day, Path(str(number)), 1) for number, day in zip(range(len(days), 0, -1), days, strict=True)]
    kept = within_budget(kept_by_rule(found), budget)

    assert kept[:2] == found[:2]
    assert len(kept) <= max(2, min(budget, 23 + 2))
    assert len(kept_by_rule(found)) >= min(len({g.day for g in found}), 7)


def test_the_budget_drops_the_oldest():
    assert within_budget(series(range(5), size=10), 35) == series(range(3), size=10)
    assert within_budget(series(range(5), size=10), 0) == series(range(2), size=10)


def test_a_full_disk_while_backing_up_leaves_no_file(opened, failing_disk, now, tmp_path, names, ending_of):
    """Every step, once and for ever, until the backup succeeds."""
    for for_ever in (False, True):
        step, target = 0, tmp_path / "b"
        while True:
            step += 1
            opened.disk = failing_disk(step, for_ever=for_ever)
            ending = ending_of(back_up, opened, target, now=now)
            if ending is None:
                break
            assert ending == "disk_full"
            if target.exists():  # only making its name durable failed
                verify_bundle(target)
                target.unlink()
        assert step > 5
        verify_bundle(target)
        target.unlink()
    assert names(opened) == ["Lan", "Hùng", "Mai"]


@pytest.mark.parametrize("for_ever", [False, True])
def test_a_full_disk_while_restoring_leaves_no_folder(opened, bundle, failing_disk, unlock, names, tmp_path, for_ever, ending_of):
    target, step = tmp_path / "Lại.khachhang", 0
    while True:
        step += 1
        ending = ending_of(restore, bundle, target, disk=failing_disk(step, for_ever=for_ever))
        if ending is None:
            break
        assert ending == "disk_full"
        if target.exists():  # only the last step, making the name durable, may fail after it was given
            with unlock(target) as again:
                assert names(again) == ["Lan", "Hùng", "Mai"]
            shutil.rmtree(target)
    assert step > 8
    with unlock(target) as again:
        assert names(again) == ["Lan", "Hùng", "Mai"]


@pytest.mark.parametrize(
    ("code", "ending"), [(errno.EROFS, "read_only"), (errno.EACCES, "read_only"), (errno.EIO, "disk_failed"), (errno.EFBIG, "disk_full")]
)
def test_each_failure_of_the_disk_has_its_sentence(opened, failing_disk, now, tmp_path, code, ending):
    opened.disk = failing_disk(1, code=code)

    refused(ending, back_up, opened, tmp_path / "b", now=now)


def test_two_threads_backing_up_do_not_disturb_each_other(opened, now, tmp_path):
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda number: back_up(opened, tmp_path / f"b{number}", now=now), range(2)))

    assert all(verify_bundle(tmp_path / f"b{number}") for number in range(2))
