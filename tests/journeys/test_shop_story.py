"""The story the sample shop tells, told by driving the window: from a search at the counter to a clean Excel file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtWidgets import QApplication, QPushButton

from khachhang.model import Mark, Party, RowOutcome
from khachhang.operations import customers, samples
from ui.app import make_application, make_window, memory_settings
from ui.main_window import MainWindow

LAN = "0912 345 678"


@pytest.fixture
def window(qapp: object, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window, as at the first start."""
    made = make_window(make_application([]), memory_settings(str(tmp_path / "settings.ini")))
    crashes: list[BaseException] = []
    made.jobs.crashed.connect(crashes.append)
    made.show()
    yield made
    if made.session is not None:
        opened = made.session.opened
        made.leave_workspace()
        made.jobs.stop()
        from khachhang.operations import vaults

        vaults.close(opened)
    made.jobs.stop()
    made.jobs.deleteLater()
    made.close()
    made.deleteLater()
    assert not crashes, crashes


class Person:
    """Somebody in front of the window: types, clicks, and sees."""

    def __init__(self, window: MainWindow, qtbot: Any) -> None:
        self.window = window
        self.qtbot = qtbot

    def wait(self, holds: Callable[[], bool] | None = None) -> None:
        """Wait for something, and until nothing is under way."""
        if holds is not None:
            self.qtbot.waitUntil(holds, timeout=60_000)
        self.qtbot.waitUntil(lambda: not self.window.jobs.is_busy, timeout=60_000)
        self.qtbot.wait(1)
        self.qtbot.waitUntil(lambda: not self.window.jobs.is_busy, timeout=60_000)

    @property
    def opened(self) -> Any:
        return self.window.session.opened

    def click(self, text: str, within: Any = None) -> None:
        """Press the visible button with these words."""
        for button in (within or self.window).findChildren(QPushButton):
            if button.isVisible() and button.isEnabled() and button.text().replace("&", "").strip().startswith(text):
                button.click()
                self.wait()
                return
        raise AssertionError(f"no button says {text!r}")

    def search(self, text: str) -> list[str]:
        """Type into the search field; return the names listed."""
        page = self.window.workspace.customers
        self.window.workspace.go("customers")
        page.search.setFocus()
        page.search.clear()
        self.qtbot.keyClicks(page.search, text)
        page.search.say_now()
        self.wait()
        return self.listed()

    def listed(self) -> list[str]:
        """Return the names in the list."""
        page = self.window.workspace.customers
        return [r.values.get("full_name", "") for r in customers.rows(self.opened, list(page.model.ids))]

    def open_first(self) -> Any:
        """Press Down and look at the card."""
        page = self.window.workspace.customers
        page.view.selectRow(0)
        self.wait(lambda: page.card.card is not None and page.card.card.customer_id == page.model.ids[0])
        return page.card.card

    def import_file(self, path: Path, party: Party, name: str = "") -> Any:
        """Import a file; return the staged import that was seen before."""
        page = self.window.workspace.imports
        self.window.workspace.import_file(path)
        self.wait(lambda: page.steps.currentWidget() is page.setup)
        page.setup.choose_party(party)
        if name:
            page.setup.name.setCurrentText(name)
        self.click("Xem trước", page)
        self.wait(lambda: page.steps.currentWidget() is page.preview)
        staged = page.preview.staged
        self.click("Nhập", page.preview)
        self.wait(lambda: page.steps.currentWidget() is page.result)
        return staged


@pytest.fixture
def person(window: MainWindow, qtbot: Any) -> Person:
    return Person(window, qtbot)


@pytest.fixture
def at_the_shop(person: Person) -> Person:
    """One click on the first screen: the sample shop is open."""
    person.window.start.sample_wanted.emit()
    person.wait(lambda: person.window.workspace is not None)
    return person


def test_at_the_counter_one_card_says_what_three_files_knew(at_the_shop: Person):
    assert at_the_shop.search("lan 678") == ["Nguyễn Thị Lan"]

    card = at_the_shop.open_first()

    debt = next(a for a in card.amounts if a.field.key == "debt")
    notes = next(f for f in card.fields if f.field.key == "note")
    assert {(e.source_name, e.value) for e in debt.entries} == {("KiotViet", 3_250_000), ("Sổ công nợ", 3_100_000)}
    assert debt.difference == 150_000
    assert "giao sau 17h" in {v.text for v in notes.values}
    assert any(a.field.key == "last_purchase_date" for a in card.amounts)


