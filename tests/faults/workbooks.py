"""Mutants of the sample workbooks, each read in a limited child: `python -m tests.faults.workbooks [COUNT] [SEED]`.

Every one must end in a workbook or a UserError within the time limit; prints how many ended how. Nothing else may come out.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from khachhang.errors import UserError
from khachhang.workbooks import DEFAULT, read_bytes
from tests.workbooks.making import mutants

DATA = Path(__file__).resolve().parents[1] / "data"


def main() -> None:
    """Run COUNT mutants (default 2,000) over all samples; any other exception ends the run with its traceback."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    samples = [p for p in sorted(DATA.glob("[0-9][0-9]_*")) if p.suffix != ".md"]
    endings: Counter[str] = Counter()
    slowest = 0.0
    for path in samples:
        password = "matkhau123" if path.name.startswith("14_") else None
        for data in mutants(path.read_bytes(), rng, count // len(samples)):
            start = time.perf_counter()
            try:
                read_bytes(data, path.name, password=password, limits=replace(DEFAULT, seconds=20.0))
                ending = "read"
            except UserError as error:
                ending = f"{error.code} ({error.params.get('reason', '')})"
            endings[f"{path.suffix} {ending}"] += 1
            slowest = max(slowest, time.perf_counter() - start)
    for ending, times in sorted(endings.items()):
        print(f"{times:6d} {ending}")
    print(f"{endings.total()} mutants, slowest {slowest:.1f} s, 0 other endings")


if __name__ == "__main__":
    main()
