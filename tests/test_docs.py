"""The documents say what is there: commands, links, pictures, laws with their tests, versions."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
import tomllib
from pathlib import Path

import pytest

import run
from khachhang import __version__
from khachhang.cli import arguments
from khachhang.cli.commands import COMMANDS
from khachhang.fields import FIELDS, ORDER_FIELDS
from khachhang.operations import records

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "resources").rglob("README.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def read(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    """Return what stands under a heading of the second level."""
    return text.split(f"\n## {title}", 1)[1].split("\n## ", 1)[0]


def subparsers() -> dict[str, argparse.ArgumentParser]:
    actions = [a for a in arguments._parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(actions[0].choices)


def described_commands() -> dict[str, str]:
    """Return command → its line in docs/cli.md."""
    rows = [(m[1], m[0]) for m in re.finditer(r"^\| `([a-z-]+)[ `].*$", section(read("docs", "cli.md"), "Commands"), re.MULTILINE)]
    assert len(rows) == len(dict(rows)), "a command described twice"
    return dict(rows)


def anchors(text: str) -> set[str]:
    """Return the anchors that headings make."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.strip().lower()).replace(" ", "-") for h in headings}


# ---- the terminal face


def test_every_command_is_described_and_every_described_one_exists():
    assert set(described_commands()) == set(subparsers()) == set(COMMANDS)


def test_every_option_of_a_command_is_mentioned():
    text = read("docs", "cli.md")
    options = {o for p in subparsers().values() for a in p._actions for o in a.option_strings if o.startswith("--")}

    assert sorted(o for o in options - {"--help"} if not re.search(rf"(?<![\w-]){o}(?![\w-])", text)) == []


def test_every_option_mentioned_exists():
    known = {o for p in subparsers().values() for a in p._actions for o in a.option_strings}
    mentioned = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", read("docs", "cli.md")))

    assert sorted(mentioned - known) == []


def test_the_columns_of_records_are_those_written():
    text = section(read("docs", "cli.md"), "The CSV of `records`")
    described = [w for block in re.findall(r"`([^`]+)`", text)[:3] for w in re.split(r"[,\s]+", block)]

    assert described == [*records.HEAD, *(f.key for f in _fields()), "source", *(f.key for f in ORDER_FIELDS)]


def _fields():
    return [f for f in FIELDS if f.key != "address"]


@pytest.mark.parametrize("name", ["README.md", "docs/cli.md"])
def test_commands_in_examples_can_be_parsed(name: str):
    wanted = re.findall(r"^\$ python3? (?:main|run)\.py (.+)$", read(name), re.MULTILINE)
    assert wanted

    for line in wanted:
        assert arguments.parse(shlex.split(line)).command in COMMANDS


# ---- links and pictures


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_and_pictures_lead_somewhere(document: Path):
    text = document.read_text(encoding="utf-8")
    dead = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (document.parent / path) if path else document
        if not there.exists() or (anchor and anchor not in anchors(there.read_text(encoding="utf-8"))):
            dead.append(target)

    assert dead == []


def test_every_picture_is_shown_and_made_by_the_script():
    shown = {Path(t).name for d in DOCUMENTS for t in re.findall(r"\]\((?:docs/)?images/([^)\s]+)\)", d.read_text(encoding="utf-8"))}
    made = set(re.findall(r'self\.(?:take|dialog)\("([\w-]+)"', read("docs", "screenshots.py")))

    assert {p.name for p in (ROOT / "docs" / "images").iterdir()} == shown
    assert sorted(n for n in shown if n.removesuffix(".png").removesuffix("-dark") not in made) == []


# ---- the map


def laws() -> list[tuple[str, list[str]]]:
    """Return each law's number with the tests its row names."""
    table = section(read("docs", "architecture.md"), "Laws, and the test that holds each")
    rows = re.findall(r"^\| (\d+) \|[^|]+\| (.+) \|$", table, re.MULTILINE)
    return [(number, re.findall(r"`(tests/[\w/]+\.py::\w+)`", tests)) for number, tests in rows]


def test_there_are_twelve_laws():
    assert [number for number, _ in laws()] == [str(n) for n in range(1, 13)]


