"""Apps in their stores ⇄ web addresses.

Sources: Apple, "Linking to your app on the App Store" (``https://apps.apple.com/app/id<number>``);
Android Developers, "Linking to Google Play" (``…/store/apps/details?id=<package>``).
"""

from __future__ import annotations

import re

from storycomposer.document.link import AppTarget
from storycomposer.errors import StoryError

_APPLE = "https://apps.apple.com/app/id"
_GOOGLE = "https://play.google.com/store/apps/details?id="
_PACKAGE = re.compile(r"[A-Za-z]\w*(?:\.[A-Za-z]\w*)+", re.ASCII)


def app_text(target: AppTarget) -> str:
    """The app's address in its store. Raises StoryError for what names no app."""
    said = bare(target)
    if target.store == "apple":
        if not re.fullmatch(r"[0-9]{5,12}", said):
            raise StoryError(
                "link-no-apple-app",
                '"{said}" is no app: give the number in its App Store address, such as 310633997.',
                said=target.app[:60],
            )
        return _APPLE + said
    if not _PACKAGE.fullmatch(said):
        raise StoryError(
            "link-no-google-app",
            '"{said}" is no app: give the package in its Google Play address, such as '
            "org.example.app.",
            said=target.app[:60],
        )
    return _GOOGLE + said


def bare(target: AppTarget) -> str:
    """The app's number or package, also where its whole address was pasted."""
    said = target.app.strip()
    pattern = r"(?:^|/)id([0-9]+)" if target.store == "apple" else r"[?&]id=([\w.]+)"
    match = re.search(pattern, said)
    return match[1] if match else said


def read_app(text: str) -> AppTarget | None:
    """The app that ``text`` leads to."""
    apple = re.fullmatch(rf"{re.escape(_APPLE)}([0-9]+)", text)
    if apple:
        return AppTarget(store="apple", app=apple[1])
    google = re.fullmatch(rf"{re.escape(_GOOGLE)}([\w.]+)", text, re.ASCII)
    return AppTarget(store="google", app=google[1]) if google else None
