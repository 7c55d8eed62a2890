"""Look: Fusion with our own palettes, the bundled font, and icons recoloured from the palette."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QStyleFactory, QWidget

from khachhang.resources import resource_path
from ui.palettes import DARK, LIGHT, Colors, palette_of
from ui.stylesheet import stylesheet_of

SYSTEM, LIGHT_THEME, DARK_THEME = "system", "light", "dark"
THEMES = (SYSTEM, LIGHT_THEME, DARK_THEME)
BASE_POINT_SIZE = 10
ICON_SIZE = 16
GAP = 0.375
_ICON_SIZES = (16, 20, 24, 32, 48)


class Theme(QObject):
    """The look of the application, switched at any time; icons set through `set_icon` follow."""

    switched = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice = SYSTEM
        load_fonts()
        app.setStyle(QStyleFactory.create("Fusion"))
        font = QFont("Noto Sans", BASE_POINT_SIZE)
        font.setStyleHint(QFont.StyleHint.SansSerif)
        app.setFont(font)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def choice(self) -> str:
        """One of `THEMES`."""
        return self._choice

    def apply(self, choice: str) -> None:
        """Switch to a theme; "system" follows the desktop."""
        self._choice = choice if choice in THEMES else SYSTEM
        is_dark = self._choice == DARK_THEME or (self._choice == SYSTEM and system_is_dark())
        show_colors(self._app, DARK if is_dark else LIGHT)
        self.switched.emit()

    @Slot()
    def _follow_system(self) -> None:
        if self._choice == SYSTEM:
            self.apply(SYSTEM)


def system_is_dark() -> bool:
    """Say whether the desktop asks for dark windows; desktops that do not tell count as light."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def show_colors(app: QApplication, colors: Colors) -> None:
    """Give the whole application these colours, and recolour the icons already shown."""
    app.setProperty("isDark", colors.is_dark)
    app.setPalette(palette_of(colors))
    app.setStyleSheet(stylesheet_of(colors))
    for widget in app.allWidgets():
        for target in (widget, *widget.actions()):
            name = target.property("iconName")
            if name:
                set_icon(target, name, target.property("iconToken") or "text")


def colors() -> Colors:
    """Return the colours now shown."""
    app = QApplication.instance()
    return DARK if app is not None and app.property("isDark") else LIGHT


def color(token: str) -> QColor:
    """Return a colour now shown, by the name of its token."""
    return QColor(getattr(colors(), token))


@cache
def shade(name: str) -> QColor:
    """Return a colour by its name, one object for all who ask: for painting, never to be changed."""
    return QColor(name)


def set_icon(target: QAbstractButton | QAction | QWidget, name: str, token: str = "text", *, gap: bool | None = None) -> None:
    """Give a button or action an icon that follows the theme.

    token: the colour's name in `palettes.Colors`. gap: leave room between icon and word, which style sheets cannot.
    """
    has_gap = bool(target.property("iconGap")) if gap is None else gap
    target.setProperty("iconName", name)
    target.setProperty("iconToken", token)
    target.setProperty("iconGap", has_gap)
    if isinstance(target, QAbstractButton | QAction):
        now = colors()
        target.setIcon(_icon(name, getattr(now, token), now.disabled, GAP if has_gap else 0.0))
    if has_gap and isinstance(target, QAbstractButton):
        target.setIconSize(QSize(round(ICON_SIZE * (1 + GAP)), ICON_SIZE))


def icon(name: str, token: str = "text") -> QIcon:
    """Return an icon of resources/icons in a colour of the palette, greyed when disabled."""
    now = colors()
    return _icon(name, getattr(now, token), now.disabled, 0.0)


def pixmap(name: str, size: int, token: str, ratio: float) -> QPixmap:
    """Return an icon as a picture of `size` device-independent pixels."""
    return _drawn(name, getattr(colors(), token), size, ratio, 0.0)


@cache
def _icon(name: str, shown: str, greyed: str, gap: float) -> QIcon:
    made = QIcon()
    for size in _ICON_SIZES:
        for ratio in (1.0, 2.0):
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
                made.addPixmap(_drawn(name, shown, size, ratio, gap), mode)
            made.addPixmap(_drawn(name, greyed, size, ratio, gap), QIcon.Mode.Disabled)
    return made


@cache
def _drawn(name: str, shown: str, size: int, ratio: float, gap: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", shown).encode()))
    picture = QPixmap(round(size * ratio * (1 + gap)), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, picture.height(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _svg(name: str) -> str:
    return resource_path("resources", "icons", f"{name}.svg").read_text(encoding="utf-8")


def load_fonts() -> None:
    """Make the bundled Noto Sans known: the fonts of many desktops clip ẰẪ or have no tabular digits."""
    if "Noto Sans SemiBold" in QFontDatabase.families():
        return
    for style in ("Regular", "SemiBold"):
        QFontDatabase.addApplicationFont(str(resource_path("resources", "fonts", f"NotoSans-{style}.ttf")))


def row_height(widget: QWidget, factor: float = 1.9) -> int:
    """Return a comfortable height of a table row, at least 1.6 times the height of the font so that ẰẪ is not clipped."""
    return round(QFontMetrics(widget.font()).height() * max(factor, 1.6))
