"""The keys file: every byte counts, nobody but the owner says who is in, and a power cut between its two copies is no loss."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khachhang.errors import UserError
from khachhang.vault import FLOOR, canonical, change_password, keys, members, slots
from khachhang.vault.files import DISK
from khachhang.vault.keys_file import read_keys, write_keys
from khachhang.vault.recovery_code import read_recovery_code

COPIES = ("store.keys", "store.keys.bak")
CLEAR_CODES = {"keys_damaged", "keys_forged", "vault_too_new", "recovery_code_wrong", "wrong_password", "no_right"}

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4),
    max_leaves=20,
)


@pytest.fixture
def made(create):
    vault, code = create()
    vault.lock()
    return vault.folder, (vault.folder / "store.keys").read_bytes(), code


def secrets_of(data: bytes, code: str) -> tuple[bytes, bytes]:
    """Return vault key and database key that a keys file opens to with the recovery code."""
    content = slots.decode_keys(data)
    who = members.unlock_with_recovery_code(content, code)
    vault_key, _ = members.open_vault_key(content.roll, who)
    return vault_key, members.open_file_key(content.roll.vault_id, vault_key, content.current)


def resealed(data: bytes) -> bytes:
    """Return the bytes with the hash made anew: what an attacker would do, unlike an accident."""
    head = b"\n".join(data.split(b"\n")[:2]) + b"\n"
    return head + hashlib.sha256(head).hexdigest().encode() + b"\n"


@given(values)
def test_a_value_has_one_form(value):
    assert canonical.decode(canonical.encode(value)) == value


@pytest.mark.parametrize("data", [
    b' {"a":1}', b'{"a": 1}', b'{"b":1,"a":2}', b'{"a":1,"a":1}', b'{"a":1.0}', b'{"a":1e3}', b"[NaN]", b'"\\u0061"', b"01", b"\xff", b"",
    b"[" * 100_000, b"-0",
])  # fmt: skip
def test_a_second_form_is_refused(data):
    with pytest.raises(canonical.NotCanonical):
        canonical.decode(data)


def test_a_float_has_no_form():
    with pytest.raises(ValueError, match="float"):
        canonical.encode({"a": [1.5]})


def test_every_flipped_byte_of_both_copies_is_noticed(made, ending_of):
    _, data, _ = made
    opened = []
    for at in range(len(data)):
        for mask in (0x01, 0x80):
            flipped = bytearray(data)
            flipped[at] ^= mask
            if ending_of(slots.decode_keys, bytes(flipped)) not in CLEAR_CODES:
                opened.append(at)

    assert opened == []


def test_every_flipped_byte_with_a_new_hash_is_noticed_or_harmless(made, ending_of):
    _, data, code = made
    expected, harmless = secrets_of(data, code), set()
    for at in range(len(data) - 65):
        flipped = bytearray(data)
        flipped[at] ^= 0x01
        changed_data = resealed(bytes(flipped))
        ending = ending_of(secrets_of, changed_data, code)
        if ending is None:
            assert secrets_of(changed_data, code) == expected, at
            harmless.add(at)
        assert ending in {None, *CLEAR_CODES}, at

    number = data.index(b'"number":', data.index(b"]}],")) + len(b'"number":')
    assert harmless <= {number}  # the counter that tells two copies apart is not signed


def test_one_damaged_copy_does_not_keep_the_shop_out(made, unlock):
    folder, data, _ = made
    for name in COPIES:
        for spoilt in (data[:-1], data[:100], b"", bytes(len(data))):
            (folder / name).write_bytes(spoilt)
            with unlock() as again:
                assert again.troubles == {name: "keys_damaged"}
        (folder / name).unlink()
        with unlock() as again:
            assert again.troubles == {name: "keys_missing"}
        (folder / name).write_bytes(data)


def test_the_newer_copy_counts_and_the_older_is_named(opened, unlock, password, other_password, now):
    old = (opened.folder / "store.keys.bak").read_bytes()
    change_password(opened, password, other_password, now=now, argon2=FLOOR)
    opened.lock()
    for name in COPIES:
        newer = (opened.folder / name).read_bytes()
        (opened.folder / name).write_bytes(old)
        with unlock(password=other_password) as again:
            assert again.troubles == {name: "keys_older"}
        (opened.folder / name).write_bytes(newer)


def changed(data: bytes, change) -> bytes:
    """Return the keys file with its JSON changed and the hash made anew."""
    value = json.loads(data.split(b"\n")[1])
    change(value)
    return resealed(b"KHACHHANG-KEYS 1\n" + canonical.encode(value) + b"\n\n")


def plant_person(value):
    thief, _, _ = members.new_person("Kẻ gian", "owner")
    value["roll"]["people"].append(
        {"id": thief.person_id, "name": "x", "role": "owner", "active": True, "seal": thief.seal_key.hex(), "sign": thief.sign_key.hex()}
    )


def plant_slot(value):
    value["lockers"][0]["slots"].append(dict(value["lockers"][0]["slots"][0], id="00"))


def weaken(value):
    value["lockers"][0]["slots"][0]["argon2"]["passes"] = 2
    value["lockers"][0]["slots"][0]["argon2"]["memory_kib"] = 19 * 1024 + 1


def swap_boxes(value):
    roll = value["roll"]
    roll["vault_key"]["boxes"] = roll["compartments"][0]["epochs"][0]["boxes"]


@pytest.mark.parametrize(("change", "code"), [
    pytest.param(plant_person, "keys_forged", id="a person added"),
    pytest.param(plant_slot, "keys_forged", id="a slot added"),
    pytest.param(weaken, "keys_forged", id="weaker derivation"),
    pytest.param(swap_boxes, "keys_forged", id="boxes swapped"),
    pytest.param(lambda v: v["roll"]["rights"].update(export=True), "keys_forged", id="a right added"),
    pytest.param(lambda v: v["lockers"].append(v["lockers"][0]), "keys_forged", id="a locker twice"),
    pytest.param(lambda v: v["roll"].update(owner="nobody"), "keys_forged", id="no owner"),
    pytest.param(lambda v: v["roll"].update(owners=[]), "keys_forged", id="no owners"),
    pytest.param(lambda v: v.update(more=1), "keys_damaged", id="an unknown entry"),
    pytest.param(lambda v: v["roll"].pop("rights"), "keys_damaged", id="an entry missing"),
    pytest.param(lambda v: v.update(number=-1), "keys_damaged", id="negative number"),
    pytest.param(lambda v: v.update(number=True), "keys_damaged", id="a truth value for a number"),
    pytest.param(lambda v: v.update(roll_signature=v["roll_signature"].upper()), "keys_damaged", id="capital letters"),
    pytest.param(lambda v: v["lockers"][0]["slots"][0]["argon2"].update(memory_kib=8), "keys_damaged", id="below the floor"),
    pytest.param(lambda v: v["lockers"][0]["slots"][0]["argon2"].update(memory_kib=1 << 30), "keys_damaged", id="above the ceiling"),
    pytest.param(lambda v: v["lockers"][0]["slots"][0].update(argon2=None), "keys_damaged", id="a password without derivation"),
])  # fmt: skip
def test_a_list_the_owner_did_not_sign_is_refused(made, unlock, change, code):
    folder, data, _ = made
    for name in COPIES:
        (folder / name).write_bytes(changed(data, change))

    with pytest.raises(UserError) as caught:
        unlock()

    assert caught.value.code == code


def test_a_forged_copy_is_passed_over_and_named(made, unlock):
    folder, data, _ = made
    (folder / "store.keys").write_bytes(changed(data, plant_person))

    with unlock() as again:
        assert again.troubles == {"store.keys": "keys_forged"}


def test_a_leaver_cannot_make_himself_owner(made, unlock, password):
    """He signs a roll of his own, keeps the shop's slots as they are, and waits for the owner to open it."""
    folder, data, _ = made
    content = slots.decode_keys(data)
    thief, _, seed = members.new_person("Kẻ gian", "owner")
    roll = replace(
        content.roll, owner_id=thief.person_id, owners=(slots.OwnerLink(thief.sign_key, b""),), people=(*content.roll.people, thief)
    )
    forged = replace(content, number=99, roll=roll, roll_signature=slots.sign_roll(roll, seed))
    write_keys(folder, forged, DISK)
    assert read_keys(folder, DISK).content.number == 99

    for attempt in ({"password": password, "person": "Chị Hoa"}, {"recovery_code": made[2]}):
        with pytest.raises(UserError) as caught:
            unlock(**attempt)
        assert caught.value.code == "keys_forged"


