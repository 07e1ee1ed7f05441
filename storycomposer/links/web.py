"""Web addresses as people type them ⇄ as codes say them.

A code says a URI: ASCII alone (RFC 3986). People read and write its characters as they are, an IRI
(RFC 3987). Host names go through UTS #46, nontransitional, as in browsers: ``straße.de`` is not
``strasse.de``. Python's own "idna" codec does the older IDNA 2003 only.
"""

from __future__ import annotations

import difflib
import ipaddress
import re
import unicodedata
from typing import NamedTuple

from storycomposer.errors import Sentence, StoryError

# RFC 3986 appendix B, for what comes after the scheme.
_PARTS = re.compile(
    r"(?://(?P<authority>[^/?#]*))?(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_OPAQUE = re.compile(
    "mailto|tel|sms|smsto|geo|facetime|facetime-audio|skype|spotify|bitcoin|lightning|ethereum"
    "|magnet|webcal"
)
"""Schemes without ``//`` that phones hand to an app."""

_REFUSED = re.compile("javascript|vbscript|data|file|blob|about|content")
"""Schemes that lead nowhere on somebody else's phone, or do harm there."""

# Component → what it may hold unencoded besides letters, digits and escapes (RFC 3986 §3).
_MARKS = "-._~!$&'()*+,;="
_SAFE = {
    "user": frozenset(f"{_MARKS}:"),
    "path": frozenset(f"{_MARKS}:@/"),
    "query": frozenset(f"{_MARKS}:@/?"),
}
_ESCAPES = re.compile(r"(?:%[0-9A-F]{2})+")
_HOST = re.compile(r"[A-Za-z0-9._~-]+")


class Parts(NamedTuple):
    """A web address taken apart; ``query`` and ``fragment`` are None where there are none.
    ``authority`` is None for addresses such as ``sms:+49…``."""

    scheme: str
    authority: str | None
    path: str
    query: str | None
    fragment: str | None

    def __str__(self) -> str:
        said = f"{self.scheme}:"
        said += "" if self.authority is None else f"//{self.authority}"
        said += self.path
        said += "" if self.query is None else f"?{self.query}"
        return said + ("" if self.fragment is None else f"#{self.fragment}")


def with_scheme(url: str) -> str:
    """``url`` beginning with a scheme: ``https://`` where none is said. What looks like a scheme
    may be a host with a port (``localhost:8080``)."""
    match = _SCHEME.match(url)
    if match:
        scheme, rest = match[1].lower(), match[2]
        if scheme in ("http", "https"):
            return f"{scheme}://{rest.lstrip('/')}"
        if rest.startswith("//") or _OPAQUE.fullmatch(scheme) or _REFUSED.fullmatch(scheme):
            return f"{scheme}:{rest}"
    return f"https://{url.removeprefix('//')}"


def split(url: str) -> Parts:
    """The parts of ``url``, as they are written; nothing is checked."""
    scheme, _, rest = with_scheme(url).partition(":")
    match = _PARTS.fullmatch(rest)
    assert match is not None  # the pattern takes every text
    return Parts(scheme, match["authority"], match["path"] or "", match["query"], match["fragment"])


def uri(url: str) -> str:
    """``url`` as a code says it (RFC 3987 §3.1): a scheme, a host in ASCII, everything that a URI
    cannot hold percent-encoded as UTF-8; escapes that are there stay as they are. Raises StoryError
    where it leads nowhere."""
    parts = split(url)
    if _REFUSED.fullmatch(parts.scheme):
        raise StoryError(
            "link-scheme",
            "{scheme}: leads nowhere on a phone: give a web address such as example.org.",
            scheme=parts.scheme,
        )
    if parts.authority is not None:
        parts = parts._replace(authority=_authority(parts.authority, parts.scheme))
    elif not (parts.path or parts.query):
        raise nowhere(url)
    return str(
        parts._replace(
            path=_encoded(parts.path, "path"),
            query=None if parts.query is None else _encoded(parts.query, "query"),
            fragment=None if parts.fragment is None else _encoded(parts.fragment, "query"),
        )
    )


def iri(address: str) -> str:
    """The URI ``address`` as people read it (RFC 3987 §3.2): host names and escaped letters in
    their own script, unless :func:`uri` would not lead back to exactly ``address``."""
    parts = split(address)
    if parts.authority:
        user, at, host = parts.authority.rpartition("@")
        name, colon, port = host.partition(":")
        parts = parts._replace(authority=user + at + unicode_host(name) + colon + port)
    shown = str(
        parts._replace(
            path=_decoded(parts.path),
            query=None if parts.query is None else _decoded(parts.query),
            fragment=None if parts.fragment is None else _decoded(parts.fragment),
        )
    )
    return shown if uri(shown) == address else address


