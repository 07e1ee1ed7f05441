"""What is found about links, and that what mends it does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import structs
from PIL import Image

from storycomposer.checks import link_pixels, links, mending, proofs
from storycomposer.checks.finding import Finding
from storycomposer.checks.subject import subjects
from storycomposer.document import schema
from storycomposer.document.deck import Brand, Deck, Slide
from storycomposer.document.edits.tree import spots
from storycomposer.document.geometry import Box, bounds
from storycomposer.document.layers import AnyLayer, GroupLayer, LinkLayer, ShapeLayer
from storycomposer.document.link import (
    Campaign,
    EmojiMark,
    Look,
    ModeThere,
    PhoneTarget,
    Target,
    TextTarget,
    UrlTarget,
)
from storycomposer.document.shapes import Ellipse
from storycomposer.document.style import Linear, Solid, Stop
from storycomposer.links import campaign
from storycomposer.links.looks import LOOKS, Named
from storycomposer.links.proof import IDS, Proof
from storycomposer.media.store import MediaStore
from storycomposer.platforms import Platform, platform
from storycomposer.render.slide import codes
from storycomposer.storage.files import open_story
from storycomposer.story import Story

SAMPLES = Path(__file__).parents[1] / "assets" / "samples"
URL = "https://example.org/article"
TAGS = Campaign(source="instagram", campaign="spring-sale-2027", content="slide-03-qr")


def link(**fields: Any) -> LinkLayer:
    options = {"x": 96, "y": 700, "width": 888, "height": 320, **fields}
    return LinkLayer(id="l", **{"target": UrlTarget(url=URL), **options})


def story(*layers: AnyLayer, ground: str = "#6D4AFF") -> Story:
    slide = Slide(id="s", background=Solid(color=ground), layers=layers)
    return Story(Deck(id="d", slides=(slide,)), MediaStore())


def found(*layers: AnyLayer, ground: str = "#6D4AFF") -> dict[str, Finding]:
    """Findings by rule: no rule says two things of one link."""
    told = links.findings(story(*layers, ground=ground), 0)
    assert len({one.rule for one in told}) == len(told)
    return {one.rule: one for one in told}


def labels(finding: Finding) -> list[str]:
    return [fix.label.id for fix in finding.fixes]


def over(**fields: Any) -> ShapeLayer:
    options = {"x": 100, "y": 720, "width": 200, "height": 90, **fields}
    return ShapeLayer(id="o", fill=Solid(color="#FFC53D"), **options)


def test_a_link_as_it_is_made_is_fine():
    assert found(link()) == {}
    verdict = links.verdict(story(link()), 0, "l")
    assert verdict is not None
    assert (verdict.level, str(verdict.sentence)) == ("green", "Reads on phones.")


@pytest.mark.parametrize("named", LOOKS, ids=lambda named: named.id)
@pytest.mark.parametrize("tagged", [False, True])
def test_every_look_is_fine_as_it_is_made(named: Named, tagged: bool) -> None:
    """In its own box, with and without the tags that are offered."""
    width, height = named.size
    fields = {"look": named.look, "x": (1080 - width) / 2, "width": width, "height": height}
    made = story(link(**fields))
    if tagged:
        deck = structs.replace(made.deck, title="Spring sale 2027")
        tags = campaign.defaults(deck, 2, "instagram")
        made = story(link(**fields, campaign=tags))
    assert links.findings(made, 0) == ()
    assert [one.state for one in proofs.proven(made, 0)] == ["proven"]


@pytest.mark.parametrize(
    ("fields", "rule", "severity", "fix"),
    [
        ({"y": 1400}, "link-safe-area", "error", "fix-move-up"),
        ({"y": 100}, "link-safe-area", "error", "fix-into-safe-area"),
        ({"x": 800}, "link-safe-area", "warning", "fix-into-safe-area"),
        (
            {"x": 30, "width": 1000, "y": 100, "height": 1500},
            "link-safe-area",
            "error",
            "fix-move-up",
        ),
        ({"y": 3000}, "link-safe-area", "error", "fix-into-safe-area"),
        ({"mode": "sticker", "y": 1400}, "link-safe-area", "error", "fix-move-up"),
        ({"rotation": 12}, "link-turned", "warning", "fix-straighten"),
        ({"height": 100}, "link-modules", "error", "fix-enlarge"),
        ({"height": 140}, "link-modules", "error", "fix-enlarge"),
        ({"height": 170}, "link-modules", "warning", "fix-enlarge"),
        ({"height": 170, "target": UrlTarget(url="a.de")}, "link-size", "warning", "fix-enlarge"),
        ({"height": 240, "campaign": TAGS}, "link-modules", "warning", "fix-untag"),
        ({"opacity": 0.3}, "link-contrast", "error", "fix-contrast"),
        ({"blend": "multiply"}, "link-contrast", "error", "fix-contrast"),
        ({"look": Look(code=Solid(color="#808080"))}, "link-contrast", "error", "fix-contrast"),
        ({"target": UrlTarget(url="")}, "link-target", "error", None),
        ({"target": TextTarget(text="漢é" * 1000)}, "link-too-long", "error", None),
        ({"display": "example.com/other"}, "link-typed", "warning", "fix-shown"),
    ],
    ids=str,
)
def test_what_is_wrong_is_found_and_mended(
    fields: dict[str, Any], rule: str, severity: str, fix: str | None
) -> None:
    told = found(link(**fields))
    assert told[rule].severity == severity
    assert (told[rule].slide, told[rule].layer) == (0, "l")
    assert labels(told[rule])[:1] == ([fix] if fix else []) or fix in labels(told[rule])


@pytest.mark.parametrize(
    ("fields", "fix"),
    [
        ({"height": 170}, "fix-enlarge"),
        ({"height": 230, "campaign": TAGS}, "fix-enlarge"),
        ({"height": 240, "campaign": TAGS}, "fix-untag"),
    ],
    ids=str,
)
def test_a_code_at_risk_is_proven_after_the_fix(fields: dict[str, Any], fix: str) -> None:
    """Fine modules are told once, by how fine they are; what is offered makes the code proven,
    and enlarging it mends all at once, whatever it is offered for."""
    made = story(link(**fields))
    (before,) = proofs.proven(made, 0)
    assert (before.state, before.failing[-1]) == ("risk", "modules")
    assert str(proofs.said(before))
    verdict = links.verdict(made, 0, "l")
    assert verdict is not None
    assert verdict.level == "amber"
    (told,) = (one for one in verdict.findings if one.rule == "link-modules")
    for one in verdict.findings:
        assert labels(one)[0] == "fix-enlarge"
        grown = Story(one.fixes[0].edit(made.deck), made.media)
        assert links.glance(grown, 0, "l").level == "green"
    assert str(told.sentence) in {
        f"The code's modules are only {size} px: 6 read more surely." for size in (4, 5)
    }
    (edit,) = (one.edit for one in told.fixes if one.label.id == fix)
    mended = Story(edit(made.deck), made.media)
    assert links.findings(mended, 0) == ()
    assert [one.state for one in proofs.proven(mended, 0)] == ["proven"]
    (code,) = codes(mended, mended.deck.slides[0])
    assert code.module <= 7 or fix == "fix-untag", "no larger than it takes"


def beside(id_: str, y: float, height: float) -> ShapeLayer:
    paint = Solid(color="#FFC53D")
    return ShapeLayer(id=id_, x=96, y=y, width=888, height=height, fill=paint)


def test_a_link_grows_to_where_it_is_free():
    """Words just above it are not covered; where it has no room at all, the fix says so."""
    small, above = link(height=170), beside("above", 500, 190)
    told = found(above, small)["link-modules"]
    (edit,) = (one.edit for one in told.fixes if one.label.id == "fix-enlarge")
    mended = Story(edit(story(above, small).deck), MediaStore())
    assert links.findings(mended, 0) == ()
    layers = {layer.id: layer for layer in mended.deck.slides[0].layers}
    assert layers["l"].y >= 690 > small.y - 20
    tops = (270, 420, 570, 890, 1040, 1190, 1340)
    crowded = [beside(f"b{top}", top, 120 if top < 700 else 140) for top in tops]
    panel = beside("panel", 600, 500)
    edit = found(panel, small)["link-modules"].fixes[0].edit
    grown = edit(story(panel, small).deck).slides[0].layers[1]
    assert 600 <= grown.y <= 1100 - grown.height, "where it lies already it may stay"
    offered = labels(found(*crowded, small)["link-modules"])
    assert "fix-enlarge-over" in offered
    assert "fix-enlarge" not in offered


def test_a_link_grows_no_more_than_it_takes():
    """Modules of nearly two pixels count as one: six times as large would be too much."""
    small = link(x=440, y=1300, width=200, height=72)
    edit = next(fix.edit for fix in found(small)["link-modules"].fixes)
    mended = Story(edit(story(small).deck), MediaStore())
    assert links.findings(mended, 0) == ()
    (grown,) = mended.deck.slides[0].layers
    assert grown.width < 4.2 * small.width


def test_fine_modules_alone_are_told_once():
    assert list(found(link(height=280, campaign=TAGS))) == ["link-modules"]


def test_a_number_without_its_country_can_be_called_at_home():
    told = found(link(target=PhoneTarget(number="030 1234567")))
    assert told["link-target"].severity == "warning"


def test_an_address_of_ones_own_network_may_be_meant():
    told = found(link(target=UrlTarget(url="http://192.168.1.5/menu")))
    assert told["link-target"].severity == "warning"


def test_a_little_turned_or_a_little_small_counts():
    short = UrlTarget(url="a.de")
    told = found(link(rotation=89.5))["link-turned"]
    assert "by 89.5°" in str(told.sentence)
    assert told.fixes[0].edit(story(link(rotation=89.5)).deck).slides[0].layers[0].rotation == 90
    told = found(link(height=210, target=short))["link-size"]
    assert "is small: 210 px" in str(told.sentence)
    assert found(link(height=250, target=short)) == {}


def test_room_for_a_sticker_shows_no_address_to_be_wrong():
    shown = link(mode="address", display="example.com/other")
    (fix,) = found(shown)["link-typed"].fixes
    assert fix.edit(story(shown).deck).slides[0].layers == (link(mode="address"),)
    long = TextTarget(text="漢é" * 1000)
    assert found(link(mode="sticker", display="example.com/other", target=long)) == {}


def test_errors_come_first_and_colour_the_badge():
    """Of two errors the one that the other comes of."""
    told = links.glance(
        story(link(y=1500, height=100, opacity=0.3, target=UrlTarget(url="a"))), 0, "l"
    )
    errors = [one.rule for one in told.findings if one.severity == "error"]
    causes = ["link-target", "link-safe-area", "link-contrast", "link-modules"]
    assert errors[:4] == causes
    made = story(link(x=800, target=UrlTarget(url="")))
    told = links.findings(made, 0)
    assert [one.severity for one in told] == ["error", "warning"]
    verdict = links.verdict(made, 0, "l")
    assert verdict is not None and verdict.level == "red"
    assert verdict.sentence == told[0].sentence


def test_a_quarter_turn_keeps_modules_on_pixels():
    assert found(link(rotation=90)) == {}
    assert found(link(rotation=-180)) == {}


def test_what_spans_the_slide_may_reach_its_sides():
    across = link(x=0, width=1080)
    assert links.findings(story(across), 0, platform("tiktok")) == ()
    low = story(link(x=0, width=1080, y=1500))
    fix = links.findings(low, 0, platform("tiktok"))[0].fixes[0]
    (moved,) = fix.edit(low.deck).slides[0].layers
    assert (moved.x, moved.width) == (0, 1080), "upwards alone"
    (told,) = links.findings(story(link(x=10, width=1000)), 0, platform("tiktok"))
    assert "side" in str(told.sentence)


def test_what_is_turned_grows_as_far_as_it_has_room():
    area = Box(0, 270, 1080, 1266)
    before = story(link(rotation=90)).deck
    grown = mending.enlarged(before, "l", 4, area)
    box = bounds(spots(grown)["l"].pose)
    assert (box.width, box.height) == (1080 - 2 * 48, 1266 - 2 * 48)
    assert (box.x, box.y) >= (area.x, area.y)
    assert (box.right, box.bottom) <= (area.right, area.bottom)


@pytest.mark.parametrize(("x", "end"), [(96, 96), (20, 48), (748, 984 - 708), (400, 518 - 354)])
def test_what_grows_keeps_the_margin_it_had(x: float, end: float) -> None:
    """Words stand on it; what came closer is put as far in as all that grows."""
    before = story(link(x=x, width=236, height=85)).deck
    grown = mending.enlarged(before, "l", 3, Box(0, 270, 1080, 1266))
    (made,) = grown.slides[0].layers
    assert (made.x, made.width) == (end, 708)


def test_what_lies_outside_comes_in_the_shortest_way():
    area = Box(0, 270, 1080, 1266)
    for start, end in (
        ((96, 1500), (96, 1536 - 320)),
        ((96, 100), (96, 270)),
        ((-200, 700), (48, 700)),
        ((400, 700), (1080 - 48 - 888, 700)),
    ):
        deck = story(link(x=start[0], y=start[1])).deck
        (moved,) = mending.moved_free(deck, "l", area).slides[0].layers
        assert (moved.x, moved.y) == end


def test_the_reply_bar_is_named():
    assert str(found(link(y=1400))["link-safe-area"].sentence) == "Covered by the reply bar."
    assert "top" in str(found(link(y=100))["link-safe-area"].sentence)
    assert "outside" in str(found(link(y=3000))["link-safe-area"].sentence)
    levels = (links.glance(story(link(y=1536 - 320 + by)), 0, "l").level for by in (0.4, 2))
    assert tuple(levels) == ("green", "amber")


def test_destinations_have_bars_of_their_own():
    here = story(link(y=1200))
    assert links.findings(here, 0) == ()
    (told,) = links.findings(here, 0, platform("tiktok"))
    assert (told.rule, told.severity) == ("link-safe-area", "error")
    mended = Story(told.fixes[0].edit(here.deck), here.media)
    assert links.findings(mended, 0, platform("tiktok")) == ()


def at(*names: str) -> tuple[Platform, ...]:
    return tuple(platform(name) for name in names)


def test_the_badge_judges_for_the_chosen_destinations():
    here = story(link(y=1200))
    anywhere = links.verdict(here, 0, "l")
    assert anywhere is not None and anywhere.level == "green"
    alone = links.verdict(here, 0, "l", at("tiktok"))
    assert alone is not None
    assert (alone.level, alone.destination) == ("red", "")
    several = at("instagram", "tiktok")
    told = links.verdict(here, 0, "l", several)
    assert told is not None
    assert (told.level, told.destination) == ("red", "TikTok"), "it reads at the other one"
    assert str(told.sentence) == "Covered by the reply bar."
    for ask in (links.glance, links.verdict):
        assert ask(here, 0, "l", several[:1]).level == "green"
        assert ask(here, 0, "l", several).sentence == told.sentence
    (fix,) = told.findings[0].fixes
    mended = Story(fix.edit(here.deck), here.media)
    after = links.verdict(mended, 0, "l", several)
    assert after is not None and after.level == "green"
    layer = mended.deck.slides[0].layers[0]
    assert layer.y + layer.height <= platform("tiktok").clear().bottom


def test_what_is_wrong_at_all_destinations_names_none():
    faint = story(link(y=600, width=780, look=Look(code=Solid(color="#AAAAAA"))))
    told = links.glance(faint, 0, "l", at("instagram", "tiktok", "telegram"))
    assert told is not None
    assert [one.destination for one in told.findings] == [""] * len(told.findings)
    assert len({one.rule for one in told.findings}) == len(told.findings), "said once"
    high = links.glance(story(link(y=200)), 0, "l", at("facebook", "instagram", "telegram"))
    assert (high.level, high.destination) == ("red", ""), "at two of three"


def test_no_fix_for_one_destination_spoils_another():
    """Of the parts that destinations leave clear, what mends uses the common one."""
    top = story(link(y=40))
    every = at("facebook", "instagram", "snapchat", "telegram", "tiktok", "whatsapp")
    told = links.verdict(top, 0, "l", every)
    assert told is not None and told.findings[0].fixes
    mended = Story(told.findings[0].fixes[0].edit(top.deck), top.media)
    assert all(links.findings(mended, 0, one) == () for one in every)


def test_a_link_is_judged_as_it_is_shown_there():
    there = (ModeThere(destination="instagram", mode="sticker"),)
    here = story(link(modes=there, width=780))
    room = links.glance(here, 0, "l", at("instagram"))
    both = links.glance(here, 0, "l", at("instagram", "tiktok"))
    assert room is not None and str(room.sentence) == "Room for the link sticker."
    assert both is not None and str(both.sentence) == "Reads on phones."


def test_light_on_dark_is_found():
    """Cards turn such codes over by themselves, but for colours of their own."""
    layer = link(look=Look(paper="#FFFFFF00", ink="#FFFFFF", code=Solid(color="#FFFFFF")))
    assert "link-contrast" in found(layer, ground="#000000")
    dark = Look(paper="#222222", ink="#777777", code=Solid(color="#FFFFFF"))
    told = links.glance(story(link(look=dark)), 0, "l").findings[0]
    assert (told.rule, told.severity) == ("link-inverted", "error")


def test_more_contrast_takes_no_more_than_it_has_to():
    """First the look's own colours as they are, then the brand's, then near black on white."""
    pale = Look(ink="#AAAAAA", code=Solid(color="#999999"), finder_color="#BBBBBB")
    own, strong = Look(ink="#300030"), Look(paper="#FFFFFF", ink="#14141A")
    for spoilt, brand, mended in (
        ({"opacity": 0.3, "look": own}, Brand(), link(look=own)),
        ({"blend": "multiply", "look": own}, Brand(), link(look=own)),
        ({"look": pale}, Brand(), link()),
        ({"look": pale}, Brand(ink="#BBBBBB"), link(look=strong)),
    ):
        made = story(link(**spoilt))
        deck = structs.replace(made.deck, brand=brand)
        told = links.findings(Story(deck, made.media), 0)[0]
        (fix,) = told.fixes
        assert (told.rule, fix.label.id) == ("link-contrast", "fix-contrast")
        assert fix.edit(deck).slides[0].layers == (mended,)


def test_what_makes_a_code_read_is_offered():
    """As it is, plainer, elsewhere, larger, with less to say."""
    plain = Look(paper="#14141A", ink="#FFFFFF")
    white = Solid(color="#FFFFFF")
    style = {"modules": "dots", "finders": "round", "mark": EmojiMark(emoji="🎉")}
    fancy = structs.replace(plain, code=white, finder_color="#FFFFFF", correction="H", **style)
    told = found(link(look=fancy))["link-proof"]
    assert labels(told) == ["fix-plain", "fix-contrast"] and told.severity == "error"
    (layer,) = told.fixes[0].edit(story(link(look=fancy)).deck).slides[0].layers
    assert layer == link(look=plain)
    assert labels(found(link(x=-200))["link-proof"]) == ["fix-into-safe-area", "fix-enlarge"]
    fine = link(look=Look(modules="dots", finders="round"), height=260, campaign=TAGS)
    told = found(fine)["link-proof"]
    assert labels(told) == ["fix-enlarge", "fix-untag"] and told.severity == "warning"


def test_what_lies_over_the_code_or_its_margin_is_found():
    """What takes modules away is an error, even where it is but a speck on a corner mark; what the
    code reads with is not. Either way it is said before what comes of it."""
    inside = over(x=130, y=760, width=120, height=120)
    speck = over(x=140, y=770, width=26, height=26)
    margin = over(x=96, y=700, width=24, height=320)
    veil = structs.replace(inside, opacity=0.25)
    covers = ((inside, "error"), (speck, "error"), (margin, "warning"), (veil, "warning"))
    for one, severity in covers:
        told = links.glance(story(link(), one), 0, "l").findings[0]
        assert (told.rule, told.severity) == ("link-covered", severity)
    told = found(link(), speck)
    assert labels(told["link-covered"]) == ["fix-to-front", "fix-move-free", "fix-uncover"]
    assert "fix-to-front" in labels(told["link-proof"])
    beside = over(x=700, y=900, width=200, height=60)
    breath = structs.replace(inside, opacity=0.03)
    round_ = structs.replace(over(x=20, y=620, width=110, height=110), shape=Ellipse())
    assert found(link(), beside, breath, structs.replace(round_, id="r")) == {}


def test_what_covers_a_group_is_found():
    inner = GroupLayer(id="g", x=96, y=700, width=888, height=320, layers=(link(x=0, y=0),))
    covers = over(x=130, y=760, width=120, height=120), over_id("p", x=300, y=760)
    told = found(inner, *covers)
    assert labels(told["link-covered"]) == ["fix-to-front", "fix-move-free", "fix-uncover"]
    moved = told["link-covered"].fixes[1].edit(story(inner, *covers).deck)
    assert bounds(spots(moved)["l"].pose).y == 760 + 120 + 48, "its own group is in nobody's way"
    within = structs.replace(inner, layers=(link(x=0, y=0), over(x=34, y=60, height=120)))
    assert links.glance(story(within), 0, "l").findings[0].rule == "link-covered"


def test_what_lies_over_a_code_is_moved_away_or_the_link_is():
    """What lies below it, and what is not seen, is in nobody's way."""
    below, hidden = over_id("b", x=760, y=960), over_id("h", y=450, visible=False)
    covers = over(x=130, y=760, width=120, height=120), over_id("p", y=1100)
    here = story(below, link(), *covers, hidden)
    told = links.findings(here, 0)[0]
    _, free, away = told.fixes
    under, box, *others = free.edit(here.deck).slides[0].layers
    assert (box.width, box.height) == (888, 320)
    assert box.y + 320 + 48 == 760, "the shortest way, with a gap"
    assert (under, *others) == (below, *covers, hidden)
    under, box, cleared, *others = away.edit(here.deck).slides[0].layers
    assert (under, box, *others) == (below, link(), covers[1], hidden), "what does not cover stays"
    assert cleared.y == 700 - 48 - 120


