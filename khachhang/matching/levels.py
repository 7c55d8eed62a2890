"""The levels on which two records can agree, field by field. A level is a number; MISSING says that nothing can be compared."""

from __future__ import annotations

from typing import Final

MISSING: Final = -1

NAME = ("other", "family", "near", "part", "given", "short", "typo", "same", "kind", "branch")
"""other: other given name. family: other given name, same family name. near: given names one letter or mark apart, both real names.
part: same given name, the rest contradicts. given: a given name alone that fits. short: middle names left out, initials.
typo: one slip. kind: a person and a business. branch: a branch and its head, or two branches."""
SEX = ("different", "same")
PHONE = ("different", "close", "shared", "same")
"""close: one slip apart. shared: same, but a number that many different people gave."""
EMAIL = ("different", "close", "same")
TAX = ("different", "branch", "close", "same")
BIRTH = ("different", "close", "partial", "same")
"""close: one slip, or day and month swapped. partial: same as far as both say it."""
ADDRESS = ("different", "ward", "area", "village", "near", "same")
"""different: another place. ward: another house of the same ward. area: same ward or hamlet, no house to compare.
village: same hamlet or road of the same ward, no house number. near: same house and road, in another ward."""

FIELDS: Final = (("name", NAME), ("sex", SEX), ("phone", PHONE), ("email", EMAIL), ("tax", TAX), ("birth", BIRTH), ("address", ADDRESS))
