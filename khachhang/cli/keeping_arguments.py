"""The options of the subcommands about backups, the recovery sheet and repair."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

AddCommand = Callable[..., argparse.ArgumentParser]


def add_keeping(add: AddCommand, common: argparse.ArgumentParser) -> None:
    """Add them. common: the parent of commands that need no password."""
    backups = add("backups", "các bản sao lưu của sổ / the backups of a vault", common)
    backups.add_argument("vault", type=Path, metavar="VAULT")
    backups.add_argument("--second", type=Path, help="chỗ thứ hai (USB) / a second place")
    second = add("backup-second", "chép bản mới nhất sang chỗ thứ hai / copy the newest to a second place", common)
    second.add_argument("vault", type=Path, metavar="VAULT")
    second.add_argument("second", type=Path, metavar="FOLDER")
    verify = add("verify-backup", "đọc thử một bản sao lưu / try a backup")
    verify.add_argument("file", type=Path)
    drill = add("drill", "thử Giấy mở sổ / try the recovery sheet")
    drill.add_argument("--sheet-file", type=Path, help="tệp có mã ở dòng đầu / file with the code in its first line")
    repair = add("repair", "chữa sổ hỏng thành sổ mới bên cạnh / repair beside")
    repair.add_argument("target", type=Path, metavar="NEW-VAULT")
    add("keys-back", "lấy lại tệp chìa khóa bị mất từ bản chép / put lost keys back from a copy")
