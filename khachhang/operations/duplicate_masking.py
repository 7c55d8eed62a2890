"""Questions, comparisons and reviews with the numbers masked. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khachhang.operations import masking
from khachhang.operations.card_masking import masked_card

if TYPE_CHECKING:
    from khachhang.operations.duplicate_questions import Question
    from khachhang.operations.duplicate_review import Comparison, Review


def masked_question(question: Question) -> Question:
    """Return a question whose reasons tell of numbers without showing them."""
    return replace(
        question,
        name_a=masking.text(question.name_a),
        name_b=masking.text(question.name_b),
        same=tuple(map(masking.text, question.same)),
        different=tuple(map(masking.text, question.different)),
        evidence=tuple((masking.text(sentence), bits) for sentence, bits in question.evidence),
    )


def masked_comparison(comparison: Comparison) -> Comparison:
    """Return customers side by side, masked. What is equal and what differs stays as it was found on the full values."""
    kinds = {f.field.key: f.field for card in comparison.cards for f in card.fields}
    return replace(
        comparison,
        cards=tuple(masked_card(card) for card in comparison.cards),
        fields=tuple(
            replace(f, texts=tuple(tuple(masking.shown(kinds.get(f.key), text) for text in texts) for texts in f.texts))
            for f in comparison.fields
        ),
    )


def masked_review(review: Review) -> Review:
    """Return all that one look needs, masked."""
    return replace(
        review,
        comparison=masked_comparison(review.comparison),
        links=tuple(map(masked_question, review.links)),
        apart=tuple(map(masking.text, review.apart)),
        weakest=None if review.weakest is None else masked_question(review.weakest),
    )
