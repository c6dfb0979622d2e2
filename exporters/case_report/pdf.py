"""Word documents as PDF through LibreOffice: one layout, an office's own template included."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from facts import Text

#: Documents for one run of the program; as many runs at once as there are processors. The runs
#: are cut by number, not by processor, so that the bytes are the same on any machine's count.
BATCH = 25
_START, _EACH = 90, 10  # seconds
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
#: Where the clock gets into a PDF: days, and numbers that are made of the time.
_DAYS = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)\d{14}")
_PAIR = re.compile(rb"(/ID\s*\[\s*<)([0-9A-F]+)(>\s*<)([0-9A-F]+)")
_SUM = re.compile(rb"(/DocChecksum\s*/)([0-9A-F]+)")
_NO_DAY = b"19800101000000"

MISSING = Text(
    "写 PDF 要用 LibreOffice，本机没有找到（soffice）。请安装 LibreOffice；或者写 --format docx，"
    "用 Word、WPS 打开后另存为 PDF",
    "PDF needs LibreOffice, which was not found (soffice). Install it; or use --format docx and "
    "save as PDF from Word or WPS",
)
FAILED = Text(
    "LibreOffice 没有写出 PDF（{done}/{count}）。{why}",
    "LibreOffice wrote {done} of {count} PDF files. {why}",
)
LATE = Text("超过 {seconds} 秒没有完成", "not done after {seconds} seconds")


class NoPdf(Exception):
    """PDF cannot be written here; ``text`` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


def converter() -> str:
    """The LibreOffice program. NoPdf when there is none."""
    for name in (*_PROGRAMS, *_PLACES):
        found = shutil.which(name)
        if found:
            return found
    raise NoPdf(MISSING)


def as_pdf(documents: Sequence[bytes]) -> list[bytes]:
    """The same documents as PDF, in order; the same document gives the same bytes."""
    program = converter()
    batches = [documents[at : at + BATCH] for at in range(0, len(documents), BATCH)]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        done = pool.map(lambda batch: _converted(program, batch), batches)
        return [pdf for batch in done for pdf in batch]


def _converted(program: str, documents: Sequence[bytes]) -> list[bytes]:
    """One run of LibreOffice, with a profile of its own: another may be open on the desktop."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = [folder / f"{number:04}.docx" for number in range(len(documents))]
        for source, document in zip(sources, documents, strict=True):
            source.write_bytes(document)
        profile = (folder / "profile").as_uri()
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)]
        why = _run(command, _START + _EACH * len(documents))
        written = [path for source in sources if (path := source.with_suffix(".pdf")).is_file()]
        if len(written) < len(sources):
            values = {"done": len(written), "count": len(sources), "why": why}
            raise NoPdf(Text(FAILED.get("zh", **values), FAILED.get("en", **values)))
        return [_without_clock(path.read_bytes()) for path in written]


def _run(command: Sequence[str], seconds: int) -> Text:
    """Run it; what it has to say where it fails."""
    environment = {**os.environ, "TZ": "UTC"}
    try:
        told = subprocess.run(
            command, capture_output=True, timeout=seconds, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        return Text(LATE.get("zh", seconds=seconds), LATE.get("en", seconds=seconds))
    last = told.stderr.decode("utf-8", "replace").strip()[-200:] if told.returncode else ""
    return Text(last, last)


def _without_clock(pdf: bytes) -> bytes:
    """The PDF with its stamps replaced by as many other characters, so that no offset moves."""
    pdf = _DAYS.sub(lambda found: found[1] + _NO_DAY, pdf)
    pdf = _PAIR.sub(lambda f: f[1] + b"0" * len(f[2]) + f[3] + b"0" * len(f[4]), pdf)
    return _SUM.sub(lambda f: f[1] + b"0" * len(f[2]), pdf)
