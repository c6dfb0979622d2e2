"""Nothing that is redacted is found in any file that any writer makes."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from exporters.dossier import Dossier
from exporters.redaction import redact
from tests.redaction import secrets
from tests.redaction.reading import everything_in
from tests.redaction.writers import QUICK, SLOW, WRITERS


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return secrets.run(tmp_path_factory.mktemp("register"))


def read(dossier: Dossier, folder: Path, name: str, lang: str = "zh") -> str:
    """Everything that a writer leaves behind."""
    WRITERS[name](dossier, folder, lang)
    text = everything_in(folder)
    assert len(text) > 1000, "nothing was written"
    return text


def among(sought: Iterable[str], text: str) -> set[str]:
    return {secret for secret in sought if secret in text}


@pytest.mark.parametrize("name", QUICK)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_public_files_hold_no_identity_text_figure_or_address(
    whole: Dossier, tmp_path: Path, name: str, lang: str
) -> None:
    text = read(redact(whole, "public"), tmp_path, name, lang)
    assert among(secrets.PUBLIC_SECRETS, text) == set()


@pytest.mark.parametrize("name", SLOW)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_public_files_that_are_slow_to_make(
    whole: Dossier, tmp_path: Path, name: str, lang: str
) -> None:
    one = redact(whole, "public", secrets.CASE, secrets.CHIEF)
    assert among(secrets.PUBLIC_SECRETS, read(one, tmp_path, name, lang)) == set()


@pytest.mark.parametrize(
    ("name", "lang"), [*((name, "zh") for name in WRITERS), *((name, "en") for name in QUICK)]
)
def test_respondents_files_hold_the_own_data_and_nothing_of_others(
    whole: Dossier, tmp_path: Path, name: str, lang: str
) -> None:
    text = read(redact(whole, "respondent", secrets.CASE, secrets.CHIEF), tmp_path, name, lang)
    assert among(secrets.OTHERS_SECRETS, text) == set()
    if not name.startswith("statistics"):  # they name nobody
        assert among(secrets.OWN, text) == set(secrets.OWN)


@pytest.mark.parametrize("name", QUICK)
def test_the_search_finds_what_is_there(whole: Dossier, tmp_path: Path, name: str) -> None:
    """The same search on the whole file: a test that could not fail would prove nothing."""
    there = among(secrets.PUBLIC_SECRETS, read(redact(whole, "file"), tmp_path, name))
    expected = {secrets.FILE_NAME} if name.startswith("statistics") else {secrets.CHIEF}
    assert there >= expected


def test_respondent_keeps_the_case_without_the_names_of_others(whole: Dossier) -> None:
    own = redact(whole, "respondent", secrets.CASE, secrets.CHIEF)
    (case,) = own.cases
    assert case.value("基本情况") == (
        "欧阳镕接到电话后没有上报，（其他人员）在场，（其他人员）次日才知道；详见卷宗QS-0417。"
    )
    assert case.value("直接经济损失") == "73456元"
    assert [s.determination.subject for s in case.subjects] == [secrets.CHIEF]
    assert [line.label for line in case.facts if line.kind == "extra"] == []
    assert own.rejected == ()
    assert own.run["counts"]["rows"] == 1
