"""What people read beside a code: a short address that can be typed, and a hint for the phone that
shows the slide, since its camera cannot see its own screen."""

from __future__ import annotations

from urllib.parse import SplitResult, quote, unquote, urlsplit

from storycomposer.document.link import Campaign, Target

LONGEST = 40
"""Characters a shown address has at most; longer paths lose their middle."""

# A tail shorter than this says nothing of where the link leads.
_LEAST_TAIL = 8

_HINTS = {
    "ar": "التقط صورة للشاشة ثم المس الرمز في صورك",
    "de": "Screenshot machen, dann den Code in deinen Fotos antippen",
    "en": "Screenshot, then tap the code in your photos",
    "es": "Haz una captura y toca el código en tus fotos",
    "fr": "Faites une capture, puis touchez le code dans vos photos",
    "he": "צלמו מסך והקישו על הקוד בתמונות",
    "hi": "स्क्रीनशॉट लें, फिर फ़ोटो में कोड पर टैप करें",
    "it": "Fai uno screenshot, poi tocca il codice nelle foto",
    "ja": "スクリーンショットを撮り、写真アプリでコードをタップ",
    "ko": "화면을 캡처한 뒤 사진에서 코드를 탭하세요",
    "nl": "Maak een schermafbeelding en tik op de code in je foto’s",
    "pl": "Zrób zrzut ekranu i dotknij kodu w galerii zdjęć",
    "pt": "Faça uma captura e toque no código nas suas fotos",
    "ru": "Сделайте снимок экрана и нажмите на код в галерее",
    "th": "แคปหน้าจอ แล้วแตะโค้ดในรูปภาพ",
    "tr": "Ekran görüntüsü al, sonra fotoğraflarında koda dokun",
    "zh": "截屏后，在相册中点按二维码",
    "zh-hant": "截圖後，在相簿中點按 QR 碼",
}


def full(target: Target, campaign: Campaign | None = None) -> str:
    """The address a code leads to: with a scheme, and with campaign tags before ``#`` behind what
    it already asks for (Google Analytics' "Custom campaigns" names them ``utm_*``)."""
    parts = _split(target.url)
    tags = _tags(campaign) if campaign else ""
    query = "&".join(filter(None, (parts.query, tags)))
    return parts._replace(query=query).geturl()


def readable(target: Target) -> str:
    """A short address to read and type: no scheme, no ``www.``, no query, no last slash, names and
    paths in their own script, at most :data:`LONGEST` characters."""
    parts = _split(target.url)
    host = _host(parts).removeprefix("www.")
    path = unquote(parts.path).rstrip("/")
    return _shortened(host, path)


def hint(language: str) -> str:
    """How to follow the code on the phone that shows it, in ``language`` (BCP 47); English where
    the language is not known."""
    tag = language.lower()
    if tag.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
        return _HINTS["zh-hant"]
    return _HINTS.get(tag.split("-")[0], _HINTS["en"])


def _split(url: str) -> SplitResult:
    text = url.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        parts.port  # noqa: B018  (reading it is what checks it)
    except ValueError:
        # Such as an unfinished "[::1": an address being typed is shown as it is.
        return SplitResult("https", "", text, "", "")
    return parts


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    try:
        name = host.encode("ascii").decode("idna")
    except UnicodeError:
        name = host
    return f"{name}:{parts.port}" if parts.port else name


def _tags(campaign: Campaign) -> str:
    names = ("source", "medium", "campaign", "content")
    said = [(name, getattr(campaign, name)) for name in names]
    return "&".join(f"utm_{name}={_tag(value)}" for name, value in said if value)


def _tag(value: str) -> str:
    """Lower case with hyphens: reports tell ``Spring Sale`` and ``spring-sale`` apart."""
    words = value.strip().lower().split()
    return quote("-".join(words), safe="-_.~")


def _shortened(host: str, path: str) -> str:
    whole = host + path
    if len(whole) <= LONGEST:
        return whole
    room = LONGEST - len(host) - len("/…")
    return f"{host}/…{path[-room:]}" if room >= _LEAST_TAIL else host
