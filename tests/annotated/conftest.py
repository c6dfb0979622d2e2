"""Files of the tests are opened in the process itself: isolation is tested with the importers."""

import pytest


@pytest.fixture(autouse=True)
def _in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENZE_ISOLATE", "0")
    monkeypatch.delenv("WENZE_PASSWORD", raising=False)