def test_the_fair_list_enters_marked_and_displaces_nothing(at_the_shop: Person):
    before = customers.count(at_the_shop.opened, customers.CustomerQuery())

    staged = at_the_shop.import_file(samples.fair_list(), Party.THIRD, "Hội chợ 3/2026")

    assert sum(staged.counts.values()) == len(staged.rows)
    assert any(r.code.startswith("phone") and r.count for t in staged.tables for r in t.repairs)
    assert customers.count(at_the_shop.opened, customers.CustomerQuery()) == before + staged.counts[RowOutcome.NEW] + _new_doubtful(staged)
    at_the_shop.search("lan 678")
    card = at_the_shop.open_first()
    phones = next(f for f in card.fields if f.field.key == "phones")
    assert phones.values[0].text == LAN
    assert phones.values[0].mark is None
    unknown = customers.rows(at_the_shop.opened, list(customers.all_ids(at_the_shop.opened, customers.CustomerQuery(text="cuong lam"))))
    assert {m for row in unknown for m in row.marks.values()} == {Mark.UNVERIFIED}


def _new_doubtful(staged: Any) -> int:
    return len({r.match.home for r in staged.rows if r.outcome is RowOutcome.DOUBTFUL and r.match is not None and r.match.home < 0})


def test_a_couple_with_one_number_stays_two_and_lan_is_merged_parted_and_merged(at_the_shop: Person):
    page = at_the_shop.window.workspace.duplicates
    at_the_shop.window.workspace.go("duplicates")
    at_the_shop.wait(lambda: page.question is not None)
    while {page.question.name_a, page.question.name_b} != {"Trần Quốc Hùng", "Phạm Thị Mai"}:
        at_the_shop.click("Để sau", page)
        at_the_shop.wait(lambda: page.question is not None)
    count = customers.count(at_the_shop.opened, customers.CustomerQuery())

    at_the_shop.click("Cùng nhà, khác người", page)

    assert customers.count(at_the_shop.opened, customers.CustomerQuery()) == count
    at_the_shop.search("tran quoc hung")
    assert [name for _, name in at_the_shop.open_first().households] == ["Phạm Thị Mai"]

    at_the_shop.import_file(samples.fair_list(), Party.THIRD, "Hội chợ 3/2026")
    lans = at_the_shop.search("lan go vap")
    listed = at_the_shop.window.workspace.customers
    ids = [i for i in listed.model.ids if customers.card(at_the_shop.opened, i).name.casefold() in ("nguyễn thị lan", "nguyen thi lan")]
    assert len(ids) >= 2, lans
    before = customers.count(at_the_shop.opened, customers.CustomerQuery())
    listed.view.select_ids(set(ids))
    listed.merge_selected()
    at_the_shop.wait(lambda: QApplication.activeModalWidget() is not None)
    at_the_shop.click("Cùng một khách", QApplication.activeModalWidget())
    assert customers.count(at_the_shop.opened, customers.CustomerQuery()) == before - len(ids) + 1

    at_the_shop.window.workspace.undo()
    at_the_shop.wait()
    assert customers.count(at_the_shop.opened, customers.CustomerQuery()) == before

    at_the_shop.window.workspace.redo()
    at_the_shop.wait()
    assert customers.count(at_the_shop.opened, customers.CustomerQuery()) == before - len(ids) + 1


def test_a_click_on_the_debt_shows_the_cell_it_came_from(at_the_shop: Person):
    at_the_shop.search("lan 678")
    card = at_the_shop.open_first()
    page = at_the_shop.window.workspace.customers
    debt = next(a for a in card.amounts if a.field.key == "debt")
    figure = next(e for e in debt.entries if e.source_name == "Sổ công nợ")

    button = next(b for b in page.card.findChildren(QPushButton) if b.text() == figure.text and "Sổ công nợ" in b.accessibleName())
    button.click()
    at_the_shop.wait(lambda: QApplication.activeModalWidget() is not None)

    table = QApplication.activeModalWidget().table
    assert "3" in table.currentItem().text()
    assert table.currentItem().text().replace(".", "").replace(",", "").startswith("3100000")
    QApplication.activeModalWidget().accept()


def test_an_import_is_taken_back_and_done_again(at_the_shop: Person):
    before = customers.count(at_the_shop.opened, customers.CustomerQuery())
    at_the_shop.import_file(samples.fair_list(), Party.THIRD, "Hội chợ 3/2026")
    after = customers.count(at_the_shop.opened, customers.CustomerQuery())
    assert after > before

    at_the_shop.click("Bỏ lần nhập này", at_the_shop.window.workspace.imports.result)
    assert customers.count(at_the_shop.opened, customers.CustomerQuery()) == before

    at_the_shop.window.workspace.redo()
    at_the_shop.wait()
    assert customers.count(at_the_shop.opened, customers.CustomerQuery()) == after


