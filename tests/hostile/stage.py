"""A copy of the course to attack: canaries, hand-ins, one real run, and what it left behind.

Hand-ins are graded in the order of their names; after each attack follows a bystander,
perfect and untouched notebooks in turn, whose verdict must be the one it gets alone.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hostile.attack import Attack
from hostile.build import Builder
from hostile.canaries import OTHER_STUDENT, Canaries
from hostile.watch import Watch, fingerprint, orphans

REPOSITORY = Path(__file__).parent.parent.parent
ASSIGNMENT, NOTEBOOK = "derivatives", "1_derivative"
PARTS = ("source", "solutions", "tests/hidden")
OUTSIDE = ("/tmp", "/var/tmp", "/dev/shm", "/run", sys.prefix, sys.base_prefix)
ESCAPED = "hostile-escaped"  # what attacks call the files they try to leave somewhere
PR_SET_PDEATHSIG = 1
LAYERS = """
from autograder.process import Zygote
with Zygote() as zygote, zygote.student() as student:
    print(*student.layers, sep=", ")
"""
RUN_MEMORY = 8 * 2**30


@dataclass
class Run:
    """What one `autograder grade` over the corpus showed."""

    lines: dict[str, dict[str, Any]] = field(default_factory=dict)
    printed: str = ""
    exit_code: int | None = None
    seconds: float = 0.0
    judge_memory: int = 0
    student_memory: int = 0
    scratch_bytes: int = 0
    orphans: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)


class Stage:
    """Use as a context manager.

    A run is ended after `seconds`; `before` runs in each started process, to take powers away.
    """

    def __init__(self, seconds: float, before: Callable[[], None] | None = None) -> None:
        self._seconds, self._before = seconds, before

    def __enter__(self) -> Stage:
        # Not under pytest's own folder, which is closed to the user a student process becomes.
        self.root = Path(tempfile.mkdtemp(prefix="hostile-"))
        self.root.chmod(0o755)
        self.course, self.home, self.tmp = (self.root / one for one in ("course", "home", "tmp"))
        for part in PARTS:
            shutil.copytree(REPOSITORY / part, self.course / part)
        shutil.copy(REPOSITORY / "nbgrader_config.py", self.course)
        beside = self.course / "source" / ASSIGNMENT  # the course hands out more than notebooks
        (beside / "data").mkdir(exist_ok=True)
        (beside / "data" / "points.csv").write_text("1,2\n")
        (beside / "helper.py").write_text("x = 1\n")
        self.home.mkdir()
        self.tmp.mkdir()
        self.canaries = Canaries(self.course, self.home, self.tmp)
        self.builder = Builder(self.course, ASSIGNMENT, self.home)
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["rm", "-rf", "--", str(self.root)], check=False)

    def open(self) -> None:
        """Release the course, secrets planted, and grade what will stand by, alone."""
        self.canaries.plant_in_files(ASSIGNMENT)
        self._command("release", ASSIGNMENT, check=True)
        url = f"sqlite:///{self.course / 'gradebook.db'}"
        self.canaries.plant_in_gradebook(url, "why-derivatives-matter")
        self.canaries.plant_in_hand_in(self.builder, NOTEBOOK)
        self.builder.hand_in("perfect", NOTEBOOK, self.builder.perfect(NOTEBOOK))
        self.builder.hand_in("untouched", NOTEBOOK, self.builder.untouched(NOTEBOOK))
        self._command("grade", ASSIGNMENT, "--jobs", "1", "--results", "alone.jsonl", check=True)
        self.alone = _lines(self.course / "alone.jsonl")

    def clear(self) -> None:
        """Take away what attacks handed in before."""
        for path in (self.course / "submitted").iterdir():
            if path.name not in self.alone:
                subprocess.run(["rm", "-rf", "--", str(path)], check=True)

    def hand_in(self, attacks: Sequence[Attack]) -> None:
        """Build the attacks, each with a bystander after it."""
        for number, attack in enumerate(attacks):
            self.builder.attack(attack)
            kind = bystander_of(number)
            whole = getattr(self.builder, kind)(NOTEBOOK)
            self.builder.hand_in(f"{attack.student}-next", NOTEBOOK, whole)

    def grade(self) -> Run:
        """Grade all that is handed in, in one run, and look at what it left behind."""
        (self.course / "results.jsonl").unlink(missing_ok=True)
        kept = {name: self.course / name for name in ("submitted", "release", *PARTS)}
        kept |= {"home": self.home, "tmp": self.tmp}
        before = {name: fingerprint(path) for name, path in kept.items()}
        self.canaries.age()
        run = Run()
        start = time.monotonic()
        with orphans() as left, Watch(self.tmp) as watch:
            done = self._command("grade", ASSIGNMENT, "--results", "results.jsonl")
        run.seconds = time.monotonic() - start
        run.read = self.canaries.read()
        run.lines = _lines(self.course / "results.jsonl")
        run.printed, run.exit_code = done.stdout, done.returncode
        run.judge_memory, run.student_memory = watch.judge_memory, watch.student_memory
        run.scratch_bytes, run.orphans = watch.scratch_bytes, left
        run.changed = [
            f"{name}: {path}"
            for name, files in before.items()
            for path in _differing(files, fingerprint(kept[name]))
        ]
        return run

    def shown(self, student: str) -> dict[str, str]:
        """Return what the graders wrote for a student: autograded files by name."""
        folder = self.course / "autograded" / student / ASSIGNMENT
        return {
            str(path.relative_to(folder)): path.read_text(encoding="utf-8", errors="replace")
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def escaped(self) -> list[str]:
        """Return the files that attacks left outside of their scratch folder."""
        places = [Path(place) for place in OUTSIDE] + [self.root]
        return [str(path) for place in places for path in place.glob(f"{ESCAPED}*")]

    def layers(self) -> str:
        """Return the layers of the cage that a student process takes on here."""
        return self._python("-c", LAYERS).stdout.strip()

    def feedback(self, student: str) -> str:
        """Return what nbgrader's own feedback page shows a student."""
        command = ["-m", "nbgrader", "generate_feedback", ASSIGNMENT, "--student", student]
        self._python(*command, "--force")
        folder = self.course / "feedback" / student / ASSIGNMENT
        return "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html")))

    def _command(self, *arguments: str, check: bool = False) -> subprocess.CompletedProcess[str]:
        done = self._python("-m", "autograder", *arguments)
        if check and done.returncode:
            raise RuntimeError(f"autograder {arguments[0]} failed:\n{done.stdout}")
        return done

    def _python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *arguments]
        started = subprocess.Popen(
            command,
            cwd=self.course,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            preexec_fn=self._limited,
        )
        try:
            printed, _ = started.communicate(timeout=self._seconds)
        except subprocess.TimeoutExpired:
            started.kill()
            printed = f"{started.communicate()[0]}\nit did not end within {self._seconds:g} s"
        return subprocess.CompletedProcess(command, started.returncode, printed)

    def _limited(self) -> None:
        """Let an attack that gets through end the run, not the machine."""
        resource.setrlimit(resource.RLIMIT_DATA, (RUN_MEMORY, RUN_MEMORY))
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # nor outlive this process
        if self._before is not None:
            self._before()

    def _environment(self) -> Mapping[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        own = {"HOME": str(self.home), "TMPDIR": str(self.tmp), "PYTHONPATH": str(REPOSITORY)}
        fonts = os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache"))
        return kept | own | {"XDG_CACHE_HOME": fonts} | self.canaries.environment()


def bystander_of(number: int) -> str:
    """Return which notebook stands by after the attack with this number."""
    return "untouched" if number % 2 else "perfect"


def is_anyone_elses(student: str) -> bool:
    """Return whether a planted word may stand in this student's own files."""
    return student == OTHER_STUDENT


def _lines(path: Path) -> dict[str, dict[str, Any]]:
    if not path.is_file():
        return {}
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {line["student"]: line for line in lines}


def _differing(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    return sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
