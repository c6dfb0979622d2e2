"""Open questions: the unknown facts that can change an outcome, and the outcome of each answer."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from facts import OPEN, CaseTable, Fact
from rules import masks as m
from rules.masks import Bools, Masks
from rules.terms import GRAVITIES
from sanctions.branches import Situation
from sanctions.decider import Decider
from sanctions.numbering import Ints
from sanctions.worlds import GRAVITY, KINDS, RESPONSIBILITY

#: The answers to a finding that its elements contradict.
FINDING_PREVAILS, ELEMENTS_PREVAIL = "以经办人的认定为准", "以各项要素为准"


@dataclass(frozen=True)
class Asked:
    """One question and the rows that it is open for.

    ``outcomes[a, r]`` is the outcome id of row ``rows[r]`` after answer ``answers[a]``, or -1
    where that answer does not fit the row.
    """

    bit: int
    rows: Ints
    answers: tuple[str, ...]
    outcomes: Ints


def question_masks(decider: Decider, situation: Situation, outcomes: Ints) -> Masks:
    """For each row, a mask of the questions that can change its outcome (see Variables)."""
    words = decider.variables.words
    result = m.none(words, len(outcomes))
    ids, inverse = np.unique(outcomes, return_inverse=True)
    open_ids = np.array([decider.outcome(int(i)).settled is None for i in ids], np.bool_)
    undecided = np.flatnonzero(open_ids[inverse])
    if not len(undecided):
        return result
    part = situation.take(undecided)
    masks = m.none(words, len(undecided))
    for rows, group, unknown in decider.groups(part):
        found = _tried(decider, group, unknown)
        for variable in unknown:
            found |= _left_out(decider, group, unknown, variable) & _own_bits(decider, variable)
        masks[:, rows] = found
    result[:, undecided] = masks & (_raised(decider, part) | ~_disputes(decider))
    return result


def _left_out(decider: Decider, group: Situation, unknown: tuple[int, ...], variable: int) -> Masks:
    """What matters while one split variable stays unknown and the others are tried.

    A conclusion that the variable decides stays unknown with it.
    """
    others = tuple(v for v in unknown if v != variable)
    result = _tried(decider, group, others)
    for conclusion in others:
        source = decider.sources.get(conclusion)
        if source is None or not decider.possible[source.id].reads(variable):
            continue
        decider.possible[source.id].meet(group.codes[source.id])
        pivots = decider.possible[source.id].pivots[:, group.codes[source.id]]
        decides = m.has(pivots, variable)
        together = _tried(decider, group, tuple(v for v in others if v != conclusion))
        result = np.where(decides, together, result)
    return result


def _tried(decider: Decider, group: Situation, variables: tuple[int, ...]) -> Masks:
    """What matters under any combination of answers to some variables."""
    found = m.none(decider.variables.words, len(group.kind))
    for branches in decider.resolved(group, variables):
        starts = branches.starts()
        pivotal = _pivotal(decider, branches.situation)
        found[:, branches.origin[starts]] |= np.bitwise_or.reduceat(pivotal, starts, axis=1)
    return found


def _own_bits(decider: Decider, variable: int) -> Masks:
    return m.spread(_own_number(decider, variable), decider.variables.words)


def _own_number(decider: Decider, variable: int) -> int:
    """The bit of a fact; for an earlier conclusion, the bits of all that it is concluded from."""
    source = decider.sources.get(variable)
    if source is None:
        return 1 << variable
    table = decider.possible[source.id]
    facts = range(len(decider.variables.facts))
    read = [index for index in facts if table.reads(index)]
    bits = 0
    for index in read:
        bits |= _own_number(decider, index) if index in decider.sources else 1 << index
    for index, dispute in enumerate(decider.variables.disputes, start=len(facts)):
        if dispute.goal in source.goals:
            bits |= 1 << index
    return bits


def _disputes(decider: Decider) -> Masks:
    """The mask of all disputes."""
    facts, disputes = len(decider.variables.facts), len(decider.variables.disputes)
    return m.spread(((1 << disputes) - 1) << facts, decider.variables.words)


def _raised(decider: Decider, situation: Situation) -> Masks:
    """The disputes that the facts as given raise (not those that an answer might raise)."""
    result = m.none(decider.variables.words, len(situation.kind))
    for cluster in decider.book.stage("finding"):
        result |= decider.possible[cluster.id].pivots[:, situation.codes[cluster.id]]
    return result & _disputes(decider)


def _pivotal(decider: Decider, situation: Situation) -> Masks:
    """The pivots of every aspect that changes the outcome in this situation."""
    worlds = decider.world_ids(situation)
    ids, inverse = np.unique(worlds, return_inverse=True)
    relevance = np.array([decider.verdict(int(w)).relevant for w in ids], np.int64)[inverse]
    words = decider.variables.words
    result = m.none(words, len(worlds))
    for cluster, aspect in decider.aspects.items():
        codes = situation.codes[cluster]
        table = decider.possible[cluster]
        table.meet(codes)
        result |= np.where(relevance >> aspect & 1, table.pivots[:, codes], np.uint64(0))
    # Latest conclusions first: what is behind one may itself be a conclusion.
    for variable, source in reversed(decider.sources.items()):
        decider.possible[source.id].meet(situation.codes[source.id])
        behind = decider.possible[source.id].pivots[:, situation.codes[source.id]]
        without = result & ~m.spread(1 << variable, words)
        result = np.where(m.has(result, variable), without | behind, result)
    several = (situation.gravity & (situation.gravity - 1)) != 0
    gravity = several & (relevance >> GRAVITY & 1 == 1)
    result |= m.where(gravity, decider.variables.gravity_bit, words)
    silent = decider.silent(situation) & (relevance >> RESPONSIBILITY & 1 == 1)
    result |= m.where(silent, decider.variables.silence_bit, words)
    return result


def asked(decider: Decider, situation: Situation, masks: Masks) -> Iterator[Asked]:
    """Every question of a table, with the outcome of each answer for each row it is open for."""
    for bit in range(decider.variables.gravity_bit + 1):
        rows = np.flatnonzero(m.has(masks, bit))
        if not len(rows):
            continue
        part = situation.take(rows)
        found = list(_answers(decider, part, bit))
        outcomes = np.stack(
            [np.where(fits, decider.outcome_ids(answered), -1) for _, answered, fits in found]
        )
        yield Asked(bit, rows, tuple(label for label, _, _ in found), outcomes)


def _answers(decider: Decider, part: Situation, bit: int) -> Iterator[tuple[str, Situation, Bools]]:
    """Each answer to a question: its label, the situation after it, and the rows it fits."""
    everywhere = np.ones(len(part.kind), np.bool_)
    facts, disputes = decider.variables.facts, decider.variables.disputes
    if bit < len(facts):
        for index, answer in enumerate(facts[bit].answers):
            yield answer.label, decider.answered(part, bit, index), everywhere
    elif bit == decider.variables.gravity_bit:
        for position, choice in enumerate(gravity_fact(decider).choices):
            mask = np.full(len(part.kind), 1 << position, np.int64)
            yield choice.label, Situation(part.codes, mask, part.kind), everywhere
    elif bit == decider.variables.silence_bit:
        declared = decider.book.book.metadata.responsibilities
        for position, responsibility in enumerate(declared):
            fits = part.kind == KINDS.index(responsibility.kind)
            mask = np.where(fits, 1 << position, decider.responsibilities(part))
            answered = Situation(part.codes, part.gravity, part.kind, {}, mask)
            yield responsibility.label, answered, fits
    else:
        yield from _settled(decider, part, disputes[bit - len(facts)].kind, bit, everywhere)


def _settled(
    decider: Decider, part: Situation, kind: str, bit: int, everywhere: Bools
) -> Iterator[tuple[str, Situation, Bools]]:
    """Both ways to settle a dispute about one fault."""
    dispute = decider.variables.disputes[bit - len(decider.variables.facts)]
    goal = dispute.goal
    if kind == "conflict":
        for label, holds in ((FINDING_PREVAILS, everywhere), (ELEMENTS_PREVAIL, ~everywhere)):
            yield label, decider.settled(part, goal.id, holds), everywhere
        return
    table = decider.possible[f"finding/{goal.id}"]
    codes = part.codes[f"finding/{goal.id}"]
    met, inverse = np.unique(codes, return_inverse=True)
    for reading, text in dispute.readings:
        pairs = [table.of(int(code)).by_reading.get((0, reading), (True, True)) for code in met]
        values = np.array(pairs, np.bool_)[inverse]
        answered = decider.limited(part, goal.id, values[:, 0], values[:, 1])
        yield text, answered, everywhere


def gravity_fact(decider: Decider) -> Fact:
    """The fact 情节, whose choices are the gravities in order."""
    fact = decider.book.vocabulary.by_label("情节")
    assert tuple(choice.id for choice in fact.choices) == GRAVITIES
    return fact


def needs_person(decider: Decider, table: CaseTable, masks: Masks) -> Bools:
    """Rows with a question that is a judgement, was left open, or that the text leaves open."""
    result = np.zeros(masks.shape[1], np.bool_)
    occurring = m.together(masks)
    for bit in range(decider.variables.gravity_bit + 1):
        if not occurring >> bit & 1:
            continue
        here = m.has(masks, bit)
        if bit >= len(decider.variables.facts):
            result |= here
            continue
        fact = decider.variables.facts[bit].fact
        if fact is None:
            continue
        result |= here if fact.kind == "judgement" else here & left_open(table, fact)
    return result


def left_open(table: CaseTable, fact: Fact) -> Bools:
    """Subjects for whom 存疑 was written for the fact (or for a part of a derived fact)."""
    found: Bools = table.column(fact).each(lambda column: column.state == OPEN)
    return found[table.case_of] if fact.entity == "case" else found
