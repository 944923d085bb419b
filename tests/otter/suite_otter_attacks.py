"""What a hand-in can do to a stock Otter, and not to ours: each attack against both zips.

Our zip without its plugin is a stock one: Otter runs the hand-in and its own tests itself.
"""

import json
import pickle
import zipfile
from pathlib import Path

import pytest

from autograder.grade import grade_notebook
from autograder.sitting import TimeLimits

TOUCH = "import pathlib\npathlib.Path({!r}).touch()\n"


class Bomb:
    """What a `.OTTER_LOG` may hold: loading it touches a file."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


def in_a_cell(witness):
    return TOUCH.format(str(witness)), {}


def in_a_module_of_otters_name(witness):
    return "", {"otter.py": TOUCH.format(str(witness)).encode()}


def in_otters_log(witness):
    return "", {".OTTER_LOG": pickle.dumps(Bomb(witness))}


def in_a_folder_of_tests(witness):
    """This one a stock Otter stops as well: it puts its own tests there."""
    return "", {"tests/double.py": TOUCH.format(str(witness)).encode()}


@pytest.fixture(scope="module")
def stock(made, tmp_path_factory):
    """The zip without the plugin."""
    path = tmp_path_factory.mktemp("stock") / "autograder.zip"
    with zipfile.ZipFile(made.zip) as ours, zipfile.ZipFile(path, "w") as theirs:
        for name in ours.namelist():
            data = ours.read(name)
            if name == "otter_config.json":
                data = json.dumps(json.loads(data) | {"plugins": []}).encode()
            theirs.writestr(name, data)
    return path


@pytest.fixture
def attack(student_notebook, otter, tmp_path):
    """Hand in an attack for a zip; give whether it ran, its notebook and Otter's scores."""

    def run(place, autograder):
        witness = tmp_path / "it ran"
        source, files = place(witness)
        data = student_notebook(setup=f"{source}import math", double="double = lambda x: x + x")
        path = tmp_path / "hand-in.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in {"1_numbers.ipynb": data, **files}.items():
                archive.writestr(name, content)
        otter(tmp_path, "run", path, "-a", autograder, "-o", tmp_path)
        tests = json.loads((tmp_path / "results.json").read_text())["tests"]
        return witness.exists(), data, {t["name"]: t["score"] for t in tests if "score" in t}

    return run


@pytest.mark.parametrize("place", [in_a_cell, in_a_module_of_otters_name, in_otters_log])
def test_it_runs_in_a_stock_otter(attack, stock, place):
    assert attack(place, stock)[0]


@pytest.mark.parametrize(
    "place", [in_a_cell, in_a_module_of_otters_name, in_otters_log, in_a_folder_of_tests]
)
def test_it_runs_nowhere_with_ours_and_the_score_is_honest(attack, made, tiny_exam, zygote, place):
    ran, data, scores = attack(place, made.zip)
    honest = grade_notebook(data, tiny_exam, zygote, TimeLimits()).verdict
    assert not ran
    assert scores == {task.task: task.score for task in honest.tasks if not task.manual}
    assert scores["double"] == 2.0