def ascii_host(host: str) -> str:
    """``host`` as name servers know it, in lower case (UTS #46, nontransitional). Emoji, which
    IDNA 2008 refuses and browsers take, stay possible. Raises StoryError for what is no name."""
    name = host.lower()
    if not _HOST.fullmatch(host):
        import idna  # noqa: PLC0415  (its tables are large and few addresses need them)

        try:
            mapped = idna.uts46_remap(host, std3_rules=False, transitional=False)
            name = ".".join(map(_label, mapped.split(".")))
        except (UnicodeError, IndexError):
            raise nowhere(host) from None
    labels = name.removesuffix(".").split(".")
    if len(name) > 253 or not all(0 < len(label) <= 63 for label in labels):
        raise nowhere(host)
    if not _HOST.fullmatch(name):
        raise nowhere(host)
    return name


def unicode_host(host: str) -> str:
    """The ASCII name ``host`` in its own script, as far as it leads back to the same name."""
    if "xn--" not in host:
        return host
    try:
        shown = ".".join(
            label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
            for label in host.split(".")
        )
        return shown if ascii_host(shown) == host else host
    except (UnicodeError, StoryError):
        return host


def nowhere(said: str) -> StoryError:
    """That ``said`` leads nowhere."""
    return StoryError(
        "link-no-address",
        '"{said}" is no web address yet: write it such as example.org/article.',
        said=said[:60],
    )


def doubt(said: str, parts: Parts) -> Sentence | None:
    """What is wrong with the checked address ``parts`` of what was ``said``: a scheme that is a
    slip of the keys, a host that nobody knows, or one that is known at home only."""
    if parts.scheme not in ("http", "https"):
        close = difflib.get_close_matches(parts.scheme, ("https", "http"), 1, cutoff=0.7)
        if not close and not parts.scheme.startswith("hxxp"):
            return None
        return Sentence(
            "link-scheme-slip",
            "{scheme}: is not known to phones: write https:// instead.",
            (("scheme", parts.scheme),),
        )
    assert parts.authority is not None  # these two schemes have one
    host = parts.authority.rpartition("@")[2]
    host = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    if _at_home(host):
        return Sentence(
            "link-own-network",
            "{host} is known in your own network only: give an address that others reach.",
            (("host", host),),
        )
    return None if ":" in host or is_known(host) else nowhere(said).sentence


def is_known(host: str) -> bool:
    """Whether ``host`` (ASCII) may be one that the world knows: a name with a dot, or an IPv4
    address. A name that ends in a number is such an address or nothing (WHATWG URL §3.5)."""
    *rest, last = host.removesuffix(".").split(".")
    if not rest:
        return False
    return _ipv4(host) if last.isdigit() else True


def _at_home(host: str) -> bool:
    """Whether ``host`` is this computer, or in a network that is not reached from outside."""
    if host == "localhost" or host.endswith((".localhost", ".local")):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _ipv4(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True


def _label(label: str) -> str:
    if label.isascii():
        return label
    return "xn--" + label.encode("punycode").decode("ascii")


def _authority(said: str, scheme: str) -> str:
    user, at, place = said.rpartition("@")
    if place.startswith("["):
        host, bracket, tail = place.partition("]")
        try:
            host = f"[{ipaddress.IPv6Address(host[1:]).compressed}"
        except ValueError:
            raise nowhere(place) from None
        host, colon, port = host + bracket, *tail.partition(":")[1:]
        wrong = not bracket or (bool(tail) and not tail.startswith(":"))
    else:
        host, colon, port = place.partition(":")
        wrong = False
        # Other schemes name what they like: tg://resolve, intent://…
        if host or scheme in ("http", "https"):
            host = ascii_host(host)
    if wrong or (port and not (port.isascii() and port.isdigit() and int(port[:6]) < 65536)):
        raise nowhere(place)
    return _encoded(user, "user") + at + host + (colon if port else "") + port


def _encoded(text: str, component: str) -> str:
    safe = _SAFE[component]
    made = []
    for place, char in enumerate(text):
        plain = char.isascii() and (char.isalnum() or char in safe)
        escape = char == "%" and re.fullmatch("[0-9A-Fa-f]{2}", text[place + 1 : place + 3])
        made.append(char if plain or escape else "".join(f"%{b:02X}" for b in char.encode()))
    return "".join(made)


def _decoded(text: str) -> str:
    return _ESCAPES.sub(lambda match: _letters(bytes.fromhex(match[0].replace("%", ""))), text)


def _letters(data: bytes) -> str:
    """``data`` with its visible letters beyond ASCII in place and the rest escaped."""
    made = []
    for char in data.decode("utf-8", "surrogateescape"):
        if char > "\x7f" and unicodedata.category(char)[0] in "LMNSP":
            made.append(char)
        else:
            made += [f"%{byte:02X}" for byte in char.encode("utf-8", "surrogateescape")]
    return "".join(made)
