"""The editor: edits, previews, undo that goes to its slide, selection, files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs

from storycomposer.document import edits
from storycomposer.document.deck import Deck, Slide
from storycomposer.document.edits.measuring import Measure
from storycomposer.document.geometry import corners
from storycomposer.document.history import Selection
from storycomposer.document.layers import GroupLayer, Run, ShapeLayer, TextLayer
from storycomposer.document.runs import plain
from storycomposer.editor import Change, Editor
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore
from storycomposer.story import Story


def height(layer: TextLayer, language: str) -> float:
    """As high as its lines; Japanese twice that, to see which language is asked for."""
    lines = 1 + plain(layer.text).count("\n")
    return layer.size * lines * (2 if language == "ja" else 1)


def text(id: str, words: str = "a", **fields: object) -> TextLayer:
    return TextLayer(id=id, text=(Run(text=words),), **{"size": 50, "height": 50, **fields})  # type: ignore[arg-type]


def deck() -> Deck:
    one = Slide(id="s1", layers=(ShapeLayer(id="r1"), text("t1")))
    return Deck(id="d", slides=(one, Slide(id="s2", layers=(text("t2"),)), Slide(id="s3")))


def editor(of: Deck | None = None, measure: Measure = height) -> Editor:
    return Editor(Story(of if of is not None else deck(), MediaStore()), measure=measure)


def told(editing: Editor) -> list[Change]:
    heard: list[Change] = []
    editing.listeners.append(heard.append)
    return heard


def moved(id: str, dx: float = 10) -> Callable[[Deck], Deck]:
    return lambda d: edits.move(d, (id,), dx, 0)


def test_an_edit_is_one_entry_and_told_once() -> None:
    editing = editor()
    heard = told(editing)
    editing.apply(moved("r1"), "Move")
    assert heard == [Change("edit", ("s1",))]
    assert [entry.label for entry in editing.history.done] == ["Move"]
    editing.apply(moved("r1", 0), "Move")
    editing.apply(lambda d: structs.replace(d, title=""), "Title")
    assert len(heard) == len(editing.history.done) == 1


def test_a_gesture_is_one_entry_and_starts_from_where_it_began() -> None:
    editing = editor()
    heard = told(editing)
    for dx in (1, 5, 30):
        editing.preview(moved("r1", dx))
    assert edits.spots(editing.deck)["r1"].layer.x == 30
    assert not editing.dirty
    editing.commit("Move")
    assert [change.kind for change in heard] == ["preview"] * 3 + ["edit"]
    assert editing.undo() == ("s1",)
    assert editing.deck == deck()
    assert editing.redo() == ("s1",)
    assert edits.spots(editing.deck)["r1"].layer.x == 30


def test_a_cancelled_gesture_leaves_nothing() -> None:
    editing = editor()
    start = editing.deck
    heard = told(editing)
    editing.preview(moved("r1"))
    editing.cancel()
    editing.cancel()
    assert editing.deck is start
    assert [change.kind for change in heard] == ["preview", "cancel"]
    editing.preview(moved("r1"))
    assert editing.undo() is None
    assert editing.deck is start
    editing.preview(moved("r1"))
    editing.apply(moved("t1"), "Move")
    assert edits.spots(editing.deck)["r1"].layer.x == 0
    editing.undo()
    editing.preview(moved("r1"))
    editing.apply(lambda d: d, "Nothing")
    assert heard[-1].kind == "cancel"


def test_an_invalid_deck_is_refused_and_nothing_changes() -> None:
    editing = editor()
    editing.preview(moved("t1"))
    shown = editing.deck
    heard = told(editing)
    for attempt in (editing.preview, lambda edit: editing.apply(edit, "Opacity")):
        with pytest.raises(StoryError, match=r"slides\[0\]\.layers\[0\]\.opacity: expected a numb"):
            attempt(lambda d: edits.restyle(d, ("r1",), {"opacity": 2}))
    assert editing.deck is shown
    assert heard == []
    assert editing.history.done == ()


def test_undo_goes_to_the_slide_that_it_changes() -> None:
    editing = editor()
    editing.select(("s1",), ("r1",))
    editing.apply(moved("r1"), "Move")
    editing.select(("s2",), ("t2",))
    editing.apply(moved("t2"), "Move")
    editing.select(("s3",))
    assert editing.undo() == ("s2",)
    assert editing.selection == Selection(("s2",), ("t2",))
    editing.select(("s3",))
    assert editing.undo() == ("s1",)
    assert editing.selection == Selection(("s1",), ("r1",))
    assert editing.redo() == ("s1",)
    assert editing.selection.slide == "s1"
    assert editing.undo() is not None
    assert editing.undo() is None


def test_a_story_wide_edit_stays_on_the_slide_that_is_shown() -> None:
    editing = editor()
    editing.select(("s2",))
    editing.apply(lambda d: edits.rebrand(d, {"ink": "#000000"}), "Brand")
    assert editing.undo() == ("s1", "s2", "s3")
    assert editing.selection.slide == "s2"


def test_selecting_is_no_edit() -> None:
    editing = editor()
    editing.apply(moved("r1"), "Move")
    editing.undo()
    heard = told(editing)
    editing.select(layers=("r1", "nobody"))
    editing.select(layers=("r1",))
    assert heard == [Change("select", ())]
    assert editing.selection == Selection(("s1",), ("r1",))
    assert editing.redo() == ("s1",)
    editing.select(("s2", "s3"))
    assert editing.selection == Selection(("s2", "s3"))


def test_what_is_gone_is_not_selected() -> None:
    editing = editor()
    editing.select(("s3",))
    editing.apply(lambda d: edits.delete_slides(d, ("s3",)), "Delete slide")
    assert editing.selection.slide == "s2"
    editing.select(("s1",), ("r1", "t1"))
    editing.apply(lambda d: edits.delete(d, ("r1",)), "Delete")
    assert editing.selection == Selection(("s1",), ("t1",))
    editing.undo()
    assert editing.selection == Selection(("s1",), ("r1", "t1"))
    editing.preview(lambda d: edits.delete(d, ("t1",)))
    assert editing.selection == Selection(("s1",), ("r1",))
    editing.cancel()
    assert editing.selection == Selection(("s1",), ("r1", "t1"))


def test_a_box_grows_with_its_words_from_its_top_left_corner() -> None:
    editing = editor(deck_with(text("t1", rotation=30), text("t9", fit="none", height=77)))
    was = edits.spots(editing.deck)["t1"].pose
    editing.apply(lambda d: edits.set_text(d, "t1", "a\nb\nc"), "Type")
    now = edits.spots(editing.deck)["t1"].pose
    assert now.height == 150
    assert corners(now)[0] == pytest.approx(corners(was)[0], abs=1e-3)
    editing.apply(lambda d: edits.set_text(d, "t9", "a\nb\nc"), "Type")
    assert edits.spots(editing.deck)["t9"].layer.height == 77
    editing.apply(lambda d: edits.restyle(d, ("t1",), {"height": 600}), "Height")
    assert edits.spots(editing.deck)["t1"].layer.height == 150


def deck_with(*layers: TextLayer | GroupLayer) -> Deck:
    return Deck(id="d", slides=(Slide(id="s1", layers=layers),))


def test_a_group_follows_the_text_in_it_and_its_language_counts() -> None:
    group = GroupLayer(id="g1", x=10, y=20, width=400, height=50, layers=(text("t1"),))
    editing = editor(deck_with(group))
    editing.apply(lambda d: edits.set_text(d, "t1", "a\nb"), "Type")
    assert edits.spots(editing.deck)["g1"].layer.height == 100
    editing.apply(lambda d: edits.restyle(d, ("g1",), {"language": "ja"}), "Language")
    found = edits.spots(editing.deck)
    assert (found["t1"].layer.height, found["g1"].layer.height) == (200, 200)
    editing.apply(lambda d: edits.restyle_deck(d, {"language": "ja"}), "Language")
    editing.apply(lambda d: edits.restyle(d, ("t1",), {"language": "en"}), "Language")
    assert edits.spots(editing.deck)["t1"].layer.height == 100


def test_only_what_may_have_changed_is_measured() -> None:
    asked: list[str] = []

    def counting(layer: TextLayer, language: str) -> float:
        asked.append(layer.id)
        assert layer.color.startswith("#")  # roles are resolved
        return height(layer, language)

    editing = editor(measure=counting)
    assert asked == []
    editing.apply(moved("t1"), "Move")
    assert asked == []
    editing.apply(lambda d: edits.restyle(d, ("t1",), {"size": 60}), "Size")
    assert set(asked) == {"t1"}
    asked.clear()
    editing.apply(lambda d: edits.rebrand(d, {"body": "Outfit"}), "Brand")
    assert set(asked) == {"t1", "t2"}


def test_typography_measures_when_nobody_else_does() -> None:
    editing = Editor(Story(deck(), MediaStore()))
    editing.apply(lambda d: edits.set_text(d, "t1", "a\nb"), "Type")
    layer = edits.spots(editing.deck)["t1"].layer
    assert layer.height == pytest.approx(2 * 50 * 1.2)


def test_a_story_is_saved_and_opened(tmp_path: Path) -> None:
    editing = editor()
    with pytest.raises(StoryError, match="The story has no file yet: say where to save it"):
        editing.save()
    editing.apply(moved("r1"), "Move")
    editing.preview(moved("r1", 99))
    assert editing.dirty
    heard = told(editing)
    editing.save(tmp_path / "a.story")
    assert heard == [Change("save", ())]
    assert not editing.dirty
    assert editing.path == tmp_path / "a.story"
    editing.cancel()
    other = editor()
    other.apply(moved("t2"), "Move")
    heard = told(other)
    other.open(tmp_path / "a.story")
    assert heard == [Change("open", ("s1", "s2", "s3"))]
    assert other.deck == editing.deck
    assert (other.history.done, other.dirty) == ((), False)
    other.undo()
    assert other.deck == editing.deck
    editing.undo()
    assert editing.dirty
    editing.redo()
    assert not editing.dirty


def test_a_file_that_cannot_be_read_leaves_the_story_open(tmp_path: Path) -> None:
    editing = editor()
    editing.apply(moved("r1"), "Move")
    before = editing.deck
    with pytest.raises(StoryError):
        editing.open(tmp_path / "nowhere.story")
    assert editing.deck is before
    assert len(editing.history.done) == 1


def test_somebody_elses_changes_are_not_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "a.story"
    mine, theirs = editor(), editor()
    mine.save(path)
    theirs.open(path)
    theirs.apply(moved("r1"), "Move")
    theirs.save()
    theirs.apply(moved("r1"), "Move")
    theirs.save()
    mine.apply(moved("t1"), "Move")
    with pytest.raises(StoryError):
        mine.save()
    assert mine.dirty
    again = editor()
    again.open(path)
    assert again.deck == theirs.deck
    mine.save(overwrite=True)
    again.open(path)
    assert again.deck == mine.deck


def test_a_joined_edit_is_part_of_the_newest_entry() -> None:
    editing = editor()
    first = editing.deck
    editing.apply(lambda deck: structs.replace(deck, title="a"), "Type")
    editing.apply(lambda deck: structs.replace(deck, title="ab"), "Type", joined=True)
    assert [entry.label for entry in editing.history.done] == ["Type"]
    editing.undo()
    assert editing.deck == first
    editing.redo()
    assert editing.deck.title == "ab"
    editing.undo()
    editing.apply(lambda deck: structs.replace(deck, title="c"), "Type", joined=True)
    assert len(editing.history.done) == 1 and not editing.history.undone
