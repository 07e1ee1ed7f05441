"""The document's only way in and out: JSON read and written, decks built in code checked.

The structs' own metadata gives validation, defaults, JSON Schema and the words of every refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import Struct, ValidationError, structs

from storycomposer.document.deck import FORMAT, Deck, Slide
from storycomposer.document.explain import field_of, path_text, refusal, struct_of
from storycomposer.document.layers import AnyLayer, GroupLayer, Run
from storycomposer.document.parsing import check_surrogates, parse, shown
from storycomposer.document.writing import plain, pretty
from storycomposer.errors import StoryError

DEEPEST_GROUP = 16
"""How deep groups may nest."""

_SLIDE, _LAYER = Slide(id="known"), GroupLayer(id="known")

# msgspec looks through the structs at the first use and crashes where two threads do that at once;
# here the lock of importing keeps them apart. 8 ms.
msgspec.json.Decoder(Deck)

_MEDIA = r"^(?!/)(?!.*(^|/)\.\.(/|$))[^\\:\x00-\x1f]+$"
"""What a folder's deck may name a picture by: a path inside the folder."""


def from_json(data: bytes, media: Callable[[str], str] | None = None) -> Deck:
    """The deck that JSON ``data`` says. ``media`` turns what a folder's deck names a picture or
    font by (a relative path) into a reference; without it only references are taken. Raises
    :class:`StoryError`, one sentence with path, value and what is allowed."""
    return from_plain(parse(data), media)


def from_plain(raw: Any, media: Callable[[str], str] | None = None) -> Deck:
    """:func:`from_json` for what :func:`~storycomposer.document.parsing.parse` returned, so that
    a migration can stand between. ``raw`` is left as it is."""
    check_format(raw)
    made = _mended(raw, (Deck,), media)
    try:
        deck = msgspec.convert(made, Deck)
    except ValidationError as error:
        raise refusal(error, made, Deck) from None
    _check_depth(deck)
    _check_ids(deck)
    return deck


def check_format(raw: Any) -> int:
    """The format that plain objects ``raw`` say they are in. Raises :class:`StoryError` if they say
    none or a newer one than this version of the program knows."""
    if not isinstance(raw, dict):
        raise StoryError(
            "deck-not-object",
            "The deck is not an object but {value}: expected one with format, id and slides.",
            value=shown(raw),
        )
    said = raw.get("format")
    if type(said) is not int or said < 1:
        raise StoryError(
            "deck-format",
            "format: expected a whole number from 1 to {known}, got {value}.",
            known=FORMAT,
            value="nothing" if "format" not in raw else shown(said),
        )
    if said > FORMAT:
        raise StoryError(
            "deck-newer",
            "This story was made by a newer Story Composer (format {said}, this one reads up to "
            "{known}): update Story Composer to open it.",
            said=shown(said),
            known=FORMAT,
        )
    return said


def to_json(deck: Deck) -> bytes:
    """``deck`` as JSON for people: pretty printed, in the fields' order, defaults left out, UTF-8,
    ending in a line break. The same deck gives the same bytes."""
    raw = {"format": deck.format, **plain(deck)}
    return (pretty(raw) + "\n").encode()


def validated(deck: Deck, known: Deck | None = None) -> Deck:
    """``deck`` if it is valid, else :class:`StoryError`: structs check nothing when they are built
    or replaced in code. Slides and layers that are the very objects of the valid deck ``known`` are
    taken as they are. Returns ``deck`` itself, so that unchanged layers stay the same objects; an
    equal deck of proper types where it held lists or the like."""
    _check_depth(deck)
    asked = deck if known is None else _without(deck, known)
    try:
        raw = msgspec.to_builtins(asked)
        made = msgspec.convert(raw, Deck)
        msgspec.json.encode(raw)  # only for its refusal of half surrogate pairs
    except ValidationError as error:
        raise refusal(error, raw, Deck) from None
    except UnicodeEncodeError:
        check_surrogates(raw)
        raise
    except TypeError as error:
        raise StoryError(
            "deck-not-data", "The deck holds a value that is no data: {what}.", what=str(error)
        ) from None
    if made != asked:
        return made if known is None else validated(deck)
    _check_ids(deck)
    return deck


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a folder's ``deck.json``."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Story Composer deck",
        **msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Deck))),
    }
    definitions = schema["$defs"]
    definitions["Deck"]["required"] = ["format", *definitions["Deck"]["required"]]
    text = definitions["TextLayer"]["properties"]
    longest = definitions["Run"]["properties"]["text"]["maxLength"]
    runs = {key: value for key, value in text["text"].items() if key not in ("title", "default")}
    text["text"] = {
        "title": "Text",
        "description": "A string, or runs of characters in one style each.",
        "anyOf": [{"type": "string", "maxLength": longest}, runs],
        "default": [],
    }
    _open_media(definitions)
    return schema


