"""Duplicates: blocking, comparison, classes, groups. Pure: no tables, no window; see docs/architecture.md."""

from khachhang.matching.engine import find_duplicates, fit
from khachhang.matching.groups import consistent_groups
from khachhang.matching.index import Index, compare_one
from khachhang.matching.model import PRIORS, Model
from khachhang.matching.profile import Evidence, Pair, PairClass, Profile

__all__ = [
    "PRIORS",
    "Evidence",
    "Index",
    "Model",
    "Pair",
    "PairClass",
    "Profile",
    "compare_one",
    "consistent_groups",
    "find_duplicates",
    "fit",
]
