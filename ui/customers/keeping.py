"""Keeping lists: the name is asked for, the list is opened, pinned, shared, renamed, taken away; its columns stay with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from khachhang.operations import group_rules, saved_lists
from khachhang.operations.saved_lists import SavedList
from ui.customers.keep_dialog import PRIVATE, RULE, KeepDialog, NameDialog
from ui.customers.query_state import state_of
from ui.session import Session
from ui.widgets.dialogs import confirm

if TYPE_CHECKING:
    from ui.customers.page import CustomersPage


class ListActs(QObject):
    """What a person does with lists. `current`: the list that is open, whose columns and sort are kept as they are left."""

    left_as_it_is = Signal()

    def __init__(self, session: Session, page: CustomersPage) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._columns_before: list[tuple[str, int]] | None = None
        self.current: SavedList | None = None

    @property
    def title(self) -> str:
        """The name of the list that is open, "" when none is."""
        return self.current.name if self.current is not None else ""

    # ---- keeping

    @Slot()
    def keep(self) -> None:
        """Ask for a name and keep what is shown: as a list for all, as one's own, or as a group by rule."""
        said = " · ".join(text for _, text in self._page.teller.chips())
        name = self.current.name if self.current is not None and not self.current.is_ready_made else ""
        dialog = KeepDialog(said, name or said[:60] or self._page.state.text.strip(), self._page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.current is not None and self.current.is_rule:
            dialog.choose(RULE)
        dialog.kept.connect(self._keep)
        dialog.open()

    def _keep(self, name: str, how: str) -> None:
        page = self._page
        query = page.state.to_query()
        if how == RULE:
            text = self.tr("Nhóm tự động “{name}”: khách khớp điều kiện tự vào, hết khớp tự ra.").format(name=name)
            self._session.act(text, lambda opened, tick: group_rules.make_rule(opened, name, query))
            return
        keys, widths = zip(*page.view.widths(), strict=True)
        text = self.tr("Đã lưu danh sách “{name}”.").format(name=name)
        self._session.write(
            lambda opened, tick: saved_lists.save(opened, name, query, keys, widths, is_private=how == PRIVATE), _Said(self._session, text)
        )

    # ---- opening and leaving

    def open(self, wanted: SavedList) -> None:
        """Show a list, with its sort and its columns as they were left."""
        page = self._page
        if self._columns_before is None:
            self._columns_before = list(page.view.widths())
        self.current = None
        known = [key for key in wanted.columns if page.columns.is_known(key)]
        page.columns.dress(known, dict(zip(wanted.columns, wanted.widths, strict=False))) if known else page.columns.dress_as(
            self._columns_before
        )
        self.current = wanted
        state = state_of(wanted.query)
        if state.only_ids is not None:
            state = replace(state, only_title=wanted.name)
        page.show_state(state)

    def leave(self) -> None:
        """No list is open any more: the columns of the plain table come back."""
        self.current = None
        if self._columns_before is not None:
            before, self._columns_before = self._columns_before, None
            self._page.columns.dress_as(before)

    def keep_layout(self) -> None:
        """Remember how the open list was left."""
        assert self.current is not None
        list_id, columns, sort = self.current.list_id, list(self._page.view.widths()), self._page.state.sort
        self._session.write(lambda opened, tick: saved_lists.keep_layout(opened, list_id, columns, sort), self._laid_out)

    @Slot(object)
    def _laid_out(self, _nothing: object) -> None:
        self.left_as_it_is.emit()

    # ---- changing

    def pin(self, wanted: SavedList) -> None:
        """Keep a list on top, or no longer."""
        text = self.tr("Đã thôi ghim “{name}”.") if wanted.is_pinned else self.tr("Đã ghim “{name}” lên đầu.")
        self._session.write(
            lambda opened, tick: saved_lists.pin(opened, wanted.list_id, not wanted.is_pinned),
            _Said(self._session, text.format(name=wanted.name)),
        )

    def share(self, wanted: SavedList) -> None:
        """Let everybody see a private list, or keep a shared one to oneself."""
        text = self.tr("Mọi người đều thấy “{name}”.") if wanted.owner else self.tr("Từ giờ chỉ mình bạn thấy “{name}”.")
        self._session.write(
            lambda opened, tick: saved_lists.share(opened, wanted.list_id, is_private=not wanted.owner),
            _Said(self._session, text.format(name=wanted.name)),
        )

    def change(self, wanted: SavedList) -> None:
        """Show the conditions of a group by rule as chips; kept under the same name they are its rule."""
        self._session.read(lambda opened, tick: group_rules.rules(opened), lambda rules: self._change(wanted, rules))

    def _change(self, wanted: SavedList, rules: dict[str, group_rules.GroupRule]) -> None:
        rule = rules.get(wanted.name)
        if rule is not None:
            self.open(wanted)
            self._page.show_state(state_of(replace(wanted.query, filters=rule.part)))
            self._session.said.emit(self.tr("Sửa điều kiện ở các ô bên trên, rồi “Lưu danh sách này…” với cùng tên."), None)

    def rename(self, wanted: SavedList) -> None:
        """Ask for another name."""
        title = self.tr("Đổi tên nhóm tự động") if wanted.is_rule else self.tr("Đổi tên danh sách")
        dialog = NameDialog(title, self.tr("Tên nhóm") if wanted.is_rule else self.tr("Tên danh sách"), wanted.name, self._page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.named.connect(self._renamer(wanted))
        dialog.open()

    def _renamer(self, wanted: SavedList) -> Callable[[str], object]:
        if wanted.is_rule:
            text = self.tr("Đã đổi tên nhóm.")
            return lambda name: self._session.act(text, lambda opened, tick: group_rules.rename_rule(opened, wanted.name, name))
        text = self.tr("Đã đổi tên danh sách.")
        return lambda name: self._session.write(
            lambda opened, tick: saved_lists.rename(opened, wanted.list_id, name), _Said(self._session, text)
        )

    def delete(self, wanted: SavedList) -> None:
        """Forget a list after a question; a group by rule goes at once, as it comes back with undo."""
        if wanted.is_rule:
            text = self.tr("Đã bỏ nhóm tự động “{name}”. Khách vẫn còn nguyên.").format(name=wanted.name)
            self._session.act(text, lambda opened, tick: group_rules.drop_rule(opened, wanted.name))
            return
        text = self.tr("Đã bỏ danh sách “{name}”.").format(name=wanted.name)
        confirm(
            self._page,
            self.tr("Bỏ danh sách “{name}”?").format(name=wanted.name),
            self.tr("Khách trong danh sách vẫn còn nguyên trong sổ."),
            self.tr("Bỏ danh sách"),
            lambda: self._session.write(lambda opened, tick: saved_lists.delete_list(opened, wanted.list_id), _Said(self._session, text)),
        )


class _Said:
    """Announces an outcome that cannot be taken back."""

    def __init__(self, session: Session, text: str) -> None:
        self._session, self._text = session, text

    def __call__(self, outcome: object) -> None:
        self._session.changed.emit(outcome)
        self._session.said.emit(self._text, None)
