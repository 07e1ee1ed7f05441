"""Writes the preview that each bundled sample carries, as a saved story does: ``preview.jpg``.

Run from the checkout when a sample's first slide looks otherwise:
``python tests/tools/make_previews.py``.
"""

from __future__ import annotations

from storycomposer import resources
from storycomposer.saving import preview
from storycomposer.storage.files import open_story
from storycomposer.storage.preview import NAME


def main() -> None:
    """All samples."""
    for deck in sorted(resources.path("samples").glob("*/deck.json")):
        data = preview(open_story(deck.parent))
        if data is not None:
            (deck.parent / NAME).write_bytes(data)
            print(f"{deck.parent.name}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
