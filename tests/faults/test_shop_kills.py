"""A few kills of the whole program in every run; the figure comes from `python tests/faults/shop_kills.py 500`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("shop_kills.py")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("count", [8, pytest.param(500, marks=pytest.mark.soak)])
def test_nothing_acknowledged_is_lost_by_the_program(count):
    run = subprocess.run([sys.executable, str(SCRIPT), str(count)], capture_output=True, text=True, check=False, timeout=100 + count * 5)

    assert run.returncode == 0, run.stdout[-1000:] + run.stderr[-2000:]
    assert "0 lost, 0 damaged" in run.stdout
