"""What the zip holds."""

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from traitlets.config import Config

import autograder
from autograder.bundle import files_under
from autograder.course import CourseError
from autograder.otter.judge import read_settings
from autograder.otter.package import complete
from autograder.otter.pins import python


def test_the_engine_in_the_zip_is_this_one(unpacked):
    package = Path(autograder.__file__).parent
    inside = unpacked / "caged" / "engine" / "autograder"
    for path in files_under(package):
        assert (inside / path.relative_to(package)).read_bytes() == path.read_bytes()


def test_the_course_in_the_zip_has_source_answers_and_hidden_tests(unpacked, otter_course):
    for path in ("source/tiny/1_numbers.ipynb", "solutions/tiny/answers_1_numbers.py"):
        inside = unpacked / "caged" / "course" / path
        assert inside.read_bytes() == (otter_course.root / path).read_bytes()
    assert (unpacked / "caged/course/tests/hidden/tiny/test_1_numbers.py").is_file()


def test_settings_travel_without_paths_and_passwords(made, otter_course, settings, tmp_path):
    copy = Path(shutil.copy(made.zip, tmp_path))
    config = Config({"CourseDirectory": {"db_url": "postgresql://u:secret@h/d", "root": "/home/x"}})
    complete(copy, otter_course, replace(settings(otter_course), config=config))
    with zipfile.ZipFile(copy) as archive:
        text = archive.read("caged/settings.json").decode()
    assert "secret" not in text and "/home/x" not in text


def test_nbgraders_settings_are_the_same_on_the_other_side(unpacked, otter_course):
    found = read_settings(unpacked / "caged")
    assert found.config.ClearSolutions.code_stub == {"python": "raise NotImplementedError"}
    assert (found.assignment, found.notebook) == ("tiny", "1_numbers")


def test_settings_that_cannot_travel_are_refused(made, otter_course, settings, tmp_path):
    copy = Path(shutil.copy(made.zip, tmp_path))
    config = Config({"Odd": {"function": print}})
    with pytest.raises(CourseError, match=r"nbgrader_config\.py holds what no zip can"):
        complete(copy, otter_course, replace(settings(otter_course), config=config))
    assert copy.read_bytes() == made.zip.read_bytes()


def test_otters_own_test_files_give_nobody_points(unpacked):
    text = (unpacked / "tests" / "double.py").read_text()
    assert "hidden=True" in text and "raise RuntimeError" in text
    assert "reference" not in text


def test_otter_is_told_to_let_the_caged_judge_decide(unpacked):
    config = json.loads((unpacked / "otter_config.json").read_text())
    assert config["plugins"] == ["autograder.otter.plugin.CagedJudge"]
    assert config["show_hidden"] is True and config["force_public_test_summary"] is False


def test_the_same_course_makes_the_same_zip(made, otter_course, settings, tmp_path):
    copy = Path(shutil.copy(made.zip, tmp_path))
    complete(copy, otter_course, settings(otter_course))
    digests = [hashlib.sha256(path.read_bytes()).digest() for path in (copy, made.zip)]
    assert digests[0] == digests[1]


def test_the_courses_own_programs_cannot_be_taken_for_the_hand_in(
    made, otter_course, settings, tmp_path
):
    copy = Path(shutil.copy(made.zip, tmp_path))
    with zipfile.ZipFile(copy, "a") as archive:
        archive.writestr("files/explore.py", "")
    complete(copy, otter_course, settings(otter_course))
    with zipfile.ZipFile(copy) as archive:
        names = [name for name in archive.namelist() if name.startswith("files/")]
    assert names == ["files/hand_in.py"]


def test_the_two_scripts_can_be_run_and_are_good_bash(made, unpacked):
    with zipfile.ZipFile(made.zip) as archive:
        for name in ("setup.sh", "run_autograder"):
            assert archive.getinfo(name).external_attr >> 16 & 0o111
            subprocess.run(["bash", "-n", str(unpacked / name)], check=True)


