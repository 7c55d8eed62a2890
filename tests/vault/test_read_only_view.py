"""A restored backup looked at without writing into it or locking anybody out."""

from __future__ import annotations

import pytest

from khachhang.errors import UserError
from khachhang.vault import back_up, restore


def test_a_backup_is_looked_at_without_a_change_to_its_files(opened, unlock, names, add_name, now, tmp_path):
    bundle = back_up(opened, tmp_path / "b.khachhang-backup", now=now).path
    folder = restore(bundle, tmp_path / "view.khachhang")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    with unlock(folder, read_only=True) as view:
        assert names(view) == ["Lan", "Hùng", "Mai"]
        assert view.is_read_only
        with pytest.raises(Exception, match="readonly"):
            add_name(view, "Tám")

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_vault_in_use_is_not_looked_at_past_its_holder(opened, unlock, add_name):
    add_name(opened, "Tám")

    with pytest.raises(UserError, match="read_only"):
        unlock(read_only=True)
