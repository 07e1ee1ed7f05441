"""Sections for shapes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from msgspec import structs
from PySide6.QtWidgets import QWidget

from storycomposer.app.inputs.base import MIXED
from storycomposer.app.inputs.choice import ChoiceCombo, Option
from storycomposer.app.inspector import common, fills
from storycomposer.app.inspector.form import Form, Section
from storycomposer.app.inspector.subject import LayersSubject, Subject
from storycomposer.app.words import t
from storycomposer.document.fields import describe
from storycomposer.document.layers import ShapeLayer
from storycomposer.document.shapes import Bubble, Ellipse, Line, Path, Polygon, Rectangle, Star
from storycomposer.document.style import Stroke
from storycomposer.editor import Edit

FORMS: dict[str, type] = {
    "rectangle": Rectangle,
    "ellipse": Ellipse,
    "line": Line,
    "polygon": Polygon,
    "star": Star,
    "bubble": Bubble,
}


def build(form: Form) -> Iterator[None]:
    """Everything about shapes."""
    section = form.section(t("shape.form", "Form"))
    shape_choice(form, section, "shape", none=False)
    shape_fields(form, section, "shape", more=False)
    yield
    section = form.section(t("shape.fill", "Fill"))
    fills.fill(form, section, "fill", none=True)
    form.when(section, _closed)
    yield
    section = form.section(t("shape.stroke", "Stroke"))
    stroke(form, section, ShapeLayer)
    yield
    section = common.more(form)
    for row in (
        section.field(ShapeLayer, "stroke.dash"),
        section.field(ShapeLayer, "stroke.position", t("stroke.position", "Edge")),
    ):
        form.when(row, partial(common.has, "stroke"))
    shape_fields(form, section, "shape", more=True)
    yield
    common.shadow(form, section)
    common.blend(section)
    common.opacity(form)


def stroke(form: Form, section: Section, struct: type[Any], label: str = "") -> None:
    """A switch for the stroke, its colour and width."""
    said = label or t("stroke.on", "Line")
    section.row(said, common.switched(form, "stroke", Stroke(), said))
    for name in ("color", "width"):
        form.when(section.field(struct, f"stroke.{name}"), partial(common.has, "stroke"))


def shape_choice(form: Form, section: Section, name: str, none: bool) -> None:
    """Which form it is; a drawing can become one of the others."""
    said = t("shape.kind", "Shape")
    options = [
        Option("rectangle", t("shape.rectangle", "Rectangle"), "square"),
        Option("ellipse", t("shape.ellipse", "Ellipse"), "circle"),
        Option("line", t("shape.line", "Line"), "minus"),
        Option("polygon", t("shape.polygon", "Polygon"), "hexagon"),
        Option("star", t("shape.star", "Star"), "star"),
        Option("bubble", t("shape.bubble", "Speech bubble"), "message-square"),
    ]
    if none:
        options = [Option(None, t("choice.none", "None")), *options]
        options = [option for option in options if option.value not in ("line", "rectangle")]
    else:
        options.append(Option("path", t("shape.path", "Drawing"), "pen-line"))
    choice = ChoiceCombo(options, said)
    form.bind(
        choice,
        name,
        said,
        read=partial(_form_of, name),
        write=partial(_reformed, form.subject, name),
    )
    section.row(said, choice)


def shape_fields(form: Form, section: Section, name: str, more: bool) -> list[QWidget]:
    """The fields that the forms have of their own, each shown where all selected have it."""
    made, seen = [], set()
    for struct in FORMS.values():
        for field in describe(struct):
            if field.name in seen or field.more != more:
                continue
            seen.add(field.name)
            label = {
                "start": t("shape.start", "Start"),
                "end": t("shape.end", "End"),
            }.get(field.name, "")
            row = section.field(struct, field.name, label, bound=f"{name}.{field.name}")
            form.when(row, partial(_have, name, field.name))
            made.append(row)
    return made


def _have(name: str, field: str, subject: Subject) -> bool:
    found = subject.values(name)
    return bool(found) and all(
        value is not None and field in value.__struct_fields__ for value in found
    )


def _form_of(name: str, subject: Subject) -> Any:
    found = {_tag(value) for value in subject.values(name)}
    return MIXED if len(found) > 1 else next(iter(found), None)


def _tag(value: Any) -> str | None:
    if isinstance(value, Path):
        return "path"
    return next((tag for tag, kind in FORMS.items() if isinstance(value, kind)), None)


def _reformed(subject: Subject, name: str, _: tuple[str, ...], tag: str | None) -> Edit:
    def change(old: Any) -> Any:
        if tag is None or tag == "path" or _tag(old) == tag:
            return None if tag is None else old
        kind = FORMS[tag]
        # What both forms have stays, such as a radius.
        shared = {
            field: getattr(old, field)
            for field in kind.__struct_fields__  # type: ignore[attr-defined]
            if old is not None and field in old.__struct_fields__
        }
        return structs.replace(kind(), **shared)

    return subject.each(name, change)


def _closed(subject: LayersSubject) -> bool:
    """Whether anything selected has an inside."""
    return not all(isinstance(value, Line) for value in subject.values("shape"))