def test_what_covers_goes_under_a_bar_only_where_no_other_room_is():
    high, cover = link(y=280), over(x=130, y=300, width=120, height=120)
    full = over_id("f", x=0, y=640, width=1080, height=890)
    for layers, inside in (((high, cover), True), ((full, high, cover), False)):
        here = story(*layers)
        told = links.findings(here, 0)[0]
        (fix,) = (one for one in told.fixes if one.label.id == "fix-uncover")
        moved = fix.edit(here.deck).slides[0].layers[-1]
        assert (270 <= moved.y <= 1536 - moved.height) is inside


def over_id(id: str, **fields: Any) -> ShapeLayer:
    return structs.replace(over(**fields), id=id)


def test_no_fix_moves_grounds_or_what_is_locked():
    ground = over(x=0, y=0, width=1080, height=1300)
    locked = over(x=130, y=760, width=120, height=120, locked=True)
    assert labels(found(link(), ground)["link-covered"]) == ["fix-to-front"]
    assert labels(found(link(), locked)["link-covered"]) == ["fix-to-front", "fix-move-free"]
    stuck = found(link(locked=True), over(x=130, y=760, width=120, height=120))["link-covered"]
    assert labels(stuck) == ["fix-to-front", "fix-uncover"]


def test_a_needlessly_long_address_is_shortened():
    long = f"{URL}?id=7&fbclid={'x' * 60}"
    told = found(link(height=240, target=UrlTarget(url=long)))["link-modules"]
    fix = next(one for one in told.fixes if one.label.id == "fix-shorten")
    assert str(fix.said) == "Dropped from the address: fbclid."
    (layer,) = fix.edit(story(link(target=UrlTarget(url=long))).deck).slides[0].layers
    assert layer.target == UrlTarget(url=f"{URL}?id=7")
    bare = found(link(height=240, target=UrlTarget(url=URL + "?id=" + "7" * 67)))["link-modules"]
    assert "fix-shorten" not in labels(bare)


