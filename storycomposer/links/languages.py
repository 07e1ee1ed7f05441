"""Words that are put on slides or beside them, in the language of the story."""

from __future__ import annotations

from collections.abc import Mapping


def said(words: Mapping[str, str], language: str) -> str:
    """Those of ``words`` (by language, Chinese in traditional characters as ``zh-hant``) that are
    of ``language`` (BCP 47); English where it is not among them."""
    tag = language.lower()
    if tag.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
        tag = "zh-hant"
    return words.get(tag) or words.get(tag.split("-")[0], words["en"])
