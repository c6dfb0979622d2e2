"""The statutory table: faults that lead nowhere, holes and overlaps, rows that nobody reaches."""

from collections.abc import Iterator
from functools import cached_property
from itertools import combinations

from drafting.lint.draft import Draft
from drafting.lint.finding import Finding
from drafting.lint.satisfy import UndecidedError
from drafting.lint.witness import of_kind, readings
from drafting.lint.worked import Worked
from facts import Text
from rules.book import Fault
from rules.measures import Measure, Tariff, TariffRow
from rules.source import YamlPath
from rules.terms import GRAVITIES, Gravity

_KINDS = {"individual": "个人", "team": "班子"}


def check(draft: Draft) -> Iterator[Finding]:
    """All findings of this group; none of a book without a table."""
    if draft.book.tariff is not None:
        yield from _Table(draft, draft.book.tariff).findings()


class _Table:
    def __init__(self, draft: Draft, tariff: Tariff) -> None:
        self.draft, self.rows = draft, tariff.rows

    def findings(self) -> Iterator[Finding]:
        """Faults first, then rows, then measures."""
        for index, fault in enumerate(self.draft.book.metadata.faults):
            yield from self._fault(fault, ("book.yaml", ("faults", index)))
        for index, row in enumerate(self.rows):
            yield from self._reached(row, ("tariff.yaml", ("rows", index)))
        yield from self._overlaps()
        yield from self._unused()

    def _of(self, fault: Fault) -> list[TariffRow]:
        return [row for row in self.rows if not row.faults or fault.id in row.faults]

    # ── faults ────────────────────────────────────────────────────────────────

    def _fault(self, fault: Fault, at: tuple[str, YamlPath]) -> Iterator[Finding]:
        rows = self._of(fault)
        if not rows:
            zh = f"档次（tariff.yaml）没有一行说到“{fault.name}”：认定了也没有处理"
            text = Text(zh, f"no row of tariff.yaml speaks of “{fault.id}”")
            shows = Text(
                f"{fault.name}成立，而没有处理", f"{fault.id} is established, and nothing follows"
            )
            example = self._case(fault.id, shows)
            yield self.draft.finding("fault-without-row", at, fault.id, text, example)
            return
        for kind in dict.fromkeys(row.kind for row in rows):
            missing = self._missing([row for row in rows if row.kind == kind])
            if missing:
                words = "、".join(self.draft.grade(g) for g in missing)
                zh = f"“{fault.name}”（{_KINDS[kind]}）在情节{words}没有档次，就是没有处理"
                en = f"“{fault.id}” ({kind}) has no row for {', '.join(missing)}: nothing follows"
                shows = Text(
                    f"情节{self.draft.grade(missing[0])}，没有一行档次",
                    f"{missing[0]}: no row speaks",
                )
                example = self._case(fault.id, shows, kind=kind, gravity=missing[0])
                yield self.draft.finding("gravity-without-row", at, fault.id, Text(zh, en), example)

    @staticmethod
    def _missing(rows: list[TariffRow]) -> list[Gravity]:
        spoken = {g for row in rows for g in (row.gravity or GRAVITIES)}
        return [gravity for gravity in GRAVITIES if gravity not in spoken]

    # ── rows ──────────────────────────────────────────────────────────────────

    def _reached(self, row: TariffRow, at: tuple[str, YamlPath]) -> Iterator[Finding]:
        bearing = {t for rule in self.draft.rules("attribution") for t in rule.conclusion.targets}
        if row.responsibility and not bearing & set(row.responsibility):
            names = "、".join(row.responsibility)
            text = Text(f"没有规则得出它要的责任（{names}）", f"no rule concludes {names}")
        elif row.faults and set(row.faults) <= self._never:
            text = Text("它说的过错没有一种能成立", "none of its faults can be established")
        else:
            return
        shows = Text("连这样的案件也用不到这一行", "not even such a case comes to the row")
        fault = row.faults[0] if row.faults else ""
        example = self._case(fault, shows, kind=row.kind, gravity=(row.gravity or GRAVITIES)[-1])
        yield self.draft.finding("row-never-applies", at, row.id, text, example)

    @cached_property
    def _never(self) -> set[str]:
        """The faults that neither a rule nor a finding establishes."""
        found = set()
        for goal in self.draft.goals("finding"):
            try:
                needed = goal.finding == "required" or goal.listing is None
                can = [self.draft.search.can_hold(f) for r in goal.rules for f in readings(r)]
            except UndecidedError:
                continue
            if needed and not any(can):
                found.add(goal.id)
        return found

    def _overlaps(self) -> Iterator[Finding]:
        for (_, one), (index, other) in combinations(enumerate(self.rows), 2):
            fault, gravity = self._shared(one, other)
            if fault is None:
                continue
            at: tuple[str, YamlPath] = ("tariff.yaml", ("rows", index))
            zh = f"与“{one.id}”可以同时适用（{fault.name}），两行的处理一并执行"
            text = Text(zh, f"applies together with “{one.id}” ({fault.id}): both are imposed")
            shows = Text(
                f"“{one.id}”和“{other.id}”一并适用", f"“{one.id}” and “{other.id}” both apply"
            )
            example = self._case(fault.id, shows, kind=one.kind, gravity=gravity)
            yield self.draft.finding("rows-overlap", at, other.id, text, example)

    def _shared(self, one: TariffRow, other: TariffRow) -> tuple[Fault | None, Gravity]:
        """A fault of which both rows speak in the same situation."""
        grades = [
            g for g in GRAVITIES if g in (one.gravity or (g,)) and g in (other.gravity or (g,))
        ]
        both = set(one.responsibility) & set(other.responsibility)
        bearing = both or not one.responsibility or not other.responsibility
        if one.kind != other.kind or not grades or not bearing:
            return None, GRAVITIES[0]
        for fault in self.draft.book.metadata.faults:
            if {one.id, other.id} <= {row.id for row in self._of(fault)}:
                return fault, grades[0]
        return None, GRAVITIES[0]

    # ── measures ──────────────────────────────────────────────────────────────

    def _unused(self) -> Iterator[Finding]:
        used = {m for row in self.rows for m in self._named(row)}
        used |= {(m.kind, m.id) for m in self._put_in()}
        used |= {(m.kind, m.id) for kind, i in used for m in self._one_grade_off(kind, i)}
        for index, measure in enumerate(self.draft.book.catalogue):
            if (measure.kind, measure.id) not in used:
                zh = f"档次没有一行用“{measure.label}”（{measure.kind}）"
                text = Text(zh, f"no row of tariff.yaml uses “{measure.id}” ({measure.kind})")
                shows = Text(
                    f"情节最重，也没有“{measure.label}”", f"the gravest case, without {measure.id}"
                )
                example = self._case("", shows, kind=measure.kind, gravity=GRAVITIES[-1])
                at = ("catalogue.yaml", (index,))
                yield self.draft.finding("measure-unused", at, measure.id, text, example)

    def _named(self, row: TariffRow) -> Iterator[tuple[str, str]]:
        for measure in (*row.choose, *row.measures, *row.plus):
            yield row.kind, measure
        if row.range is not None:
            low, high = (self.draft.book.measure(row.kind, m) for m in row.range)
            for grade in self._ladder(low):
                if low.rank <= grade.rank <= high.rank:
                    yield row.kind, grade.id

    def _ladder(self, measure: Measure) -> list[Measure]:
        if not measure.ladder:
            return []
        catalogue = self.draft.book.measures(measure.kind)
        return [m for m in catalogue if m.ladder == measure.ladder]

    def _put_in(self) -> Iterator[Measure]:
        """Measures that a substitution puts in the place of others."""
        put = {rule.conclusion.targets[0] for rule in self.draft.rules("measure")}
        return (m for m in self.draft.book.catalogue if m.id in put)

    def _one_grade_off(self, kind: str, measure: str) -> Iterator[Measure]:
        """Grades that only 减轻, 加重 or merging come to."""
        offered = {k for rule in self.draft.rules("adjustment") for k in rule.conclusion.targets}
        tariff = self.draft.book.tariff
        up = "exceed" in offered or (tariff is not None and tariff.merge.how == "plus_one")
        ladder = self._ladder(self.draft.book.measure(kind, measure))
        at = next((i for i, m in enumerate(ladder) if m.id == measure), 0)
        if ladder and up and at + 1 < len(ladder):
            yield ladder[at + 1]
        if ladder and "reduce" in offered and at:
            yield ladder[at - 1]

    # ── cases ─────────────────────────────────────────────────────────────────

    def _case(
        self, fault: str, shows: Text, kind: str = "individual", gravity: str = "ordinary"
    ) -> Worked | None:
        """A case with the fault (any fault for ""), of a kind of subject and a gravity."""
        for rule in self.draft.rules("finding"):
            if fault and fault not in rule.conclusion.targets:
                continue
            wanted = (*self.draft.firing(rule), of_kind(self.draft.compiled, kind))
            found = self.draft.worked(shows, *wanted, holds=(rule.id,), gravity=gravity)
            if found is not None:
                return self.draft.with_gravity(found)
        return None
