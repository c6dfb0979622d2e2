"""PDF through LibreOffice: asked once for many, stripped of its clock, and missed politely.

A stand-in plays the program, so that these hold on a machine without it; what the real one
renders is looked at in ``benchmarks/case_reports.py``.
"""

import os
import stat
from pathlib import Path

import pytest

from exporters.case_report import CaseReports, NoPdf, pdf
from exporters.dossier import Dossier

#: Writes a PDF that shows the clock, and notes that it was called.
STAND_IN = """#!{python}
import sys, time, pathlib
arguments = sys.argv[1:]
out = pathlib.Path(arguments[arguments.index("--outdir") + 1])
with open({log!r}, "a") as log:
    log.write(" ".join(a for a in arguments if a.startswith("-")) + "\\n")
for source in arguments[arguments.index("--outdir") + 2:]:
    source = pathlib.Path(source)
    if {fails!r} and source.stem == "0001":
        continue
    now = "%X" % time.time_ns()
    (out / (source.stem + ".pdf")).write_bytes(
        b"%PDF-1.6 " + str(len(source.read_bytes())).encode()
        + b"/CreationDate(D:" + time.strftime("%Y%m%d%H%M%S").encode() + b"Z')/ID [ <"
        + now.encode() + b"> <" + now.encode() + b"> ]/DocChecksum /" + now.encode() + b" end"
    )
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where the stand-in is found as soffice; its log beside it."""
    return stand_in(tmp_path, monkeypatch, fails=False)


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool) -> Path:
    import sys

    folder = tmp_path / "program"
    folder.mkdir()
    program = folder / "soffice"
    log = str(folder / "log")
    program.write_text(STAND_IN.format(python=sys.executable, log=log, fails=fails))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def test_many_reports_take_one_run_with_a_profile_of_its_own(
    made: Dossier, office: Path, tmp_path: Path
) -> None:
    written = CaseReports().write(made, tmp_path / "out", ["pdf", "docx"])
    assert sorted(path.suffix for path in written) == [".docx"] * 4 + [".pdf"] * 4
    (called,) = (office / "log").read_text().splitlines()
    assert "--headless" in called
    assert "-env:UserInstallation=file://" in called


def test_pdf_holds_no_clock(made: Dossier, office: Path, tmp_path: Path) -> None:
    one = CaseReports().write(made, tmp_path / "1", ["pdf"])
    two = CaseReports().write(made, tmp_path / "2", ["pdf"])
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    content = one[0].read_bytes()
    assert b"/CreationDate(D:19800101000000Z')" in content
    assert content.endswith(b" end")
    assert b"/DocChecksum /0000" in content


def test_batches_keep_the_order(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "BATCH", 2)
    done = pdf.as_pdf([b"a", b"bb", b"ccc", b"dddd", b"eeeee"])
    assert [content.split(b"/")[0] for content in done] == [
        b"%%PDF-1.6 %d" % length for length in (1, 2, 3, 4, 5)
    ]
    assert len((office / "log").read_text().splitlines()) == 3


def test_document_that_is_not_converted_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, fails=True)
    with pytest.raises(NoPdf) as refused:
        pdf.as_pdf([b"a", b"b"])
    assert refused.value.text.zh.startswith("LibreOffice 没有写出 PDF（1/2）。")


def test_without_the_program_nothing_is_written_and_the_way_out_is_told(
    made: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoPdf) as refused:
        CaseReports().write(made, tmp_path / "out", ["docx", "pdf"])
    assert "--format docx" in refused.value.text.zh
    assert not (tmp_path / "out").exists()
