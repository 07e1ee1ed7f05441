"""Emoji to choose from, and how they are found: by their Unicode names and by what people call
them."""

from __future__ import annotations

import functools
import unicodedata
from typing import NamedTuple

from storycomposer.typography.emoji import is_emoji


class Emoji(NamedTuple):
    """One emoji, its name in lower case, and further words it is found by."""

    text: str
    name: str
    words: str = ""


_POPULAR = """
😂 lol funny haha|❤️ love like|🔥 hot lit great|
🎉 party celebrate launch congratulations new|👏 applause bravo|🙌 hooray thanks|
👍 yes ok good like|🙏 thanks please pray|💪 strong gym work|✨ new magic shiny|
💯 perfect score|🚀 launch start fast|⭐ favourite rating|👇 below link here swipe|
👉 here link next|👆 above swipe up|👀 look see watch|💡 idea tip|📣 news announcement|
🗓️ date event|📍 place where location|⏰ time reminder|🔗 url address website|
✅ done yes check|❌ no wrong|⚠️ warning|❓ question ask|❗ important|
💬 comment talk answer|📸 photo picture|🎥 film video live|🎧 podcast music|
🎤 stage talk live|📚 read learn|✍️ write author|💻 work code laptop|
📈 growth numbers|💰 price money|🎁 gift present give away|🛒 shop buy cart|
🏆 win prize award|🥳 birthday party|😍 love wow|🤩 wow star|😎 cool|🤔 think hmm|
😅 phew|😭 cry|🥹 moved touched|🤯 wow mind blown|😴 tired sleep|🫶 love thanks|
🤝 deal together partner|👋 hello hi bye|✌️ peace two|🤞 luck hope|☕ coffee break|
🍕 food|🍷 wine|🌍 world earth|🌱 grow green plant|🌸 spring flower|☀️ sun summer|
🌙 night moon|❄️ snow winter cold|🌈 pride|🐶 dog pet|🐱 cat pet|💜 love|💚 love|💙 love|
🖤 love|🤍 love|💔 sad|♻️ green recycle|✈️ flight travel|☎️ call phone|
✉️ mail letter|☁️ weather|☂️ rain|♥️ cards love|▶️ play start|♾️ endless|
🏳️‍🌈 pride rainbow flag|👨‍👩‍👧‍👦 family children|❤️‍🔥 passion love|👩‍💻 work code|
👨‍💻 work code
"""
_RANGES = (
    (0x1F600, 0x1F64F),
    (0x1F910, 0x1F93A),
    (0x1F970, 0x1F97A),
    (0x1FAE0, 0x1FAE8),
    (0x1FAF0, 0x1FAF8),
    (0x1F440, 0x1F4FF),
    (0x1F9D0, 0x1F9DF),
    (0x1F400, 0x1F43F),
    (0x1F980, 0x1F9CF),
    (0x1F300, 0x1F3FA),
    (0x1F950, 0x1F96F),
    (0x1F680, 0x1F6FF),
    (0x1F500, 0x1F5FF),
    (0x1F7E0, 0x1F7EB),
    (0x1F90C, 0x1F90F),
    (0x1FA70, 0x1FAD9),
    (0x2300, 0x2BFF),
)
_FLAGS = """
ad ae af al am ar at au az ba bd be bg bo br by ca ch cl cn co cr cu cy cz de dk do dz ec ee eg
es et eu fi fr gb ge gh gr gt hk hn hr hu id ie il in iq ir is it jm jo jp ke kh kr kw kz lb li
lk lt lu lv ma mc md me mg mk mm mn mt mx my mz na ng ni nl no np nz om pa pe ph pk pl ps pt py
qa ro rs ru rw sa se sg si sk sn sv sy th tn tr tw tz ua ug us uy uz va ve vn ye za
"""
"""Regions whose flags are offered (ISO 3166-1 alpha-2)."""


@functools.cache
def every() -> tuple[Emoji, ...]:
    """All that can be chosen, the popular ones first, each once."""
    found: dict[str, Emoji] = {}
    for line in _POPULAR.replace("\n", "").split("|"):
        text, _, words = line.partition(" ")
        found[text] = Emoji(text, _name(text), words)
    for first, last in _RANGES:
        for code in range(first, last + 1):
            char = chr(code)
            if is_emoji(char) and not _modifies(code) and (name := _name(char)):
                found.setdefault(char, Emoji(char, name))
    for country in _FLAGS.split():
        text = "".join(chr(0x1F1E6 + ord(letter) - ord("a")) for letter in country)
        found[text] = Emoji(text, f"flag {country}")
    return tuple(found.values())


def search(words: str) -> tuple[Emoji, ...]:
    """The emoji in which each of ``words`` begins a word of their names; all for no words. Those
    that are called so by people come first."""
    asked = words.casefold().split()
    return tuple(one for one in every() if all(_has(one, word) for word in asked))


def _has(one: Emoji, asked: str) -> bool:
    return any(word.startswith(asked) for word in f"{one.name} {one.words}".split())


def _name(text: str) -> str:
    """The Unicode names of its characters, without those that only choose a form."""
    named = [unicodedata.name(char, "") for char in text if char not in "\ufe0f\u200d"]
    return " ".join(named).casefold().replace("-", " ")


def _modifies(code: int) -> bool:
    """Skin tones, and the letters that flags are spelled with."""
    return 0x1F3FB <= code <= 0x1F3FF or 0x1F1E6 <= code <= 0x1F1FF
