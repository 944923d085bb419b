"""What a Dask worker keeps while a batch runs: the opened exams and warm processes.

A Dask plugin brings the course to every worker, to those that join later too, and takes it
away again. Nothing of it outlives the batch or the worker.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import pickle
import platform
import queue
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from distributed import WorkerPlugin

from autograder import cage
from autograder.bundle import Bundle, files_under, own_folder, pack
from autograder.course import CourseError
from autograder.exam import open_exam
from autograder.process import Zygote
from autograder.worker import Batch, GradedHandIn, Worker

PACKAGES = ("autograder", "ipython", "nbgrader", "numpy", "torch")


class GraderBroke(Exception):
    """The grader itself failed on a hand-in; no hand-in should be able to bring that about."""


class Room(WorkerPlugin):
    """The course on one worker; `grade` is for its threads."""

    def __init__(self, batch: Batch) -> None:
        self._bundle = pack(batch.course, batch.assignment)
        self._assignment, self._limits = batch.assignment, batch.limits
        # As they are, not as a file: that could ask for what only the driver's machine has.
        self._config = copy.deepcopy(batch.config)
        self._config.CourseDirectory.pop("db_url", None)  # may hold a password

    def setup(self, worker: Any) -> None:
        """Start to open the exams; whoever comes to be graded waits for them."""
        self._left = contextlib.ExitStack()
        self._idle: queue.SimpleQueue[Zygote] = queue.SimpleQueue()
        # One thread for the whole process: pytest and cloudpickle collect one course at a time.
        self._batch: Future[Batch] = worker.executors["offload"].submit(self._open, worker)

    async def teardown(self, worker: Any) -> None:
        """End the warm processes and remove the course."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(worker.executors["offload"], self._left.close)

    def grade(self, pickled: bytes) -> GradedHandIn:
        """Grade a pickled hand-in.

        Raises CourseError when this worker could not open the course, and GraderBroke.
        """
        batch, handin = self._batch.result(), pickle.loads(pickled)
        try:
            with self._zygote() as zygote:
                return Worker(batch, zygote).grade(handin)
        except Exception as error:
            raise GraderBroke(repr(error)) from error

    def _open(self, worker: Any) -> Batch:
        try:
            folder = self._left.enter_context(own_folder(Path(worker.local_directory)))
            course, name = self._bundle.unpack(folder), self._assignment
            self._beside = course.source(name)
            zygotes = [self._new_zygote() for _ in range(worker.state.nthreads)]
            self._config.CourseDirectory.root = str(course.root)
            for zygote in zygotes:
                zygote.wait()
                self._idle.put(zygote)
            exams = {
                notebook: open_exam(course, name, notebook, self._config, zygotes[0])
                for notebook in course.notebooks(name)
            }
        except Exception as error:
            raise CourseError(f"{worker.address} cannot open the course: {error}") from error
        return Batch(course, name, self._config, exams, self._limits)

    def _new_zygote(self) -> Zygote:
        zygote = Zygote(self._beside)
        zygote.start()
        self._left.callback(zygote.__exit__)
        return zygote

    @contextlib.contextmanager
    def _zygote(self) -> Iterator[Zygote]:
        """Lend a warm process; one in which something went wrong is replaced."""
        zygote = self._idle.get()
        try:
            yield zygote
        except BaseException:
            zygote.__exit__()
            zygote = self._new_zygote()
            zygote.wait()
            raise
        finally:
            self._idle.put(zygote)


@dataclass(frozen=True)
class Machine:
    """What must be the same on all machines for grades to be the same, and the cage's gaps."""

    versions: dict[str, str]
    missing_layers: list[str]


def this_machine() -> Machine:
    """Return what this machine is like."""
    package = Path(__file__).parent
    engine = Bundle({path.name: path.read_bytes() for path in files_under(package)})
    versions = {name: version(name) for name in PACKAGES}
    missing = [layer for layer, there in cage.available().items() if not there]
    own = {"Python": platform.python_version(), "the engine": engine.digest[:12]}
    return Machine(versions | own, missing)
