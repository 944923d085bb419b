"""A teacher's and a student's JupyterLab with one exchange, worked as people do."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labpage import COURSE, Server, serve

SECONDS = 1000 * 60
PARTS = ("source", "solutions", "tests/hidden", "nbgrader_config.py")


@dataclass(frozen=True)
class Classroom:
    """Both servers; the teacher's folder is a copy of the course."""

    teacher: Server
    student: Server


@contextlib.contextmanager
def open_classroom(place: Path, browser: Any) -> Iterator[Classroom]:
    """Run both servers over an empty exchange."""
    course, work, exchange = place / "course", place / "work", place / "exchange"
    for part in PARTS:
        (course / part).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (COURSE / part).is_dir() else shutil.copy
        copy(COURSE / part, course / part)
    work.mkdir()
    exchange.mkdir()
    exchange.chmod(0o777)
    with (
        serve(course, place / "teacher", exchange) as teacher,
        serve(work, place / "student", exchange) as student,
    ):
        yield Classroom(teacher, student)


class Formgrader:
    """The teacher's formgrader; use as a context manager."""

    def __init__(self, browser: Any, server: Server) -> None:
        self._server = server
        self.page = browser.new_page()
        self.page.set_default_timeout(SECONDS)
        self.open("")

    def __enter__(self) -> Formgrader:
        return self

    def __exit__(self, *_: object) -> None:
        self.page.close()

    def open(self, path: str) -> None:
        """Go to one of its pages."""
        self.page.goto(f"{self._server.url}/formgrader/{path}?token={self._server.token}")

    def press(self, button: str) -> str:
        """Press a button of the only row, wait until it is done, return what the window says."""
        self.page.locator(f"tbody td.{button} a").first.click()
        window = self.page.locator(".modal.in")
        window.wait_for()
        said = str(window.inner_text())
        window.get_by_role("button", name="OK").click()
        window.wait_for(state="hidden")
        return said

    def cell(self, name: str) -> str:
        """Return the text of a cell of the only row."""
        cell = self.page.locator(f"tbody td.{name}").first
        cell.wait_for()
        return str(cell.inner_text())

    def give(self, notebook: str, question: str, points: str, comment: str) -> None:
        """Open the only hand-in of a notebook and give points and a comment for a question."""
        self.open(f"gradebook/derivatives/{notebook}")
        self.page.locator("tbody td.name a").first.click()
        score = self.page.locator(f"input#{question}")
        score.wait_for()
        self.page.wait_for_load_state("networkidle")
        self._type(score, points, "/api/grade/")
        self._type(self.page.locator(f"textarea#{question}-comment"), comment, "/api/comment/")

    def _type(self, field: Any, text: str, saved_at: str) -> None:
        with self.page.expect_response(lambda one: saved_at in one.url and one.ok):
            field.fill(text)
            field.blur()


class AssignmentList:
    """The student's assignment list in JupyterLab; use as a context manager."""

    def __init__(self, browser: Any, server: Server) -> None:
        self.page = browser.new_page()
        self.page.set_default_timeout(SECONDS)
        self.page.goto(f"{server.url}/lab?token={server.token}")
        self.page.locator(".lm-MenuBar-item", has_text="Nbgrader").click()
        self.page.locator(".lm-Menu-item", has_text="Assignment List").click()
        self.page.locator("#released_assignments_list").wait_for()

    def __enter__(self) -> AssignmentList:
        return self

    def __exit__(self, *_: object) -> None:
        self.page.close()

    def press(self, place: str, button: str) -> None:
        """Press a button of the assignment in one of the three lists."""
        self.page.locator(f"#{place}_assignments_list").get_by_role("button", name=button).click()

    def validate(self, notebook: str) -> str:
        """Press Validate beside a notebook of the fetched assignment; return what is said."""
        fetched = self.page.locator("#fetched_assignments_list")
        fetched.get_by_text("derivatives").first.click()
        row = fetched.locator(".list_item", has_text=notebook).last
        row.get_by_role("button", name="Validate").click()
        window = self.page.locator("dialog #validation-message")
        window.wait_for()
        said = str(window.inner_text())
        self.page.keyboard.press("Escape")
        window.wait_for(state="hidden")
        return said

    def wait_for(self, place: str) -> str:
        """Wait until the assignment is in a list; return what the list says."""
        found = self.page.locator(f"#{place}_assignments_list")
        found.get_by_text("derivatives").first.wait_for()
        return str(found.inner_text())
