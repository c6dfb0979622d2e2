"""The values of the register as clerks write them."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.importers.corpus.layouts import Maker
from tests.importers.corpus.register import FLAT_HEADER, Sample, csv_file, flat, xlsx

MAKERS: dict[str, Maker] = {}


def _column(
    name: str, column: int, values: Sequence[Any], *told: str, read: Sequence[int] = (0, 1)
) -> None:
    """The register with two other spellings in one column."""

    def maker(folder: Path) -> Sample:
        rows = [[*r[:column], v, *r[column + 1 :]] for r, v in zip(flat(), values, strict=True)]
        return Sample([xlsx(folder / "a.xlsx", {"台账": [FLAT_HEADER, *rows]})], told, read)

    MAKERS[name] = maker


_column("dates_in_chinese_figures", 1, ["二〇〇九年八月二十七日", "二○一○年三月一日"])
_column("dates_with_letters_for_zeros", 1, ["二OO九年八月二十七 日", "2O10年3月1日"])
_column("dates_without_marks", 1, ["20090827", 20100301])
_column("dates_with_dots_and_slashes", 1, ["2009.8.27", "2010/3/1"])
_column("dates_in_full_width", 1, ["２００９－０８－２７", "２０１０年３月１日"])
_column("dates_with_weekdays", 1, ["2009年8月27日（星期四）", "2010-03-01 周一"])
_column("dates_with_stops", 1, ["2009年8月27日。", "2010.3.1."])
_column(
    "dates_with_times",
    1,
    [datetime(2009, 8, 27, 8, 30), "2010年3月1日 星期一 下午3:30"],
    "time-dropped",
    "time-dropped",
)
_column(
    "a_date_with_the_wrong_weekday",
    1,
    ["2009年8月27日星期五", "2010-03-01"],
    "weekday-differs",
    read=(1,),
)
_column("a_date_that_is_a_bare_serial", 1, [40052, "2010-03-01"], "date-serial", read=(1,))
_column("marks_for_yes_and_no", 3, ["√", "×"])
_column("boxes_for_yes_and_no", 3, ["☑", "❌"])
_column("numbers_for_yes_and_no", 3, [1, 0])
_column("letters_for_yes_and_no", 3, ["Ｙ", "ｎｏ"])
_column("words_with_stops_for_yes_and_no", 3, ["（是）", "否。"])
_column("minus_one_for_no", 3, ["是", -1], "minus-one", read=(0,))
_column("several_values_in_one_cell", 2, ["较重；一般", "一般"], "several-values", read=(1,))
_column("a_slip_of_the_pen_in_a_choice", 2, ["较种", "一般"], "not-choice-near", read=(1,))
_column("choices_with_stops", 2, ["“较重”", "情节一般。"])
_column("amounts_with_units", 4, ["5万元", "0元"])
_column("amounts_in_chinese", 4, ["五万元", "零元"])
_column("amounts_as_on_cheques", 4, ["人民币伍万圆整", "零圆整"])
_column("amounts_with_marks", 4, ["￥50,000.00", "０"])
_column("amounts_without_number", 4, ["数万元", 0], "number-vague", read=(1,))
_column("several_amounts_in_one_cell", 4, ["3万元、2万元", 0], "several-values", read=(1,))
_column("errors_as_text", 4, ["#REF!", 0], "error-cell", read=(1,))


def difficulty(maker: Maker) -> Maker:
    """Put a maker on the list under its name."""
    MAKERS[maker.__name__] = maker
    return maker


@difficulty
def identity_numbers_that_lost_digits(folder: Path) -> Sample:
    rows = [[*FLAT_HEADER, "身份证号"], *([*row, 110101199001011237] for row in flat())]
    return Sample([xlsx(folder / "a.xlsx", {"台账": rows})], ["extra-digits-lost"])


@difficulty
def identity_numbers_that_excel_made_scientific_in_csv(folder: Path) -> Sample:
    rows = [[*FLAT_HEADER, "身份证号"], *([*row, "1.10101E+17"] for row in flat())]
    return Sample([csv_file(folder / "a.csv", rows)], ["extra-digits-lost"])


@difficulty
def case_number_that_lost_digits(folder: Path) -> Sample:
    rows = flat()
    rows[0][0] = 202400000000000001.0
    return Sample(
        [xlsx(folder / "a.xlsx", {"台账": [FLAT_HEADER, *rows]})], ["id-digits-lost"], (1,)
    )


@difficulty
def case_number_that_became_a_date(folder: Path) -> Sample:
    rows = flat()
    rows[0][0] = datetime(2024, 1, 1)
    return Sample(
        [xlsx(folder / "a.xlsx", {"台账": [FLAT_HEADER, *rows]})], ["id-became-date"], (1,)
    )


@difficulty
def null_and_dashes_for_blank(folder: Path) -> Sample:
    rows = [[*FLAT_HEADER, "重大损失", "重大影响"], *([*row, "NULL", "--"] for row in flat())]
    path = xlsx(folder / "a.xlsx", {"台账": rows})
    return Sample([path], ["dash-blank", "dash-blank"])
