"""Exporting: exactly filtered, selected or all; shown or every column; the number, the title, and who took what on a second sheet."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QRadioButton

from khachhang.operations import group_rules, saved_lists
from khachhang.operations.customers import AllOf, CustomerQuery, Filter, Op


@pytest.fixture
def page(open_window, at_rest):
    shown = open_window.workspace.customers
    shown.model.index(0, 0).data()
    at_rest()
    return shown


@pytest.fixture(autouse=True)
def opened_folders(monkeypatch):
    found = []
    monkeypatch.setattr("ui.export.dialog.QDesktopServices.openUrl", lambda url: found.append(url.toLocalFile()))
    return found


def choose(dialog, key):
    next(b for b in dialog.findChildren(QRadioButton) if b.property("choice") == key).setChecked(True)


def rows(path):
    book = openpyxl.load_workbook(path)
    return [list(r) for r in book.worksheets[0].iter_rows(values_only=True)], [
        [c for c in r if c is not None] for r in book.worksheets[1].iter_rows(values_only=True)
    ]


@pytest.mark.parametrize(("who", "n"), [("selected", 1), ("filtered", 2), ("all", 5)])
def test_exactly_who_was_said_is_exported(page, tmp_path, at_rest, opened_folders, who, n):
    page._ticked("group", "VIP", True)
    at_rest()
    page.view.selectRow(0)
    page.export_selected()
    at_rest()
    dialog = QApplication.activeModalWidget()
    texts = [b.text() for b in dialog.findChildren(QRadioButton)]
    assert texts[:3] == ["Khách đã &chọn (1)", "Khách đang &lọc (2)", "&Tất cả khách (5)"]
    choose(dialog, who)
    at_rest()
    assert dialog.said.text().startswith(f"Xuất {n} khách")
    dialog.write(str(tmp_path / "ra.xlsx"))
    at_rest()

    table, about = rows(tmp_path / "ra.xlsx")
    assert len(table) == n + 1
    said = {"selected": "Khách đã chọn", "filtered": "Nhóm", "all": ""}[who]
    assert any(line[-1].startswith(said) for line in about if len(line) > 1)
    assert opened_folders == [str(tmp_path)]


def test_title_person_and_groups_by_rule_go_along_and_come_back_as_nothing_new(page, shop, tmp_path, at_rest, open_window):
    group_rules.make_rule(shop, "Có số", CustomerQuery(filters=AllOf((Filter("has_phone", Op.IS, (1,)),))))
    saved_lists.save(shop, "Gọi trước Tết", CustomerQuery())
    open_window.workspace.reload()
    at_rest()
    open_window.workspace.open_list(open_window.workspace.lists.list_named("Gọi trước Tết"))
    at_rest()
    page.export()
    at_rest()
    dialog = QApplication.activeModalWidget()
    assert dialog.title.text() == "Gọi trước Tết"
    dialog.write(str(tmp_path / "ra.xlsx"))
    at_rest()

    table, about = rows(tmp_path / "ra.xlsx")
    at = table[0].index("Nhóm tự động")
    assert {line[at] for line in table[1:]} == {"Có số"}
    assert ["Tiêu đề", "Gọi trước Tết"] in about
    assert any(shop.person in line for line in about)
    assert "Có số" not in str([line[table[0].index("Nhóm")] for line in table])
