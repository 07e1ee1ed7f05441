"""What codes say: every kind there and back, by laws, by examples, and by independent parsers."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

import icalendar
import idna
import pytest
import vobject
from hypothesis import assume, given
from hypothesis import strategies as st
from targets import anything, contacts, events, mailboxes, maybe, note, numbers, settled, web, wild

from storycomposer.document.link import (
    AppTarget,
    Campaign,
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
from storycomposer.errors import StoryError
from storycomposer.links import payload
from storycomposer.links.cards import calendar
from storycomposer.links.payload import canonical, late, mended, problem, read, text


@given(settled)
def test_what_is_written_is_read_back_equal(target: Target) -> None:
    assert read(text(target)) == target
    assert problem(target) is None


@given(wild | settled)
def test_a_code_that_was_read_says_the_same_again(target: Target) -> None:
    try:
        said = text(target)
    except StoryError as error:
        assert problem(target) == error.sentence
        return
    found = read(said)
    assert read(text(found)) == found == canonical(found)
    if not isinstance(target, TextTarget):
        assert text(found) == said
    elif isinstance(found, TextTarget):
        assert found.text == said == target.text


@given(web)
def test_web_addresses_stay_web_addresses(url: str) -> None:
    said = text(UrlTarget(url=url))
    assert said.isascii() and not set(said) & set(' "<>\\^`{|}')
    found = read(said)
    assert isinstance(found, UrlTarget) and text(found) == said


@given(anything | wild.map(repr) | st.from_regex(r"(?i)(mailto|tel|https?|BEGIN|MECARD|MATMSG):.*"))
def test_any_text_is_read(said: str) -> None:
    found = read(said)
    assume(said.strip())
    again = text(found)
    assert text(read(again)) == again


@pytest.mark.parametrize("said", ["\ud800", "https://\udfff.org", "mailto:a@\ud83d", "BEGIN:VCARD"])
def test_what_is_no_text_is_read_as_it_is(said: str) -> None:
    assert read(said) == TextTarget(text=said)
    assert problem(UrlTarget(url=f"example.org/{said}")) is not None or "BEGIN" in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("example.org", "https://example.org"),
        ("  example.org/a b\n", "https://example.org/a%20b"),
        ("“https://example.org/”", "https://example.org/"),
        ("<http://example.org>", "http://example.org"),
        ("//example.org/x", "https://example.org/x"),
        ("https:/example.org", "https://example.org"),
        ("HTTP://User@EXAMPLE.org:80/Path?Q=1#F", "http://User@example.org:80/Path?Q=1#F"),
        ("bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("faß.de", "https://xn--fa-hia.de"),
        ("例え。jp", "https://xn--r8jz45g.jp"),
        ("i❤.ws", "https://xn--i-7iq.ws"),
        ("EXAMPLE.ORG/100%", "https://example.org/100%25"),
        ("example.org/%c3%A9", "https://example.org/%c3%A9"),
        ("example.org?q=ä&r=[1]", "https://example.org?q=%C3%A4&r=%5B1%5D"),
        ("localhost:8080/x", "https://localhost:8080/x"),
        ("[2001:db8:0:0::1]:80/x", "https://[2001:db8::1]:80/x"),
        ("192.168.0.1", "https://192.168.0.1"),
        ("spotify:track:1", "spotify:track:1"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("geo:52.5,13.4?q=Büro", "geo:52.5,13.4?q=B%C3%BCro"),
        ("https://example.org/a\r\nb", "https://example.org/ab"),
    ],
)
def test_web_addresses_become_what_phones_follow(typed: str, said: str) -> None:
    assert text(UrlTarget(url=typed)) == said


names = st.text(st.characters(categories=["Ll", "Lu", "Lo", "Mn", "Nd"]), min_size=1, max_size=8)


@given(st.lists(names, min_size=1, max_size=3).map(".".join))
def test_host_names_are_those_of_idna(name: str) -> None:
    try:
        want = idna.encode(name, uts46=True, transitional=False).decode()
    except idna.IDNAError:
        assume(False)
        return
    said = text(UrlTarget(url=f"https://{name}.org/"))
    assert said == f"https://{want}.org/"
    found = read(said)
    assert isinstance(found, UrlTarget) and text(found) == said


@pytest.mark.parametrize(
    ("target", "id"),
    [
        (UrlTarget(url=""), "link-no-address"),
        (UrlTarget(url="nowhere at all"), "link-no-address"),
        (UrlTarget(url="example"), "link-no-address"),
        (UrlTarget(url="exa..mple.org"), "link-no-address"),
        (UrlTarget(url="example.org:99999"), "link-no-address"),
        (UrlTarget(url="[::1"), "link-no-address"),
        (UrlTarget(url="a" * 64 + ".org"), "link-no-address"),
        (UrlTarget(url="javascript:alert(1)"), "link-scheme"),
        (UrlTarget(url="VBScript:x"), "link-scheme"),
        (UrlTarget(url="data:text/html,x"), "link-scheme"),
        (UrlTarget(url="file:///home/ada/story.png"), "link-scheme"),
        (UrlTarget(url="blob:https://example.org/1"), "link-scheme"),
        (UrlTarget(url="about:blank"), "link-scheme"),
        (UrlTarget(url="content://media/1"), "link-scheme"),
        (EmailTarget(address="jobs"), "link-no-mailbox"),
        (EmailTarget(address="jobs@"), "link-no-mailbox"),
        (EmailTarget(address="a@b@example.org"), "link-no-mailbox"),
        (PhoneTarget(number=""), "link-no-number"),
        (PhoneTarget(number="1-800-FLOWERS"), "link-no-number"),
        (PhoneTarget(number="030 1234567"), "link-no-country"),
        (PhoneTarget(number="555 0100"), "link-no-country"),
        (ContactTarget(name="Ada", phone="030 1234567"), "link-no-country"),
        (WhatsAppTarget(number="(212) 555-0100"), "link-no-country-chat"),
        (WhatsAppTarget(number="170 1234567", message="Hi"), "link-no-country-chat"),
        (UrlTarget(url="htps://example.org"), "link-scheme-slip"),
        (UrlTarget(url="hxxp://example.org"), "link-scheme-slip"),
        (UrlTarget(url="3.14"), "link-no-address"),
        (UrlTarget(url="256.1.1.1"), "link-no-address"),
        (UrlTarget(url="example.123/a"), "link-no-address"),
        (UrlTarget(url="192.168.0.1:8080/x"), "link-own-network"),
        (UrlTarget(url="localhost:8080"), "link-own-network"),
        (UrlTarget(url="[::1]/x"), "link-own-network"),
        (UrlTarget(url="printer.local/x"), "link-own-network"),
        (UrlTarget(url="story.localhost"), "link-own-network"),
        (EmailTarget(address="a@b"), "link-no-mailbox"),
        (EmailTarget(address="jobs@256.1.1.1"), "link-no-mailbox"),
        (ContactTarget(name="Ada", email="jobs@example"), "link-no-mailbox"),
        (WhatsAppTarget(number="12"), "link-no-whatsapp"),
        (WhatsAppTarget(number=""), "link-no-number"),
        (TelegramTarget(username="no"), "link-no-telegram"),
        (ContactTarget(name=" "), "link-no-name"),
        (ContactTarget(name="Ada", url="no where"), "link-no-address"),
        (EventTarget(title="", start="2026-11-24T18:00"), "link-no-title"),
        (EventTarget(title="x", start=""), "link-event-time"),
        (EventTarget(title="x", start="2026-02-30T18:00"), "link-event-time"),
        (EventTarget(title="x", start="2026-11-24T18:00", zone="Mars/Base"), "link-event-zone"),
        (EventTarget(title="x", start="2026-11-24T18:00", zone="../../x"), "link-event-zone"),
        (
            EventTarget(title="x", start="2026-11-24T18:00", end="2026-11-24T17:00"),
            "link-event-end",
        ),
        (
            EventTarget(title="x", start="2026-03-29T02:30", zone="Europe/Berlin"),
            "link-event-shifted",
        ),
        (
            EventTarget(
                title="x", start="2026-03-29T01:30", end="2026-03-29T02:30", zone="Europe/Berlin"
            ),
            "link-event-shifted",
        ),
        (UrlTarget(url="https://example.org/\ud83d"), "link-surrogate"),
        (TextTarget(text="half \udc4b"), "link-surrogate"),
        (ContactTarget(name="Ada", note="\ud83d"), "link-surrogate"),
        (AppTarget(store="apple", app="Signal"), "link-no-apple-app"),
        (AppTarget(store="google", app="Signal"), "link-no-google-app"),
        (TextTarget(text=" \n"), "link-no-text"),
    ],
    ids=repr,
)
def test_what_leads_nowhere_is_said(target: Target, id: str) -> None:
    sentence = problem(target)
    assert sentence is not None and sentence.id == id
    assert str(sentence).endswith(".") and "{" not in str(sentence)


@pytest.mark.parametrize(
    "target",
    [
        PhoneTarget(number="112"),
        PhoneTarget(number="116 117"),
        ContactTarget(name="Ada", phone="+49 30 1234567"),
        WhatsAppTarget(number="0049 170 1234567"),
        WhatsAppTarget(number="", message="Hi"),
        UrlTarget(url="tg://resolve?domain=x"),
        UrlTarget(url="8.8.8.8/x"),
        UrlTarget(url="[2001:4860:4860::8888]/x"),
        UrlTarget(url="123.example.org:80"),
        EventTarget(title="x", start="2026-10-25T02:30", zone="Europe/Berlin"),
        EventTarget(title="x", start="2026-03-29T02:30"),
    ],
    ids=repr,
)
def test_what_leads_somewhere_is_not_doubted(target: Target) -> None:
    assert problem(target) is None


def test_an_event_is_late_once_it_is_over() -> None:
    event = EventTarget(title="x", start="2026-11-23T18:00", zone="Europe/Berlin")
    before, after = (datetime(2026, 11, 23, hour, 30, tzinfo=UTC) for hour in (16, 17))
    assert late(event, before) is None
    said = late(event, after)
    assert said is not None and said.id == "link-event-late"
    longer = EventTarget(title="x", start="2026-11-23T18:00", end="2026-11-23T20:00", zone="UTC")
    assert late(longer, after) is None and late(UrlTarget(url="x"), after) is None
    begun = EventTarget(title="x", start="2026-11-23T17:00", end="2026-11-23T20:00", zone="UTC")
    assert late(begun, after) is None, "it goes on"
    east = after.astimezone(ZoneInfo("Asia/Tokyo"))
    assert late(longer, east) is None, "a clock that is ahead says the same moment"
    floating = EventTarget(title="x", start="2026-11-23T18:00")
    assert late(floating, after) is None and late(floating, east) is not None


@pytest.mark.parametrize(
    ("typed", "better", "id"),
    [
        (UrlTarget(url="https://example.org"), UrlTarget(url="https://example.org"), None),
        (UrlTarget(url=""), UrlTarget(url=""), None),
        (
            UrlTarget(url="example.org"),
            UrlTarget(url="https://example.org"),
            "link-mended-scheme",
        ),
        (
            UrlTarget(url=" ‘https://example.org/a b’ "),
            UrlTarget(url="https://example.org/a%20b"),
            "link-mended-url",
        ),
        (
            UrlTarget(url='"example.org"'),
            UrlTarget(url="https://example.org"),
            "link-mended-both",
        ),
        (
            EmailTarget(address="Jobs <jobs@example.org>"),
            EmailTarget(address="jobs@example.org"),
            "link-mended",
        ),
        (
            TelegramTarget(username="https://t.me/example"),
            TelegramTarget(username="example"),
            "link-mended",
        ),
        (
            AppTarget(store="apple", app="https://apps.apple.com/de/app/signal/id874139669?l=en"),
            AppTarget(store="apple", app="874139669"),
            "link-mended",
        ),
        (PhoneTarget(number="+49 30 1"), PhoneTarget(number="+49 30 1"), None),
    ],
    ids=repr,
)
def test_slips_are_mended_with_a_notice(typed: Target, better: Target, id: str | None) -> None:
    found, sentence = mended(typed)
    assert found == better
    assert (sentence and sentence.id) == id
    assert mended(found) == (found, None)


@given(wild)
def test_mending_keeps_what_the_code_says_and_ends(target: Target) -> None:
    better, _ = mended(target)
    assert mended(better)[0] == better
    try:
        said = text(target)
    except StoryError:
        return
    assert text(better) == said


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("+49 (0)30 123-45/67", "tel:+49301234567"),
        ("0049 30 1234567", "tel:+49301234567"),
        ("+٤٩ ٣٠ ١٢٣٤٥٦٧", "tel:+49301234567"),
        ("+49 30 123 ext. 45", "tel:+4930123;ext=45"),
        ("\u202a+1 555 0100\u202c", "tel:+15550100"),
        ("*100#", "tel:*100%23"),
    ],
)
def test_numbers_as_they_are_written_are_dialled(typed: str, dialled: str) -> None:
    assert text(PhoneTarget(number=typed)) == dialled


def test_other_programs_codes_are_understood() -> None:
    assert read("MAILTO:Jobs@Example.org?Subject=Hi+you") == EmailTarget(
        address="Jobs@example.org", subject="Hi+you"
    )
    assert read("https://api.whatsapp.com/send?phone=491701234567&text=a+b") == WhatsAppTarget(
        number="+491701234567", message="a b"
    )
    assert read("http://telegram.me/example") == TelegramTarget(username="example")
    assert read("https://t.me/joinchat") == UrlTarget(url="https://t.me/joinchat")
    card = "BEGIN:VCARD\nVERSION:2.1\nN:Doe;John\nTEL;CELL:+1 555 0100 200\nEND:VCARD"
    assert read(card) == ContactTarget(name="John Doe", phone="+15550100200")
    event = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:A long\r\n  title\r\n"
        "DTSTART;TZID=Europe/Berlin:20261124T180000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert read(event) == EventTarget(title="A long title", start="2026-11-24T17:00", zone="UTC")


@pytest.mark.parametrize(
    "said",
    [
        "example.org",
        "Hello: world",
        "WIFI:S:net;T:WPA;P:secret;;",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nADR:;;Street 1;London;;;\nEND:VCARD",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nTEL:1\nTEL:2\nEND:VCARD",
        "BEGIN:VEVENT\nSUMMARY:x\nDTSTART:20261124T180000\nRRULE:FREQ=DAILY\nEND:VEVENT",
        "BEGIN:VEVENT\nSUMMARY:x\nDTSTART;VALUE=DATE:20261124\nEND:VEVENT",
    ],
)
def test_what_no_kind_holds_whole_stays_text(said: str) -> None:
    assert read(said) == TextTarget(text=said)


def test_codes_from_before_smartphones_are_understood() -> None:
    card = "MECARD:N:Lovelace,Ada;TEL:+442012345678;EMAIL:ada@example.org;NOTE:a\\;b;;"
    want = ContactTarget(
        name="Ada Lovelace", phone="+442012345678", email="ada@example.org", note="a;b"
    )
    assert read(card) == want and read(text(want)) == want
    assert read("MECARD:N:Ada;ADR:Street 1;;").__class__ is TextTarget
    twice = "MECARD:N:Ada;TEL:+442012345678;TEL:+442012345679;;"
    assert read(twice) == TextTarget(text=twice), "a contact has one number here"
    assert read("MECARD:nonsense") == TextTarget(text="MECARD:nonsense")
    assert read("MATMSG:TO:jobs@example.org;SUB:Hi;BODY:a\\:b;;") == EmailTarget(
        address="jobs@example.org", subject="Hi", body="a:b"
    )


def test_mail_with_more_than_the_form_has_stays_an_address() -> None:
    said = "mailto:a@example.org?cc=b@example.org"
    assert read(said) == UrlTarget(url=said) and text(read(said)) == said


@given(st.builds(EmailTarget, address=mailboxes, subject=maybe, body=note))
def test_urllib_reads_the_mail(target: EmailTarget) -> None:
    parts = urlsplit(text(target))
    local, _, domain = parts.path.rpartition("@")
    asked = parse_qs(parts.query, strict_parsing=bool(parts.query))
    assert parts.scheme == "mailto" and domain.isascii()
    assert unquote(local) == target.address.rpartition("@")[0]
    assert asked.get("subject", [""])[0] == target.subject
    assert asked.get("body", [""])[0] == target.body.replace("\n", "\r\n")


@given(numbers, note)
def test_urllib_reads_the_chats(number: str, message: str) -> None:
    chat = urlsplit(text(WhatsAppTarget(number=number, message=message)))
    assert (chat.netloc, chat.path) == ("wa.me", f"/{number[1:]}")
    assert parse_qs(chat.query).get("text", [""])[0] == message
    chat = urlsplit(text(TelegramTarget(username="example", message=message)))
    assert (chat.netloc, chat.path) == ("t.me", "/example")
    assert parse_qs(chat.query).get("text", [""])[0] == message


@given(contacts)
def test_vobject_reads_the_contact(target: ContactTarget) -> None:
    card = vobject.readOne(text(target))
    held = {
        "fn": target.name,
        "title": target.role,
        "tel": target.phone,
        "note": target.note,
    }
    for name, value in held.items():
        assert (card.getChildValue(name) or "") == value, name
    assert (card.getChildValue("org") or [""]) == [target.organisation]
    shown = " ".join(filter(None, (card.n.value.given, card.n.value.family)))
    assert shown == target.name


@given(events)
def test_icalendar_reads_the_event(target: EventTarget) -> None:
    try:
        said = text(target)
    except StoryError:
        assume(False)
        return
    event = icalendar.Event.from_ical(said)
    assert str(event["SUMMARY"]) == target.title
    assert str(event.get("LOCATION", "")) == target.place
    assert str(event.get("DESCRIPTION", "")) == target.note
    for name, moment in (("DTSTART", target.start), ("DTEND", target.end)):
        if not moment:
            assert name not in event
            continue
        want = datetime.fromisoformat(moment)
        if target.zone:
            want = want.replace(tzinfo=ZoneInfo(target.zone))
        assert event.decoded(name) == want


def test_vobject_reads_the_event() -> None:
    target = EventTarget(
        title="Going live; with friends, 12:00",
        start="2026-07-01T18:00",
        end="2026-07-01T19:30",
        zone="America/New_York",
        place="Room 1, floor 2",
        url="bücher.example/live",
        note="Line 1\nLine 2",
    )
    event = vobject.readOne(text(target))
    assert event.summary.value == target.title
    assert event.dtstart.value == datetime(2026, 7, 1, 22, 0, tzinfo=ZoneInfo("UTC"))
    assert event.dtend.value == datetime(2026, 7, 1, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert event.location.value == target.place
    assert event.description.value == target.note
    assert event.url.value == "https://xn--bcher-kva.example/live"


def test_only_web_addresses_are_tagged() -> None:
    campaign = Campaign(source="instagram")
    assert "utm_source=instagram" in text(UrlTarget(url="example.org"), campaign)
    for target in (UrlTarget(url="spotify:track:1"), PhoneTarget(number="+491234567")):
        assert text(target, campaign) == payload.text(target)


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u200f", "\u2060", "\ufeff", "‹", "›", "\t"])
def test_marks_around_a_pasted_address_are_taken_off(mark: str) -> None:
    target, said = mended(UrlTarget(url=f"{mark}https://example.org{mark}"))
    assert target == UrlTarget(url="https://example.org") and said is not None


def test_a_country_that_is_dialled_twice_is_said_once() -> None:
    assert text(PhoneTarget(number="+00491701234567")) == "tel:+491701234567"
    assert text(WhatsAppTarget(number="+0049 170 1234567")) == "https://wa.me/491701234567"


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://a.de:65535", True),
        ("https://a.de:65536", False),
        (f"https://{'a' * 63}.{'b' * 63}.{'c' * 63}.{'d' * 61}", True),
        (f"https://{'a' * 63}.{'b' * 63}.{'c' * 63}.{'d' * 62}", False),
    ],
)
def test_the_limits_of_hosts_and_ports(url: str, good: bool) -> None:
    assert (problem(UrlTarget(url=url)) is None) == good


def test_numbers_have_at_most_fifteen_digits_and_countries_no_zero() -> None:
    assert text(PhoneTarget(number="+123456789012345"))
    for wrong in (
        PhoneTarget(number="+1234567890123456"),
        WhatsAppTarget(number="0170 1234567"),
        AppTarget(store="apple", app="1234"),
    ):
        with pytest.raises(StoryError):
            text(wrong)
    assert problem(PhoneTarget(number="030 1234567;ext=12")) is not None


def test_an_app_is_told_from_an_address_that_only_looks_like_one() -> None:
    tricky = AppTarget(store="apple", app="https://apps.apple.com/app/grid12345/id310633997")
    assert text(tricky) == "https://apps.apple.com/app/id310633997"
    foreign = "https://play.google.com/store/apps/details?id=org.éxample"
    assert not isinstance(read(foreign), AppTarget)


def test_given_names_stand_before_the_last_space() -> None:
    assert "\r\nN:Lovelace;Ada King;;;\r\n" in text(ContactTarget(name="Ada King Lovelace"))
    assert "\r\nN:;Ada;;;\r\n" in text(ContactTarget(name="Ada"))


@pytest.mark.parametrize(
    "said",
    ["sms:+491701234567", "smsto:+491701234567", "geo:52.5,13.4", "facetime:ada@example.org",
     "facetime-audio:ada@example.org", "skype:ada?call", "spotify:track:1", "bitcoin:1A1z",
     "lightning:lnbc1", "ethereum:0x1", "magnet:?xt=urn:x", "sms:?body=Hi",
     "webcal:example.org/a.ics"],
)  # fmt: skip
def test_what_phones_hand_to_an_app_stays_as_it_is(said: str) -> None:
    assert text(UrlTarget(url=said)) == said
    assert problem(UrlTarget(url=said)) is None


def test_telegram_names_have_four_to_thirty_two_letters() -> None:
    for name, good in (("abc", False), ("abcd", True), ("a" * 32, True), ("a" * 33, False)):
        assert (problem(TelegramTarget(username=name)) is None) == good


def test_the_same_event_is_one_entry_and_another_one_is_not() -> None:
    one, other = (
        calendar(text(EventTarget(title=title, start="2026-11-24T18:00"))) for title in "xy"
    )
    assert one == calendar(text(EventTarget(title="x", start="2026-11-24T18:00")))
    uids = [icalendar.Calendar.from_ical(said).walk("VEVENT")[0]["UID"] for said in (one, other)]
    assert uids[0] != uids[1]


def test_an_event_may_be_over_as_it_begins() -> None:
    moment = "2026-11-24T18:00"
    assert "DTEND:" in text(EventTarget(title="Now", start=moment, end=moment))
