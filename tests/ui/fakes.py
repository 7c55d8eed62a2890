"""Stand-ins for operations that do not exist yet, with the same signatures."""

from __future__ import annotations

import sys
import tempfile
import types
from datetime import UTC, datetime
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def install_missing() -> None:
    """Put a stand-in where `khachhang.operations` still lacks a module."""
    try:
        import khachhang.operations.samples  # noqa: F401
    except ImportError:
        module = types.ModuleType("khachhang.operations.samples")
        module.open_sample = open_sample  # type: ignore[attr-defined]
        sys.modules["khachhang.operations.samples"] = module
        import khachhang.operations

        khachhang.operations.samples = module  # type: ignore[attr-defined]


def open_sample(tick=None):
    """A real vault in a temporary folder with some of the test files imported."""
    from khachhang.model import Party
    from khachhang.operations import duplicates, imports, vaults

    folder = Path(tempfile.mkdtemp()) / "Gia dụng Hoa Mai.khachhang"
    opened, _code = vaults.create(folder, "mây tre nắng sớm 9", name="Gia dụng Hoa Mai", clock=lambda: datetime(2026, 11, 21, 8, tzinfo=UTC))
    opened.is_sample = True
    for name, source, party in (
        ("01_kiotviet_khach_hang.xlsx", "KiotViet", Party.FIRST),
        ("04_cong_no_phai_thu.xlsx", "Sổ công nợ", Party.FIRST),
        ("16_hoi_cho_dang_ky.xlsx", "Hội chợ 3/2026", Party.THIRD),
    ):
        look = imports.inspect_file(DATA / name, opened=opened)
        choices = [imports.TableChoice(t, t.mapping) for t in look.tables]
        imports.commit(opened, imports.stage(opened, look, choices, imports.SourceChoice(source, party)))
    duplicates.refresh(opened)
    return opened
