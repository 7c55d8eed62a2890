"""A few kills of sealing and erasing in every run; the figure comes from `python tests/faults/sealing_kills.py 200`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("sealing_kills.py")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("count", [5, pytest.param(200, marks=pytest.mark.soak)])
def test_sealing_and_erasing_lose_nothing(count):
    run = subprocess.run([sys.executable, str(SCRIPT), str(count)], capture_output=True, text=True, check=False, timeout=100 + count * 5)

    assert run.returncode == 0, run.stdout[-1000:] + run.stderr[-2000:]
    assert "0 lost, 0 damaged" in run.stdout
