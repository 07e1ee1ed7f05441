"""Small stories for the tests of storage."""

from __future__ import annotations

import json
from pathlib import Path

from media_samples import saved, scene
from PIL import Image

from storycomposer.document.deck import Brand, Deck, Slide
from storycomposer.document.layers import GroupLayer, ImageFill, ImageLayer, Run, TextLayer
from storycomposer.media.store import MediaStore
from storycomposer.story import Story

PHOTO = saved(scene(), "JPEG")
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)
FONT = b"OTTO" + bytes(60)


def story(title: str = "One", extra: int = 0) -> Story:
    """A story with a picture in every place one can stand, and ``extra`` further pictures."""
    media = MediaStore()
    photo, logo = media.put(PHOTO, "jpg"), media.put(LOGO, "svg")
    more = tuple(
        ImageLayer(id=f"e{i}", source=media.put(saved(Image.new("RGB", (9, i + 1)), "PNG"), "png"))
        for i in range(extra)
    )
    group = GroupLayer(id="g", layers=(ImageLayer(id="p", source=photo),))
    words = TextLayer(id="t", text=(Run(text=title), Run(text=" 👩‍🚀", weight=800)))
    slide = Slide(id="s", background=ImageFill(source=photo), layers=(group, words, *more))
    fonts = (media.put(FONT, "otf"),)
    return Story(
        Deck(id="d", title=title, brand=Brand(logo=logo), fonts=fonts, slides=(slide,)), media
    )


def titled(what: Story, title: str) -> Story:
    """``what`` under another title, with the same media."""
    fields = {name: getattr(what.deck, name) for name in what.deck.__struct_fields__}
    return Story(Deck(**{**fields, "title": title}), what.media)


def by_hand(folder: Path, **names: str) -> Path:
    """A folder as a person writes it: pictures named by their paths. ``names`` replaces some."""
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures" / "beach é.jpg").write_bytes(PHOTO)
    (folder / "logo.svg").write_bytes(LOGO)
    (folder / "own.otf").write_bytes(FONT)
    at = {"photo": "pictures/beach é.jpg", "logo": "logo.svg", "font": "own.otf", **names}
    deck = {
        "format": 1,
        "id": "d",
        "brand": {"logo": at["logo"]},
        "fonts": [at["font"]],
        "slides": [
            {
                "id": "s",
                "background": {"type": "image", "source": at["photo"]},
                "layers": [
                    {
                        "type": "group",
                        "id": "g",
                        "layers": [{"type": "image", "id": "p", "source": at["photo"]}],
                    }
                ],
            }
        ],
    }
    (folder / "deck.json").write_text(json.dumps(deck), encoding="utf-8")
    return folder


def beside(path: Path) -> list[str]:
    """All names in the folder of ``path``, hidden ones too."""
    return sorted(p.name for p in path.parent.iterdir())
