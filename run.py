"""One command for everything: `python3 run.py` opens Sổ Khách Hàng, `python3 run.py test` runs every check and test.

The first start makes `.venv` from the hashes in requirements.lock (and, on Debian as root, installs the missing system libraries);
a stamp makes every later start immediate. Arguments are handed on: to the program, or after `test` to pytest.
Standard library only, and readable by an old Python so that it can say that it is too old.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / ".stamp"
OLDEST, TOO_NEW = (3, 11), (3, 14)

OFFSCREEN_LIBRARIES = {
    "glib-2.0": "libglib2.0-0",
    "EGL": "libegl1",
    "GL": "libgl1",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "xkbcommon": "libxkbcommon0",
    "brotlidec": "libbrotli1",
    "gssapi_krb5": "libgssapi-krb5-2",  # the translation compiler of PySide6 links it
}
WINDOW_LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-randr": "libxcb-randr0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-xkb": "libxcb-xkb1",
    "xkbcommon-x11": "libxkbcommon-x11-0",
}
"""Library → its Debian package. Qt loads the second group only to show a real window."""


def main(arguments: list[str]) -> int:
    """Set up what is missing, then run the tests or the program. Returns its exit code."""
    testing = arguments[:1] == ["test"]
    environment = dict(os.environ, PYTHONUTF8="1")
    if testing:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    set_up(environment, for_window=not testing and opens_window(arguments) and environment.get("QT_QPA_PLATFORM") != "offscreen")
    if testing:
        return run_tests(arguments[1:], environment)
    return run([str(PYTHON), str(ROOT / "main.py"), *arguments], environment)


def opens_window(arguments: list[str]) -> bool:
    """Say whether the program will show a window: without a subcommand, and for the sample shop unless `--headless`."""
    return not arguments or (arguments[0] == "demo" and "--headless" not in arguments)


def set_up(environment: dict[str, str], for_window: bool) -> None:
    """Make whatever is missing: system libraries, the Python environment, the compiled translations."""
    checked = VENV / (".libraries-window" if for_window else ".libraries")
    if not (is_ready() and checked.exists()):
        install_system_libraries(for_window)
        make_environment(environment)
        checked.touch()
    build_translations(environment)


def run_tests(arguments: list[str], environment: dict[str, str]) -> int:
    """Run pytest; ruff, mypy, the layers and the translations are tests too (tests/test_architecture.py, test_translations.py)."""
    quiet = ["-q"] if os.environ.get("CI") else []
    return run([str(PYTHON), "-m", "pytest", *quiet, *arguments], environment, folder=ROOT)


def run(command: list[str], environment: dict[str, str], folder: Path | None = None) -> int:
    """Run a program to its end and return its exit code; Ctrl+C is the program's business."""
    process = subprocess.Popen(command, env=environment, cwd=folder)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


# --- the Python environment ---------------------------------------------------------------------------------------------------------


def make_environment(environment: dict[str, str]) -> None:
    """Install exactly what requirements.lock names into .venv, unless the stamp says that this was done."""
    if is_ready():
        return
    base = base_python()
    print("Đang cài đặt lần đầu, mất một hai phút … / Setting up for the first time …", flush=True)
    uv = shutil.which("uv")
    if not venv_works():
        create_venv(base, uv)
    if uv:
        install = [uv, "pip", "install", "-q", "--python", str(PYTHON)]
    else:
        install = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    check([*install, "--require-hashes", "-r", str(LOCK)], environment)
    STAMP.write_text(stamp(), encoding="utf-8")


