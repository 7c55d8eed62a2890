"""What a person may do: rights by role, which the owner can change, and how much may be taken out on a day. Asked in one place: `needs`.

Roles under one key are not secrecy: whoever may open the vault holds its key. They keep an honest colleague's hands where they belong,
and what was done is in the history. What a person must not see lies in a sealed compartment (docs/security.md).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from khachhang.messages import Word
from khachhang.vault.slots import Roll

if TYPE_CHECKING:
    from khachhang.operations.opened import OpenVault


class Right(Enum):
    """One capability. REVEAL: sees numbers in full everywhere; without it they are masked and shown one by one, counted and noted."""

    VIEW = "view"
    EDIT = "edit"
    IMPORT = "import"
    MERGE = "merge"
    EXPORT = "export"
    REVEAL = "reveal"
    PRINT = "print"
    COPY = "copy"
    MANAGE = "manage"


ROLES = ("owner", "manager", "staff", "read-only")
QUOTAS = ("export", "print", "copy", "reveal")
"""What is counted: customers exported, printed, copied; masked numbers shown one by one."""

DEFAULT_RIGHTS: Mapping[str, frozenset[Right]] = {
    "owner": frozenset(Right),
    "manager": frozenset(Right),
    "staff": frozenset({Right.VIEW, Right.EDIT, Right.IMPORT, Right.MERGE, Right.PRINT, Right.COPY}),
    "read-only": frozenset({Right.VIEW}),
}
DEFAULT_QUOTAS: Mapping[str, Mapping[str, int | None]] = {
    "owner": dict.fromkeys(QUOTAS),
    "manager": dict.fromkeys(QUOTAS),
    "staff": {"export": 200, "print": 100, "copy": 100, "reveal": 50},
    "read-only": {"export": 0, "print": 0, "copy": 0, "reveal": 10},
}
"""Role → per day, None = no limit."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What one person may do. quota: per day, None = no limit."""

    role: str
    allowed: frozenset[Right]
    quota: Mapping[str, int | None] = field(default_factory=dict)
    department: str = ""


def rights_of(roll: Roll, person_id: str) -> Rights:
    """Return what the owner signed for a person; what is not said comes from the role, an unknown role may only look."""
    if person_id == roll.owner_id:
        return Rights("owner", DEFAULT_RIGHTS["owner"], DEFAULT_QUOTAS["owner"], _said(roll, person_id).get("department", ""))
    role = roll.person(person_id).role
    role = role if role in ROLES and role != "owner" else "read-only"
    said = _said(roll, person_id)
    allowed = said.get("rights")
    kept = DEFAULT_RIGHTS[role] if allowed is None else frozenset(r for r in Right if r.value in allowed)
    return Rights(role, kept, {**DEFAULT_QUOTAS[role], **said.get("quota", {})}, said.get("department", ""))


def with_person(
    roll: Roll,
    person_id: str,
    *,
    allowed: Collection[Right] | None = None,
    quota: Mapping[str, int | None] | None = None,
    department: str | None = None,
) -> dict[str, Any]:
    """Return the map of rights with what is said of one person replaced. None leaves a thing as it was."""
    said = dict(_said(roll, person_id))
    if allowed is not None:
        said["rights"] = sorted(r.value for r in allowed)
    if quota is not None:
        said["quota"] = {what: quota[what] for what in QUOTAS if what in quota}
    if department is not None:
        said["department"] = department
    return {**roll.rights, "people": {**roll.rights.get("people", {}), person_id: said}}


def without_person(roll: Roll, person_id: str) -> dict[str, Any]:
    """Return the map of rights without what was said of one person beyond the role: the defaults of a role count again."""
    said = {k: v for k, v in _said(roll, person_id).items() if k == "department"}
    return {**roll.rights, "people": {**roll.rights.get("people", {}), person_id: said}}


def _said(roll: Roll, person_id: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = roll.rights.get("people", {}).get(person_id, {})
    return found


def word(right: Right) -> Word:
    """Return the right as people name it."""
    return Word("right", right.value)


P = ParamSpec("P")
R = TypeVar("R")


def needs(*rights: Right) -> Callable[[Callable[Concatenate[OpenVault, P], R]], Callable[Concatenate[OpenVault, P], R]]:
    """Guard an operation: whoever opened the vault must have these rights, else UserError `not_allowed` before anything happens."""

    def guard(operation: Callable[Concatenate[OpenVault, P], R]) -> Callable[Concatenate[OpenVault, P], R]:
        @wraps(operation)
        def guarded(opened: OpenVault, /, *args: P.args, **kwargs: P.kwargs) -> R:
            opened.require(*rights)
            return operation(opened, *args, **kwargs)

        guarded.needs = rights  # type: ignore[attr-defined]  # read by the test that walks all operations
        return guarded

    return guard
