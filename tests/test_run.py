"""run.py: what it decides before anything is installed."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace

import pytest

import run


@pytest.mark.parametrize(("version", "ours"), [("3.10", False), ("3.11", True), ("3.13", True), ("3.14", False), ("", False)])
def test_only_tried_versions_of_python_are_taken(version, ours):
    assert run.supported(version) is ours


def test_the_python_that_runs_it_is_taken_when_it_is_one_of_ours():
    assert run.base_python() == sys.executable


def test_too_old_a_python_without_another_says_what_is_needed(monkeypatch):
    monkeypatch.setattr(run, "sys", SimpleNamespace(version_info=(3, 8, 1), executable="python3", exit=sys.exit))
    monkeypatch.setenv("PATH", "")

    with pytest.raises(SystemExit, match=r"3\.11, 3\.12 hoặc 3\.13"):
        run.base_python()


def test_a_person_without_root_gets_the_exact_line(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)

    with pytest.raises(SystemExit, match=r"sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1$"):
        run.install_packages(["libegl1", "libgl1"])


@pytest.mark.parametrize(("arguments", "window"), [
    ([], True),
    (["demo"], True),
    (["demo", "--headless"], False),
    (["import", "khách.xlsx"], False),
])
def test_only_a_window_needs_the_libraries_of_a_window(arguments, window):
    assert run.opens_window(arguments) is window


def test_another_lock_means_another_stamp(monkeypatch, tmp_path):
    before = run.stamp()
    changed = tmp_path / "requirements.lock"
    changed.write_bytes(run.LOCK.read_bytes() + b"\n")

    monkeypatch.setattr(run, "LOCK", changed)

    assert run.stamp() != before


def test_a_translation_is_compiled_when_it_is_missing_or_older(tmp_path):
    source, product = tmp_path / "x.ts", tmp_path / "x.qm"
    source.touch()

    assert run.is_older(product, source)

    product.touch()
    os.utime(source, (1, 1))
    assert not run.is_older(product, source)


def test_a_program_that_cannot_run_answers_nothing(tmp_path):
    assert run.ask(str(tmp_path / "no-python"), "print(1)") == ""
    assert run.ask(sys.executable, "raise SystemExit(3)") == ""
    assert run.ask(sys.executable, "print('đ')", "-X", "utf8") == "đ"
