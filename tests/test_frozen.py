"""The frozen build makes a vault, imports a sample, searches, exports and draws its window. Slow: run with -m slow."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_frozen_build_passes_its_own_test(tmp_path: Path) -> None:
    build = [
        sys.executable,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--distpath",
        str(tmp_path / "dist"),
        "--workpath",
        str(tmp_path / "build"),
    ]
    subprocess.run([*build, str(ROOT / "pyinstaller.spec")], cwd=ROOT, check=True, capture_output=True)
    program = tmp_path / "dist" / "SoKhachHang" / ("SoKhachHang.exe" if os.name == "nt" else "SoKhachHang")
    home = tmp_path / "nhà trống"
    home.mkdir()

    done = subprocess.run([str(program), "--selftest"], env={"HOME": str(home), "PATH": os.defpath}, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert "selftest" in done.stdout
