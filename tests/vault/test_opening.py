"""Making, opening and locking a vault; everything that must not open says why."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from khachhang.errors import Cancelled, UserError
from khachhang.vault import SlotKind, check_files, create_vault, is_vault, open_vault, people_of
from khachhang.vault.database import cache_sizes, connect, pragma
from khachhang.vault.errors import VaultLocked


def test_what_was_written_is_there_after_locking_and_opening(opened, unlock, names):
    opened.lock()

    with unlock() as again:
        assert names(again) == ["Lan", "Hùng", "Mai"]
        assert again.person.name == "Chị Hoa"
        assert again.is_owner
        assert again.name == "Hoa Mai"
        assert again.opened_with is SlotKind.PASSWORD


def test_nothing_readable_is_on_the_disk(opened, add_name):
    add_name(opened, "NGƯỜI RẤT DỄ TÌM")
    needle = "NGƯỜI RẤT DỄ TÌM".encode()

    found = [path.name for path in opened.folder.iterdir() if needle in path.read_bytes()]
    opened.lock()
    found += [path.name for path in opened.folder.iterdir() if needle in path.read_bytes()]

    assert found == []


def test_the_recovery_code_opens_it_as_the_owner(create, unlock):
    made, code = create()
    made.lock()

    with unlock(recovery_code=code.lower().replace("-", " ")) as again:
        assert again.opened_with is SlotKind.RECOVERY
        assert again.is_owner


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_nothing_is_ever_overwritten(create, folder, kind):
    if kind == "folder":
        folder.mkdir()
        (folder / "ghi chú.txt").write_text("của tiệm")
    else:
        folder.write_text("của tiệm")

    with pytest.raises(UserError) as caught:
        create()

    assert caught.value.code == "target_exists"
    assert (folder / "ghi chú.txt" if kind == "folder" else folder).read_text() == "của tiệm"
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_any_name_a_shop_gives_works(create, unlock, tmp_path, names):
    made, _ = create(tmp_path / "Tiệm #1 100%? & con.khachhang")
    made.lock()

    with unlock(made.folder) as again:
        assert names(again) == []


def test_an_empty_folder_may_become_the_vault(create, folder):
    folder.mkdir()

    made, _ = create()

    made.lock()
    assert is_vault(folder)


def test_a_failure_while_making_the_tables_leaves_nothing(create, folder):
    def cancel(engine):
        raise Cancelled

    with pytest.raises(Cancelled):
        create(initialise=cancel)

    assert list(folder.parent.iterdir()) == []


@pytest.mark.parametrize("typed", ["", "x", "meo vang song nui ", "Meo vang song nui", "mèo vàng sông núi"])
def test_a_wrong_password_and_a_wrong_person_get_one_answer(opened, unlock, password, typed):
    opened.lock()

    answers = []
    for attempt in ({"password": typed}, {"password": password, "person": "Không Ai"}):
        with pytest.raises(UserError) as caught:
            unlock(**attempt)
        answers.append((caught.value.code, caught.value.params))

    assert answers == [("wrong_password", {"name": "Hoa Mai"})] * 2


def test_a_password_typed_in_another_unicode_form_opens(create, unlock):
    typed = "mèo vàng sông núi"
    made, _ = create(password=unicodedata.normalize("NFD", typed))
    made.lock()

    unlock(password=unicodedata.normalize("NFC", typed)).lock()


def test_a_second_program_is_told_who_holds_it(opened, unlock):
    with pytest.raises(UserError) as caught:
        unlock(machine="quầy 2")

    assert caught.value.code == "vault_in_use"
    assert caught.value.params["person"] == "Chị Hoa"
    assert caught.value.params["since"] == "2026-11-21T09:30:00+00:00"


def test_a_program_that_died_locks_nobody_out(opened, unlock, folder, names):
    opened.lock()
    script = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from khachhang.vault import open_vault
opened = open_vault(Path(sys.argv[1]), password=sys.argv[2], now=datetime.now(UTC), application_schema=None)
os.kill(os.getpid(), 9) if sys.platform != "win32" else os._exit(1)
"""
    died = subprocess.run([sys.executable, "-c", script, str(folder), "meo vang song nui"], check=False, timeout=60)

    assert died.returncode != 0
    with unlock() as again:
        assert names(again) == ["Lan", "Hùng", "Mai"]


