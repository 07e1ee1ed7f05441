"""Why a deck is refused, in one sentence: the path, the value, and what the field allows.

msgspec says where and roughly what; the sentence comes from what is said on the field itself.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, ValidationError

from storycomposer.document.fields import Field, describe
from storycomposer.document.layers import Run
from storycomposer.document.parsing import shown
from storycomposer.errors import StoryError

_PLACE = re.compile(r" - at `\$(.*)`$", re.DOTALL)
_STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_]*)|\[(\d+)\]")
_NAMED = re.compile(r"Object (contains unknown|missing required) field `(.*)`", re.DOTALL)


def refusal(error: ValidationError, raw: Any, root: type[Struct]) -> StoryError:
    """The sentence for msgspec's ``error`` on converting plain objects ``raw`` to ``root``."""
    said = str(error)
    place = _PLACE.search(said)
    steps = _steps(place[1]) if place is not None else []
    try:
        value, kinds, field, item = _follow(raw, steps, (root,))
    except LookupError:
        steps, place = [], None
        value, kinds, field, item = _follow(raw, steps, (root,))
    path = path_text(steps)
    named = _NAMED.fullmatch(said[: place.start()] if place is not None else said)
    if named is not None:
        return _named(path, named[1] == "contains unknown", named[2], value, kinds)
    what = _tags(kinds) if field is None else expectation(field, item)
    if field is not None and field.allowed and field.longest and isinstance(value, str):
        what += f" of at most {field.longest} characters" if len(value) > field.longest else ""
    return StoryError(
        "field-value",
        "{path}: expected {allowed}, got {value}.",
        path=path or "deck",
        allowed=what,
        value=shown(value),
    )


def expectation(field: Field, item: bool = False) -> str:
    """What ``field`` (or one item of it, if it is a list) allows, in words."""
    words = _listed(field) if field.items is not None and not item else _single(field)
    return f"{words} or null" if field.optional and not item else words


def path_text(steps: Iterable[str | int]) -> str:
    """``["slides", 2, "id"]`` as ``slides[2].id``."""
    made = ""
    for step in steps:
        made += f"[{step}]" if isinstance(step, int) else f".{step}"
    return made.removeprefix(".")


def struct_of(raw: Any, kinds: tuple[type[Struct], ...]) -> type[Struct] | None:
    """Which of ``kinds`` the object ``raw`` says it is; None if it does not say."""
    if not isinstance(raw, dict):
        return None
    for kind in kinds:
        config = kind.__struct_config__
        if config.tag_field is None or raw.get(config.tag_field) == config.tag:
            return kind
    return None


def field_of(struct: type[Struct], name: str) -> Field | None:
    """The field ``name`` of ``struct``, or None."""
    return _fields(struct).get(name)


@functools.cache
def _fields(struct: type[Struct]) -> dict[str, Field]:
    return {field.name: field for field in describe(struct)}


def _steps(path: str) -> list[str | int]:
    return [match[1] or int(match[2]) for match in _STEP.finditer(path)]


def _follow(
    raw: Any, steps: list[str | int], kinds: tuple[type[Struct], ...]
) -> tuple[Any, tuple[type[Struct], ...], Field | None, bool]:
    """The value at ``steps``, what structs may stand there, its field, and whether it is an item
    of a list. The field is None for the root and for a type's own name. Raises LookupError for
    steps that lead nowhere, which a key that imitates msgspec's words can give."""
    field: Field | None = None
    item = False
    for step in steps:
        if isinstance(step, int) and isinstance(raw, list | tuple):
            raw, item = raw[step], True
            continue
        if not isinstance(step, str) or not isinstance(raw, dict):
            raise LookupError(step)
        struct, item = struct_of(raw, kinds), False
        field = field_of(struct, step) if struct is not None else None
        kinds = field.nested if field is not None else kinds
        raw = raw.get(step)
    return raw, kinds, field, item


def _named(
    path: str, unknown: bool, name: str, value: Any, kinds: tuple[type[Struct], ...]
) -> StoryError:
    struct = struct_of(value, kinds)
    full = f"{path}.{name}" if path else name
    fields = [field.name for field in describe(struct)] if struct is not None else []
    if not unknown:
        field = field_of(struct, name) if struct is not None else None
        words = expectation(field) if field is not None else _tags(kinds)
        return StoryError(
            "field-missing", "{path}: missing; expected {allowed}.", path=full, allowed=words
        )
    full = full.encode("utf-8", "backslashreplace").decode()[:200]
    import difflib  # noqa: PLC0415 (only mistakes need it)

    close = difflib.get_close_matches(name, fields, n=1, cutoff=0.6)
    if close:
        return StoryError(
            "field-unknown-close",
            '{path}: there is no such field; did you mean "{close}"?',
            path=full,
            close=close[0],
        )
    return StoryError(
        "field-unknown",
        "{path}: there is no such field; allowed are {allowed}.",
        path=full,
        allowed=", ".join(fields),
    )


def _tags(kinds: tuple[type[Struct], ...]) -> str:
    tags = [str(kind.__struct_config__.tag) for kind in kinds if kind.__struct_config__.tag]
    return f"one of {', '.join(tags)}" if tags else "an object"


def _listed(field: Field) -> str:
    low, high = field.items or (0, 0)
    many = f"{low}" if low == high else f"{low} to {high:,}" if low else f"at most {high:,}"
    words = f"a list of {many} items, each {_single(field)}"
    return f"text or {words}" if field.nested == (Run,) else words


def _single(field: Field) -> str:
    if field.choices:
        return f"one of {', '.join(field.choices)}"
    if field.nested:
        tags = [k.__struct_config__.tag for k in field.nested]
        return f"an object of type {', '.join(map(str, tags))}" if tags[0] else "an object"
    if field.kind == "switch":
        return "true or false"
    if field.low is not None and field.high is not None:
        kind = "a whole number" if field.whole else "a number"
        return f"{kind} from {field.low:g} to {field.high:g}"
    if field.allowed:
        return field.allowed
    return f"text of at most {field.longest:,} characters" if field.longest else "text"
