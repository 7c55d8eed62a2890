"""Where a place is today, and whether two addresses mean the same place though one was written with the old units."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from khachhang.values.address_value import Address
from khachhang.values.admin_units import Ward, fold, gazetteer, place_key, spelled
from khachhang.values.phone_tables import PROVINCE_OF_CODE

_UNIT = re.compile(r"^(?:phuong|xa|thi tran|dac khu|quan|huyen|thi xa|thanh pho|tinh)\s+")
_HOUSE = re.compile(
    r"^(?:(?:so(?: nha)?|hem|ngo|ngach|kiet|lo|can|nha|dc)[\s.:]+)*"
    r"((?=[^\s,]*\d)[a-z]{0,2}\.?\d[0-9a-z]*(?:[/.-]\d+[a-z]?)*)"
)
_STREET_WORDS = re.compile(r"\b(?:so nha|so|duong|pho|hem|ngo|ngach|kiet|d\.|đ\.)[\s.]+")


class SamePlace(IntEnum):
    """How closely two addresses agree. UNKNOWN: too little is said to tell."""

    DIFFERENT = -1
    UNKNOWN = 0
    PROVINCE = 1
    DISTRICT = 2
    WARD = 3
    STREET = 4
    HOUSE = 5


def new_units(old: Address) -> tuple[str, tuple[str, ...]]:
    """Return the province and the candidate wards of today; ("", ()) when what is said does not tell.

    Several wards: the old one was split, the main part first. Without a province the answer needs both ward and district, and one
    pair of that name in the whole country.
    """
    merged = gazetteer().merged_into
    wards = _wards(old.ward, old.district, old.province)
    provinces = {merged[ward.province] for ward in wards}
    if not wards or (not old.province and (len(provinces) > 1 or not old.district)):
        return merged.get(old.province, ""), ()
    province = merged.get(old.province) or provinces.pop()
    if not old.district and any(ward.district is None for ward in wards) and old.province == province and old.units != "old":
        wards = tuple([ward for ward in wards if ward.district is None])
    return province, tuple(dict.fromkeys([name for ward in wards for name in ward.new]))


def is_ward_of(ward: str, province: str) -> bool:
    """Return whether a province, of before or of today, has such a ward. True also for wards and provinces nobody knows."""
    if province not in gazetteer().merged_into or not _wards(ward, "", ""):
        return True
    return bool(_wards(ward, "", province))


def is_area_of(e164: str, province: str) -> bool:
    """Return whether a landline may stand in a province, of before or of today. True also for mobiles and provinces nobody knows."""
    into = gazetteer().merged_into
    national = e164.removeprefix("+84")
    area = PROVINCE_OF_CODE.get(national[:3]) or PROVINCE_OF_CODE.get(national[:2])
    if area is None or not e164.startswith("+842") or province not in into or area not in into:
        return True
    return area == province or into[area] == into[province]


def only_province_of(district: str) -> str | None:
    """Return the province of a district that only one province has, None when several have it or nobody knows it."""
    found = {d.province for d in gazetteer().districts.get(place_key(fold(_bare(district))), ()) if d.full == district}
    return found.pop() if len(found) == 1 else None


def is_ward_in(ward: str, district: str, province: str) -> bool:
    """Return whether that district of the province has such a ward."""
    return bool(_wards(ward, district, province))


@lru_cache(maxsize=1 << 14)
def _wards(ward: str, district: str, province: str) -> tuple[Ward, ...]:
    """Return the wards of that name within the district and province said, best spelling only; merged ones by their old names."""
    if not ward:
        return ()
    units = gazetteer()
    name = _bare(ward)
    key, district_key = place_key(fold(name)), place_key(fold(_bare(district)))
    found: list[Ward] = []
    for table in (units.wards, units.merged_wards):
        for place in table.get(key, ()):
            if district and (place.district is None or place_key(fold(place.district.name)) != district_key):
                continue
            if province and province not in (place.province, units.merged_into[place.province]):
                continue
            found.append(place)
        if found:
            break
    for test in (lambda place: place.full == ward, lambda place: spelled(place.name) == spelled(name)):
        kept = [place for place in found if test(place)]
        found = kept or found
    return tuple(found)


def _bare(name: str) -> str:
    """Return a name without its unit word."""
    found = _UNIT.match(fold(name))
    return name[found.end() :] if found else name


def house_number(street: str) -> str:
    """Return the number of the house in comparable form ("Số 12/3B đường Lê Lợi" → "12/3b"), "" when there is none."""
    found = _HOUSE.match(fold(street))
    return found[1].replace(".", "") if found else ""


def _street_key(street: str) -> str:
    folded = fold(street)
    found = _HOUSE.match(folded)
    rest = folded[found.end() :] if found else folded
    return place_key(_STREET_WORDS.sub(" ", rest).split(",")[0])


def fold_address(address: Address) -> str:
    """Return the key for comparing: everything folded, without unit words; equal keys = the same text of an address."""
    parts = (address.street, _bare(address.ward), _bare(address.district), _bare(address.province))
    return "|".join([" ".join(re.findall(r"[^\W_]+", fold(part))) for part in parts])


def same_place(a: Address, b: Address) -> SamePlace:
    """Return the closest level on which two addresses agree, DIFFERENT when they contradict each other.

    Old and new names of one place agree: "Phường Bến Nghé, Quận 1" and "Phường Sài Gòn". Accents and unit words do not count.
    """
    level = _same_area(a, b)
    if level in (SamePlace.DIFFERENT, SamePlace.UNKNOWN) or not a.street or not b.street:
        return level
    streets = _street_key(a.street), _street_key(b.street)
    houses = house_number(a.street), house_number(b.street)
    if streets[0] != streets[1] or not (streets[0] or houses[0]):
        return level
    if houses[0] and houses[0] == houses[1]:
        return SamePlace.HOUSE
    return SamePlace.STREET if streets[0] else level


def _same_area(a: Address, b: Address) -> SamePlace:
    provinces = _province(a), _province(b)
    if provinces[0] and provinces[1] and provinces[0] != provinces[1]:
        return SamePlace.DIFFERENT
    level = SamePlace.PROVINCE if provinces[0] and provinces[1] else SamePlace.UNKNOWN
    if a.district and b.district:
        if place_key(fold(_bare(a.district))) != place_key(fold(_bare(b.district))):
            return SamePlace.DIFFERENT
        level = SamePlace.DISTRICT
    if a.ward and b.ward:
        return _same_ward(a, b, level)
    return level


def _same_ward(a: Address, b: Address, level: SamePlace) -> SamePlace:
    equal = place_key(fold(_bare(a.ward))) == place_key(fold(_bare(b.ward)))
    if bool(a.district) == bool(b.district) and equal:
        return SamePlace.WARD if level else SamePlace.UNKNOWN
    mine, theirs = set(a.ward_new or new_units(a)[1]), set(b.ward_new or new_units(b)[1])
    if mine and theirs:
        return SamePlace.WARD if mine & theirs else SamePlace.DIFFERENT
    if equal:
        return SamePlace.WARD if level else SamePlace.UNKNOWN
    return SamePlace.DIFFERENT if a.units == b.units else level


def _province(address: Address) -> str:
    return address.province_new or gazetteer().merged_into.get(address.province, "") or new_units(address)[0]
