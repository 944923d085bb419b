"""A headless Chromium, and JupyterLab in a student's and in an instructor's folder."""

import contextlib
import json
import shutil

import pytest
from labpage import COURSE, NOTEBOOKS, serve
from picturepage import PicturePage

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser():
    """A window of a headless Chromium of this machine."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        pytest.skip(f"no Chromium on this machine (looked for {', '.join(CHROMIUM)})")
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield chromium.new_context(viewport={"width": 1280, "height": 900})  # one cache for all
        chromium.close()


@pytest.fixture
def open_picture(browser, tmp_path):
    """Open a picture: `open_picture("secant", width=360, scheme="dark", point=2)`.

    `width`, `scheme` and `motion` are those of the window; the rest goes to `explore.make`.
    """
    with contextlib.ExitStack() as stack:

        def open_one(name, width=1280, scheme="light", motion="no-preference", **settings):
            context = browser.browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,
                reduced_motion=motion,
            )
            stack.callback(context.close)
            picture = PicturePage(context, tmp_path, name, **settings)
            stack.callback(picture.close)
            return picture

        yield open_one


@pytest.fixture(scope="module")
def student_lab(browser, tmp_path_factory):
    """JupyterLab in a folder that holds the release and nothing else."""
    place = tmp_path_factory.mktemp("student")
    shutil.copytree(COURSE / "release", place / "work")
    with serve(place / "work", place / "home") as server:
        yield server


@pytest.fixture(scope="module")
def instructor_lab(browser, tmp_path_factory):
    """JupyterLab in a copy of the course."""
    place = tmp_path_factory.mktemp("instructor")
    for folder in ("source", "release"):
        shutil.copytree(COURSE / folder, place / "course" / folder)
    shutil.copy(COURSE / "nbgrader_config.py", place / "course")
    with serve(place / "course", place / "home") as server:
        yield server


@pytest.fixture(params=NOTEBOOKS)
def notebook(request):
    """The name of a notebook of the course, one after the other."""
    return request.param


@pytest.fixture(scope="session")
def solve():
    """Return a released notebook with the source's answers in its solution cells, as text."""

    def read(folder: str, name: str):
        path = COURSE / folder / "derivatives" / f"{name}.ipynb"
        return json.loads(path.read_text(encoding="utf-8"))

    def solution_cells(content):
        cells = ((cell["metadata"].get("nbgrader"), cell) for cell in content["cells"])
        return {known["grade_id"]: cell for known, cell in cells if known and known["solution"]}

    def solved(name: str) -> str:
        released = read("release", name)
        answers = solution_cells(read("source", name))
        for task, cell in solution_cells(released).items():
            cell["source"] = answers[task]["source"]
        return json.dumps(released)

    return solved
