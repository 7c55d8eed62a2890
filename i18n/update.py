"""The translations of the window: `update` the source texts, `check` that none is untranslated, `release` the compiled files.

khachhang_en.ts holds the English of every Vietnamese text in ui/ and main.py; qtbase_vi.ts the Vietnamese of Qt's own texts, which
Qt does not have. The compiled .qm are not kept in version control: run.py makes them at set-up, and so does pyinstaller.spec.
Needs the environment of run.py: `.venv/bin/python i18n/update.py update`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "i18n"
ENGLISH = FOLDER / "khachhang_en.ts"
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\d+|%n|%L\d+")


def main(arguments: list[str]) -> int:
    """Do what the one argument says. Returns 1 when a check finds something."""
    if arguments == ["update"]:
        extract(ENGLISH)
    elif arguments == ["release"]:
        release()
    elif arguments == ["check"]:
        problems = untranslated()
        print("\n".join(problems) or "Không thiếu câu nào. / Nothing is missing.")
        return 1 if problems else 0
    else:
        sys.exit("i18n/update.py update | release | check")
    return 0


def release() -> None:
    """Compile every .ts whose .qm is missing or older."""
    for source in sorted(FOLDER.glob("*.ts")):
        target = source.with_suffix(".qm")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            run("pyside6-lrelease", "-silent", str(source), "-qm", str(target))


def untranslated() -> list[str]:
    """Return what is wrong with the English, a line each: texts of ui/ without a translation, or with other placeholders."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / ENGLISH.name
        if ENGLISH.exists():
            shutil.copyfile(ENGLISH, fresh)
        extract(fresh)
        return list(problems_in(fresh))


def problems_in(path: Path) -> Iterator[str]:
    """Yield the problems of one .ts file: unfinished translations, placeholders that differ."""
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            source, translation = message.findtext("source", ""), message.find("translation")
            if translation is not None and translation.get("type") in ("vanished", "obsolete"):
                continue
            where = f"{context.findtext('name')}: {source!r}"
            texts = texts_of(translation)
            if translation is None or translation.get("type") == "unfinished" or not all(texts):
                yield f"{where} has no translation"
            elif any(placeholders_of(text) - placeholders_of(source) for text in texts):
                yield f"{where} → {texts} has other placeholders"
            elif placeholders_of(texts[-1]) != placeholders_of(source):
                yield f"{where} → {texts} lacks a placeholder"


def texts_of(translation: ElementTree.Element | None) -> list[str]:
    """Return the translated text, or its forms for one and for many."""
    if translation is None:
        return [""]
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] or [translation.text or ""]


def placeholders_of(text: str) -> set[str]:
    """Return the placeholders of a text: `{n}`, `%1`, `%n`."""
    return set(PLACEHOLDER.findall(text))


def extract(target: Path) -> None:
    """Bring a .ts file up to date with the texts in the sources; translations of texts that are gone are dropped."""
    sources = [str(path) for path in [ROOT / "main.py", *sorted((ROOT / "ui").rglob("*.py"))] if path.exists()]
    options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "vi_VN", "-target-language", "en_US"]
    run("pyside6-lupdate", *options, *sources, "-ts", str(target))


def run(program: str, *arguments: str) -> None:
    """Run one of PySide6's tools; stop with what it said when it fails."""
    scripts = Path(sysconfig.get_path("scripts"))
    command = shutil.which(program, path=str(scripts)) or program
    done = subprocess.run([command, *arguments], capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        sys.exit(f"{program} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
