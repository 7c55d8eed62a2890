"""Exporting customers to a styled workbook, against XlsxWriter alone on the same rows: `python -m benchmarks.whole_export [ROWS] [FOLDER]`.

Goal: at most 1.1 × XlsxWriter. Also rebuilding all customers from their records (law 2: a million within three minutes).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.generate import workbook_of
from benchmarks.measuring import cost_of, show

_MAKE = """
import tempfile, os, time
from pathlib import Path
from khachhang.model import Party
from khachhang.operations import customers, exports, imports, vaults
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.imports import SourceChoice, TableChoice
from khachhang.vault import NoMemory
from khachhang.vault.keys import FLOOR

def cpu():
    t = os.times()
    return t.user + t.system + t.children_user + t.children_system

folder = tempfile.TemporaryDirectory()
opened, _ = vaults.create(Path(folder.name) / "Bench.khachhang", "một hai ba bốn năm sáu", memory=NoMemory(), argon2=FLOOR)
look = imports.inspect_file(Path(path), opened=opened)
staged = imports.stage(opened, look, [TableChoice(t, t.mapping) for t in look.tables], SourceChoice("KiotViet", Party.FIRST))
imports.commit(opened, staged)
columns = [f.key for f in opened.catalogue][:20]
start = cpu()
exports.export(opened, Path(folder.name) / "out.xlsx", CustomerQuery(), columns)
ours = cpu() - start
import openpyxl, xlsxwriter
rows = [r for r in openpyxl.load_workbook(Path(folder.name) / "out.xlsx", read_only=True).worksheets[0].iter_rows(values_only=True)]
start = cpu()
book = xlsxwriter.Workbook(Path(folder.name) / "peer.xlsx", {"in_memory": True})
sheet = book.add_worksheet()
for i, row in enumerate(rows):
    for j, cell in enumerate(row):
        if cell is not None:
            sheet.write(i, j, str(cell) if not isinstance(cell, (int, float)) else cell)
book.close()
peer = cpu() - start
print(f"export {len(rows) - 1:,} × {len(rows[0])}: {ours:.2f} s CPU, XlsxWriter alone {peer:.2f} s, {ours / peer:.2f} ×")
start = cpu()
n = vaults.rebuild(opened)
print(f"rebuild {n:,} customers: {cpu() - start:.2f} s CPU, a million would take {(cpu() - start) / n * 1e6:.0f} s")
vaults.lock(opened)
folder.cleanup()
"""


def main() -> None:
    """Print what each costs."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.gettempdir()) / "khachhang_benchmarks"
    show(f"import, export, rebuild of {rows:,}", cost_of(_MAKE, path=str(workbook_of(folder, rows))))


if __name__ == "__main__":
    main()
