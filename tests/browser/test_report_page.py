"""The report as an instructor sees it: small and large screens, dark and light, by keyboard."""

import warnings

import pytest
from report_lines import OPEN, RIGHT, line, result

from autograder.report.build import Class
from autograder.report.byhand import Book
from autograder.report.compose import compose
from autograder.report.names import open_names
from autograder.report.page import as_html
from autograder.report.written import Written

SCREENS = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]
ROWS = "() => [...document.querySelectorAll('#tasks tbody tr')].map(row => row.cells[0].innerText)"


def a_class():
    """Return a class of ten with mistakes, a cluster, a damaged hand-in and long words."""
    named = result(1.0, (True, False), mistakes=["a_mistake_with_a_rather_long_name_of_its_own"])
    bug = result(0.0, (False, False), behaviour="abcdef012345")
    lines = [line(f"s{at}", {"double": RIGHT, "halve_the_number": named}) for at in range(4)]
    lines += [line(f"t{at}", {"double": bug, "halve_the_number": OPEN}) for at in range(5)]
    lines += [line("u", {"double": OPEN, "halve_the_number": OPEN}, error="the file is empty")]
    code = "def double(x):\n    return 3 * x" + " + 0" * 60
    written = Written({("t0", "double"): code}, {("t1", "double"): "ValueError"})
    return Class("tiny", lines, written, {}, {}, Book(), open_names(lines))


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(as_html(compose(a_class())), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser, path, request):
    """The page, everything on it unfolded, and what it said or asked for."""
    width, scheme = getattr(request, "param", (1280, "light"))
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: said.append(asked.url))
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    yield page, said
    page.close()


@pytest.mark.parametrize("opened", SCREENS, indirect=True)
def test_it_fits_and_asks_for_nothing(opened, path):
    page, said = opened
    assert said == [path.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("opened", SCREENS, indirect=True)
def test_axe_finds_nothing(opened):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page, _ = opened
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_a_table_is_sorted_with_the_keyboard(opened):
    page, _ = opened
    assert page.evaluate(ROWS) == ["double", "halve_the_number"]
    button = page.locator("#tasks th button", has_text="right")
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(ROWS) == ["double", "halve_the_number"]
    heading = page.locator("#tasks th", has_text="right")
    assert heading.get_attribute("aria-sort") == "descending"
    page.keyboard.press("Space")
    assert page.evaluate(ROWS) == ["halve_the_number", "double"]
    assert heading.get_attribute("aria-sort") == "ascending"
    assert page.locator("#tasks th[aria-sort]").count() == 1


def test_what_has_no_value_stands_last(opened):
    page, _ = opened
    column = "() => [...document.querySelectorAll('#tests td:last-child')].map(c => c.innerText)"
    button = page.locator("#tests th button", has_text="remark")
    for _ in range(2):
        button.click()
        texts = page.evaluate(column)
        assert "" in texts and texts.index("") == len([one for one in texts if one])


def test_every_chart_says_its_numbers_in_words_and_patterns_in_a_key(opened):
    page, _ = opened
    values = page.locator("#tasks .bars .value").all_inner_texts()
    assert values == ["4 · 0 · 5 · 1", "0 · 4 · 0 · 6"]
    assert page.locator("#tasks .key li").count() == 4
    key = "[...document.querySelectorAll('#tasks .key rect')]"
    fills = page.evaluate(f"() => {key}.map(rect => getComputedStyle(rect).fill)")
    assert len(set(fills)) == 4
