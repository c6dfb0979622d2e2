"""The page itself: one HTML file that loads nothing and lets nothing else run in it."""

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

from exporters.dossier import Dossier
from exporters.page.data import content
from exporters.page.shelf import writable
from exporters.sheets.palette import STATUS_BARS, STATUS_TINTS
from exporters.still_page import STYLE
from exporters.whole_file import whole_file

#: The parts of the script, in the order in which they build on each other.
SCRIPTS = (
    *("model", "address", "dom", "text", "figures", "roll", "lists", "case", "beside", "law"),
    "main",
)


def write_page(dossier: Dossier, path: Path, lang: str = "zh") -> None:
    """Write the page. ``lang`` "zh" or "en". Whole file or nothing."""
    with whole_file(path) as stream:
        stream.write(page(content(dossier, lang)).encode("utf-8", "replace"))


def page(data: Mapping[str, Any]) -> str:
    """The page of this content, as text; ``data`` as ``exporters.page.data.content`` makes it."""
    language = "zh-CN" if data["lang"] == "zh" else "en"
    look, code = style(data["draft"]), script()
    policy = (
        f"default-src 'none'; script-src {_hash(code)}; style-src {_hash(look)}; "
        "base-uri 'none'; form-action 'none'"
    )
    title = escape(data["title"])
    about = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(writable(value))}</dd>"
        for name, value in data["about"]
    )
    words = {name: escape(text) for name, text in data["words"].items()}
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="referrer" content="no-referrer">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{look}</style></head><body>"
        f'<a class="skip" href="#main">{words["skip"]}</a>'
        f'<header class="top"><span class="draft">{escape(data["draft"])}</span>'
        f'<h1>{title}</h1><p class="soft">{escape(data["disclaimer"])}</p>'
        f'<dl class="about">{about}</dl></header>'
        f'<nav id="nav" aria-label="{words["sections"]}"></nav>'
        f'<noscript><p>{words["noscript"]}</p></noscript><main id="main" tabindex="-1"></main>'
        f'<script type="application/json" id="data">{embedded(data)}</script>'
        f"<script>{code}</script></body></html>\n"
    )


def embedded(data: Mapping[str, Any]) -> str:
    """JSON that cannot end or open an element, whatever the texts hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")


def script() -> str:
    """The script of the page: its parts in one scope of their own."""
    body = "\n".join(part(name) for name in SCRIPTS)
    return f"(()=>{{'use strict';\n{body}\nstart();}})();"


def part(name: str) -> str:
    """One part of the script."""
    folder = resources.files("exporters.page") / "script"
    return (folder / f"{name}.js").read_text(encoding="utf-8")


def style(draft: str) -> str:
    """The style sheet: that of the other pages, this page's own, and the colours of statuses.

    Each printed page bears ``draft`` and its number, in browsers that print margin boxes.
    """
    own = (resources.files("exporters.page") / "script" / "page.css").read_text(encoding="utf-8")
    chips = "".join(
        f".chip.{status}{{background:{tint.chip}}}.fill.{status}{{fill:{STATUS_BARS[status]}}}"
        f".tile.{status}{{border-top-color:{STATUS_BARS[status]}}}\n"
        for status, tint in STATUS_TINTS.items()
    )
    margins = (
        f'@page{{@top-right{{content:"{draft}";font-size:9px}}'
        '@bottom-center{content:counter(page) " / " counter(pages);font-size:9px}}\n'
    )
    return STYLE + own + chips + margins


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
