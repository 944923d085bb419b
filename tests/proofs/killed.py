"""Prove that nothing is lost when grading is killed: `python -m tests.proofs.killed [--kills N]`.

A class is graded without interruption. Then, in copies, `autograder grade` is started again
and again, and SIGKILL sent at a random moment to the batch, to a worker or to a zygote, in
turn. When the class is through, what a killed run may have damaged as a power cut does is cut
off too, and one more run is made. Everything written has then to be as after the uninterrupted
run, byte for byte: autograded notebooks, records, results and every row of the gradebook.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from tests.proofs.state import state
from tests.proofs.tiny_class import ASSIGNMENT, COMMAND, environment, write_class

VICTIMS = ("batch", "worker", "zygote")
KILLS_A_CLASS = 5
PATIENCE_SECONDS = 300
SHORTLY = 0.5


class Killer:
    """Kills `kills` times at moments drawn from a seeded generator."""

    def __init__(self, kills: int, seed: int) -> None:
        self._random, self._left = random.Random(seed), kills
        self.done = dict.fromkeys(VICTIMS, 0)

    def grade(self, course: Path, seconds: float, left: int) -> None:
        """Grade the class of `course`, killing up to `left` times on the way."""
        while left and self._left:
            wanted = VICTIMS[self._left % len(VICTIMS)]
            left -= 1
            victim = self._run(course, wanted, self._random.uniform(0.0, seconds))
            if victim:
                self._left -= 1
                self.done[victim] += 1
            else:  # it had ended before: begin again, so that there is something to kill
                shutil.rmtree(course / "autograded", ignore_errors=True)

    @property
    def left(self) -> int:
        """Return how often it still has to kill."""
        return self._left

    def cut_off(self, course: Path) -> None:
        """Cut a record and an autograded notebook short, as a power cut can."""
        for pattern in (f".autograder/{ASSIGNMENT}/*.json", f"autograded/*/{ASSIGNMENT}/*.ipynb"):
            files = sorted(course.glob(pattern))
            path = self._random.choice(files)
            path.write_bytes(path.read_bytes()[: self._random.randrange(path.stat().st_size)])

    def _run(self, course: Path, wanted: str, delay: float) -> str:
        """Start a run and kill something of it after `delay` seconds; return what, '' for nothing.

        Where there is none of what is `wanted` at that moment, a moment after it has come.
        """
        with started(course) as batch:
            start = time.monotonic()
            wait_until(batch, start + delay)
            while batch.poll() is None and not group(batch.pid, wanted):
                wait_until(batch, time.monotonic() + self._random.uniform(0.02, SHORTLY))
            killed = wanted if kill(group(batch.pid, wanted), self._random) else ""
            seconds = time.monotonic() - start
            batch.wait(PATIENCE_SECONDS)
        print(f"{killed or 'nothing'} killed after {seconds:.1f} s", file=sys.stderr)
        return killed


@contextlib.contextmanager
def started(course: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start `autograder grade` in `course`; end it whatever happens."""
    with subprocess.Popen(
        COMMAND, cwd=course, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as batch:
        try:
            yield batch
        finally:
            batch.kill()


def wait_until(batch: subprocess.Popen[bytes], moment: float) -> None:
    """Wait until a moment, or until the batch is through."""
    while time.monotonic() < moment and batch.poll() is None:
        time.sleep(0.02)


def group(batch: int, victim: str) -> list[psutil.Process]:
    """Return the batch's process, or its workers or zygotes that run now."""
    try:
        main = psutil.Process(batch)
        children = main.children()
        zygotes = [one for one in children if "autograder.zygote" in one.cmdline()]
        workers = [one for one in children if one not in zygotes]
    except psutil.Error:
        return []
    return {"batch": [main], "worker": workers, "zygote": zygotes}[victim]


def kill(processes: list[psutil.Process], chance: random.Random) -> bool:
    """Send SIGKILL to one of the processes; return whether there was one."""
    with contextlib.suppress(psutil.NoSuchProcess, IndexError):
        chance.choice(processes).kill()
        return True
    return False


def prove(folder: Path, kills: int, seed: int, students: int) -> tuple[dict[str, int], list[str]]:
    """Return how often each was killed, and what was not as after the uninterrupted run."""
    untouched = write_class(folder / "class", students)
    expected = folder / "uninterrupted" / "course"
    shutil.copytree(untouched, expected)
    start = time.monotonic()
    subprocess.run(COMMAND, cwd=expected, env=environment(), check=True, capture_output=True)
    seconds = time.monotonic() - start
    killer, different = Killer(kills, seed), []
    for number in range(10 * kills):
        if not killer.left:
            break
        course = folder / f"killed{number}" / "course"
        shutil.copytree(untouched, course)
        killer.grade(course, seconds, KILLS_A_CLASS)
        for cut in (False, True):
            if cut:
                killer.cut_off(course)
            done = subprocess.run(COMMAND, cwd=course, env=environment(), capture_output=True)
            different += [f"run {number}: {text}" for text in done.stderr.decode().splitlines()]
            different += [f"run {number}: {text}" for text in state(course).differs(expected)]
        shutil.rmtree(course.parent)
    return killer.done, different


def main() -> int:
    """Print how often was killed and what differed; return 1 when anything did."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--students", type=int, default=80)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        done, different = prove(Path(folder), options.kills, options.seed, options.students)
    print(f"killed: {json.dumps(done)}; different afterwards: {len(different)}")
    print("\n".join(different))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
