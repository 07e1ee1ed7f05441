"""Layers and slides as bytes that other programs keep: a deck and its pictures, checked on the way
back in. The clipboard is anybody's: what comes from it is trusted in nothing."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from msgspec import structs

from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import AnyLayer, GroupLayer, TextLayer
from storycomposer.document.parsing import parse
from storycomposer.document.runs import plain
from storycomposer.document.schema import from_plain, to_json
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore, reference
from storycomposer.storage.container import MOST_DECK, MOST_MEDIA
from storycomposer.storage.migrations import migrate
from storycomposer.story import Story, media_refs

_MARK = b"storycomposer\x01"
_LENGTH = struct.Struct(">Q")
_MOST_BYTES = 1_000_000_000


def of_layers(story: Story, ids: tuple[str, ...]) -> Story:
    """A story of one slide that holds the layers ``ids`` as they lie on theirs."""
    layers = edits.copied(story.deck, ids)
    found = edits.spots(story.deck)
    home = next(slide for slide in story.deck.slides if slide.id == found[ids[0]].slide)
    slide = structs.replace(
        home, layers=layers, alt="", guides=(), background=Slide(id="s").background
    )
    return Story(structs.replace(story.deck, slides=(slide,)), story.media)


def of_slides(story: Story, ids: tuple[str, ...]) -> Story:
    """A story of the slides ``ids`` in their order."""
    slides = tuple(slide for slide in story.deck.slides if slide.id in ids)
    return Story(structs.replace(story.deck, slides=slides), story.media)


def words(story: Story) -> str:
    """The story's texts, each a paragraph: what a text field is given."""
    found = (plain(layer.text) for slide in story.deck.slides for layer in _texts(slide.layers))
    return "\n\n".join(text.replace("\u2028", "\n") for text in found if text.strip())


def packed(story: Story) -> bytes:
    """``story`` with the media that it names and has. StoryError where they cannot be read."""
    deck = _bare(story.deck)
    parts = [_MARK, *_part(to_json(deck))]
    for ref in media_refs(deck):
        parts += _part(story.media.get(ref) if ref in story.media else b"")
    return b"".join(parts)


def unpacked(data: bytes) -> Story:
    """What :func:`packed` made of a story, in a store of its own. StoryError, one sentence, for
    whatever is wrong with it; every picture in it can be decoded."""
    parts = _parts(data)
    raw = next(parts, b"")
    if len(raw) > MOST_DECK:
        raise _refused()
    deck = _bare(from_plain(migrate(parse(raw))))
    media = MediaStore()
    for ref in media_refs(deck):
        found = next(parts, b"")
        if found:
            media.put(_checked(ref, found), ref.rpartition(".")[2])
    return Story(deck, media)


def _bare(deck: Deck) -> Deck:
    """``deck`` without what belongs to its story and not to layers."""
    brand = structs.replace(deck.brand, logo=None)
    return structs.replace(deck, fonts=(), brand=brand)


def _checked(ref: str, data: bytes) -> bytes:
    from storycomposer.media import decode  # noqa: PLC0415 (loaded when pictures come in)

    suffix = ref.rpartition(".")[2]
    if len(data) > MOST_MEDIA or reference(data, suffix) != ref:
        raise _refused()
    decode.probe(data)
    return data


def _part(data: bytes) -> tuple[bytes, bytes]:
    return _LENGTH.pack(len(data)), data


def _parts(data: bytes) -> Iterator[bytes]:
    if not data.startswith(_MARK) or len(data) > _MOST_BYTES:
        raise _refused()
    at = len(_MARK)
    while at < len(data):
        if at + _LENGTH.size > len(data):
            raise _refused()
        (length,) = _LENGTH.unpack_from(data, at)
        at += _LENGTH.size
        if at + length > len(data):
            raise _refused()
        yield data[at : at + length]
        at += length


def _refused() -> StoryError:
    return StoryError(
        "clipboard-damaged",
        "What is on the clipboard is damaged or not from Story Composer; copy it again.",
    )


def _texts(layers: tuple[AnyLayer, ...]) -> Iterator[TextLayer]:
    for layer in layers:
        if isinstance(layer, TextLayer):
            yield layer
        elif isinstance(layer, GroupLayer):
            yield from _texts(layer.layers)
