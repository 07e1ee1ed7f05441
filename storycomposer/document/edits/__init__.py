"""Every change to a deck, as a function from deck to deck. What stays is the same object.

Layers and slides are named by id. What names nothing raises :class:`StoryError`. Values are taken
as they come: :func:`storycomposer.document.schema.validated` judges the deck that comes out.
"""

from storycomposer.document.edits.basic import (
    add,
    copied,
    delete,
    duplicate,
    hide,
    lock,
    paste,
    rename,
    restyle,
    unlocked,
)
from storycomposer.document.edits.guides import add_guide, move_guide, remove_guide, set_guides
from storycomposer.document.edits.ids import added
from storycomposer.document.edits.pictures import (
    crop,
    detach_background,
    replace_picture,
    set_as_background,
)
from storycomposer.document.edits.placing import (
    align,
    distribute,
    move,
    resize,
    rotate,
    scale,
    selection_box,
    tidy,
)
from storycomposer.document.edits.slides import (
    add_slide,
    delete_slides,
    duplicate_slides,
    insert_slides,
    move_slides,
    rebrand,
    restyle_deck,
    restyle_slides,
)
from storycomposer.document.edits.stacking import group, move_to, reorder, ungroup
from storycomposer.document.edits.styles import (
    Style,
    apply_preset,
    copy_style,
    paste_style,
    save_preset,
)
from storycomposer.document.edits.tree import Spot, chosen, spots
from storycomposer.document.edits.words import replace_text, set_text, style_text

__all__ = [
    "Spot",
    "Style",
    "add",
    "add_guide",
    "add_slide",
    "added",
    "align",
    "apply_preset",
    "chosen",
    "copied",
    "copy_style",
    "crop",
    "delete",
    "delete_slides",
    "detach_background",
    "distribute",
    "duplicate",
    "duplicate_slides",
    "group",
    "hide",
    "insert_slides",
    "lock",
    "move",
    "move_guide",
    "move_slides",
    "move_to",
    "paste",
    "paste_style",
    "rebrand",
    "remove_guide",
    "rename",
    "reorder",
    "replace_picture",
    "replace_text",
    "resize",
    "restyle",
    "restyle_deck",
    "restyle_slides",
    "rotate",
    "save_preset",
    "scale",
    "selection_box",
    "set_as_background",
    "set_guides",
    "set_text",
    "spots",
    "style_text",
    "tidy",
    "ungroup",
    "unlocked",
]
