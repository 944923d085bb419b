"""Hand-ins of a course as Otter and Gradescope get them, and the scores these give."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import nbformat

PLAIN_BYTES = 10 * 2**20  # a larger notebook is handed to Otter in a zip
MOST_BYTES = 100 * 2**20
SECONDS = 400.0

Scores = dict[tuple[str, str, str], float]  # (student, notebook, task): points


@dataclass(frozen=True)
class Elsewhere:
    """A course with its zips, a folder to work in, and which (student, notebook) to grade there."""

    course: Path
    assignment: str
    folder: Path
    wanted: list[tuple[str, str]]

    def handed_in(self, student: str) -> Path:
        """Return what a student handed in."""
        return self.course / "submitted" / student / self.assignment

    def zip(self, notebook: str) -> Path:
        """Return a notebook's zip as `autograder otter` made it."""
        return next((self.course / "dist" / "otter" / notebook / "autograder").glob("*.zip"))


def scores_of(results: Path) -> Scores:
    """Return the scores in a results file of `autograder grade`, those by a person left out."""
    lines = map(json.loads, results.read_text(encoding="utf-8").splitlines())
    return {
        (line["student"], task["notebook"], name): task["score"]
        for line in lines
        for name, task in line["tasks"].items()
        if not task["manual"]
    }


def grade_in_gradescopes_layout(elsewhere: Elsewhere) -> Scores:
    """Return the scores in results.json: `run_autograder` itself for a notebook's first hand-in.

    The others are judged as it does, in one process a notebook, so that it starts once.
    """
    scores: Scores = {}
    for notebook in dict.fromkeys(one for _, one in elsewhere.wanted):
        students = [student for student, one in elsewhere.wanted if one == notebook]
        source = elsewhere.folder / notebook / "source"
        with zipfile.ZipFile(elsewhere.zip(notebook)) as archive:
            archive.extractall(source)
        roots = [lay_out(elsewhere, student, source) for student in students]
        _command([str(roots[0] / "run_autograder")], roots[0])
        rest = [str(path) for root in roots[1:] for path in _handed_in_and_results(root)]
        if rest:
            engine = source / "caged" / "engine"
            judge = [sys.executable, "-P", "-m", "autograder.otter.judge", str(source / "caged")]
            _command([*judge, *rest], source / "caged", PYTHONPATH=str(engine))
        for student, root in zip(students, roots, strict=True):
            results = _handed_in_and_results(root)[1]
            tests = json.loads(results.read_text(encoding="utf-8"))["tests"]
            scores |= {
                (student, notebook, t["name"]): t["score"] for t in tests if "extra_data" in t
            }
    return scores


def lay_out(elsewhere: Elsewhere, student: str, source: Path) -> Path:
    """Make /autograder as Gradescope does, in a folder of its own; return it."""
    root = source.parent / student
    (root / "results").mkdir(parents=True)
    (root / "source").symlink_to(source)
    (root / "venv").symlink_to(sys.prefix)  # what setup.sh makes
    program = root / "run_autograder"
    shutil.copy(source / "run_autograder", program)
    program.chmod(0o755)
    (root / "submission_metadata.json").write_text(json.dumps({"users": [{"name": student}]}))
    packed = as_zip(elsewhere.handed_in(student), root / "handed-in.zip", "")
    unpack(packed, root / "submission")
    return root


def unpack(packed: Path, folder: Path) -> None:
    """Unpack a zip into a new folder; what has too long a path for it is left out, as by unzip."""
    folder.mkdir()
    with zipfile.ZipFile(packed) as archive:
        for member in archive.infolist():
            try:
                archive.extract(member, folder)
            except OSError as error:
                if error.errno != errno.ENAMETOOLONG:
                    raise


def _handed_in_and_results(root: Path) -> tuple[Path, Path]:
    return root / "submission", root / "results" / "results.json"


@dataclass(frozen=True)
class Packed:
    """A file for `otter run`, the zip to grade it with, and whose equal file it is."""

    file: Path
    zip: Path
    notebook: str
    students: list[str]


def pack_for_otter(elsewhere: Elsewhere) -> list[Packed]:
    """Return what `otter run` gets, copied out of the course; equal files once."""
    packed: dict[tuple[str, str], Packed] = {}
    for student, notebook in elsewhere.wanted:
        file = as_one_file(elsewhere, student, notebook)
        key = notebook, hashlib.sha256(file.read_bytes()).hexdigest()
        new = Packed(file, elsewhere.zip(notebook), notebook, [])
        packed.setdefault(key, new).students.append(student)
    return list(packed.values())


def grade_with_otter(packed: list[Packed]) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Yield (student, notebook, scores by task) as `otter run` finds them, two at a time."""
    with ProcessPoolExecutor(2, get_context("spawn"), initializer=_quiet) as workers:
        given = {workers.submit(otter_scores, str(one.file), str(one.zip)): one for one in packed}
        for done in as_completed(given):
            one = given[done]
            for student in one.students:
                yield student, one.notebook, done.result()


def _quiet() -> None:
    """Keep what kernels write off the terminal."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def otter_scores(file: str, autograder: str) -> dict[str, float]:
    """Return the score of each task by `otter run`, unrounded; none where Otter gives none."""
    from otter.api import grade_submission

    try:
        results = grade_submission(file, autograder, quiet=True)
    except Exception as error:
        print(f"otter run {file}: {error!r}"[:500], flush=True)
        return {}
    return {name: results.get_score(name) for name in results.test_files}


def as_one_file(elsewhere: Elsewhere, student: str, notebook: str) -> Path:
    """Return what `otter run` gets: the notebook, or the zipped folder where Otter needs that.

    Otter reads a notebook before any plugin can help; one it cannot read, one that has another
    name or place, and one with other notebooks beside it where a student handed in for one alone,
    goes to it in a zip of the student's folder.
    """
    folder = elsewhere.handed_in(student)
    path = folder / f"{notebook}.ipynb"
    target = elsewhere.folder / "otter" / student
    target.mkdir(parents=True, exist_ok=True)
    beside = [one for one in folder.rglob("*.ipynb") if one != path]
    for_one_alone = sum(one == student for one, _ in elsewhere.wanted) == 1
    if _readable(path) and not (for_one_alone and beside):
        return Path(shutil.copy(path, target))
    return as_zip(folder, target / f"{notebook}.zip", f"{elsewhere.assignment}/")


def _readable(path: Path) -> bool:
    if not path.is_file() or path.is_symlink() or path.stat().st_size > PLAIN_BYTES:
        return False
    try:
        nbformat.read(path, as_version=nbformat.NO_CONVERT)
    except Exception:
        return False
    return True


def as_zip(folder: Path, target: Path, prefix: str) -> Path:
    """Zip the plain files of a folder, as a student or an LMS does: no links, no pipes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _plain_files(folder):
            entry = zipfile.ZipInfo(f"{prefix}{path.relative_to(folder).as_posix()}")
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 1)
    return target


def _plain_files(folder: Path) -> Iterator[Path]:
    for name, folders, files in os.walk(folder):
        folders.sort()
        for path in sorted(Path(name) / file for file in files):
            text = str(path).encode("utf-8", "replace").decode() == str(path)
            if text and path.is_file() and not path.is_symlink():
                if path.stat().st_size <= MOST_BYTES:
                    yield path


def _command(command: list[str], folder: Path, **environment: str) -> None:
    """Run a program to its end; its own words are this program's last when it fails."""
    done = subprocess.run(
        command, cwd=folder, env=os.environ | environment, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(command[:5])} failed:\n{done.stdout}\n{done.stderr}")
