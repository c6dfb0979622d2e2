"""Each character takes the first face of its role that holds it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from exporters.case_report.typefaces import ROLES, STANDARD, Typeface, Typefaces, _within


@given(st.text(), st.sampled_from(ROLES))
def test_pieces_are_the_text_and_neighbours_differ(text: str, role: str) -> None:
    pieces = list(STANDARD.pieces(role, text))  # type: ignore[arg-type]
    assert "".join(piece for _, piece in pieces) == text
    assert all(one[0] != other[0] for one, other in pairwise(pieces))


def test_marks_and_figures_stay_in_the_face_of_their_text() -> None:
    assert list(STANDARD.pieces("body", "〔2024〕1号“是”—①")) == [
        ("仿宋_GB2312", "〔2024〕1号“是”—①")
    ]


def test_characters_beyond_the_first_plane_have_a_face() -> None:
    assert list(STANDARD.pieces("body", "王𠮷")) == [("仿宋_GB2312", "王"), ("SimSun-ExtB", "𠮷")]


def test_ranges_of_fontconfig_are_read() -> None:
    holds = _within("20-7e a0 4e00-9fff")
    assert [holds(c) for c in ("A", "\xa0", "\xa1", "一", "䶮")] == [True, True, False, True, False]


def test_a_character_that_no_face_holds_goes_to_the_last() -> None:
    def none(character: str) -> bool:
        return False

    faces = Typefaces({role: (Typeface("甲", none), Typeface("乙", none)) for role in ROLES})
    assert list(faces.pieces("body", "a一")) == [("甲", "a"), ("乙", "一")]
