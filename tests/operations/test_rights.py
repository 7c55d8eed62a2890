"""Every operation that changes or takes out data asks for a right, in one place; what asks for none is named here, with the reason."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import khachhang.operations
from khachhang import vault
from khachhang.errors import UserError
from khachhang.operations import customers, duplicates, history, leaks, people
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import DEFAULT_RIGHTS, ROLES, Right
from tests.operations.acting import acting_as, hire
from tests.operations.shops import bring_in

READS = "it only reads the vault or the keys file, though the test cannot see it"
INNER = "a part of a guarded operation, not offered by any face"
OWN = "everybody may do this for themselves"
NOTES = "it writes down what was done; refusing would hide it"
DERIVES = "it compares or derives what is there; no fact changes"

FREE: dict[str, str] = {
    **dict.fromkeys(
        """backups.drill_is_due backups.verify cards.card compartments.compartments compartments.find compartments.finish
        duplicate_answers.answered duplicate_merging.certain_sets duplicate_merging.preview_certain duplicate_questions.cases
        duplicate_questions.count_about duplicate_questions.open_questions duplicate_questions.pairs
        duplicate_questions.question_counts duplicate_questions.queue duplicate_report.report duplicates.alike locking.closing_time
        locking.is_remembered people.list_people people.person vaults.check vaults.is_first_password vaults.is_last_group
        vaults.must_set_password""".split(),
        READS,
    ),
    **dict.fromkeys(
        """audit.record leaks.check_quota leaks.take_out opened.record_operation opened.finish_operation own_export.tag_of
        own_export.matches duplicate_answers.fingerprints duplicate_answers.sides duplicate_answers.parted_before
        unmasking.typed_as_meant unmasking.value_as_meant group_rules.refuse_rule_name sealed_editing.edit_sealed
        sealed_editing.sealed_form import_sealing.import_sealer resealing.seal_fields resealing.unseal_fields resealing.rederive
        sealed_files.workbook_content sealed_files.unseal_workbook backups.before backups.before_import samples.stage_sample
        asking.refuse_hidden duplicate_questions.for_person vaults.finish
        key_compacting.compact""".split(),
        INNER,
    ),
    **dict.fromkeys(
        """vaults.change_password vaults.new_recovery_code vaults.lock vaults.close vaults.remember people.forget_devices
        samples.close_sample locking.set_pin locking.forget_pin locking.lock locking.keep_drafts locking.take_drafts
        locking.remember_here locking.forget_here backups.try_sheet backups.note_drill saved_lists.pin saved_lists.keep_layout""".split(),
        OWN,
    ),
    **dict.fromkeys("duplicate_search.look_at_all duplicate_search.catch_up duplicate_search.warm".split(), DERIVES),
    **dict.fromkeys("duplicate_search.like_typed duplicate_search.judge duplicates.refresh".split(), DERIVES),
    "audit.note": NOTES,
    "quality.remember": NOTES,
    "history.undo": "asks for the right of what is undone: test_undoing_needs_the_right_of_what_is_undone",
    "history.redo": "asks for the right of what is done again: the same test",
    "leaks.reveal": "whoever lacks REVEAL is counted: test_leaks.py",
}


def operations() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every public function of the operations that takes the open vault first."""
    for module in pkgutil.iter_modules(khachhang.operations.__path__):
        loaded = importlib.import_module(f"khachhang.operations.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if name.startswith("_") or function.__module__ != loaded.__name__:
                continue
            first = next(iter(inspect.signature(function).parameters.values()), None)
            if first is not None and first.annotation in ("OpenVault", OpenVault):
                yield f"{module.name}.{name}", function


OPERATIONS = dict(operations())
GUARDED = {name: function for name, function in OPERATIONS.items() if hasattr(function, "needs")}
WRITES = {"writing", "engine", "record_operation", "finish_operation"}


KNOWN: dict[Callable[..., Any], bool] = {}


def only_reads(function: Callable[..., Any]) -> bool:
    """Tell whether nothing that a function names, or that the functions of ours it names do, writes into a vault, its keys or a file.

    What it reads goes through `OpenVault.reading`, which asks for VIEW.
    """
    if function not in KNOWN:
        KNOWN[function] = True  # for those that name each other
        KNOWN[function] = _only_reads(function)
    return KNOWN[function]


def _only_reads(function: Callable[..., Any]) -> bool:
    module = sys.modules[function.__module__]
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    if "Path" in {ast.unparse(a.annotation) for a in ast.walk(tree) if isinstance(a, ast.arg) and a.annotation is not None}:
        return False
    for node in ast.walk(tree):
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if name in WRITES or name.startswith(("write_", "store_", "set_role", "set_rights")):
            return False
        if name == "vault" and isinstance(node, ast.Attribute):
            return False
        holder = getattr(module, node.value.id, None) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) else module
        found = getattr(holder, name, None) if name and inspect.ismodule(holder) else None
        is_ours = inspect.isfunction(found) and found.__module__.startswith("khachhang.operations") and found is not function
        if is_ours and not hasattr(found, "needs") and not only_reads(found):
            return False
    return True


