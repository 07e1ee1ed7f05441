"""Sections for text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import Qt

from storycomposer.app.inputs.base import MIXED
from storycomposer.app.inputs.choice import Option, SegmentedControl, Switch
from storycomposer.app.inputs.colors import qcolor
from storycomposer.app.inputs.text import TextField
from storycomposer.app.inspector import common
from storycomposer.app.inspector.contrast_chip import ContrastChip
from storycomposer.app.inspector.form import Form, Section
from storycomposer.app.inspector.preset_tiles import PresetTiles
from storycomposer.app.inspector.subject import LayersSubject
from storycomposer.app.inspector.typefaces import FontRow, StyleRow, WeightCombo
from storycomposer.app.words import t
from storycomposer.document import edits, runs
from storycomposer.document.deck import Deck
from storycomposer.document.layers import TextLayer
from storycomposer.document.style import Glow, Shadow, Stroke
from storycomposer.editor import Edit
from storycomposer.typography.bidi import resolve

_EFFECTS = ("shadow", "stroke", "glow")
_ON = {"shadow": Shadow(), "stroke": Stroke(), "glow": Glow()}


def build(form: Form) -> Iterator[None]:
    """Everything about text, in the order that people need it."""
    form.section().whole(PresetTiles(form))
    for part in (_type, _background, _effect, _more):
        yield
        part(form)
    common.opacity(form)


def _type(form: Form) -> None:
    section = form.section(t("text.type", "Type"))
    font = t("field.TextLayer.font", "Font")
    section.row(font, form.bind(FontRow(form, font), "font", font))
    weight = t("field.TextLayer.weight", "Weight")
    size = section.field(TextLayer, "size", row=False)
    size.setFixedWidth(84)
    section.row(weight, form.bind(WeightCombo(form, weight), "weight", weight), size)
    style = t("text.style", "Style")
    toggles = StyleRow(
        form,
        (
            Option("italic", t("field.TextLayer.italic", "Italic"), "italic"),
            Option("underline", t("field.TextLayer.underline", "Underline"), "underline"),
            Option("strike", t("field.TextLayer.strike", "Strike"), "strikethrough"),
        ),
        style,
    )
    section.row(style, form.bind(toggles, "italic", style, read=_toggles, write=_toggled))
    section.field(TextLayer, "color")
    form.when(section.row("", ContrastChip(form)), _is_one)


def _background(form: Form) -> None:
    title = t("text.background", "Background")
    section = form.section(title)
    choice = SegmentedControl(
        (
            Option(None, t("choice.none", "None")),
            Option("pill", t("choice.pill", "Pill")),
            Option("box", t("choice.box", "Box")),
        ),
        title,
    )
    section.whole(form.bind(choice, "highlight", title, read=_ground, write=_grounded))
    across = section.field(TextLayer, "highlight.padding_x", row=False, prefix="↔")
    up = section.field(TextLayer, "highlight.padding_y", row=False, prefix="↕")
    for row in (
        section.field(TextLayer, "highlight.color"),
        section.row(t("text.padding", "Padding"), across, up),
        section.field(TextLayer, "highlight.radius"),
    ):
        form.when(row, partial(common.has, "highlight"))
    _lines(form)


def _lines(form: Form) -> None:
    section = form.section(t("text.lines", "Lines"))
    align = t("field.TextLayer.align", "Align")
    sides = SegmentedControl(
        (
            Option("left", t("align.left", "Left"), "align-left"),
            Option("center", t("align.center", "Centre"), "align-center"),
            Option("right", t("align.right", "Right"), "align-right"),
        ),
        align,
    )
    sides.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # left is left in every language
    leading = section.field(TextLayer, "leading", row=False, prefix="↕")
    leading.setFixedWidth(84)
    section.row(align, form.bind(sides, "align", align, read=_side, write=_aligned), leading)


def _effect(form: Form) -> None:
    title = t("text.effect", "Effect")
    section = form.section(title)
    choice = SegmentedControl(
        (
            Option(None, t("choice.none", "None")),
            Option("shadow", t("effect.shadow", "Shadow")),
            Option("stroke", t("effect.outline", "Outline")),
            Option("glow", t("effect.glow", "Glow")),
        ),
        title,
    )
    section.whole(form.bind(choice, "shadow", title, read=_effect_of, write=_with_effect))
    common.shadow(form, section, own_switch=False)
    for name, fields in (("stroke", ("color", "width")), ("glow", ("color", "radius"))):
        for field in fields:
            row = section.field(TextLayer, f"{name}.{field}")
            form.when(row, partial(common.has, name))


def _more(form: Form) -> None:
    section = common.more(form)
    section.field(TextLayer, "tracking")
    section.field(TextLayer, "case")
    section.field(TextLayer, "list")
    _justify(form, section)
    section.field(TextLayer, "valign")
    section.field(TextLayer, "fit")
    section.field(TextLayer, "paragraph_spacing", t("text.paragraphs", "Paragraphs"))
    section.field(TextLayer, "direction")
    said = t("field.TextLayer.features", "Features")
    given = TextField(said, "ss01, -liga, cv05=2")
    given.setToolTip(t("text.features_help", "OpenType features, with commas between them"))
    form.bind(given, "features", said, read=_features, write=_with_features)
    section.row(said, given)
    common.blend(section)


def _justify(form: Form, section: Section) -> None:
    said = t("text.justify", "Justify")
    given = Switch(said)
    form.bind(given, "align", said, read=_justified, write=_justify_it)
    section.row(said, given)


def _features(subject: LayersSubject) -> Any:
    found = subject.read("features")
    return ", ".join(found) if isinstance(found, tuple) else found


def _with_features(_: tuple[str, ...], text: str) -> dict[str, tuple[str, ...]]:
    return {"features": tuple(text.replace(",", " ").split())}


def _is_one(subject: LayersSubject) -> bool:
    return len(subject.layers) == 1


def _toggles(subject: LayersSubject) -> dict[str, Any]:
    return {name: subject.read(name) for name in ("italic", "underline", "strike")}


def _toggled(_: tuple[str, ...], value: dict[str, bool]) -> dict[str, bool]:
    return value


def _side(subject: LayersSubject) -> Any:
    """At which side the lines stand, whether their layer says so or follows its words."""
    found = {
        _sides(layer).get(layer.align, layer.align)
        for layer in subject.layers
        if isinstance(layer, TextLayer)
    }
    return MIXED if len(found) > 1 else next(iter(found), None)


def _aligned(ids: tuple[str, ...], side: str) -> Edit:
    """The first and the second side stay so where the words are changed for ones that read the
    other way."""

    def edit(deck: Deck) -> Deck:
        for id_, spot in edits.chosen(deck, ids).items():
            if isinstance(spot.layer, TextLayer):
                logical = {real: name for name, real in _sides(spot.layer).items()}
                deck = edits.restyle(deck, (id_,), {"align": logical.get(side, side)})
        return deck

    return edit


def _sides(layer: TextLayer) -> dict[str, str]:
    """Where the start and the end of the layer's lines are."""
    words = next((line for line in runs.plain(layer.text).split("\n") if line.strip()), "")
    rtl = resolve(words, layer.direction).base % 2
    return {"start": "right", "end": "left"} if rtl else {"start": "left", "end": "right"}


