"""The subcommands about workbooks: inspect, import, demo."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from khachhang import messages
from khachhang.cli.results import opened_vault, print_json, print_table, progress, say, secret
from khachhang.errors import UserError
from khachhang.model import Party, RowOutcome
from khachhang.operations import imports, samples
from khachhang.operations.imports import FileLook, SourceChoice, Staged, TableChoice, TableLook
from khachhang.operations.opened import OpenVault

DONE, NOTHING = 0, 1


def inspect(a: argparse.Namespace) -> int:
    """Print what the importer sees in files, without a vault."""
    password = secret(a, a.file_password_file, "ask_file_password") if a.file_password_file else None
    found: list[dict[str, Any]] = []
    for path in a.files:
        look = imports.inspect_file(path, password=password, tick=progress())
        found += [table_value(look, t, a.lang) for t in look.tables]
    if a.json:
        print_json(found)
    else:
        for table in found:
            print(f"{table['file']} · {table['sheet']} · {table['layout'] or '-'} · {table['rows']}")
            print_table(("", ""), [(k, v) for k, v in table["columns"].items()])
    return DONE if found else NOTHING


def table_value(look: FileLook, table: TableLook, lang: str) -> dict[str, Any]:
    """Return one table as `inspect` prints it."""
    value: dict[str, Any] = {
        "file": look.file_name,
        "sheet": table.table.sheet,
        "header_row": table.table.header_rows[-1] if table.table.header_rows else None,
        "layout": table.mapping.layout,
        "columns": _columns(look, table),
        "issues": [messages.sentence(i.code, i.params, section="issue", lang=lang) for i in table.mapping.warnings],
        "rows": sum(1 for k in table.table.kinds.values() if k.value == "data") // max(1, table.table.block_size),
    }
    if table.table.letter:
        value["table"] = table.table.letter
    return value


def _columns(look: FileLook, table: TableLook) -> dict[str, str]:
    """Return column → target. A column of a vCard has no letter and is named by its property; the first of several counts."""
    found: dict[str, str] = {}
    for column in table.mapping.columns:
        name = column.header.split(" ")[0] if look.workbook.format == "vcf" else column.letter
        found.setdefault(name, "ignore" if column.target == "custom" else column.target)
    return found


def bring_in(a: argparse.Namespace) -> int:
    """Import workbooks; print what became of every row."""
    password = secret(a, a.file_password_file, "ask_file_password") if a.file_password_file else None
    day = None if a.date is None else day_of(a.date)
    source = SourceChoice(a.source, Party(a.kind), supplier=a.supplier, basis=a.basis, observed_on=day)
    results: list[dict[str, Any]] = []
    with opened_vault(a) as opened:
        for path in a.files:
            staged = _stage(opened, path, source, password, a.sheet)
            outcome = None if a.dry_run else imports.commit(opened, staged, progress())
            notes = imports.notes_of(staged, lang=a.lang)
            results.append(_result(path, staged, None if outcome is None else outcome.operation_id, notes))
            if not a.json:
                for note in notes:
                    print(note)
                print(imports.counts_sentence(staged.counts, "preview" if a.dry_run else "done", a.lang))
                print_table([o.value for o in RowOutcome], [[str(n) for n in staged.counts.values()]])
    if a.json:
        print_json(results)
    return DONE if any(r["rows"] for r in results) else NOTHING


def _stage(opened: OpenVault, path: Path, source: SourceChoice, password: str | None, sheet: str | None) -> Staged:
    look = imports.inspect_file(path, opened=opened, password=password, tick=progress())
    tables = [t for t in look.tables if sheet is None or t.table.sheet == sheet]
    if not tables:
        raise UserError("no_table_found", name=path.name)
    return imports.stage(opened, look, [TableChoice(t, t.mapping) for t in tables], source, tick=progress())


def day_of(text: str) -> str:
    """Return a day written as YYYY-MM-DD or dd/mm/yyyy as ISO."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).replace(tzinfo=UTC).date().isoformat()
        except ValueError:
            continue
    raise UserError("date_of_list", date=text)


def _result(path: Path, staged: Staged, operation_id: int | None, notes: Sequence[str]) -> dict[str, Any]:
    return {
        "file": path.name,
        "operation": operation_id,
        "rows": len(staged.rows),
        **{o.value: n for o, n in staged.counts.items()},
        "notes": list(notes),
        "repairs": {r.code: r.count for t in staged.tables for r in t.repairs},
    }


def demo(a: argparse.Namespace) -> int:
    """Do the whole main job on the sample shop and print what happened."""
    for line in samples.whole_job(a.out, progress(), lang=a.lang):
        print(line)
    say(a, "demo_done")
    return DONE