def test_setup_installs_only_what_is_listed_and_torch_which_pins_the_rest(unpacked):
    lines = (unpacked / "setup.sh").read_text().splitlines()
    assert [line for line in lines if "{pip[@]" in line] == [
        '"${pip[@]}" --no-deps --requirement "$listed"',
        '"${pip[@]}" --constraint "$listed" "$(grep \'^torch==\' "$listed")"',
    ]
    listed = (unpacked / "requirements.txt").read_text().splitlines()
    assert [line for line in listed if line.startswith("torch==")] == ["torch==2.13.0"]
    assert all("==" in line for line in listed)


RECORDER = """#!/usr/bin/env bash
# Stands for Python: notes what it is asked to do, and makes an environment of itself.
echo "$*" >> {log}
if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi
"""


ASKS = "-c import ensurepip, venv"  # whether Python can make an environment
STOCK = ("bash", "chmod", "cp", "dirname", "env", "grep", "mkdir")  # a bare Ubuntu has these


def set_up(unpacked, tmp_path, **stand_ins):
    """Run setup.sh where there are only a few of Ubuntu's programs, and stand-ins."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in STOCK:
        (programs / name).symlink_to(shutil.which(name, path=os.defpath))
    for name, source in stand_ins.items():
        (programs / name).write_text(source.format(log=tmp_path / "log", here=programs))
        (programs / name).chmod(0o755)
    command = [programs / "bash", unpacked / "setup.sh"]
    environment = {"PATH": str(programs)}
    return subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True)


NO_SUCH_PACKAGE = """#!/usr/bin/env bash
echo "apt-get $*" >> {log}
[ "$1" = update ] || exit 100
"""
INSTALLS_PYTHON = """#!/usr/bin/env bash
echo "apt-get $*" >> {log}
[ "$1" = update ] || cp {here}/kept {here}/%s
"""


def test_where_python_is_missing_setup_installs_it_from_the_images_own_packages(unpacked, tmp_path):
    apt = INSTALLS_PYTHON % python()
    done = set_up(unpacked, tmp_path, kept=RECORDER, **{"apt-get": apt})
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "log").read_text().splitlines()
    install = f"apt-get install -y -qq --no-install-recommends {python()} {python()}-venv"
    assert lines[:3] == ["apt-get update -qq", install, f"-m venv {tmp_path}/venv"]


def test_where_python_has_no_venv_as_ubuntu_has_it_setup_installs_that(unpacked, tmp_path):
    bare = "#!/usr/bin/env bash\nexit 1\n"
    apt = INSTALLS_PYTHON % python()
    done = set_up(unpacked, tmp_path, kept=RECORDER, **{"apt-get": apt, python(): bare})
    assert done.returncode == 0, done.stderr
    assert f"{python()}-venv" in (tmp_path / "log").read_text()


def test_an_image_without_this_python_is_told_so(unpacked, tmp_path):
    done = set_up(unpacked, tmp_path, **{"apt-get": NO_SUCH_PACKAGE})
    assert done.returncode == 1
    assert f"This image has no {python()}: choose one that has" in done.stderr


def test_setup_makes_an_environment_beside_the_course_and_closes_the_course(unpacked, tmp_path):
    log = tmp_path / "log"
    done = set_up(unpacked, tmp_path, **{python(): RECORDER})
    assert done.returncode == 0, done.stderr
    pip = "-m pip install --quiet --disable-pip-version-check --no-input"
    listed = unpacked / "requirements.txt"
    assert log.read_text().splitlines() == [
        ASKS,
        f"-m venv {tmp_path}/venv",
        f"{pip} --no-deps --requirement {listed}",
        f"{pip} --constraint {listed} torch==2.13.0",
    ]
    assert unpacked.stat().st_mode & 0o077 == 0
    assert (unpacked / "caged" / "course").stat().st_mode & 0o077 == 0
