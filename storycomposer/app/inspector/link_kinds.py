"""Kinds of targets as people choose them, and from one kind to another without losing words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from msgspec import Struct, structs
from PySide6.QtCore import QTimeZone

from storycomposer.app.words import t
from storycomposer.document.fields import describe
from storycomposer.document.link import (
    AppTarget,
    ContactTarget,
    EmailTarget,
    EventTarget,
    PhoneTarget,
    Target,
    TelegramTarget,
    TextTarget,
    UrlTarget,
    WhatsAppTarget,
)


class Kind(NamedTuple):
    """``first`` is the field that says the most; the others follow below it."""

    struct: type[Struct]
    icon: str
    first: str


KINDS: dict[str, Kind] = {
    "url": Kind(UrlTarget, "globe", "url"),
    "email": Kind(EmailTarget, "mail", "address"),
    "phone": Kind(PhoneTarget, "phone", "number"),
    "whatsapp": Kind(WhatsAppTarget, "message-circle", "number"),
    "telegram": Kind(TelegramTarget, "send", "username"),
    "contact": Kind(ContactTarget, "contact", "name"),
    "event": Kind(EventTarget, "calendar-days", "title"),
    "app": Kind(AppTarget, "app-window-mac", "app"),
    "text": Kind(TextTarget, "type", "text"),
}

_SAME: dict[str, tuple[str, ...]] = {
    "url": ("url",),
    "mail": ("email.address", "contact.email"),
    "number": ("phone.number", "whatsapp.number", "contact.phone"),
    "words": ("email.body", "whatsapp.message", "telegram.message", "contact.note", "event.note"),
    "title": ("email.subject", "event.title", "contact.name"),
}
"""Fields of different kinds that hold the same thing."""


def kind_name(tag: str) -> str:
    """What a kind is called."""
    return {
        "url": t("target.url", "Web address"),
        "email": t("target.email", "E-mail"),
        "phone": t("target.phone", "Phone"),
        "whatsapp": t("target.whatsapp", "WhatsApp"),
        "telegram": t("target.telegram", "Telegram"),
        "contact": t("target.contact", "Contact"),
        "event": t("target.event", "Event"),
        "app": t("target.app", "App"),
        "text": t("target.text", "Text"),
    }[tag]


def example(tag: str) -> str:
    """What stands in the first field of a kind while it is empty."""
    return {
        "url": "example.org/article",
        "email": "jobs@example.org",
        "phone": "+49 30 1234567",
        "whatsapp": "+49 170 1234567",
        "telegram": "example",
        "contact": t("target.example.contact", "Given and family name"),
        "event": t("target.example.event", "What happens"),
        "app": t("target.example.app", "Its page in the store, or its id"),
        "text": t("target.example.text", "What the phone shows"),
    }[tag]


def tag_of(target: Target) -> str:
    """The kind of a target, as in :data:`KINDS`."""
    return next(tag for tag, kind in KINDS.items() if type(target) is kind.struct)


def unwritten(target: Target) -> bool:
    """Whether what says the most of it is still empty."""
    return not getattr(target, KINDS[tag_of(target)].first).strip()


def converted(old: Target, tag: str, now: datetime | None = None) -> Target:
    """A target of another kind that keeps what fits of ``old``. An event begins tomorrow at six in
    the evening, on the clock of this computer."""
    kind = KINDS[tag]
    if type(old) is kind.struct:
        return old
    held = _held(old)
    fields = {name: held.get(_meaning(tag, name), "") for name in kind.struct.__struct_fields__}
    if tag == "event":
        start = (now or datetime.now().astimezone()) + timedelta(days=1)
        fields["start"] = start.strftime("%Y-%m-%dT18:00")
        fields["zone"] = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    elif tag == "app":
        page = held.get("url", "")
        fields["store"] = "google" if "play.google.com" in page else "apple"
        fields["app"] = page if "play.google.com" in page or "apps.apple.com" in page else ""
    elif tag == "text":
        fields["text"] = held.get("words") or _first(old)
    return cut(kind.struct, fields)


def begun(
    tag: str, headline: str, given: Target | None = None, now: datetime | None = None
) -> Target:
    """A new target of a kind: what fits of what was ``given`` already, and for an event the slide's
    headline. What nobody can know is empty, to be written."""
    made = converted(given or TextTarget(text=""), tag, now)
    if isinstance(made, EventTarget) and not made.title:
        return cut(EventTarget, {**structs.asdict(made), "title": headline})
    return made


def cut(struct: Any, fields: dict[str, Any]) -> Target:
    """A struct of ``fields``, words no longer than their fields hold."""
    longest = {field.name: field.longest for field in describe(struct)}
    short = {
        name: value[: longest[name]] if isinstance(value, str) and longest[name] else value
        for name, value in fields.items()
    }
    made: Target = struct(**short)
    return made


def _held(old: Target) -> dict[str, str]:
    """What ``old`` says, by what it means."""
    found: dict[str, str] = {}
    for name, value in structs.asdict(old).items():
        if isinstance(value, str) and value.strip():
            found.setdefault(_meaning(tag_of(old), name), value)
    return found


def _meaning(tag: str, name: str) -> str:
    wanted = f"{tag}.{name}"
    return next((what for what, names in _SAME.items() if wanted in names or name in names), wanted)


def _first(old: Target) -> str:
    return str(getattr(old, KINDS[tag_of(old)].first))