@pytest.mark.parametrize(("number", "tests"), laws())
def test_every_law_names_a_test_that_exists(number: str, tests: list[str]):
    assert tests
    assert [t for t in tests if not _is_test(t)] == []


def test_every_test_named_anywhere_exists():
    named = {t for d in DOCUMENTS for t in re.findall(r"`(tests/[\w/]+\.py::\w+)`", d.read_text(encoding="utf-8"))}

    assert sorted(t for t in named if not _is_test(t)) == []


def expectations() -> list[tuple[str, str]]:
    """Return each row of docs/checklist.md: its number or keys, and what holds it."""
    text = read("docs", "checklist.md")
    return [
        row
        for part in ("Keyboard", "Behaviour")
        for row in re.findall(r"^\| ([^|]+) \|[^|]+\| (.+) \|$", section(text, part), re.MULTILINE)[2:]
    ]


def test_every_expectation_stands_once():
    names = [name for name, _ in expectations()]

    assert len(names) == len(set(names))
    assert [name for name in names if name.isdigit()] == [str(n) for n in range(1, 46)]


@pytest.mark.parametrize(("name", "held"), expectations())
def test_every_expectation_names_a_test_that_exists_or_says_why_not(name: str, held: str):
    tests = re.findall(r"`(tests/[\w/]+\.py::\w+)`", held)

    assert tests or re.match(r"Built, no test|Not built|Not on Linux", held)
    assert [t for t in tests if not _is_test(t)] == []


def _is_test(name: str) -> bool:
    path, _, function = name.partition("::")
    if not (ROOT / path).is_file():
        return False
    tree = ast.parse(read(path))
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in tree.body)


def test_every_file_named_in_the_documents_exists():
    """Paths in backticks: from the root, or from khachhang/."""
    named: set[tuple[str, str]] = set()
    for document in DOCUMENTS:
        for path in re.findall(r"`((?:[\w-]+/)+[\w.-]*\w\.(?:py|md|toml|ts|spec))`", document.read_text(encoding="utf-8")):
            named.add((document.name, path))
    places = (ROOT, ROOT / "khachhang", ROOT / "resources" / "samples")

    assert sorted(n for n in named if not any((place / n[1]).exists() for place in places)) == []


# ---- versions and decisions


def test_the_versions_of_python_agree():
    lowest, beyond = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", PROJECT["requires-python"]).groups()
    versions = [f"3.{minor}" for minor in range(int(lowest), int(beyond))]
    text = read("README.md")

    assert f"Python {', '.join(versions[:-1])} hoặc {versions[-1]}" in text
    assert f"Python {', '.join(versions[:-1])} or {versions[-1]}" in text
    assert [f"3.{minor}" for minor in range(run.OLDEST[1], run.TOO_NEW[1])] == versions


def test_the_newest_change_is_this_version():
    newest = re.search(r"^## (\d+\.\d+\.\d+)", read("CHANGELOG.md"), re.MULTILINE)

    assert newest is not None
    assert newest[1] == PROJECT["version"] == __version__


def test_decisions_are_numbered_and_have_a_reason():
    found = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    assert [int(p.name[:4]) for p in found] == list(range(1, len(found) + 1))
    for path in found:
        text = path.read_text(encoding="utf-8")
        assert "**Decision.**" in text, path.name
        assert "**Why" in text, path.name


@pytest.mark.parametrize(
    ("words", "call"),
    [
        pytest.param("`main.py` does not call it yet", r"\bharden_process\(\)", id="hardening"),
        pytest.param("is not switched on by the faces", r"\bKeyringMemory\(\)", id="freshness"),
    ],
)
def test_what_is_said_to_be_missing_is_missing_and_the_rest_is_there(words: str, call: str):
    """When one of these is switched on, docs/security.md (both languages) has to say so."""
    folders = (ROOT / "ui", ROOT / "khachhang" / "cli", ROOT / "khachhang" / "operations")
    faces = [ROOT / "main.py", *(path for folder in folders for path in folder.rglob("*.py"))]
    is_called = any(re.search(call, path.read_text(encoding="utf-8")) for path in faces)

    assert (words in read("docs", "security.md")) is not is_called
