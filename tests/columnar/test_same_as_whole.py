"""A table read in chunks comes out as the same table read whole."""

import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from importers import Unreadable, read_cases
from importers.columnar import values
from importers.columnar.sheet import Irregular
from tests.columnar.comparing import VOCABULARY, assert_same, csv_file
from tests.columnar.messy import HEADER, register, registers


@pytest.fixture(autouse=True)
def _in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENZE_ISOLATE", "0")


@example(rows=register(26, 46, 0.3), chunk=11, many=0)  # a case whose rows lie far apart
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=registers(), chunk=st.sampled_from([11, 13, 100]), many=st.sampled_from([0, 2000]))
def test_messy_registers_come_out_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    rows: list[tuple[str, ...]],
    chunk: int,
    many: int,
) -> None:
    monkeypatch.setattr(values, "MANY", many)
    path = csv_file(tmp_path_factory.mktemp("m") / "登记.csv", [HEADER, *rows])
    try:
        event(f"{len(assert_same(path, chunk).parts)} chunks")
    except Irregular:
        event("read whole")
    except Unreadable:
        with pytest.raises(Unreadable):
            read_cases([path], VOCABULARY)
