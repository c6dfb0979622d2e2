"""``docs/benchmarks.md`` and its picture, from the record: no figure there is written by hand."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.cases import TABLES
from benchmarks.checking import SMALL
from benchmarks.machine import QUIET, SLOWED
from benchmarks.measuring import Measurement
from benchmarks.peers import BY_NAME, SYSTEMS, System
from benchmarks.plot import draw
from benchmarks.reading import MEMORY, SECONDS
from benchmarks.record import Record
from benchmarks.targets import Target, targets

KINDS = {"realistic": "常见登记表", "worst": "最坏情形（每个事实独立随机）"}
WHY = {"limit": "超时", "predicted": "预计超时", "deadline": "时间已尽"}

PAGE = """# 速度

*In short (English): wenze and its peers on the same cases under the same book, file to file, each
in a process of its own, explanations on where the peer can. `make bench` measures; this page and
its picture are written from `benchmarks/results.json` by `python -m benchmarks --write-docs`.*

![时间对规模 / time against size](benchmarks.png)

{machine}

## 问的是什么

同一部规则书 `zhangye-2009`，同样的登记表（一行一个责任主体，全是编的），从文件到文件：
读入 CSV 或 Parquet，逐个主体作出认定，写成 Parquet。时间是整个进程的，含启动；内存是
进程和它的子进程合计的峰值。短于 15 秒的跑三次取最快。两种表：常见登记表（每案两个主体、
一个情节、有空白有存疑）；最坏情形（每个事实独立随机，几乎没有两行相同）。表里没有考查事项，所以
规则书里六项制度的义务没有可查的：这一段只有 wenze 在算。

| 系统 | 怎样用 | 回答什么 | 版本 |
| --- | --- | --- | --- |
{systems}

每个对手的程序在 `benchmarks/peers/`，照它自己文档推荐的方式写；规则引擎的规则由规则书的
YAML 生成，OpenFisca、NumPy、DuckDB 的是手写的。**先核对，再计时**：{checked}

{fallback}只有 wenze 另外区分待补事实与待人判断，给出区间、每个待定事项每种回答的结果，并把
理由连到单元格；这些时间都算在它头上。各 Python 对手用同一个最快的读法（Arrow 的字典列），不吃亏。

## 结果
{results}
## 目标

| 目标 | 界限 | 实测 | |
| --- | --- | --- | --- |
{targets}

{missed}

## 时间花在哪里

{shares}

## 读登记表

{reading}

## 结果工作簿

{workbooks}

## 会话数

| 表 | 行数 | 不同的情形 | 推理会话数 |
| --- | --- | --- | --- |
{sessions}

“不同的情形”是规则书问到的事实（日期、用时、损失只看过没过界限）不全相同的行数。会话数以规则书为界
（一组规则最多 3 的条件数次方个），与行数无关；测试里有一条数会话的检查。

## 重做

