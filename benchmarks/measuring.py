"""Runs a job in a process of its own and says what it cost: CPU seconds of all threads and children, wall seconds, peak MiB.

Modules are loaded from bytecode, as in an installed program: `warm_up` compiles what a job loads, so that no run pays for it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

_REPORT = """
import resource as r
print('PEAK', max(r.getrusage(r.RUSAGE_SELF).ru_maxrss, r.getrusage(r.RUSAGE_CHILDREN).ru_maxrss))
"""


class Cost(NamedTuple):
    """What a job cost. cpu, wall in seconds; peak: of its largest process, in MiB; output: what it printed."""

    cpu: float
    wall: float
    peak: float
    output: str


def cost_of(code: str, **names: object) -> Cost:
    """Run Python code in a fresh interpreter with these names defined."""
    head = "\n".join(f"{k} = {v!r}" for k, v in names.items())
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "khachhang_benchmarks" / "bytecode")
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, "-c", f"{head}\n{code}\n{_REPORT}"], check=True, capture_output=True, text=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    *lines, peak = done.stdout.strip().splitlines()
    return Cost(cpu, time.perf_counter() - start, int(peak.split()[1]) / 1024, "\n".join(lines))


def warm_up(code: str, **names: object) -> None:
    """Run a job once for nothing: what it loads is compiled, and the files it reads are in memory."""
    cost_of(code, **names)


def show(name: str, cost: Cost, peer: Cost | None = None) -> None:
    """Print one job, with its ratio to the peer of the same run."""
    ratio = f" {cost.cpu / peer.cpu:7.2f} × CPU {cost.peak / peer.peak:6.2f} × memory" if peer is not None else ""
    print(f"{name:44s} {cost.cpu:8.2f} s CPU {cost.wall:8.2f} s wall {cost.peak:7.0f} MiB{ratio}")
    if cost.output:
        print("    " + cost.output.replace("\n", "\n    "))
