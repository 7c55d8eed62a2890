"""The screens of people and the log, and what somebody with few rights sees in the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from khachhang.operations import audit, customers, leaving, people
from khachhang.operations.audit import LogFilter
from khachhang.operations.rights import DEFAULT_RIGHTS, Right
from tests.operations.acting import FIRST_PASSWORD, acting_as, hire


def texts(widget) -> list[str]:
    """Return what every label and button of a widget says."""
    from PySide6.QtWidgets import QAbstractButton, QLabel

    return [w.text() for kind in (QLabel, QAbstractButton) for w in widget.findChildren(kind)]


def button_of(widget, name: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.accessibleName() == name)


@pytest.fixture
def staff_window(window, shop, at_rest) -> Iterator:
    """The window as Lan sees it, who is staff."""
    lan = hire(shop)
    with acting_as(shop, lan):
        window._enter(shop)
        at_rest()
        yield window
        window.leave_workspace()


def test_the_owner_hires_changes_and_takes_off(open_window, shop, at_rest, qtbot):
    open_window.workspace.preferences.people_wanted.emit()
    at_rest()
    page = open_window.workspace._pages["people"]
    page.ask_new()
    dialog = QApplication.activeModalWidget()
    dialog.name.setText("Tú")
    assert not dialog.save.isEnabled()
    dialog.first.suggest()
    assert dialog.save.isEnabled()
    dialog.role.setCurrentIndex(dialog.role.findData("read-only"))
    dialog._save()
    at_rest()
    tu = people.person(shop, "Tú")
    assert (tu.role, tu.is_active) == ("read-only", True)
    assert page.banner.text.startswith("Đã thêm Tú.")
    assert "Tú" in texts(page)

    page.ask_rights(tu)
    dialog = QApplication.activeModalWidget()
    dialog.role.setCurrentIndex(dialog.role.findData("staff"))
    dialog.role.activated.emit(1)
    assert {r for r, box in dialog.rights.items() if box.isChecked()} | {Right.VIEW} == DEFAULT_RIGHTS["staff"]
    assert not dialog.quotas["export"].isEnabled()
    dialog.rights[Right.EXPORT].setChecked(True)
    dialog.quotas["export"].setText("7")
    dialog.quotas["reveal"].setText("")
    dialog.department.setText("Kho")
    dialog._save()
    at_rest()
    tu = people.person(shop, "Tú")
    assert (tu.role, tu.rights.department, tu.rights.quota["export"], tu.rights.quota["reveal"]) == ("staff", "Kho", 7, None)

    page.ask_password(tu)
    dialog = QApplication.activeModalWidget()
    dialog.first.field.edit.setText("ngắn")
    assert not dialog.save.isEnabled()
    dialog.first.field.edit.setText("gió mát trăng thanh bình")
    dialog._save()
    at_rest()
    assert page.banner.text.startswith("Đã đặt lại mật khẩu cho Tú.")

    customers.set_value(shop, customers.first_page(shop, customers.CustomerQuery())[:2], "assignee", "Tú")
    page.ask_removal(tu, people.list_people(shop))
    dialog = QApplication.activeModalWidget()
    at_rest()
    assert dialog.to.isEnabled()
    dialog.to.setCurrentIndex(1)
    dialog._go()
    at_rest()
    assert not people.person(shop, "Tú").is_active
    assert customers.count(shop, leaving.looked_after_by("Chủ tiệm")) == 2
    assert "Đã thay chìa khóa" in page.banner.text
    assert not page.progress.isVisible()


def test_who_is_not_the_owner_only_looks(window, shop, at_rest):
    with acting_as(shop, hire(shop, "Minh", "manager")):
        window._enter(shop)
        at_rest()
        window.workspace.go("people")
        at_rest()
        page = window.workspace._pages["people"]
        assert "Chỉ chủ sổ (Chủ tiệm) thêm, bỏ hay đổi quyền được." in texts(page)
        assert not [t for t in texts(page) if t in ("Quyền…", "Bỏ khỏi sổ…")]
        assert "Đã làm gì…" in texts(page)
        window.leave_workspace()


def test_the_report_names_who_was_seen(open_window, shop, at_rest):
    customer = customers.first_page(shop, customers.CustomerQuery(text="Lan"))[0]
    with acting_as(shop, hire(shop, "Minh", "manager")):
        customers.card(shop, customer)
        shop.write_viewed()
    open_window.workspace.go("people")
    at_rest()
    open_window.workspace._pages["people"].show_report(people.person(shop, "Minh"))
    at_rest()
    dialog = QApplication.activeModalWidget()
    assert dialog.seen.item(0, 0).text() == "Nguyễn Thị Lan"
    assert any("1 thẻ khách đã mở" in t for t in texts(dialog))
    assert dialog.give.isHidden()
    dialog.accept()


def test_customers_of_somebody_go_to_somebody_else_and_back(open_window, shop, at_rest):
    from khachhang.operations import history

    hire(shop, "Minh", "manager")
    customers.set_value(shop, customers.first_page(shop, customers.CustomerQuery())[:3], "assignee", "Minh")
    open_window.workspace.go("people")
    at_rest()
    page = open_window.workspace._pages["people"]
    page.show_report(people.person(shop, "Minh"))
    at_rest()
    dialog = QApplication.activeModalWidget()
    dialog.to.setCurrentText("Chủ tiệm")
    dialog._give()
    at_rest()
    assert customers.count(shop, leaving.looked_after_by("Chủ tiệm")) == 3
    history.undo(shop)
    assert customers.count(shop, leaving.looked_after_by("Minh")) == 3


def test_staff_see_masked_numbers_and_what_they_may_not_do(staff_window, at_rest, shop):
    page = staff_window.workspace.customers
    row = next(r for r in customers.rows(shop, page.model.ids[:5]) if r.values["full_name"] == "Nguyễn Thị Lan")
    assert row.values["phones"] == "0912 *** 678"
    grey = [
        a.text().replace("&", "") for m in staff_window.menuBar().actions() for a in m.menu().actions() if a.text() and not a.isEnabled()
    ]
    assert {"Xuất ra Excel…", "Nhật ký", "Sao lưu ngay…"} <= set(grey)
    assert not {"Nhập danh sách…", "Thêm khách…"} & set(grey)
    export = button_of(page, "Xuất Excel")
    assert not export.isEnabled()
    assert export.toolTip() == "Bạn chưa được phép: xuất ra tệp. Chủ tiệm cho phép được, ở mục Người dùng."


def test_a_masked_number_is_shown_on_request_and_noted(staff_window, shop, at_rest):
    page = staff_window.workspace.customers
    lan = customers.first_page(shop, customers.CustomerQuery(text="Nguyễn Thị Lan"))[0]
    page.show_card(lan)
    at_rest()
    assert "0912 *** 678" in texts(page.card)
    assert "0912 345 678" not in texts(page.card)

    button_of(page.card, "Xem đủ Điện thoại").click()
    at_rest()

    assert "0912 345 678" in texts(page.card)
    assert staff_window.toast.text.endswith("còn xem được 49 lần.")
    page.card.load(lan)
    at_rest()
    assert "0912 345 678" not in texts(page.card)
    with acting_as(shop, people.list_people(shop)[0]):
        assert [line.person for line in audit.log(shop, LogFilter(kind="out"))] == ["Lan"]


def test_what_is_copied_is_counted_and_refused_beyond_the_quota(window, shop, at_rest):
    hire(shop)
    lan = people.change(shop, "Lan", quota={"copy": 2})
    QApplication.clipboard().setText("trước")
    with acting_as(shop, lan):
        window._enter(shop)
        at_rest()
        page = window.workspace.customers
        page.select_all()
        page.copy_rows()
        at_rest()
        assert QApplication.clipboard().text() == "trước"
        told = QApplication.activeModalWidget()
        assert "Hôm nay bạn đã dùng 0 trong 2 lượt được phép (khách chép ra)" in told.text()
        told.accept()
        page.acts.copy(page.model.ids[:2], ["full_name", "phones"], ["Tên", "Điện thoại"])
        at_rest()
        assert "***" in QApplication.clipboard().text()
        window.leave_workspace()
    people.change(shop, "Lan", quota={"copy": 100})


def test_the_log_is_narrowed_checked_and_taken_out(open_window, shop, at_rest, tmp_path):
    hire(shop, "Hòa")
    open_window.workspace.go("audit")
    at_rest()
    page = open_window.workspace._pages["audit"]
    assert page.shown[0].sentence.startswith("Thêm khách") or page.shown[0].event == "person_added"
    page.kind.setCurrentIndex(page.kind.findData("data"))
    page.arrive()
    at_rest()
    assert {line.event for line in page.shown} == {"do"}
    page.check()
    at_rest()
    assert page.banner.text.startswith("Nhật ký liền một mạch")
    page.export_to(str(tmp_path / "nk.xlsx"))
    at_rest()
    assert (tmp_path / "nk.xlsx").exists()
    lan = customers.first_page(shop, customers.CustomerQuery(text="Nguyễn Thị Lan"))[0]
    page.kind.setCurrentIndex(0)
    open_window.workspace.show_log(lan, "Nguyễn Thị Lan")
    at_rest()
    assert [line.sentence for line in page.shown] == ["Thêm khách Nguyễn Thị Lan"]
    page.forget_customer()
    at_rest()
    assert len(page.shown) >= 5
    page.time.setCurrentIndex(page.time.findData(0))
    page.arrive()
    at_rest()
    assert page.shown


def test_a_first_password_is_changed_when_the_vault_is_opened(window, shop, at_rest, monkeypatch):
    from khachhang.operations import vaults

    monkeypatch.setattr(vaults, "must_set_password", lambda opened: True)
    window.opened(shop)
    at_rest()
    dialog = QApplication.activeModalWidget()
    assert dialog.windowTitle() == "Đổi mật khẩu"
    assert dialog.old.isHidden()
    assert FIRST_PASSWORD
    dialog._must = False
    dialog.reject()


def test_a_report_of_nothing_says_so(open_window, shop, at_rest):
    open_window.workspace.go("people")
    at_rest()
    open_window.workspace._pages["people"].show_report(people.person(shop, hire(shop, "Người mới").name))
    at_rest()
    dialog = QApplication.activeModalWidget()

    assert dialog.seen.isHidden()
    assert dialog.out.isHidden()
    assert {"Chưa xem thẻ khách nào.", "Chưa xuất, in hay chép gì."} <= set(texts(dialog))

    dialog.accept()


def test_what_was_said_of_the_whole_log_goes_when_it_is_narrowed(open_window, shop, at_rest):
    workspace = open_window.workspace
    workspace.go("audit")
    at_rest()
    page = workspace._pages["audit"]
    page.check()
    at_rest()
    assert page.banner.text.startswith("Nhật ký liền một mạch")

    workspace.show_log(workspace.customers.model.ids[0], "Nguyễn Thị Lan")
    at_rest()

    assert page.banner.isHidden()


def test_nothing_else_reads_while_the_keys_change(open_window, shop, at_rest):
    held: list[bool] = []
    workspace = open_window.workspace
    workspace.go("people")
    at_rest()
    page = workspace._pages["people"]
    page.hold_asked.connect(held.append)
    epoch = shop.vault.keys.roll.vault_key.epoch
    page.rotate()
    assert not workspace._side.isEnabled()
    assert not open_window.menuBar().isEnabled()
    at_rest()
    assert held == [True, False]
    assert workspace._side.isEnabled()
    assert open_window.menuBar().isEnabled()
    assert shop.vault.keys.roll.vault_key.epoch == epoch + 1
    workspace.go("customers")
    at_rest()
    assert len(workspace.customers.model.ids) == 5


def test_who_opens_is_chosen_and_a_wrong_password_says_the_same_of_everybody(window, at_rest, qtbot, tmp_path, monkeypatch):
    from khachhang.operations import vaults
    from khachhang.vault import NoMemory
    from tests.operations.shops import PASSWORD, new_shop

    folder = tmp_path / "Tiệm.khachhang"
    made = new_shop(folder)
    hire(made)
    vaults.lock(made)
    opening = vaults.open_
    monkeypatch.setattr(vaults, "open_", lambda *args, **how: opening(*args, **{**how, "memory": NoMemory()}))
    window.ask_password(folder)
    page = window.unlock
    qtbot.waitUntil(lambda: page.who.count() == 2, timeout=10_000)
    assert [page.who.itemText(at) for at in range(page.who.count())] == ["Chủ tiệm", "Lan"]
    said = set()
    for name in ("Chủ tiệm", "Lan"):
        page.who.setCurrentText(name)
        page._wait(0)
        page._field.edit.setText(FIRST_PASSWORD if name != "Lan" else PASSWORD)
        page._try()
        at_rest()
        said.add(page.said)
    assert len(said) == 1
    page._wait(0)
    page.who.setCurrentText("Lan")
    page._field.edit.setText(FIRST_PASSWORD)
    page._try()
    at_rest()
    assert window.session.opened.person == "Lan"
    assert QApplication.activeModalWidget().windowTitle() == "Đổi mật khẩu"
    QApplication.activeModalWidget()._must = False
    QApplication.activeModalWidget().reject()
    opened = window.session.opened
    window.leave_workspace()
    vaults.lock(opened)