def test_what_no_code_holds_is_made_to_say_less():
    """By tags, or by what only counts visitors, whichever is too much."""
    name = "🎉" * 100
    tagged = link(campaign=Campaign(source=name, medium=name, campaign=name, content=name))
    counted = link(target=UrlTarget(url=f"{URL}?id=7&utm_term={name * 4}"))
    plain = link(target=UrlTarget(url=f"{URL}?id=7"))
    for long, label, mended in ((tagged, "untag", link()), (counted, "shorten", plain)):
        told = found(long)
        assert list(told) == ["link-too-long"]
        (fix,) = told["link-too-long"].fixes
        assert fix.label.id == f"fix-{label}"
        assert fix.edit(story(long).deck).slides[0].layers == (mended,)


def test_grounds_are_no_obstacles():
    """A link that is covered moves to where it is free, though a picture fills the slide."""
    ground = structs.replace(over(x=0, y=0, width=1080, height=1920), id="g")
    on_top = over(x=130, y=760, width=120, height=120)
    told = found(ground, link(), on_top)["link-covered"]
    assert "fix-move-free" in labels(told)


def test_no_fix_breaks_another_rule():
    """Made small enough for the safe area its modules would be too fine: nothing is offered."""
    tall = {"x": -210, "y": 800, "width": 1500, "height": 345, "rotation": 90}
    assert labels(found(link(**tall))["link-safe-area"])
    told = found(link(**tall, campaign=TAGS))
    assert list(told) == ["link-safe-area"]
    assert labels(told["link-safe-area"]) == []


