"""Some power cuts in every run where strace is installed; the figure comes from `python tests/faults/vault_power_cuts.py 10000`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("vault_power_cuts.py")
SHOP = Path(__file__).with_name("shop_power_cuts.py")


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize("states", [25, pytest.param(2_000, marks=pytest.mark.soak)])
def test_every_power_cut_leaves_what_was_acknowledged(states):
    run = subprocess.run([sys.executable, str(SCRIPT), str(states)], capture_output=True, text=True, check=False, timeout=100 + states)

    assert run.returncode == 0, run.stdout + run.stderr[-2000:]


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize("states", [6, pytest.param(1_000, marks=pytest.mark.soak)])
def test_every_power_cut_of_the_whole_program_leaves_what_was_acknowledged(states):
    run = subprocess.run([sys.executable, str(SHOP), str(states)], capture_output=True, text=True, check=False, timeout=100 + 3 * states)

    assert run.returncode == 0, run.stdout + run.stderr[-2000:]
