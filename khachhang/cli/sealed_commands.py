"""The subcommands about confidential information, erasing a person and handing out a person's data."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from khachhang import messages
from khachhang.cli import results
from khachhang.cli.results import print_json, print_table, progress, say
from khachhang.errors import UserError
from khachhang.operations import compartments, erasing, own_data, people
from khachhang.operations.opened import OpenVault

DONE, NOTHING = 0, 1


def _compartments(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        found = compartments.compartments(opened)
        names = {p.person_id: p.name for p in people.list_people(opened)}
    if a.json:
        print_json([{"name": c.name, "fields": c.fields, "readers": [names[r] for r in c.readers], "open": c.is_open} for c in found])
    else:
        print_table(
            ("name", "fields", "readers", "open"),
            [(c.name, " ".join(c.fields), ", ".join(names[r] for r in c.readers), str(int(c.is_open))) for c in found],
        )
    return DONE if found else NOTHING


def _seal(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        readers = None if a.reader is None else [people.person(opened, name).person_id for name in a.reader]
        known = next((c for c in compartments.compartments(opened) if c.name == a.name), None)
        if known is None:
            outcome = compartments.make(opened, a.name, a.fields, readers or (), progress())
        else:
            fields = [*known.fields, *a.fields] if a.fields else None
            made = compartments.change(opened, known.compartment_id, fields=fields, readers=readers, tick=progress())
            if made is None:
                return NOTHING
            outcome = made
    say(a, "sealed" if outcome.kind == "seal" else "seal_readers", name=a.name, n=outcome.params.get("n", 0))
    return DONE


def _unseal(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        found = compartments.find(opened, a.name)
        left = [f for f in found.fields if a.fields and f not in a.fields]
        if left:
            compartments.change(opened, found.compartment_id, fields=left, tick=progress())
        else:
            compartments.unseal(opened, found.compartment_id, progress())
    say(a, "unsealed", name=found.name)
    return DONE


def _erase(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        found = erasing.preview(opened, a.id)
        certificate = erasing.erase(opened, a.id, a.confirm if a.confirm is not None else _typed(a, opened, found), progress())
    if a.certificate is not None:
        a.certificate.write_text(certificate.text(a.lang), encoding="utf-8-sig")
    if a.json:
        print_json(
            {"certificate": certificate.number, "records": certificate.records, "rows": certificate.rows, "backups": certificate.backups}
        )
    else:
        print(certificate.text(a.lang))
    return DONE


def _typed(a: argparse.Namespace, opened: OpenVault, found: erasing.ErasePreview) -> str:
    """Ask for the name; somebody at a keyboard is needed for that."""
    if not sys.stdin.isatty():
        raise UserError("erase_not_confirmed", name=found.name)
    return input(messages.sentence("confirm_erase", {"name": found.name, "n": found.records}, section="cli", lang=a.lang) + " ")


def _my_data(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        outcome = own_data.save(opened, a.id, a.out, lang=a.lang)
    say(a, "own_data_written", name=outcome.params["name"], file=a.out.name)
    return DONE


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "compartments": _compartments,
    "seal": _seal,
    "unseal": _unseal,
    "erase": _erase,
    "my-data": _my_data,
}
