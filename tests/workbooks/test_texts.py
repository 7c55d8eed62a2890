"""csv, txt, pasted text, vCards and web pages: encodings, delimiters, quotes."""

from __future__ import annotations

import pytest

from khachhang.errors import UserError
from khachhang.workbooks import read_bytes, read_pasted_text

WIN1258 = "Họ tên;Địa chỉ\nNguyễn Thị Ánh;Gò Vấp\n"


def win1258(text: str) -> bytes:
    """Encode as Windows does: base letter with its mark, then the tone."""
    import unicodedata

    out = []
    for letter in unicodedata.normalize("NFC", text):
        try:
            out.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
            out.append(unicodedata.normalize("NFC", parts.replace(tone, "")).encode("cp1258") + tone.encode("cp1258"))
    return b"".join(out)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(WIN1258.encode(), "utf-8", id="utf-8"),
        pytest.param(WIN1258.encode("utf-8-sig"), "utf-8-sig", id="utf-8 with mark"),
        pytest.param(b"\xff\xfe" + WIN1258.encode("utf-16-le"), "utf-16-le", id="utf-16 le"),
        pytest.param(b"\xfe\xff" + WIN1258.encode("utf-16-be"), "utf-16-be", id="utf-16 be"),
        pytest.param(WIN1258.encode("utf-16-le"), "utf-16-le", id="utf-16 le without mark"),
        pytest.param(win1258(WIN1258), "windows-1258", id="windows-1258"),
    ],
)
def test_text_is_the_same_in_every_encoding(data, encoding):
    workbook = read_bytes(data, "a.csv")

    assert (workbook.encoding, workbook.delimiter) == (encoding, ";")
    assert list(workbook.sheets[0].rows) == [("Họ tên", "Địa chỉ"), ("Nguyễn Thị Ánh", "Gò Vấp")]


def test_old_fonts_stay_latin_letters_with_a_question_mark():
    tcvn3 = "Tªn;§Þa chØ\nNguyÔn V¨n Hïng;Hµ Néi\nTrÇn §øc;H¶i Phßng\n"
    vni = "Teân;Ñòa chæ\nNguyeãn Vaên Huøng;Haø Noäi\n"

    assert read_bytes(tcvn3.encode("cp1252"), "a.csv").encoding == "tcvn3?"
    assert read_bytes(tcvn3.encode("cp1252"), "a.csv").sheets[0].rows[1][0] == "NguyÔn V¨n Hïng"
    assert read_bytes(vni.encode("cp1252"), "a.csv").encoding == "vni?"


@pytest.mark.parametrize(
    ("text", "delimiter", "rows"),
    [
        pytest.param("a,b\n1,2\n", ",", [("a", "b"), ("1", "2")], id="comma"),
        pytest.param('a;b\n"x; y";"1,5"\n', ";", [("a", "b"), ("x; y", "1,5")], id="semicolon with quotes"),
        pytest.param("a\tb\n1, 2\t3, 4\n", "\t", [("a", "b"), ("1, 2", "3, 4")], id="tab among commas"),
        pytest.param("a|b\n1|2\n", "|", [("a", "b"), ("1", "2")], id="bar"),
        pytest.param("Lan\nMai\n", None, [("Lan",), ("Mai",)], id="one column"),
        pytest.param('a,b\n"12 Lê Lợi\nQ1",x\n', ",", [("a", "b"), ("12 Lê Lợi\nQ1", "x")], id="quoted newline"),
        pytest.param("sep=;\na;b\n", ";", [(None, None), ("a", "b")], id="named by Excel"),
        pytest.param("a,b\r\n\r\n1,2\r\n\r\n\r\n", ",", [("a", "b"), (None, None), ("1", "2")], id="blank lines"),
        pytest.param("a,b\n'+84912345678,'=x\n'n,''\n", ",", [("a", "b"), ("+84912345678", "=x"), ("'n", "''")], id="guarded"),
    ],
)
def test_records(text, delimiter, rows):
    workbook = read_bytes(text.encode(), "a.csv")

    assert workbook.delimiter == delimiter
    assert list(workbook.sheets[0].rows) == rows


