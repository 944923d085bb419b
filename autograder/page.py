"""One feedback page: a student's notebook, and at each task what grading found.

A page is made of an autograded notebook and of the gradebook's marks. It shows the released
text of locked cells, so nothing that the release hides; it stays under MAX_PAGE bytes by
leaving out, in this order, live pictures, pictures, lesson text and long outputs.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup
from nbformat import NotebookNode

from autograder import markup
from autograder.live import LivePages
from autograder.marks import CellMark, Marks
from autograder.notebook import grade_id
from autograder.outputs import frame, live, pictures, stand_in, texts
from autograder.spec import CHECK, TEST
from autograder.taskdata import read_task
from autograder.verdict import NamedMistake, TaskResult, TestResult

MAX_PAGE = 275_000
LEFT_OUT = Markup('<p class="title">left out here: the page would get too large</p>')
FRAME = 150  # bytes round each part
MAX_MISSES = 20


@dataclass(frozen=True)
class Asked:
    """What a page is asked for: whose notebook, its marks, and remarks on the hand-in."""

    student: str
    assignment: str
    notebook: str
    marks: Marks
    repairs: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    error: str | None = None


@dataclass(frozen=True)
class Note:
    """A titled list of remarks above the notebook."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Panel:
    """What is shown at a task: points, mistakes, pictures, tests, a person's words."""

    name: str
    mark: CellMark
    result: TaskResult | None

    @property
    def found(self) -> str:
        """Return the task's result in a few words."""
        if self.mark.waits:
            return "waits for a person"
        if self.result and self.result.mistakes:
            return "a mistake we know"
        if self.mark.score >= self.mark.max_score:
            return "all points"
        return "no points" if self.mark.score == 0 else "a part of the points"

    @property
    def by_hand(self) -> str:
        """Return what a person has to do with the points."""
        if self.mark.waits:
            return "A person still has to read this answer."
        if self.mark.again:
            return "A person set these points, and will look again at what has changed since."
        return "A person set these points." if self.mark.given else ""

    @property
    def mistakes(self) -> tuple[NamedMistake, ...]:
        """Return the named mistakes."""
        return self.result.mistakes if self.result else ()

    @property
    def tests(self) -> tuple[TestResult, ...]:
        """Return the hidden tests' lines."""
        return self.result.tests if self.result else ()


@dataclass
class Part:
    """A piece of a block; pieces with a lower `rank` are sure of their place.

    What there is no room for is replaced by `instead`.
    """

    rank: int
    make: Callable[[], Markup]
    instead: Markup = LEFT_OUT
    html: Markup = Markup("")


@dataclass
class Block:
    """One cell on the page."""

    kind: str
    title: str = ""
    label: str = ""
    anchor: str = ""
    parts: list[Part] = field(default_factory=list)

    @property
    def body(self) -> Markup:
        """Return the cell's HTML."""
        return Markup("\n").join(part.html for part in self.parts)


RESULT, ANSWER, OUTPUT, LESSON, PICTURE, LIVE = range(6)


