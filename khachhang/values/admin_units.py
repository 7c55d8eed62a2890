"""The administrative units of Viet Nam, before and since 1 July 2025, and which new ward an old one became.

Loaded on first use from `resources/admin_units` (see the README there for the source of the data). Names are looked up by `place_key`:
folded, without spaces, y = i. A key may belong to many places; the caller decides with the rest of the address.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from khachhang.resources import resource_path

UNITS = {
    "P": "Phường", "X": "Xã", "T": "Thị trấn", "K": "Đặc khu", "Q": "Quận", "H": "Huyện", "S": "Thị xã", "C": "Thành phố",
}  # fmt: skip
CENTRAL_CITIES = frozenset({"Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế"})
PROVINCE_ALIASES: dict[str, tuple[str, ...]] = {
    "hcm": ("Hồ Chí Minh",), "hcmc": ("Hồ Chí Minh",), "tphcm": ("Hồ Chí Minh",), "tphochiminh": ("Hồ Chí Minh",),
    "sg": ("Hồ Chí Minh",),
    "saigon": ("Hồ Chí Minh",), "tpsg": ("Hồ Chí Minh",), "hochiminhciti": ("Hồ Chí Minh",), "hn": ("Hà Nội",), "tphn": ("Hà Nội",),
    "tphanoi": ("Hà Nội",), "hanoiciti": ("Hà Nội",), "hp": ("Hải Phòng",), "tphaiphong": ("Hải Phòng",), "tpdanang": ("Đà Nẵng",),
    "danangciti": ("Đà Nẵng",), "tpcantho": ("Cần Thơ",), "brvt": ("Bà Rịa - Vũng Tàu",), "thuathienhue": ("Huế",), "tthue": ("Huế",),
    "dn": ("Đà Nẵng", "Đồng Nai"), "daclac": ("Đắk Lắk",), "daklac": ("Đắk Lắk",), "dacnong": ("Đắk Nông",),
    "bd": ("Bình Dương", "Bình Định"),
}  # fmt: skip
"""Short names people write. Two names = the rest of the address decides."""

FORMER_DISTRICTS = (
    ("C", "Huế", "Huế"), ("Q", "2", "Hồ Chí Minh"), ("Q", "9", "Hồ Chí Minh"), ("H", "Từ Liêm", "Hà Nội"), ("C", "Hà Đông", "Hà Nội"),
    ("C", "Sơn Tây", "Hà Nội"), ("C", "Ninh Bình", "Ninh Bình"), ("H", "Hoành Bồ", "Quảng Ninh"), ("H", "Long Điền", "Bà Rịa - Vũng Tàu"),
    ("H", "Đất Đỏ", "Bà Rịa - Vũng Tàu"), ("H", "Yên Dũng", "Bắc Giang"), ("H", "Đông Sơn", "Thanh Hóa"), ("H", "Tĩnh Gia", "Thanh Hóa"),
    ("S", "Cửa Lò", "Nghệ An"), ("H", "Nam Đông", "Huế"), ("H", "Mỹ Lộc", "Nam Định"), ("H", "Cát Tiên", "Lâm Đồng"),
    ("H", "Đạ Tẻh", "Lâm Đồng"), ("H", "Nông Sơn", "Quảng Nam"), ("H", "Tây Trà", "Quảng Ngãi"), ("H", "Kỳ Sơn", "Hòa Bình"),
)  # fmt: skip
"""Districts dissolved before 2025 that customers still write: unit, name, province. Their wards are not listed."""

_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_TONE = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![^\W\d_])")


def _fold_table() -> dict[int, str]:
    """Return every Latin letter of Vietnamese, both cases → its bare small letter. One character to one character, so offsets stay."""
    table: dict[int, str] = {ord("đ"): "d", ord("Đ"): "d", 0xA0: " ", ord("’"): "'", ord("İ"): "i"}
    for code in [*range(ord("A"), ord("Z") + 1), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        bare = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(bare) == 1 and code not in table:
            table[code] = bare
    return table


_FOLD = _fold_table()
_DROP = str.maketrans(dict.fromkeys(" \t\n-–—'`.,()/\"_", "") | {"y": "i"})


def fold(text: str) -> str:
    """Return composed text in small letters without accents, of the same length."""
    return text.translate(_FOLD)


def place_key(folded: str) -> str:
    """Return the look-up key of a folded name: no spaces or punctuation, y = i, no leading zeros ("05" = "5")."""
    key = folded.translate(_DROP)
    return key.lstrip("0") if key[:1] == "0" else key


def spelled(name: str) -> str:
    """Return a composed name in small letters without spaces and with one way of placing tone marks, for comparing accents."""
    small = _TONE.sub(lambda found: _TONES[found[0]], name.lower())
    return small.translate(_DROP)


class District(NamedTuple):
    """A district of before July 2025."""

    full: str
    name: str
    province: str
    is_former: bool = False


class Ward(NamedTuple):
    """A ward, commune or township. district: None for the units of 2025. new: names of the wards of today, main one first."""

    full: str
    name: str
    district: District | None
    province: str
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All units, by key. merged_into: every province name → the province of today. merged_wards: (district, squeezed name) → ward."""

    provinces: dict[str, tuple[str, ...]]
    merged_into: dict[str, str]
    districts: dict[str, list[District]]
    wards: dict[str, list[Ward]]
    merged_wards: dict[str, list[Ward]]
    by_district: dict[District, list[Ward]]
    new_by_province: dict[str, list[Ward]]
    initials: dict[str, list[District]]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the units, read once (about 50 ms)."""
    packed = json.loads(gzip.decompress(resource_path("resources", "admin_units", "admin_units.json.gz").read_bytes()))
    merged_into: dict[str, str] = {}
    new_by_province: dict[str, list[Ward]] = {}
    for province, names in packed["new"]:
        merged_into[province] = province
        new_by_province[province] = [_ward(name, None, province) for name in names]
    by_district: dict[District, list[Ward]] = {}
    merged_wards: dict[str, list[Ward]] = {}
    for province, number, districts in packed["old"]:
        new_province = packed["new"][number][0]
        merged_into[province] = new_province
        for name, _aliases, wards in districts:
            district = District(f"{UNITS[name[0]]} {name[1:]}", name[1:], province)
            by_district[district] = _old_wards(wards, district, new_by_province[new_province], merged_wards)
    for unit, name, province in FORMER_DISTRICTS:
        by_district[District(f"{UNITS[unit]} {name}", name, province, True)] = []
    everything = [ward for wards in (*by_district.values(), *new_by_province.values()) for ward in wards]
    return Gazetteer(
        provinces=_province_keys(merged_into),
        merged_into=merged_into,
        districts=_by_key(list(by_district)),
        wards=_by_key(everything),
        merged_wards=merged_wards,
        by_district=by_district,
        new_by_province=new_by_province,
        initials=_initials(by_district),
    )


def _ward(lettered: str, district: District | None, province: str, new: tuple[str, ...] = ()) -> Ward:
    full = f"{UNITS[lettered[0]]} {lettered[1:]}"
    return Ward(full, lettered[1:], district, province, new or (full,))


def _old_wards(packed: list[str], district: District, new: list[Ward], merged_wards: dict[str, list[Ward]]) -> list[Ward]:
    wards = []
    for line in packed:
        name, _, rest = line.partition("\t")
        numbers, _, aliases = rest.partition("\t")
        ward = _ward(name, district, district.province, tuple([new[int(number)].full for number in numbers.split(",")]))
        wards.append(ward)
        for alias in aliases.split(",") if aliases else ():
            merged_wards.setdefault(place_key(alias), []).append(ward)
    return wards


def _province_keys(names: dict[str, str]) -> dict[str, tuple[str, ...]]:
    keys = {place_key(fold(name)): (name,) for name in names}
    return keys | PROVINCE_ALIASES


def _by_key(places: list[Any]) -> dict[str, list[Any]]:
    """Return key → places. All names are folded in one go: 14,000 calls would cost more than the reading."""
    keys = fold("\n".join([place.name for place in places])).translate(_DROP | {ord("\n"): "\n"}).split("\n")
    found: dict[str, list[Any]] = {}
    for key, place in zip(keys, places, strict=True):
        found.setdefault(key, []).append(place)
    return found


def _initials(districts: dict[District, list[Ward]]) -> dict[str, list[District]]:
    """Return "bt" → Quận Bình Thạnh, Quận Bình Tân …, for the urban districts only."""
    found: dict[str, list[District]] = {}
    for district in districts:
        if district.full.startswith("Quận ") and not district.name.isdigit():
            found.setdefault("".join(word[0] for word in fold(district.name).split()), []).append(district)
    return found
