"""The numbers behind a small picture: what an answer gave, beside what was expected.

They are plain data, so that they can travel in an autograded notebook.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.compare import Mismatch, as_numbers
from autograder.outcome import VALUE, Outcome

MAX_POINTS = 200

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Evidence:
    """Two rows of points (x, y) for one picture; `log` says that both axes are logarithmic."""

    title: str
    x: str
    y: str
    log: bool
    yours: Points
    expected: Points


def points_of(outcome: Outcome) -> Points:
    """Return the points a probe gave, at most MAX_POINTS; none when it gave something else."""
    if outcome.kind != VALUE or not isinstance(outcome.value, (list, tuple)):
        return ()
    return _points(outcome.value)


def _points(value: Any) -> Points:
    try:
        numbers = as_numbers(value[:MAX_POINTS])
    except Mismatch:
        return ()
    if numbers.ndim != 2 or numbers.shape[1] != 2:
        return ()
    return tuple((float(x), float(y)) for x, y in numbers)


def as_data(evidence: Evidence) -> dict[str, Any]:
    """Return evidence as JSON can hold it: numbers as text, six digits of them."""
    return {
        "title": evidence.title,
        "x": evidence.x,
        "y": evidence.y,
        "log": evidence.log,
        "yours": [[f"{x:.6g}", f"{y:.6g}"] for x, y in evidence.yours],
        "expected": [[f"{x:.6g}", f"{y:.6g}"] for x, y in evidence.expected],
    }


def from_data(data: Any) -> Evidence | None:
    """Return the evidence in such data, or None when it holds none."""
    try:
        yours, expected = (
            tuple((float(x), float(y)) for x, y in data[name][:MAX_POINTS])
            for name in ("yours", "expected")
        )
        title, x, y = (str(data[name])[:100] for name in ("title", "x", "y"))
        return Evidence(title, x, y, bool(data["log"]), yours, expected)
    except (KeyError, TypeError, ValueError):
        return None
