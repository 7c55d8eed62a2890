"""Composition root of the window: makes the application, its look, its workers and the one main window."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from khachhang.progress import Tick
from ui import single, theme, translations
from ui.crash import CrashGuard, watch_faults
from ui.garbage import IdleCollector
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.theme import Theme

_AFTER_FIRST_PAINT_MS = 50
_log = logging.getLogger(__name__)


def run(argv: Sequence[str], *, is_demo: bool = False) -> int:
    """Open the window and stay until it is closed; return the exit status."""
    watch_faults()
    app = make_application(argv)
    if single.raise_first(single.own_name()):
        return 0
    first = single.FirstWindow(single.own_name(), app)
    guard = CrashGuard(app)
    guard.install()
    window = make_window(app, Settings())
    window.jobs.crashed.connect(guard.show_crash)
    first.raise_asked.connect(window.come_forward)
    window.show()
    if is_demo:
        window.open_sample()
    else:
        window.open_latest()
    QTimer.singleShot(_AFTER_FIRST_PAINT_MS, window, lambda: window.jobs.read(_load_the_rest, lambda _: None))
    status = app.exec()
    window.jobs.stop()
    return status


def _load_the_rest(_tick: Tick) -> None:
    """Load what opening a vault needs while the person reads the first screen; it costs more than the window itself."""
    import khachhang.operations.samples  # noqa: F401


def make_application(argv: Sequence[str]) -> QApplication:
    """Return the one QApplication, named and with its icon."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(list(argv))
    QCoreApplication.setOrganizationName("SoKhachHang")
    QCoreApplication.setApplicationName("SoKhachHang")
    app.setApplicationDisplayName("Sổ Khách Hàng")
    return app


def make_window(app: QApplication, settings: Settings) -> MainWindow:
    """Return the main window with language, look and workers set up; whoever made it stops `window.jobs` at the end."""
    translations.install(app, settings.language)
    look = app.findChild(Theme) or Theme(app)
    look.apply(settings.theme)
    app.setWindowIcon(theme.icon("store", "accent"))
    jobs = Jobs(app)
    collector = IdleCollector(jobs)
    jobs.busy_changed.connect(collector.busy_changed)
    jobs.stopped.connect(collector.stop)
    return MainWindow(settings, jobs, look)


def memory_settings(path: str) -> Settings:
    """Return settings kept in a file of one's own: for tests and screenshots."""
    return Settings(QSettings(path, QSettings.Format.IniFormat))
