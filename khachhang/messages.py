"""Code + parameters → sentence, in Vietnamese or English, for both faces.

The sentences lie in i18n/messages_<lang>.toml and, module by module, in i18n/parts/<module>.<lang>.toml: tables named after what
they speak of (`error`, `issue`, `evidence`, `operation`, `repair`, `layout`), keys = codes, values with `{param}` placeholders.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from khachhang.resources import resource_path

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Word:
    """A parameter that is itself a word of the product: said in the language of the sentence it stands in."""

    section: str
    code: str


Table = Mapping[str, Mapping[str, str]]
"""Section → code → sentence."""


def sentence(code: str, params: Mapping[str, object] | None = None, *, section: str = "error", lang: str = "vi") -> str:
    """Return the sentence for a code, with its parameters filled in; an unknown code comes back in brackets.

    A parameter that is missing stays visible as `{name}`: a half sentence helps more than a crash inside an error message.
    """
    template = table(lang).get(section, {}).get(code)
    if template is None:
        return f"[{code}]"
    shown = {name: shown_value(value, lang) for name, value in (params or {}).items()}
    return template.format_map(_Visible(shown))


def shown_value(value: object, lang: str = "vi") -> str:
    """Return a parameter as people of that language write it: 1.234.567,5 in Vietnamese, 1,234,567.5 in English."""
    if value is None:
        return ""
    if isinstance(value, Word):
        return sentence(value.code, section=value.section, lang=lang)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ", ".join(shown_value(item, lang) for item in value) if isinstance(value, list | tuple) else str(value)
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
    return text if lang == "en" else text.translate(_VIETNAMESE_MARKS)


def placeholders(template: str) -> frozenset[str]:
    """Return the names a sentence needs: `"{n} dòng"` → {"n"}. ValueError when its braces do not match."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)


@cache
def table(lang: str) -> Table:
    """Return every sentence of a language. A test sees to it that no two files give the same code of the same section."""
    merged: dict[str, dict[str, str]] = {}
    for path in message_files(lang):
        for section, sentences in tomllib.loads(path.read_text(encoding="utf-8")).items():
            merged.setdefault(section, {}).update(sentences)
    return merged


def message_files(lang: str) -> list[Path]:
    """Return the message files of a language: the general one, then the parts by name."""
    return [resource_path("i18n", f"messages_{lang}.toml"), *sorted(resource_path("i18n", "parts").glob(f"*.{lang}.toml"))]


class _Visible(dict[str, str]):
    """Parameters for `str.format_map` that leave an unknown placeholder as it is."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


_VIETNAMESE_MARKS = str.maketrans({",": ".", ".": ","})
