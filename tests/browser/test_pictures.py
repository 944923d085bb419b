"""What holds for every interactive picture: small screens, dark mode, axe, calm, the gate."""

import pytest
from picturepage import SOURCE, explore

NAMES = sorted(path.stem for path in (SOURCE / "explore").glob("*.html"))
LOOKS = [(1280, "light"), (360, "dark")]

PAPERS = {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 24, 29)"}

# What can be pressed and is lower than a finger needs.
SMALL = """
() => [...document.querySelectorAll('button, select, input, summary')]
    .filter(one => one.checkVisibility() && !one.closest('label'))
    .filter(one => one.getBoundingClientRect().height < 24)
    .map(one => one.outerHTML)
"""


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_and_all_fits_on_any_screen(open_picture, name):
    picture = open_picture(name)
    for width, scheme in LOOKS:
        picture.look(width, scheme)
        assert picture.violations() == [], (width, scheme)
        assert picture.overflow() == 0, (width, scheme)
        assert picture.page.evaluate(SMALL) == []
        paper = picture.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == PAPERS[scheme]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_moves_by_itself(open_picture, name):
    picture = open_picture(name)
    shot = picture.page.screenshot()
    picture.page.wait_for_timeout(300)
    assert picture.page.screenshot() == shot


@pytest.mark.parametrize("name", NAMES)
def test_who_asked_for_less_motion_gets_the_end_of_play_at_once(open_picture, name):
    picture = open_picture(name, motion="reduce")
    label = picture.text("play")
    picture.page.locator("#play").click()
    assert picture.text("play") == label
    assert picture.page.locator("tbody tr").count() > 1


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_waits_for_the_prediction_but_can_be_opened_without(open_picture, name):
    picture = open_picture(name, after="predict_slopes")
    assert "predict_slopes" in picture.text("gate")
    assert not picture.page.locator("#play").is_visible()
    assert picture.violations() == []
    picture.page.keyboard.press("Tab")
    picture.page.keyboard.press("Enter")
    assert picture.page.locator("#play").is_visible()
    assert picture.page.locator("#gate").count() == 0
    assert picture.page.evaluate("document.activeElement.closest('#stage') !== null")


@pytest.mark.parametrize("name", explore.FUNCTIONS)
def test_a_picture_offers_the_functions_explore_knows(open_picture, name):
    last = explore.FUNCTIONS[name][-1]
    picture = open_picture(name, f=last)
    choice = picture.page.locator("#function" if name == "secant" else "#surface")
    offered = choice.locator("option").evaluate_all("all => all.map(one => one.value)")
    assert set(offered) == set(explore.FUNCTIONS[name])
    assert choice.input_value() == last
