"""Pure: the records of one customer and what people decided about them → the customer, each value with its provenance.

The rules are those of docs/architecture.md, section Survivorship. Nothing here reads a clock or a table: the same records and decisions
give the same customer in whatever order they are handed in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import orjson

from khachhang.fields import Catalogue, Kind
from khachhang.model import SEALED, ColumnRule, Decision, DecisionKind, Mark, Party, Record, Severity, Value, is_sealed
from khachhang.values.text import fold

_ADDRESS_PARTS = ("street", "ward", "district", "province")
_PARTY_RANK = {Party.FIRST: 0, Party.UNSURE: 1, Party.THIRD: 2}
_VERIFYING = {DecisionKind.VERIFY: Mark.VERIFIED, DecisionKind.WRONG: Mark.WRONG, DecisionKind.UNVERIFIABLE: Mark.UNVERIFIABLE}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value some record states for a field.

    record_ids: the records that state it, the one it is taken from first. mark: what the screen says about it, None = nothing to say.
    is_retired: a person said it is no longer (or never was) true.
    """

    value: Value
    record_ids: tuple[int, ...]
    mark: Mark | None = None
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class Survived:
    """What became of one field: the values shown, the others, and whether a person should look."""

    shown: tuple[Candidate, ...]
    others: tuple[Candidate, ...] = ()
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as one source states it; amounts of several sources stand side by side and are never summed."""

    source_id: int
    record_id: int
    value: Value
    as_of: str | None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of an order, stated by `record_id`: field key of `fields.ORDER_FIELDS` → value."""

    record_id: int
    source_id: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class GoldenRecord:
    """The customer as it survives from its records. superseded: records replaced by a later row of the same source.

    has_doubt: a row says something doubtful that nobody has looked at yet, or a source disagrees with what a person chose.
    """

    fields: Mapping[str, Survived]
    amounts: Mapping[str, tuple[Amount, ...]] = field(default_factory=dict)
    orders: tuple[OrderLine, ...] = ()
    superseded: frozenset[int] = frozenset()
    is_binned: bool = False
    party: Party = Party.FIRST
    has_doubt: bool = False


def survive(records: Sequence[Record], decisions: Sequence[Decision], catalogue: Catalogue) -> GoldenRecord:
    """Return the customer that survives from its live records under the active decisions that concern it.

    records: at least one, all live, all of this customer. decisions: active ones that name its homes or records; others are ignored.
    """
    records = sorted(records, key=lambda r: (r.change, r.record_id))
    decisions = sorted(decisions, key=lambda d: (d.change, d.decision_id))
    facts = _Facts(records, decisions, catalogue)
    keys = {key for r in facts.standing for key in r.values if key != "order"}
    if any(d.kind is DecisionKind.GROUP_ADD for d in decisions):
        keys.add("group")
    fields: dict[str, Survived] = {}
    amounts: dict[str, tuple[Amount, ...]] = {}
    for key in sorted(keys):
        spec = catalogue.get(key)
        if spec is not None and spec.as_of:
            amounts[key] = _amounts(facts, key)
        elif key == "group":
            fields[key] = _groups(facts)
        elif spec is not None and spec.many:
            fields[key] = _many(facts, key)
        else:
            fields[key] = _single(facts, key, is_flag=spec is not None and spec.kind is Kind.FLAG)
    return GoldenRecord(
        fields={k: s for k, s in fields.items() if s.shown or s.others},
        amounts={k: a for k, a in amounts.items() if a},
        orders=_orders(records),
        superseded=facts.superseded,
        is_binned=_is_binned(records, decisions),
        party=min((r.party for r in records), key=_PARTY_RANK.__getitem__),
        has_doubt=_has_doubt(facts) or any(s.is_doubtful for s in fields.values()),
    )


def superseded_records(records: Iterable[Record]) -> frozenset[int]:
    """Return the ids of records that a later import of the same source replaced by a newer row of the same key.

    Rows of one import never replace each other: a delivery list names the same customer many times.
    """
    newest: dict[tuple[int, str], int] = {}
    for r in records:
        if r.row_key is not None and not r.is_edit:
            key = (r.source_id, r.row_key)
            newest[key] = max(newest.get(key, 0), r.change)
    return frozenset(r.record_id for r in records if r.row_key is not None and not r.is_edit and r.change < newest[r.source_id, r.row_key])


