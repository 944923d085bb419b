"""Turn text that students wrote into HTML that runs nothing and loads nothing.

Markdown is nbconvert's, formulas become MathML, which browsers draw by themselves; then all
of it goes through a sanitiser. What is too long is shown as it stands. Whoever calls this
must also limit its time: a parser can always be made slow.
"""

from __future__ import annotations

import functools
import html
import re
import xml.etree.ElementTree as ElementTree

import nh3
from jinja2 import pass_context
from jinja2.runtime import Context
from latex2mathml.converter import convert_to_element
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

MAX_MARKDOWN, MAX_CODE, MAX_FORMULA, MAX_FORMULAS = 20_000, 20_000, 1000, 300
MAX_KNOWN = 4000
OPEN, CLOSE = "\ue000", "\ue001"  # private characters: they stand for a formula, in no text
DATA_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
LINK = re.compile(r"(https?:|mailto:|#)", re.IGNORECASE)
TAGS = nh3.ALLOWED_TAGS - {"map", "area"}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "ol": {"start"},
    "details": {"open"},
}
SPACE = re.compile(r"-?\d?(\.\d+)?em")
MATH_ATTRIBUTES = {"display", "stretchy", "minsize", "maxsize", "mathvariant", "columnalign"}


def clean(dangerous: str) -> Markup:
    """Return HTML without scripts, styles, frames, forms and anything that is fetched."""
    return Markup(
        nh3.clean(
            dangerous,
            tags=TAGS,
            attributes=ATTRIBUTES,
            attribute_filter=_harmless,
            url_schemes={"http", "https", "mailto", "data"},
            link_rel="noopener noreferrer",
        )
    )


def _kept(attribute: str, value: str) -> bool:
    """Say whether a formula keeps an attribute; of widths those of LaTeX's own spaces."""
    return attribute in MATH_ATTRIBUTES or (attribute == "width" and bool(SPACE.fullmatch(value)))


def _harmless(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if DATA_PICTURE.fullmatch(value) else None
    if attribute == "href":
        return value if LINK.match(value.strip()) else None
    return value


class _Renderer(IPythonRenderer):
    """nbconvert's renderer, formulas kept aside and fenced code left as it stands."""

    def __init__(self, attachments: dict[str, dict[str, str]]) -> None:
        super().__init__(escape=False, exclude_anchor_links=True, attachments=attachments)
        self.formulas: list[Markup] = []

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<pre><code>{html.escape(code)}</code></pre>\n"

    def heading(self, text: str, level: int, **attrs: object) -> str:
        level = min(level + 1, 6)  # the page has a title of its own
        return f"<h{level}>{text}</h{level}>\n"

    def block_math(self, body: str) -> str:
        return self._aside(body, "block")

    def inline_math(self, body: str) -> str:
        return self._aside(body, "inline")

    def latex_environment(self, name: str, body: str) -> str:
        return self._aside(rf"\begin{{{name}}}{body}\end{{{name}}}", "block")

    def _aside(self, body: str, display: str) -> str:
        self.formulas.append(formula(body, display))
        return f"{OPEN}{len(self.formulas) - 1}{CLOSE}"


def markdown(source: str, attachments: dict[str, dict[str, str]] | None = None) -> Markup:
    """Return Markdown as harmless HTML. A picture that is not there is left out."""
    if len(source) > MAX_MARKDOWN or source.count("$") > 2 * MAX_FORMULAS:
        return preformatted(source)
    if attachments:
        return _markdown(source, attachments)
    return _known_markdown(source)


@pass_context
def markdown_of_cell(context: Context, source: str) -> Markup:
    """Return a cell's Markdown as harmless HTML, in a page that nbgrader makes.

    Stands for nbconvert's filter `markdown2html` there: see nbgrader_config.py.
    """
    return markdown(source, dict(context.get("cell", {}).get("attachments", {})))


@functools.lru_cache(MAX_KNOWN)
def _known_markdown(source: str) -> Markup:
    """Lesson text is the same in each notebook of a class: it is rendered once."""
    return _markdown(source, {})


def _markdown(source: str, attachments: dict[str, dict[str, str]]) -> Markup:
    renderer = _Renderer(attachments)
    try:
        text = MarkdownWithMath(renderer=renderer).render(re.sub(f"[{OPEN}{CLOSE}]", "", source))
    except (InvalidNotebook, RecursionError, StopIteration):
        return preformatted(source)
    safe = clean(text)
    return Markup(
        re.sub(f"{OPEN}(\\d+){CLOSE}", lambda found: renderer.formulas[int(found[1])], safe)
    )


def sentence(text: str) -> Markup:
    """Return a sentence of ours, with Markdown's marks, without a paragraph round it."""
    return Markup(markdown(text).strip().removeprefix("<p>").removesuffix("</p>"))


@functools.lru_cache(MAX_KNOWN)
def formula(tex: str, display: str) -> Markup:
    """Return a formula as MathML; as TeX where it is too long or no good TeX."""
    if len(tex) > MAX_FORMULA:
        return Markup("<code>{}</code>").format(tex)
    try:
        element = convert_to_element(tex, display=display)
    except Exception:  # the library raises all kinds on what a person mistyped
        return Markup("<code>{}</code>").format(tex)
    for part in element.iter():
        part.text = html.unescape(part.text or "")
        part.attrib = {key: one for key, one in part.attrib.items() if _kept(key, one)}
    return Markup(ElementTree.tostring(element, encoding="unicode"))


@functools.lru_cache(MAX_KNOWN)
def code(source: str) -> Markup:
    """Return Python code with its parts coloured; long code as it stands."""
    if len(source) > MAX_CODE:
        return preformatted(source)
    return Markup(highlight(source, PythonLexer(), HtmlFormatter(cssclass="code")))


def preformatted(text: str, limit: int = MAX_CODE) -> Markup:
    """Return text as it stands, without the colours of terminals, cut at `limit`."""
    cut = "" if len(text) <= limit else f"\n… {len(text) - limit} more characters are left out"
    shown = ANSI.sub("", text[:limit]) + cut
    return Markup("<pre>{}</pre>").format(shown)
