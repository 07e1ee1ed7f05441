"""Fonts that only this computer has travel in the story, where their licences allow it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_fonts import font_file

from storycomposer import embed_fonts, open_story, render_slide, save_story
from storycomposer.cli import main
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.layers import GroupLayer, LinkLayer, Run, TextLayer
from storycomposer.document.link import Look, UrlTarget
from storycomposer.errors import StoryError
from storycomposer.export.carried_fonts import local_faces
from storycomposer.export.missing import missing
from storycomposer.export.summary import summary
from storycomposer.media.store import MediaStore
from storycomposer.story import Story
from storycomposer.typography import fonts, system_fonts

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Makes this computer have those font files and no others."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "none"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = tmp_path / "fonts"
    folder.mkdir()

    def put(*files: bytes) -> None:
        for old in folder.iterdir():
            old.unlink()
        for number, data in enumerate(files):
            (folder / f"{number}.ttf").write_bytes(data)
        forget()

    yield put
    forget()


def forget() -> None:
    """Look for fonts anew."""
    system_fonts.shelf.cache_clear()
    for cached in (fonts._match, fonts._fallback, fonts._covers, fonts.book):
        cached.cache_clear()


def story() -> Story:
    """Words in Own Sans, at two weights, one in a group, and a link's card in Own Serif."""
    layers = (
        TextLayer(id="t1", width=800, font="Own Sans", text=(Run(text="ABBA"),)),
        GroupLayer(
            id="g",
            y=300,
            layers=(
                TextLayer(
                    id="t2", font="Inter", text=(Run(text="A", font="Own Sans", weight=700),)
                ),
            ),
        ),
        LinkLayer(
            id="l",
            y=900,
            width=800,
            target=UrlTarget(url="https://example.org"),
            mode="address",
            display="AB",
            look=Look(font="Own Serif"),
        ),
    )
    return Story(Deck(id="d", slides=(Slide(id="s", layers=layers),)), MediaStore())


SANS, BOLD, SERIF = (
    font_file("Own Sans"),
    font_file("Own Sans", 700),
    font_file("Own Serif", 700),
)


def test_a_story_that_carries_its_fonts_looks_the_same_elsewhere(
    install: Install, tmp_path: Path
) -> None:
    install(SANS, BOLD, SERIF, font_file("Unused"))
    before = render_slide(story(), 0, 270)
    assert [(f.family, f.weight) for f in local_faces(story())] == [
        ("Own Sans", 400),
        ("Own Sans", 700),
        ("Own Serif", 700),
    ]
    made = embed_fonts(story())
    assert [made.media.get(ref) for ref in made.deck.fonts] == [SANS, BOLD, SERIF]
    assert embed_fonts(made).deck == made.deck
    save_story(made, tmp_path / "own.story")
    install()
    found = open_story(tmp_path / "own.story")
    assert not list(missing(found, [0]))
    assert render_slide(found, 0, 270) == before
    assert list(missing(story(), [0]))


def test_only_the_families_asked_for(install: Install) -> None:
    install(SANS, BOLD, SERIF)
    made = embed_fonts(story(), ["own serif"])
    assert [made.media.get(ref) for ref in made.deck.fonts] == [SERIF]
    with pytest.raises(StoryError, match="“Inter”"):
        embed_fonts(story(), ["Inter"])


def test_a_licence_that_forbids_it_is_obeyed(install: Install) -> None:
    install(SANS, BOLD, font_file("Own Serif", 700, licence=2))
    with pytest.raises(StoryError, match="licence of the font “Own Serif”"):
        embed_fonts(story())
    assert len(embed_fonts(story(), ["Own Sans"]).deck.fonts) == 2


def test_nothing_to_carry_changes_nothing(install: Install) -> None:
    install()
    assert embed_fonts(story()).deck == story().deck


def test_a_font_of_a_link_that_nobody_has_is_told(install: Install) -> None:
    install(SANS, BOLD)
    assert [(m.kind, m.what, m.layer) for m in missing(story(), [0])] == [
        ("font", "Own Serif", "l")
    ]
    assert summary(story()).missing == ("Own Serif",)


def test_packing_with_fonts(install: Install, tmp_path: Path) -> None:
    install(SANS, BOLD, SERIF)
    folder, packed = tmp_path / "folder", tmp_path / "own.story"
    save_story(story(), folder)
    assert main(["pack", str(folder), "-o", str(packed)]) == 0
    assert open_story(packed).deck.fonts == ()
    assert main(["pack", str(folder), "-o", str(packed), "--fonts"]) == 0
    assert len(open_story(packed).deck.fonts) == 3
