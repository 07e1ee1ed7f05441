"""Compositing against W3C Compositing and Blending Level 1, written out here anew from its text."""

from __future__ import annotations

import math
import sys
import threading

import numpy as np
import pytest
from PIL import Image

from storycomposer.render.blend import MODES, compose
from storycomposer.render.context import Tile


def hard_light(cb: float, cs: float) -> float:
    """§9.1.8"""
    return 2 * cb * cs if cs <= 0.5 else screen(cb, 2 * cs - 1)


def screen(cb: float, cs: float) -> float:
    """§9.1.3"""
    return 1 - (1 - cb) * (1 - cs)


def soft_light(cb: float, cs: float) -> float:
    """§9.1.9"""
    if cs <= 0.5:
        return cb - (1 - 2 * cs) * cb * (1 - cb)
    d = ((16 * cb - 12) * cb + 4) * cb if cb <= 0.25 else math.sqrt(cb)
    return cb + (2 * cs - 1) * (d - cb)


REFERENCE = {
    "normal": lambda _, cs: cs,
    "multiply": lambda cb, cs: cb * cs,
    "screen": screen,
    "overlay": lambda cb, cs: hard_light(cs, cb),
    "soft-light": soft_light,
    "darken": min,
    "lighten": max,
}


def expected(backdrop: np.ndarray, source: np.ndarray, mode: str, opacity: float) -> np.ndarray:
    """Straight RGBA of 0 to 255, by §5.1 and §5.8: cs = (1 − αb)·cs + αb·B(cb, cs), then over."""
    out = np.zeros((*backdrop.shape[:2], 4))
    blend = np.vectorize(REFERENCE[mode])
    cb, ab = backdrop[..., :3] / 255, backdrop[..., 3:] / 255
    cs, alpha = source[..., :3] / 255, source[..., 3:] / 255 * opacity
    mixed = (1 - ab) * cs + ab * blend(cb, cs)
    total = alpha + ab * (1 - alpha)
    color = (alpha * mixed + ab * (1 - alpha) * cb) / np.where(total > 0, total, 1)
    out[..., :3], out[..., 3] = color * 255, total[..., 0] * 255
    return out


def samples(alpha: bool, seed: int) -> np.ndarray:
    """Random pixels with the extremes among them."""
    random = np.random.default_rng(seed)
    pixels = random.integers(0, 256, (40, 37, 4)).astype(np.uint8)
    pixels[:6, :, :3] = random.choice([0, 63, 64, 65, 127, 128, 255], (6, 37, 3))
    if alpha:
        pixels[10:14, :, 3], pixels[14:18, :, 3] = 0, 255
    else:
        pixels[..., 3] = 255
    return pixels


@pytest.mark.parametrize("opacity", [1, 0.6])
@pytest.mark.parametrize("backdrop", ["RGB", "RGBA"])
@pytest.mark.parametrize("source", ["RGB", "RGBA"])
@pytest.mark.parametrize("mode", REFERENCE)
def test_every_mode_is_the_standards(mode: str, source: str, backdrop: str, opacity: float) -> None:
    below, above = samples(backdrop == "RGBA", 1), samples(source == "RGBA", 2)
    onto = Image.fromarray(below).convert(backdrop)
    tile = Tile(Image.fromarray(above).convert(source), 0, 0)
    compose(onto, tile, (0, 0), opacity, mode)
    found = np.asarray(onto.convert("RGBA"), float)
    want = expected(below, above, mode, opacity)
    assert np.abs(found[..., 3] - want[..., 3]).max() <= 1
    # Where little is seen, a straight colour has no precision: weigh by alpha.
    off = np.abs(found[..., :3] - want[..., :3]) * want[..., 3:] / 255
    assert off.max() <= 1.6


def test_normal_and_the_others_are_all_there_are() -> None:
    assert {"normal", *MODES} == set(REFERENCE)


@pytest.mark.parametrize("mode", ["normal", "multiply"])
@pytest.mark.parametrize("kind", ["RGB", "RGBA"])
def test_what_falls_outside_is_left_out(mode: str, kind: str) -> None:
    pixels = Image.fromarray(samples(True, 3))
    onto = Image.new(kind, (20, 20), "#336699")
    large = Image.new(kind, (100, 100), "#336699")
    for picture, at in ((onto, (-7, 3)), (large, (33, 43))):
        compose(picture, Tile(pixels, 2, 1), at, 0.8, mode)
    assert onto.tobytes() == large.crop((40, 40, 60, 60)).tobytes()
    before = onto.tobytes()
    compose(onto, Tile(pixels, 0, 0), (20, 0), 1, mode)
    compose(onto, Tile(pixels, 0, 0), (0, 0), 0, mode)
    assert onto.tobytes() == before


def test_strips_join_without_a_trace() -> None:
    big = Image.effect_noise((900, 400), 80).convert("RGB")
    big.putalpha(Image.effect_noise((900, 400), 120))
    for mode in ("normal", "overlay"):
        whole = Image.new("RGBA", (900, 400), "#20406080")
        compose(whole, Tile(big, 0, 0), (0, 0), 1, mode)
        part = Image.new("RGBA", (50, 400), "#20406080")
        compose(part, Tile(big, 0, 0), (-300, 0), 1, mode)
        assert part.tobytes() == whole.crop((300, 0, 350, 400)).tobytes()


@pytest.mark.parametrize("kind", ["RGB", "RGBA"])
def test_other_threads_go_on_while_a_slide_is_composed(kind: str) -> None:
    # A window repaints on another thread: no piece of work may hold it up for a whole slide.
    tile = Tile(Image.new("RGBA", (1080, 1920), "#ff000080"), 0, 0)
    onto = Image.new(kind, (1080, 1920), "#336699")
    ticks, stop = [0], threading.Event()

    def tick() -> None:
        while not stop.is_set():
            ticks[0] += 1

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)
    thread = threading.Thread(target=tick)
    thread.start()
    try:
        before = ticks[0]
        for _ in range(5):
            compose(onto, tile, (0, 0), 1, "normal")
        assert ticks[0] > before
    finally:
        stop.set()
        thread.join()
        sys.setswitchinterval(interval)
