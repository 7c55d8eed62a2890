"""The options of the subcommands about confidential information, erasing a person and handing out a person's data."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path


def add_sealed(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the subcommands."""
    add("compartments", "thông tin kín: gồm gì, ai xem được / confidential information and who reads it")
    seal = add("seal", "đặt kín các mục, hoặc đổi người xem / make fields confidential, or change who reads them")
    seal.add_argument("fields", nargs="*", metavar="FIELD")
    seal.add_argument("--name", required=True, help="tên nhóm thông tin kín / what it is called")
    seal.add_argument("--reader", action="append", default=None, metavar="PERSON", help="người xem được, lặp lại được / who may read")
    unseal = add("unseal", "bỏ kín / make ordinary again")
    unseal.add_argument("name")
    unseal.add_argument("fields", nargs="*", metavar="FIELD", help="chỉ các mục này / only these fields")
    erase = add("erase", "xóa hẳn một khách theo yêu cầu, không hoàn tác / erase a person for good")
    erase.add_argument("id", type=int)
    erase.add_argument("--confirm", metavar="NAME", help="gõ đúng tên khách / the customer's name")
    erase.add_argument("--certificate", type=Path, metavar="FILE", help="ghi giấy xác nhận vào tệp / write the certificate")
    mine = add("my-data", "mọi điều về một khách, để đưa cho khách / everything about one person")
    mine.add_argument("id", type=int)
    mine.add_argument("out", type=Path, metavar="OUT.xlsx|OUT.txt")
