"""``import storycomposer``: light, complete, and enough to make a story in code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import storycomposer
from storycomposer import Deck, MediaStore, Run, ShapeLayer, Slide, Story, TextLayer

README = Path(__file__).parents[1] / "README.md"


def test_importing_loads_nothing():
    code = "import sys, storycomposer; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & {"numpy", "PIL", "msgspec", "uharfbuzz"}


@pytest.mark.parametrize("name", storycomposer.__all__)
def test_every_name_is_there(name):
    assert getattr(storycomposer, name).__name__ == name
    assert name in dir(storycomposer)


def test_other_names_are_not():
    with pytest.raises(AttributeError, match="no attribute 'foo'"):
        _ = storycomposer.foo


def test_a_story_made_in_code(tmp_path):
    words = TextLayer(
        id="t1", text=(Run(text="Hello "), Run(text="you", color="brand:accent")), x=96, y=400,
        width=888, height=200, size=128,
    )  # fmt: skip
    slide = Slide(id="s1", layers=(ShapeLayer(id="r1", x=96, y=900), words))
    story = Story(Deck(id="d1", title="Hello", slides=(slide,)), MediaStore())
    storycomposer.save_story(story, tmp_path / "hello.story")
    again = storycomposer.open_story(tmp_path / "hello.story")
    assert again.deck == story.deck
    picture = storycomposer.render_slide(again, 0, width=540)
    assert (picture.mode, picture.size) == ("RGB", (540, 960))
    (file,) = storycomposer.export_set(again, tmp_path / "out", width=540)
    assert file.name == "01-hello-you.png"


@pytest.mark.parametrize("index", [-1, 1])
def test_a_slide_that_is_not_there(index):
    story = Story(Deck(id="d1", slides=(Slide(id="s1"),)), MediaStore())
    with pytest.raises(storycomposer.StoryError, match="no slide"):
        storycomposer.render_slide(story, index)


def test_the_readme_s_example_runs(tmp_path):
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "assets").symlink_to(README.parent / "assets")
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert (tmp_path / "out" / "manifest.json").exists()
