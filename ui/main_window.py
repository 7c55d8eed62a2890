"""The one window: first screen, unlocking, creating, and the workspace of an open vault, one at a time.

The first screen is painted before anything of the database, its libraries or the other pages is loaded: these imports stand where they
are first needed.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from khachhang.errors import UserError
from khachhang.progress import Tick
from ui import menus, translations
from ui.jobs import Jobs
from ui.settings import Settings
from ui.start.page import StartPage
from ui.texts import error_text
from ui.theme import Theme
from ui.widgets.dialogs import tell
from ui.widgets.drop_veil import DropVeil
from ui.widgets.files import ask_file, ask_folder
from ui.widgets.states import BusyOverlay
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from khachhang.operations.opened import OpenVault
    from ui.create.page import CreatePage
    from ui.lock.keeper import LockKeeper
    from ui.session import Session
    from ui.unlock.page import UnlockPage
    from ui.unlock.request import UnlockRequest
    from ui.workspace import Workspace


class MainWindow(QMainWindow):
    """Shows one of four pages; opening, locking and closing a vault happen here."""

    def __init__(self, settings: Settings, jobs: Jobs, look: Theme) -> None:
        super().__init__()
        self.settings = settings
        self.jobs = jobs
        self.look = look
        self.session: Session | None = None
        self.workspace: Workspace | None = None
        self._is_closing = False
        self._keeper: LockKeeper | None = None
        self.setMinimumSize(1024, 640)
        self.resize(*first_size(self))
        self.setAcceptDrops(True)
        self._stack = QStackedWidget(self)
        self.setCentralWidget(self._stack)
        self.toast = Toast(self)
        self.veil = DropVeil(self)
        self._make_pages()
        self.busy = BusyOverlay(self._stack)
        geometry = settings.state("window")
        if geometry is not None:
            self.restoreGeometry(geometry)
        self.show_start()

    def _make_pages(self) -> None:
        self.start = StartPage(self)
        self._unlock: UnlockPage | None = None
        self._create_page: CreatePage | None = None
        self._stack.addWidget(self.start)
        self.start.sample_wanted.connect(self.open_sample)
        self.start.create_wanted.connect(self.show_create)
        self.start.open_wanted.connect(self.ask_password)
        self.start.open_other_wanted.connect(self.open_other)
        self.start.restore_wanted.connect(self.restore_backup)

    @property
    def unlock(self) -> UnlockPage:
        """The page that asks for a password, made when it is first shown."""
        if self._unlock is None:
            from ui.unlock.page import UnlockPage

            self._unlock = UnlockPage(self)
            self._stack.addWidget(self._unlock)
            self._unlock.unlock_wanted.connect(self.unlock_vault)
            self._unlock.back_wanted.connect(self.show_start)
            self._unlock.backup_wanted.connect(self.restore_backup)
            self._unlock.look_wanted.connect(self._look_around)
            self._unlock.repair_wanted.connect(self._repair)
        return self._unlock

    @property
    def create_page(self) -> CreatePage:
        """The page that makes a vault, made when it is first shown."""
        if self._create_page is None:
            from ui.create.page import CreatePage

            self._create_page = CreatePage(self)
            self._stack.addWidget(self._create_page)
            self._create_page.create_wanted.connect(self.create_vault)
            self._create_page.back_wanted.connect(self.show_start)
            self._create_page.finished.connect(self._recovery_answered)
        return self._create_page

    @Slot()
    def show_start(self) -> None:
        """Show the first screen."""
        self.setWindowTitle(self.tr("Sổ Khách Hàng"))
        menus.install(self, None)
        self.start.show_recent(self.settings.recent_vaults())
        self._stack.setCurrentWidget(self.start)

    def open_latest(self) -> None:
        """Ask for the password of the vault used last, or show the first screen when there is none."""
        recent = self.settings.recent_vaults()
        if recent:
            self.ask_password(recent[0])

    @Slot(Path)
    def ask_password(self, folder: Path, note: str = "") -> None:
        """Show the page that asks for the password."""
        self.setWindowTitle(self.tr("Sổ Khách Hàng"))
        self._stack.setCurrentWidget(self.unlock)
        self.unlock.ask(folder, note=note)

    @Slot()
    def show_create(self) -> None:
        """Show the page that makes a vault; a sample that is open is left first."""
        if self.session is not None:
            self.close_vault(then=self.show_create)
            return
        menus.install(self, None)
        self._stack.setCurrentWidget(self.create_page)
        self.create_page.begin()

    @Slot()
    def open_sample(self) -> None:
        """Open the sample shop: no password, no question."""
        self.busy.start(self.tr("Đang dọn tiệm mẫu…"))

        def work(tick: Tick) -> OpenVault:
            from khachhang.operations import samples

            return samples.open_sample(tick)

        self.jobs.write(work, self.opened, failed=self._open_failed, cancelled=self._stopped)

    @Slot()
    def open_other(self) -> None:
        """Ask for the folder of a vault."""
        ask_folder(self, self.tr("Chọn thư mục sổ khách"), self._folder_chosen)

    @Slot(str)
    def _folder_chosen(self, path: str) -> None:
        self.ask_password(Path(path))

    @Slot()
    def restore_backup(self, folder: Path | None = None) -> None:
        """Ask for a backup; it is restored beside what is there, never over it."""
        ask_file(
            self, self.tr("Chọn bản sao lưu"), self.tr("Bản sao lưu (*.khachhang-backup *.bundle *.zip);;Mọi tệp (*)"), self.restore_bundle
        )

    @Slot(str)
    def restore_bundle(self, path: str) -> None:
        """Restore a backup into a new folder beside it."""
        bundle = Path(path)
        folder = free_folder(bundle.parent, bundle.name.split(".")[0])
        self.busy.start(self.tr("Đang khôi phục…"))

        def work(tick: Tick) -> Path:
            from khachhang.operations import vaults

            return vaults.restore(bundle, folder, tick=tick)

        self.jobs.write(work, self._restored, failed=self._open_failed, cancelled=self._stopped)

    @Slot(object)
    def _restored(self, folder: Path) -> None:
        self.busy.stop()
        self.ask_password(folder, self.tr("Đã khôi phục vào một thư mục mới, sổ cũ còn nguyên. Mở bằng mật khẩu như trước."))

    @Slot(object)
    def unlock_vault(self, request: UnlockRequest) -> None:
        """Open a vault with what was typed."""
        self.busy.start(self.tr("Đang mở sổ…"))
        self.jobs.write(request, self.opened, failed=self._open_failed, cancelled=self._stopped)

    @Slot(object)
    def _repair(self, request: UnlockRequest) -> None:
        from ui.unlock.repairing import RepairFlow

        RepairFlow(self).begin(request, free_folder(request.folder.parent, self.tr("{name} đã chữa").format(name=request.folder.stem)))

    @Slot(Path, object)
    def _look_around(self, folder: Path, person: str | None) -> None:
        from ui.unlock.request import LookAround

        self.jobs.think(LookAround(folder, person), self.unlock.show_around)

    @property
    def keeper(self) -> LockKeeper:
        """Locks and opens again; made when the first vault is opened."""
        if self._keeper is None:
            from ui.lock.keeper import LockKeeper

            self._keeper = LockKeeper(self)
        return self._keeper

    def show_page(self, page: QWidget) -> None:
        """Show one of the pages, under a title that names nobody."""
        self.setWindowTitle(self.tr("Sổ Khách Hàng"))
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    @Slot(Path, str, str, str)
    def create_vault(self, folder: Path, password: str, name: str, person: str) -> None:
        """Make a vault, then show its recovery sheet."""
        self.busy.start(self.tr("Đang tạo sổ…"))

        def work(tick: Tick) -> tuple[OpenVault, str]:
            from khachhang.operations import vaults

            return vaults.create(folder, password, name=name, person=person)

        self.jobs.write(work, self._created, failed=self._create_failed, cancelled=self._stopped)

    @Slot(object)
    def _created(self, answer: tuple[OpenVault, str]) -> None:
        opened, code = answer
        self.busy.stop()
        self._enter(opened, show=False)
        self.create_page.show_recovery(code, opened.name)

    @Slot(object)
    def _create_failed(self, error: UserError) -> None:
        self.busy.stop()
        self.create_page.refuse(error)

    @Slot(bool)
    def _recovery_answered(self, is_stored: bool) -> None:
        if self.session is not None:
            self.settings.note_sheet(self.session.opened.folder, is_stored=is_stored)
            if is_stored:
                self.keeper.note_drill()
        self._show_workspace()

    @Slot(object)
    def opened(self, opened: OpenVault) -> None:
        """A vault was opened: show it."""
        from khachhang.operations import vaults

        self.busy.stop()
        self._enable_pages()
        if self._unlock is not None:
            self._unlock.opened()
        self._put_away()
        self._enter(opened)
        if self.workspace is not None and not opened.is_sample and vaults.must_set_password(opened):
            self.workspace.ask_new_password()

    def _put_away(self) -> None:
        """Close a vault that is still open, with its backup, because another one was opened."""
        if self.session is not None:
            from khachhang.operations import vaults

            before = self.session.opened
            self.leave_workspace()
            self.jobs.write(lambda tick: vaults.close(before, tick=tick), lambda _: None, failed=self._tell)

    @Slot(object)
    def _open_failed(self, error: UserError) -> None:
        self.busy.stop()
        if self._unlock is not None and self._stack.currentWidget() is self._unlock:
            self._unlock.refuse(error)
        else:
            self.start.banner.say(error_text(error), "danger")

    def _enter(self, opened: OpenVault, *, show: bool = True) -> None:
        from ui.session import Session

        self.session = Session(opened, self.jobs, self.settings, self)
        self.session.said.connect(self._say)
        self.session.failed.connect(self._tell)
        if not opened.is_sample and opened.after_closing is None:  # a backup looked at lies in a folder that goes
            self.settings.remember_vault(opened.folder)
        self._make_workspace(self.session)
        if show:
            self._show_workspace()

    def _make_workspace(self, session: Session) -> None:
        from ui.workspace import Workspace

        self.workspace = Workspace(session, self)
        self.workspace.create_wanted.connect(self.show_create)
        self._stack.addWidget(self.workspace)

    def _show_workspace(self) -> None:
        if self.workspace is None or self.session is None:
            return
        self._stack.setCurrentWidget(self.workspace)
        menus.install(self, self.workspace)
        self.setWindowTitle(self.tr("{name} – Sổ Khách Hàng").format(name=self.session.opened.name))
        self.workspace.begin()
        self.keeper.begin()

    @Slot()
    def lock_vault(self) -> None:
        """Lock now: what is shown goes away, and the password or the PIN is asked again."""
        self.keeper.lock()

    @Slot()
    def close_vault(self, then: Any = None) -> None:
        """Close the vault with its daily backup, then go on."""
        self._after_close = then or self.show_start
        if self.session is None:
            self._after_close()
            return
        opened = self.session.opened
        self.leave_workspace()
        self.busy.start(self.tr("Đang cất sổ và sao lưu…"))

        def work(tick: Tick) -> object:
            from khachhang.operations import vaults

            return vaults.close(opened, tick=tick)

        self.jobs.write(work, self._closed, failed=self._close_failed, cancelled=self._close_stopped)

    def leave_workspace(self, *, writes_go_on: bool = False) -> None:
        """Take the workspace away; what is being read stops, and what is being written unless it may go on."""
        self.jobs.cancel_all(writes=not writes_go_on)
        self.keeper.end()
        menus.install(self, None)
        self.setWindowTitle(self.tr("Sổ Khách Hàng"))
        if self.workspace is not None:
            self.workspace.leave()
            self._stack.removeWidget(self.workspace)
            self.workspace.deleteLater()
        if self.session is not None:
            self.session.deleteLater()
        self.workspace = self.session = None
        self.toast.hide()

    @Slot(object)
    def _closed(self, report: Any) -> None:
        self.busy.stop()
        error = getattr(report, "backup_error", None)
        if error is not None and not self._is_closing:
            tell(self, self.tr("Chưa sao lưu được"), error_text(error))
        self._after_close()

    @Slot()
    def _stopped(self) -> None:
        """The work ended without an answer (cancelled, or a fault of the program): the page can be used again."""
        self.busy.stop()
        self._enable_pages()

    def _enable_pages(self) -> None:
        for page in (self._unlock, self._create_page):
            if page is not None:
                page.setEnabled(True)

    @Slot()
    def _close_stopped(self) -> None:
        self.busy.stop()
        self._after_close()

    @Slot(object)
    def _close_failed(self, error: UserError) -> None:
        self.busy.stop()
        self._after_close()
        if not self._is_closing:
            self._tell(error)

    @Slot(str, object)
    def _say(self, text: str, operation_id: int | None) -> None:
        if operation_id is None or self.session is None:
            self.toast.say(text)
        else:
            self.toast.say(text, self.tr("Hoàn tác"), partial(self.session.undo, operation_id))

    @Slot(object)
    def _tell(self, error: UserError) -> None:
        tell(self, self.tr("Chưa làm được"), error_text(error))

    @Slot(str)
    def speak(self, language: str) -> None:
        """Switch the language; the pages are made again."""
        self.settings.language = language
        translations.install(QApplication.instance(), language)
        for page in (self.start, self._unlock, self._create_page):
            if page is not None:
                self._stack.removeWidget(page)
                page.deleteLater()
        self._make_pages()
        if self.workspace is not None and self.session is not None:
            old, place = self.workspace, self.workspace.place
            old.leave()
            self._stack.removeWidget(old)
            old.deleteLater()
            self._make_workspace(self.session)
            self._show_workspace()
            self.workspace.go(place)
        else:
            self.show_start()

    @Slot(str)
    def dress(self, choice: str) -> None:
        """Switch light, dark or system."""
        self.settings.theme = choice
        self.look.apply(choice)

    @Slot()
    def come_forward(self) -> None:
        """Somebody started the program again: this is the window."""
        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: close the vault first, with its backup, then the window."""
        self.settings.save_state("window", self.saveGeometry())
        if self.session is None:
            event.accept()
            return
        event.ignore()
        if not self._is_closing:
            self._is_closing = True
            self.close_vault(then=self.close)

    def dragEnterEvent(self, event: Any) -> None:
        """Qt: files may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            can = self.workspace is not None and self._stack.currentWidget() is self.workspace
            self.veil.announce(self.tr("Thả tệp vào đây để nhập") if can else self.tr("Mở sổ rồi hãy kéo tệp vào."))

    def dragLeaveEvent(self, event: Any) -> None:
        """Qt: the files were taken elsewhere."""
        self.veil.hide()

    def dropEvent(self, event: Any) -> None:
        """Qt: dropped files are imported, one after another."""
        self.veil.hide()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if self.workspace is not None and self._stack.currentWidget() is self.workspace and paths:
            self.workspace.import_files(paths)


def first_size(window: QMainWindow) -> tuple[int, int]:
    """Return the size of the window at the first start: comfortable, and within the screen."""
    room = window.screen().availableSize()
    return max(1024, min(1320, room.width() - 40)), max(640, min(820, room.height() - 60))


def free_folder(parent: Path, name: str) -> Path:
    """Return a folder name that is not taken: Name.khachhang, Name 2.khachhang …"""
    from ui.create.page import SUFFIX

    folder = parent / f"{name}{SUFFIX}"
    number = 2
    while folder.exists():
        folder = parent / f"{name} {number}{SUFFIX}"
        number += 1
    return folder
