"""Which encoding a text file is in, and its lines. UTF-8, UTF-16, Windows-1258, and old Vietnamese fonts kept as Latin letters."""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SCAN_BYTES = 1 << 20
_VOWELS = rb"[aeiouyAEIOUY\xc2\xc3\xca\xd4\xd5\xdd\xe2\xe3\xea\xf4\xf5\xfd]"
_WIN1258_TONES = re.compile(_VOWELS + rb"[\xcc\xd2\xde\xec\xf2]")
_TCVN3_LETTERS = re.compile(rb"[\xa8-\xae\xb5-\xb9\xbb-\xbe\xc6-\xcb]")
_VNI_LETTERS = re.compile(
    rb"[aeiouyAEIOUY\xf4\xf6\xd4\xd6][\xd8\xd9\xdb\xcf\xd5\xc2\xe2\xe4\xe5\xf8\xf9\xfb\xef\xf5]|[\xf1\xd1][aeiou\xf6\xf4]"
)


@dataclass(frozen=True, slots=True)
class TextEncoding:
    """name: for the person and the batch. codec: Python's. skip: bytes of the mark in front.

    is_decomposed: letters and tones are separate (cp1258) and must be composed. bad_characters: bytes that mean nothing in it.
    """

    name: str
    codec: str
    skip: int = 0
    is_decomposed: bool = False
    bad_characters: int = 0


def detect_encoding(data: bytes) -> TextEncoding:
    """Return the encoding of a text file. Any bytes have one: Windows-1252 with marks for what means nothing at worst."""
    if data.startswith(codecs.BOM_UTF8):
        marked = _utf8(data, 3)
        assert marked is not None
        return marked
    if data.startswith(codecs.BOM_UTF16_LE):
        return TextEncoding("utf-16-le", "utf-16-le", 2)
    if data.startswith(codecs.BOM_UTF16_BE):
        return TextEncoding("utf-16-be", "utf-16-be", 2)
    head = data[:_SCAN_BYTES]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if (even + odd) * 4 >= len(head):
        return TextEncoding("utf-16-le", "utf-16-le") if odd > even else TextEncoding("utf-16-be", "utf-16-be")
    return _utf8(data, 0) or _eight_bit(data)


def lines_of(data: bytes, encoding: TextEncoding) -> Iterator[str]:
    """Yield the lines with their ends, decoded as they are asked for. NUL characters are dropped."""
    stream = io.BytesIO(data)
    stream.seek(encoding.skip)
    lines: Iterator[str] = io.TextIOWrapper(stream, encoding=encoding.codec, errors="replace", newline="")
    if encoding.is_decomposed:
        lines = (unicodedata.normalize("NFC", line) for line in lines)
    return (line.replace("\x00", "") for line in lines) if b"\x00" in data and "16" not in encoding.codec else lines


def decode(data: bytes) -> str:
    """Return the text of a small file (a vCard, a web page)."""
    return "".join(lines_of(data, detect_encoding(data)))


def _utf8(data: bytes, skip: int) -> TextEncoding | None:
    """Return UTF-8 when the data is that, or nearly (a few bad bytes among many good letters)."""
    bad = 0
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(skip, len(data), _SCAN_BYTES):
            decoder.decode(data[start : start + _SCAN_BYTES])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        bad = _bad_utf8(data)
        if not skip and bad * 10 > _letters_utf8(data):
            return None
    return TextEncoding("utf-8-sig" if skip else "utf-8", "utf-8", skip, bad_characters=bad)


def _bad_utf8(data: bytes) -> int:
    return data.decode("utf-8", errors="replace").count("\ufffd")


def _letters_utf8(data: bytes) -> int:
    """Return how many letters beyond ASCII are well formed."""
    return sum(ord(c) > 127 for c in data[: 4 * _SCAN_BYTES].decode("utf-8", errors="ignore"))


def _eight_bit(data: bytes) -> TextEncoding:
    """Windows-1258, or the Latin look of TCVN3 or VNI: whichever's telling letters are most."""
    head = data[: 4 * _SCAN_BYTES]
    counts = {
        "windows-1258": len(_WIN1258_TONES.findall(head)),
        "tcvn3?": len(_TCVN3_LETTERS.findall(head)),
        "vni?": len(_VNI_LETTERS.findall(head)),
    }
    name = max(counts, key=lambda n: counts[n])
    if not counts[name]:
        name = "windows-1252"
    if name == "windows-1258":
        return TextEncoding(name, "cp1258", is_decomposed=True, bad_characters=_bad(head, "cp1258"))
    return TextEncoding(name, "latin-1" if _bad(head, "cp1252") else "cp1252")


def _bad(data: bytes, codec: str) -> int:
    return data.decode(codec, errors="replace").count("\ufffd")
