"""A field of the document is said once, on the field: this module writes and reads that metadata.

Validation and JSON Schema take limits from the same :class:`msgspec.Meta`; the inspector and the
documentation take label, help, unit and grouping from :func:`describe`.
"""

from __future__ import annotations

import functools
import types
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct


def number(
    low: float,
    high: float,
    title: str,
    help: str,
    *,
    group: str = "",
    unit: str = "",
    step: float = 1,
    more: bool = False,
) -> Meta:
    """Metadata of a number from ``low`` to ``high``, both allowed. ``more`` puts the field behind
    the inspector's "More"; ``step`` is what one notch of scrubbing adds."""
    extra = {"group": group, "unit": unit, "step": step, "more": more}
    return Meta(ge=low, le=high, title=title, description=help, extra=extra)


def text(
    title: str,
    help: str,
    *,
    longest: int,
    pattern: str | None = None,
    allowed: str = "",
    kind: str = "",
    group: str = "",
    more: bool = False,
) -> Meta:
    """Metadata of a string of at most ``longest`` characters. ``allowed`` says ``pattern`` in
    words; ``kind`` ("color", "font", "media", "id" …) tells resolving and the inspector apart."""
    extra = {"group": group, "kind": kind, "more": more, "allowed": allowed}
    return Meta(max_length=longest, pattern=pattern, title=title, description=help, extra=extra)


def field(title: str, help: str, *, group: str = "", kind: str = "", more: bool = False) -> Meta:
    """Metadata of a choice, a switch or a nested value."""
    return Meta(title=title, description=help, extra={"group": group, "kind": kind, "more": more})


class Field(NamedTuple):
    """What :func:`describe` says of one field. ``low``, ``high``, ``unit``, ``step`` and ``whole``
    are of numbers, ``longest`` and ``allowed`` of strings, ``choices`` of choices; ``nested`` lists
    the struct classes the field can hold. Where the field is a list, ``items`` is how few and how
    many it holds, and all else is said of one item."""

    name: str
    title: str
    help: str
    group: str
    kind: str
    more: bool
    optional: bool
    default: Any
    low: float | None = None
    high: float | None = None
    unit: str = ""
    step: float = 1
    choices: tuple[str, ...] = ()
    nested: tuple[type[Struct], ...] = ()
    whole: bool = False
    longest: int | None = None
    allowed: str = ""
    items: tuple[int, int] | None = None


@functools.cache
def describe(struct: type[Struct]) -> tuple[Field, ...]:
    """All fields of ``struct``, in their order, with what is said on them."""
    hints = get_type_hints(struct, include_extras=True)
    names, given = struct.__struct_fields__, struct.__struct_defaults__
    defaults = (msgspec.NODEFAULT,) * (len(names) - len(given)) + given
    return tuple(
        _field(name, hints[name], default) for name, default in zip(names, defaults, strict=True)
    )


def _field(name: str, hint: Any, default: Any) -> Field:
    metas: list[Meta] = []
    leaves: list[Any] = []
    lists: list[tuple[int, int]] = []
    _flatten(hint, metas, leaves, lists)
    extra: dict[str, Any] = {}
    for meta in metas:
        extra = {**(meta.extra or {}), **{k: v for k, v in extra.items() if v}}
    limits = next((m for m in metas if m.ge is not None), None)
    choices = tuple(c for leaf in leaves if get_origin(leaf) is Literal for c in get_args(leaf))
    nested = tuple(leaf for leaf in leaves if isinstance(leaf, type) and issubclass(leaf, Struct))
    kind = extra.get("kind") or _kind(leaves, choices, nested)
    return Field(
        name=name,
        title=next((m.title for m in metas if m.title), name),
        help=next((m.description for m in metas if m.description), ""),
        group=extra.get("group", ""),
        kind=kind,
        more=extra.get("more", False),
        optional=type(None) in leaves,
        default=default,
        low=limits.ge if limits else None,
        high=limits.le if limits else None,
        unit=extra.get("unit", ""),
        step=extra.get("step", 1),
        choices=choices,
        nested=nested,
        whole=int in leaves,
        longest=_longest(metas) if str in leaves else None,
        allowed=extra.get("allowed", ""),
        items=lists[0] if lists else None,
    )


def _kind(leaves: list[Any], choices: tuple[str, ...], nested: tuple[Any, ...]) -> str:
    if choices:
        return "choice"
    if nested:
        return "nested"
    for leaf, name in ((bool, "switch"), (int, "number"), (float, "number"), (str, "text")):
        if leaf in leaves:
            return name
    return "other"


def _flatten(hint: Any, metas: list[Meta], leaves: list[Any], lists: list[tuple[int, int]]) -> None:
    origin = get_origin(hint)
    if origin is Annotated:
        base, *rest = get_args(hint)
        # Outer metadata first: what a field says of itself wins over what its type says.
        metas.extend(reversed([m for m in rest if isinstance(m, Meta)]))
        _flatten(base, metas, leaves, lists)
    elif origin in (Union, types.UnionType, tuple):
        parts = [part for part in get_args(hint) if part is not Ellipsis]
        if origin is tuple:
            lists.append(_count(hint, metas, len(parts)))
        for part in parts:
            _flatten(part, metas, leaves, lists)
    else:
        leaves.append(hint)


def _longest(metas: list[Meta]) -> int | None:
    """The innermost length limit: of a list of strings, that of one string."""
    return next((m.max_length for m in reversed(metas) if m.max_length is not None), None)


def _count(hint: Any, metas: list[Meta], parts: int) -> tuple[int, int]:
    """How few and how many items a list holds: a pair has two, others say it in their Meta."""
    if Ellipsis not in get_args(hint):
        return (parts, parts)
    low = next((m.min_length for m in metas if m.min_length is not None), 0)
    high = next((m.max_length for m in metas if m.max_length is not None), 10**6)
    return (low, high)