def test_every_operation_is_guarded_or_only_reads_or_is_named_as_free():
    """A new one gets `@needs(Right.…)` (operations/rights.py) or a line above with the reason."""
    unknown = sorted(OPERATIONS.keys() - GUARDED.keys() - FREE.keys())
    assert [name for name in unknown if not only_reads(OPERATIONS[name])] == []


def test_what_writes_is_not_taken_for_reading():
    """The positive control of the test above."""
    writers = """editing.add editing.edit editing.add_group editing.add_field duplicate_merging.merge import_commit.commit exports.export
        group_rules.make_rule saved_lists.save verification.verify import_results.change_party import_results.save_original people.add
        people.remove vaults.rebuild vaults.back_up records.lines leaks.note_copied audit_export.export_log erasing.erase"""
    assert [name for name in writers.split() if only_reads(inspect.unwrap(OPERATIONS[name]))] == []
    own = ("vaults.change_password", "vaults.new_recovery_code", "people.forget_devices", "leaks.reveal", "audit.note", "history.undo")
    assert [name for name in own if only_reads(OPERATIONS[name])] == []
    assert {"customers.rows", "history.log", "facets.counts"} <= {
        n for n in OPERATIONS.keys() - GUARDED.keys() if only_reads(OPERATIONS[n])
    }


def test_nothing_is_both_guarded_and_free():
    assert sorted(GUARDED.keys() & FREE.keys()) == []


def test_whoever_has_no_right_is_refused_before_anything_happens(shop: OpenVault):
    nobody = people.change(shop, hire(shop, "Không").name, allowed=[])
    with acting_as(shop, nobody):
        for name, function in GUARDED.items():
            if set(function.needs) == {Right.VIEW}:
                continue
            with pytest.raises(UserError) as caught:
                function(shop)
            assert caught.value.code == "not_allowed", name
            assert caught.value.params["right"].code in {right.value for right in function.needs}, name


@pytest.mark.parametrize("role", ROLES)
def test_the_matrix_of_roles_and_operations(shop: OpenVault, role: str):
    person = people.list_people(shop)[0] if role == "owner" else hire(shop, f"Người {role}", role)
    with acting_as(shop, person):
        for name, function in GUARDED.items():
            allowed = DEFAULT_RIGHTS[role].issuperset(function.needs)
            assert shop.can(*function.needs) is allowed, name
            if not allowed:
                with pytest.raises(UserError) as caught:
                    function(shop)
                assert caught.value.code == "not_allowed", name


def test_who_may_not_look_sees_nothing(shop: OpenVault):
    bring_in(shop, [{"full_name": "Nguyễn Thị Lan", "phones": ["+84912345678"]}])
    person = hire(shop, "Mù")
    roll = shop.vault.keys.roll
    vault.set_rights(shop.vault, {**roll.rights, "people": {person.person_id: {"rights": ["edit"]}}}, now=shop.clock())
    with acting_as(shop, person), pytest.raises(UserError) as caught:
        customers.first_page(shop, customers.CustomerQuery())
    assert caught.value.code == "not_allowed"


def test_the_owner_has_every_right_whatever_is_written(shop: OpenVault):
    vault.set_rights(shop.vault, {"people": {shop.vault.person_id: {"rights": [], "quota": {"export": 0}}}}, now=shop.clock())

    assert shop.can(*Right)
    assert shop.rights.quota["export"] is None


def test_a_right_given_is_a_right_and_one_taken_is_none(shop: OpenVault):
    hire(shop)
    lan = people.change(shop, "Lan", allowed=[Right.VIEW, Right.EXPORT])
    with acting_as(shop, lan):
        assert shop.can(Right.EXPORT)
        assert not shop.can(Right.EDIT)
    back = people.change(shop, "Lan", role="manager")
    with acting_as(shop, back):
        assert shop.can(*Right)
    people.change(shop, "Lan", role="staff")


def test_undoing_needs_the_right_of_what_is_undone(shop: OpenVault):
    brought = bring_in(shop, [{"full_name": "Nguyễn Thị Lan", "phones": ["+84912345678"]}])
    other = customers.add(shop, {"full_name": "Trần Văn Hùng"})
    first = customers.first_page(shop, customers.CustomerQuery(text="Lan"))[0]
    merged = duplicates.merge(shop, [first, *other.customer_ids])
    exported = leaks_export(shop)
    hire(shop)
    lan = people.change(shop, "Lan", allowed=[Right.EDIT])
    with acting_as(shop, lan):
        for operation, word in ((brought, "import"), (merged, "merge")):
            with pytest.raises(UserError) as caught:
                history.undo(shop, operation.operation_id)
            assert caught.value.params["right"].code == word
        history.undo(shop, other.operation_id)
        history.redo(shop, other.operation_id)
    for nothing in (0, exported):
        with pytest.raises(UserError) as caught:
            history.undo(shop, nothing)
        assert caught.value.code == "no_such_operation"
    people.change(shop, "Lan", allowed=DEFAULT_RIGHTS["staff"])


def leaks_export(shop: OpenVault) -> int:
    """Note a print, which cannot be undone, and return its number."""
    from khachhang.operations import printing

    done = printing.note_printed(shop, 1, ["full_name"])
    assert done.operation_id is not None
    leaks.note_copied(shop, 1, ["full_name"])
    return done.operation_id
