"""Codes in any picture, made by whoever: what phones make of them, by decoding and by the rules
that no decoder minds."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageOps

from storycomposer.links import brightness, proof
from storycomposer.links.looks import READABLE
from storycomposer.links.proof import Corners, Proof, Reading

_PLACES = 120
"""Points across a code that its contrast is taken from."""


def judge(picture: Image.Image) -> tuple[tuple[Reading, Proof], ...]:
    """Every QR code in ``picture`` (RGB), made by whoever, with the proof that phones read what it
    says. A code that is seen but not read is unreadable, and so is one that is only read once it is
    scaled down, that is light on dark, or that hardly stands out from its ground."""
    sharp = proof.read(picture)
    further = (Reading(one.text, _doubled(one.corners)) for one in proof.read(picture.reduce(2)))
    flipped = tuple(
        one for one in proof.read(ImageOps.invert(picture.convert("L"))) if one.text is not None
    )
    texts = {one.text for one in sharp}
    return tuple(
        (one, _of_anyone(picture, one, one.text in texts, one in flipped))
        for one in proof.distinct((*sharp, *further, *flipped))
    )


def _of_anyone(picture: Image.Image, code: Reading, found: bool, inverted: bool) -> Proof:
    if code.text is None:
        return Proof("unreadable", proof.IDS)
    if inverted:
        return Proof("unreadable", proof.IDS, ("link-inverted",))
    judged = proof.prove_found(picture, code.corners, code.text, found)
    if contrast_at(picture, code.corners) < READABLE:
        return Proof("unreadable", judged.failing, ("link-contrast",))
    return judged


def contrast_at(picture: Image.Image, corners: Corners) -> float:
    """Of the dark to the light parts of the code at ``corners``, whoever made it: about half of a
    symbol is dark, so a tenth and nine tenths of its brightness are those of its modules, however
    they are blurred."""
    steps = (np.arange(_PLACES) + 0.5) / _PLACES
    across, down = np.meshgrid(steps, steps)
    a, b, c, d = (np.array(corner) for corner in corners)
    top, bottom = (p + across[..., None] * (q - p) for p, q in ((a, b), (d, c)))
    columns, rows = (top + down[..., None] * (bottom - top)).astype(int).transpose(2, 0, 1)
    pixels = np.asarray(picture.convert("RGB"))
    found = pixels[rows.clip(0, picture.height - 1), columns.clip(0, picture.width - 1)]
    dark, light = np.quantile(brightness.luminances(found), (0.1, 0.9))
    return float((light + 0.05) / (dark + 0.05))


def _doubled(corners: Corners) -> Corners:
    a, b, c, d = ((x * 2, y * 2) for x, y in corners)
    return a, b, c, d
