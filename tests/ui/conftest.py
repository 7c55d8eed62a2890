"""The real window over a real vault, offscreen. The vault is shared and emptied; the window is made anew for each test."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from khachhang.operations import customers
from khachhang.operations.opened import OpenVault
from tests.operations.shops import empty, new_shop
from ui.app import make_application, make_window, memory_settings
from ui.main_window import MainWindow

PEOPLE = (
    {"full_name": "Nguyễn Thị Lan", "phones": "0912 345 678", "address": "12 Lê Lợi, Phường 4, Quận Gò Vấp, Hồ Chí Minh", "group": "VIP"},
    {"full_name": "Trần Quốc Hùng", "phones": "0938 221 506", "group": "Thợ"},
    {"full_name": "Phạm Thị Mai", "phones": "0938 221 506", "group": "VIP"},
    {"full_name": "Lê Văn Tám", "phones": "0907 645 218", "note": "giao sau 17h"},
    {"full_name": "Đặng Bình An", "phones": "0345 111 222"},
)


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """Let pytest-qt make a plain QApplication."""
    from PySide6.QtWidgets import QApplication

    return QApplication


@pytest.fixture(scope="session")
def ui_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVault]:
    """A vault for all tests of the window."""
    opened = new_shop(Path(tmp_path_factory.mktemp("ui")) / "Gia dụng Hoa Mai.khachhang")
    yield opened
    opened.vault.lock()


@pytest.fixture
def shop(ui_shop: OpenVault) -> OpenVault:
    """A vault with five customers."""
    empty(ui_shop)
    for person in PEOPLE:
        customers.add(ui_shop, person)
    return ui_shop


@pytest.fixture
def window(qapp: object, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window on its first screen, in Vietnamese and light."""
    settings = memory_settings(str(tmp_path / "settings.ini"))
    settings.language, settings.theme = "vi", "light"
    made = make_window(make_application([]), settings)
    crashes: list[BaseException] = []
    made.jobs.crashed.connect(crashes.append)
    made.show()
    yield made
    if made.workspace is not None:
        made.leave_workspace()
    made.jobs.stop()
    made.jobs.deleteLater()
    made.session = None
    made.close()
    made.deleteLater()
    assert not crashes, "\n".join("".join(traceback.format_exception(each)) for each in crashes)


@pytest.fixture
def at_rest(qtbot: QtBot, window: MainWindow) -> Callable[[], None]:
    """Wait until nothing is under way and everything shown is shown."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=20_000)
        qtbot.wait(1)
        qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=20_000)

    return wait


@pytest.fixture
def open_window(window: MainWindow, shop: OpenVault, at_rest: Callable[[], None]) -> MainWindow:
    """The window with the vault open and its customers shown."""
    window._enter(shop)
    at_rest()
    return window