def test_contrast_counts_every_tenth_module():
    (subject,) = subjects(story(link(look=Look(ink="#000000"))), 0)
    code, origin = subject.code, subject.region[:2]
    assert code is not None
    module = round(code.module)
    spoilt = np.array(subject.finished)
    grey = np.minimum(spoilt, 0x60)
    for left in range(0, spoilt.shape[1], 6 * module):
        spoilt[:, left : left + module] = grey[:, left : left + module]
    clean, seen = (
        link_pixels.reading(picture, code, origin)
        for picture in (subject.finished, Image.fromarray(spoilt))
    )
    assert clean is not None
    assert seen is not None
    assert clean.contrast > 15
    assert seen.contrast < 4


def test_contrast_counts_where_it_is_worst():
    stops = (Stop(at=0, color="#000000"), Stop(at=1, color="#9A9A9A"))
    told = found(link(look=Look(code=Linear(stops=stops, angle=90))))["link-contrast"]
    ratio = dict(told.sentence.values)["ratio"]
    assert isinstance(ratio, float)
    assert 2.5 < ratio < 4


@pytest.mark.parametrize("modules", ["square", "rounded", "connected", "dots"])
@pytest.mark.parametrize("finders", ["square", "rounded", "round"])
def test_no_style_of_black_on_white_is_called_faint(modules, finders):
    look = Look(modules=modules, finders=finders, ink="#000000", arrangement="code", radius=0)
    for url, mark in (("a.de", None), (URL + "/" + "long" * 30, EmojiMark(emoji="🎉"))):
        layer = link(target=UrlTarget(url=url), look=structs.replace(look, mark=mark))
        layer = structs.replace(layer, x=240, width=600, height=600)
        (subject,) = subjects(story(layer, ground="#000000"), 0)
        assert subject.code is not None
        seen = link_pixels.reading(subject.finished, subject.code, subject.region[:2])
        assert seen is not None
        assert seen.contrast > 15
        assert (seen.inverted, seen.margin) == (False, 1)


