"""explore.py: what of a notebook gets into a picture, and what is said when it cannot."""

import importlib.util
import json
import math
import re
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import numpy as np
import pytest
import torch
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from autograder.live import LIVE_MIME, read_pages
from autograder.process import Zygote

SOURCE = Path(__file__).parent.parent / "source" / "derivatives"
spec = importlib.util.spec_from_file_location("explore", SOURCE / "explore.py")
explore = importlib.util.module_from_spec(spec)
spec.loader.exec_module(explore)

BUILT = [name for name in explore.TAKES if (explore.FOLDER / f"{name}.html").is_file()]


def data(name, **settings):
    """Return what is put into a picture's page."""
    page, _ = explore.make(name, **settings)
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1])


def said(name, **settings):
    """Return the sentence that says why a picture is not shown."""
    with pytest.raises(explore.Trouble) as trouble:
        explore.make(name, **settings)
    sentence = str(trouble.value)
    assert "\n" not in sentence and sentence.endswith(".")
    return sentence


def bowl(p):
    return p[0] ** 2 + 3 * p[1] ** 2


def test_all_five_pictures_are_there():
    assert sorted(BUILT) == sorted(explore.TAKES)


@pytest.mark.parametrize("name", BUILT)
def test_a_picture_alone_is_its_file(name):
    page, remarks = explore.make(name)
    assert page == (explore.FOLDER / f"{name}.html").read_text(encoding="utf-8")
    assert remarks == []


def test_numbers_points_words_and_switches_arrive_as_they_are():
    assert data("secant", f="sine", point=2, h=np.float64(0.5)) == {
        "f": "sine",
        "point": 2,
        "h": 0.5,
    }
    assert data("contour", point=(2, 1)) == {"point": [2, 1]}
    assert data("contour", point=torch.tensor([2.0, 1.0])) == {"point": [2, 1]}
    assert data("accumulation", lr=0.1, clear=False) == {"lr": 0.1, "clear": False}


def test_a_function_of_one_variable_is_sampled_densely_with_all_its_digits():
    samples = data("secant", f=math.sin, window=(-1, 3))["samples"]
    places = np.linspace(-1, 3, 401)
    assert samples["x"] == [-1, 3] and samples["label"] == "sin"
    assert samples["values"] == pytest.approx([math.sin(x) for x in places], rel=1e-15)


@pytest.mark.parametrize("f", [bowl, lambda x, y: x**2 + 3 * y**2, lambda p: torch.tensor(bowl(p))])
def test_a_function_of_a_point_or_of_x_and_y_is_sampled_on_a_grid(f):
    samples = data("contour", f=f, window=((-2, 2), (0, 1)))["samples"]
    x, y = np.meshgrid(np.linspace(-2, 2, 41), np.linspace(0, 1, 41))
    assert np.allclose(samples["values"], x**2 + 3 * y**2, rtol=1e-8)


def test_where_a_function_has_no_value_there_is_a_gap():
    values = data("secant", f=lambda x: 1 / x)["samples"]["values"]
    assert values[200] is None and values[0] == -0.25 and values.count(None) == 1
    values = data("secant", f=math.log)["samples"]["values"]
    assert values.count(None) == 201
    values = data("secant", f=lambda x: np.inf if x > 0 else x)["samples"]["values"]
    assert values.count(None) == 200


def failing(x):
    raise NotImplementedError


