"""Judging a new password, and suggesting one made of four words. Guessing strength comes from zxcvbn, the same measure Dropbox uses."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from khachhang.resources import resource_path
from khachhang.vault.errors import PasswordRefused

SHORTEST = 10
PASSPHRASE_WORDS = 4
_LONGEST_JUDGED = 72
_PHONE = re.compile(r"(?:\+?84|0)\d{8,10}")


@dataclass(frozen=True, slots=True)
class PasswordStrength:
    """level: 0 (guessed at once) to 4 (good for a vault that is stolen). refusal: code of the ending, None when it may be used.

    hints: codes `password_hint_…` of what would make it better, most useful first.
    """

    level: int
    refusal: str | None
    hints: tuple[str, ...] = ()

    def refuse(self) -> None:
        """Raise PasswordRefused when the password may not be used."""
        if self.refusal is not None:
            raise PasswordRefused(self.refusal, shortest=SHORTEST)


def check_new_password(password: str, *, shop_name: str = "", words: Iterable[str] = ()) -> PasswordStrength:
    """Judge a new password. words: more that a thief would try first (the person's name). Refuses with one reason:

    password_phone, password_too_short, password_shop_name, password_common.
    """
    password = unicodedata.normalize("NFC", password)
    refusal = _refusal(password, shop_name)
    if refusal in ("password_phone", "password_too_short"):
        return PasswordStrength(0, refusal, ("password_hint_four_words",))
    level = _guess_level(password, [shop_name, *words])
    if refusal is None and (level < 2 or _is_common(password)):
        refusal = "password_common"
    hints = ("password_hint_four_words",) if level < 4 else ()
    return PasswordStrength(min(level, 1) if refusal else level, refusal, hints)


def suggest_passphrase(rng: random.Random | None = None) -> str:
    """Return four Vietnamese syllables without marks, joined by spaces. rng: None = the system's randomness; tests give their own."""
    rng = rng or random.SystemRandom()
    return " ".join(rng.choice(passphrase_words()) for _ in range(PASSPHRASE_WORDS))


@cache
def passphrase_words() -> tuple[str, ...]:
    """Return the words passphrases are made of: short, without marks, all different."""
    return tuple(_lines("passphrase_words.txt"))


@cache
def common_passwords() -> frozenset[str]:
    """Return the stems people here use, folded: letters and digits only."""
    return frozenset(_lines("common_passwords.txt"))


def _refusal(password: str, shop_name: str) -> str | None:
    digits = re.sub(r"[\s.\-()]", "", password)
    if _PHONE.fullmatch(digits):
        return "password_phone"
    if len(password) < SHORTEST:
        return "password_too_short"
    shop, typed = _fold(shop_name), _fold(password)
    if len(shop) >= 3 and shop in typed and len(typed) - len(shop) <= 6:
        return "password_shop_name"
    return None


def _is_common(password: str) -> bool:
    """Tell whether it is a common stem with nothing but digits or signs around it, or one repeated."""
    folded = _fold(password)
    stem = folded.strip("0123456789")
    repeated = re.fullmatch(r"(.{1,5}?)\1+", folded)
    return folded in common_passwords() or stem in common_passwords() or stem == "" or repeated is not None


def _guess_level(password: str, words: list[str]) -> int:
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]  # 0.1 s of dictionaries that no other screen needs

    known = [word for text in words for word in (text, _fold(text)) if word]
    return int(zxcvbn(password[:_LONGEST_JUDGED], user_inputs=known)["score"])


def _fold(text: str) -> str:
    """Return letters and digits without marks or case."""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(c for c in plain if c.isalnum())


def _lines(name: str) -> list[str]:
    text = resource_path("resources", "words", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