def test_round_corners_leave_the_margin_alone():
    look = Look(arrangement="code", radius=90)
    box = {"x": 400, "width": 280, "height": 280}
    told = found(link(look=look, **box))["link-margin"]
    assert labels(told) == ["fix-squarer"]
    assert told.severity == "warning"
    (layer,) = told.fixes[0].edit(story(link(look=look, **box)).deck).slides[0].layers
    assert layer.look.radius == 24, "still a little round"


def test_codes_that_do_not_read_say_why_first():
    told = links.findings(story(link(), over(x=96, y=700, width=888, height=320)), 0)
    assert [one.rule for one in told] == ["link-covered", "link-proof"]
    assert all(one.severity == "error" for one in told)


def test_hidden_links_and_other_modes_have_no_code_to_check():
    assert found(link(visible=False, y=1500), link(visible=False)) == {}
    assert found(link(opacity=0, y=1500)) == {}
    for mode, said in (("address", "type"), ("sticker", "sticker")):
        layer = link(mode=mode, height=200)
        assert found(layer) == {}
        verdict = links.glance(story(layer), 0, "l")
        assert verdict is not None
        assert said in str(verdict.sentence)
    assert links.glance(story(link(visible=False)), 0, "l") is None
    assert links.verdict(story(link()), 0, "other") is None


