"""Conditions as a person would say them: "Còn nợ lớn hơn 1.000.000 ₫ hoặc Nhóm là VIP"."""

from __future__ import annotations

from khachhang import messages
from khachhang.fields import Catalogue, Kind
from khachhang.operations import bands, date_presets
from khachhang.operations.date_presets import Part
from khachhang.operations.showing import label, show
from khachhang.searching import AnyOf, Filter, Op

_SAID_WHOLE = {"has_phone", "has_email", "has_address", "has_doubt", "do_not_contact", "open_question"}
"""Yes-or-no fields: a sentence for each answer."""


def field_words(key: str, catalogue: Catalogue, lang: str = "vi") -> str:
    """Return the name of a field, also of one that is only there to be filtered."""
    field = catalogue.get(key)
    return label(field, lang) if field is not None else messages.sentence(key, section="field", lang=lang)


def op_words(op: Op, lang: str = "vi", *, is_date: bool = False) -> str:
    """Return a comparison in words; dates are before and after rather than smaller and greater."""
    code = op.name.lower()
    return messages.sentence(f"date_{code}" if is_date and op in (Op.LESS, Op.MORE) else code, section="op", lang=lang)


def part_words(part: Part, catalogue: Catalogue, lang: str = "vi") -> str:
    """Return one part of a query in words; groups inside groups stand in brackets."""
    if isinstance(part, Filter):
        return _filter_words(part, catalogue, lang)
    joiner = messages.sentence("or" if isinstance(part, AnyOf) else "and", section="op", lang=lang)
    said = [part_words(p, catalogue, lang) for p in part.parts]
    inner = [f"({s})" if not isinstance(p, Filter) and len(p.parts) > 1 else s for p, s in zip(part.parts, said, strict=True)]
    words = f" {joiner} ".join(inner)
    return messages.sentence("none_of", {"what": words}, section="op", lang=lang) if isinstance(part, AnyOf) and part.is_none else words


def _filter_words(part: Filter, catalogue: Catalogue, lang: str) -> str:
    if part.field in _SAID_WHOLE and part.op in (Op.IS, Op.IN) and len(part.values) == 1:
        return messages.sentence(f"{part.field}_{int(part.values[0])}", section="filter_flag", lang=lang)
    name = field_words(part.field, catalogue, lang)
    if bands.is_band(part.field):
        return f"{name}: {', '.join(messages.sentence(f'{part.field}_{v}', section='band', lang=lang) for v in part.values)}"
    if part.values and date_presets.is_moving(part.values[0]):
        return f"{name} {_moving_words(str(part.values[0]), lang)}"
    is_date = part.field.endswith("_date")
    joiner = " – " if part.op is Op.BETWEEN else ", "
    values = joiner.join(value_words(part.field, v, catalogue, lang) for v in part.values[:8])
    return f"{name} {op_words(part.op, lang, is_date=is_date)} {values}{' …' if len(part.values) > 8 else ''}".strip()


def _moving_words(value: str, lang: str) -> str:
    days = date_presets.days_ago(value)
    if days is not None:
        return messages.sentence("days_ago", {"n": days}, section="date_preset", lang=lang)
    return messages.sentence(value.removeprefix(date_presets.MARK), section="date_preset", lang=lang)


def value_words(key: str, value: object, catalogue: Catalogue, lang: str = "vi") -> str:
    """Return one value of a condition as a person would say it."""
    if key == "party":
        return messages.sentence(str(value), section="party", lang=lang)
    if key == "verification":
        return messages.sentence(str(value) or "trusted", section="checked", lang=lang)
    if isinstance(value, bool):
        value = int(value)
    field = catalogue.get(key)
    if field is not None and field.kind in (Kind.DATE, Kind.MONEY, Kind.NUMBER, Kind.SEX, Kind.FLAG, Kind.PHONE):
        return show(field, value, lang)
    return str(value)
