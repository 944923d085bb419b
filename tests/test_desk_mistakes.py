"""What travels with a release: it names known mistakes and tells nothing else."""

import base64
import itertools
import json
import math
import re
import shutil
from pathlib import Path

import pytest
from proofs.desk import NAMED, PASSED, WRONG, sit_down

from autograder import mistakes
from autograder.course import find_course, load_answers
from autograder.desk_mistakes import known_mistakes, write_desk_mistakes
from autograder.exam import read_config, read_specs

COURSE = find_course(Path(__file__))
RELEASE = COURSE.root / "release" / "derivatives"
KNOWN = json.loads((RELEASE / "mistakes.json").read_text(encoding="utf-8"))


def kept():
    for notebook in COURSE.notebooks("derivatives"):
        yield from load_answers(COURSE.answers("derivatives", notebook))[0].tasks.values()


@pytest.fixture(scope="module")
def tiny(untouched_course, tiny_exam, zygote):
    """The small course's entries, and its visible checks."""
    answers, module = load_answers(untouched_course.answers("tiny", "1_numbers"))
    source = untouched_course.notebook("tiny", "1_numbers").read_bytes()
    entries = known_mistakes(source, tiny_exam.spec, answers, module, zygote)
    return entries, tiny_exam.spec.released


def squared(x):
    return x * x


def test_a_mistake_that_fails_its_check_is_named(tiny):
    entries, checks = tiny
    names = {"double": squared, "math": math}
    assert mistakes.name_mistake(checks["check_double"], names, entries) == [
        "the number was **squared**",
        "What is double of 3?",
    ]


def test_mistakes_that_a_check_cannot_tell_apart_are_left_out(tiny):
    entries, checks = tiny  # halve(1) is 0 rounded down as well as towards zero
    assert mistakes.hash_of(checks["check_halve"]) not in entries


def test_predictions_are_left_out_since_a_check_looks_at_their_form_only(tiny):
    entries, checks = tiny
    assert mistakes.hash_of(checks["check_predict_sign"]) not in entries
    tasks = {entry["task"] for entry in KNOWN.values()}
    assert not tasks & {task.name for task in kept() if task.prediction}


def test_the_files_are_written_into_the_release(released_course, zygote):
    specs = read_specs(released_course, "tiny", read_config(released_course))
    write_desk_mistakes(released_course, "tiny", specs, zygote)
    folder = released_course.root / "release" / "tiny"
    assert list(json.loads((folder / "mistakes.json").read_text()).values())[0]["task"] == "double"
    assert (folder / "mistakes.py").read_bytes() == Path(mistakes.__file__).read_bytes()


def test_the_file_holds_task_names_hashes_and_locked_bytes_only():
    for check, entry in KNOWN.items():
        assert re.fullmatch("[0-9a-f]{64}", check) and entry.keys() == {"task", "mistakes"}
        for fingerprint, locked in entry["mistakes"].items():
            assert re.fullmatch("[0-9a-f]{64}", fingerprint)
            assert not base64.b64decode(locked, validate=True).isascii()


def test_no_answer_and_no_sentence_can_be_read_in_the_file():
    text = json.dumps(KNOWN)
    opened = b" ".join(
        base64.b64decode(locked)
        for entry in KNOWN.values()
        for locked in entry["mistakes"].values()
    )
    for task in kept():
        for one in task.mistakes:
            assert one.says not in text and one.says.encode() not in opened


def test_right_answers_unlock_nothing(tiny):
    """What unlocks a sentence is what its mistake does."""
    entries, checks = tiny
    names = {"double": lambda x: 2 * x, "math": math}
    entry = entries[mistakes.hash_of(checks["check_double"])]
    notes = mistakes.observe(checks["check_double"], names, "double")
    assert notes[-1] == "holds"
    assert mistakes.unlock(checks["check_double"], notes, entry["mistakes"]) == []


@pytest.mark.parametrize("task", ["central_difference", "tangent_line"])
def test_at_a_real_kernel_mistakes_are_named_and_right_answers_are_not(task):
    """All of them: python -m tests.proofs.desk"""
    seen = list(sit_down(COURSE, "1_derivative", [task]))
    assert all(one.outcome == PASSED for one in seen if one.right)
    wrong = [one.outcome for one in seen if not one.right]
    assert WRONG not in wrong and wrong.count(NAMED) >= 6


def test_the_setup_cells_work_without_the_files(tmp_path):
    """A student who uploads the notebook alone has all checks."""
    import nbformat
    from nbclient import NotebookClient

    shutil.copy(RELEASE / "2_gradient.ipynb", tmp_path)
    notebook = nbformat.read(tmp_path / "2_gradient.ipynb", as_version=4)
    until = next(k for k, cell in enumerate(notebook.cells) if cell.id == "setup")
    notebook.cells = list(itertools.islice(notebook.cells, until + 1))
    NotebookClient(notebook, resources={"metadata": {"path": str(tmp_path)}}).execute()
