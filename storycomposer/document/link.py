"""Where a link leads, how a campaign is counted, and how the code and its card look."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from storycomposer.document.fields import field, number, text
from storycomposer.document.media_ref import MediaRef
from storycomposer.document.style import Color, Font, Linear, Radial, Solid, Stroke, Value

_LOCAL = r"^$|^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?!\n)$"
_Moment = Annotated[
    str,
    text(
        "Time",
        "Date and time on the clock of the event's time zone.",
        longest=16,
        pattern=_LOCAL,
        allowed="date and time such as 2026-11-24T18:00",
        kind="moment",
    ),
]


class UrlTarget(Value, frozen=True, kw_only=True, tag_field="type", tag="url"):
    """A web address."""

    url: Annotated[
        str, text("Address", "Where the link leads, e.g. https://example.org.", longest=2000)
    ]


class EmailTarget(Value, frozen=True, kw_only=True, tag_field="type", tag="email"):
    """A message that is begun in the reader's mail program."""

    address: Annotated[str, text("E-mail", "To whom, e.g. jobs@example.org.", longest=320)]
    subject: Annotated[str, text("Subject", "Written already.", longest=300)] = ""
    body: Annotated[str, text("Message", "Written already.", longest=1500)] = ""


class PhoneTarget(Value, frozen=True, kw_only=True, tag_field="type", tag="phone"):
    """A number to call."""

    number: Annotated[str, text("Number", "With its country, e.g. +49 30 1234567.", longest=40)]


class WhatsAppTarget(Value, frozen=True, kw_only=True, tag_field="type", tag="whatsapp"):
    """A chat in WhatsApp."""

    number: Annotated[str, text("Number", "With its country, e.g. +49 170 1234567.", longest=40)]
    message: Annotated[str, text("Message", "Written already.", longest=1500)] = ""


class TelegramTarget(Value, frozen=True, kw_only=True, tag_field="type", tag="telegram"):
    """A chat or a channel in Telegram."""

    username: Annotated[str, text("Username", "Without the @, e.g. example.", longest=64)]
    message: Annotated[str, text("Message", "Written already.", longest=1500)] = ""


class ContactTarget(Value, frozen=True, kw_only=True, tag_field="type", tag="contact"):
    """A card for the reader's contacts."""

    name: Annotated[str, text("Name", "Given name and family name.", longest=200)]
    organisation: Annotated[str, text("Organisation", "Where they work.", longest=200)] = ""
    role: Annotated[str, text("Role", "What they do there.", longest=200)] = ""
    phone: Annotated[str, text("Phone", "With its country.", longest=40)] = ""
    email: Annotated[str, text("E-mail", "Their address.", longest=320)] = ""
    url: Annotated[str, text("Website", "Their page.", longest=1000)] = ""
    note: Annotated[str, text("Note", "Anything else.", longest=500)] = ""


class EventTarget(Value, frozen=True, kw_only=True, tag_field="type", tag="event"):
    """An entry for the reader's calendar."""

    title: Annotated[str, text("Title", "What happens.", longest=300)]
    start: Annotated[_Moment, Meta(title="Start")]
    end: Annotated[_Moment, Meta(title="End", description="Empty: not said.")] = ""
    zone: Annotated[
        str,
        text("Time zone", "E.g. Europe/Berlin; empty: the reader's own.", longest=64, kind="zone"),
    ] = ""
    place: Annotated[str, text("Place", "A room, a street or an address.", longest=300)] = ""
    url: Annotated[str, text("Link", "Where to join.", longest=1000)] = ""
    note: Annotated[str, text("Note", "Anything else.", longest=500)] = ""


class AppTarget(Value, frozen=True, kw_only=True, tag_field="type", tag="app"):
    """An app in its store."""

    store: Annotated[Literal["apple", "google"], field("Store", "App Store or Google Play.")]
    app: Annotated[str, text("App", "Its number, or its package name.", longest=200)]


class TextTarget(Value, frozen=True, kw_only=True, tag_field="type", tag="text"):
    """Words that the reader's phone shows."""

    text: Annotated[str, text("Text", "What the phone shows.", longest=2900)]


