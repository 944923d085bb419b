"""Spread hand-ins over a Dask cluster; a worker that dies costs nothing but time.

Course and hand-ins travel as bytes, so workers share no file system with this machine, and
this process alone writes. Dask moves the tasks of a dead worker elsewhere. A hand-in that
was there each time is graded once more, alone: it, or one beside it, killed the worker.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import uuid
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Any

import dask
from distributed import Client, SchedulerPlugin

from autograder.course import CourseError
from autograder.handins import HandIn
from autograder.inflight import InFlight, while_there
from autograder.process import Zygote
from autograder.room import Room, this_machine
from autograder.worker import Batch, GradedHandIn

CONNECT_SECONDS = 5
SETTINGS = {
    "distributed.comm.timeouts.connect": CONNECT_SECONDS,
    "distributed.admin.large-graph-warning-threshold": "1 GiB",  # a hand-in is no graph
}

GradedHandIns = Generator[tuple[HandIn, GradedHandIn], None, None]


@contextlib.contextmanager
def connected(
    address: str, no_cage: bool
) -> Iterator[Callable[[Batch, Iterable[HandIn], Sequence[Zygote]], GradedHandIns]]:
    """Connect to the scheduler at `address`; give what grades there, used like the local pool's.

    Raises CourseError when there is no such cluster or its workers are not fit to grade.
    """
    with dask.config.set(SETTINGS), _quiet(), contextlib.ExitStack() as stack:
        try:
            client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
            stack.enter_context(client)
            client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except (OSError, ValueError) as error:  # TimeoutError is an OSError
            reason = str(error).partition("\n")[0]
            raise CourseError(f"no Dask cluster to grade on at {address}: {reason}") from error
        check_workers(client, no_cage)
        yield functools.partial(graded_handins, client)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's own lines off the terminal: what matters is said by an error."""
    logger = logging.getLogger("distributed.client")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def check_workers(client: Client, no_cage: bool) -> None:
    """Raise CourseError when a worker differs from this machine, or its cage has gaps."""
    here = this_machine().versions
    for address, there in client.run(this_machine, on_error="return").items():
        if isinstance(there, Exception):
            raise CourseError(f"the worker {address} cannot grade: {there!r}")
        for what in here:
            if there.versions.get(what) != here[what]:
                found = f"{what} {there.versions.get(what)}, not {here[what]} as here"
                raise CourseError(f"the worker {address} has {found}: grades could differ")
        if there.missing_layers and not no_cage:
            missing = ", ".join(there.missing_layers)
            raise CourseError(
                f"the cage is not whole on the worker {address} ({missing} missing); "
                "use --no-cage to grade all the same"
            )


def graded_handins(
    client: Client, batch: Batch, handins: Iterable[HandIn], _zygotes: Sequence[Zygote] = ()
) -> GradedHandIns:
    """Yield each hand-in with what grading it found, in the order they finish.

    The cluster's threads decide how many are graded at a time, each with a zygote of its own.
    """
    fresh, suspects = iter(handins), list[HandIn]()
    with _room(client, batch) as room, contextlib.closing(InFlight(client, batch, room)) as sent:
        while sent.fill(fresh):
            handin, graded = sent.next()
            if graded is None:
                suspects.append(handin)
            else:
                yield handin, graded
        for handin in suspects:  # alone: whether it kills workers, or only was beside one that did
            sent.submit(handin)
            _, graded = sent.next()
            yield handin, graded or sent.give_up(handin)


@contextlib.contextmanager
def _room(client: Client, batch: Batch) -> Iterator[str]:
    """Bring the course to all workers, give the name it has there, take it away again."""
    name = f"autograder-{uuid.uuid4().hex}"
    try:
        with while_there():
            client.register_plugin(_farewell(name, client.id), name=name)
            client.register_plugin(Room(batch), name=name)
        yield name
    finally:
        # Without a scheduler there is nobody to tell; its workers end by themselves.
        with contextlib.suppress(OSError, ValueError):
            client.unregister_worker_plugin(name)
            client.unregister_scheduler_plugin(name)


def _farewell(name: str, driver: str) -> SchedulerPlugin:
    """Return what takes the course away when its driver is gone without having done so."""

    # Made in here it travels by value: a scheduler needs no engine.
    class Farewell(SchedulerPlugin):
        def remove_client(self, scheduler: Any, client: str) -> None:
            if client == driver and name in scheduler.worker_plugins:
                scheduler.loop.add_callback(scheduler.unregister_worker_plugin, None, name)
                scheduler.remove_plugin(name)

    return Farewell()
