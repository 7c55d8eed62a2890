"""Acting as somebody with a role without opening the vault again: the keys stay the owner's, the rights are another person's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from khachhang.operations import people
from khachhang.operations.opened import OpenVault
from tests.operations.shops import FLOOR

FIRST_PASSWORD = "trăng sao biển khơi xanh"


def hire(opened: OpenVault, name: str = "Lan", role: str = "staff", **about: str) -> people.PersonInfo:
    """Add a person, or give the one of that name the role's own rights again."""
    known = [p for p in people.list_people(opened) if p.name == name]
    if known:
        if known[0].role != role:
            return people.change(opened, name, role=role)
        return known[0]
    return people.add(opened, name, FIRST_PASSWORD, role=role, argon2=FLOOR, **about)


@contextmanager
def acting_as(opened: OpenVault, person: people.PersonInfo) -> Iterator[OpenVault]:
    """Let the open vault be that person's for a while."""
    before = opened.vault.person_id, opened.person
    opened.vault.person_id, opened.person = person.person_id, person.name
    try:
        yield opened
    finally:
        opened.vault.person_id, opened.person = before


def limit(opened: OpenVault, name: str, quota: Mapping[str, int | None]) -> people.PersonInfo:
    """Give a person a quota."""
    return people.change(opened, name, quota=quota)
