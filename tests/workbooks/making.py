"""Small files made for these tests: workbooks part by part, and everything hostile."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def sheet_xml(rows: str, *, head: str = "", tail: str = "", main: str = MAIN) -> str:
    """Return a sheet part around the XML of its rows."""
    return f'<?xml version="1.0"?><worksheet xmlns="{main}">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>'


def text_row(number: int, *texts: str, attributes: str = "") -> str:
    """Return the XML of a row of inline texts."""
    cells = "".join(f'<c r="{chr(65 + i)}{number}" t="inlineStr"><is><t>{t}</t></is></c>' for i, t in enumerate(texts))
    return f'<row r="{number}"{attributes}>{cells}</row>'


def xlsx(
    sheet: str, *, is_strict: bool = False, properties: str = "", extra: dict[str, bytes | str] | None = None, state: str = ""
) -> bytes:
    """Return a minimal .xlsx with one sheet "S"; extra parts replace those of the same name."""
    main, relations = (STRICT_MAIN, STRICT_RELATIONS) if is_strict else (MAIN, RELATIONS)
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{relations}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}">{properties}<sheets>'
        f'<sheet name="S" sheetId="1" r:id="r1"{state}/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{relations}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{relations}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r3" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    return zipped(parts | (extra or {}))


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """Return an archive of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def styles_xml(*fonts: str) -> str:
    """Return a styles part in which style n has the n-th font."""
    names = "".join(f'<font><sz val="11"/><name val="{f}"/></font>' for f in fonts)
    formats = "".join(f'<xf fontId="{n}"/>' for n in range(len(fonts)))
    return f'<styleSheet xmlns="{MAIN}"><fonts>{names}</fonts><cellXfs>{formats}</cellXfs></styleSheet>'


def hostile_files() -> dict[str, bytes]:
    """Return name → bytes of files that broke other readers; each is small."""
    plain = xlsx(sheet_xml(text_row(1, "Tên", "SĐT") + text_row(2, "Lan", "0912345678")))
    strings = f'<sst xmlns="{MAIN}" count="1">'
    return {
        "far cell": xlsx(sheet_xml(text_row(1, "a") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
        "two far cells": xlsx(sheet_xml('<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
        "address beyond the sheet": xlsx(sheet_xml('<row r="99999999"><c r="ZZZZ99999999"><v>1</v></c></row>')),
        "million empty rows": xlsx(sheet_xml('<row r="1"/>' * 1_000_000 + text_row(1_000_001, "a"))),
        "five million shared strings": xlsx(
            sheet_xml(""), extra={"xl/sharedStrings.xml": strings + "<si><t/></si>" * 5_000_000 + "</sst>"}
        ),
        "long string": xlsx(sheet_xml(text_row(1, "x" * 60_000_000))),
        "ratio bomb": xlsx(sheet_xml(""), extra={"xl/media/image1.png": b"\0" * 350_000_000}),
        "many entries": zipped({f"xl/{n}.xml": "" for n in range(5_001)} | {"xl/workbook.xml": ""}),
        "zip slip": xlsx(sheet_xml(""), extra={"../../evil.xml": "x"}),
        "absolute name": xlsx(sheet_xml(""), extra={"/etc/evil.xml": "x"}),
        "duplicate members": _with_duplicate(plain),
        "truncated zip": plain[: len(plain) // 2],
        "zip without its directory": plain[:-60],
        "only the magic": b"PK\x03\x04",
        "entity bomb": xlsx(sheet_xml(""), extra={"xl/worksheets/sheet1.xml": _entity_bomb()}),
        "doctype in shared strings": xlsx(sheet_xml(""), extra={"xl/sharedStrings.xml": _entity_bomb()}),
        "word document": zipped({"[Content_Types].xml": TYPES, "word/document.xml": "<w/>"}),
        "any zip": zipped({"a.txt": "hello"}),
        "empty zip": zipped({}),
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        "pdf": b"%PDF-1.7\n" + bytes(range(256)) * 20,
        "random": bytes((i * 7919 + i // 13) % 256 for i in range(20_000)),
        "zero size": b"",
        "blank": b" \r\n\t" * 1_000,
        "zeros": b"\0" * 10_000,
        "compound magic only": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000,
        "compound of noise": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x3e\x00\x03\x00\xfe\xff\x09\x00" + b"\x7f" * 4_000,
        "html without a table": b"<html><body>hello</body></html>",
        "html bomb": b"<table>" * 30_000 + b"<tr><td colspan=99999999>x",
        "html of spans": b"<table>" + b"<tr><td colspan=9999>x</td>" * 20_000 + b"</table>",
        "xml": b'<?xml version="1.0"?><a/>',
        "csv of one long field": b'a,b\n"' + b"x" * 3_000_000 + b'",1\n',
        "csv of commas": b"," * 200_000 + b"\n" + b"," * 200_000,
        "csv of quotes": b'"' * 100_001,
        "csv with zeros": b"a,b\n1,\0\0\n",
        "vcard without an end": b"BEGIN:VCARD\nFN:Lan\n",
        "vcard of nothing": b"BEGIN:VCARD\nEND:VCARD\n",
        "vcard soft break at the end": b"BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=none:=E1=\n=BB=",
        "utf-16 of half a letter": b"\xff\xfea\x00b\x00,",
    }


def mutants(original: bytes, rng: random.Random, count: int) -> Iterator[bytes]:
    """Yield copies with a few bytes changed, every second one cut short."""
    for number in range(count):
        mutant = bytearray(original)
        for _ in range(rng.choice((1, 3, 30))):
            mutant[rng.randrange(len(mutant))] = rng.randrange(256)
        yield bytes(mutant[: rng.randrange(1, len(mutant))] if number % 2 else mutant)


def _with_duplicate(plain: bytes) -> bytes:
    """Rename a member to the name of another: local header and directory keep their lengths."""
    return (
        plain.replace(b"xl/worksheets/sheet1.xml", b"XL/worksheets/sheet1.xml", 1)
        .replace(b"_rels/.rels", b"_RELS/.RELS", 1)
        .replace(b"xl/_rels/workbook.xml.rels", b"xl/worksheets/sheet1.xml\0\0")
    )


def _entity_bomb() -> str:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><worksheet xmlns="{MAIN}"><sheetData>&a9;</sheetData></worksheet>'
    )
