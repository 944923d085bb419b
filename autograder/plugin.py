"""The pytest plugin: fixtures `student` and `reference` for hidden tests.

`pytest tests/hidden` judges the reference; `pytest tests/hidden --submission FILE` judges
a hand-in. Both run in the cage.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from autograder.desk import Desk


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--submission`."""
    group = parser.getgroup("autograder")
    group.addoption("--submission", type=Path, default=None, help="a hand-in to judge")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker of hidden tests."""
    submission = config.getoption("--submission", None)
    if submission is not None:
        _refuse_unreadable(submission)
    config.addinivalue_line("markers", "task(name, weight): the task a hidden test belongs to")


def _refuse_unreadable(submission: Path) -> None:
    """Raise a usage error in one line for a hand-in that is no notebook."""
    from autograder.notebook import UnreadableNotebook, read

    try:
        read(submission)
    except UnreadableNotebook as error:
        raise pytest.UsageError(f"--submission {submission}: {error}") from None


@pytest.fixture(scope="session")
def desk() -> object:
    """The warm processes hidden tests use; made when the first one asks."""
    from autograder.desk import Desk

    with Desk() as desk:
        yield desk


@pytest.fixture
def student(request: pytest.FixtureRequest, desk: Desk) -> object:
    """The answers to judge: a function that runs a probe where they are."""
    return desk.student(request.node, request.config.getoption("--submission"))


@pytest.fixture
def reference(request: pytest.FixtureRequest, desk: Desk) -> object:
    """The reference answers: a function that runs a probe where they are."""
    return desk.reference(request.node)
