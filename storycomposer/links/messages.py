"""E-mail, calls, and chats ⇄ the addresses that open them.

Sources: RFC 6068 (``mailto:``), RFC 3966 (``tel:``), WhatsApp's help page "How to use click to
chat" (``https://wa.me/<number>?text=``), Telegram's "Deep links" (core.telegram.org/api/links:
``https://t.me/<username>?text=``).
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

from storycomposer.document.link import EmailTarget, PhoneTarget, TelegramTarget, WhatsAppTarget
from storycomposer.errors import StoryError
from storycomposer.links import web

_EXTENSION = re.compile(r"(?:;ext=|;|\s(?:ext\.?|x))\s*([0-9]{1,7})$", re.IGNORECASE)
# What people write between digits, marks of reading direction among it.
_SEPARATORS = re.compile(r"[\s\-./()\u00ad\u2010-\u2015\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DIALLED = re.compile(r"\+?[0-9*#]{2,}")
# RFC 6068 §2; a plus in a head is escaped, since some programs take it for a space.
_LOCAL, _HEADS = "!$'*+", "!$'()*,:@"
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_NO_USERS = re.compile(
    "addemoji|addlist|addstickers|addtheme|boost|confirmphone|contact|giftcode|invoice|joinchat"
    "|login|proxy|setlanguage|share|socks|stars",
    re.IGNORECASE,
)
"""Paths of t.me that are no usernames."""


def lines(text: str) -> str:
    """``text`` with line feeds alone, and without the control characters that no format takes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) != "Cc")


def line(text: str) -> str:
    """``text`` as one line without space around it."""
    return " ".join(lines(text).split())


def mailbox(said: str) -> str:
    """The e-mail address in ``said``, its domain in ASCII. Raises StoryError."""
    local, at, domain = said.strip().rpartition("@")
    if not local or re.search(r'[\s<>,;:"]', local) or "@" in local:
        raise _no_mailbox(said)
    try:
        host = web.ascii_host(domain)
    except StoryError:
        raise _no_mailbox(said) from None
    if not web.is_known(host):
        raise _no_mailbox(said)
    return f"{local}{at}{host}"


def shown_mailbox(address: str) -> str:
    """``address`` with its domain in its own script."""
    local, at, domain = address.rpartition("@")
    return local + at + web.unicode_host(domain)


def number(said: str) -> str:
    """What is dialled for ``said``: digits, with a ``+`` before the country, perhaps ``;ext=``.
    Raises StoryError."""
    text = "".join(map(_ascii_digit, unicodedata.normalize("NFKC", said.strip())))
    extension = _EXTENSION.search(text)
    if extension:
        text = text[: extension.start()]
    if text.lstrip().startswith(("+", "00")):
        text = text.replace("(0)", "")
    text = _SEPARATORS.sub("", text)
    if text.startswith(("00", "+00")):
        text = f"+{text.removeprefix('+')[2:]}"
    digits = sum(char.isdigit() for char in text)
    if not _DIALLED.fullmatch(text) or digits < 2 or (text.startswith("+") and digits > 15):
        raise StoryError(
            "link-no-number",
            '"{said}" cannot be dialled: write the number with its country, such as '
            "+49 30 1234567.",
            said=said[:40],
        )
    return text + (f";ext={extension[1]}" if extension else "")


def mail_text(target: EmailTarget) -> str:
    """``mailto:`` with subject and body; line breaks are %0D%0A (RFC 6068 §5)."""
    local, at, domain = mailbox(target.address).rpartition("@")
    body = lines(target.body).replace("\n", "\r\n")
    heads = (("subject", line(target.subject)), ("body", body))
    said = "&".join(f"{name}={quote(value, safe=_HEADS)}" for name, value in heads if value)
    return f"mailto:{quote(local, safe=_LOCAL)}{at}{domain}" + (f"?{said}" if said else "")


