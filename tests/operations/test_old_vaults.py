"""Every vault of an older schema opens, is backed up before it is brought up, and shows what it showed then."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from khachhang.operations import customers, history, vaults
from khachhang.searching import CustomerQuery
from khachhang.store import migrating
from khachhang.vault import NoMemory

OLD = sorted((Path(__file__).parent.parent / "vaults").glob("*/*.khachhang"))
PASSWORD = "con-meo-xanh-nho"


@pytest.mark.parametrize("old", OLD, ids=lambda p: p.parent.name)
def test_an_old_vault_is_backed_up_brought_up_and_shows_its_customers(old: Path, tmp_path: Path) -> None:
    folder = tmp_path / old.name
    shutil.copytree(old, folder)

    opened = vaults.open_(folder, password=PASSWORD, memory=NoMemory())
    found = customers.first_page(opened, CustomerQuery("lan 678"))
    row = customers.rows(opened, found)[0]
    kinds = [line.sentence for line in history.operations_list(opened, 50)]
    with opened.reading() as connection:
        assert migrating.is_up_to_date(connection)
    vaults.close(opened)

    assert row.values["phones"].startswith("0912 345 678")
    assert len(kinds) == 6
    assert len(vaults.list_backups(folder)) == 1

    again = vaults.open_(folder, password=PASSWORD, memory=NoMemory())
    assert len(customers.first_page(again, CustomerQuery(""), 1000)) == 154
    vaults.close(again)


def test_a_vault_killed_between_migration_and_rebuild_is_rebuilt_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / OLD[0].name
    shutil.copytree(OLD[0], folder)

    def killed(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("khachhang.operations.refreshing.rebuild", killed)
        with pytest.raises(KeyboardInterrupt):
            vaults.open_(folder, password=PASSWORD, memory=NoMemory())

    opened = vaults.open_(folder, password=PASSWORD, memory=NoMemory())
    assert customers.first_page(opened, CustomerQuery("lan 678"))
    vaults.close(opened)
