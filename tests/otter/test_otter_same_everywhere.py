"""The same score per task by all four graders: a small sample of `make same-everywhere`."""

import shutil
import zipfile

import pytest

from tests.proofs.graded_everywhere import grade_everywhere

PERFECT = {
    "double": "def double(x):\n    return 2 * x",
    "halve": "def halve(x):\n    return x / 2",
    "predict_sign": 'predict_sign = {"-3": "negative", "0": "zero", "0.5": "positive"}',
}
MISTAKEN = PERFECT | {
    "double": "def double(x):\n    return x * x",  # a named mistake: squared
    "halve": "def halve(x):\n    return x / 2 if x < 1000 else 0",
}
FORGED = {
    "double": """
import json, sys
class Agrees(float):
    __eq__ = __le__ = __ge__ = lambda *_: True
    __hash__ = float.__hash__
for module in list(sys.modules.values()):
    for name in ("judge_task", "agree", "equal", "compare", "task_score"):
        if hasattr(module, name):
            setattr(module, name, lambda *_, **__: 2.0)
json.dumps = lambda *_, **__: '{"score": 100}'
def double(x):
    return Agrees(0)
""",
    "halve": "halve = lambda x: x * 0.5",
}


@pytest.fixture(scope="module")
def rows(copy_released, answered, made, tmp_path_factory):
    """What the graders give a perfect, a mistaken, a forged and a damaged hand-in."""
    folder = tmp_path_factory.mktemp("everywhere")
    course = copy_released(folder).root
    shutil.copy(course / "gradebook.db", course / "fresh.db")
    zips = course / "dist" / "otter" / "1_numbers" / "autograder"
    zips.mkdir(parents=True)
    shutil.copy(made.zip, zips)
    handed_in = {"perfect": PERFECT, "mistaken": MISTAKEN, "forged": FORGED}
    for student, answers in handed_in.items():
        place = course / "submitted" / student / "tiny"
        place.mkdir(parents=True)
        (place / "1_numbers.ipynb").write_bytes(answered(**answers))
    place = course / "submitted" / "damaged" / "tiny"
    place.mkdir(parents=True)
    with zipfile.ZipFile(place / "work.zip", "w") as archive:
        archive.writestr("work/final.ipynb", b"\xef\xbb\xbf" + answered(**MISTAKEN))
    said = []
    students = dict.fromkeys([*handed_in, "damaged"])
    found = list(grade_everywhere(course, "tiny", students, folder / "elsewhere", said.append))
    assert [line.partition(":")[0] for line in said[:3]] == ["autograder", "Gradescope", "nbgrader"]
    return found


def test_no_score_differs(rows):
    assert [row for row in rows if row.different] == []


def test_the_scores_that_were_compared_are_those_of_four_different_hand_ins(rows):
    ours = {(row.student, row.task): row.scores["autograder"] for row in rows}
    tasks = ("double", "halve", "predict_sign")
    found = {one: tuple(ours[one, task] for task in tasks) for one, _ in ours}
    assert found == {
        "perfect": (2.0, 3.0, 3.0),
        "mistaken": (0.0, 2.0, 3.0),
        "forged": (0.0, 3.0, 0.0),
        "damaged": (0.0, 2.0, 3.0),
    }
