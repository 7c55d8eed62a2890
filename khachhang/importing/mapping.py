"""Suggest what every column is: known layouts first, then the headers, then what the cells look like, then the company they keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from khachhang.fields import Catalogue
from khachhang.importing.blocks import SLOTS
from khachhang.importing.body import sample_columns
from khachhang.importing.cell_checks import other_target
from khachhang.importing.content_targets import is_hang_of_goods, misfit, mixture, target_by_contents
from khachhang.importing.contents import Profile, is_empty, profile
from khachhang.importing.headers import EXACT, header_fingerprint, header_key, match_header, money_unit
from khachhang.importing.layouts import Layout, recognise, target_in
from khachhang.importing.legacy_headers import readable
from khachhang.importing.mapping_context import agree
from khachhang.importing.model import Column, ColumnMapping, Mapping, MappingChange, SheetLike, Table
from khachhang.model import Issue, Severity
from khachhang.values.parsed import Cell
from khachhang.values.text import cell_to_text, fold, nfc_squeeze

MONEY_TARGETS = frozenset({"debt", "debt_credit", "total_spent", "unit_price", "discount", "amount", "cod", "paid"})
_TECHNICAL = (" label", " type", "phonetic ", "yomi ", "photo", "avatar", "n family", "n given", "n additional", "n prefix", "n suffix")


@dataclass(slots=True)
class Guess:
    """What one column may be, while the columns are weighed against each other."""

    column: Column
    profile: Profile
    cells: list[Cell]
    target: str = ""
    confidence: float = 0.0
    is_fixed: bool = False


def suggest_mapping(sheet: SheetLike, table: Table, catalogue: Catalogue, *, saved: Mapping | None = None) -> Mapping:
    """Return what every column of the table is. saved: the mapping a person confirmed for such a file; its headers keep their targets."""
    cells = sample_columns(sheet, table)
    layout = recognise([readable(c.header) for c in table.columns])
    own = _own_words(catalogue)
    guesses = [_guess(c, cells[c.index], layout, own) for c in table.columns]
    if table.labels == SLOTS:
        for guess, slot in zip(guesses, SLOTS, strict=True):
            guess.target, guess.confidence, guess.is_fixed = slot if guess.cells else "ignore", 0.7, True
    _by_contents(guesses, headerless=not any(c.header for c in table.columns))
    agree(guesses, layout)
    columns = [_column_mapping(g, table, catalogue) for g in guesses]
    if saved:
        columns = _apply(saved, columns)
    fingerprint = header_fingerprint(c.header for c in table.columns)
    return Mapping(tuple(columns), layout.code if layout else None, fingerprint, tuple(warnings_of(columns)))


def warnings_of(columns: Sequence[ColumnMapping]) -> list[Issue]:
    """Return what a person should know before running: nothing names the customers, nothing calls them."""
    targets = {t for c in columns for t in c.target.removeprefix("mixed:").split("+")}
    named = targets & {"full_name", "given_name", "company", "contact"}
    reachable = targets & {"phone", "phone2", "email"}
    issues = []
    if not named and not reachable:
        issues.append(Issue("mapping_identifies_nobody", Severity.REJECTS))
    elif not named:
        issues.append(Issue("mapping_without_name", Severity.NOTES))
    elif "phone" not in targets and "phone2" not in targets:
        issues.append(Issue("mapping_without_phone", Severity.NOTES))
    return issues


def explain_changes(saved: Mapping, now: Mapping) -> tuple[MappingChange, ...]:
    """Return how the columns of today differ from the saved ones: added, removed, moved."""
    was = {header_key(c.header): c for c in saved.columns if c.header}
    today = {header_key(c.header): c for c in now.columns if c.header}
    changes = [MappingChange("added", c.header, c.letter) for k, c in today.items() if k not in was]
    changes += [MappingChange("removed", c.header, "", c.letter) for k, c in was.items() if k not in today]
    changes += [
        MappingChange("moved", c.header, c.letter, was[k].letter) for k, c in today.items() if k in was and was[k].letter != c.letter
    ]
    return tuple(changes)


def _own_words(catalogue: Catalogue) -> dict[str, str]:
    """Return folded label → target for the shop's own fields and for the labels of the built-in ones."""
    words: dict[str, str] = {}
    for field in catalogue:
        target = {"phones": "phone"}.get(field.key, field.key)
        for word in (field.key, field.label, field.label_en, *field.synonyms):
            words.setdefault(fold(word), target)
    return words


