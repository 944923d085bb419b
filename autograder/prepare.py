"""Make a notebook's hidden tests ready: probes shipped, reference and mistakes probed, once.

Reference, alternatives and mistakes go through the same caged process as a hand-in, so
that outcomes are compared like with like.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from autograder.answers import Answer, Answers, Picture, Task
from autograder.collect import BadHiddenTest, HiddenTest
from autograder.course import CourseError
from autograder.evidence import points_of
from autograder.outcome import NOT_RUN, NOTHING, Outcome, read_outcome, same
from autograder.process import GONE, StudentProcess, Zygote, lost
from autograder.replay import Answerer, Unanswered, judge
from autograder.shipping import NotShippable, ship

REFERENCE_SECONDS, MISTAKE_SECONDS = 20.0, 1.0


@dataclass(frozen=True)
class PreparedTest:
    """A hidden test, where its probes stand among the task's, and the reference's outcomes."""

    test: HiddenTest
    first: int
    count: int
    reference: tuple[Outcome, ...]


@dataclass(frozen=True)
class Fingerprint:
    """A kept mistake and its outcomes on a task's probes; None where they vary."""

    mistake: Answer
    outcomes: tuple[Outcome | None, ...]


@dataclass(frozen=True)
class PreparedPicture:
    """A picture for the feedback, its probe, and the reference's points."""

    picture: Picture
    probe: bytes
    expected: Outcome


@dataclass(frozen=True)
class PreparedTask:
    """All that judges one task: nothing of it ever goes into a student process but `probes`."""

    name: str
    prediction: bool
    tests: tuple[PreparedTest, ...]
    probes: tuple[bytes, ...]
    expected: tuple[Outcome, ...]
    fingerprints: tuple[Fingerprint, ...] = ()
    pictures: tuple[PreparedPicture, ...] = ()


class Kept:
    """Probe kept answers in a student process; use as a context manager."""

    def __init__(self, zygote: Zygote, answers: Answers, module: ModuleType) -> None:
        self._zygote, self._answers, self._module = zygote, answers, module
        self._open = contextlib.ExitStack()
        self._process: StudentProcess | None = None
        self._sent: tuple[tuple[str, str], bytes] = (("", ""), b"")

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def outcomes(
        self, task: Task, answer: Answer, probes: Sequence[bytes], seed: int = 0
    ) -> list[Outcome]:
        """Return the outcome of each probe when `answer` stands for its task's name."""
        if self._process is None:
            self._process = self._open.enter_context(self._zygote.student())
        seconds = MISTAKE_SECONDS if answer.says else REFERENCE_SECONDS
        outcomes: list[Outcome] = []
        try:
            for reply in self._process.probe(probes, seconds, self._shipped(task, answer), seed):
                outcomes.append(read_outcome(reply))
        except GONE as gone:
            self._close()
            outcomes.append(lost(gone))
        missing = len(probes) - len(outcomes)
        return outcomes + [Outcome(NOTHING, message=NOT_RUN)] * missing

    def _shipped(self, task: Task, answer: Answer) -> bytes:
        """Return all references, with `answer` in its task's place, ready to send."""
        key = (task.name, answer.name)
        if self._sent[0] != key:
            tasks = self._answers.tasks.items()
            names = {name: one.answer.value for name, one in tasks if one.answer}
            self._sent = (key, self._ship(names | {task.name: answer.value}, key))
        return self._sent[1]

    def _ship(self, names: dict[str, Any], key: tuple[str, str]) -> bytes:
        try:
            return ship(names, [self._module])
        except NotShippable as error:
            raise CourseError(f"the kept answer {key[1]} to {key[0]}: {error}") from error

    def _close(self) -> None:
        self._process = None
        self._open.close()


def prepare(
    tests: Iterable[HiddenTest], answers: Answers, module: ModuleType, zygote: Zygote
) -> dict[str, PreparedTask]:
    """Return the tasks of one notebook, ready to judge, without fingerprints.

    Raises CourseError when a task has no reference or no tests, or a probe cannot be shipped.
    """
    tests = list(tests)
    unknown = {test.task for test in tests} - set(answers.tasks)
    if unknown:
        raise CourseError(f"no kept answers for the task {', '.join(sorted(unknown))}")
    with Kept(zygote, answers, module) as kept:
        return {
            name: replace(
                _prepare_task(task, [test for test in tests if test.task == name], kept),
                pictures=tuple(_prepare_picture(one, task, kept, module) for one in task.pictures),
            )
            for name, task in answers.tasks.items()
        }


