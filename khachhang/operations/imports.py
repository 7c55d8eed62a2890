"""Everything about importing a workbook, from the first look to taking the import back."""

from contextlib import suppress

from khachhang.model import Outcome
from khachhang.operations import backups, import_commit
from khachhang.operations.import_again import take_in_later
from khachhang.operations.import_decisions import (
    IssueKind,
    Overview,
    accept,
    accept_alike,
    answer_binned,
    decide,
    exclude,
    fields_filled,
    fix,
    fix_alike,
    fix_of,
    is_fixable,
    issue_kinds,
    names_binned,
    notes_of,
    overview,
    set_unit,
    swap_dates,
    switch_off,
    take_in,
    with_options,
)
from khachhang.operations.import_looks import (
    FileLook,
    MendedFrom,
    TableLook,
    inspect_file,
    look_at,
    remember_mappings,
    with_header,
    without_columns,
)
from khachhang.operations.import_results import (
    ImportInfo,
    ImportResult,
    ResultRow,
    change_party,
    list_imports,
    result,
    result_rows,
    save_original,
    save_problem_rows,
)
from khachhang.operations.import_staging import (
    Decisions,
    SourceChoice,
    Staged,
    StagedRow,
    TableChoice,
    counts_sentence,
    stage,
)
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.operations.split_wards import SplitWard, remember_ward
from khachhang.progress import Tick, no_tick
from khachhang.vault.errors import DiskFailed, ReadOnly

__all__ = [
    "Decisions", "FileLook", "ImportInfo", "ImportResult", "IssueKind", "MendedFrom", "Overview", "ResultRow", "SourceChoice",
    "SplitWard", "Staged", "StagedRow", "TableChoice", "TableLook", "accept", "accept_alike", "answer_binned", "change_party", "commit",
    "counts_sentence", "decide", "exclude", "fields_filled", "fix", "fix_alike", "fix_of", "inspect_file", "is_fixable", "issue_kinds",
    "list_imports", "look_at", "names_binned", "notes_of", "overview", "remember_mappings", "remember_ward", "result", "result_rows",
    "save_original", "save_problem_rows", "set_unit", "stage", "swap_dates", "switch_off", "take_in", "take_in_later", "with_header",
    "with_options", "without_columns",
]  # fmt: skip


@needs(Right.IMPORT)
def commit(opened: OpenVault, staged: Staged, tick: Tick = no_tick) -> Outcome:
    """Write a staged import, wholly or not at all, after a backup where none of today is there.

    Where backups cannot be written at all the import goes on: it can be taken back. A full disk stops it.
    """
    with suppress(ReadOnly, DiskFailed):
        backups.before_import(opened)
    return import_commit.commit(opened, staged, tick)
