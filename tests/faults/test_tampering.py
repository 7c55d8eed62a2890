"""Every byte of a keys file and some of the rest in every run; `python tests/faults/tampering.py 6000 200` for the figure."""

from __future__ import annotations

import pytest

from tests.faults.tampering import flips, rollbacks


def test_flipped_bits_and_cut_files_are_noticed(tmp_path):
    endings = flips(tmp_path, 3_000, seed=20261122)

    assert sum(endings.values()) >= 3_000
    assert {ending.split(": ")[1] for ending in endings} <= {"keys_damaged", "backup_damaged", "vault_damaged", "the engine refuses a page"}


@pytest.mark.parametrize("count", [30, pytest.param(200, marks=pytest.mark.soak)])
def test_older_files_and_pages_put_back_are_warned_about(tmp_path, count):
    endings = rollbacks(tmp_path, count, seed=20261122)

    assert sum(endings.values()) == count
    assert not [ending for ending in endings if "not noticed" in ending]
