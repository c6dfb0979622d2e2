"""The determination when facts are missing, by trying every way in which they may turn out.

Why the search below finds exactly what trying all completions one by one would find:

* an outcome is ``conclude`` of five values (scope, any fault, responsibility, mitigated,
  gravity), and each step reads only the names it lists;
* once the names that two or more steps read are fixed (they are enumerated jointly), the names
  that are left belong to one step each, so each step's possible values can be found by itself
  and combined freely;
* of the faults only "any of them" counts, so their values are or-ed as they are combined.

Completing a fact never makes a conflict: a listing contradicts only elements that were given.
已知(x) and 不明(x) would see completed facts; no rule that is tested here uses them.
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, combinations, pairwise, product
from math import floor, inf

from .conditions import NUMERIC, OPEN, FactKind, Facts, Truth, Value, interval, truth, unknown
from .evaluator import FALLS, KIND, LISTING, SILENCE, STANDS, Fault, Outcome, Part, ReferenceBook

Measures = tuple[str, ...]
Pair = tuple[Hashable, Hashable]
#: For each of the five values of ``conclude``: the pairs (before, after) that can occur.
Pairs = tuple[frozenset[Pair], ...]


@dataclass(frozen=True)
class Reference:
    """What is certain and what is possible for one subject.

    ``lightest`` and ``heaviest`` include what a MAY adjustment leaves to a person.
    ``matters`` asks for what the facts as given leave open; ``hypothetical`` are the choices
    (读法:.., 责任认定) that would arise only if unknown facts turned out so.
    """

    status: str
    points: frozenset[Outcome]
    measures: Measures
    lightest: Measures
    heaviest: Measures
    matters: frozenset[str]
    faults: dict[str, str]
    referrals: frozenset[str]
    hypothetical: frozenset[str] = frozenset()


def determine(book: ReferenceBook, facts: Facts) -> Reference:
    """Try every completion of ``facts``; ValueError when 主体类别 is not given."""
    search = Search(book, facts)
    points = frozenset(ranges[0] for ranges in search.conclusions)
    possible = {outcome.measures for ranges in search.conclusions for outcome in ranges}
    matters = search.matters if len(points) > 1 else frozenset()
    hypothetical = frozenset(m for m in matters if ":" in m or m == SILENCE) - search.arisen
    matters -= hypothetical
    outcome = next(iter(points)) if len(points) == 1 else Outcome(_status(book, facts, matters))
    return Reference(
        status=outcome.status,
        points=points,
        measures=outcome.measures,
        lightest=min(possible, key=search.weight),
        heaviest=max(possible, key=search.weight),
        matters=matters,
        faults={fault.id: _name(search.found[fault.id]) for fault in book.faults},
        referrals=search.referrals,
        hypothetical=hypothetical,
    )


def _status(book: ReferenceBook, facts: Facts, matters: frozenset[str]) -> str:
    for name in matters:
        kind = book.kinds.get(name)
        if kind is None or kind.kind == "judgement" or facts.get(name) is OPEN:
            return "needs_judgement"
    return "needs_facts"


def _name(found: Truth | str) -> str:
    return str(found).lower() if isinstance(found, bool) else "unknown"


class Search:
    """The completions of one subject's facts."""

    def __init__(self, book: ReferenceBook, facts: Facts) -> None:
        """Find what is fixed and what is open."""
        self.book, self.facts = book, facts
        self.partial = book.situation(facts)
        self.found = {f.id: book.finding(f, self.partial) for f in book.faults}
        self.scope = book.parts["scope"].value(self.partial)
        self.certain = True in self.found.values()
        self.parts = [book.parts[n] for n in ("scope", "responsibility", "mitigated", "gravity")]
        # A fault that Kleene's logic decides keeps its value in every completion, and with one
        # fault established the others cannot change "any of them".
        self.faults = [
            book.parts[f.id]
            for f in book.faults
            if not self.certain and self.found[f.id] not in (True, False)
        ]
        read = frozenset(chain.from_iterable(p.reads for p in (*self.parts, *self.faults)))
        candidates = {name: self.candidates(name) for name in read}
        #: Names with one value only, and names still open with their possible values.
        self.fixed = self.partial | {n: c[0] for n, c in candidates.items() if len(c) == 1}
        self.open = {n: c for n, c in sorted(candidates.items()) if len(c) > 1}
        readers = [p.reads for p in (*self.parts, *self.faults)]
        self.shared = [n for n in self.open if sum(n in reads for reads in readers) > 1]
        self._pairs: dict[Hashable, frozenset[Pair]] = {}
        self._differ: dict[Pairs, bool] = {}

    # ── what an unknown name may turn out to be ─────────────────────────────

    def candidates(self, name: str) -> list[Value]:
        """The values to try; the given one where it is known."""
        if name == SILENCE:
            kinds = self.book.responsibilities
            return [r for r in kinds if kinds[r] == self.facts[KIND]]
        prefix, _, fault_id = name.rpartition(":")
        fault = next((f for f in self.book.faults if f.id == fault_id), None)
        if fault is not None:
            return self._choices(prefix, fault)
        kind, value = self.book.kinds[name], self.partial.get(name)
        if kind.type in NUMERIC:
            atoms = [a for n in self.book.nodes for a in n.atoms() if a.name == name]
            bounds = sorted({a.number for a in atoms})
            return representatives(kind, *self.span(kind, value), bounds)
        if not unknown(value):
            return [value]
        if kind.type == "boolean":
            return [True, False]
        return ["有", "无"] if kind.type == "text" else list(kind.choices.values())

    def _choices(self, prefix: str, fault: Fault) -> list[Value]:
        if prefix == "读法":
            return list(fault.readings)
        if prefix == "列明":
            listed = self.partial[f"列明:{fault.id}"]
            return [True, False] if listed is None else [listed]
        if self.found[fault.id] == "冲突":
            return [STANDS, FALLS]
        # A listing that is still open would be contradicted by elements that are denied already.
        denied = set(self.book.elements(fault, self.partial).values()) == {False}
        if denied and self.partial[f"列明:{fault.id}"] is None:
            return [STANDS, FALLS]
        # No conflict on the facts given. A sufficient listing stands by itself whatever its
        # blank elements turn out to be; otherwise the elements decide.
        return [FALLS if fault.required or denied else STANDS]

    def span(self, kind: FactKind, value: Value) -> tuple[float, float]:
        """Where a number may lie; a derived one from what is known of its parts."""
        if not kind.derive or not unknown(value):
            return interval(value)
        (low, high), (first, last) = (interval(self.facts.get(part)) for part in kind.derive)
        return (inf if low == inf else low - last, high if high == inf else high - first)

    # ── every completion ────────────────────────────────────────────────────

    def shared_values(self, leave: str = "") -> Iterator[dict[str, Value]]:
        """Every joint value of the names that several steps read, ``leave`` left out."""
        names = [n for n in self.shared if n != leave]
        for values in product(*(self.open[n] for n in names)):
            yield dict(zip(names, values, strict=True))

    def pairs(
        self, part: Part, shared: dict[str, Value], name: str, a: Value, b: Value
    ) -> frozenset[Pair]:
        """(value with ``name`` = a, value with ``name`` = b), whatever the step's own unknowns."""
        open_names = part.reads & self.open.keys()
        if name not in open_names:
            name, a, b = "", None, None
        local = {n: shared[n] for n in self.shared if n in shared and n in open_names}
        key = (part.name, tuple(local.values()), name, a, b)
        if key not in self._pairs:
            own = [n for n in self.open if n in open_names and n not in local and n != name]
            found = set()
            for values in product(*(self.open[n] for n in own)):
                case = {**self.fixed, **local, **dict(zip(own, values, strict=True))}
                found.add((part.value({**case, name: a}), part.value({**case, name: b})))
            self._pairs[key] = frozenset(found)
        return self._pairs[key]

    def joint(
        self, shared: dict[str, Value], name: str = "", a: Value = None, b: Value = None
    ) -> Pairs:
        """The pairs of all five values of ``conclude``, the faults or-ed together."""
        faults: set[Pair] = {(self.certain, self.certain)}
        for part in self.faults:
            own = self.pairs(part, shared, name, a, b)
            faults = {(p or r, q or s) for p, q in faults for r, s in own}
        scope, *others = (self.pairs(p, shared, name, a, b) for p in self.parts)
        return (scope, frozenset(faults), *others)

    @cached_property
    def conclusions(self) -> set[tuple[Outcome, ...]]:
        """``conclude`` of every completion."""
        situations = {self.joint(shared) for shared in self.shared_values()}
        return {
            self.conclude(*(before for before, _ in pairs))
            for joint in situations
            for pairs in product(*joint)
        }

    @cached_property
    def conclude(self) -> Callable[..., tuple[Outcome, ...]]:
        """The book's ``conclude``, remembered."""
        return cache(self.book.conclude)

    def differ(self, joint: Pairs) -> bool:
        """Can before and after have different outcomes?"""
        if joint not in self._differ:
            self._differ[joint] = any(
                self.conclude(*(p for p, _ in pairs))[0] != self.conclude(*(q for _, q in pairs))[0]
                for pairs in product(*joint)
            )
        return self._differ[joint]

    # ── what follows ────────────────────────────────────────────────────────

    def changes(self, name: str) -> bool:
        """Are there two completions that differ in ``name`` alone and in their outcome?"""
        return any(
            self.differ(self.joint(shared, name, a, b))
            for shared in self.shared_values(leave=name)
            for a, b in combinations(self.open[name], 2)
        )

    @cached_property
    def matters(self) -> frozenset[str]:
        """The names that change the outcome, as a person would write them."""
        return frozenset(w for n in self.open if self.changes(n) for w in self.written(n))

    def written(self, name: str) -> list[str]:
        """What a person writes: 过错情形 for a listing, the inexact parts for a derived fact."""
        if name.startswith("列明:"):
            return [LISTING]
        kind = self.book.kinds.get(name)
        if kind is None or not kind.derive:
            return [name]
        spans = {part: interval(self.facts.get(part)) for part in kind.derive}
        return [part for part, (low, high) in spans.items() if low < high]

    @property
    def arisen(self) -> frozenset[str]:
        """The choices that the facts as given already put to a person."""
        names = {f"{found}:{f}" for f, found in self.found.items() if isinstance(found, str)}
        if not any(truth(n, self.partial) is not False for n, _ in self.book.attributions):
            names.add(SILENCE)
        return frozenset(names)

    @property
    def referrals(self) -> frozenset[str]:
        """The referrals that are certain; none when certainly out of scope."""
        if self.scope is False:
            return frozenset()
        return frozenset(r for n, r in self.book.referrals if truth(n, self.partial) is True)

    def weight(self, measures: Measures) -> tuple[int, ...]:
        """Ranks, heaviest first: compared in order, the empty set is the lightest."""
        kind = str(self.facts[KIND])
        return tuple(sorted((self.book.rank[kind, m] for m in measures), reverse=True))


def representatives(kind: FactKind, low: float, high: float, bounds: list[float]) -> list[Value]:
    """One number within [low, high] on, below, between and above the bounds, where there is one."""
    low = max(low, kind.minimum)
    if low == high or not bounds:
        return [low]
    first = min(high, bounds[0]) - 1 if low == -inf else low
    last = max(low, bounds[-1]) + 1 if high == inf else high
    marks = sorted({first, last, *(b for b in bounds if low <= b <= high)})
    whole = kind.unit != "元"
    middles = [(a + b) / 2 for a, b in pairwise(marks)]
    tries = [*marks, *(float(floor(m)) if whole else m for m in middles)]
    regions = {tuple((v > b) - (v < b) for b in bounds): v for v in tries}
    return list(regions.values())
