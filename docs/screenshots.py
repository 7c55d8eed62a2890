"""Take the pictures of the README: the real window, driven through the sample shop, every screen in every dress.

python docs/screenshots.py FOLDER [--scale 1.5] [--theme dark] [--language en] [--size 1366x768] [--only customers,card]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PATIENCE_S = 90


def main(argv: list[str]) -> int:
    """Take every picture asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", default="1")
    parser.add_argument("--theme", default="light", choices=("light", "dark"))
    parser.add_argument("--language", default="vi", choices=("vi", "en"))
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--only", default="")
    options = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = options.scale
    options.folder.mkdir(parents=True, exist_ok=True)
    width, height = (int(part) for part in options.size.split("x"))
    with tempfile.TemporaryDirectory() as home:
        Photographer(options, Path(home), width, height).run()
    return 0


class Photographer:
    """Drives the window and saves what it shows."""

    def __init__(self, options: argparse.Namespace, home: Path, width: int, height: int) -> None:
        from ui.app import make_application, make_window, memory_settings

        self._folder: Path = options.folder
        self._only = {name for name in options.only.split(",") if name}
        self.home = home
        settings = memory_settings(str(home / "settings.ini"))
        settings.language = options.language
        settings.theme = options.theme
        self.app = make_application(["screenshots"])
        self.window = make_window(self.app, settings)
        self.window.jobs.crashed.connect(_complain)
        self.window.resize(width, height)
        self.window.show()

    def run(self) -> None:
        """Take every picture."""
        from ui.customers.acts import CustomerActs  # noqa: F401  loaded before the window needs it

        self.settle()
        self.take("start")
        self.before_a_vault()
        self.window.open_sample()
        self.until(lambda: self.window.workspace is not None)
        self.settle()
        for scene in (
            self.customers,
            self.forms,
            self.importing,
            self.duplicates,
            self.checks,
            self.lists_and_checks,
            self.history,
            self.settings,
            self.export,
            self.helps,
        ):
            scene()
        self.window.jobs.stop()

    # ---- scenes

    def before_a_vault(self) -> None:
        """Creating and unlocking."""
        w = self.window
        w.show_create()
        page = w.create_page
        page._name.setText("Gia dụng Hoa Mai")
        page._person.setText("Mai")
        page._password.edit.setText("mây tre nắng sớm")
        self.settle()
        self.take("create")
        page.show_recovery("7K2M-9QXD-4T8R-HW3N-C6VB-1ZPJ-5GYA-E0SF-2KQ7", "Gia dụng Hoa Mai")
        self.settle()
        self.take("recovery")
        folder = self.home / "Gia dụng Hoa Mai.khachhang"
        folder.mkdir()
        w.ask_password(folder)
        self.settle()
        self.take("unlock")
        from khachhang.vault.errors import WrongPassword

        w.unlock.refuse(WrongPassword())
        self.settle()
        self.take("unlock-wrong")
        w.settings.remember_vault(folder)
        w.show_start()
        self.settle()
        self.take("start-recent")

    def customers(self) -> None:
        """The list, a search, a card, ticks, several selected."""
        page = self.window.workspace.customers
        self.take("customers")
        page.search.show_text("lan 678")
        self.settle()
        page.view.selectRow(0)
        self.settle(300)
        self.take("search-card")
        page.card._area.verticalScrollBar().setValue(page.card._area.verticalScrollBar().maximum() // 2)
        self.settle()
        self.take("card-middle")
        page.card._area.verticalScrollBar().setValue(page.card._area.verticalScrollBar().maximum())
        self.settle()
        self.take("card-end")
        card = page.card.card
        record = next((r for r in card.records if r.file_name), None) if card is not None else None
        if record is not None:
            page.acts.show_original(record.record_id, "full_name")
            self.settle(200)
            self.dialog("original")
        page.close_card()
        page.search.show_text("zzzz")
        self.settle()
        self.take("no-match")
        page.search.show_text("")
        page._ticked("verification", "unverified", True)
        self.settle()
        self.take("filtered")
        page.clear_filters()
        page._sort("full_name", False)
        page._sort("debt", True)
        self.settle()
        page.view.selectAll()
        self.settle()
        self.take("selected")
        page.view.clearSelection()
        page._sort("full_name", False)
        page._sort("full_name", False)
        self.settle()

    def forms(self) -> None:
        """The form, empty with somebody alike, and filled."""
        page = self.window.workspace.customers
        page.add_customer()
        form = self.modal()
        form.type_in("full_name", "Nguyễn Thị Lan")
        form.type_in("phones", "091234567")
        self.settle(900)
        self.dialog("form-add", close=False)
        form.type_in("full_name", "")
        form.type_in("phones", "")
        form.reject()
        self.settle()
        if len(page.model.ids):
            page.acts.edit(page.model.ids[0])
            self.until(lambda: self.modal() is not None)
            self.settle()
            self.dialog("form-edit")
        page.columns.choose()
        self.settle()
        self.dialog("columns")

    def importing(self) -> None:
        """From a file to its result."""
        from khachhang.model import Party, RowOutcome
        from ui.import_wizard.outcomes import outcome_word

        w = self.window.workspace
        w.go("import")
        self.settle()
        self.take("import-home")
        w.import_file(self.file_to_import())
        self.until(lambda: w.imports.steps.currentWidget() is w.imports.setup)
        w.imports.setup.choose_party(Party.THIRD)
        self.settle()
        self.take("import-setup")
        from ui.widgets.basics import QPushButton

        unfold = next(b for b in w.imports.setup.findChildren(QPushButton) if b.isCheckable() and b.isVisible())
        unfold.setChecked(True)
        self.settle()
        self.take("import-columns")
        w.imports.setup.preview_wanted.emit()
        self.until(lambda: w.imports.steps.currentWidget() is w.imports.preview)
        self.settle()
        self.take("import-preview")
        w.imports.preview._toggle_repairs()
        w.imports.preview.count_button(outcome_word(RowOutcome.DOUBTFUL)).click()
        self.settle()
        self.take("import-doubtful")
        w.imports.commit()
        self.until(lambda: w.imports.steps.currentWidget() is w.imports.result)
        self.settle(200)
        self.take("import-result")

    def file_to_import(self) -> Path:
        """Return the list imported in the pictures: the one of the fair."""

        from khachhang.operations import samples

        return samples.fair_list()

    def duplicates(self) -> None:
        """A question of two, of several, and what can be done with all of them."""
        from khachhang.operations import customers

        for name in ("Nguyễn Văn Bảy", "Nguyen Van Bay", "Nguyễn Văn Bảy"):
            customers.add(self.window.session.opened, {"full_name": name, "phones": "0909 112 233"})
        self.window.session.changed.emit(None)
        self.window.workspace.go("duplicates")
        page = self.window.workspace.duplicates
        self.settle(300)
        page._case = next(c for c in page._cases if len(c.members) > 2)
        page._show()
        self.settle(300)
        self.take("duplicates-group")
        page.show_bucket("certain")
        self.settle(300)
        self.take("duplicates")
        page.show_bucket("household")
        self.settle(300)
        self.take("duplicates-household")
        for name, show in (("bulk", page.open_bulk), ("report", page.open_report), ("answered", page.open_answered)):
            show()
            self.settle(500)
            self.dialog(f"duplicates-{name}")
        page.show_bucket(None)

    def checks(self) -> None:
        """What nobody has checked."""
        self.window.workspace.go("check")
        self.settle(300)
        self.take("check")

    def lists_and_checks(self) -> None:
        """The check of the data, a condition being built, the shop's own columns, printing."""
        w = self.window.workspace
        w.go("quality")
        self.settle(300)
        self.take("quality")
        w.go("customers")
        w.customers.narrowing.build("last_purchase_date")
        builder = self.modal()
        builder.groups[0].add_row("debt").first.setText("1 triệu")
        builder.add_group("group").rows[0].first.setText("VIP")
        self.settle()
        self.dialog("filter-builder", close=False)
        builder._build()
        self.settle()
        self.take("filter-chip")
        w.customers.clear_filters()
        w.own_fields()
        self.settle()
        self.dialog("own-columns")
        w.print_list()
        self.settle(200)
        self.dialog("print", close=False)
        self.modal().reject()
        self.settle()

    def history(self) -> None:
        """What was done."""
        self.window.workspace.go("history")
        self.settle(300)
        self.take("history")

    def settings(self) -> None:
        """Settings, and the bin."""
        self.window.workspace.go("settings")
        self.settle(200)
        self.take("settings")
        self.window.workspace.go("bin")
        self.settle(200)
        self.take("bin")

    def export(self) -> None:
        """The export dialog, and a toast."""
        self.window.workspace.export()
        self.settle(300)
        self.dialog("export")
        page = self.window.workspace.customers
        if len(page.model.ids):
            page.view.selectRow(2)
            page.bin_selected()
            self.settle(300)
            self.take("toast")

    def helps(self) -> None:
        """Help and shortcuts."""
        from ui import menus

        menus.show_help(self.window)
        self.settle()
        self.dialog("help")
        menus.show_shortcuts(self.window)
        self.settle()
        self.dialog("shortcuts")

    # ---- tools

    def settle(self, ms: int = 60) -> None:
        """Let everything under way come to rest."""
        end = time.monotonic() + ms / 1000
        give_up = time.monotonic() + PATIENCE_S
        while time.monotonic() < end or (self.window.jobs.is_busy and time.monotonic() < give_up):
            self.app.processEvents()
            time.sleep(0.005)
        for _ in range(5):
            self.app.processEvents()

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        give_up = time.monotonic() + PATIENCE_S
        while not holds() and time.monotonic() < give_up:
            self.app.processEvents()
            time.sleep(0.005)

    def modal(self):  # type: ignore[no-untyped-def]
        """Return the dialog open now."""
        return self.app.activeModalWidget()

    def take(self, name: str) -> None:
        """Save the window."""
        if not self._only or name in self._only:
            self.window.grab().save(str(self._folder / f"{name}.png"))

    def dialog(self, name: str, *, close: bool = True) -> None:
        """Save the dialog open now, and close it."""
        dialog = self.modal()
        if dialog is None:
            return
        if not self._only or name in self._only:
            dialog.grab().save(str(self._folder / f"{name}.png"))
        if close:
            dialog.accept()
            self.settle()


def _complain(error: BaseException) -> None:
    import traceback

    traceback.print_exception(error)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
