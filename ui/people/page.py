"""Who may open the vault and do what. Only the owner changes it; whoever manages the vault may look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from khachhang.errors import UserError
from khachhang.operations import people
from khachhang.operations.people import PersonInfo
from khachhang.operations.rights import QUOTAS, Right
from ui.session import Session
from ui.texts import error_text, number, sentence
from ui.translations import language
from ui.widgets.basics import IconLabel, add_all, badge, button, clear_layout, column, frame, label, row, scrolled
from ui.widgets.dialogs import confirm
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.states import Banner


class PeoplePage(QWidget):
    """One card per person, with what the owner can do about them."""

    back_wanted = Signal()
    hold_asked = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Any = None
        self.is_owner = session.opened.vault.is_owner
        self.banner = Banner(self)
        self.progress = ProgressPanel(self)
        self.progress.hide()
        self.progress.cancelled.connect(self._cancel)
        self._cards = column(spacing=10)
        inner = QWidget(self)
        page = column(inner, margins=(28, 22, 28, 28), spacing=12)
        back = button(self.tr("Cài đặt"), self.back_wanted.emit, icon="arrow-left", kind="link", parent=inner)
        page.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        page.addWidget(label(self.tr("Người dùng"), inner, role="title"))
        page.addWidget(label(self._about(), inner, role="muted", wrap=True))
        page.addLayout(self._acts(inner))
        add_all(page, self.banner, self.progress, self._cards, None)
        outer = column(self)
        outer.addWidget(scrolled(inner, self))
        session.changed.connect(self._vault_changed)

    def _about(self) -> str:
        if not self.is_owner:
            return self.tr("Chỉ chủ sổ ({owner}) thêm, bỏ hay đổi quyền được.").format(owner=self._session.opened.owner_name)
        return self.tr(
            "Mỗi người mở sổ bằng mật khẩu của mình, và mọi việc họ làm đều có tên trong Nhật ký. Quyền ở đây nhắc người ngay thẳng làm "
            "đúng phần việc; điều không ai khác được biết thì để ở Thông tin kín."
        )

    def _acts(self, parent: QWidget) -> Any:
        acts = row(spacing=10)
        if self.is_owner:
            add = button(self.tr("&Thêm người dùng…"), self.ask_new, icon="user-plus", kind="primary", parent=parent)
            keys = button(self.tr("Thay &chìa khóa của sổ…"), self.ask_rotate, icon="key-round", parent=parent)
            add_all(acts, add, keys)
        acts.addWidget(button(self.tr("Thông tin &kín…"), self.show_compartments, icon="lock", parent=parent))
        acts.addStretch(1)
        return acts

    def arrive(self) -> None:
        """The page is shown."""
        self._session.read(lambda opened, tick: people.list_people(opened), self.show_people, key="people")

    def leave(self) -> None:
        """The vault is closing."""
        clear_layout(self._cards)

    @Slot(object)
    def _vault_changed(self, _outcome: object) -> None:
        if self.isVisible():
            self.arrive()

    @Slot(object)
    def show_people(self, found: Sequence[PersonInfo]) -> None:
        """Show a card per person."""
        clear_layout(self._cards)
        for each in found:
            self._cards.addWidget(self._card(each, found))

    def _card(self, person: PersonInfo, everybody: Sequence[PersonInfo]) -> QWidget:
        card = frame("card", self)
        inside = row(card, margins=(18, 14, 14, 14), spacing=14)
        inside.addWidget(IconLabel("shield" if person.is_owner else "user" if person.is_active else "user-x", 24, "muted", card))
        words = column(spacing=4)
        top = row(spacing=8)
        top.addWidget(label(person.name, card, role="strong"))
        top.addWidget(badge(sentence(person.role, "role") if person.is_active else self.tr("Đã nghỉ"), self._dress(person), card))
        if person.rights.department:
            top.addWidget(label(person.rights.department, card, role="small"))
        top.addStretch(1)
        words.addLayout(top)
        if person.is_active:
            words.addWidget(label(self._may(person), card, role="small", wrap=True))
            if person.devices:
                words.addWidget(
                    label(self.tr("Máy đã nhớ: {names}").format(names=", ".join(person.devices)), card, role="small", wrap=True)
                )
        inside.addLayout(words, 1)
        for made in self._buttons(person, everybody, card):
            inside.addWidget(made)
        return card

    @staticmethod
    def _dress(person: PersonInfo) -> str:
        return "neutral" if not person.is_active else "accent" if person.is_owner else "good"

    def _may(self, person: PersonInfo) -> str:
        if person.rights.allowed.issuperset(Right) and all(n is None for n in person.rights.quota.values()):
            return self.tr("Được làm mọi việc.")
        said = self.tr("Được: {rights}.").format(rights=", ".join(sentence(r.value, "right") for r in Right if r in person.rights.allowed))
        limits = [
            self.tr("{n} {what}").format(n=number(limit), what=sentence(what, "quota"))
            for what in QUOTAS
            if (limit := person.rights.quota.get(what)) is not None and self._is_counted(person, what)
        ]
        return said + " " + self.tr("Mỗi ngày nhiều nhất {limits}.").format(limits=", ".join(limits)) if limits else said

    @staticmethod
    def _is_counted(person: PersonInfo, what: str) -> bool:
        """Tell whether a quota says anything: showing numbers one by one is for those who see them masked, the others need their right."""
        return (Right(what) in person.rights.allowed) is (what != "reveal")

    def _buttons(self, person: PersonInfo, everybody: Sequence[PersonInfo], parent: QWidget) -> list[QWidget]:
        if person.is_owner:
            return []
        report = button(self.tr("Đã làm gì…"), partial(self.show_report, person), icon="eye", kind="small", parent=parent)
        report.setAccessibleName(self.tr("{name} đã xem và lấy ra những gì").format(name=person.name))
        found = [report]
        if self.is_owner and person.is_active:
            for text, slot, icon in (
                (self.tr("Quyền…"), partial(self.ask_rights, person), "settings"),
                (self.tr("Mật khẩu…"), partial(self.ask_password, person), "key-round"),
                (self.tr("Bỏ khỏi sổ…"), partial(self.ask_removal, person, everybody), "user-x"),
            ):
                made = button(text, slot, icon=icon, kind="small", parent=parent)
                made.setAccessibleName(f"{text} {person.name}")
                found.append(made)
        return found

    @Slot()
    def show_compartments(self) -> None:
        """Show what is kept confidential, and who reads it."""
        from ui.compartments.dialog import CompartmentsDialog

        self._open(CompartmentsDialog(self._session, self))

    # ---- asking

    @Slot()
    def ask_new(self) -> None:
        """Ask for name, role and first password."""
        from ui.people.dialogs import NewPersonDialog

        dialog = NewPersonDialog(self._session, self)
        dialog.asked.connect(self._add)
        self._open(dialog)

    @Slot(object)
    def _add(self, asked: dict[str, str]) -> None:
        name = asked["name"]
        text = self.tr("Đã thêm {name}. Đưa mật khẩu đầu tiên cho họ; lần mở đầu họ sẽ đặt mật khẩu riêng.").format(name=name)
        self.act(text, lambda opened, tick: people.add(opened, **asked))

    def ask_rights(self, person: PersonInfo) -> None:
        """Ask what a person may do."""
        from ui.people.rights_dialog import RightsDialog

        dialog = RightsDialog(person, self)
        dialog.asked.connect(partial(self._change, person))
        self._open(dialog)

    def _change(self, person: PersonInfo, asked: dict[str, Any]) -> None:
        text = self.tr("Đã đổi quyền của {name}.").format(name=person.name)
        self.act(text, lambda opened, tick: people.change(opened, person.person_id, **asked))

    def ask_password(self, person: PersonInfo) -> None:
        """Ask for a new first password."""
        from ui.people.dialogs import FirstPasswordDialog

        dialog = FirstPasswordDialog(self._session, person.name, self)
        dialog.asked.connect(partial(self._reset, person))
        self._open(dialog)

    def _reset(self, person: PersonInfo, password: str) -> None:
        text = self.tr("Đã đặt lại mật khẩu cho {name}. Mật khẩu cũ không mở được nữa.").format(name=person.name)
        self.act(text, lambda opened, tick: people.reset_password(opened, person.person_id, password))

    def ask_removal(self, person: PersonInfo, everybody: Sequence[PersonInfo]) -> None:
        """Ask before somebody is taken off."""
        from ui.people.leaving import RemovalDialog

        dialog = RemovalDialog(self._session, person, [p for p in everybody if p.is_active and p != person], self)
        dialog.asked.connect(partial(self.remove, person))
        self._open(dialog)

    def remove(self, person: PersonInfo, new_keys: bool, to: str) -> None:
        """Give their customers to somebody else when asked to, then take the person off."""
        from ui.people.leaving import Removal

        text = self.tr("Đã bỏ {name} khỏi sổ.").format(name=person.name)
        if new_keys:
            text += " " + self.tr("Đã thay chìa khóa; bản sao lưu có từ trước vẫn mở được bằng mật khẩu cũ của họ.")
        self.act(text, Removal(person.person_id, new_keys, to), self.tr("Đang thay chìa khóa") if new_keys else "")

    @Slot()
    def ask_rotate(self) -> None:
        """Ask before every key is changed."""
        text = self.tr(
            "Mọi chìa khóa của sổ được thay, sau khi sao lưu một bản. Mật khẩu và Giấy mở sổ giữ nguyên.\n\n"
            "Nên làm khi nghi có người đã chép sổ. Bản đã chép trước đó thì không với tới được."
        )
        confirm(self, self.tr("Thay chìa khóa của sổ"), text, self.tr("&Thay chìa khóa"), self.rotate)

    @Slot()
    def rotate(self) -> None:
        """Change every key."""
        self.act(self.tr("Đã thay chìa khóa của sổ."), lambda opened, tick: people.rotate(opened, tick), self.tr("Đang thay chìa khóa"))

    def show_report(self, person: PersonInfo) -> None:
        """Show what somebody saw and took out."""
        from khachhang.operations import leaving

        lang = language()
        done = partial(self._open_report, person)
        self._session.read(lambda opened, tick: leaving.leaver_report(opened, person.person_id, lang=lang), done, key="leaver")

    def _open_report(self, person: PersonInfo, report: Any) -> None:
        from ui.people.leaving import ReportDialog

        others = [p.name for p in people.list_people(self._session.opened, with_gone=False) if p.person_id != person.person_id]
        dialog = ReportDialog(report, others, self)
        dialog.reassign_asked.connect(partial(self.reassign, person))
        self._open(dialog)

    def reassign(self, person: PersonInfo, to: str) -> None:
        """Give all customers of somebody to somebody else."""
        from khachhang.operations import leaving

        text = self.tr("Đã giao khách của {name} cho {to}.").format(name=person.name, to=to)
        self._session.act(text, lambda opened, tick: leaving.reassign(opened, person.person_id, to, tick), failed=self._failed)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # ---- doing

    def act(self, said: str, work: Callable[..., Any], title: str = "") -> None:
        """Do something about a person on the worker; with a title it takes long enough to be watched."""
        self.banner.say("")
        if title:
            self.progress.start(title)
            self.progress.show()
            self.hold_asked.emit(True)
        self._job = self._session.write(
            work, partial(self._done, said), heard=self.progress.hear, failed=self._failed, cancelled=self._stopped
        )

    def _done(self, said: str, _result: object) -> None:
        self._stopped()
        self.banner.say(said, "good")
        self.arrive()
        self._session.changed.emit(None)

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self._stopped()
        self.banner.say(error_text(error), "danger")
        self.arrive()

    @Slot()
    def _stopped(self) -> None:
        self._job = None
        if self.progress.isVisibleTo(self):
            self.hold_asked.emit(False)
        self.progress.hide()

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
