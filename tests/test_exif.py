"""When a picture was taken, and whether by a camera."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from storycomposer.media.exif import Shot, shot


def taken(kind: str, **tags: str) -> bytes:
    block = Image.Exif()
    if "make" in tags:
        block[0x010F] = tags["make"]
    if "changed" in tags:
        block[0x0132] = tags["changed"]
    if "taken" in tags:
        block[0x8769] = {0x9003: tags["taken"]}
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind, exif=block)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_time_and_camera_are_read_from_every_format(kind: str) -> None:
    data = taken(kind, make="Maker", taken="2026:05:01 10:00:00")
    assert shot(data) == Shot("2026:05:01 10:00:00", True)


def test_the_time_of_the_last_change_stands_in() -> None:
    data = taken("JPEG", changed="2026:05:02 11:00:00")
    assert shot(data) == Shot("2026:05:02 11:00:00", False)


def test_times_that_are_none_are_not_told() -> None:
    assert shot(taken("JPEG", taken="yesterday")).taken == ""
    assert shot(taken("JPEG", make="Maker")) == Shot("", True)


def test_pictures_without_exif_tell_nothing() -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    assert shot(out.getvalue()) == Shot() == shot(b"")


@given(st.integers(0, 400), st.binary(max_size=8))
def test_damage_never_raises(at: int, other: bytes) -> None:
    data = taken("JPEG", make="Maker", taken="2026:05:01 10:00:00")
    found = shot(data[:at] + other + data[at + len(other) :])
    assert found.taken == "" or len(found.taken) == 19
    shot(data[:at])
