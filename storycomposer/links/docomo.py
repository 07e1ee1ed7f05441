"""Codes of phones before smartphones, still written by many programs, are read too.

NTT DOCOMO's "Bar code function" pages: ``MECARD:`` for contacts and ``MATMSG:`` for mail, fields
such as ``TEL:`` ended by semicolons; a backslash stands before characters that would end a field.
"""

from __future__ import annotations

import re

from storycomposer.document.link import ContactTarget, EmailTarget

# Possessive, and the whole before its parts: hostile texts cost no more than long ones.
_FIELD = re.compile(r"([A-Z-]++):((?:[^;\\]|\\.)*+);", re.DOTALL)
_FIELDS = re.compile(r"(?:[A-Z-]++:(?:[^;\\]|\\.)*+;)*+;?\s*+", re.DOTALL)


def read_mecard(text: str) -> ContactTarget | None:
    """The contact of a MECARD; None where it says more than can be held."""
    said = _fields(text, "MECARD:")
    if said is None or not set(said) <= {"N", "TEL", "EMAIL", "URL", "NOTE", "ORG", "TITLE"}:
        return None
    # "Family,Given", or the name as it is said.
    name = " ".join(filter(None, reversed([part.strip() for part in said["N"].split(",", 1)])))
    return ContactTarget(
        name=name,
        organisation=said.get("ORG", ""),
        role=said.get("TITLE", ""),
        phone=said.get("TEL", ""),
        email=said.get("EMAIL", ""),
        url=said.get("URL", ""),
        note=said.get("NOTE", ""),
    )


def read_matmsg(text: str) -> EmailTarget | None:
    """The mail of a MATMSG."""
    said = _fields(text, "MATMSG:")
    if said is None or not set(said) <= {"TO", "SUB", "BODY"}:
        return None
    return EmailTarget(
        address=said.get("TO", ""), subject=said.get("SUB", ""), body=said.get("BODY", "")
    )


def _fields(text: str, head: str) -> dict[str, str] | None:
    """The fields of a code that begins with ``head``; None for other codes, and where something
    stands between fields or comes twice. A contact's name may be missing but not its field."""
    body = text.strip()
    if body[: len(head)].upper() != head:
        return None
    if not _FIELDS.fullmatch(body, len(head)):
        return None
    found = _FIELD.findall(body, len(head))
    names = [name for name, _ in found]
    if len(set(names)) != len(names):
        return None
    said = {name: re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL) for name, value in found}
    return {"N": "", **said} if head == "MECARD:" else said
