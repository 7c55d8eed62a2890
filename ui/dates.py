"""Times as people read them: 21/11/2026 15:04 in the time of this computer."""

from __future__ import annotations

import re
from datetime import date, datetime

_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")


def show_time(stored: str | None) -> str:
    """Return a stored ISO date or UTC time as dd/MM/yyyy, with the hour when there is one."""
    if not stored:
        return ""
    if len(stored) <= 10:
        return "/".join(reversed(stored.split("-")))
    try:
        moment = datetime.fromisoformat(stored).astimezone()
    except ValueError:
        return stored
    return moment.strftime("%d/%m/%Y %H:%M")


def read_date(typed: str) -> str | None:
    """Return a date typed as dd/mm/yyyy as ISO, None when it is none."""
    found = _DAY.fullmatch(typed.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat() if found else None
    except ValueError:
        return None
