"""Decks in and out of JSON: what is read, what is refused, and in which words."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, structs
from strategies import decks

from storycomposer.document.deck import FORMAT, Deck, Slide
from storycomposer.document.fields import Field, describe
from storycomposer.document.layers import AnyLayer, GroupLayer, Run, ShapeLayer, TextLayer
from storycomposer.document.schema import (
    DEEPEST_GROUP,
    from_json,
    from_plain,
    json_schema,
    to_json,
    validated,
)
from storycomposer.errors import StoryError

REF = "media/" + "0" * 64 + ".jpg"


def said(data: bytes | str) -> str:
    """The sentence that refuses ``data``."""
    with pytest.raises(StoryError) as caught:
        from_json(data if isinstance(data, bytes) else data.encode())
    return str(caught.value)


def deck_with(**layer: Any) -> str:
    """A deck of one text layer with those fields."""
    slide = {"id": "s1", "layers": [{"type": "text", "id": "t1", **layer}]}
    return json.dumps({"format": 1, "id": "d", "slides": [slide]})


def nested(depth: int) -> Deck:
    """A deck with groups that deep."""
    layer: AnyLayer = ShapeLayer(id="r1")
    for i in range(depth):
        layer = GroupLayer(id=f"g{i}", layers=(layer,))
    return Deck(id="d", slides=(Slide(id="s1", layers=(layer,)),))


def reachable(kind: type[Struct], seen: set[type[Struct]]) -> set[type[Struct]]:
    """``kind`` and every struct that its fields can hold."""
    if kind not in seen:
        seen.add(kind)
        for field in describe(kind):
            for inner in field.nested:
                reachable(inner, seen)
    return seen


def all_fields() -> Iterator[tuple[type[Struct], Field]]:
    for kind in reachable(Deck, set()):
        for field in describe(kind):
            yield kind, field


def test_every_field_says_what_it_takes() -> None:
    for kind, field in all_fields():
        where = f"{kind.__name__}.{field.name}"
        assert field.title[0].isupper(), where
        assert field.help.endswith(".") or field.name in "x y at", where
        assert field.kind != "other", where
        if field.kind == "number":
            assert field.low is not None, where
            assert field.high is not None, where
            assert math.isfinite(field.low), where
            assert math.isfinite(field.high), where
        if field.longest is None and field.items is None and not field.choices:
            assert field.kind in ("number", "switch", "nested"), where
        if field.items is not None:
            assert field.items[1] <= 2000, where


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"size": "big"}, 'size: expected a number from 1 to 2000, got "big".'),
        ({"size": 2000.5}, "size: expected a number from 1 to 2000, got 2000.5."),
        ({"size": True}, "size: expected a number from 1 to 2000, got true."),
        ({"size": math.nan}, "size: expected a number from 1 to 2000, got NaN."),
        ({"size": math.inf}, "size: expected a number from 1 to 2000, got Infinity."),
        ({"weight": 400.5}, "weight: expected a whole number from 1 to 1000, got 400.5."),
        ({"italic": 1}, "italic: expected true or false, got 1."),
        ({"sise": 3}, 'sise: there is no such field; did you mean "size"?'),
        ({"align": "middle"}, "align: expected one of start, center, end, left, right, justify, "),
        ({"name": 5}, "name: expected text of at most 200 characters or null, got 5."),
        ({"name": "n" * 201}, "name: expected text of at most 200 characters or null, got "),
        ({"features": ["liga!"]}, "features[0]: expected an OpenType feature such as ss01"),
        ({"features": ["liga"] * 33}, "features: expected a list of at most 32 items, each an Op"),
        ({"shadow": {"blur": -1}}, "shadow.blur: expected a number from 0 to 400, got -1."),
        ({"shadow": 3}, "shadow: expected an object or null, got 3."),
        ({"text": 3}, "text: expected text or a list of at most 2,000 items, each an object, go"),
        ({"text": [{"text": "a"}, {}]}, "text[1].text: missing; expected text of at most 20,000"),
        ({"text": [{"text": "a", "size": 0}]}, "text[0].size: expected a number from 1 to 2000 or"),
        ({"color": "#12345"}, "color: expected #RRGGBB, #RRGGBBAA or brand:primary, accent, ink, "),
        ({"color": "#123456\n"}, "color: expected #RRGGBB, #RRGGBBAA or brand:primary, "),
        ({"language": "de_DE"}, "language: expected a language tag such as en, pt-BR or zh-Hans o"),
        ({"type": "txt"}, 'type: expected one of text, image, shape, link, group, got "txt".'),
        ({"text": "a\ud800"}, "text: expected characters, got half a surrogate pair in"),
        ({"id": ""}, 'id: expected letters, digits, - and _, got "".'),
    ],
)
def test_what_is_wrong_is_said_with_place_value_and_what_is_allowed(
    fields: dict[str, Any], sentence: str
) -> None:
    assert said(deck_with(**fields)).startswith(f"slides[0].layers[0].{sentence}")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The deck is not JSON: line 1, column 1: expecting value."),
        (b"hello", "The deck is not JSON: line 1, column 1: expecting value."),
        (b'{"format": 1,\n "id"}', "The deck is not JSON: line 2, column 6"),
        (b"\xff\xfe{}", "The deck is not UTF-8 text (byte 0): save the file as UTF-8."),
        (b"[]", "The deck is not an object but []: expected one with format, id and slides."),
        (b"{}", "format: expected a whole number from 1 to 2, got nothing."),
        (b'{"format": 1}', "id: missing; expected letters, digits, - and _."),
        (b'{"format": 1.0, "id": "d"}', "format: expected a whole number from 1 to 2, got 1.0."),
        (b'{"format": 1, "id": "d", "id": "e"}', "id: the key is written twice in one object"),
        (b'{"format": 1, "slides": [{"a": {"b": 1, "b": 2}}]}', "slides[0].a.b: the key is "),
        (b'{"format": 1, "id": "d", "x": ' + b"1" * 5000 + b"}", "The deck holds a number of"),
        (b'{"format": 1, "id": "d", "\\ud800": 1}', '"\\ud800": expected characters, got half'),
        (b'{"format": 1, "id": "d", "qq": 1}', "qq: there is no such field; allowed are format,"),
        (b'{"format": 1, "id": "d", "a` - at `$.slides[9]": 1}', "a` - at `$.slides[9]: there is "),
        (b"[" * 100_000, "The deck nests deeper than 64 brackets at byte 64"),
        (b'{"a":' * 100_000, "The deck nests deeper than 64 brackets at byte 320"),
    ],
)
def test_what_is_no_deck_is_said_in_one_sentence(data: bytes, sentence: str) -> None:
    assert said(data).startswith(sentence)


def test_hostile_strings_take_no_time() -> None:
    # Unfinished strings full of escapes made a careless scan quadratic: minutes, not milliseconds.
    for data in (b'"' + b'\\"' * 500_000, b'"' + b'\\"' * 500_000 + b"\\", b'"a' * 500_001):
        assert "not JSON" in said(data)


def test_brackets_in_strings_are_no_nesting() -> None:
    assert from_json(deck_with(text="[{" * 200 + '"' + "\\").encode()).slides


def test_a_newer_format_is_refused_and_says_to_update() -> None:
    sentence = said(json.dumps({"format": FORMAT + 1, "id": "d", "unheard": 1}))
    assert sentence == (
        f"This story was made by a newer Story Composer (format {FORMAT + 1}, this one reads up to "
        f"{FORMAT}): update Story Composer to open it."
    )


def test_ids_are_used_once_in_slides_and_groups() -> None:
    group = GroupLayer(id="g1", layers=(ShapeLayer(id="r1"), ShapeLayer(id="s2")))
    deck = Deck(id="d", slides=(Slide(id="s1", layers=(group,)), Slide(id="s2")))
    with pytest.raises(StoryError) as caught:
        validated(deck)
    assert str(caught.value) == (
        'slides[0].layers[0].layers[1].id: "s2" is already the id of slides[1]; '
        "expected an id that is used once in the deck."
    )
    assert said(to_json(deck)) == str(caught.value)


def test_groups_nest_sixteen_deep() -> None:
    deck = nested(DEEPEST_GROUP)
    assert from_json(to_json(deck)) == validated(deck)
    for depth in (17, 20, 900):
        with pytest.raises(StoryError, match="expected groups at most 16 deep; ungroup some"):
            validated(nested(depth))
    assert "groups at most 16 deep" in said(to_json(nested(17)))


def test_a_text_in_one_style_is_a_string_on_disk() -> None:
    for text, runs in (("Two dogs", (Run(text="Two dogs"),)), ("", (Run(text=""),))):
        deck = from_json(deck_with(text=text).encode())
        layer = deck.slides[0].layers[0]
        assert isinstance(layer, TextLayer)
        assert layer.text == runs
        assert json.loads(to_json(deck))["slides"][0]["layers"][0]["text"] == text


def test_separators_that_editors_hide_are_seen_in_the_file() -> None:
    layer = TextLayer(id="t", text=(Run(text="one\u2028two\u2029three"),))
    deck = Deck(id="d", slides=(Slide(id="s", layers=(layer,)),))
    data = to_json(deck)
    assert b"one\\u2028two\\u2029three" in data
    assert from_json(data) == deck


def test_the_file_is_short_and_readable() -> None:
    text = TextLayer(id="t1", x=96.0, y=0.5, text=(Run(text="é"), Run(text="b", color="#ABCDEF")))
    deck = Deck(id="d", slides=(Slide(id="s1", layers=(text,)),))
    assert to_json(deck).decode() == (
        "{\n"
        f'  "format": {FORMAT},\n'
        '  "id": "d",\n'
        '  "slides": [\n'
        "    {\n"
        '      "id": "s1",\n'
        '      "layers": [\n'
        "        {\n"
        '          "type": "text",\n'
        '          "id": "t1",\n'
        '          "x": 96,\n'
        '          "y": 0.5,\n'
        '          "text": [\n'
        '            {"text": "é"},\n'
        '            {"text": "b", "color": "#ABCDEF"}\n'
        "          ]\n"
        "        }\n"
        "      ]\n"
        "    }\n"
        "  ]\n"
        "}\n"
    )


def test_pictures_may_be_named_by_path_where_a_folder_answers() -> None:
    picture = {"type": "image", "id": "p1", "source": "photos/dog.jpg"}
    background = {"type": "image", "source": "sea.jpg"}
    raw = {
        "format": 1,
        "id": "d",
        "brand": {"logo": "logo.svg"},
        "fonts": ["a.ttf"],
        "slides": [
            {
                "id": "s1",
                "background": background,
                "layers": [{"type": "group", "id": "g1", "layers": [picture]}],
            }
        ],
    }
    asked: list[str] = []

    def media(name: str) -> str:
        asked.append(name)
        return REF

    before = json.dumps(raw)
    deck = from_plain(raw, media)
    assert json.dumps(raw) == before
    assert sorted(asked) == ["a.ttf", "logo.svg", "photos/dog.jpg", "sea.jpg"]
    assert deck.fonts == (REF,)
    assert deck.brand.logo == REF
    assert "fonts[0]: expected a file of the story, such as media/photo.jpg" in said(
        before.replace("logo.svg", REF)
    )


def test_what_code_builds_wrongly_is_refused_or_set_right() -> None:
    good = Deck(id="d", slides=(Slide(id="s1", layers=(TextLayer(id="t1"),)),))

    def with_layer(**fields: Any) -> Deck:
        layer = structs.replace(good.slides[0].layers[0], **fields)
        return structs.replace(good, slides=(Slide(id="s1", layers=(layer,)),))

    assert validated(good) is good
    lists = structs.replace(good, slides=[Slide(id="s1", layers=[TextLayer(id="t1")])])  # type: ignore[arg-type,list-item]
    assert validated(lists) == good
    assert hash(validated(lists)) == hash(good)
    for fields in (
        {"size": 0},
        {"size": math.nan},
        {"text": "a string"},
        {"text": (Run(text="\ud800"),)},
        {"shadow": object()},
        {"color": None},
    ):
        for known in (None, good):
            with pytest.raises(StoryError, match=r"slides\[0\]\.layers\[0\]|no data"):
                validated(with_layer(**fields), known)


def test_what_is_known_to_be_valid_is_not_asked_again_but_the_rest_is() -> None:
    slides = tuple(Slide(id=f"s{i}", layers=(TextLayer(id=f"t{i}"),)) for i in range(3))
    known = validated(Deck(id="d", slides=slides))
    doubled = structs.replace(known, slides=(*known.slides, Slide(id="t1")))
    bad = structs.replace(
        known, slides=(*known.slides, Slide(id="s9", layers=(TextLayer(id="t9", size=0),)))
    )
    titled = structs.replace(known, title="New")
    assert validated(titled, known) is titled
    with pytest.raises(StoryError, match="used once"):
        validated(doubled, known)
    with pytest.raises(StoryError, match=re.escape("slides[3].layers[0].size: expected")):
        validated(bad, known)


@given(st.data())
def test_any_field_set_to_nonsense_is_refused_at_its_place(data: st.DataObject) -> None:
    raw = json.loads(to_json(data.draw(decks())))
    holder, path = raw, ""
    while True:
        steps = [k for k, v in holder.items() if k != "format" and v not in ({}, [])]
        name = data.draw(st.sampled_from(steps))
        path += f".{name}" if path else name
        inner = holder[name]
        if isinstance(inner, list) and isinstance(inner[0], dict):
            index = data.draw(st.integers(0, len(inner) - 1))
            path, inner = f"{path}[{index}]", inner[index]
        if not isinstance(inner, dict) or data.draw(st.booleans()):
            break
        holder = inner
    holder[name] = {"nonsense": [1]}
    sentence = said(json.dumps(raw))
    where, colon, rest = sentence.partition(": ")
    assert colon, sentence
    assert "expected" in rest or "no such field" in rest or "missing" in rest, sentence
    assert where.startswith(path.partition("[")[0].partition(".")[0]), sentence


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_give_a_deck_or_a_sentence(data: bytes) -> None:
    for given_ in (data, b'{"format": 1, "id": "d", "title": ' + data + b"}"):
        try:
            from_json(given_)
        except StoryError as error:
            assert str(error).encode()


def test_the_json_schema_says_what_the_program_takes() -> None:
    schema = json_schema()
    definitions = schema["$defs"]
    assert definitions["Deck"]["required"][0] == "format"
    kinds = {kind.__name__ for kind in get_args(AnyLayer)}
    assert kinds <= definitions.keys()
    size = definitions["TextLayer"]["properties"]["size"]
    assert (size["minimum"], size["maximum"], size["default"]) == (1, 2000, 56)
    assert size["title"] == "Size"
    text = definitions["TextLayer"]["properties"]["text"]
    assert [kind["type"] for kind in text["anyOf"]] == ["string", "array"]
    source = definitions["ImageLayer"]["properties"]["source"]["pattern"]
    for path in ("media/photo.jpg", "photo.jpg", "a/b c.png", REF):
        assert re.search(source, path), path
    for path in ("/etc/passwd", "../x.jpg", "a/../../x", "C:/x.jpg", "a\\b.jpg", "http://x/y.jpg"):
        assert not re.search(source, path), path
    assert json.loads(json.dumps(schema)) == schema
