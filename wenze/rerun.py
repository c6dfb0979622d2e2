"""A results folder decided again: a report shows what was decided, or nothing.

``run.json`` names the inputs and their hashes. They are looked for, the book is compared, and the
decisions must come out byte for byte as they stand in ``decisions.jsonl``.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from exporters import to_json
from facts import Text
from wenze import __version__
from wenze.evaluation import FILE_NAMES, RUN_FILE, Evaluation, evaluate

_DECISIONS = FILE_NAMES["jsonl"]
#: So many characters of a hash tell files apart for a reader.
_SHOWN = 12


class NotTheSame(Exception):
    """The folder cannot be decided again as it was; ``problems`` say what differs, all of it."""

    def __init__(self, problems: Sequence[Text]) -> None:
        super().__init__("; ".join(problem.zh for problem in problems))
        self.problems = tuple(problems)


def is_run(path: Path) -> bool:
    """Is it a folder that ``wenze evaluate`` wrote?"""
    return (path / RUN_FILE).is_file()


def rerun(folder: Path, given: Sequence[Path] = (), book: str | None = None) -> Evaluation:
    """The evaluation that the folder holds. NotTheSame when it does not come out again.

    Inputs are known by their hash: in ``given`` whatever they are called, else by name beside
    ``run.json``, in the folder above, and in the current one. ``book`` is the folder of a book
    that is not among those of the program. Further as ``wenze.evaluate``.
    """
    from rules import BookError, load_book

    record = _record(folder)
    told = _decisions(folder)
    inputs, problems = _inputs(record["inputs"], folder, given)
    try:
        compiled = load_book(book or record["book"]["id"])
    except BookError:
        if book:
            raise
        raise NotTheSame([*problems, _no_book(record["book"]["id"])]) from None
    if compiled.book.sha256 != record["book"]["sha256"]:
        now = compiled.book.metadata.version
        problems.append(_other_book(record["book"], now, compiled.book.sha256))
    if problems:
        raise NotTheSame(problems)
    options = record.get("options") or {}
    evaluation = evaluate(
        inputs,
        book=compiled,
        encoding=options.get("encoding"),
        profile=options.get("profile"),
        options=options,
    )
    differing = list(_differences(told, [to_json(d) for d in evaluation]))
    if differing:
        raise NotTheSame([*differing, *_versions(record)])
    return evaluation


def _record(folder: Path) -> dict[str, Any]:
    """``run.json``, when it has the shape of one."""
    try:
        record = json.loads((folder / RUN_FILE).read_bytes())
        texts = [record["book"][key] for key in ("id", "version", "sha256")]
        texts += [given[key] for given in record["inputs"] for key in ("name", "sha256")]
        sound = bool(record["inputs"]) and all(isinstance(text, str) for text in texts)
    except (ValueError, KeyError, TypeError):
        sound = False
    if not sound:
        raise NotTheSame(
            [
                Text(
                    f"{RUN_FILE} 不是 wenze evaluate 写出的；请再评估一次，或者直接给出案件工作簿",
                    f"{RUN_FILE} is not as wenze evaluate writes it; evaluate again, or give the "
                    "case workbook itself",
                )
            ]
        )
    return dict(record)


def _decisions(folder: Path) -> list[bytes]:
    path = folder / _DECISIONS
    if not path.is_file():
        raise NotTheSame(
            [
                Text(
                    f"结果文件夹里没有 {_DECISIONS}，无法核对；请再评估一次，或者直接给出工作簿",
                    f"there is no {_DECISIONS} to compare with; evaluate again, or give the case "
                    "workbook itself",
                )
            ]
        )
    return path.read_bytes().splitlines()


# ── where the inputs are ──────────────────────────────────────────────────────


def _inputs(
    wanted: Sequence[dict[str, str]], folder: Path, given: Sequence[Path]
) -> tuple[list[Path], list[Text]]:
    """The files in their order, and what cannot be found or has changed."""
    digests = {path: _digest(path) for path in _files(given)}
    wished = {one["sha256"] for one in wanted}
    if wished <= set(digests.values()):
        return [path for path, digest in digests.items() if digest in wished], []
    found: list[Path] = []
    problems: list[Text] = []
    for one in wanted:
        path, problem = _input(one, folder, digests)
        if path is not None:
            found.append(path)
        elif problem is not None:
            problems.append(problem)
    return found, problems


def _input(
    one: dict[str, str], folder: Path, digests: dict[Path, str]
) -> tuple[Path | None, Text | None]:
    for path, digest in digests.items():
        if digest == one["sha256"]:
            return path, None
    changed = ""
    for place in (folder, folder.resolve().parent, Path()):
        path = place / Path(one["name"]).name
        if path.is_file():
            digest = _digest(path)
            if digest == one["sha256"]:
                return path, None
            changed = changed or digest
    name, then = one["name"], one["sha256"][:_SHOWN]
    if changed:
        return None, Text(
            f"输入改过：{name}（SHA-256 当时 {then}…，现在 {changed[:_SHOWN]}…）；请用 --input "
            "给出当时的文件，或者再评估一次",
            f"the input has changed: {name} (SHA-256 then {then}…, now {changed[:_SHOWN]}…); give "
            "the file as it was with --input, or evaluate again",
        )
    return None, Text(
        f"找不到输入：{name}（SHA-256 {then}…）；请用 --input 给出",
        f"input not found: {name} (SHA-256 {then}…); give it with --input",
    )


def _files(given: Sequence[Path]) -> Iterator[Path]:
    """The files named, and those in folders named."""
    for path in given:
        if path.is_dir():
            yield from sorted(inner for inner in path.iterdir() if inner.is_file())
        else:
            yield path


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


# ── what differs ──────────────────────────────────────────────────────────────


def _no_book(book: str) -> Text:
    return Text(
        f"没有规则书“{book}”；请用 --book 给出它的文件夹",
        f"there is no rule book “{book}”; give its folder with --book",
    )


def _other_book(then: dict[str, str], version: str, digest: str) -> Text:
    return Text(
        f"规则书改过：{then['id']} 当时是版本 {then['version']}（{then['sha256'][:_SHOWN]}…），"
        f"现在是版本 {version}（{digest[:_SHOWN]}…）；请用 --book 给出当时的规则书，或者再评估一次",
        f"the rule book has changed: {then['id']} was version {then['version']} "
        f"({then['sha256'][:_SHOWN]}…) and is now {version} ({digest[:_SHOWN]}…); give the book as "
        "it was with --book, or evaluate again",
    )


def _differences(then: list[bytes], now: list[bytes]) -> Iterator[Text]:
    if then == now:
        return
    if Counter(then) == Counter(now):
        yield Text(
            f"{_DECISIONS} 的行次不同：当时的输入次序可能不同，请按当时的次序逐个写 --input",
            f"the lines of {_DECISIONS} stand in another order: give each input with --input in "
            "the order of that time",
        )
        return
    pairs = list(zip(then, now, strict=False))
    lines = [number for number, (one, other) in enumerate(pairs, 1) if one != other]
    lines += range(len(pairs) + 1, max(len(then), len(now)) + 1)
    first = lines[0]
    yield Text(
        f"{_DECISIONS} 与重新评估的结果不同：共 {len(lines)} 行，首先是第 {first} 行"
        f"（当时 {len(then)} 行，现在 {len(now)} 行）；请再评估一次",
        f"{_DECISIONS} is not what comes out now: {len(lines)} lines differ, the first is line "
        f"{first} ({len(then)} lines then, {len(now)} now); evaluate again",
    )


def _versions(record: dict[str, Any]) -> Iterator[Text]:
    """Another version of the program explains other decisions."""
    then = str(record.get("wenze", ""))
    if then != __version__:
        yield Text(
            f"程序版本不同：当时 {then}，现在 {__version__}",
            f"the program was version {then} and is now {__version__}",
        )
