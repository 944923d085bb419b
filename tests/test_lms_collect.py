"""Collecting exports of all systems: everything is stored or listed, nothing is lost."""

import shutil
import tempfile
from pathlib import Path

import pytest
from lms_exports import CLASS, METADATA, write_zip
from rich.console import Console

from autograder.course import CourseError
from autograder.exam import read_config
from autograder.lms import store
from autograder.lms.collect import SYSTEMS, collect
from autograder.lms.roster import read_class
from autograder.lms.show import show_collected


@pytest.fixture
def take(tiny_course, tmp_path):
    """Collect these files as an export of a system: `take("canvas", {name: bytes})`."""
    (tmp_path / "class.csv").write_text(CLASS, encoding="utf-8")
    students = read_class(tmp_path / "class.csv")

    def run(system, files, known=True):
        path = write_zip(tmp_path / "export.zip", files)
        config = read_config(tiny_course)
        return collect(tiny_course, config, "tiny", path, system, students if known else None)

    return run


@pytest.fixture
def shelf(tiny_course):
    """Return what is in `submitted/`, by path without the assignment's folder."""

    def read():
        root = tiny_course.root / "submitted"
        files = (path for path in root.rglob("*") if path.is_file())
        return {
            path.relative_to(root).as_posix().replace("/tiny/", ":"): path.read_bytes()
            for path in files
        }

    return read


EXPORTS = {
    "canvas": {
        "smithanna_101_5001_1_numbers.ipynb": b"A",
        "oneilzoë_LATE_102_5002_1_numbers-1.ipynb": b"Z",
        "vonbergjrlee_103_5003_data.csv": b"L",
    },
    "moodle": {
        "Anna Smith_101_assignsubmission_file_/1_numbers.ipynb": b"A",
        "Zoë O’Neil_102_assignsubmission_file/1_numbers (1).ipynb": b"Z",
        "Lee von Berg, Jr._103_assignsubmission_file_data.csv": b"L",
    },
    "folder": {
        "class/anna/1_numbers.ipynb": b"A",
        "class/Zoë O’Neil/tiny/1_numbers.ipynb": b"Z",
        "class/103/data.csv": b"L",
    },
}
SHELF = {"anna:1_numbers.ipynb": b"A", "zoe:1_numbers.ipynb": b"Z", "lee:data.csv": b"L"}


@pytest.mark.parametrize("system", EXPORTS)
def test_every_file_comes_into_its_students_folder(take, shelf, system):
    done = take(system, EXPORTS[system])
    assert shelf() == SHELF
    assert done.complete and [one.what for one in done.stored] == ["new"] * 3
    assert done.late == (("zoe",) if system == "canvas" else ())
    assert done.untimed == ("anna", "lee", "zoe")


def test_a_group_of_gradescope_gets_one_copy_each_and_the_later_submission_counts(take, shelf):
    files = {f"x_export/submission_{n}/1_numbers.ipynb": str(n).encode() for n in (1, 2, 3)}
    files |= {"x_export/submission_1/notes.txt": b"n"}
    done = take("gradescope", files | {"x_export/submission_metadata.yml": METADATA.encode()})
    found = shelf()
    assert found.pop("anna:timestamp.txt") == b"2026-03-02 11:00:00.000000 UTC"
    found.pop("zoe:timestamp.txt")
    assert found == {"anna:1_numbers.ipynb": b"2", "zoe:1_numbers.ipynb": b"2"}
    left = {one.name: (one.reason, one.expected) for one in done.left_out}
    assert left == {
        "x_export/submission_1/1_numbers.ipynb": ("superseded by submission_2", True),
        "x_export/submission_1/notes.txt": ("superseded by submission_2", True),
        "x_export/submission_3/1_numbers.ipynb": ("Stranger is not in the class list", False),
    }
    assert not done.complete and done.untimed == ()


def test_of_two_files_of_one_name_the_later_counts_and_the_other_is_listed(take, shelf):
    files = {
        "smithanna_101_5009_1_numbers.ipynb": b"new",
        "smithanna_101_5001_1_numbers-1.ipynb": b"old",
    }
    done = take("canvas", files)
    assert shelf() == {"anna:1_numbers.ipynb": b"new"}
    assert [one.name for one in done.left_out] == ["smithanna_101_5001_1_numbers-1.ipynb"]
    assert done.complete


