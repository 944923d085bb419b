"""A made class with a key: right answers, kept mistakes and planted bugs, dealt by a seed.

Every kept mistake and every way of every planted bug is dealt at least once (as far as the
class is large enough); some students stop half-way, and a few copy a neighbour's hand-in with
other names and remarks.
"""

from __future__ import annotations

import ast
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.proofs.planted import planted_bugs

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "demo"))

from draft import ASSIGNMENT, Draft, Kit  # noqa: E402

RIGHT, MISTAKE, BUG, LEFT = "right", "mistake", "bug", "left"
STOPPING, WRONG, PLANTED = 0.25, 0.18, 0.35
COPIES_PER_HUNDRED = 2
LEAST_COPIED = 3
GLOBALS = (ast.Global, ast.Nonlocal)
SLOW = ("never_stops",)  # dealt once only: each costs its time limit


@dataclass(frozen=True)
class Planted:
    """What one answer is: its kind and its name ("" for one that was left)."""

    kind: str
    name: str = ""


@dataclass
class Made:
    """What was planted: for each student each task's answer, and who copied from whom."""

    answers: dict[str, dict[str, Planted]] = field(default_factory=dict)
    copies: list[tuple[str, str]] = field(default_factory=list)


def make_class(course: Path, target: Path, size: int, seed: int) -> Made:
    """Write `size` hand-ins of the course into `target`; return what was planted.

    Raises CourseError when there is no release.
    """
    kit, dealer, made = Kit(course), Dealer(course, seed), Made()
    copies = round(size * COPIES_PER_HUNDRED / 100)
    names = [f"student{number:03d}" for number in range(size)]
    dealer.dice.shuffle(names)
    sources = {}
    for name in names[copies:]:
        made.answers[name], sources[name] = dealer.student()
        _write(target / name / ASSIGNMENT, kit, sources[name])
    worth_it = [name for name in sources if _telling(made.answers[name]) >= LEAST_COPIED]
    for name in names[:copies]:
        origin = dealer.dice.choice(worth_it)
        made.answers[name] = made.answers[origin]
        made.copies.append((origin, name))
        _write(target / name / ASSIGNMENT, kit, disguised(sources[origin]))
    return made


class Dealer:
    """Deals answers: for each task right ones, mistakes and planted bugs."""

    def __init__(self, course: Path, seed: int) -> None:
        self.dice = random.Random(seed)
        self._kit = Kit(course)
        self._mistakes = _deck(_mistakes(self._kit), self.dice)
        self._names = {way: bug.name for bug in planted_bugs() for way in bug.ways}
        ways = [(bug.task, way) for bug in planted_bugs() for way in bug.ways]
        self._bugs = _deck(ways, self.dice)

    def student(self) -> tuple[dict[str, Planted], dict[str, str]]:
        """Return one student's answers by task: what they are, and their source if any."""
        tasks = list(self._kit.tasks)
        stops = self.dice.random() < STOPPING
        done = tasks[: self.dice.randrange(len(tasks))] if stops else tasks
        weak = self.dice.uniform(0.2, 2.0) * WRONG
        dealt = {task: self._answer(task, weak) for task in done}
        answers = {task: dealt[task][0] if task in dealt else Planted(LEFT) for task in tasks}
        return answers, {task: source for task, (_, source) in dealt.items()}

    def _answer(self, task: str, weak: float) -> tuple[Planted, str]:
        kept = self._kit.kept(task)
        if self.dice.random() > weak:
            name = self.dice.choice(["reference", *(one.name for one in kept.alternatives)])
            return Planted(RIGHT, name), self._kit.source(task, name)
        if task in self._bugs and self.dice.random() < PLANTED:
            source = next(self._bugs[task])
            return Planted(BUG, self._names[source]), source
        name = next(self._mistakes[task])
        one = Planted(MISTAKE, self._kit.answer(task, name).same_as or name)
        return one, self._kit.source(task, name)


def disguised(sources: dict[str, str]) -> dict[str, str]:
    """Return answers as a careful copyist hands them in: other local names, own remarks."""
    return {
        task: f"# {task}, done on my own\n{ast.unparse(_Renamed().visit(ast.parse(source)))}"
        for task, source in sources.items()
    }


class _Renamed(ast.NodeTransformer):
    """Give the variables a function assigns another name."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        told = {name for one in ast.walk(node) if isinstance(one, GLOBALS) for name in one.names}
        told |= {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}
        own = {
            one.id
            for one in ast.walk(node)
            if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
        }
        for one in ast.walk(node):
            if isinstance(one, ast.Name) and one.id in own - told:
                one.id = f"my_{one.id}"
        return node


def _mistakes(kit: Kit) -> list[tuple[str, str]]:
    return [(task, one.name) for task in kit.tasks for one in kit.kept(task).mistakes]


def _deck(cards: list[tuple[str, str]], dice: random.Random) -> dict[str, Iterator[str]]:
    """Return by task an endless deck of names: all of them once, then any but slow ones."""
    by_task: dict[str, list[str]] = {}
    for task, name in cards:
        by_task.setdefault(task, []).append(name)
    return {task: _endless(names, dice) for task, names in by_task.items()}


def _endless(names: list[str], dice: random.Random) -> Iterator[str]:
    yield from dice.sample(names, len(names))
    again = [name for name in names if name not in SLOW]
    while True:
        yield dice.choice(again)


def _telling(answers: dict[str, Planted]) -> int:
    """Count the wrong answers: by these a copy is known, right ones have few forms."""
    return sum(one.kind in (MISTAKE, BUG) for one in answers.values())


def _write(folder: Path, kit: Kit, sources: dict[str, str]) -> None:
    draft = Draft(kit)
    draft.leave(*(task for task in kit.tasks if task not in sources))
    for task, source in sources.items():
        draft.write(task, source)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in draft.files().items():
        (folder / name).write_bytes(data)
