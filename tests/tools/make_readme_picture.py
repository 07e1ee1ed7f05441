"""Renders ``.github/readme.png``, the picture at the top of the README, from the samples.

Run from the checkout: ``python tests/tools/make_readme_picture.py``.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

import storycomposer
from storycomposer.encode.png import png_bytes

SLIDES = (("question", 0), ("win", 0), ("behind-the-scenes", 3), ("article", 3), ("world", 0))
WIDTH, GAP, RADIUS = 288, 24, 20
ROOT = Path(__file__).parents[2]


def rounded(picture: Image.Image) -> Image.Image:
    """The picture with round corners, so that it stands on light and dark pages."""
    mask = Image.new("L", (picture.width * 4, picture.height * 4))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, *mask.size), RADIUS * 4, fill=255)
    out = picture.convert("RGBA")
    out.putalpha(mask.resize(picture.size, Image.Resampling.BOX))
    return out


def main() -> None:
    """Write the picture."""
    pictures = []
    for name, index in SLIDES:
        story = storycomposer.open_story(ROOT / "assets" / "samples" / name)
        pictures.append(rounded(storycomposer.render_slide(story, index, width=WIDTH)))
    height = pictures[0].height
    sheet = Image.new("RGBA", (len(pictures) * (WIDTH + GAP) - GAP, height))
    for place, picture in enumerate(pictures):
        sheet.paste(picture, (place * (WIDTH + GAP), 0))
    target = ROOT / ".github" / "readme.png"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(png_bytes(sheet, "small"))


if __name__ == "__main__":
    main()
