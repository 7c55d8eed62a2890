"""The sample shop "Gia dụng Hoa Mai": a vault made of four shipped workbooks, without a password to remember, gone when it is closed."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from khachhang import messages, workbooks
from khachhang.model import Outcome, Party
from khachhang.operations import customers, exports, history, import_commit, import_looks, import_results, import_staging, vaults
from khachhang.operations import duplicates as asking
from khachhang.operations.customers import AllOf, CustomerQuery, Filter, Op, SortKey
from khachhang.operations.import_results import ImportInfo
from khachhang.operations.import_staging import SourceChoice, Staged, TableChoice
from khachhang.operations.opened import OpenVault
from khachhang.progress import Tick, no_tick
from khachhang.resources import resource_path
from khachhang.vault import FLOOR, NoMemory
from khachhang.workbooks import Workbook

NAME = "Gia dụng Hoa Mai (mẫu)"
PERSON = "Chị Hoa"
COUPLE = ("Trần Quốc Hùng", "Phạm Thị Mai")
EXPORTED = ("full_name", "phones", "address", "group", "last_purchase_date", "debt", "note")
_STEPS = 6


@dataclass(frozen=True, slots=True)
class SampleFile:
    """One shipped workbook and where the shop has it from."""

    file_name: str
    source: SourceChoice

    @property
    def path(self) -> Path:
        """Where the workbook lies."""
        return resource_path("resources", "samples", self.file_name)


OWN_FILES = (
    SampleFile("KiotViet - khách hàng.xlsx", SourceChoice("KiotViet", Party.FIRST, channel="KiotViet", observed_on="2026-10-12")),
    SampleFile("Giao hàng tháng 10.xlsx", SourceChoice("Sổ giao hàng", Party.FIRST, observed_on="2026-10-24")),
    SampleFile("Sổ công nợ.xlsx", SourceChoice("Sổ công nợ", Party.FIRST, observed_on="2026-09-30")),
)
FAIR = SampleFile(
    "Hội chợ 3-2026 - khách ghé.xlsx",
    SourceChoice(
        "Hội chợ 3/2026", Party.THIRD, supplier="Ban tổ chức hội chợ", basis="Khách để lại tại gian hàng", observed_on="2026-03-15"
    ),
)


def sample_files() -> list[Path]:
    """Return the four workbooks, the three of the shop first."""
    return [f.path for f in (*OWN_FILES, FAIR)]


def fair_list() -> Path:
    """Return the list handed over by the trade fair, which the sample shop leaves for the person to import."""
    return FAIR.path


def open_sample(tick: Tick = no_tick) -> OpenVault:
    """Make the sample shop and open it: the shop's own three workbooks imported, the certain duplicates merged.

    It lies in a temporary folder under a random password that nobody needs; `vaults.close` (or `close_sample`) deletes it.
    """
    with ThreadPoolExecutor(len(OWN_FILES)) as readers:
        read = [readers.submit(workbooks.read_workbook, f.path) for f in OWN_FILES]
        opened = _empty_shop()
        try:
            _fill(opened, read, tick)
        except BaseException:
            vaults.close(opened)
            raise
    return opened


def close_sample(opened: OpenVault) -> None:
    """Close the sample shop and delete everything of it."""
    vaults.close(opened)


def _empty_shop() -> OpenVault:
    """Return a new vault without customers whose closing deletes it."""
    place = tempfile.TemporaryDirectory(prefix="khachhang-", ignore_cleanup_errors=True)
    try:
        folder = Path(place.name) / f"Gia dụng Hoa Mai{vaults.ENDING}"
        password = secrets.token_urlsafe(24)
        opened, _ = vaults.create(folder, password, name=NAME, person=PERSON, memory=NoMemory(), argon2=FLOOR)
    except BaseException:
        place.cleanup()
        raise
    opened.is_sample = True
    opened.after_closing = place.cleanup
    return opened


def _fill(opened: OpenVault, read: list[Future[Workbook]], tick: Tick) -> None:
    for number, (file, book) in enumerate(zip(OWN_FILES, read, strict=True), 1):
        tick(number, _STEPS)
        import_commit.commit(opened, stage_sample(opened, file, book.result()))
    tick(_STEPS - 2, _STEPS)
    asking.refresh(opened)
    tick(_STEPS - 1, _STEPS)
    asking.merge_certain(opened)
    tick(_STEPS, _STEPS)


def stage_sample(opened: OpenVault, file: SampleFile, book: Workbook | None = None) -> Staged:
    """Stage a shipped workbook as a person would who takes every suggestion. book: the file already read."""
    book = book or workbooks.read_workbook(file.path)
    look = import_looks.look_at(book, file.path.read_bytes(), file.path, opened=opened)
    return import_staging.stage(opened, look, [TableChoice(t, t.mapping) for t in look.tables], file.source)


def whole_job(out: Path | None = None, tick: Tick = no_tick, *, lang: str = "vi") -> Iterator[str]:
    """Do the main job on the sample shop and say each step in a sentence.

    out: folder for the exported workbook; None = it is made in a temporary folder and not kept. The sample shop itself is deleted.
    """
    opened = open_sample(tick)
    try:
        yield _say("created", lang, name=opened.name)
        yield from _own_imports(opened, lang)
        fair = import_commit.commit(opened, stage_sample(opened, FAIR))
        yield from _fair_import(opened, fair, lang)
        yield from _couple(opened, lang)
        yield from _lan(opened, lang)
        yield from _back_and_forth(opened, fair, lang)
        yield from _debts(opened, out, lang)
    finally:
        close_sample(opened)
    yield _say("deleted", lang)


def _say(code: str, lang: str, **params: object) -> str:
    return messages.sentence(code, params, section="sample", lang=lang)


def _own_imports(opened: OpenVault, lang: str) -> Iterator[str]:
    """Tell what `open_sample` did: the shop's own files and the duplicates merged."""
    for info in reversed(import_results.list_imports(opened)):
        yield _import_sentence(opened, info, lang)
    merged = next(line for line in history.operations_list(opened, lang=lang) if line.kind == "merge_certain")
    yield _say("merged", lang, what=merged.sentence, n=customers.count(opened, CustomerQuery()))
    row = customers.rows(opened, customers.first_page(opened, CustomerQuery(text="lan 678")), lang=lang)[0]
    card = customers.card(opened, row.customer_id, lang=lang)
    yield _say("found", lang, typed="lan 678", name=card.name, phone=row.values["phones"], n=len(card.records), files=len(row.source_names))
    debt = next(a for a in card.amounts if a.field.key == "debt")
    stated = " · ".join(f"{e.source_name} {e.text}" for e in debt.entries)
    yield _say("amounts", lang, label=debt.label, stated=stated, difference=debt.difference)