def _prepare_picture(
    picture: Picture, task: Task, kept: Kept, module: ModuleType
) -> PreparedPicture:
    """Ship a picture's points and ask the reference for them, which must be able to give them."""
    try:
        probe = ship(picture.points, [module])
    except NotShippable as error:
        raise CourseError(f"the picture {picture.title!r} of {task.name}: {error}") from error
    (expected,) = kept.outcomes(task, _checked(task), [probe])
    if not points_of(expected):
        raise CourseError(
            f"the picture {picture.title!r} of {task.name}: the reference gives no points "
            f"({expected.message or 'no pairs of numbers'})"
        )
    return PreparedPicture(picture, probe, expected)


def _prepare_task(task: Task, tests: list[HiddenTest], kept: Kept) -> PreparedTask:
    if not any(test.weight > 0 for test in tests):
        raise CourseError(f"the task {task.name} has no hidden test that counts")
    reference = _checked(task)
    found = [_discover(test, task, kept) for test in tests]
    probes = [probe for student, _ in found for probe in student]
    expected = kept.outcomes(task, reference, probes)
    prepared, first = [], 0
    for test, (student, known) in zip(tests, found, strict=True):
        prepared.append(PreparedTest(test, first, len(student), tuple(known)))
        first += len(student)
    return PreparedTask(task.name, task.prediction, tuple(prepared), tuple(probes), tuple(expected))


def _checked(task: Task) -> Answer:
    """Return the task's reference; a mistake may be one with a mistake that is there."""
    if task.answer is None:
        raise CourseError(f"the task {task.name} has no reference")
    names = {"", *(mistake.name for mistake in task.mistakes)}
    for mistake in task.mistakes:
        if mistake.same_as not in names:
            unknown = f"{mistake.name} is the same as {mistake.same_as}, which is not there"
            raise CourseError(f"a mistake of the task {task.name}: {unknown}")
    return task.answer


def _discover(test: HiddenTest, task: Task, kept: Kept) -> tuple[list[bytes], list[Outcome]]:
    """Find a test's probes by running it on the reference; return its reference outcomes too."""
    assert task.answer is not None
    probes: dict[str, list[bytes]] = {"student": [], "reference": []}
    known: dict[str, list[Outcome]] = {"student": [], "reference": []}
    while True:
        student, reference = Answerer(known["student"]), Answerer(known["reference"])
        try:
            judge(test, student, reference)
            return probes["student"], known["reference"]
        except Unanswered as asked:
            who = "student" if asked.answerer is student else "reference"
            results = [one.value for side in known.values() for one in side]
            probes[who].append(_shipped(test, asked.probe, results))
            known[who] += kept.outcomes(task, task.answer, probes[who][-1:])


def _shipped(test: HiddenTest, probe: Any, results: list[Any]) -> bytes:
    try:
        return ship(probe, [test.module], results)
    except NotShippable as error:
        raise BadHiddenTest(f"{test.name}: {error}") from error


def with_fingerprints(
    tasks: dict[str, PreparedTask], answers: Answers, module: ModuleType, zygote: Zygote
) -> dict[str, PreparedTask]:
    """Return the tasks with the outcomes of every kept mistake."""
    with Kept(zygote, answers, module) as kept:
        return {
            name: replace(task, fingerprints=tuple(_fingerprints(task, answers.tasks[name], kept)))
            for name, task in tasks.items()
        }


def _fingerprints(prepared: PreparedTask, task: Task, kept: Kept) -> Iterable[Fingerprint]:
    for mistake in task.mistakes:
        outcomes: list[Outcome | None] = [*kept.outcomes(task, mistake, prepared.probes)]
        if mistake.varies:
            again = kept.outcomes(task, mistake, prepared.probes, seed=1)
            outcomes = [
                one if one and same(one, two) else None
                for one, two in zip(outcomes, again, strict=True)
            ]
        yield Fingerprint(mistake, tuple(outcomes))
