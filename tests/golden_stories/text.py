"""Goldens of words: setting, styles, effects, scripts."""

from __future__ import annotations

from typing import Any

from golden_stories.base import Golden, golden, words
from storycomposer.document.layers import Run, TextLayer
from storycomposer.document.style import Highlight

LINES = "Two dogs share one window and a very long afternoon."


def stack(items: list[tuple[Any, dict[str, Any]]], pitch: float, **common: Any) -> list[TextLayer]:
    return [
        words(f"t{i}", text, 20, 20 + i * pitch, **{**common, **fields})
        for i, (text, fields) in enumerate(items)
    ]


def _setting() -> list[Golden]:
    aligns = ("start", "center", "end", "left", "right", "justify")
    two = "First line\nSecond one"
    return [
        golden(
            "text-align",
            (440, 680),
            *stack([(LINES, {"align": a}) for a in aligns], 110, size=26.0, height=100.0),
        ),
        golden(
            "text-align-rtl",
            (440, 460),
            *stack(
                [("كل يوم نكتب قصة قصيرة عن نافذة واحدة", {"align": a}) for a in aligns[:3]]
                + [("כל יום כותבים סיפור קצר על חלון אחד", {"align": "justify"})],
                110,
                size=30.0,
                height=100.0,
                width=320.0,
            ),
        ),
        golden(
            "text-valign",
            (460, 220),
            *(
                words(v, two, 20 + i * 145, 20, valign=v, width=140.0, height=180.0, size=24.0)
                for i, v in enumerate(("top", "middle", "bottom"))
            ),
        ),
        golden(
            "text-leading-spacing",
            (460, 330),
            words("a", two + "\nThird", 20, 20, leading=0.9, width=200.0, size=40.0),
            words("b", two, 240, 20, leading=1.8, width=200.0, paragraph_spacing=40.0),
        ),
        golden(
            "text-tracking",
            (440, 330),
            *stack(
                [
                    ("TRACKED OUT", {"tracking": 200.0}),
                    ("Tracked in", {"tracking": -50.0}),
                    ("السلام عليكم", {"tracking": 200.0}),
                    ("हिन्दी ก้ำกึ่ง", {"tracking": 200.0}),
                    ("日本語の字", {"tracking": 200.0}),
                ],
                60,
            ),
        ),
        golden(
            "text-case",
            (440, 270),
            *stack(
                [("Straße in istanbul, Élan", {"case": c}) for c in ("none", "upper", "lower")]
                + [("why teams stop writing", {"case": "title"})],
                60,
                size=28.0,
            ),
        ),
        golden(
            "text-lists",
            (460, 520),
            words(
                "a",
                "Write every day\nRead what others wrote before you\nRest",
                20,
                20,
                list="bullet",
                width=360.0,
            ),
            words(
                "b",
                "Write\nRead aloud to a patient friend\nRest",
                20,
                190,
                list="number",
                width=360.0,
            ),
            words(
                "c",
                "نكتب كل يوم\nنقرأ ما كتبه الآخرون قبلنا\nنستريح",
                20,
                360,
                list="number",
                width=360.0,
            ),
        ),
        golden(
            "text-fit",
            (460, 420),
            words("a", LINES, 20, 20, fit="shrink", size=120.0, width=420.0, height=110.0),
            words("b", "Fill", 20, 150, fit="fill", size=20.0, width=200.0, height=110.0),
            words("c", LINES, 240, 150, fit="fill", size=20.0, width=200.0, height=110.0),
            words("d", LINES, 20, 280, fit="none", size=44.0, width=420.0, height=50.0),
        ),
    ]


def _styles() -> list[Golden]:
    families = (
        ("Inter", 400), ("Outfit", 800), ("Space Grotesk", 700), ("Oswald", 600),
        ("Bebas Neue", 400), ("Anton", 400), ("Playfair Display", 700), ("DM Serif Display", 400),
        ("Roboto Slab", 700), ("Caveat", 700), ("Permanent Marker", 400), ("Pacifico", 400),
        ("Dancing Script", 700), ("JetBrains Mono", 400), ("Archivo Black", 400), ("Bangers", 400),
    )  # fmt: skip
    runs = (
        Run(text="Two "),
        Run(text="dogs", color="#E5484D", weight=800),
        Run(text=", one "),
        Run(text="window", size=56.0, underline=True),
        Run(text=" and "),
        Run(text="no", strike=True, italic=True),
        Run(text=" a "),
        Run(text="long afternoon", highlight="#FFE08A"),
    )
    return [
        golden(
            "text-families",
            (560, 760),
            *(
                words(f"f{i}", f"{name} Ag", 20, 10 + i * 46, font=name, weight=weight, width=520.0)
                for i, (name, weight) in enumerate(families)
            ),
        ),
        golden(
            "text-weights",
            (460, 480),
            *stack(
                [("Weight Gewicht", {"weight": w}) for w in (100, 300, 400, 600, 800, 900)]
                + [("Weight Gewicht", {"italic": True})]
                + [("वज़न 무게 وزن", {"weight": w}) for w in (400, 800)],
                50,
            ),
        ),
        golden(
            "text-variable",
            (460, 220),
            *stack(
                [("Weight 0123 AVATAR", {"weight": w}) for w in (100, 400, 650, 900)],
                46,
                font="Outfit Variable",
            ),
        ),
        golden("text-runs", (460, 240), words("a", runs, 20, 20, size=36.0, height=200.0)),
        golden(
            "text-lines",
            (460, 290),
            *stack(
                [
                    ("Underline gypsum", {"underline": True}),
                    ("Strike through", {"strike": True, "weight": 800}),
                    ("تحته خط 123", {"underline": True}),
                    ("下線と取り消し", {"underline": True, "strike": True}),
                ],
                64,
                size=40.0,
            ),
        ),
        golden(
            "text-features",
            (460, 150),
            *stack(
                [
                    ("0123 1/2 office Il1", {}),
                    ("0123 1/2 office Il1", {"features": ("zero", "frac", "tnum", "ss02")}),
                ],
                60,
            ),
        ),
        golden(
            "text-run-inside-word",
            (460, 290),
            words(
                "a",
                (Run(text="AV"), Run(text="AT", color="#E5484D"), Run(text="AR")),
                20,
                20,
                size=64.0,
            ),
            words(
                "b",
                (Run(text="السل"), Run(text="ا", color="#E5484D"), Run(text="م عليكم")),
                20,
                100,
                size=56.0,
            ),
            words(
                "c",
                (
                    Run(text="of"),
                    Run(text="fi", color="#E5484D"),
                    Run(text="ce क्ष"),
                    Run(text="त्रिय", color="#3E63DD"),
                ),
                20,
                190,
                size=56.0,
            ),
        ),
        golden(
            "text-rotation",
            (520, 420),
            words("a", "Turned thirty", 60, 120, rotation=30.0, size=48.0, width=320.0),
            words("b", "Ninety 🎉", 330, 170, rotation=90.0, size=48.0, width=260.0),
            words(
                "c",
                "Little",
                40,
                330,
                rotation=-7.0,
                size=40.0,
                width=200.0,
                highlight=Highlight(color="#FFC53D"),
                underline=True,
            ),
        ),
        golden(
            "text-opacity-color",
            (440, 150),
            words("a", "Half there", 20, 20, opacity=0.5, size=44.0),
            words("b", "Clear ink 🎉", 20, 80, color="#6D4AFF80", size=44.0),
        ),
    ]


TEXT = (*_setting(), *_styles())
