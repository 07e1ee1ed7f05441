"""Targets of links for properties: as people write them, as they are read back, and wild ones."""

from __future__ import annotations

from datetime import datetime

from hypothesis import strategies as st

from storycomposer.document.link import (
    AppTarget,
    ContactTarget,
    EmailTarget,
    EventTarget,
    PhoneTarget,
    Target,
    TelegramTarget,
    TextTarget,
    UrlTarget,
    WhatsAppTarget,
)

anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
line = st.lists(words, min_size=1, max_size=4).map(" ".join)
"""One line as people write it, in any script."""
maybe = st.just("") | line
note = st.lists(line, max_size=3).map("\n".join)

hosts = st.sampled_from(
    [
        "example.org",
        "www.example.com",
        "bücher.example",
        "例え.jp",
        "مثال.example",
        "i❤.ws",
        "a-b.co",
    ]
)
numbers = st.from_regex(r"\+[1-9][0-9]{6,13}", fullmatch=True)
paths = st.lists(st.text("abcÄé漢/-._~!$&'()*+,;=:@ %?#[]|\\\"", max_size=8), max_size=3)
web = st.builds(lambda host, parts: f"https://{host}/{'/'.join(parts)}", hosts, paths)
mailboxes = st.builds(
    lambda name, host: f"{name}@{host}",
    st.from_regex(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9+]+)?", fullmatch=True),
    hosts,
)
moments = st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30)).map(
    lambda moment: f"{moment.year:04}-{moment:%m-%dT%H:%M}"
)
zones = st.sampled_from(["", "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"])

contacts = st.builds(
    ContactTarget,
    name=line,
    organisation=maybe,
    role=maybe,
    phone=st.just("") | numbers,
    email=st.just("") | mailboxes,
    note=note,
)
settled: st.SearchStrategy[Target] = st.one_of(
    st.builds(EmailTarget, address=mailboxes, subject=maybe, body=note),
    st.builds(PhoneTarget, number=numbers | st.sampled_from(["112", "*100#", "+491234;ext=56"])),
    st.builds(WhatsAppTarget, number=numbers, message=note),
    st.builds(
        TelegramTarget,
        username=st.from_regex(
            r"[a-z]\w{5,9}_x", fullmatch=True, alphabet=st.characters(codec="ascii")
        ),
        message=note,
    ),
    contacts,
    st.builds(
        AppTarget,
        store=st.just("apple"),
        app=st.from_regex(r"[1-9][0-9]{8,9}", fullmatch=True),
    ),
    st.builds(AppTarget, store=st.just("google"), app=st.just("org.example.app_2")),
)
"""Targets written as they are read back, but for addresses and times."""


@st.composite
def _events(draw: st.DrawFn) -> EventTarget:
    start, end = sorted((draw(moments), draw(moments)))
    return EventTarget(
        title=draw(line),
        start=start,
        end=draw(st.sampled_from(["", end])),
        zone=draw(zones),
        place=draw(maybe),
        url=draw(st.just("") | web),
        note=draw(note),
    )


events = _events()
wild: st.SearchStrategy[Target] = st.one_of(
    st.builds(UrlTarget, url=anything | web),
    st.builds(EmailTarget, address=anything | mailboxes, subject=anything, body=anything),
    st.builds(PhoneTarget, number=anything | st.text("+0123456789 ()-/.;*#extx", max_size=20)),
    st.builds(WhatsAppTarget, number=st.just("") | numbers | anything, message=anything),
    st.builds(TelegramTarget, username=anything | st.just("@example"), message=anything),
    st.builds(
        ContactTarget,
        name=anything,
        organisation=anything,
        role=anything,
        phone=st.just("") | numbers,
        email=st.just("") | mailboxes,
        url=st.just("") | web,
        note=anything,
    ),
    events,
    st.builds(EventTarget, title=anything, start=moments, zone=anything, note=anything),
    st.builds(AppTarget, store=st.sampled_from(["apple", "google"]), app=anything),
    st.builds(TextTarget, text=anything),
)
