"""What leaves the vault: exported, printed, copied, a masked number shown. Counted for the day, noted, refused beyond the quota."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from khachhang.errors import UserError
from khachhang.messages import Word
from khachhang.operations import audit
from khachhang.operations.cards import CardField, read_card
from khachhang.operations.customers import CustomerRow, rows
from khachhang.operations.opened import OpenVault
from khachhang.operations.rights import Right, needs
from khachhang.store import customer_queries, taking_out


def left_today(opened: OpenVault, what: str) -> int | None:
    """Return how much of its quota the person still has today; None = no limit."""
    limit = opened.rights.quota.get(what)
    if limit is None:
        return None
    with opened.reading() as connection:
        return max(0, limit - taking_out.used(connection, opened.today(), opened.person, what))


def check_quota(opened: OpenVault, what: str, n: int) -> None:
    """Refuse (UserError `quota_used_up`) what would go beyond the quota of the day; call before anything is written."""
    with opened.reading() as connection:
        _check(opened, connection, what, n)


def take_out(opened: OpenVault, connection: Connection, what: str, n: int) -> None:
    """Count what goes out, inside the transaction that notes it; refuse it beyond the quota."""
    _check(opened, connection, what, n)
    taking_out.use(connection, opened.today(), opened.person, what, n)


def _check(opened: OpenVault, connection: Connection, what: str, n: int) -> None:
    limit = opened.rights.quota.get(what)
    if limit is None:
        return
    used = taking_out.used(connection, opened.today(), opened.person, what)
    if used + n > limit:
        raise UserError("quota_used_up", what=Word("quota", what), used=used, limit=limit, n=n, owner=opened.owner_name)


@needs(Right.COPY)
def note_copied(opened: OpenVault, n: int, columns: Sequence[str], text: str = "") -> None:
    """Note that so many customers go onto the clipboard, before they do. text: what the list was searched for, in words."""
    if opened.vault.is_read_only and opened.rights.quota.get("copy") is None:
        return
    with opened.writing() as connection:
        take_out(opened, connection, "copy", n)
        audit.record(opened, connection, "copy", n=n, columns=list(columns), filter=text)


@needs(Right.COPY)
def copied_rows(opened: OpenVault, customer_ids: Sequence[int], columns: Sequence[str], *, lang: str = "vi") -> list[CustomerRow]:
    """Return rows for the clipboard; counted and noted before anybody has them."""
    note_copied(opened, len(customer_ids), columns)
    return rows(opened, customer_ids, lang=lang)


def reveal(opened: OpenVault, customer_id: int, field_key: str, *, lang: str = "vi") -> CardField:
    """Return one field of a customer in full, and note who saw it when. Whoever sees numbers in full anyway is not counted."""
    with opened.reading() as connection:
        current = customer_queries.resolve(connection, customer_id)
        if current is None:
            raise UserError("no_such_customer", customer=customer_id)
        card = read_card(connection, opened.catalogue, current, lang)
    found = next((f for f in card.fields if f.field.key == field_key), None)
    if found is None:
        raise UserError("no_such_field", field=field_key)
    if opened.is_masked:
        check_quota(opened, "reveal", 1)
        opened.viewed.note(opened.today(), current, field_key, opened.now())
        with opened.writing() as connection:
            take_out(opened, connection, "reveal", 1)
            audit.record(opened, connection, "reveal", customer=current, name=card.name, field=field_key)
    return found
