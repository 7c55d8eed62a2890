"""Everything about importing a workbook, from the first look to taking the import back."""

from khachhang.operations.import_commit import commit
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
    FileLook,
    SourceChoice,
    Staged,
    StagedRow,
    TableChoice,
    TableLook,
    accept,
    counts_sentence,
    exclude,
    fix,
    inspect_file,
    look_at,
    stage,
    switch_off,
    take_in,
    with_header,
    with_options,
    without_custom,
)

__all__ = [
    "FileLook", "ImportInfo", "ImportResult", "ResultRow", "SourceChoice", "Staged", "StagedRow", "TableChoice", "TableLook", "accept",
    "change_party", "commit", "counts_sentence", "exclude", "fix", "inspect_file", "list_imports", "look_at", "result", "result_rows",
    "save_original", "save_problem_rows", "stage", "switch_off", "take_in", "with_header", "with_options", "without_custom",
]  # fmt: skip
