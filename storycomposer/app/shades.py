"""The colours and sizes of the window, by what they are for; for light and dark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by what they are for. Every text colour has at least 4.5:1 on the grounds it stands
    on."""

    dark: bool
    window: str
    panel: str
    ground: str
    field: str
    hover: str
    line: str
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_soft: str
    accent_text: str
    good: str
    warn: str
    danger: str
    edge: str
    handle: str = "#6D4AFF"
    snap: str = "#DB0070"
    unsafe: str = "#D3272D"


LIGHT = Tokens(
    dark=False,
    window="#F6F6F9",
    panel="#FFFFFF",
    ground="#E7E7ED",
    field="#F1F1F5",
    hover="#E9E9F0",
    line="#E0E0E8",
    text="#17171F",
    muted="#5C5C6B",
    disabled="#A5A5B2",
    accent="#5F3DF5",
    on_accent="#FFFFFF",
    accent_hover="#4F2EE0",
    accent_soft="#ECE8FF",
    accent_text="#4B2BD6",
    good="#13713A",
    warn="#8A5300",
    danger="#C0242B",
    edge="#CFCFD9",
)
DARK = Tokens(
    dark=True,
    window="#141419",
    panel="#1C1C23",
    ground="#0F0F13",
    field="#282831",
    hover="#30303B",
    line="#30303A",
    text="#F2F2F6",
    muted="#A8A8B8",
    disabled="#62626F",
    accent="#6A4BFA",
    on_accent="#FFFFFF",
    accent_hover="#7457FC",
    accent_soft="#2D2752",
    accent_text="#B8A9FF",
    good="#5FD38D",
    warn="#F2B84B",
    danger="#FF8A8A",
    edge="#34343F",
)

RADIUS = 8
GAP = 8
TYPE_SIZE = 13
"""Pixels."""
