"""Some wrong passwords and a second program in every run; the figures of the closing note come from `tests/faults/unlocking.py`."""

from __future__ import annotations

import random
import statistics
from pathlib import Path

import pytest

from khachhang import messages
from tests.faults.unlocking import FLOOR, STAFF, near, second_program, separation, shop, wrong_files, wrong_tries


@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.soak)])
def test_no_wrong_password_code_or_device_key_opens(count: int):
    found = wrong_tries(count, seed=7)

    assert found.opened == 0
    assert sum(found.tried.values()) > 0.98 * count
    assert set(found.endings) == {"wrong_password", "recovery_code_wrong"}
    assert found.sentences == {messages.sentence("wrong_password"), messages.sentence("recovery_code_wrong")}


def test_who_is_not_there_costs_as_much_as_a_wrong_password(tmp_path: Path):
    found = wrong_files(tmp_path, 40, seed=7)

    assert found.opened == 0
    assert found.sentences == {messages.sentence("wrong_password")}
    ratio = statistics.median(found.unknown_person_s) / statistics.median(found.wrong_password_s)
    assert 0.8 < ratio < 1.25


def test_a_second_program_is_refused_with_the_holders_name(tmp_path: Path):
    refused, named = second_program(tmp_path, 10)

    assert (refused, dict(named)) == (10, {"Lan": 10})


def test_the_tries_would_notice_an_open_door():
    """The right ones do open, what is called near is near, and a difference of a tenth would show."""
    rng = random.Random(1)
    content, device = shop(FLOOR)
    assert len({near(STAFF, rng) for _ in range(200)}) > 100
    assert content.roll.people[1].name == "Lan"
    assert len(device) == 32
    assert separation([1.0, 1.01, 1.02], [1.1, 1.11, 1.12]) == 1.0
    assert separation([1.0, 2.0], [1.0, 2.0]) == 0.5
