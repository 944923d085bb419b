"""A feedback page in a real browser: quiet, by itself, printable, fit for everybody."""

import json
import shutil

import pytest
from openpage import opened

from autograder.batch import Plan, find_handins, run
from autograder.course import Course
from autograder.exam import read_config
from autograder.feedback import Pages
from tests.proofs.course_copy import copy_course

pytestmark = [
    pytest.mark.filterwarnings("ignore:Object of type <Submitted.* not in session"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]

ATTACK = """<script>document.title = 'run'</script><img src=x onerror="document.title='run'">
<img src="https://example.org/x.png"> ![x](https://example.org/y.png) $\\text{<script>1</script>}$
<svg onload="document.title='run'"></svg> <a href="javascript:document.title='run'">link</a>
<iframe srcdoc="<script>parent.document.title='run'</script>"></iframe>"""
STYLES = "<style>body { background: url(https://example.org/z) }</style>"
WRONG = "def double(x):\n    '''</pre><script>document.title = 'run'</script>'''\n    return x * x"
PRINTS = "\nprint('</pre><script>document.title = 1</script>')"


@pytest.fixture(scope="module")
def page_file(copy_released, submit, tmp_path_factory):
    """The page of a hand-in that is wrong, and hostile in its text."""
    course = copy_released(tmp_path_factory.mktemp("page"))
    path = submit(course, "mallory", double=WRONG + PRINTS)
    notebook = json.loads(path.read_text())
    cells = [
        ATTACK,
        STYLES,
        "$\\frac{1}{x}$",
        f"```\n{ATTACK}\n```",
        "| a |\n|---|\n| " + ATTACK.replace("\n", " "),
    ]
    notebook["cells"] += [
        {"cell_type": "markdown", "id": f"own{k}", "metadata": {}, "source": text}
        for k, text in enumerate(cells)
    ]
    path.write_text(json.dumps(notebook))
    list(run(course, "tiny", find_handins(course, "tiny", ()), Plan(1)))
    list(Pages(course, "tiny", read_config(course)).make([], 1))
    return course.root / "feedback" / "mallory" / "tiny" / "1_numbers.html"


@pytest.fixture(name="opened")
def opened_page(browser, page_file):
    """The page, opened."""
    with opened(browser, page_file) as page:
        yield page


def test_the_page_is_quiet_and_asks_for_nothing(opened, page_file):
    opened.click("text=link")
    opened.wait_for_timeout(300)
    assert opened.asked == [page_file.as_uri()] and opened.said == []
    assert opened.title() == "1_numbers: feedback for mallory"


def test_what_was_found_is_there_to_read(opened):
    panel = opened.locator("#task-double")
    assert "It looks like the number was squared." in panel.inner_text()
    assert "What is double of 3?" in panel.inner_text()
    opened.click("text=double >> nth=0")
    assert panel.is_visible()


def test_the_lesson_can_be_hidden(opened):
    lesson = opened.locator(".lesson").first
    assert lesson.is_visible()
    opened.uncheck("#lesson")
    assert not lesson.is_visible() and opened.locator("#task-double").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen(opened, width):
    opened.set_viewport_size({"width": width, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_it_can_be_printed(opened):
    assert opened.pdf(format="A4").startswith(b"%PDF")


def test_a_formula_is_drawn_by_the_browser_itself(opened):
    boxes = opened.evaluate("[...document.querySelectorAll('mfrac')].map(e => e.clientHeight)")
    assert boxes and min(boxes) > 10


@pytest.fixture(scope="module")
def lesson_pages(tmp_path_factory):
    """The pages of a lesson that is handed in as it was released: long, with many formulas."""
    course = copy_course(tmp_path_factory.mktemp("lesson") / "course", demo=False)
    folder = course / "submitted" / "sue" / "derivatives"
    shutil.copytree(course / "release" / "derivatives", folder)
    made = Course(course)
    list(run(made, "derivatives", find_handins(made, "derivatives", ()), Plan(1)))
    list(Pages(made, "derivatives", read_config(made)).make([], 1))
    return sorted((course / "feedback" / "sue" / "derivatives").glob("*.html"))


# axe sees no text in MathML, and takes a head of a table with a formula alone for an empty one.
KNOWN = {"empty-table-header"}


def test_axe_finds_nothing_in_the_lessons(browser, lesson_pages):
    assert len(lesson_pages) == 4
    for path in lesson_pages:
        with opened(browser, path) as page:
            assert {one[0] for one in found_by_axe(page)} <= KNOWN


def test_no_formula_has_scrollbars_of_its_own(browser, lesson_pages):
    overflowing = "e => e.scrollHeight > e.clientHeight || e.scrollWidth > e.clientWidth"
    for path in lesson_pages:
        with opened(browser, path) as page:
            formulas = "[...document.querySelectorAll('math[display=block]')]"
            assert page.evaluate(f"{formulas}.length") > 0
            assert page.evaluate(f"{formulas}.filter({overflowing}).length") == 0


def test_axe_finds_nothing(opened):
    assert found_by_axe(opened) == []


def found_by_axe(page):
    """Return what axe finds wrong in a page, with the first places of each."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    # The page forbids scripts, also those of a test: look at the same page without its policy.
    page.set_content(page.content().replace("Content-Security-Policy", "x-none"))
    found = axe.Axe().run(page).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]][:2]) for one in found]
