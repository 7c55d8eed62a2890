"""What was typed, filters and sorting as one plain value; which text a customer is found by; which part of it matched. Pure."""

from khachhang.searching.fitting import found_by, value_fits
from khachhang.searching.folding import accent_key, national, search_fold
from khachhang.searching.marking import highlight
from khachhang.searching.queries import (
    COLUMN_FIELDS,
    NUMBER_FIELDS,
    VIRTUAL_FIELDS,
    AllOf,
    AnyOf,
    CustomerQuery,
    Filter,
    Op,
    SortKey,
    from_value,
    part_from_value,
    part_to_value,
    to_value,
)
from khachhang.searching.texts import searchable_text
from khachhang.searching.typed import SearchWords, needles, parse_words, text_matches
from khachhang.searching.where import is_number, is_ranged, known_field, parse_sort, parse_where

__all__ = [
    "COLUMN_FIELDS",
    "NUMBER_FIELDS",
    "VIRTUAL_FIELDS",
    "AllOf",
    "AnyOf",
    "CustomerQuery",
    "Filter",
    "Op",
    "SearchWords",
    "SortKey",
    "accent_key",
    "found_by",
    "from_value",
    "highlight",
    "is_number",
    "is_ranged",
    "known_field",
    "national",
    "needles",
    "parse_sort",
    "parse_where",
    "parse_words",
    "part_from_value",
    "part_to_value",
    "search_fold",
    "searchable_text",
    "text_matches",
    "to_value",
    "value_fits",
]
