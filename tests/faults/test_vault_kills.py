"""A few kills in every run; the figure of the closing note comes from `python tests/faults/vault_kills.py 2000`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("vault_kills.py")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("count", [12, pytest.param(500, marks=pytest.mark.soak)])
def test_nothing_acknowledged_is_lost(count):
    run = subprocess.run([sys.executable, str(SCRIPT), str(count)], capture_output=True, text=True, check=False, timeout=100 + count * 5)

    assert run.returncode == 0, run.stderr[-2000:]
    assert "0 lost, 0 damaged" in run.stdout
