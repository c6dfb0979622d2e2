"""条款: the clauses cited in this run, in the words of the text."""

from exporters.sheets.paper import Paper
from exporters.sheets.table import Column, Table
from exporters.sheets.tally import Tally
from exporters.wording import Wording
from facts import Text

NAME = Text("条款", "Clauses")
NOT_IN_OUTLINE = Text("（规则书的条文目录里没有这一条）", "(not in the outline of the rule book)")


def write_clauses_sheet(paper: Paper, tally: Tally, words: Wording) -> None:
    """Clauses in the order of the text, then those that the outline does not have."""
    lang = paper.lang
    columns = [
        Column(Text("条款", "Clause").get(lang), 24),
        Column(Text("内容", "About").get(lang), 44),
        Column(Text("原文", "Quotation").get(lang), 70),
        Column(Text("支持的认定数", "Determinations").get(lang), 14, centre=True),
    ]
    table = Table(paper, NAME, columns, frozen=1, empty=Text("没有引用条款", "no clause cited"))
    outline = [clause.id for clause in words.names.book.book.outline.clauses]
    cited = [id_ for id_ in outline if tally.clauses[id_]]
    cited += sorted(set(tally.clauses) - set(outline))
    for id_ in cited:
        clause = words.names.clause(id_)
        about = clause.about if clause else words.names.text(NOT_IN_OUTLINE)
        table.add([id_, about, clause.quote if clause else "", tally.clauses[id_]])
    table.close()
