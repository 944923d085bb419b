"""What cells printed and drew, on a page."""

from pathlib import Path

import pytest

from autograder.live import LIVE_MIME, read_pages
from autograder.outputs import MAX_SHOWN, frame, live, pictures, texts

PNG = "iVBORw0K\nGgo="


def display(**data):
    bundle = {mime.replace("_", "/"): value for mime, value in data.items()}
    return {"output_type": "display_data", "data": bundle}


def stream(text):
    return {"output_type": "stream", "text": text}


def shown(*outputs, plain=False):
    return "".join(make(plain) for make in texts(outputs))


def test_printed_text_is_shown_as_it_stands():
    assert shown(stream("a <b>\n")) == '<div class="output "><pre>a &lt;b&gt;</pre></div>'


def test_an_error_is_shown_as_one():
    error = {"output_type": "error", "traceback": ["Traceback", "\x1b[31mE\x1b[0m: <x>"]}
    assert '<div class="output error"><pre>Traceback\nE: &lt;x&gt;</pre>' in shown(error)


def test_long_text_is_cut():
    assert len(shown(stream("x" * 10**6))) < MAX_SHOWN + 200


def test_a_picture_is_shown_as_data_with_its_text():
    (picture,) = pictures([stream("x"), display(image_png=PNG, text_plain='"plot" <1>')])
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in picture
    assert 'alt="&#34;plot&#34; &lt;1&gt;"' in picture


@pytest.mark.parametrize("content", ['"><script>', "", 3, None, ["a"]])
def test_a_picture_that_is_none_is_not_shown(content):
    assert not list(pictures([display(image_png=content)]))


def test_harmless_html_is_shown_and_the_rest_of_it_left_out():
    table = "<table><tr><td>1</td></tr></table><script>alert(1)</script>"
    assert "<td>1</td>" in shown(display(text_html=table))
    assert "alert" not in shown(display(text_html=table))


def test_a_frame_is_replaced_by_its_text():
    frame = display(text_html="<iframe srcdoc='x'></iframe>", text_plain="secant to tangent")
    assert shown(frame) == '<div class="output "><pre>secant to tangent</pre></div>'


def told(file):
    """Return an output that tells of a live picture, with HTML of a student's beside it."""
    output = display(
        text_plain="a <picture>", text_html="<iframe srcdoc='x'></iframe><b>theirs</b>"
    )
    output["data"][LIVE_MIME] = {"file": file, "data": {"lr": 0.5}}
    return output


def test_a_live_picture_is_made_anew_of_the_course_s_page():
    pages = read_pages(Path(__file__).parent.parent / "source" / "derivatives")
    (output,) = live([stream("x"), told("explore/rate.html")])
    assert "{&quot;lr&quot;:0.5}" in frame(output, pages) and "theirs" not in frame(output, pages)
    assert shown(output) == ""


def test_a_live_picture_of_an_unknown_page_is_its_text_alone():
    pages = read_pages(Path(__file__).parent.parent / "source" / "derivatives")
    sentence = '<div class="output "><pre>a &lt;picture&gt;</pre></div>'
    assert frame(told("explore/own.html"), pages) == sentence


def test_a_plain_page_parses_no_html():
    table = display(text_html="<b>bold</b>", text_plain="text")
    assert "text" in shown(table, plain=True) and "bold" not in shown(table, plain=True)


def test_what_has_nothing_to_show_shows_nothing():
    assert shown(display(application_json={"a": 1}), stream("\n")) == ""
