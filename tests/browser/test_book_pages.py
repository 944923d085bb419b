"""The web book in a browser, from its files: quiet, alive, light and dark, on any screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = ("index", "start", "explore-contour", "search")
# axe may not look from file to file; the pictures have a test of their own.
ALONE = {"preload": False, "iframes": False}
# Nor does it see the words of a formula, so it takes a table's head of formulas for empty.
BLIND = ("empty-table-header", "<math")


@pytest.fixture
def read(browser, web_book):
    """Open a page of the book; it must stay quiet and ask nobody but its own files."""
    noise, requests, contexts = [], [], []

    def open_page(name, width=1280, scheme="light"):
        context = browser.browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type != "log" and noise.append(message.text))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto((web_book / f"{name}.html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert noise == []
    folder = web_book.as_uri()
    assert [url for url in requests if not url.startswith((folder, "data:"))] == []


def violations(page):
    found = Axe().run(page, options=ALONE).response["violations"]
    nodes = [(one["id"], node["html"]) for one in found for node in one["nodes"]]
    return [one for one in nodes if not (one[0] == BLIND[0] and BLIND[1] in one[1])]


def test_axe_finds_nothing_in_a_lesson(read):
    page = read("2_gradient", 360, "dark")
    page.wait_for_timeout(300)
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_all_fits_on_any_screen(read, name):
    for width, scheme in [(1280, "light"), (360, "dark")]:
        page = read(name, width, scheme)
        page.wait_for_timeout(300)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0, width
        assert violations(page) == [], (width, scheme)


def test_the_pictures_are_alive_in_their_place_and_as_high_as_they_need(read):
    page = read("3_descent")
    for name in ("rate", "descent"):
        frame = page.frame_locator(f"iframe.{name}")
        frame.locator("#step").click()
        assert frame.locator("#read-step").inner_text() == "1"
        page.wait_for_timeout(300)
        inside = frame.locator("body").evaluate("body => body.getBoundingClientRect().height")
        height = page.locator(f"iframe.{name}").evaluate("one => one.clientHeight")
        assert 0 <= height - inside < 1.01
    chosen = page.frame_locator("iframe.descent").locator("#surface")
    assert chosen.input_value() == "rosenbrock"  # as the lesson sets it


def test_a_picture_turns_dark_with_its_page(read):
    page = read("explore-contour", scheme="light")
    paper = "() => getComputedStyle(document.body).backgroundColor"
    body = page.frame_locator("iframe.picture").locator("body.in-book")
    assert body.evaluate(paper) == "rgb(255, 255, 255)"
    page.get_by_role("button", name="Toggle Light / Dark / Auto color theme").last.click()
    while page.evaluate("document.body.dataset.theme") != "dark":
        page.get_by_role("button", name="Toggle Light / Dark / Auto color theme").last.click()
    page.wait_for_timeout(100)
    assert body.evaluate(paper) == "rgb(22, 24, 29)"
    assert not body.locator("h1").is_visible()  # the page has a heading already


def test_formulas_have_their_font_and_a_size(read):
    page = read("1_derivative")
    assert (
        page.evaluate("document.fonts.load('16px \"STIX Two Math\"').then(all => all.length)") == 1
    )
    boxes = page.locator(".formula math").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert len(boxes) > 5 and min(boxes) > 10


def test_the_search_finds_a_word_without_a_server(read):
    page = read("index")
    page.get_by_role("textbox", name="Search").fill("Rosenbrock")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results li a")
    assert "3 · Gradient descent" in page.locator("#search-results").inner_text()


def test_next_leads_from_lesson_to_lesson(read):
    page = read("1_derivative")
    page.get_by_role("link", name="Next").click()
    assert page.url.endswith("/2_gradient.html")
    page.get_by_role("link", name="Previous").click()
    assert page.url.endswith("/1_derivative.html")
