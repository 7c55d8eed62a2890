"""Work off the GUI thread: delivered there, cancelled for good, never to an object that is gone."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject

from khachhang.errors import UserError
from ui.crash import report_of
from ui.jobs import Jobs


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.stop()
    made.deleteLater()


class Receiver(QObject):
    """Keeps what it was told and on which thread."""

    def __init__(self):
        super().__init__()
        self.told = []

    def done(self, value):
        self.told.append((value, threading.current_thread() is threading.main_thread()))


def test_result_comes_to_the_gui_thread(jobs, qtbot):
    receiver = Receiver()

    jobs.read(lambda tick: threading.current_thread() is threading.main_thread(), receiver.done)
    qtbot.waitUntil(lambda: bool(receiver.told), timeout=3000)

    assert receiver.told == [(False, True)]


def test_reading_goes_on_while_writing_takes_long(jobs, qtbot):
    receiver, gate = Receiver(), threading.Event()

    jobs.write(lambda tick: gate.wait(5), receiver.done)
    jobs.read(lambda tick: "read", receiver.done)
    qtbot.waitUntil(lambda: receiver.told == [("read", True)], timeout=3000)
    gate.set()
    qtbot.waitUntil(lambda: len(receiver.told) == 2, timeout=3000)


def test_only_the_newest_search_is_delivered(jobs, qtbot):
    receiver, gate = Receiver(), threading.Event()

    jobs.read(lambda tick: gate.wait(5) and "old", receiver.done, key="search")
    jobs.read(lambda tick: "new", receiver.done, key="search")
    gate.set()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=3000)

    assert receiver.told == [("new", True)]


def test_cancelled_work_stops_at_its_next_tick_and_stays_silent(jobs, qtbot):
    receiver, started, stopped = Receiver(), threading.Event(), []

    def endless(tick):
        while True:
            started.set()
            tick(1, 2)

    job = jobs.write(endless, receiver.done, cancelled=lambda: stopped.append(True))
    started.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: bool(stopped), timeout=3000)

    assert receiver.told == []


def test_cancel_interrupts_a_running_statement(jobs, qtbot):
    started, interrupted, stopped = threading.Event(), threading.Event(), []
    jobs.interrupt_writing = interrupted.set

    def statement(tick):
        started.set()
        interrupted.wait(5)
        raise RuntimeError("interrupted")

    job = jobs.write(statement, print, cancelled=lambda: stopped.append(True))
    started.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: bool(stopped), timeout=3000)


def test_what_the_person_can_mend_goes_to_failed(jobs, qtbot):
    errors = []

    def fail(tick):
        raise UserError("disk_full")

    jobs.write(fail, print, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=3000)

    assert errors[0].code == "disk_full"


def test_a_bug_becomes_a_report_without_personal_data(jobs, qtbot):
    caught = []
    jobs.crashed.connect(caught.append)

    def bug(tick):
        raise KeyError("Nguyễn Thị Lan 0912345678")

    jobs.read(bug, print)
    qtbot.waitUntil(lambda: bool(caught), timeout=3000)

    report = report_of(caught[0])
    assert "KeyError" in report
    assert "test_jobs.py" in report
    assert "Lan" not in report
    assert "0912" not in report


def test_nothing_is_delivered_to_an_object_that_is_gone(jobs, qtbot):
    import shiboken6

    receiver, gate = Receiver(), threading.Event()
    jobs.read(lambda tick: gate.wait(5), receiver.done)
    shiboken6.delete(receiver)

    gate.set()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=3000)

    assert receiver.told == []


def test_progress_is_heard_but_not_a_thousand_times(jobs, qtbot):
    heard, receiver = [], Receiver()

    def work(tick):
        for done in range(10_001):
            tick(done, 10_000)

    jobs.read(work, receiver.done, heard=lambda done, total: heard.append(done))
    qtbot.waitUntil(lambda: bool(receiver.told), timeout=5000)

    assert heard[-1] == 10_000
    assert len(heard) < 100
