"""What the reports are made from: a run decided again, or workbooks decided now."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from wenze.commands.common import refuse
from wenze.language import LANG, say

if TYPE_CHECKING:
    from facts import Text
    from wenze.evaluation import Evaluation


@contextmanager
def further_refusals() -> Iterator[None]:
    """What only reports are refused for."""
    from exporters.redaction import RedactionError
    from wenze.rerun import NotTheSame

    try:
        yield
    except NotTheSame as error:
        refuse_all(
            say("与结果文件夹所记不同，没有写报告：", "not as the folder says; nothing written:"),
            error.problems,
        )
    except RedactionError as error:
        refuse(error.text.get(LANG))


def refuse_all(head: str, problems: "Sequence[Text]") -> None:
    """Refuse for several reasons at once."""
    refuse("\n".join([head, *(f"  {problem.get(LANG)}" for problem in problems)]))


def evaluated(
    sources: Sequence[Path],
    inputs: Sequence[Path],
    book: str | None,
    profile: Path | None,
    encoding: str | None,
) -> "Evaluation":
    """The run to report on; refused where options do not fit the kind of source."""
    from importers.profile import load_profile
    from rules import DEFAULT_BOOK, load_book
    from wenze.evaluation import evaluate
    from wenze.rerun import is_run, rerun

    runs = [source for source in sources if is_run(source)]
    if runs and len(sources) > 1:
        refuse(
            say(
                "结果文件夹只能单独给出一个；要合写几份登记表，请直接给出工作簿",
                "give one results folder alone; to report on several workbooks, give them all",
            )
        )
    if runs:
        if profile or encoding:
            refuse(
                say(
                    "结果文件夹记着当时的 --profile 和 --encoding，这里不用写",
                    "the results folder remembers --profile and --encoding; leave them out",
                )
            )
        return rerun(runs[0], inputs, book)
    if inputs:
        refuse(
            say(
                "--input 只与结果文件夹同用；案件工作簿直接写在前面",
                "--input goes with a results folder; name case workbooks directly",
            )
        )
    compiled = load_book(book or DEFAULT_BOOK)
    given = load_profile(profile, compiled.vocabulary) if profile else None
    return evaluate(
        list(sources), book=compiled, encoding=encoding, profile=given.sheets if given else None
    )
