"""Renders ``.github/readme.png``, the picture at the top of the README, and ``links.png``, whose
codes can be scanned from it, from the samples.

Run from the checkout: ``python tests/tools/make_readme_picture.py``.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

import storycomposer
from storycomposer.encode.png import png_bytes

SLIDES = (("question", 0), ("win", 0), ("behind-the-scenes", 3), ("article", 3), ("world", 0))
LINKS = (("event", 2), ("going-live", 2))
GAP, RADIUS = 24, 20
ROOT = Path(__file__).parents[2]


def rounded(picture: Image.Image) -> Image.Image:
    """The picture with round corners, so that it stands on light and dark pages."""
    mask = Image.new("L", (picture.width * 4, picture.height * 4))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, *mask.size), RADIUS * 4, fill=255)
    out = picture.convert("RGBA")
    out.putalpha(mask.resize(picture.size, Image.Resampling.BOX))
    return out


def side_by_side(slides: tuple[tuple[str, int], ...], width: int) -> Image.Image:
    """Slides of samples, each ``width`` pixels wide."""
    pictures = []
    for name, index in slides:
        story = storycomposer.open_story(ROOT / "assets" / "samples" / name)
        pictures.append(rounded(storycomposer.render_slide(story, index, width=width)))
    sheet = Image.new("RGBA", (len(pictures) * (width + GAP) - GAP, pictures[0].height))
    for place, picture in enumerate(pictures):
        sheet.paste(picture, (place * (width + GAP), 0))
    return sheet


def main() -> None:
    """Write the pictures."""
    folder = ROOT / ".github"
    folder.mkdir(exist_ok=True)
    for name, slides, width in (("readme", SLIDES, 288), ("links", LINKS, 540)):
        (folder / f"{name}.png").write_bytes(png_bytes(side_by_side(slides, width), "small"))


if __name__ == "__main__":
    main()
