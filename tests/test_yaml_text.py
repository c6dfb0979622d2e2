"""Written YAML: read once, and refused before it fills the memory."""

import time
from pathlib import Path
from shutil import copytree

import pytest

from facts.yaml_text import TooLargeError, parsed
from rules import BookError, load_book
from rules.loader import BOOKS

DOUBLING = "a0: &a0 [x, x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(40))


@pytest.mark.parametrize("bomb", [DOUBLING, "a: &a [*a]\n", "a: " + "[" * 50_000])
def test_a_text_that_would_fill_the_memory_is_refused_before_it_is_built(bomb: str) -> None:
    began = time.perf_counter()
    with pytest.raises(TooLargeError):
        parsed(bomb)
    assert time.perf_counter() - began < 5


def test_what_a_text_says_comes_with_its_places() -> None:
    node, data = parsed("一: [甲, 乙]\n二: {数: 3}\n")
    assert data == {"一": ["甲", "乙"], "二": {"数": 3}}
    assert node is not None
    assert [key.start_mark.line for key, _ in node.value] == [0, 1]


def test_a_book_like_that_is_named_with_its_file(tmp_path: Path) -> None:
    folder = copytree(BOOKS / "zhangye-2009", tmp_path / "draft")
    (folder / "rules.yaml").write_text(DOUBLING, encoding="utf-8")
    with pytest.raises(BookError) as caught:
        load_book(folder)
    (mistake,) = caught.value.mistakes
    assert mistake.place.file == "draft/rules.yaml"
    assert mistake.message.zh == "嵌套过深，或者用别名（*名称）写出了过多的值"
