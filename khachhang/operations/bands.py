"""Bands people think in: of age, of when somebody came, of when somebody last bought, of how much is known. They move with the calendar.

In a query a band stands as `Filter("age", Op.IN, ("25-34",))`; `part` says what that means today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache

from khachhang.searching import AllOf, AnyOf, Filter, Op

Part = Filter | AllOf | AnyOf

BASES: Mapping[str, str] = {
    "age": "birth_year",
    "created": "created_date",
    "bought": "last_purchase_date",
    "filled": "completeness",
    "times_bought": "order_count",
}
"""Band key → the field it is a band of. Age goes by the year of birth: half the shops know no more."""

CODES: Mapping[str, tuple[str, ...]] = {
    "age": ("0-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+", ""),
    "created": ("this_month", "last_month", "this_year", "last_year", "earlier", ""),
    "bought": ("30", "90", "180", "365", "more", ""),
    "filled": ("0-39", "40-69", "70-99", "100"),
    "times_bought": ("0", "1", "2-4", "5+"),
}
"""Band key → its bands in order; "" = not known."""

_DAYS = ("30", "90", "180", "365")


def is_band(key: str) -> bool:
    """Tell whether a field of a filter is one of bands."""
    return key in BASES


def part(key: str, codes: Iterable[object], today: date) -> AnyOf:
    """Return what being in one of these bands means today."""
    return AnyOf(tuple(_one(key, str(code), today) for code in codes))


def count(key: str, found: Iterable[tuple[str, int]], today: date) -> list[tuple[str, int]]:
    """Return (band, customers) from (value of the base field, customers), in the order of the bands, without those nobody is in."""
    totals = dict.fromkeys(CODES[key], 0)
    for value, n in found:
        band = band_of(key, value, today)
        if band is not None:
            totals[band] += n
    return [(code, n) for code, n in totals.items() if n]


def band_of(key: str, value: str, today: date) -> str | None:
    """Return the band of a value of the base field, None when it is in none (born tomorrow).

    The law is that the value fits `part` of that band alone.
    """
    if not value:
        return ""
    if key in ("age", "filled", "times_bought"):
        number = today.year - int(value) if key == "age" else int(value)
        return next((c for c in CODES[key] if c and _holds(c, number)), None)
    return next((code for code, low, high in _spans(key, today) if low <= value <= high), None)


def _one(key: str, code: str, today: date) -> Filter:
    base = BASES[key]
    if not code:
        return Filter(base, Op.EMPTY)
    if key == "age":
        low, high = _ends(code)
        return Filter(base, Op.BETWEEN, (f"{today.year - high:04d}", f"{today.year - low:04d}"))
    if key in ("filled", "times_bought"):
        return Filter(base, Op.BETWEEN, _ends(code))
    _, first, last = next(s for s in _spans(key, today) if s[0] == code)
    return Filter(base, Op.BETWEEN, (first, last))


def _ends(code: str) -> tuple[int, int]:
    """Return both ends of a band of numbers: "25-34", "65+", "100"."""
    if code.endswith("+"):
        return int(code[:-1]), 1999
    low, _, high = code.partition("-")
    return int(low), int(high or low)


def _holds(code: str, number: int) -> bool:
    low, high = _ends(code)
    return low <= number <= high


@lru_cache(maxsize=8)
def _spans(key: str, today: date) -> list[tuple[str, str, str]]:
    """Return (band, first, last) of the bands of dates, as texts that compare with dates and with bare years; together they hold all."""
    if key == "bought":
        edges = [(today - timedelta(days=int(d))).isoformat() for d in _DAYS]
        found = [("30", edges[0], _END)]
        found += [(d, edges[n + 1], _before(edges[n])) for n, d in enumerate(_DAYS[1:])]
        return [*found, ("more", _BEGIN, _before(edges[-1]))]
    month = today.replace(day=1)
    earlier = (month - timedelta(days=1)).replace(day=1)
    spans = [("this_month", month.isoformat(), _END), ("last_month", earlier.isoformat(), _before(month.isoformat()))]
    year = min(f"{today.year:04d}", earlier.isoformat())
    spans.append(("this_year", year, _before(earlier.isoformat())))
    last = f"{today.year - 1:04d}"
    spans.append(("last_year", last, _before(year)))
    return [*spans, ("earlier", _BEGIN, _before(last))]


_BEGIN, _END = "0", "9999"


def _before(text: str) -> str:
    """Return the greatest text that comes before this date, or year, and after every date and year before it."""
    return f"{text[:-1]}{chr(ord(text[-1]) - 1)}\U0010ffff"
