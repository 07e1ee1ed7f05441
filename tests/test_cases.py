"""Letters shown in another case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storycomposer.typography.cases import Case, shown


@pytest.mark.parametrize(
    ("text", "case", "language", "expected"),
    [
        ("straße", "upper", "de", "STRASSE"),
        ("ǆ ŉ ﬁ", "upper", "en", "Ǆ ʼN FI"),
        ("istanbul ılık", "upper", "tr", "İSTANBUL ILIK"),
        ("İSTANBUL ILIK", "lower", "tr", "istanbul ılık"),
        ("I\u0307", "lower", "az", "i"),
        ("istanbul", "upper", "en", "ISTANBUL"),
        ("Μάιος, ή όχι; Ρωμέικα", "upper", "el", "ΜΑΪΟΣ, Ή ΟΧΙ; ΡΩΜΕΪΚΑ"),
        ("άλφα", "upper", "en", "ΆΛΦΑ"),
        ("ΣΟΦΟΣ ΣΑΣ. Σ", "lower", "el", "σοφος σας. σ"),
        ("i̇́", "upper", "lt", "I\u0301"),
        ("two dogs, o'neill's 3d i18n", "title", "en", "Two Dogs, O'neill's 3d I18n"),
        ("ijsland en ij", "title", "nl", "IJsland En IJ"),
        ("ǆungla", "title", "hr", "ǅungla"),
        ("ilk", "title", "tr", "İlk"),
        ("hello 世界 عربي", "title", "en", "Hello 世界 عربي"),
        ("as It is", "none", "en", "as It is"),
    ],
)
def test_cases(text: str, case: Case, language: str, expected: str) -> None:
    assert shown(text, case, language).text == expected


def test_offsets_lead_from_the_text_to_what_is_shown() -> None:
    assert shown("aßb", "upper", "de").offsets == (0, 1, 3, 4)
    assert shown("abc", "none", "de").offsets == (0, 1, 2, 3)


@given(
    st.text(max_size=30),
    st.sampled_from(["upper", "lower", "title"]),
    st.sampled_from(["en", "tr", "el", "lt", "nl"]),
)
def test_offsets_rise_and_end_with_the_text(text: str, case: Case, language: str) -> None:
    found = shown(text, case, language)
    assert len(found.offsets) == len(text) + 1
    assert list(found.offsets) == sorted(found.offsets)
    assert (found.offsets[0], found.offsets[-1]) == (0, len(found.text))


@given(st.text(max_size=30))
def test_other_languages_follow_unicodes_own_mapping(text: str) -> None:
    assert shown(text, "upper", "en").text == text.upper()