def read_mail(text: str) -> EmailTarget | None:
    """The message that ``text`` begins; None where it is none, or says more than can be held."""
    match = re.fullmatch(r"mailto:([^?#]*)(?:\?([^#]*))?", text, re.IGNORECASE)
    if not match:
        return None
    heads = _pairs(match[2])
    if heads is None or not set(heads) <= {"subject", "body"}:
        return None
    address = _unquoted(match[1])
    if address is None:
        return None
    body = heads.get("body", "").replace("\r\n", "\n")
    address = shown_mailbox(address)
    return EmailTarget(address=address, subject=heads.get("subject", ""), body=body)


def phone_text(target: PhoneTarget) -> str:
    """``tel:`` without visual separators, which RFC 3966 allows and some phones stumble over."""
    return "tel:" + number(target.number).replace("#", "%23")


def read_phone(text: str) -> PhoneTarget | None:
    """The number that ``text`` calls."""
    if text[:4].lower() != "tel:":
        return None
    said = _unquoted(text[4:])
    try:
        return None if said is None else PhoneTarget(number=number(said))
    except StoryError:
        return None


def whatsapp_text(target: WhatsAppTarget) -> str:
    """``https://wa.me/`` with the number's digits; without a number the reader chooses to whom."""
    digits = ""
    if target.number.strip() or not target.message:
        digits = number(target.number).removeprefix("+")
        # WhatsApp knows numbers by their country, which never begins with a zero.
        if not re.fullmatch("[1-9][0-9]{4,}", digits):
            raise StoryError(
                "link-no-whatsapp",
                '"{said}" is no WhatsApp number: write it with its country, such as '
                "+49 170 1234567.",
                said=target.number[:40],
            )
    return f"https://wa.me/{digits}" + _draft(target.message)


def read_whatsapp(text: str) -> WhatsAppTarget | None:
    """The chat that ``text`` opens."""
    match = re.fullmatch(
        r"https?://(?:wa\.me/([0-9]*)|api\.whatsapp\.com/send/?)(?:\?([^#]*))?", text, re.IGNORECASE
    )
    given = _pairs(match[2], plus=True) if match else None
    if match is None or given is None or not set(given) <= {"text", "phone"}:
        return None
    digits = match[1] or given.get("phone", "").removeprefix("+")
    message = given.get("text", "").replace("\r\n", "\n")
    return WhatsAppTarget(number=f"+{digits}" if digits else "", message=message)


def telegram_text(target: TelegramTarget) -> str:
    """``https://t.me/`` with the username and what is written already."""
    name = target.username.strip().removeprefix("@")
    if not _USERNAME.fullmatch(name):
        raise StoryError(
            "link-no-telegram",
            '"{said}" is no Telegram name: it has 4 to 32 Latin letters, digits and underscores.',
            said=target.username[:40],
        )
    return f"https://t.me/{name}" + _draft(target.message)


def read_telegram(text: str) -> TelegramTarget | None:
    """The chat or channel that ``text`` opens."""
    match = re.fullmatch(
        r"https?://(?:t|telegram)\.me/([A-Za-z0-9_]+)/?(?:\?([^#]*))?", text, re.IGNORECASE
    )
    given = _pairs(match[2], plus=True) if match else None
    if match is None or given is None or not set(given) <= {"text"}:
        return None
    if _NO_USERS.fullmatch(match[1]):
        return None
    message = given.get("text", "").replace("\r\n", "\n")
    return TelegramTarget(username=match[1], message=message)


def _draft(message: str) -> str:
    said = lines(message)
    return f"?text={quote(said, safe='')}" if said else ""


def _pairs(query: str | None, plus: bool = False) -> dict[str, str] | None:
    """Names (in lower case) and values; None where one comes twice or is no UTF-8."""
    found: dict[str, str] = {}
    for pair in filter(None, (query or "").split("&")):
        name, _, said = pair.partition("=")
        value = _unquoted(said.replace("+", " ") if plus else said)
        if value is None or name.lower() in found:
            return None
        found[name.lower()] = value
    return found


def _unquoted(text: str) -> str | None:
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return None


def _ascii_digit(char: str) -> str:
    value = unicodedata.digit(char, None)
    return char if value is None else str(value)


def _no_mailbox(said: str) -> StoryError:
    return StoryError(
        "link-no-mailbox",
        '"{said}" is no e-mail address yet: write it such as jobs@example.org.',
        said=said[:60],
    )