def value_key(value: Value) -> Value:
    """Return something hashable that is equal for equal values; addresses are equal when their folded parts are.

    Of a sealed value only its token counts, so that what survives needs no key.
    """
    if isinstance(value, dict) and SEALED in value:
        return SEALED + value[SEALED]
    if isinstance(value, dict) and "street" in value:
        return "\n".join(fold(str(value.get(part) or "")) for part in _ADDRESS_PARTS)
    if isinstance(value, dict | list):
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    return value


class _Facts:
    """The records and decisions of one customer, arranged for look-up by field."""

    def __init__(self, records: Sequence[Record], decisions: Sequence[Decision], catalogue: Catalogue) -> None:
        self.records = records
        self.by_id = {r.record_id: r for r in records}
        self.superseded = superseded_records(records)
        self.standing = [r for r in records if r.record_id not in self.superseded]
        self.catalogue = catalogue
        self.first_claim: dict[tuple[int, str | None], int] = {}
        for r in records:
            self.first_claim.setdefault((r.source_id, r.row_key), r.change)
        self.choices: dict[str, Decision] = {}
        self.retired: dict[str, dict[Value, int]] = defaultdict(dict)
        self.cleared: dict[tuple[str, int | None], int] = {}
        self.verified: dict[str, list[Decision]] = defaultdict(list)
        self.groups: dict[str, tuple[int, bool]] = {}
        for d in decisions:
            if d.kind is DecisionKind.CHOOSE and d.field and d.record_id in self.by_id:
                self.choices[d.field] = d
            elif d.kind is DecisionKind.RETIRE and d.field and d.value is None:
                self.cleared[d.field, d.home_id] = d.change
            elif d.kind is DecisionKind.RETIRE and d.field:
                self.retired[d.field][value_key(d.value)] = d.change
            elif d.kind in _VERIFYING and d.field and d.record_id in self.by_id:
                self.verified[d.field].append(d)
            elif d.kind in (DecisionKind.GROUP_ADD, DecisionKind.GROUP_REMOVE):
                self.groups[str(d.value)] = (d.change, d.kind is DecisionKind.GROUP_ADD)

    def claims(self, key: str) -> dict[Value, tuple[Value, list[Record]]]:
        """Return, for a field, every distinct value with the records that state it, oldest first."""
        found: dict[Value, tuple[Value, list[Record]]] = {}
        many = (spec := self.catalogue.get(key)) is not None and spec.many
        for r in self.standing:
            if key not in r.values or r.rules.get(key, r.default_rule) is ColumnRule.NEVER:
                continue
            stated = r.values[key]
            for value in stated if many and isinstance(stated, list) else (stated,):
                if value is None or value == "":
                    continue
                found.setdefault(value_key(value), (value, []))[1].append(r)
        return found

    def mark_of(self, key: str, value: Value, stating: Sequence[Record]) -> Mark | None:
        """Return what to say about a value: the latest verification, else the weakest thing known about its records."""
        verdict = self.verdict(key, value, stating)
        if verdict is not None:
            return verdict[0]
        if all(r.party is not Party.FIRST for r in stating):
            return Mark.UNVERIFIED
        if all(_is_doubted(r, key) for r in stating):
            return Mark.DOUBTFUL
        return None

    def verdict(self, key: str, value: Value, stating: Sequence[Record]) -> tuple[Mark, int] | None:
        """Return the latest verification of this value and its change number, None when nobody looked."""
        said = self.verified.get(key)
        if not said:
            return None
        ids = {r.record_id for r in stating}
        wanted = value_key(value)
        for d in reversed(said):
            if d.record_id in ids and (d.value is None or value_key(d.value) == wanted):
                return _VERIFYING[d.kind], d.change
        return None

    def is_retired(self, key: str, value: Value, stating: Sequence[Record]) -> bool:
        """Return whether a person took this value back and nobody stated it by hand or verified it since."""
        if not self.cleared and key not in self.retired and key not in self.verified:
            return False
        verdict = self.verdict(key, value, stating)
        since = self.retired.get(key, {}).get(value_key(value), 0)
        if self.cleared and all(r.change <= self.cleared.get((key, r.home_id), 0) for r in stating):
            since = max(since, *(self.cleared[key, r.home_id] for r in stating))
        if verdict is not None and verdict[0] is Mark.WRONG:
            since = max(since, verdict[1])
        if not since:
            return False
        if any(r.is_edit and r.change > since for r in stating):
            return False
        if verdict is not None and verdict[0] is Mark.VERIFIED and verdict[1] > since:
            return False
        chosen = self.choices.get(key)
        return not (chosen is not None and chosen.change > since and chosen.record_id in {r.record_id for r in stating})

    def rank(self, key: str, value: Value, record: Record) -> tuple[object, ...]:
        """Return the order in which values of a single-valued field win: smallest first."""
        verdict = self.verdict(key, value, (record,))
        is_verified = verdict is not None and verdict[0] is Mark.VERIFIED
        is_fill = record.rules.get(key, record.default_rule) is ColumnRule.FILL
        age = self.first_claim[record.source_id, record.row_key] if is_fill else _Newer(record.observed_at)
        return not is_verified, _PARTY_RANK[record.party], is_fill, age, 0 if is_sealed(value) else -len(str(value)), record.record_id