Target = (
    UrlTarget
    | EmailTarget
    | PhoneTarget
    | WhatsAppTarget
    | TelegramTarget
    | ContactTarget
    | EventTarget
    | AppTarget
    | TextTarget
)

Mode = Literal["code", "sticker", "address"]
"""A code, room for the platform's own sticker, or the address alone."""


class ModeThere(Value, frozen=True, kw_only=True):
    """How a link is shown at one destination."""

    destination: Annotated[
        str,
        text(
            "Destination",
            "Such as instagram.",
            longest=40,
            pattern=r"^[a-z0-9-]+(?!\n)$",
            allowed="a destination such as instagram",
        ),
    ]
    mode: Annotated[Mode, field("Mode", "How the link is shown there.")]


class Campaign(Value, frozen=True, kw_only=True):
    """Campaign tags (UTM) added to a web address; empty ones are left out."""

    source: Annotated[str, text("Source", "utm_source, e.g. instagram.", longest=100)] = ""
    medium: Annotated[str, text("Medium", "utm_medium, e.g. social.", longest=100)] = "social"
    campaign: Annotated[str, text("Campaign", "utm_campaign.", longest=100)] = ""
    content: Annotated[str, text("Content", "utm_content, e.g. slide-03-qr.", longest=100)] = ""


class BrandMark(Value, frozen=True, kw_only=True, tag_field="type", tag="brand"):
    """The brand's logo; nothing while the brand has none."""


class PictureMark(Value, frozen=True, kw_only=True, tag_field="type", tag="picture"):
    """A picture of the story."""

    source: MediaRef


class EmojiMark(Value, frozen=True, kw_only=True, tag_field="type", tag="emoji"):
    """An emoji, or a letter or two."""

    emoji: Annotated[str, text("Emoji", "One emoji or a letter or two.", longest=16)]


Mark = BrandMark | PictureMark | EmojiMark


class Look(Value, frozen=True, kw_only=True):
    """Colours and form of a link's card and its code."""

    paper: Annotated[Color, Meta(title="Paper", description="The card and the code's ground.")] = (
        "brand:paper"
    )
    ink: Annotated[Color, Meta(title="Ink", description="The code and the words.")] = "brand:ink"
    accent: Annotated[Color, Meta(title="Accent", description="The call and the bar.")] = (
        "brand:primary"
    )
    font: Font = "brand:body"
    call_font: Annotated[
        Font, Meta(title="Call font", description="Of the call; the other words take the font.")
    ] = "brand:heading"
    radius: Annotated[
        float, number(0, 200, "Radius", "Rounding of the card's corners.", unit="px")
    ] = 24
    arrangement: Annotated[
        Literal["auto", "code", "below", "beside", "badge", "bar"],
        field("Arrangement", "Where the words stand; auto follows the card's shape."),
    ] = "auto"
    form: Annotated[
        Literal["card", "ticket"],
        field("Form", "A plain card, or a ticket with a tear line.", more=True),
    ] = "card"
    modules: Annotated[
        Literal["square", "rounded", "connected", "dots"],
        field("Modules", "The form of the code's modules.", more=True),
    ] = "square"
    finders: Annotated[
        Literal["square", "rounded", "round"],
        field("Finders", "The form of the three corner marks.", more=True),
    ] = "square"
    code: Annotated[
        Solid | Linear | Radial | None,
        field("Code colour", "Of the modules; none: the ink.", more=True),
    ] = None
    finder_color: Annotated[
        Color | None,
        Meta(
            title="Corner ink",
            description="Of the corner marks; none: as the modules.",
            extra={"more": True},
        ),
    ] = None
    mark: Annotated[
        Mark | None, field("Middle", "A logo or an emoji in the code's middle.", more=True)
    ] = None
    frame: Annotated[Stroke | None, field("Frame", "A line around the card.", more=True)] = None
    correction: Annotated[
        Literal["auto", "L", "M", "Q", "H"],
        field(
            "Correction", "How much damage the code survives; auto takes what is free.", more=True
        ),
    ] = "auto"
