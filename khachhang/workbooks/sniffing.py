"""What a file is, by its first bytes. The extension is never believed."""

from __future__ import annotations

from enum import Enum

_TEXT_SAMPLE = 4_096


class Container(Enum):
    """How the bytes of a file are packed."""

    ZIP = "zip"
    CFB = "cfb"
    VCARD = "vcard"
    HTML = "html"
    XML = "xml"
    TEXT = "text"
    EMPTY = "empty"
    OTHER = "other"


_MAGIC: tuple[tuple[bytes, Container], ...] = (
    (b"PK\x03\x04", Container.ZIP),
    (b"PK\x05\x06", Container.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Container.CFB),
    (b"\x89PNG", Container.OTHER),
    (b"\xff\xd8\xff", Container.OTHER),
    (b"GIF8", Container.OTHER),
    (b"%PDF", Container.OTHER),
    (b"{\\rtf", Container.OTHER),
    (b"Rar!", Container.OTHER),
    (b"7z\xbc\xaf", Container.OTHER),
    (b"\x1f\x8b", Container.OTHER),
    (b"MZ", Container.OTHER),
    (b"\x7fELF", Container.OTHER),
    (b"SQLite format 3", Container.OTHER),
)


def container_of(data: bytes) -> Container:
    """Return how the file is packed."""
    for magic, container in _MAGIC:
        if data.startswith(magic):
            return container
    head = data[:_TEXT_SAMPLE]
    if not head.replace(b"\x00", b"").strip(b"\xef\xbb\xbf\xfe\xff \t\r\n"):
        return Container.EMPTY if not data.strip(b"\xef\xbb\xbf\xfe\xff \t\r\n\x00") else Container.TEXT
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").lower()
    if text.startswith(b"begin:vcard"):
        return Container.VCARD
    if text.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"<style", b"<div")) or _is_mime(text):
        return Container.HTML
    if text.startswith((b"<?xml", b"<workbook")):
        return Container.HTML if b"<html" in text or b"<table" in text else Container.XML
    return Container.OTHER if _is_binary(data[:_TEXT_SAMPLE]) else Container.TEXT


def _is_mime(text: bytes) -> bool:
    """Excel's "single file web page" (.mht) saved as .xls: a MIME message around HTML."""
    return text.startswith(b"mime-version:") and b"<html" in text


def _is_binary(head: bytes) -> bool:
    """Text holds no control characters but tab, line ends and form feed; UTF-16 holds zero bytes on one side only."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    zeros = head.count(0)
    if zeros and (zeros == head[::2].count(0) or zeros == head[1::2].count(0)) and zeros * 4 >= len(head):
        return False
    controls = sum(head.count(code) for code in range(32) if code not in (9, 10, 11, 12, 13, 26, 27))
    return controls * 100 > len(head)