class _Newer:
    """Orders ISO dates newest first; unknown is oldest."""

    __slots__ = ("at",)

    def __init__(self, at: str | None) -> None:
        self.at = at or ""

    def __lt__(self, other: _Newer) -> bool:
        return self.at > other.at

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Newer) and self.at == other.at

    __hash__ = None  # type: ignore[assignment]


def _has_doubt(facts: _Facts) -> bool:
    """Return whether a standing row has a doubt about a field that no person has chosen, verified or stated since."""
    for r in facts.standing:
        for key in doubted_fields(r):
            if key is None or not _is_settled(facts, key, r):
                return True
    return False


def _is_settled(facts: _Facts, key: str, record: Record) -> bool:
    if key in facts.choices or any(d.record_id == record.record_id for d in facts.verified.get(key, ())):
        return True
    return any(e.is_edit and e.change > record.change and key in e.values for e in facts.standing)


def doubted_fields(record: Record) -> set[str | None]:
    """Return the fields a record's issues cast doubt on; None for the row as a whole."""
    return {i.field for i in record.issues if i.severity is not Severity.NOTES}


def _is_doubted(record: Record, key: str) -> bool:
    return any(i.field == key and i.severity is not Severity.NOTES for i in record.issues)


def _candidate(facts: _Facts, key: str, value: Value, stating: Sequence[Record], is_retired: bool) -> Candidate:
    best = sorted(stating, key=lambda r: (_PARTY_RANK[r.party], -r.change, r.record_id))
    return Candidate(value, tuple(r.record_id for r in best), facts.mark_of(key, value, stating), is_retired)


def _single(facts: _Facts, key: str, *, is_flag: bool) -> Survived:
    claims = facts.claims(key)
    alive = {k: c for k, c in claims.items() if not facts.is_retired(key, *c)}
    order = sorted(alive, key=lambda k: min(facts.rank(key, alive[k][0], r) for r in alive[k][1]))
    if is_flag:
        order.sort(key=lambda k: alive[k][0] is not True)
    choice = facts.choices.get(key)
    doubtful = False
    if choice is not None:
        chosen = next((k for k in order if choice.record_id in {r.record_id for r in alive[k][1]}), None)
        moved = _source_moved_on(facts, key, choice)
        doubtful = bool(moved) and chosen is not None and any(m != chosen for m in moved)
        if chosen is not None and not doubtful:
            order.remove(chosen)
            order.insert(0, chosen)
    shown = tuple(_candidate(facts, key, *alive[k], is_retired=False) for k in order[:1])
    others = [_candidate(facts, key, *alive[k], is_retired=False) for k in order[1:]]
    others += [_candidate(facts, key, *claims[k], is_retired=True) for k in claims if k not in alive]
    return Survived(shown, tuple(others), doubtful)


