"""A disk that fails at step 1, 2, 3 … until the work succeeds: a clear ending each time, and the vault opens as before or as after."""

from __future__ import annotations

import errno
import shutil

import pytest
from sqlalchemy.exc import OperationalError

from khachhang.errors import UserError
from khachhang.vault import FLOOR, add_person, change_password, explained, new_recovery_code, repair_keys, revoke_and_rotate


@pytest.fixture(params=[False, True], ids=["once", "for ever"])
def for_ever(request):
    return request.param


def test_creating(create, unlock, folder, failing_disk, for_ever, names, ending_of):
    step = 0
    while True:
        step += 1
        ending = ending_of(lambda disk: create(disk=disk)[0].lock(), failing_disk(step, for_ever=for_ever))
        if ending is None:
            break
        left = [path.name for path in folder.parent.iterdir()]
        assert (ending, left) in (("disk_full", []), ("disk_full", [folder.name])), step
        if left:  # only making the finished vault's name durable failed
            unlock().lock()
            shutil.rmtree(folder)
    assert step > 10
    with unlock() as again:
        assert names(again) == []


def test_creating_where_nothing_can_be_written(create, folder, failing_disk):
    for code, ending in ((errno.EROFS, "read_only"), (errno.EACCES, "read_only"), (errno.EIO, "disk_failed")):
        with pytest.raises(UserError) as caught:
            create(disk=failing_disk(1, code=code))
        assert caught.value.code == ending
        assert not folder.exists()


def test_changing_the_password(opened, unlock, failing_disk, for_ever, password, other_password, now, ending_of):
    opened.lock()
    step = 0
    while True:
        step += 1
        with unlock() as again:
            again.disk = failing_disk(step, for_ever=for_ever)
            ending = ending_of(change_password, again, password, other_password, now=now, argon2=FLOOR)
        if ending is None:
            break
        assert ending == "disk_full"
        which = [typed for typed in (password, other_password) if ending_of(unlock_and_lock, unlock, typed) is None]
        assert len(which) == 1, step
        if which == [other_password]:
            with unlock(password=other_password) as again:
                change_password(again, other_password, password, now=now, argon2=FLOOR)
    assert step > 4
    assert ending_of(unlock_and_lock, unlock, other_password) is None
    assert ending_of(unlock_and_lock, unlock, password) == "wrong_password"


def unlock_and_lock(unlock, typed):
    unlock(password=typed).lock()


@pytest.mark.parametrize("change", [
    pytest.param(lambda vault, now: new_recovery_code(vault, now=now), id="recovery code"),
    pytest.param(lambda vault, now: add_person(vault, "Tú", "trang sao bien xanh", role="staff", now=now, argon2=FLOOR), id="person"),
    pytest.param(lambda vault, now: repair_keys(vault, now=now), id="repair"),
    pytest.param(lambda vault, now: revoke_and_rotate(vault, [], now=now), id="rotation"),
])  # fmt: skip
def test_changing_anything_else(opened, unlock, failing_disk, for_ever, now, names, change, ending_of):
    opened.lock()
    step = 0
    while True:
        step += 1
        with unlock() as again:
            again.disk = failing_disk(step, for_ever=for_ever)
            ending = ending_of(change, again, now)
            again.disk = failing_disk(0)
            assert names(again) == ["Lan", "Hùng", "Mai"], step
        with unlock() as again:
            assert names(again) == ["Lan", "Hùng", "Mai"], step
            assert [path.name for path in again.folder.iterdir() if path.name.endswith(".new")] == []
        if ending != "disk_full":
            break
    assert ending in (None, "person_exists")  # a person may be in although the step after that failed
    assert step > 4


def test_a_full_disk_under_the_database_loses_nothing(opened, add_name, names):
    with opened.database.raw_writer() as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count={pages}")

    written = []
    with pytest.raises(UserError) as caught, explained(opened.folder):
        written.extend(fill(opened, add_name, written))

    assert caught.value.code == "disk_full"
    assert names(opened) == ["Lan", "Hùng", "Mai", *written]


def fill(opened, add_name, written):
    for number in range(10_000):
        name = f"khách {number} " * 20
        add_name(opened, name)
        written.append(name)
    return []


def test_a_full_disk_at_any_page_takes_an_import_back_whole(opened, names, ending_of):
    before, endings = names(opened), []
    with opened.database.raw_writer() as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
    for room in range(120):
        with opened.database.raw_writer() as raw:
            raw.execute(f"PRAGMA max_page_count={pages + room}")
        endings.append(ending_of(import_some, opened))
        if endings[-1] is None:
            break
        assert names(opened) == before, room

    assert set(endings[:-1]) == {"disk_full"}
    assert endings[-1] is None
    assert len(endings) > 50
    assert len(names(opened)) == 3 + 2_000


def import_some(opened):
    with explained(opened.folder), opened.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO customer (name) VALUES (?)", [(f"khách {number} " * 8,) for number in range(2_000)])


def test_errors_that_are_bugs_pass_untouched(opened):
    with pytest.raises(OperationalError, match="no such table"), explained(opened.folder), opened.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM nobody")
