"""Remembering through a real Secret Service (gnome-keyring on a bus of its own), as Linux desktops have it."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

TOOLS = ("dbus-run-session", "gnome-keyring-daemon")
SCRIPT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from khachhang.errors import UserError
from khachhang.operations import customers, locking, vaults
from khachhang.vault import FLOOR, add_person, devices
from khachhang.vault.freshness import KeyringMemory

place, password, staff = Path(sys.argv[1]), "meo vang song nui", "bien xanh sao khuya"
folder = place / "T.khachhang"
opened, _ = vaults.create(folder, password, argon2=FLOOR)
add_person(opened.vault, "Tú", staff, role="staff", now=datetime.now(UTC), argon2=FLOOR)
customers.add(opened, {"full_name": "Lan"})
try:
    locking.remember_here(opened)
except UserError as error:
    print("owner", error.code)
vaults.close(opened)
print("seen", KeyringMemory().recall(opened.vault.vault_id).change > 0)
opened = vaults.open_(folder, password=staff, person="Tú")
locking.remember_here(opened)
vaults.lock(opened)
again = vaults.open_(folder, device_key=locking.key_here(folder, "Tú"), person="Tú")
print("opened by", again.vault.opened_with.value)
locking.forget_here(again)
vaults.lock(again)
print("left", locking.key_here(folder, "Tú"))
"""
INSIDE = 'printf "test\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; sleep 0.3; exec "$0" -c "$1" "$2"'


@pytest.mark.real_keyring
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the Secret Service is of Linux")
def test_a_real_secret_service_remembers_and_forgets(tmp_path, own_home, monkeypatch):
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"needs {' and '.join(missing)} (Debian: dbus, gnome-keyring)")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    command = ["dbus-run-session", "--", "sh", "-c", INSIDE, sys.executable, SCRIPT, str(tmp_path)]

    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    said = run.stdout.splitlines()

    if run.returncode and "gnome-keyring" in run.stderr and "not permitted" in run.stderr:
        pytest.skip(f"gnome-keyring-daemon may not lock memory here: {run.stderr[-200:]}")
    assert said == ["owner no_right", "seen True", "opened by device", "left None"], run.stderr[-2000:]


@pytest.mark.real_keyring
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the Secret Service is of Linux")
def test_without_a_bus_nothing_waits_and_the_password_opens(tmp_path, own_home, monkeypatch):
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "PYTHON_KEYRING_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    script = SCRIPT.replace("locking.remember_here(opened)\nvaults.lock", "print('kept')\nvaults.lock").split("again =")[0]
    script = script.replace('print("seen", KeyringMemory().recall(opened.vault.vault_id).change > 0)', "")

    run = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False, timeout=60)

    assert run.stdout.splitlines() == ["owner no_right", "kept"], run.stderr[-2000:]
