"""Everything a person can do, as a table: menus, buttons, command palette, shortcut sheet, tests
and documentation read it. A new action is one record in one of the lists below."""

from __future__ import annotations

from storycomposer.app.actions import (
    brand,
    edit,
    export,
    file,
    help,
    insert,
    layer,
    slide,
    text,
    view,
)
from storycomposer.app.actions.record import Action, Window

__all__ = ["TABLE", "Action", "Window", "by_id"]

TABLE: tuple[Action, ...] = (
    *file.ACTIONS,
    *edit.ACTIONS,
    *insert.ACTIONS,
    *slide.ACTIONS,
    *layer.ACTIONS,
    *text.ACTIONS,
    *view.ACTIONS,
    *export.ACTIONS,
    *brand.ACTIONS,
    *help.ACTIONS,
)


def by_id(id: str) -> Action:
    """The action called ``id``. KeyError if there is none."""
    return _BY_ID[id]


_BY_ID = {action.id: action for action in TABLE}
