"""A class graded on a real Dask cluster; what kills its workers costs time and nothing more."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import cloudpickle
import pytest
from dask_processes import courses, eventually, started
from distributed import Client
from nbgrader.api import Gradebook

from autograder import cluster, inflight, pool
from autograder.exam import read_config
from autograder.handed import HandedFile
from autograder.handins import HandIn
from autograder.process import starting
from autograder.verdict import as_line
from autograder.worker import Batch

THREADS = (1, 2)
AT_A_TIME = inflight.PER_THREAD * sum(THREADS)
EARLY = [f"early{number}" for number in range(AT_A_TIME - 1)]
LATE = [f"late{number}" for number in range(6)]

# Harmful hand-ins hold code of this module; workers cannot import it.
cloudpickle.register_pickle_by_value(sys.modules[__name__])

DOUBLE = "def double(x):\n    return x + x"
HALF_RIGHT = "def double(x):\n    return 2 * x if x < 1000 else 0"
ENDS = "import os\nos._exit(1)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the workers may write."""
    return tmp_path_factory.mktemp("workers")


@pytest.fixture(scope="module")
def address(folder):
    """The address of a scheduler with two worker processes, one of them with two threads."""
    with started(folder, THREADS) as where:
        yield where


@pytest.fixture(scope="module")
def eyes(address):
    """A client that looks at the cluster from beside."""
    with Client(address, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        yield client


@pytest.fixture(scope="module")
def batch(untouched_course, tiny_exam):
    config = read_config(untouched_course)
    return Batch(untouched_course, "tiny", config, {"1_numbers": tiny_exam})


@pytest.fixture(scope="module")
def handin(answered):
    """A hand-in that is worth 2 points; `files` to hand in something else."""

    def make(student, files=None, double=DOUBLE):
        if files is None:
            files = {"1_numbers": HandedFile("1_numbers.ipynb", answered(double=double))}
        return HandIn(student, Path("nowhere"), files)

    return make


class Harmful(dict):
    """Files that do `action` to whoever looks at them, once they are on another machine."""

    def __init__(self, action, *given, files=()):
        class Files(dict):
            def get(self, *key):
                action(*given)
                return super().get(*key)

        self.there = cloudpickle.dumps(Files(files))

    def __reduce__(self):
        return cloudpickle.loads, (self.there,)


def kill_its_worker():
    os.kill(os.getpid(), signal.SIGKILL)


def kill_two(tally):
    """End the worker, until this was done so often that Dask tries no more."""
    deaths = tally.stat().st_size if tally.exists() else 0
    if deaths < 2:
        tally.write_bytes(bytes(deaths + 1))
        os.kill(os.getpid(), signal.SIGKILL)


def break_the_grader():
    raise RuntimeError("not the hand-in's fault")


@dataclass
class Run:
    """A class that was graded on the cluster, and what could be seen meanwhile."""

    found: dict
    read: int
    modes: list
    left: list


@pytest.fixture(scope="module")
def everybody(handin):
    """Hand-ins of every kind, more than the cluster takes at a time."""
    return [
        handin("alice"),
        handin("bob", double=HALF_RIGHT),
        handin("carol", {}),
        handin("dave", {"1_numbers": HandedFile("1_numbers.ipynb", b"{")}),
        handin("erin", double=ENDS),
        *(handin(f"frank{number}", double=f"n = {number}\n{DOUBLE}") for number in range(15)),
    ]


@pytest.fixture(scope="module")
def graded(address, eyes, batch, everybody, handin, folder):
    read = []

    def handins():
        for one in [handin("mallory", Harmful(break_the_grader)), *everybody]:
            read.append(one)
            yield one

    with cluster.connected(address, no_cage=True) as spread:
        running = spread(batch, handins(), ())
        found = [next(running)]
        seen = len(read), [path.stat().st_mode & 0o777 for path in courses(folder)]
        found += running
    return Run({one.student: graded for one, graded in found}, *seen, courses(folder))


def test_the_cluster_finds_what_the_local_pool_finds(graded, batch, everybody):
    with starting(batch.course.source("tiny"), 2) as warm:
        here = {one.student: found for one, found in pool.graded_handins(batch, everybody, warm)}
    there = {student: found for student, found in graded.found.items() if student != "mallory"}
    assert len(there) == 20
    assert there == here


def test_hand_ins_are_read_when_it_is_their_turn(graded):
    assert graded.read == AT_A_TIME


def test_a_course_is_for_its_worker_only_and_gone_afterwards(graded):
    assert graded.modes
    assert set(graded.modes) == {0o700}
    assert graded.left == []


def test_an_error_of_the_grader_is_tried_again_then_given_up(graded):
    assert as_line(graded.found["mallory"].verdict)["error"] == f"1_numbers: {pool.GIVEN_UP}"


@pytest.fixture(scope="module")
def troubled(address, eyes, batch, handin, folder):
    """Grade a class while workers die: beside poor eve, of a signal, of mallory."""

    def handins():
        yield handin("eve", Harmful(kill_two, folder / "tally", files=handin("eve").files))
        yield from map(handin, EARLY)
        # A hand-in is back, so the class is being graded: this kill is in the middle of it.
        pids, tasks = eyes.run(os.getpid, on_error="ignore"), eyes.processing()
        os.kill(next(pids[worker] for worker in pids if tasks.get(worker)), signal.SIGKILL)
        yield handin("mallory", Harmful(kill_its_worker))
        yield from map(handin, LATE)

    with cluster.connected(address, no_cage=True) as spread:
        found = [(one.student, graded) for one, graded in spread(batch, handins(), ())]
    eventually(lambda: len(eyes.nthreads()) == 2)
    return found


def test_every_hand_in_comes_back_once_whatever_happens(troubled):
    assert sorted(student for student, _ in troubled) == sorted([*EARLY, *LATE, "eve", "mallory"])
    assert all(graded.verdict.student == student for student, graded in troubled)


def test_a_killed_worker_costs_no_points(troubled):
    lines = [as_line(graded.verdict) for student, graded in troubled if student != "mallory"]
    assert {(line["score"], line["error"]) for line in lines} == {(2.0, None)}


def test_a_hand_in_that_kills_its_workers_is_given_up_with_its_reason(troubled):
    graded = dict(troubled)["mallory"]
    assert as_line(graded.verdict)["error"] == f"1_numbers: {pool.GIVEN_UP}"
    assert graded.notebooks == {}


def test_killed_workers_leave_no_course(troubled, folder):
    eventually(lambda: courses(folder) == [])


def test_a_driver_that_is_killed_leaves_no_course_and_the_next_one_finishes(
    address, eyes, released_course, submit, folder
):
    for student in ("alice", "bob", "carol"):
        submit(released_course, student, double=DOUBLE)
    command = [sys.executable, "-m", "autograder", "grade", "tiny", "--no-cage"]
    command += ["--scheduler", address, "--results", "results.jsonl"]
    quiet = {"cwd": released_course.root, "stdout": subprocess.DEVNULL}
    with subprocess.Popen(command, **quiet) as driver:
        eventually(lambda: courses(folder))
        driver.kill()
    eventually(lambda: not courses(folder))
    assert subprocess.run(command, **quiet, timeout=300).returncode == 0
    lines = (released_course.root / "results.jsonl").read_text().splitlines()
    assert [json.loads(line)["score"] for line in lines] == [2.0] * 3
    with Gradebook(released_course.database) as book:
        assert book.find_submission("tiny", "carol").score == 2.0
