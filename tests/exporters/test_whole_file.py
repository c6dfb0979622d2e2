from pathlib import Path

import pytest

from exporters.whole_file import whole_file


def test_file_appears_whole_when_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "结果.bin"
    with whole_file(target) as stream:
        stream.write(b"all of it")
        assert not target.exists()
    assert target.read_bytes() == b"all of it"
    assert [p.name for p in tmp_path.iterdir()] == ["结果.bin"]


def test_old_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "out.bin"
    target.write_bytes(b"old and longer")
    with whole_file(target) as stream:
        stream.write(b"new")
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_error_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, error: type[BaseException]
) -> None:
    target = tmp_path / "out.bin"
    target.write_bytes(b"old")

    def fail() -> None:
        with whole_file(target) as stream:
            stream.write(b"half of the n")
            raise error

    with pytest.raises(error):
        fail()
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.bin"]


def test_missing_folder_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), whole_file(tmp_path / "no" / "out.bin"):
        pass
