"""待补汇总 and 待补事项: what is missing, and what each answer would decide."""

from exporters import phrases
from exporters.sheets.palette import STATUS_TINTS
from exporters.sheets.paper import Paper
from exporters.sheets.table import ROWS_PER_SHEET, Column, Table
from exporters.sheets.tally import Tally
from exporters.wording import Wording, settles
from facts import Text
from sanctions.determination import OpenQuestion

SUMMARY = Text("待补汇总", "Missing by fact")
DETAIL = Text("待补事项", "Missing")
NOTHING_OPEN = Text("没有待补事项", "nothing is missing")

FACT, KIND = Text("待补事项", "What is missing"), Text("种类", "Sort")
ASK = Text("请经办人回答", "Question to the official")
BEARS, MEASURES = Text("影响什么", "Bears on"), Text("影响处理", "the outcome")
WAITING = Text("等待它的主体数", "Subjects waiting")
ALONE = Text("补齐即可定案的主体数", "Settled by it alone")

SETTLES_ALL = Text("能", "yes")
SETTLES_SOME = Text("部分能：{answers}", "for some: {answers}")
SETTLES_NONE = Text("不能", "no")


def write_summary_sheet(paper: Paper, tally: Tally, words: Wording) -> None:
    """One row a fact: how many subjects wait for it, how many it alone would settle."""
    columns = [
        Column(FACT.get(paper.lang), 26),
        Column(KIND.get(paper.lang), 16, centre=True),
        Column(BEARS.get(paper.lang), 14, centre=True),
        Column(WAITING.get(paper.lang), 16, centre=True),
        Column(ALONE.get(paper.lang), 16, centre=True),
        Column(ASK.get(paper.lang), 66),
    ]
    table = Table(paper, SUMMARY, columns, frozen=1, empty=NOTHING_OPEN)
    for wanted in tally.by_weight():
        question = OpenQuestion(wanted.fact, wanted.kind, {})
        bears = phrases.ONLY_REFERRAL if wanted.only_referral else MEASURES
        table.add(
            [
                words.asked(question),
                words.kind(question),
                words.names.text(bears),
                wanted.waiting,
                wanted.settled,
                words.question(question),
            ]
        )
    table.close()


def write_questions_sheet(
    paper: Paper, tally: Tally, words: Wording, limit: int = ROWS_PER_SHEET
) -> Table:
    """One row a subject and open question, those first that decide most."""
    lang = paper.lang
    columns = [
        Column(Text("案件编号", "Case").get(lang), 12),
        Column(Text("责任主体", "Subject").get(lang), 14),
        Column(Text("现在的结论", "Conclusion now").get(lang), 12, centre=True, chip=True),
        Column(FACT.get(lang), 18),
        Column(KIND.get(lang), 12, centre=True),
        Column(ASK.get(lang), 40),
        Column(Text("不同回答的结果", "Outcome for each answer").get(lang), 58),
        Column(Text("单凭此项能否定案", "Settles it alone?").get(lang), 18, centre=True),
    ]
    table = Table(paper, DETAIL, columns, frozen=2, empty=NOTHING_OPEN, limit=limit)
    told: dict[tuple[str, str, tuple[tuple[str, str], ...]], list[str]] = {}
    for asked in tally.questions(words):
        question = asked.question
        key = (question.fact, question.kind, tuple(question.outcomes.items()))
        cells = told.get(key)
        if cells is None:
            cells = told[key] = _told(question, words)
        who = [asked.case_id, asked.subject, words.names.status(asked.status)]
        table.add([*who, *cells], STATUS_TINTS[asked.status])
    table.close()
    return table


def _told(question: OpenQuestion, words: Wording) -> list[str]:
    """The cells that are the same whoever the question is about."""
    return [
        words.asked(question),
        words.kind(question),
        words.question(question),
        "\n".join(words.answers(question)),
        _settling(question, words),
    ]


def _settling(question: OpenQuestion, words: Wording) -> str:
    if words.only_referral(question):
        return words.names.text(phrases.ONLY_REFERRAL)
    settling = [answer for answer, outcome in question.outcomes.items() if settles(outcome)]
    if not settling:
        return words.names.text(SETTLES_NONE)
    if len(settling) == len(question.outcomes):
        return words.names.text(SETTLES_ALL)
    return words.names.text(
        SETTLES_SOME, answers=words.names.joined(map(words.names.told, settling))
    )