def _guess(column: Column, cells: list[Cell], layout: Layout | None, own: dict[str, str]) -> Guess:
    guess = Guess(column, profile(cells), [c for c in cells if not is_empty(c)])
    header = readable(column.header)
    known = target_in(layout, header) if layout else None
    if known:
        guess.target, guess.confidence, guess.is_fixed = known, EXACT, True
        return guess
    match = match_header(header)
    if match:
        guess.target, guess.confidence = match.target, match.confidence
        if guess.target == "group" and is_hang_of_goods(header):
            guess.target = "product"
    own_target = own.get(fold(header)) if header else None
    if own_target and (not match or match.confidence < EXACT):
        guess.target, guess.confidence = own_target, EXACT
    return guess


def _by_contents(guesses: list[Guess], *, headerless: bool) -> None:
    """Let the cells speak where the header is silent, or plainly wrong."""
    for guess in guesses:
        if guess.is_fixed or not guess.profile.count:
            continue
        if guess.target == "stt" and header_key(guess.column.header) == "no" and guess.profile.serial < 0.5:
            guess.target = "debt"  # "No" without its accent
        other = misfit(guess.target, guess.profile) if guess.target else None
        other = other or other_target(guess.target, guess.column.header, guess.profile, guess.cells)
        if other:
            guess.target, guess.confidence = other, 0.6
        elif guess.target in ("full_name", "address", "contact", "company", "note") and guess.profile.phone_inside >= 0.4:
            named = [] if guess.target == "note" else [guess.target]
            guess.target, guess.confidence = mixture(guess.cells, named), 0.8
        elif guess.target.startswith("mixed:") and guess.profile.phone_inside + guess.profile.phone >= 0.4 and guess.column.header:
            guess.confidence = 0.9
    for guess in guesses:
        if guess.target or guess.is_fixed or not guess.profile.count:
            continue
        taken = {t for g in guesses for t in g.target.removeprefix("mixed:").split("+")}
        found = target_by_contents(guess.profile, taken, guess.cells, header=fold(guess.column.header), headerless=headerless)
        if found:
            guess.target, guess.confidence = found


def _column_mapping(guess: Guess, table: Table, catalogue: Catalogue) -> ColumnMapping:
    target = guess.target or "custom"
    if target in ("ignore", "custom"):
        target = _kept(guess)
    header = guess.column.header
    unit = 1
    if target in MONEY_TARGETS or target == "custom":
        unit = money_unit(header) if money_unit(header) > 1 else _title_unit(table)
    return ColumnMapping(
        letter=guess.column.letter,
        header=header,
        target=target,
        confidence=round(guess.confidence, 2),
        samples=tuple(cell_to_text(c) for c in guess.cells[:3]),
        unit=unit,
        label=nfc_squeeze(readable(header)) or guess.column.letter if target == "custom" else "",
    )


def _kept(guess: Guess) -> str:
    """Return `custom` for a column no field takes, `ignore` for an empty or purely technical one: its cells stay in the raw row."""
    key = " " + fold(guess.column.header)
    if not guess.profile.count or guess.target == "stt" or any(word in key for word in _TECHNICAL):
        return "ignore"
    return "custom"


def _title_unit(table: Table) -> int:
    """Return the unit a title above the table states for all its amounts ("ĐVT: nghìn đồng")."""
    return next((unit for t in table.titles if (unit := money_unit(t)) > 1 and any(w in fold(t) for w in ("dvt", "don vi", "unit"))), 1)


def _apply(saved: Mapping, columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """Return the columns with the targets a person gave their headers; equal headers keep their order."""
    by_header: dict[str, list[ColumnMapping]] = {}
    for column in saved.columns:
        by_header.setdefault(header_key(column.header), []).append(column)
    answer = []
    for column in columns:
        earlier = by_header.get(header_key(column.header)) if column.header else None
        if earlier:
            was = earlier.pop(0)
            column = replace(column, target=was.target, confidence=EXACT, unit=was.unit, label=was.label or column.label)
        answer.append(column)
    return answer
