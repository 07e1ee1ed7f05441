"""What a shape or a slide is filled with."""

from __future__ import annotations

from functools import partial
from typing import Any

from msgspec import Struct
from PySide6.QtWidgets import QWidget

from storycomposer.app.inputs.base import MIXED
from storycomposer.app.inputs.choice import ChoiceCombo, Option
from storycomposer.app.inputs.gradient import GradientEditor
from storycomposer.app.inputs.number import NumberField, Scale
from storycomposer.app.inspector import gradient_canvas
from storycomposer.app.inspector.form import Form, Section
from storycomposer.app.inspector.making import brand_of
from storycomposer.app.inspector.subject import Subject
from storycomposer.app.words import t
from storycomposer.document.layers import ImageFill
from storycomposer.document.style import Conic, Gradient, Linear, Radial, Solid, Stop
from storycomposer.editor import Edit

KINDS = {"solid": Solid, "linear": Linear, "radial": Radial, "conic": Conic, "image": ImageFill}


def fill(
    form: Form,
    section: Section,
    name: str,
    none: bool,
    *,
    said: str = "",
    nothing: str = "",
    kinds: tuple[str, ...] = ("solid", "linear", "radial", "conic"),
) -> ChoiceCombo:
    """Kind of fill, and the inputs that the kind has. Returns the choice of kinds, to which others
    may be added. ``said`` is what it is called, ``nothing`` what no fill is."""
    said = said or (t("fill.kind", "Fill") if none else t("fill.ground", "Kind"))
    offered = [one for one in fill_options(none) if one.value is None or one.value in kinds]
    if nothing:
        offered = [one._replace(label=nothing) if one.value is None else one for one in offered]
    choice = ChoiceCombo(offered, said)
    change = partial(_retyped, form.subject, name)
    form.bind(choice, name, said, read=partial(kind_of, name), write=change)
    section.row(said, choice)
    color = section.field(Solid, "color", bound=f"{name}.color")
    form.when(color, partial(_is, name, (Solid,)))
    colors = GradientEditor(t("fill.colors", "Colours"), partial(brand_of, form.subject.desk))
    form.bind(colors, name, t("fill.colors", "Colours"))
    if name in gradient_canvas.FIELDS:
        gradient_canvas.OnCanvas(form, colors, choice, name)
    form.when(section.whole(colors), partial(_is, name, (Linear, Radial, Conic)))
    angle = section.field(Linear, "angle", bound=f"{name}.angle")
    form.when(angle, partial(_is, name, (Linear, Conic)))
    radius = section.field(Radial, "radius", bound=f"{name}.radius")
    form.when(radius, partial(_is, name, (Radial,)))
    form.when(_center(form, section, name), partial(_is, name, (Radial, Conic)))
    return choice


def fill_options(none: bool) -> tuple[Option, ...]:
    """The kinds that can be chosen."""
    made = (
        Option("solid", t("fill.solid", "Colour")),
        Option("linear", t("fill.linear", "Linear gradient")),
        Option("radial", t("fill.radial", "Radial gradient")),
        Option("conic", t("fill.conic", "Conic gradient")),
    )
    return (Option(None, t("choice.none", "None")), *made) if none else made


def converted(old: Any, kind: str | None) -> Any:
    """A fill of another kind that keeps what it can of the colours of the old one."""
    if kind is None:
        return None
    if isinstance(old, Gradient):
        color, stops = old.stops[0].color, old.stops
    else:
        color = old.color if isinstance(old, Solid) else "brand:primary"
        end = "brand:accent" if color == "brand:primary" else "brand:primary"
        stops = (Stop(at=0, color=color), Stop(at=1, color=end))
    if kind == "solid":
        return old if isinstance(old, Solid) else Solid(color=color)
    return old if isinstance(old, KINDS[kind]) else KINDS[kind](stops=stops)


def _center(form: Form, section: Section, name: str) -> QWidget:
    said = t("fill.center", "Centre")
    inputs = []
    for at, letter in enumerate("XY"):
        given = NumberField(Scale(0, 1, 0.01, "%", 100), f"{said} {letter}", letter)
        form.bind(
            given,
            f"{name}.center",
            said,
            read=partial(_part, f"{name}.center", at),
            write=partial(_with_part, form.subject, f"{name}.center", at),
        )
        inputs.append(given)
    return section.row(said, *inputs)


def _part(name: str, at: int, subject: Subject) -> Any:
    found = {value[at] for value in subject.values(name) if value is not None}
    return MIXED if len(found) > 1 else next(iter(found), None)


def _with_part(subject: Subject, name: str, at: int, _: tuple[str, ...], value: float) -> Edit:
    def change(old: Any) -> Any:
        return (value, old[1]) if at == 0 else (old[0], value)

    return subject.each(name, change)


def _retyped(subject: Subject, name: str, _: tuple[str, ...], kind: str | None) -> Edit:
    return subject.each(name, lambda old: converted(old, kind))


def kind_of(name: str, subject: Subject) -> Any:
    """The kind of fill that all selected have, as a choice; MIXED where they differ."""
    found = {_tag(value) for value in subject.values(name)}
    return MIXED if len(found) > 1 else next(iter(found), None)


def _tag(value: Struct | None) -> str | None:
    return next((tag for tag, kind in KINDS.items() if isinstance(value, kind)), None)


def _is(name: str, kinds: tuple[type, ...], subject: Subject) -> bool:
    found = subject.values(name)
    return bool(found) and all(isinstance(value, kinds) for value in found)
