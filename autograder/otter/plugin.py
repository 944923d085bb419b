"""The Otter plugin that takes a hand-in out of Otter's hands: the caged judge decides.

Before Otter runs anything, the hand-in is judged and then taken out of Otter's sight: what it
holds would run in Otter's own processes (its cells, a module `otter.py`, the pickle in
`.OTTER_LOG`). Otter then runs an empty notebook, and the judge's scores become its results.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode, v4
from otter.plugins import AbstractOtterPlugin
from otter.run.run_autograder.utils import OtterRuntimeError
from otter.test_files import GradingResults
from otter.test_files.abstract_test import TestCase, TestCaseResult
from otter.test_files.exception_test import ExceptionTestFile

CAGED, STAND_IN = "caged", "hand_in.py"
NOT_THE_HAND_INS = ("tests", "__init__.py", STAND_IN)  # Otter puts them beside it
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


class CagedJudge(AbstractOtterPlugin):  # type: ignore[misc]
    """Named in the zip's otter_config.json; one instance for one hand-in."""

    def before_grading(self, config: Any) -> None:
        """Judge the hand-in, then leave Otter an empty folder and an empty notebook.

        Raises OtterRuntimeError, so that Otter gives no score, when it cannot be judged.
        """
        folder = Path(self.submission_path).parent
        for name in NOT_THE_HAND_INS:
            _remove(folder / name)
        self._results = judged(Path(config.autograder_dir) / "source" / CAGED, folder)
        subprocess.run(["find", str(folder), "-mindepth", "1", "-delete"], check=True)
        Path(self.submission_path).write_text(_nothing_to_run(self.submission_path), "utf-8")

    def before_execution(self, submission: NotebookNode) -> NotebookNode:
        """Give Otter an empty notebook to run, whatever it read."""
        return _empty_notebook()

    def after_grading(self, results: GradingResults) -> None:
        """Put the judge's scores in the place of what Otter found in the empty notebook."""
        graded = [test for test in self._results["tests"] if "extra_data" in test]
        results.results = {test["name"]: _test_file(test) for test in graded}
        results.set_output(self._results["output"])

    def generate_report(self) -> str:
        """Return what the judge says of each task."""
        said = [f"{test['name']}\n{test['output']}" for test in self._results["tests"]]
        return "\n\n".join([self._results["output"], *said])


def judged(caged: Path, submission: Path) -> dict[str, Any]:
    """Return the results of a hand-in, judged in a process of its own by the zip's own engine."""
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.json"
        paths = [str(path) for path in (caged, submission, results)]
        done = subprocess.run(
            [sys.executable, "-P", "-m", "autograder.otter.judge", *paths],
            cwd=caged,
            env=os.environ | {"PYTHONPATH": str(caged / "engine")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
        )
        if done.returncode:
            lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
            raise OtterRuntimeError(f"the hand-in could not be judged: {lines[-1]}")
        found: dict[str, Any] = json.loads(results.read_text(encoding="utf-8"))
        return found


def _test_file(test: dict[str, Any]) -> ExceptionTestFile:
    """Return a task's result as Otter's; its score is the judge's to the last digit."""
    cases = test["extra_data"]["cases"]
    whole = sum(case["weight"] for case in cases)
    results = [_case(test, case, test["max_score"] * case["weight"] / whole) for case in cases]
    name = test["name"]
    file = ExceptionTestFile(
        name, f"tests/{name}.py", [one.test_case for one in results], all_or_nothing=False
    )
    file.test_case_results = results
    file.update_score(test["score"])
    return file


def _case(test: dict[str, Any], case: dict[str, Any], points: float) -> TestCaseResult:
    known = TestCase(case["title"], None, True, points, None, None)
    said = "passed" if case["passed"] else f"failed: {case['message']}"
    return TestCaseResult(known, said, case["passed"])


def _nothing_to_run(path: str) -> str:
    empty: str = nbformat.writes(_empty_notebook()) if path.endswith(".ipynb") else ""
    return empty


def _empty_notebook() -> NotebookNode:
    notebook: NotebookNode = v4.new_notebook(metadata=KERNEL)
    return notebook


def _remove(path: Path) -> None:
    subprocess.run(["rm", "-rf", "--", str(path)], check=True)