def test_the_class_list_decides_how_a_name_is_read(take, shelf):
    take("canvas", {"smith_2_101_5001_1_numbers.ipynb": b"A"})
    assert shelf() == {"anna:1_numbers.ipynb": b"A"}


def test_who_is_not_in_the_class_is_listed_and_a_name_is_not_trusted_beside_an_id(take, shelf):
    done = take("canvas", {"smithanna_999_5001_1_numbers.ipynb": b"A", "stray.ipynb": b"S"})
    assert shelf() == {} and not done.complete
    assert {one.name: one.reason for one in done.left_out} == {
        "smithanna_999_5001_1_numbers.ipynb": "smithanna is not in the class list",
        "stray.ipynb": "not named as Canvas names files",
    }


FORGED = {
    "canvas": [
        "evil_999_5002_102_99999999_1_numbers.ipynb",  # 999 is not in the class
        "evil_999_5002_x_102_99999999_1_numbers.ipynb",
        "oneilzoë_102_101_5001_1_numbers.ipynb",  # Anna calls herself “oneilzoë_102”
        "work_999_5002_zip/oneilzoë_102_5003_1_numbers.ipynb",  # unpacked of a zip file
    ],
    "moodle": [
        "Eve_999_assignsubmission_file_x_102_assignsubmission_file_1_numbers.ipynb",
        "Group A_102_assignsubmission_file/1_numbers.ipynb",  # the number of a group
    ],
}


@pytest.mark.parametrize("system, name", [(one, name) for one in FORGED for name in FORGED[one]])
def test_no_name_makes_a_file_another_students(take, shelf, system, name):
    done = take(system, EXPORTS[system] | {name: b"FORGED"})
    assert shelf() == SHELF and not done.complete
    assert [one.name for one in done.left_out if not one.expected] == [name]


@pytest.mark.parametrize("known", [True, False])
def test_one_number_with_two_names_is_trusted_only_where_the_class_has_the_name(take, shelf, known):
    files = {"zoë_102_5009_1_numbers.ipynb": b"FORGED", "oneilzoë_102_5002_1_numbers.ipynb": b"Z"}
    done = take("canvas", files, known)
    assert shelf() == ({"zoe:1_numbers.ipynb": b"Z"} if known else {})
    assert "number 102 stands with several names in this export" in {
        one.reason for one in done.left_out
    }


def test_a_moodle_name_may_have_more_words_than_the_class_list(take, shelf):
    assert take("moodle", {"Anna Maria Smith_101_assignsubmission_file/x.ipynb": b"A"}).complete
    assert shelf() == {"anna:x.ipynb": b"A"}


def test_other_assignments_in_an_arranged_folder_are_left_out(take, shelf, tiny_course):
    (tiny_course.root / "source" / "other").mkdir()
    files = {
        "anna/tiny/1_numbers.ipynb": b"A",
        "anna/notes.txt": b"n",
        "anna/earlier/9.ipynb": b"e",
        "zoe/other/9_other.ipynb": b"o",
        "lee/work/1_numbers.ipynb": b"L",
    }
    done = take("folder", files)
    assert shelf() == {"anna:1_numbers.ipynb": b"A", "lee:work/1_numbers.ipynb": b"L"}
    assert {one.name for one in done.left_out} == files.keys() - {
        "anna/tiny/1_numbers.ipynb",
        "lee/work/1_numbers.ipynb",
    }


def test_one_folder_around_a_class_that_is_not_known_is_refused(take, shelf):
    with pytest.raises(CourseError, match="all is in one folder 'class': a student, or the class"):
        take("folder", EXPORTS["folder"], known=False)
    take("folder", {"anna/tiny/1_numbers.ipynb": b"A", "anna/tiny/in/x": b"x"}, known=False)
    assert shelf() == {"anna:1_numbers.ipynb": b"A", "anna:in/x": b"x"}


