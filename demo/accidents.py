"""Stories of accidents: noisy code, cells that are gone, files that are damaged."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping

from draft import Draft
from nbformat import v4

TIMEOUT = "did not stop within its time limit"


def warns(draft: Draft) -> None:
    """right, with warnings and text on stderr in every call"""
    noise = "warnings.warn('is this right?')\n    print('hm', file=sys.stderr)"
    for task in ("secant_slope", "numerical_gradient", "gd_step", "train_step"):
        _wrap(draft, task, noise)


def talks(draft: Draft) -> None:
    """right, and prints a megabyte in every call"""
    for task in ("tangent_line", "descend"):
        _wrap(draft, task, "print('here I am\\n' * 100_000)")


def numpy_numbers(draft: Draft) -> None:
    """right, with np.float64 where a float is asked for"""
    for task in ("secant_slope", "partial_derivative", "best_learning_rate", "autograd_derivative"):
        _wrap(draft, task, "import numpy as np", result="np.float64({})")


def _wrap(draft: Draft, task: str, first: str, result: str = "{}") -> None:
    """Let a right answer do something `first` and give its result in another form."""
    draft.write(
        task,
        f"{draft.kit.source(task)}\n\n\nimport sys\nimport warnings\n\nquiet_{task} = {task}\n\n\n"
        f"def {task}(*args, **kwargs):\n    {first}\n"
        f"    return {result.format(f'quiet_{task}(*args, **kwargs)')}",
    )


def syntax_error(draft: Draft) -> None:
    """a syntax error in one cell, everything else right"""
    draft.write("limit_table", "def limit_table(f, df, x, hs)\n    return [", 0.0)


def asks_back(draft: Draft) -> None:
    """right, with input(), a shell command and sys.exit() in between"""
    cells = draft.cells("gd_step")
    cells.insert(1, v4.new_code_cell("!pip install numpy", id="install"))
    cells.insert(2, v4.new_code_cell("name = input('Your name? ')", id="ask"))
    leave = "\n\n\nimport sys\n\nsys.exit()"
    draft.write("gd_step", draft.kit.source("gd_step") + leave)


def loops_in_a_call(draft: Draft) -> None:
    """an infinite loop in one function, everything else right"""
    draft.write("tangent_line", "def tangent_line(f, df, a):\n    while True:\n        pass", 0.0)
    draft.remark(f"task tangent_line: {TIMEOUT}")


def loops_in_a_cell(draft: Draft) -> None:
    """right, but a cell ends in an infinite loop"""
    draft.write("bowl_partials", draft.kit.source("bowl_partials") + "\n\n\nwhile True:\n    pass")
    draft.remark(f"cell bowl_partials: {TIMEOUT}")


def exits(draft: Draft) -> None:
    """one function ends the process, everything else right"""
    draft.write("train", "import os\n\n\ndef train(*args):\n    os._exit(0)", 0.0)
    draft.remark("task train: ended the process it ran in")
    draft.remark("cell 17: ended the process it ran in")  # the picture of its path


def asks_too_much(draft: Draft) -> None:
    """one function wants a terabyte and one calls itself for ever, everything else right"""
    draft.write("descend", "def descend(*args):\n    return bytearray(10**12)", 0.0)
    draft.write("descend_1d", "def descend_1d(*args):\n    return descend_1d(*args)", 0.0)


def lost_answer(draft: Draft) -> None:
    """an answer cell is deleted, everything else right"""
    draft.cells("poly_derivative").remove(draft.cell("poly_derivative"))
    draft.expected["scores"]["poly_derivative"] = 0.0
    draft.remark("the answer cell poly_derivative is missing")


def lost_tests(draft: Draft) -> None:
    """right, but three locked test cells are deleted"""
    for task in ("gd_step", "descend", "descend_until"):
        draft.cells(task).remove(draft.cell(f"test_{task}", task))
    draft.remark("3 locked cells test_gd_step, test_descend, test_descend_until were missing")


def doubled_answer(draft: Draft) -> None:
    """an answer cell is there twice: the first try is wrong, the last one right"""
    cells, right = draft.cells("fit_line"), draft.cell("fit_line")
    wrong = copy.deepcopy(right)
    wrong.id += "_first_try"
    wrong.source = draft.kit.source("fit_line", "half_mse")
    cells.insert(cells.index(right), wrong)
    draft.remark("the cell fit_line is there twice; the last one counts")


def stripped(draft: Draft) -> None:
    """right, but an editor took the metadata of all cells, as Colab does"""
    for name, notebook in draft.notebooks.items():
        for cell in notebook.cells:
            cell.metadata = {}
        tasks = draft.tasks_of(name)
        draft.remark(f"{len(tasks)} answer cells {', '.join(tasks[:3])}, … were found by what")
        draft.remark("were missing; put back")


def renamed(draft: Draft) -> None:
    """right, but downloaded twice: "1_derivative (1).ipynb" """
    draft.rename("1_derivative", "1_derivative (1).ipynb")
    draft.remark("the notebook was handed in as '1_derivative (1).ipynb'")


def cut_off(draft: Draft) -> None:
    """a file that is cut off in the middle, the others right"""
    draft.spoil("2_gradient", lambda data: data[: len(data) // 2], "the file is damaged")


def empty_file(draft: Draft) -> None:
    """an empty file, the others right"""
    draft.spoil("3_descent", lambda data: b"", "the file is empty")


def conflict(draft: Draft) -> None:
    """a file with git's conflict markers, the others right"""
    lines = b"<<<<<<< HEAD\n%s=======\n%s>>>>>>> main\n"
    draft.spoil(
        "4_autograd", lambda data: lines % (data, data), "the file holds git conflict markers"
    )


def byte_order_mark(draft: Draft) -> None:
    """right, but saved with a byte order mark and Windows line ends"""
    draft.rewrite("4_autograd", lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    draft.remark("the file began with a byte order mark")


STORIES: Mapping[str, Callable[[Draft], None]] = {
    "marta": warns,
    "milo": talks,
    "nadia": numpy_numbers,
    "olga": syntax_error,
    "bruno": asks_back,
    "pavel": loops_in_a_call,
    "quentin": loops_in_a_cell,
    "zeynep": exits,
    "gita": asks_too_much,
    "rosa": lost_answer,
    "samir": lost_tests,
    "tariq": doubled_answer,
    "ulla": stripped,
    "viktor": renamed,
    "wanda": cut_off,
    "xavier": empty_file,
    "bärbel": conflict,
    "yara": byte_order_mark,
}