def test_a_glance_says_what_the_verdict_says():
    for layer in (link(), link(y=1400), link(height=100), link(opacity=0.3, rotation=3)):
        quick, whole = (ask(story(layer), 0, "l") for ask in (links.glance, links.verdict))
        assert quick is not None
        assert whole is not None
        assert (quick.level, quick.sentence) == (whole.level, whole.sentence)


def test_locked_links_get_no_fix_that_does_nothing():
    told = found(link(y=1400, locked=True))
    assert told["link-safe-area"].fixes == ()


def test_every_code_of_a_slide_is_proven():
    other = structs.replace(link(y=1050), id="m", target=UrlTarget(url="https://example.org/b"))
    here = story(link(), other, over(x=96, y=1050, width=400, height=320))
    first, second = proofs.proven(here, 0)
    assert (first.layer, first.state, first.payload) == ("l", "proven", URL)
    assert (second.layer, second.state) == ("m", "unreadable")
    assert proofs.proven_layer(here, 0, "l") == first
    assert proofs.proven_layer(here, 0, "o") is None
    assert proofs.proven(story(), 0) == ()
    assert str(proofs.said(first)) == "Reads on phones."
    assert str(proofs.said(second)) == "Phones cannot read this code."
    outside = proofs.proven_layer(story(link(y=3000)), 0, "l")
    assert outside is not None and outside.state == "unreadable"