def test_who_owes_in_go_vap_goes_to_excel_whole(at_the_shop: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from PySide6.QtGui import QDesktopServices

    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: True)
    page = at_the_shop.window.workspace.customers
    page._ticked("flags", "debt", True)
    page._ticked("district", "Quận Gò Vấp", True)
    at_the_shop.wait()
    names = at_the_shop.listed()
    assert "Nguyễn Thị Lan" in names

    at_the_shop.window.workspace.export()
    at_the_shop.wait()
    dialog = QApplication.activeModalWidget()
    assert str(len(names)) in dialog.said.text()
    dialog.write(str(tmp_path / "no.xlsx"))
    at_the_shop.wait()

    sheet = load_workbook(tmp_path / "no.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    header = next(n for n, row in enumerate(rows) if "Tên khách" in row)
    places = {title: at for at, title in enumerate(rows[header])}
    body = [row for row in rows[header + 1 :] if row[places["Tên khách"]]]
    assert [row[places["Tên khách"]] for row in body] == names
    lan = next(row for row in body if row[places["Tên khách"]] == "Nguyễn Thị Lan")
    assert str(lan[places["Điện thoại"]]).replace(" ", "").startswith("0912345678")
    assert isinstance(lan[places["Còn nợ"]], int)
    assert "KiotViet" in lan[places["Nguồn"]]
    assert lan[places["Đã kiểm"]] == "Khách của tiệm"


def test_week_one_hand_edit_week_two(at_the_shop: Person, tmp_path: Path):
    week_one = _file(
        tmp_path / "tuan1.xlsx", ("KH901", "Ngô Văn Tuần", "0901 000 901", "1 Lê Lai"), ("KH902", "Đỗ Thị Hai", "0901 000 902", "2 Lê Lai")
    )
    week_two = _file(
        tmp_path / "tuan2.xlsx", ("KH901", "Ngô Văn Tuần", "0901 000 901", "1 Lê Lai"), ("KH902", "Đỗ Thị Hai", "0901 000 902", "22 Lê Lợi")
    )
    at_the_shop.import_file(week_one, Party.FIRST, "Phần mềm")
    first = list(customers.all_ids(at_the_shop.opened, customers.CustomerQuery(text="ngo van tuan")))
    assert len(first) == 1

    page = at_the_shop.window.workspace.customers
    at_the_shop.window.workspace.go("customers")
    page.acts.edit(first[0])
    at_the_shop.wait(lambda: QApplication.activeModalWidget() is not None)
    form = QApplication.activeModalWidget()
    form.type_in("full_name", "Ngô Văn Tuấn")
    at_the_shop.click("Lưu", form)

    staged = at_the_shop.import_file(week_two, Party.FIRST, "Phần mềm")

    assert staged.counts[RowOutcome.DUPLICATE] == 1, "the unchanged row adds nothing"
    assert staged.counts[RowOutcome.UPDATED] == 1, "the changed row updates"
    assert customers.card(at_the_shop.opened, first[0]).name == "Ngô Văn Tuấn", "the edit stands"
    assert customers.count(at_the_shop.opened, customers.CustomerQuery(text="22 lê lợi đỗ thị hai")) == 1, "the changed value arrived"


def _file(path: Path, *rows: tuple[str, ...]) -> Path:
    book = Workbook()
    for row in (("Mã khách hàng", "Tên khách hàng", "Điện thoại", "Địa chỉ"), *rows):
        book.active.append(row)
    book.save(path)
    return path


def test_leaving_the_sample_shop_leaves_nothing(at_the_shop: Person):
    folder = at_the_shop.opened.folder
    assert folder.exists()

    at_the_shop.window.close_vault()
    at_the_shop.wait()

    assert not folder.exists()
    assert at_the_shop.window.settings.recent_vaults() == []


def test_a_kiotviet_file_is_imported_in_five_clicks(person: Person, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Button, file, where from, preview, import. The first screen and the password are counted with creating the vault."""
    from khachhang.operations import vaults
    from tests.operations.shops import new_shop
    from ui.import_wizard import page as wizard

    opened = new_shop(tmp_path / "Tiệm.khachhang")
    person.window._enter(opened)
    person.wait()
    clicks = []
    monkeypatch.setattr(
        wizard, "ask_files", lambda parent, title, pattern, receiver: (clicks.append("file"), receiver([str(samples.OWN_FILES[0].path)]))
    )
    importing = person.window.workspace.imports

    clicks.append("button")
    person.click("Nhập danh sách", person.window.workspace.customers)
    person.wait(lambda: importing.steps.currentWidget() is importing.setup)
    clicks.append("where from")
    importing.setup.choose_party(Party.FIRST)
    clicks.append("preview")
    person.click("Xem trước", importing)
    clicks.append("import")
    person.click("Nhập", importing.preview)
    person.wait(lambda: importing.steps.currentWidget() is importing.result)

    assert len(clicks) <= 5
    assert importing.setup.name.currentText() == "KiotViet"
    assert customers.count(opened, customers.CustomerQuery()) > 100
    person.window.leave_workspace()
    vaults.close(opened)
