"""Importing, step by step: file, where it is from, preview, progress, result. Nothing is written before [Nhập]."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QLineEdit, QStackedWidget, QWidget

from khachhang.errors import UserError
from khachhang.model import Party, RowOutcome
from khachhang.operations import customers, duplicates, imports
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick
from ui.import_wizard.home import ImportHome
from ui.import_wizard.preview import PreviewStep
from ui.import_wizard.result import ResultStep
from ui.import_wizard.setup import SetupStep
from ui.jobs import Job
from ui.session import Session
from ui.texts import error_text
from ui.translations import language
from ui.widgets.basics import column
from ui.widgets.files import ask_file, ask_save
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
        outer = column(self)
        outer.addWidget(self.steps)
        self._connect()

    def _connect(self) -> None:
        self.home.choose_wanted.connect(self.choose_file)
        self.home.paste_wanted.connect(self._paste)
        self.home.result_wanted.connect(self.show_result)
        self.home.undo_wanted.connect(self._session.undo)
        self.home.redo_wanted.connect(self._session.redo)
        self.home.party_wanted.connect(self._change_party)
        self.setup.back_wanted.connect(self.show_home)
        self.setup.preview_wanted.connect(self._stage)
        self.setup.header_wanted.connect(self._find_header)
        self.preview.back_wanted.connect(self._back_to_setup)
        self.preview.import_wanted.connect(self.commit)
        self.preview.fix_wanted.connect(self._fix)
        self.preview.rows_wanted.connect(self._decide)
        self.preview.repairs_wanted.connect(self._switch_repairs)
        self.result.rows_wanted.connect(self._load_rows)
        self.result.customers_wanted.connect(self._see_customers)
        self.result.undo_wanted.connect(self._undo_import)
        self.result.problems_wanted.connect(self._save_problems)
        self.result.original_wanted.connect(self._save_original)
        self.result.duplicates_wanted.connect(self.duplicates_wanted)
        self.result.done_wanted.connect(self.show_home)
        self.progress.cancelled.connect(self._cancel)
        self._session.changed.connect(self._vault_changed)

    # ---- coming and going

    def arrive(self) -> None:
        """The page is shown."""
        if self.steps.currentWidget() is self.home:
            self._load_past()

    def leave(self) -> None:
        """The vault is closing."""
        self._cancel()

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
        self.progress.start(title)
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
        """Ask for a file."""
        pattern = self.tr("Danh sách (*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.txt *.tsv *.vcf);;Mọi tệp (*)")
        ask_file(self, self.tr("Chọn danh sách để nhập"), pattern, self._file_chosen)

    @Slot(str)
    def _file_chosen(self, path: str) -> None:
        self.open_file(Path(path))

    def open_file(self, path: Path, password: str | None = None) -> None:
        """Read a file and go on to the questions."""
        self._path = path
        self.steps.setCurrentWidget(self.home)
        self.home.banner.say("")
        self._run(self.tr("Đang đọc {name}").format(name=path.name), _Reading(path, password), self._file_read, back=self.home)

    def open_text(self, text: str) -> None:
        """Import rows copied from a sheet. They stay in memory."""
        self._path = None
        self.steps.setCurrentWidget(self.home)
        self._run(self.tr("Đang đọc các dòng vừa dán"), _ReadingText(text, self.tr("Dán từ Excel")), self._file_read, back=self.home)

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
            self.open_file(self._path, password)

    @Slot(object)
    def _file_read(self, answer: tuple[Any, Any]) -> None:
        self._job = None
        self._look, sources = answer
        if not self._look.tables:
            self.home.banner.say(self.tr("Không thấy danh sách khách nào trong tệp này."), "warning")
            self.steps.setCurrentWidget(self.home)
            return
        self.setup.begin(self._look, self._session.opened.catalogue, sources)
        self.steps.setCurrentWidget(self.setup)

    @Slot(int, str, object)
    def _find_header(self, at: int, sheet: str, rows: tuple[int, ...]) -> None:
        look = self._look
        self._session.read(lambda opened, tick: imports.with_header(look, sheet, rows, opened=opened), partial(self.setup.replace_look, at))

    # ---- the preview

    @Slot()
    def _stage(self) -> None:
        look = self._look
        choices = [imports.TableChoice(p.look, p.mapping) for p in self.setup.plans if p.is_taken]
        source = imports.SourceChoice(self.setup.name.currentText().strip() or look.file_name, self.setup.party or Party.UNSURE)
        self._run(
            self.tr("Đang xem từng dòng"),
            lambda opened, tick: imports.stage(opened, look, choices, source, tick=tick),
            self._staged,
            back=self.setup,
        )

    @Slot(object)
    def _staged(self, staged: Any) -> None:
        self._job = None
        self.preview.show_staged(staged)
        self.steps.setCurrentWidget(self.preview)

    @Slot()
    def _back_to_setup(self) -> None:
        self.steps.setCurrentWidget(self.setup)

    @Slot(int, str, str)
    def _fix(self, sheet_row: int, letter: str, text: str) -> None:
        staged = self.preview.staged
        self._restage(lambda opened, tick: imports.fix(opened, staged, sheet_row, letter, text, tick))

    @Slot(str, object)
    def _decide(self, what: str, rows: frozenset[int]) -> None:
        staged = self.preview.staged
        decide = {"exclude": imports.exclude, "accept": imports.accept, "take_in": imports.take_in}[what]
        self._restage(lambda opened, tick: decide(opened, staged, rows, tick))

    @Slot(object)
    def _switch_repairs(self, codes: frozenset[str]) -> None:
        staged = self.preview.staged
        self._restage(lambda opened, tick: imports.switch_off(opened, staged, codes, tick))

    def _restage(self, work: Any) -> None:
        self._run(self.tr("Đang xem lại"), work, self._staged, back=self.preview)

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
        self._operation_id = outcome.operation_id
        self._session.announce("", outcome)
        touched = list(outcome.customer_ids)
        self.progress.start(self.tr("Đang tìm khách trùng"))
        self._job = self._session.write(
            lambda opened, tick: duplicates.refresh(opened, touched or None, tick),
            self._duplicates_found,
            heard=self.progress.hear,
            failed=self._failed,
            cancelled=partial(self.show_result, outcome.operation_id),
        )

    @Slot(object)
    def _duplicates_found(self, _questions: int) -> None:
        self._session.changed.emit(None)
        if self._operation_id is not None:
            self.show_result(self._operation_id)

    @Slot(int)
    def show_result(self, operation_id: int) -> None:
        """Show what an import brought."""
        self._job = None
        self._operation_id = operation_id
        self._session.read(_Result(operation_id, language()), self._result_came)

    @Slot(object)
    def _result_came(self, answer: tuple[Any, int]) -> None:
        result, questions = answer
        self.result.show_result(result, questions)
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
        self._session.read(lambda opened, tick: _customers_of(opened, operation_id), self.customers_wanted.emit)

    @Slot(int)
    def _undo_import(self, operation_id: int) -> None:
        self._session.undo(operation_id)
        self.show_home()

    @Slot(int, object)
    def _change_party(self, operation_id: int, party: Party) -> None:
        text = self.tr("Đã đổi: danh sách này từ đâu.")
        self._session.act(text, lambda opened, tick: imports.change_party(opened, operation_id, party))

    @Slot(int)
    def _save_problems(self, operation_id: int) -> None:
        name = self.tr("Dòng cần xem.xlsx")
        ask_save(
            self, self.tr("Lưu các dòng cần xem"), self.tr("Excel (*.xlsx)"), name, "xlsx", partial(self._write_problems, operation_id)
        )

    def _write_problems(self, operation_id: int, path: str) -> None:
        target, lang = Path(path), language()
        self._session.read(lambda opened, tick: imports.save_problem_rows(opened, operation_id, target, lang=lang), self._problems_saved)

    @Slot(object)
    def _problems_saved(self, rows: int) -> None:
        self._session.said.emit(self.tr("Đã lưu {n} dòng. Sửa trong Excel rồi nhập lại tệp đó.").format(n=rows), None)

    @Slot(int)
    def _save_original(self, operation_id: int) -> None:
        name = self.result.result.info.file_name
        suffix = name.rpartition(".")[2] or "xlsx"
        ask_save(self, self.tr("Lưu tệp gốc"), self.tr("Mọi tệp (*)"), name, suffix, partial(self._write_original, operation_id))

    def _write_original(self, operation_id: int, path: str) -> None:
        target = Path(path)
        self._session.read(lambda opened, tick: imports.save_original(opened, operation_id, target), self._original_saved)

    @Slot(object)
    def _original_saved(self, _nothing: object) -> None:
        self._session.said.emit(self.tr("Đã lưu tệp gốc, đúng từng chữ như lúc nhập."), None)


class _Reading:
    """Reading a file; holds no Qt object."""

    def __init__(self, path: Path, password: str | None) -> None:
        self._path, self._password = path, password

    def __call__(self, opened: OpenVault, tick: Tick) -> tuple[Any, Any]:
        return imports.inspect_file(self._path, opened=opened, password=self._password, tick=tick), customers.sources(opened)


class _ReadingText:
    """Reading pasted rows, in memory: nothing of them touches the disk."""

    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name

    def __call__(self, opened: OpenVault, tick: Tick) -> tuple[Any, Any]:
        from khachhang import workbooks

        content = self._text.encode()
        book = workbooks.read_bytes(content, f"{self._name}.txt")
        return imports.look_at(book, content, opened=opened), customers.sources(opened)


class _Result:
    """The result of an import with the number of open questions."""

    def __init__(self, operation_id: int, lang: str) -> None:
        self._operation_id, self._lang = operation_id, lang

    def __call__(self, opened: OpenVault, tick: Tick) -> tuple[Any, int]:
        return imports.result(opened, self._operation_id, lang=self._lang), sum(duplicates.question_counts(opened).values())


def _customers_of(opened: OpenVault, operation_id: int | None) -> list[int]:
    """Return the customers the rows of an import led to, in the order of the file."""
    rows = imports.result_rows(opened, operation_id, limit=None) if operation_id is not None else []
    return list(dict.fromkeys(r.customer_id for r in rows if r.customer_id is not None))
