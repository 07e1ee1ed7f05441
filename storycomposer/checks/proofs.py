"""Whether phones read the codes of a slide, from its finished pixels."""

from __future__ import annotations

from dataclasses import dataclass

from storycomposer.checks.subject import Subject, subjects
from storycomposer.errors import Sentence
from storycomposer.links import proof
from storycomposer.links.proof import Proof, State
from storycomposer.render.codes import Code
from storycomposer.render.slide import codes, render
from storycomposer.story import Story


@dataclass(frozen=True, slots=True)
class LayerProof:
    """The proof of one link layer's code: ``slide`` is an index, ``payload`` what it says."""

    slide: int
    layer: str
    payload: str
    proof: Proof

    @property
    def state(self) -> State:
        """Proven, at risk or unreadable."""
        return self.proof.state

    @property
    def failing(self) -> tuple[str, ...]:
        """Ids of the conditions under which it is not read."""
        return self.proof.failing


def proven(story: Story, index: int) -> tuple[LayerProof, ...]:
    """The proof of every code on slide ``index``, bottom to top, as it is exported 1080 wide.
    Raises StoryError where a picture of the slide cannot be read."""
    slide = story.deck.slides[index]
    found = codes(story, slide)
    if not found:
        return ()
    judged = proof.proofs(render(story, slide), [(code.corners, code.payload) for code in found])
    return tuple(_of(index, code, one) for code, one in zip(found, judged, strict=True))


def proven_layer(story: Story, index: int, layer: str) -> LayerProof | None:
    """The proof of the code of link ``layer``, from the part of the slide around it: for badges
    that follow every change. Whether readers find it among all else on the slide is left to
    :func:`proven`. None where the layer shows no code."""
    found = (one for one in subjects(story, index) if one.layer.id == layer)
    subject = next(found, None)
    return of_subject(subject) if subject else None


def of_subject(subject: Subject) -> LayerProof | None:
    """:func:`proven_layer` of a link at hand."""
    code, judged = subject.code, subject.proof
    return _of(subject.index, code, judged) if code and judged else None


def said(found: LayerProof | Proof) -> Sentence:
    """The proof in a sentence, as on the badge."""
    if found.state == "proven":
        return READS
    if found.state == "unreadable":
        return Sentence("proof-unreadable", "Phones cannot read this code.")
    id_, pattern = _RISKS[found.failing[0]]
    return Sentence(id_, pattern)


READS = Sentence("proof-proven", "Reads on phones.")


def _of(index: int, code: Code, judged: Proof) -> LayerProof:
    return LayerProof(index, code.layer, code.payload, judged)


_RISKS = {
    "slide": ("proof-risk-slide", "Hard to find on this slide for some phones."),
    "drawn": ("proof-risk-drawn", "Some phones cannot read this code."),
    "lens": ("proof-risk-lens", "Some cameras cannot read this code."),
    "720": ("proof-risk-720", "May not read once it is scaled down for the upload."),
    "540": ("proof-risk-540", "May not read once it is scaled down for the upload."),
    "420": ("proof-risk-420", "May not read in its colours once it was uploaded."),
    "jpeg-75": ("proof-risk-jpeg-75", "May not read once it was uploaded."),
    "jpeg-50": ("proof-risk-jpeg-50", "May not read once it was uploaded."),
    "480": ("proof-risk-480", "May not read where phones save data."),
    "far": ("proof-risk-far", "May not read from an arm's length."),
    "farther": ("proof-risk-farther", "May not read from an arm's length."),
    "turned": ("proof-risk-turned", "May not read when the phone is held askew."),
    "leaning": ("proof-risk-leaning", "May not read when the phone is held askew."),
    "dimmed": ("proof-risk-dimmed", "May not read on a dimmed screen."),
    "modules": ("proof-risk-modules", "So fine that it may not read once it was uploaded."),
}
