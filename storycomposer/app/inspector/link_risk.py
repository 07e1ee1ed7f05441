"""What a link's look puts at risk, said while it is chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from storycomposer.app.inputs.base import Remark
from storycomposer.app.inspector.form import Form
from storycomposer.app.inspector.subject import LayersSubject
from storycomposer.app.words import say, t
from storycomposer.document.deck import Brand
from storycomposer.document.layers import LinkLayer
from storycomposer.document.resolve import resolve
from storycomposer.errors import StoryError
from storycomposer.links import looks, payload
from storycomposer.links.contrast import tenths

Part = Callable[[LinkLayer, Brand], list[str]]


class Risk(QLabel):
    """What a part of the look puts at risk, in a sentence or two; away where that is nothing."""

    def __init__(self, form: Form, part: Part) -> None:
        super().__init__(form)
        self._form, self._subject, self._part = form, form.subject, part
        self.setProperty("kind", "warn")
        self.setWordWrap(True)
        form.also(self.refresh)

    def refresh(self) -> None:
        """Say it again."""
        links = [layer for layer in self._subject.layers if isinstance(layer, LinkLayer)]
        alone = len(links) == 1 and links[0].mode == "code"
        said = self._part(links[0], self._subject.desk.deck.brand) if alone else []
        self.setText("\n".join(said))
        row = self.parentWidget()
        if row is not None and row is not self._form:  # an empty one would take a gap
            row.setVisible(bool(said))


def of_style(link: LinkLayer, brand: Brand) -> list[str]:
    """What colours and modules of ``link`` put at risk."""
    found = looks.risks(resolve(link.look, brand))
    return [say(one) for one in found if one.id != looks.MARK_RISK]


def of_middle(link: LinkLayer, brand: Brand) -> list[str]:
    """What the middle and the correction of ``link`` put at risk and cost its code."""
    from storycomposer.links.symbol import symbol  # noqa: PLC0415 (not for windows without links)

    found = looks.risks(resolve(link.look, brand))
    said = [say(one) for one in found if one.id == looks.MARK_RISK]
    try:
        text = payload.text(link.target, link.campaign)
        plain, marked = symbol(text).side, symbol(text, mark=True).side
    except StoryError:
        return said
    if link.look.mark is not None and marked > plain:
        told = "The middle makes the code grow {before} → {after} modules: show it larger."
        said.append(t("risk.mark", told, before=plain, after=marked))
    if link.look.correction == "L":
        said.append(t("risk.low", "With the lowest correction a smear is enough to lose the code."))
    return said


def paled(link: LinkLayer, brand: Brand) -> str:
    """What the colours of ``link`` put at risk, in a sentence; empty where that is nothing, and
    where it shows no code."""
    found = looks.paled(resolve(link.look, brand)) if link.mode == "code" else None
    return say(found) if found is not None else ""


def contrast(subject: LayersSubject) -> Remark | None:
    """Of the code's colours, for whoever chooses them; None where no code is shown."""
    brand = subject.desk.deck.brand
    links = [one for one in subject.layers if isinstance(one, LinkLayer) and one.mode == "code"]
    for link in links:
        said = paled(link, brand)
        if said:
            return Remark("warn", said)
    if not links:
        return None
    least = min(looks.weakest(resolve(link.look, brand)) for link in links)
    told = "Contrast {ratio}:1. Phones read codes from {least}:1."
    ratio = tenths(least)
    return Remark("good", t("risk.none", told, ratio=ratio, least=round(looks.READABLE)))
