"""Formulas as MathML, which browsers draw and screen readers read, with a font that goes along.

A small Sphinx extension. LaTeX is translated while the book is built; no script and no request
is left in the page. The font is STIX Two Math (SIL Open Font License), cut down to the signs
mathematics needs.
"""

from __future__ import annotations

import logging
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from docutils import nodes
from fontTools import subset
from fontTools.ttLib import TTFont
from latex2mathml.converter import convert

MATHML = "http://www.w3.org/1998/Math/MathML"
CLOSING = (")", "]", "|", "‖", "′", "…")
FONT = "ziamath/fonts/STIXTwoMath-Regular.ttf"  # in the package of that name
FONT_FILE = "stix-two-math.woff"
ElementTree.register_namespace("", MATHML)
SIGNS = (
    (0x20, 0x7E),  # ASCII
    (0xA0, 0xFF),  # Latin-1: ×, ±, ², …
    (0x300, 0x338),  # accents
    (0x391, 0x3F5),  # Greek
    (0x2010, 0x2057),  # dashes, primes, dots
    (0x2061, 0x2064),  # invisible operators
    (0x20D0, 0x20D7),  # arrows over letters
    (0x2102, 0x2127),  # double-struck letters
    (0x2190, 0x21D5),  # arrows
    (0x2200, 0x22EF),  # operators
    (0x2308, 0x230B),  # ceiling, floor
    (0x27E8, 0x27E9),  # angle brackets
    (0x1D400, 0x1D467),  # bold and italic letters
    (0x1D6A8, 0x1D71B),  # bold and italic Greek
)


def setup(app: Any) -> dict[str, Any]:
    """Let Sphinx draw formulas by this module (`html_math_renderer = "mathml"`)."""
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    app.connect("build-finished", write_font)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def visit_inline(translator: Any, node: nodes.math) -> None:
    """Write a formula in the line."""
    translator.body.append(mathml(node.astext(), "inline"))
    raise nodes.SkipNode


def visit_block(translator: Any, node: nodes.math_block) -> None:
    """Write a formula on a line of its own, which may be scrolled on a narrow screen."""
    formula = mathml(node.astext(), "block")
    translator.body.append(f'<div class="formula" tabindex="0" role="group">{formula}</div>\n')
    raise nodes.SkipNode


def mathml(latex: str, display: str) -> str:
    """Return a LaTeX formula as MathML; `display` is inline or block."""
    formula = ElementTree.fromstring(convert(latex.strip(), display=display))
    for parent in list(formula.iter()):
        for place, child in enumerate(parent):
            parent[place] = _repaired(child, display)
        _mark_signs(parent)
    return ElementTree.tostring(formula, encoding="unicode")


def _repaired(part: Element, display: str) -> Element:
    """Return a part of a formula as a browser sets it well."""
    if part.tag == _tag("mo") and part.text == "‖":
        part.set("stretchy", "false")  # it does not know where it opens and where it closes
    if part.tag == _tag("msub") and part[0].text == "lim" and display == "block":
        part.tag = _tag("munder")
    if part.tag == _tag("msup") and part[1].text == "′":
        part.tag = _tag("mrow")  # the sign is raised already
        part[1].tag = _tag("mo")
        part[1].attrib.update(lspace="0", rspace="0", form="postfix")
    return part


def _mark_signs(row: Element) -> None:
    """Set a minus that has nothing to subtract from close to its number, as in (−2) and = −2."""
    before = None
    for part in row:
        after_sign = before is not None and before.tag == _tag("mo") and before.text not in CLOSING
        if after_sign and part.tag == _tag("mo") and part.text == "−":
            part.set("form", "prefix")
        before = part


def _tag(name: str) -> str:
    return f"{{{MATHML}}}{name}"


def write_font(app: Any, error: Exception | None) -> None:
    """Put the font beside the style sheets of the finished book."""
    if error is None and app.builder.format == "html":
        cut_font(Path(app.outdir) / "_static" / FONT_FILE)


def cut_font(target: Path) -> None:
    """Write the font with the signs of mathematics only, and its table of how to set them."""
    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of every table
    options = subset.Options(layout_features=["ssty", "dtls"], flavor="woff", notdef_outline=True)
    with open(str(distribution("ziamath").locate_file(FONT)), "rb") as file:
        font = TTFont(file)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[sign for low, high in SIGNS for sign in range(low, high + 1)])
        cutter.subset(font)
        subset.save_font(font, str(target), options)
