"""When somebody leaves: what they saw and took out lately, and their customers go to somebody else in one step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from khachhang.errors import UserError
from khachhang.model import Outcome
from khachhang.operations import audit, customers, editing
from khachhang.operations.audit import OUT, LogFilter, LogLine
from khachhang.operations.opened import OpenVault
from khachhang.operations.people import person
from khachhang.operations.rights import Right, needs
from khachhang.operations.viewing import CARD
from khachhang.progress import Tick, no_tick
from khachhang.searching import AllOf, CustomerQuery, Filter, Op
from khachhang.store import customer_queries, taking_out

DAYS = 90
ASSIGNEE = "assignee"
_LINES = 500


@dataclass(frozen=True, slots=True)
class SeenCustomer:
    """One customer a person saw in the time asked about. what: "card", or the field shown in full; times: how often, over all days."""

    customer_id: int
    name: str
    what: str
    times: int
    last_at: str


@dataclass(frozen=True, slots=True)
class LeaverReport:
    """What one person saw and took out. cards: customers whose card was opened; revealed: fields shown in full; taken: kind → customers.

    out: the lines of the log about it. assigned: how many customers they look after.
    """

    person: str
    since: str
    cards: tuple[SeenCustomer, ...]
    revealed: tuple[SeenCustomer, ...]
    taken: dict[str, int]
    out: tuple[LogLine, ...]
    assigned: int


@needs(Right.MANAGE)
def leaver_report(opened: OpenVault, who: str, days: int = DAYS, *, lang: str = "vi") -> LeaverReport:
    """Return what a person saw, revealed, exported, printed and copied in so many days."""
    found = person(opened, who)
    since = (date.fromisoformat(opened.today()) - timedelta(days=days)).isoformat()
    opened.write_viewed()
    with opened.reading() as connection:
        looks = taking_out.looks_of(connection, found.name, since)
        taken = taking_out.used_since(connection, found.name, since)
        flats = customer_queries.flats(connection, sorted({look.customer_id for look in looks}))
    seen: dict[tuple[int, str], SeenCustomer] = {}
    for look in looks:  # the newest day first
        flat = flats.get(look.customer_id)
        name = str(flat.values.get("full_name") or flat.values.get("company") or "") if flat is not None else ""
        known = seen.get((look.customer_id, look.what))
        times, last = (known.times, known.last_at) if known else (0, look.last_at)
        seen[look.customer_id, look.what] = SeenCustomer(look.customer_id, name, look.what, times + look.times, last)
    out = audit.log(opened, LogFilter(person=found.name, kind=OUT, since=since), _LINES, lang=lang)
    return LeaverReport(
        found.name,
        since,
        tuple(s for s in seen.values() if s.what == CARD),
        tuple(s for s in seen.values() if s.what != CARD),
        taken,
        tuple(out),
        customers.count(opened, looked_after_by(found.name)),
    )


@needs(Right.MANAGE)
def reassign(opened: OpenVault, who: str, to: str, tick: Tick = no_tick) -> Outcome:
    """Give all customers one person looks after to another, in one operation that can be undone."""
    giver, taker = person(opened, who), person(opened, to)
    if not taker.is_active:
        raise UserError("no_such_person", person=to)
    ids = list(customers.all_ids(opened, looked_after_by(giver.name)))
    if not ids:
        raise UserError("nothing_to_reassign", person=giver.name)
    return editing.set_value(opened, ids, ASSIGNEE, taker.name, tick)


def looked_after_by(name: str) -> CustomerQuery:
    """Return the list of the customers somebody looks after."""
    return CustomerQuery(filters=AllOf((Filter(ASSIGNEE, Op.IS, (name,)),)))
