"""After locking, no key is left in the memory of the process. Looked for in /proc/self/mem, so only on Linux; keys are carried masked."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SCRIPT = """
import gc, json, sys
from datetime import UTC, datetime
from pathlib import Path
from sqlalchemy import text
from khachhang.vault import FLOOR, back_up, change_password, create_vault, open_vault, revoke_and_rotate

MASK = 0x5A
def masked(secret): return bytes(byte ^ MASK for byte in secret)

def count(masks):
    found = [0] * len(masks)
    regions = [line.split() for line in open("/proc/self/maps") if "rw" in line.split()[1] and "[v" not in line]
    with open("/proc/self/mem", "rb", 0) as memory:
        for region in regions:
            start, end = (int(part, 16) for part in region[0].split("-"))
            for at in range(start, end, 1 << 22):
                try:
                    memory.seek(at)
                    data = memory.read(min((1 << 22) + 128, end - at))
                except OSError:
                    continue
                for number, mask in enumerate(masks):
                    needle = bytearray(byte ^ MASK for byte in mask)
                    place = data.find(needle)
                    while place >= 0:
                        found[number] += 1
                        place = data.find(needle, place + 1)
                    needle[:] = bytes(len(needle))
                data = None
    return found

folder, now, password = Path(sys.argv[1]), datetime.now(UTC), "meo vang song nui"
def tables(engine):
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (a) "))
opened, code = create_vault(folder, password, person="Hoa", now=now, initialise=tables, argon2=FLOOR)
opened.lock()
opened = open_vault(folder, password=password, now=now, application_schema=None)
if sys.argv[2] == "busy":
    back_up(opened, folder.with_name("b"), now=now)
    change_password(opened, password, "bien xanh sao khuya", now=now, argon2=FLOOR)
    with opened.reading() as connection, opened.read_engine.connect() as other:
        connection.execute(text("SELECT * FROM t")).all(), other.execute(text("SELECT * FROM t")).all()
names = ("private", "seed", "vault", "derivation", "file")
masks = [masked(opened.ring[name]) for name in names]
hexed = bytearray()
for byte in opened.ring["file"]:
    hexed += bytearray(b"0123456789abcdef"[byte >> 4:(byte >> 4) + 1]) + bytearray(b"0123456789abcdef"[byte & 15:(byte & 15) + 1])
masks.append(masked(hexed))
hexed[:] = bytes(len(hexed))
before = count(masks[:5])
opened.lock()
gc.collect()
print(json.dumps({"before": before, "after": count(masks)}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc/self/mem")
@pytest.mark.parametrize("kind", ["opened and locked", "busy"])
def test_no_key_is_left_in_memory_after_locking(folder, kind):
    run = subprocess.run([sys.executable, "-c", SCRIPT, str(folder), kind], capture_output=True, text=True, check=True, timeout=100)
    found = json.loads(run.stdout)

    assert min(found["before"]) > 0  # the search finds what is there
    assert found["after"] == [0] * 6


@pytest.mark.skipif(sys.platform != "linux", reason="what is asked of Linux")
def test_a_hardened_process_leaves_no_core_and_is_not_read_by_others():
    script = """
import ctypes, resource
from khachhang.vault import harden_process
harden_process()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)

    assert run.stdout.strip() == "(0, 0) 0"
