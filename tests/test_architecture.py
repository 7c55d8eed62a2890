"""The rules of the house that a machine can keep: layers, types, style, and what must not be in a public repository."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = {".py", ".md", ".toml", ".lock", ".ts", ".spec", ".txt", ".cfg", ".ini", ".yml", ".yaml", ".sh"}


def listed(found: list[str]) -> None:
    """Fail with one finding per line."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def check(*command: str) -> None:
    """Run a tool in the root; a failure shows exactly what the tool said."""
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        pytest.fail(f"{' '.join(command)}\n{done.stdout}{done.stderr}", pytrace=False)


def tracked_files() -> list[Path]:
    """Return the files under version control, or everything outside the usual litter where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = listed.stdout.decode("utf-8").split("\0") if listed.returncode == 0 else []
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def test_the_layers_hold():
    check("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache")


def test_ruff_has_nothing_to_say():
    check("-m", "ruff", "check", "--quiet", "--output-format=concise", ".")


@pytest.mark.timeout(600)
def test_mypy_has_nothing_to_say():
    check("-m", "mypy", "--strict", "khachhang")


def test_the_product_never_imports_qt_even_lazily():
    guilty = [path for path in sources("khachhang") if re.search(r"\b(import|from)\s+(PySide6|ui)\b", path.read_text(encoding="utf-8"))]

    assert guilty == []


def test_every_folder_of_code_is_a_package():
    """One without __init__.py is invisible to the layers' check."""
    folders = {path.parent for path in sources("khachhang", "ui") if "migrations" not in path.parts}

    assert sorted(str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").exists()) == []


def test_every_module_says_what_it_is_for():
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources("khachhang", "ui")}

    assert [str(path.relative_to(ROOT)) for path, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []


def test_nothing_is_left_for_later():
    words = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX|raise NotImplemented" r"Error)\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources("khachhang", "ui")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if words.search(line)
    ]

    listed(found)


def test_no_file_names_a_folder_of_one_machine_or_a_package_host():
    places = re.compile(r"(/wo" r"rk/|/ro" r"ot/|/home/[a-z]+/|pypi\.o" r"rg|pythonho" r"sted|registry\.npm" r"js)")
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in tracked_files()
        if path.suffix in TEXT and "data" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if places.search(line)
    ]

    listed(found)


def test_the_lock_pins_every_package_by_hash():
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    requirements = [line for line in lines if line and not line.lstrip().startswith("#")]

    assert requirements
    assert [line for line in requirements if "==" not in line or "--hash=sha256:" not in line] == []


def test_the_lock_names_every_package_of_the_project():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    locked = {line.split("==")[0] for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines() if "==" in line}

    assert {canonical(re.split(r"[<>=!~\[; ]", name)[0]) for name in wanted} - locked == set()


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
