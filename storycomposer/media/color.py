"""Pictures from other colour spaces become sRGB."""

from __future__ import annotations

import functools
import io

from PIL import Image, ImageCms

_LONGEST = 4_000_000
"""Profiles above this many bytes are ignored: the largest press profiles have 3 MB."""

_SPACES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """``image`` (L, LA, RGB, RGBA or CMYK) as sRGB in RGB or RGBA; alpha is untouched.

    ``profile`` is an ICC profile; without one, or with one that is broken or of another kind of
    colour, RGB and grey count as sRGB, and CMYK becomes (1−c)(1−k) as CSS Color 5 has it for
    uncalibrated CMYK. Rendering is relative colorimetric, for CMYK with black point compensation.
    """
    if image.mode == "LA":
        grey, alpha = image.split()
        converted = to_srgb(grey, profile)
        converted.putalpha(alpha)
        return converted
    space = "RGB" if image.mode in ("RGB", "RGBA") else image.mode
    target = "RGBA" if image.mode == "RGBA" else "RGB"
    transform = _transform(profile, space, image.mode, target) if profile else None
    if transform is None:
        return image if image.mode == target else image.convert(target)
    return ImageCms.applyTransform(image, transform) or image


@functools.lru_cache(maxsize=8)
def _transform(
    profile: bytes, space: str, source: str, target: str
) -> ImageCms.ImageCmsTransform | None:
    """None where the profile says nothing that this kind of picture can use, or says sRGB."""
    if len(profile) > _LONGEST:
        return None
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if _SPACES.get(opened.profile.xcolor_space) != space:
            return None
        transform = ImageCms.buildTransform(
            opened,
            ImageCms.createProfile("sRGB"),
            source,
            target,
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            # Screens' blacks agree anyway, and it would take half as long again.
            ImageCms.Flags.BLACKPOINTCOMPENSATION if space == "CMYK" else ImageCms.Flags.NONE,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    return None if space == "RGB" and _changes_nothing(transform, source) else transform


def _changes_nothing(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Most photographs carry an sRGB profile: seen by its effect, so that every maker's is."""
    levels = bytes(range(0, 256, 15))
    probe = Image.frombytes(
        "RGB",
        (len(levels) ** 2, len(levels)),
        bytes(c for r in levels for g in levels for b in levels for c in (r, g, b)),
    ).convert(mode)
    after = ImageCms.applyTransform(probe, transform) or probe
    return all(abs(a - b) <= 1 for a, b in zip(probe.tobytes(), after.tobytes(), strict=True))
