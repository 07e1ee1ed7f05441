"""Files that mean harm or are merely broken: one sentence each, nothing crashes, hangs or leaks."""

from __future__ import annotations

import io
import os
import struct
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from media_samples import exif, icc, icc_cmyk, png, saved, scene
from PIL import Image, ImageFile
from story_samples import PHOTO, story

from storycomposer.document.schema import to_json
from storycomposer.errors import StoryError
from storycomposer.media.decode import decode, probe
from storycomposer.media.svg_clean import clean
from storycomposer.storage import zips
from storycomposer.storage.files import open_story, save_story
from storycomposer.story import media_refs

DECK = to_json(story().deck)


def local(name: bytes, data: bytes, *, method: int = 0, flags: int = 0, size: int = -1) -> bytes:
    """A local file header with its content (APPNOTE.TXT §4.3.7)."""
    length = len(data) if size < 0 else size
    return (
        struct.pack("<4s5H3L2H", b"PK\3\4", 20, flags, method, 0, 0x21, zlib.crc32(data), len(data),
                    length, len(name), 0)
        + name + data
    )  # fmt: skip


def central(
    name: bytes, data: bytes, at: int, *, method: int = 0, flags: int = 0, size: int = -1
) -> bytes:
    """Its entry in the directory (§4.3.12)."""
    length = len(data) if size < 0 else size
    return (
        struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, flags, method, 0, 0x21, zlib.crc32(data),
                    len(data), length, len(name), 0, 0, 0, 0, 0, at)
        + name
    )  # fmt: skip


def ending(count: int, size: int, at: int) -> bytes:
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, at, 0)


def packed(*files: tuple[bytes, bytes], **options: int) -> bytes:
    """A zip of ``files``, the last one with ``options``."""
    body, directory = b"", b""
    for number, (name, data) in enumerate(files):
        more = options if number == len(files) - 1 else {}
        directory += central(name, data, len(body), **more)
        body += local(name, data, **more)
    return body + directory + ending(len(files), len(directory), len(body))


def refused(path: Path, data: bytes, sentence: str) -> None:
    path.write_bytes(data)
    with pytest.raises(StoryError, match=sentence) as caught:
        open_story(path)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == data


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bad.story"


def test_a_zip_made_by_hand_opens(path: Path) -> None:
    path.write_bytes(
        packed((b"media/", b""), (b"__MACOSX/._deck.json", b"x"), (b"deck.json", DECK))
    )
    assert open_story(path).deck == story().deck


@pytest.mark.parametrize(
    "name",
    [b"../evil", b"a/../../evil", b"/etc/evil", b"C:\\evil", b"C:evil", b"..\\evil", b"a\\b",
     b"deck.json\0.png", b"..", b"a//b", b"./a", b"x" * 2000, b"a\nb"],
)  # fmt: skip
def test_names_that_lead_out(path: Path, name: bytes) -> None:
    refused(path, packed((b"deck.json", DECK), (name, b"x")), "leads out of the story")


def test_entries_that_come_twice_are_locked_or_strangely_packed(path: Path) -> None:
    refused(path, packed((b"deck.json", DECK), (b"deck.json", b"{}")), "holds deck.json twice")
    for flags in (1, 0x41, 0x2000):
        refused(path, packed((b"deck.json", DECK), flags=flags), "locked with a password")
    for method in (1, 9, 12, 14, 93, 99):
        refused(path, packed((b"deck.json", DECK), method=method), "packed in a way")


def test_entries_that_overlap(path: Path) -> None:
    data = zlib.compressobj(9, wbits=-15)
    bomb = data.compress(bytes(5_000_000)) + data.flush()
    body = local(b"a", bomb, method=8, size=5_000_000) + local(b"deck.json", DECK)
    start = len(local(b"a", bomb))
    directory = b"".join(central(b"%d" % n, bomb, 0, method=8, size=900_000) for n in range(50))
    directory += central(b"deck.json", DECK, start)
    refused(path, body + directory + ending(51, len(directory), len(body)), "overlap")
    directory = central(b"deck.json", DECK, start) + central(b"b", DECK + b"x" * 99, start - 9)
    refused(path, body + directory + ending(2, len(directory), len(body)), "overlap")
    late = central(b"deck.json", DECK, len(body) + 5)
    refused(path, body + late + ending(1, len(late), len(body)), "overlap|damaged")


