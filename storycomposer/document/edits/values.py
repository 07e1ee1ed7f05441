"""Fields of nested values by dotted name: ``shadow.blur``, ``fill.color``."""

from __future__ import annotations

import functools
from typing import Any, TypeVar

from msgspec import NODEFAULT, Struct, structs

from storycomposer.document.fields import Field, describe

V = TypeVar("V", bound=Struct)


def has_field(value: Any, name: str) -> bool:
    """Whether ``value`` has the field, or would have it: an absent shadow can be given a blur."""
    head, _, rest = name.partition(".")
    if not isinstance(value, Struct) or head not in value.__struct_fields__:
        return False
    if not rest:
        return True
    inner = getattr(value, head)
    return has_field(fresh(type(value), head) if inner is None else inner, rest)


def with_field(value: V, name: str, new: Any) -> V:
    """``value`` with the field set to ``new``; what is absent on the way comes with its
    defaults."""
    head, _, rest = name.partition(".")
    if rest:
        inner = getattr(value, head)
        new = with_field(fresh(type(value), head) if inner is None else inner, rest, new)
    if getattr(value, head) == new and type(getattr(value, head)) is type(new):
        return value
    return structs.replace(value, **{head: new})


@functools.cache
def fresh(struct: type[Struct], name: str) -> Any:
    """What an absent nested field of ``struct`` starts as: the first kind that needs nothing said;
    else None."""
    for kind in _field(struct, name).nested:
        if all(info.default is not NODEFAULT for info in structs.fields(kind)):
            return kind()
    return None


def _field(struct: type[Struct], name: str) -> Field:
    return next(field for field in describe(struct) if field.name == name)