```console
$ make bench                                   # 全部，约半小时；中断了再运行就接着做
$ python -m benchmarks --sizes 1000,10000 --peers wenze,NumPy --limit-seconds 30
$ python -m benchmarks.reading                 # 读 100,000 行的登记表
$ python -m benchmarks.workbook                # 100,000 个责任主体的 results.xlsx
$ python -m benchmarks --sizes '' --write-docs # 不测量，只重写本页
```
"""


def write_page(record: Record, folder: Path) -> Iterator[Path]:
    """Write the page and the picture into a folder; their paths."""
    draw(record, folder / "benchmarks.png")
    yield folder / "benchmarks.png"
    text = PAGE.format(
        machine=_machine(record),
        systems="\n".join(_system(record, system) for system in SYSTEMS),
        checked=_checked(record),
        fallback=_fallback(record),
        results="".join(_results(record, kind) for kind in TABLES),
        targets="\n".join(map(_target, targets(record))),
        missed=_missed(record),
        shares=_shares(record),
        reading=_reading(record) or "还没有测量。",
        workbooks="\n".join(_workbooks(record)) or "还没有测量。",
        sessions="\n".join(_sessions(record)),
    )
    (folder / "benchmarks.md").write_text(text, encoding="utf-8")
    yield folder / "benchmarks.md"


def _machine(record: Record) -> str:
    machine = record.machine
    text = (
        f"机器：{machine['processor']}，{machine['cores']} 核，{machine['memory']} GiB 内存，"
        f"{machine['system']}，Python {machine['python']}。"
    )
    if max(record.loads, default=0) > QUIET:
        busy = f"{max(record.loads):.1f}"
        text += f"**测量开始时机器不空闲（负荷 {busy}），数字只供参考。**"
    paces = [m.pace for m in record.measurements.values() if m.pace]
    if paces:
        slow = [pace for pace in paces if pace > SLOWED]
        text += (
            "每次测量前后用一小段固定的计算量机器的快慢，慢了就等（至多一分钟）、重跑（至多三次）："
            f"{len(paces)} 个数字量过快慢，其中 {len(slow)} 个仍是机器"
            f"比最快时慢四分之一以上时量的{f'，最慢时 {max(slow):.1f} 倍' if slow else ''}。"
        )
    return text


def _system(record: Record, system: System) -> str:
    versions = record.machine["versions"]
    version = versions.get(system.name, "本版本")
    return f"| {system.name} | {system.about.zh} | {system.covers.zh} | {version} |"


def _checked(record: Record) -> str:
    compared = [m for m in record.measurements.values() if m.checked]
    wrong = sorted({m.system for m in compared if m.wrong})
    if wrong:
        return f"**{'、'.join(wrong)} 与 wenze 的结论不同，它的数字不算数。**"
    small = [m for m in compared if m.rows <= SMALL and BY_NAME[m.system].answers]
    names = [s.name for s in SYSTEMS if any(m.system == s.name for m in small)]
    rows = max((m.checked for m in compared), default=0)
    ours = [m for m in compared if m.system == "wenze"]
    whole = any("written" in m.counts for m in ours)
    what = "结论、处理方式、过错和移送" if whole else "结论"
    return (
        f"{SMALL:,} 行的表上，{'、'.join(names)} 的每项回答与 wenze 的认定逐一相同；"
        f"更大的表上与 NumPy 程序逐行相同，wenze 写出的{what}也这样核对"
        f"（共比较 {len(compared)} 次，最多 {rows:,} 行，无一不同）。"
    )


def _fallback(record: Record) -> str:
    """Said of figures of wenze that wrote no decisions.parquet."""
    ours = [m for m in record.measurements.values() if m.system == "wenze" and not m.failed]
    if all("written" in m.counts for m in ours):
        return ""
    return (
        "**wenze 的一些数字来自不能写 Parquet 的版本：算到全部待定事项为止，"
        "只写出结论，理由没有写出。**\n\n"
    )


# ── results ───────────────────────────────────────────────────────────────────


def _results(record: Record, kind: str) -> str:
    parts = [f"\n### {KINDS[kind]}\n"]
    for source in ("csv", "parquet"):
        names = [s for s in SYSTEMS if any(True for _ in record.of(s.name, kind, source))]
        sizes = sorted({m.rows for s in names for m in record.of(s.name, kind, source)})
        if not sizes:
            continue
        heads = " | ".join(f"{rows:,}" for rows in sizes)
        parts.append(
            f"\n{source.upper() if source == 'csv' else 'Parquet'} → Parquet，秒"
            f"（括号内：内存 MB；是 wenze 的几倍时间）：\n\n| 系统 | {heads} |\n"
            f"| --- |{' --- |' * len(sizes)}\n"
        )
        for system in names:
            cells = " | ".join(_cell(record, system, kind, rows, source) for rows in sizes)
            parts.append(f"| {system.name} | {cells} |\n")
    return "".join(parts)


def _cell(record: Record, system: System, kind: str, rows: int, source: str) -> str:
    found = record.measurements.get((system.name, kind, rows, source))
    if found is None:
        return "—"
    if found.failed:
        why = WHY.get(found.failed, "出错")
        about = f"（约 {found.seconds:,.0f} 秒，推算）" if found.failed == "predicted" else ""
        return f"{why}{about}"
    ours = record.get("wenze", kind, rows, source)
    ratio = ""
    if ours and system.name != "wenze":
        ratio = f"；{_figure(found.seconds / ours.seconds)} 倍"
    return f"{_figure(found.seconds)}（{found.peak:,.0f}{ratio}）"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


# ── targets, and why not ──────────────────────────────────────────────────────


def _target(target: Target) -> str:
    sign = "≤" if target.at_most else "≥"
    bound = f"{sign} {target.bound:,.10g}{target.unit}"
    if target.found is None:
        return f"| {target.about.zh} | {bound} | 没有测到 | |"
    where = f"（{target.where}）" if target.where else ""
    mark = "达到" if target.reached else "**没有达到**"
    return f"| {target.about.zh} | {bound} | {_figure(target.found)}{target.unit}{where} | {mark} |"


def _missed(record: Record) -> str:
    """What was left out of the measurements, and why."""
    left = [m for m in record.measurements.values() if m.failed]
    if not left:
        return "没有跳过的测量。"
    by_system: dict[str, list[str]] = {}
    for m in left:
        why = WHY.get(m.failed, "出错")
        by_system.setdefault(m.system, []).append(f"{m.rows:,} 行（{m.kind}，{why}）")
    lines = [f"- {name}：{'、'.join(sorted(set(what)))}" for name, what in by_system.items()]
    return "没有测到的（推算的不进图，也不算数）：\n\n" + "\n".join(lines)


# ── where the time goes ───────────────────────────────────────────────────────


def _shares(record: Record) -> str:
    lines = []
    for kind in TABLES:
        for found in record.of("wenze", kind):
            if found.shares:
                own = {"python": "标准库"}
                parts = [f"{own.get(n, n)} {share:.0%}" for n, share in found.shares.items()]
                lines.append(f"- {KINDS[kind]}，{found.rows:,} 行：{'，'.join(parts)}。")
    lines += [_phases(m) for kind in TABLES for m in _largest(record, kind) if m.phases]
    if not lines:
        return "还没有测量。"
    return "wenze 的时间按文件夹和库分（cProfile，只算主进程）：\n\n" + "\n".join(lines)


def _largest(record: Record, kind: str) -> Iterable[Measurement]:
    return [*record.of("wenze", kind)][-1:]


def _phases(found: Measurement) -> str:
    names = {"read": "读入", "decide": "认定", "write": "写出"}
    if set(found.phases) == {"decide"}:
        names["decide"] = "命令本身"
    parts = [f"{names[name]} {_figure(s)} 秒" for name, s in found.phases.items()]
    inside = sum(found.phases.values())
    parts.append(f"启动和其他 {_figure(found.seconds - inside)} 秒")
    return f"- {KINDS[found.kind]}，{found.rows:,} 行，整次运行：{'，'.join(parts)}。"


def _reading(record: Record) -> str:
    found = record.reading
    if not found:
        return ""
    busy = f"（机器不空闲，负荷 {found['load']:.1f}）" if found["load"] > QUIET else ""
    times, memory = found["seconds"] / found["alone"], found["peak"] / found["inflated"]
    return (
        f"{found['rows']:,.0f} 行 × {found['columns']:.0f} 列的 .xlsx，"
        f"展开 {found['inflated']:.0f} MB{busy}：读到有类型的表 {_figure(found['seconds'])} 秒，"
        f"python-calamine 只读出格子 {_figure(found['alone'])} 秒，{_figure(times)} 倍"
        f"（要求 {SECONDS} 倍以内）；"
        f"内存（本进程和子进程相加，共用的重复计）{found['peak']:,.0f} MB，是展开大小的 "
        f"{_figure(memory)} 倍（要求 {MEMORY:.0f} 倍以内）。"
    )


def _workbooks(record: Record) -> Iterator[str]:
    for kind, found in record.workbooks.items():
        busy = f"（机器不空闲，负荷 {found['load']:.1f}）" if found["load"] > QUIET else ""
        yield (
            f"- {KINDS[kind]}，{found['rows']:,.0f} 个责任主体，{found['cells']:,.0f} 格，"
            f"{found['bytes'] / 1e6:,.0f} MB{busy}："
            f"写 results.xlsx {_figure(found['seconds'])} 秒，"
            f"其中拼出认定 {_figure(found['determinations'])} 秒；"
            f"XlsxWriter（constant_memory）只写同样的格、同样的格式 {_figure(found['plain'])} 秒，"
            f"{_figure(found['seconds'] / found['plain'])} 倍。"
        )


def _sessions(record: Record) -> Iterator[str]:
    for kind in TABLES:
        for rows in record.sizes(kind):
            table = record.tables.get(f"{kind} {rows}", {})
            found = record.get("wenze", kind, rows) or record.get("wenze", kind, rows, "parquet")
            sessions = found.counts.get("sessions") if found else None
            if table or sessions:
                distinct = f"{table['distinct']:,}" if "distinct" in table else "—"
                told = f"{sessions:,}" if sessions is not None else "—"
                yield f"| {KINDS[kind]} | {rows:,} | {distinct} | {told} |"