def test_what_unpacks_to_far_more(path: Path) -> None:
    squeezed = zlib.compressobj(9, wbits=-15)
    bomb = squeezed.compress(b" " * 50_000_000) + squeezed.flush()
    tracemalloc.start()
    honest = packed((b"deck.json", bomb), method=8, size=50_000_000)
    refused(path, honest, "unpacks to far more")
    # It says little and unpacks to much: no more is unpacked than it says.
    refused(path, packed((b"deck.json", bomb), method=8, size=900_000), "is damaged")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000
    many = [(b"media/%d" % n, b"") for n in range(zips.MOST_ENTRIES + 1)]
    refused(path, packed(*many), "holds too much")
    huge = packed((b"deck.json", DECK), (b"x", b"y" * 20_000_000), size=3_000_000_000)
    refused(path, huge, "holds too much")


def test_directories_that_lie(path: Path) -> None:
    good = packed((b"deck.json", DECK))
    at = len(local(b"deck.json", DECK))
    directory = central(b"deck.json", DECK, 0)
    body = local(b"deck.json", DECK)
    other = local(b"else.json", DECK)
    for data in (
        good[:-30],
        good[:-22],
        good[:10],
        b"",
        b"PK\5\6",
        ending(0, 0, 0),
        body + directory + ending(1, len(directory), at + 100),
        body + directory + ending(1, 10**9, at),
        body + b"PK\1\2" + directory[4:] + ending(1, len(directory) + 1000, at),
        other + directory + ending(1, len(directory), at),
        b"XX" + body[2:] + directory + ending(1, len(directory), at),
        good.replace(b'"title"', b'"titlE"', 1),
        body + directory + b"PK\6\7" + bytes(16) + ending(1, len(directory), at),
        body + directory + b"PK\6\6" + bytes(52) + b"PK\6\7" + bytes(16) + ending(0xFFFF, 0, 0),
    ):
        refused(path, data, "is no story or is damaged|cannot be opened safely|without a deck")


def test_a_picture_that_is_not_what_it_is_named(path: Path) -> None:
    ref = media_refs(story().deck)[0].encode()
    path.write_bytes(packed((b"deck.json", DECK), (ref, b"something else")))
    opened = open_story(path)
    with pytest.raises(StoryError, match="has changed or is damaged"):
        opened.media.get(ref.decode())


def zip_story(tmp: Path) -> bytes:
    save_story(story(), tmp / "good.story")
    return (tmp / "good.story").read_bytes()


def broken(data: bytes, draw: st.DataObject) -> bytes:
    """``data`` cut off, with bytes changed, parts repeated or taken out."""
    out = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        kind = draw.draw(st.sampled_from("cfird"))
        at = draw.draw(st.integers(0, max(0, len(out) - 1)))
        length = draw.draw(st.integers(1, 40))
        if kind == "c":
            del out[at:]
        elif kind == "f" and out:
            out[at] ^= draw.draw(st.integers(1, 255))
        elif kind == "i":
            out[at:at] = draw.draw(st.binary(min_size=1, max_size=8))
        elif kind == "r":
            out[at:at] = out[at : at + length]
        else:
            del out[at : at + length]
    return bytes(out)


