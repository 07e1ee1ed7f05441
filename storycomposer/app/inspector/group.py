"""Sections for groups, and for several layers."""

from __future__ import annotations

from storycomposer.app.desk import Mode
from storycomposer.app.inspector import common
from storycomposer.app.inspector.arranging import aligning, spreading
from storycomposer.app.inspector.buttons import Buttons
from storycomposer.app.inspector.form import Form, Section
from storycomposer.app.words import t
from storycomposer.document import edits
from storycomposer.document.layers import GroupLayer


def build_group(form: Form) -> None:
    """A group: into it, out of it, its shadow."""
    section = form.section()
    buttons = Buttons(form)
    buttons.add(t("group.enter", "Edit inside"), "mouse-pointer-2", _enter, one=True)
    buttons.add(t("group.ungroup", "Ungroup"), "ungroup", _ungroup)
    section.whole(buttons)
    section = common.more(form)
    common.shadow(form, section)
    common.blend(section)
    common.opacity(form)


def arrange(form: Form) -> Section:
    """Lining up several layers."""
    section = form.section(t("inspector.arrange", "Arrange"))
    section.whole(aligning(form, to_slide=False))
    section.whole(spreading(form))
    return section


def build_several(form: Form) -> None:
    """Layers of several kinds: what they share."""
    section = common.more(form)
    common.shadow(form, section)
    common.blend(section)
    common.opacity(form)


def _enter(form: Form) -> None:
    layer = form.subject.desk.selected[0]
    if isinstance(layer, GroupLayer):
        form.subject.desk.mode = Mode("group", layer.id)
        form.subject.desk.select((layer.layers[-1].id,))


def _ungroup(form: Form) -> None:
    desk = form.subject.desk
    groups = [layer for layer in desk.selected if isinstance(layer, GroupLayer)]
    ids = tuple(layer.id for layer in groups)
    children = tuple(child.id for layer in groups for child in layer.layers)
    if desk.apply(lambda deck: edits.ungroup(deck, ids), t("group.ungroup", "Ungroup")):
        desk.select(children)