@pytest.mark.parametrize(
    ("name", "settings", "sentence"),
    [
        ("tangent", {}, "There is no picture 'tangent'; there are secant, contour, "),
        ("rate", {"speed": 2}, "The picture 'rate' has no 'speed'; it takes lr, w0, path."),
        ("secant", {"f": failing}, "failing(-4) raised NotImplementedError, so it cannot"),
        ("secant", {"f": lambda: 1}, "your function(-4) raised TypeError: "),
        ("secant", {"f": lambda x: None}, "your function(-4) gave None, which is not a number."),
        ("secant", {"f": lambda x: [x, x]}, "your function(-4) gave [-4.0, -4.0], which is not"),
        ("secant", {"f": lambda x: math.nan}, "your function has no value anywhere in the window"),
        ("secant", {"f": "tangent"}, "There is no function 'tangent'; there are square, cube, "),
        ("contour", {"f": 3}, "There is no function 3; there are elliptic, round, "),
        ("descent", {"surface": "bowl"}, "There is no function 'bowl'; there are round, "),
        ("secant", {"f": math.sin, "window": (2, 2)}, "A window goes from a smaller to a larger"),
        ("contour", {"f": bowl, "window": (-2, 2)}, "A window goes from a smaller to a larger"),
        ("contour", {"f": bowl, "window": 5}, "A window goes from a smaller to a larger"),
        ("contour", {"f": bowl, "window": [(-1, 1)]}, "A window goes from a smaller to a larger"),
        ("rate", {"lr": math.nan}, "lr should be a number or a point, not nan."),
        ("contour", {"point": "here"}, "point should be a number or a point, not 'here'."),
        ("contour", {"point": [1, None]}, "point should be a number or a point, not [1, None]."),
        ("rate", {"lr": None}, "lr should be a number or a point, not None."),
    ],
)
def test_what_cannot_be_shown_is_said_in_one_sentence(name, settings, sentence):
    assert said(name, **settings).startswith(sentence)


def test_a_missing_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(explore, "FOLDER", tmp_path)
    assert said("rate") == "The file explore/rate.html beside explore.py is missing."


def test_a_path_is_an_array_a_tensor_a_list_or_a_function_that_makes_one():
    column = torch.tensor([[0.0], [0.6]], requires_grad=True)
    for path in ([0, 0.6], np.array([0, 0.6]), column, list(column), lambda: column):
        assert data("accumulation", path=path) == {"path": [0, pytest.approx(0.6)]}
    points = [(4, 3), (3.6, 2.1)]
    for path in (points, np.array(points), lambda: np.array(points)):
        assert data("descent", path=path)["path"] == [[4, 3], [3.6, 2.1]]


def test_a_path_ends_where_it_is_not_finite_any_more_and_after_many_points():
    path = [[1, 1], [2, 2], [np.inf, 3], [4, 4]]
    assert data("descent", path=path)["path"] == [[1, 1], [2, 2]]
    assert len(data("rate", path=np.zeros(5000))["path"]) == 2000


@pytest.mark.parametrize(
    ("path", "remark"),
    [
        (lambda: failing(1), "Your path is not there yet: it raised NotImplementedError."),
        (lambda: 1 / 0, "Your path is not there yet: it raised ZeroDivisionError: division by"),
        ([1.0, 2.0, 3.0], "Your path is left out: it should have two numbers a row."),
        (None, "Your path is left out: it should have two numbers a row."),
        (lambda: "abc", "Your path is left out: it should have two numbers a row."),
    ],
)
def test_a_path_that_is_none_costs_only_itself(path, remark):
    _, remarks = explore.make("descent", path=path)
    assert data("descent", path=path, lr=0.1) == {"lr": 0.1}
    assert [one[: len(remark)] for one in remarks] == [remark]


def test_text_from_a_notebook_cannot_leave_its_place():
    def f(x):
        return x

    f.__name__ = '</script><script>alert("1")</script>'
    page, _ = explore.make("secant", f=f)
    assert "<script>alert" not in page
    assert data("secant", f=f)["samples"]["label"] == f.__name__


@pytest.fixture
def notebook():
    """An IPython shell as a notebook has it; `display` goes to what `capture_output` sees."""
    shell = InteractiveShell.instance()
    yield shell
    InteractiveShell.clear_instance()


