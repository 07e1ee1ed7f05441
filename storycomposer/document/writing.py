"""A deck becomes JSON that people and version control can read: the same deck, the same bytes."""

from __future__ import annotations

import functools
import json
from typing import Any

from msgspec import NODEFAULT, Struct, structs

from storycomposer.document.layers import Run

_LINE = 100


def plain(value: Any) -> Any:
    """``value`` (a struct, a tuple, a scalar) as what JSON knows. Fields that equal their default
    are left out, whole floats become integers, and a text of one unstyled run a string."""
    if isinstance(value, Struct):
        return _object(value)
    if isinstance(value, tuple):
        if len(value) == 1 and isinstance(value[0], Run) and value[0] == Run(text=value[0].text):
            return value[0].text
        return [plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def pretty(raw: Any, indent: str = "") -> str:
    """JSON of plain objects; what is flat and fits in a line of 100 characters stays in one."""
    if not isinstance(raw, dict | list):
        return _json(raw)
    items = list(raw.values()) if isinstance(raw, dict) else raw
    if not any(isinstance(item, dict | list) and item for item in items):
        line = _json(raw)
        if len(indent) + len(line) <= _LINE:
            return line
    deeper = indent + "  "
    parts = [pretty(item, deeper) for item in items]
    if isinstance(raw, dict):
        parts = [f"{json.dumps(k)}: {part}" for k, part in zip(raw, parts, strict=True)]
    opening, closing = "{}" if isinstance(raw, dict) else "[]"
    body = ",\n".join(deeper + part for part in parts)
    return f"{opening}\n{body}\n{indent}{closing}"


def _json(raw: Any) -> str:
    """JSON in the characters' own script; line and paragraph separators, which editors do not show
    or take for line breaks, are escaped."""
    text = json.dumps(raw, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _object(value: Struct) -> dict[str, Any]:
    config = value.__struct_config__
    made: dict[str, Any] = {}
    if config.tag_field is not None:
        made[config.tag_field] = config.tag
    for name, default in _defaults(type(value)):
        item = getattr(value, name)
        if default is NODEFAULT or item != default:
            made[name] = plain(item)
    return made


@functools.cache
def _defaults(struct: type[Struct]) -> tuple[tuple[str, Any], ...]:
    return tuple((info.name, info.default) for info in structs.fields(struct))
