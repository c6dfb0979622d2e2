"""Each difficulty of the corpus is read right, and what was odd about it is told."""

from pathlib import Path

import pytest

from importers import Import, Unreadable, read_cases
from tests.importers.corpus import formats, hostile, layouts, values
from tests.importers.corpus.register import EXPECTED, LABELS, Sample
from tests.importers.making import VOCABULARY, shown

READ = {**layouts.MAKERS, **formats.MAKERS, **values.MAKERS}


def taken(sample: Sample) -> Import:
    return read_cases(sample.paths, VOCABULARY, encoding=sample.encoding, password=sample.password)


@pytest.mark.parametrize("name", READ)
def test_the_register_is_read_whatever_the_difficulty(tmp_path: Path, name: str) -> None:
    sample = READ[name](tmp_path)
    result = taken(sample)
    rows = list(zip(*(shown(result, label) for label in LABELS), strict=True))
    named = [row for row in rows if row[-1].endswith("县长")]
    assert named == [EXPECTED[i] for i in sample.read if i < len(EXPECTED)]
    assert len(rows) == len(sample.read)
    assert sorted(told(result)) == sorted(sample.told)


def told(result: Import) -> list[str]:
    return [p.code for p in result.problems if p.code not in ("column-missing", "column-near")]


@pytest.mark.parametrize("name", hostile.MAKERS)
def test_what_cannot_be_read_is_refused_with_the_right_words(tmp_path: Path, name: str) -> None:
    maker, code = hostile.MAKERS[name]
    sample = maker(tmp_path)
    with pytest.raises(Unreadable) as caught:
        taken(sample)
    assert caught.value.problem.code == code
    assert caught.value.problem.expected.zh


def test_the_corpus_is_large_enough() -> None:
    assert len(READ) + len(hostile.MAKERS) >= 60
