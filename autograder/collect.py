"""Find the hidden tests of a notebook with pytest's own collection."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FIXTURES = {"student", "reference"}


class BadHiddenTest(ValueError):
    """A hidden test that cannot be used; the message says which and why."""


@dataclass(frozen=True)
class HiddenTest:
    """One hidden test: a function of `student`, `reference` and its parameters."""

    name: str
    title: str
    task: str
    weight: float
    function: Callable[..., Any]
    parameters: Mapping[str, Any]
    module: ModuleType


def collect(path: Path) -> list[HiddenTest]:
    """Return the hidden tests in the file `path`, in order.

    Raises BadHiddenTest when the file cannot be imported or a test lacks its marker.
    """
    collector = _Collector()
    options = ["--collect-only", "--assert=plain", "-p", "no:cacheprovider"]
    settings = ["-c", os.devnull, f"--rootdir={path.parent}", "--import-mode=importlib"]
    plugins = ["--disable-plugin-autoload", "-p", "autograder.plugin"]
    # `unraisableexception` would collect all garbage five times, over a heap that is large here.
    unused = ["terminal", "logging", "unraisableexception"]
    switches = [*plugins, *(f"-pno:{name}" for name in unused)]
    sys.modules.pop(path.stem, None)  # else pytest gives back the last file of this name
    status = pytest.main([*options, *settings, *switches, str(path)], plugins=[collector])
    if status != pytest.ExitCode.OK:
        raise BadHiddenTest(f"{path.name}: {collector.problem or 'no test was found in it'}")
    return [hidden_test(item) for item in collector.items]


def hidden_test(item: pytest.Function) -> HiddenTest:
    """Return the hidden test a pytest item stands for. Raises BadHiddenTest."""
    marker = item.get_closest_marker("task")
    if marker is None:
        raise BadHiddenTest(f"{item.name} has no @task")
    unknown = set(inspect.signature(item.function).parameters) - FIXTURES - set(_parameters(item))
    if unknown:
        raise BadHiddenTest(f"{item.name} uses the fixtures {', '.join(sorted(unknown))}")
    title = (item.function.__doc__ or "").strip().partition("\n")[0]
    if not title:
        raise BadHiddenTest(f"{item.name} has no docstring: the line the student sees")
    return HiddenTest(
        name=item.name,
        title=_title(title, item),
        task=marker.args[0],
        weight=float(marker.kwargs.get("weight", 1.0)),
        function=item.function,
        parameters=_parameters(item),
        module=item.module,
    )


def _parameters(item: pytest.Function) -> dict[str, Any]:
    callspec = getattr(item, "callspec", None)
    return dict(callspec.params) if callspec else {}


def _title(title: str, item: pytest.Function) -> str:
    """Number the titles of a parametrized test, so that they can be told apart."""
    callspec = getattr(item, "callspec", None)
    if not callspec:
        return title
    numbers = [str(1 + callspec.indices[_first(mark)]) for mark in item.iter_markers("parametrize")]
    return f"{title}, case {'.'.join(reversed(numbers))}"


def _first(mark: pytest.Mark) -> str:
    """Return the first of the names a parametrization gives values to."""
    names = mark.args[0] if mark.args else mark.kwargs["argnames"]
    first: str = names.split(",")[0].strip() if isinstance(names, str) else names[0]
    return first


class _Collector:
    """A pytest plugin that keeps the collected items and the first problem."""

    def __init__(self) -> None:
        self.items: list[pytest.Function] = []
        self.problem = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self.items = [item for item in items if isinstance(item, pytest.Function)]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.problem:
            lines = str(report.longrepr).strip().splitlines()
            self.problem = lines[-1] if lines else "it cannot be imported"
