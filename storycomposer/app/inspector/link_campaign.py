"""Campaign tags: off until they are wanted; the final address and what it costs stay in view."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from storycomposer.app.inputs.choice import Switch
from storycomposer.app.inputs.text import TextField
from storycomposer.app.inputs.words import Words
from storycomposer.app.inspector import common
from storycomposer.app.inspector.form import Form, Section
from storycomposer.app.inspector.making import described
from storycomposer.app.inspector.subject import LayersSubject
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.deck import Deck
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import Campaign, UrlTarget
from storycomposer.editor import Edit
from storycomposer.errors import StoryError
from storycomposer.links import payload


def build(form: Form, section: Section) -> None:
    """The switch, the tags, and what becomes of the address."""
    said = t("link.campaign", "Campaign tags")
    switch = Switch(said)
    form.bind(
        switch,
        "campaign",
        said,
        read=lambda subject: common.has("campaign", subject),
        write=_switched,
    )
    switch.setToolTip(said)
    form.when(section.row(t("link.utm", "UTM tags"), switch), _is_web)
    for name in ("source", "medium", "campaign", "content"):
        info = described(Campaign, name)
        title = t(f"field.Campaign.{name}", info.title)
        given = form.bind(
            TextField(title, longest=info.longest, live=True), f"campaign.{name}", title
        )
        form.when(section.row(title, given), _tagged)
    form.when(section.whole(FinalAddress(form)), _tagged)


class FinalAddress(QWidget):
    """The address with its tags, and "Code grows 25 → 37 modules, still reads"."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._subject: Any = form.subject
        self._proving = form.owner.proving
        self.address = Words(t("link.final", "Final address"), self)
        self.cost = QLabel(self)
        self.cost.setProperty("kind", "muted")
        self.cost.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.address)
        column.addWidget(self.cost)
        self._proving.changed.connect(self.refresh)
        form.also(self.refresh)

    def refresh(self) -> None:
        """Say it again."""
        links = _links(self._subject)
        if len(links) != 1 or links[0].campaign is None:
            self.address.show_words([])
            self.cost.clear()
            return
        found = self._proving.of(links[0].id)
        reads = found.level == "green" if found is not None else None
        self.address.show_words(_pieces(_final(links[0])))
        self.cost.setText(growth(links[0], reads))


def growth(layer: LinkLayer, reads: bool | None) -> str:
    """What the tags of ``layer`` cost; ``reads`` is whether phones read it, None while that is not
    known."""
    from storycomposer.links import campaign  # noqa: PLC0415 (codes load with the first tag)

    assert layer.campaign is not None
    try:
        before, after = campaign.cost(layer.target, layer.campaign)
    except StoryError:
        return t("link.too_long", "This address is too long for a code.")
    if before == after:
        return t("link.same", "The code stays at {count} modules a side.", count=before)
    counts = {"before": before, "after": after}
    if reads is None:
        return t("link.grows", "Code grows {before} → {after} modules.", **counts)
    if reads:
        return t(
            "link.grows_reads", "Code grows {before} → {after} modules, still reads.", **counts
        )
    return t(
        "link.grows_fails", "Code grows {before} → {after} modules: see what mends it.", **counts
    )


def _final(layer: LinkLayer) -> str:
    try:
        return payload.text(layer.target, layer.campaign)
    except StoryError:
        return ""


def _pieces(said: str) -> list[str]:
    """An address, to be broken before each parameter and behind its name."""
    made, piece = [], ""
    for letter in said:
        if letter in "?&" and piece:
            made.append(piece)
            piece = ""
        piece += letter
        if letter in "/=-" or len(piece) > 24:
            made.append(piece)
            piece = ""
    return [*made, piece]


def _switched(ids: tuple[str, ...], on: bool) -> Edit:
    """Tags with what suits each link's slide, or none."""
    from storycomposer.links import campaign  # noqa: PLC0415

    def edit(deck: Deck) -> Deck:
        for id_, spot in edits.chosen(deck, ids).items():
            if not isinstance(spot.layer, LinkLayer):
                continue
            index = next(at for at, one in enumerate(deck.slides) if one.id == spot.slide)
            made = campaign.defaults(deck, index) if on else None
            deck = edits.restyle(deck, (id_,), {"campaign": made})
        return deck

    return edit


def _is_web(subject: LayersSubject) -> bool:
    """Whether anything selected is a web address, which alone can be tagged."""
    return any(isinstance(value, UrlTarget) for value in subject.values("target"))


def _tagged(subject: LayersSubject) -> bool:
    return _is_web(subject) and common.has("campaign", subject)


def _links(subject: LayersSubject) -> list[LinkLayer]:
    return [layer for layer in subject.layers if isinstance(layer, LinkLayer)]