def test_two_names_of_one_person_do_not_matter(opened, unlock):
    opened.lock()

    unlock(person=" chị   hoa ").lock()
    assert people_of(opened.folder) == ["Chị Hoa"]


def damage(name, change):
    def apply(folder: Path) -> None:
        change(folder / name)

    return apply


def truncate(size):
    return lambda path: os.truncate(path, size)


def make_plain(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.close()


def remove_keys(folder: Path) -> None:
    for name in ("store.keys", "store.keys.bak"):
        (folder / name).unlink()


def spoil_keys(folder: Path) -> None:
    for name in ("store.keys", "store.keys.bak"):
        (folder / name).write_bytes(b"KHACHHANG-KEYS 1\n{}\n")


def newer_keys(folder: Path) -> None:
    for name in ("store.keys", "store.keys.bak"):
        (folder / name).write_bytes(b"KHACHHANG-KEYS 2\nanything at all")


@pytest.mark.parametrize(("spoil", "code"), [
    pytest.param(shutil.rmtree, "not_a_vault", id="gone"),
    pytest.param(damage("store.db", Path.unlink), "vault_damaged", id="no database"),
    pytest.param(damage("store.db", truncate(0)), "vault_damaged", id="database of no length"),
    pytest.param(damage("store.db", truncate(4096)), "vault_damaged", id="one page"),
    pytest.param(damage("store.db", truncate(8192)), "vault_damaged", id="two pages"),
    pytest.param(damage("store.db", truncate(12287)), "vault_damaged", id="half a page"),
    pytest.param(damage("store.db", lambda path: path.write_bytes(os.urandom(12288))), "vault_damaged", id="noise"),
    pytest.param(damage("store.db", make_plain), "not_a_vault", id="not encrypted"),
    pytest.param(remove_keys, "keys_missing", id="no keys"),
    pytest.param(spoil_keys, "keys_damaged", id="spoilt keys"),
    pytest.param(newer_keys, "vault_too_new", id="newer program"),
])  # fmt: skip
def test_what_cannot_be_opened_is_named_and_left_alone(opened, unlock, folder, spoil, code):
    opened.lock()
    spoil(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}

    with pytest.raises(UserError) as caught:
        unlock()

    assert caught.value.code == code
    assert caught.value.params["name"] == "Hoa Mai"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before if before else not folder.exists()


def test_the_database_of_another_vault_does_not_open(opened, create, unlock, tmp_path):
    other, _ = create(tmp_path / "Khác.khachhang")
    other.lock()
    opened.lock()
    shutil.copy(other.folder / "store.db", opened.folder / "store.db")

    with pytest.raises(UserError) as caught:
        unlock()

    assert caught.value.code == "vault_damaged"


def test_a_database_that_lost_its_identity_does_not_open(opened, unlock):
    with opened.engine.begin() as connection:
        connection.execute(text("UPDATE vault_identity SET vault_id = 'another'"))
    opened.lock()

    with pytest.raises(UserError) as caught:
        unlock()

    assert caught.value.code == "vault_damaged"


def test_a_schema_that_is_refused_leaves_the_vault_closed(opened, unlock):
    opened.lock()

    def refuse(vault):
        raise UserError("vault_too_new")

    with pytest.raises(UserError) as caught:
        unlock(application_schema=refuse)

    assert caught.value.params["name"] == "Hoa Mai"
    unlock(application_schema=lambda vault: vault.checkpoint()).lock()


def test_every_connection_has_the_settings(opened):
    expected = {"foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0, "cell_size_check": 1, "temp_store": 2, "synchronous": 2}
    for engine, query_only in ((opened.engine, 0), (opened.read_engine, 1)):
        raw = engine.raw_connection()
        found = {name: pragma(raw.driver_connection, name) for name in expected}
        journal = raw.driver_connection.execute("PRAGMA journal_mode").fetchone()[0]
        only = pragma(raw.driver_connection, "query_only")
        raw.close()

        assert (found, journal, only) == (expected, "wal", query_only)


def test_a_writer_takes_the_lock_at_once_and_a_reader_is_not_in_the_way(opened, add_name, names):
    with opened.engine.begin() as writing:
        assert writing.connection.driver_connection.in_transaction
        with opened.read_engine.connect() as reading:
            writing.execute(text("INSERT INTO customer (name) VALUES ('Tú')"))
            assert reading.scalar(text("SELECT count(*) FROM customer")) == 3

    assert names(opened)[-1] == "Tú"


def test_a_reader_cannot_write(opened):
    with opened.read_engine.connect() as reading, pytest.raises(Exception, match="readonly"):
        reading.execute(text("DELETE FROM customer"))


def test_a_failed_transaction_leaves_nothing(opened, names):
    def fail():
        with opened.engine.begin() as connection:
            connection.execute(text("DELETE FROM customer"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert names(opened) == ["Lan", "Hùng", "Mai"]


def test_the_side_file_is_empty_after_a_checkpoint(opened, add_name, folder):
    add_name(opened, "Tú")
    assert (folder / "store.db-wal").stat().st_size > 0

    assert opened.checkpoint()

    assert (folder / "store.db-wal").stat().st_size == 0


@pytest.mark.parametrize("torn", [512, 4096 - 512])
def test_a_page_torn_while_the_side_file_still_holds_it_is_healed(opened, unlock, add_name, names, folder, torn):
    """What a power cut in the middle of a checkpoint leaves."""
    opened.checkpoint()
    add_name(opened, "Tú")
    saved = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}
    opened.lock()
    log = saved["store.db-wal"]
    page = int.from_bytes(log[32:36])  # the first frame's page number
    data = bytearray(saved["store.db"])
    data[(page - 1) * 4096 : (page - 1) * 4096 + torn] = log[56 : 56 + torn]
    saved["store.db"] = bytes(data) + log[56 : 56 + torn]  # and one more page begun at the end
    for name, content in saved.items():
        (folder / name).write_bytes(content)

    with unlock() as again:
        assert names(again) == ["Lan", "Hùng", "Mai", "Tú"]
        assert check_files(again) == []


def test_a_busy_checkpoint_is_no_failure(opened, add_name):
    with opened.read_engine.connect() as reading:
        reading.execute(text("SELECT * FROM customer")).fetchone()
        add_name(opened, "Tú")
        assert not opened.checkpoint()

    assert opened.checkpoint()


def test_interactive_reads_use_the_warm_connection_unless_a_job_writes(opened):
    with opened.reading() as connection:
        assert connection.engine.pool is opened.engine.pool
    with opened.engine.begin(), opened.reading() as connection:
        assert connection.engine.pool is opened.read_engine.pool


def test_locking_closes_everything_and_forgets_the_keys(opened, folder):
    assert opened.lock()
    assert opened.lock()

    assert opened.is_locked
    for attempt in (opened.engine.connect, opened.read_engine.connect, lambda: opened.key_for("x")):
        with pytest.raises(VaultLocked):
            attempt()
    assert not (folder / "store.db-wal").exists()


def test_locking_stops_a_long_query_of_another_thread(opened):
    started, ended = threading.Event(), []

    def work():
        try:
            with opened.read_engine.connect() as connection:
                started.set()
                connection.execute(text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")).scalar()
        except OperationalError as error:
            ended.append(str(error))

    thread = threading.Thread(target=work)
    thread.start()
    started.wait(10)

    assert opened.lock()

    thread.join(10)
    assert "interrupted" in ended[0]


def test_a_connection_not_given_back_dies_when_it_is(opened):
    connection = opened.engine.connect()

    assert not opened.lock(timeout_s=0)

    connection.close()
    with pytest.raises(VaultLocked):
        opened.engine.connect()


def test_purposes_have_keys_of_their_own_that_outlive_a_session(opened, unlock, create, tmp_path):
    first = opened.key_for("fingerprint")
    opened.lock()

    with unlock() as again:
        assert again.key_for("fingerprint") == first
        assert again.key_for("other") != first
    with create(tmp_path / "Khác.khachhang")[0] as other:
        assert other.key_for("fingerprint") != first


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_this_user_may_read_the_files(opened, add_name, folder):
    add_name(opened, "Tú")

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in (folder, *folder.iterdir())}
    assert {name: mode for name, mode in modes.items() if mode} == {}


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_where_nothing_can_be_written_reading_goes_on(opened, unlock, names, add_name, monkeypatch, code):
    opened.lock()

    def refuse(*args, **kwargs):
        raise OSError(code, "no")

    with monkeypatch.context() as patched:
        patched.setattr("khachhang.vault.locks.os.open", refuse)
        again = unlock()

    with again:
        assert again.is_read_only
        assert names(again) == ["Lan", "Hùng", "Mai"]
        with pytest.raises(OperationalError, match="readonly"):
            add_name(again, "Tú")


def test_reading_without_locks_is_refused_where_somebody_writes(opened, unlock, add_name, monkeypatch, ending_of):
    add_name(opened, "Tú")

    def refuse(*args, **kwargs):
        raise OSError(errno.EACCES, "no")

    with monkeypatch.context() as patched:
        patched.setattr("khachhang.vault.locks.os.open", refuse)
        code = ending_of(unlock)

    assert code == "read_only"


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_never_reaches_the_engine(tmp_path, length):
    with pytest.raises(ValueError, match="32"):
        connect(tmp_path / "x.db", bytearray(length), mode="rwc")

    assert not (tmp_path / "x.db").exists()


def test_a_missing_file_is_never_made_by_opening(tmp_path):
    with pytest.raises(Exception, match="unable to open"):
        connect(tmp_path / "x.db", bytearray(32))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("file", "machine", "sizes"), [
    pytest.param(0, 8 << 30, (48 << 20, 48 << 20), id="an empty file gets the floor"),
    pytest.param(200 << 20, 8 << 30, (250 << 20, 250 << 20), id="the file and a quarter"),
    pytest.param(4 << 30, 8 << 30, (512 << 20, 256 << 20), id="the cap, all together"),
    pytest.param(4 << 30, 2 << 30, (256 << 20, 128 << 20), id="a quarter of the machine"),
])  # fmt: skip
def test_the_page_cache_fits_file_and_machine(file, machine, sizes):
    assert cache_sizes(file, machine) == sizes


def test_the_page_cache_grows_with_the_file(create, monkeypatch):
    monkeypatch.setattr("khachhang.vault.database.CACHE_FLOOR_BYTES", 8 << 20)
    opened, _ = create()

    def sizes():
        found = []
        for engine in (opened.engine, opened.read_engine):
            raw = engine.raw_connection()
            found.append(pragma(raw.driver_connection, "cache_size"))
            raw.close()
        return found

    assert sizes() == [-(8 << 10), -(8 << 10)]
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE filler (bytes BLOB) STRICT")
        connection.exec_driver_sql("INSERT INTO filler VALUES (zeroblob(16000000))")
    opened.checkpoint()

    kib = (opened.folder / "store.db").stat().st_size * 5 // 4 // 1024
    assert sizes() == [-kib, -kib]
    opened.lock()


def test_a_weak_password_makes_no_vault(folder, now):
    with pytest.raises(UserError) as caught:
        create_vault(folder, "hoamai2026", person="Hoa", now=now, initialise=lambda engine: None)

    assert caught.value.code == "password_shop_name"
    assert not folder.exists()


def test_no_folder_is_not_a_vault(tmp_path, now):
    with pytest.raises(UserError) as caught:
        open_vault(tmp_path, password="x", now=now, application_schema=None)

    assert caught.value.code == "not_a_vault"
