"""Every case has an outcome, and only one: gaps and contradictions."""

from collections.abc import Iterator
from itertools import combinations

import z3

from drafting.verify.finding import Finding
from drafting.verify.study import Study
from facts import Text
from rules.terms import HEAVIER
from sanctions.worlds import Offer


def outcomes(study: Study) -> Iterator[Finding]:
    """Gaps: a case without an outcome, a measure or a responsibility."""
    yield _responsibility(study)
    yield _outcome(study)
    yield _measure(study)


def contradictions(study: Study) -> Iterator[Finding]:
    """Two answers at once."""
    yield from _two_responsibilities(study)
    yield from _kinds(study)
    yield from _two_duties(study)


def _outcome(study: Study) -> Finding:
    subject = study.one
    statement = Text(
        "凡适用而有过错成立的案件，都有结果：每种责任、每档情节都有对应",
        "every case in scope with a fault has an outcome, for each responsibility and gravity",
    )
    return study.never(
        ("gap.outcome", ""),
        statement,
        study.tables,
        [subject],
        subject.conclusions.scope,
        subject.outcomes.ending < 0,
    )


def _measure(study: Study) -> Finding:
    subject = study.one
    empty = [
        i
        for i, ending in enumerate(study.scale.endings)
        if ending.point.status == "recommended" and not ending.point.measures
    ]
    statement = Text(
        "建议处理的案件都有处理方式；不作处理的都写明免予",
        "what is recommended is never empty: no measure means an exemption that says so",
    )
    found = [subject.outcomes.ending == i for i in empty]
    place = study.tables
    return study.never(("gap.measure", ""), statement, place, [subject], z3.Or(found))


def _responsibility(study: Study) -> Finding:
    """The book itself declares where its text is silent, so that this may stand."""
    found = study.one.conclusions
    statement = Text(
        "凡适用而有过错成立的案件，条文都定出了责任",
        "in every case in scope with a fault the text settles the responsibility",
    )
    place = study.place("book.yaml", ("silence",))
    finding = study.never(
        ("gap.responsibility", ""),
        statement,
        place,
        [study.one],
        found.scope,
        found.fault,
        found.silent,
    )
    silence = study.book.book.metadata.silence
    return finding.because(silence.text) if finding.result == "refuted" else finding


def _two_responsibilities(study: Study) -> Iterator[Finding]:
    found = study.one.conclusions
    labels = {r.id: r.label for r in study.book.book.metadata.responsibilities}
    for a, b in combinations(found.given, 2):
        statement = Text(
            f"没有案件同时定出{labels[a]}和{labels[b]}",
            f"no case gets both {a} and {b} responsibility",
        )
        yield study.never(
            ("contradiction.responsibility", f"{a}-{b}"),
            statement,
            study.rule_place(_first_rule(study, b)),
            [study.one],
            found.scope,
            found.given[a],
            found.given[b],
        )


def _kinds(study: Study) -> Iterator[Finding]:
    found = study.one.conclusions
    for responsibility in study.book.book.metadata.responsibilities:
        if responsibility.id in found.given:
            word = "班子" if responsibility.kind == "team" else "个人"
            statement = Text(
                f"{responsibility.label}只由{word}承担",
                f"{responsibility.id} responsibility falls on the {responsibility.kind} only",
            )
            yield study.never(
                ("contradiction.kind", responsibility.id),
                statement,
                study.rule_place(_first_rule(study, responsibility.id)),
                [study.one],
                found.scope,
                found.given[responsibility.id],
                z3.Not(found.is_kind(responsibility.kind)),
            )


def _two_duties(study: Study) -> Iterator[Finding]:
    """A statute orders what is to be done first; two duties in opposite directions it cannot."""
    found = study.one.conclusions
    bound = [offer for offer in study.judge.offers if offer.force == "shall"]
    for a, b in combinations(bound, 2):
        if _clash(a, b, study):
            one, other = a.rules[0], b.rules[0]
            statement = Text(
                f"“应当”的规则 {'、'.join(a.rules)} 与 {'、'.join(b.rules)} 不会同时适用而"
                "要求不同的从宽从严",
                f"the SHALL rules {', '.join(a.rules)} and {', '.join(b.rules)} never ask for "
                "different adjustments at once",
            )
            yield study.never(
                ("contradiction.shall", f"{one}-{other}"),
                statement,
                study.rule_place(other),
                [study.one],
                found.scope,
                found.fault,
                *(z3.Or([found.adjustments[r] for r in offer.rules]) for offer in (a, b)),
            )


def _clash(one: Offer, other: Offer, study: Study) -> bool:
    if study.rows:
        return bool(set(one.kinds) & set(HEAVIER)) != bool(set(other.kinds) & set(HEAVIER))
    return set(one.kinds).isdisjoint(other.kinds)


def _first_rule(study: Study, responsibility: str) -> str:
    return next(
        r.id
        for r in study.book.rules.values()
        if r.conclusion.verb == "responsibility" and r.conclusion.targets == (responsibility,)
    )
