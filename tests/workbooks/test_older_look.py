"""Hidden rows, hidden columns and fonts of .xls and .ods, which the reader of values does not tell."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from khachhang import workbooks

ODD = Path(__file__).parent.parent / "data" / "odd"
_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="Khách">
<table:table-column table:number-columns-repeated="1"/><table:table-column table:visibility="collapse"/>{rows}
</table:table></office:spreadsheet></office:body></office:document-content>"""
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
_ROW = '<table:table-row{hidden}><table:table-cell office:value-type="string"><text:p>{a}</text:p></table:table-cell>' + (
    '<table:table-cell office:value-type="string"><text:p>{b}</text:p></table:table-cell></table:table-row>'
)


def ods(rows: list[tuple[str, str, str]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        body = "".join(_ROW.format(hidden=f' table:visibility="{h}"' if h else "", a=a, b=b) for a, b, h in rows)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _ODS.format(rows=body))
    return packed.getvalue()


def test_hidden_rows_columns_and_fonts_of_an_old_workbook_are_known() -> None:
    sheet = workbooks.read_workbook(ODD / "an_dong_font_tcvn3.xls").sheets[0]
    assert sheet.hidden_rows == {3}
    assert sheet.hidden_columns == {2}
    assert sheet.fonts[0] == ".VnTime"
    assert sheet.cell_fonts == {(1, 0): "Arial"}


def test_hidden_rows_and_columns_of_an_open_document_are_known() -> None:
    data = ods([("Họ tên", "Số", ""), ("An", "0912345678", ""), ("Bình", "0912345679", "filter"), ("Chí", "0912345680", "collapse")])
    sheet = workbooks.read_bytes(data, "danh bạ.ods").sheets[0]
    assert sheet.hidden_rows == {3, 4}
    assert sheet.hidden_columns == {1}
    assert [row[0] for row in sheet.rows] == ["Họ tên", "An", "Bình", "Chí"]


def test_formats_that_cannot_be_read_do_not_keep_the_values_away() -> None:
    data = bytearray((ODD / "an_dong_font_tcvn3.xls").read_bytes())
    at = data.find(b"\xe0\x00\x14\x00")  # an XF record
    data[at + 4 : at + 6] = b"\xff\xff"  # names a font that is not there
    sheet = workbooks.read_bytes(bytes(data), "hỏng.xls").sheets[0]
    assert len(sheet.rows) == 5
