"""xlsx as programs write it: hidden rows, fonts, errors, formulas without values, Strict, 1904, stale dimensions."""

from __future__ import annotations

import datetime

from khachhang.workbooks import read_bytes
from tests.workbooks.making import sheet_xml, styles_xml, text_row, xlsx, zipped


def only_sheet(data):
    return read_bytes(data, "a.xlsx").sheets[0]


def test_hidden_rows_columns_and_sheets_are_told():
    rows = text_row(1, "Tên", "SĐT", "x") + text_row(2, "Lan", "1", "x", attributes=' ht="15" hidden="1"') + text_row(3, "Mai", "2", "x")
    data = xlsx(sheet_xml(rows, head='<cols><col min="2" max="2" hidden="1" width="0"/><col min="4" max="16384" hidden="1"/></cols>'))

    sheet = only_sheet(data)

    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.is_hidden) == ({2}, {1}, False)
    assert sheet.rows[1] == ("Lan", "1", "x")
    assert only_sheet(xlsx(sheet_xml(rows), state=' state="hidden"')).is_hidden


def test_error_values_and_formulas_without_value_are_blank_and_counted():
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1"><f>A1+1</f></c><c r="D1"><f>A1+2</f><v>3</v></c></row>'
        '<row r="2"><c r="A2" s="0" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C2"><f>A1</f><v/></c></row>'
    )
    sheet = only_sheet(xlsx(sheet_xml(rows)))

    assert sheet.rows[0] == (1, None, None, 3)
    assert [(f.code, f.column, f.params["count"], f.params["cells"]) for f in sheet.findings] == [
        ("workbook_error_values", "A", 1, ["A2"]),
        ("workbook_error_values", "B", 1, ["B1"]),
        ("workbook_formulas_without_value", "C", 2, ["C1", "C2"]),
    ]


def test_numbers_written_as_text_are_counted_but_phones_are_not():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>{n}</v></c></row>' for n in (1, 2)) + text_row(3, "300", "0912")

    assert [(f.code, f.column, f.params["count"]) for f in only_sheet(xlsx(sheet_xml(rows))).findings] == [
        ("workbook_text_numbers", "A", 1)
    ]


def test_fonts_are_told_by_column_with_their_exceptions():
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" s="{1 if n < 5 else 0}" t="inlineStr"><is><t>x</t></is></c><c r="B{n}"><v>1</v></c></row>'
        for n in range(1, 6)
    )
    sheet = only_sheet(xlsx(sheet_xml(cells), extra={"xl/styles.xml": styles_xml("Arial", ".VnTime")}))

    assert sheet.fonts == {0: ".VnTime", 1: "Arial"}
    assert sheet.cell_fonts == {(5, 0): "Arial"}


def test_merged_cells_are_told():
    sheet = only_sheet(xlsx(sheet_xml(text_row(1, "a", "b"), tail='<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>')))

    assert sheet.merged == ((1, 0, 2, 1),)


def test_strict_workbook_and_stale_dimension_lose_nothing():
    rows = text_row(1, "Tên", "SĐT") + text_row(2, "Lan", "0912345678")

    strict = only_sheet(xlsx(sheet_xml(rows, main="http://purl.oclc.org/ooxml/spreadsheetml/main"), is_strict=True))
    stale = only_sheet(xlsx(sheet_xml(rows, head='<dimension ref="A1:A1"/>')))

    assert list(strict.rows) == list(stale.rows) == [("Tên", "SĐT"), ("Lan", "0912345678")]


def test_dates_of_1904_and_times():
    styles = styles_xml("Arial").replace("<cellXfs>", '<cellXfs><xf numFmtId="14"/><xf numFmtId="21"/>')
    rows = '<row r="1"><c r="A1" s="0"><v>1</v></c><c r="B1" s="1"><v>0.5</v></c></row>'

    sheet = only_sheet(xlsx(sheet_xml(rows), properties='<workbookPr date1904="1"/>', extra={"xl/styles.xml": styles}))

    assert sheet.rows[0] == (datetime.datetime(1904, 1, 2), datetime.time(12, 0))


def test_rows_and_columns_before_the_first_cell_stay():
    sheet = only_sheet(xlsx(sheet_xml('<row r="3"><c r="C3"><v>912345678</v></c></row>')))

    assert sheet.number_of(2) == 3
    assert sheet.rows[2] == (None, None, 912345678)


def test_long_ids_keep_their_digits_as_text():
    sheet = only_sheet(xlsx(sheet_xml(text_row(1, "576461234567890123") + '<row r="2"><c r="A2"><v>1.5</v></c></row>')))

    assert [r[0] for r in sheet.rows] == ["576461234567890123", 1.5]


def test_ods_is_read():
    cells = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    number = '<table:table-cell office:value-type="float" office:value="912345678"/>'
    namespaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f"<office:document-content {namespaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Khách"><table:table-row>{cells.format("Tên")}{cells.format("SĐT")}</table:table-row>'
        f"<table:table-row>{cells.format('Lan')}{number}</table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, "META-INF/manifest.xml": manifest}

    workbook = read_bytes(zipped(parts), "a.ods")

    assert (workbook.format, workbook.sheets[0].name) == ("ods", "Khách")
    assert list(workbook.sheets[0].rows) == [("Tên", "SĐT"), ("Lan", 912345678)]
