"""Reading 100,000 × 20, whole way into rows in the parent, against openpyxl merely reading: `python -m benchmarks.reading [FOLDER] [ROWS]`.

CPU seconds (user + system, all threads and children), each job in a process of its own. Goal: at most 0.15 × openpyxl `read_only`.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.generate import workbook_of

_OPENPYXL = """
import openpyxl
for row in openpyxl.load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True): pass
"""
_CALAMINE = """
import python_calamine
for row in python_calamine.load_workbook(path).get_sheet_by_index(0).iter_rows(): pass
"""
_CSV = """
import csv
for row in csv.reader(open(csv_path, encoding='utf-8-sig', newline='')): pass
"""
_OURS = """
from pathlib import Path
from khachhang.workbooks import read_workbook
read_workbook(Path({path}))
"""
JOBS = {
    "openpyxl read_only, only reading": _OPENPYXL,
    "ours, limited child, rows in the parent": _OURS.format(path="path"),
    "calamine alone, in process": _CALAMINE,
    "csv.reader alone, in process": _CSV,
    "ours, csv": _OURS.format(path="csv_path"),
}


def cpu_of(code: str, xlsx: Path, csv_path: Path) -> tuple[float, float, float]:
    """Return CPU seconds, wall seconds and peak MiB of the largest process of a job."""
    report = "import resource as r\na, b = r.getrusage(r.RUSAGE_SELF), r.getrusage(r.RUSAGE_CHILDREN)\nprint(a.ru_maxrss, b.ru_maxrss)"
    script = f"path, csv_path = {str(xlsx)!r}, {str(csv_path)!r}\n{code}\n{report}"
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.perf_counter() - start, max(map(int, done.stdout.split())) / 1024


def main() -> None:
    """Print CPU seconds and the ratio to openpyxl, same run."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.gettempdir()) / "khachhang_benchmarks"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    xlsx, csv_path = workbook_of(folder, count), workbook_of(folder, count, "csv")
    peer = 0.0
    print(f"{count:,} rows × 20 columns, xlsx {xlsx.stat().st_size / 1e6:.1f} MB, csv {csv_path.stat().st_size / 1e6:.1f} MB")
    for name, code in JOBS.items():
        cpu, wall, peak = cpu_of(code, xlsx, csv_path)
        peer = peer or cpu
        print(f"{name:42s} {cpu:7.2f} s CPU {wall:7.2f} s wall {peak:6.0f} MiB {cpu / peer:7.3f} × openpyxl")


if __name__ == "__main__":
    main()
