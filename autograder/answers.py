"""Right and wrong answers kept as code: one `Answers` per module of `solutions/`.

>>> answers = Answers()
>>> task = answers.task("double")
>>> @task.reference
... def double(x):
...     return 2 * x
>>> @task.mistake("the number was squared", ask="What is double of 3?")
... def squared(x):
...     return x * x
>>> [m.name for m in answers.tasks["double"].mistakes]
['squared']
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One kept answer to a task: `value` is what the task's name is bound to.

    `same_as` names the mistake this one is declared one with, because no input the task
    admits tells them apart; `varies` marks an answer whose results differ from run to run.
    Without `desk` a mistake is not named under its failing visible check, where many another
    slip looks the same.
    """

    name: str
    value: Any
    says: str = ""
    ask: str = ""
    same_as: str = ""
    varies: bool = False
    desk: bool = True


@dataclass(frozen=True)
class Picture:
    """A small picture for the feedback on a task: what an answer does, beside the reference.

    `points` is a function of the answers that returns pairs (x, y) of numbers, at most
    `evidence.MAX_POINTS`. It may use only inputs that students see in lesson or visible
    checks: what the reference gives for them is drawn too.
    """

    title: str
    x: str
    y: str
    log: bool
    points: Callable[[Any], Any]


class Task:
    """The reference, accepted alternatives and named mistakes of one task.

    In a `prediction` (a dictionary of predictions) a mistake is recognised by the keys it
    gets wrong, whatever the other keys hold; elsewhere all outcomes have to agree.
    """

    def __init__(self, name: str, prediction: bool = False) -> None:
        self.name = name
        self.prediction = prediction
        self.answer: Answer | None = None
        self.alternatives: list[Answer] = []
        self.mistakes: list[Answer] = []
        self.pictures: list[Picture] = []

    def reference(self, value: Any) -> Any:
        """Keep `value` (decorated function, or a plain value) as the reference."""
        if self.answer is not None:
            raise ValueError(f"task {self.name!r} has two references")
        self.answer = Answer("reference", value)
        return value

    def alternative(self, value: Any, name: str = "") -> Any:
        """Keep `value` as another right answer; a plain value needs a `name`."""
        self._keep(self.alternatives, Answer(name or value.__name__, value))
        return value

    def mistake(
        self,
        says: str,
        *,
        ask: str,
        name: str = "",
        same_as: str = "",
        varies: bool = False,
        desk: bool = True,
    ) -> Callable[[Any], Any]:
        """Keep the decorated function (or value) as a named wrong answer.

        `says` completes the sentence "It looks like …"; `ask` is one question or
        next experiment, never the fixed code. `name` defaults to the function's name.
        """

        def keep(value: Any) -> Any:
            known = name or value.__name__
            self._keep(self.mistakes, Answer(known, value, says, ask, same_as, varies, desk))
            return value

        return keep

    def picture(
        self, title: str, *, x: str, y: str, log: bool = False
    ) -> Callable[[Callable[[Any], Any]], Callable[[Any], Any]]:
        """Keep the decorated function as a picture's points; `log` makes both axes logarithmic."""

        def keep(points: Callable[[Any], Any]) -> Callable[[Any], Any]:
            self.pictures.append(Picture(title, x, y, log, points))
            return points

        return keep

    def _keep(self, shelf: list[Answer], answer: Answer) -> None:
        if any(kept.name == answer.name for kept in shelf):
            raise ValueError(f"task {self.name!r} keeps {answer.name!r} twice")
        shelf.append(answer)


class Answers:
    """The kept answers of one notebook, by task."""

    def __init__(self) -> None:
        self.tasks: dict[str, Task] = {}

    def task(self, name: str, prediction: bool = False) -> Task:
        """Open the task `name`; raises ValueError when it is there already."""
        if name in self.tasks:
            raise ValueError(f"task {name!r} is opened twice")
        self.tasks[name] = Task(name, prediction)
        return self.tasks[name]
