"""Importing, step by step: file, where it is from, preview, progress, result. Nothing is written before [Nhập]."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QLineEdit, QStackedWidget, QWidget

from khachhang.errors import UserError
from khachhang.importing import Options
from khachhang.model import RowOutcome
from khachhang.operations import imports
from ui.import_wizard.draft import answer_of, decided, import_draft
from ui.import_wizard.home import ImportHome
from ui.import_wizard.preview import PreviewStep
from ui.import_wizard.readings import LookForDuplicates, Reading, ReadingText, Result, customers_of
from ui.import_wizard.result import ResultStep
from ui.import_wizard.result_acts import ResultActs
from ui.import_wizard.setup import SetupStep
from ui.jobs import Job
from ui.session import Session
from ui.texts import error_text
from ui.translations import language
from ui.widgets.basics import column
from ui.widgets.files import ask_files
from ui.widgets.progress_panel import ProgressPanel


class ImportPage(QWidget):
    """Holds the steps and passes each answer to the operation it belongs to."""

    customers_wanted = Signal(object)
    duplicates_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look: Any = None
        self._path: Path | None = None
        self._job: Job | None = None
        self._operation_id: int | None = None
        self._queue: list[Path] = []
        self._is_looking = False
        self._answer: imports.SourceChoice | None = None
        self._resumed: Mapping[str, Any] | None = None
        self._acts = ResultActs(session, self)
        self.home = ImportHome(self)
        self.setup = SetupStep(self)
        self.preview = PreviewStep(self)
        self.result = ResultStep(self)
        self.progress = ProgressPanel(self)
        self._waiting = QWidget(self)
        waiting = column(self._waiting, margins=(120, 0, 120, 0))
        waiting.addStretch(1)
        waiting.addWidget(self.progress)
        waiting.addStretch(2)
        self.steps = QStackedWidget(self)
        for step in (self.home, self.setup, self.preview, self.result, self._waiting):
            self.steps.addWidget(step)
        self._prepared = (self.setup, self.preview)
        outer = column(self)
        outer.addWidget(self.steps)
        self._connect()

    def _connect(self) -> None:
        self.home.choose_wanted.connect(self.choose_file)
        self.home.paste_wanted.connect(self._paste)
        self.home.result_wanted.connect(self.show_result)
        self.home.undo_wanted.connect(self._acts.undo)
        self.home.redo_wanted.connect(self._session.redo)
        self.home.party_wanted.connect(self._acts.change_party)
        self.setup.back_wanted.connect(self.show_home)
        self.setup.preview_wanted.connect(self._stage)
        self.setup.header_wanted.connect(self._find_header)
        self.preview.back_wanted.connect(self._back_to_setup)
        self.preview.import_wanted.connect(self.commit)
        self.preview.restage_wanted.connect(self._restage)
        self.preview.ward_wanted.connect(self._settle_ward)
        self.result.rows_wanted.connect(self._load_rows)
        self.result.customers_wanted.connect(self._see_customers)
        self.result.undo_wanted.connect(self._acts.undo)
        self.result.problems_wanted.connect(self._acts.save_problems)
        self.result.original_wanted.connect(self._acts.save_original)
        self.result.take_in_wanted.connect(self._acts.take_in)
        self.result.duplicates_wanted.connect(self.duplicates_wanted)
        self.result.next_wanted.connect(self._next_file)
        self.result.done_wanted.connect(self.show_home)
        self._acts.undone.connect(self._undone)
        self._acts.taken_in.connect(self._written)
        self.progress.cancelled.connect(self._cancel)
        self._session.changed.connect(self._vault_changed)

    # ---- coming and going

    def arrive(self) -> None:
        """The page is shown."""
        if self.steps.currentWidget() is self.home:
            self._load_past()

    def leave(self) -> None:
        """The vault is closing or being locked; what is being written goes on unless the window stops it too."""
        if self._job is not None and not self._job.is_write:
            self._job.cancel()

    def draft(self) -> list[dict[str, Any]]:
        """Return the import being prepared, for after a lock; pasted rows have no file to read again."""
        step = self.steps.currentWidget()
        return import_draft(self._path, self.setup, self.preview.staged if step is self.preview else None) if step in self._prepared else []

    def resume(self, draft: Mapping[str, Any]) -> None:
        """Read the file again and go on where the lock came."""
        self._resumed = draft
        self._answer = answer_of(draft)
        self._queue = []
        self._open(Path(draft["path"]))

    @Slot()
    def show_home(self) -> None:
        """Show where importing begins."""
        self.home.banner.say("")
        self.steps.setCurrentWidget(self.home)
        self._load_past()

    @Slot(object)
    def _vault_changed(self, _outcome: object) -> None:
        if self.isVisible():
            self._load_past()

    def _load_past(self) -> None:
        self._session.read(lambda opened, tick: imports.list_imports(opened), self.home.show_past, key="imports")

    def _run(self, title: str, work: Any, done: Any, *, writes: bool = False, back: QWidget | None = None) -> None:
        """Run something long behind the progress; an error or a cancel leads back."""
        self._return_to = back or self.steps.currentWidget()
        self.progress.start(title, writes=writes)
        self.steps.setCurrentWidget(self._waiting)
        start = self._session.write if writes else self._session.read
        self._job = start(work, done, heard=self.progress.hear, failed=self._failed, cancelled=self._stopped)

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def _stopped(self) -> None:
        self._job = None
        self.steps.setCurrentWidget(self._return_to)

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self._job = None
        self.steps.setCurrentWidget(self._return_to)
        if error.code in ("workbook_encrypted", "workbook_wrong_password") and self._path is not None:
            self._ask_file_password(error)
        elif self._return_to is self.home:
            self.home.banner.say(error_text(error), "danger")
        else:
            self._session.failed.emit(error)

    # ---- the file

    @Slot()
    def choose_file(self) -> None:
        """Ask for one file or several."""
        pattern = self.tr("Danh sách (*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.txt *.tsv *.vcf);;Mọi tệp (*)")
        ask_files(self, self.tr("Chọn danh sách để nhập"), pattern, self._files_chosen)

    @Slot(list)
    def _files_chosen(self, paths: list[str]) -> None:
        self.open_files([Path(p) for p in paths])

    def open_files(self, paths: list[Path]) -> None:
        """Import files one after another; the answer to "where from" is offered again."""
        self._answer = self._resumed = None
        self._queue = list(paths)
        self._next_file()

    @Slot()
    def _next_file(self) -> None:
        if self._queue:
            self._open(self._queue.pop(0))

    def open_file(self, path: Path) -> None:
        """Read a file and go on to the questions."""
        self.open_files([path])

    def _open(self, path: Path, password: str | None = None) -> None:
        self._path = path
        self.steps.setCurrentWidget(self.home)
        self.home.banner.say("")
        self._run(self.tr("Đang đọc {name}").format(name=path.name), Reading(path, password), self._file_read, back=self.home)

    def open_text(self, text: str) -> None:
        """Import rows copied from a sheet. They stay in memory."""
        self._path = self._answer = None
        self._queue = []
        self.steps.setCurrentWidget(self.home)
        self._run(self.tr("Đang đọc các dòng vừa dán"), ReadingText(text, self.tr("Dán từ Excel")), self._file_read, back=self.home)

    @Slot()
    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.open_text(text)
        else:
            self.home.banner.say(self.tr("Chưa chép gì. Chọn các ô trong Excel, bấm Ctrl+C rồi dán ở đây."), "info")

    def _ask_file_password(self, error: UserError) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Tệp có mật khẩu"))
        dialog.setLabelText(error_text(error))
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
        dialog.textValueSelected.connect(self._password_typed)
        dialog.open()

    @Slot(str)
    def _password_typed(self, password: str) -> None:
        if self._path is not None:
            self._open(self._path, password)

    @Slot(object)
    def _file_read(self, answer: tuple[Any, Any]) -> None:
        self._job = None
        self._look, sources = answer
        if not self._look.tables:
            self.home.banner.say(self.tr("Không thấy danh sách khách nào trong tệp này."), "warning")
            self.steps.setCurrentWidget(self.home)
            return
        self.setup.begin(self._look, self._session.opened.catalogue, sources, self._answer)
        self.steps.setCurrentWidget(self.setup)
        if self._resumed is not None:
            if self._answer is not None:
                self.setup.origin.repeat(self._answer)
            if self._resumed["tables"]:
                self._stage()
            self._resumed = None

    @Slot(int, str, object)
    def _find_header(self, at: int, sheet: str, rows: tuple[int, ...]) -> None:
        look = self._look
        self._session.read(lambda opened, tick: imports.with_header(look, sheet, rows, opened=opened), partial(self.setup.replace_look, at))

    # ---- the preview

    @Slot()
    def _stage(self) -> None:
        look = self._look
        choices = decided([p.choice() for p in self.setup.plans if p.is_taken], self._resumed)
        self._resumed = None
        self._answer = source = self.setup.origin.answer(look.file_name)
        options = Options(self._session.opened.clock().date(), before_2018=True if self.setup.is_old.isChecked() else None)
        remembered = [(p.look, p.mapping) for p in self.setup.plans if p.is_taken]
        self._session.write(lambda opened, tick: imports.remember_mappings(opened, look, remembered, source.name), _nothing)
        self._run(
            self.tr("Đang xem từng dòng"),
            lambda opened, tick: _with_overview(imports.stage(opened, look, choices, source, options=options, tick=tick)),
            self._staged,
            back=self.setup,
        )

    @Slot(object)
    def _staged(self, answer: tuple[Any, Any]) -> None:
        self._job = None
        self.preview.show_staged(*answer)
        self.steps.setCurrentWidget(self.preview)

    @Slot()
    def _back_to_setup(self) -> None:
        self.steps.setCurrentWidget(self.setup)

    @Slot(object)
    def _restage(self, work: Any) -> None:
        staged = self.preview.staged
        title = self.tr("Đang xem lại")
        self._run(title, lambda opened, tick: _with_overview(work(opened, staged, tick=tick)), self._staged, back=self.preview)

    @Slot(str, str)
    def _settle_ward(self, key: str, ward: str) -> None:
        again = partial(imports.decide, decisions={})
        self._session.write(lambda opened, tick: imports.remember_ward(opened, key, ward), lambda _: self._restage(again))

    # ---- writing and the result

    @Slot()
    def commit(self) -> None:
        """Write the import."""
        staged = self.preview.staged
        self._run(
            self.tr("Đang ghi vào sổ"),
            lambda opened, tick: imports.commit(opened, staged, tick),
            self._committed,
            writes=True,
            back=self.preview,
        )

    @Slot(object)
    def _committed(self, outcome: Any) -> None:
        self._session.announce("", outcome)
        self._written(outcome)

    @Slot(object)
    def _written(self, outcome: Any) -> None:
        """Rows are in the book: show them, and look for duplicates meanwhile."""
        touched = list(outcome.customer_ids)
        self._is_looking = bool(touched)
        if touched:
            self._session.write(LookForDuplicates(touched), partial(self._duplicates_found, outcome.operation_id), key="duplicates")
        self.show_result(outcome.operation_id)

    def _duplicates_found(self, operation_id: int, answer: tuple[int, int]) -> None:
        self._is_looking = False
        self._session.changed.emit(None)
        if operation_id == self._operation_id:
            self.result.show_questions(*answer)

    @Slot()
    def _undone(self) -> None:
        if self.steps.currentWidget() is self.result:
            self.show_home()

    @Slot(int)
    def show_result(self, operation_id: int) -> None:
        """Show what an import brought."""
        self._job = None
        self._operation_id = operation_id
        self._session.read(Result(operation_id, language()), self._result_came)

    @Slot(object)
    def _result_came(self, answer: tuple[Any, int]) -> None:
        result, questions = answer
        self.result.show_result(result, [p.name for p in self._queue])
        self.result.show_questions(None if self._is_looking else 0, questions)
        self.steps.setCurrentWidget(self.result)
        for outcome in (RowOutcome.DOUBTFUL, RowOutcome.REJECTED, RowOutcome.NEW, RowOutcome.UPDATED):
            if result.counts.get(outcome):
                self._load_rows(outcome)
                return

    @Slot(object)
    def _load_rows(self, outcome: RowOutcome) -> None:
        operation_id, lang = self._operation_id, language()
        if operation_id is not None:
            self._session.read(
                lambda opened, tick: imports.result_rows(opened, operation_id, outcome, lang=lang), self.result.show_rows, key="rows"
            )

    @Slot(object)
    def _see_customers(self, ids: list[int] | None) -> None:
        if ids is not None:
            self.customers_wanted.emit(ids)
            return
        operation_id = self._operation_id
        self._session.read(lambda opened, tick: customers_of(opened, operation_id), self.customers_wanted.emit)


def _nothing(_answer: object) -> None:
    """Nothing follows."""


def _with_overview(staged: imports.Staged) -> tuple[imports.Staged, imports.Overview]:
    """Return a staged import with what the preview says of it, counted on the worker."""
    return staged, imports.overview(staged)
