"""The window speaks English completely, and Qt's own dialogs speak Vietnamese."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parent.parent

PROMISED = {
    "MAC_APPLICATION_MENU", "QAbstractSpinBox", "QApplication", "QCocoaMenuItem", "QCocoaTheme", "QColorDialog", "QComboBox",
    "QDialogButtonBox", "QDockWidget", "QErrorMessage", "QFileDialog", "QGnomeTheme", "QLineEdit", "QMessageBox", "QPageSetupWidget",
    "QPlatformTheme", "QPrintDialog", "QPrintPreviewDialog", "QPrintSettingsOutput", "QPrintWidget", "QProgressDialog", "QScrollBar",
    "QTabBar", "QUndoGroup", "QUndoModel", "QUndoStack", "QWidgetTextControl", "QWizard",
}  # fmt: skip
"""Contexts of Qt a person of the shop can meet; docs: what people expect, last section."""


@pytest.fixture(scope="module")
def update() -> ModuleType:
    spec = importlib.util.spec_from_file_location("i18n_update", ROOT / "i18n" / "update.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_of_the_window_has_its_english(update):
    problems = update.untranslated()

    if problems:
        pytest.fail("\n".join(["i18n/khachhang_en.ts (i18n/update.py update brings the texts in):", *problems]), pytrace=False)


@pytest.mark.parametrize(("translation", "problem"), [
    pytest.param('<translation type="unfinished"></translation>', "has no translation", id="unfinished"),
    pytest.param("<translation>{m} rows</translation>", "has other placeholders", id="renamed placeholder"),
    pytest.param("<translation>rows</translation>", "lacks a placeholder", id="lost placeholder"),
    pytest.param("<translation>{n} rows</translation>", None, id="right"),
])
def test_the_check_sees_what_is_wrong(update, tmp_path, translation, problem):
    path = tmp_path / "x.ts"
    message = f"<message><source>{{n}} dòng</source>{translation}</message>"
    path.write_text(f"<TS><context><name>W</name>{message}</context></TS>", encoding="utf-8")

    found = list(update.problems_in(path))

    assert [line.endswith(problem) for line in found] == ([True] if problem else [])


def test_qt_speaks_vietnamese_wherever_it_was_promised(qapp, update):
    from PySide6.QtCore import QLibraryInfo, QTranslator

    update.release()
    vietnamese, german = QTranslator(), QTranslator()
    assert vietnamese.load(str(ROOT / "i18n" / "qtbase_vi.qm"))
    assert german.load(str(Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_de.qm"))
    messages = list(qt_messages())

    assert {context for context, _, _ in messages} >= PROMISED
    assert [(context, source) for context, source, _ in messages if not german.translate(context, source)] == [], "Qt says no such thing"
    assert [(context, source) for context, source, text in messages if vietnamese.translate(context, source) != text] == []


def test_the_vietnamese_of_qt_keeps_placeholders_and_mnemonics(update):
    messages = list(qt_messages())

    assert [m for m in messages if update.placeholders_of(m[1]) != update.placeholders_of(m[2])] == []
    assert [m for m in messages if m[1].count("&") != m[2].count("&")] == []
    assert [m for m in messages if "&" in m[2] and not plain_mnemonic(m[2])] == [], "a letter nobody can type with Alt"


def plain_mnemonic(text: str) -> bool:
    letter = text[text.index("&") + 1]
    return (letter.isascii() and letter.isalnum()) or text.startswith("<p>")


def qt_messages() -> list[tuple[str, str, str]]:
    """Return (context, English, Vietnamese) of every text of Qt's that we translate."""
    return [
        (context.findtext("name", ""), message.findtext("source", ""), message.findtext("translation", ""))
        for context in ElementTree.parse(ROOT / "i18n" / "qtbase_vi.ts").getroot().iter("context")
        for message in context.iter("message")
    ]
