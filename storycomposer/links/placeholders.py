"""Addresses that stand for another one: those that are set aside for examples (RFC 2606, RFC 6761).
Samples lead there until somebody says where they lead."""

from __future__ import annotations

import re

from storycomposer.document.link import Target
from storycomposer.links import web

_RESERVED = re.compile(r"(?:.+\.)?(?:example|invalid|example\.(?:com|net|org))", re.IGNORECASE)
_FIELDS = ("url", "address", "email")
"""Fields of targets that hold an address."""


def placeholder(target: Target) -> str:
    """The host that is set aside for examples to which ``target`` leads, such as ``example.org``;
    empty for all else."""
    for name in _FIELDS:
        said = str(getattr(target, name, "")).strip()
        host = _host(said) if said else ""
        if _RESERVED.fullmatch(host):
            return host.lower()
    return ""


def _host(said: str) -> str:
    place = web.split(said).authority if "@" not in said or "/" in said else said
    host = (place or "").rpartition("@")[2].partition(":")[0]
    return host.removesuffix(".").removeprefix("www.")