def layers_of(deck: Deck) -> Iterator[tuple[tuple[str | int, ...], AnyLayer]]:
    """Every layer at every depth with its path, parents before children."""
    for index, slide in enumerate(deck.slides):
        yield from _inside(("slides", index), slide.layers)


def _inside(
    path: tuple[str | int, ...], layers: tuple[AnyLayer, ...]
) -> Iterator[tuple[tuple[str | int, ...], AnyLayer]]:
    for index, layer in enumerate(layers):
        here = (*path, "layers", index)
        yield here, layer
        if isinstance(layer, GroupLayer):
            yield from _inside(here, layer.layers)


def _mended(raw: Any, kinds: tuple[type[Struct], ...], media: Callable[[str], str] | None) -> Any:
    """A copy of ``raw`` with text said as a string made runs and media paths made references."""
    if isinstance(raw, list):
        return [_mended(item, kinds, media) for item in raw]
    struct = struct_of(raw, kinds)
    if struct is None:
        return raw
    made = dict(raw)
    for name, value in raw.items():
        field = field_of(struct, name)
        if field is None:
            continue
        if isinstance(value, str) and field.nested == (Run,):
            made[name] = [{"text": value}]
        elif field.nested:
            made[name] = _mended(value, field.nested, media)
        elif field.kind == "media" and media is not None:
            made[name] = _referenced(value, media)
    return made


def _referenced(value: Any, media: Callable[[str], str]) -> Any:
    if isinstance(value, list):
        return [_referenced(item, media) for item in value]
    return media(value) if isinstance(value, str) else value


def _check_ids(deck: Deck) -> None:
    """Refuse ids that are used twice."""
    places: dict[str, tuple[str | int, ...]] = {}
    slides = ((("slides", i), slide.id) for i, slide in enumerate(deck.slides))
    layers = ((path, layer.id) for path, layer in layers_of(deck))
    for found in (slides, layers):
        for path, id_ in found:
            if id_ in places:
                raise StoryError(
                    "id-twice",
                    '{path}.id: "{used}" is already the id of {first}; expected an id that '
                    "is used once in the deck.",
                    path=path_text(path),
                    used=id_,
                    first=path_text(places[id_]),
                )
            places[id_] = path


def _check_depth(deck: Deck) -> None:
    """Refuse too deep groups without recursion, in decks of whatever types code may have put."""
    stack: list[tuple[tuple[str | int, ...], int, Any]] = [
        (("slides", i), 0, slide) for i, slide in enumerate(_items(deck, "slides"))
    ]
    while stack:
        path, depth, holder = stack.pop()
        if depth > DEEPEST_GROUP:
            raise StoryError(
                "group-too-deep",
                "{path}: expected groups at most {deepest} deep; ungroup some.",
                path=path_text(path),
                deepest=DEEPEST_GROUP,
            )
        stack.extend(
            ((*path, "layers", i), depth + 1, layer)
            for i, layer in enumerate(_items(holder, "layers"))
            if isinstance(layer, GroupLayer)
        )


def _without(deck: Deck, known: Deck) -> Deck:
    """``deck`` with the smallest of their kind in place of slides and layers that ``known`` holds:
    places stay, so paths in refusals do too."""
    slides = {id(slide) for slide in known.slides}
    layers = {id(layer) for slide in known.slides for layer in slide.layers}

    def short(slide: Slide) -> Slide:
        if id(slide) in slides:
            return _SLIDE
        if not (isinstance(slide, Slide) and isinstance(slide.layers, tuple)):
            return slide
        kept = tuple(_LAYER if id(layer) in layers else layer for layer in slide.layers)
        return structs.replace(slide, layers=kept)

    return structs.replace(deck, slides=tuple(short(slide) for slide in _items(deck, "slides")))


def _items(holder: Any, name: str) -> tuple[Any, ...]:
    found = getattr(holder, name, ())
    return tuple(found) if isinstance(found, tuple | list) else ()


def _open_media(schema: Any) -> None:
    """Let media fields take relative paths: in a folder people name pictures by them."""
    if isinstance(schema, list):
        for item in schema:
            _open_media(item)
    elif isinstance(schema, dict):
        if str(schema.get("pattern", "")).startswith("^media/"):
            schema["pattern"] = _MEDIA
            schema["maxLength"] = 1000
            schema["description"] = "A file of the story: a path relative to its folder."
        for value in schema.values():
            _open_media(value)
