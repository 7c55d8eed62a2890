"""The subcommands about people, rights, the log and leaving, and their options."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

_ROLES = ("manager", "staff", "read-only")
_RIGHTS = ("view", "edit", "import", "merge", "export", "reveal", "print", "copy", "manage")
_QUOTAS = ("export", "print", "copy", "reveal")
_KINDS = ("entry", "people", "out", "keeping", "data")


def add_people(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the subcommands."""
    add("people", "ai mở được sổ, được làm gì / who may open it and do what")
    new = add("person-add", "thêm người dùng / add a person")
    _describe(new)
    new.add_argument("--new-password-file", type=Path, help="mật khẩu đầu tiên của người ấy / the person's first password")
    change = add("person-rights", "đổi vai trò, quyền, hạn mức / role, rights, quotas")
    _describe(change)
    change.add_argument("--allow", action="append", default=[], choices=_RIGHTS, help="cho phép / allow")
    change.add_argument("--deny", action="append", default=[], choices=_RIGHTS[1:], help="không cho / deny")
    change.add_argument(
        "--quota", action="append", default=[], metavar="WHAT=N", help=f"mỗi ngày, {'|'.join(_QUOTAS)}; WHAT= không giới hạn / per day"
    )
    reset = add("person-password", "đặt lại mật khẩu cho người quên / a new first password")
    reset.add_argument("name")
    reset.add_argument("--new-password-file", type=Path)
    remove = add("person-remove", "bỏ một người khỏi sổ, thay chìa khóa / take a person off, change the keys")
    remove.add_argument("name")
    remove.add_argument("--keep-keys", action="store_true", help="không thay chìa khóa / leave the keys as they are")
    add("rotate", "thay chìa khóa của sổ / change every key")
    reveal = add("reveal", "xem đủ một điều đang che, có ghi lại / show a masked value, noted")
    reveal.add_argument("id", type=int)
    reveal.add_argument("field", nargs="?", default="phones")
    audit = add("audit", "nhật ký: ai làm gì, lúc nào / the log")
    audit.add_argument("--person", dest="of", metavar="NAME")
    audit.add_argument("--kind", choices=_KINDS)
    audit.add_argument("--since", metavar="YYYY-MM-DD")
    audit.add_argument("--until", metavar="YYYY-MM-DD")
    audit.add_argument("--customer", type=int, metavar="ID")
    audit.add_argument("--limit", type=int, default=100)
    audit.add_argument("--xlsx", type=Path, help="ghi ra tệp, chỉ chủ sổ / write a workbook, owner only")
    leaver = add("leaver", "người sắp nghỉ đã xem, lấy ra những gì / what somebody saw and took out")
    leaver.add_argument("name")
    leaver.add_argument("--days", type=int, default=90)
    leaver.add_argument("--to", metavar="NAME", help="giao hết khách của họ cho người này / give their customers to")


def _describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name")
    parser.add_argument("--role", choices=_ROLES)
    parser.add_argument("--department")
