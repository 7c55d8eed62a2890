"""What a person types into one field → a value, with a hint where something looks wrong. Nothing typed is refused for its form alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from khachhang import messages
from khachhang.errors import UserError
from khachhang.fields import Field, Kind
from khachhang.model import Issue, Severity, Value
from khachhang.values.addresses import parse_address
from khachhang.values.dates import parse_date
from khachhang.values.emails import parse_emails
from khachhang.values.flags import parse_flag
from khachhang.values.groups import parse_groups
from khachhang.values.money import parse_money
from khachhang.values.numbers import parse_number
from khachhang.values.phones import parse_phones
from khachhang.values.sex import parse_sex
from khachhang.values.tax_codes import parse_tax_code
from khachhang.values.text import nfc_squeeze


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, understood. value: in the field's shape (a list for many-valued fields), None when nothing can be made of it."""

    value: Value
    issues: tuple[Issue, ...] = ()

    def hint(self, lang: str = "vi") -> str | None:
        """Return what to show under the field, None when all is well."""
        if not self.issues:
            return None
        return messages.sentence(self.issues[0].code, self.issues[0].params, section="issue", lang=lang)


def read_typed(field: Field, text: str | Sequence[str], today: date) -> Typed:
    """Return what a text (or several, for a many-valued field) means in a field."""
    if field.many:
        texts = [text] if isinstance(text, str) else list(text)
        parts = [_read_one(field, t, today) for t in texts if t.strip()]
        values: list[Value] = []
        for part in parts:
            for value in part.value if isinstance(part.value, list) else [part.value]:
                if value is not None and value not in values:
                    values.append(value)
        return Typed(values, tuple(i for p in parts for i in p.issues))
    if not isinstance(text, str):
        raise UserError("one_value_only", field=field.key)
    if not text.strip():
        return Typed(None)
    return _read_one(field, text, today)


def _read_one(field: Field, text: str, today: date) -> Typed:
    reader = _READERS.get(field.kind)
    if reader is not None:
        return reader(text)
    if field.kind is Kind.DATE:
        parsed = parse_date(text, today=today, birth=field.key == "birth_date")
        return Typed(parsed.value, parsed.issues)
    if field.key == "group":
        return Typed(list(parse_groups(text).value or ()))
    return Typed(nfc_squeeze(text))


def _phones(text: str) -> Typed:
    """A number that cannot be right is kept as it was typed, with its doubt."""
    parsed = parse_phones(text)
    if parsed.value is not None and parsed.value.numbers:
        return Typed(list(parsed.value.numbers), parsed.issues)
    return _as_typed("phone_as_typed", text)


def _emails(text: str) -> Typed:
    parsed = parse_emails(text)
    if parsed.value is not None and parsed.value.addresses:
        return Typed(list(parsed.value.addresses), parsed.issues)
    return _as_typed("email_as_typed", text)


def _as_typed(code: str, text: str) -> Typed:
    kept = nfc_squeeze(text)
    return Typed([kept], (Issue(code, Severity.DOUBTS, params={"text": kept}),))


def _address(text: str) -> Typed:
    parsed = parse_address(text)
    return Typed(None if parsed.value is None else parsed.value.to_value(), parsed.issues)


def _plain(parse: Callable[[str], Any]) -> Callable[[str], Typed]:
    def read(text: str) -> Typed:
        parsed = parse(text)
        return Typed(parsed.value, parsed.issues)

    return read


_READERS: dict[Kind, Callable[[str], Typed]] = {
    Kind.PHONE: _phones,
    Kind.EMAIL: _emails,
    Kind.ADDRESS: _address,
    Kind.MONEY: _plain(parse_money),
    Kind.NUMBER: _plain(parse_number),
    Kind.SEX: _plain(parse_sex),
    Kind.TAX_CODE: _plain(parse_tax_code),
    Kind.FLAG: _plain(parse_flag),
}
