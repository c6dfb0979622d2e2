"""What a user wishes to have written, and whether it fits together."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wenze.commands.common import refuse
from wenze.language import say

CASE = "case"
LEDGER = "ledger"
#: The formats of each kind; without --format the first of them is written.
FORMATS = {
    CASE: ("docx", "pdf"),
    "page": ("html",),
    "committee": ("xlsx",),
    "statistics": ("xlsx", "html"),
    LEDGER: ("xlsx",),
}


@dataclass(frozen=True)
class Wish:
    """What is to be written, as the user said it."""

    kind: str
    formats: tuple[str, ...]
    out: Path
    case_id: str | None
    subject: str | None
    level: str
    whole_case: bool
    template: Path | None
    release: tuple[Path, ...]
    red_head: str
    ledger_book: str | None
    as_case: str | None
    as_case_column: str | None

    def file(self, form: str) -> Path:
        """Where what is written as one file goes."""
        return self.out / f"{self.kind}.{form}"


def chosen_formats(kind: str, formats: Sequence[str]) -> tuple[str, ...]:
    """The formats to write, the first of the kind if none is given; others are refused."""
    known = FORMATS[kind]
    strange = [form for form in formats if form not in known]
    if strange:
        zh, en = "、".join(known), ", ".join(known)
        refuse(
            say(
                f"{kind} 没有 {strange[0]} 格式；可以写成：{zh}",
                f"{kind} has no format {strange[0]}; it has: {en}",
            )
        )
    return tuple(dict.fromkeys(formats)) or known[:1]


def check_sense(wish: Wish) -> None:
    """Refuse options that contradict each other, all at once."""
    wrong = []
    if wish.subject is not None and wish.case_id is None:
        wrong.append(say("写了 --subject，还要写 --case", "--subject needs --case"))
    if wish.level == "respondent" and (wish.case_id is None or wish.subject is None):
        wrong.append(
            say(
                "--level respondent 要写 --case 和 --subject",
                "--level respondent needs --case and --subject",
            )
        )
    if wish.release and wish.level == "public":
        wrong.append(
            say(
                "公开的一份不能签发：签发文件里有姓名和单位（去掉 --release）",
                "what is public cannot be released: the file names people (leave out --release)",
            )
        )
    given = {
        "--whole-case": wish.whole_case,
        "--release": wish.release,
        "--template": wish.template,
        "--red-head": wish.red_head,
    }
    if wish.kind != CASE:
        for option in (name for name, value in given.items() if value):
            wrong.append(say(f"{option} 只用于 --kind case", f"{option} is for --kind case"))
    wrong += _ledger_sense(wish)
    if wish.template and wish.whole_case:
        wrong.append(
            say(
                "--template 一个责任主体一份，不能与 --whole-case 同用",
                "--template takes one subject; leave out --whole-case",
            )
        )
    if wish.template and wish.red_head:
        wrong.append(
            say(
                "用了 --template，红头请印在样式里（去掉 --red-head）",
                "with --template the red head belongs in the document (leave out --red-head)",
            )
        )
    if wrong:
        refuse("\n".join(wrong))


def _ledger_sense(wish: Wish) -> list[str]:
    """What is wrong about the options of record sheets."""
    wrong = []
    given = {
        "--for": wish.ledger_book,
        "--as-case": wish.as_case,
        "--as-case-column": wish.as_case_column,
    }
    if wish.kind != LEDGER:
        for option in (name for name, value in given.items() if value is not None):
            wrong.append(say(f"{option} 只用于 --kind ledger", f"{option} is for --kind ledger"))
        return wrong
    if wish.ledger_book is None:
        wrong.append(
            say(
                "--kind ledger 还要写 --for：台账给哪一部规则书用（如 hongshan-2015）",
                "--kind ledger needs --for: the book that reads the records (as hongshan-2015)",
            )
        )
    if wish.as_case is not None and wish.as_case_column is not None:
        wrong.append(
            say(
                "--as-case 和 --as-case-column 只能写一个",
                "give either --as-case or --as-case-column",
            )
        )
    if wish.level != "file":
        wrong.append(
            say(
                "台账是办案用的，按案件编号和姓名对应，不能隐去（去掉 --level）",
                "records are told by case and name, nothing can be removed (leave out --level)",
            )
        )
    return wrong
