"""Stretches of time that move with the calendar: a saved list of "this month" means this month whenever it is opened."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from khachhang.searching import AllOf, AnyOf, CustomerQuery, Filter, Op

PRESETS = ("today", "last_7_days", "last_30_days", "this_week", "last_week", "this_month", "last_month", "this_year", "last_year")
"""Codes of the stretches offered. In a filter they stand as the one value "@this_month" of BETWEEN."""

MARK = "@"
_DAYS_AGO = "days_ago_"

Part = Filter | AllOf | AnyOf


def preset(field: str, code: str) -> Filter:
    """Return the filter "this date lies in that stretch"; of a birth date only the day and the month count."""
    return Filter("birth_md" if field == "birth_date" else field, Op.BETWEEN, (MARK + code,))


def before_days(field: str, days: int) -> Filter:
    """Return the filter "longer ago than so many days"."""
    return Filter(field, Op.LESS, (f"{MARK}{_DAYS_AGO}{days}",))


def is_moving(value: object) -> bool:
    """Tell whether a value of a filter moves with the calendar."""
    return isinstance(value, str) and value.startswith(MARK)


def days_ago(value: str) -> int | None:
    """Return how many days a value written by `before_days` lies back, None for another."""
    text = value.removeprefix(MARK)
    return int(text.removeprefix(_DAYS_AGO)) if text.startswith(_DAYS_AGO) else None


def span(code: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of a stretch; weeks begin on Monday."""
    if code.startswith("last_") and code.endswith("_days"):
        return today - timedelta(days=int(code.split("_")[1]) - 1), today
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    before = first - timedelta(days=1)
    return {
        "today": (today, today),
        "this_week": (monday, monday + timedelta(days=6)),
        "last_week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "this_month": (first, today.replace(day=monthrange(today.year, today.month)[1])),
        "last_month": (before.replace(day=1), before),
        "this_year": (date(today.year, 1, 1), date(today.year, 12, 31)),
        "last_year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    }[code]


def resolved(query: CustomerQuery, today: date) -> CustomerQuery:
    """Return the query as it reads today."""
    filters = resolve(query.filters, today)
    assert isinstance(filters, AllOf), filters
    return query if filters == query.filters else replace(query, filters=filters)


def resolve(part: Part, today: date) -> Part:
    """Return a part of a query with its moving dates put in."""
    if isinstance(part, AllOf):
        return AllOf(tuple(resolve(p, today) for p in part.parts))
    if isinstance(part, AnyOf):
        return AnyOf(tuple(resolve(p, today) for p in part.parts), part.is_none)
    if not part.values or not is_moving(part.values[0]):
        return part
    value = str(part.values[0])
    days = days_ago(value)
    if days is not None:
        return replace(part, values=((today - timedelta(days=days)).isoformat(),))
    first, last = span(value.removeprefix(MARK), today)
    return _in_year(part.field, first, last) if part.field == "birth_md" else replace(part, values=(first.isoformat(), last.isoformat()))


def _in_year(field: str, first: date, last: date) -> Part:
    """Return "the day and month lie in this stretch", also across the new year."""
    low, high = first.strftime("%m-%d"), last.strftime("%m-%d")
    if (last - first).days >= 365:
        return Filter(field, Op.NOT_EMPTY)
    if low <= high:
        return Filter(field, Op.BETWEEN, (low, high))
    return AnyOf((Filter(field, Op.BETWEEN, (low, "12-31")), Filter(field, Op.BETWEEN, ("01-01", high))))
