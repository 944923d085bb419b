"""Make pages in processes that can be ended: one bad notebook never stalls the others.

A page whose making takes too long or too much memory is made once more without parsing
anything, then from the gradebook alone.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, as_completed
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from autograder.files import write_atomically
from autograder.handed import read_file
from autograder.notebook import UnreadableNotebook
from autograder.page import Asked
from autograder.paper import Paper

PAGE_SECONDS = 5.0
PAGE_BYTES = 2**30
TOO_MUCH = "it could not be shown within the limits of time and memory: only points and comments"

PAPER: ContextVar[Paper] = ContextVar("paper")  # set once in each process that makes pages


@dataclass(frozen=True)
class Job:
    """One page to make: what it is asked for, the autograded notebook's file, where it goes."""

    asked: Asked
    origin: Path | None
    target: Path
    key: str
    plain: bool = False


@dataclass(frozen=True)
class Made:
    """What became of a page: `problem` is why it is not there or not whole."""

    student: str
    notebook: str
    fresh: bool
    problem: str | None = None


def finished(todo: Iterable[Job], paper: Paper, jobs: int) -> Iterator[Made]:
    """Make pages in processes that can be ended; yield each page when it is written."""
    context = multiprocessing.get_context("fork")  # the paper is there already, warm
    pool = ProcessPool(jobs, context=context, initializer=_begin, initargs=[paper])
    with pool:
        waiting = {_started(pool, job): job for job in todo}
        while waiting:
            again: dict[Future[None], Job] = {}
            for future in as_completed(waiting):
                job = waiting[future]
                made = _outcome(job, future)
                if made:
                    yield made
                elif not job.plain:
                    plain = replace(job, plain=True)
                    again[_started(pool, plain)] = plain
                else:
                    yield _last_resort(job, paper)
            waiting = again


def _started(pool: ProcessPool, job: Job) -> Future[None]:
    future: Future[None] = pool.schedule(_write, args=[job], timeout=PAGE_SECONDS)
    return future


def _begin(paper: Paper) -> None:
    """Begin a process that makes pages: it has the paper and a limit of memory."""
    PAPER.set(paper)
    resource.setrlimit(resource.RLIMIT_DATA, (PAGE_BYTES, PAGE_BYTES))


def _write(job: Job) -> None:
    """Make one page and write it. Raises UnreadableNotebook, MemoryError, RecursionError."""
    data = read_file(job.origin, job.origin.name).data if job.origin else None
    write_atomically(job.target, PAPER.get().page(job.asked, data, job.key, job.plain))


def _outcome(job: Job, future: Future[None]) -> Made | None:
    """Return what became of a page, None when it must be tried in another way."""
    try:
        future.result()
    except UnreadableNotebook as error:
        return Made(job.asked.student, job.asked.notebook, False, str(error))
    except (TimeoutError, MemoryError, RecursionError, ProcessExpired):
        return None
    return Made(job.asked.student, job.asked.notebook, fresh=True)


def _last_resort(job: Job, paper: Paper) -> Made:
    """Write a page without the notebook."""
    asked = replace(job.asked, events=(*job.asked.events, TOO_MUCH))
    write_atomically(job.target, paper.page(asked, None, job.key))
    return Made(asked.student, asked.notebook, True, TOO_MUCH)
