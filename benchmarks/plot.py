"""Time against size, log-log: one panel a kind of table."""

from pathlib import Path

from matplotlib.figure import Figure

from benchmarks.cases import TABLES
from benchmarks.peers import SYSTEMS
from benchmarks.record import Record

COLOURS = {
    "wenze": "#b3202c",
    "durable-rules": "#7a5195",
    "zen-engine": "#2f6db5",
    "CLIPS": "#3a8f7b",
    "OpenFisca": "#c98b1b",
    "NumPy": "#555555",
    "DuckDB": "#999999",
    "pandas": "#bbbbbb",
}
TITLES = {"realistic": "a realistic register", "worst": "every fact independent (worst case)"}


def draw(record: Record, path: Path) -> None:
    """Write the picture. Labels are English: not every machine has Chinese fonts."""
    figure = Figure(figsize=(11, 4.6))
    panels = figure.subplots(1, len(TABLES), sharex=True, sharey=True)
    for panel, kind in zip(panels, TABLES, strict=True):
        for system in SYSTEMS:
            points = [*record.of(system.name, kind)]
            if system.name == "wenze":
                points += (
                    [m for m in record.of("wenze", kind, "parquet") if m.rows > points[-1].rows]
                    if points
                    else []
                )
            if points:
                panel.plot(
                    [m.rows for m in points],
                    [m.seconds for m in points],
                    marker="o",
                    markersize=4,
                    linewidth=2.4 if system.name == "wenze" else 1.3,
                    linestyle="--" if system.name in ("NumPy", "DuckDB", "pandas") else "-",
                    color=COLOURS[system.name],
                    label=system.name,
                )
        panel.set_xscale("log")
        panel.set_yscale("log")
        panel.set_title(TITLES[kind], fontsize=10)
        panel.set_xlabel("subjects")
        panel.grid(visible=True, which="major", linewidth=0.4, color="#dddddd")
    panels[0].set_ylabel("seconds, file to file, start-up included")
    if panels[-1].lines:
        panels[-1].legend(fontsize=8, frameon=False, loc="upper left")
    figure.text(0.01, 0.005, _caption(record), fontsize=7, color="#666666")
    figure.tight_layout(rect=(0, 0.03, 1, 1))
    figure.savefig(path, dpi=110, metadata={"Software": None})


def _caption(record: Record) -> str:
    machine = record.machine
    return (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory']} GiB; "
        f"Python {machine['python']}. Dashed: no reasons."
    )
