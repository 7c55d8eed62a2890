"""What each subcommand does: one operation, and its outcome printed."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from khachhang import searching
from khachhang.cli import import_commands, keeping_commands, list_commands, people_commands, sealed_commands
from khachhang.cli.results import opened_vault, print_json, print_table, progress, say, secret
from khachhang.errors import UserError
from khachhang.model import Outcome, Party
from khachhang.operations import cards, customers, duplicates, exports, history, imports, records, vaults, verification
from khachhang.operations.customers import CustomerQuery
from khachhang.operations.opened import OpenVault

DONE, NOTHING = 0, 1
_DEFAULT_COLUMNS = ("full_name", "phones", "address", "group", "debt")


def _create(a: argparse.Namespace) -> int:
    password = secret(a, a.password_file, "ask_new_password")
    if a.password_file is None and secret(a, None, "ask_again") != password:
        raise UserError("passwords_differ")
    opened, code = vaults.create(a.vault, password, **({"person": a.person} if a.person else {}))
    vaults.lock(opened)
    if a.json:
        print_json({"vault": str(a.vault), "recovery_code": code})
    else:
        say(a, "recovery_code_once")
        print(code)
    return DONE


def query_of(a: argparse.Namespace, opened: OpenVault) -> CustomerQuery:
    """Return the query that the options ask for."""
    filters = tuple(searching.parse_where(w, opened.catalogue) for w in a.where)
    return CustomerQuery(
        text=a.text, filters=searching.AllOf(filters), sort=searching.parse_sort(a.sort, opened.catalogue), binned=a.binned
    )


def _find(a: argparse.Namespace) -> int:
    with opened_vault(a) as opened:
        query = query_of(a, opened)
        ids = customers.first_page(opened, query, a.limit)
        rows = customers.rows(opened, ids, lang=a.lang)
        total = customers.count(opened, query)
    if a.json:
        print_json(
            {
                "total": total,
                "customers": [{"customer_id": r.customer_id, **r.raw, "marks": {k: m.value for k, m in r.marks.items()}} for r in rows],
            }
        )
    else:
        print_table(("id", *_DEFAULT_COLUMNS), [[str(r.customer_id), *(r.values.get(c, "") for c in _DEFAULT_COLUMNS)] for r in rows])
        say(a, "found", n=total)
    return DONE if total else NOTHING


def _show(a: argparse.Namespace) -> int:
    with opened_vault(a) as opened:
        card = cards.card(opened, a.id, lang=a.lang)
    lines = [
        (f.label, v.text, v.mark_text, v.provenance.sentence if v.provenance else "", "" if v.record_id is None else str(v.record_id))
        for f in card.fields
        for v in f.values
    ]
    lines += [(r.label, e.text, e.source_name, e.provenance.sentence if e.provenance else "", "") for r in card.amounts for e in r.entries]
    if a.json:
        print_json({"customer_id": card.customer_id, "name": card.name, "values": lines, "records": [r.record_id for r in card.records]})
    else:
        print_table((str(card.customer_id), card.name, "", "", "record"), lines)
    return DONE


def _export(a: argparse.Namespace) -> int:
    with opened_vault(a) as opened:
        columns = a.columns.split(",") if a.columns else [f.key for f in opened.catalogue if f.is_shown]
        outcome = exports.export(opened, a.out, query_of(a, opened), columns, lang=a.lang, tick=progress())
    return _tell(a, outcome, "exported", n=outcome.params["n"], file=a.out.name)


def _records(a: argparse.Namespace) -> int:
    with opened_vault(a) as opened, Path(a.csv).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, records.columns(opened.catalogue), restval="", extrasaction="ignore")
        writer.writeheader()
        n = 0
        for line in records.lines(opened, all_rows=a.all_rows):
            writer.writerow(line)
            n += 1
    say(a, "lines_written", n=n)
    return DONE if n else NOTHING


def _duplicates(a: argparse.Namespace) -> int:
    with opened_vault(a) as opened:
        duplicates.refresh(opened, tick=progress())
        found = duplicates.pairs(opened, a.min_probability, lang=a.lang)
    head = ("customer_a", "customer_b", "probability", "class", "evidence")
    lines = [
        (q.customer_a, q.customer_b, f"{q.probability:.4f}", q.klass, "; ".join(f"{s} ({b:+.1f})" for s, b in q.evidence)) for q in found
    ]
    if a.csv:
        with Path(a.csv).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(head)
            writer.writerows(lines)
    elif a.json:
        print_json([dict(zip(head, line, strict=True)) for line in lines])
    else:
        print_table(head, [[str(c) for c in line] for line in lines])
    say(a, "pairs_found", n=len(lines))
    return DONE if lines else NOTHING


def _duplicates_report(a: argparse.Namespace) -> int:
    with opened_vault(a) as opened:
        duplicates.catch_up(opened, progress())
        found = duplicates.report(opened, lang=a.lang)
    head = ("source_a", "source_b", "customers_in_both", "customers_a", "customers_b")
    lines = [(o.name_a, o.name_b, o.shared, o.total_a, o.total_b) for o in found.overlaps]
    if a.json:
        counts = {"records": found.records, "customers": found.customers, "repeated": found.repeated, "merged": found.merged}
        counts |= {"joined": found.joined, "messages_saved": found.calls_saved}
        print_json({**counts, "questions": found.questions, "sources": [dict(zip(head, line, strict=True)) for line in lines]})
    else:
        print(*found.sentences, sep="\n", file=sys.stderr)
        print_table(head, [[str(c) for c in line] for line in lines])
    return DONE if found.customers else NOTHING


def _history(a: argparse.Namespace) -> int:
    with opened_vault(a) as opened:
        lines = history.operations_list(opened, a.limit, lang=a.lang)
    if a.json:
        print_json(
            [{"operation": h.operation_id, "at": h.at, "person": h.person, "sentence": h.sentence, "active": h.is_active} for h in lines]
        )
    else:
        print_table(
            ("operation", "at", "person", "active", ""),
            [(str(h.operation_id), h.at, h.person, "1" if h.is_active else "0", h.sentence) for h in lines],
        )
    return DONE if lines else NOTHING


def _flip(flip: Callable[..., history.UndoReport]) -> Callable[[argparse.Namespace], int]:
    def run(a: argparse.Namespace) -> int:
        with opened_vault(a) as opened:
            report = flip(opened, a.operation, lang=a.lang)
        if a.json:
            print_json(
                {"operation": report.operation_id, "reversed": report.reversed_, "kept": report.kept, "impossible": report.impossible}
            )
        else:
            print("\n".join([report.sentence, *report.reversed_, *report.kept, *report.impossible]))
        return DONE

    return run


def _typed(pairs: list[str]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for pair in pairs:
        key, sign, text = pair.partition("=")
        if not sign:
            raise UserError("not_field_value", text=pair)
        found[key] = text or None
    return found


def _operation(run: Callable[[argparse.Namespace, OpenVault], Outcome]) -> Callable[[argparse.Namespace], int]:
    """Return the command that does one operation and prints which number it got and whom it changed."""

    def command(a: argparse.Namespace) -> int:
        with opened_vault(a) as opened:
            outcome = run(a, opened)
        return _tell(a, outcome, "done", operation=outcome.operation_id or 0)

    return command


def _tell(a: argparse.Namespace, outcome: Outcome, code: str, **params: Any) -> int:
    if outcome.operation_id is None and not a.json:
        say(a, "nothing_to_do")
    elif a.json:
        print_json({"operation": outcome.operation_id, "customers": list(outcome.customer_ids), **outcome.params})
    else:
        print(" ".join(str(c) for c in outcome.customer_ids[:20]))
        say(a, code, **params)
    return DONE if outcome.operation_id is not None else NOTHING


def _merge_certain(a: argparse.Namespace, opened: OpenVault) -> Outcome:
    """Compare what nobody has compared yet, then merge: here no window has done it in the background."""
    duplicates.catch_up(opened, progress())
    return duplicates.merge_certain(opened, a.min_probability)


def _retire(a: argparse.Namespace, opened: OpenVault) -> Outcome:
    card = cards.card(opened, a.id)
    for field in card.fields:
        for value in field.values:
            if field.field.key == a.field and a.value in (value.text, str(value.value)):
                return customers.retire_value(opened, a.id, a.field, value.value)
    raise UserError("no_such_value", value=a.value)


def _verify(a: argparse.Namespace, opened: OpenVault) -> Outcome:
    if a.field is None:
        return verification.mark_customers(opened, [a.id], a.verdict, a.note)
    for field in cards.card(opened, a.id).fields:
        for value in field.values:
            if field.field.key == a.field and value.is_shown and value.record_id is not None:
                return verification.verify(opened, value.record_id, a.field, a.verdict, a.note, value.value)
    raise UserError("no_such_value", value=a.field)


def _split(a: argparse.Namespace, opened: OpenVault) -> Outcome:
    return duplicates.split(opened, a.id, a.records) if a.records else duplicates.unmerge(opened, a.id)


def _backup(a: argparse.Namespace) -> int:
    with opened_vault(a) as opened:
        info = vaults.back_up(opened, a.file, progress())
    print_json({"file": a.file.name, "size": info.size}) if a.json else say(a, "backed_up", file=a.file.name)
    return DONE


def _restore(a: argparse.Namespace) -> int:
    folder = vaults.restore(a.file, a.vault, progress())
    print_json({"vault": str(folder)}) if a.json else say(a, "restored", folder=folder.name)
    return DONE


def _check(a: argparse.Namespace) -> int:
    with opened_vault(a) as opened:
        report = vaults.check(opened, progress())
    from khachhang import messages

    findings = [messages.sentence(f.code, f.params, section="finding", lang=a.lang) for f in report.findings]
    print_json({"customers": report.customers, "findings": findings}) if a.json else print(
        "\n".join(findings), end="\n" if findings else ""
    )
    say(a, "checked" if not findings else "checked_with_findings", customers=report.customers, n=len(findings))
    return DONE if not findings else 2


def _rebuild(a: argparse.Namespace) -> int:
    with opened_vault(a) as opened:
        n = vaults.rebuild(opened, progress())
    print_json({"customers": n}) if a.json else say(a, "rebuilt", n=n)
    return DONE


def _password(a: argparse.Namespace) -> int:
    with opened_vault(a) as opened:
        old = None if vaults.must_set_password(opened) else secret(a, a.password_file, "ask_password")
        vaults.change_password(opened, old, secret(a, a.new_password_file, "ask_new_password"))
    say(a, "password_changed")
    return DONE


def _recovery_code(a: argparse.Namespace) -> int:
    with opened_vault(a) as opened:
        code = vaults.new_recovery_code(opened)
    say(a, "recovery_code_once")
    print(code)
    return DONE


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "demo": import_commands.demo,
    "create": _create,
    "inspect": import_commands.inspect,
    "import": import_commands.bring_in,
    "find": _find,
    "show": _show,
    "export": _export,
    "records": _records,
    "duplicates": _duplicates,
    "duplicates-report": _duplicates_report,
    "history": _history,
    "undo": _flip(history.undo),
    "redo": _flip(history.redo),
    "add": _operation(lambda a, o: customers.add(o, {k: v or "" for k, v in _typed(a.values).items()})),
    "edit": _operation(lambda a, o: customers.edit(o, a.id, _typed(a.values))),
    "choose": _operation(lambda a, o: customers.choose_value(o, a.id, a.field, a.record)),
    "retire": _operation(_retire),
    "verify": _operation(_verify),
    "bin": _operation(lambda a, o: customers.bin_(o, a.ids)),
    "unbin": _operation(lambda a, o: customers.restore(o, a.ids)),
    "merge": _operation(lambda a, o: duplicates.merge(o, a.ids)),
    "merge-certain": _operation(_merge_certain),
    "household": _operation(lambda a, o: duplicates.household(o, *a.ids)),
    "not-same": _operation(lambda a, o: duplicates.not_same(o, *a.ids)),
    "later": _operation(lambda a, o: duplicates.later(o, *a.ids)),
    "ask-again": _operation(lambda a, o: duplicates.ask_again(o, *a.ids)),
    "group-add": _operation(lambda a, o: customers.add_group(o, a.ids, a.group)),
    "group-remove": _operation(lambda a, o: customers.remove_group(o, a.ids, a.group)),
    "split": _operation(_split),
    "party": _operation(lambda a, o: imports.change_party(o, a.operation, Party(a.kind))),
    "backup": _backup,
    "restore": _restore,
    "check": _check,
    "rebuild": _rebuild,
    "password": _password,
    "recovery-code": _recovery_code,
    **keeping_commands.COMMANDS,
    **list_commands.COMMANDS,
    **people_commands.COMMANDS,
    **sealed_commands.COMMANDS,
}
