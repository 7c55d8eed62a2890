"""Printing a list and a card: preview, PDF, the note in the history."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from khachhang.operations import customers, history, printing
from ui.printing.labels import PAPERS


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


def test_labels_go_onto_stickers_and_the_history_says_so(open_window, shop, at_rest, tmp_path, qtbot):
    for n in range(30):
        where = f"{n} Lê Lợi, Phường 4, Quận Gò Vấp, Hồ Chí Minh"
        customers.add(shop, {"full_name": f"Nguyễn Văn Thử {n}", "title": "Anh", "address": where})
    open_window.workspace.reload()
    at_rest()
    open_window.workspace.print_labels()
    at_rest()
    dialog = modal()
    assert (len(dialog._labels), dialog.said.text()) == (31, "In 31 nhãn, 2 tờ")
    assert sum(label.name.startswith("Anh Nguyễn Văn Thử") for label in dialog._labels) == 30

    dialog.begin.setValue(20)
    assert dialog.said.text() == "In 31 nhãn, 3 tờ"
    dialog.paper.setCurrentIndex(3)
    assert dialog.begin.value() == 8
    dialog.write_pdf(str(tmp_path / "nhãn.pdf"))
    at_rest()

    assert pages_of(tmp_path / "nhãn.pdf") == dialog_pages(31, 8, 7)
    assert history.log(shop)[0].sentence == "In 31 khách"


def dialog_pages(n, per_sheet, used):
    return -(-(n + used) // per_sheet)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.size)
def test_stickers_lie_on_the_paper_and_not_on_each_other(paper):
    assert paper.left + (paper.columns - 1) * paper.across + paper.width <= 210.01
    assert paper.top + (paper.rows - 1) * paper.down + paper.height <= 297.01
    assert paper.across >= paper.width
    assert paper.down >= paper.height


def test_customers_without_an_address_get_no_label(open_window, shop, at_rest):
    found = printing.printed_labels(shop, customers.CustomerQuery())

    assert (len(found.labels), found.left_out, found.total) == (1, 4, 5)
    assert found.labels[0].phone == "0912 345 678"
