"""Recognise a mistake by its fingerprint: its outcomes on the task's probes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from autograder.outcome import Outcome, same
from autograder.prepare import Fingerprint, PreparedTask
from autograder.verdict import NamedMistake


def diagnose(task: PreparedTask, outcomes: Sequence[Outcome]) -> tuple[NamedMistake, ...]:
    """Return the mistakes whose fingerprint the outcomes of a failing answer equal.

    The probes of tests that count come first; where they leave several mistakes, the
    observing tests (weight 0) decide. No name is better than a wrong one.
    """
    if task.prediction:
        return _predictions(task, outcomes)
    counted, observed = _indices(task, counts=True), _indices(task, counts=False)
    steady = [one for one in task.fingerprints if not one.mistake.varies]
    found = [print_ for print_ in steady if _agrees(print_, outcomes, counted)]
    if len({_name(print_) for print_ in found}) > 1:
        found = [print_ for print_ in found if _agrees(print_, outcomes, observed)]
    if not found:
        varying = [one for one in task.fingerprints if one.mistake.varies]
        found = [print_ for print_ in varying if _varies_like(task, print_, outcomes, counted)]
    names = {_name(print_) for print_ in found}
    return (_named(task, names.pop()),) if len(names) == 1 else ()


def _predictions(task: PreparedTask, outcomes: Sequence[Outcome]) -> tuple[NamedMistake, ...]:
    """Recognise every misconception by the predictions it gets wrong."""
    names = [
        _name(print_)
        for print_ in task.fingerprints
        if _agrees(print_, outcomes, _wrong(task, print_))
    ]
    return tuple(_named(task, name) for name in dict.fromkeys(names))


def _wrong(task: PreparedTask, print_: Fingerprint) -> list[int]:
    pairs = zip(print_.outcomes, task.expected, strict=True)
    return [i for i, (one, right) in enumerate(pairs) if one is None or not same(one, right)]


def _indices(task: PreparedTask, counts: bool) -> list[int]:
    """Return which of the task's probes belong to tests that count, or that observe."""
    return [
        index
        for one in task.tests
        if (one.test.weight > 0) == counts
        for index in range(one.first, one.first + one.count)
    ]


def _agrees(print_: Fingerprint, outcomes: Sequence[Outcome], indices: Iterable[int]) -> bool:
    pairs = [(print_.outcomes[index], outcomes[index]) for index in indices]
    return bool(pairs) and all(kept is None or same(kept, one) for kept, one in pairs)


def _varies_like(
    task: PreparedTask, print_: Fingerprint, outcomes: Sequence[Outcome], indices: Sequence[int]
) -> bool:
    """Return whether an answer varies where the mistake does and is wrong where it is steady.

    What varies equals nothing; so it must be something steady and wrong that gives the name.
    """
    steady = [index for index in indices if print_.outcomes[index] is not None]
    varying = [index for index in indices if print_.outcomes[index] is None]
    telling = any(index in _wrong(task, print_) for index in steady)
    wrong = not any(same(outcomes[index], task.expected[index]) for index in varying)
    return telling and wrong and _agrees(print_, outcomes, steady)


def _name(print_: Fingerprint) -> str:
    return print_.mistake.same_as or print_.mistake.name


def _named(task: PreparedTask, name: str) -> NamedMistake:
    mistake = next(one.mistake for one in task.fingerprints if one.mistake.name == name)
    return NamedMistake(mistake.name, mistake.says, mistake.ask)
