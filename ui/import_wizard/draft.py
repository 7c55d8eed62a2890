"""An import being prepared as plain values, so that a lock does not lose what was decided. The mapping is remembered by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from khachhang.model import Party
from khachhang.operations import imports
from ui.import_wizard.setup import SetupStep


def import_draft(path: Path | None, setup: SetupStep, staged: imports.Staged | None) -> list[dict[str, Any]]:
    """Return the draft as a list of none or one. staged: None while the questions are still asked."""
    if path is None:
        return []
    answer = setup.origin.answer("") if setup.origin.party is not None else None
    source = {k: getattr(answer, k) for k in ("name", "supplier", "basis", "observed_on")} if answer is not None else None
    if source is not None and answer is not None:
        source["party"] = answer.party.value
    tables = [_to_value(c.look.sheet.name, c.decisions) for c in staged.choices] if staged is not None else []
    return [{"what": "import", "path": str(path), "source": source, "tables": tables}]


def answer_of(draft: Mapping[str, Any]) -> imports.SourceChoice | None:
    """Return the answer to "where from" that a draft holds."""
    source = draft["source"]
    if source is None:
        return None
    return imports.SourceChoice(
        source["name"], Party(source["party"]), supplier=source["supplier"], basis=source["basis"], observed_on=source["observed_on"]
    )


def decided(choices: Sequence[imports.TableChoice], draft: Mapping[str, Any] | None) -> list[imports.TableChoice]:
    """Return the choices with the decisions of a draft, table by table, as long as they are the same tables."""
    tables = draft["tables"] if draft is not None else []
    if [t["sheet"] for t in tables] != [c.look.sheet.name for c in choices]:
        return list(choices)
    return [replace(c, decisions=_from_value(t)) for c, t in zip(choices, tables, strict=True)]


def _to_value(sheet: str, decisions: imports.Decisions) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "fixes": [[row, letter, text] for (row, letter), text in decisions.fixes.items()],
        "accepted": sorted(decisions.accepted),
        "excluded": sorted(decisions.excluded),
        "take_in": sorted(decisions.take_in),
        "swap_columns": sorted(decisions.swap_columns),
        "binned": [[row, answer] for row, answer in decisions.binned.items()],
    }


def _from_value(value: Mapping[str, Any]) -> imports.Decisions:
    return imports.Decisions(
        fixes={(row, letter): text for row, letter, text in value["fixes"]},
        accepted=frozenset(value["accepted"]),
        excluded=frozenset(value["excluded"]),
        take_in=frozenset(value["take_in"]),
        swap_columns=frozenset(value["swap_columns"]),
        binned=dict(value["binned"]),
    )
