"""Short forms of the measures of the whole program; their scripts give the figures of the closing note."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def run(*words, timeout):
    command = [sys.executable, str(HERE / words[0]), *words[1:]]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=timeout)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc/self/mem")
def test_no_key_is_in_memory_after_the_window_locked():
    done = run("memory_after_lock.py", timeout=200)

    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert '"locked": [0, 0, 0, 0, 0, 0], "locked by PIN": [0, 0, 0, 0, 0, 0]' in done.stdout


@pytest.mark.parametrize("journeys", ["1", pytest.param("14", marks=pytest.mark.soak)])
def test_nothing_of_a_customer_lies_readable_after_journeys_that_end_in_a_kill(journeys):
    done = run("plaintext_scan.py", journeys, timeout=200 * int(journeys))

    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert ": 0 found" in done.stdout


def test_the_file_and_the_paper_alone_bring_everything_back(tmp_path):
    sys.path.insert(0, str(HERE))
    from restore_drill import BOOKS, drill, make_bundle

    (tmp_path / "there").mkdir()
    (tmp_path / "home").mkdir()
    bundle, code, customers, rows = make_bundle(tmp_path / "there", sorted(BOOKS.glob("0[45]_*.xlsx")))

    found, found_rows, seconds = drill(bundle, code, tmp_path / "home")

    assert (found, found_rows) == (customers, rows)
    assert seconds < 300


@pytest.mark.soak
@pytest.mark.timeout(3_600)
def test_half_an_hour_of_random_use_keeps_memory_flat():
    done = run("soak.py", "30", timeout=3_000)

    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_every_second_program_and_computer_is_refused_with_the_holders_name(tmp_path):
    done = run("second_opener.py", "20", timeout=100)

    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "'vault_in_use Hoa True True': 20" in done.stdout
