"""The subcommands about facets, lists, groups by rule, many customers at once and the check of the data."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from khachhang import messages, searching
from khachhang.cli import results
from khachhang.cli.results import print_json, print_table, progress, say
from khachhang.errors import UserError
from khachhang.model import Outcome
from khachhang.operations import bulk, customers, editing, facets, group_rules, quality, quality_fixes, saved_lists
from khachhang.operations.opened import OpenVault
from khachhang.searching import AllOf, CustomerQuery

DONE, NOTHING = 0, 1


def _query(a: argparse.Namespace, opened: OpenVault) -> CustomerQuery:
    filters = tuple(searching.parse_where(w, opened.catalogue) for w in a.where)
    return CustomerQuery(a.text, AllOf(filters), searching.parse_sort(a.sort, opened.catalogue), a.binned)


def _tell(a: argparse.Namespace, outcome: Outcome) -> int:
    if a.json:
        print_json({"operation": outcome.operation_id, "kind": outcome.kind, **outcome.params})
    else:
        say(a, "done", operation=outcome.operation_id)
    return DONE


def _facets(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        known = facets.keys(opened)
        for key in a.facet:
            if key not in known:
                raise UserError("field_unknown", field=key)
        found = facets.counts(opened, _query(a, opened), a.facet or known, progress())
        words = {(key, value): facets.value_words(opened, key, value, a.lang) for key, values in found.items() for value, _ in values}
    if a.json:
        print_json({key: dict(values) for key, values in found.items()})
    else:
        lines = [(key, words[key, value], str(n)) for key, values in found.items() for value, n in values if n]
        print_table(("facet", "value", "customers"), lines)
    return DONE


def _lists(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        found = saved_lists.everything(opened, a.lang)
        counts = saved_lists.counts(opened, found, progress())
        rules = facets.group_rules(opened, a.lang)
    lines = [
        (each.list_id, each.name, str(counts[each.list_id]), each.owner, rules.get(each.name, "") if each.is_rule else "") for each in found
    ]
    head = ("list", "name", "customers", "owner", "rule")
    if a.json:
        print_json([dict(zip(head, line, strict=True)) for line in lines])
    else:
        print_table(head, lines)
    return DONE


def _save(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        columns = [c for c in a.columns.split(",") if c]
        return _tell(a, saved_lists.save(opened, a.name, _query(a, opened), columns, is_private=a.private))


def _delete(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        found = next((each for each in saved_lists.lists(opened) if a.name in (each.name, each.list_id)), None)
        if found is None:
            raise UserError("no_such_list")
        return _tell(a, saved_lists.delete_list(opened, found.list_id))


def _rule(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        if a.drop:
            return _tell(a, group_rules.drop_rule(opened, a.group))
        if a.rename:
            return _tell(a, group_rules.rename_rule(opened, a.group, a.rename))
        return _tell(a, group_rules.make_rule(opened, a.group, _query(a, opened)))


def _many(act: Callable[[argparse.Namespace, OpenVault, list[int]], Outcome]) -> Callable[[argparse.Namespace], int]:
    """Return a command that acts on everybody a query finds; without a text or a condition it does nothing."""

    def command(a: argparse.Namespace) -> int:
        if not a.text and not a.where:
            raise UserError("query_needed")
        with results.opened_vault(a) as opened:
            ids = list(customers.all_ids(opened, _query(a, opened)))
            if not ids:
                say(a, "found", n=0)
                return NOTHING
            return _tell(a, act(a, opened, ids))

    return command


def _set(a: argparse.Namespace, opened: OpenVault, ids: list[int]) -> Outcome:
    if a.field not in (f.key for f in bulk.fields(opened)):
        raise UserError("not_for_many", field=a.field)
    return bulk.set_field(opened, ids, a.field, a.value, progress())


def _assign(a: argparse.Namespace, opened: OpenVault, ids: list[int]) -> Outcome:
    return editing.assign(opened, ids, a.who or None, progress())


def _quality(a: argparse.Namespace) -> int:
    with results.opened_vault(a) as opened:
        return _mend(a, opened) if a.fix else _check(a, opened)


def _check(a: argparse.Namespace, opened: OpenVault) -> int:
    found = quality.check(opened, progress())
    if not opened.vault.is_read_only:
        quality.remember(opened, found)
    trends = quality.trends(opened)
    if a.json:
        print_json(
            [
                {
                    "code": f.code,
                    "customers": f.count,
                    "fixable": f.fixable,
                    "days": list(trends[f.code].points) if f.code in trends else [],
                }
                for f in found
            ]
        )
    else:
        said = [messages.sentence(f.code, section="check", lang=a.lang) for f in found]
        lines = [(f.code, words, str(f.count), str(f.fixable or "")) for f, words in zip(found, said, strict=True)]
        print_table(("code", "problem", "customers", "fixable"), lines)
    return DONE


def _mend(a: argparse.Namespace, opened: OpenVault) -> int:
    fixes = quality_fixes.proposals(opened, a.fix, a.lang, progress())
    if not fixes:
        say(a, "nothing_to_do")
        return NOTHING
    if a.dry_run:
        lines = [(str(f.customer_id), f.name, f.field.key, f.before, f.after) for f in fixes]
        print_table(("id", "name", "field", "before", "after"), lines)
        return DONE
    return _tell(a, quality_fixes.mend(opened, a.fix, fixes, progress()))


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "facets": _facets,
    "lists": _lists,
    "list-save": _save,
    "list-delete": _delete,
    "group-rule": _rule,
    "set": _many(_set),
    "assign": _many(_assign),
    "quality": _quality,
}
