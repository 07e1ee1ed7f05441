"""An SVG without what could run, reach out or blow up: parsed, filtered by lists of what may stay,
and written anew. What no list names is left out."""

from __future__ import annotations

import base64
import binascii
import re
from html import escape
from typing import Any
from xml.parsers import expat

from storycomposer.errors import StoryError
from storycomposer.media.formats import sniff

SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_LONGEST = 20_000_000
_DEEPEST = 200

_ELEMENTS = frozenset(
    """
    svg g defs symbol use image switch a style path rect circle ellipse line polyline
    polygon text tspan textPath linearGradient radialGradient stop pattern clipPath mask
    marker filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA
    feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology
    feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """.split()  # noqa: SIM905 (fifty names read better so)
)
_NESTED = ("PNG", "JPEG", "GIF", "WEBP")
_DATA = re.compile(r"data:[^,]*;base64,", re.IGNORECASE)
_OUTSIDE = re.compile(r"url\(\s*+['\"]?+\s*+(?!#)[^)]*\)?", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_IMPORT = re.compile(r"@(import|charset|namespace)[^;]*;?", re.IGNORECASE)


def clean(data: bytes, name: str, width: int | None = None, height: int | None = None) -> bytes:
    """``data`` as UTF-8 SVG that refers to nothing but itself; with ``width`` and ``height``, the
    drawing stretched to that many pixels. StoryError for what is no well-formed SVG."""
    return _Writer(name, width, height).run(data)


def root(data: bytes, name: str) -> dict[str, str]:
    """The attributes of the drawing's root element. StoryError as :func:`clean`."""
    writer = _Writer(name, None, None)
    writer.run(data)
    return writer.root


class _Writer:
    """Expat's handlers and what they have written so far."""

    def __init__(self, name: str, width: int | None, height: int | None) -> None:
        self.name, self.width, self.height = name, width, height
        self.out: list[str] = []
        self.written = 0
        self.path: list[str] = []
        self.skipping = 0
        self.css: list[str] | None = None
        self.root: dict[str, str] = {}

    def run(self, data: bytes) -> bytes:
        if len(data) > _LONGEST:
            raise self.refused()
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.buffer_text = True
        parser.EntityDeclHandler = self.entity
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise self.refused() from error
        return "".join(self.out).encode("utf-8", "replace")

    def entity(self, _name: str, parameter: bool, value: str | None, *_rest: Any) -> None:
        """Drawing programs declare short names for namespaces; anything more is an attack."""
        if parameter or value is None or len(value) > 200 or re.search("[&<%]", value):
            raise self.refused()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, local = _split(tag)
        if not self.path and not self.skipping and (local != "svg" or space not in (SVG, "")):
            raise self.refused()
        if self.skipping or space not in (SVG, "") or local not in _ELEMENTS:
            self.skipping += 1
            return
        if len(self.path) >= _DEEPEST:
            raise self.refused()
        kept = dict(filter(None, (_attribute(local, *pair) for pair in attributes.items())))
        opening = ""
        if not self.path:
            self.root = kept
            opening, kept = self.framed(kept)
        self.path.append(local)
        self.css = [] if local == "style" else None
        self.write(f"{opening}<{local}{_pairs(kept)}>")

    def end(self, _tag: str) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        if self.css is not None:
            self.write(escape(_safe_css("".join(self.css))))
            self.css = None
        self.write(f"</{self.path.pop()}>")
        if not self.path:
            self.write("</svg>")

    def text(self, text: str) -> None:
        if self.skipping or not self.path:
            return
        if self.css is not None:
            self.css.append(text)
            self.written += len(text)
        else:
            self.write(escape(text))

    def write(self, text: str) -> None:
        self.out.append(text)
        self.written += len(text)
        if self.written > 2 * _LONGEST:
            raise self.refused()

    def framed(self, attributes: dict[str, str]) -> tuple[str, dict[str, str]]:
        """The opening of a frame that stretches the drawing to the size asked for, and the
        drawing's own attributes, in which its view box stays fitted as it says."""
        across, down = natural(attributes)
        width, height = self.width or across, self.height or down
        frame = {
            "xmlns": SVG,
            "xmlns:xlink": _XLINK,
            "width": f"{width:.9g}",
            "height": f"{height:.9g}",
            "viewBox": f"0 0 {across:.9g} {down:.9g}",
            "preserveAspectRatio": "none",
        }
        own = {"width": f"{across:.9g}", "height": f"{down:.9g}"}
        inner = {k: v for k, v in attributes.items() if k not in ("x", "y")} | own
        return f"<svg{_pairs(frame)}>", inner

    def refused(self) -> StoryError:
        return StoryError(
            "svg-damaged",
            "{name}: this SVG is damaged or built in a way that is not safe to open; save it as "
            "plain SVG or as PNG.",
            name=self.name,
        )


_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}
_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:[eE][-+]?\d{1,3})?)\s*([a-z%]*)\s*")


def natural(attributes: dict[str, str]) -> tuple[float, float]:
    """Width and height in CSS pixels that a root element with ``attributes`` asks for (CSS Images
    3 §5.1): its lengths, else its view box, else 300 × 150."""
    box = [_number(part) for part in re.split(r"[\s,]+", attributes.get("viewBox", "").strip())]
    across, down = (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else (0.0, 0.0)
    width, height = _length(attributes.get("width")), _length(attributes.get("height"))
    if width and height:
        return width, height
    if not across:
        return width or 300.0, height or 150.0
    if width or height:
        return width or height * across / down, height or width * down / across
    return across, down


def _length(text: str | None) -> float:
    match = _LENGTH.fullmatch(text or "")
    return _number(match[1]) * _UNITS.get(match[2], 0) if match else 0.0


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e9 else 0.0


def _pairs(attributes: dict[str, str]) -> str:
    return "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())


def _split(tag: str) -> tuple[str, str]:
    space, _, local = tag.rpartition(" ")
    return space, local


def _attribute(element: str, key: str, value: str) -> tuple[str, str] | None:
    space, local = _split(key)
    if space == _XLINK and local == "href":
        key = "xlink:href"
    elif space == _XML and local in ("space", "lang"):
        key = f"xml:{local}"
    elif space or local.lower().startswith("on") or local.lower() in ("src", "base"):
        return None
    if local.lower() == "href" and not _inside(element, value):
        return None
    if local == "style":
        value = _safe_css(value)
    elif local.lower() != "href" and _reaches_out(value):
        return None
    return key, value


def _inside(element: str, target: str) -> bool:
    """Whether ``target`` stays in the file: a fragment, or a picture written out in place."""
    target = target.strip()
    if target.startswith("#"):
        return True
    match = _DATA.match(target)
    if match is None or element not in ("image", "feImage"):
        return False
    try:
        data = base64.b64decode("".join(target[match.end() :].split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return sniff(data) in _NESTED


def _safe_css(css: str) -> str:
    """Style rules without imports and outside addresses."""
    if "\\" in css and _reaches_out(css):
        return ""
    return _OUTSIDE.sub("none", _IMPORT.sub("", css))


def _reaches_out(css: str) -> bool:
    """Whether ``css`` names anything outside, also where escapes hide it (CSS Syntax 3 §4.3.7)."""
    plain = _ESCAPE.sub(lambda found: found[2] or _character(found[1]), css)
    return bool(_OUTSIDE.search(plain) or _IMPORT.search(plain))


def _character(code: str) -> str:
    return chr(int(code, 16)) if int(code, 16) < 0x110000 else ""
