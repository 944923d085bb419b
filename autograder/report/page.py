"""Write the report as one page that needs nothing else: no network, no other file.

Whatever a student wrote is text on it: the templates escape all they are given, and the page
allows no script but its own.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.report.charts import Bar
from autograder.report.tables import Table, shown


@dataclass(frozen=True)
class Figure:
    """A number of the summary and what it counts."""

    number: str
    says: str


@dataclass(frozen=True)
class Chart:
    """Rows of bars with a heading and, if there are several patterns, what each stands for."""

    title: str
    bars: tuple[Bar, ...]
    patterns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Example:
    """An example of some behaviour: what it is, how many have it, reasons, code, code to keep."""

    title: str
    handins: int
    by: str
    reasons: tuple[tuple[str, str], ...]
    code: str | None
    keep: str = ""
    keep_in: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the page: a heading, a sentence, and what is shown below it."""

    name: str
    title: str
    says: str
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    examples: tuple[Example, ...] = ()
    open_tables: bool = True


@dataclass(frozen=True)
class Page:
    """All of the report."""

    title: str
    says: str
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]

    @property
    def tables(self) -> list[Table]:
        """Return all tables of the page."""
        return [table for section in self.sections for table in section.tables]


def as_html(page: Page) -> str:
    """Return the page as HTML."""
    environment = Environment(
        loader=PackageLoader("autograder.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"shown": shown, "breakable": breakable}
    script, style = _own("report.js"), _own("report.css")
    policy = f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'"
    return environment.get_template("report.html").render(
        page=page, script=Markup(script), style=Markup(style), policy=policy
    )


def breakable(text: str) -> Markup:
    """Return a text that may go on in the next line after each underscore."""
    return escape(text).replace("_", Markup("_<wbr>"))


def _own(name: str) -> str:
    return resources.files("autograder.report").joinpath("templates", name).read_text("utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
