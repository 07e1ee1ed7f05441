"""Contacts and calendar events ⇄ vCard and iCalendar.

vCard 3.0 (RFC 2426): phones' cameras and contact programs all read it, and Apple's and Google's
own programs write it; of 4.0 (RFC 6350) Android's contacts take parts only, and 2.1 needs
quoted-printable for letters beyond ASCII.

iCalendar (RFC 5545): the bare VEVENT, as readers of codes have taken it since ZXing's "Barcode
Contents" page; UID, DTSTAMP and the calendar around it say nothing to them and cost modules. Times
are said in UTC where a zone is known: readers of codes ignore TZID or want a whole VTIMEZONE.

Lines end with CRLF and are not folded: both standards only advise folding, each fold costs three
bytes, and simple readers do not undo it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from storycomposer.document.link import ContactTarget, EventTarget
from storycomposer.errors import Sentence, StoryError
from storycomposer.links import web
from storycomposer.links.messages import line, lines, mailbox, number, shown_mailbox

_NO_MATTER = re.compile(
    "VERSION|PRODID|REV|UID|CLASS|PROFILE|SOURCE|KIND|SORT-STRING|LANG|DTSTAMP|CREATED"
    "|LAST-MODIFIED|SEQUENCE|STATUS|TRANSP|PRIORITY|CALSCALE|METHOD|X-.*"
)
"""Properties that are about the card and not about its person or event."""

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MINUTES = "%Y-%m-%dT%H:%M"


class _Property(NamedTuple):
    """A content line; ``value`` as it is written."""

    name: str
    parameters: str
    value: str


def contact_text(target: ContactTarget) -> str:
    """A vCard. Given and family name are told apart at the last space: phones show them in the
    order of their language. Raises StoryError without any name."""
    name, organisation = line(target.name), line(target.organisation)
    if not name and not organisation:
        raise StoryError("link-no-name", "A contact has a name: write it, or the organisation.")
    given, _, family = name.rpartition(" ") if " " in name else (name, "", "")
    fields = (
        ("N", f"{_escaped(family)};{_escaped(given)};;;"),
        ("FN", _escaped(name or organisation)),
        ("ORG", _escaped(organisation)),
        ("TITLE", _escaped(line(target.role))),
        ("TEL", number(target.phone) if target.phone.strip() else ""),
        ("EMAIL", _escaped(mailbox(target.email)) if target.email.strip() else ""),
        ("URL", web.uri(target.url.strip()) if target.url.strip() else ""),
        ("NOTE", _escaped(lines(target.note))),
    )
    said = [f"{name}:{value}" for name, value in fields if value]
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *said, "END:VCARD", ""))


def read_contact(text: str) -> ContactTarget | None:
    """The contact of a vCard of any version; None where it says more than can be held."""
    found = _component(text, "VCARD")
    if found is None or not _known(found, "N FN ORG TITLE ROLE TEL EMAIL URL NOTE"):
        return None
    said = {name: _unescaped(value) for name, _, value in found}
    organisation = said.get("ORG", "").rstrip(";")
    parts = [_unescaped(part) for part in _split(_value(found, "N"))]
    name = said.get("FN") or " ".join(filter(None, reversed(parts[:2])))
    if name == organisation and not any(parts):
        name = ""
    return ContactTarget(
        name=name,
        organisation=organisation,
        role=said.get("TITLE") or said.get("ROLE", ""),
        phone=_value(found, "TEL").removeprefix("tel:"),
        email=shown_mailbox(said.get("EMAIL", "")),
        url=_shown_url(_value(found, "URL")),
        note=said.get("NOTE", ""),
    )


def event_text(target: EventTarget) -> str:
    """A VEVENT. Raises StoryError for an event without a title or a start, in a zone that nobody
    knows, or over before it begins."""
    title = line(target.title)
    if not title:
        raise StoryError("link-no-title", "An event has a title: say what happens.")
    start = _moment(target.start, target.zone)
    end = _moment(target.end, target.zone) if target.end else None
    if end is not None and end < start:
        raise StoryError("link-event-end", "The event ends before it begins: change its end.")
    fields = (
        ("SUMMARY", _escaped(title)),
        ("DTSTART", _stamp(start)),
        ("DTEND", "" if end is None else _stamp(end)),
        ("LOCATION", _escaped(line(target.place))),
        ("URL", web.uri(target.url.strip()) if target.url.strip() else ""),
        ("DESCRIPTION", _escaped(lines(target.note))),
    )
    said = [f"{name}:{value}" for name, value in fields if value]
    return "\r\n".join(("BEGIN:VEVENT", *said, "END:VEVENT", ""))


def read_event(text: str) -> EventTarget | None:
    """The event of a VEVENT, bare or alone in a calendar; None where it says more than can be
    held, such as a rule by which it comes again."""
    found = _component(text, "VEVENT")
    if found is None or not _known(found, "SUMMARY DTSTART DTEND LOCATION URL DESCRIPTION"):
        return None
    times = [item for item in found if item.name in ("DTSTART", "DTEND")]
    zones = {_zone(item) for item in times}
    if len(zones) != 1 or not _value(found, "DTSTART"):
        return None
    moments = {item.name: _clock(item.value) for item in times}
    if None in moments.values():
        return None
    return EventTarget(
        title=_unescaped(_value(found, "SUMMARY")),
        start=moments["DTSTART"] or "",
        end=moments.get("DTEND") or "",
        zone=zones.pop(),
        place=_unescaped(_value(found, "LOCATION")),
        url=_shown_url(_value(found, "URL")),
        note=_unescaped(_value(found, "DESCRIPTION")),
    )


def shifted(target: EventTarget) -> Sentence | None:
    """That an event begins or ends at a time that its zone leaves out, such as the hour that summer
    time takes; phones show another time then."""
    for said in filter(None, (target.start, target.end)):
        clock = datetime.strptime(said, _MINUTES)
        moment = _moment(said, target.zone)
        if target.zone and moment.astimezone(ZoneInfo(target.zone)).replace(tzinfo=None) != clock:
            return Sentence(
                "link-event-shifted",
                "Clocks skip {time} on that day: change the time.",
                (("time", said.partition("T")[2]),),
            )
    return None


def late(target: EventTarget, now: datetime) -> Sentence | None:
    """That an event is over at ``now`` (with a zone). Raises StoryError as :func:`event_text`."""
    moment = _moment(target.end or target.start, target.zone)
    passed = moment < (now if target.zone else now.replace(tzinfo=None))
    said = "This event is over already: check its date."
    return Sentence("link-event-late", said) if passed else None


def calendar(event: str) -> str:
    """The VEVENT ``event`` in a calendar of its own, as a file has to have it (RFC 5545 §3.4). The
    same event has the same UID, so that taking it twice makes one entry."""
    inner = event.removeprefix("BEGIN:VEVENT\r\n")
    uid = hashlib.sha256(event.encode()).hexdigest()[:32]
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Story Composer//Links//EN\r\n"
    own = f"UID:{uid}\r\nDTSTAMP:19700101T000000Z\r\n"
    return f"{head}BEGIN:VEVENT\r\n{own}{inner}END:VCALENDAR\r\n"


def _moment(said: str, zone: str) -> datetime:
    try:
        moment = datetime.strptime(said, _MINUTES)
    except ValueError:
        raise StoryError(
            "link-event-time",
            '"{said}" is no date and time: write it such as 2026-11-24T18:00.',
            said=said[:40],
        ) from None
    if not zone:
        return moment
    try:
        return moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except (LookupError, ValueError, OSError, OverflowError):
        raise StoryError(
            "link-event-zone",
            '"{zone}" is no time zone: choose one such as Europe/Berlin.',
            zone=zone[:64],
        ) from None


def _stamp(moment: datetime) -> str:
    # strftime does not pad years before 1000.
    said = f"{moment.year:04}{moment:%m%dT%H%M%S}"
    return said + ("Z" if moment.tzinfo else "")


def _clock(stamp: str) -> str | None:
    """``stamp`` as the document writes times, which know no seconds."""
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)00Z?", stamp, re.ASCII)
    return "{}-{}-{}T{}:{}".format(*match.groups()) if match else None


def _zone(item: _Property) -> str:
    match = re.search(r'TZID="?([^;:"]+)', item.parameters, re.IGNORECASE)
    return "UTC" if item.value.endswith("Z") else match[1] if match else ""


def _escaped(text: str) -> str:
    """As TEXT values are escaped (RFC 2426 §4, RFC 5545 §3.3.11)."""
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", "\\n")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)


def _split(value: str) -> list[str]:
    return re.findall(r"(?:[^;\\]|\\.)+|(?<=;)(?=;)|^(?=;)", value, re.DOTALL)


def _shown_url(url: str) -> str:
    try:
        return web.iri(web.uri(url)) if url else ""
    except StoryError:
        return url


def _component(text: str, kind: str) -> list[_Property] | None:
    """The content lines within the only component of a ``kind`` in ``text``."""
    flat = re.sub(r"\n[ \t]", "", lines(text)).strip()
    body = re.search(rf"^BEGIN:{kind}\n(.*)\nEND:{kind}$", flat, re.DOTALL | re.MULTILINE | re.I)
    if body is None or flat[:6].upper() != "BEGIN:":
        return None
    found = list(_properties(body[1]))
    return None if any(item.name in ("BEGIN", "") for item in found) else found


def _properties(body: str) -> Iterator[_Property]:
    for said in filter(None, body.split("\n")):
        match = re.fullmatch(r'(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)', said)
        yield _Property(match[1].upper(), match[2], match[3]) if match else _Property("", "", said)


def _known(found: list[_Property], names: str) -> bool:
    """Whether all that is said can be held, each thing once."""
    wanted = names.split()
    said = [item for item in found if item.value.strip(";")]
    told = [item for item in said if not _NO_MATTER.fullmatch(item.name)]
    return (
        all(item.name in wanted for item in told)
        and len({item.name for item in told}) == len(told)
        and not any("QUOTED-PRINTABLE" in item.parameters.upper() for item in told)
    )


def _value(found: list[_Property], name: str) -> str:
    return next((item.value for item in found if item.name == name), "")
