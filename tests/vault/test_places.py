"""Places a vault should not live in are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from khachhang.vault import place_warning
from khachhang.vault.database import _uri

MOUNTS = """/dev/sda1 / ext4 rw 0 0
//nas/tiem /mnt/o\\040chung cifs rw 0 0
server:/x /nha/hoa/nfs nfs4 rw 0 0
/dev/sdb1 /nha/hoa/nfs/usb vfat rw 0 0
"""


@pytest.mark.parametrize(("path", "code", "name"), [
    pytest.param("/nha/hoa/Hoa Mai.khachhang", None, None, id="own disk"),
    pytest.param("/nha/hoa/OneDrive/Hoa Mai.khachhang", "place_synced", "OneDrive", id="OneDrive"),
    pytest.param("/nha/hoa/OneDrive - Tiệm Hoa Mai/x", "place_synced", "OneDrive", id="OneDrive of a firm"),
    pytest.param("/nha/hoa/My Drive/x", "place_synced", "Google Drive", id="Google Drive"),
    pytest.param("/nha/hoa/Dropbox/x", "place_synced", "Dropbox", id="Dropbox"),
    pytest.param("/nha/hoa/Mega sale/x", None, None, id="only the beginning of a name"),
    pytest.param("/mnt/o chung/x", "place_network", "", id="Windows share"),
    pytest.param("/nha/hoa/nfs/x", "place_network", "", id="NFS"),
    pytest.param("/nha/hoa/nfs/usb/x", None, None, id="a disk inside a network drive"),
])  # fmt: skip
def test_a_doubtful_place_is_named(path, code, name):
    found = place_warning(Path(path), MOUNTS)

    assert (found and found.code, found and found.name) == (code, name)


def test_the_temporary_folder_is_an_ordinary_disk_or_said(tmp_path):
    assert place_warning(tmp_path, "") is None
    place_warning(tmp_path)


@pytest.mark.parametrize(("path", "uri"), [
    ("/tmp/Tiệm 100%?#.khachhang/store.db", "file:///tmp/Ti%E1%BB%87m%20100%25%3F%23.khachhang/store.db?mode=rw"),
    ("//nas/tiem/store.db", "file:////nas/tiem/store.db?mode=rw"),
])  # fmt: skip
def test_the_engine_gets_every_name_as_it_is(path, uri):
    class Named(type(Path())):
        def absolute(self):
            return self

        def as_posix(self):
            return path

    assert _uri(Named(path), "rw") == uri
