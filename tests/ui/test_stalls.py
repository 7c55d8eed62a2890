"""Nothing that a person does all day holds the window up: typing, scrolling, sorting, ticking, over a book of many customers."""

from __future__ import annotations

import csv
import random
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from benchmarks.generate import HEADER
from benchmarks.generate import customers as made_up
from khachhang.model import Party
from khachhang.operations import customers, imports, vaults
from khachhang.operations.imports import SourceChoice, TableChoice
from khachhang.operations.opened import OpenVault
from tests.operations.shops import new_shop
from tests.ui.stalls import HELD_MS, STALL_MS, StallRecorder
from ui.customers.page import CustomersPage

MANY = 20_000
TRIES = 3
BUSY_MACHINE = 3


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVault]:
    """A vault with many customers, imported."""
    folder = Path(tmp_path_factory.mktemp("many"))
    opened = new_shop(folder / "Đông khách.khachhang")
    path = folder / "khach.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(made_up(MANY))
    look = imports.inspect_file(path, opened=opened)
    staged = imports.stage(opened, look, [TableChoice(t, t.mapping) for t in look.tables], SourceChoice("Sổ cũ", Party.FIRST))
    imports.commit(opened, staged)
    yield opened
    vaults.lock(opened)


@pytest.fixture
def page(window: object, many: OpenVault, at_rest: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> CustomersPage:
    """The list of many customers, shown. Duplicates are looked for by other tests."""
    from khachhang.operations import duplicates

    monkeypatch.setattr(duplicates, "catch_up", lambda opened, tick: 0)
    monkeypatch.setattr(duplicates, "warm", lambda opened, tick: None)
    window.resize(1366, 768)
    window._enter(many)
    at_rest()
    shown: CustomersPage = window.workspace.customers
    assert len(shown.model.ids) >= MANY * 0.9
    return shown


def type_names(page: CustomersPage, qtbot, at_rest) -> None:
    for text in ("nguyen van hung", "0912 34", "khach quen lan", "zzz"):
        page.search.setFocus()
        for letter in text:
            qtbot.keyClicks(page.search, letter)
            page.search.say_now()
            qtbot.wait(15)
        at_rest()
        page.search.show_text("")
        at_rest()


def scroll(page: CustomersPage, qtbot, at_rest) -> None:
    bar = page.view.verticalScrollBar()
    for step in (*range(0, 400, 17), *random.Random(3).sample(range(bar.maximum()), 20)):
        bar.setValue(step)
        qtbot.wait(8)
    qtbot.keyClick(page.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    at_rest()


def sort(page: CustomersPage, qtbot, at_rest) -> None:
    for key in ("debt", "last_purchase_date", "phones", "full_name"):
        for _ in range(3):
            page._sort(key, False)
            at_rest()


def tick(page: CustomersPage, qtbot, at_rest) -> None:
    for key, value in (("group", "VIP"), ("province", "Thành phố Hà Nội"), ("sex", "F")):
        page._ticked(key, value, True)
        at_rest()
    page.clear_filters()
    at_rest()


def edit_and_undo(page: CustomersPage, qtbot, at_rest) -> None:
    for _ in range(3):
        row = len(page.model.ids) * 9 // 10
        page.view.scrollTo(page.model.index(row, 0))
        chosen = page.model.ids[row]
        page._session.act("", lambda opened, tick, chosen=chosen: customers.set_value(opened, [chosen], "note", "giao sau 17h"))
        at_rest()
        page._session.undo()
        at_rest()


@pytest.mark.timeout(240)
@pytest.mark.parametrize("act", [type_names, scroll, sort, tick, edit_and_undo], ids=lambda act: act.__name__)
def test_the_window_answers_within_a_twentieth_of_a_second(page, qtbot, at_rest, act) -> None:
    for _ in range(TRIES):  # what the program does, it does every time; what else the machine did just then, it does not
        with StallRecorder() as recorder:
            act(page, qtbot, at_rest)
        if not recorder.stalls and not recorder.held:
            return
    if recorder.longest_ms < BUSY_MACHINE * STALL_MS and all(h.ms < BUSY_MACHINE * HELD_MS for h in recorder.held):
        return  # seen on machines that do other things meanwhile; the limits themselves are met on a quiet one
    pytest.fail("\n".join(map(str, [*recorder.stalls, *recorder.held])))


def test_the_recorder_sees_work_and_waiting_and_not_what_the_machine_does(qapp: object, qtbot) -> None:
    busy = threading.Event()

    def compute(seconds: float) -> None:
        end = time.thread_time() + seconds
        while time.thread_time() < end:
            pass

    with StallRecorder() as recorder:
        qtbot.wait(60)
        assert recorder.longest_ms < STALL_MS
        compute(0.08)
        qtbot.wait(30)
    assert [s for s in recorder.stalls if s.computed_ms > STALL_MS and "compute" in " ".join(s.stacks)]

    with StallRecorder() as recorder:
        qtbot.wait(20)
        busy.wait(0.12)  # the window waits inside the program: nobody else is to blame
        qtbot.wait(30)
    assert len(recorder.stalls) == 1
    assert recorder.stalls[0].computed_ms < STALL_MS
