"""The seven endings of a row and its issues, as words and colours."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from khachhang.model import Issue, RowOutcome
from ui.texts import sentence

OUTCOME_TOKENS = {
    RowOutcome.NEW: "good",
    RowOutcome.UPDATED: "info",
    RowOutcome.DUPLICATE: "muted",
    RowOutcome.DOUBTFUL: "warning",
    RowOutcome.REJECTED: "danger",
    RowOutcome.NOT_CUSTOMER: "muted",
    RowOutcome.BLANK: "muted",
}
"""Outcome → colour of its word, see `palettes.Colors`."""


def outcome_word(outcome: RowOutcome) -> str:
    """Return the word for an outcome."""
    words = {
        RowOutcome.NEW: QCoreApplication.translate("RowOutcome", "Khách mới"),
        RowOutcome.UPDATED: QCoreApplication.translate("RowOutcome", "Bổ sung"),
        RowOutcome.DUPLICATE: QCoreApplication.translate("RowOutcome", "Trùng"),
        RowOutcome.DOUBTFUL: QCoreApplication.translate("RowOutcome", "Cần xem"),
        RowOutcome.REJECTED: QCoreApplication.translate("RowOutcome", "Không nhập được"),
        RowOutcome.NOT_CUSTOMER: QCoreApplication.translate("RowOutcome", "Không phải khách"),
        RowOutcome.BLANK: QCoreApplication.translate("RowOutcome", "Trống"),
    }
    return words[outcome]


def issue_text(issue: Issue) -> str:
    """Return the sentence of an issue."""
    return sentence(issue.code, "issue", **dict(issue.params))