def test_an_owner_can_hand_over_and_people_follow_the_chain(made):
    _, data, code = made
    content = slots.decode_keys(data)
    first = members.unlock_with_recovery_code(content, code)
    heir, _, heir_seed = members.new_person("Anh Hùng", "owner")
    link = slots.sign_owner_link(content.roll.vault_id, 1, heir.sign_key, first.seed)
    roll = replace(content.roll, owner_id=heir.person_id, owners=(*content.roll.owners, link), people=(*content.roll.people, heir))
    handed = slots.encode_keys(members.with_roll(content, roll, heir_seed))

    assert members.unlock_with_recovery_code(slots.decode_keys(handed), code).person_id == first.person_id

    stolen = replace(roll, owners=(*content.roll.owners, slots.sign_owner_link(content.roll.vault_id, 1, heir.sign_key, heir_seed)))
    with pytest.raises(UserError, match="keys_forged"):
        slots.decode_keys(slots.encode_keys(members.with_roll(content, stolen, heir_seed)))


def test_kinds_of_slots_of_later_programs_are_kept_and_not_tried(made, unlock, password, other_password, now):
    folder, data, code = made
    content = slots.decode_keys(data)
    who = members.unlock_with_recovery_code(content, code)
    locker = content.lockers[0]
    later = replace(locker.slots[1], slot_id="later", kind="smart card")
    write_keys(folder, members.with_locker(content, replace(locker, slots=(*locker.slots, later)), who.seed), DISK)
    with unlock() as again:
        change_password(again, password, other_password, now=now, argon2=FLOOR)

    assert "smart card" in [slot.kind for slot in read_keys(folder, DISK).content.lockers[0].slots]