class Painter:
    """Makes the blocks of pages; `show_panel` renders a panel.

    `released` gives the text of nbgrader's cells as students got it; `lesson` are the texts of
    the other cells: what is none of them is the student's own. `pages` are the course's own for
    live pictures.
    """

    def __init__(
        self,
        released: Mapping[str, str],
        lesson: Collection[str],
        show_panel: Callable[[Panel], Markup],
        pages: LivePages,
    ) -> None:
        self._released, self._lesson, self._show_panel = released, lesson, show_panel
        self._pages = pages

    def blocks(
        self, notebook: NotebookNode, asked: Asked, plain: bool
    ) -> tuple[list[Block], list[Panel]]:
        """Return a notebook's blocks and panels; `plain` parses nothing a student wrote."""
        blocks, panels = [], []
        waiting: Panel | None = None  # a task's panel stands after the cell of its answer
        for cell in notebook.cells:
            known = grade_id(cell)
            if waiting and known:
                blocks.append(self._panel_block(waiting))
                waiting = None
            if not known.startswith(TEST):
                blocks.append(self._cell(cell, plain, answer=waiting.name if waiting else ""))
            panel = self._panel(cell, asked) or waiting
            waiting = None
            if panel and cell.metadata.get("nbgrader", {}).get("task"):
                waiting = panel
            elif panel:
                blocks.append(self._panel_block(panel))
            panels += [panel] if panel and panel not in panels else []
        blocks += [self._panel_block(waiting)] if waiting else []
        _fill(blocks)
        return [block for block in blocks if block.body], panels

    def _panel(self, cell: NotebookNode, asked: Asked) -> Panel | None:
        """Return the panel that stands after a cell: after tests and answers a person marks."""
        known, nbgrader = grade_id(cell), cell.metadata.get("nbgrader", {})
        if known.startswith(TEST):
            mark = asked.marks.of(known)
            result = read_task(cell, asked.notebook, mark.max_score)
            task = known.removeprefix(TEST)
            return Panel(task, _with_comment(mark, asked.marks.of(task)), result)
        if nbgrader.get("task") or (nbgrader.get("grade") and nbgrader.get("solution")):
            return Panel(known, asked.marks.of(known), None)
        return None

    def _panel_block(self, panel: Panel) -> Block:
        parts = [Part(RESULT, lambda: self._show_panel(panel))]
        label = f"What was found in {panel.name}"
        return Block("panel", label=label, anchor=f"task-{panel.name}", parts=parts)

    def _cell(self, cell: NotebookNode, plain: bool, answer: str) -> Block:
        """Return a cell's block; `answer` is the task that a plain cell is the answer to."""
        known, nbgrader = grade_id(cell), cell.metadata.get("nbgrader", {})
        locked = nbgrader.get("locked") and not nbgrader.get("solution")
        source = self._released.get(known, "") if locked else cell.source
        own = not known and cell.source.strip() not in self._lesson
        block = _block_of(known, known if nbgrader.get("solution") else answer, own)
        rank = ANSWER if block.kind == "answer" else LESSON
        block.parts.append(Part(rank, lambda: _source(cell, source, block.kind, plain)))
        outputs = cell.get("outputs", [])
        block.parts += [Part(OUTPUT, functools.partial(one, plain)) for one in texts(outputs)]
        block.parts += [Part(PICTURE, functools.partial(Markup, one)) for one in pictures(outputs)]
        block.parts += [self._live(one, plain) for one in live(outputs)]
        return block

    def _live(self, output: NotebookNode, plain: bool) -> Part:
        """Return a live picture's part; its sentence on a page that parses nothing."""
        sentence = stand_in(output)
        if plain:
            return Part(OUTPUT, lambda: sentence)
        return Part(LIVE, lambda: frame(output, self._pages), instead=sentence + LEFT_OUT)


def _block_of(known: str, answer: str, own: bool) -> Block:
    if answer:
        return Block("answer", f"Your answer: {answer}", f"Your answer to {answer}")
    if own:
        return Block("answer", "A cell of your own")
    if known.startswith(CHECK):
        return Block("check", "The visible check")
    return Block("lesson")


def _source(cell: NotebookNode, source: str, kind: str, plain: bool) -> Markup:
    if plain:
        return markup.preformatted(source)
    if cell.cell_type == "markdown":
        return markup.markdown(source, cell.get("attachments"))
    if cell.cell_type != "code":
        return markup.preformatted(source)
    if kind == "check":
        return Markup("<details><summary>its code</summary>{}</details>").format(
            markup.code(source)
        )
    return markup.code(source) if source.strip() else Markup("")


def _with_comment(mark: CellMark, answer: CellMark) -> CellMark:
    """Return a test's mark with the comment, which nbgrader keeps at the answer."""
    text = "\n\n".join(one for one in (mark.comment, answer.comment) if one)
    return replace(mark, comment=text)


def _fill(blocks: Sequence[Block]) -> None:
    """Render the parts of all blocks in the order of their rank, as long as there is room.

    After MAX_MISSES parts that found none, the page is full: rendering costs time, too.
    """
    room, misses = MAX_PAGE, 0
    for part in _ranked(blocks):
        made = part.make() if misses < MAX_MISSES else Markup("")
        if len(made.encode()) + FRAME > room:
            made, misses = part.instead if misses < MAX_MISSES else Markup(""), misses + 1
        part.html = made
        room -= len(made.encode()) + FRAME if made else 0


def _ranked(blocks: Sequence[Block]) -> list[Part]:
    parts = [part for block in blocks for part in block.parts]
    return sorted(parts, key=lambda part: part.rank)


def notes_of(asked: Asked) -> tuple[Note, ...]:
    """Return the remarks on a hand-in, in lists with a title each."""
    notes = [
        Note("This notebook could not be graded", (asked.error,) if asked.error else ()),
        Note("What was repaired to grade it", asked.repairs),
        Note("What went wrong while it ran", asked.events),
    ]
    return tuple(note for note in notes if note.lines)
