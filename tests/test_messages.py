"""Every code has its sentence, in both languages, with the same parameters."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from khachhang.messages import LANGUAGES, message_files, placeholders, sentence, shown_value, table

ROOT = Path(__file__).resolve().parent.parent
SECTION_OF_CALL = {"UserError": "error", "Issue": "issue"}


def test_a_sentence_gets_its_parameters():
    assert sentence("file_not_found", {"path": "khách.xlsx"}) == "Không thấy tệp khách.xlsx."
    assert sentence("file_not_found", {"path": "khách.xlsx"}, lang="en") == "The file khách.xlsx was not found."


def test_an_unknown_code_comes_back_in_brackets():
    assert sentence("no_such_code", {"n": 1}) == "[no_such_code]"
    assert sentence("file_not_found", section="no_such_section") == "[file_not_found]"


def test_a_missing_parameter_stays_visible():
    assert sentence("file_not_found") == "Không thấy tệp {path}."


@pytest.mark.parametrize(("value", "vietnamese", "english"), [
    pytest.param(1234567, "1.234.567", "1,234,567", id="thousands"),
    pytest.param(-1250000, "-1.250.000", "-1,250,000", id="negative"),
    pytest.param(1234.5, "1.234,5", "1,234.5", id="decimal"),
    pytest.param("0912345678", "0912345678", "0912345678", id="text stays"),
    pytest.param(["A", 1000], "A, 1.000", "A, 1,000", id="list"),
    pytest.param(None, "", "", id="nothing"),
])
def test_a_parameter_is_shown_as_people_write_it(value, vietnamese, english):
    assert shown_value(value, "vi") == vietnamese
    assert shown_value(value, "en") == english


def test_every_message_file_has_its_other_language():
    vietnamese, english = ({path.name.removesuffix(f"{lang}.toml") for path in message_files(lang)} for lang in LANGUAGES)

    assert vietnamese == english


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_code_has_two_sentences(lang):
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in message_files(lang)]
    codes = [f"{section}.{code}" for file in tables for section, sentences in file.items() for code in sentences]

    assert sorted({code for code in codes if codes.count(code) > 1}) == []


def test_both_languages_have_the_same_codes():
    vietnamese, english = (set(all_sentences(lang)) for lang in LANGUAGES)

    assert vietnamese - english == set(), "no English sentence"
    assert english - vietnamese == set(), "no Vietnamese sentence"


def test_both_languages_use_the_same_parameters():
    vietnamese, english = (all_sentences(lang) for lang in LANGUAGES)

    differing = {key for key in vietnamese.keys() & english.keys() if placeholders(vietnamese[key]) != placeholders(english[key])}
    assert differing == set()


def test_no_sentence_is_empty_or_padded():
    bad = {key for lang in LANGUAGES for key, text in all_sentences(lang).items() if not text or text != text.strip()}

    assert bad == set()


def test_every_code_in_the_sources_has_a_sentence():
    missing = sorted({f"{where}: {section}.{code}" for where, section, code in used_codes() if code not in table("vi").get(section, {})})

    if missing:
        pytest.fail("\n".join(["no sentence in i18n/ for", *missing]), pytrace=False)


def test_every_code_is_given_the_parameters_its_sentence_needs():
    lacking = sorted(
        f"{where}: {section}.{code} is not given {sorted(needed - given)}"
        for where, section, code, given in given_parameters()
        if (needed := placeholders(table("vi").get(section, {}).get(code, ""))) - given
    )

    if lacking:
        pytest.fail("\n".join(lacking), pytrace=False)


def given_parameters() -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """Yield (place, section, code, names) of every UserError("…", a=…) and Issue("…", …, params={"a": …}) whose names are literal."""
    for path in sorted((ROOT / "khachhang").rglob("*.py")):
        later = added_on_the_way(path.parent)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            section = SECTION_OF_CALL.get(name_of(node.func)) if isinstance(node, ast.Call) else None
            code = literal_code(node) if section else None
            names = literal_names(node, section) if code else None
            if section and code and names is not None:
                yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", section, code, names | later


@cache
def added_on_the_way(folder: Path) -> frozenset[str]:
    """Return the names some module of a folder adds to errors that pass through it: `UserError(e.code, **{**e.params, "name": …})`."""
    calls = [
        node
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and name_of(node.func) == "UserError"
    ]
    unpacked = [keyword.value for call in calls for keyword in call.keywords if keyword.arg is None and isinstance(keyword.value, ast.Dict)]
    return frozenset(str(key.value) for value in unpacked for key in value.keys if isinstance(key, ast.Constant))


def literal_names(node: ast.Call, section: str) -> frozenset[str] | None:
    """Return the names of the parameters a call gives, or None when they are not written out."""
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    if section == "error":
        return None if None in keywords else frozenset(name for name in keywords if name)
    params = keywords.get("params") or (node.args[4] if len(node.args) > 4 else ast.Dict(keys=[], values=[]))
    if not isinstance(params, ast.Dict) or not all(isinstance(key, ast.Constant) for key in params.keys):
        return None
    return frozenset(str(key.value) for key in params.keys if isinstance(key, ast.Constant))


def all_sentences(lang: str) -> dict[str, str]:
    return {f"{section}.{code}": text for section, sentences in table(lang).items() for code, text in sentences.items()}


@cache
def used_codes() -> frozenset[tuple[str, str, str]]:
    """Return (place, section, code) of every literal code: UserError("…"), Issue("…"), and `code = "…"` of UserError's subclasses."""
    paths = [*sorted((ROOT / "khachhang").rglob("*.py")), *sorted((ROOT / "ui").rglob("*.py"))]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    errors = error_classes(list(trees.values()))
    return frozenset(
        (path.relative_to(ROOT).as_posix(), section, code) for path, tree in trees.items() for section, code in codes_of(tree, errors)
    )


def error_classes(trees: list[ast.Module]) -> set[str]:
    """Return the names of UserError and of all classes derived from it, however far."""
    bases = {
        node.name: {name_of(base) for base in node.bases} for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    }
    known = {"UserError"}
    while True:
        more = {name for name, parents in bases.items() if parents & known} - known
        if not more:
            return known
        known |= more


def codes_of(tree: ast.Module, errors: set[str]) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = name_of(node.func)
            section = "error" if name in errors else SECTION_OF_CALL.get(name)
            code = literal_code(node)
            if section and code and (name in SECTION_OF_CALL or is_code_argument(node)):
                yield section, code
        elif isinstance(node, ast.ClassDef) and node.name in errors:
            for statement in node.body:
                if isinstance(statement, ast.Assign) and name_of(statement.targets[0]) == "code":
                    value = statement.value
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        yield "error", value.value


def is_code_argument(node: ast.Call) -> bool:
    """A subclass's first argument need not be a code: only `code="…"` by name counts there."""
    return any(keyword.arg == "code" for keyword in node.keywords)


def literal_code(node: ast.Call) -> str | None:
    first = node.args[0] if node.args else next((k.value for k in node.keywords if k.arg == "code"), None)
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
