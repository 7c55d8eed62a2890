"""The subcommands about backups, the recovery sheet and repair."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from khachhang.cli import results
from khachhang.cli.results import print_json, print_table, progress, say, secret
from khachhang.operations import backups, repairing, vaults

DONE, NOTHING = 0, 1


def _backups(a: argparse.Namespace) -> int:
    found = backups.listed(a.vault, a.second)
    lines = [(str(g.path), g.day.isoformat(), str(g.size), g.why) for g in found]
    if a.json:
        print_json([dict(zip(("file", "day", "size", "before"), line, strict=True)) for line in lines])
    else:
        print_table(("file", "day", "size", "before"), lines)
    return DONE if found else NOTHING


def _second(a: argparse.Namespace) -> int:
    newest = backups.to_second(a.vault, a.second, progress())
    if newest is None:
        say(a, "no_backup_yet")
        return NOTHING
    say(a, "copied_to_second", file=newest.path.name)
    return DONE


def _verify(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        homes = backups.verify(opened, a.file, progress())
    if a.json:
        print_json({"file": str(a.file), "lines": homes})
    else:
        say(a, "backup_is_good", file=a.file.name, n=homes)
    return DONE


def _drill(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        report = backups.try_sheet(opened, secret(a, a.sheet_file, "ask_recovery_code"), progress())
    if a.json:
        print_json({"opens": True, "backup": report.day, "lines": report.rows})
    else:
        say(a, "sheet_opens")
        say(a, "sheet_opens_backup" if report.rows is not None else "no_backup_yet", day=report.day)
    return DONE


def _repair(a: argparse.Namespace) -> int:
    code = secret(a, a.recovery_code_file, "ask_recovery_code") if a.recovery_code_file is not None else None
    password = None if code is not None else secret(a, a.password_file, "ask_password")
    report = repairing.repair(a.vault, a.target, password=password, recovery_code=code, person=a.person, tick=progress())
    if a.json:
        print_json({"vault": str(report.folder), "complete": report.is_complete, "customers": report.customers, "lost": dict(report.lost)})
    else:
        print("\n".join(report.lines(a.lang)))
    return DONE if report.is_complete else NOTHING


def _keys_back(a: argparse.Namespace) -> int:
    opened, spare = vaults.open_with_spare(a.vault, password=secret(a, a.password_file, "ask_password"), person=a.person)
    vaults.lock(opened)
    say(a, "keys_are_back", at=spare.at)
    return DONE


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "backups": _backups,
    "backup-second": _second,
    "verify-backup": _verify,
    "drill": _drill,
    "repair": _repair,
    "keys-back": _keys_back,
}
