"""Calls that look right and lose or leak everything (reliability.md §1.4 and §1.6): no source of the product may make them."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "khachhang"
FORBIDDEN = {
    "VACUUM INTO keeps the salt, and of an attached database takes the main key": r"vacuum\s+into",
    "rekey in place can destroy the file": r"\brekey\b|reset_key\b",
    "an export with an empty key is plain text": r"\bkey\s+''|\bkey\s*=\s*''|sqlcipher_export",
    "a trace callback sees every value": r"set_trace_callback",
    "temporary files hold plain text": r"temp_store\s*=\s*(?:file|1|0|default)",
    "a commit that is not durable": r"synchronous\s*=\s*(?:off|normal|0|1)\b",
    "a journal that tears": r"journal_mode\s*=\s*(?:off|memory|delete|persist)",
    "the engine's log names pages and errors": r"cipher_log(?!_level\s*=\s*none)",
    "an attached database may get the wrong key": r"\battach\s+(?:database\b|')",
    "loading code into the engine": r"enable_load_extension|load_extension",
}
MEANT = {("copying.py", "PRAGMA journal_mode=OFF"), ("copying.py", "PRAGMA synchronous=OFF")}  # a copy nobody reads before it is synced
COPIES = {"copy", "copy2", "copyfile", "copytree", "copyfileobj"}


@cache
def texts(path: Path) -> list[tuple[int, str]]:
    """Return (line, text) of every string, name and attribute of a source, docstrings and comments left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            found.append((node.lineno, node.value))
        elif isinstance(node, ast.Attribute):
            found.append((node.lineno, node.attr))
        elif isinstance(node, ast.Name):
            found.append((node.lineno, node.id))
    return found


@pytest.mark.parametrize("why", FORBIDDEN, ids=str)
def test_no_source_makes_a_forbidden_call(why):
    pattern = re.compile(FORBIDDEN[why], re.IGNORECASE)
    found = [
        f"{path.relative_to(SOURCES.parent).as_posix()}:{line}"
        for path in sorted(SOURCES.rglob("*.py"))
        for line, text in texts(path)
        if pattern.search(text) and (path.name, text) not in MEANT
    ]

    assert found == []


def test_no_file_of_a_vault_is_copied_by_name():
    found = [
        f"{path.relative_to(SOURCES.parent).as_posix()}:{node.lineno}"
        for folder in ("vault", "store", "operations")
        for path in sorted((SOURCES / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in COPIES and isinstance(node.value, ast.Name) and node.value.id == "shutil"
    ]

    assert found == []


def test_only_the_vault_opens_the_engine():
    found = [
        path.relative_to(SOURCES).as_posix()
        for path in sorted(SOURCES.rglob("*.py"))
        if re.search(r"^\s*(?:from|import) sqlcipher3", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert [name for name in found if not name.startswith("vault/")] == []


@pytest.mark.parametrize(
    "line",
    ["VACUUM INTO 'x'", "PRAGMA rekey = 'x'", "ATTACH DATABASE 'x' AS y KEY ''", "PRAGMA temp_store=FILE", "PRAGMA synchronous=NORMAL"],
)
def test_the_patterns_find_what_they_name(line):
    assert any(re.search(pattern, line, re.IGNORECASE) for pattern in FORBIDDEN.values())
