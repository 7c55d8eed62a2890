"""E-mail addresses: several in a cell, those that are no address at all, and those with a likely slip in the domain."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khachhang.model import Issue
from khachhang.values.mending import lacks_at, mended_email, suggestion
from khachhang.values.parsed import Cell, Parsed, doubt, note
from khachhang.values.phones import parse_phones
from khachhang.values.text import cell_to_text, fold, nfc_squeeze


@dataclass(frozen=True, slots=True)
class Emails:
    """What an e-mail cell holds: addresses in lower case, phone numbers hidden in invented addresses (E.164), web sites, other text."""

    addresses: tuple[str, ...]
    phones: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    rest: str = ""


_ADDRESS = re.compile(r"[a-z0-9](?:[a-z0-9._%+'\-]*[a-z0-9_+\-])?@(?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)+[a-z]{2,24}")
_CLEAN = re.compile(r"[a-z0-9]+(?:[._+\-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+(?!phone$)[a-z]{2,24}")
_INVENTED = re.compile(r"(\d+)@\d+\.phone")
_SEPARATOR = re.compile(r"[;,|\n\s]+|\s*:::\s*")
_AROUND_AT = re.compile(r"\s*@\s*")
_AROUND_DOT = re.compile(r"(?<=@)([^\s;,|]+?)\s*\.\s*(?=(?:com|vn|net|org|edu|gov)\b)", re.IGNORECASE)
_COMMA_FOR_DOT = re.compile(r"[^\s;,|]+@(?:gmail|yahoo|hotmail|outlook|icloud)\s?[,;]\s?com(?:[.,]vn)?\b", re.IGNORECASE)
_SLASH = re.compile(r"/(?=[^/\s]+@)")
_WEBSITE = re.compile(r"(?:https?://|www\.)\S+|(?:[a-z0-9\-]+\.)+(?:com|vn|net|org)(?:/\S*)?")
_NOTHING = frozenset(
    (
        "",
        "0",
        "ko",
        "k",
        "khong",
        "khong co",
        "ko co",
        "k co",
        "chua co",
        "no",
        "none",
        "na",
        "n a",
        "null",
        "x",
        "no email",
        "chua",
        "email",
        "trong",
    )
)
_PLACEHOLDER_LOCAL = re.compile(
    r"(?:khong(?:co)?(?:e?mail)?|koco|ko(?:e?mail)?|chuaco|no(?:e?mail|ne|reply|t?mail)?|none|null|na|test\d*|abc\d*|xyz|aaa*|a|b|x+|"
    r"123\d*|1+|0+|example|email|mail|"
    r"khach(?:hang|le)?|kh)(?:[._\-]?(?:e?mail))?"
)
_PLACEHOLDER_DOMAIN = re.compile(
    r"(?:a+|b+|x+|abc|xyz|test|example|email|mail|no|none|khong|khongco|domain|123|1)\.(?:com|vn|net|org)(?:\.vn)?"
)
_OWN_WORD_LOCAL = re.compile(r"(?:khong(?:co)?(?:e?mail)?|koco|chuaco|noe?mail|none|null)")
_BIG = frozenset(("gmail.com", "yahoo.com", "yahoo.com.vn", "hotmail.com", "outlook.com", "icloud.com"))
_BIG_ENDINGS = tuple("." + domain for domain in _BIG)
_PHONE = re.compile(r"\+?\d{9,12}", re.ASCII)
_TYPOS = {
    "gmial.com": "gmail.com", "gmai.com": "gmail.com", "gmal.com": "gmail.com", "gamil.com": "gmail.com", "gmaill.com": "gmail.com",
    "gmil.com": "gmail.com",
    "gmail.con": "gmail.com", "gmail.co": "gmail.com", "gmail.cm": "gmail.com", "gmail.om": "gmail.com", "gmail.vn": "gmail.com",
    "gmail.com.vn": "gmail.com",
    "gmail.cim": "gmail.com", "gmail.vom": "gmail.com", "gmail.comm": "gmail.com", "gmail.net": "gmail.com", "gmaii.com": "gmail.com",
    "gnail.com": "gmail.com",
    "gmali.com": "gmail.com", "gemail.com": "gmail.com", "g-mail.com": "gmail.com", "gail.com": "gmail.com", "gmaul.com": "gmail.com",
    "gmail.coml": "gmail.com",
    "yaho.com": "yahoo.com", "yahooo.com": "yahoo.com", "yahoo.con": "yahoo.com", "yhoo.com": "yahoo.com", "yahho.com": "yahoo.com",
    "yaho.com.vn": "yahoo.com.vn",
    "yahoo.co": "yahoo.com", "yahoo.cm": "yahoo.com", "yahoo.vn": "yahoo.com.vn", "yaoo.com": "yahoo.com", "yahoo.com.vm": "yahoo.com.vn",
    "hotmial.com": "hotmail.com", "hotmai.com": "hotmail.com", "hotmal.com": "hotmail.com", "hotmail.con": "hotmail.com",
    "homail.com": "hotmail.com",
    "hotmil.com": "hotmail.com", "outlok.com": "outlook.com", "outloook.com": "outlook.com", "outlook.con": "outlook.com",
    "oulook.com": "outlook.com",
    "iclould.com": "icloud.com", "icloud.con": "icloud.com", "iclod.com": "icloud.com", "icoud.com": "icloud.com",
}  # fmt: skip


def parse_emails(cell: Cell) -> Parsed[Emails]:
    """Return the addresses of a cell in lower case. A misspelt domain is kept as written and flagged with a suggestion.

    Placeholders (khongco@gmail.com, a@a.com, "không có") and half addresses are issues, not values.
    Invented addresses such as 0901234567@84.phone come back as phones.
    """
    if type(cell) is str and _CLEAN.fullmatch(cell) and len(cell) <= 254 and not _is_placeholder(cell):
        return Parsed(Emails((cell,)), tuple(_slips(cell)))
    raw = cell_to_text(cell)
    text = nfc_squeeze(raw.replace("\n", " ; "))
    if not text:
        return Parsed(None)
    if "*" in text:
        return Parsed(None, (note("email_masked", raw=raw),))
    if fold(text) in _NOTHING:
        return Parsed(None, (note("email_placeholder", raw=raw.strip()),))
    text = _AROUND_AT.sub("@", text)
    comma = _COMMA_FOR_DOT.search(raw)
    if comma:
        return _without_slip(comma[0], raw)
    text = _AROUND_DOT.sub(r"\1.", text)
    text = _SLASH.sub(" ; ", text)
    return _read_words(text, raw)


def _without_slip(slip: str, raw: str) -> Parsed[Emails]:
    """Return the other addresses of a cell one of which has a comma for a dot: "lan@gmail,com"."""
    rest = raw.replace(slip, " ")
    kept: Parsed[Emails] = _read_words(rest, raw) if rest.strip(" ;,|\n") else Parsed(None)
    issue = doubt("email_invalid", raw=slip, **suggestion(slip, raw, mended_email(slip)))
    return Parsed(kept.value, (*kept.issues, issue), kept.repairs)


def _read_words(text: str, raw: str) -> Parsed[Emails]:
    addresses: list[str] = []
    phones: list[str] = []
    websites: list[str] = []
    rest: list[str] = []
    issues: list[Issue] = []
    for word in _SEPARATOR.split(text):
        bare = word.casefold().strip("<>()[]\"'.:").removeprefix("mailto:").removeprefix("email:").removeprefix("e-mail:")
        invented = _INVENTED.fullmatch(bare)
        if invented:
            found = parse_phones(invented[1]).value
            phones += found.numbers if found else ()
        elif _ADDRESS.fullmatch(bare) and len(bare) <= 254 and ".." not in bare:
            if _is_placeholder(bare):
                issues.append(note("email_placeholder", raw=bare))
            else:
                addresses.append(bare)
                issues += _slips(bare)
        elif "@" in bare or bare.endswith(_BIG_ENDINGS) or lacks_at(bare):
            issues.append(doubt("email_invalid", raw=word, **suggestion(word, raw, mended_email(word))))
        elif _WEBSITE.fullmatch(bare):
            websites.append(bare)
        elif _PHONE.fullmatch(bare):
            found = parse_phones(bare).value
            phones += found.numbers if found else ()
            rest += [] if found else [word]
        elif bare and bare not in ("email", "e-mail", "mail"):
            rest.append(word)
    return _answer(addresses, phones, websites, rest, issues, raw)


def _answer(addresses: list[str], phones: list[str], websites: list[str], rest: list[str], issues: list[Issue], raw: str) -> Parsed[Emails]:
    words = " ".join(rest)
    if not (addresses or phones or websites or issues):
        whole = raw.strip()
        issues.append(doubt("email_invalid", raw=whole, **suggestion(whole, raw, mended_email(whole))))
    value = Emails(tuple(dict.fromkeys(addresses)), tuple(dict.fromkeys(phones)), tuple(dict.fromkeys(websites)), words)
    has_value = bool(addresses or phones or websites or words)
    return Parsed(value if has_value else None, tuple(issues), ("email_invented",) if phones else ())


def _is_placeholder(address: str) -> bool:
    local, _, domain = address.partition("@")
    if domain in _BIG:
        return bool(_PLACEHOLDER_LOCAL.fullmatch(local))
    is_odd_domain = _PLACEHOLDER_DOMAIN.fullmatch(domain) is not None
    return is_odd_domain and _PLACEHOLDER_LOCAL.fullmatch(local) is not None or _OWN_WORD_LOCAL.fullmatch(local) is not None


def _slips(address: str) -> list[Issue]:
    local, _, domain = address.partition("@")
    right = _TYPOS.get(domain)
    return [doubt("email_domain_typo", value=address, suggestion=f"{local}@{right}")] if right else []
