"""A few failing steps of each kind in every run; every step with `python tests/faults/failing_steps.py all`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("failing_steps.py")


@pytest.mark.skipif(not sys.platform.startswith("linux") or shutil.which("gcc") is None, reason="needs gcc on Linux")
@pytest.mark.parametrize("most", [1, pytest.param(0, marks=pytest.mark.soak)])
def test_every_failing_step_ends_in_a_sentence_and_leaves_the_vault_whole(most):
    command = [sys.executable, str(SCRIPT), "all", "--most", str(most)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100 if most else 3_000)

    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-2000:]
    assert ", 0 bad" in run.stdout
