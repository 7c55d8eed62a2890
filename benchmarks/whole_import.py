"""A workbook from file to indexed customers, against openpyxl merely reading it: `python -m benchmarks.whole_import [ROWS] [FOLDER]`.

Goal: 100,000 × 20 within 0.6 × the CPU of openpyxl `read_only` and 500 MiB. Then the same file again (nothing new), and taking it back.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.generate import workbook_of
from benchmarks.measuring import cost_of, show, warm_up

_OPENPYXL = """
import openpyxl
for row in openpyxl.load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True): pass
"""
_OURS = """
import os, tempfile
from pathlib import Path
from khachhang.model import Party
from khachhang.operations import history, imports, vaults
from khachhang.operations.imports import SourceChoice, TableChoice
from khachhang.vault import NoMemory
from khachhang.vault.keys import FLOOR

def cpu():
    t = os.times()
    return t.user + t.system + t.children_user + t.children_system

def bring_in():
    start = cpu()
    look = imports.inspect_file(Path(path), opened=opened)
    read = cpu()
    staged = imports.stage(opened, look, [TableChoice(t, t.mapping) for t in look.tables], SourceChoice("KiotViet", Party.FIRST))
    checked = cpu()
    outcome = imports.commit(opened, staged)
    print(f"read {read - start:.2f} s, check and match {checked - read:.2f} s, write and index {cpu() - checked:.2f} s;",
          ", ".join(f"{o.value} {n}" for o, n in staged.counts.items() if n))
    return outcome

with tempfile.TemporaryDirectory() as folder:
    opened, _ = vaults.create(Path(folder) / "Bench.khachhang", "một hai ba bốn năm sáu", memory=NoMemory(), argon2=FLOOR)
    outcome = bring_in()
    if again:
        bring_in()
    if undo:
        start = cpu()
        history.undo(opened, outcome.operation_id)
        print(f"taken back in {cpu() - start:.2f} s")
    vaults.lock(opened)
"""


def main() -> None:
    """Print what each costs."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.gettempdir()) / "khachhang_benchmarks"
    xlsx, text = str(workbook_of(folder, rows)), str(workbook_of(folder, rows, "csv"))
    small = str(workbook_of(folder, 100))
    warm_up(_OPENPYXL, path=small)
    warm_up(_OURS, path=small, again=True, undo=True)
    peer = cost_of(_OPENPYXL, path=xlsx)
    show(f"openpyxl read_only, reading {rows:,} × 20", peer)
    show("ours, xlsx, whole way", cost_of(_OURS, path=xlsx, again=False, undo=False), peer)
    show("ours, csv, whole way", cost_of(_OURS, path=text, again=False, undo=False), peer)
    show("ours, xlsx, twice, then undo", cost_of(_OURS, path=xlsx, again=True, undo=True), peer)


if __name__ == "__main__":
    main()
