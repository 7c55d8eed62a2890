"""Full garbage collections wait until nobody waits."""

from __future__ import annotations

import gc

from ui.garbage import IdleCollector


def test_old_objects_are_collected_only_after_the_work(qtbot):
    before = gc.get_threshold()
    collector = IdleCollector()
    collector._timer.setInterval(10)
    full = lambda: gc.get_stats()[2]["collections"]  # noqa: E731
    try:
        count = full()
        keep = [[i] for i in range(300_000)]
        assert full() == count

        collector.busy_changed(False)
        collector.busy_changed(True)
        assert not collector._timer.isActive()
        collector.busy_changed(False)
        qtbot.waitUntil(lambda: full() > count, timeout=5_000)
        assert keep
    finally:
        collector.stop()
    assert gc.get_threshold() == before
