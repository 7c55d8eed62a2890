"""Times as people read them: 21/11/2026 15:04 in the time of this computer."""

from __future__ import annotations

from datetime import datetime


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
