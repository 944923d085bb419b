"""nbgrader's exchange between two users of this machine: a teacher and a student.

Needs root, which may add the users and remove them again.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ANSWER = "def double(x):\n    return x + x"
COURSE_ID = "why-derivatives-matter"
NEEDED = ("useradd", "userdel", "chown")


@dataclass(frozen=True)
class World:
    """Two users with homes, the teacher's course and the exchange between them."""

    place: Path
    teacher: str
    student: str

    @property
    def course(self) -> Path:
        """Return the teacher's copy of the small course."""
        return self.place / self.teacher / "course"

    @property
    def work(self) -> Path:
        """Return where the student works on the assignment."""
        return self.place / self.student / "tiny"

    def nbgrader(self, *commands: tuple[str, str]) -> list[str]:
        """Run commands of nbgrader, each by its user; return what they said."""
        folders = {self.teacher: self.course, self.student: self.work.parent}
        asked = [
            {"user": user, "folder": str(folders[user]), "words": words.split()}
            for user, words in commands
        ]
        helper = [sys.executable, str(Path(__file__).with_name("as_user.py"))]
        done = subprocess.run(
            helper, input=json.dumps(asked), capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        for (_, words), one in zip(commands, found, strict=True):
            assert one["code"] == 0, f"{words}:\n{one['said']}"
        return [one["said"] for one in found]

    def give(self, user: str, path: Path) -> None:
        """Make a file or folder a user's own."""
        subprocess.run(["chown", "-R", f"{user}:", str(path)], check=True)


@pytest.fixture(scope="module")
def world(copy_released):
    """The world; its users are removed with all they have."""
    if os.geteuid():
        pytest.skip("users can be added by root only")
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        pytest.skip(f"this machine has no {', '.join(missing)}")
    place = Path(tempfile.mkdtemp(prefix="exchange-"))
    place.chmod(0o755)
    users = [f"ag{kind}{secrets.token_hex(3)}" for kind in ("teacher", "student")]
    try:
        for user in users:
            home = ["--home-dir", str(place / user), "--create-home", "--no-log-init"]
            subprocess.run(["useradd", *home, user], check=True, capture_output=True)
            (place / user / ".jupyter").mkdir()
            setting = f"get_config().Exchange.root = {str(place / 'exchange')!r}\n"
            (place / user / ".jupyter" / "nbgrader_config.py").write_text(setting)
        made = World(place, *users)
        (place / "exchange").mkdir(mode=0o777)
        (place / "exchange").chmod(0o777)
        copy_released(place / made.teacher)
        made.course.chmod(0o700)  # as the README says, where students have accounts
        for user in users:
            made.give(user, place / user)
        yield made
    finally:
        for user in users:
            subprocess.run(["userdel", user], capture_output=True)
        shutil.rmtree(place)


def test_an_assignment_goes_to_a_student_and_comes_back_with_feedback(world, answered):
    teacher, student = world.teacher, world.student
    _, listed, _ = world.nbgrader(
        (teacher, "release_assignment tiny"),
        (student, f"list --course {COURSE_ID}"),
        (student, f"fetch_assignment tiny --course {COURSE_ID}"),
    )
    assert f"{COURSE_ID} tiny" in listed
    assert [path.name for path in world.work.iterdir()] == ["1_numbers.ipynb"]

    (world.work / "1_numbers.ipynb").write_bytes(answered(double=ANSWER))
    _, sent, waiting, _ = world.nbgrader(
        (student, f"submit tiny --course {COURSE_ID}"),
        (student, f"list --cached --course {COURSE_ID}"),
        (teacher, "list --inbound"),
        (teacher, "collect tiny"),
    )
    assert f"{COURSE_ID} {student} tiny" in sent and f"{COURSE_ID} {student} tiny" in waiting
    submitted = world.course / "submitted" / student / "tiny"
    assert (submitted / "1_numbers.ipynb").read_bytes() == answered(double=ANSWER)
    nobody_looks_into(world)

    grade(world.course)
    world.give(teacher, world.course)
    world.nbgrader(
        (teacher, "release_feedback tiny"),
        (student, f"fetch_feedback tiny --course {COURSE_ID}"),
    )
    (feedback,) = (world.work / "feedback").rglob("1_numbers.html")
    assert "Score: 2.0 / 10.0" in " ".join(feedback.read_text(encoding="utf-8").split())


def nobody_looks_into(world):
    """Check that the student can list neither what was handed in nor the course."""
    code = (
        "import os, sys, pwd\n"
        f"os.setgroups([]); os.setuid(pwd.getpwnam({world.student!r}).pw_uid)\n"
        "for path in sys.argv[1:]:\n"
        "    try: os.listdir(path)\n"
        "    except PermissionError: print('closed')\n"
    )
    paths = [world.place / "exchange" / COURSE_ID / "inbound", world.course]
    paths += [world.course / "solutions", world.course / "submitted"]
    command = [sys.executable, "-c", code, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["closed"] * len(paths)


def grade(course):
    """Grade and write feedback, as root, who owns nothing of it afterwards."""
    for words in (("autograder", "grade", "tiny"), ("nbgrader", "generate_feedback", "tiny")):
        command = [sys.executable, "-m", *words]
        done = subprocess.run(command, cwd=course, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
