"""The certificate as one self-contained page: no scripts, no links to anywhere."""

from collections.abc import Iterator
from html import escape

from drafting.diff.certificate import DIRECTION_LABELS, TERMS, facts_in_words, title, verdict
from drafting.diff.regions import Comparison, Region

_STYLE = """
body{font:16px/1.7 "Noto Serif CJK SC","Songti SC",SimSun,serif;max-width:52rem;margin:3rem auto;
padding:0 1.5rem;color:#1d1d1b;background:#fff}
h1{text-align:center;letter-spacing:.2em;font-size:1.6rem;margin-bottom:2rem}
h2{font-size:1.05rem;margin:0 0 .4rem}
dl{display:grid;grid-template-columns:4.5em 1fr;gap:.2rem .8rem;margin:0}
dt{color:#6b6862}dd{margin:0;overflow-wrap:anywhere}
.hash{font:12px/1.6 ui-monospace,monospace;color:#6b6862}
.verdict{margin:1.6rem 0;padding:.9rem 1.2rem;border:1px solid #1d1d1b}
section{margin:1.4rem 0;padding:.2rem 0 .2rem 1rem;border-left:4px solid #999}
section.stricter{border-color:#a3301f}section.lighter{border-color:#2c6e49}
footer{margin-top:2.5rem;color:#6b6862;font-size:.9rem;border-top:1px solid #ccc;padding-top:.6rem}
@media print{body{margin:0;max-width:none}section{break-inside:avoid}}
"""


def page(found: Comparison) -> str:
    """A whole HTML document."""
    return "\n".join(_parts(found)) + "\n"


def _parts(found: Comparison) -> Iterator[str]:
    yield '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>规则书修改对照证书</title><style>{_STYLE}</style></head><body>"
    yield "<h1>规则书修改对照证书</h1><dl>"
    for word, book in (("旧", found.old.book), ("新", found.new.book)):
        yield f"<dt>{word}</dt><dd>{escape(title(book))}</dd>"
    yield f'</dl><p class="verdict">{escape(verdict(found).zh)}</p>'
    for number, region in enumerate(found.regions, 1):
        yield from _region(number, region)
    yield "<footer>"
    for term in TERMS:
        yield f"<p>{escape(term.zh)}</p>"
    yield "</footer></body></html>"


def _region(number: int, region: Region) -> Iterator[str]:
    yield f'<section class="{region.direction}">'
    yield f"<h2>{number}. {DIRECTION_LABELS[region.direction].zh}</h2><dl>"
    yield f"<dt>条件</dt><dd>{escape(region.words)}</dd>"
    yield f"<dt>例案</dt><dd>{escape('，'.join(facts_in_words(region)))}</dd>"
    yield f"<dt>旧结果</dt><dd>{escape(region.before)}</dd>"
    yield f"<dt>新结果</dt><dd>{escape(region.after)}</dd>"
    for cause in region.causes:
        clauses = f"〔{'; '.join(cause.clauses)}〕" if cause.clauses else ""
        text = f"{cause.text.zh}{clauses}"
        place = f'<span class="hash">{escape(str(cause.place))}</span>'
        yield f"<dt>原因</dt><dd>{escape(text)} {place}</dd>"
    yield "</dl></section>"
