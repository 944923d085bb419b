"""Live pictures: the course's own interactive pages, fed with data that a student process sent.

A cell shows one by an output of the type LIVE_MIME:

    {"file": "explore/contour.html", "data": {"point": [2, 1]}}

Nothing but the data is the student's. The file is looked up by its whole name among the pages
beside the course's notebooks; the data is checked, written anew as JSON that cannot end the
element it stands in, and all of it goes into a frame without rights in the page around it.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.paths import without_machine_paths

LIVE_MIME = "application/vnd.live-picture+json"
MAX_DATA = 100_000  # characters of one picture's JSON
MAX_FRAMES = 400_000  # characters of all frames in one notebook
MAX_PAGE_FILE = 200_000
MAX_DEPTH, MAX_STRING = 8, 500
HEIGHT = 800  # pixels; a sealed frame cannot fit itself to what is in it: it scrolls

PLACE = '<script type="application/json" id="data">{}</script>'
SCRIPT = re.compile(r"<script(?![^>]*application/json)[^>]*>(.*?)</script>", re.DOTALL)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
HIDDEN = {ord(one): f"\\u{ord(one):04x}" for one in "<>&"}
# Feedback and nbconvert's pages are light, whatever the reader's other windows are.
LIGHT = "<style>:root{color-scheme:only light!important}</style>"
# A notebook that is not trusted drops the style and the frame, and so leaves the sentence.
ASLEEP = (
    "<style>.live-picture-asleep{display:none}</style><p class='live-picture-asleep'>"
    "There is an interactive picture here, but it only runs in a notebook you trust.</p>"
)


class NoPicture(ValueError):
    """What was sent is no live picture of this course; the message says why."""


@dataclass(frozen=True)
class LivePage:
    """One of the course's pages, escaped for an attribute and cut where its data goes."""

    title: str
    before: str
    after: str
    scripts: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A live picture that was accepted: its file, its checked data, the frame that shows it."""

    file: str
    data: dict[str, Any]
    frame: str


@dataclass(frozen=True)
class LivePages:
    """The pages of one assignment that can be fed, by their name relative to its folder."""

    pages: Mapping[str, LivePage] = field(default_factory=dict)

    @property
    def scripts(self) -> tuple[str, ...]:
        """Return the digests of the pages' scripts as a content security policy names them."""
        return tuple(sorted({one for page in self.pages.values() for one in page.scripts}))

    def picture(self, told: Any) -> Picture:
        """Return the picture that is `told` of as LIVE_MIME has it. Raises NoPicture."""
        if not isinstance(told, dict) or not isinstance(told.get("data"), dict):
            raise NoPicture("it has no data")
        file, data = told.get("file"), checked(told["data"])
        page = self.pages.get(file) if isinstance(file, str) else None
        if page is None:
            raise NoPicture("it names no page of this course")
        frame = (
            f'<iframe title="Interactive picture: {page.title}" sandbox="allow-scripts" '
            f'width="100%" height="{HEIGHT}" style="border:1px solid #8886" '
            f'srcdoc="{page.before}{_safe_json(data)}{page.after}"></iframe>'
        )
        return Picture(str(file), data, frame)


class Gallery:
    """The live pictures of one notebook, under a limit for all of them together."""

    def __init__(self, pages: LivePages) -> None:
        self._pages, self._room = pages, MAX_FRAMES

    def bundle(self, sent: Any) -> dict[str, Any]:
        """Return what an output holds of a picture a student process sent as JSON text.

        That is the checked data and HTML of our own; nothing for what is no picture.
        """
        try:
            picture = self._pages.picture(_read(sent))
        except NoPicture:
            return {}
        if len(picture.frame) > self._room:
            return {}
        self._room -= len(picture.frame)
        told = {"file": picture.file, "data": picture.data}
        return {LIVE_MIME: told, "text/html": ASLEEP + picture.frame}


def read_pages(folder: Path) -> LivePages:
    """Return the HTML files below `folder` that have one place for data."""
    pages = {}
    for path in sorted(folder.rglob("*.html")):
        if path.is_file() and path.stat().st_size <= MAX_PAGE_FILE:
            text = path.read_text(encoding="utf-8", errors="replace")
            if text.count(PLACE) == 1:
                pages[path.relative_to(folder).as_posix()] = _page(text)
    return LivePages(pages)


def _page(text: str) -> LivePage:
    before, after = text.replace("</head>", f"{LIGHT}</head>", 1).split(PLACE)
    start, end = PLACE.split("{}")
    title = TITLE.search(text)
    return LivePage(
        title=html.escape(html.unescape(title[1])) if title else "",
        before=html.escape(before + start),
        after=html.escape(end + after),
        scripts=tuple(map(_digest, SCRIPT.findall(text))),
    )


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def checked(value: Any, depth: int = 0) -> Any:
    """Return plain data as JSON has it, or raise NoPicture.

    Numbers are finite, texts short and whole, nothing is nested deeper than MAX_DEPTH.
    """
    if depth > MAX_DEPTH:
        raise NoPicture("the data is nested too deep")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return _finite(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [checked(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {_text(str(key)): checked(one, depth + 1) for key, one in value.items()}
    raise NoPicture(f"a {type(value).__name__} is no data")


def _finite(number: float) -> float:
    """Return a number that a browser reads as a finite one, too."""
    try:
        if math.isfinite(float(number)):
            return number
    except OverflowError:
        pass
    raise NoPicture("a number is not finite")


def _text(value: str) -> str:
    """Return a short text; halves of characters, which no file can hold, become question marks."""
    if len(value) > MAX_STRING:
        raise NoPicture("a text is too long")
    return without_machine_paths(value.encode("utf-8", "replace").decode())


def _read(sent: Any) -> Any:
    """Read what a student process sent. Raises NoPicture."""
    if not isinstance(sent, str) or len(sent) > MAX_DATA:
        raise NoPicture("it is no text, or too long")
    try:
        return json.loads(sent)
    except (ValueError, RecursionError):
        raise NoPicture("it is no JSON") from None


def _safe_json(data: dict[str, Any]) -> str:
    """Return checked data as JSON for an element inside an attribute: it can end neither of them.

    All that is not ASCII is escaped by `dumps`. Raises NoPicture for too much of it.
    """
    text = json.dumps(data, allow_nan=False, separators=(",", ":")).translate(HIDDEN)
    if len(text) > MAX_DATA:
        raise NoPicture("the data is too long")
    return html.escape(text)
