"""Put a feedback page into its template, which is read once for a whole batch."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from autograder import markup
from autograder.drawing import draw, left_out
from autograder.live import LivePages
from autograder.notebook import parse
from autograder.page import Asked, Block, Painter, Panel, notes_of
from autograder.spec import NotebookSpec


@dataclass(frozen=True)
class Row:
    """A task in the table at the top."""

    name: str
    score: float
    max_score: float
    found: str


class Paper:
    """Makes whole pages of one assignment; keep it for all of them.

    `lessons` holds, by notebook, the texts of the cells that are no cells of nbgrader's; `live`
    the course's own pages for live pictures, whose scripts are the only ones that may run.
    """

    def __init__(
        self,
        specs: Mapping[str, NotebookSpec],
        lessons: Mapping[str, Collection[str]],
        live: LivePages,
    ) -> None:
        environment = Environment(
            loader=PackageLoader("autograder"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals["points"] = lambda number: f"{round(number, 2):g}"
        environment.globals["sentence"] = markup.sentence
        environment.globals["scripts"] = Markup(" ".join(live.scripts))
        self._page = environment.get_template("feedback.html")
        self._panel = environment.get_template("panel.html")
        self._painters = {
            name: Painter(spec.released, lessons[name], self.panel, live)
            for name, spec in specs.items()
        }

    def page(self, asked: Asked, data: bytes | None, key: str, plain: bool = False) -> str:
        """Return a page as HTML, of an autograded notebook's bytes or, for None, without one.

        `plain` parses nothing a student wrote. Raises UnreadableNotebook.
        """
        if data is None:
            return self._page.render(page=_view(asked, key, [], _panels(asked)))
        notebook = parse(data, outputs=True).notebook
        blocks, panels = self._painters[asked.notebook].blocks(notebook, asked, plain)
        return self._page.render(page=_view(asked, key, blocks, panels))

    def panel(self, panel: Panel) -> Markup:
        """Return a task's panel as HTML."""
        evidence = panel.result.evidence if panel.result else ()
        shown = {
            "name": panel.name,
            "score": panel.mark.score,
            "max_score": panel.mark.max_score,
            "by_hand": panel.by_hand,
            "mistakes": panel.mistakes,
            "tests": panel.tests,
            "comment": markup.markdown(panel.mark.comment) if panel.mark.comment else "",
            "pictures": [
                {"title": one.title, "svg": draw(one), "left_out": left_out(one)}
                for one in evidence
            ],
        }
        return Markup(self._panel.render(panel=shown))


def _view(asked: Asked, key: str, blocks: list[Block], panels: list[Panel]) -> dict[str, Any]:
    """Return what the template of a page shows."""
    marks = asked.marks
    return {
        "key": key,
        "student": asked.student,
        "assignment": asked.assignment,
        "notebook": asked.notebook,
        "score": marks.score - marks.penalty,
        "max_score": marks.max_score,
        "penalty": marks.penalty,
        "waiting": sum(one.max_score for one in marks.cells.values() if one.waits),
        "notes": notes_of(asked),
        "tasks": [Row(one.name, one.mark.score, one.mark.max_score, one.found) for one in panels],
        "blocks": blocks,
    }


def _panels(asked: Asked) -> list[Panel]:
    """Return a panel for each graded cell of a notebook that is not there."""
    return [
        Panel(name.removeprefix("test_"), mark, None)
        for name, mark in asked.marks.cells.items()
        if mark.max_score > 0
    ]
