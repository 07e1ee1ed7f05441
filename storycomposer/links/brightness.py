"""How bright pixels are to an eye (WCAG 2.2, "relative luminance")."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def luminances(pixels: NDArray[np.uint8]) -> Values:
    """Of RGB pixels, 0 black to 1 white; their shape but for the last axis."""
    return np.asarray(_LINEAR[pixels] @ np.array([0.2126, 0.7152, 0.0722]))


def _linear() -> Values:
    share = np.arange(256) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


_LINEAR = _linear()
