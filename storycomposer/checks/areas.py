"""Where slides stay clear of the apps' own bars."""

from __future__ import annotations

from storycomposer.document.geometry import Box

SAFE = Box(0, 270, 1080, 1266)
"""Instagram's and Facebook's stories keep the top 14 % and the bottom 20 % for themselves (Meta's
ads guide, November 2026); what lies between is clear in every story app."""
