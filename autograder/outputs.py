"""Show what cells printed and drew: text as it stands, pictures as data, no script.

The only frames are those of the course's own live pictures.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from autograder import markup
from autograder.live import LIVE_MIME, LivePages, NoPicture

MAX_SHOWN = 6000
MAX_HTML = 20_000
PICTURES = ("image/png", "image/jpeg")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]+")

Text = Callable[[bool], Markup]


def texts(outputs: Sequence[Any]) -> list[Text]:
    """Return for each output that is no picture what makes its HTML; told True, a plain one."""
    return [functools.partial(_text, one) for one in outputs if not (_picture(one) or _live(one))]


def _text(output: Any, plain: bool) -> Markup:
    if output["output_type"] == "stream":
        return _shown(output["text"])
    if output["output_type"] == "error":
        return _shown("\n".join(output["traceback"]), "error")
    return _result(output, plain)


def pictures(outputs: Sequence[Any]) -> Iterator[Markup]:
    """Yield the pictures among the outputs."""
    yield from filter(None, map(_picture, outputs))


def live(outputs: Sequence[Any]) -> list[Any]:
    """Return the outputs that tell of a live picture."""
    return [one for one in outputs if _live(one) and not _picture(one)]


def frame(output: Any, pages: LivePages) -> Markup:
    """Return a live picture in its frame; its plain text where it is none of `pages`."""
    try:
        return Markup(pages.picture(output["data"][LIVE_MIME]).frame)
    except NoPicture:
        return stand_in(output)


def stand_in(output: Any) -> Markup:
    """Return the plain text of an output that holds more."""
    text = output["data"].get("text/plain")
    return _shown(text) if isinstance(text, str) else Markup("")


def _shown(text: str, kind: str = "") -> Markup:
    text = text.rstrip()
    if not text:
        return Markup("")
    shown = markup.preformatted(text, MAX_SHOWN)
    return Markup('<div class="output {}">{}</div>').format(kind, shown)


def _result(output: Any, plain: bool) -> Markup:
    """Return a last expression or a display: its HTML where harmless, else its text."""
    page = output["data"].get("text/html")
    if isinstance(page, str) and len(page) <= MAX_HTML and not plain:
        safe = markup.clean(page)
        if safe.striptags():
            return Markup('<div class="output">{}</div>').format(safe)
    return stand_in(output)


def _live(output: Any) -> bool:
    return LIVE_MIME in output.get("data", {})


def _picture(output: Any) -> Markup:
    data = output.get("data", {})
    for mime in PICTURES:
        content = data.get(mime)
        if isinstance(content, str) and BASE64.fullmatch(content):
            packed = "".join(content.split())
            alt = data.get("text/plain")
            alt = alt[:200] if isinstance(alt, str) else "a picture"
            return Markup('<img src="data:{};base64,{}" alt="{}">').format(mime, packed, alt)
    return Markup("")