def is_ready() -> bool:
    """Say whether .venv was made from this very lock and its Python still starts."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == stamp()


def stamp() -> str:
    """Return a fingerprint of the lock and of the place of the environment (one that was moved must be made anew)."""
    return hashlib.sha256(LOCK.read_bytes() + str(VENV).encode()).hexdigest()


def venv_works() -> bool:
    """Say whether .venv has a Python of a version we support, with a pip, and was made at this place."""
    program = "import sys, pip; print(sys.version_info[0], sys.version_info[1], sys.prefix, sep='|')"
    answer = ask(str(PYTHON), program).split("|")
    return len(answer) == 3 and supported(answer[0] + "." + answer[1]) and Path(answer[2]) == VENV


def create_venv(base: str, uv: str | None) -> None:
    """Make an empty .venv; one that does not work is replaced."""
    if uv:
        check([uv, "venv", "-q", "--clear", "--seed", "--python", base, str(VENV)], None)
        return
    if not ask(base, "import ensurepip; print('yes')"):
        install_packages([venv_package(base)])
    check([base, "-m", "venv", "--clear", str(VENV)], None)


def base_python() -> str:
    """Return a Python 3.11-3.13: the one running this file, else one found on the PATH, newest first."""
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        return sys.executable
    names = ["python3.{}".format(minor) for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1)]
    for name in [*names, "python3", "python"]:
        path = shutil.which(name)
        if path and supported(ask(path, "import sys; print('%d.%d' % sys.version_info[:2])")):
            return path
    if os.name == "nt" and shutil.which("py"):
        for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1):
            path = ask("py", "import sys; print(sys.executable)", "-3.{}".format(minor))
            if path:
                return path
    sys.exit("Cần Python 3.11, 3.12 hoặc 3.13. / Python 3.11, 3.12 or 3.13 is needed. (python.org/downloads)")


def supported(version: str) -> bool:
    """Say whether a version like "3.12" is one of ours."""
    return version in {"3.{}".format(minor) for minor in range(OLDEST[1], TOO_NEW[1])}


def ask(python: str, program: str, *options: str) -> str:
    """Return what a Python prints for a short program, or "" when it cannot run it."""
    try:
        command = [python, *options, "-c", program]
        answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.decode("utf-8", "replace").strip() if answer.returncode == 0 else ""


def build_translations(environment: dict[str, str]) -> None:
    """Compile the .ts files of i18n/ whose .qm is missing or older. Without them the program still starts, in Vietnamese."""
    sources = list((ROOT / "i18n").glob("*.ts"))
    if any(is_older(source.with_suffix(".qm"), source) for source in sources):
        code = subprocess.call([str(PYTHON), str(ROOT / "i18n" / "update.py"), "release"], env=environment)
        if code:
            print("Chưa dịch được các câu sang tiếng Anh. / The translations could not be compiled.", file=sys.stderr, flush=True)


def is_older(product: Path, source: Path) -> bool:
    """Say whether a product has to be made (again) from its source."""
    return not product.exists() or product.stat().st_mtime < source.stat().st_mtime


# --- system libraries of Debian and its relatives -----------------------------------------------------------------------------------


def install_system_libraries(for_window: bool) -> None:
    """Install, as root on Debian, the shared libraries Qt needs; otherwise print the line to type. Elsewhere do nothing."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return
    wanted = {**OFFSCREEN_LIBRARIES, **(WINDOW_LIBRARIES if for_window else {})}
    missing = [package for name, package in wanted.items() if not ctypes.util.find_library(name)]
    if not has_fonts():
        missing.append("fonts-noto-core")
    if not importlib.util.find_spec("ensurepip") and not shutil.which("uv") and not is_ready():
        missing.append(venv_package(sys.executable))
    if missing:
        install_packages(missing)


def has_fonts() -> bool:
    """Say whether the system has any font at all."""
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts", Path.home() / ".local/share/fonts"]
    return any(path.suffix.lower() in (".ttf", ".otf", ".ttc") for folder in folders for path in folder.rglob("*"))


def venv_package(python: str) -> str:
    """Return the Debian package that lets this Python make environments."""
    if Path(python).resolve().parent == Path("/usr/bin"):
        return "python{}-venv".format(ask(python, "import sys; print('%d.%d' % sys.version_info[:2])"))
    return "python3-venv"


def install_packages(packages: list[str]) -> None:
    """Install Debian packages as root, or stop with the exact line to type."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.name == "nt" or os.geteuid() != 0:
        line = "sudo apt-get update && sudo {}".format(" ".join(shlex.quote(word) for word in command))
        sys.exit("Thiếu thư viện hệ thống, gõ dòng này rồi chạy lại / System libraries are missing, type this and start again:\n  " + line)
    print("Đang cài / Installing: {}".format(" ".join(packages)), flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    check(["apt-get", "update", "-qq"], environment)
    check(command, environment, quiet=True)


def check(command: list[str], environment: dict[str, str] | None, quiet: bool = False) -> None:
    """Run one step of the set-up; stop with its name when it fails."""
    code = subprocess.call(command, env=environment, stdout=subprocess.DEVNULL if quiet else None)
    if code:
        sys.exit("Bước này không xong / this step failed ({}):\n  {}".format(code, " ".join(shlex.quote(word) for word in command)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
