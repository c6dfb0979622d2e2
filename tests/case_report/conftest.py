"""One evaluation for all tests of the reports."""

from pathlib import Path

import pytest

from exporters.case_report import CaseReports
from exporters.dossier import Dossier
from tests.case_report.made import usual
from wenze.dossier import dossier
from wenze.evaluation import evaluate


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return usual(tmp_path_factory.mktemp("register") / "登记.xlsx")


@pytest.fixture(scope="session")
def made(register: Path) -> Dossier:
    return dossier(evaluate(register))


@pytest.fixture(scope="session")
def drafts(made: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the draft of every subject."""
    folder = tmp_path_factory.mktemp("drafts")
    CaseReports().write(made, folder, ["docx"])
    return folder
