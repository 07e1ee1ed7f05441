"""The store: bytes by hash, held or lazy, from any thread; and which media a deck names."""

from __future__ import annotations

import hashlib
import threading

import pytest

from storycomposer.document.deck import Brand, Deck, Slide
from storycomposer.document.layers import GroupLayer, ImageFill, ImageLayer, LinkLayer, Run
from storycomposer.document.layers import TextLayer as Text
from storycomposer.document.link import Campaign, UrlTarget
from storycomposer.errors import StoryError
from storycomposer.media.store import MediaStore, is_reference, reference
from storycomposer.story import Story, media_refs, missing


def ref_of(data: bytes, suffix: str = "png") -> str:
    return f"media/{hashlib.sha256(data).hexdigest()}.{suffix}"


def test_what_is_put_is_found_by_its_hash() -> None:
    store = MediaStore()
    ref = store.put(b"one", "png")
    assert ref == ref_of(b"one") == reference(b"one", "png") == store.put(b"one", "png")
    assert store.get(ref) == b"one"
    assert ref in store and ref_of(b"two") not in store
    assert store.refs() == {ref}


def test_lazy_bytes_are_read_each_time_and_checked() -> None:
    content = [b"one"]
    reads = []

    def load() -> bytes:
        reads.append(1)
        return content[0]

    store = MediaStore()
    ref = ref_of(b"one")
    store.lazy(ref, load, name="beach.png")
    assert ref in store and not reads and not store.held(ref)
    assert (store.get(ref), store.get(ref), len(reads)) == (b"one", b"one", 2)
    content[0] = b"two"
    with pytest.raises(StoryError, match=r"^beach\.png has changed or is damaged"):
        store.get(ref)
    content[0] = b"one"
    store.keep(ref)
    content[0] = b"gone"
    assert store.get(ref) == b"one" and store.held(ref)


def test_lazy_bytes_are_sought_in_every_place_they_were_said_to_be() -> None:
    def gone() -> bytes:
        raise StoryError("not-found", "the stick is gone.")

    store = MediaStore()
    ref = ref_of(b"one")
    store.lazy(ref, lambda: b"one")
    store.lazy(ref, lambda: b"changed")
    store.lazy(ref, gone)
    assert store.get(ref) == b"one"
    other = ref_of(b"two")
    store.lazy(other, gone)
    with pytest.raises(StoryError, match="the stick is gone"):
        store.get(other)


def test_a_stranger_is_missing_and_bad_names_are_refused() -> None:
    store = MediaStore()
    with pytest.raises(StoryError, match="is not in the story; put the file back") as caught:
        store.get(ref_of(b"x"))
    assert caught.value.sentence.id == "media-missing"
    for bad in ("", "PNG", "../x", "toolong", "p.g"):
        with pytest.raises(ValueError, match="suffix"):
            store.put(b"x", bad)
    with pytest.raises(ValueError, match="reference"):
        store.lazy("media/photo.jpg", bytes)
    assert not is_reference(ref_of(b"x") + "\n")
    assert not is_reference(ref_of(b"x").upper())


def test_many_threads_share_a_store() -> None:
    store, wrong = MediaStore(), []

    def work(seed: int) -> None:
        for i in range(200):
            data = b"%d" % ((i * seed) % 97)
            ref = store.put(data, "png")
            if store.get(ref) != data or ref not in store.refs():
                wrong.append(ref)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(store.refs()) == 97


def test_a_deck_names_its_media_wherever_they_stand() -> None:
    store = MediaStore()
    logo, font, ground, inner, top = (
        store.put(name, suffix)
        for name, suffix in (
            (b"logo", "svg"), (b"font", "ttf"), (b"ground", "jpg"), (b"inner", "png"),
            (b"top", "png"),
        )
    )  # fmt: skip
    other = store.put(b"unused", "png")
    group = GroupLayer(id="g", layers=(ImageLayer(id="i", source=inner), Text(id="t")))
    layers = (
        group,
        ImageLayer(id="j", source=top),
        ImageLayer(id="k", source=top),
        Text(id="u", text=(Run(text=other, features=("ss01",)),)),
        LinkLayer(
            id="l", target=UrlTarget(url="https://a.example"), campaign=Campaign(source=other)
        ),
    )
    slide = Slide(id="s", background=ImageFill(source=ground), layers=layers)
    deck = Deck(id="d", brand=Brand(logo=logo), fonts=(font,), slides=(slide,))
    assert media_refs(deck) == (logo, font, ground, inner, top)
    assert media_refs(group) == (inner,)
    story = Story(deck, store)
    assert missing(story) == ()
    bare = Story(deck, MediaStore())
    assert missing(bare) == media_refs(deck)
