"""The subcommands and their options."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from khachhang import __version__
from khachhang.cli.keeping_arguments import add_keeping
from khachhang.cli.list_arguments import add_lists
from khachhang.cli.people_arguments import add_people
from khachhang.cli.sealed_arguments import add_sealed
from khachhang.model import Party

AddCommand = Callable[..., argparse.ArgumentParser]
"""`add(name, about, parent)`: adds a subcommand and returns its parser."""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the subcommand with its options; argparse itself ends with status 2 on wrong words."""
    return _parser().parse_args(list(argv))


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=("vi", "en"), default="vi", help="ngôn ngữ của lời nhắn / language of messages")
    common.add_argument("--json", action="store_true", help="kết quả là một tài liệu JSON / one JSON document")
    vault = argparse.ArgumentParser(add_help=False, parents=[common])
    vault.add_argument("vault", type=Path, metavar="VAULT", help="thư mục sổ khách (Tên.khachhang) / the folder of the vault")
    vault.add_argument("--password-file", type=Path, help="tệp có mật khẩu ở dòng đầu / file with the password in its first line")
    vault.add_argument("--recovery-code-file", type=Path, help="mở bằng mã trên Giấy mở sổ / open with the recovery code")
    vault.add_argument("--as", dest="person", help="người mở sổ / who unlocks")

    parser = argparse.ArgumentParser(prog="khachhang", description="Sổ Khách Hàng")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, about: str, parent: argparse.ArgumentParser = vault) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=about, parents=[parent])

    _add_files(add, common)
    _add_finding(add)
    _add_changing(add)
    _add_keeping(add, common)
    add_lists(add, _add_query)
    add_people(add)
    add_keeping(add, common)
    add_sealed(add)
    return parser


def _add_files(add: AddCommand, common: argparse.ArgumentParser) -> None:
    demo = add("demo", "tiệm mẫu / the sample shop", common)
    demo.add_argument("--headless", action="store_true")
    demo.add_argument("--out", type=Path)
    add("create", "tạo sổ mới, in mã khôi phục một lần / a new vault")
    inspect = add("inspect", "xem tệp như phần nhập thấy / what the importer sees", common)
    inspect.add_argument("files", nargs="+", type=Path, metavar="FILE")
    inspect.add_argument("--file-password-file", type=Path)
    bring = add("import", "nhập danh sách / import workbooks")
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE")
    bring.add_argument("--source", required=True, help="danh sách này từ đâu / where the list is from")
    bring.add_argument("--kind", required=True, choices=[p.value for p in Party])
    bring.add_argument("--basis", default="")
    bring.add_argument("--supplier", default="")
    bring.add_argument("--date", help="ngày của danh sách / date of the list, YYYY-MM-DD")
    bring.add_argument("--sheet")
    bring.add_argument("--file-password-file", type=Path)
    bring.add_argument("--dry-run", action="store_true", help="chỉ xem trước / preview only")
    export = add("export", "xuất đúng những gì find liệt kê / exactly what find lists")
    export.add_argument("out", type=Path, metavar="OUT.xlsx")
    _add_query(export)
    export.add_argument("--columns")
    records = add("records", "mỗi dòng gốc một dòng / one line per source row")
    records.add_argument("--csv", type=Path, required=True)
    records.add_argument("--all-rows", action="store_true")


def _add_query(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", default="")
    parser.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE")
    parser.add_argument("--sort", default="", metavar="FIELD,-FIELD")
    parser.add_argument("--binned", action="store_true", help="trong thùng rác / in the recycle bin")


def _add_finding(add: AddCommand) -> None:
    find = add("find", "tìm, lọc, sắp xếp / search, filter, sort")
    _add_query(find)
    find.add_argument("--limit", type=int, default=100)
    show = add("show", "mọi điều về một khách / everything about one customer")
    show.add_argument("id", type=int)
    duplicates = add("duplicates", "các cặp có thể trùng / candidate pairs")
    duplicates.add_argument("--min-probability", type=float, default=0.0)
    duplicates.add_argument("--csv", type=Path)
    add("duplicates-report", "báo cáo trùng / what is kept twice, which lists repeat each other")
    history = add("history", "những việc đã làm / what was done")
    history.add_argument("--limit", type=int, default=50)


def _add_changing(add: AddCommand) -> None:
    new = add("add", "thêm khách / add a customer")
    new.add_argument("values", nargs="+", metavar="FIELD=VALUE")
    edit = add("edit", "sửa khách; FIELD= để xóa / edit a customer")
    edit.add_argument("id", type=int)
    edit.add_argument("values", nargs="+", metavar="FIELD=VALUE")
    choose = add("choose", "lấy giá trị của một dòng gốc / choose a record's value")
    choose.add_argument("id", type=int)
    choose.add_argument("field")
    choose.add_argument("record", type=int)
    retire = add("retire", "cất một giá trị cũ / put a value away")
    retire.add_argument("id", type=int)
    retire.add_argument("field")
    retire.add_argument("value")
    verify = add("verify", "ghi kết quả kiểm / verify values")
    verify.add_argument("id", type=int)
    verify.add_argument("verdict", choices=("right", "wrong", "unverifiable"))
    verify.add_argument("--field")
    verify.add_argument("--note", default="")
    for name, about in (("bin", "bỏ vào thùng rác / to the bin"), ("unbin", "lấy ra / from the bin"), ("merge", "gộp / merge")):
        many = add(name, about)
        many.add_argument("ids", nargs="+", type=int, metavar="ID")
    for name in ("household", "not-same", "later", "ask-again"):
        pair = add(name, "trả lời một câu hỏi trùng / answer a question")
        pair.add_argument("ids", nargs=2, type=int, metavar="ID")
    for name in ("group-add", "group-remove"):
        group = add(name, "nhóm / groups")
        group.add_argument("group")
        group.add_argument("ids", nargs="+", type=int, metavar="ID")
    split = add("split", "tách dòng khỏi khách / part records")
    split.add_argument("id", type=int)
    split.add_argument("records", nargs="*", type=int, metavar="RECORD")
    certain = add("merge-certain", "gộp các cặp chắc chắn / merge the certain pairs")
    certain.add_argument("--min-probability", type=float, default=0.95)
    for name in ("undo", "redo"):
        flip = add(name, "hoàn tác, làm lại / undo, redo")
        flip.add_argument("operation", nargs="?", type=int)
    party = add("party", "đổi nguồn của cả lần nhập / change where an import is from")
    party.add_argument("operation", type=int)
    party.add_argument("kind", choices=[p.value for p in Party])


def _add_keeping(add: AddCommand, common: argparse.ArgumentParser) -> None:
    backup = add("backup", "sao lưu vào một tệp / back up into one file")
    backup.add_argument("file", type=Path)
    restore = add("restore", "mở bản sao lưu bên cạnh / restore beside", common)
    restore.add_argument("file", type=Path)
    restore.add_argument("vault", type=Path, metavar="VAULT")
    add("check", "kiểm tra tệp / check integrity")
    add("rebuild", "tính lại khách từ các dòng gốc / recompute customers")
    password = add("password", "đổi mật khẩu / change the password")
    password.add_argument("--new-password-file", type=Path)
    add("recovery-code", "cấp mã mới / a new recovery code")
