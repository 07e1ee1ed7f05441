"""skia-python draws the slides of :mod:`scene`: its usual calls, mipmapped scaling."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import skia


def colour(text: str, opacity: float = 1) -> int:
    """``#RRGGBB`` as Skia's."""
    red, green, blue = (int(text[at : at + 2], 16) for at in (1, 3, 5))
    return skia.Color(red, green, blue, round(opacity * 255))


def rounded(box: dict, dy: float = 0) -> skia.RRect:
    """A rounded rectangle."""
    rect = skia.Rect.MakeXYWH(box["x"], box["y"] + dy, box["w"], box["h"])
    return skia.RRect.MakeRectXY(rect, box["radius"], box["radius"])


def draw(slide: dict, faces: dict[str, skia.Typeface], path: str) -> None:
    """One slide to a PNG file."""
    surface = skia.Surface(1080, 1920)
    canvas = surface.getCanvas()
    photo(canvas, slide)
    veil = slide["veil"]
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, veil["top"]), skia.Point(0, 1920)],
        [colour(veil["color"], 0), colour(veil["color"], veil["opacity"])],
    )
    canvas.drawRect(skia.Rect.MakeLTRB(0, veil["top"], 1080, 1920), skia.Paint(Shader=shader))
    smooth = {"AntiAlias": True}
    canvas.drawRRect(
        rounded(slide["pill"]), skia.Paint(Color=colour(slide["pill"]["color"]), **smooth)
    )
    shadow = slide["shadow"]
    blur = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, shadow["blur"] / 2)
    dark = skia.Paint(Color=colour("#000000", shadow["opacity"]), MaskFilter=blur, **smooth)
    canvas.drawRRect(rounded(slide["card"], shadow["dy"]), dark)
    canvas.drawRRect(
        rounded(slide["card"]), skia.Paint(Color=colour(slide["card"]["color"]), **smooth)
    )
    for text in slide["texts"]:
        font = skia.Font(faces[text["file"]], text["size"])
        font.setSubpixel(True)
        font.setEdging(skia.Font.Edging.kAntiAlias)
        paint = skia.Paint(Color=colour(text["color"]), **smooth)
        for line in text["lines"]:
            canvas.drawString(line["text"], line["x"], line["y"], font, paint)
    surface.makeImageSnapshot().save(path, skia.kPNG)


def photo(canvas: skia.Canvas, slide: dict) -> None:
    """The photograph covering the slide, darkened."""
    image = skia.Image.open(slide["photo"])
    scale = max(1080 / image.width(), 1920 / image.height())
    width, height = 1080 / scale, 1920 / scale
    left, top = (image.width() - width) / 2, (image.height() - height) / 2
    dim = slide["brightness"]
    matrix = [dim, 0, 0, 0, 0, 0, dim, 0, 0, 0, 0, 0, dim, 0, 0, 0, 0, 0, 1, 0]
    canvas.drawImageRect(
        image,
        skia.Rect.MakeXYWH(left, top, width, height),
        skia.Rect.MakeWH(1080, 1920),
        skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear),
        skia.Paint(ColorFilter=skia.ColorFilters.Matrix(matrix)),
    )


def main() -> None:
    """Draws what standard input asks for."""
    slides = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    files = {text["file"] for slide in slides for text in slide["texts"]}
    faces = {file: skia.Typeface.MakeFromFile(file) for file in files}
    print("ready", flush=True)
    for line in sys.stdin:
        index, path = line.strip().split(" ", 1)
        draw(slides[int(index)], faces, path)
        print("done", flush=True)


main()
