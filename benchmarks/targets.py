"""What the project set itself, and whether the record reaches it."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.measuring import Measurement
from benchmarks.record import Record
from facts import Text

MILLION, TEN_MILLION = 1_000_000, 10_000_000


@dataclass(frozen=True, slots=True)
class Target:
    """``found`` is what was measured, None when it was not; reached when on the right side."""

    about: Text
    bound: float
    at_most: bool
    unit: str
    found: float | None
    where: str = ""

    @property
    def reached(self) -> bool:
        """Is the figure on the right side of the bound?"""
        if self.found is None:
            return False
        return self.found <= self.bound if self.at_most else self.found >= self.bound


def targets(record: Record) -> Iterator[Target]:
    """Every target, against the largest size at which both sides have a figure."""
    for source in ("csv", "parquet"):
        for kind in ("realistic", "worst"):
            ours = record.get("wenze", kind, MILLION, source)
            floor = record.get("pandas", kind, MILLION, source)
            yield Target(
                Text(
                    f"10^6 个，{source} → Parquet，理由齐备，与 pandas 读写同一张表相比（{kind}）",
                    f"10^6 {source} to Parquet with reasons, against pandas ({kind})",
                ),
                2,
                True,
                "×",
                ours.seconds / floor.seconds if ours and floor else None,
            )
    speeds = [
        m.rows / m.seconds for s in ("csv", "parquet") for m in record.of("wenze", "worst", s)
    ]
    yield Target(
        Text("最坏情形的速度（任一规模的最高值）", "speed on the worst case (best size)"),
        200_000,
        False,
        "/s",
        max(speeds, default=None),
    )
    yield from _memory(record)
    for source in ("csv", "parquet"):
        for peer, bound in (("durable-rules", 100), ("zen-engine", 50)):
            yield _against(record, peer, source, bound, at_most=False)
        yield _against(record, "NumPy", source, 5, at_most=True)
    yield from _workbooks(record)


def _workbooks(record: Record) -> Iterator[Target]:
    for kind, found in record.workbooks.items():
        yield Target(
            Text(
                f"{found['rows']:,.0f} 个的 results.xlsx，与 XlsxWriter 写同样的格相比（{kind}）",
                f"results.xlsx of {found['rows']:,.0f}, against XlsxWriter alone ({kind})",
            ),
            1.5,
            True,
            "×",
            found["seconds"] / found["plain"],
        )


def _memory(record: Record) -> Iterator[Target]:
    peaks = {
        rows: [m.peak for m in record.measurements.values() if _is(m, rows) and not m.failed]
        for rows in (MILLION, TEN_MILLION)
    }
    most = {rows: max(found, default=None) for rows, found in peaks.items()}
    about = Text("10^6 个时的内存峰值", "peak memory at 10^6")
    yield Target(about, 2048, True, " MB", most[MILLION])
    bound = 1.1 * (most[MILLION] or 2048 / 1.1)
    about = Text("10^7 个时不更高（容一成的波动）", "no higher at 10^7 (a tenth allowed for noise)")
    yield Target(about, round(bound), True, " MB", most[TEN_MILLION])


def _is(measurement: Measurement, rows: int) -> bool:
    return measurement.system == "wenze" and measurement.rows == rows


def _against(record: Record, peer: str, source: str, bound: float, *, at_most: bool) -> Target:
    """The ratio of whole runs per subject, each side at the largest size it was measured at."""
    ratios = []
    for kind in ("realistic", "worst"):
        ours = [m for m in record.of("wenze", kind, source) if m.rows <= MILLION]
        theirs = [*record.of(peer, kind, source)]
        if ours and theirs:
            a, b = ours[-1], theirs[-1]
            if at_most:
                ratio = a.seconds / a.rows / (b.seconds / b.rows)
            else:
                ratio = b.seconds / b.rows / (a.seconds / a.rows)
            ratios.append((ratio, f"{kind}, {a.rows:,} / {b.rows:,}"))
    worst = max(ratios, default=None) if at_most else min(ratios, default=None)
    about = Text(
        f"{source} → Parquet，每个主体比 {peer} 快几倍（较差的一种表）",
        f"{source} to Parquet, times faster per subject than {peer} (the worse table)",
    )
    if at_most:
        about = Text(
            f"{source} → Parquet，是 {peer} 手写程序的几倍时间（较差的一种表）",
            f"{source} to Parquet, times as long as the {peer} program (the worse table)",
        )
    found, where = worst if worst else (None, "")
    return Target(about, bound, at_most, "×", found, where)
