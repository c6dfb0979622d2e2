"""A rule book as one page: every clause with its rules, the tables, what is open and unseen."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from exporters.book_pages.outline import CLAUSE_LABELS, ClauseLine, totals
from exporters.still_page import still_page
from exporters.whole_file import whole_file
from exporters.wording import Wording
from facts import Fact, Text
from rules.book import Rule
from rules.loader import CompiledBook

APPLIES = Text("适用于", "Applies to")
ISSUED = Text("发布", "Issued by")
IN_FORCE = Text("施行", "In force")
CHECKED = Text("最近核对", "Last checked")
SCOPE = Text("适用条件", "Scope")
OUTLINE = Text("条文和规则", "Clauses and rules")
FACTS = Text("本书读的事实", "Facts that the book reads")
CATALOGUE = Text("处理方式", "Measures")
TARIFF = Text("条文写明的档次", "What the statute prescribes")
BASELINE = Text("裁量基准（政策，不是条文）", "Baseline (policy, not law)")
READINGS = Text("条文两解", "Open readings")
PROCEDURE = Text("程序", "Procedure")
CHOSEN = Text("（本规则书标明的一种）", " (the one that the book marks)")
JUDGEMENT = Text("只能由人认定", "for a person only")

_PAGE = """
.clause { border-left: 4px solid #c4cad0; margin: 14px 0; padding: 2px 12px; }
.tested, .codified { border-color: #3f7d58; } .discretion { border-color: #b98a2f; }
.unseen { border-color: #a33b3b; } .out_of_scope { border-color: #9aa3ab; }
.rule { background: #f5f7f9; margin: 6px 0; padding: 6px 10px; }
.rule code, .when { font-family: inherit; white-space: pre-wrap; }
blockquote { margin: 4px 0; color: #444; } .note { color: #666; }
"""


def write_book_page(
    book: CompiledBook, lines: Sequence[ClauseLine], path: Path, lang: str = "zh"
) -> None:
    """Write the page: no script, nothing from the network. Whole file or nothing."""
    with whole_file(path) as stream:
        stream.write(_Page(book, lines, lang).text().encode("utf-8"))


class _Page:
    def __init__(self, book: CompiledBook, lines: Sequence[ClauseLine], lang: str) -> None:
        self.book, self.lines, self.lang = book, lines, lang
        self.words = Wording(book, lang)

    def text(self) -> str:
        parts = (
            self._head(),
            self._scope(),
            self._clauses(),
            self._readings(),
            self._catalogue(),
            self._tariff(),
            self._baseline(),
            self._procedure(),
            self._facts(),
        )
        return still_page(self.book.book.metadata.title, parts, self.lang, _PAGE)

    def _say(self, words: Text) -> str:
        return escape(words.get(self.lang))

    def _head(self) -> Iterator[str]:
        metadata = self.book.book.metadata
        yield f"<h1>{escape(metadata.title)}</h1><p>{escape(metadata.title_en)}</p>"
        force = metadata.in_force
        period = f"{force.span} {force.note}"
        rows = [
            (ISSUED, f"{metadata.issuer} {metadata.number}"),
            (IN_FORCE, period),
            (APPLIES, metadata.applies_to),
            (CHECKED, str(metadata.last_checked or "")),
        ]
        yield self._table([], [[self._say(name), escape(value)] for name, value in rows])
        counted = totals(self.lines)
        shown = (f"{self._say(CLAUSE_LABELS[status])} {n}" for status, n in counted.items())
        yield f"<p>{'　'.join(shown)}</p>"

    def _scope(self) -> Iterator[str]:
        yield f"<h2>{self._say(SCOPE)}</h2><ul>"
        for condition in self.book.book.metadata.scope:
            yield f"<li>{escape(condition.when)} {self._links(condition.cite)}</li>"
        yield "</ul>"

    def _clauses(self) -> Iterator[str]:
        yield f"<h2>{self._say(OUTLINE)}</h2>"
        rules: dict[str, list[Rule]] = {}
        for rule in self.book.book.rules:
            for cite in rule.cite:
                rules.setdefault(cite, []).append(rule)
        for line in self.lines:
            status = self._say(CLAUSE_LABELS[line.status])
            yield f'<div class="clause {line.status}" id="{escape(line.clause, quote=True)}">'
            yield f"<h3>{escape(line.clause)}　<small>{status}</small></h3>"
            yield f"<p>{escape(line.about)}</p>"
            if line.quote:
                yield f"<blockquote>“{escape(line.quote)}”</blockquote>"
            if line.reason:
                yield f'<p class="note">{escape(line.reason)}</p>'
            for rule in rules.get(line.clause, ()):
                yield self._rule(rule)
            yield "</div>"

    def _rule(self, rule: Rule) -> str:
        conditions = [rule.when] if rule.when else [f"{r.text}：{r.when}" for r in rule.readings]
        told = "<br>".join(escape(c) for c in conditions if c)
        return (
            f'<div class="rule"><small>{escape(rule.id)}</small>'
            f'<div class="when">{told}</div>⇒ {escape(rule.then)}</div>'
        )

    def _readings(self) -> Iterator[str]:
        rules = [rule for rule in self.book.book.rules if rule.readings]
        if not rules:
            return
        yield f"<h2>{self._say(READINGS)}</h2>"
        for rule in rules:
            yield f"<h3>{escape(rule.id)} {self._links(rule.cite)}</h3><ul>"
            for reading in rule.readings:
                chosen = self._say(CHOSEN) if reading.id == rule.chosen else ""
                yield f"<li>{escape(reading.text)}{chosen}：{escape(reading.when)}</li>"
            yield "</ul>"

    def _catalogue(self) -> Iterator[str]:
        if not self.book.book.catalogue:
            return
        yield f"<h2>{self._say(CATALOGUE)}</h2>"
        rows = [
            [
                escape(self.words.names.measure(m.kind, m.id)),
                escape(self.words.names.choice("subject_kind", m.kind)),
                escape(m.ladder),
                escape(m.period),
                escape("；".join(m.effects)),
                self._links(m.cite),
            ]
            for m in self.book.book.catalogue
        ]
        yield self._table(_CATALOGUE_HEAD, rows)

    def _tariff(self) -> Iterator[str]:
        tariff = self.book.book.tariff
        if tariff is None:
            return
        yield f"<h2>{self._say(TARIFF)}</h2>"
        names = self.words.names
        rows = [
            [
                escape(names.joined(names.fault(f) for f in row.faults)),
                escape(names.joined(names.responsibility(r) for r in row.responsibility)),
                escape(names.joined(names.choice("gravity", g) for g in row.gravity)),
                escape(self.words.row(row)),
                self._links(row.cite),
            ]
            for row in tariff.rows
        ]
        yield self._table(_TARIFF_HEAD, rows)

    def _baseline(self) -> Iterator[str]:
        baseline = self.book.book.baseline
        yield f"<h2>{self._say(BASELINE)}</h2>"
        yield f"<p>{escape(baseline.title)}。{escape(baseline.source)}</p>"
        names = self.words.names
        kinds = {r.id: r.kind for r in self.book.book.metadata.responsibilities}
        rows = [
            [
                escape(names.responsibility(row.responsibility)),
                escape(names.choice("gravity", row.gravity)),
                escape(names.measures(kinds[row.responsibility], row.measures)),
            ]
            for row in baseline.rows
        ]
        if rows:
            yield self._table([*_TARIFF_HEAD[1:4]], rows)

    def _procedure(self) -> Iterator[str]:
        steps = self.book.book.metadata.procedures
        if not steps:
            return
        yield f"<h2>{self._say(PROCEDURE)}</h2><ul>"
        for step in steps:
            yield f"<li>{escape(step.label)} {self._links(step.cite)}</li>"
        yield "</ul>"

    def _facts(self) -> Iterator[str]:
        read = self.book.readers
        facts = [f for f in self.book.vocabulary.facts if f.label in read]
        yield f"<h2>{self._say(FACTS)}</h2>"
        yield self._table(_FACTS_HEAD, [self._fact(f, read[f.label]) for f in facts])

    def _fact(self, fact: Fact, readers: Sequence[str]) -> list[str]:
        marks = self._say(JUDGEMENT) if fact.kind == "judgement" else ""
        choices = "、".join(choice.label for choice in fact.choices)
        return [escape(fact.label), escape(choices), marks, escape("、".join(readers))]

    def _links(self, cites: Iterable[str]) -> str:
        return "；".join(f'<a href="#{escape(c, quote=True)}">{escape(c)}</a>' for c in cites)

    def _table(self, head: Sequence[Text], rows: Iterable[Sequence[str]]) -> str:
        top = "".join(f"<th>{self._say(h)}</th>" for h in head)
        body = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
        return (
            f"<table>{f'<thead><tr>{top}</tr></thead>' if top else ''}<tbody>{body}</tbody></table>"
        )


_CATALOGUE_HEAD = (
    Text("处理方式", "Measure"),
    Text("对象", "For"),
    Text("阶梯", "Ladder"),
    Text("期间", "Period"),
    Text("影响", "Effects"),
    Text("条款", "Clause"),
)
_TARIFF_HEAD = (
    Text("过错情形", "Fault"),
    Text("责任", "Responsibility"),
    Text("情节", "Gravity"),
    Text("处理", "Measures"),
    Text("条款", "Clause"),
)
_FACTS_HEAD = (
    Text("事实", "Fact"),
    Text("选项", "Choices"),
    Text("性质", "Kind"),
    Text("用于", "Read for"),
)
