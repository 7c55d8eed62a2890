"""Double-click: the window. With a subcommand: the terminal face. `--selftest`: prove that the build works."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence

from khachhang.hardening import harden_process

NO_DISPLAY = (
    "Máy này không có màn hình để mở cửa sổ; dùng dòng lệnh: python main.py --help"
    " (no display here: the window cannot open, use the terminal face: python main.py --help)"
)


def main(argv: Sequence[str]) -> int:
    """Run a face and return its exit status."""
    harden_process()
    if argv and argv[0] == "demo" and "--headless" not in argv:
        return open_window(is_demo=True)
    if argv:
        from khachhang import cli

        return int(cli.main(list(argv)) or 0)
    return open_window()


def open_window(*, is_demo: bool = False) -> int:
    """Open the window, or say in one sentence why not."""
    if not has_display(sys.platform, os.environ):
        if sys.stderr is not None:
            print(NO_DISPLAY, file=sys.stderr)
        return 2
    from ui.app import run

    return run(sys.argv, is_demo=is_demo)


def has_display(platform: str, environ: os._Environ[str] | dict[str, str]) -> bool:
    """Say whether a window can be shown: always on Windows and macOS, elsewhere when a display server or a test platform is named."""
    if platform.startswith("win") or platform == "darwin":
        return True
    return bool(
        environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY") or environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal", "vnc")
    )


if __name__ == "__main__":
    multiprocessing.freeze_support()
    if sys.argv[1:2] == ["--read-workbook-child"]:  # a frozen build reads workbooks in a limited copy of itself
        from khachhang.workbooks.child import main as read_workbook_child

        sys.exit(read_workbook_child())
    if sys.argv[1:2] == ["--selftest"]:
        from ui.selftest import selftest

        sys.exit(selftest())
    sys.exit(main(sys.argv[1:]))
