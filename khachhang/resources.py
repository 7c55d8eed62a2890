"""Where the files that ship with the program are: beside the sources, or inside a frozen build."""

from __future__ import annotations

import sys
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file, `resource_path("i18n", "messages_vi.toml")`. It need not exist."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root.joinpath(*parts)