def test_a_box_opens_only_in_its_place():
    private = keys.new_key()
    box = keys.seal(keys.public_of(private), b"secret", ["vault", 1, "person"])

    assert keys.unseal(private, box, ["vault", 1, "person"]) == b"secret"
    for other_key, other_box, context in (
        (keys.new_key(), box, ["vault", 1, "person"]),
        (private, box, ["vault", 2, "person"]),
        (private, box[:-1], ["vault", 1, "person"]),
        (private, bytes(32) + box[32:], ["vault", 1, "person"]),
        (private, b"", ["vault", 1, "person"]),
    ):
        with pytest.raises(keys.DoesNotOpen):
            keys.unseal(other_key, other_box, context)


def test_a_wrapped_key_opens_only_in_its_place():
    key = keys.new_key()
    wrapped = keys.wrap(key, b"secret", ["slot", 1])

    assert keys.unwrap(key, wrapped, ["slot", 1]) == b"secret"
    for other_key, other, context in ((keys.new_key(), wrapped, ["slot", 1]), (key, wrapped, ["slot", 2]), (key, b"x", ["slot", 1])):
        with pytest.raises(keys.DoesNotOpen):
            keys.unwrap(other_key, other, context)


@pytest.mark.parametrize(
    "parameters", [(8, 3, 1), (19 * 1024, 1, 1), (1 << 21, 3, 1), (64 * 1024, 11, 1), (64 * 1024, 3, 9), (64 * 1024, 3, 0)]
)
def test_parameters_out_of_bounds_are_never_run(parameters):
    with pytest.raises(ValueError, match="bounds"):
        keys.from_password("x", bytes(16), keys.Argon2(*parameters))


@pytest.mark.parametrize(("seconds", "passes"), [(0.001, 10), (0.16, 9), (0.5, 3), (5.0, 3), (0.0, 10)])
def test_the_derivation_is_tuned_up_never_down(seconds, passes, monkeypatch):
    monkeypatch.setattr(keys, "from_password", lambda *arguments: bytearray(32))
    clock = iter([10.0, 10.0 + seconds])

    assert keys.tuned(lambda: next(clock)) == keys.Argon2(64 * 1024, passes, 1)


def test_wiping_reaches_bytes_and_bytearrays():
    for secret in (keys.new_key(), bytearray(keys.new_key())):
        keys.wipe(secret)
        assert secret == bytes(32)
    for shared in (b"", b"x"):
        keys.wipe(shared)
    assert (bytes(0), bytes([120])) == (b"", b"x")


def test_ten_thousand_wrong_keys_open_nothing(made):
    """Near misses of the recovery code's secret: the derivation there is fast, the answer is the same as for passwords."""
    _, data, code = made
    content = slots.decode_keys(data)
    right = read_recovery_code(code)
    locker = content.lockers[0]
    recovery = next(slot for slot in locker.slots if slot.kind == "recovery")
    context = slots.slot_context(content.roll.vault_id, locker.person_id, recovery)
    opened = 0
    for number in range(10_000):
        near = bytearray(right)
        near[number % 20] ^= 1 + number // 20 % 255
        try:
            keys.unwrap(keys.derive(near, context, salt=recovery.salt), recovery.wrapped, context)
            opened += 1
        except keys.DoesNotOpen:
            pass

    assert opened == 0
