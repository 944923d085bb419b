"""`otter run` with our zip: the caged judge decides, and nothing of a hand-in runs in Otter."""

import json
import pickle
import warnings
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.grade import grade_notebook
from autograder.sitting import TimeLimits

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Otter warns while it is imported; we must not
    from otter.run.run_autograder.utils import OtterRuntimeError
    from otter.test_files import GradingResults

    from autograder.otter.plugin import CagedJudge

ANSWERS = {
    "double": "def double(x):\n    return x + x",
    "halve": "def halve(x):\n    return x / 2 if x < 1000 else 0",
}
WITNESS = "import pathlib\npathlib.Path({!r}).touch()\n"
FORGE = """
import otter.execute, otter.test_files, os, pickle, sys
from otter.execute import Checker
Checker.check_if_not_already_checked = classmethod(lambda *_, **__: None)
otter.test_files.GradingResults.total = property(lambda _: 1000)
pickle.dump = lambda *_, **__: None
"""


class Bomb:
    """What a `.OTTER_LOG` may hold: loading it runs a function."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


@pytest.fixture
def handed_in(tmp_path):
    """A folder as Otter makes it, and a plugin for what is handed in there."""
    folder = tmp_path / "autograder" / "submission"
    folder.mkdir(parents=True)
    path = folder / "1_numbers.ipynb"
    config = SimpleNamespace(autograder_dir=str(folder.parent))
    return folder, CagedJudge(str(path), {}, {}), config


def test_an_attack_on_otter_gets_its_honest_score_and_none_of_it_runs(
    made, otter, student_notebook, tiny_exam, zygote, tmp_path
):
    witness = tmp_path / "it ran"
    cell = WITNESS.format(str(witness))
    data = student_notebook(setup=f"{cell}{FORGE}import math", **ANSWERS)
    hand_in = tmp_path / "hand-in.zip"
    with zipfile.ZipFile(hand_in, "w") as archive:
        archive.writestr("1_numbers.ipynb", data)
        archive.writestr(".OTTER_LOG", pickle.dumps(Bomb(witness)))
        archive.writestr("tests/double.py", f"{cell}OK_FORMAT = False\nname = 'double'\n")
        archive.writestr("../results/results.json", "{}")
        archive.writestr("hand_in.py", cell)
        for module in ("otter", "json", "pickle", "nbformat", "sitecustomize", "autograder"):
            archive.writestr(f"{module}.py", cell)
        for name in ("ipython_config.py", "jupyter_config.py", "IPython/__init__.py"):
            archive.writestr(name, cell)
    printed = otter(tmp_path, "run", hand_in, "-a", made.zip, "-o", tmp_path)
    honest = grade_notebook(data, tiny_exam, zygote, TimeLimits()).verdict
    results = json.loads((tmp_path / "results.json").read_text())
    assert {t["name"]: t["score"] for t in results["tests"]} == {
        task.task: task.score for task in honest.tasks if not task.manual
    }
    assert {t["visibility"] for t in results["tests"]} == {"after_published"}
    assert "failed: half of a positive number, case 3" in printed
    assert not witness.exists()


def test_before_otter_runs_anything_its_folder_is_empty_but_for_an_empty_notebook(
    handed_in, monkeypatch
):
    folder, plugin, config = handed_in
    seen = []
    for name in ("1_numbers.ipynb", "otter.py", ".OTTER_LOG", "tests/double.py", "-rf", "a b/c"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")

    def judged(caged, submission):
        assert caged == folder.parent / "source" / "caged"
        seen.extend(sorted(path.name for path in submission.iterdir()))
        return {"tests": [], "output": ""}

    monkeypatch.setattr("autograder.otter.plugin.judged", judged)
    plugin.before_grading(config)
    assert seen == ["-rf", ".OTTER_LOG", "1_numbers.ipynb", "a b", "otter.py"]
    assert [path.name for path in folder.iterdir()] == ["1_numbers.ipynb"]
    assert json.loads((folder / "1_numbers.ipynb").read_text())["cells"] == []
    assert plugin.before_execution({"cells": ["evil"]}).cells == []


def test_scores_are_the_judges_to_the_last_digit_whatever_otter_found(handed_in):
    _, plugin, _ = handed_in
    cases = [
        {"title": "a", "passed": True, "message": "", "weight": 1.0},
        {"title": "b", "passed": False, "message": "other numbers", "weight": 2.0},
    ]
    task = {"name": "double", "score": 2 / 3, "max_score": 2.0, "extra_data": {"cases": cases}}
    written = {"name": "why", "output": "by a person"}
    check = {"name": "double: visible check", "score": 0.0, "max_score": 0.0, "output": "passed"}
    plugin._results = {"tests": [check, task, written], "output": "all is well"}
    results = GradingResults([])
    plugin.after_grading(results)
    assert results.test_files == ["double"]
    assert results.get_score("double") == 2 / 3
    assert results.possible == pytest.approx(2.0)
    assert results.output == "all is well"
    assert "b result:\n        failed: other numbers" in results.summary()


def test_a_hand_in_that_cannot_be_judged_gets_no_score_but_a_reason(handed_in):
    folder, plugin, config = handed_in
    (folder.parent / "source" / "caged").mkdir(parents=True)
    with pytest.raises(OtterRuntimeError, match=r"could not be judged: autograder: the zip's"):
        plugin.before_grading(config)
