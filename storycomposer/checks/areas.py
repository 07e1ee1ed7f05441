"""Where slides stay clear of the apps' own bars."""

from __future__ import annotations

from storycomposer.platforms import ANY, platform

SAFE = platform(ANY).clear()
"""What no story app covers."""
