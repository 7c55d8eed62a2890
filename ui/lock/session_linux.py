"""The session as Linux desktops tell it over D-Bus. Nothing is asked but the name of our own session; whatever is silent is not there."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

_SCREEN_SAVERS = tuple(f"org.{name}.ScreenSaver" for name in ("freedesktop", "gnome", "cinnamon", "mate", "xfce"))
_LOGIN = "org.freedesktop.login1"
_ANSWER_MS = 500


class LinuxSession(QObject):
    """Hears the screen being locked, the computer going to sleep, and another user taking the screen."""

    def __init__(self, parent: QObject, say: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._say = say
        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        for interface in _SCREEN_SAVERS if session.isConnected() else ():
            session.connect("", "", interface, "ActiveChanged", self, SLOT("screen_saved(bool)"))
        if system.isConnected():
            system.connect(_LOGIN, "", f"{_LOGIN}.Manager", "PrepareForSleep", self, SLOT("sleeps(bool)"))
            own = self._own_session(system)
            if own:
                system.connect(_LOGIN, own, f"{_LOGIN}.Session", "Lock", self, SLOT("locked()"))
                system.connect(
                    _LOGIN,
                    own,
                    "org.freedesktop.DBus.Properties",
                    "PropertiesChanged",
                    self,
                    SLOT("changed(QString,QVariantMap,QStringList)"),
                )

    def _own_session(self, bus: Any) -> str:
        call = QDBusMessage.createMethodCall(_LOGIN, "/org/freedesktop/login1", f"{_LOGIN}.Manager", "GetSessionByPID")
        call.setArguments([os.getpid()])
        answer = bus.call(call, QDBus.CallMode.Block, _ANSWER_MS)
        found = answer.arguments()
        return found[0].path() if answer.type() == QDBusMessage.MessageType.ReplyMessage and found and hasattr(found[0], "path") else ""

    @Slot(bool)
    def screen_saved(self, is_on: bool) -> None:
        """A screen saver that locks came on."""
        if is_on:
            self._say("session")

    @Slot(bool)
    def sleeps(self, begins: bool) -> None:
        """The computer goes to sleep."""
        if begins:
            self._say("suspend")

    @Slot()
    def locked(self) -> None:
        """Our session was locked."""
        self._say("session")

    @Slot("QString", "QVariantMap", "QStringList")
    def changed(self, _interface: str, values: dict[str, Any], _invalid: list[str]) -> None:
        """Something about our session changed: another user has the screen when it is no longer active."""
        if values.get("Active") is False or values.get("LockedHint") is True:
            self._say("session")
