"""How the document names a file of the story."""

from __future__ import annotations

from typing import Annotated

from storycomposer.document.fields import text

MediaRef = Annotated[
    str,
    text(
        "Picture",
        "A picture of the story.",
        longest=80,
        pattern=r"^media/[0-9a-f]{64}\.[a-z0-9]{1,5}(?!\n)$",
        allowed="a file of the story, such as media/photo.jpg",
        kind="media",
    ),
]
