"""What the oracle is asked: text layers, each with a name and the deck's language.

Every layer is laid out by the browser and by the program; only its horizontal metrics and line
breaks count here. Sizes and widths are those of real slides."""

from __future__ import annotations

from typing import Any, NamedTuple

from oracle.texts import PROSE, RIGHTS
from storycomposer.document.layers import Run, TextLayer


class Case(NamedTuple):
    """One question to the oracle."""

    name: str
    layer: TextLayer
    language: str


PRIMARY = {
    "ar": "Noto Sans Arabic",
    "fa": "Noto Sans Arabic",
    "ur": "Noto Sans Arabic",
    "he": "Noto Sans Hebrew",
    "hi": "Noto Sans Devanagari",
    "mr": "Noto Sans Devanagari",
    "bn": "Noto Sans Bengali",
    "ta": "Noto Sans Tamil",
    "th": "Noto Sans Thai",
    "km": "Noto Sans Khmer",
    "ja": "Noto Sans JP",
    "ko": "Noto Sans KR",
    "zh-Hans": "Noto Sans SC",
    "ka": "Noto Sans Georgian",
    "hy": "Noto Sans Armenian",
    "te": "Noto Sans Telugu",
    "gu": "Noto Sans Gujarati",
    "kn": "Noto Sans Kannada",
    "my": "Noto Sans Myanmar",
    "am": "Noto Sans Ethiopic",
}
"""The family that has a language's letters; a language not named here is written in Inter."""

VARIABLE = "Outfit Variable"
"""The family of the variable font in the folder beside this file; no bundled font is variable, so
it reaches the program as a font that a story carries."""

WIDTHS = (888.0, 560.0, 330.0)


def _case(name: str, text: str | tuple[Run, ...], language: str = "en", **fields: Any) -> Case:
    runs = (Run(text=text),) if isinstance(text, str) else text
    style = {"font": "Inter", "size": 48.0, "width": 888.0, "height": 4000.0, "fit": "none"}
    layer = TextLayer(id="t", text=runs, **{**style, **fields})
    return Case(name, layer, language)


def _prose() -> list[Case]:
    cases = []
    for source, texts in (("rights", RIGHTS), ("prose", PROSE)):
        for key, text in texts.items():
            language = {"emoji": "en", "km-zwsp": "km"}.get(key, key)
            own = PRIMARY.get(language, "Inter")
            for width in WIDTHS:
                name = f"{source}-{key}-{width:.0f}"
                cases.append(_case(name, text, language, font=own, width=width, size=44.0))
            if own != "Inter":
                cases.append(_case(f"{source}-{key}-fallback", text, language, width=700.0))
    return cases


def _bidi() -> list[Case]:
    mixed = "English عربي 123 English"
    hebrew = "שלום (עולם) [2024] 45% הנחה, מחיר: 1,250.50 ₪"
    texts = {
        "mixed": mixed,
        "mixed-ar-first": "عربي English 123 عربي (abc) عربي",
        "hebrew-brackets": hebrew,
        "hebrew-in-english": f"He said “{hebrew}” twice (really).",
        "isolates": "user \u2068שלום\u2069: 3 posts, \u2067abc אבג\u2069! \u2066عربي abc\u2069.",
        "embedding": "abc \u202bעברית abc\u202c def \u202egfe\u202c.",
        "trailing-space-rtl": "שלום עולם   ",
        "only-spaces-rtl-line": "שלום\n   \nעולם",
        "numbers-ar": "من 10 إلى 20% و 1/2 و +5 و ١٢٣ و $30",
        "url-he": "כתובת: https://example.org/a/b?c=1 וזהו",
        "marks": "שָׁלוֹם עֲלֵיכֶם",
        "lam-alef": "لا إلا الأرض سلام بلا",
        "emoji-rtl": "مرحبا 👋🏽 يا 🇩🇪 أصدقاء",
        "tatweel-marks": "مُحَمَّـــد رَسُولٌ",
    }
    cases = []
    for name, text in texts.items():
        for direction in ("auto", "ltr", "rtl"):
            for width in (888.0, 260.0):
                title = f"bidi-{name}-{direction}-{width:.0f}"
                cases.append(_case(title, text, direction=direction, width=width))
    return cases


def _clusters() -> list[Case]:
    texts = {
        "devanagari": "क्षत्रिय हिन्दी न्दी र्क्त कि श्री",
        "thai": "ก้ำกึ่ง น้ำ ผู้ใหญ่ เก๋ไก๋",
        "khmer": "ស្ត្រី ខ្មែរ ក្រុង ញ៉ាំ",
        "tamil": "கொ க்ஷ ஸ்ரீ ணை",
        "bengali": "ক্ষ ন্ত্র র্ক কো",
        "hangul-jamo": "한글 \u1112\u1161\u11ab\u1100\u1173\u11af",
        "emoji": "👨‍👩‍👧‍👦 🇩🇪🇫🇷 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👋🏽 1️⃣ ❤️ ✨",
        "combining": "e\u0301 a\u0308\u0323 n\u0303o A\u030a",
        "ligatures": "office affluent fjord 1/2 ffi flat",
        "kerning": "AVATAR To. WAVE LTY “A”",
        "vietnamese": "Nguyễn Tất Thành ưỡn ẹo",
    }
    cases = [
        _case(f"cluster-{name}-{width:.0f}", text, width=width)
        for name, text in texts.items()
        for width in (888.0, 150.0)
    ]
    cases.append(_case("cluster-devanagari-marathi", "श्री ल र्‍य", "mr"))
    return cases