def test_without_a_class_the_systems_id_is_the_student(take, shelf):
    done = take("canvas", {"smithanna_101_5001_1_numbers.ipynb": b"A"}, known=False)
    assert shelf() == {"101:1_numbers.ipynb": b"A"} and done.complete
    long = "x" * 129
    done = take("folder", {f"{long}/a.ipynb": b"1", ".x/a.ipynb": b"1"}, known=False)
    assert [one.reason for one in done.left_out] == [
        f"{name} cannot be a student id: give a class list" for name in (long, ".x")
    ]


def test_a_student_cannot_set_the_time_but_an_arranged_folder_can(take, shelf):
    files = {"smithanna_101_5001_timestamp.txt": b"2000-01-01", "smithanna_101_5002_x.ipynb": b"A"}
    assert not take("canvas", files).complete
    assert shelf() == {"anna:x.ipynb": b"A"}
    take("folder", {"zoe/timestamp.txt": b"2026-01-01 UTC", "zoe/x.ipynb": b"Z"})
    assert shelf()["zoe:timestamp.txt"] == b"2026-01-01 UTC"


def test_whoever_collects_is_told_of_whom_no_time_is_known(take, capsys):
    arranged = {"zoe/timestamp.txt": b"2026-01-01 UTC", "zoe/x.ipynb": b"Z", "anna/x.ipynb": b"A"}
    done = take("folder", arranged)
    assert done.untimed == ("anna",)
    show_collected(Console(width=200), done)
    told = "1 of 2 came without the time they were handed in: nbgrader takes none of these for late"
    assert told in capsys.readouterr().out


def test_a_second_collection_changes_nothing_that_is_the_same(take, shelf, tiny_course):
    take("canvas", EXPORTS["canvas"])
    path = tiny_course.root / "submitted" / "anna" / "tiny" / "1_numbers.ipynb"
    before = path.stat()
    assert {one.what for one in take("canvas", EXPORTS["canvas"]).stored} == {"unchanged"}
    assert path.stat() == before and shelf() == SHELF


def test_a_second_collection_keeps_what_it_replaces(take, shelf, tiny_course):
    for content in (b"1", b"2", b"3"):
        done = take("canvas", {"smithanna_101_5001_1_numbers.ipynb": content})
    assert shelf() == {"anna:1_numbers.ipynb": b"3"}
    kept = tiny_course.root / ".autograder" / "earlier" / "tiny" / "anna"
    assert done.stored[0].earlier == kept / "2"
    assert [(kept / n / "1_numbers.ipynb").read_bytes() for n in "12"] == [b"1", b"2"]


def test_an_older_submission_does_not_replace_a_newer_one(take, shelf):
    def gradescope(number):
        files = {f"submission_{number}/1_numbers.ipynb": str(number).encode()}
        return take("gradescope", files | {"submission_metadata.yml": METADATA.encode()})

    gradescope(2)
    done = gradescope(1)
    assert [one.what for one in done.stored] == ["older"]
    assert shelf()["anna:1_numbers.ipynb"] == b"2"


def test_a_file_beside_a_folder_of_its_name_is_listed(take, shelf):
    folder = "Anna Smith_101_assignsubmission_file"
    done = take("moodle", {f"{folder}/a": b"1", f"{folder}/a/b": b"2", f"{folder}/c": b"3"})
    assert shelf() == {"anna:a": b"1", "anna:c": b"3"}
    assert [one.name for one in done.left_out] == [f"{folder}/a/b"]


def test_a_hand_in_that_is_too_large_is_stored_as_far_as_it_fits(take, shelf, monkeypatch):
    monkeypatch.setattr(store, "MAX_HANDIN_BYTES", 5)
    files = {f"smithanna_101_500{n}_{n}.txt": b"123" for n in (1, 2)}
    done = take("canvas", files)
    assert shelf() == {"anna:1.txt": b"123"} and not done.complete


def test_nothing_half_written_is_left_when_the_disk_fails(take, shelf, tiny_course, monkeypatch):
    take("canvas", EXPORTS["canvas"])

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "_stamp", fail)
    done = take("canvas", {"smithanna_101_5001_1_numbers.ipynb": b"new"})
    (left,) = done.left_out
    assert "anna's hand-in cannot be stored" in left.reason and "No space left" in left.reason
    assert shelf() == SHELF and not done.complete
    assert not list((tiny_course.root / ".autograder").glob(".collecting-*"))


