"""What people type into a field for numbers: a number, a unit, a little arithmetic."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\s*(?:(\d+(?:[.,]\d*)?|[.,]\d+)|([-+*/()×÷−]))")
_UNIT = re.compile(r"[\s%°×‰a-z]*$", re.IGNORECASE)
_SAME = str.maketrans({"×": "*", "÷": "/", "−": "-", ",": "."})


def value(text: str) -> float | None:
    """The number that ``text`` stands for: ``96``, ``96 px``, ``96+24``, ``(1080-96)/2``, with a
    point or a comma. None where it stands for none."""
    tokens = _tokens(text)
    if not tokens:
        return None
    try:
        found, rest = _sum(tokens)
    except (ValueError, ZeroDivisionError, IndexError):
        return None
    return found if not rest and abs(found) < 1e9 else None


def _tokens(text: str) -> list[str]:
    text = _UNIT.sub("", text.strip(), count=1)
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return []
        found.append(match[0].strip().translate(_SAME))
        at = match.end()
    return found


def _sum(tokens: list[str]) -> tuple[float, list[str]]:
    left, tokens = _product(tokens)
    while tokens and tokens[0] in "+-":
        sign, tokens = tokens[0], tokens[1:]
        right, tokens = _product(tokens)
        left = left + right if sign == "+" else left - right
    return left, tokens


def _product(tokens: list[str]) -> tuple[float, list[str]]:
    left, tokens = _atom(tokens)
    while tokens and tokens[0] in "*/":
        sign, tokens = tokens[0], tokens[1:]
        right, tokens = _atom(tokens)
        left = left * right if sign == "*" else left / right
    return left, tokens


def _atom(tokens: list[str]) -> tuple[float, list[str]]:
    first, rest = tokens[0], tokens[1:]
    if first in "+-":
        found, rest = _atom(rest)
        return (-found if first == "-" else found), rest
    if first == "(":
        found, rest = _sum(rest)
        if rest[0] != ")":
            raise ValueError(rest[0])
        return found, rest[1:]
    return float(first), rest
