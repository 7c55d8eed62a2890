"""The keys of a look at customers side by side: numbers choose, arrows point, Ctrl and a number tick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.duplicates.side_by_side import SideBySide

MOST = 8


def listen(host: QWidget, sides: SideBySide, more: Sequence[tuple[str, Callable[..., Any]]]) -> None:
    """Let the keys work while the focus is anywhere in `host`; a key held down counts once. more: (keys, what they do)."""
    keys = [*more, ("Up", partial(sides.move, -1)), ("Down", partial(sides.move, 1))]
    for place in range(MOST):
        keys += [(str(place + 1), partial(sides.pick, place)), (f"Ctrl+{place + 1}", partial(sides.toggle, place))]
    for sequence, act in keys:
        shortcut = QShortcut(QKeySequence(sequence), host)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(sequence in ("Up", "Down"))
        shortcut.activated.connect(partial(_call, act))


def _call(act: Callable[..., Any]) -> None:
    act()