def test_a_place_that_is_taken_costs_its_student_alone(take, shelf, tiny_course):
    (tiny_course.root / "submitted").mkdir()
    (tiny_course.root / "submitted" / "anna").write_text("in the way")
    done = take("canvas", EXPORTS["canvas"])
    assert not done.complete and [one.student for one in done.stored] == ["lee", "zoe"]
    assert ["anna's hand-in" in one.reason for one in done.left_out] == [True]


def test_hand_ins_may_be_kept_on_another_file_system(take, shelf, tiny_course):
    elsewhere = Path(tempfile.mkdtemp(dir="/dev/shm"))
    try:
        (tiny_course.root / "submitted").symlink_to(elsewhere)
        take("canvas", EXPORTS["canvas"])
        done = take("canvas", {"smithanna_101_5001_1_numbers.ipynb": b"new"})
        assert done.stored[0].what == "replaced"
        assert (elsewhere / "anna" / "tiny" / "1_numbers.ipynb").read_bytes() == b"new"
        assert (done.stored[0].earlier / "1_numbers.ipynb").read_bytes() == b"A"
        assert sorted(path.name for path in elsewhere.iterdir()) == ["anna", "lee", "zoe"]
    finally:
        shutil.rmtree(elsewhere)


def test_an_unknown_system_or_assignment_is_refused(take, tiny_course, tmp_path):
    with pytest.raises(CourseError, match=f"there is: {', '.join(SYSTEMS)}"):
        take("ilias", {"x": b""})
    with pytest.raises(CourseError, match="no assignment 'other'"):
        collect(tiny_course, read_config(tiny_course), "other", tmp_path, "folder", None)


def test_a_folder_is_collected_like_its_zip_file(take, shelf, tiny_course, tmp_path):
    take("folder", EXPORTS["folder"])
    stored = shelf()
    source = tmp_path / "arranged"
    shutil.copytree(tiny_course.root / "submitted", source)
    done = collect(tiny_course, read_config(tiny_course), "tiny", source, "folder", None)
    assert {one.what for one in done.stored} == {"unchanged"} and shelf() == stored


NO_IDS = CLASS.replace(",101", ",").replace(",102", ",").replace(",103", ",")


@pytest.fixture
def take_by_name(tiny_course, tmp_path):
    """Collect from Moodle with a class list that does not have Moodle's ids."""

    def run(files):
        (tmp_path / "names.csv").write_text(NO_IDS, encoding="utf-8")
        path = write_zip(tmp_path / "export.zip", files)
        students = read_class(tmp_path / "names.csv")
        return collect(tiny_course, read_config(tiny_course), "tiny", path, "moodle", students)

    return run


def test_a_name_is_enough_where_the_class_list_has_no_ids(take_by_name, shelf):
    assert take_by_name({"zoë o'neil_7_assignsubmission_file/x.ipynb": b"Z"}).complete
    assert shelf() == {"zoe:x.ipynb": b"Z"}


def test_two_users_of_one_name_get_nothing_and_are_listed(take_by_name, shelf):
    files = {f"Anna Smith_{n}_assignsubmission_file/x.ipynb": b"A" for n in (7, 8)}
    done = take_by_name(files)
    assert shelf() == {} and not done.complete
    assert {one.reason for one in done.left_out} == {
        "several users of the system have the name of anna"
    }


def test_what_a_terminal_would_obey_is_not_printed(take_by_name):
    (left,) = take_by_name({"x\x1b[2J_7_assignsubmission_file/x.ipynb": b"A"}).left_out
    assert left.name.isprintable() and left.reason.isprintable()


def test_a_time_that_names_a_file_as_its_zone_stops_nothing(take, shelf, tmp_path):
    zone = tmp_path / "z"
    zone.write_bytes(b"TZif2" + b"\xff" * 10)
    for content in (b"1", b"2"):
        time = f"2026-01-01 00:00:00 {zone}".encode()
        done = take("folder", {"zoe/timestamp.txt": time, "zoe/x.ipynb": content})
    assert shelf()["zoe:x.ipynb"] == b"2" and done.stored[0].what == "replaced"
