"""Paragraphs of a DOCX: their text as shown (inserted kept, deleted dropped), their number, their look."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pipeline.readers.drafts import Align
from pipeline.readers.word_numbers import Numbering, qn, value

ALIGNS: dict[str, Align] = {"center": "center", "right": "right", "end": "right", "left": "left", "start": "left"}
TEXT = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\u00ad",
}
INSIDE = {
    qn(f"w:{tag}")
    for tag in ("hyperlink", "ins", "moveTo", "sdt", "sdtContent", "smartTag", "fldSimple", "customXml", "dir", "bdo")
}
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
FALSE = {"0", "false", "none", "off"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines as shown, with the list number before the first. `spaced`: it stands off from the one above.

    `indents` are those at the left and at the right, in points.
    """

    lines: tuple[str, ...]
    align: Align | None = None
    bold: bool = False
    listed: bool = False
    prose: bool = False
    spaced: bool = False
    indents: tuple[float, float] = (0.0, 0.0)


@dataclass
class Styles:
    """What paragraphs inherit. `numbering` counts as paragraphs are read, so read each once and in order."""

    root: Any
    numbering: Numbering
    known: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Any]:
        return {style.get(qn("w:styleId")): style for style in self.root.iter(qn("w:style"))}

    @cached_property
    def default(self) -> str | None:
        plain = (
            s
            for s in self.by_id.values()
            if s.get(qn("w:type")) == "paragraph" and s.get(qn("w:default")) in {"1", "true"}
        )
        return next((style.get(qn("w:styleId")) for style in plain), None)

    def chain(self, style: str | None) -> Iterator[Any]:
        """The style and those it is based on."""
        seen = set()
        while style in self.by_id and style not in seen:
            seen.add(style)
            yield self.by_id[style]
            style = value(self.by_id[style], "w:basedOn")


def paragraph_of(p: Any, styles: Styles) -> Paragraph:
    properties = [pr for pr in (p.find(qn("w:pPr")), *_style_properties(p, styles, "w:pPr")) if pr is not None]
    runs = [(text, _bold(run, p, styles)) for run in runs_of(p) if (text := run_text(run))]
    text = "".join(text for text, _ in runs)
    label = _label(properties, styles.numbering)  # Word shows it even where there is no text: cells of the column «№»
    lines = f"{label} {text.strip()}".split("\n")
    return Paragraph(
        lines=tuple(line.strip() for line in lines if line.strip()),
        align=next((ALIGNS.get(jc) for pr in properties if (jc := value(pr, "w:jc"))), None),
        bold=bool(text.strip()) and all(bold for text, bold in runs if text.strip()),
        listed=bool(label),
        prose=_is_prose(properties),
        indents=(_points(properties, "w:ind", "w:left"), _points(properties, "w:ind", "w:right")),
        spaced=_points(properties, "w:spacing", "w:before") >= 6,
    )


def _style_properties(p: Any, styles: Styles, tag: str) -> list[Any]:
    own = p.find(qn("w:pPr"))
    name = value(own, "w:pStyle") or styles.default
    return [style.find(qn(tag)) for style in styles.chain(name)]


def _is_prose(properties: list[Any]) -> bool:
    """Justified, or with a first line that stands further in."""
    justified = next((jc for pr in properties if (jc := value(pr, "w:jc"))), None) in {"both", "distribute"}
    return justified or _points(properties, "w:ind", "w:firstLine") > 10


def _points(properties: list[Any], tag: str, attribute: str) -> float:
    for pr in properties:
        child = pr.find(qn(tag))
        if child is not None and child.get(qn(attribute)):
            return float(child.get(qn(attribute))) / 20
    return 0.0


def _label(properties: list[Any], numbering: Numbering) -> str:
    for pr in properties:
        numbers = pr.find(qn("w:numPr"))
        if numbers is None:
            continue
        num = value(numbers, "w:numId") or next(
            (n for other in properties if (n := value(other.find(qn("w:numPr")), "w:numId"))), None
        )
        return numbering.label(num, int(value(numbers, "w:ilvl") or 0)) if num and num != "0" else ""
    return ""


def runs_of(parent: Any) -> Iterator[Any]:
    """Runs in order, also inside links, insertions and content controls; not inside deletions."""
    for child in parent:
        if child.tag == qn("w:r"):
            yield child
        elif child.tag in INSIDE:
            yield from runs_of(child)


def run_text(run: Any) -> str:
    if _is_on(run.find(qn("w:rPr")), "w:vanish"):
        return ""
    return "".join((node.text or "") if node.tag == qn("w:t") else TEXT.get(node.tag, "") for node in run)


def _bold(run: Any, p: Any, styles: Styles) -> bool:
    own = run.find(qn("w:rPr"))
    inherited = [
        *(style.find(qn("w:rPr")) for style in styles.chain(value(own, "w:rStyle"))),
        *_style_properties(p, styles, "w:rPr"),
    ]
    found = next((pr for pr in (own, *inherited) if pr is not None and pr.find(qn("w:b")) is not None), None)
    return _is_on(found, "w:b")


def _is_on(properties: Any, tag: str) -> bool:
    child = properties.find(qn(tag)) if properties is not None else None
    return child is not None and child.get(qn("w:val")) not in FALSE


def boxes_of(p: Any) -> Iterator[Any]:
    """Contents of text boxes anchored in the paragraph, each once though Word writes it for old and new programs."""
    for node in p.iter(qn("w:txbxContent")):
        alternate: Any = next(node.iterancestors(ALTERNATE), None)
        if alternate is None or alternate.find(CHOICE) is None or any(a.tag == CHOICE for a in node.iterancestors()):
            yield node
