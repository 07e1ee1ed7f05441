"""A shorter address of the same page: without what says nothing, and without what only counts
visitors.

Said nothing: an empty ``?``, ``#`` or parameter, and the port that the scheme stands for anyway
(RFC 3986 §6.2.3). Counted only: the parameters that Google Analytics, Google Ads, Meta, Microsoft,
X, TikTok, Mailchimp and Matomo document as theirs, and the share marks of YouTube and Spotify on
their own hosts. ``www.`` stays: whether it leads to the same place nobody knows without asking.
"""

from __future__ import annotations

import re

from storycomposer.links import web

_COUNTS = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|igshid|igsh|mc_[ce]id"
    r"|(?:mtm|pk)_(?:campaign|kwd|keyword|source|medium|content|cid|group|placement)",
    re.IGNORECASE,
)
_SHARED = re.compile(r"(?:.*\.)?(?:youtube\.com|youtu\.be|spotify\.com)", re.IGNORECASE)
_PORTS = {"http": "80", "https": "443"}


def shorter(url: str) -> tuple[str, tuple[str, ...]]:
    """``url`` without what it does not need, and what was dropped, as it is written there: names
    of parameters, ``:443``, ``?``, ``#``. The address itself where there is nothing to drop, or
    where it is none of the web."""
    parts = web.split(url)
    if parts.scheme not in _PORTS or not parts.authority:
        return url, ()
    dropped: list[str] = []
    port = f":{_PORTS[parts.scheme]}"
    if parts.authority.endswith(port):
        parts = parts._replace(authority=parts.authority.removesuffix(port))
        dropped.append(port)
    query = parts.query
    if query is not None:
        kept, gone = _sorted_out(query, parts.authority or "")
        dropped += gone or ([] if kept else ["?"])
        parts = parts._replace(query=kept or None)
    if parts.fragment == "":
        parts = parts._replace(fragment=None)
        dropped.append("#")
    return (str(parts), tuple(dropped)) if dropped else (url, ())


def _sorted_out(query: str, authority: str) -> tuple[str, list[str]]:
    """What a page needs of its ``query``, and the names of the rest."""
    pairs = query.split("&")
    gone = [pair.partition("=")[0] for pair in pairs if counts(pair, authority)]
    kept = "&".join(pair for pair in pairs if not counts(pair, authority))
    return kept, list(dict.fromkeys(gone))


def counts(pair: str, authority: str) -> bool:
    """Whether the parameter ``pair`` of an address at ``authority`` only counts visitors: the page
    is the same without it."""
    name, host = pair.partition("=")[0], authority.rpartition("@")[2].partition(":")[0]
    return bool(_COUNTS.fullmatch(name) or (name == "si" and _SHARED.fullmatch(host)))
