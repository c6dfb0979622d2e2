"""Files of the tests are opened in the process itself, except where isolation is the matter."""

import pytest


@pytest.fixture(autouse=True)
def _in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENZE_ISOLATE", "0")
    monkeypatch.delenv("WENZE_PASSWORD", raising=False)
