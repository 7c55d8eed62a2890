"""A few kills while people come and go in every run; the figure comes from `python tests/faults/people_kills.py 300`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("people_kills.py")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("count", [6, pytest.param(300, marks=pytest.mark.soak)])
def test_who_is_in_stays_in_and_who_is_gone_stays_out(count: int):
    run = subprocess.run([sys.executable, str(SCRIPT), str(count)], capture_output=True, text=True, check=False, timeout=100 + count * 5)

    assert run.returncode == 0, run.stderr[-2000:]
    assert "0 lost, 0 open who are gone" in run.stdout