def _justified(subject: LayersSubject) -> Any:
    found = {value == "justify" for value in subject.values("align")}
    return MIXED if len(found) > 1 else found == {True}


def _justify_it(_: tuple[str, ...], on: bool) -> dict[str, str]:
    return {"align": "justify" if on else "start"}


def _ground(subject: LayersSubject) -> Any:
    found = {value.style if value else None for value in subject.values("highlight")}
    return MIXED if len(found) > 1 else next(iter(found), None)


def _grounded(ids: tuple[str, ...], style: str | None) -> Edit:
    """A first ground is dark under light letters and light under dark ones."""

    def edit(deck: Deck) -> Deck:
        for id_, spot in edits.chosen(deck, ids).items():
            if not isinstance(spot.layer, TextLayer):
                continue
            changes: dict[str, Any] = {"highlight": None}
            if style is not None:
                changes = {"highlight.style": style}
                if spot.layer.highlight is None:
                    light = qcolor(spot.layer.color, deck.brand).lightnessF() > 0.5
                    changes["highlight.color"] = "brand:ink" if light else "brand:paper"
            deck = edits.restyle(deck, (id_,), changes)
        return deck

    return edit


def _effect_of(subject: LayersSubject) -> Any:
    found = {
        next((name for name in _EFFECTS if getattr(layer, name, None)), None)
        for layer in subject.layers
    }
    return MIXED if len(found) > 1 else next(iter(found), None)


def _with_effect(_: tuple[str, ...], wanted: str | None) -> dict[str, Any]:
    return {name: _ON[name] if name == wanted else None for name in _EFFECTS}
