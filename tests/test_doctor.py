"""What the doctor says of this machine."""

import contextlib
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from autograder import cage, cli, doctor
from autograder.doctor import LAYERS, PACKAGES, examine

WHOLE = dict.fromkeys(LAYERS, True)


@pytest.fixture(autouse=True)
def _warm(monkeypatch, zygote):
    """Examine with the warm process that is there already."""
    monkeypatch.setattr(doctor, "Zygote", lambda *_: contextlib.nullcontext(zygote))
    monkeypatch.setattr(cage, "available", lambda: WHOLE)


@pytest.fixture
def findings(untouched_course):
    """Return what is found, by what was looked at."""
    return lambda folder=untouched_course.root: {one.what: one for one in examine(folder)}


def test_every_layer_package_and_the_gradebook_is_looked_at(findings):
    found = findings()
    layers = {f"cage: {layer}" for layer in LAYERS}
    assert {"system", "Python", "cores", "gradebook", "student process", *layers} <= set(found)
    assert set(PACKAGES) <= set(found)
    assert all(one.good for one in found.values())


def test_the_layers_are_those_the_cage_knows():
    from autograder.cage import available

    assert set(available()) == set(LAYERS)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_missing_layer_is_named_with_what_is_then_not_promised(monkeypatch, findings, layer):
    monkeypatch.setattr(cage, "available", lambda: WHOLE | {layer: False})
    found = findings()
    assert [what for what, one in found.items() if not one.good] == [f"cage: {layer}"]
    said = found[f"cage: {layer}"].found
    assert said.startswith("MISSING") and LAYERS[layer] in said


def test_a_student_process_is_really_started(findings):
    assert "starts; active layers: limits" in findings()["student process"].found


def test_outside_a_course_there_is_no_gradebook_and_that_is_no_fault(findings, tmp_path):
    found = findings(tmp_path)["gradebook"]
    assert found.good and "is in no course" in found.found


def configure(course, url):
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = {url!r}\n")


@pytest.mark.parametrize("url", ["sqlite:////no/such/folder/a.db", "nonsense", "mysterydb://a/b"])
def test_a_gradebook_that_cannot_be_opened_is_a_fault(findings, tiny_course, url):
    configure(tiny_course, url)
    found = findings(tiny_course.root)["gradebook"]
    assert not found.good and "can be opened" not in found.found


def test_a_gradebook_that_can_be_opened_is_named_without_its_password(findings, tiny_course):
    configure(tiny_course, f"sqlite:///{tiny_course.root / 'secret.db'}")
    assert findings(tiny_course.root)["gradebook"].found == "sqlite, can be opened"


@pytest.fixture
def run(monkeypatch, capsys, untouched_course):
    """Run `autograder doctor` in a course; return its exit code and what it printed."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(untouched_course.root)
    monkeypatch.setattr(sys, "argv", ["autograder", "doctor"])

    def run_doctor():
        with pytest.raises(SystemExit) as end:
            cli.app()
        return end.value.code, capsys.readouterr().out

    return run_doctor


def test_on_a_whole_machine_the_command_lists_all_and_ends_with_0(run):
    code, text = run()
    assert code == 0 and "MISSING" not in text
    assert all(f"cage: {layer}" in text and LAYERS[layer] in text for layer in LAYERS)


def test_where_a_layer_is_missing_the_command_ends_with_1(run, monkeypatch):
    monkeypatch.setattr(cage, "available", lambda: WHOLE | {"landlock": False})
    code, text = run()
    assert code == 1
    assert text.count("MISSING") == 1


def test_a_course_that_every_user_can_read_is_said(tiny_course, findings):
    found = findings(tiny_course.root)["course folder"]
    assert found.found == "closed to other users"  # it lies in a folder of this user alone
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        course = shutil.copytree(tiny_course.root, Path(place) / "course")
        course.chmod(0o755)
        (course / "solutions").chmod(0o755)
        assert "chmod go-rwx" in findings(course)["course folder"].found
        course.chmod(0o700)
        assert findings(course)["course folder"].found == "closed to other users"
