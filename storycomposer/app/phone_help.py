"""How the pictures get from this computer to the phone, in a line."""

from __future__ import annotations

import sys

from storycomposer.app.export_settings import Phone
from storycomposer.app.words import t


def way(phone: Phone, system: str = sys.platform) -> str:
    """The shortest way to ``phone`` from ``system`` (as :data:`sys.platform` names it) that sends
    the pictures as they are: chats and mail would shrink them."""
    if phone == "iphone":
        if system == "darwin":
            return t(
                "phone.iphone.mac",
                "Open the folder, select all pictures, then Share, AirDrop. "
                "Photos keeps their order.",
            )
        if system == "win32":
            return t(
                "phone.iphone.windows",
                "Copy to a synced folder such as iCloud Drive; on the iPhone, select all in "
                "Files, then Share, Save Images.",
            )
        return t(
            "phone.iphone.linux",
            "Copy to a synced folder; on the iPhone, open it in Files, select all, then Share, "
            "Save Images.",
        )
    if system == "darwin":
        return t(
            "phone.android.mac",
            "Copy to a synced folder, or drag all into a Quick Share or LocalSend window; "
            "save them on the phone.",
        )
    if system == "win32":
        return t(
            "phone.android.windows",
            "Cable: choose File transfer on the phone, then copy to its Pictures folder. "
            "Without: drag all into Quick Share.",
        )
    return t(
        "phone.android.linux",
        "Cable: choose File transfer on the phone, open it once in Files, then copy to its "
        "Pictures folder. KDE Connect works too.",
    )
