"""A computer that saw a newer state says so; a keyring that fails is never in the way."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from sqlalchemy import text

from khachhang.errors import UserError
from khachhang.vault import FLOOR, KeyringMemory, Seen, change_password
from khachhang.vault.freshness import is_older, keyring_read, keyring_write


def history(connection, change):
    """Let each customer be a change and its name the head of the chain."""
    query = "SELECT customer_id, name FROM customer" + (
        " WHERE customer_id = :n" if change is not None else " ORDER BY customer_id DESC LIMIT 1"
    )
    row = connection.execute(text(query), {"n": change} if change is not None else {}).first()
    return (row[0], row[1]) if row else (0, "")


@pytest.fixture
def watched(create, add_name, now):
    """Give an open vault at change 2 that this computer remembers."""
    made, _ = create(memory=KeyringMemory(), history=history)
    for name in ("Lan", "Hùng"):
        add_name(made, name)
    made.remember(now)
    yield made
    made.lock()


def reopen(unlock, **options):
    return unlock(memory=KeyringMemory(), history=history, **options)


def copy_of(vault, tmp_path):
    vault.checkpoint()
    return shutil.copytree(vault.folder, tmp_path / "copy", ignore=shutil.ignore_patterns("*-shm", "*.lock"))


def put_back(copy, vault):
    for path in copy.iterdir():
        shutil.copy(path, vault.folder / path.name)


def test_the_same_or_a_newer_state_opens(watched, unlock, add_name, now):
    watched.lock()
    with reopen(unlock) as again:
        add_name(again, "Mai")
        again.remember(now)

    reopen(unlock).lock()


def test_an_older_database_is_named_with_both_states(watched, unlock, add_name, now, tmp_path):
    copy = copy_of(watched, tmp_path)
    add_name(watched, "Mai")
    watched.remember(now)
    watched.lock()
    put_back(copy, watched)

    with pytest.raises(UserError) as caught:
        reopen(unlock, now=now + timedelta(days=1))

    assert caught.value.code == "vault_older_than_seen"
    assert caught.value.params == {"name": "Hoa Mai", "seen": 3, "seen_at": "2026-11-21T09:30:00+00:00", "found": 2}
    reopen(unlock, accept_older=True).lock()
    reopen(unlock).lock()


def test_another_branch_of_the_history_is_noticed(watched, unlock, add_name, now, tmp_path):
    copy = copy_of(watched, tmp_path)
    add_name(watched, "Mai")
    watched.remember(now)
    watched.lock()
    put_back(copy, watched)
    with unlock() as elsewhere:
        for name in ("Không phải Mai", "Tú"):
            add_name(elsewhere, name)

    with pytest.raises(UserError, match="vault_older_than_seen"):
        reopen(unlock)


def test_an_older_keys_file_is_noticed(watched, unlock, password, other_password, now, tmp_path):
    copy = copy_of(watched, tmp_path)
    change_password(watched, password, other_password, now=now, argon2=FLOOR)
    watched.lock()
    put_back(copy, watched)

    with pytest.raises(UserError, match="vault_older_than_seen"):
        reopen(unlock)


def test_two_hundred_older_states_are_all_noticed():
    newest = Seen("v", 9, 5, 3, 100, "h100", "t")
    older = [Seen("v", 9, 5, 3, change, f"h{change}", "t") for change in range(100)]
    older += [Seen("v", number, 5, 3, 100, "h100", "t") for number in range(9)]
    older += [Seen("v", 9, 5, epoch, 150, "h150", "t") for epoch in range(3)]
    older += [Seen("v", 9, number, 3, 150, "h150", "t") for number in range(5)]

    assert all(is_older(newest, found, f"h{newest.change}") for found in older)
    assert all(is_older(newest, Seen("v", 9, 5, 3, 100 + n, f"x{n}", "t"), f"other {n}") for n in range(100))
    assert not is_older(newest, newest, "h100")
    assert not is_older(newest, Seen("v", 10, 5, 3, 101, "h101", "t"), "h100")


@pytest.mark.parametrize("failure", ["no keyring", "fails", "noise"])
def test_a_keyring_that_fails_is_not_in_the_way(watched, unlock, monkeypatch, memory_keyring, failure):
    import keyring.core
    from keyring.backends.fail import Keyring as NoKeyring
    from keyring.errors import KeyringLocked

    watched.lock()
    backend = keyring.core._keyring_backend
    if failure == "no keyring":
        monkeypatch.setattr(keyring.core, "_keyring_backend", NoKeyring())
    elif failure == "fails":
        for name in ("get_password", "set_password", "delete_password"):
            monkeypatch.setattr(type(backend), name, lambda *arguments: (_ for _ in ()).throw(KeyringLocked("locked")))
    else:
        memory_keyring.update(dict.fromkeys(memory_keyring, "noise"))

    reopen(unlock).lock()


def test_a_secret_of_the_keyring_is_kept_and_deleted():
    assert keyring_read("device 1") is None
    assert keyring_write("device 1", "secret")
    assert keyring_read("device 1") == "secret"
    assert keyring_write("device 1", None)
    assert not keyring_write("device 1", None)
    assert keyring_read("device 1") is None


def test_a_keyring_that_keeps_nothing_is_no_keyring(monkeypatch):
    import keyring.core
    from keyring.backends.null import Keyring as Null

    monkeypatch.setattr(keyring.core, "_keyring_backend", Null())

    assert not keyring_write("device 1", "secret")


def test_nothing_secret_is_remembered(watched, memory_keyring):
    ((name, value),) = memory_keyring.items()

    assert watched.vault_id in name[1]
    assert not any(bytes(watched.ring[part]).hex() in value for part in ("private", "seed", "vault", "derivation", "file"))


def test_a_page_put_back_from_an_older_copy_is_noticed_although_its_seal_is_right(create, unlock, add_name, now, tmp_path):
    made, _ = create(memory=KeyringMemory(), history=history)
    for number in range(300):
        add_name(made, f"khách {number} " * 10)
    made.remember(now)
    copy = copy_of(made, tmp_path)
    made.engine.dispose()
    with made.engine.begin() as connection:
        connection.execute(text("UPDATE customer SET name = 'Tám' WHERE customer_id = 3"))
    made.remember(now)
    made.lock()
    old, new = (copy / "store.db").read_bytes(), (made.folder / "store.db").read_bytes()
    changed = [at for at in range(4096, min(len(old), len(new)), 4096) if old[at : at + 4096] != new[at : at + 4096]]
    spliced = bytearray(new)
    spliced[changed[-1] : changed[-1] + 4096] = old[changed[-1] : changed[-1] + 4096]
    (made.folder / "store.db").write_bytes(spliced)

    with pytest.raises(UserError) as caught:
        reopen(unlock)

    assert caught.value.code == "vault_changed_outside"
    assert caught.value.params == {"name": "Hoa Mai", "seen_at": "2026-11-21T09:30:00+00:00"}
    reopen(unlock, accept_older=True).lock()
    reopen(unlock).lock()


def test_another_computer_that_wrote_meanwhile_is_no_false_alarm(watched, unlock, add_name):
    watched.lock()
    with unlock(memory=Remembering(), history=history) as elsewhere:
        add_name(elsewhere, "Mai")

    reopen(unlock).lock()


def test_a_crash_is_no_false_alarm(watched, unlock, add_name, tmp_path):
    watched.lock()
    again = reopen(unlock)
    add_name(again, "Mai")
    crashed = shutil.copytree(again.folder, tmp_path / "crashed", ignore=shutil.ignore_patterns("*-shm", "*.lock"))
    again.database.close()
    again.writer_lock.release()

    reopen(unlock, where=crashed).lock()


class Remembering:
    """The memory of another computer."""

    def recall(self, vault_id):
        return None

    def remember(self, seen):
        pass