def _runs() -> list[Case]:
    def split(text: str, *cuts: int, **style: Any) -> tuple[Run, ...]:
        ends = (*cuts, len(text))
        parts = [text[a:b] for a, b in zip((0, *cuts), ends, strict=True)]
        return tuple(Run(text=part, **(style if i % 2 else {})) for i, part in enumerate(parts))

    red = {"color": "#FF0000"}
    return [
        _case("run-arabic-color", split("السلام عليكم", 3, 5, **red)),
        _case("run-avatar-color", split("AVATAR AVATAR", 1, 2, 8, 9, **red)),
        _case("run-lam-alef-color", split("سلام", 2, **red)),
        _case("run-devanagari-color", split("हिन्दी में", 2, **red)),
        _case("run-ligature-color", split("office affine", 2, 9, **red)),
        _case("run-weight", split("Two dogs, one window", 4, 8, weight=800), width=300.0),
        _case("run-weight-word", split("unbelievable", 2, 7, weight=700)),
        _case("run-size", split("Big and small words wrap", 4, 7, size=96.0), width=400.0),
        _case("run-font", split("Mixed families in a line", 6, 14, font="Playfair Display")),
        _case("run-tracking", split("TIGHT and loose", 6, 9, tracking=200.0)),
        _case("run-language", (Run(text="直骨 "), Run(text="直骨", language="zh-Hans")), "ja"),
        _case("run-bidi-weight", split("abc שלום עולם def", 6, 11, weight=800), width=220.0),
    ]


def _breaking() -> list[Case]:
    texts = {
        "url": "See https://example.org/path/to/a-very-long-page?query=value&other=2#part now",
        "long-word": "a Donaudampfschifffahrtselektrizitätenhauptbetriebswerk z",
        "long-word-first": "Rindfleischetikettierungsüberwachungsaufgaben",
        "emoji-wide": "👨‍👩‍👧‍👦🎉👋🏽",
        "empty-lines": "one\n\ntwo\n\n\nthree",
        "trailing-newline": "one\n",
        "only-newlines": "\n\n",
        "empty": "",
        "spaces": "one   two     three",
        "leading-spaces": "   one\n   two",
        "trailing-spaces": "one two    ",
        "nbsp": "10\u00a0km and 5\u00a0%\u202fx",
        "zwsp": "super\u200bcali\u200bfragi\u200blistic",
        "hyphens": "well-known state-of-the-art e-mail – dash—em 2020–2024 a/b/c",
        "quotes": "“(quoted)” [x] {y} ‘z’ «a»!? …",
        "numbers": "$1,234.56 −5 °C 10% 3/4 (1) 2×3",
        "wj": "a\u2060b c\u2060-\u2060d",
        "shy-free": "Mr. Smith’s 3rd U.S.A. trip vs. the rest",
    }
    cases = [
        _case(f"break-{name}-{width:.0f}", text, width=width)
        for name, text in texts.items()
        for width in (400.0, 130.0, 40.0)
    ]
    kinsoku = "「日本語」の、禁則処理。（テスト）ぁっゃー々…ですか？はい！100％、3℃、￥500"
    kinsoku_texts = {
        "ja": kinsoku,
        "zh-Hans": "“你好”，（世界）《书》……——100%、￥500！",
        "ko": "안녕(하세요), “세계”! 100% 3:30",
    }
    cases += [
        _case(f"kinsoku-{language}-{w:.0f}", text, language, width=w, font=PRIMARY[language])
        for language, text in kinsoku_texts.items()
        for w in (500.0, 230.0, 150.0, 97.0)
    ]
    return cases


STYLED = {
    "en": PROSE["en"][:119],
    "ar": RIGHTS["ar"],
    "th": RIGHTS["th"][:60],
    "hi": RIGHTS["hi"][:80],
    "hi-open": "राम पानी लाया और गीता बोली नमक कम है",
    "ja": RIGHTS["ja"],
    "emoji": PROSE["emoji"],
}
DISPLAY = (
    *(("Outfit", 800), ("Outfit", 100), ("Inter", 900), ("Inter", 100), ("Playfair Display", 700)),
    *(("Anton", 400), ("Bebas Neue", 400), ("Caveat", 700), ("Pacifico", 400), ("Oswald", 600)),
    *(("JetBrains Mono", 400), ("Space Grotesk", 700), ("Dancing Script", 700), ("Bangers", 400)),
    *(("Permanent Marker", 400), ("Archivo Black", 400), ("DM Serif Display", 400)),
    ("Roboto Slab", 700),
)


def _style() -> list[Case]:
    cases = []
    for name, text in STYLED.items():
        language = {"emoji": "en", "hi-open": "hi"}.get(name, name)
        cases += [
            _case(f"tracking-{name}-{tracking:.0f}", text, language, width=600.0, tracking=tracking)
            for tracking in (-20.0, 120.0)
        ]
        cases += [
            _case(
                f"align-{name}-{align}",
                f"{text}\n{text[:30]}".strip(),
                language,
                width=600,
                align=align,
            )
            for align in ("center", "end", "right", "left", "justify")
        ]
    sample = "AVATAR office Why teams stop writing fi To 1/2"
    cases += [
        _case(f"font-{font}-{weight}", sample, font=font, weight=weight, width=500.0, size=72.0)
        for font, weight in DISPLAY
    ]
    cases += [
        _case(f"variable-{weight}", sample, font=VARIABLE, weight=weight, width=500.0, size=72.0)
        for weight in (100, 400, 650, 900)
    ]
    cases += [
        _case(f"size-{size:.0f}", "Size AVATAR سلام", size=size, width=size * 6)
        for size in (12.0, 36.5, 168.0, 600.0)
    ]
    return cases


CASES = (*_prose(), *_bidi(), *_clusters(), *_runs(), *_breaking(), *_style())
