"""Many hand-ins, several workers; what kills a worker costs its time and no more."""

import multiprocessing
import os
import signal
import threading
from pathlib import Path

import psutil
import pytest

from autograder.exam import read_config
from autograder.handed import HandedFile
from autograder.handins import HandIn
from autograder.pool import GIVEN_UP, Seat, Work, graded_handins
from autograder.process import starting
from autograder.verdict import as_line
from autograder.worker import Batch

DOUBLE = "def double(x):\n    return x + x"


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


class KillsItsWorker(dict):
    """Files that end whoever looks at them, as a fault of the judge would."""

    def get(self, *_):
        os.kill(os.getpid(), signal.SIGKILL)


class KillsTheZygote(dict):
    """Files that end the youngest warm process of this run when they are looked at."""

    def get(self, *key):
        max(zygotes(os.getppid()), key=psutil.Process.create_time).kill()
        return super().get(*key)


def zygotes(parent=None):
    children = psutil.Process(parent).children()
    return [one for one in children if "autograder.zygote" in _command(one)]


def _command(process):
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def first_worker():
    """Return the worker that was started first: it gets the first hand-in."""
    return min(multiprocessing.active_children(), key=lambda worker: worker.pid)


@pytest.fixture(scope="module")
def troubled(batch, handin):
    """Grade a class of which alice's worker is killed from outside and mallory kills hers."""
    spared = {one.pid for one in zygotes()}

    def handins():
        yield handin("alice")
        first_worker().kill()  # alice's hand-in is with it, the other one waits
        yield handin("bob")
        yield handin("mallory", KillsItsWorker())
        yield from (handin(student) for student in ("carol", "dave", "erin"))

    with starting(batch.course.source("tiny"), 2) as warm:
        found = [(one.student, graded) for one, graded in graded_handins(batch, handins(), warm)]
    left = {one.pid for one in zygotes()} - spared
    return found, left


def test_every_hand_in_comes_back_once_whatever_happens(troubled):
    students = sorted(student for student, _ in troubled[0])
    assert students == ["alice", "bob", "carol", "dave", "erin", "mallory"]
    assert all(graded.verdict.student == student for student, graded in troubled[0])


def test_a_killed_worker_costs_no_points(troubled):
    scores = {student: as_line(graded.verdict)["score"] for student, graded in troubled[0]}
    assert scores.pop("mallory") == 0.0
    assert set(scores.values()) == {2.0}
    errors = [
        as_line(graded.verdict)["error"] for student, graded in troubled[0] if student != "mallory"
    ]
    assert errors == [None] * 5


def test_a_hand_in_that_kills_its_worker_twice_is_given_up_with_its_reason(troubled):
    graded = dict(troubled[0])["mallory"]
    assert as_line(graded.verdict)["error"] == f"1_numbers: {GIVEN_UP}"
    assert graded.notebooks == {}
    assert set(graded.grades["1_numbers"].scores.values()) == {None}


def test_no_process_is_left_when_all_is_graded(troubled):
    assert troubled[1] == set()
    assert multiprocessing.active_children() == []


def test_stopping_in_the_middle_leaves_no_process(batch, handin):
    spared = {one.pid for one in zygotes()}
    with starting(batch.course.source("tiny"), 1) as warm:
        running = graded_handins(batch, map(handin, ("alice", "bob", "carol")), warm)
        next(running)
        assert len(zygotes()) == len(spared) + 1
        running.close()
    assert {one.pid for one in zygotes()} == spared
    assert multiprocessing.active_children() == []


@pytest.fixture(scope="module")
def seat(batch):
    """A place with a good worker, as each test finds and leaves it."""
    with starting(batch.course.source("tiny"), 1) as (warm,):
        taken = Seat(batch, 0, warm)
        taken.open()
        yield taken
        taken.close()


MUCH = f"# {'x' * 1_000_000}\n{DOUBLE}"  # more than fits into a pipe


def test_a_worker_killed_while_it_is_given_a_hand_in_is_replaced(seat, handin):
    worker = first_worker()
    os.kill(worker.pid, signal.SIGSTOP)
    killer = threading.Timer(0.3, worker.kill)
    killer.start()
    seat.give(Work(handin("alice", double=MUCH)))
    killer.join()
    assert seat.collect() is None
    seat.give(Work(handin("alice")))
    assert as_line(seat.collect().verdict)["score"] == 2.0


def test_a_worker_killed_in_the_middle_of_its_answer_is_replaced(seat, handin):
    seat.give(Work(handin("alice", double=MUCH)))
    assert seat.connection.poll(60)  # it answers, and cannot end before somebody reads
    first_worker().kill()
    assert seat.collect() is None
    seat.give(Work(handin("alice")))
    assert as_line(seat.collect().verdict)["score"] == 2.0


def test_a_worker_whose_zygote_is_killed_is_replaced(seat, handin):
    good = handin("alice")
    seat.give(Work(handin("alice", KillsTheZygote(good.files))))
    assert seat.collect() is None
    seat.give(Work(good))
    assert as_line(seat.collect().verdict)["score"] == 2.0
