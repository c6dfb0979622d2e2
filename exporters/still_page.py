"""A page that stands alone: no script, no link, nothing from the network; for screen and A4."""

from collections.abc import Iterable
from html import escape

#: Text, a number, or a drawing.
Cell = str | int


class Drawing(str):
    """SVG made here, the only text that is not escaped."""

    __slots__ = ()


def still_page(title: str, parts: Iterable[Iterable[str]], lang: str, style: str = "") -> str:
    """The page as text. The pieces of the parts are HTML; ``style`` is added to ``STYLE``."""
    language = "zh-CN" if lang == "zh" else "en"
    body = "".join(piece for part in parts for piece in part)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}{style}</style></head>"
        f"<body>{body}</body></html>\n"
    )


def table(heads: Iterable[str], rows: Iterable[Iterable[Cell]], style: str = "") -> str:
    """A table as HTML; ``style`` is its class."""
    head = "".join(f"<th>{escape(h)}</th>" for h in heads)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f'<table class="{style}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(value: Cell) -> str:
    """Text is escaped; numbers are right-aligned; drawings are ours."""
    if isinstance(value, int):
        return f'<td class="n{"" if value else " zero"}">{value:,}</td>'
    if isinstance(value, Drawing):
        return f'<td class="bar">{value}</td>'
    return f"<td><pre>{escape(value)}</pre></td>"


STYLE = """
:root{--ink:#1F2933;--soft:#5F6B76;--line:#D5DBE1;--head:#EEF2F6}
*{box-sizing:border-box}
body{margin:0 auto;padding:28px 32px 60px;max-width:1060px;color:var(--ink);background:#fff;
 font:14px/1.6 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",
 "SimSun",sans-serif}
h1{font-size:24px;margin:0 0 4px}
h2{font-size:17px;margin:34px 0 10px;padding-left:9px;border-left:4px solid #44546A}
h3{font-size:14px;margin:18px 0 6px}
p{margin:4px 0}.soft{color:var(--soft)}
.about{display:grid;grid-template-columns:auto 1fr;gap:2px 14px;margin:10px 0;font-size:13px}
.about dt{color:var(--soft)}.about dd{margin:0}
.tiles{display:grid;grid-template-columns:repeat(6,1fr);gap:8px;margin:14px 0}
.tile{border:1px solid var(--line);border-radius:6px;padding:8px 10px;border-top:4px solid #9AA5B1}
.tile b{display:block;font-size:22px;line-height:1.3}.tile span{font-size:12px;color:var(--soft)}
table{border-collapse:collapse;width:100%;font-size:13px;margin:6px 0}
th,td{border:1px solid var(--line);padding:4px 7px;text-align:left;vertical-align:top}
th{background:var(--head);font-weight:600}
td.n,th.n{text-align:right;white-space:nowrap}td.bar{min-width:160px;vertical-align:middle}
pre{margin:0;font:inherit;white-space:pre-wrap}
.heat{width:auto}.heat td,.heat th{text-align:center;min-width:58px;font-size:12px;max-width:96px}
.heat th.side{text-align:right;max-width:none;white-space:nowrap}.heat td.none{color:#C9D0D6}
.heat td.same{outline:1px solid #8A96A3;outline-offset:-2px}
svg.flow{width:100%;height:auto;font-size:13px}svg.flow text{fill:var(--ink)}
svg.bar{width:100%;height:auto;display:block}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:12px;margin:4px 0 8px}
.legend i{display:inline-block;width:12px;height:12px;margin-right:5px;vertical-align:-1px}
.card{border:1px solid var(--line);border-radius:6px;margin:12px 0;break-inside:avoid}
.card header{background:var(--head);padding:6px 12px;font-size:13px}
.card .sides{display:grid;grid-template-columns:1fr 1fr}
.card .side{padding:8px 12px;font-size:12.5px}.card .side+.side{border-left:1px solid var(--line)}
.card .side b{display:block;font-size:14px;margin-bottom:2px}
.card ol{margin:4px 0;padding-left:20px}.card ins{text-decoration:none;background:#FCE8D2}
.card footer{border-top:1px solid var(--line);padding:5px 12px;font-size:12.5px;
 color:var(--soft)}
.draft{float:right;font-size:12px;color:#A33;border:1px solid #A33;padding:1px 8px;
 border-radius:3px}
.groups{table-layout:fixed}.groups th{text-align:right}.groups th:first-child{text-align:left}
.groups th{width:6.2%}.groups th:first-child{width:28%}.groups th:last-child{width:22%}
.zero{color:#B4BCC4}
@media print{
 @page{size:A4;margin:14mm 12mm}
 body{padding:0;max-width:none;font-size:11px}
 *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
 h2{break-after:avoid}tr,.tile{break-inside:avoid}table{font-size:10.5px}
}
"""
