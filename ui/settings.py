"""What the window remembers between starts: language, look, sizes, recent vaults. Never a name, a phone or anything typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QLocale, QSettings

RECENT_LIMIT = 8
IDLE_MINUTES = 10


class Settings:
    """A thin, typed face of QSettings."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("SoKhachHang", "SoKhachHang")

    @property
    def language(self) -> str:
        """ "vi" or "en"; at first the language of the system, Vietnamese unless it is English."""
        saved = str(self._store.value("language", ""))
        if saved in ("vi", "en"):
            return saved
        return "en" if QLocale.system().language() == QLocale.Language.English and not _is_vietnamese_desktop() else "vi"

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("language", value)

    @property
    def theme(self) -> str:
        """ "system", "light" or "dark"."""
        return str(self._store.value("theme", "system"))

    @theme.setter
    def theme(self, value: str) -> None:
        self._store.setValue("theme", value)

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without a touch the vault locks itself; 0 = never."""
        saved = str(self._store.value("idle_minutes", IDLE_MINUTES))
        return int(saved) if saved.isdigit() else IDLE_MINUTES

    @idle_minutes.setter
    def idle_minutes(self, value: int) -> None:
        self._store.setValue("idle_minutes", value)

    @property
    def locks_with_screen(self) -> bool:
        """Whether the vault locks when the screen of the computer is locked or another user comes."""
        return str(self._store.value("locks_with_screen", "1")) == "1"

    @locks_with_screen.setter
    def locks_with_screen(self, value: bool) -> None:
        self._store.setValue("locks_with_screen", "1" if value else "0")

    @property
    def locks_when_minimised(self) -> bool:
        """Whether the vault locks when the window is minimised."""
        return str(self._store.value("locks_when_minimised", "0")) == "1"

    @locks_when_minimised.setter
    def locks_when_minimised(self, value: bool) -> None:
        self._store.setValue("locks_when_minimised", "1" if value else "0")

    @property
    def second_place(self) -> Path | None:
        """The folder on another medium that backups are copied to."""
        saved = str(self._store.value("second_place", ""))
        return Path(saved) if saved else None

    @second_place.setter
    def second_place(self, value: Path | None) -> None:
        self._store.setValue("second_place", str(value) if value is not None else "")

    def recent_vaults(self) -> list[Path]:
        """Return the folders opened lately, newest first, those that are still there."""
        saved = self._store.value("recent", [])
        texts = [saved] if isinstance(saved, str) else list(saved or [])
        return [Path(text) for text in texts if text and Path(text).is_dir()]

    def remember_vault(self, folder: Path) -> None:
        """Put a folder first in the list of recent ones."""
        kept = [str(folder), *(str(path) for path in self.recent_vaults() if path != folder)]
        self._store.setValue("recent", kept[:RECENT_LIMIT])

    def forget_vault(self, folder: Path) -> None:
        """Take a folder off the list; the vault itself is not touched."""
        self._store.setValue("recent", [str(path) for path in self.recent_vaults() if path != folder])

    def is_sheet_pending(self, folder: Path) -> bool:
        """Say whether the recovery sheet of a vault still waits to be put away."""
        return str(folder) in self.texts("sheet_pending", [])

    def note_sheet(self, folder: Path, *, is_stored: bool) -> None:
        """Remember that the recovery sheet of a vault was put away, or that the person wants to be reminded."""
        kept = [text for text in self.texts("sheet_pending", []) if text != str(folder)]
        self.save_texts("sheet_pending", kept if is_stored else [*kept, str(folder)])

    def state(self, key: str) -> QByteArray | None:
        """Return a saved geometry or header state."""
        value = self._store.value(f"state/{key}")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def save_state(self, key: str, value: QByteArray) -> None:
        """Remember a geometry or header state."""
        self._store.setValue(f"state/{key}", value)

    def texts(self, key: str, default: list[str]) -> list[str]:
        """Return a remembered list of technical keys, such as the columns shown."""
        value = self._store.value(f"list/{key}")
        if value is None:
            return default
        return [value] if isinstance(value, str) else [str(each) for each in value]

    def save_texts(self, key: str, values: list[str]) -> None:
        """Remember a list of technical keys."""
        self._store.setValue(f"list/{key}", values)


def _is_vietnamese_desktop() -> bool:
    return any(each.startswith("vi") for each in QLocale.system().uiLanguages())
