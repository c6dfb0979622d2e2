"""The DMN 1.5 document: definitions, inputs with their types, and the decisions."""

from collections.abc import Sequence
from urllib.parse import quote
from xml.etree import ElementTree as ET

from drafting.dmn.decisions import left_out
from drafting.dmn.feel import ANY, feel_type, string
from drafting.dmn.tables import Column, Decision, feel_name
from rules.loader import CompiledBook

MODEL = "https://www.omg.org/spec/DMN/20230324/MODEL/"
FEEL = "https://www.omg.org/spec/DMN/20230324/FEEL/"
_MEASURES, _NAMES = "tMeasures", "tNames"


def document(book: CompiledBook, decisions: Sequence[Decision]) -> bytes:
    """The XML of the decisions; every element that DMN gives an id has one of its own."""
    metadata = book.book.metadata
    root = ET.Element(
        "definitions",
        {
            "xmlns": MODEL,
            "id": f"book_{_ascii(book.id)}",
            "name": metadata.title,
            "namespace": f"urn:wenze:book:{quote(book.id)}:{quote(metadata.version)}",
            "expressionLanguage": FEEL,
            "typeLanguage": FEEL,
            "exporter": "wenze",
        },
    )
    about = f"{metadata.title} {metadata.number}，{metadata.version}，SHA-256 {book.book.sha256}"
    missing = [text.zh for text in left_out(book)]
    ET.SubElement(root, "description").text = "。".join([about, *missing])
    for name in (_MEASURES, _NAMES):
        item = ET.SubElement(
            root, "itemDefinition", {"id": f"type_{name}", "name": name, "isCollection": "true"}
        )
        ET.SubElement(item, "typeRef").text = "string"
    facts = _facts(book, decisions)
    for label, type_name in facts.items():
        name = feel_name(label)
        data = ET.SubElement(root, "inputData", {"id": _input_id(book, label), "name": name})
        fact = book.vocabulary.by_label(label)
        if fact.question:
            data.insert(0, _described(fact.question))
        attributes = {"id": f"{_input_id(book, label)}_variable", "name": name}
        ET.SubElement(data, "variable", {**attributes, "typeRef": type_name})
    ids = {decision.name: decision.id for decision in decisions}
    for decision in decisions:
        _decision(root, book, decision, ids)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _described(text: str) -> ET.Element:
    element = ET.Element("description")
    element.text = text
    return element


def _facts(book: CompiledBook, decisions: Sequence[Decision]) -> dict[str, str]:
    """The facts that some column reads, in the order of the vocabulary, and their types."""
    read = {c.needs for d in decisions for c in d.columns if c.of_fact}
    return {
        fact.label: _NAMES if fact.type == "choices" else feel_type(fact)
        for fact in book.vocabulary.facts
        if fact.label in read
    }


def _input_id(book: CompiledBook, label: str) -> str:
    return f"input_{book.vocabulary.by_label(label).id}"


def _decision(
    root: ET.Element, book: CompiledBook, decision: Decision, ids: dict[str, str]
) -> None:
    own = f"decision_{decision.id}"
    element = ET.SubElement(root, "decision", {"id": own, "name": decision.name})
    element.append(_described(decision.about))
    single = len(decision.outputs) == 1
    variable = {"id": f"{own}_variable", "name": decision.name}
    kind = {"typeRef": decision.outputs[0].type} if single else {}
    ET.SubElement(element, "variable", {**variable, **kind})
    needed = dict.fromkeys((c.of_fact, c.needs) for c in decision.columns)
    for number, (of_fact, needs) in enumerate(needed):
        link = ET.SubElement(element, "informationRequirement", {"id": f"{own}_needs_{number}"})
        tag = "requiredInput" if of_fact else "requiredDecision"
        target = _input_id(book, needs) if of_fact else f"decision_{ids[needs]}"
        ET.SubElement(link, tag, {"href": f"#{target}"})
    table = ET.SubElement(
        element, "decisionTable", {"id": f"{own}_table", "hitPolicy": decision.hit_policy}
    )
    for number, column in enumerate(decision.columns):
        _input(table, f"{own}_input_{number}", column)
    for number, output in enumerate(decision.outputs):
        named = {"id": f"{own}_output_{number}", "name": output.name, "typeRef": output.type}
        clause = ET.SubElement(table, "output", named)
        if output.allowed:
            _text(clause, "outputValues", f"{own}_output_{number}_values", _values(output.allowed))
    ET.SubElement(table, "annotation", {"name": "说明"})
    for number, row in enumerate(decision.rows):
        rule = ET.SubElement(table, "rule", {"id": f"{own}_rule_{number}"})
        for place, column in enumerate(decision.columns):
            text = row.cells.get(column.expression, ANY)
            _text(rule, "inputEntry", f"{own}_rule_{number}_in_{place}", text)
        for place, value in enumerate(row.outputs):
            _text(rule, "outputEntry", f"{own}_rule_{number}_out_{place}", value)
        note = ET.SubElement(rule, "annotationEntry")
        ET.SubElement(note, "text").text = row.note


def _input(table: ET.Element, name: str, column: Column) -> None:
    clause = ET.SubElement(table, "input", {"id": name})
    expression = {"id": f"{name}_expression", "typeRef": column.type}
    ET.SubElement(
        ET.SubElement(clause, "inputExpression", expression), "text"
    ).text = column.expression
    if column.allowed:
        _text(clause, "inputValues", f"{name}_values", _values(column.allowed))


def _values(allowed: Sequence[str]) -> str:
    return ", ".join(string(value) for value in allowed)


def _text(parent: ET.Element, tag: str, name: str, text: str) -> None:
    ET.SubElement(ET.SubElement(parent, tag, {"id": name}), "text").text = text


def _ascii(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)
