"""Secrets put where a hand-in must not reach: whoever reads one and shows it is found out.

Each is a random word. They stand in the hidden tests (beside them, in a judgement and in a
probe), the kept answers, the settings, the gradebook, the grader's environment, another
student's notebook and files of the grader's user.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from hostile.build import Builder
from nbformat import v4
from nbgrader.api import Gradebook

OTHER_STUDENT = "bystander"
OLD = (1_000_000_000, 1_700_000_000)  # read last before it was written: reading it will show

HIDDEN_TEST = '''

# {beside}
@task("secant_slope", weight=0)
def test_canary(student, reference):
    """a canary"""
    kept = "{judgement}"
    student(lambda answers: answers.secant_slope(lambda x: len("{probe}") * x, 1.0, 2.0))
    assert kept
'''


class Canaries:
    """The words planted in one course, by the place they stand in."""

    def __init__(self, course: Path, home: Path, tmp: Path) -> None:
        self._course = course
        self.words: dict[str, str] = {}
        self.unread = [home / ".secret", tmp / "secret"]

    def plant_in_files(self, assignment: str) -> None:
        """Plant the words that stand in files of the course, before it is released."""
        hidden = self._course / "tests" / "hidden" / assignment / "test_1_derivative.py"
        kept = self._course / "solutions" / assignment / "answers_1_derivative.py"
        names = ("beside", "judgement", "probe")
        words = {name: self._word(f"hidden tests, {name}") for name in names}
        _append(hidden, HIDDEN_TEST.format(**words))
        _append(kept, f'\n# {self._word("solutions")}\nCANARY = "{self._word("kept answers")}"\n')
        _append(self._course / "nbgrader_config.py", f"\n# {self._word('settings')}\n")
        for path in self.unread:
            path.write_text(self._word(str(path.name)))
            path.chmod(0o644)
            os.utime(path, OLD)

    def age(self) -> None:
        """Make the planted files look as if nobody had read them for years."""
        for path in self.unread:
            os.utime(path, OLD)

    def plant_in_gradebook(self, url: str, course_id: str) -> None:
        """Plant a word in the gradebook of the released course."""
        with Gradebook(url, course_id) as book:
            book.add_student("canary", first_name=self._word("gradebook"))

    def plant_in_hand_in(self, builder: Builder, notebook: str) -> None:
        """Hand in, as another student, a notebook that holds a word."""
        whole = builder.perfect(notebook)
        whole.cells.append(v4.new_code_cell(f"mine = {self._word('another hand-in')!r}"))
        builder.hand_in(OTHER_STUDENT, notebook, whole)

    def environment(self) -> dict[str, str]:
        """Return the environment variable to give the grader."""
        return {"GRADER_TOKEN": self._word("environment")}

    def found_in(self, text: str) -> list[str]:
        """Return the places whose words stand in `text`."""
        return [place for place, word in self.words.items() if word in text]

    def read(self) -> list[str]:
        """Return the planted files that were read or are gone."""
        return [
            str(path)
            for path in self.unread
            if not path.is_file() or int(path.stat().st_atime) != OLD[0]
        ]

    def _word(self, place: str) -> str:
        return self.words.setdefault(place, f"canary-{secrets.token_hex(8)}")


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
