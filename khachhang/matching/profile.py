"""What goes into the engine and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of one customer: normalised values, "" or () where nothing is known (masked values are not known).

    phones: E.164. tax_code: digits, "-NNN" for a branch. birth_date: "YYYY-MM-DD", "YYYY" or "--MM-DD". sex: "M" or "F".
    ward, district, province: names as `values.addresses` writes them; ward_new, province_new: where that is since July 2025.
    hint: trade, place or nickname that stood beside the name.
    """

    id: int
    name: str = ""
    is_business: bool = False
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    tax_code: str = ""
    birth_date: str = ""
    sex: str = ""
    street: str = ""
    ward: str = ""
    district: str = ""
    province: str = ""
    province_new: str = ""
    ward_new: tuple[str, ...] = ()
    title: str = ""
    company: str = ""
    nickname: str = ""
    hint: str = ""


class PairClass(Enum):
    """What two records are to each other. HOUSEHOLD: a family, colleagues, an owner and a shop, two branches, a passed-on number."""

    SAME = "same"
    HOUSEHOLD = "household"
    NAME_ONLY = "name_only"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against "same customer". code: sentence `[evidence]`; bits: log2 of the odds it multiplies, negative = against."""

    code: str
    bits: float
    params: Mapping[str, Any] = field(default_factory=dict)


def _unexplained(row: int) -> tuple[Evidence, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one customer.

    a, b: ids, the smaller first. probability: of SAME. klass: the most probable class. explain, row: see `evidence`.
    """

    a: int
    b: int
    probability: float
    klass: PairClass
    explain: Callable[[int], tuple[Evidence, ...]] = field(default=_unexplained, repr=False, compare=False)
    row: int = field(default=0, repr=False, compare=False)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return the reasons, the strongest first; their bits and those of the code `prior` sum up to the log2 odds of SAME.

        Worked out when asked for: most pairs are never looked at.
        """
        return self.explain(self.row)
