"""The subcommands about people, rights, the log and leaving."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from khachhang import messages
from khachhang.cli import results
from khachhang.cli.import_commands import day_of
from khachhang.cli.results import print_json, print_table, progress, say, secret
from khachhang.errors import UserError
from khachhang.operations import audit, audit_export, leaks, leaving, people
from khachhang.operations.audit import LogFilter
from khachhang.operations.people import PersonInfo
from khachhang.operations.rights import QUOTAS, Right

DONE, NOTHING = 0, 1


def _people(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        found = people.list_people(opened)
    if a.json:
        print_json([_value(p) for p in found])
    else:
        print_table(("name", "role", "department", "active", "rights", "quota", "devices"), [_cells(p) for p in found])
    return DONE


def _value(p: PersonInfo) -> dict[str, object]:
    rights = [r.value for r in Right if r in p.rights.allowed]
    about = {"role": p.role, "department": p.rights.department, "rights": rights, "quota": dict(p.rights.quota)}
    return {"name": p.name, **about, "active": p.is_active, "devices": list(p.devices)}


def _cells(p: PersonInfo) -> tuple[str, ...]:
    rights = ",".join(r.value for r in Right if r in p.rights.allowed)
    quota = ",".join(f"{what}={'' if p.rights.quota[what] is None else p.rights.quota[what]}" for what in QUOTAS)
    return p.name, p.role, p.rights.department, "1" if p.is_active else "0", rights, quota, ",".join(p.devices)


def _add(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        password = secret(a, a.new_password_file, "ask_new_password")
        made = people.add(opened, a.name, password, role=a.role or "staff", department=a.department or "")
    return _tell(a, made, "person_added")


def _rights(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        now = people.person(opened, a.name)
        if a.role is not None and a.role != now.role:
            now = people.change(opened, a.name, role=a.role)
        allowed = (now.rights.allowed | {Right(r) for r in a.allow}) - {Right(r) for r in a.deny}
        is_changed = bool(a.allow or a.deny)
        quota = {**now.rights.quota, **dict(_quota(text) for text in a.quota)} if a.quota else None
        now = people.change(opened, a.name, allowed=allowed if is_changed else None, quota=quota, department=a.department)
    return _tell(a, now, "person_changed")


def _quota(text: str) -> tuple[str, int | None]:
    what, sign, number = text.partition("=")
    if not sign or what not in QUOTAS or not (number.isdigit() or number == ""):
        raise UserError("not_a_quota", text=text)
    return what, int(number) if number else None


def _password(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        people.reset_password(opened, a.name, secret(a, a.new_password_file, "ask_new_password"))
    say(a, "person_password", name=a.name)
    return DONE


def _remove(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        people.remove(opened, a.name, new_keys=not a.keep_keys, tick=progress())
    say(a, "person_removed", name=a.name)
    if not a.keep_keys:
        say(a, "rotated")
    return DONE


def _rotate(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        people.rotate(opened, progress())
    say(a, "rotated")
    return DONE


def _reveal(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        found = leaks.reveal(opened, a.id, a.field, lang=a.lang)
    texts = [v.text for v in found.values]
    print_json({"customer": a.id, "field": a.field, "values": texts}) if a.json else print("\n".join(texts))
    return DONE if texts else NOTHING


def _audit(a: argparse.Namespace) -> int:
    since, until = (None if day is None else day_of(day) for day in (a.since, a.until))
    wanted = LogFilter(a.of, a.kind, since, until, a.customer)
    with results.opened_vault(a) as opened:
        if a.xlsx is not None:
            n = audit_export.export_log(opened, a.xlsx, wanted, lang=a.lang, tick=progress())
            say(a, "lines_written", n=n)
            return DONE if n else NOTHING
        lines = audit.log(opened, wanted, a.limit, lang=a.lang)
        broken = audit.broken_at(opened)
    if a.json:
        print_json([{"line": x.seq, "at": x.at, "person": x.person, "event": x.event, "sentence": x.sentence} for x in lines])
    else:
        print_table(("line", "at", "person", ""), [(str(x.seq), x.at, x.person, x.sentence) for x in lines])
    if broken is not None:
        print(messages.sentence("log_broken", {"line": broken}, section="finding", lang=a.lang), file=sys.stderr)
    return DONE if lines else NOTHING


def _leaver(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        report = leaving.leaver_report(opened, a.name, a.days, lang=a.lang)
        moved = leaving.reassign(opened, a.name, a.to, progress()) if a.to else None
    seen = [(s.what, str(s.customer_id), s.name, str(s.times), s.last_at) for s in (*report.revealed, *report.cards)]
    if a.json:
        head = ("what", "customer", "name", "times", "last_at")
        out = [{"line": x.seq, "at": x.at, "sentence": x.sentence} for x in report.out]
        about = {"person": report.person, "since": report.since, "taken": report.taken, "assigned": report.assigned}
        print_json({**about, "seen": [dict(zip(head, line, strict=True)) for line in seen], "out": out})
    else:
        print_table(("what", "customer", "name", "times", "last_at"), seen)
        print_table(("line", "at", "", ""), [(str(x.seq), x.at, x.sentence, "") for x in report.out])
        taken = {what: report.taken.get(what, 0) for what in QUOTAS}
        say(a, "leaver", person=report.person, cards=len(report.cards), assigned=report.assigned, **taken)
    if moved is not None:
        say(a, "reassigned", n=report.assigned, to=a.to, operation=moved.operation_id or 0)
    return DONE


def _tell(a: argparse.Namespace, person: PersonInfo, code: str) -> int:
    print_json(_value(person)) if a.json else say(a, code, name=person.name, role=messages.Word("role", person.role))
    return DONE


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "people": _people,
    "person-add": _add,
    "person-rights": _rights,
    "person-password": _password,
    "person-remove": _remove,
    "rotate": _rotate,
    "reveal": _reveal,
    "audit": _audit,
    "leaver": _leaver,
}
