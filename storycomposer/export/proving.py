"""Codes are proven on the very pixels that are exported; a set with one that won't read is refused
unless a person says so.

There is one door, for the window and the command line: a code is refused if its badge is red
(whatever a decoder makes of contrast, fine modules or a reply bar over it), or if it does not read
at the width that it is exported at.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from msgspec import structs
from PIL import Image

from storycomposer.checks.finding import Finding
from storycomposer.errors import RefusedError, Sentence
from storycomposer.export.manifest import Link, Proved, links
from storycomposer.links import proof
from storycomposer.links.proof import Proof
from storycomposer.render.slide import codes
from storycomposer.story import Story

PREVIEW = 500
"""Pixels across: no destination takes narrower stories (Instagram's least width), so narrower sets
are previews. Their codes are judged like all others, and the manifest tells what came of it, but
nobody means them to be scanned: nothing is refused."""

Errors = Mapping[str, Sequence[Finding]]
"""By layer."""


def refuse_red(errors: Errors, index: int, width: int) -> None:
    """Raises RefusedError if a code of slide ``index`` has errors, from :data:`PREVIEW` on."""
    for layer, (worst, *_) in errors.items() if width >= PREVIEW else ():
        raise _refusal(index, layer, worst.sentence)


def proven_links(
    story: Story, index: int, image: Image.Image, lossy: bytes | None, errors: Errors
) -> tuple[Link, ...]:
    """The links of slide ``index``, bottom to top, with the proof of those that show a code.
    ``image`` is what was exported, ``lossy`` its file where storing it changed it, ``errors`` what
    makes badges red (:func:`storycomposer.checks.links.red`)."""
    slide = story.deck.slides[index]
    found = codes(story, slide, image.width / story.deck.canvas.width)
    if not found:
        return links(slide)
    picture = _decoded(lossy) if lossy else image
    proofs = proof.proofs(picture, [(code.corners, code.payload) for code in found])
    by_layer = {
        code.layer: _proved(one, errors.get(code.layer, ()))
        for code, one in zip(found, proofs, strict=True)
    }
    return tuple(structs.replace(link, proof=by_layer.get(link.layer)) for link in links(slide))


def refuse_unreadable(found: tuple[Link, ...], index: int, width: int) -> None:
    """Raises RefusedError if a code of slide ``index`` won't read at that width, from
    :data:`PREVIEW` on."""
    for link in found if width >= PREVIEW else ():
        if link.proof is not None and link.proof.state == "unreadable":
            raise _refusal(index, link.layer, _TOO_SMALL._replace(values=(("width", width),)))


_TOO_SMALL = Sentence("export-too-small", "It is lost at {width} px wide.")


def _refusal(index: int, layer: str, why: Sentence) -> RefusedError:
    said = str(why)
    return RefusedError(
        "export-unreadable",
        "Slide {number}'s code won't read ({why}): mend it, or export it all the same with "
        "--unproven.",
        number=index + 1,
        why=said[:1].lower() + said[1:].rstrip("."),
        layer=layer,
    )


def _proved(found: Proof, errors: Sequence[Finding]) -> Proved:
    return Proved(
        state="unreadable" if errors else found.state,
        failing=found.failing,
        conditions=proof.IDS,
        reader=proof.reader(),
        broken=tuple(one.rule for one in errors),
    )


def _decoded(data: bytes) -> Image.Image:
    """A picture as whoever gets the file sees it."""
    with Image.open(io.BytesIO(data)) as stored:
        return stored.convert("RGB")
