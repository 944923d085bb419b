"""explore.show in a graded notebook: the picture lives on, with the student's numbers only."""

import html
import json
import math
import re
import shutil

import nbformat
import pytest
from nbconvert import HTMLExporter
from openpage import opened
from picturepage import SOURCE

from autograder.batch import Plan, find_handins, run
from autograder.exam import read_config
from autograder.feedback import Pages
from autograder.live import LIGHT, LIVE_MIME

pytestmark = [
    pytest.mark.filterwarnings("ignore:Object of type <Submitted.* not in session"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]

SHOW = """import explore

def hill(p):
    return 3 * p[0] + p[1] ** 3

explore.show("contour", f=hill, point=(1.25, -0.5), path=[(0, 0), (1, 1.5)])"""
STEAL = """</script><script>top.document.title = document.title = 'run'</script>
<img src=x onerror="document.title='run'">"'><iframe srcdoc='<script>1</script>'></iframe>\u2028"""
SAMPLES = {"x": [0, 1], "values": [0.5] * 20, "label": STEAL}
HOSTILE = [
    {"file": "explore/secant.html", "data": {"samples": SAMPLES, "gate": STEAL}},
    {"file": "explore/secant.html", "data": {"f": STEAL, "h": STEAL, "point": [STEAL]}},
    {"file": "../../solutions/tiny/answers_1_numbers.py", "data": {}},
    {"file": "explore/secant.html", "data": STEAL},
    {"file": "explore/secant.html", "data": {"h": math.nan}},
    {"file": "own.html", "data": {}},
    STEAL,
]
DISPLAY = "display({{'text/html': {text!r}, 'text/plain': 'none', {mime!r}: {told}}}, raw=True)"

FRAME = re.compile(r'srcdoc="([^"]*)"')
COURSE_PAGES = [
    path.read_text().replace("</head>", f"{LIGHT}</head>")
    for path in (SOURCE / "explore").glob("*.html")
]


def attack(told):
    """Return a cell that shows HTML of its own beside what it tells of a live picture."""
    return "from math import nan\n" + DISPLAY.format(text=STEAL, mime=LIVE_MIME, told=repr(told))


@pytest.fixture(scope="module")
def graded(copy_released, submit, tmp_path_factory):
    """A class, graded: alice shows a picture; mallory does, too, and attacks."""
    course = copy_released(tmp_path_factory.mktemp("live"))
    shutil.copy(SOURCE / "explore.py", course.source("tiny"))
    shutil.copytree(SOURCE / "explore", course.source("tiny") / "explore")
    for student, sources in {"alice": [SHOW], "mallory": [SHOW, *map(attack, HOSTILE)]}.items():
        path = submit(course, student)
        notebook = json.loads(path.read_text())
        notebook["cells"] += [
            nbformat.v4.new_code_cell(source, id=f"own{k}") for k, source in enumerate(sources)
        ]
        path.write_text(json.dumps(notebook))
    list(run(course, "tiny", find_handins(course, "tiny", ()), Plan(1)))
    list(Pages(course, "tiny", read_config(course)).make([], 1))
    return course.root


def autograded(root, student):
    path = root / "autograded" / student / "tiny" / "1_numbers.ipynb"
    return nbformat.read(path, as_version=4)


@pytest.fixture(params=["alice"])
def feedback(browser, graded, request):
    """A feedback page, opened: alice's, if the test names nobody else."""
    with opened(browser, graded / "feedback" / request.param / "tiny" / "1_numbers.html") as page:
        yield page


def number(frame, part):
    return float(frame.locator(f"#{part}").get_attribute("data-value"))


def see_hill(frame):
    """Compare the read-outs of a picture with the student's function, then move its point."""
    assert number(frame, "read-f") == pytest.approx(3 * 1.25 - 0.125, rel=1e-7)
    assert number(frame, "read-fx") == pytest.approx(3, rel=1e-7)
    assert number(frame, "read-fy") == pytest.approx(3 * 0.25, rel=1e-6)
    frame.locator("#x").fill("2")
    assert number(frame, "read-f") == pytest.approx(6 - 0.125, rel=1e-7)
    assert frame.locator("#surface option:checked").inner_text() == "yours: hill"


def test_the_picture_on_a_feedback_page_shows_the_student_s_numbers(feedback):
    frame = feedback.locator("iframe").content_frame
    frame.locator("#read-f").wait_for()
    see_hill(frame)
    assert feedback.said == [] and feedback.asked == [feedback.url]


def test_a_picture_is_sealed_off_from_the_page_around_it(feedback):
    body = feedback.locator("iframe").content_frame.locator("body")
    reach = "() => { try { return parent.document.title } catch (error) { return error.name } }"
    assert body.evaluate(reach) == "SecurityError"
    assert body.evaluate("() => origin") == "null"


def test_a_picture_is_light_as_the_page_is_also_for_who_likes_it_dark(feedback):
    feedback.emulate_media(color_scheme="dark")
    body = feedback.locator("iframe").content_frame.locator("body")
    assert body.evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_picture_is_no_wider_than_the_screen(feedback, width):
    feedback.set_viewport_size({"width": width, "height": 800})
    wide = "document.documentElement.scrollWidth"
    assert feedback.evaluate(wide) <= width
    body = feedback.locator("iframe").content_frame.locator("body")
    assert body.evaluate(f"{wide} - innerWidth") <= 0


@pytest.mark.parametrize("feedback", ["mallory"], indirect=True)
def test_text_in_hostile_data_is_text_in_the_picture(feedback):
    frames = feedback.locator("iframe")
    assert frames.count() == 3  # the good one, and two that at least name a page of the course
    frame = frames.nth(1).content_frame
    assert STEAL.split("\n")[0] in frame.locator("#gate p").inner_text()
    frame.locator("#gate-skip").click()
    assert "</script>" in frame.locator("#function option:checked").inner_text()
    assert frame.locator("script").count() == 2 and frame.locator("img, iframe").count() == 0
    feedback.wait_for_timeout(300)
    assert feedback.title() == "1_numbers: feedback for mallory"
    assert feedback.asked == [feedback.url]


def test_no_html_of_the_student_s_is_kept_anywhere(graded):
    outputs = [
        one for cell in autograded(graded, "mallory").cells for one in cell.get("outputs", [])
    ]
    data = [one.data for one in outputs if one.output_type == "display_data"]
    assert [LIVE_MIME in one for one in data] == [True, True, True] + [False] * 5
    assert ["text/html" in one for one in data] == [True, True, True] + [False] * 5
    page = (graded / "feedback" / "mallory" / "tiny" / "1_numbers.html").read_text()
    for shown in [*(one["text/html"] for one in data[:3]), page]:
        assert "<script" not in shown and "<img src=x" not in shown
        for inner in FRAME.findall(shown):
            before, _, rest = html.unescape(inner).partition('id="data">')
            assert before + 'id="data">{}</script>' + rest.partition("</script>")[2] in COURSE_PAGES


def test_a_page_that_nbconvert_makes_shows_it_too(browser, graded, tmp_path):
    page_file = tmp_path / "converted.html"
    made, _ = HTMLExporter().from_notebook_node(autograded(graded, "alice"))
    page_file.write_text(made, encoding="utf-8")
    browser.route("http*://**", lambda route: route.abort())
    with opened(browser, page_file) as page:
        frame = page.locator("iframe").first.content_frame
        frame.locator("#read-f").wait_for()
        see_hill(frame)
    browser.unroute("http*://**")
