"""Pack the administrative units of Viet Nam (before and since 1 July 2025) and the old → new mapping into one small file.

    python resources/admin_units/build.py PATH_OF_UNPACKED_vietnamadminunits [OUTPUT]

PATH is the folder `vietnamadminunits` of the package of that name (MIT licence, see README.md); only its data files are read.

Shape of the output (gzip'ed JSON):
    {"new": [[province, [ward, …]], …], "old": [[province, index_of_new_province, [[district, aliases, [ward, …]], …]], …]}
Names carry their unit as a first letter (see UNIT_LETTERS). An old ward is "name TAB new TAB aliases": `new` = comma-separated indexes into
the wards of the new province (several = the ward was split), aliases = comma-separated names, folded and without spaces, of wards that had
been merged into it before.
"""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
import sys
import unicodedata
from pathlib import Path
from typing import Any

UNIT_LETTERS = {
    "Phường": "P", "Xã": "X", "Thị trấn": "T", "Đặc khu": "K",
    "Quận": "Q", "Huyện": "H", "Thị xã": "S", "Thành phố": "C",
}  # fmt: skip
TONE_MARKS = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


def main(package: Path, output: Path) -> None:
    """Read the two tables and the mapping, write the packed file, print what was found."""
    mapping = json.loads((package / "data" / "converter_2025.json").read_text("utf-8"))
    with sqlite3.connect(f"file:{package / 'data' / 'dataset.db'}?mode=ro", uri=True) as connection:
        connection.row_factory = sqlite3.Row
        new_rows = connection.execute("SELECT * FROM admin_units").fetchall()
        old_rows = connection.execute("SELECT * FROM admin_units_legacy").fetchall()
    new, keys, index = pack_new(new_rows)
    old = pack_old(old_rows, keys, index, mapping)
    text = json.dumps({"new": new, "old": old}, ensure_ascii=False, separators=(",", ":"))
    output.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{len(new)} + {len(old)} provinces, {len(new_rows)} + {len(old_rows)} wards, {output.stat().st_size} bytes")


def pack_new(rows: list[sqlite3.Row]) -> tuple[list[Any], dict[str, int], list[dict[str, int]]]:
    """Return the new provinces, key → index of a province, and per province key → index of a ward."""
    provinces: list[Any] = []
    keys: dict[str, int] = {}
    index: list[dict[str, int]] = []
    for row in rows:
        if row["provinceKey"] not in keys:
            keys[row["provinceKey"]] = len(provinces)
            provinces.append([tidy(row["provinceShort"]), []])
            index.append({})
        number = keys[row["provinceKey"]]
        wards = provinces[number][1]
        for key in {row["wardKey"], accented_key(row["ward"])}:
            index[number].setdefault(key, len(wards))
        wards.append(lettered(row["ward"]))
    return provinces, keys, index


def pack_old(rows: list[sqlite3.Row], keys: dict[str, int], index: list[dict[str, int]], mapping: dict[str, Any]) -> list[Any]:
    """Return the old provinces with their districts and wards, each ward with its new wards."""
    targets = new_wards_of(mapping, index, keys)
    merged = {old: keys[new] for new, olds in mapping["DICT_PROVINCE"].items() for old in olds}
    provinces: dict[str, Any] = {}
    districts: dict[tuple[str, str], Any] = {}
    lost = 0
    for row in rows:
        province_key, district_key = row["provinceKey"], row["districtKey"]
        if province_key not in provinces:
            provinces[province_key] = [tidy(row["provinceShort"]), merged[province_key], []]
        if (province_key, district_key) not in districts:
            districts[province_key, district_key] = [lettered(row["district"]), aliases(row["districtAlias"]), []]
            provinces[province_key][2].append(districts[province_key, district_key])
        if not row["ward"]:
            continue
        stem = f"{province_key}_{district_key}_"
        found = targets.get(stem + row["wardKey"]) or targets.get(stem + accented_key(row["ward"])) or []
        lost += not found
        new = ",".join(map(str, found))
        districts[province_key, district_key][2].append(f"{lettered(row['ward'])}\t{new}\t{aliases(row['wardAlias'])}".rstrip("\t"))
    print(f"{lost} old wards without a new one")
    return list(provinces.values())


def new_wards_of(mapping: dict[str, Any], index: list[dict[str, int]], keys: dict[str, int]) -> dict[str, list[int]]:
    """Return old ward key → indexes of its new wards, the main one first."""
    targets: dict[str, list[int]] = {}
    for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new_key, old_keys in wards.items():
            for old_key in old_keys:
                targets.setdefault(old_key, []).append(index[keys[province]][new_key])
    for province, divided in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old_key, parts in divided.items():
            ordered = sorted(parts, key=lambda part: not part["isDefaultNewWard"])
            targets[old_key] = list(dict.fromkeys(index[keys[province]][part["newWardKey"]] for part in ordered))
    return targets


def lettered(name: str) -> str:
    """Return "Phường Bến Nghé" as "PBến Nghé"."""
    for unit, letter in UNIT_LETTERS.items():
        if name.lower().startswith(unit.lower() + " "):
            return letter + tidy(name[len(unit) + 1 :])
    raise ValueError(name)


def tidy(name: str) -> str:
    """Return the name composed, single-spaced, with the tone mark where the schools put it (Hòa, not Hoà)."""
    words = unicodedata.normalize("NFC", name).split()
    return " ".join(word if word.lower().startswith("qu") else word[:-2] + TONE_MARKS.get(word[-2:], word[-2:]) for word in words)


def aliases(raw: str | None) -> str:
    """Return the JSON list of aliases as comma-separated keys without unit words."""
    if not raw:
        return ""
    short = [re.sub(r"^(phuong|xa|thitran|huyen|thixa|tx|thanhpho|tp)(?=..)", "", alias) for alias in json.loads(raw)]
    return ",".join(dict.fromkeys(short))


def accented_key(name: str) -> str:
    """Return the name in lower case without spaces, accents kept: the mapping uses it where two wards differ in accents only."""
    return re.sub(r"[\s\-']", "", unicodedata.normalize("NFC", name).lower())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).with_name("admin_units.json.gz"))
