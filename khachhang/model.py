"""The nouns of the product as plain immutable values. No behaviour beyond trivial look-ups; see docs/architecture.md."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

Value = Any
"""A value of a field. Its shape depends on the kind of the field, see `fields.Kind`; always JSON-encodable."""

Values = Mapping[str, Value]
"""Field key → value. Absent = nothing said. Many-valued fields hold a list."""


SEALED = "~"
"""The key that tells a sealed value from any other: {"~": token, …}. Equal tokens of one customer stand for equal values."""

MASKED: Value = {SEALED: ""}
"""What somebody sees of a sealed value who may not read it: that something is there."""
BROKEN: Value = {SEALED: "!"}
"""A sealed value that was changed or moved to another place."""


def is_sealed(value: Value) -> bool:
    """Tell whether a value stands for a sealed one."""
    return type(value) is dict and SEALED in value


class Party(Enum):
    """Who handed the information over. The value is what the terminal face's `--kind` takes."""

    FIRST = "first-party"
    THIRD = "third-party"
    UNSURE = "not-sure"


class Severity(Enum):
    """What an issue does to its row."""

    REJECTS = "rejects"
    DOUBTS = "doubts"
    NOTES = "notes"


class RowOutcome(Enum):
    """What became of a row of a workbook. Every row has exactly one."""

    NEW = "new"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    DOUBTFUL = "doubtful"
    REJECTED = "rejected"
    NOT_CUSTOMER = "not_customer"
    BLANK = "blank"


class ColumnRule(Enum):
    """How the values of one column of a batch compete with values of other sources (read by survivorship)."""

    FILL = "fill"
    NEWER = "newer"
    NEVER = "never"


class Mark(Enum):
    """What the screen says about one value."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    UNVERIFIABLE = "unverifiable"
    WRONG = "wrong"
    DOUBTFUL = "doubtful"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Issue:
    """What is wrong with a cell. Data, never a sentence; the sentence is `issue.<code>` in the message files.

    column: letter of the column in the sheet, or None for the row as a whole.
    field: key of the field the cell was mapped to, or None.
    params: what the sentence needs (`raw`, `value`, `suggestion` …), JSON-encodable.
    """

    code: str
    severity: Severity
    column: str | None = None
    field: str | None = None
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from: a system, a list, a person. `obtained_on` is an ISO date or None."""

    source_id: int
    name: str
    party: Party
    channel: str = ""
    supplier: str = ""
    obtained_on: str | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What one source said about one customer at one time. Never changed.

    home_id: the home customer it was given when written; effective home may differ by a split decision.
    row_key: the source's own name for this row (scoped to the source), None when the source has none.
    observed_at: ISO date or date-time of the fact itself, None = unknown = oldest. Never the time of import.
    change: change number of its operation. rules: field key → rule, from the batch (default FILL; edits NEWER).
    party: of this record (a column "Nguồn" can decide row by row). stated_at: when its operation was done, ISO.
    """

    record_id: int
    operation_id: int
    change: int
    home_id: int
    source_id: int
    party: Party
    values: Values
    observed_at: str | None = None
    row_key: str | None = None
    rules: Mapping[str, ColumnRule] = dataclasses.field(default_factory=dict)
    default_rule: ColumnRule = ColumnRule.FILL
    batch_id: int | None = None
    sheet_row: int | None = None
    issues: Sequence[Issue] = ()
    is_edit: bool = False
    stated_at: str = ""


class DecisionKind(Enum):
    """What a person said that no source says."""

    SAME = "same"  # home_id, other_home_id: an edge
    NOT_SAME = "not_same"  # home_id, other_home_id; value: keyed fingerprint
    HOUSEHOLD = "household"  # home_id, other_home_id: a link, no merge
    SPLIT = "split"  # record_id → home_id (the record's new home)
    CHOOSE = "choose"  # home_id, field, record_id: the value of this record is the one
    RETIRE = "retire"  # home_id, field, value: the value is no longer true; no value: nothing stated of this home so far is
    VERIFY = "verify"  # record_id, field
    WRONG = "wrong"  # record_id, field: checked, and it is wrong
    UNVERIFIABLE = "unverifiable"  # record_id, field, note
    CONFIRM = "confirm"  # home_id, field or None (= all): still right on that day
    GROUP_ADD = "group_add"  # home_id, value
    GROUP_REMOVE = "group_remove"  # home_id, value
    BIN = "bin"  # home_id
    RESTORE = "restore"  # home_id
    LATER = "later"  # home_id, other_home_id: the question is put off
    ASK_AGAIN = "ask_again"  # home_id, other_home_id: what was answered about the pair no longer counts
    SOURCE_PARTY = "source_party"  # batch_id in value: the whole import is of that party
    FIELD = "field"  # value: {key, label, kind, dropped}: a custom field of the shop
    GROUP_RULE = "group_rule"  # value: {key, name, part, dropped}: a group that a condition keeps
    TAKE_IN = "take_in"  # source row judged wrongly, taken in after all


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; refers to records and home customers, never to a merged customer's id."""

    decision_id: int
    operation_id: int
    change: int
    kind: DecisionKind
    at: str
    home_id: int | None = None
    other_home_id: int | None = None
    record_id: int | None = None
    field: str | None = None
    value: Value = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an operation changed, for the screen: which operation, which customers, and its counts."""

    operation_id: int | None
    kind: str
    customer_ids: Sequence[int] = ()
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)
