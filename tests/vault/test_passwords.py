"""What may become a password, what is suggested, and the code on the recovery sheet."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khachhang.errors import UserError
from khachhang.vault import check_new_password, suggest_passphrase
from khachhang.vault.passwords import common_passwords, passphrase_words
from khachhang.vault.recovery_code import ALPHABET, new_recovery_secret, read_recovery_code, write_recovery_code

SECRETS = st.binary(min_size=20, max_size=20)


@pytest.mark.parametrize(("password", "refusal"), [
    pytest.param("", "password_too_short", id="nothing"),
    pytest.param("meovang12", "password_too_short", id="nine characters"),
    pytest.param("0912345678", "password_phone", id="phone"),
    pytest.param("+84 912 345 678", "password_phone", id="phone with country"),
    pytest.param("0283.822.9999", "password_phone", id="landline"),
    pytest.param("1234567890", "password_common", id="digits in a row"),
    pytest.param("25121990251290", "password_common", id="digits only"),
    pytest.param("aaaaaaaaaaaa", "password_common", id="one letter"),
    pytest.param("abcabcabcabc", "password_common", id="repeated"),
    pytest.param("matkhau123456", "password_common", id="the word password"),
    pytest.param("Mật Khẩu 2026!", "password_common", id="with marks"),
    pytest.param("anhyeuem1234", "password_common", id="love"),
    pytest.param("qwertyuiop", "password_common", id="keyboard"),
    pytest.param("password1234", "password_common", id="English"),
    pytest.param("hoamai2026", "password_shop_name", id="shop and year"),
    pytest.param("Hoa Mai @123", "password_shop_name", id="shop with signs"),
    pytest.param("GIA DỤNG HOA MAI", None, id="shop's name is only a part"),
    pytest.param("meo vang song nui", None, id="four words"),
    pytest.param("mèo vàng sông núi", None, id="four words with marks"),
    pytest.param("k7#Pz2!vQx9w", None, id="noise"),
])  # fmt: skip
def test_a_password_is_refused_with_the_reason(password, refusal):
    assert check_new_password(password, shop_name="Hoa Mai").refusal == refusal


def test_a_refusal_ends_in_a_sentence():
    with pytest.raises(UserError) as caught:
        check_new_password("ngắn").refuse()

    assert (caught.value.code, caught.value.params) == ("password_too_short", {"shortest": 10})


def test_strength_has_five_levels_and_a_hint():
    weak, strong = check_new_password("matkhau"), check_new_password("meo vang song nui tren doi")

    assert (weak.level, weak.hints) == (0, ("password_hint_four_words",))
    assert (strong.level, strong.hints) == (4, ())


def test_a_very_long_password_is_judged_quickly():
    assert check_new_password("meo vang song nui " * 500).refusal is None


def test_suggestions_are_accepted_and_differ():
    rng = random.Random(1)
    suggested = [suggest_passphrase(rng) for _ in range(50)]

    assert len(set(suggested)) == 50
    assert [phrase for phrase in suggested if check_new_password(phrase).refusal] == []
    assert {len(phrase.split()) for phrase in suggested} == {4}


def test_there_are_enough_words_and_each_is_typed_without_marks():
    words = passphrase_words()

    assert len(words) == len(set(words)) >= 1024
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 6 for word in words)
    assert all(stem.isascii() and stem.isalnum() for stem in common_passwords())


@given(SECRETS)
def test_a_code_is_read_as_it_was_written(secret):
    code = write_recovery_code(secret)

    assert [len(group) for group in code.split("-")] == [4] * 9
    assert read_recovery_code(code) == secret
    assert read_recovery_code(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == secret


@given(SECRETS, st.integers(0, 31), st.integers(1, 31))
def test_any_one_wrong_character_is_noticed_in_its_group(secret, at, by):
    groups = write_recovery_code(secret).split("-")
    symbols = list("".join(groups))
    symbols[at] = ALPHABET[(ALPHABET.index(symbols[at]) + by) % 32]

    with pytest.raises(UserError) as caught:
        read_recovery_code("".join(symbols))

    assert caught.value.code == "recovery_code_mistyped"
    assert at // 4 + 1 in (caught.value.params["group"], caught.value.params["group_to"])


@given(SECRETS, st.integers(0, 31))
def test_two_exchanged_neighbours_are_noticed(secret, at):
    symbols = list(write_recovery_code(secret).replace("-", ""))
    if symbols[at] == symbols[at + 1]:
        return
    symbols[at], symbols[at + 1] = symbols[at + 1], symbols[at]

    with pytest.raises(UserError, match="recovery_code_mistyped"):
        read_recovery_code("".join(symbols))


@pytest.mark.parametrize(("change", "group"), [
    pytest.param(lambda code: code[:-1], 9, id="a character short"),
    pytest.param(lambda code: code[:12], 3, id="three groups"),
    pytest.param(lambda code: "", 1, id="nothing"),
    pytest.param(lambda code: code + "-ABCD", 9, id="too long"),
    pytest.param(lambda code: code[:5] + "U" + code[6:], 2, id="a letter it never has"),
    pytest.param(lambda code: code[:5] + "Đ" + code[6:], 2, id="a Vietnamese letter"),
])  # fmt: skip
def test_a_code_of_another_shape_names_the_group(change, group):
    with pytest.raises(UserError) as caught:
        read_recovery_code(change(write_recovery_code(new_recovery_secret())))

    assert caught.value.params["group"] == group
