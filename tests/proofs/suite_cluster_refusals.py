"""What keeps a class from being graded on a Dask cluster is said in one line."""

import importlib
import os
import signal
import sys
from pathlib import Path

import pytest
from dask_processes import courses, eventually, free_port, started
from distributed import Client

import autograder
from autograder import cli, cluster, inflight, room
from autograder.course import CourseError
from autograder.exam import open_exams, read_config
from autograder.handed import HandedFile
from autograder.handins import HandIn
from autograder.worker import Batch

DOUBLE = "def double(x):\n    return x + x"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("workers")


@pytest.fixture(scope="module")
def address(folder):
    """The address of a scheduler with one worker nobody starts again."""
    with started(folder, [1], "--no-nanny") as where:
        yield where


@pytest.fixture(scope="module")
def eyes(address):
    """A client that looks at the cluster from beside."""
    with Client(address, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=60)
        yield client


@pytest.fixture(scope="module")
def handins(answered):
    files = {"1_numbers": HandedFile("1_numbers.ipynb", answered(double=DOUBLE))}
    return [HandIn(f"student{number}", Path("nowhere"), files) for number in range(8)]


def test_a_course_that_workers_cannot_open_is_refused_with_the_reason(
    address, eyes, tiny_course, handins, folder, zygote
):
    (tiny_course.root / "secret.txt").write_text("on this machine only")
    hidden = tiny_course.hidden("tiny", "1_numbers")
    reads = "from pathlib import Path\n(Path(__file__).parents[3] / 'secret.txt').read_text()\n"
    hidden.write_text(hidden.read_text().replace("import pytest\n", f"import pytest\n{reads}", 1))
    config = read_config(tiny_course)
    exams = open_exams(tiny_course, "tiny", config, [zygote])
    batch = Batch(tiny_course, "tiny", config, exams)
    with cluster.connected(address, no_cage=True) as spread:
        with pytest.raises(CourseError, match=r"cannot open the course: .*secret\.txt"):
            list(spread(batch, handins, ()))
    assert courses(folder) == []


def test_a_worker_with_another_version_is_refused(address, eyes, monkeypatch):
    monkeypatch.setattr(room, "version", {**dict.fromkeys(room.PACKAGES, "1")}.get)
    with pytest.raises(CourseError, match=r"the worker tcp://\S+ has \w+ \S+, not 1 as here"):
        cluster.connected(address, no_cage=True).__enter__()


def test_a_worker_without_the_whole_cage_is_refused_unless_told(address, eyes):
    def take_away():
        room.cage.available = lambda: {"limits": True, "landlock": False}

    def give_back():
        importlib.reload(room.cage)

    eyes.run(take_away)
    try:
        with pytest.raises(CourseError, match=r"not whole on the worker .*landlock missing"):
            cluster.connected(address, no_cage=False).__enter__()
        with cluster.connected(address, no_cage=True):
            pass
    finally:
        eyes.run(give_back)


def run_and_refuse(course, capfd, monkeypatch, scheduler):
    """Run the command line; return the one line it prints when it refuses."""
    monkeypatch.chdir(course.root)
    words = ["autograder", "grade", "tiny", "--no-cage", "--scheduler", scheduler]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    (line,) = capfd.readouterr().err.splitlines()
    return line


@pytest.fixture
def handed_in(released_course, submit):
    submit(released_course, "alice", double=DOUBLE)
    return released_course


@pytest.mark.parametrize("scheme", ["tcp", "http"])
def test_a_scheduler_that_is_not_there_is_refused_in_one_line(
    handed_in, capfd, monkeypatch, scheme
):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    where = f"{scheme}://127.0.0.1:{free_port()}"
    line = run_and_refuse(handed_in, capfd, monkeypatch, where)
    assert line.startswith(f"autograder: no Dask cluster to grade on at {where}: ")


def test_without_dask_it_says_what_to_install(handed_in, capfd, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "autograder.cluster")
    monkeypatch.delattr(autograder, "cluster")
    line = run_and_refuse(handed_in, capfd, monkeypatch, "tcp://127.0.0.1:1")
    assert "pip install 'autograder[cluster]'" in line


def test_a_cluster_without_a_worker_is_refused(
    address, eyes, untouched_course, tiny_exam, handins, folder, monkeypatch
):
    monkeypatch.setattr(inflight, "PATIENCE_SECONDS", 1)
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 1)
    config = read_config(untouched_course)
    batch = Batch(untouched_course, "tiny", config, {"1_numbers": tiny_exam})
    with cluster.connected(address, no_cage=True) as spread:
        running = spread(batch, handins, ())
        next(running)
        os.kill(*eyes.run(os.getpid).values(), signal.SIGKILL)
        with pytest.raises(CourseError, match="the Dask cluster is gone"):
            list(running)
    eventually(lambda: courses(folder) == [])
    with pytest.raises(CourseError, match=f"no Dask cluster to grade on at {address}: "):
        cluster.connected(address, no_cage=True).__enter__()
