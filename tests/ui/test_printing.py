"""Printing a list and a card: preview, PDF, the note in the history."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from khachhang.operations import customers, history, printing


def modal():
    return QApplication.activeModalWidget()


def pages_of(path):
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    return int(re.search(rb"/Count (\d+)", data)[1])


@pytest.fixture(autouse=True)
def opened_files(monkeypatch):
    seen = []
    monkeypatch.setattr(QDesktopServices, "openUrl", seen.append)
    return seen


def test_list_becomes_a_pdf_and_the_history_says_so(open_window, shop, at_rest, tmp_path, opened_files):
    open_window.workspace.customers._ticked("group", "VIP", True)
    at_rest()
    open_window.workspace.print_list()
    at_rest()
    dialog = modal()

    dialog.write_pdf(str(tmp_path / "a.pdf"))
    at_rest()

    assert pages_of(tmp_path / "a.pdf") == 1
    assert history.log(shop)[0].sentence == "In 2 khách"
    assert history.what_undo_would_do(shop)[1] != "In 2 khách"
    assert len(opened_files) == 1


def test_long_list_goes_over_pages_with_its_heads(open_window, shop, at_rest, tmp_path):
    for n in range(90):
        customers.add(shop, {"full_name": f"Nguyễn Văn Thử {n}", "phones": f"09123450{n:02d}", "note": "giao sau 17h " * 6})
    page = open_window.workspace.customers
    page.acts.print_list(page.query, ["full_name", "phones", "note", "source", "verification"])
    at_rest()

    modal().write_pdf(str(tmp_path / "a.pdf"))
    at_rest()

    assert pages_of(tmp_path / "a.pdf") > 2


def test_selected_rows_only_and_the_preview_opens(open_window, at_rest, qtbot):
    page = open_window.workspace.customers
    page.view.selectRow(0)
    page.print_selected()
    at_rest()
    dialog = modal()

    dialog.preview()
    assert dialog.shown.isVisible()
    dialog.shown.reject()
    dialog.reject()


def test_printing_from_the_preview_is_noted(open_window, shop, at_rest):
    page = open_window.workspace.customers
    page.print_list()
    at_rest()
    dialog = modal()
    dialog.preview()

    dialog.shown.accepted.emit()
    dialog.shown.reject()
    at_rest()

    assert history.log(shop)[0].sentence == "In 5 khách"


def test_card_becomes_a_pdf(open_window, shop, at_rest, tmp_path):
    page = open_window.workspace.customers
    page.model.index(0, 0).data()
    at_rest()
    page.view.selectRow(2)
    page.acts.print_current()
    at_rest()

    modal().write_pdf(str(tmp_path / "card.pdf"))
    at_rest()

    assert pages_of(tmp_path / "card.pdf") == 1
    assert history.log(shop)[0].sentence == "In 1 khách"


def test_too_many_are_cut_and_said(shop, monkeypatch):
    monkeypatch.setattr(printing, "MAX_PRINTED", 3)
    found = printing.printed_list(shop, customers.CustomerQuery(), ["full_name", "phones"])

    assert (len(found.rows), found.total, found.heads) == (3, 5, ("Tên khách", "Điện thoại"))
