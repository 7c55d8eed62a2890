"""The shape of an address: what the source wrote, cut into parts, with the units of today beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_TEXTS = ("street", "ward", "district", "province", "units", "province_new", "raw")


@dataclass(frozen=True, slots=True)
class Address:
    """One postal address as its source wrote it, with the units of today beside it.

    ward, district: full official names ("Phường Bến Nghé", "Quận 1"); province: its name alone ("Hồ Chí Minh"); "" = not said.
    units: which system the text used, "old" (before July 2025), "2025", or "" when it could be either.
    province_new, ward_new: where that is since July 2025; several wards = the old one was split; () = not known.
    raw: the text of the cell, columns joined by ", ".
    """

    street: str = ""
    ward: str = ""
    district: str = ""
    province: str = ""
    units: str = ""
    province_new: str = ""
    ward_new: tuple[str, ...] = ()
    raw: str = ""

    def to_value(self) -> dict[str, Any]:
        """Return the shape that records hold."""
        return {
            "street": self.street, "ward": self.ward, "district": self.district, "province": self.province, "units": self.units,
            "province_new": self.province_new, "ward_new": list(self.ward_new), "raw": self.raw,
        }  # fmt: skip

    @staticmethod
    def from_value(value: Mapping[str, Any]) -> Address:
        """Return the address of such a shape; keys that are missing are empty."""
        street, ward, district, province, units, province_new, raw = (str(value.get(key) or "") for key in _TEXTS)
        ward_new = tuple([str(name) for name in value.get("ward_new") or ()])
        return Address(street, ward, district, province, units, province_new, ward_new, raw)

    def one_line(self) -> str:
        """Return the parts joined by commas, as one writes an envelope."""
        return ", ".join([part for part in (self.street, self.ward, self.district, self.province) if part])
