"""Pictures change inside their frames and become backgrounds and layers again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.basic import delete
from storycomposer.document.edits.ids import fresh, taken
from storycomposer.document.edits.tree import changed, chosen, missing, slide_of, with_slide
from storycomposer.document.layers import AnyLayer, ImageFill, ImageLayer
from storycomposer.document.style import Solid

_SHARED = ImageFill.__struct_fields__


def replace_picture(deck: Deck, id: str, source: str, alt: str = "") -> Deck:
    """Another picture in the frame of the image layer, or as background of the slide, of that id:
    the crop starts anew, ``alt`` describes the new one, all else stays."""
    return _with_picture(deck, id, {"source": source, "alt": alt, "focus": (0.5, 0.5), "zoom": 1.0})


def crop(
    deck: Deck, id: str, *, focus: tuple[float, float] | None = None, zoom: float | None = None
) -> Deck:
    """The picture of the image layer, or of the slide's background, with another ``focus`` (0–1
    across and down) and ``zoom`` (1 to 20), each brought within its limits; None leaves it."""
    changes: dict[str, Any] = {}
    if focus is not None:
        changes["focus"] = tuple(min(1.0, max(0.0, value)) for value in focus)
    if zoom is not None:
        changes["zoom"] = min(20.0, max(1.0, zoom))
    return _with_picture(deck, id, changes)


def set_as_background(deck: Deck, id: str) -> Deck:
    """The image layer made its slide's background, in place of what was there."""
    spot = chosen(deck, (id,))[id]
    if not isinstance(spot.layer, ImageLayer):
        raise missing("picture", id)
    fill = ImageFill(**{name: getattr(spot.layer, name) for name in _SHARED})
    deck = delete(deck, (id,))
    slide = slide_of(deck, spot.slide)
    return with_slide(deck, slide.id, structs.replace(slide, background=fill))


def detach_background(deck: Deck, slide: str) -> Deck:
    """The slide's background picture made its lowest layer, as large as the canvas, over paper."""
    holder = slide_of(deck, slide)
    picture = _background(holder)
    layer = ImageLayer(
        id=fresh(taken(deck))("p"),
        width=float(deck.canvas.width),
        height=float(deck.canvas.height),
        **{name: getattr(picture, name) for name in _SHARED},
    )
    made = structs.replace(
        holder, background=Solid(color="brand:paper"), layers=(layer, *holder.layers)
    )
    return with_slide(deck, slide, made)


def _with_picture(deck: Deck, id: str, changes: Mapping[str, Any]) -> Deck:
    if any(slide.id == id for slide in deck.slides):
        slide = slide_of(deck, id)
        picture = structs.replace(_background(slide), **changes)
        return with_slide(deck, id, structs.replace(slide, background=picture))

    def change(layer: AnyLayer) -> tuple[AnyLayer]:
        if not isinstance(layer, ImageLayer):
            raise missing("picture", id)
        return (structs.replace(layer, **changes),)

    return changed(deck, (id,), change)


def _background(slide: Slide) -> ImageFill:
    if not isinstance(slide.background, ImageFill):
        raise missing("picture", slide.id)
    return slide.background
