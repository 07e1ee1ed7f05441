"""Brand roles become literal colours, family names and the logo: the value that layout and painters
see."""

from __future__ import annotations

import functools
from typing import Any, TypeVar

from msgspec import Struct, structs

from storycomposer.document.deck import Brand
from storycomposer.document.fields import describe
from storycomposer.document.link import BrandMark, PictureMark

V = TypeVar("V", bound=Struct)


def resolve(value: V, brand: Brand) -> V:
    """``value`` (a layer, a slide, a fill …) with every ``brand:<role>`` replaced by what the
    brand says. A palette role past the palette's end is the ink colour. Returns ``value`` itself
    where it names no role."""
    changed = {}
    for name, kind in _roles(type(value)):
        old = getattr(value, name)
        new = _resolved(old, kind, brand)
        if new is not old:
            changed[name] = new
    return structs.replace(value, **changed) if changed else value


def color(value: str, brand: Brand) -> str:
    """The literal colour of ``value``."""
    if not value.startswith("brand:"):
        return value
    role = value.removeprefix("brand:")
    if role.startswith("palette"):
        index = int(role.removeprefix("palette")) - 1
        return brand.palette[index] if index < len(brand.palette) else brand.ink
    return str(getattr(brand, role))


def family(value: str, brand: Brand) -> str:
    """The name of the font family that ``value`` stands for."""
    return {"brand:heading": brand.heading, "brand:body": brand.body}.get(value, value)


def _resolved(old: Any, kind: str, brand: Brand) -> Any:
    if isinstance(old, Struct):
        return _logo(brand) if isinstance(old, BrandMark) else resolve(old, brand)
    if isinstance(old, tuple):
        new = tuple(_resolved(item, kind, brand) for item in old)
        return new if any(a is not b for a, b in zip(new, old, strict=True)) else old
    if kind == "color" and isinstance(old, str):
        return color(old, brand)
    if kind == "font" and isinstance(old, str):
        return family(old, brand)
    return old


def _logo(brand: Brand) -> PictureMark | None:
    return PictureMark(source=brand.logo) if brand.logo else None


@functools.cache
def _roles(struct: type[Struct]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f.name, f.kind) for f in describe(struct) if f.kind in ("color", "font") or f.nested
    )
