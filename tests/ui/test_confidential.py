"""Choosing what is confidential, what others see of it, erasing a person and handing out their data, in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from khachhang.errors import UserError
from khachhang.operations import compartments, customers
from khachhang.operations.customers import CustomerQuery
from tests.operations.acting import acting_as, hire
from tests.ui.test_people import texts
from ui.compartments.dialog import CompartmentsDialog
from ui.customers.form import CustomerForm
from ui.personal_data.erase_dialog import CertificateDialog, EraseDialog
from ui.personal_data.own_data_dialog import OwnDataDialog


@pytest.fixture
def cleared(shop):
    """The shared vault is given back with nothing sealed."""
    yield shop
    for each in compartments.compartments(shop):
        compartments.unseal(shop, each.compartment_id)


def know_again(opened):
    """Forget the keys of who had it open before, and learn what is open to this person."""
    opened.seals.wipe()
    with opened.vault.reading() as connection:
        opened.reload_catalogue(connection)


def id_of(opened, text):
    return customers.first_page(opened, CustomerQuery(text=text))[0]


def reader_of(asked, person_id):
    """Return the line of a person; who else is in the vault depends on the tests before."""
    lines = [asked.readers.item(i) for i in range(asked.readers.count())]
    return next(line for line in lines if line.data(Qt.ItemDataRole.UserRole) == person_id)


def test_the_owner_chooses_fields_and_readers(open_window, cleared, at_rest, qtbot):
    lan = hire(cleared).person_id
    dialog = CompartmentsDialog(open_window.session, open_window)
    dialog.open()
    dialog.ask_new()
    asked = QApplication.activeModalWidget()
    assert not asked.save.isEnabled()
    assert "Điện thoại" not in [asked.fields.item(i).text() for i in range(asked.fields.count())]
    asked.take("Ghi chú riêng", ("note", "income"))
    reader_of(asked, lan).setCheckState(Qt.CheckState.Checked)
    asked._save()
    at_rest()

    (made,) = compartments.compartments(cleared)
    assert (made.name, made.fields) == ("Ghi chú riêng", ("income", "note"))
    assert set(made.readers) == {cleared.vault.person_id, lan}
    assert any("Ghi chú riêng" in t for t in texts(dialog))
    assert "Đã giữ kín" in dialog.banner.text

    dialog.ask_change(made)
    asked = QApplication.activeModalWidget()
    reader_of(asked, lan).setCheckState(Qt.CheckState.Unchecked)
    asked.name.setText("Riêng")
    asked._save()
    at_rest()
    (made,) = compartments.compartments(cleared)
    assert (made.name, set(made.readers)) == ("Riêng", {cleared.vault.person_id})

    dialog._open_up(made)
    at_rest()
    open_window.workspace.go("history")
    at_rest()
    said = texts(open_window.workspace._pages["history"])
    at = next(i for i, t in enumerate(said) if t.startswith("Bỏ kín"))
    assert "Hoàn tác" not in said[at : at + 2], "what cannot be taken back has no button for it"
    assert compartments.compartments(cleared) == []
    assert any("Chưa có thông tin nào" in t for t in texts(dialog))
    dialog.close()


def test_who_may_not_read_sees_dots_and_adds(window, cleared, at_rest, qtbot):
    lan = hire(cleared)
    compartments.make(cleared, "Riêng", ["note"])
    tam = id_of(cleared, "tám")
    with acting_as(cleared, lan):
        know_again(cleared)
        window._enter(cleared)
        at_rest()
        page = window.workspace.customers
        page.card.load(tam)
        at_rest()
        assert "••• (kín)" in texts(page.card)
        assert not any("17h" in t for t in texts(page.card))
        model = page.model
        cells = [model.index(r, c).data(role) for r in range(model.rowCount()) for c in range(model.columnCount()) for role in range(14)]
        assert "17h" not in repr(cells)
        form = CustomerForm(window.session, page.card.card, window)
        form.open()
        note = form._editors["note"]
        assert note.text == ""
        assert "kín" in note.edit.placeholderText()
        assert form.changes() == {}
        form.type_in("note", "hẹn mai ghé")
        saved = []
        form.save_asked.connect(lambda changes, again: saved.append(changes))
        form._save(False)
        assert saved == [{"note": ["hẹn mai ghé"]}]
        customers.edit(cleared, tam, saved[0])
        with pytest.raises(UserError):
            customers.edit(cleared, tam, {"note": []})
        dialog = CompartmentsDialog(window.session, window)
        assert not dialog.add_button.isVisibleTo(dialog)
        assert "Bạn không xem được" in texts(dialog)
        dialog.deleteLater()
        window.leave_workspace()
    know_again(cleared)
    notes = [v.text for f in customers.card(cleared, tam).fields if f.field.key == "note" for v in f.values if v.is_shown]
    assert notes == ["giao sau 17h", "hẹn mai ghé"]


def test_erasing_asks_for_the_name_and_gives_a_certificate(open_window, shop, at_rest, qtbot, tmp_path):
    tam = id_of(shop, "tám")
    page = open_window.workspace.customers
    page.card.load(tam)
    at_rest()
    page.card.act_asked.emit("erase", ())
    at_rest()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, EraseDialog))
    assert not dialog.erase_button.isEnabled()
    dialog.name.setText("Lê Văn")
    assert not dialog.erase_button.isEnabled()
    dialog.name.setText("le van tam")
    assert dialog.erase_button.isEnabled()
    dialog.erase_button.click()
    at_rest()
    shown = next(w for w in QApplication.topLevelWidgets() if isinstance(w, CertificateDialog))
    shown.save(str(tmp_path / "giấy.pdf"))
    shown.save(str(tmp_path / "giấy.txt"))
    text = shown.findChild(QPlainTextEdit).toPlainText()
    shown.close()

    assert (tmp_path / "giấy.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "giấy.txt").read_text(encoding="utf-8-sig") == text
    assert "Tám" not in text
    with pytest.raises(UserError):
        customers.resolve(shop, tam)


def test_everything_about_a_customer_is_saved(open_window, shop, at_rest, qtbot, tmp_path):
    tam = id_of(shop, "tám")
    page = open_window.workspace.customers
    page.card.load(tam)
    at_rest()
    page.card.act_asked.emit("own_data", ())
    at_rest()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, OwnDataDialog))
    assert "giao sau 17h" in dialog.text.toPlainText()
    dialog.save(str(tmp_path / "Tám.pdf"))
    at_rest()
    dialog.save(str(tmp_path / "Tám.xlsx"))
    at_rest()

    assert (tmp_path / "Tám.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "Tám.xlsx").stat().st_size > 3000
    assert dialog.banner.text == "Đã lưu."
    dialog.close()
