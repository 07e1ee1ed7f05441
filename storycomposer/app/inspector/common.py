"""What every selection ends with, and rows that several kinds share."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from storycomposer.app.inputs.base import MIXED
from storycomposer.app.inputs.choice import ChoiceCombo, Switch
from storycomposer.app.inputs.number import NumberField, Scale
from storycomposer.app.inputs.text import TextField
from storycomposer.app.inspector.arranging import aligning
from storycomposer.app.inspector.form import Fill, Form, Section
from storycomposer.app.inspector.making import described, made, options
from storycomposer.app.inspector.subject import LayersSubject
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.deck import Deck
from storycomposer.document.geometry import Handle, Point, turned
from storycomposer.document.layers import Layer
from storycomposer.document.style import Shadow
from storycomposer.editor import Edit


def opacity(form: Form) -> None:
    """Opacity and the closed "Position"."""
    form.section().field(Layer, "opacity")
    place = form.section(t("inspector.position", "Position"), closed=True)
    place.whole(_place(form, "x", "X"), _place(form, "y", "Y"))
    place.whole(_place(form, "width", "W"), _place(form, "height", "H"))
    turn = NumberField(Scale(-360, 360, 1, "°"), t("field.Layer.rotation", "Rotation"), prefix="∠")
    form.bind(turn, "rotation", t("field.Layer.rotation", "Rotation"), write=_rotated)
    filler = QWidget()
    place.whole(turn, filler)
    place.rows.addWidget(aligning(form, to_slide=True))


def more(form: Form, fill: Fill | None = None) -> Section:
    """The closed section for what is needed seldom; ``fill`` gives it its rows when it is first
    opened."""
    return form.section(t("inspector.more", "More"), closed=True, fill=fill)


def blend(section: Section) -> None:
    """How the layer mixes with what is below, and its language."""
    section.field(Layer, "blend")
    language(section)


def language(section: Section) -> None:
    """A language tag; empty is that of what is around it."""
    said = t("field.language", "Language")
    given = TextField(said, t("language.inherited", "As the story"), longest=35)
    given.setToolTip(t("language.help", "Such as en, pt-BR or zh-Hans; decides breaks and shapes"))
    section.form.bind(given, "language", said, write=_tag)
    section.row(said, given)


def shadow(form: Form, section: Section, own_switch: bool = True) -> None:
    """Shadow: a switch and, where there is one, its colour, blur and offset."""
    if own_switch:
        section.row(t("field.Layer.shadow", "Shadow"), switched(form, "shadow", Shadow()))
    dx = section.field(Layer, "shadow.dx", row=False, prefix="X")
    dy = section.field(Layer, "shadow.dy", row=False, prefix="Y")
    rows = [
        section.field(Layer, "shadow.color", t("shadow.color", "Colour")),
        section.field(Layer, "shadow.blur"),
        section.row(t("shadow.offset", "Offset"), dx, dy),
    ]
    for row in rows:
        form.when(row, partial(has, "shadow"))


def switched(form: Form, name: str, on: Any, label: str = "") -> Switch:
    """A switch that puts the value ``on`` into a field, or nothing."""
    said = label or t(f"switch.{name}", described_title(name))
    given = Switch(said)
    form.bind(given, name, said, read=partial(_is_there, name), write=partial(_put, name, on))
    return given


def choice(form: Form, section: Section, struct: Any, name: str, label: str = "") -> QWidget:
    """A choice in a list, in a row of its own."""
    info = described(struct, name)
    said = label or t(f"field.{struct.__name__}.{name}", info.title)
    given = ChoiceCombo(options(info), said)
    form.bind(given, name, said)
    return section.row(said, given)


def has(name: str, subject: LayersSubject) -> bool:
    """Whether anything selected has something in the field."""
    return any(value is not None for value in subject.values(name))


def described_title(name: str) -> str:
    """A field's name as a word, for those without a row."""
    return name.replace("_", " ").capitalize()


def _is_there(name: str, subject: LayersSubject) -> Any:
    found = {value is not None for value in subject.values(name)}
    return MIXED if len(found) > 1 else found == {True}


def _put(name: str, on: Any, _: tuple[str, ...], value: bool) -> dict[str, Any]:
    return {name: on if value else None}


def _place(form: Form, name: str, letter: str) -> NumberField:
    info = described(Layer, name)
    given = made(info, t(f"field.Layer.{name}", info.title), form.subject.desk, letter)
    given.scale = Scale(given.scale.low, given.scale.high, 1)
    read = partial(_seen, name)
    form.bind(given, name, info.title, read=read, write=partial(_placed, name))
    return given  # type: ignore[no-any-return]


def _seen(name: str, subject: LayersSubject) -> Any:
    """Where the layers lie on their slide, whatever groups they are in."""
    found = edits.spots(subject.desk.deck)
    values = {
        round(getattr(found[id_].pose, name), 4)
        for id_ in subject.desk.editor.selection.layers
        if id_ in found
    }
    return MIXED if len(values) > 1 else next(iter(values), None)


def _placed(name: str, ids: tuple[str, ...], value: float) -> Edit:
    def edit(deck: Deck) -> Deck:
        for id_ in edits.unlocked(deck, ids):
            pose = edits.chosen(deck, (id_,))[id_].pose
            more_ = value - getattr(pose, name)
            if name == "x":
                deck = edits.move(deck, (id_,), more_, 0)
            elif name == "y":
                deck = edits.move(deck, (id_,), 0, more_)
            else:
                handle: Handle = "e" if name == "width" else "s"
                arm = Point(more_, 0) if name == "width" else Point(0, more_)
                deck = edits.resize(deck, id_, handle, *turned(arm, pose.rotation))
        return deck

    return edit


def _rotated(ids: tuple[str, ...], value: float) -> Edit:
    def edit(deck: Deck) -> Deck:
        for id_ in edits.unlocked(deck, ids):
            pose = edits.chosen(deck, (id_,))[id_].pose
            deck = edits.rotate(deck, (id_,), value - pose.rotation)
        return deck

    return edit


def _tag(_: tuple[str, ...], text: str) -> dict[str, str | None]:
    return {"language": text.strip() or None}
