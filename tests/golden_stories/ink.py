"""Goldens of words: effects around them, and scripts."""

from __future__ import annotations

from golden_stories.base import Golden, golden, words
from golden_stories.text import LINES, stack
from storycomposer.document.layers import Run
from storycomposer.document.style import Glow, Highlight, Shadow, Solid, Stroke


def _effects() -> list[Golden]:
    pill, box = Highlight(color="#FFC53D"), Highlight(style="box", color="#14141A")
    dark = {"color": "#FFFFFF"}
    return [
        golden(
            "highlight-pill",
            (520, 660),
            words(
                "a",
                "Near equal lines\nnear equal line\nand short",
                60,
                30,
                highlight=pill,
                width=400.0,
                leading=1.3,
            ),
            words(
                "b",
                "A much longer first line\nshort\nanother longer one",
                60,
                190,
                highlight=pill,
                align="center",
                width=400.0,
                leading=1.3,
            ),
            words("c", "Above\n\nBelow a blank", 60, 340, highlight=pill, width=400.0, leading=1.4),
            words("d", "سطر طويل هنا\nقصير", 60, 500, highlight=pill, width=400.0, leading=1.4),
        ),
        golden(
            "highlight-box",
            (520, 330),
            words("a", LINES, 60, 40, highlight=box, width=400.0, height=90.0, **dark),
            words("b", "centre", 60, 190, highlight=box, align="center", width=400.0, **dark),
            words(
                "c",
                (
                    Run(text="Run "),
                    Run(text="marked here", highlight="#FFE08A"),
                    Run(text=" עם עברית", highlight="#B5E3B0"),
                ),
                60,
                260,
                width=420.0,
            ),
        ),
        golden(
            "stroke-outside",
            (520, 330),
            words(
                "a",
                "ease",
                60,
                20,
                size=120.0,
                weight=800,
                color="#FFFFFF",
                stroke=Stroke(color="#14141A", width=16),
                width=440.0,
            ),
            words(
                "b",
                "سلام 🎉 字",
                60,
                190,
                size=90.0,
                color="#FFC53D",
                stroke=Stroke(color="#6D4AFF", width=8),
                width=440.0,
            ),
        ),
        golden(
            "stroke-and-shadow-not-clipped",
            (420, 220),
            words(
                "a",
                "fjg",
                120,
                40,
                size=120.0,
                font="Playfair Display",
                weight=800,
                leading=0.6,
                color="#FFC53D",
                width=220.0,
                stroke=Stroke(color="#14141A", width=12),
                shadow=Shadow(color="#000000AA", blur=24, dx=16, dy=20),
            ),
        ),
        golden(
            "text-shadow",
            (460, 250),
            words(
                "a",
                "Soft shadow",
                30,
                20,
                size=64.0,
                weight=800,
                color="#FFFFFF",
                shadow=Shadow(color="#000000CC", blur=20, dx=0, dy=6),
            ),
            words(
                "b",
                "Hard 🐶",
                30,
                130,
                size=64.0,
                weight=800,
                shadow=Shadow(color="#E5484D", blur=0, dx=6, dy=6),
            ),
        ),
        golden(
            "text-glow",
            (460, 250),
            words(
                "a",
                "Neon",
                60,
                50,
                size=110.0,
                weight=700,
                color="#FFFFFF",
                font="Outfit",
                glow=Glow(color="#FF3EA5", radius=40),
            ),
            background=Solid(color="#14141A"),
        ),
        golden(
            "text-all-effects",
            (520, 240),
            words(
                "a",
                "All at once",
                60,
                60,
                size=64.0,
                weight=800,
                color="#FFFFFF",
                rotation=-6.0,
                highlight=Highlight(color="#6D4AFF"),
                stroke=Stroke(color="#14141A", width=6),
                glow=Glow(color="#FFC53D", radius=24),
                shadow=Shadow(dy=16),
            ),
        ),
    ]


SCRIPTS = {
    "arabic": ("ar", "مرحبًا بالعالم، لا بأس ١٢٣"),
    "urdu": ("ur", "تمام انسان آزاد پیدا ہوئے ہیں"),
    "hebrew": ("he", "שָׁלוֹם עולם (2024) ״כן״"),
    "devanagari": ("hi", "क्षत्रिय हिन्दी न्दी श्री"),
    "bengali": ("bn", "ক্ষ ন্ত্র সমস্ত মানুষ"),
    "tamil": ("ta", "வணக்கம் கொ ஸ்ரீ"),
    "thai": ("th", "ก้ำกึ่ง น้ำ ผู้ใหญ่ สวัสดี"),
    "khmer": ("km", "ស្ត្រី ខ្មែរ ញ៉ាំ"),
    "japanese": ("ja", "直骨令「こんにちは」カナ"),
    "korean": ("ko", "안녕하세요 세계"),
    "chinese": ("zh-Hans", "直骨令“你好，世界”"),
    "greek": ("el", "Καλημέρα κόσμε ΰ"),
    "cyrillic": ("ru", "Доброе утро, мир ё"),
    "vietnamese": ("vi", "Nguyễn ưỡn ẹo"),
}


def _scripts() -> list[Golden]:
    rows = [(text, {"language": language}) for language, text in SCRIPTS.values()]
    bold = [(text, {"language": language, "weight": 800}) for language, text in SCRIPTS.values()]
    hard = [
        ("English عربي 123 English", {}),
        ("שלום (עולם) [45%] ₪ 1,250", {}),
        ("user \u2068שלום\u2069: 3 posts", {}),
        ("שלום עולם   ", {"underline": True}),
        ("مرحبا 👋🏽 يا 🇩🇪", {}),
    ]
    emoji = "👨‍👩‍👧‍👦 🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👋🏽 1️⃣ ❤️ ✨ 🐶"
    return [
        golden("script-regular", (480, 860), *stack(rows, 60, width=440.0)),
        golden("script-bold", (480, 860), *stack(bold, 60, width=440.0)),
        golden("bidi", (480, 330), *stack(hard, 60, width=440.0)),
        golden(
            "emoji",
            (460, 330),
            words("a", emoji, 20, 20, size=34.0, width=420.0, height=70.0),
            words("b", "🐶🎉", 20, 90, size=160.0, width=420.0, height=200.0),
            words("c", "tiny ✨ 👍🏿 mid", 20, 290, size=18.0),
        ),
        golden(
            "wrapping",
            (460, 640),
            words("a", "See https://example.org/path/to/a-very-long-page?query=value now", 20, 20,
                  width=300.0, size=26.0),
            words("b", "a Donaudampfschifffahrtselektrizitätenhauptbetriebswerk z", 20, 160,
                  width=300.0, size=26.0),
            words("c", "「日本語」の、禁則処理。（テスト）ですか？はい！", 20, 310, width=180.0,
                  size=30.0, language="ja"),
            words("d", "one\n\nthree\n", 260, 310, size=30.0, width=120.0, highlight=Highlight()),
            words("e", "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกัน", 20, 510, width=240.0, size=30.0,
                  language="th"),
        ),
    ]  # fmt: skip


INK = (*_effects(), *_scripts())
