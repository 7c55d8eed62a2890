"""Acts on many customers: what is selected, or all that are filtered. In the background, with progress and a way to stop, and one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot

from khachhang.operations import bulk, customers, editing
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from ui.customers.many_dialogs import AssignDialog, SetFieldDialog
from ui.customers.small_dialogs import GroupDialog
from ui.session import Session
from ui.texts import number
from ui.widgets.progress_panel import ProgressPanel

if TYPE_CHECKING:
    from ui.customers.page import CustomersPage

PATIENCE_MS = 400
"""Work shorter than this shows no progress."""


class ManyActs(QObject):
    """Runs one act after the other; shows how far the current one is."""

    def __init__(self, session: Session, page: CustomersPage) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._job: Any = None
        self.progress = ProgressPanel(page)
        self.progress.hide()
        self.progress.cancelled.connect(self._cancel)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self.progress.show)

    def run(self, doing: str, done: str, operation: Callable[[OpenVault, Tick], Any]) -> None:
        """Do it. doing: what the progress says meanwhile; done: what is said afterwards, beside the way back."""
        self.progress.start(doing)
        self._timer.start()
        self._job = self._session.act(done, operation, self._ended, heard=self.progress.hear, cancelled=self._stopped, failed=self._failed)

    @Slot(object)
    def _ended(self, _outcome: object) -> None:
        self._timer.stop()
        self.progress.hide()
        self._job = None

    @Slot()
    def _stopped(self) -> None:
        self._ended(None)
        self._session.said.emit(self.tr("Đã dừng, chưa khách nào bị đổi."), None)

    @Slot(object)
    def _failed(self, error: Any) -> None:
        self._ended(None)
        self._session.failed.emit(error)

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # ---- the acts

    @Slot()
    def ask_field(self) -> None:
        """Ask which field to set, and to what."""
        ids = self._page.selected_ids()
        if ids:
            dialog = SetFieldDialog(self._session, ids, self._page.window())
            dialog.chosen.connect(partial(self._set_field, ids))
            dialog.open()

    def _set_field(self, ids: Sequence[int], key: str, text: str) -> None:
        n = number(len(ids))
        done = self.tr("Đã ghi cho {n} khách.") if text else self.tr("Đã để trống cột này cho {n} khách.")
        doing = self.tr("Đang ghi cho {n} khách").format(n=n)
        self.run(doing, done.format(n=n), lambda opened, tick: bulk.set_field(opened, ids, key, text, tick))

    @Slot()
    def ask_assignee(self) -> None:
        """Ask who looks after the selected customers."""
        ids = self._page.selected_ids()
        if ids:
            self._session.read(lambda opened, tick: bulk.assignees(opened), partial(self._choose_assignee, ids))

    def _choose_assignee(self, ids: Sequence[int], known: Sequence[str]) -> None:
        dialog = AssignDialog(known, len(ids), self._page.window())
        dialog.assigned.connect(partial(self._assign, ids))
        dialog.open()

    def _assign(self, ids: Sequence[int], who: str) -> None:
        n = number(len(ids))
        done = self.tr("Đã giao {n} khách cho {who}.") if who else self.tr("Đã bỏ người phụ trách của {n} khách.")
        doing = self.tr("Đang giao {n} khách").format(n=n)
        self.run(doing, done.format(n=n, who=who), lambda opened, tick: editing.assign(opened, ids, who or None, tick))

    @Slot()
    def ask_group(self) -> None:
        """Ask which group the selected customers join or leave."""
        ids = self._page.selected_ids()
        if ids:
            self._session.read(lambda opened, tick: customers.groups(opened), partial(self._choose_group, ids))

    def _choose_group(self, ids: Sequence[int], groups: Sequence[tuple[str, int]]) -> None:
        dialog = GroupDialog([name for name, _ in groups], len(ids), self._page)
        dialog.added.connect(partial(self._add_group, ids))
        dialog.removed.connect(partial(self._remove_group, ids))
        dialog.open()

    def _add_group(self, ids: Sequence[int], name: str) -> None:
        n = number(len(ids))
        done = self.tr("Đã thêm {n} khách vào nhóm {name}.").format(n=n, name=name)
        doing = self.tr("Đang thêm {n} khách vào nhóm").format(n=n)
        self.run(doing, done, lambda opened, tick: customers.add_group(opened, ids, name, tick))

    def _remove_group(self, ids: Sequence[int], name: str) -> None:
        n = number(len(ids))
        done = self.tr("Đã bỏ {n} khách khỏi nhóm {name}.").format(n=n, name=name)
        doing = self.tr("Đang bỏ {n} khách khỏi nhóm").format(n=n)
        self.run(doing, done, lambda opened, tick: customers.remove_group(opened, ids, name, tick))
