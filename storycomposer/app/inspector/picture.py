"""Sections for pictures, in layers and behind slides."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from storycomposer.app.inputs.base import MIXED
from storycomposer.app.inputs.choice import ChoiceCombo, Option, Switch
from storycomposer.app.inputs.text import TextBox
from storycomposer.app.inspector import common
from storycomposer.app.inspector.buttons import Buttons, trigger
from storycomposer.app.inspector.filters import FilterTiles
from storycomposer.app.inspector.form import Form, Section
from storycomposer.app.inspector.resolution import ResolutionLine, pixels
from storycomposer.app.inspector.shape import shape_choice, shape_fields, stroke
from storycomposer.app.inspector.subject import Subject
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.deck import Deck
from storycomposer.document.layers import Duotone, ImageFill, ImageLayer, Scrim
from storycomposer.editor import Edit


def build(form: Form) -> Iterator[None]:
    """Everything about pictures."""
    section = form.section()
    buttons = Buttons(form)
    for action, label, image in (
        ("replace-picture", t("picture.replace", "Replace…"), "replace"),
        ("crop", t("picture.crop", "Crop"), "crop"),
        ("set-background", t("picture.ground", "As background"), "panel-top"),
    ):
        buttons.add(label, image, partial(trigger, action), one=True)
    buttons.add(t("picture.exact", "Exact pixels"), "one-to-one", _exact)
    section.whole(buttons)
    section.whole(ResolutionLine(form))
    yield
    mask = form.section(t("picture.mask", "Mask"))
    shape_choice(form, mask, "mask", none=True)
    mask.field(ImageLayer, "radius")
    yield
    looks(form, "")
    alt(form, "alt")
    yield
    section = common.more(form)
    adjusting(form, section, "")
    yield
    for row in shape_fields(form, section, "mask", more=False):
        row.setObjectName("mask")
    stroke(form, section, ImageLayer, t("field.ImageLayer.stroke", "Border"))
    common.shadow(form, section)
    common.blend(section)
    common.opacity(form)


def looks(form: Form, prefix: str) -> tuple[Section, Section]:
    """Scrim and filters of the picture whose fields begin with ``prefix``."""
    return _scrim(form, prefix), _filter(form, prefix)


def _scrim(form: Form, prefix: str) -> Section:
    title = t("picture.scrim", "Scrim")
    section = form.section(title)
    choice = ChoiceCombo(
        (
            Option(None, t("choice.none", "None")),
            Option("bottom", t("scrim.bottom", "From the bottom")),
            Option("top", t("scrim.top", "From the top")),
            Option("even", t("scrim.even", "Even")),
        ),
        title,
    )
    form.bind(
        choice,
        f"{prefix}scrim",
        title,
        read=partial(_scrim_of, prefix),
        write=partial(_with_scrim, form.subject, prefix),
    )
    section.row(t("scrim.form", "Form"), choice)
    for name in ("opacity", "color", "reach"):
        row = section.field(Scrim, name, bound=f"{prefix}scrim.{name}")
        form.when(row, partial(_scrim_has, prefix, name))
    return section


def _filter(form: Form, prefix: str) -> Section:
    title = t("picture.filter", "Filter")
    section = form.section(title)
    tiles = FilterTiles(form, prefix)
    form.bind(tiles, f"{prefix}filter", title)
    section.whole(tiles)
    amount = section.field(ImageFill, "filter_amount", bound=f"{prefix}filter_amount")
    form.when(amount, partial(_filtered, prefix))
    return section


def alt(form: Form, name: str) -> None:
    """What a person who does not see it should know."""
    title = t("picture.alt", "Alt text")
    section = form.section(title)
    box = TextBox(title, t("picture.alt_hint", "What should a person who does not see it know?"))
    form.bind(box, name, title)
    section.whole(box)


def adjusting(form: Form, section: Section, prefix: str) -> None:
    """Sliders and switches that are needed seldom."""
    section.field(ImageFill, "fit", bound=f"{prefix}fit")
    section.field(ImageFill, "zoom", bound=f"{prefix}zoom")
    for name in ("brightness", "contrast", "saturation", "temperature", "blur"):
        section.field(ImageFill, name, bound=f"{prefix}{name}")
    section.field(ImageFill, "greyscale", bound=f"{prefix}greyscale")
    said = t("picture.duotone", "Duotone")
    given = Switch(said)
    form.bind(
        given,
        f"{prefix}duotone",
        said,
        read=partial(_is_there, f"{prefix}duotone"),
        write=partial(_two_colors, prefix),
    )
    section.row(said, given)
    for name in ("dark", "light"):
        row = section.field(Duotone, name, bound=f"{prefix}duotone.{name}")
        form.when(row, partial(common.has, f"{prefix}duotone"))
    for name, label in (
        ("flip_x", t("picture.flip_x", "Flip across")),
        ("flip_y", t("picture.flip_y", "Flip down")),
    ):
        section.field(ImageFill, name, label, bound=f"{prefix}{name}")


def _exact(form: Form) -> None:
    """One pixel of the picture on each of the slide, about the middle it has."""
    desk = form.subject.desk
    media = desk.editor.story.media
    sizes = {one.id: pixels(media, one.source) for one in desk.selected if hasattr(one, "source")}

    def edit(deck: Deck) -> Deck:
        for id_, size in sizes.items():
            pose = edits.chosen(deck, (id_,))[id_].pose
            if size is None:
                continue
            across, down = float(size[0]), float(size[1])
            fields = {"width": across, "height": down, "zoom": 1.0, "focus": (0.5, 0.5)}
            deck = edits.restyle(deck, (id_,), fields)
            now = edits.chosen(deck, (id_,))[id_].pose
            middle, was = now.center, pose.center
            deck = edits.move(deck, (id_,), was.x - middle.x, was.y - middle.y)
        return deck

    desk.apply(edit, t("picture.exact", "Exact pixels"))


def _scrim_of(prefix: str, subject: Subject) -> Any:
    found = {value.form if value else None for value in subject.values(f"{prefix}scrim")}
    return MIXED if len(found) > 1 else next(iter(found), None)


def _with_scrim(subject: Subject, prefix: str, _: tuple[str, ...], form: str | None) -> Edit:
    def change(old: Any) -> Any:
        if form is None:
            return None
        if old is None:
            return Scrim(form=form, opacity=0.4 if form == "even" else 0.72)  # type: ignore[arg-type]
        return Scrim(form=form, color=old.color, opacity=old.opacity, reach=old.reach)  # type: ignore[arg-type]

    return subject.each(f"{prefix}scrim", change)


def _scrim_has(prefix: str, name: str, subject: Subject) -> bool:
    found = [value for value in subject.values(f"{prefix}scrim") if value is not None]
    if name == "reach":
        return any(value.form != "even" for value in found)
    return bool(found)


def _filtered(prefix: str, subject: Subject) -> bool:
    return any(value != "none" for value in subject.values(f"{prefix}filter"))


def _is_there(name: str, subject: Subject) -> Any:
    found = {value is not None for value in subject.values(name)}
    return MIXED if len(found) > 1 else found == {True}


def _two_colors(prefix: str, _: tuple[str, ...], on: bool) -> dict[str, Any]:
    return {f"{prefix}duotone": Duotone() if on else None}