NOISE = Image.frombytes("RGB", (24, 16), bytes((i * 73 + i // 7) % 256 for i in range(1152)))
CLEAR = NOISE.convert("RGBA")
CLEAR.putalpha(77)
HEIC = Path(__file__).parent / "data" / "media"
GOOD = {
    "png": saved(CLEAR, "PNG", icc_profile=icc("p3"), exif=exif(6)),
    "png 16": png(2, 2, 16, 0, [struct.pack(">2H", 9, 40000)] * 2),
    "palette": saved(NOISE.quantize(8), "PNG", transparency=1),
    "palette without colours": png(2, 2, 8, 3, [b"ab"] * 2),
    "animated png": saved(NOISE, "PNG", save_all=True, append_images=[scene().resize((24, 16))]),
    "jpeg": saved(NOISE, "JPEG", exif=b"Exif\0\0" + exif(6), icc_profile=icc("adobe")),
    "progressive jpeg": saved(NOISE, "JPEG", progressive=True),
    "cmyk": saved(NOISE.convert("CMYK"), "JPEG", icc_profile=icc_cmyk()),
    "webp": saved(CLEAR, "WEBP", exif=exif(3), icc_profile=icc("p3")),
    "lossless webp": saved(CLEAR, "WEBP", lossless=True),
    "avif": saved(CLEAR, "AVIF", exif=b"Exif\0\0" + exif(8), icc_profile=icc("p3")),
    "gif": saved(NOISE, "GIF", save_all=True, append_images=[scene().resize((24, 16))]),
}


@pytest.mark.parametrize("kind", GOOD)
@settings(max_examples=80)
@given(data=st.data())
def test_broken_pictures_are_shown_or_refused(kind: str, data: st.DataObject) -> None:
    bad = broken(GOOD[kind], data)
    for ask in (probe, decode):
        try:
            ask(bad)
        except StoryError as error:
            assert "\n" not in str(error)


@settings(max_examples=12)
@given(data=st.data())
def test_broken_heics_are_shown_or_refused(data: st.DataObject) -> None:
    try:
        decode(broken((HEIC / "turned-p3.heic").read_bytes(), data))
    except StoryError as error:
        assert "\n" not in str(error)


def test_a_heic_that_crashes_its_decoder_is_refused() -> None:
    bad = (HEIC / "crashes-its-decoder.heic").read_bytes()
    for ask in (probe, decode):
        with pytest.raises(StoryError, match="this HEIC is damaged"):
            ask(bad)


@settings(max_examples=150)
@given(data=st.data())
def test_broken_svgs_are_cleaned_or_refused(data: st.DataObject) -> None:
    good = (
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/'
        b'svg" width="10mm" viewBox="0 0 9 9"><style>@import "x"; a { fill: url(#g) }</style><g '
        b'id="g" onclick="x"><image href="data:image/png;base64,iVBORw0KGgo="/>&a;</g></svg>'
    )
    try:
        text = clean(broken(good, data), "picture")
    except StoryError:
        return
    assert b"onclick=" not in text and b"@import" not in text and b"<!" not in text


@settings(max_examples=200)
@given(data=st.data())
def test_broken_zips_are_opened_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "broken-zips"
    folder.mkdir(exist_ok=True)
    path = folder / "bad.story"
    path.write_bytes(
        broken(packed((b"deck.json", DECK), (media_refs(story().deck)[2].encode(), PHOTO)), data)
    )
    os.utime(path, ns=(time.time_ns(), time.time_ns()))
    try:
        opened = open_story(path)
        for ref in opened.media.refs():
            opened.media.get(ref)
    except StoryError as error:
        assert "\n" not in str(error)


@settings(max_examples=200)
@given(data=st.data())
def test_broken_decks_are_opened_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "broken-decks"
    folder.mkdir(exist_ok=True)
    (folder / "deck.json").write_bytes(broken(DECK, data))
    try:
        open_story(folder)
    except StoryError as error:
        assert "\n" not in str(error)


def test_many_pixels_in_few_bytes_cost_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cap comes before decoding: 100 million pixels in 12 KB."""

    def never(_: object) -> None:
        raise AssertionError("its pixels were read")

    flat = io.BytesIO()
    Image.new("1", (10001, 10000)).save(flat, "PNG")
    monkeypatch.setattr(ImageFile.ImageFile, "load", never)
    tracemalloc.start()
    with pytest.raises(StoryError, match="more than 100 million pixels"):
        decode(flat.getvalue())
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_python_still_reads_what_we_write(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(zip_story(tmp_path))) as read:
        assert read.testzip() is None
        assert read.read("deck.json") == DECK
