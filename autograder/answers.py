"""Right and wrong answers kept as code: one `Task` per task of a notebook, in `solutions/`.

>>> task = Task("double")
>>> @task.reference
... def double(x):
...     return 2 * x
>>> @task.mistake("the number was squared", ask="What is double of 3?")
... def squared(x):
...     return x * x
>>> [m.name for m in task.mistakes]
['squared']
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One kept answer to a task: `value` is what the task's name is bound to."""

    name: str
    value: Any
    says: str = ""
    ask: str = ""


class Task:
    """The reference, accepted alternatives and named mistakes of one task."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.answer: Answer | None = None
        self.alternatives: list[Answer] = []
        self.mistakes: list[Answer] = []

    def reference(self, value: Any) -> Any:
        """Keep `value` (decorated function, or a plain value) as the reference."""
        if self.answer is not None:
            raise ValueError(f"task {self.name!r} has two references")
        self.answer = Answer("reference", value)
        return value

    def alternative(self, value: Any, name: str = "") -> Any:
        """Keep `value` as another right answer; a plain value needs a `name`."""
        self.alternatives.append(Answer(name or value.__name__, value))
        return value

    def mistake(self, says: str, *, ask: str, name: str = "") -> Callable[[Any], Any]:
        """Keep the decorated function (or value) as a named wrong answer.

        `says` completes the sentence "It looks like …"; `ask` is one question or
        next experiment, never the fixed code. `name` defaults to the function's name.
        """

        def keep(value: Any) -> Any:
            self.mistakes.append(Answer(name or value.__name__, value, says, ask))
            return value

        return keep
