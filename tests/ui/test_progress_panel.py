"""The panel that says how far long work is."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from ui.widgets.progress_panel import ProgressPanel


def test_writing_says_when_it_is_too_late_to_stop(qtbot) -> None:
    panel = ProgressPanel()
    qtbot.addWidget(panel)
    stop = panel.findChild(QPushButton)

    panel.start("Đang nhập", writes=True)
    panel.hear(10, 100)
    assert stop.isEnabled()
    panel.hear(100, 100)
    assert not stop.isEnabled()
    assert panel._left.text() not in ("", "…")

    panel.start("Đang đọc")
    panel.hear(100, 100)
    assert stop.isEnabled()