def _source_moved_on(facts: _Facts, key: str, choice: Decision) -> list[Value]:
    """Return the values that sources changed to since a person chose: the source's own value before and after differ."""
    moved = []
    for r in facts.standing:
        if r.is_edit or r.change <= choice.change or r.row_key is None or key not in r.values:
            continue
        before = [
            p.values.get(key)
            for p in facts.records
            if p.source_id == r.source_id and p.row_key == r.row_key and p.change <= choice.change and not p.is_edit
        ]
        if before and value_key(before[-1]) != value_key(r.values[key]):
            moved.append(value_key(r.values[key]))
    return moved


def _many(facts: _Facts, key: str) -> Survived:
    claims = facts.claims(key)
    alive = {k: c for k, c in claims.items() if not facts.is_retired(key, *c)}
    choice = facts.choices.get(key)
    chosen_ids = {choice.record_id} if choice is not None else set()

    def place(k: Value) -> tuple[object, ...]:
        value, stating = alive[k]
        verdict = facts.verdict(key, value, stating)
        chosen = any(r.record_id in chosen_ids for r in stating)
        is_verified = verdict is not None and verdict[0] is Mark.VERIFIED
        return not chosen, not is_verified, min(_PARTY_RANK[r.party] for r in stating), _position(key, value, stating)

    order = sorted(alive, key=place)
    shown = tuple(_candidate(facts, key, *alive[k], is_retired=False) for k in order)
    others = tuple(_candidate(facts, key, *claims[k], is_retired=True) for k in claims if k not in alive)
    return Survived(shown, others)


def _position(key: str, value: Value, stating: Sequence[Record]) -> tuple[int, int, int]:
    """Return where a value first stood: change, record and place in that record's own list."""
    first = min(stating, key=lambda r: (r.change, r.record_id))
    stated = first.values[key]
    wanted = value_key(value)
    index = next((i for i, v in enumerate(stated) if value_key(v) == wanted), 0) if isinstance(stated, list) else 0
    return first.change, first.record_id, index


def _groups(facts: _Facts) -> Survived:
    united = _many(facts, "group")
    shown = [c for c in united.shown if facts.groups.get(str(c.value), (0, True))[1]]
    removed = [c for c in united.shown if c not in shown]
    named = {c.value for c in shown}
    shown += [Candidate(name, ()) for name, (_, is_in) in sorted(facts.groups.items()) if is_in and name not in named]
    return Survived(tuple(shown), united.others + tuple(removed))


def _amounts(facts: _Facts, key: str) -> tuple[Amount, ...]:
    """Return, per source, the amount of its newest record that states one."""
    newest: dict[int, Record] = {}
    for r in facts.standing:
        if key in r.values and r.rules.get(key, r.default_rule) is not ColumnRule.NEVER:
            held = newest.get(r.source_id)
            if held is None or (r.observed_at or "", r.change, r.record_id) > (held.observed_at or "", held.change, held.record_id):
                newest[r.source_id] = r
    return tuple(Amount(r.source_id, r.record_id, r.values[key], r.observed_at) for _, r in sorted(newest.items()))


def _orders(records: Sequence[Record]) -> tuple[OrderLine, ...]:
    """Return the order lines, each once: lines with a code are named by source, code and line; the newest statement stands."""
    lines: dict[object, OrderLine] = {}
    for r in records:
        order = r.values.get("order")
        if not order:
            continue
        code = order.get("order_code")
        name = (r.source_id, code, order.get("line", order.get("product"))) if code else (r.record_id,)
        lines[name] = OrderLine(r.record_id, r.source_id, order)
    return tuple(lines.values())


def _is_binned(records: Sequence[Record], decisions: Sequence[Decision]) -> bool:
    latest: dict[int, bool] = {}
    for d in decisions:
        if d.home_id is not None and d.kind in (DecisionKind.BIN, DecisionKind.RESTORE):
            latest[d.home_id] = d.kind is DecisionKind.BIN
    return bool(records) and all(latest.get(r.home_id, False) for r in records)
