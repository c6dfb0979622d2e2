"""What would be lighter takes the engine some time: only the tests about it ask for it."""

import pytest

from exporters.page import beside


@pytest.fixture(autouse=True)
def _without_what_would_be_lighter(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if request.path.name != "test_page_beside.py":
        monkeypatch.setattr(beside, "MOST_CASES", 0)
