"""Codes are proven on the very pixels that are exported; a set with one that won't read is refused
unless a person says so."""

from __future__ import annotations

import io
from collections.abc import Mapping

from msgspec import structs
from PIL import Image

from storycomposer.encode import Format
from storycomposer.errors import StoryError
from storycomposer.export.manifest import Link, Proved, links
from storycomposer.links import proof
from storycomposer.links.proof import Proof
from storycomposer.render.slide import codes
from storycomposer.story import Story


def proven_links(
    story: Story, index: int, image: Image.Image, data: bytes, format: Format
) -> tuple[Link, ...]:
    """The links of slide ``index``, bottom to top, with the proof of those that show a code.
    ``data`` is the slide's file, ``image`` what was encoded into it."""
    slide = story.deck.slides[index]
    found = codes(story, slide, image.width / story.deck.canvas.width)
    if not found:
        return links(slide)
    picture = image if format == "png" else _decoded(data)
    judged = proof.proofs(picture, [(code.corners, code.payload) for code in found])
    by_layer = {code.layer: one for code, one in zip(found, judged, strict=True)}
    return tuple(_with_proof(link, by_layer) for link in links(slide))


PREVIEW = 500
"""Pixels across: no destination takes narrower stories (Instagram's least width), so narrower sets
are previews, and nobody means their codes to be read."""


def refuse_unreadable(found: tuple[Link, ...], index: int, width: int) -> None:
    """Raises StoryError if a code of slide ``index`` won't read at that width, from
    :data:`PREVIEW` on."""
    for link in found if width >= PREVIEW else ():
        if link.proof is not None and link.proof.state == "unreadable":
            raise StoryError(
                "export-unreadable",
                "Slide {number}'s code won't read at {width} px wide: make it larger, plainer and "
                "free of other layers, or export it unproven.",
                number=index + 1,
                width=width,
                layer=link.layer,
            )


def _with_proof(link: Link, proofs: Mapping[str, Proof]) -> Link:
    found = proofs.get(link.layer)
    if found is None:
        return link
    told = Proved(
        state=found.state, failing=found.failing, conditions=proof.IDS, reader=proof.reader()
    )
    return structs.replace(link, proof=told)


def _decoded(data: bytes) -> Image.Image:
    """A picture as whoever gets the file sees it."""
    with Image.open(io.BytesIO(data)) as stored:
        return stored.convert("RGB")
