"""Sections for links."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QLabel

from storycomposer.app.addresses import address_in
from storycomposer.app.inputs.base import HEIGHT, refresh_style
from storycomposer.app.inputs.choice import Option, SegmentedControl
from storycomposer.app.inputs.text import TextField
from storycomposer.app.inspector import common
from storycomposer.app.inspector.form import Form, Section
from storycomposer.app.inspector.subject import LayersSubject
from storycomposer.app.words import t
from storycomposer.document.layers import LinkLayer
from storycomposer.document.link import Campaign, Look
from storycomposer.errors import StoryError
from storycomposer.links.address import full, hint, readable
from storycomposer.links.symbol import symbol


def build(form: Form) -> None:
    """Everything about links."""
    title = t("link.address", "Address")
    section = form.section(title)
    address = AddressField(form, title)
    form.bind(address, "target.url", title)
    section.whole(address)
    section.whole(address.remark)
    title = t("link.shown_as", "Show as")
    section = form.section(title)
    mode = SegmentedControl(
        (
            Option("code", t("link.code", "Code")),
            Option("sticker", t("link.sticker", "Sticker room")),
            Option("address", t("link.address_only", "Address")),
        ),
        title,
    )
    section.whole(form.bind(mode, "mode", title))
    _texts(form, section)
    section = form.section(t("link.look", "Look"))
    for name in ("paper", "ink", "font", "radius"):
        section.field(Look, name, bound=f"look.{name}")
    section = common.more(form)
    _campaign(form, section)
    common.shadow(form, section)
    common.blend(section)
    common.opacity(form)


class AddressField(TextField):
    """An address; what is wrong with it is said while it is typed, below it."""

    def __init__(self, form: Form, name: str) -> None:
        super().__init__(name, "https://example.org", longest=2000)
        self._form = form
        self.remark = QLabel()
        self.remark.setProperty("kind", "muted")
        self.remark.setWordWrap(True)
        self.setFixedHeight(HEIGHT)
        self.textChanged.connect(self._judge)

    def _judge(self, text: str) -> None:
        wrong = bool(text.strip()) and not looks_right(text)
        if self.property("wrong") != wrong:
            self.setProperty("wrong", wrong)
            refresh_style(self)
        if wrong:
            said = t("link.wrong", "This is no web address yet, such as example.org/article.")
        else:
            said = t("link.empty", "Where does it lead?") if not text.strip() else ""
        self.remark.setText(said)
        self.remark.setVisible(bool(said))
        self.setAccessibleDescription(said)


def looks_right(text: str) -> bool:
    """Whether ``text`` is an address that a phone can follow."""
    said = text.strip()
    return "." in said and any(address_in(one) for one in (said, f"https://{said}"))


def modules(layer: LinkLayer) -> int | None:
    """Modules a side of the layer's code; None for what no code holds."""
    try:
        return len(symbol(full(layer.target, layer.campaign)).rows)
    except StoryError:
        return None


class _Derived(TextField):
    """A text that may be left to the program: empty shows what that would be."""

    def __init__(self, form: Form, name: str, which: str) -> None:
        super().__init__(name, longest=300)
        self._subject: Any = form.subject
        self._which = which

    def show_value(self, value: object) -> None:
        layers = [layer for layer in self._subject.layers if isinstance(layer, LinkLayer)]
        if layers:
            desk = self._subject.desk
            language = layers[0].language or (desk.slide.language if desk.slide else None)
            derived = (
                readable(layers[0].target)
                if self._which == "display"
                else hint(language or desk.deck.language)
            )
            self._placeholder = derived
        super().show_value(value)


def _texts(form: Form, section: Section) -> None:
    call = t("link.call", "Call")
    given = TextField(call, t("link.call_example", "Read the story"), longest=200)
    section.row(call, form.bind(given, "call", call))
    for which, said in (
        ("display", t("link.display", "Shown as")),
        ("hint", t("link.hint", "Hint")),
    ):
        field = _Derived(form, said, which)
        form.bind(field, which, said, write=partial(_or_derived, which))
        section.row(said, field)


def _campaign(form: Form, section: Section) -> None:
    said = t("link.campaign", "Campaign")
    section.row(said, common.switched(form, "campaign", Campaign(), said))
    for name in ("source", "medium", "campaign", "content"):
        row = section.field(Campaign, name, bound=f"campaign.{name}")
        form.when(row, partial(common.has, "campaign"))
    size = _CodeSize(form)
    form.when(section.whole(size), partial(common.has, "campaign"))


class _CodeSize(QLabel):
    """What campaign tags cost: "Code grows 25 → 37 modules"."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._subject: Any = form.subject
        self.setProperty("kind", "muted")
        self.setWordWrap(True)
        form.also(self.refresh)

    def refresh(self) -> None:
        """Say it again."""
        self.setText(_growth(self._subject))


def _growth(subject: LayersSubject) -> str:
    layers = [layer for layer in subject.layers if isinstance(layer, LinkLayer)]
    if len(layers) != 1 or layers[0].campaign is None:
        return ""
    layer = layers[0]
    plain = modules(LinkLayer(id="l", target=layer.target))
    tagged = modules(layer)
    if plain is None or tagged is None:
        return t("link.too_long", "This address is too long for a code.")
    if plain == tagged:
        return t("link.same", "The code stays at {count} modules a side.", count=plain)
    return t("link.grows", "Code grows {before} → {after} modules.", before=plain, after=tagged)


def _or_derived(which: str, _: tuple[str, ...], text: str) -> dict[str, str | None]:
    return {which: text.strip() or None}
