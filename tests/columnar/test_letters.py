"""What is read of many texts at once by their bytes is what their characters say."""

import re

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
from hypothesis import example, given
from hypothesis import strategies as st

from facts import core_vocabulary
from importers.columnar.letters import SHOWING, WHITE, Bytes
from importers.columnar.strict import read_plain
from importers.columnar.texts import blank, name_numbers
from importers.grid import is_blank

#: First and last characters of ranges, and those beside them; white space of every width.
ODD = "09AZaz/:@[`{ \t\x0b\x1c\x85\xa0\u1680\u2003\u200b\u3000\u4dff\u4e00\u9f7f\u9f80\u9fa5\u9fa6"
TEXTS = st.lists(
    st.text(
        alphabet=st.sampled_from(ODD + "1eE.-_无存疑N#\U00020000é") | st.characters(), max_size=6
    )
)
NAME = re.compile(
    r"[0-9A-Za-z\u4e00-\u9fa5]([0-9A-Za-z\u4e00-\u9fa5_\-./ ]*[0-9A-Za-z\u4e00-\u9fa5_])?"
)
LETTERS = re.compile(r"[0-9A-Za-z\u4e00-\u9f7f]+")
WORDS = re.compile(
    r"[—–/\\-]*|#+|#.*!|#n/a|#name\?|n/a|\(?null\)?|无|存疑|不明|不详|待查|待核实|未查清", re.I
)


def array(texts: list[str]) -> pa.Array:
    return pa.array(["", *texts, "末"], pa.string()).slice(1, len(texts))


@given(TEXTS)
@example(["", "1e5", "一\u9fa5", "\u9f80", "中 文", "\U00020000"])
def test_letters_are_found_by_their_bytes(texts: list[str]) -> None:
    found = Bytes.of(array(texts))
    assert found.only_letters().tolist() == [bool(LETTERS.fullmatch(t)) for t in texts]
    assert found.having(b"eE").tolist() == [
        "e" in t.lower() and bool({*t} & {*"eE"}) for t in texts
    ]
    starts = [bool(t) and t.encode()[0] in SHOWING for t in texts]
    assert found.starting_with(SHOWING).tolist() == starts
    assert not any(is_blank(t) for t, shows in zip(texts, starts, strict=True) if shows)
    white = found.having(WHITE)
    assert all(here or not re.search(r"\s", t) for here, t in zip(white, texts, strict=True))


@given(TEXTS)
def test_blank_texts_and_like_names_are_those_of_small_files(texts: list[str]) -> None:
    assert blank(array(texts)).tolist() == [is_blank(t) for t in texts]
    numbers = name_numbers(array(texts))
    squeezed = ["".join(t.split()) for t in texts]
    same = [squeezed.index(t) for t in squeezed]
    assert np.array_equal(numbers == numbers[:, None], np.equal.outer(same, same))


@given(TEXTS)
@example(["1e5", "存疑", "N/A", "n/a", "2024-001", "甲", "-", "a-"])
def test_plain_names_are_those_of_the_pattern(texts: list[str]) -> None:
    fact = core_vocabulary().by_label("责任主体")
    plain = read_plain(array(texts), fact, None)
    assert plain is not None
    for text, read in zip(texts, plain.read.tolist(), strict=True):
        number = re.match(r"\d", text, re.ASCII) and re.search("[eE]", text)
        assert read == bool(NAME.fullmatch(text) and not number and not WORDS.fullmatch(text))
