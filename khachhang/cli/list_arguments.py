"""The subcommands about facets, lists, groups by rule, many customers at once and the check of the data, and their options."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def add_lists(add: Callable[..., argparse.ArgumentParser], add_query: Callable[[argparse.ArgumentParser], None]) -> None:
    """Add the subcommands."""
    facets = add("facets", "đếm theo nhóm, tỉnh, tuổi … / counts by group, province, age …")
    add_query(facets)
    facets.add_argument("--facet", action="append", default=[], metavar="KEY", help="chỉ những mục này / only these")
    add("lists", "danh sách đã lưu và nhóm tự động, có số khách / saved lists and groups by rule with counts")
    save = add("list-save", "lưu một danh sách / keep a list")
    save.add_argument("name")
    add_query(save)
    save.add_argument("--columns", default="")
    save.add_argument("--private", action="store_true", help="chỉ mình tôi thấy / for me alone")
    gone = add("list-delete", "bỏ một danh sách / forget a list")
    gone.add_argument("name")
    rule = add("group-rule", "nhóm tự động: điều kiện giữ nhóm / a group that a condition keeps")
    rule.add_argument("group")
    add_query(rule)
    rule.add_argument("--rename", metavar="NAME")
    rule.add_argument("--drop", action="store_true", help="giải tán / dissolve")
    together = add("set", "ghi một cột cho mọi khách find liệt kê / set a field of all that find lists")
    together.add_argument("field")
    together.add_argument("value")
    add_query(together)
    assign = add("assign", "giao mọi khách find liệt kê; tên rỗng là thôi giao / assign all that find lists")
    assign.add_argument("who")
    add_query(assign)
    quality = add("quality", "kiểm tra dữ liệu / check the data")
    quality.add_argument("--fix", metavar="CODE", help="sửa những chỗ chắc chắn của một mục / mend what is sure")
    quality.add_argument("--dry-run", action="store_true", help="chỉ liệt kê trước, sau / only list before and after")