def test_a_picture_waits_until_the_prediction_is_filled_in(notebook):
    ask = "Fill in bets above and run that cell. Then run this one again."
    assert data("rate", after="bets") == {"gate": ask}
    notebook.user_ns["bets"] = {"one": "yes", "two": ...}
    assert data("rate", after="bets") == {"gate": ask}
    notebook.user_ns["bets"] = {"one": "yes", "two": "no"}
    assert data("rate", after="bets") == {}


def test_show_displays_a_frame_a_plain_sentence_and_the_data_alone(notebook):
    with capture_output() as shown:
        explore.show("rate", lr=0.3)
    (output,) = shown.outputs
    assert set(output.data) == {"text/html", "text/plain", LIVE_MIME}
    assert output.data[LIVE_MIME] == {"file": "explore/rate.html", "data": {"lr": 0.3}}
    assert "'rate'" in output.data["text/plain"]
    assert "srcdoc=" in output.data["text/html"] and shown.stdout == ""


def test_show_prints_its_troubles_and_its_remarks(notebook):
    with capture_output() as shown:
        explore.show("rate", speed=3)
    assert shown.outputs == [] and shown.stdout.startswith("The picture 'rate' has no 'speed'")
    with capture_output() as shown:
        explore.show("rate", path=lambda: failing(1))
    assert len(shown.outputs) == 1 and shown.stdout.startswith("Your path is not there yet")


@pytest.mark.parametrize("name", BUILT)
def test_a_frame_is_quick_and_smaller_than_100_kb(name):
    f = {"secant": math.sin, "contour": bowl, "descent": bowl}.get(name)
    settings = {"f": f} if f else {"path": np.linspace(0, 1, 100) / 3}
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        page, _ = explore.make(name, **settings)
        frame = explore.frame(name, page)
        seconds.append(time.perf_counter() - start)
    print(f"{name}: {len(frame) / 1000:.1f} kB, {1000 * min(seconds):.1f} ms")
    assert len(frame.encode()) < 100_000
    assert min(seconds) < 0.05  # measured: 1 to 5 ms; the limit is for a loaded machine


def test_importing_explore_imports_nothing_large():
    code = "import sys; known = set(sys.modules); import explore; print(set(sys.modules) - known)"
    command = [sys.executable, "-B", "-c", code]
    out = subprocess.run(command, cwd=SOURCE, capture_output=True, text=True, check=True)
    assert not {"numpy", "IPython", "torch", "matplotlib"} & set(re.findall(r"\w+", out.stdout))


NOTEBOOKS = sorted(SOURCE.glob("*.ipynb"))


@pytest.fixture(scope="module")
def caged():
    """A warm process of the kind that grades the course."""
    with Zygote(SOURCE) as zygote:
        yield zygote


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_while_grading_each_picture_of_a_solved_notebook_is_shown_and_cheap(caged, path):
    cells = [one for one in nbformat.read(path, as_version=4).cells if one.cell_type == "code"]
    shows = [one for one in cells if "explore.show(" in one.source]
    assert shows
    with caged.student() as student:
        for cell in cells:
            start = time.perf_counter()
            result = student.run_cell(cell.source, 20)
            seconds = time.perf_counter() - start
            if cell in shows:
                print(f"{path.stem} {cell.id}: {1000 * seconds:.1f} ms")
                assert result["error"] is None
                (output,) = result["outputs"]  # the picture, and no remark
                assert output["data"]["text/plain"].startswith("The interactive picture")
                told = json.loads(output["data"][LIVE_MIME])
                assert read_pages(SOURCE).picture(told).data == told["data"]
                assert seconds < 0.5  # measured: 2 to 20 ms with the student's path


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_answer_no_check_and_no_setup_needs_explore(path):
    cells = nbformat.read(path, as_version=4).cells
    users = [one for one in cells if one.cell_type == "code" and "explore" in one.source]
    assert users and all("nbgrader" not in one.metadata for one in users)
    assert all(re.search(r"^import explore$", one.source, re.MULTILINE) for one in users)