def _import_sentence(opened: OpenVault, info: ImportInfo, lang: str) -> str:
    result = import_results.result(opened, info.operation_id, lang=lang)
    party = messages.sentence(info.party.value, section="party", lang=lang)
    return _say("imported", lang, file=info.file_name, source=info.source_name, party=party, result=result.sentence)


def _fair_import(opened: OpenVault, fair: Outcome, lang: str) -> Iterator[str]:
    info = next(i for i in import_results.list_imports(opened) if i.operation_id == fair.operation_id)
    yield _import_sentence(opened, info, lang)
    yield _say("renewed", lang, n=renewed_numbers(opened))
    unverified = CustomerQuery(filters=AllOf((Filter("verification", Op.IS, ("unverified",)),)))
    yield _say("unverified", lang, n=customers.count(opened, unverified))
    asking.refresh(opened)
    counts = asking.question_counts(opened)
    yield _say("questions", lang, same=counts.get("same", 0), household=counts.get("household", 0))


def renewed_numbers(opened: OpenVault) -> int:
    """Return how many numbers of before 2018 the fair list has, as an import of it counts them."""
    staged = stage_sample(opened, FAIR)
    return sum(r.count for table in staged.tables for r in table.repairs if r.code == "phone_mobile_2018")


def _couple(opened: OpenVault, lang: str) -> Iterator[str]:
    """Anh Hùng and chị Mai have one number."""
    question = next(q for q in asking.queue(opened, lang=lang) if {q.name_a, q.name_b} == set(COUPLE))
    outcome = asking.household(opened, question.customer_a, question.customer_b)
    yield _done(outcome, lang)


def _lan(opened: OpenVault, lang: str) -> Iterator[str]:
    """Lan of the fair list, with her wrong number, is merged, parted, merged again."""
    lan = customers.first_page(opened, CustomerQuery(text="lan 678"))[0]
    question = next(q for q in asking.queue(opened, lang=lang) if lan in (q.customer_a, q.customer_b))
    pair = (question.customer_a, question.customer_b)
    yield _done(asking.merge(opened, pair), lang)
    yield _done(asking.unmerge(opened, lan), lang)
    yield _done(asking.merge(opened, pair), lang)
    numbers = customers.rows(opened, [customers.resolve(opened, lan)], lang=lang)[0].values["phones"]
    yield _say("numbers", lang, numbers=numbers)


def _done(outcome: Outcome, lang: str) -> str:
    return history.operation_sentence(outcome.kind, outcome.params, lang) + "."


def _back_and_forth(opened: OpenVault, fair: Outcome, lang: str) -> Iterator[str]:
    before = customers.count(opened, CustomerQuery())
    undone = history.undo(opened, fair.operation_id, lang=lang)
    yield _say("undone", lang, what=undone.sentence, before=before, after=customers.count(opened, CustomerQuery()))
    redone = history.redo(opened, fair.operation_id, lang=lang)
    yield _say("redone", lang, what=redone.sentence, after=customers.count(opened, CustomerQuery()))


def debtors_nearby() -> CustomerQuery:
    """Return the query "Còn nợ > 0" in Gò Vấp, the largest debt first."""
    filters = AllOf((Filter("debt", Op.MORE, (0,)), Filter("district", Op.IS, ("Quận Gò Vấp",))))
    return CustomerQuery(filters=filters, sort=(SortKey("debt", descending=True),))


def _debts(opened: OpenVault, out: Path | None, lang: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="khachhang-") as passing:
        folder = out or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "Còn nợ - Gò Vấp.xlsx"
        outcome = exports.export(opened, path, debtors_nearby(), EXPORTED, lang=lang)
    yield _say("exported" if out else "exported_not_kept", lang, n=outcome.params["n"], file=path.name)
