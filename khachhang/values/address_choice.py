"""Which atom of an address is its ward, its district, its province: the reading of the whole that fits the tables best."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from khachhang.values.address_atoms import Atom
from khachhang.values.address_names import SLIP_TRUST, Level, Reading
from khachhang.values.admin_units import District, Ward, fold, gazetteer, place_key


class Choice(NamedTuple):
    """The chosen readings and the numbers of their atoms (-1 = not said), with the places that agree with each other."""

    ward: Reading | None
    district: Reading | None
    province: Reading | None
    wards: tuple[Ward, ...]
    districts: tuple[District, ...]
    provinces: tuple[str, ...]
    atoms: tuple[int, int, int]


_Option = tuple[int, Reading | None]


def choose(atoms: Sequence[Atom]) -> Choice:
    """Return the best reading of the atoms of one address."""
    options: dict[Level, list[_Option]] = {level: [(-1, None)] for level in Level}
    for number, atom in enumerate(atoms):
        for reading in atom.readings:
            options[reading.level].append((number, reading))
    plain = _plain(options)
    if plain:
        return plain
    best: tuple[float, _Option, _Option, _Option] = (-1.0, (-1, None), (-1, None), (-1, None))
    last = max((number for number, atom in enumerate(atoms) if atom.readings), default=-1)
    for province in options[Level.PROVINCE]:
        score_p = _own(province, last)
        for district in options[Level.DISTRICT]:
            if district[0] == province[0] != -1:
                continue
            score_d = score_p + _own(district, last) + _pair_district(district, province)
            for ward in options[Level.WARD]:
                if ward[0] != -1 and ward[0] in (district[0], province[0]):
                    continue
                score = score_d + _own(ward, last) + _pair_ward(ward, district, province) - _disorder(ward[0], district[0], province[0])
                if score > best[0]:
                    best = (score, ward, district, province)
    return _agreed(*best[1:])


def _plain(options: dict[Level, list[_Option]]) -> Choice | None:
    """Return the choice when every level is named once, in order, and the places agree: nothing can score better."""
    wards, districts, provinces = options[Level.WARD], options[Level.DISTRICT], options[Level.PROVINCE]
    if not (len(wards) == len(districts) == len(provinces) == 2 and -1 < wards[1][0] < districts[1][0] < provinces[1][0]):
        return None
    readings = wards[1][1], districts[1][1], provinces[1][1]
    if not all(reading is not None and reading.trust > 3.5 for reading in readings):
        return None
    agreed = _agreed(wards[1], districts[1], provinces[1])
    return agreed if agreed.wards and agreed.districts else None


def _own(option: _Option, last: int) -> float:
    """Return what a reading is worth by itself."""
    number, reading = option
    if reading is None:
        return 0.0
    score = reading.trust
    if not reading.marked:
        if number == 0 and last > 0:
            score -= 1.5
        if reading.level is Level.PROVINCE and number != last:
            score -= 4.5  # only when the rest lies in it
    return score


def _disorder(ward: int, district: int, province: int) -> float:
    """Return the penalty for an order other than ward, district, province."""
    said = [number for number in (ward, district, province) if number >= 0]
    return float(sum(one > two for one, two in pairwise(said)))


def _pair_district(district: _Option, province: _Option) -> float:
    if district[1] is None:
        return 0.0
    if province[1] is None and not district[1].marked and place_key(fold(district[1].text)) in gazetteer().provinces:
        return -3.0  # "Tây Ninh" alone is the province
    if province[1] is None or not district[1].places or not province[1].places:
        return 0.0 if district[1].marked or province[1] is None else -5.0
    if districts_in(district[1].places, province[1].places):
        return 2.0 if district[1].marked else 2.2  # "Gò Vấp, TPHCM": more people still write the district than the new ward
    return -3.0 if district[1].marked else -6.0


def _pair_ward(ward: _Option, district: _Option, province: _Option) -> float:
    if ward[1] is None:
        return 0.0
    marked = ward[1].marked
    names: Sequence[object] = province[1].places if province[1] else ()
    if district[1] is not None:
        districts = districts_in(district[1].places, names) or districts_in(district[1].places, ())
        if any(isinstance(place, Ward) and place.district in districts for place in ward[1].places):
            return 3.0
        if not marked:
            return -5.0
        return -0.5
    if names:
        if wards_in(ward[1].places, names) and ward[1].trust != SLIP_TRUST:
            return 2.0
        return -0.5 if marked else -5.0
    return 0.0 if marked else -1.5


def districts_in(districts: Sequence[object], provinces: Sequence[object]) -> tuple[District, ...]:
    """Return the districts that lie in one of the provinces, old or merged; all of them when no province is said."""
    known = [district for district in districts if isinstance(district, District)]
    if not provinces:
        return tuple(known)
    merged = gazetteer().merged_into
    return tuple([d for d in known if d.province in provinces or merged[d.province] in provinces])


def wards_in(wards: Sequence[object], provinces: Sequence[object]) -> tuple[Ward, ...]:
    """Return the wards, old and new, that lie in one of the provinces; all of them when no province is said."""
    known = [ward for ward in wards if isinstance(ward, Ward)]
    if not provinces:
        return tuple(known)
    merged = gazetteer().merged_into
    return tuple([w for w in known if w.province in provinces or merged[w.province] in provinces])


def _agreed(ward_option: _Option, district_option: _Option, province_option: _Option) -> Choice:
    """Return the choice with the places narrowed to those that agree."""
    (w, ward), (d, district), (p, province) = ward_option, district_option, province_option
    provinces = tuple([str(name) for name in province.places]) if province else ()
    districts = districts_in(district.places, provinces) if district else ()
    wards = wards_in(ward.places, provinces) if ward else ()
    if district:
        wards = tuple([place for place in wards if place.district in districts])
        if wards and len(districts) > 1:
            districts = tuple([place for place in districts if any(one.district == place for one in wards)])
    if len(provinces) > 1:
        merged = gazetteer().merged_into
        lying = {place.province for place in districts} | {place.province for place in wards}
        lying |= {merged[name] for name in lying}
        provinces = tuple([name for name in provinces if name in lying]) if lying else provinces
    return Choice(ward, district, province, wards, districts, provinces, (w, d, p))
