"""Translators of the window. Source text is Vietnamese; Qt itself has no Vietnamese, so we bring our own."""

from __future__ import annotations

import contextlib

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from khachhang.resources import resource_path

_kept: list[QTranslator] = []
"""An installed QTranslator that Python collects is no longer heard: they live as long as the application."""


def install(app: QCoreApplication, language: str) -> None:
    """Make the window speak "vi" or "en"; replaces what was installed before."""
    for translator in _kept:
        app.removeTranslator(translator)
    _kept.clear()
    QLocale.setDefault(QLocale("vi_VN") if language == "vi" else QLocale("en_US"))
    app.setProperty("language", language)
    folders = [str(resource_path("i18n")), str(resource_path("build", "i18n"))]
    wanted = ["khachhang_en"] if language == "en" else ["khachhang_vi", "qtbase_vi"]
    for name in wanted:
        for folder in folders:
            if _load(app, name, folder):
                break
    if language == "en":
        _load(app, "qtbase_en", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))


def language() -> str:
    """Return the language now spoken, "vi" or "en"."""
    app = QCoreApplication.instance()
    spoken = app.property("language") if app is not None else None
    return spoken if spoken in ("vi", "en") else "vi"


def _load(app: QCoreApplication, name: str, folder: str) -> bool:
    translator = QTranslator()
    with contextlib.suppress(OSError):
        if translator.load(name, folder):
            app.installTranslator(translator)
            _kept.append(translator)
            return True
    return False
