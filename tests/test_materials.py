"""What stands beside the notebooks: student code can import it, and nothing else of the course."""

import os

import pytest

from autograder.course import CourseError
from autograder.process import Zygote


@pytest.fixture(scope="module")
def beside(tmp_path_factory):
    """A folder of notebooks with a module, a data folder and what Python and Jupyter leave."""
    folder = tmp_path_factory.mktemp("source")
    (folder / "1_numbers.ipynb").write_text("the answer is 42")
    (folder / "helper.py").write_text(
        "from pathlib import Path\n"
        "def word():\n"
        "    return (Path(__file__).parent / 'data' / 'word.txt').read_text()\n"
    )
    (folder / "data").mkdir()
    (folder / "data" / "word.txt").write_text("kept")
    (folder / "data" / "2_copy.ipynb").write_text("the answer is 42")
    for left in (".ipynb_checkpoints", "__pycache__"):
        (folder / left).mkdir()
        (folder / left / "old.py").touch()
    (folder / "helper.py").chmod(0o600)
    return folder


@pytest.fixture(scope="module")
def warm(beside):
    """A warm process for that folder."""
    with Zygote(beside) as zygote:
        yield zygote


def shown(student, source):
    """Return what a cell prints; it must not fail."""
    result = student.run_cell(source, 10)
    assert result["error"] is None
    return "".join(one["text"] for one in result["outputs"])


def test_a_module_beside_the_notebook_is_imported_and_reads_its_data(warm):
    with warm.student() as student:
        assert shown(student, "import helper\nprint(helper.word())") == "kept\n"


def test_the_notebooks_with_the_answers_are_not_there(warm):
    listed = "import helper, os\nfor _, _, names in os.walk(os.path.dirname(helper.__file__)):\n"
    with warm.student() as student:
        names = shown(student, listed + "    print(*names, sep='\\n')").split()
    assert {name for name in names if not name.endswith(".pyc")} == {"helper.py", "word.txt"}


def test_student_code_cannot_change_what_the_next_one_imports(warm):
    change = "import helper\nopen(helper.__file__, 'a')"
    with warm.student() as student:
        assert student.run_cell(change, 10)["error"][0] == "PermissionError"
        unlink = "import os; os.unlink(helper.__file__)"
        assert student.run_cell(unlink, 10)["error"][0] == "PermissionError"


def test_the_scratch_folder_is_as_empty_as_ever(warm):
    with warm.student() as student:
        assert shown(student, "import helper, os; print(os.listdir())") == "[]\n"


def test_who_runs_student_code_is_the_same_with_and_without_a_folder(warm, zygote):
    with warm.student() as one, zygote.student() as other:
        assert one.layers == other.layers


def test_without_a_folder_nothing_can_be_imported(zygote):
    with zygote.student() as student:
        assert student.run_cell("import helper", 10)["error"][0] == "ModuleNotFoundError"


def test_the_copy_goes_with_its_process(beside, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Zygote(beside):
        assert list(tmp_path.glob("beside-*/helper.py"))
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_copied_is_said_and_leaves_nothing_behind(tmp_path, monkeypatch):
    (tmp_path / "source").mkdir()
    os.mkfifo(tmp_path / "source" / "pipe")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    with pytest.raises(CourseError, match="beside the notebooks cannot be copied"):
        Zygote(tmp_path / "source").start()
    assert list((tmp_path / "temporary").iterdir()) == []
