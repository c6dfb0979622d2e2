"""The package around a Word document: what its parts are, and how they hang together."""

from collections.abc import Mapping

from exporters.case_report.ooxml import PROLOGUE, packed, xml_text

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


def package(title: str, parts: Mapping[str, bytes]) -> bytes:
    """A .docx of a ``document`` and the parts that it refers to.

    A part is known by its name: ``styles``, ``header2`` …; the document refers to it as
    ``rHeader2``. Neither author nor clock: who wrote a report signs it, and its day stands in it.
    """
    beside = [name for name in parts if name != "document"]
    return packed(
        {
            "[Content_Types].xml": _content_types(parts),
            "_rels/.rels": _relations(
                ("rId1", f"{_RELATION}/officeDocument", "word/document.xml"),
                ("rId2", f"{_RELATION}/extended-properties", "docProps/app.xml"),
                ("rId3", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ),
            "word/_rels/document.xml.rels": _relations(
                *(
                    (f"r{name[0].upper()}{name[1:]}", f"{_RELATION}/{_kind(name)}", f"{name}.xml")
                    for name in beside
                )
            ),
            **{f"word/{name}.xml": content for name, content in parts.items()},
            "docProps/app.xml": _app(),
            "docProps/core.xml": _core(title),
        }
    )


def _kind(name: str) -> str:
    """header2 is a header."""
    return name.rstrip("0123456789")


def _content_types(parts: Mapping[str, bytes]) -> bytes:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.'
        f'{"document.main" if name == "document" else _kind(name)}+xml"/>'
        for name in parts
    )
    return (
        f'{PROLOGUE}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_RELATIONS_TYPE}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'{overrides}<Override PartName="/docProps/core.xml" ContentType="{_CORE_TYPE}"/>'
        f'<Override PartName="/docProps/app.xml" ContentType="{_APP_TYPE}"/></Types>'
    ).encode()


def _relations(*given: tuple[str, str, str]) -> bytes:
    listed = "".join(
        f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in given
    )
    return (
        f'{PROLOGUE}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
    ).encode()


def _app() -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{PROLOGUE}<Properties xmlns="{space}"/>'.encode()


def _core(title: str) -> bytes:
    return (
        f'{PROLOGUE}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{xml_text(title)}</dc:title></cp:coreProperties>"
    ).encode()
