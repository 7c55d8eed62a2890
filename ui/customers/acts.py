"""What a person does with customers: each calls one operation and says what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

from khachhang.operations import customers, duplicates, editing, leaks, verification
from khachhang.operations.customers import CustomerQuery
from ui.customers import copying
from ui.customers.bulk_bar import BulkBar
from ui.customers.form import CustomerForm
from ui.customers.many_acts import ManyActs
from ui.customers.original import OriginalDialog, RecordDialog
from ui.customers.small_dialogs import NoteDialog, SplitDialog
from ui.personal_data.acts import ask_erase, show_own_data
from ui.printing.acts import PrintActs
from ui.session import Session
from ui.texts import number
from ui.translations import language

if TYPE_CHECKING:
    from ui.customers.page import CustomersPage

MAX_COPIED = 5000


class CustomerActs(QObject):
    """Commands of the customers' page."""

    def __init__(self, session: Session, page: CustomersPage) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._printing = PrintActs(session, page)
        self.many = ManyActs(session, page)

    def print_list(self, query: CustomerQuery, columns: Sequence[str], ids: Sequence[int] | None = None) -> None:
        """Print what is filtered, or the customers named."""
        self._printing.print_list(query, columns, ids)

    def print_labels(self, query: CustomerQuery, ids: Sequence[int] | None = None) -> None:
        """Print address labels for what is filtered, or for the customers named."""
        self._printing.print_labels(query, ids)

    @Slot()
    def print_current(self) -> None:
        """Print the card of the customer selected."""
        ids = self._page.selected_ids()[:1]
        if ids:
            self._printing.print_card(ids[0])

    def listen_to(self, bulk: BulkBar) -> None:
        """Do what the bar above the list asks for."""
        bulk.group_asked.connect(self.many.ask_group)
        bulk.field_asked.connect(self.many.ask_field)
        bulk.assignee_asked.connect(self.many.ask_assignee)
        bulk.merge_asked.connect(self._page.merge_selected)
        bulk.export_asked.connect(self._page.export_selected)
        bulk.silence_asked.connect(self.silence_selected)
        bulk.verify_asked.connect(self.verify_selected)
        bulk.bin_asked.connect(self._page.bin_selected)
        bulk.restore_asked.connect(self.restore_selected)
        bulk.cleared.connect(self._page.view.clearSelection)

    @Slot(str, object)
    def act(self, what: str, args: tuple[Any, ...]) -> None:
        """Do what a card asks for."""
        card = self._page.card.card
        if card is not None:
            getattr(self, f"_on_{what}")(card, *args)

    # ---- the card

    def _on_edit(self, card: Any) -> None:
        self._open_form(card)

    def _on_confirm(self, card: Any) -> None:
        who = card.customer_id
        self._session.act(self.tr("Đã ghi: hôm nay vẫn đúng."), lambda opened, tick: customers.confirm(opened, who))

    def _on_note(self, card: Any, text: str) -> None:
        who = card.customer_id
        self._session.act(self.tr("Đã ghi."), lambda opened, tick: editing.add_values(opened, [who], "note", text, tick))

    def _on_do_not_contact(self, card: Any, wanted: bool) -> None:
        who = card.customer_id
        text = self.tr("Đã ghi: xin đừng gọi.") if wanted else self.tr("Đã ghi: gọi lại được.")
        self._session.act(text, lambda opened, tick: customers.set_do_not_contact(opened, [who], wanted))

    def _on_mark(self, card: Any, verdict: str) -> None:
        if verdict == "unverifiable":
            self._ask_note(partial(self._mark, [card.customer_id], verdict))
        else:
            self._mark([card.customer_id], verdict, "")

    def _mark(self, ids: Sequence[int], verdict: str, note: str) -> None:
        text = self.tr("Đã ghi cho {n} khách.").format(n=number(len(ids)))
        doing = self.tr("Đang ghi cho {n} khách").format(n=number(len(ids)))
        self.many.run(doing, text, lambda opened, tick: verification.mark_customers(opened, ids, verdict, note, tick))

    def _on_verify(self, card: Any, record_id: int, key: str, verdict: str, value: Any) -> None:
        if verdict == "unverifiable":
            self._ask_note(partial(self._verify, record_id, key, verdict, value))
        else:
            self._verify(record_id, key, verdict, value, "")

    def _verify(self, record_id: int, key: str, verdict: str, value: Any, note: str) -> None:
        said = {
            "right": self.tr("Đã kiểm: đúng."),
            "wrong": self.tr("Đã kiểm: sai. Giá trị được cất đi."),
            "unverifiable": self.tr("Đã ghi: không kiểm được."),
        }
        self._session.act(said[verdict], lambda opened, tick: verification.verify(opened, record_id, key, verdict, note, value))

    def _on_retire(self, card: Any, key: str, value: Any) -> None:
        who = card.customer_id
        text = self.tr("Đã cất số cũ, vẫn xem lại được.") if key == "phones" else self.tr("Đã cất, vẫn xem lại được.")
        self._session.act(text, lambda opened, tick: customers.retire_value(opened, who, key, value))

    def _on_choose(self, card: Any, key: str, record_id: int) -> None:
        who = card.customer_id
        self._session.act(self.tr("Đã chọn giá trị này."), lambda opened, tick: customers.choose_value(opened, who, key, record_id))

    def _on_unmerge(self, card: Any) -> None:
        who = card.customer_id
        self._session.act(self.tr("Đã tách ra như trước khi gộp."), lambda opened, tick: duplicates.unmerge(opened, who))

    def _on_ask_again(self, card: Any) -> None:
        who = card.customer_id
        self._session.act(self.tr("Sẽ hỏi lại."), lambda opened, tick: duplicates.ask_again(opened, who))

    def _on_split(self, card: Any) -> None:
        dialog = SplitDialog(card, self._page)
        dialog.chosen.connect(partial(self._split, card.customer_id))
        dialog.open()

    def _split(self, customer_id: int, record_ids: Sequence[int]) -> None:
        self._session.act(self.tr("Đã tách thành một khách riêng."), lambda opened, tick: duplicates.split(opened, customer_id, record_ids))

    def _on_bin(self, card: Any) -> None:
        self.bin([card.customer_id])

    def _on_restore(self, card: Any) -> None:
        self._restore([card.customer_id])

    def _on_print(self, card: Any) -> None:
        self._printing.print_card(card.customer_id)

    def _on_own_data(self, card: Any) -> None:
        show_own_data(self._session, self._page, card.customer_id)

    def _on_erase(self, card: Any) -> None:
        ask_erase(self._session, self._page, card.customer_id)

    def _on_log(self, card: Any) -> None:
        shown = getattr(self._page.window(), "workspace", None)
        if shown is not None:
            shown.show_log(card.customer_id, card.name)

    def _on_questions(self, card: Any) -> None:
        workspace = self._page.window()
        shown = getattr(workspace, "workspace", None)
        if shown is not None:
            shown.go("duplicates")

    # ---- one or many

    def add(self, name: str = "") -> None:
        """Open an empty form, perhaps with a name or a number that was searched for."""
        form = self._open_form(None)
        if name:
            form.type_in("phones" if name.replace(" ", "").isdigit() else "full_name", name)

    def edit(self, customer_id: int) -> None:
        """Fetch a card and open its form."""
        lang = language()
        self._session.read(lambda opened, tick: customers.card(opened, customer_id, lang=lang), self._open_form)

    def open_draft(self, customer_id: int | None, texts: Mapping[str, str]) -> None:
        """Open a form with what was typed into it before a lock."""
        if customer_id is None:
            self._fill(texts, None)
        else:
            lang = language()
            self._session.read(lambda opened, tick: customers.card(opened, customer_id, lang=lang), partial(self._fill, texts))

    def _fill(self, texts: Mapping[str, str], card: Any) -> None:
        form = self._open_form(card)
        for key, text in texts.items():
            form.type_in(key, text)

    @Slot(object)
    def _open_form(self, card: Any) -> CustomerForm:
        form = CustomerForm(self._session, card, self._page)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.save_asked.connect(partial(self._save, card))
        form.card_asked.connect(self._page.show_card)
        form.open()
        return form

    def _save(self, card: Any, changes: Mapping[str, Any], again: bool) -> None:
        if card is None:
            self._session.act(
                self.tr("Đã thêm khách."), lambda opened, tick: customers.add(opened, changes), None if again else self._show_added
            )
        else:
            who = card.customer_id
            self._session.act(self.tr("Đã lưu."), lambda opened, tick: customers.edit(opened, who, changes))

    @Slot(object)
    def _show_added(self, outcome: Any) -> None:
        if outcome.customer_ids:
            self._page.show_card(outcome.customer_ids[0])

    def bin(self, ids: Sequence[int]) -> None:
        """Move customers to the recycle bin: no question, a way back."""
        if ids:
            several = self.tr("Đã bỏ {n} khách vào Thùng rác.").format(n=number(len(ids)))
            text = self.tr("Đã bỏ 1 khách vào Thùng rác.") if len(ids) == 1 else several
            doing = self.tr("Đang bỏ {n} khách vào Thùng rác").format(n=number(len(ids)))
            self.many.run(doing, text, lambda opened, tick: customers.bin_(opened, ids, tick))

    @Slot()
    def restore_selected(self) -> None:
        """Take the selected customers out of the bin."""
        self._restore(self._page.selected_ids())

    def _restore(self, ids: Sequence[int]) -> None:
        if ids:
            several = self.tr("Đã lấy lại {n} khách.").format(n=number(len(ids)))
            text = self.tr("Đã lấy lại 1 khách.") if len(ids) == 1 else several
            doing = self.tr("Đang lấy lại {n} khách").format(n=number(len(ids)))
            self.many.run(doing, text, lambda opened, tick: customers.restore(opened, ids, tick))

    @Slot()
    def silence_selected(self) -> None:
        """Note that the selected customers ask not to be called."""
        ids = self._page.selected_ids()
        if ids:
            doing = self.tr("Đang ghi cho {n} khách").format(n=number(len(ids)))
            self.many.run(
                doing, self.tr("Đã ghi: xin đừng gọi."), lambda opened, tick: customers.set_do_not_contact(opened, ids, True, tick)
            )

    @Slot()
    def verify_selected(self) -> None:
        """Note that the selected customers were called and everything is right."""
        ids = self._page.selected_ids()
        if ids:
            self._mark(ids, "right", "")

    def merge(self, ids: Sequence[int]) -> None:
        """Show customers side by side and ask whether they are one."""
        if len(ids) > 1:
            from ui.duplicates.merge_dialog import MergeDialog

            lang = language()
            chosen = list(ids[:8])
            self._session.read(lambda opened, tick: duplicates.review(opened, chosen, lang=lang), partial(self._open_merge, MergeDialog))

    def _open_merge(self, kind: type[Any], review: Any) -> None:
        dialog = kind(review, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.merge_asked.connect(self._merge)
        dialog.open()

    def _merge(self, ids: Sequence[int], choices: Mapping[str, int]) -> None:
        self._session.act(
            self.tr("Đã gộp, không mất gì. Lúc nào cũng tách lại được."), lambda opened, tick: duplicates.merge(opened, ids, choices, tick)
        )

    def export(self, query: CustomerQuery, columns: Sequence[str], shown: int, ids: Sequence[int] | None) -> None:
        """Open the export dialog."""
        from ui.export.dialog import ExportDialog

        dialog = ExportDialog(self._session, query, columns, shown, ids, self._page, title=self._page.listed.title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # ---- looking and copying

    @Slot(int, str)
    def show_original(self, record_id: int, key: str) -> None:
        """Show the sheet a record came from, or the record itself when it was typed by hand."""
        card = self._page.card.card
        record = next((r for r in card.records if r.record_id == record_id), None) if card is not None else None
        if record is not None and (record.is_edit or not record.file_name):
            _show(RecordDialog(record, self._page))
            return
        self._session.read(lambda opened, tick: customers.original_workbook(opened, record_id, key or None), self._open_original)

    @Slot(object)
    def _open_original(self, view: Any) -> None:
        _show(OriginalDialog(view, self._page))

    def copy(self, ids: Sequence[int], keys: Sequence[str], titles: Sequence[str]) -> None:
        """Fetch rows and put them on the clipboard."""
        if ids:
            copying.fetch(self._session, list(ids[:MAX_COPIED]), keys, partial(self._copied, keys, titles))

    def _copied(self, keys: Sequence[str], titles: Sequence[str], rows: Sequence[Any]) -> None:
        QGuiApplication.clipboard().setText(as_tsv(titles, [[r.values.get(k, "") for k in keys] for r in rows]))
        self._session.said.emit(self.tr("Đã chép {n} dòng.").format(n=number(len(rows))), None)

    @Slot()
    def copy_phone(self) -> None:
        """Put the phone numbers of the current customer on the clipboard."""
        ids = self._page.selected_ids()[:1]
        if ids:
            copying.fetch(self._session, ids, ["phones"], self._phone_copied)

    @Slot(object)
    def _phone_copied(self, rows: Sequence[Any]) -> None:
        QGuiApplication.clipboard().setText(rows[0].values.get("phones", "") if rows else "")
        self._session.said.emit(self.tr("Đã chép số điện thoại."), None)

    def _on_copy(self, card: Any, key: str, text: str) -> None:
        copying.note_value(self._session, key, partial(self._value_copied, text))

    def _value_copied(self, text: str, _nothing: object) -> None:
        QGuiApplication.clipboard().setText(text)
        self._session.said.emit(self.tr("Đã chép."), None)

    def _on_reveal(self, card: Any, key: str) -> None:
        who, lang = card.customer_id, language()
        done = partial(self._revealed, who)
        self._session.write(lambda opened, tick: (leaks.reveal(opened, who, key, lang=lang), leaks.left_today(opened, "reveal")), done)

    def _revealed(self, customer_id: int, found: tuple[Any, int | None]) -> None:
        field, left = found
        self._page.card.show_revealed(customer_id, field)
        if left is not None:
            self._session.said.emit(self.tr("Đã ghi vào Nhật ký. Hôm nay còn xem được {n} lần.").format(n=number(left)), None)

    def _ask_note(self, accepted: Any) -> None:
        dialog = NoteDialog(self._page)
        dialog.noted.connect(accepted)
        dialog.open()


def _show(dialog: Any) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def as_tsv(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a sheet pastes them; tabs and line ends inside a cell become spaces."""
    lines = [titles, *rows]
    return "\n".join("\t".join(cell.replace("\t", " ").replace("\n", "; ") for cell in line) for line in lines)
