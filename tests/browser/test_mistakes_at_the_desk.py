"""A failing visible check in JupyterLab says what it looks like."""

import json
import shutil

import pytest
from labpage import COURSE, NotebookPage, serve

FORWARD = "def central_difference(f, x, h=1e-5):\n    return (f(x + h) - f(x)) / h"
SENTENCE = "It looks like the forward difference"
KEPT = {"setup", "central_difference", "check_central_difference"}


def wrong_answer(folder):
    """Write the three cells of a released notebook that matter here, answered wrongly."""
    released = COURSE / "release" / "derivatives" / "1_derivative.ipynb"
    notebook = json.loads(released.read_text(encoding="utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] in KEPT]
    for cell in notebook["cells"]:
        cell["source"] = FORWARD if cell["id"] == "central_difference" else cell["source"]
    (folder / "wrong.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture(scope="module", params=["with the release's files", "the notebook alone"])
def worked(request, browser, tmp_path_factory):
    """The wrong notebook after Shift + Enter through it, and whether a name is to be expected."""
    place = tmp_path_factory.mktemp("desk")
    (place / "work").mkdir()
    beside = request.param == "with the release's files"
    for name in ("mistakes.py", "mistakes.json") if beside else ():
        shutil.copy(COURSE / "release" / "derivatives" / name, place / "work")
    wrong_answer(place / "work")
    with serve(place / "work", place / "home") as server:
        with NotebookPage(browser, server, "wrong.ipynb") as notebook:
            notebook.run_cell_by_cell()
            yield notebook.page, beside


def test_the_mistake_is_named_under_the_failing_check(worked):
    page, beside = worked
    shown = page.locator(".jp-Notebook .jp-Cell").last.locator(".jp-OutputArea").inner_text()
    assert "AssertionError" in shown
    assert (SENTENCE in shown) == beside
    assert ("Which two points are the same distance from x?" in shown) == beside
