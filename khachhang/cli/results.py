"""How the terminal face asks and answers: passwords, progress, tables, JSON."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from khachhang import messages
from khachhang.errors import UserError
from khachhang.operations import vaults
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick, no_tick

_BAR = 30


def say(arguments: argparse.Namespace, code: str, **params: object) -> None:
    """Print a sentence to the person, on stderr."""
    print(messages.sentence(code, params, section="cli", lang=arguments.lang), file=sys.stderr)


def print_json(value: Any) -> None:
    """Print one JSON document."""
    sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2, default=str).decode() + "\n")


def print_table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Print rows under their heads, tabs between, for people and for cut(1)."""
    for line in (head, *lines):
        print("\t".join(str(c).replace("\t", " ").replace("\n", "; ") for c in line))


def progress() -> Tick:
    """Return a tick that draws a bar on a terminal and nothing otherwise."""
    if not sys.stderr.isatty():
        return no_tick

    def draw(done: int, total: int) -> None:
        part = min(1.0, done / total) if total else 1.0
        bar = "█" * int(part * _BAR)
        print(f"\r{bar:<{_BAR}} {part:4.0%}", end="\n" if part == 1.0 else "", file=sys.stderr, flush=True)

    return draw


def secret(arguments: argparse.Namespace, path: Path | None, code: str) -> str:
    """Return a password from the first line of a file, or prompt for it; never an argument."""
    if path is not None:
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except OSError as error:
            raise UserError("file_not_found", path=path.name) from error
        return lines[0] if lines else ""
    try:
        return getpass.getpass(messages.sentence(code, section="cli", lang=arguments.lang) + " ")
    except EOFError as error:
        raise UserError("password_needed") from error


@contextmanager
def opened_vault(arguments: argparse.Namespace) -> Iterator[OpenVault]:
    """Unlock the vault of the command, and lock it afterwards."""
    if arguments.recovery_code_file is not None:
        code = secret(arguments, arguments.recovery_code_file, "ask_recovery_code")
        opened = vaults.open_(arguments.vault, recovery_code=code, person=arguments.person)
    else:
        password = secret(arguments, arguments.password_file, "ask_password")
        opened = vaults.open_(arguments.vault, password=password, person=arguments.person)
    try:
        yield opened
    finally:
        vaults.lock(opened)
