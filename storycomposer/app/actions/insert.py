"""What is put on a slide: the tools, pictures and what they can become."""

from __future__ import annotations

from collections.abc import Callable

from storycomposer.app import eyedropping
from storycomposer.app.actions.record import Action, Window, has_slide
from storycomposer.app.desk import Mode
from storycomposer.app.shape_kinds import KINDS, Kind
from storycomposer.document.layers import ImageFill, ImageLayer

_KEYS = {"rectangle": ("R",), "ellipse": ("O",), "line": ("L",), "arrow": ("Shift+L",)}


def _tool(name: str) -> Callable[[Window], None]:
    def take(window: Window) -> None:
        window.desk.mode = Mode()
        window.desk.tool = name
        window.canvas.setFocus()

    return take


def _is_tool(name: str) -> Callable[[Window], bool]:
    return lambda window: window.desk.tool == name


def _picture(window: Window) -> str | None:
    """Id of the one selected picture; with nothing selected the slide's, if its background is
    one."""
    desk = window.desk
    selected = desk.selected
    if len(selected) == 1 and isinstance(selected[0], ImageLayer):
        return selected[0].id
    slide = desk.slide
    if not selected and slide is not None and isinstance(slide.background, ImageFill):
        return slide.id
    return None


def _has_picture(window: Window) -> bool:
    return _picture(window) is not None


def _has_picture_layer(window: Window) -> bool:
    selected = window.desk.selected
    return len(selected) == 1 and isinstance(selected[0], ImageLayer)


def _has_background(window: Window) -> bool:
    slide = window.desk.slide
    return slide is not None and isinstance(slide.background, ImageFill)


def _crop(window: Window) -> None:
    id_ = _picture(window)
    slide = window.desk.slide
    if id_ is not None and slide is not None:
        window.desk.mode = Mode("crop", "" if id_ == slide.id else id_)
        window.canvas.setFocus()


def _replace(window: Window) -> None:
    window.bringing.choose(onto=_picture(window) or "")


def _set_background(window: Window) -> None:
    window.bringing.arriving.set_background(window.desk.selected[0].id)


def _detach(window: Window) -> None:
    window.bringing.arriving.detach(window.desk.editor.selection.slide)


def _draws(kind: Kind) -> Action:
    return Action(
        f"tool-{kind.id}",
        kind.name,
        _tool(kind.id),
        icon=kind.icon,
        keys=_KEYS.get(kind.id, ()),
        menu="insert",
        enabled=has_slide,
        checked=_is_tool(kind.id),
    )


def _codes(tag: str, label: str, image: str, menu: str = "") -> Action:
    return Action(
        f"link-{tag}",
        label,
        lambda window: window.linking.begin(tag),
        icon=image,
        menu=menu,
        enabled=has_slide,
    )


ACTIONS: tuple[Action, ...] = (
    Action(
        "tool-select",
        "Select",
        _tool("select"),
        icon="mouse-pointer-2",
        keys=("V",),
        menu="insert",
        checked=_is_tool("select"),
    ),
    Action(
        "tool-text",
        "Text",
        _tool("text"),
        icon="type",
        keys=("T",),
        menu="insert",
        enabled=has_slide,
        checked=_is_tool("text"),
    ),
    *(_draws(kind) for kind in KINDS.values()),
    Action(
        "photo",
        "Photo…",
        lambda window: window.bringing.choose(),
        icon="image",
        keys=("P",),
        menu="-insert",
        enabled=has_slide,
    ),
    Action(
        "stickers",
        "Stickers",
        lambda window: window.rail.open("stickers"),
        icon="sticker",
        keys=("E",),
        menu="insert",
        enabled=has_slide,
    ),
    Action(
        "link",
        "Link…",
        lambda window: window.rail.open("link"),
        icon="link",
        keys=("Q",),
        menu="insert",
        enabled=has_slide,
    ),
    _codes("contact", "Contact as a code…", "contact", "insert"),
    _codes("event", "Event as a code…", "calendar-days", "insert"),
    _codes("app", "App as a code…", "app-window-mac", "insert"),
    _codes("text", "Words as a code…", "type", "insert"),
    _codes("email", "E-mail as a code…", "mail"),
    _codes("phone", "Phone number as a code…", "phone"),
    _codes("whatsapp", "WhatsApp chat as a code…", "message-circle"),
    _codes("telegram", "Telegram chat as a code…", "send"),
    Action(
        "eyedropper",
        "Pick a colour",
        eyedropping.start,
        icon="pipette",
        keys=("I",),
        menu="insert",
        enabled=eyedropping.possible,
    ),
    Action(
        "replace-picture",
        "Replace picture…",
        _replace,
        icon="replace",
        menu="-insert",
        enabled=_has_picture,
    ),
    Action("crop", "Crop", _crop, icon="crop", menu="insert", enabled=_has_picture),
    Action(
        "set-background",
        "Set as background",
        _set_background,
        icon="image",
        menu="insert",
        enabled=_has_picture_layer,
    ),
    Action(
        "detach-background",
        "Detach background",
        _detach,
        icon="layers",
        menu="insert",
        enabled=_has_background,
    ),
)
