"""The hand-ins a Dask cluster has at the moment: enough for all threads, never a whole class."""

from __future__ import annotations

import contextlib
import itertools
import pickle
import queue
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from typing import Any

from distributed import Client, Future, KilledWorker, get_worker

from autograder.course import CourseError
from autograder.handins import HandIn
from autograder.pool import GIVEN_UP, MAX_TRIES
from autograder.process import Zygote
from autograder.room import GraderBroke
from autograder.worker import Batch, GradedHandIn, Worker

PER_THREAD, PATIENCE_SECONDS = 4, 60

Answer = Future[GradedHandIn]


class InFlight:
    """The hand-ins that are on the cluster now."""

    def __init__(self, client: Client, batch: Batch, room: str) -> None:
        self._client, self._batch, self._room = client, batch, room
        self._grade = _grading()
        self._sent: dict[Any, tuple[Answer, HandIn]] = {}
        self._done: queue.SimpleQueue[Answer] = queue.SimpleQueue()

    def fill(self, fresh: Iterator[HandIn]) -> bool:
        """Read and submit as many hand-ins as keep all threads busy; say if any are there."""
        with while_there():
            threads = sum(self._client.nthreads().values())
        limit = max(1, PER_THREAD * threads)
        for handin in itertools.islice(fresh, max(0, limit - len(self._sent))):
            self.submit(handin)
        return bool(self._sent)

    def submit(self, handin: HandIn) -> None:
        """Have a hand-in graded; an error of the grader's own is worth a second try."""
        data = pickle.dumps(handin)
        future = self._client.submit(
            self._grade, self._room, data, pure=False, retries=MAX_TRIES - 1
        )
        self._sent[future.key] = future, handin
        future.add_done_callback(self._done.put)

    def next(self) -> tuple[HandIn, GradedHandIn | None]:
        """Return the next hand-in that is done; without a result if its workers were killed.

        Raises CourseError when a worker cannot open the course or the cluster is gone.
        """
        future = self._wait()
        _, handin = self._sent.pop(future.key)
        try:
            with while_there():
                return handin, future.result()
        except KilledWorker:  # also when the result died with its worker, and it then again
            return handin, None
        except GraderBroke:
            return handin, self.give_up(handin)

    def give_up(self, handin: HandIn) -> GradedHandIn:
        """Return the hand-in ungraded."""
        return Worker(self._batch, Zygote()).give_up(handin, GIVEN_UP)

    def close(self) -> None:
        """Take back what is not done."""
        with contextlib.suppress(OSError):
            self._client.cancel([future for future, _ in self._sent.values()])

    def _wait(self) -> Answer:
        while True:
            with contextlib.suppress(queue.Empty):
                return self._done.get(timeout=PATIENCE_SECONDS)
            with while_there():
                self._client.wait_for_workers(1, timeout=PATIENCE_SECONDS)


def _grading() -> Callable[[str, bytes], GradedHandIn]:
    """Return what a worker runs for a hand-in.

    Made in here it travels by value, the hand-in as bytes: a scheduler, which reads both, needs
    no engine.
    """

    def grade(room: str, handin: bytes) -> GradedHandIn:
        there: Any = get_worker().plugins[room]
        graded: GradedHandIn = there.grade(handin)
        return graded

    return grade


@contextlib.contextmanager
def while_there() -> Iterator[None]:
    """Raise CourseError when scheduler or workers are gone, or cannot do what is asked."""
    try:
        yield
    except (CourseError, GraderBroke, KilledWorker):
        raise
    except (OSError, CancelledError) as error:
        what = "scheduler" if isinstance(error, CancelledError) else "cluster"
        raise CourseError(f"the Dask {what} is gone; what was graded is kept") from error
    except Exception as error:
        raise CourseError(f"the Dask cluster cannot grade: {error!r}") from error
