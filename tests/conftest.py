"""What every test gets: its own home folder, no network, no real keyring, and a guard that nothing is left behind.

Qt is touched only when a test has imported it, so tests of the product without a window never load it.
"""

from __future__ import annotations

import gc
import itertools
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": "run",
}
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
DATA = Path(__file__).resolve().parent / "data"
_numbers = itertools.count()


def pytest_configure(config: pytest.Config) -> None:
    """Make Hypothesis repeatable where it counts: on the machine that decides whether a change is taken."""
    from hypothesis import HealthCheck, settings

    slow_machine = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    settings.register_profile("dev", deadline=None, max_examples=60, suppress_health_check=slow_machine)
    settings.register_profile("ci", deadline=None, derandomize=True, database=None, max_examples=60, suppress_health_check=slow_machine)
    settings.register_profile("soak", deadline=None, max_examples=1_500, suppress_health_check=slow_machine)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


def pytest_terminal_summary(terminalreporter: Any, exitstatus: int, config: pytest.Config) -> None:
    """Tell how to repeat a failing order (quiet mode hides the header that says it)."""
    seed = getattr(config.option, "randomly_seed", None)
    if exitstatus == pytest.ExitCode.TESTS_FAILED and isinstance(seed, int):
        terminalreporter.write_line(f"Repeat this order with: -p randomly --randomly-seed={seed}")


@pytest.fixture
def data_dir() -> Path:
    """Return the folder of sample files: 16 workbooks, truth/, duplicates/. Read only: copy before you change."""
    return DATA


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def own_home(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test an empty home folder and settings folders of its own."""
    home = _homes / str(next(_numbers))
    for variable, folder in HOME_VARIABLES.items():
        path = home / folder
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        monkeypatch.setenv(variable, str(path))
    return home


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this computer (and, without the mark `loopback`, those that do not)."""
    loopback = request.node.get_closest_marker("loopback") is not None or sys.platform == "win32"
    local_families = {getattr(socket, "AF_UNIX", None)}

    def guarded(real: Any) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family in local_families or (loopback and address[0] in LOOPBACK):
                return real(self, address)
            raise AssertionError(f"a test tried to connect to {address!r}")

        return connect

    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))


@pytest.fixture(autouse=True)
def memory_keyring(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str] | None:
    """Keep what a test puts into the keyring in memory, and return it. The mark `real_keyring` leaves the keyring alone."""
    if request.node.get_closest_marker("real_keyring"):
        return None
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    import keyring.core

    kept: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(keyring.core, "_keyring_backend", _memory_backend(kept))
    return kept


def _memory_backend(kept: dict[tuple[str, str], str]) -> Any:
    from keyring.backend import KeyringBackend
    from keyring.errors import PasswordDeleteError

    class MemoryKeyring(KeyringBackend):
        priority = 0.1  # type: ignore[assignment]

        def get_password(self, service: str, username: str) -> str | None:
            return kept.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            kept[service, username] = password

        def delete_password(self, service: str, username: str) -> None:
            if kept.pop((service, username), None) is None:
                raise PasswordDeleteError(username)

    KeyringBackend._classes.discard(MemoryKeyring)
    return MemoryKeyring()


@pytest.fixture(autouse=True)
def leak_guard(request: pytest.FixtureRequest, own_home: Path) -> Iterator[None]:
    """Fail a test that leaves a thread, a running timer, a top-level widget, or an open file of its own (an open vault, say)."""
    threads, files = set(threading.enumerate()), _open_files(_base(request))

    yield

    left = _left_threads(threads) if not request.node.get_closest_marker("leaks_threads") else []
    left += _left_in_qt()
    if _open_files(_base(request)) - files:
        gc.collect()
        left += [f"open file {path}" for path in sorted(_open_files(_base(request)) - files)]
    assert not left, "left behind: " + ", ".join(left)


def _base(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue("tmp_path_factory").getbasetemp()


def _left_threads(before: set[threading.Thread], patience_s: float = 2.0) -> list[str]:
    """Return the non-daemon threads that are new; one that is just ending gets a moment."""
    end = time.monotonic() + patience_s
    left: list[threading.Thread] = []
    for thread in threading.enumerate():
        if thread not in before and not thread.daemon:
            thread.join(max(0.0, end - time.monotonic()))
            if thread.is_alive():
                left.append(thread)
    return [f"thread {thread.name}" for thread in left]


def _open_files(base: Path) -> set[str]:
    """Return the open files below the temporary folder of this run (Linux; empty elsewhere)."""
    opened = set()
    try:
        names = os.listdir("/proc/self/fd")  # noqa: PTH208  (fast: this runs twice per test)
    except OSError:
        return set()
    prefix = f"{base}{os.sep}"
    for name in names:
        try:
            path = os.readlink(f"/proc/self/fd/{name}")  # noqa: PTH115
        except OSError:
            continue
        if path.startswith(prefix):
            opened.add(path)
    return opened


def _left_in_qt() -> list[str]:
    """Return the top-level widgets and running timers that are left, and delete them so that the next test starts clean."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    from PySide6.QtWidgets import QApplication

    application = QCoreApplication.instance()
    if not isinstance(application, QApplication):
        return []
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    widgets = QApplication.topLevelWidgets()
    if widgets:
        gc.collect()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        widgets = QApplication.topLevelWidgets()
    left = [f"widget {type(widget).__name__} {widget.objectName()!r}" for widget in widgets if not _belongs_to_qt(widget)]
    for widget in widgets:
        if not _belongs_to_qt(widget):
            widget.close()
            widget.deleteLater()
    left += _stop_timers([*application.findChildren(QTimer), *shiboken6.getAllValidWrappers()])
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return left


def _stop_timers(objects: list[Any]) -> list[str]:
    """Stop the running timers among these objects and return what they are."""
    from PySide6.QtCore import QTimer

    running = {id(timer): timer for timer in objects if isinstance(timer, QTimer) and timer.isActive()}
    for timer in running.values():
        timer.stop()
    return [f"timer {timer.objectName()!r} of {type(timer.parent()).__name__}" for timer in running.values()]


def _belongs_to_qt(widget: Any) -> bool:
    """Say whether Qt keeps this window itself: the tool tip's label, a menu or list that is part of a widget."""
    return widget.parent() is not None or widget.metaObject().className() in {"QTipLabel", "QDesktopWidget", "QScreenSaver"}
