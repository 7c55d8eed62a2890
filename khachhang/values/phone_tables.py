"""The numbering plans of 2017 (landlines) and 2018 (mobiles), and which province had which area code. Source: decisions of the Ministry
of Information and Communications 2036/QĐ-BTTTT (2016) and 798/QĐ-BTTTT (2018)."""

from __future__ import annotations

MOBILE_2018: dict[str, str] = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78", "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",
    "162": "32", "163": "33", "164": "34", "165": "35", "166": "36", "167": "37", "168": "38", "169": "39",
    "186": "56", "188": "58", "199": "59",
}  # fmt: skip
"""Eleven-digit prefix → ten-digit prefix, both without the leading zero; the last seven digits stay."""

LANDLINE_2017: dict[str, str] = {
    "22": "212", "231": "213", "20": "214", "230": "215", "29": "216", "52": "232", "53": "233", "54": "234", "510": "235", "511": "236",
    "37": "237", "38": "238", "39": "239", "33": "203", "240": "204", "25": "205", "26": "206", "27": "207", "280": "208", "281": "209",
    "320": "220", "321": "221", "241": "222", "31": "225", "351": "226", "36": "227", "350": "228", "30": "229", "780": "290", "781": "291",
    "710": "292", "711": "293", "74": "294", "76": "296", "77": "297", "79": "299", "4": "24", "8": "28", "61": "251", "62": "252",
    "64": "254", "55": "255", "56": "256", "57": "257", "58": "258", "68": "259", "60": "260", "501": "261", "500": "262", "63": "263",
    "59": "269", "70": "270", "651": "271", "72": "272", "73": "273", "650": "274", "75": "275", "66": "276", "67": "277",
}  # fmt: skip
"""Old area code → new area code, both without the leading zero."""

LANDLINE_UNCHANGED = ("210", "211", "218", "219")

PROVINCE_OF_CODE: dict[str, str] = {
    "24": "Hà Nội", "28": "Hồ Chí Minh", "203": "Quảng Ninh", "204": "Bắc Giang", "205": "Lạng Sơn", "206": "Cao Bằng",
    "207": "Tuyên Quang", "208": "Thái Nguyên", "209": "Bắc Kạn", "210": "Phú Thọ", "211": "Vĩnh Phúc", "212": "Sơn La",
    "213": "Lai Châu", "214": "Lào Cai", "215": "Điện Biên", "216": "Yên Bái", "218": "Hòa Bình", "219": "Hà Giang", "220": "Hải Dương",
    "221": "Hưng Yên", "222": "Bắc Ninh", "225": "Hải Phòng", "226": "Hà Nam", "227": "Thái Bình", "228": "Nam Định", "229": "Ninh Bình",
    "232": "Quảng Bình", "233": "Quảng Trị", "234": "Huế", "235": "Quảng Nam", "236": "Đà Nẵng", "237": "Thanh Hóa", "238": "Nghệ An",
    "239": "Hà Tĩnh", "251": "Đồng Nai", "252": "Bình Thuận", "254": "Bà Rịa - Vũng Tàu", "255": "Quảng Ngãi", "256": "Bình Định",
    "257": "Phú Yên", "258": "Khánh Hòa", "259": "Ninh Thuận", "260": "Kon Tum", "261": "Đắk Nông", "262": "Đắk Lắk", "263": "Lâm Đồng",
    "269": "Gia Lai", "270": "Vĩnh Long", "271": "Bình Phước", "272": "Long An", "273": "Tiền Giang", "274": "Bình Dương",
    "275": "Bến Tre", "276": "Tây Ninh", "277": "Đồng Tháp", "290": "Cà Mau", "291": "Bạc Liêu", "292": "Cần Thơ", "293": "Hậu Giang",
    "294": "Trà Vinh", "296": "An Giang", "297": "Kiên Giang", "299": "Sóc Trăng",
}  # fmt: skip
"""Area code → province of before July 2025; the codes stayed when provinces were joined."""

LANDLINE_CODES = frozenset(LANDLINE_2017.values()) | frozenset(LANDLINE_UNCHANGED)

MOBILE_CODES = frozenset(
    [f"3{n}" for n in range(2, 10)] + ["52", "55", "56", "58", "59", "70", "76", "77", "78", "79"]
    + [f"8{n}" for n in range(1, 10)] + [f"9{n}" for n in range(10)]
)  # fmt: skip
"""First two digits, after the zero, of today's mobiles."""

AMBIGUOUS_CODES = frozenset(["33", "36", "37", "38", "39", "52", "55", "56", "58", "59", "70", "76", "77", "79"])
"""Mobile codes of today that were area codes of landlines until 2017; also everything that starts with 8 (Hồ Chí Minh)."""

PROVINCE_OF_OLD_CODE: dict[str, tuple[str, ...]] = {
    "33": ("quang ninh",), "36": ("thai binh", "hung yen"), "37": ("thanh hoa",), "38": ("nghe an",), "39": ("ha tinh",),
    "52": ("quang binh", "quang tri"), "55": ("quang ngai",), "56": ("binh dinh", "gia lai"), "58": ("khanh hoa",), "59": ("gia lai",),
    "70": ("vinh long",), "76": ("an giang",), "77": ("kien giang", "an giang"), "79": ("soc trang", "can tho"),
    "8": ("ho chi minh", "sai gon", "hcm", "tphcm"),
}  # fmt: skip
"""Old area code → folded names, before and since July 2025, of the province it belonged to; only codes that look like mobiles."""
