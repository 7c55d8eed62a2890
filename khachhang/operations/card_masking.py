"""A card, a comparison and a sheet with the numbers masked, for people who may not see them in full. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khachhang.operations import masking

if TYPE_CHECKING:
    from khachhang.operations.cards import AmountRow, Card, CardField, CardValue, OrderRow, Provenance, RecordView, SheetView
    from khachhang.operations.history import HistoryLine


def masked_card(card: Card) -> Card:
    """Return a card with every number to call and every address to write to masked, also in what it came from and what was done."""
    return replace(
        card,
        name=masking.text(card.name),
        fields=tuple(masked_field(f) for f in card.fields),
        amounts=tuple(_amount(a) for a in card.amounts),
        orders=tuple(_order(o) for o in card.orders),
        records=tuple(_record(r) for r in card.records),
        history=tuple(masked_line(line) for line in card.history),
        households=tuple((i, masking.text(name)) for i, name in card.households),
        parted=tuple((i, masking.text(name)) for i, name in card.parted),
    )


def masked_field(field: CardField) -> CardField:
    """Return one field of a card, masked."""
    return replace(field, values=tuple(_value(field, v) for v in field.values))


def masked_line(line: HistoryLine) -> HistoryLine:
    """Return a line of the history, masked."""
    return replace(line, sentence=masking.text(line.sentence))


def masked_sheet(view: SheetView) -> SheetView:
    """Return a part of an imported sheet with every long number in it masked."""
    return replace(view, rows=tuple(tuple(masking.raw(cell) for cell in row) for row in view.rows))


def _value(field: CardField, value: CardValue) -> CardValue:
    return replace(
        value,
        value=masking.value(field.field, value.value),
        text=masking.shown(field.field, value.text),
        mark_text=masking.text(value.mark_text),
        provenance=_provenance(value.provenance),
    )


def _provenance(provenance: Provenance | None) -> Provenance | None:
    if provenance is None:
        return None
    return replace(provenance, raw_text=masking.raw(provenance.raw_text), sentence=masking.text(provenance.sentence))


def _amount(amount: AmountRow) -> AmountRow:
    return replace(amount, entries=tuple(replace(e, provenance=_provenance(e.provenance)) for e in amount.entries))


def _order(order: OrderRow) -> OrderRow:
    return replace(order, order_code=masking.text(order.order_code), product=masking.text(order.product))


def _record(record: RecordView) -> RecordView:
    return replace(
        record,
        headers=tuple(masking.text(h) for h in record.headers),
        cells=tuple(masking.raw(c) for c in record.cells),
        issues=tuple(masking.text(i) for i in record.issues),
    )
