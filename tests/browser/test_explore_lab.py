"""The pictures in JupyterLab with a live kernel, in an untrusted notebook, in nbconvert's HTML."""

import copy
import math

import nbformat
import pytest
from labpage import NotebookPage
from nbconvert import HTMLExporter

CELLS = [
    """import math
import explore

def wave(x):
    return math.sin(2 * x) + x / 3

explore.show("secant", f=wave, point=1.2, h=0.5)""",
    """def hill(p):
    return p[0] ** 2 + p[0] * p[1] + 2 * p[1] ** 2

explore.show("contour", f=hill, point=(1.5, -0.5), path=[(2, 1), (1, 0.5)])""",
    """explore.show("descent", surface="elliptic", start=(4, 3), lr=0.05, path=[(4, 3), (1, 1)])""",
    """explore.show("rate", w0=3, lr=0.9, path=[3 * (-0.8) ** k for k in range(9)])""",
    """explore.show("accumulation", lr=0.2, w0=1, clear=False)""",
    """explore.show("rate", after="bets")""",
]
SLOPE = (math.sin(3.4) + 1.7 / 3 - math.sin(2.4) - 1.2 / 3) / 0.5
READ = {  # picture → a read-out, its number in Python, how near a sampled function comes
    "secant": ("read-slope", SLOPE, 1e-7),
    "contour": ("read-fx", 2 * 1.5 - 0.5, 1e-6),
    "rate": ("read-w", 3 * (1 - 1.8) ** 20, 1e-9),
}
SENTENCE = "it only runs in a notebook you trust"


@pytest.fixture(scope="module")
def worked(browser, student_lab):
    """A notebook with all five pictures, run in JupyterLab; errors of its pages are kept."""
    path = student_lab.folder / "derivatives" / "pictures.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    with NotebookPage(browser, student_lab, "derivatives/pictures.ipynb") as notebook:
        notebook.errors = []
        notebook.page.on("pageerror", lambda error: notebook.errors.append(str(error)))
        notebook.run_cell_by_cell()
        notebook.file = notebook.saved()
        yield notebook


def frame(page, name, number=0):
    """Return a picture inside a notebook or page."""
    place = page.locator(f"iframe[title='Interactive picture: {name}']").nth(number)
    place.scroll_into_view_if_needed()
    return place.content_frame


def number(picture, part):
    """Return a read-out with all its digits."""
    return float(picture.locator(f"#{part}").get_attribute("data-value"))


@pytest.mark.parametrize("name", READ)
def test_a_picture_in_the_notebook_has_the_numbers_of_the_students_function(worked, name):
    part, expected, near = READ[name]
    picture = frame(worked.page, name)
    assert number(picture, part) == pytest.approx(expected, rel=near)


def test_the_pictures_work_inside_the_notebook(worked):
    secant = frame(worked.page, "secant")
    secant.locator("#point").fill("-1")
    slope = (math.sin(-1) - 0.5 / 3 - math.sin(-2) + 1 / 3) / 0.5
    assert number(secant, "read-slope") == pytest.approx(slope, rel=1e-6)
    secant.locator("#point-handle").press("ArrowRight")
    assert number(secant, "point") == pytest.approx(-0.9)
    accumulation = frame(worked.page, "accumulation")
    accumulation.locator("#step").click()
    assert number(accumulation, "read-w") == pytest.approx(1 + 0.2 * 4)
    descent = frame(worked.page, "descent")
    descent.locator("#step").click()
    assert descent.locator("#legend-path").is_visible()
    assert worked.errors == []


def test_a_frame_is_as_high_as_its_picture(worked):
    for name in READ:
        picture = frame(worked.page, name)
        room = "document.documentElement.scrollHeight - innerHeight"
        spare = "innerHeight - document.body.getBoundingClientRect().height"
        assert picture.locator("body").evaluate(f"() => {room}") == 0
        assert abs(picture.locator("body").evaluate(f"() => {spare}")) <= 1


def test_a_picture_follows_the_notebooks_theme(worked):
    body = frame(worked.page, "rate").locator("body")
    paper = "getComputedStyle(document.body).backgroundColor"
    theme = "light => { document.body.dataset.jpThemeLight = light; }"
    worked.page.evaluate(theme, "false")
    assert body.evaluate(f"() => {paper}") == "rgb(22, 24, 29)"
    worked.page.evaluate(theme, "true")
    assert body.evaluate(f"() => {paper}") == "rgb(255, 255, 255)"


def test_the_gate_is_closed_until_the_prediction_is_made(worked):
    gate = frame(worked.page, "rate", 1).locator("#gate")
    assert "Fill in bets above" in gate.inner_text()


def test_a_trusted_notebook_shows_no_sentence_about_trust(worked):
    assert not worked.page.get_by_text(SENTENCE).first.is_visible()


def test_an_untrusted_notebook_says_what_to_do(worked, browser, student_lab):
    sent = copy.deepcopy(worked.file)
    for cell in sent.cells:  # as a notebook from another machine: nobody here has signed it
        cell.source += "\n# from elsewhere"
    nbformat.write(sent, student_lab.folder / "derivatives" / "sent.ipynb")
    with NotebookPage(browser, student_lab, "derivatives/sent.ipynb") as notebook:
        sentence = notebook.page.get_by_text(SENTENCE)
        assert sentence.first.is_visible()
        assert "Run this cell again" in sentence.first.inner_text()
        assert notebook.page.locator("iframe[srcdoc]").count() == 0


def test_a_picture_lives_on_in_nbconverts_html(worked, browser, tmp_path):
    page_text, _ = HTMLExporter().from_notebook_node(worked.file)
    (tmp_path / "pictures.html").write_text(page_text, encoding="utf-8")
    context = browser.browser.new_context()
    context.route("http*://**", lambda route: route.abort())  # nbconvert's own scripts
    page = context.new_page()
    page.goto((tmp_path / "pictures.html").as_uri())
    rate = frame(page, "rate")
    rate.locator("#lr").fill("0.3")
    assert rate.locator("#read-behaviour").inner_text() == "converges"
    assert not page.get_by_text(SENTENCE).first.is_visible()
    context.close()
