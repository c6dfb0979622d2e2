"""Names stay out of what ``wenze check`` prints, in every shape of register."""

from pathlib import Path

from tests.annotated.running import wenze


def test_names_in_naming_columns_are_not_previewed(tmp_path: Path) -> None:
    path = tmp_path / "flat.csv"
    path.write_text(
        "案件编号,事发日期,过错情形,主要领导,分管领导\n1,2010-03-01,4,张某某,李某某\n",
        encoding="utf-8",
    )
    for arguments in ((), ("--changes",)):
        done = wenze("check", str(path), *arguments)
        assert done.returncode == 0
        assert "事发日期：2010-03-01" in done.stdout
        assert "张某某" not in done.stdout + done.stderr
