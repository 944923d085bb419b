"""A module of the interactive pictures by itself: its functions, called in a browser."""

from __future__ import annotations

from typing import Any

from picturepage import COURSE, load

build = load(COURSE / "explorables" / "build.py")


class Script:
    """Modules of `explorables/`, loaded into an empty page."""

    def __init__(self, page: Any, *paths: str) -> None:
        self.page = page
        self.source = "\n".join(build.script(build.HERE / path) for path in paths)

    def __call__(self, expression: str, argument: Any = None) -> Any:
        """Return what a JavaScript expression gives; `it` in it is the argument."""
        return self.page.evaluate(f"it => {{ {self.source}; return {expression}; }}", argument)
