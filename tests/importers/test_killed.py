"""Killed while it writes, a command leaves the old file or the new one, never half a file."""

import random
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from tests.importers.corpus.register import FLAT_HEADER, flat, xlsx

ROOT = Path(__file__).resolve().parents[2]
#: Writes one version after the other, each a letter a million times.
WRITER = """
import itertools, sys
from pathlib import Path
from exporters import whole_file
for letter in itertools.cycle(b"abcdefgh"):
    with whole_file(Path(sys.argv[1])) as stream:
        for _ in range(100):
            stream.write(bytes([letter]) * 10_000)
    print(flush=True)
"""


def started(code: str, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("seed", range(5))
def test_a_file_is_whole_whenever_its_writer_is_killed(tmp_path: Path, seed: int) -> None:
    target = tmp_path / "out.bin"
    writer = started(WRITER, str(target))
    assert writer.stdout is not None
    writer.stdout.readline()  # one version is there
    time.sleep(random.Random(seed).uniform(0, 0.02))
    writer.kill()
    writer.wait()
    writer.stdout.close()
    data = target.read_bytes()
    assert len(data) == 1_000_000
    assert set(data) == {data[0]}


CHECK = "from wenze.main import main; main()"


@pytest.mark.parametrize("seconds", [0.3, 0.6, 0.9])
def test_a_killed_command_leaves_the_old_copy_or_the_new_one(
    tmp_path: Path, seconds: float
) -> None:
    register = xlsx(tmp_path / "a.xlsx", {"台账": [FLAT_HEADER, *flat()]})
    copy = xlsx(tmp_path / "copy.xlsx", {"旧": [["旧"]]})
    before, given = copy.read_bytes(), register.read_bytes()
    command = started(CHECK, "check", str(register), "--annotate", str(copy))
    time.sleep(seconds)
    command.kill()
    command.communicate()
    assert register.read_bytes() == given
    if copy.read_bytes() != before:
        assert openpyxl.load_workbook(copy).sheetnames == ["台账"]
