"""Folders that are no good home for a vault in use: those that copy themselves elsewhere, and those of another computer."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "drive của tôi": "Google Drive",
    "mobile documents": "iCloud Drive",
    "icloud drive": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "pcloud drive": "pCloud",
    "mega": "MEGA",
}
FOLDER = "SoKhachHang"
NETWORK = frozenset({"cifs", "smb3", "smbfs", "nfs", "nfs4", "fuse.sshfs", "fuse.rclone", "9p", "afs", "davfs"})


@dataclass(frozen=True, slots=True)
class PlaceWarning:
    """Why a place is doubtful: code of the sentence `place.<code>` and the name of the service, empty for a network drive."""

    code: str
    name: str = ""


def application_data() -> Path:
    """Return where programs of this user keep their data on this computer: our folder in it, which may not exist yet."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / FOLDER
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / FOLDER
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / FOLDER


def place_warning(folder: Path, mounts: str | None = None) -> PlaceWarning | None:
    """Return what to say before a vault is made in or opened from a folder; None for an ordinary disk.

    mounts: the text of /proc/mounts (read where it is not given and exists). Nothing is refused for it.
    """
    path = folder.absolute()
    for part in path.parts:
        word = part.casefold().split(" - ")[0]  # "OneDrive - Tiệm Hoa Mai"
        if word in SYNCED:
            return PlaceWarning("place_synced", SYNCED[word])
    if path.as_posix().startswith("//") or _file_system(path, _mounts() if mounts is None else mounts) in NETWORK:
        return PlaceWarning("place_network")
    return None


def _mounts() -> str:
    if not sys.platform.startswith("linux"):
        return ""
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _file_system(path: Path, mounts: str) -> str:
    """Return the kind of file system of the innermost mount that holds the path."""
    found = ("", "")
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        if path.is_relative_to(point) and len(point) >= len(found[0]):
            found = (point, fields[2])
    return found[1]
