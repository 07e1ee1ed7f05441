"""Bytes of a deck's JSON become plain objects, and whatever is wrong is said in one sentence.

The standard library's reader is used rather than msgspec's: only it tells of keys that come twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from storycomposer.errors import StoryError

DEEPEST = 64
"""How deep brackets may nest: 16 groups take 32, the deck and a layer's values the rest."""

# A whole string (an unfinished one ends with the data, so that no start is tried twice), or one
# bracket. The possessive *+ keeps hostile input linear.
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse(data: bytes) -> Any:
    """The plain objects of JSON ``data``. Raises :class:`StoryError` for what is not UTF-8 or not
    JSON, nests deeper than :data:`DEEPEST`, says a key twice, or holds half a surrogate pair. NaN
    and infinities pass: every number of the document has limits, and those refuse them with their
    place."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StoryError(
            "deck-not-utf8",
            "The deck is not UTF-8 text (byte {byte}): save the file as UTF-8.",
            byte=error.start,
        ) from None
    _check_depth(data)
    twice: list[tuple[dict[str, Any], str]] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(found)
        if len(made) != len(found):
            keys = [key for key, _ in found]
            twice.append((made, next(key for key in keys if keys.count(key) > 1)))
        return made

    try:
        raw = json.loads(text, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        raise StoryError(
            "deck-not-json",
            "The deck is not JSON: line {line}, column {column}: {what}.",
            line=error.lineno,
            column=error.colno,
            what=error.msg[:1].lower() + error.msg[1:],
        ) from None
    except ValueError:  # an integer of more digits than Python converts
        raise StoryError(
            "deck-number", "The deck holds a number of over 4,000 digits: no field takes it."
        ) from None
    if twice:
        _refuse_twice(raw, *twice[0])
    if _ESCAPED_SURROGATE.search(data):
        check_surrogates(raw)
    return raw


def check_surrogates(raw: Any) -> None:
    """Raise :class:`StoryError` naming the first string of plain objects ``raw`` that holds half a
    surrogate pair, which no UTF-8 file can hold."""
    for path, value in _places(raw):
        if isinstance(value, str) and _SURROGATE.search(value):
            raise StoryError(
                "text-surrogate",
                "{path}: expected characters, got half a surrogate pair in {value}.",
                path=path,
                value=shown(value),
            )


def shown(value: Any) -> str:
    """``value`` as JSON for a sentence: at most 60 characters, printable everywhere."""
    if isinstance(value, str):
        value = value[:80]
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        text = repr(value)
    text = text.encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= 60 else text[:57] + "…"


def _check_depth(data: bytes) -> None:
    depth = 0
    for token in _TOKEN.finditer(data):
        mark = token[0]
        if mark in (b"[", b"{"):
            depth += 1
            if depth > DEEPEST:
                raise StoryError(
                    "deck-too-deep",
                    "The deck nests deeper than {deepest} brackets at byte {byte}: "
                    "groups may lie at most 16 deep.",
                    deepest=DEEPEST,
                    byte=token.start(),
                )
        elif mark in (b"]", b"}"):
            depth -= 1


def _refuse_twice(raw: Any, holder: dict[str, Any], key: str) -> None:
    path = next((path for path, value in _places(raw) if value is holder), "")
    raise StoryError(
        "key-twice",
        "{path}: the key is written twice in one object; write it once.",
        path=f"{path}.{key}" if path else key,
    )


def _places(raw: Any) -> Iterator[tuple[str, Any]]:
    """Every value with its path, keys of objects included, in reading order."""
    stack: list[tuple[str, Any]] = [("", raw)]
    while stack:
        path, value = stack.pop()
        yield path, value
        if isinstance(value, dict):
            inner = [(f"{path}.{key}" if path else key, item) for key, item in value.items()]
            for name, key in zip((name for name, _ in inner), value, strict=True):
                yield shown(name), key
            stack.extend(reversed(inner))
        elif isinstance(value, list | tuple):
            stack.extend((f"{path}[{i}]", value[i]) for i in reversed(range(len(value))))
