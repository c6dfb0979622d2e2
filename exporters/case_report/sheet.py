"""The sheet of paper: GB/T 9704-2012 as page, grid, styles, page numbers and draft mark."""

from exporters.case_report.ooxml import NAMESPACES, PROLOGUE, field, fonts, paragraph, run, xml_text
from exporters.case_report.typefaces import ALTERNATIVES, ROLES, Typefaces

# ── measures ──────────────────────────────────────────────────────────────────
# Twentieths of a point: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
TOP, LEFT, RIGHT, BOTTOM = 2098, 1588, 1474, 1984
#: 22 lines of 225 mm. One grid line is 580; lines are set a hair closer, so that 22 surely fit.
LINES, CHARACTERS, GRID, LINE = 22, 28, 580, 579
#: 28 characters of 16 pt on 156 mm: each stands 0.207 pt closer, in 1/4096 pt.
CHARACTER_SPACE = -849
#: Programs differ in how they snap characters to a grid, and some give two cells to what is a
#: hair wider than one. So the grid is declared, and kept by the text itself: 15.75 pt a character.
CLOSER = '<w:spacing w:val="-5"/>'
#: The width of one character on the grid.
CHARACTER = 316
#: From the edges of the paper to the header, and to the page number 7 mm below the 版心.
HEADER, FOOTER = 1134, 1406

#: Half points: 2号 for the title, 3号 for text, 4号 for the page number, 5号 for small print.
SIZE_TITLE, SIZE_TEXT, SIZE_PAGE, SIZE_SMALL = 44, 32, 28, 21


def section() -> str:
    """The properties of the one section of a report."""
    return (
        "<w:sectPr>"
        '<w:headerReference w:type="default" r:id="rHeader1"/>'
        '<w:headerReference w:type="even" r:id="rHeader2"/>'
        '<w:footerReference w:type="default" r:id="rFooter1"/>'
        '<w:footerReference w:type="even" r:id="rFooter2"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" '
        f'w:header="{HEADER}" w:footer="{FOOTER}" w:gutter="0"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{GRID}" w:charSpace="{CHARACTER_SPACE}"/>'
        "</w:sectPr>"
    )


# ── styles ────────────────────────────────────────────────────────────────────


def _style(id_: str, name: str, paragraphs: str, runs: str, based: str = "Normal") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if id_ != "Normal" else ""
    default = ' w:default="1"' if id_ == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{id_}"><w:name w:val="{name}"/>'
        f"{parent}<w:qFormat/><w:pPr>{paragraphs}</w:pPr><w:rPr>{runs}</w:rPr></w:style>"
    )


def _line(exact: int = LINE) -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{exact}" w:lineRule="exact"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


INDENT = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * CHARACTER}"/>'
NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


def styles(faces: Typefaces, lang: str = "zh") -> bytes:
    """The styles: text, title, three levels of heading, small print, page number.

    English words are not stretched to the width of the grid, as Chinese lines are.
    """
    flush = "left" if lang == "en" else "both"
    body, title = fonts(faces.first("body").name), faces.first("title")
    heading, sub = fonts(faces.first("heading").name), fonts(faces.first("subheading").name)
    bold = "<w:b/>" if title.bold else ""
    keep = "<w:keepNext/>"
    written = [
        _style(
            "Normal",
            "Normal",
            '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>'
            '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
            f'{_line()}{INDENT}<w:jc w:val="{flush}"/>',
            f"{body}{CLOSER}{_size(SIZE_TEXT)}",
        ),
        _style(
            "Title",
            "Title",
            f'{keep}{_line()}{NO_INDENT}<w:jc w:val="center"/>',
            f"{fonts(title.name)}{bold}{_size(SIZE_TITLE)}",
        ),
        _style("Heading1", "heading 1", f'{keep}<w:outlineLvl w:val="0"/>', heading),
        _style("Heading2", "heading 2", f'{keep}<w:outlineLvl w:val="1"/>', sub),
        _style("Hint", "Hint", keep, sub),
        _style("Plain", "Plain", f'{NO_INDENT}<w:jc w:val="left"/>', ""),
        _style(
            "Small",
            "Small",
            f'<w:wordWrap w:val="0"/>{_line(340)}{NO_INDENT}<w:jc w:val="left"/>',
            _size(SIZE_SMALL),
        ),
        _style(
            "PageNumber",
            "Page Number Line",
            f"{_line(360)}{NO_INDENT}",
            f"{fonts(faces.first('page').name)}{_size(SIZE_PAGE)}",
        ),
    ]
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{body}{_size(SIZE_TEXT)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    return f"{PROLOGUE}<w:styles {NAMESPACES}>{defaults}{''.join(written)}</w:styles>".encode()


def font_table(faces: Typefaces) -> bytes:
    """The faces, each with what to take where it is missing."""
    names = dict.fromkeys(face.name for role in ROLES for face in faces.roles[role])
    rows = []
    for name in names:
        other = ALTERNATIVES.get(name)
        alternative = f'<w:altName w:val="{other}"/>' if other else ""
        rows.append(
            f'<w:font w:name="{xml_text(name)}">{alternative}<w:charset w:val="86"/></w:font>'
        )
    return f"{PROLOGUE}<w:fonts {NAMESPACES}>{''.join(rows)}</w:fonts>".encode()


def settings() -> bytes:
    """Odd and even pages differ; Chinese marks keep their full width."""
    return (
        f"{PROLOGUE}<w:settings {NAMESPACES}>"
        '<w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:compat><w:balanceSingleByteDoubleByteWidth/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    ).encode()


# ── header and footer ─────────────────────────────────────────────────────────


def page_number(faces: Typefaces, even: bool) -> bytes:
    """— 1 —, one character in from the right edge on odd pages, from the left on even ones."""
    marked = f"{fonts(faces.first('page').name)}{_size(SIZE_PAGE)}"
    side = "left" if even else "right"
    content = run("— ", marked) + field("PAGE", marked) + run(" —", marked)
    indent = f'<w:ind w:{side}Chars="100" w:{side}="{SIZE_PAGE * 10}"/><w:jc w:val="{side}"/>'
    line = paragraph("PageNumber", content, indent)
    return f"{PROLOGUE}<w:ftr {NAMESPACES}>{line}</w:ftr>".encode()


def header(faces: Typefaces, draft: str) -> bytes:
    """The mark of a draft: small at the head of the page, large and pale behind the text."""
    content = ""
    if draft:
        face = faces.first("heading").name
        content = run(draft, f"{fonts(face)}{_size(SIZE_PAGE)}") + watermark(draft, face)
    line = paragraph("Plain", content, '<w:jc w:val="right"/>')
    return f"{PROLOGUE}<w:hdr {NAMESPACES}>{line}</w:hdr>".encode()


def watermark(words: str, face: str) -> str:
    """Words across the page behind the text, as Word itself draws them."""
    width, height = (430, 36) if words.isascii() else (420, 52)
    return (
        '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" '
        'adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t" '
        'o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="draft" o:spid="_x0000_s2049" type="#_x0000_t136" '
        f'style="position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;'
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#e4e4e4" '
        'stroked="f"><v:textpath '
        f'style="font-family:&quot;{xml_text(face)}&quot;;font-size:1pt" '
        f'string="{xml_text(words)}"/><w10:wrap anchorx="margin" anchory="margin"/>'
        "</v:shape></w:pict></w:r>"
    )
