"""One interactive picture, opened alone in a browser, as a test sees and works it."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from axe_playwright_python.sync_playwright import Axe

COURSE = Path(__file__).parents[2]
SOURCE = COURSE / "source" / "derivatives"


def load(path: Path) -> ModuleType:
    """Import a Python file that belongs to no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


explore = load(SOURCE / "explore.py")


class PicturePage:
    """A picture with whatever a notebook puts into it; errors and outside requests are kept."""

    def __init__(self, context: Any, folder: Path, name: str, **settings: Any) -> None:
        page, self.remarks = explore.make(name, **settings)
        self.file = folder / f"{name}.html"
        self.file.write_text(page, encoding="utf-8")
        self.page = context.new_page()
        self.noise: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.noise.append(message.text))
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(self.file.as_uri())

    def number(self, part: str) -> float:
        """Return a read-out with all its digits."""
        value = self.page.locator(f"#{part}").get_attribute("data-value")
        return float(value.replace("Infinity", "inf"))

    def numbers(self, part: str) -> list[float]:
        """Return a read-out of several numbers, such as a point."""
        value = self.page.locator(f"#{part}").get_attribute("data-value")
        return [float(one) for one in value.split(",")]

    def text(self, part: str) -> str:
        """Return what a part says."""
        return str(self.page.locator(f"#{part}").inner_text())

    def table(self, part: str) -> list[list[float]]:
        """Return the rows of a table of numbers, with all digits."""
        return self.page.evaluate(
            """id => [...document.querySelectorAll(`#${id} tbody tr`)]
                .map(row => [...row.cells].map(cell => Number(cell.dataset.value)))""",
            part,
        )

    def press(self, part: str, *keys: str) -> None:
        """Focus a part and press keys."""
        self.page.locator(f"#{part}").focus()
        for key in keys:
            self.page.keyboard.press(key)

    def slide(self, part: str, value: float) -> None:
        """Move a slider as a pointer would: its input and change events follow."""
        self.page.locator(f"#{part}").fill(str(value))

    def drag(self, part: str, dx: float, dy: float) -> None:
        """Drag a part by so many pixels."""
        self.page.locator(f"#{part}").scroll_into_view_if_needed()
        box = self.page.locator(f"#{part}").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx, y + dy, steps=5)
        self.page.mouse.up()

    def wait_until(self, script: str, timeout: float = 20) -> None:
        """Wait until a piece of JavaScript is true (the page itself forbids `eval`)."""
        deadline = time.monotonic() + timeout
        while not self.page.evaluate(script):
            assert time.monotonic() < deadline, f"never true: {script}"
            self.page.wait_for_timeout(20)

    def look(self, width: int, scheme: str) -> None:
        """See the picture in another window, `scheme` is light or dark."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)

    def violations(self) -> list[str]:
        """Return what axe finds wrong: the rule and the places."""
        found = Axe().run(self.page).response["violations"]
        return [f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found]

    def overflow(self) -> float:
        """Return by how many pixels the page is wider than its window."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    def close(self) -> None:
        """Close the page; it must have been quiet and must have asked nobody for anything."""
        self.page.close()
        assert self.noise == []
        assert self.requests == [self.file.as_uri()]