def test_a_quote_that_never_closes_swallows_nothing():
    text = 'tên,ghi chú\n"Lan,ống 5\n' + "".join(f"Khách {n},x\n" for n in range(500))

    workbook = read_bytes(text.encode(), "a.csv")

    assert len(workbook.sheets[0].rows) == 502
    assert [f.code for f in workbook.findings] == ["unclosed_quote"]


def test_a_few_bad_bytes_do_not_change_the_encoding():
    workbook = read_bytes("tên,nơi\n".encode() + "Nguyễn Thị Ánh Nguyệt,Huế\n".encode() * 20 + b"x\xff,y\n", "a.csv")

    assert workbook.encoding == "utf-8"
    assert [(f.code, f.params["count"]) for f in workbook.findings] == [("unreadable_characters", 1)]


def test_pasted_cells_keep_their_line_breaks():
    sheet = read_pasted_text('Tên\tSĐT\r\n"Lan\nMai"\t0912345678\r\n').sheets[0]

    assert list(sheet.rows) == [("Tên", "SĐT"), ("Lan\nMai", "0912345678")]


def test_nothing_pasted_is_said_so():
    with pytest.raises(UserError) as caught:
        read_pasted_text(" \n")

    assert caught.value.code == "workbook_empty"


def test_vcards_of_three_versions():
    cards = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4E=67=75=79=E1=BB=85=6E;=4C=61=6E;;;\r\n"
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4E=67=75=79=E1=BB=85=6E=20=\r\n=4C=61=6E\r\nTEL;CELL;PREF:0912345678\r\nTEL;HOME:0243\r\n"
        "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRg\r\n ABAQ\r\n\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Trần Mai\\, tạp\r\n  hóa\r\nitem1.TEL;type=CELL:+84 91\r\nADR;TYPE=HOME:;;12 Lê Lợi;"
        "Quận 1;TP. HCM;;Việt Nam\r\n"
        "ORG:Công ty A;Kho\r\nNOTE:dòng 1\\ndòng 2\r\nBDAY:1980-02-01\r\nEND:VCARD\r\n"
        'BEGIN:VCARD\nVERSION:4.0\nFN:Hùng\nTEL;VALUE=uri;TYPE="voice,home":tel:+84-90\nEMAIL:a@b.vn\nCATEGORIES:VIP,Sỉ\nEND:VCARD\n'
    )
    sheet = read_bytes(cards.encode(), "a.vcf").sheets[0]
    header, *rows = sheet.rows
    people = [{h: v for h, v in zip(header, row, strict=True) if v is not None} for row in rows]

    assert sheet.row_numbers == (0, 1, 2, 3)
    assert people[0] == {"FN": "Nguyễn Lan", "N.family": "Nguyễn", "N.given": "Lan", "TEL 1": "0912345678", "TEL 2": "0243"}
    assert people[1] == {
        "FN": "Trần Mai, tạp hóa", "TEL 1": "+84 91", "ADR 1": "12 Lê Lợi, Quận 1, TP. HCM, Việt Nam", "ORG": "Công ty A, Kho",
        "NOTE": "dòng 1\ndòng 2", "BDAY": "1980-02-01",
    }  # fmt: skip
    assert people[2] == {"FN": "Hùng", "TEL 1": "+84-90", "EMAIL 1": "a@b.vn", "CATEGORIES": "VIP,Sỉ"}


def test_web_page_named_xls():
    page = (
        "<html><head><meta charset=utf-8><style>td{}</style></head><body><table><tr><th>Tên<th colspan=2>Liên hệ</tr>"
        "<tr><td>Lan &amp; Mai</td><td>0912<br>0913</td><td> a </td></tr></table></body></html>"
    )
    workbook = read_bytes(page.encode(), "khach.xls")

    assert workbook.format == "html"
    assert list(workbook.sheets[0].rows) == [("Tên", "Liên hệ", None), ("Lan & Mai", "0912\n0913", "a")]
