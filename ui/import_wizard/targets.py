"""What a column can be: the choices of the mapping, in the words of the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from khachhang.fields import ORDER_FIELDS, Catalogue, Kind
from khachhang.importing.model import ColumnMapping
from khachhang.model import ColumnRule
from khachhang.operations import imports
from ui.texts import field_label


def choices(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return (target, words) of everything a column can be mapped to, the commonest first."""
    first = [
        ("custom", QCoreApplication.translate("ImportTargets", "Cột riêng của tiệm")),
        ("ignore", QCoreApplication.translate("ImportTargets", "Bỏ qua (vẫn giữ bản gốc)")),
    ]
    parts = [
        ("phone", QCoreApplication.translate("ImportTargets", "Điện thoại")),
        ("phone2", QCoreApplication.translate("ImportTargets", "Điện thoại 2")),
        ("phone3", QCoreApplication.translate("ImportTargets", "Điện thoại 3")),
        ("email2", QCoreApplication.translate("ImportTargets", "Email 2")),
        ("family_name", QCoreApplication.translate("ImportTargets", "Họ")),
        ("middle_name", QCoreApplication.translate("ImportTargets", "Tên đệm")),
        ("given_name", QCoreApplication.translate("ImportTargets", "Tên gọi")),
        ("area", QCoreApplication.translate("ImportTargets", "Khu vực")),
        ("mixed:full_name+phone", QCoreApplication.translate("ImportTargets", "Tên và số điện thoại chung một ô")),
        ("debt_credit", QCoreApplication.translate("ImportTargets", "Tiệm nợ lại khách")),
        ("source", QCoreApplication.translate("ImportTargets", "Nguồn")),
        ("verification", QCoreApplication.translate("ImportTargets", "Đã kiểm")),
        ("stt", QCoreApplication.translate("ImportTargets", "Số thứ tự")),
    ]
    fields = [(f.key, field_label(f)) for f in catalogue if not f.is_custom and f.key not in ("phones", "do_not_contact")]
    orders = [(f.key, QCoreApplication.translate("ImportTargets", "Đơn hàng: {label}").format(label=field_label(f))) for f in ORDER_FIELDS]
    own = [(f.key, field_label(f)) for f in catalogue if f.is_custom]
    return [*first, *fields[:1], *parts[:3], *fields[1:], *parts[3:], *own, *orders]


def words_of(target: str, catalogue: Catalogue) -> str:
    """Return how a target is said; an unknown mixture names its parts."""
    known = dict(choices(catalogue))
    if target in known:
        return known[target]
    if target.startswith("mixed:"):
        return " + ".join(known.get(part, part) for part in target.removeprefix("mixed:").split("+"))
    return target


def is_money(target: str, catalogue: Catalogue) -> bool:
    """Return whether a column holds amounts of money, so that its unit matters."""
    money = {f.key for f in (*catalogue, *ORDER_FIELDS) if f.kind is Kind.MONEY}
    return target in money or target == "debt_credit"


def units() -> list[tuple[int, str]]:
    """Return (đồng per 1, words) of the units a column of money can be in."""
    return [
        (1, QCoreApplication.translate("ImportTargets", "đồng")),
        (1_000, QCoreApplication.translate("ImportTargets", "nghìn đồng")),
        (1_000_000, QCoreApplication.translate("ImportTargets", "triệu đồng")),
    ]


def rules() -> list[tuple[str, str]]:
    """Return (rule, words) of how a column competes with what the book already says."""
    return [
        (ColumnRule.FILL.value, QCoreApplication.translate("ImportTargets", "Chỉ điền chỗ trống")),
        (ColumnRule.NEWER.value, QCoreApplication.translate("ImportTargets", "Mới hơn thì lấy")),
        (ColumnRule.NEVER.value, QCoreApplication.translate("ImportTargets", "Không lấy vào thẻ")),
    ]


def fields_of(column: ColumnMapping, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the fields a column fills and a rule can be said for; amounts stand by source and need none."""
    return tuple(k for k in imports.fields_filled(column) if (field := catalogue.get(k)) is None or not field.as_of)
