"""Live pictures: what a student process may say of one, and what becomes of it."""

import html
import json
import re
from pathlib import Path

import pytest

from autograder.live import (
    HEIGHT,
    LIVE_MIME,
    MAX_DATA,
    MAX_DEPTH,
    MAX_FRAMES,
    PLACE,
    Gallery,
    NoPicture,
    checked,
    read_pages,
)

SOURCE = Path(__file__).parent.parent / "source" / "derivatives"
PAGE = f"<title>A & B</title>{PLACE}<script>run(1)</script>"
BREAKING = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&quot;\u2028\u2029"


@pytest.fixture
def folder(tmp_path):
    """An assignment's folder with a page that can be fed, and others that cannot."""
    source = tmp_path / "source"
    (source / "explore").mkdir(parents=True)
    (source / "explore" / "curve.html").write_text(PAGE)
    (source / "plain.html").write_text("<p>no place for data</p>")
    (source / "twice.html").write_text(PLACE + PLACE)
    (tmp_path / "outside.html").write_text(PAGE)
    return source


@pytest.fixture
def gallery(folder):
    return Gallery(read_pages(folder))


def sent(data, file="explore/curve.html"):
    """Return what a student process sends of a picture."""
    return json.dumps({"file": file, "data": data})


def page_in(bundle):
    """Return the page in the frame of an output's HTML, as a browser reads the attribute."""
    (page,) = re.findall(r' srcdoc="([^"]*)"></iframe>$', bundle["text/html"])
    return html.unescape(page)


def fed(page):
    """Return the text of the data element of a page, as a browser finds its end."""
    return page.partition('id="data">')[2].partition("</script>")[0]


def nested(depth):
    return {"a": nested(depth - 1)} if depth else {}


def test_only_pages_with_one_place_for_data_can_be_fed(folder):
    assert list(read_pages(folder).pages) == ["explore/curve.html"]


def test_all_pictures_of_the_course_can_be_fed():
    names = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.html")}
    assert len(names) == 5 and set(read_pages(SOURCE).pages) == names


def test_a_picture_becomes_the_course_s_page_with_the_data_in_a_frame_without_rights(gallery):
    data = {"point": [2, 1.5], "path": None, "clear": False, "label": "x²"}
    bundle = gallery.bundle(sent(data))
    assert bundle[LIVE_MIME] == {"file": "explore/curve.html", "data": data}
    page = page_in(bundle)
    assert json.loads(fed(page)) == data
    assert page.replace(fed(page), "{}") == PAGE
    assert f'sandbox="allow-scripts" width="100%" height="{HEIGHT}"' in bundle["text/html"]
    assert 'title="Interactive picture: A &amp; B"' in bundle["text/html"]


def test_a_text_can_end_neither_its_element_nor_the_attribute(gallery):
    bundle = gallery.bundle(sent({"label": BREAKING, BREAKING: 1}))
    page = page_in(bundle)
    assert json.loads(fed(page)) == {"label": BREAKING, BREAKING: 1}
    assert page.replace(fed(page), "{}") == PAGE
    assert not re.search("[<>&\u2028\u2029]", fed(page))
    assert "<script" not in bundle["text/html"] and "<img" not in bundle["text/html"]


def test_half_a_character_becomes_a_question_mark(gallery):
    bundle = gallery.bundle('{"file": "explore/curve.html", "data": {"label": "a\\ud800"}}')
    assert bundle[LIVE_MIME]["data"] == {"label": "a?"}


@pytest.mark.parametrize(
    "file",
    ["explore/none.html", "../outside.html", "explore/../explore/curve.html", "/etc/passwd"]
    + ["plain.html", "twice.html", "curve.html", "./explore/curve.html", "", None, 3, ["a"]]
    + ["explore/curve.html\0", "EXPLORE/CURVE.HTML"],
)
def test_any_other_file_is_no_picture(gallery, file):
    assert gallery.bundle(sent({}, file)) == {}


@pytest.mark.parametrize(
    "text",
    [
        sent("<script>alert(1)</script>"),
        sent([1]),
        sent(nested(MAX_DEPTH + 1)),
        sent({"a": "x" * 501}),
        sent({"a": [0] * MAX_DATA}),
        sent({"a": ["<" * 400] * 100}),  # too long once it is made harmless
        '{"file": "explore/curve.html", "data": {"a": NaN}}',
        '{"file": "explore/curve.html", "data": {"a": -Infinity}}',
        '{"file": "explore/curve.html", "data": {"a": 1e999}}',
        f'{{"file": "explore/curve.html", "data": {{"a": {"9" * 400}}}}}',
        f'{{"file": "explore/curve.html", "data": {{"a": {"9" * 5000}}}}}',
        '{"file": "explore/curve.html"}',
        "[" * 50_000,
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "",
        None,
        {"file": "explore/curve.html", "data": {}},
    ],
    ids=lambda text: str(text)[:60],
)
def test_what_is_no_small_plain_data_is_no_picture(gallery, text):
    assert gallery.bundle(text) == {}


def test_what_no_json_holds_is_no_data():
    with pytest.raises(NoPicture, match="bytes is no data"):
        checked({"a": [b"x"]})


def test_the_pictures_of_one_notebook_have_a_limit_together(folder):
    (folder / "explore" / "curve.html").write_text(PAGE + "x" * 60_000)
    gallery = Gallery(read_pages(folder))
    shown = [gallery.bundle(sent({"k": k})) for k in range(20)]
    size = sum(len(one["text/html"]) for one in shown if one)
    assert shown[0] and not shown[-1] and 0.7 * MAX_FRAMES < size < 1.1 * MAX_FRAMES


def test_a_policy_names_the_scripts_of_the_pages_and_not_their_data(folder):
    # printf 'run(1)' | openssl dgst -sha256 -binary | base64
    assert read_pages(folder).scripts == ("'sha256-P5dbCIPapC+B9Av9xDEVOowdvOywSCeGhetsu4rQ/N8='",)
