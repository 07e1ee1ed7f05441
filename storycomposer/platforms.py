"""Where stories are posted: what each destination covers, takes, and calls itself.

The facts are data, one dated and sourced file a destination in ``assets/platforms``.
"""

from __future__ import annotations

import functools
import tomllib
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, structs

from storycomposer import resources
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.geometry import STORY, Box, Size
from storycomposer.document.layers import AnyLayer, GroupLayer, LinkLayer
from storycomposer.document.link import Mode
from storycomposer.errors import StoryError

ANY = "any"
"""The destination that stands for every story."""

_Pixels = Annotated[float, Meta(ge=0, le=1000)]
_Text = Annotated[str, Meta(min_length=1, max_length=200)]
_Date = Annotated[str, Meta(pattern=r"\A20[0-9]{2}(-[0-9]{2}){0,2}\Z")]


class _Sourced(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``who`` said it, or where it is written; ``date`` is when, as a year, a month or a day."""

    who: _Text
    date: _Date


class Insets(_Sourced, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the destination's own bars cover, in pixels of a 1080 × 1920 slide."""

    top: _Pixels
    bottom: _Pixels
    left: _Pixels = 0
    right: _Pixels = 0


class Files(_Sourced, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What it takes: formats, at most ``bytes`` and ``pictures`` at a time, at least ``width``
    pixels across, or that width and no other."""

    formats: Annotated[tuple[Literal["png", "jpeg", "webp"], ...], Meta(min_length=1)]
    bytes: Annotated[int, Meta(ge=100_000)]
    width: Annotated[int, Meta(ge=1, le=4320)]
    exact: bool = False
    pictures: Annotated[int, Meta(ge=1)] | None = None


class Seconds(_Sourced, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long it shows a picture, and a video at most."""

    picture: Annotated[float, Meta(gt=0, le=60)]
    video: Annotated[float, Meta(gt=0, le=3600)]


class Platform(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A destination. ``source`` is what it is called in campaign tags, ``link`` how links are best
    shown there, ``ended`` the day on which it went."""

    id: Annotated[str, Meta(pattern=r"\A[a-z0-9-]{1,40}\Z")]
    name: _Text
    source: Annotated[str, Meta(pattern=r"\A[a-z0-9-]{1,40}\Z")]
    kind: Literal["story", "photo"]
    link: Mode
    strict: Insets
    lenient: Insets
    files: Files
    seconds: Seconds
    ended: _Date | None = None

    def clear(self, canvas: Size = STORY, strict: bool = True) -> Box:
        """The part of a ``canvas`` that nothing of the destination covers, in canvas pixels."""
        insets = self.strict if strict else self.lenient
        x, y = canvas.width / STORY.width, canvas.height / STORY.height
        return Box(
            insets.left * x,
            insets.top * y,
            canvas.width - (insets.left + insets.right) * x,
            canvas.height - (insets.top + insets.bottom) * y,
        )


@functools.cache
def platform(id: str) -> Platform:
    """The destination ``id``. Raises StoryError where there is none."""
    file = resources.path("platforms", f"{id}.toml")
    if not (id.replace("-", "").isalnum() and id.isascii() and file.is_file()):
        raise StoryError(
            "platform-unknown",
            'There is no destination "{name}": choose from {known}.',
            name=id[:40],
            known=", ".join(_ids()),
        )
    return msgspec.convert({"id": id, **tomllib.loads(file.read_text("utf-8"))}, Platform)


def platforms() -> tuple[Platform, ...]:
    """Every destination: any story first, then by name, those that have ended last."""
    found = map(platform, _ids())
    return tuple(sorted(found, key=lambda one: (one.id != ANY, bool(one.ended), one.name)))


def destined(deck: Deck, destination: Platform, only: int | None = None) -> Deck:
    """``deck`` as it is exported for ``destination``: links are shown as they say they are there,
    and campaign tags name the destination as their source. A link that says nothing of the
    destination is shown as it is: an export takes nothing off a slide by itself. With ``only`` no
    slide but that of this index is looked at."""
    slides = tuple(
        _destined_slide(slide, destination) if only in (None, index) else slide
        for index, slide in enumerate(deck.slides)
    )
    return structs.replace(deck, slides=slides)


def _destined_slide(slide: Slide, destination: Platform) -> Slide:
    layers = tuple(_destined_layer(layer, destination) for layer in slide.layers)
    return slide if layers == slide.layers else structs.replace(slide, layers=layers)


def _destined_layer(layer: AnyLayer, destination: Platform) -> AnyLayer:
    if isinstance(layer, GroupLayer):
        inner = tuple(_destined_layer(child, destination) for child in layer.layers)
        return structs.replace(layer, layers=inner)
    if not isinstance(layer, LinkLayer):
        return layer
    modes = {there.destination: there.mode for there in layer.modes}
    campaign = layer.campaign
    if campaign is not None and destination.id != ANY:
        campaign = structs.replace(campaign, source=destination.source)
    return structs.replace(layer, mode=modes.get(destination.id, layer.mode), campaign=campaign)


def _ids() -> list[str]:
    return sorted(file.stem for file in resources.path("platforms").glob("*.toml"))
