"""The colours of the window, light and dark: named tokens, and the QPalette made of them with every role set."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Colors:
    """Named colours, as #RRGGBB. `*_soft` is a background on which `on_*` (or the strong colour itself) is read."""

    is_dark: bool
    window: str
    surface: str
    sidebar: str
    alternate: str
    hover: str
    border: str
    border_strong: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    on_accent_soft: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    good: str
    good_soft: str
    info: str
    info_soft: str
    found: str
    tooltip: str
    on_tooltip: str


LIGHT = Colors(
    is_dark=False,
    window="#F5F7F8",
    surface="#FFFFFF",
    sidebar="#ECF0F1",
    alternate="#FAFBFC",
    hover="#E9EEF0",
    border="#DCE2E6",
    border_strong="#8794A0",
    text="#17212B",
    muted="#52606D",
    disabled="#8A96A1",
    accent="#0F6F68",
    accent_hover="#0B5B55",
    on_accent="#FFFFFF",
    accent_soft="#DBF0ED",
    on_accent_soft="#0A4D48",
    danger="#B42318",
    danger_soft="#FDEBE9",
    warning="#874A07",
    warning_soft="#FDF1D6",
    good="#0A6640",
    good_soft="#DDF4E7",
    info="#1C4F91",
    info_soft="#E4EEFA",
    found="#FFE59A",
    tooltip="#22303C",
    on_tooltip="#F4F7F9",
)

DARK = Colors(
    is_dark=True,
    window="#141A1E",
    surface="#1B2328",
    sidebar="#10161A",
    alternate="#1F282E",
    hover="#27323A",
    border="#2E3A42",
    border_strong="#6C7B87",
    text="#E7ECEF",
    muted="#A3B1BB",
    disabled="#72808B",
    accent="#35C2B2",
    accent_hover="#55D3C5",
    on_accent="#04201D",
    accent_soft="#163F3B",
    on_accent_soft="#BDF1EA",
    danger="#FF9587",
    danger_soft="#40201D",
    warning="#F4C267",
    warning_soft="#3B2E13",
    good="#79D9A2",
    good_soft="#173723",
    info="#93C1F6",
    info_soft="#1B2F48",
    found="#6B5410",
    tooltip="#2F3B44",
    on_tooltip="#F4F7F9",
)


def palette_of(c: Colors) -> QPalette:
    """Return a palette in which every role of every group is set, so that no colour of the desktop shines through."""
    role = QPalette.ColorRole
    active = {
        role.Window: c.window,
        role.WindowText: c.text,
        role.Base: c.surface,
        role.AlternateBase: c.alternate,
        role.ToolTipBase: c.tooltip,
        role.ToolTipText: c.on_tooltip,
        role.PlaceholderText: c.muted,
        role.Text: c.text,
        role.Button: c.surface,
        role.ButtonText: c.text,
        role.BrightText: c.danger,
        role.Light: c.surface,
        role.Midlight: c.hover,
        role.Mid: c.border,
        role.Dark: c.border_strong,
        role.Shadow: "#000000",
        role.Highlight: c.accent,
        role.HighlightedText: c.on_accent,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.Accent: c.accent,
    }
    greyed = dict.fromkeys((role.WindowText, role.Text, role.ButtonText, role.PlaceholderText, role.Link, role.LinkVisited), c.disabled)
    greyed |= {role.Highlight: c.border, role.HighlightedText: c.text, role.Accent: c.border_strong}
    palette = QPalette()
    for each, color in active.items():
        palette.setColor(QPalette.ColorGroup.All, each, QColor(color))
    for each, color in greyed.items():
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(color))
    return palette


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21. Source: WCAG 2.2, relative luminance."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
