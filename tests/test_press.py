"""Pages made in processes that can be ended."""

import time
from dataclasses import dataclass

import pytest

from autograder import press
from autograder.marks import Marks
from autograder.notebook import UnreadableNotebook
from autograder.page import Asked
from autograder.press import TOO_MUCH, Job, finished

pytestmark = pytest.mark.filterwarnings(
    "ignore:This process .* is multi-threaded:DeprecationWarning"
)


@dataclass(frozen=True)
class OddPaper:
    """A paper that does what the notebook's name says, while it is parsed or always."""

    def page(self, asked, data, key, plain=False):
        name = asked.notebook
        if data is not None and (not plain or name.startswith("always")):
            if "slow" in name:
                time.sleep(60)
            if "large" in name:
                bytearray(2 * press.PAGE_BYTES)
            if "deep" in name:
                raise RecursionError
            if "dies" in name:
                import os

                os._exit(1)
            if "damaged" in name:
                raise UnreadableNotebook("the file is empty")
        return f"{name} {'plain' if plain else 'whole'} {data and data.decode()}"


@pytest.fixture
def make(tmp_path, monkeypatch):
    monkeypatch.setattr(press, "PAGE_SECONDS", 0.5)
    (tmp_path / "in.ipynb").write_text("notebook", encoding="utf-8")

    def run(*names, jobs=2):
        todo = [
            Job(Asked("s", "a", name, Marks()), tmp_path / "in.ipynb", tmp_path / name, "key")
            for name in names
        ]
        made = {one.notebook: one for one in finished(todo, OddPaper(), jobs)}
        return made, {
            name: (tmp_path / name).read_text() for name in names if (tmp_path / name).exists()
        }

    return run


def test_pages_are_written_and_told_of(make):
    made, pages = make("one", "two", "three")
    assert pages["two"] == "two whole notebook" and len(pages) == 3
    assert all(one.fresh and one.problem is None for one in made.values())


@pytest.mark.parametrize("trouble", ["slow", "large", "deep", "dies"])
def test_a_page_that_cannot_be_made_is_made_plain_and_the_others_go_on(make, trouble):
    made, pages = make("one", trouble, "two", "three")
    assert pages[trouble] == f"{trouble} plain notebook" and made[trouble].problem is None
    assert [pages[name].split()[1] for name in ("one", "two", "three")] == ["whole"] * 3


@pytest.mark.parametrize("trouble", ["always slow", "always large", "always dies"])
def test_one_that_cannot_be_made_at_all_is_made_without_the_notebook(make, trouble):
    made, pages = make("one", trouble)
    assert pages[trouble] == f"{trouble} whole None" and made[trouble].problem == TOO_MUCH
    assert made["one"].problem is None


def test_a_damaged_notebook_is_told_of_and_has_no_page(make):
    made, pages = make("damaged", "one")
    assert made["damaged"].problem == "the file is empty" and "damaged" not in pages
    assert "one" in pages
