"""First window, against an empty PySide6 window: `python -m benchmarks.start [RUNS]`. Goal: at most 1.5 × the CPU."""

from __future__ import annotations

import os
import statistics
import sys

from benchmarks.measuring import Cost, cost_of, show, warm_up

_EMPTY = """
import os; os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.resize(1024, 640); window.show()
QTimer.singleShot(0, app.quit); app.exec()
"""
_OURS = """
import os, sys, tempfile; os.environ["QT_QPA_PLATFORM"] = "offscreen"; os.environ["HOME"] = tempfile.mkdtemp()
os.environ["XDG_CONFIG_HOME"] = os.environ["HOME"]
from PySide6.QtCore import QTimer
from ui import app
from ui.settings import Settings
application = app.make_application(["khachhang"]); window = app.make_window(application, Settings()); window.show()
QTimer.singleShot(0, application.quit); application.exec(); window.jobs.stop()
"""


def main() -> None:
    """Print the median of some runs of each."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    empty, ours = _median(_EMPTY, runs), _median(_OURS, runs)
    show("an empty PySide6 window", empty)
    show("the start screen", ours, empty)


def _median(code: str, runs: int) -> Cost:
    warm_up(code)
    costs = [cost_of(code) for _ in range(runs)]
    return Cost(*(statistics.median(c[i] for c in costs) for i in range(3)), "")


if __name__ == "__main__":
    main()
