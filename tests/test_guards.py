"""The guards of conftest.py guard: no connection leaves a test, the keyring is not the person's, the home folder is empty."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest


@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_a_connection_is_refused(method):
    with socket.socket() as unconnected, pytest.raises(AssertionError, match="tried to connect"):
        getattr(unconnected, method)(("192.0.2.1", 443))


def test_the_keyring_is_in_memory_and_empty(memory_keyring):
    import keyring

    assert keyring.get_password("Sổ Khách Hàng", "tiệm") is None

    keyring.set_password("Sổ Khách Hàng", "tiệm", "bí mật")

    assert memory_keyring == {("Sổ Khách Hàng", "tiệm"): "bí mật"}


def test_the_home_folder_is_new(own_home):
    assert Path.home() == own_home
    assert not (own_home / "left by another test").exists()
    (own_home / "left by another test").touch()


def test_the_settings_folders_are_below_the_home_folder(own_home):
    assert all(Path(os.environ[name]).is_relative_to(own_home) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA"))
