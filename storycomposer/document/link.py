"""Where a link leads, how a campaign is counted, and how the card looks."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from storycomposer.document.fields import number, text
from storycomposer.document.style import Color, Font, Value


class UrlTarget(Value, frozen=True, kw_only=True, tag_field="type", tag="url"):
    """A web address."""

    url: Annotated[
        str, text("Address", "Where the link leads, e.g. https://example.org.", longest=2000)
    ]


Target = UrlTarget


class Campaign(Value, frozen=True, kw_only=True):
    """Campaign tags (UTM) added to a web address; empty ones are left out."""

    source: Annotated[str, text("Source", "utm_source, e.g. instagram.", longest=100)] = ""
    medium: Annotated[str, text("Medium", "utm_medium, e.g. social.", longest=100)] = "social"
    campaign: Annotated[str, text("Campaign", "utm_campaign.", longest=100)] = ""
    content: Annotated[str, text("Content", "utm_content, e.g. slide-03-qr.", longest=100)] = ""


class Look(Value, frozen=True, kw_only=True):
    """Colours and form of a link's card."""

    paper: Annotated[Color, Meta(title="Paper", description="The card and the code's ground.")] = (
        "brand:paper"
    )
    ink: Annotated[Color, Meta(title="Ink", description="The code and the words.")] = "brand:ink"
    font: Font = "brand:body"
    radius: Annotated[
        float, number(0, 200, "Radius", "Rounding of the card's corners.", unit="px")
    ] = 24
