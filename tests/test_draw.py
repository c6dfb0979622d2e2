"""``wenze draw``: the same list and seed draw the same rows, whoever does it and however."""

import hashlib
import random
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from wenze.main import main

HEADER = ["编号", "姓名", "单位"]
ROWS = [[f"{n:04}", f"代表{n % 900}", f"第{n % 7}单位"] for n in range(3000)]
SEED = "2026第130期"


def workbook(path: Path, rows: list[list[str]], header: list[str] = HEADER) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in [header, *rows]:
        book.active.append(row)
    book.save(path)
    return path


def drawn(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path)["抽取结果"]
    return [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def run(*given: object) -> Result:
    return CliRunner().invoke(main, ["draw", *map(str, given)])


def by_hand(size: int) -> set[str]:
    """As the page says, without the program."""
    codes = {
        hashlib.sha256((SEED + "\n" + "\t".join(row)).encode()).hexdigest(): row[0] for row in ROWS
    }
    return {codes[code] for code in sorted(codes)[:size]}


def test_the_draw_is_as_anyone_works_it_out(tmp_path: Path) -> None:
    path, out = workbook(tmp_path / "库.xlsx", ROWS), tmp_path / "抽取.xlsx"
    done = run(path, "--number", 1000, "--least", 3000, "--seed", SEED, "-o", out)
    assert done.exit_code == 0, done.output
    assert "名册 3000 行，抽取 1000 行" in done.output
    rows = drawn(out)
    assert [row[0] for row in rows] == list(range(1, 1001))
    assert {row[3] for row in rows} == by_hand(1000)


def test_order_of_the_list_and_format_of_the_file_have_no_say(tmp_path: Path) -> None:
    shuffled = ROWS[:]
    random.Random(5).shuffle(shuffled)
    csv = tmp_path / "库.csv"
    text = "\n".join(",".join(row) for row in [HEADER, *shuffled])
    csv.write_bytes(text.encode("gb18030"))
    outs = [tmp_path / "一.xlsx", tmp_path / "二.xlsx"]
    prints = [
        run(source, "--number", 20, "--seed", SEED, "-o", out).output
        for source, out in zip([workbook(tmp_path / "库.xlsx", ROWS), csv], outs, strict=True)
    ]
    one, two = map(drawn, outs)
    assert [row[2:] for row in one] == [row[2:] for row in two]
    assert prints[0].split("SHA-256")[1][:66] == prints[1].split("SHA-256")[1][:66]


def test_the_same_draw_gives_the_same_bytes(tmp_path: Path) -> None:
    path = workbook(tmp_path / "库.xlsx", ROWS[:50])
    for name in ("一.xlsx", "二.xlsx"):
        run(path, "--number", 5, "--seed", SEED, "-o", tmp_path / name)
    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()
    run(path, "--number", 5, "--seed", "另一期", "-o", tmp_path / "三.xlsx")
    assert drawn(tmp_path / "三.xlsx") != drawn(tmp_path / "一.xlsx")


@pytest.mark.parametrize(
    ("rows", "options", "told"),
    [
        (ROWS[:10], ["--number", 11], "名册只有 10 行，至少要有 11 行"),
        (ROWS[:10], ["--number", 5, "--least", 3000], "名册只有 10 行，至少要有 3000 行"),
        ([*ROWS[:3], ROWS[1]], ["--number", 1], "第 5 行与第 3 行完全相同"),
        ([], ["--number", 1], "表头以下没有一行"),
    ],
)
def test_a_list_that_cannot_be_drawn_from_is_refused(
    tmp_path: Path, rows: list[list[str]], options: list[object], told: str
) -> None:
    path, out = workbook(tmp_path / "库.xlsx", rows), tmp_path / "抽取.xlsx"
    done = run(path, *options, "--seed", SEED, "-o", out)
    assert done.exit_code == 2
    assert told in done.output
    assert not out.exists()


def test_a_formula_in_the_list_stays_text(tmp_path: Path) -> None:
    csv, out = tmp_path / "库.csv", tmp_path / "抽取.xlsx"
    csv.write_text("编号,姓名\n1,=1+1\n2,乙\n", encoding="utf-8")
    run(csv, "--number", 2, "--seed", SEED, "-o", out)
    sheet = openpyxl.load_workbook(out)["抽取结果"]
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in found] in ([], ["s"])
    assert "乙" in [cell.value for row in sheet.iter_rows() for cell in row]
