"""A demo hand-in under construction: whatever is done to it is also noted as expected.

A draft starts with every task answered right; a story then spoils some of it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from answer_code import KeptCode
from nbformat import NotebookNode, v4

from autograder.answers import Answer, Task
from autograder.course import Course, CourseError, load_answers

ASSIGNMENT = "derivatives"
WRONG = "<1"


class Kit:
    """What all hand-ins are made from: the released notebooks and the kept answers.

    Raises CourseError when there is no release.
    """

    def __init__(self, root: Path) -> None:
        released = sorted((root / "release" / ASSIGNMENT).glob("*.ipynb"))
        if not released:
            raise CourseError(f"{root} has no released notebooks: run `autograder release` first")
        self.notebooks = {path.stem: nbformat.read(path, as_version=4) for path in released}
        self._kept: dict[str, Task] = {}
        self._code: dict[str, KeptCode] = {}
        self._sources: dict[tuple[str, str], str] = {}
        self.tasks: dict[str, str] = {}
        for notebook in self.notebooks:
            answers, module = load_answers(Course(root).answers(ASSIGNMENT, notebook))
            self._kept |= answers.tasks
            self._code |= dict.fromkeys(answers.tasks, KeptCode(module))
            self.tasks |= dict.fromkeys(answers.tasks, notebook)

    def kept(self, task: str) -> Task:
        """Return a task's kept answers."""
        return self._kept[task]

    def answer(self, task: str, name: str) -> Answer:
        """Return a kept answer by its name. Raises KeyError when there is none."""
        kept = self._kept[task]
        for one in (kept.answer, *kept.alternatives, *kept.mistakes):
            if one and one.name == name:
                return one
        raise KeyError(f"{task} keeps no answer {name!r}")

    def source(self, task: str, name: str = "reference") -> str:
        """Return the cell that binds a task to a kept answer."""
        if (task, name) not in self._sources:
            self._sources[task, name] = self._code[task].cell(task, self.answer(task, name))
        return self._sources[task, name]


class Draft:
    """One student's notebooks, and in `expected` what is certain about their grading.

    `expected` holds `scores` (task: 1.0, 0.0 or "<1", less than full), `mistakes` (task: names),
    `error` (part of the result line's error, "" for none), `remarks` (a part of each repair and
    event) and `shows` (notebook: what its autograded copy shows).
    """

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.notebooks: dict[str, NotebookNode] = copy.deepcopy(kit.notebooks)
        self.expected: dict[str, Any] = {
            "scores": {},
            "mistakes": {},
            "error": "",
            "remarks": [],
            "shows": {},
        }
        self._file_names = {name: f"{name}.ipynb" for name in self.notebooks}
        self._changes: dict[str, Callable[[bytes], bytes]] = {}
        for task in kit.tasks:
            self.answer(task)

    def tasks_of(self, notebook: str) -> list[str]:
        """Return a notebook's tasks that tests grade."""
        return [task for task, home in self.kit.tasks.items() if home == notebook]

    def cells(self, task: str) -> list[NotebookNode]:
        """Return the cells of a task's notebook, to change."""
        cells: list[NotebookNode] = self.notebooks[self.kit.tasks[task]].cells
        return cells

    def cell(self, grade_id: str, task: str = "") -> NotebookNode:
        """Return a cell by grade id; `task` says whose notebook, if it is no task's own."""
        cells = self.cells(task or grade_id)
        return next(c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)

    def write(self, task: str, source: str, score: float | str = 1.0) -> None:
        """Put any code into a task's answer cell."""
        self.cell(task).source = source
        self.expected["scores"][task] = score

    def answer(self, task: str, name: str = "reference") -> None:
        """Answer a task by a right answer that is kept."""
        self.write(task, self.kit.source(task, name))

    def mistake(self, task: str, name: str) -> None:
        """Answer a task by a kept mistake."""
        self.write(task, self.kit.source(task, name), WRONG)
        self.expected["mistakes"][task] = [self.kit.answer(task, name).same_as or name]

    def predict(self, task: str, *names: str) -> None:
        """Answer a prediction with several misconceptions at once."""
        right = self.kit.answer(task, "reference").value
        wrong = dict(right)
        for name in names:
            kept = self.kit.answer(task, name).value
            wrong |= {key: kept[key] for key in right if kept[key] != right[key]}
        self.write(task, f"{task} = {wrong!r}", WRONG)
        self.expected["mistakes"][task] = list(names)

    def leave(self, *tasks: str) -> None:
        """Leave tasks as they were released."""
        for task in tasks:
            released = self.kit.notebooks[self.kit.tasks[task]].cells
            origin = next(one for one in released if one.id == self.cell(task).id)
            self.write(task, origin.source, 0.0)

    def keep_back(self, notebook: str) -> None:
        """Do not hand a notebook in."""
        del self.notebooks[notebook]
        self._lose(notebook)
        self.remark(f"{notebook} was not handed in")

    def spoil(self, notebook: str, change: Callable[[bytes], bytes], error: str) -> None:
        """Damage a notebook's file so that it cannot be read."""
        self.rewrite(notebook, change)
        self._lose(notebook)
        self.expected["error"] = f"{notebook}: {error}"

    def rewrite(self, notebook: str, change: Callable[[bytes], bytes]) -> None:
        """Change a notebook's file."""
        self._changes[notebook] = change

    def rename(self, notebook: str, file_name: str) -> None:
        """Hand a notebook in under another name."""
        self._file_names[notebook] = file_name

    def remark(self, text: str) -> None:
        """Expect a repair or event that says so."""
        self.expected["remarks"].append(text)

    def files(self) -> dict[str, bytes]:
        """Return the files to hand in, by name."""
        return {
            self._file_names[name]: self._changes.get(name, bytes)(_as_bytes(notebook))
            for name, notebook in self.notebooks.items()
        }

    def _lose(self, notebook: str) -> None:
        self.expected["scores"] |= dict.fromkeys(self.tasks_of(notebook), 0.0)


def _as_bytes(notebook: NotebookNode) -> bytes:
    text: str = v4.writes(notebook)
    return (text + "\n").encode()
