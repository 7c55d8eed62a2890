"""The places about people and the log, made when they are first shown: few starts need them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.session import Session

PLACES = ("people", "audit")


def make_place(place: str, session: Session, back: Callable[[], object], hold: Callable[[bool], object], parent: QWidget) -> Any:
    """Return the page of one of PLACES. `back`: the person is done there; `hold(True)`: the other places must wait."""
    from ui.audit.page import AuditPage
    from ui.people.page import PeoplePage

    if place == "audit":
        log = AuditPage(session, parent)
        log.back_wanted.connect(back)
        return log
    made = PeoplePage(session, parent)
    made.back_wanted.connect(back)
    made.hold_asked.connect(hold)
    return made
