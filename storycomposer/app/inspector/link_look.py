"""How a link looks: ready looks as tiles, its arrangement and colours; behind "More" its code."""

from __future__ import annotations

from functools import partial
from typing import Any

from storycomposer.app.inputs.choice import ChoiceCombo, Option, SegmentedControl
from storycomposer.app.inputs.color import ColorButton
from storycomposer.app.inputs.gradient import GradientEditor
from storycomposer.app.inspector import common, fills
from storycomposer.app.inspector.form import Form, Section
from storycomposer.app.inspector.link_middle import Middle
from storycomposer.app.inspector.link_risk import Risk, contrast, of_middle, of_style
from storycomposer.app.inspector.look_tiles import LookTiles
from storycomposer.app.inspector.subject import Subject
from storycomposer.app.words import t
from storycomposer.document.link import Look
from storycomposer.document.style import Stroke

ARRANGEMENTS = ("auto", "beside", "below", "badge", "bar", "code")


def build(form: Form) -> None:
    """Looks, arrangement, colours."""
    section = form.section(t("link.look", "Look"))
    form.when(section.whole(LookTiles(form)), _has_card)
    section.whole(Risk(form, of_style))
    said = t("link.arrangement", "Words")
    options = [Option(name, arrangement_name(name)) for name in ARRANGEMENTS]
    form.when(
        section.row(said, form.bind(ChoiceCombo(options, said), "look.arrangement", said)),
        _has_code,
    )
    for name in ("paper", "ink", "accent"):
        section.field(Look, name, bound=f"look.{name}")
    _remark(form, "look.paper", "look.ink")
    section.field(Look, "radius", bound="look.radius")


def more(form: Form, section: Section) -> None:
    """Fonts, the form of card and code, and what stands in the code's middle."""
    for name in ("font", "call_font", "form"):
        section.field(Look, name, bound=f"look.{name}")
    rows = [
        _segments(form, section, "modules", ("square", "rounded", "connected", "dots")),
        _segments(form, section, "finders", ("square", "rounded", "round")),
    ]
    said = t("link.code_color", "Code colour")
    fills.fill(
        form,
        section,
        "look.code",
        none=True,
        said=said,
        nothing=t("link.as_ink", "As the ink"),
        kinds=("solid", "linear", "radial"),
    )
    said = t("link.finder_color", "Corner ink")
    own = common.switched(form, "look.finder_color", "brand:primary", said)
    rows.append(section.row(said, own))
    color = section.field(Look, "finder_color", " ", bound="look.finder_color")
    form.when(color, partial(_both, partial(common.has, "look.finder_color"), _has_code))
    _remark(form, "look.code.color", "look.code", "look.finder_color")
    rows += Middle(form, section).rows
    said = t("link.frame", "Frame")
    frame = Stroke(color="brand:primary", width=8, position="inside")
    section.row(said, common.switched(form, "look.frame", frame, said))
    for name in ("color", "width"):
        row = section.field(Look, f"frame.{name}", bound=f"look.frame.{name}")
        form.when(row, partial(common.has, "look.frame"))
    said = t("link.correction", "Correction")
    options = [
        Option("auto", t("correction.auto", "Automatic")),
        Option("L", t("correction.L", "L · survives 7 %")),
        Option("M", t("correction.M", "M · survives 15 %")),
        Option("Q", t("correction.Q", "Q · survives 25 %")),
        Option("H", t("correction.H", "H · survives 30 %")),
    ]
    rows.append(section.row(said, form.bind(ChoiceCombo(options, said), "look.correction", said)))
    section.whole(Risk(form, of_middle))
    for row in rows:
        form.when(row, _has_code)


def arrangement_name(value: str) -> str:
    """What an arrangement is called."""
    return {
        "auto": t("arrangement.auto", "Where there is room"),
        "beside": t("arrangement.beside", "Beside the code"),
        "below": t("arrangement.below", "Below the code"),
        "badge": t("arrangement.badge", "Badge"),
        "bar": t("arrangement.bar", "Full-width bar"),
        "code": t("arrangement.code", "Code only"),
    }[value]


def _remark(form: Form, *names: str) -> None:
    """Whoever chooses these colours is told what they mean for the code."""
    for given in form.inputs(*names):
        if isinstance(given, ColorButton | GradientEditor):
            given.remarked(partial(contrast, form.subject))


def _segments(form: Form, section: Section, name: str, values: tuple[str, ...]) -> Any:
    said = {
        "modules": t("link.modules", "Modules"),
        "finders": t("link.finders", "Corners"),
    }[name]
    called = {
        "square": t("form.square", "Square"),
        "rounded": t("form.rounded", "Rounded"),
        "connected": t("form.connected", "Joined"),
        "dots": t("form.dots", "Dots"),
        "round": t("form.round", "Round"),
    }
    options = [Option(value, called[value], f"{name}-{value}") for value in values]
    return section.row(said, form.bind(SegmentedControl(options, said), f"look.{name}", said))


def _has_card(subject: Subject) -> bool:
    """Room for a sticker shows its call alone."""
    return any(mode != "sticker" for mode in subject.values("mode"))


def _has_code(subject: Subject) -> bool:
    return "code" in subject.values("mode")


def _both(one: Any, other: Any, subject: Subject) -> bool:
    return bool(one(subject) and other(subject))
