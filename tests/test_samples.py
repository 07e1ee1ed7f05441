"""The samples are what people see first: valid, credited, described, and good to look at."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path

import looks
import pytest
from msgspec import structs
from PIL import Image

from storycomposer import resources
from storycomposer.document import schema
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import ImageFill, LinkLayer, Run, Scrim, TextLayer
from storycomposer.document.style import Solid
from storycomposer.storage.files import open_story
from storycomposer.story import Story

SAMPLES = (
    "article",
    "behind-the-scenes",
    "event",
    "going-live",
    "job-opening",
    "question",
    "screenshot",
    "win",
    "world",
)
FOLDER = resources.path("samples")


@functools.cache
def sample(name: str) -> Story:
    return open_story(FOLDER / name)


def media(name: str) -> list[Path]:
    return sorted((FOLDER / name).glob("media/*"))


def test_every_folder_is_a_known_sample() -> None:
    assert sorted(path.name for path in FOLDER.iterdir() if path.is_dir()) == list(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_it_obeys_the_rules_of_looks(name: str) -> None:
    assert [str(finding) for finding in looks.check(sample(name))] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_valid_and_written_as_the_program_writes_it(name: str) -> None:
    deck = schema.validated(sample(name).deck)
    written = (FOLDER / name / "deck.json").read_text(encoding="utf-8")
    again = schema.to_json(deck).decode()
    assert re.sub(r'"media/[^"]+"', '"media"', written) == re.sub(
        r'"media/[^"]+"', '"media"', again
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_its_media_are_used_credited_small_and_clean(name: str) -> None:
    text = (FOLDER / name / "deck.json").read_text(encoding="utf-8")
    files = media(name)
    assert set(re.findall(r'"(media/[^"]+)"', text)) == {f"media/{path.name}" for path in files}
    for path in files:
        rows = [r for r in credits_of(name) if f"media/{path.name}" in r[0]]
        assert len(rows) == 1, f"{path.name} needs exactly one row in CREDITS.md"
        assert all(rows[0]), f"{path.name}: title, author, licence, source and changes"
        assert path.stat().st_size <= 500_000, path.name
        with Image.open(path) as picture:
            assert not picture.getexif(), path.name
            assert not {"icc_profile", "comment", "xmp"} & set(picture.info), path.name


def credits_of(name: str) -> list[list[str]]:
    """The rows of the credits' table: file, title, author, licence, source, changes."""
    text = (FOLDER / name / "CREDITS.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| media")]
    return [[cell.strip() for cell in row] for row in rows]


def test_only_licences_that_allow_shipping() -> None:
    licences = {row[3] for name in SAMPLES for row in credits_of(name)}
    assert licences <= {
        "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)",
        "[CC0 1.0](https://creativecommons.org/publicdomain/zero/1.0/)",
        "MIT",
    }


def test_the_world_speaks_its_languages() -> None:
    said = [slide.language for slide in sample("world").deck.slides]
    assert said == ["ar", "he", "hi", "th", "ja", "ko", "zh-Hans"]


def test_links_lead_to_example_domains() -> None:
    links = [
        layer.target.url
        for name in SAMPLES
        for _, layer in schema.layers_of(sample(name).deck)
        if isinstance(layer, LinkLayer)
    ]
    assert len(links) >= 6
    assert all(re.match(r"https://example\.(org|com)/", url) for url in links)


Spoil = Callable[[Slide], Slide]


def with_headline(**fields: object) -> Spoil:
    """The slide with its largest text changed."""

    def spoil(slide: Slide) -> Slide:
        texts = [layer for layer in slide.layers if isinstance(layer, TextLayer)]
        headline = max(texts, key=lambda layer: layer.size)
        changed = structs.replace(headline, **fields)
        layers = tuple(changed if layer is headline else layer for layer in slide.layers)
        return structs.replace(slide, layers=layers)

    return spoil


def with_runs(text: str) -> Spoil:
    return with_headline(text=(Run(text=text),))


def with_background(**fields: object) -> Spoil:
    def spoil(slide: Slide) -> Slide:
        assert isinstance(slide.background, ImageFill)
        return structs.replace(slide, background=structs.replace(slide.background, **fields))

    return spoil


def plain_ground(slide: Slide) -> Slide:
    return structs.replace(slide, background=Solid(color="brand:paper"))


def dark_veil(slide: Slide) -> Slide:
    return with_background(scrim=Scrim(opacity=0.95))(slide)


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [
        (0, lambda slide: structs.replace(slide, alt="")),
        (0, with_headline(font="Nobody Has This")),
        (1, with_headline(x=20)),
        (2, with_headline(y=40)),
        (3, with_headline(size=130)),
        (3, with_headline(size=72)),
        (4, with_headline(weight=400)),
        (5, with_runs("A headline with far too many letters in it")),
        (5, with_runs("Walks\u2028outside")),
        (6, with_headline(leading=1.6)),
        (6, with_headline(tracking=80)),
        (6, with_headline(align="justify")),
        (7, with_headline(color="#5A5A4A")),
        (7, plain_ground),
        (8, dark_veil),
        (9, with_headline(x=104)),
        (9, with_headline(y=970)),
        (12, with_background(focus=(0.5, 0.6))),
        (12, with_background(zoom=2)),
    ],
)
def test_the_rules_find_what_is_broken(rule: int, spoil: Spoil) -> None:
    story = sample("article")
    slide = spoil(story.deck.slides[0])
    spoilt = Story(structs.replace(story.deck, slides=(slide, *story.deck.slides[1:])), story.media)
    found = {finding.rule for finding in looks.check(spoilt)}
    assert rule in found


def test_the_rules_count_slides() -> None:
    story = sample("article")
    deck: Deck = structs.replace(story.deck, slides=story.deck.slides[:2])
    assert [str(f) for f in looks.check(Story(deck, story.media))] == [
        "slide 0: rule 12: 2 slides, not 3 to 7"
    ]