def test_a_risk_is_told_by_the_first_condition_that_fails():
    words = {"480": "save data", "far": "an arm's length", "turned": "askew", "dimmed": "dimmed"}
    for id_, word in words.items():
        assert word in str(proofs.said(Proof("risk", (id_, "modules"))))
    assert all(str(proofs.said(Proof("risk", (id_,)))) for id_ in IDS)


@pytest.mark.parametrize("name", ["article", "event", "going-live", "job-opening", "screenshot"])
def test_samples_have_nothing_to_mend(name):
    sample = open_story(SAMPLES / name)
    codes = 0
    for index in range(len(sample.deck.slides)):
        assert links.findings(sample, index) == ()
        told = proofs.proven(sample, index)
        codes += len(told)
        assert all(one.state == "proven" for one in told)
    assert codes


COLORS = st.sampled_from(["#000000", "#FFFFFF", "#777777", "brand:primary", "#FFC53D", "#FFFFFF80"])
LOOKS = st.builds(
    Look,
    paper=COLORS,
    ink=COLORS,
    modules=st.sampled_from(["square", "rounded", "connected", "dots"]),
    arrangement=st.sampled_from(["auto", "code", "below", "beside", "badge", "bar"]),
    code=st.one_of(st.none(), st.builds(Solid, color=COLORS)),
)
TARGETS: st.SearchStrategy[Target] = st.one_of(
    st.sampled_from(["", "a.de", URL, URL + "?id=" + "4711" * 30]).map(lambda u: UrlTarget(url=u)),
    st.text("abc é漢", min_size=1, max_size=300).map(lambda words: TextTarget(text=words)),
)
LINKS = st.builds(
    LinkLayer,
    id=st.just("l"),
    target=TARGETS,
    look=LOOKS,
    x=st.integers(-300, 1000),
    y=st.integers(-300, 2000),
    width=st.integers(80, 1080),
    height=st.integers(80, 900),
    rotation=st.sampled_from([0, 0, 0, 90, -7, 33.5]),
    opacity=st.sampled_from([1, 1, 1, 0.5]),
    campaign=st.sampled_from([None, TAGS]),
    mode=st.sampled_from(["code", "code", "code", "sticker", "address"]),
)


# Each example tries every fix: a counterexample is told as it was found, not shrunk for minutes.
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(LINKS, st.booleans(), st.booleans())
def test_fixes_mend(layer: LinkLayer, covered: bool, grouped: bool) -> None:
    """After any fix the finding is gone, no rule is broken that was kept, the deck is valid, and
    other layers are as they were."""
    top = (over(x=layer.x + 40, y=layer.y + 40),) if covered else ()
    group = GroupLayer(id="g", x=10, y=20, width=900, height=900, layers=(layer,))
    before = story(group if grouped else layer, *top)
    told = links.findings(before, 0)
    rules = {one.rule for one in told}
    for one in told:
        for fix in one.fixes:
            deck = schema.validated(fix.edit(before.deck))
            after = {each.rule for each in links.findings(Story(deck, before.media), 0)}
            assert one.rule not in after
            assert after <= rules
            kept = [each for each in deck.slides[0].layers if each.id == "o"]
            assert kept == list(top) or fix.label.id == "fix-uncover"
