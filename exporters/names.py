"""What a book calls things, for people, in one language. The law's own words stay Chinese."""

from collections.abc import Iterable
from typing import NamedTuple

from exporters.english import english
from facts import Text
from rules.book import Clause
from rules.loader import CompiledBook
from sanctions.determination import REFERRAL_LABELS, RESPONSIBILITY_LABELS, STATUS_LABELS

NOTHING = Text("不作处理", "no measure")
NO_VALUE = "—"


class Marks(NamedTuple):
    """Punctuation of one language."""

    comma: str
    stop: str
    colon: str
    opening: str
    closing: str
    end: str
    left: str
    right: str


MARKS = {
    "zh": Marks("、", "；", "：", "（", "）", "。", "“", "”"),
    "en": Marks(", ", "; ", ": ", " (", ")", ".", "“", "”"),
}


class Names:
    """The labels of one book, ready for quick look-up. An unknown id stands for itself."""

    def __init__(self, book: CompiledBook, lang: str = "zh") -> None:
        self.book, self.lang = book, lang
        self.marks = MARKS["en" if lang == "en" else "zh"]
        plain = book.book
        self._english = english(book) if lang == "en" else None
        self._measures: dict[tuple[str, str], str] = {
            (m.kind, m.id): (m.label_en or m.label) if lang == "en" else m.label
            for m in plain.catalogue
        }
        self._faults = {f.id: self._named(f.name, f.label) for f in plain.metadata.faults}
        self._responsibilities = {
            r.id: self.label(r.label) for r in plain.metadata.responsibilities
        }
        self._referrals = {r.id: self.label(r.label) for r in plain.metadata.referrals}
        if lang == "en":
            self._responsibilities |= {k: t.en for k, t in RESPONSIBILITY_LABELS.items()}
            self._referrals |= {k: t.en for k, t in REFERRAL_LABELS.items()}
        self.referral_words = {"不移送", *(r.label for r in plain.metadata.referrals)}
        self._clauses = {c.id: c for c in plain.outline.clauses}
        self._questions = {f.label: f.question for f in book.vocabulary.facts if f.question}
        self._choices = {
            (fact.id, choice.id): choice.label
            for fact in book.vocabulary.facts
            for choice in fact.choices
        }
        self._readings: dict[str, list[str]] = {}
        for rule in book.rules.values():
            for reading in rule.rule.readings:
                for conclusion in (rule.id, *rule.conclusion.targets):
                    texts = self._readings.setdefault(conclusion, [])
                    texts += [reading.text] if reading.text not in texts else []
        self._targets = {id_: rule.conclusion.targets for id_, rule in book.rules.items()}

    def _named(self, name: str, label: str) -> str:
        """过错情形4（重要情况未及时处理和报告）; English words before the book's own name."""
        english = self.label(label)
        if english != label:
            return f"{english}{self.aside(name)}"
        if name.replace("第", "") in label.replace("第", ""):  # 政绩观错位（第57条） says 第57条
            return label
        return f"{name}{self.aside(label)}"

    def text(self, words: Text, **values: object) -> str:
        """A message in this language."""
        return words.get(self.lang, **values)

    def label(self, label: str) -> str:
        """What the book or its vocabulary calls something; in English where it has a word."""
        return self._english.term(label) if self._english else label

    def value(self, value: str) -> str:
        """The value of a fact; free text stays as it is."""
        return self._english.value(value) if self._english else value

    def told(self, words: str) -> str:
        """A condition or an outcome that the engine has put into words."""
        return self._english.told(words) if self._english else words

    def joined(self, parts: Iterable[str]) -> str:
        """A plain list: 甲、乙."""
        return self.marks.comma.join(parts)

    def aside(self, words: str) -> str:
        """Words in brackets; none for no words."""
        return f"{self.marks.opening}{words}{self.marks.closing}" if words else ""

    def quoted(self, words: str) -> str:
        """Words in quotation marks; those within become single ones."""
        within = words.replace("“", "‘").replace("”", "’")
        return f"{self.marks.left}{within}{self.marks.right}"

    def title(self) -> str:
        """The book's title."""
        return self.book.book.metadata.titles.get(self.lang)

    def foot(self) -> str:
        """What the head of each printed page says at its left: title, book and version."""
        book = self.book.book
        return f"{self.title()[:60]} {book.id} {book.metadata.version}"

    def status(self, status: str) -> str:
        """A status in words."""
        own = self.book.book.metadata.status_labels
        return self.label(own[status]) if status in own else self.text(STATUS_LABELS[status])

    def measure(self, kind: str | None, measure_id: str) -> str:
        """One measure of the catalogue for teams or individuals."""
        return self._measures.get((kind or "", measure_id), measure_id)

    def has_measure(self, kind: str, measure_id: str) -> bool:
        """Is it in the catalogue for teams, or for individuals?"""
        return (kind, measure_id) in self._measures

    def grades(self, kind: str) -> list[str]:
        """The measures for teams or individuals, lightest first."""
        return [measure.id for measure in self.book.book.measures(kind)]

    def measures(self, kind: str | None, ids: Iterable[str]) -> str:
        """Several measures; 不作处理 for none."""
        return self.joined(self.measure(kind, id_) for id_ in ids) or self.text(NOTHING)

    def fault(self, fault_id: str) -> str:
        """过错情形4（重要情况未及时处理和报告）."""
        return self._faults.get(fault_id, fault_id)

    def responsibility(self, responsibility_id: str | None) -> str:
        """主要责任; empty while undecided."""
        return self._responsibilities.get(responsibility_id or "", responsibility_id or "")

    def procedure(self, step_id: str) -> str:
        """A step of procedure."""
        steps = (step for step in self.book.book.metadata.procedures if step.id == step_id)
        return next((self.label(step.label) for step in steps), step_id)

    def referral(self, referral_id: str) -> str:
        """移送司法机关."""
        return self._referrals.get(referral_id, referral_id)

    def choice(self, fact_id: str, choice_id: str | None) -> str:
        """The value of a choice fact (role, gravity …); empty for none."""
        if not choice_id:
            return ""
        label = self._choices.get((fact_id, choice_id), choice_id)
        if self.lang == "en" and self.label(label) == label:
            return choice_id.replace("_", " ").capitalize()
        return self.label(label)

    def question(self, fact: str) -> str:
        """The vocabulary's question to the official, in Chinese; "" when there is none."""
        return self._questions.get(fact, "") if self.lang != "en" else ""

    def clause(self, clause_id: str) -> Clause | None:
        """The clause of the outline with this id."""
        return self._clauses.get(clause_id)

    def targets(self, rule_id: str) -> tuple[str, ...]:
        """The ids that a rule concludes; empty for steps that are not rules of the book."""
        return self._targets.get(rule_id.partition("#")[0].partition("@")[0], ())

    def reading(self, rule_id: str) -> str:
        """The reading that "fault-9.petition@both-limbs" names; empty for plain rules."""
        name, _, reading_id = rule_id.partition("#")[0].partition("@")
        rule = self.book.rules.get(name)
        if rule is None or not reading_id:
            return ""
        found = next((r.text for r in rule.rule.readings if r.id == reading_id), reading_id)
        return self.label(found)

    def readings(self, conclusion: str) -> list[str]:
        """The ways to read the text of the rules that conclude something, as the book says."""
        return self._readings.get(conclusion, [])

    def reads_gravity(self) -> bool:
        """Does anything in the book depend on the gravity?"""
        plain, others = self.book.book, self.book.readers["情节"][1:]
        rows = plain.tariff.rows if plain.tariff else ()
        return bool(
            others
            or plain.baseline.rows
            or plain.baseline.suggest
            or plain.baseline.within != "lightest"
            or any(row.gravity for row in rows)
        )

    def otherwise(self, rule_id: str) -> str:
        """Why a case falls outside, for a condition of scope; empty for other rules."""
        rule = self.book.rules.get(rule_id)
        if rule is None or rule.conclusion.verb != "scope":
            return ""
        return self.label(rule.readings[0].text)


def citations(written: str) -> list[str]:
    """The clause ids in "责任追究制度(二)4; 定期报告制度(二)"."""
    return [part.strip() for part in written.replace("；", ";").split(";") if part.strip()]
