"""Spread hand-ins over worker processes; one that is killed costs nothing but time.

Workers are forked when the exams are ready. Each has its own zygote and shares a core with
it. When a worker or zygote dies, its hand-in is graded once more by fresh ones; when that
kills them too, the hand-in is reported and the others go on.
"""

from __future__ import annotations

import collections
import contextlib
import gc
import multiprocessing
import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait

from autograder.channel import ChannelClosed
from autograder.handins import HandIn
from autograder.process import Zygote
from autograder.worker import Batch, GradedHandIn, Worker

MAX_TRIES = 2
GIVEN_UP = "grading it ended the grader twice; a person has to look at it"


def graded_handins(
    batch: Batch, handins: Iterable[HandIn], zygotes: Sequence[Zygote]
) -> Generator[tuple[HandIn, GradedHandIn], None, None]:
    """Yield each hand-in with what grading it found, in the order they finish.

    Each of the `zygotes`, started before, gets a worker, which takes it over. Raises OSError
    when the machine cannot go on, such as for a full disk.
    """
    fresh = iter(handins)
    again: collections.deque[Work] = collections.deque()
    with contextlib.ExitStack() as stack:
        # What is there now stays: no collection of garbage need look at it, here or in a worker.
        gc.freeze()
        stack.callback(gc.unfreeze)
        seats = [Seat(batch, number, zygote) for number, zygote in enumerate(zygotes)]
        for seat in seats:
            stack.callback(seat.close)
            seat.open()
        while _hand_out(fresh, again, seats):
            found = []
            for seat, work in _answered(seats):
                graded = seat.collect()
                if graded is None and work.tries < MAX_TRIES:
                    again.append(Work(work.handin, work.tries + 1))
                else:
                    found.append((work.handin, graded or seat.give_up(work.handin)))
            _hand_out(fresh, again, seats)  # no worker waits while these are written down
            yield from found


def _hand_out(fresh: Iterator[HandIn], again: collections.deque[Work], seats: list[Seat]) -> bool:
    """Give idle workers something to do; return whether anybody works."""
    for seat in seats:
        if seat.work is None:
            handin = None if again else next(fresh, None)
            if again:
                seat.give(again.popleft())
            elif handin is not None:
                seat.give(Work(handin))
    return any(seat.work for seat in seats)


def _answered(seats: list[Seat]) -> list[tuple[Seat, Work]]:
    working = {seat.connection: (seat, seat.work) for seat in seats if seat.work}
    return [working[one] for one in wait(list(working)) if isinstance(one, Connection)]


@dataclass(frozen=True)
class Work:
    """A hand-in to grade, and the how many-th try it is."""

    handin: HandIn
    tries: int = 1


class Seat:
    """A place for one worker at a time: its process, its pipe, its zygote, its core."""

    def __init__(self, batch: Batch, number: int, zygote: Zygote) -> None:
        self._batch, self._zygote = batch, zygote
        self._core = cores()[number % len(cores())]
        self.work: Work | None = None
        self.connection: Connection

    def open(self) -> None:
        """Fork the worker when its zygote is warm."""
        self._zygote.start()
        self._zygote.wait()
        pin(self._core, self._zygote.pid)
        context = multiprocessing.get_context("fork")
        self.connection, theirs = context.Pipe()
        worker = Worker(self._batch, self._zygote)
        self._process = context.Process(
            target=_serve, args=(worker, self.connection, theirs, self._core), daemon=True
        )
        self._process.start()
        theirs.close()

    def give(self, work: Work) -> None:
        """Give the worker a hand-in to grade."""
        self.work = work
        with contextlib.suppress(ConnectionError):  # a dead worker is noticed by `collect`
            self.connection.send(work.handin)

    def collect(self) -> GradedHandIn | None:
        """Return what the worker found; None, with a fresh worker, when it was killed.

        Raises the OSError that kept the worker from grading.
        """
        self.work = None
        try:
            graded: GradedHandIn | OSError = self.connection.recv()
        except (EOFError, OSError):  # OSError: it was killed in the middle of its answer
            self.close()
            self._zygote = Zygote(self._batch.course.source(self._batch.assignment))
            self.open()
            return None
        if isinstance(graded, OSError):
            raise graded
        return graded

    def give_up(self, handin: HandIn) -> GradedHandIn:
        """Return the hand-in ungraded."""
        return Worker(self._batch, self._zygote).give_up(handin, GIVEN_UP)

    def close(self) -> None:
        """End the worker and its zygote."""
        self.connection.close()
        self._process.kill()
        self._process.join()
        self._zygote.__exit__()


def _serve(worker: Worker, main_end: Connection, connection: Connection, core: int) -> None:
    """Be a worker: grade what comes until the main process is done, or gone."""
    main_end.close()  # else this process would keep its own pipe open for ever
    pin(core)
    # A killed zygote is noticed as this worker's end: both are replaced.
    with contextlib.suppress(EOFError, KeyboardInterrupt, ConnectionError, ChannelClosed):
        while True:
            connection.send(_graded(worker, connection.recv()))


def _graded(worker: Worker, handin: HandIn) -> GradedHandIn | OSError:
    try:
        return worker.grade(handin)
    except ConnectionError:
        raise
    except OSError as error:  # no file of the hand-in's: those were read before
        return error


def pin(core: int, pid: int = 0) -> None:
    """Keep a process on one core: judge and student process talk fastest when they share it."""
    if hasattr(os, "sched_setaffinity"):
        with contextlib.suppress(OSError):
            os.sched_setaffinity(pid, {core})


def cores() -> list[int]:
    """Return the cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))
